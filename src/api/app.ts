import { Readable } from 'node:stream'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import fastify, {
  errorCodes,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import {
  createJsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { systemClock, systemRandom } from '#base'
import type { ActorView, Node } from '#node'
import {
  actorOf,
  cookieName,
  dropSlowBody,
  mayCall,
  mustBeReadable,
  slowHeadMilliseconds,
} from './doors.ts'
import { formBody, formLimits } from './form-body.ts'
import { jsonBody, RefusedCall } from './json-body.ts'
import { makeLimiter } from './limits.ts'
import { multipartBody, multipartLimits } from './multipart-body.ts'
import { asProblem } from './problem.ts'
import { addPublicProblems } from './public-problem.ts'
import type { Answer, Route } from './route.ts'
import { routes } from './routes.ts'
import { answerUnreadable, sendError, sendProblem } from './send-problem.ts'
import { addWorkbench } from './workbench.ts'

export interface ApiOptions {
  readonly node: Node
  /** Folder of the built workbench; without it the api stands alone. */
  readonly web?: string
  /** True behind TLS: the cookie is then sent over TLS alone. */
  readonly secure?: boolean
}

/** The HTTP face of a node. Listens nowhere yet; see `serve`. */
export async function makeApp(options: ApiOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 0,
    connectionTimeout: 120_000,
    routerOptions: { maxParamLength: 200 },
    trustProxy: false,
    http: { connectionsCheckingInterval: 5_000 },
    frameworkErrors: (error, request, reply) => sendError(error, request, reply, options.node),
    clientErrorHandler: answerUnreadable,
  })
  app.server.headersTimeout = slowHeadMilliseconds
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    const read = jsonBody(body as Buffer)
    done(read.ok ? null : new RefusedCall(read.refusal), read.ok ? read.value : undefined)
  })
  // Pages without scripts post forms, to the routes that say so and to no other.
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer', bodyLimit: formLimits.maxBytes + 1 },
    (request, body, done) => {
      if ((request.routeOptions.config as { readonly form?: boolean }).form !== true)
        return done(
          new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE('application/x-www-form-urlencoded'),
        )
      const read = formBody(body as Buffer)
      return done(read.ok ? null : new RefusedCall(read.refusal), read.ok ? read.value : undefined)
    },
  )
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: multipartLimits.maxBytes + 1 },
    (request, body, done) => {
      const type = request.headers['content-type'] ?? ''
      if ((request.routeOptions.config as { readonly upload?: boolean }).upload !== true)
        return done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE('multipart/form-data'))
      const read = multipartBody(body as Buffer, type)
      return done(read.ok ? null : new RefusedCall(read.refusal), read.ok ? read.value : undefined)
    },
  )
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) =>
    done(null, payload),
  )
  // Witnesses are asked by programs of others, which name no type or text; nobody else may send such a body.
  app.addContentTypeParser(['text/plain', '*'], (request, payload, done) =>
    request.url.startsWith('/witness/')
      ? done(null, payload)
      : done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type'] ?? '')),
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
  addPublicProblems(app, options.node)
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
  const allows = makeLimiter(systemClock, systemRandom)
  for (const row of routes) {
    app.route({
      method: row.method,
      url: row.path,
      schema: schemaOf(row),
      config: {
        form: row.form === true && row.upload !== true,
        upload: row.upload === true,
        quiet: row.quiet === true,
      },
      onRequest: async (request, reply) => {
        const refused = mayCall(row, request, options.node, allows)
        if (refused !== undefined) return sendProblem(reply, asProblem(refused))
        if (row.method !== 'GET' && (row.stream !== true || row.who === 'peer'))
          dropSlowBody(request, reply, bodyOf(row))
        return undefined
      },
      preValidation: async (request, reply) => {
        const refused = mustBeReadable(request)
        return refused === undefined ? undefined : sendProblem(reply, asProblem(refused))
      },
      handler: async (request, reply) => answer(row, request, reply, options),
    })
  }
}

function bodyOf(row: Route): Parameters<typeof dropSlowBody>[2] {
  return row.stream === true ? 'letter' : row.upload === true ? 'upload' : 'json'
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
    headers: request.headers,
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
  if (answer.headers !== undefined) reply.headers(answer.headers)
  if (answer.stream !== undefined)
    return reply
      .type(answer.type ?? 'application/octet-stream')
      .send(Readable.from(answer.stream, { objectMode: false, highWaterMark: 1024 * 1024 }))
  if (answer.bytes !== undefined) {
    reply.type(answer.type ?? 'application/octet-stream')
    // Fastify's serializer is for objects; bytes go out as they are.
    return reply
      .serializer((x: unknown) => x as string)
      .send(typeof answer.bytes === 'string' ? answer.bytes : Buffer.from(answer.bytes))
  }
  if (row.long === true) reply.serializer((x: unknown) => JSON.stringify(x))
  return reply.send(answer.json)
}
