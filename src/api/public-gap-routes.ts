import { gapsBody, gapWords } from '#public'
import { inLanguage, pageAnswer } from './public-page.ts'
import { type Route, route } from './route.ts'

/** Where the law leaves no way, from rows and cards alone. */
export const publicGapRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/public/:language/gaps',
    who: 'anybody',
    limit: 'read',
    what: 'page: between which countries no way is open, and where no desk answers',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      return pageAnswer(call, {
        language,
        path: '/gaps',
        section: 'authorities',
        title: gapWords.title[language],
        lead: gapWords.lead[language],
        body: gapsBody(
          call.node.read.public.gaps(),
          await call.node.read.public.commonGaps(),
          language,
        ),
      })
    },
  }),
]
