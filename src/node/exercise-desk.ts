import { z } from 'zod'
import type { Outcome } from '#base'
import type { ActorView } from './views.ts'

const lesson = z.object({
  id: z.string(),
  /** Inject that taught it; empty where none did. */
  inject: z.string(),
  text: z.string(),
  owner: z.string(),
  function: z.string(),
  due: z.string(),
  action: z.string(),
})

/** What those see who lead an exercise, and nobody who plays in it: what comes, what is expected, how it is graded. */
const controlView = z.object({
  /** Matter of P14 at the authority that leads. */
  matter: z.string(),
  injects: z.array(
    z.object({
      id: z.string(),
      minute: z.number(),
      to: z.array(z.string()),
      text: z.string(),
      expected: z.string(),
      at: z.string().nullable(),
      /** `open`: given, and its time still runs. */
      mark: z.enum(['waiting', 'open', 'in-time', 'late', 'missing']),
      seconds: z.number().nullable(),
      within: z.number(),
      found: z.string(),
    }),
  ),
  seats: z.array(
    z.object({ authority: z.string(), task: z.string(), by: z.enum(['people', 'script']) }),
  ),
  notes: z.array(z.object({ at: z.string(), inject: z.string(), text: z.string() })),
  refused: z.array(
    z.object({ inject: z.string(), actor: z.string(), step: z.string(), refusal: z.string() }),
  ),
  score: z.number(),
  /** Seconds between the first leg and the last; null before any was carried out. */
  spread: z.number().nullable(),
  /** Drafted from what was not in time, until somebody writes them down. */
  drafts: z.array(lesson),
  lessons: z.array(lesson),
})

export const exerciseView = z.object({
  id: z.string(),
  name: z.string(),
  objectives: z.string(),
  minutes: z.number(),
  stage: z.enum(['waiting', 'running', 'paused', 'played', 'talked-over', 'reported']),
  /** Seconds of the play; the clock stands in pauses. */
  second: z.number(),
  now: z.string(),
  /** What the officer's authority does in the play; null where it is no player. */
  task: z.string().nullable(),
  /** What the officer's authority was told, the newest first. */
  told: z.array(z.object({ inject: z.string(), at: z.string(), text: z.string() })),
  control: controlView.nullable(),
})
export type ExerciseView = z.output<typeof exerciseView>

export const exerciseAct = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('begin') }),
  z.strictObject({ do: z.literal('pause'), reasons: z.string().min(1).max(1000) }),
  z.strictObject({ do: z.literal('go-on'), reasons: z.string().min(1).max(1000) }),
  z.strictObject({ do: z.literal('give'), inject: z.string().max(20) }),
  z.strictObject({
    do: z.literal('note'),
    inject: z.string().max(20),
    text: z.string().min(1).max(2000),
  }),
  z.strictObject({
    do: z.literal('seat'),
    authority: z.string().max(40),
    by: z.enum(['people', 'script']),
  }),
  z.strictObject({ do: z.literal('end') }),
  z.strictObject({ do: z.literal('talk-over'), notes: z.string().min(1).max(8000) }),
  z.strictObject({
    do: z.literal('lesson'),
    lesson: z.string().regex(/^[A-Z]\d{1,3}(\.\d{1,2})?$/),
    inject: z.string().max(20),
    text: z.string().min(1).max(2000),
    owner: z.string().min(1).max(40),
    function: z.string().min(1).max(100),
    due: z.iso.date(),
    action: z.string().min(1).max(2000),
  }),
  z.strictObject({ do: z.literal('report') }),
])
export type ExerciseAct = z.output<typeof exerciseAct>

/** An exercise that people play at this node. The engine behind it is not the node's: it is handed in when the node opens. */
export interface ExerciseDesk {
  /** What this officer may see of it. */
  view(actor: ActorView): Promise<ExerciseView>
  /** In the officer's name, through the same door as every act. */
  run(actor: ActorView, act: ExerciseAct): Promise<Outcome<ExerciseView>>
  /** The after-action report, once the play is over. */
  report(
    actor: ActorView,
    form: 'page' | 'pdf' | 'data',
  ): Promise<Outcome<{ readonly type: string; readonly bytes: Uint8Array }>>
}
