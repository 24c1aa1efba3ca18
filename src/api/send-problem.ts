import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { RefusalKind } from '#base'
import type { Node } from '#node'
import { asProblem, faultProblem, type Problem, problemType } from './problem.ts'

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .status(problem.status)
    .header('cache-control', 'no-store')
    .type(problemType)
    .serializer((x: unknown) => x as string)
    .send(JSON.stringify(problem))
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
        ground: `${error.validationContext ?? 'the call'} does not have the shape this route takes: ${first?.message ?? 'unreadable'}`,
        remedy: 'see /openapi.json for the shape',
        where: { pointer: first?.instancePath ?? '/' },
      }),
    )
  }
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
  node.observe({
    what: 'fault',
    in: `${request.method} ${request.routeOptions.url ?? 'unknown'}`,
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  })
  return sendProblem(reply, faultProblem)
}
