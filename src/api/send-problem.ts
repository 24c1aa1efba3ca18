import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Refusal, RefusalKind } from '#base'
import type { Node } from '#node'
import { RefusedCall } from './json-body.ts'
import { asProblem, faultProblem, type Problem, problemType, storeProblem } from './problem.ts'

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return (
    reply
      .status(problem.status)
      .header('cache-control', 'no-store')
      // What is still to come of a body that is too large is not read.
      .headers(problem.status === 413 ? { connection: 'close' } : {})
      .type(problemType)
      .serializer((x: unknown) => x as string)
      .send(JSON.stringify(problem))
  )
}

/** A call that does not have its shape, a body beyond its limit, or a fault of the node. */
export function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  node: Node,
): FastifyReply {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const first = error.validation[0]
    return sendProblem(
      reply,
      asProblem({
        kind: 'malformed',
        name: 'call-malformed',
        ground: `${error.validationContext ?? 'the call'} does not have the shape this route takes: ${(first?.message ?? 'unreadable').replace(/^I/, 'i')}`,
        remedy: 'see /openapi.json for the shape',
        where: { pointer: first?.instancePath ?? '/' },
      }),
    )
  }
  if (error instanceof RefusedCall) return sendProblem(reply, asProblem(error.refusal))
  const status = (error as { statusCode?: number }).statusCode
  if (status !== undefined && status >= 400 && status < 500) {
    const kind: RefusalKind =
      status === 413 ? 'too-large' : status === 404 ? 'unknown' : 'malformed'
    return sendProblem(
      reply,
      asProblem({
        kind,
        name: kind === 'too-large' ? 'call-too-large' : 'call-unreadable',
        ground:
          kind === 'too-large'
            ? 'the body is larger than this route takes'
            : 'the call cannot be read',
        remedy: 'see /openapi.json for the shape and its limits',
      }),
    )
  }
  // A caller who hangs up in the middle of a body is no fault of the node, and must not fill its record of faults.
  if (request.raw.destroyed && !request.raw.complete)
    return sendProblem(reply, asProblem(brokenOff))
  const { quiet } = (request.routeOptions.config ?? {}) as { readonly quiet?: boolean }
  node.observe({
    what: 'fault',
    in: `${request.method} ${request.routeOptions.url ?? 'unknown'}`,
    message: quiet === true ? nameOf(error) : wordsOf(error),
  })
  return sendProblem(
    reply,
    error instanceof Error && error.name === 'StoreFault' ? storeProblem : faultProblem,
  )
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Where it happened in the program, and not what it happened to. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const places = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line))
  return [error.name, ...places.slice(0, 5)].join('\n')
}

const brokenOff = {
  kind: 'malformed',
  name: 'call-unreadable',
  ground: 'the call broke off in the middle of its body',
  remedy: 'send it again',
} as const satisfies Refusal

/** Bytes that are no HTTP at all: there is no request yet, so the answer is written by hand. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const large = error.code === 'HPE_HEADER_OVERFLOW'
  const problem = {
    ...asProblem({
      kind: large ? 'too-large' : 'malformed',
      name: large ? 'call-too-large' : 'call-unreadable',
      ground: large ? 'the head of the call is larger than 16 KiB' : 'the call is not HTTP/1.1',
      remedy: 'see /openapi.json for the shape and its limits',
    }),
    ...(large ? { status: 431 } : {}),
  }
  const body = JSON.stringify(problem)
  const head = `HTTP/1.1 ${large ? '431 Request Header Fields Too Large' : '400 Bad Request'}`
  socket.end(
    `${head}\r\ncontent-type: ${problemType}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
