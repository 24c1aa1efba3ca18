import type { Clone } from './clone.ts'
import { controllers } from './control.ts'

/** A lesson as it was written down in the matter of the exercise. */
export interface WrittenLesson {
  readonly id: string
  readonly inject: string
  readonly text: string
  readonly owner: string
  readonly function: string
  readonly due: string
  readonly action: string
}

/** The words in the matter of an exercise (P14). */
export interface Papers {
  /** How many events of the matter were read. */
  readonly upTo: number
  readonly notes: readonly { readonly at: string; readonly inject: string; readonly text: string }[]
  readonly lessons: readonly WrittenLesson[]
  /** Reasons of each stop and each going on, in their order. */
  readonly pauses: readonly string[]
}

/** Reads them as the one who leads the exercise sees them; the look stands in the log of the exercise like any other. */
export async function papersOf(clone: Clone, id: string, upTo: number): Promise<Papers> {
  const read = await clone.nodeOf(controllers).read.request(`${controllers}/delegate`, id)
  if (!read.ok) throw new Error(`${id}: ${read.refusal.name}`)
  const of = (type: string) =>
    read.value.timeline.flatMap((entry) =>
      entry.type === type && entry.document !== undefined
        ? [{ at: entry.at, document: entry.document }]
        : [],
    )
  const lessons = new Map<string, WrittenLesson>()
  for (const { document } of of('lesson.written')) {
    const lesson = lessonIn(document)
    lessons.set(lesson.id, lesson)
  }
  return {
    upTo,
    notes: of('exercise.observed').map(({ at, document }) => ({
      at,
      inject: String(document.inject),
      text: String(document.decision),
    })),
    lessons: [...lessons.values()],
    pauses: of('exercise.paused').map(({ document }) => String(document.reasons ?? '')),
  }
}

function lessonIn(document: Readonly<Record<string, unknown>>): WrittenLesson {
  const owner = String(document.owner ?? '')
  const comma = owner.indexOf(', ')
  return {
    id: String(document.lesson),
    inject: String(document.inject ?? ''),
    text: String(document.text),
    owner: comma < 0 ? owner : owner.slice(0, comma),
    function: comma < 0 ? '' : owner.slice(comma + 2),
    due: String(document.due ?? ''),
    action: String(document.action ?? document.text),
  }
}
