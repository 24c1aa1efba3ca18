import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { asProblem } from './problem.ts'
import { sendProblem } from './send-problem.ts'

/**
 * The built workbench, and its entry page for every path that is a page of it. Files are looked up as they are asked for,
 * so that a workbench that is built again while the node runs is served whole: new entry page, new assets.
 */
export function addWorkbench(app: FastifyInstance, web: string | undefined): void {
  if (web !== undefined)
    void app.register(fastifyStatic, {
      root: web,
      index: ['index.html'],
      cacheControl: true,
      maxAge: 0,
    })
  app.setNotFoundHandler((request, reply) => {
    const page =
      request.method === 'GET' &&
      !/^\/(api|exchange|log|public)\//.test(request.url) &&
      (request.headers.accept ?? '').includes('text/html')
    if (page && web !== undefined && existsSync(join(web, 'index.html')))
      return reply.header('cache-control', 'no-cache').sendFile('index.html')
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
