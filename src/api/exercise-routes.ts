import { z } from 'zod'
import { done, type Outcome, refuse } from '#base'
import { type ExerciseDesk, exerciseAct, exerciseView, type Node } from '#node'
import { outcomeJson as json, type Route, route } from './route.ts'

/** The exercise of a node that was made for one; every other node says that it plays none. */
function played(node: Node): Outcome<ExerciseDesk> {
  return node.exercise === undefined
    ? refuse({
        kind: 'unknown',
        name: 'no-exercise',
        ground: 'no exercise is played at this node',
        remedy: 'whoever leads exercises starts one with: comity exercise SCENARIO --live',
      })
    : done(node.exercise)
}

/** An exercise with people at its desks: what players are told, and the hands of those who lead it. */
export const exerciseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/exercise',
    who: 'officer',
    limit: 'read',
    what: 'the exercise that is played here: its clock, what the officer was told; for those who lead it everything',
    answer: exerciseView,
    run: async ({ node, actor }) => {
      const desk = played(node)
      return desk.ok ? done({ json: await desk.value.view(actor) }) : desk
    },
  }),
  route({
    method: 'POST',
    path: '/api/exercise',
    who: 'officer',
    limit: 'write',
    what: 'begins, pauses, gives an inject, notes what is seen, hands seats over, ends, writes lessons; an act of P14 each',
    body: exerciseAct,
    answer: exerciseView,
    run: async ({ node, actor, body }) => {
      const desk = played(node)
      return desk.ok ? json(await desk.value.run(actor, body)) : desk
    },
  }),
  route({
    method: 'GET',
    path: '/api/exercise/report/:form',
    who: 'officer',
    limit: 'read',
    what: 'the after-action report as page, PDF or data, once the play is over',
    params: z.object({ form: z.enum(['page', 'pdf', 'data']) }),
    run: async ({ node, actor, params }) => {
      const desk = played(node)
      if (!desk.ok) return desk
      const report = await desk.value.report(actor, params.form)
      if (!report.ok) return report
      const { type, bytes } = report.value
      return done({
        type,
        bytes,
        ...(params.form === 'page'
          ? { page: true }
          : { filename: params.form === 'pdf' ? 'after-action.pdf' : 'after-action.json' }),
      })
    },
  }),
]
