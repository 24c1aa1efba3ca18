import { z } from 'zod'
import { type Digest, done } from '#base'
import { evaluationView, evaluatorKeyShape, mostSampled, opinionShape, opinionView } from '#node'
import { outcomeJson as json, type Route, route } from './route.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const quarter = z.string().regex(/^\d{4}-Q[1-4](_\d{4}-Q[1-4])?$/)
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** What an authority hands to an evaluator. Both are acts of an officer, on record before the file leaves. */
export const evaluationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/evaluation',
    who: 'officer',
    limit: 'read',
    what: 'what was handed to evaluators, by digests, and what they said of the figures',
    answer: evaluationView,
    run: async ({ node }) => done({ json: await node.evaluation.view() }),
  }),
  route({
    method: 'POST',
    path: '/api/evaluation/bundle',
    who: 'officer',
    limit: 'write',
    what: 'figures with all that counts them again, sealed to an evaluator; the hand-over is on record',
    body: z.strictObject({
      figures: z.union([
        z.strictObject({ seenBy: z.literal('public'), quarter }),
        z.strictObject({ seenBy: z.literal('staff'), from: day, to: day }),
      ]),
      to: evaluatorKeyShape,
    }),
    run: async ({ node, actor, body }) => {
      const made = await node.evaluation.bundle(actor.id, body.figures, body.to)
      if (!made.ok) return made
      const { bundle, file } = made.value
      return done({
        type: 'application/octet-stream',
        filename: 'evaluation.sealed',
        headers: { 'x-comity-bundle': bundle },
        stream: file,
      })
    },
  }),
  route({
    method: 'POST',
    path: '/api/evaluation/sample',
    who: 'officer',
    limit: 'write',
    what: 'entries that such a file withheld, drawn by lot behind the hand-over, sealed to the evaluator',
    body: z.strictObject({
      bundle: digest,
      count: z.int().min(1).max(mostSampled),
      to: evaluatorKeyShape,
    }),
    run: async ({ node, actor, body }) => {
      const made = await node.evaluation.sample(
        actor.id,
        body.bundle as Digest,
        body.count,
        body.to,
      )
      return made.ok
        ? done({
            type: 'application/octet-stream',
            filename: 'sample.sealed',
            bytes: made.value.bytes,
          })
        : made
    },
  }),
  route({
    method: 'POST',
    path: '/api/evaluation/opinions',
    who: 'officer',
    limit: 'write',
    what: 'an officer of the evaluator signs an opinion on figures; the answer is the file',
    body: opinionShape,
    answer: z.object({ file: z.string() }),
    run: async ({ node, actor, body }) => json(await node.evaluation.opine(actor.id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/evaluation/opinions/publish',
    who: 'officer',
    limit: 'write',
    what: 'puts the signed opinion of an evaluator beside the figures, whatever it says',
    body: z.strictObject({ file: z.string().max(256 * 1024) }),
    answer: opinionView,
    run: async ({ node, actor, body }) =>
      json(await node.evaluation.publish(actor.id, Buffer.from(body.file))),
  }),
  route({
    method: 'GET',
    path: '/public/opinions',
    who: 'anybody',
    limit: 'read',
    what: 'what independent evaluators said of the figures of this node',
    answer: z.object({ opinions: z.array(opinionView) }),
    run: async ({ node }) => done({ json: { opinions: await node.read.opinions() } }),
  }),
]
