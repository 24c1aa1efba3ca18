import type { FastifyInstance } from 'fastify'
import type { Node } from '#node'
import { isPublicLanguage, page, type RefusalText, refusalBody, refusalTitle } from '#public'
import { problemType } from './problem.ts'
import { htmlType, publicPolicy, siteOf } from './public-page.ts'

/**
 * A browser on the public pages reads a refusal as a page, with what to do now; a program reads it as a problem (RFC 9457),
 * as everywhere else.
 */
export function addPublicProblems(app: FastifyInstance, node: Node): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (!request.url.startsWith('/public') || !(request.headers.accept ?? '').includes('text/html'))
      return payload
    const type = String(reply.getHeader('content-type') ?? '')
    if (!type.startsWith(problemType) || typeof payload !== 'string') return payload
    const problem = JSON.parse(payload) as RefusalText
    const named = request.url.split(/[/?]/)[2] ?? ''
    const language = isPublicLanguage(named) ? named : 'en'
    const body = page({
      site: await siteOf(node),
      language,
      path: '',
      title: refusalTitle(reply.statusCode, language),
      alone: true,
      body: refusalBody({ ...problem, status: reply.statusCode }, language),
    })
    reply.type(htmlType)
    reply.header('content-security-policy', publicPolicy)
    reply.header('content-length', Buffer.byteLength(body))
    return body
  })
}
