import { registerBody, registerWords } from '#public'
import { inLanguage, pageAnswer } from './public-page.ts'
import { type Route, route } from './route.ts'

/** What was said from outside and what was done, and documents that bind authorities. */
export const publicRegisterRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/public/:language/register',
    who: 'anybody',
    limit: 'read',
    what: 'page: observations from outside with their answers, and documents in force',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      const { observations, documents } = await call.node.read.register()
      return pageAnswer(call, {
        language,
        path: '/register',
        section: 'commitments',
        title: registerWords.title[language],
        lead: registerWords.lead[language],
        body: registerBody(observations, documents, language),
      })
    },
  }),
]
