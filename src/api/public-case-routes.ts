import { z } from 'zod'
import { canonical, done, type Json } from '#base'
import { caseBody, casesBody, caseWords } from '#public'
import { inLanguage, pageAnswer, publicAnswer } from './public-page.ts'
import { type Route, route } from './route.ts'

const caseId = z.string().regex(/^[a-z0-9-]{1,40}$/)

/** Cases after final judgment, as they were released. */
export const publicCaseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/public/:language/cases',
    who: 'anybody',
    limit: 'read',
    what: 'page: cases after final judgment',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      return pageAnswer(call, {
        language,
        path: '/cases',
        section: 'cases',
        title: caseWords.title[language],
        lead: caseWords.lead[language],
        body: casesBody(await call.node.read.public.cases(), language),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/:language/cases/:id',
    who: 'anybody',
    limit: 'read',
    what: 'page: one case: amounts by stage, claims, agreement, use',
    params: inLanguage.extend({ id: caseId }),
    run: async (call) => {
      const { language, id } = call.params
      const found = await call.node.read.public.case(id)
      if (!found.ok) return found
      return pageAnswer(call, {
        language,
        path: `/cases/${id}`,
        section: 'cases',
        title: found.value.document.title,
        titleLanguage: 'en',
        above: [['/cases', caseWords.title[language]]],
        body: caseBody(found.value, language),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/cases/:file',
    who: 'anybody',
    limit: 'read',
    what: 'the data of the page of a case, in the bytes that were digested and signed (RFC 8785)',
    params: z.object({ file: z.string().regex(/^[a-z0-9-]{1,40}\.json$/) }),
    run: async (call) => {
      const found = await call.node.read.public.case(call.params.file.slice(0, -'.json'.length))
      if (!found.ok) return found
      return publicAnswer(call, {
        type: 'application/json; charset=utf-8',
        text: Buffer.from(canonical(found.value.document as unknown as Json)).toString('utf8'),
        filename: call.params.file,
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/cases/:id/proof.json',
    who: 'anybody',
    limit: 'read',
    what: 'the proof of the page of a case: who prepared and who released it, in the log under a cosigned head; for comity verify',
    params: z.object({ id: caseId }),
    run: async (call) => {
      const proof = await call.node.read.public.caseProof(call.params.id)
      if (!proof.ok) return proof
      return done({ json: proof.value, filename: `proof-${call.params.id}.json` })
    },
  }),
]
