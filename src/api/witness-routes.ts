import { z } from 'zod'
import { done } from '#base'
import { witnessPageView } from '#node'
import { type Answer, outcomeJson, type Route, route } from './route.ts'
import { wholeBody } from './whole-body.ts'

/** 63 lines of proof and one signed head are far below. */
const mostBytes = 64 * 1024
const tooLong = new Uint8Array(mostBytes + 1)
const plainText = 'text/plain; charset=utf-8'

/**
 * This node as a witness (C2SP tlog-witness), and where its own log stands with its witnesses. A witness answers in the
 * words of the specification: cosignature lines, a size, or a status with a sentence.
 */
export const witnessRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/witness/add-checkpoint',
    who: 'peer',
    limit: 'letter',
    stream: true,
    what: 'takes the head of a partner’s log and answers with cosignatures (C2SP tlog-witness)',
    run: async ({ node, stream }) => {
      const bytes = await wholeBody(stream, mostBytes)
      const { status, type, text: said } = await node.log.addCheckpoint(bytes ?? tooLong)
      return done({ status, bytes: said, type: type === 'text/plain' ? plainText : type })
    },
  }),
  route({
    method: 'GET',
    path: '/witness/checkpoint',
    who: 'anybody',
    limit: 'read',
    what: 'the head of that log that this node cosigned last, as the log signed it',
    query: z.object({ origin: z.string().max(255) }),
    run: async ({ node, query }) => {
      const held = await node.log.cosigned(query.origin)
      return held.ok ? done(text(held.value)) : held
    },
  }),
  route({
    method: 'GET',
    path: '/log/head',
    who: 'anybody',
    limit: 'read',
    what: 'the newest signed head, which the witnesses may not have cosigned yet',
    run: async ({ node }) => done(text(await node.log.newest())),
  }),
  route({
    method: 'GET',
    path: '/api/log/witnesses',
    who: 'officer',
    limit: 'read',
    what: 'who cosigned which head when, forks of partners’ logs, timestamps',
    answer: witnessPageView,
    run: async ({ node }) => done({ json: await node.log.page() }),
  }),
  route({
    method: 'GET',
    path: '/api/log/forks/:id',
    who: 'officer',
    limit: 'read',
    what: 'two signed heads of one log that cannot both be true, as a file for a court',
    params: z.object({ id: z.string().regex(/^[0-9a-f]{64}$/) }),
    run: async ({ node, params }) => {
      const evidence = await node.log.fork(params.id)
      if (!evidence.ok) return outcomeJson(evidence)
      return done({
        bytes: JSON.stringify(evidence.value, null, 1),
        type: 'application/json; charset=utf-8',
        filename: `fork-evidence-${params.id.slice(0, 12)}.json`,
      })
    },
  }),
]

function text(bytes: string): Answer {
  return { bytes, type: plainText }
}
