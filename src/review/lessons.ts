import { asDay, type Day, type Instant, instant, type Json, millis } from '#base'
import type { SignedEvent } from '#indicators'
import { type Commitment, streamsOf } from './commitments.ts'

/** Days within which a lesson is closed; IN-37 counts by it. */
export const lessonDays = 180

/** What an exercise or an audit taught: who sees to it until when, what carries it out, and what closed it. */
export interface LessonLine {
  /** `EX-01/L3`: a lesson of an exercise; `XN-DPA 2025-11-25`: what that body of oversight found in the system itself. */
  readonly id: string
  readonly from: 'exercise' | 'audit'
  readonly stream: string
  readonly owner: string
  readonly written: Instant
  readonly due: Day
  readonly closed: Instant | null
  /** Digest of the proof; a finding is closed by the signature of those who made it. */
  readonly evidence: string | null
  /** Reference of the commitment that carries it out. */
  readonly commitment: string | null
  readonly state: 'closed' | 'closed late' | 'open' | 'late'
  /** Its report, or what was found, is public. */
  readonly told: boolean
}

type Data = Readonly<Record<string, Json | undefined>>
type Found = Omit<LessonLine, 'state'>

/** One list of lessons, the open ones first, then by the day on which they are due. */
export function lessonsOf(
  events: readonly SignedEvent[],
  commitments: readonly Commitment[],
  now: Instant,
): readonly LessonLine[] {
  const found = [...exerciseLessons(events, commitments), ...auditLessons(events, commitments)]
  return found
    .map((lesson) => ({ ...lesson, state: stateOf(lesson, now) }))
    .sort(
      (a, b) =>
        Number(a.closed !== null) - Number(b.closed !== null) ||
        a.due.localeCompare(b.due) ||
        a.id.localeCompare(b.id),
    )
}

/** Lessons of a hot wash, each with its owner and day; closed with the digest of a proof. */
function exerciseLessons(
  events: readonly SignedEvent[],
  commitments: readonly Commitment[],
): readonly Found[] {
  const found: Found[] = []
  const names = referencesOf(events, 'exercise.')
  const reported = new Set(
    events.flatMap((e) => (e.type === 'exercise.reported' ? [e.stream] : [])),
  )
  for (const [stream, of] of streamsOf(events, 'lesson.')) {
    const closed = new Map<string, SignedEvent>()
    for (const event of of) if (event.type === 'lesson.closed') closed.set(keyOf(event), event)
    const seen = new Set<string>()
    for (const event of of) {
      const key = keyOf(event)
      if (event.type !== 'lesson.written' || seen.has(key)) continue
      seen.add(key)
      const { owner, due } = partsOf(event)
      const id = `${names.get(stream) ?? ''}/${key}`
      const end = closed.get(key)
      found.push({
        id,
        from: 'exercise',
        stream,
        owner: text(owner),
        written: event.at,
        due: asDay(text(due)) ?? lastDay(event.at),
        closed: end?.at ?? null,
        evidence: end === undefined ? null : text((end.data as { tally?: Tally }).tally?.value),
        commitment: commitments.find((c) => c.reference === id)?.reference ?? null,
        told: reported.has(stream),
      })
    }
  }
  return found
}

/** A finding that lies in the system is a lesson; it is closed by those who made it, not by those whom it is about. */
function auditLessons(
  events: readonly SignedEvent[],
  commitments: readonly Commitment[],
): readonly Found[] {
  const found: Found[] = []
  for (const [stream, of] of streamsOf(events, 'complaint.')) {
    const upheld = of.find((e) => e.type === 'complaint.found')
    const { notes } = (upheld?.data ?? {}) as { notes?: Data }
    if (upheld === undefined || notes?.systemic !== true) continue
    const link = of.map((e) => (e.data as Data).link).find((l) => typeof l === 'string')
    const parties = of.map((e) => (e.data as Data).parties as Data | undefined).find(Boolean)
    const owner = parties?.requested as { authority?: Json } | undefined
    found.push({
      id: `${upheld.actor.split('/')[0]} ${upheld.at.slice(0, 10)}`,
      from: 'audit',
      stream,
      owner: text(owner?.authority),
      written: upheld.at,
      due: lastDay(upheld.at),
      closed: of.find((e) => e.type === 'complaint.closed')?.at ?? null,
      evidence: null,
      commitment: commitments.find((c) => c.stream === link)?.reference ?? null,
      told: of.some((e) => e.type === 'complaint.published'),
    })
  }
  return found
}

interface Tally {
  readonly key?: string
  readonly value?: Json
}

function stateOf({ closed, due }: Found, now: Instant): LessonLine['state'] {
  // The whole of the last day counts.
  const end = Date.parse(`${due}T00:00:00Z`) + 86_400_000
  const late = millis(closed ?? now) >= end
  return closed === null ? (late ? 'late' : 'open') : late ? 'closed late' : 'closed'
}

function lastDay(from: Instant): Day {
  return instant(millis(from) + lessonDays * 86_400_000).slice(0, 10) as Day
}

/** References of matters by stream, as their headers keep them. */
function referencesOf(events: readonly SignedEvent[], prefix: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { type, stream, data } of events) {
    const { notes } = data as { notes?: Data }
    if (type.startsWith(prefix) && typeof notes?.reference === 'string')
      names.set(stream, notes.reference)
  }
  return names
}

function keyOf({ data }: SignedEvent): string {
  return (data as { tally?: Tally }).tally?.key ?? ''
}

/** Owner and day: a lesson of before has the day alone. */
function partsOf({ data }: SignedEvent): Data {
  const value = (data as { tally?: Tally }).tally?.value
  return typeof value === 'string' ? { due: value } : ((value ?? {}) as Data)
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}
