import { asInstant, type Instant, instant } from '#base'
import {
  figures,
  type Period,
  publicView,
  type ReleaseLine,
  recountReleases,
  type SignedEvent,
} from '#indicators'
import type { Law } from '#law'

/** A set of figures as a node gave them out, and what it says they were counted from. */
export interface ClaimedFigures {
  readonly asOf: string
  /** Days, both included. */
  readonly from: string
  readonly to: string
  /** Nodes whose events are counted together. */
  readonly nodes: readonly string[]
  readonly indicators: readonly ClaimedFigure[]
  /** Which release they are; null or absent where they were computed for whoever asked. */
  readonly release?: { readonly id?: string } | null
  /** Head of the log of the node that counted them, as it stood then. */
  readonly log?: { readonly size?: number }
}

export type ClaimedFigure = Readonly<Record<string, unknown>> & { readonly id: string }

/** As staff see them, or as they are published after the small-count rule. */
export type FiguresSeenBy = 'staff' | 'public'

/** Where the recount comes to something else, in words that name the figure and both digits. */
export interface Difference {
  readonly figure: string
  readonly what: string
  readonly claimed: string
  readonly counted: string
}

/** The figures counted again from the events of all nodes that are named, by the public method alone. */
export function countAgain(
  events: readonly SignedEvent[],
  claim: Pick<ClaimedFigures, 'from' | 'to' | 'asOf'>,
  seenBy: FiguresSeenBy,
  law: Law,
): readonly ClaimedFigure[] {
  const period = periodOf(claim)
  const found = figures(events, period, law)
  const publication = { to: period.to, on: asInstant(claim.asOf) ?? period.to }
  return (seenBy === 'public'
    ? publicView(found, publication)
    : found) as unknown as readonly ClaimedFigure[]
}

/**
 * A release counted again in its place among those that came out before it: what an earlier one would give away is held
 * back in a later one, so one release cannot be counted alone.
 *
 * @returns undefined where the list does not have it
 */
export function countReleaseAgain(
  events: readonly SignedEvent[],
  id: string,
  lines: readonly ReleaseLine[],
  law: Law,
): readonly ClaimedFigure[] | undefined {
  const last = lines.findIndex((line) => `${line.period}/${line.version}` === id)
  if (last < 0) return undefined
  return recountReleases(events, lines.slice(0, last + 1), law).at(-1)
    ?.published as unknown as readonly ClaimedFigure[]
}

/** Every field that both have is held against the other: one digit more or less is a difference. */
export function differencesBetween(
  claimed: readonly ClaimedFigure[],
  counted: readonly ClaimedFigure[],
): readonly Difference[] {
  const byId = new Map(counted.map((figure) => [figure.id, figure]))
  const missing = counted
    .filter((figure) => !claimed.some((c) => c.id === figure.id))
    .map((figure) => difference(figure.id, 'figure', 'not there', String(figure.text)))
  return [
    ...claimed.flatMap((claim) => {
      const again = byId.get(claim.id)
      return again === undefined
        ? [difference(claim.id, 'figure', String(claim.text), 'no method counts it')]
        : fieldsOf(claim, again)
    }),
    ...missing,
  ]
}

const compared = ['text', 'value', 'n', 'numerator', 'shown', 'cases', 'interval'] as const

function fieldsOf(claim: ClaimedFigure, again: ClaimedFigure): readonly Difference[] {
  const own = compared.flatMap((field) => unequal(claim.id, field, claim[field], again[field]))
  return [...own, ...partsOf(claim, again)]
}

type PartLike = Readonly<Record<string, unknown>>

function partsOf(claim: ClaimedFigure, again: ClaimedFigure): readonly Difference[] {
  const name = (part: PartLike) => `${part.by} ${part.key}`
  const list = (of: ClaimedFigure) =>
    new Map((Array.isArray(of.parts) ? (of.parts as PartLike[]) : []).map((p) => [name(p), p]))
  const [theirs, ours] = [list(claim), list(again)]
  return [...new Set([...theirs.keys(), ...ours.keys()])].flatMap((key) => {
    const [a, b] = [theirs.get(key), ours.get(key)]
    if (a === undefined || b === undefined)
      return [
        difference(
          claim.id,
          key,
          a ? String(a.text) : 'not there',
          b ? String(b.text) : 'not there',
        ),
      ]
    return compared.flatMap((field) => unequal(claim.id, `${key}, ${field}`, a[field], b[field]))
  })
}

function unequal(figure: string, what: string, a: unknown, b: unknown): readonly Difference[] {
  // A view may leave a field out; that both leave out `shown` says the same.
  if (what.endsWith('shown') && (a ?? true) === (b ?? true)) return []
  const [claimed, counted] = [JSON.stringify(a ?? null), JSON.stringify(b ?? null)]
  return claimed === counted ? [] : [difference(figure, what, claimed, counted)]
}

function difference(figure: string, what: string, claimed: string, counted: string): Difference {
  return { figure, what, claimed, counted }
}

/** From the first instant of the first day to the end of the last one; not beyond what was known then. */
function periodOf({ from, to, asOf }: Pick<ClaimedFigures, 'from' | 'to' | 'asOf'>): Period {
  const end = instant(Date.parse(`${to}T00:00:00Z`) + 86_400_000)
  const known = asInstant(asOf)
  return {
    from: `${from}T00:00:00.000Z` as Instant,
    to: end,
    ...(known === undefined ? {} : { asOf: known }),
  }
}
