import { z } from 'zod'
import { authorityBody, authorityList, authorityWords } from '#public'
import { inLanguage, pageAnswer } from './public-page.ts'
import { type Route, route } from './route.ts'

/** How each authority is asked, from its card and the law in force. */
export const publicAuthorityRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/public/:language/authorities',
    who: 'anybody',
    limit: 'read',
    what: 'page: the authorities of the network',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      return pageAnswer(call, {
        language,
        path: '/authorities',
        section: 'authorities',
        title: authorityWords.title[language],
        lead: authorityWords.lead[language],
        body: authorityList(call.node.read.public.authorities(), language),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/:language/authorities/:id',
    who: 'anybody',
    limit: 'read',
    what: 'page: how one authority is asked',
    params: inLanguage.extend({ id: z.string().min(1).max(40) }),
    run: async (call) => {
      const { language, id } = call.params
      const found = call.node.read.public.authority(id)
      if (!found.ok) return found
      return pageAnswer(call, {
        language,
        path: `/authorities/${found.value.id}`,
        section: 'authorities',
        title: found.value.name,
        titleLanguage: 'en',
        above: [['/authorities', authorityWords.title[language]]],
        body: authorityBody(found.value, language),
      })
    },
  }),
]
