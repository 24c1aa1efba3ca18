import { done } from '#base'
import { at, html, type PublicLanguage, preferred, style, styleName } from '#public'
import { publicAuthorityRoutes } from './public-authority-routes.ts'
import { publicFigureRoutes } from './public-figure-routes.ts'
import { htmlType, inLanguage, pageAnswer } from './public-page.ts'
import { type Route, route } from './route.ts'

export { inLanguage, pageAnswer, siteOf } from './public-page.ts'

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
  ...publicFigureRoutes,
  ...publicAuthorityRoutes,
]
