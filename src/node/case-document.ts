import { canonical, type Digest, digest, type Instant, type Json, millis } from '#base'
import { euroCents, type Figure, figures, protect, type SignedEvent } from '#indicators'
import type { Law } from '#law'

/** What anybody may read of a case after final judgment. No person is named; amounts are rounded to EUR 0.1 million. */
export interface CaseDocument {
  readonly format: 'comity-case/1'
  readonly node: string
  /** `lantern`: its place in addresses, for ever. */
  readonly id: string
  /** From 1; a correction is a version of its own. */
  readonly version: number
  readonly reason: string | null
  readonly title: string
  readonly summary: string
  readonly asOf: Instant
  readonly finalOn: string
  /** Countries whose authorities took part. */
  readonly countries: readonly string[]
  readonly matters: number
  readonly stages: readonly Stage[]
  readonly claims: {
    readonly lines: number
    readonly claimed: number
    readonly allowed: number
    readonly paid: number
    readonly groups: readonly ClaimGroup[]
  }
  /** When victims were told, and until when they could claim. */
  readonly notice: { readonly on: string; readonly closes: string | null }
  readonly agreement: {
    readonly basis: string
    readonly on: string
    readonly countries: readonly string[]
  } | null
  readonly tranches: readonly Paid[]
  readonly uses: readonly (Paid & { readonly line: string; readonly verified: boolean })[]
}

/** A stage of recovery: cents, or null where no record says it. */
export interface Stage {
  readonly indicator: string
  readonly line: string | null
  readonly cents: number | null
}

/** Claims of one kind of claimant; numbers are null where they come from fewer than five lines. */
export interface ClaimGroup {
  readonly claimant: string
  readonly lines: number | null
  readonly claimed: number | null
  readonly allowed: number | null
}

interface Paid {
  readonly on: string
  readonly country: string
  readonly cents: number
}

/** What the desk says of the case; everything else comes from the records. */
export interface CaseFacts {
  readonly node: string
  readonly id: string
  readonly version: number
  readonly reason: string | null
  readonly title: string
  readonly summary: string
  readonly asOf: Instant
  readonly finalOn: string
}

/** Composes the page of a case from the signed records of its matters, in the order of the log. */
export function caseDocument(
  facts: CaseFacts,
  events: readonly SignedEvent[],
  law: Law,
): CaseDocument {
  const once = withoutCopies(events)
  const sides = new Map(once.flatMap((e) => sidesOf(e).map((side) => [e.stream, side] as const)))
  const all = figures(once, wholeTime(facts.asOf), law)
  const notice = once.find((e) => e.type === 'claim.notice')
  const countries = once.flatMap((e) => sidesOf(e)).flatMap(({ from, to }) => [from, to])
  return {
    format: 'comity-case/1',
    ...facts,
    countries: [...new Set(countries)].sort(),
    matters: new Set(once.map((e) => e.stream)).size,
    stages: stagesOf(all),
    claims: claimsOf(once),
    notice: { on: day(notice?.at), closes: text(notesOf(notice)?.closes)?.slice(0, 10) ?? null },
    agreement: agreementOf(once, sides),
    tranches: once
      .filter((e) => e.type === 'return.paid')
      .map((e) => ({ ...paidOf(e), country: sides.get(e.stream)?.to ?? '' })),
    uses: usesOf(once, sides),
  }
}

export function caseBytes(document: CaseDocument): Uint8Array {
  return canonical(document as unknown as Json)
}

export function caseDigest(document: CaseDocument): Digest {
  return digest(caseBytes(document))
}

/** The same record stands in two logs. */
function withoutCopies(events: readonly SignedEvent[]): readonly SignedEvent[] {
  const seen = new Set<string>()
  return events.filter(({ digest: of }) => {
    if (of === undefined) return true
    if (seen.has(of)) return false
    seen.add(of)
    return true
  })
}

/** A case has no quarter: everything up to the day of the page. */
function wholeTime(asOf: Instant) {
  return { from: '1970-01-01T00:00:00.000Z' as Instant, to: asOf, asOf }
}

const lines = [
  ['IN-13', null],
  ['IN-14', null],
  ['IN-15', null],
  ['IN-16', 'gross'],
  ['IN-16', 'net of management'],
  ['IN-16', 'distributable'],
  ['IN-17', 'to victims'],
  ['IN-17', 'for public purposes'],
] as const

function stagesOf(all: readonly Figure[]): readonly Stage[] {
  return lines.map(([indicator, line]) => {
    const figure = all.find((f) => f.id === indicator)
    const found =
      line === null ? figure : figure?.parts.find((p) => p.by === 'stage' && p.key === line)
    const cents = found === undefined || found.n === 0 ? null : found.value
    return { indicator, line, cents: cents === null ? null : rounded(cents) }
  })
}

