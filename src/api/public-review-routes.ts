import { commitmentsBody, reviewWords } from '#public'
import { inLanguage, pageAnswer } from './public-page.ts'
import { type Route, route } from './route.ts'

/** What was promised in public, and what there is to show for it. */
export const publicReviewRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/public/:language/commitments',
    who: 'anybody',
    limit: 'read',
    what: 'page: commitments with their milestones, and reviews of countries by others',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      const { commitments, reviews, lessons } = await call.node.read.promises()
      return pageAnswer(call, {
        language,
        path: '/commitments',
        section: 'commitments',
        title: reviewWords.title[language],
        lead: reviewWords.lead[language],
        body: commitmentsBody(commitments, reviews, lessons, language),
      })
    },
  }),
]
