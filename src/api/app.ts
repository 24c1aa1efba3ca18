import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import {
  createJsonSchemaTransform,
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { type Refusal, type RefusalKind, systemClock } from '#base'
import type { ActorView, Node } from '#node'
import { makeLimiter } from './limits.ts'
import { asProblem, faultProblem, type Problem, problemType } from './problem.ts'
import type { Answer, Route } from './route.ts'
import { routes } from './routes.ts'

export interface ApiOptions {
  readonly node: Node
  /** Folder of the built workbench; without it the api stands alone. */
  readonly web?: string
  /** True behind TLS: the cookie is then sent over TLS alone. */
  readonly secure?: boolean
}

/** One name for each node: cookies do not keep ports apart, and a demonstration has four nodes on one host. */
function cookieName(node: Node): string {
  return `comity_session_${node.id.toLowerCase().replace(/[^a-z0-9]/g, '_')}`
}

/** A JSON body that has not arrived after this time is not waited for. */
const slowBodyMilliseconds = 20_000

/** The HTTP face of a node. Listens nowhere yet; see `serve`. */
export async function makeApp(options: ApiOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 0,
    connectionTimeout: 120_000,
    routerOptions: { maxParamLength: 200 },
    trustProxy: false,
  })
  app.server.headersTimeout = 10_000
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) =>
    done(null, payload),
  )
  await app.register(cookie)
  await app.register(helmet, helmetOptions(options.secure === true))
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Comity node',
        version: '0.1.0',
        description:
          'One authority’s node. Refusals are problem details (RFC 9457) with ground, citation and remedy.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: cookieName(options.node) },
        },
      },
    },
    transform: createJsonSchemaTransform({ skipList: ['/*'] }),
  })
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, options.node))
  addRoutes(app, options)
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  addWorkbench(app, options.web)
  return app
}

/** Starts to listen; the address says where. */
export async function serve(
  options: ApiOptions & { readonly host: string; readonly port: number },
): Promise<{ readonly address: string; close(): Promise<void> }> {
  const app = await makeApp(options)
  const address = await app.listen({ host: options.host, port: options.port })
  return {
    address,
    async close() {
      app.server.closeAllConnections()
      await app.close()
    },
  }
}

function helmetOptions(secure: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // Drawn marks carry computed widths and colours as style attributes; no inline <style>, no inline script.
        styleSrcAttr: ["'unsafe-inline'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' as const },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    crossOriginEmbedderPolicy: false,
  }
}

function addRoutes(app: FastifyInstance, options: ApiOptions): void {
  const allows = makeLimiter(systemClock)
  for (const row of routes) {
    app.route({
      method: row.method,
      url: row.path,
      schema: schemaOf(row),
      onRequest: async (request, reply) => {
        const refused = mayCall(row, request, options, allows)
        if (refused !== undefined) return sendProblem(reply, asProblem(refused))
        if (row.stream !== true && row.method !== 'GET') dropSlowBody(request, reply)
        return undefined
      },
      handler: async (request, reply) => answer(row, request, reply, options),
    })
  }
}

function schemaOf(row: Route): Record<string, unknown> {
  return {
    summary: row.what,
    tags: [row.path.split('/')[1] === 'api' ? (row.path.split('/')[2] ?? 'api') : 'machine'],
    ...(row.who === 'officer' ? { security: [{ session: [] }] } : {}),
    ...(row.params === undefined ? {} : { params: row.params }),
    ...(row.query === undefined ? {} : { querystring: row.query }),
    ...(row.body === undefined ? {} : { body: row.body }),
    ...(row.answer === undefined ? {} : { response: { [row.status ?? 200]: row.answer } }),
  }
}

/** The four doors before a route runs: who, from where, how often. */
function mayCall(
  row: Route,
  request: FastifyRequest,
  { node }: ApiOptions,
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

function actorOf(request: FastifyRequest, node: Node): ActorView | undefined {
  const token = request.cookies[cookieName(node)]
  const id = token === undefined ? undefined : node.sessions.actor(token)
  return id === undefined ? undefined : node.actor(id)
}

function dropSlowBody(request: FastifyRequest, reply: FastifyReply): void {
  const timer = setTimeout(() => {
    if (!request.raw.complete) request.raw.destroy()
  }, slowBodyMilliseconds)
  timer.unref()
  reply.raw.once('close', () => clearTimeout(timer))
}

async function answer(
  row: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  options: ApiOptions,
): Promise<unknown> {
  const outcome = await row.run({
    node: options.node,
    actor: actorOf(request, options.node) as ActorView,
    session: request.cookies[cookieName(options.node)] ?? '',
    params: request.params,
    query: request.query,
    body: request.body,
    stream: (row.stream === true && request.body instanceof Readable
      ? request.body
      : Readable.from([])) as Readable,
  })
  if (!outcome.ok) return sendProblem(reply, asProblem(outcome.refusal))
  return sendAnswer(reply, outcome.value, row, options)
}

function sendAnswer(reply: FastifyReply, answer: Answer, row: Route, options: ApiOptions): unknown {
  reply.status(answer.status ?? row.status ?? 200)
  reply.header(
    'cache-control',
    answer.cacheSeconds === undefined
      ? 'no-store'
      : `public, max-age=${answer.cacheSeconds}, immutable`,
  )
  if (answer.cookie !== undefined) {
    const common = {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: options.secure === true,
    } as const
    if (answer.cookie === '') reply.clearCookie(cookieName(options.node), common)
    else reply.setCookie(cookieName(options.node), answer.cookie, common)
  }
  if (answer.filename !== undefined)
    reply.header('content-disposition', `attachment; filename="${answer.filename}"`)
  if (answer.page === true)
    reply.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
    )
  if (answer.bytes !== undefined) {
    reply.type(answer.type ?? 'application/octet-stream')
    // Fastify's serializer is for objects; bytes go out as they are.
    return reply
      .serializer((x: unknown) => x as string)
      .send(typeof answer.bytes === 'string' ? answer.bytes : Buffer.from(answer.bytes))
  }
  return reply.send(answer.json)
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .status(problem.status)
    .header('cache-control', 'no-store')
    .type(problemType)
    .serializer((x: unknown) => x as string)
    .send(JSON.stringify(problem))
}

function sendError(
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

/** The built workbench, and its entry page for every path that is a page of it. */
function addWorkbench(app: FastifyInstance, web: string | undefined): void {
  const entry = web === undefined ? undefined : join(web, 'index.html')
  const present = entry !== undefined && existsSync(entry)
  if (present) {
    void app.register(fastifyStatic, {
      root: web as string,
      wildcard: false,
      index: ['index.html'],
      cacheControl: true,
      maxAge: 0,
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const page =
      request.method === 'GET' &&
      !/^\/(api|exchange|log|public)\//.test(request.url) &&
      (request.headers.accept ?? '').includes('text/html')
    if (page && present) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return sendProblem(
      reply,
      asProblem({
        kind: 'unknown',
        name: 'no-such-address',
        ground: `there is nothing at ${request.method} ${request.url.split('?')[0]}`,
        remedy: 'see /openapi.json for what there is',
      }),
    )
  })
}

/** Folder of the built workbench as the workspace package names it, or undefined when it is not built. */
export function builtWorkbench(): string | undefined {
  const root = createRequire(import.meta.url).resolve('../../package.json')
  const dist = join(root, '..', 'web', 'dist')
  return existsSync(join(dist, 'index.html')) ? dist : undefined
}
