import type { FastifyInstance } from 'fastify'
import type { Node } from '#node'
import {
  isPublicLanguage,
  nowhereBody,
  page,
  pagesOf,
  preferred,
  type RefusalText,
  refusalBody,
  refusalTitle,
} from '#public'
import { problemType } from './problem.ts'
import { htmlType, publicPolicy, siteOf } from './public-page.ts'

/**
 * A browser on the public pages reads a refusal as a page, with what to do now; a program reads it as a problem (RFC 9457),
 * as everywhere else. An address with a slash too many leads to the one without.
 */
export function addPublicProblems(app: FastifyInstance, node: Node): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (!/^\/public(?:[/?]|$)/.test(request.url)) return payload
    const type = String(reply.getHeader('content-type') ?? '')
    if (!type.startsWith(problemType) || typeof payload !== 'string') return payload
    const [address = ''] = request.url.split('?')
    if (request.method === 'GET' && /^\/public(?:\/[\w-]+)*\/+$/.test(address)) {
      reply.code(308)
      reply.header('location', address.replace(/\/+$/, ''))
      return ''
    }
    if (!(request.headers.accept ?? '').includes('text/html')) return payload
    const problem = JSON.parse(payload) as RefusalText
    const [, , named = '', ...rest] = address.split('/')
    const known = isPublicLanguage(named)
    const language = known ? named : preferred(String(request.headers['accept-language'] ?? ''))
    // A page in a language that is not there is not there.
    const foreign = !known && /^[a-z]{2,3}(?:-\w{2,8})?$/i.test(named)
    const nowhere = reply.statusCode === 404 || (reply.statusCode === 400 && foreign)
    if (nowhere) reply.code(404)
    const body = page({
      site: await siteOf(node),
      language,
      path: '',
      title: refusalTitle(reply.statusCode, language),
      alone: true,
      body: nowhere
        ? nowhereBody(
            {
              path: `/${(known || foreign ? rest : [named, ...rest]).join('/')}`.slice(0, 200),
              pages: pagesOf({ authorities: node.read.public.authorities(), grown: [] }, language),
            },
            language,
          )
        : refusalBody({ ...problem, status: reply.statusCode }, language),
    })
    reply.type(htmlType)
    reply.header('content-security-policy', publicPolicy)
    reply.header('content-length', Buffer.byteLength(body))
    return body
  })
}
