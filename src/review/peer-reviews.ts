import { type Instant, type Json, millis } from '#base'
import type { SignedEvent } from '#indicators'
import { streamsOf } from './commitments.ts'

/** A stage of a review: when it was due by the clock that the stage before started, and when it was reached. */
export interface ReviewStage {
  readonly id: string
  readonly name: string
  readonly due: Instant | null
  readonly reached: Instant | null
  readonly late: boolean
}

/** A paper of civil society, by its digest. */
export interface ReviewPaper {
  readonly at: Instant
  readonly organisation: string
  readonly digest: string
}

/** The review of one country by two others, as the signed records tell it. */
export interface PeerReview {
  readonly stream: string
  readonly reference: string
  readonly country: string
  readonly owner: string
  /** In the order of the lot. */
  readonly peers: readonly string[]
  /** Seed of the lot: with the head and the pot of the document anybody can draw again. */
  readonly lotLog: string
  readonly lotSize: number | null
  readonly stages: readonly ReviewStage[]
  /** What civil society handed in, in the order in which it came. */
  readonly papers: readonly ReviewPaper[]
  readonly recommendations: number | null
  readonly accepted: number | null
  /** From the lot to the public summary. */
  readonly days: number | null
  /** Matter of the commitment that carries out what was recommended. */
  readonly commitment: string | null
}

const stages = [
  ['opened', 'opened', null],
  ['drawn', 'peers drawn by lot', null],
  ['self_assessed', 'self-assessment', 'self-assessment'],
  ['desk', 'desk review', 'desk'],
  ['visited', 'dialogue and visit', 'visit'],
  ['reported', 'report', 'review-report'],
  ['summary_public', 'summary public', 'whole-review'],
  ['answered', 'recommendations answered', null],
] as const

/** The reviews among these events, by reference. */
export function peerReviewsOf(events: readonly SignedEvent[], now: Instant): readonly PeerReview[] {
  return [...streamsOf(events, 'review.')]
    .map(([stream, of]) => reviewOf(stream, of, now))
    .sort((a, b) => a.reference.localeCompare(b.reference))
}

type Data = Readonly<Record<string, Json | undefined>>

function reviewOf(stream: string, events: readonly SignedEvent[], now: Instant): PeerReview {
  const notes: Record<string, Json | undefined> = {}
  const dues = new Map<string, Instant>()
  const reached = new Map<string, Instant>()
  let parties: Data = {}
  let commitment: string | null = null
  const papers: ReviewPaper[] = []
  for (const event of events) {
    const data = event.data as Data
    Object.assign(notes, (data.notes as Data | undefined) ?? {})
    parties = (data.parties as Data | undefined) ?? parties
    for (const clock of clocksIn(data)) dues.set(clock.clock, clock.due)
    reached.set(event.type.slice('review.'.length), event.at)
    const { tally } = data as { tally?: { key?: string; value?: Json } }
    if (event.type === 'review.submission' && tally?.key !== undefined)
      papers.push({ at: event.at, organisation: String(tally.value), digest: tally.key })
    if (event.type === 'review.answered' && typeof data.link === 'string') commitment = data.link
  }
  const owner = (parties.requesting ?? {}) as { authority?: string; country?: string }
  const [drawn, summary] = [reached.get('drawn'), reached.get('summary_public')]
  return {
    stream,
    reference: String(notes.reference ?? ''),
    country: owner.country ?? '',
    owner: owner.authority ?? '',
    peers: Array.isArray(notes.peers) ? notes.peers.map(String) : [],
    lotLog: String(notes.lotLog ?? ''),
    lotSize: numberOf(notes.lotSize),
    stages: stages.map(([id, name, clock]) => {
      const due = clock === null ? null : (dues.get(clock) ?? null)
      const at = reached.get(id) ?? null
      return { id, name, due, reached: at, late: due !== null && (at ?? now) > due }
    }),
    papers,
    recommendations: numberOf(notes.recommendations),
    accepted: numberOf(notes.accepted),
    days:
      drawn === undefined || summary === undefined
        ? null
        : Math.floor((millis(summary) - millis(drawn)) / 86_400_000),
    commitment,
  }
}

function clocksIn(data: Data): readonly { readonly clock: string; readonly due: Instant }[] {
  const clocks = Array.isArray(data.clocks) ? (data.clocks as Data[]) : []
  return clocks.flatMap(({ do: what, clock, due }) =>
    what === 'start' && typeof clock === 'string' && typeof due === 'string'
      ? [{ clock, due: due as Instant }]
      : [],
  )
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null
}
