import { asDay, type Day, type Instant, type Json, millis } from '#base'
import type { SignedEvent } from '#indicators'

/** Five codes of completion (OGP IRM), worst first. */
export const completionCodes = [
  'no-evidence',
  'not-started',
  'limited',
  'substantial',
  'complete',
] as const
export type CompletionCode = (typeof completionCodes)[number]

/** One step of a plan: `M1 2026-01-31: 80 % of companies verified`, and when its evidence was signed for. */
export interface Milestone {
  readonly id: string
  readonly due: Day
  readonly words: string
  readonly evidence: string | null
  readonly reached: Instant | null
  readonly state: 'reached' | 'reached late' | 'late' | 'open'
}

/** What happened to a promise, in the order of time. */
export interface PromiseEvent {
  readonly at: Instant
  readonly what: string
  readonly by: string
  /** Digest of evidence, a code, a state of the ladder. */
  readonly detail: string
}

/** A commitment as the signed records tell it, and nothing else. */
export interface Commitment {
  readonly stream: string
  readonly reference: string
  readonly owner: string
  readonly country: string
  readonly reviewer: string
  readonly action: string
  readonly indicator: string
  readonly budget: { readonly amount: string; readonly currency: string } | null
  readonly adopted: Instant | null
  readonly due: Day | null
  readonly milestones: readonly Milestone[]
  /** The clock says so, nobody else. */
  readonly red: boolean
  readonly done: boolean
  readonly code: CompletionCode | null
  readonly coded: Instant | null
  readonly published: Instant | null
  /** Last step of the ladder that stands, or null. */
  readonly ladder: string | null
  readonly history: readonly PromiseEvent[]
  readonly lastReport: Instant | null
}

const milestoneWords = /^(\S+) (\d{4}-\d{2}-\d{2}): (.+)$/s

/** The commitments among these events, by reference; what both sides hold counts once. */
export function commitmentsOf(events: readonly SignedEvent[], now: Instant): readonly Commitment[] {
  const found: Commitment[] = []
  for (const [stream, of] of streamsOf(events, 'commitment.')) {
    const commitment = commitmentOf(stream, of, now)
    if (commitment !== undefined) found.push(commitment)
  }
  return found.sort((a, b) => a.reference.localeCompare(b.reference))
}

/** Events of one kind by their matter, in the order of time, each once. */
export function streamsOf(
  events: readonly SignedEvent[],
  prefix: string,
): ReadonlyMap<string, readonly SignedEvent[]> {
  const streams = new Map<string, Map<string, SignedEvent>>()
  for (const event of events) {
    if (!event.type.startsWith(prefix)) continue
    const known = streams.get(event.stream) ?? new Map<string, SignedEvent>()
    streams.set(event.stream, known)
    const key = `${event.at} ${event.type} ${event.actor} ${JSON.stringify((event.data as Data).tally ?? '')}`
    if (!known.has(key)) known.set(key, event)
  }
  return new Map(
    [...streams].map(([stream, of]) => [
      stream,
      [...of.values()].sort((a, b) => a.at.localeCompare(b.at)),
    ]),
  )
}

type Data = Readonly<Record<string, Json | undefined>>

