import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '#base'
import type { ActorView, Node } from '#node'
import type { makeLimiter } from './limits.ts'
import type { Route } from './route.ts'

/** One name for each node: cookies do not keep ports apart, and a demonstration has four nodes on one host. */
export function cookieName(node: Node): string {
  return `comity_session_${node.id.toLowerCase().replace(/[^a-z0-9]/g, '_')}`
}

/** A JSON body that has not arrived after this time is not waited for. */
const slowBodyMilliseconds = 20_000

/** The four doors before a route runs: who, from where, how often. */
export function mayCall(
  row: Route,
  request: FastifyRequest,
  node: Node,
  allows: ReturnType<typeof makeLimiter>,
): Refusal | undefined {
  // Only a live session has a count of its own: whoever invents cookies is counted by address.
  const actor = actorOf(request, node)
  const caller =
    actor === undefined ? request.ip : (request.cookies[cookieName(node)] ?? request.ip)
  if (!allows(caller, row.limit)) return refusals['too-many-calls']
  if (row.method !== 'GET' && row.who !== 'peer') {
    if (request.headers['x-comity'] !== '1' || !sameOrigin(request)) return refusals['foreign-page']
  }
  if (row.who === 'demo' && !node.demo) return refusals['demo-only']
  if (row.who === 'officer' && actor === undefined) return refusals['not-signed-in']
  return undefined
}

const refusals = {
  'too-many-calls': {
    kind: 'too-many',
    name: 'too-many-calls',
    ground: 'more calls in a minute than this node answers to one caller',
    remedy: 'wait a minute',
  },
  'foreign-page': {
    kind: 'forbidden',
    name: 'foreign-page',
    ground: 'the call does not come from a page of this node',
    remedy: 'send the header x-comity: 1 and call from the node’s own origin',
  },
  'demo-only': {
    kind: 'forbidden',
    name: 'demo-only',
    ground: 'signing in by choosing a role works in the demonstration alone',
    remedy: 'use the one-time sign-in link that the operator gives you',
  },
  'not-signed-in': {
    kind: 'unauthenticated',
    name: 'not-signed-in',
    ground: 'nobody is signed in, or the session has ended',
    remedy: 'sign in and do it again',
  },
} as const satisfies Record<string, Refusal>

function sameOrigin(request: FastifyRequest): boolean {
  const origin = request.headers.origin
  if (origin === undefined) return true
  return origin === `http://${request.headers.host}` || origin === `https://${request.headers.host}`
}

export function actorOf(request: FastifyRequest, node: Node): ActorView | undefined {
  const token = request.cookies[cookieName(node)]
  const id = token === undefined ? undefined : node.sessions.actor(token)
  return id === undefined ? undefined : node.actor(id)
}

export function dropSlowBody(request: FastifyRequest, reply: FastifyReply): void {
  const timer = setTimeout(() => {
    if (!request.raw.complete) request.raw.destroy()
  }, slowBodyMilliseconds)
  timer.unref()
  reply.raw.once('close', () => clearTimeout(timer))
}
