import type { Readable } from 'node:stream'
import { done, type Outcome, refuse } from '#base'
import type { Node } from '#node'
import { type Answer, type Route, route } from './route.ts'
import { wholeBody } from './whole-body.ts'

/** Bodies of other nodes that are read into memory at once; each is bounded by the limit of a letter. */
const mostBodies = 24
/** Room for the lengths between the letters of one call. */
const frameBytes = 4096

const reading = new WeakMap<Node, number>()

/** What other nodes post: one letter, several, or a query about missing ones. Each is answered under seal and log. */
export const exchangeRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/exchange/envelopes',
    who: 'peer',
    limit: 'letter',
    stream: true,
    what: 'takes one sealed letter; answers with the signed receipt',
    run: async ({ node, stream }) => posted(node, stream, node.letterLimit),
  }),
  route({
    method: 'POST',
    path: '/exchange/envelopes/batch',
    who: 'peer',
    limit: 'letter',
    stream: true,
    what: 'takes several sealed letters in one frame; answers with a signed receipt for each, in their order',
    run: async ({ node, stream }) => posted(node, stream, node.letterLimit + frameBytes),
  }),
  route({
    method: 'POST',
    path: '/exchange/queries',
    who: 'peer',
    limit: 'letter',
    stream: true,
    what: 'takes the signed query of a node that lacks letters; answers which are sent again and which were never written',
    run: async ({ node, stream }) => posted(node, stream, 64 * 1024),
  }),
]

async function posted(node: Node, stream: Readable, limit: number): Promise<Outcome<Answer>> {
  const open = reading.get(node) ?? 0
  if (open >= mostBodies)
    return refuse({
      kind: 'too-many',
      name: 'node-busy',
      ground: `the node reads ${mostBodies} calls of other nodes already`,
      citation: 'RFC 6585, 4',
      remedy: 'send the same letter again a few seconds later',
    })
  reading.set(node, open + 1)
  try {
    const bytes = await wholeBody(stream, limit)
    if (bytes === undefined)
      return refuse({
        kind: 'too-large',
        name: 'letter-too-large',
        ground: `the envelope is larger than the ${node.letterLimit} bytes that this node accepts`,
        remedy: 'send large content as an attachment by reference',
      })
    const reply = await node.receive(bytes)
    return reply.ok ? done({ status: reply.value.status, bytes: reply.value.receipt }) : reply
  } finally {
    reading.set(node, (reading.get(node) ?? 1) - 1)
  }
}