function commitmentOf(
  stream: string,
  events: readonly SignedEvent[],
  now: Instant,
): Commitment | undefined {
  const notes: Record<string, Json | undefined> = {}
  const reached = new Map<string, { readonly at: Instant; readonly evidence: string }>()
  let parties: Data = {}
  const last = new Map<string, SignedEvent>()
  for (const event of events) {
    const data = event.data as Data
    Object.assign(notes, (data.notes as Data | undefined) ?? {})
    parties = (data.parties as Data | undefined) ?? parties
    const tally = data.tally as { as?: string; key?: string; value?: Json } | undefined
    if (
      event.type === 'commitment.milestone' &&
      tally?.key !== undefined &&
      !reached.has(tally.key)
    )
      reached.set(tally.key, { at: event.at, evidence: text(tally.value) })
    last.set(event.type, event)
  }
  if (notes.reference === undefined || last.has('commitment.withdrawn')) return undefined
  const at = (type: string) => last.get(`commitment.${type}`)?.at ?? null
  const [owner, reviewer] = [partyOf(parties.requesting), partyOf(parties.requested)]
  const reports = [at('milestone'), at('reported'), at('done')].filter((x) => x !== null).sort()
  const lastReport = reports.at(-1) ?? null
  const late = at('late')
  return {
    stream,
    reference: text(notes.reference),
    owner: owner.authority,
    country: owner.country,
    reviewer: reviewer.authority,
    action: text(notes.action),
    indicator: text(notes.indicator),
    budget: budgetOf(notes.budget),
    adopted: at('adopted'),
    due: asDay(text(notes.due)) ?? null,
    milestones: list(notes.milestones).flatMap((words) => milestoneOf(words, reached, now)),
    red: late !== null && (lastReport === null || lastReport < late),
    done: at('done') !== null,
    code: codeOf(notes.code),
    coded: at('coded'),
    published: at('published'),
    ladder: ladderOf(events),
    history: events.map(told),
    lastReport,
  }
}

function milestoneOf(
  words: string,
  reached: ReadonlyMap<string, { readonly at: Instant; readonly evidence: string }>,
  now: Instant,
): readonly Milestone[] {
  const [, id, day, what] = milestoneWords.exec(words) ?? []
  const due = asDay(day ?? '')
  if (id === undefined || due === undefined || what === undefined) return []
  const done = reached.get(id)
  // The whole of the day counts.
  const end = Date.parse(`${due}T00:00:00Z`) + 86_400_000
  const lateAt = millis(done?.at ?? now) >= end
  const state =
    done === undefined ? (lateAt ? 'late' : 'open') : lateAt ? 'reached late' : 'reached'
  return [
    { id, due, words: what, evidence: done?.evidence ?? null, reached: done?.at ?? null, state },
  ]
}

const rungs: Readonly<Record<string, string | null>> = {
  'commitment.noticed': 'notice given',
  'commitment.planned': 'plan handed in',
  'commitment.stated': 'public statement',
  'commitment.restricted': 'restricted',
  'commitment.appealed': 'appeal',
  'commitment.appeal_dismissed': 'appeal dismissed',
  'commitment.lifted': null,
}

function ladderOf(events: readonly SignedEvent[]): string | null {
  const last = events.findLast((event) => event.type in rungs)
  return last === undefined ? null : (rungs[last.type] ?? null)
}

const whats: Readonly<Record<string, string>> = {
  'commitment.proposed': 'proposed',
  'commitment.consulted': 'written together with civil society',
  'commitment.adopted': 'adopted',
  'commitment.milestone': 'milestone reported with evidence',
  'commitment.reported': 'progress reported',
  'commitment.done': 'declared done',
  'commitment.late': 'late: red by the clock',
  'commitment.coded': 'assessed',
  'commitment.replied': 'the owner replied',
  'commitment.published': 'assessment published',
  'commitment.continued': 'carried on',
  'commitment.closed': 'closed',
  ...Object.fromEntries(
    Object.entries(rungs).map(([type, words]) => [type, words ?? 'ladder lifted']),
  ),
}

function told({ at, type, actor, data }: SignedEvent): PromiseEvent {
  const { notes, tally } = data as { notes?: Data; tally?: { key?: string } }
  const detail =
    type === 'commitment.milestone'
      ? (tally?.key ?? '')
      : type === 'commitment.coded'
        ? text(notes?.code)
        : ''
  return { at, what: whats[type] ?? type, by: actor.split('/')[0] ?? '', detail }
}

function codeOf(value: Json | undefined): CompletionCode | null {
  return completionCodes.find((code) => code === value) ?? null
}

function budgetOf(value: Json | undefined): Commitment['budget'] {
  const { amount, currency } = (value ?? {}) as { amount?: Json; currency?: Json }
  return typeof amount === 'string' && typeof currency === 'string' ? { amount, currency } : null
}

function partyOf(value: Json | undefined) {
  const { authority, country } = (value ?? {}) as { authority?: Json; country?: Json }
  return { authority: text(authority), country: text(country) }
}

function list(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}
