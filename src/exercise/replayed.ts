import type { Instant } from '#base'
import { lanternStory } from './data/all.ts'
import { todaysChapters } from './data/today.ts'
import { demoBegins } from './demo.ts'
import { replay } from './replay.ts'
import { type Standing, standings } from './standing.ts'

/** A story that is kept here, told on paper, and how each of its matters stands on its last day. */
export interface Replayed {
  readonly story: string
  readonly asOf: Instant
  readonly matters: readonly Standing[]
  /** References of the matters that do not stand as the story says, or of which two nodes say different things. */
  readonly unlike: readonly string[]
}

/** The LANTERN story with what lies on the desks on its last day. */
export function replayLantern(): Replayed {
  const chapters = [...lanternStory, ...todaysChapters]
  const told = replay(chapters, demoBegins)
  const matters = standings(
    told,
    chapters.map((c) => c.reference),
    demoBegins,
  )
  const unlike = matters.filter((m) => m.unlike !== undefined || !m.agree).map((m) => m.reference)
  return { story: 'lantern', asOf: demoBegins, matters, unlike }
}