function claimsOf(events: readonly SignedEvent[]): CaseDocument['claims'] {
  const streams = Map.groupBy(
    events.filter((e) => e.type.startsWith('claim.')),
    (e) => e.stream,
  )
  const claims = [...streams.values()].flatMap((of) => claimOf(of))
  const sum = (list: typeof claims, name: 'lines' | 'claimed' | 'allowed' | 'paid') =>
    list.reduce((total, claim) => total + claim[name], 0)
  const counted = [...Map.groupBy(claims, (claim) => claim.claimant)].map(([claimant, list]) => ({
    claimant,
    lines: sum(list, 'lines'),
    claimed: rounded(sum(list, 'claimed')),
    allowed: rounded(sum(list, 'allowed')),
  }))
  const held = heldBack(counted, sum(claims, 'lines'))
  return {
    lines: sum(claims, 'lines'),
    claimed: rounded(sum(claims, 'claimed')),
    allowed: rounded(sum(claims, 'allowed')),
    paid: rounded(sum(claims, 'paid')),
    groups: counted.map((group) =>
      held(group.claimant) ? { ...group, lines: null, claimed: null, allowed: null } : group,
    ),
  }
}

/**
 * Fewer than five claimants of a kind, and as many other kinds as it takes that nobody finds them by subtraction; all
 * where that is not enough.
 */
function heldBack(
  groups: readonly { readonly claimant: string; readonly lines: number }[],
  all: number,
): (claimant: string) => boolean {
  const few = { step: 'SC-1', low: 1, high: 4 } as const
  const { hidden, exposed } = protect({
    cells: [
      { id: 'total', value: all, keep: true },
      ...groups.map(({ claimant, lines }) => ({
        id: `of ${claimant}`,
        value: lines,
        ...(lines < 5 ? { hidden: few } : {}),
      })),
    ],
    sums: [{ total: 'total', parts: groups.map(({ claimant }) => `of ${claimant}`) }],
  })
  return (claimant) => exposed.length > 0 || hidden.has(`of ${claimant}`)
}

/** A claim of victims; one of a third party to frozen property is no harm of the crime and is left out. */
function claimOf(events: readonly SignedEvent[]) {
  const filed = events.find((e) => e.type === 'claim.filed')
  const notes = notesOf(filed)
  if (notes === undefined || typeof notes.variant === 'string') return []
  const decided = events.filter((e) => ['claim.decided', 'claim.appeal_decided'].includes(e.type))
  const allowed = decided.map((e) => notesOf(e)?.allowed).findLast((value) => value !== undefined)
  const paid = events.filter((e) => ['claim.paid', 'claim.collective'].includes(e.type))
  return [
    {
      claimant: text(notes.claimant) ?? 'persons',
      lines: Number(notes.lines ?? 1),
      claimed: euroCents(notes.claimed) ?? 0,
      allowed: euroCents(allowed) ?? 0,
      paid: paid.reduce((total, e) => total + (euroCents(notesOf(e)?.amount) ?? 0), 0),
    },
  ]
}

interface Corridor {
  readonly from: string
  readonly to: string
}

function agreementOf(
  events: readonly SignedEvent[],
  sides: ReadonlyMap<string, Corridor>,
): CaseDocument['agreement'] {
  const proposed = events.find((e) => e.type === 'return.proposed')
  const agreed = events.filter((e) => e.type === 'return.agreed')
  const last = agreed.at(-1)
  if (last === undefined) return null
  const corridors = agreed.flatMap((e) => sides.get(e.stream) ?? [])
  return {
    basis: text(notesOf(proposed)?.basis) ?? '',
    on: day(last.at),
    countries: [...new Set(corridors.flatMap(({ from, to }) => [from, to]))].sort(),
  }
}

function usesOf(
  events: readonly SignedEvent[],
  sides: ReadonlyMap<string, Corridor>,
): CaseDocument['uses'] {
  const verified = new Set(
    events.filter((e) => e.type === 'enduse.verified').map((e) => `${e.stream} ${tallyOf(e)?.key}`),
  )
  return events
    .filter((e) => e.type === 'enduse.milestone')
    .map((e) => ({
      ...paidOf(e),
      country: sides.get(e.stream)?.from ?? '',
      line: tallyOf(e)?.key ?? '',
      verified: verified.has(`${e.stream} ${tallyOf(e)?.key}`),
    }))
}

function paidOf(event: SignedEvent): { readonly on: string; readonly cents: number } {
  return { on: day(event.at), cents: rounded(euroCents(tallyOf(event)?.value) ?? 0) }
}

/** Step 4 of the small-count rule: to EUR 0.1 million, in cents. */
function rounded(cents: number): number {
  return Math.round(cents / 10_000_000) * 10_000_000
}

interface Data {
  readonly notes?: Readonly<Record<string, unknown>>
  readonly tally?: { readonly key: string; readonly value: unknown }
  readonly parties?: Readonly<Record<'requesting' | 'requested', { readonly country: string }>>
}

function notesOf(event: SignedEvent | undefined): Data['notes'] {
  return (event?.data as Data | undefined)?.notes
}

function tallyOf(event: SignedEvent): Data['tally'] {
  return (event.data as Data).tally
}

function sidesOf(event: SignedEvent): readonly Corridor[] {
  const { parties } = event.data as Data
  return parties === undefined
    ? []
    : [{ from: parties.requesting.country, to: parties.requested.country }]
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function day(at: Instant | undefined): string {
  return at === undefined ? '' : new Date(millis(at)).toISOString().slice(0, 10)
}
