import { z } from 'zod'
import { done, type Outcome } from '#base'
import type { Node } from '#node'
import {
  at,
  html,
  type Page,
  type PublicLanguage,
  page,
  preferred,
  publicLanguages,
  type Site,
  style,
  styleName,
} from '#public'
import { htmlType, publicAnswer } from './public-page.ts'
import { type Answer, type Call, type Route, route } from './route.ts'

/** Language in the address of a page. */
export const inLanguage = z.object({ language: z.enum(publicLanguages) })

export async function siteOf(node: Node): Promise<Site> {
  const { id, name, countryName, demo } = await node.read.node()
  return { authority: id, authorityName: name, countryName, demo }
}

/** A page of the public site as an answer. */
export async function pageAnswer(
  call: Pick<Call, 'node' | 'headers'>,
  it: Omit<Page, 'site'>,
  status?: number,
): Promise<Outcome<Answer>> {
  return publicAnswer(call, {
    type: htmlType,
    text: page({ ...it, site: await siteOf(call.node) }),
    ...(it.alone === undefined ? {} : { alone: it.alone }),
    ...(status === undefined ? {} : { status }),
  })
}

export const publicRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/public',
    who: 'anybody',
    limit: 'read',
    what: 'the way to the public pages in the language that the browser asks for',
    run: async ({ headers }) => {
      const language: PublicLanguage = preferred(String(headers['accept-language'] ?? ''))
      return done({
        status: 302,
        bytes: '',
        type: htmlType,
        headers: { location: at(language, ''), vary: 'accept-language' },
      })
    },
  }),
  route({
    method: 'GET',
    path: `/public/${styleName}`,
    who: 'anybody',
    limit: 'read',
    what: 'the style sheet of the public pages',
    run: async () =>
      done({ type: 'text/css; charset=utf-8', bytes: style, cacheSeconds: 31_536_000 }),
  }),
  route({
    method: 'GET',
    path: '/public/:language',
    who: 'anybody',
    limit: 'read',
    what: 'front page of the public site',
    params: inLanguage,
    run: (call) =>
      pageAnswer(call, {
        language: call.params.language,
        path: '',
        title: 'Public record',
        body: html`<p>The pages of this authority for anybody.</p>`,
      }),
  }),
]
