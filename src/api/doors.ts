import { isIP } from 'node:net'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '#base'
import type { ActorView, Node } from '#node'
import type { makeLimiter } from './limits.ts'
import type { Route } from './route.ts'

/** One name for each node: cookies do not keep ports apart, and a demonstration has four nodes on one host. */
export function cookieName(node: Node): string {
  return `comity_session_${node.id.toLowerCase().replace(/[^a-z0-9]/g, '_')}`
}

/** The head of a call that has not arrived after this time is not waited for. */
export const slowHeadMilliseconds = 10_000
/** A JSON body, a letter, or files of somebody whose line is slow because it is hidden, that have not arrived after this time is not waited for. */
const slowBodyMilliseconds = { json: 20_000, letter: 60_000, upload: 300_000 } as const

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
  if (node.demo && !isLocalName(request.hostname)) return refusals['foreign-name']
  if (row.form === true) {
    // Nobody is signed in behind such a form, so nothing can be done in somebody's name; a page of others is refused still.
    if (row.who !== 'anybody' || !(sameOrigin(request) || request.headers.origin === 'null'))
      return refusals['foreign-page']
  } else if (row.method !== 'GET' && row.who !== 'peer') {
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
  'foreign-name': {
    kind: 'forbidden',
    name: 'foreign-name',
    ground: 'a demonstration answers under localhost or a numeric address alone',
    remedy: 'open the address that the demonstration printed',
  },
  'unreadable-text': {
    kind: 'malformed',
    name: 'call-malformed',
    ground:
      'the call holds text that is not Unicode, the character NUL, or lists within lists beyond 64 levels',
    citation: 'RFC 7493, 2.1',
    remedy: 'send text of Unicode characters; see /openapi.json for the shape',
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

/**
 * A page of another name that points to this machine counts as the same origin for a browser, and a demonstration
 * asks nobody for a link. Such a name is never an address in figures.
 */
function isLocalName(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '')
  return name === 'localhost' || isIP(name) !== 0
}

/** Text that no database and no canonical JSON takes is refused before any of it is used. */
export function mustBeReadable({ params, query, body }: FastifyRequest): Refusal | undefined {
  const parts = [params, query, Buffer.isBuffer(body) || body instanceof Readable ? null : body]
  return parts.every((part) => isReadable(part, 64)) ? undefined : refusals['unreadable-text']
}

function isReadable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (typeof value !== 'object' || value === null) return true
  if (depth === 0) return false
  return Object.entries(value).every(
    ([name, part]) => isReadable(name, 0) && isReadable(part, depth - 1),
  )
}

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

export function dropSlowBody(
  request: FastifyRequest,
  reply: FastifyReply,
  what: keyof typeof slowBodyMilliseconds,
): void {
  const timer = setTimeout(() => {
    if (!request.raw.complete) request.raw.destroy()
  }, slowBodyMilliseconds[what])
  timer.unref()
  reply.raw.once('close', () => clearTimeout(timer))
}
