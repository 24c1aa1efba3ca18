import { z } from 'zod'
import { done } from '#base'
import type { Node } from '#node'
import {
  at,
  atomFeed,
  frontBody,
  frontTitle,
  frontWords,
  guideBody,
  guides,
  type PublicLanguage,
  pagesOf,
  preferred,
  searchBody,
  siteMapBody,
  siteMapXml,
  siteWords,
  style,
  styleName,
} from '#public'
import { figuresIfAny, newestPeriod } from './public-figures.ts'
import { grownPages, news } from './public-news.ts'
import { htmlType, inLanguage, pageAnswer, publicAnswer } from './public-page.ts'
import { type Route, route } from './route.ts'

/** The way in, and the ways through: front page, list of pages, search, feed, site map. */
export const publicSiteRoutes: readonly Route[] = [
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
    what: 'page: the ways in, and what the network did',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      const found = await figuresIfAny(call.node, await newestPeriod(call.node))
      if (!found.ok) return found
      return pageAnswer(call, {
        language,
        path: '',
        title: frontTitle(found.value, language),
        lead: frontWords.lead[language],
        body: frontBody(found.value, await news(call.node), language),
      })
    },
  }),
  ...guides.map((guide) =>
    route({
      method: 'GET',
      path: `/public/:language${guide.path}`,
      who: 'anybody',
      limit: 'read',
      what: `page: ${guide.name.en}`,
      params: inLanguage,
      run: async (call) => {
        const { language } = call.params
        return pageAnswer(call, {
          language,
          path: guide.path,
          title: guide.name[language],
          lead: guide.lead[language],
          body: guideBody(guide, language),
        })
      },
    }),
  ),
  route({
    method: 'GET',
    path: '/public/:language/pages',
    who: 'anybody',
    limit: 'read',
    what: 'page: all public pages',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      return pageAnswer(call, {
        language,
        path: '/pages',
        title: siteWords.title[language],
        body: siteMapBody(await allPages(call.node, language), language),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/:language/search',
    who: 'anybody',
    limit: 'read',
    what: 'page: search in the public pages',
    params: inLanguage,
    query: z.object({ q: z.string().max(100).default('') }),
    run: async (call) => {
      const { language } = call.params
      const pages = await allPages(call.node, language)
      return pageAnswer(call, {
        language,
        path: '/search',
        title: siteWords.search[language],
        alone: true,
        body: searchBody(pages, call.query.q, language),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/feed.atom',
    who: 'anybody',
    limit: 'read',
    what: 'what was published, corrected or withdrawn, as an Atom feed (RFC 4287)',
    run: async (call) => {
      const { id, name, now } = await call.node.read.node()
      return publicAnswer(call, {
        type: 'application/atom+xml; charset=utf-8',
        text: atomFeed({
          base: await baseOf(call.node),
          path: '/public/feed.atom',
          page: '/public/en',
          title: `Public record, ${name}`,
          author: name,
          id: `urn:comity:${id}:public`,
          began: `${now.slice(0, 10)}T00:00:00.000Z`,
          news: await news(call.node),
        }),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/sitemap.xml',
    who: 'anybody',
    limit: 'read',
    what: 'every public page in every language (sitemaps.org 0.9)',
    run: async (call) =>
      publicAnswer(call, {
        type: 'application/xml; charset=utf-8',
        text: siteMapXml(await allPages(call.node, 'en'), await baseOf(call.node)),
      }),
  }),
  route({
    method: 'GET',
    path: '/robots.txt',
    who: 'anybody',
    limit: 'read',
    what: 'what search engines may read: the public pages and nothing else',
    run: async (call) =>
      publicAnswer(call, {
        type: 'text/plain; charset=utf-8',
        text: `User-agent: *\nAllow: /public\nDisallow: /\nSitemap: ${await baseOf(call.node)}/public/sitemap.xml\n`,
      }),
  }),
]

async function allPages(node: Node, language: PublicLanguage) {
  return pagesOf(
    { authorities: node.read.public.authorities(), grown: await grownPages(node) },
    language,
  )
}

/** Address of the node as its card says it; what a caller writes into `Host` stands on no page. */
async function baseOf(node: Node): Promise<string> {
  const { federation } = await node.read.node()
  return (federation.find((each) => each.self)?.address ?? '').replace(/\/+$/, '')
}
