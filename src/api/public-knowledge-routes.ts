import { z } from 'zod'
import { done, refuse } from '#base'
import { atomFeed, incidentsBody, incidentWords, knowledgeBody, knowledgeWords } from '#public'
import { inLanguage, pageAnswer, publicAnswer } from './public-page.ts'
import { type Route, route } from './route.ts'

/** Patterns, warnings, and the ten questions for small firms. */
export const publicKnowledgeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/public/:language/patterns',
    who: 'anybody',
    limit: 'read',
    what: 'page: patterns that were released to the public, and the ten questions for small firms',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      return pageAnswer(call, {
        language,
        path: '/patterns',
        section: 'patterns',
        title: knowledgeWords.title[language],
        lead: knowledgeWords.lead[language],
        body: knowledgeBody(await call.node.knowledge.publications('public'), language),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/:language/patterns/incidents',
    who: 'anybody',
    limit: 'read',
    what: 'page: invented incidents, and how good each detector is on them, counted anew',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      return pageAnswer(call, {
        language,
        path: '/patterns/incidents',
        section: 'patterns',
        title: incidentWords.title[language],
        lead: incidentWords.lead[language],
        above: [['/patterns', knowledgeWords.title[language]]],
        body: incidentsBody(call.node.knowledge.incidents(), language),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/incidents/:set',
    who: 'anybody',
    limit: 'read',
    what: 'a set of invented incidents as JSON Lines: payments, and which accounts were used',
    params: z.object({ set: z.string().max(40) }),
    run: async (call) => {
      const sets = call.node.knowledge.incidents()
      const found = sets.find(({ row }) => `${row.id}.jsonl` === call.params.set)
      return found === undefined
        ? refuse({
            kind: 'unknown',
            name: 'set-unknown',
            ground: 'the repository has no such set',
            remedy: `sets: ${sets.map(({ row }) => `${row.id}.jsonl`).join(', ')}`,
          })
        : publicAnswer(call, {
            type: 'application/jsonl',
            text: found.text,
            filename: `${found.row.id}.jsonl`,
          })
    },
  }),
  route({
    method: 'GET',
    path: '/public/patterns.json',
    who: 'anybody',
    limit: 'read',
    what: 'the released patterns as a STIX 2.1 bundle with handling codes',
    run: async (call) => {
      return publicAnswer(call, {
        type: 'application/stix+json;version=2.1',
        text: `${JSON.stringify(await call.node.knowledge.feed('public'), null, 1)}\n`,
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/patterns.atom',
    who: 'anybody',
    limit: 'read',
    what: 'the released patterns as an Atom feed',
    run: async (call) => {
      const { id, name, federation } = await call.node.read.node()
      const base = federation.find((f) => f.self)?.address ?? ''
      return publicAnswer(call, {
        type: 'application/atom+xml; charset=utf-8',
        text: atomFeed({
          base,
          path: '/public/patterns.atom',
          page: '/public/en/patterns',
          title: `${knowledgeWords.title.en}, ${name}`,
          author: name,
          id: `urn:comity:${id}:patterns`,
          began: '2025-01-01T00:00:00.000Z',
          news: (await call.node.knowledge.publications('public')).map((p) => ({
            id: `urn:comity:${id}:pattern:${p.reference}:${p.version}`,
            title: `${p.reference}: ${p.pattern}${p.state === 'released' ? '' : ` (${p.state})`}`,
            summary: p.text,
            at: p.changedAt,
            path: `/public/en/patterns#${p.reference}`,
          })),
        }),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/red-flags.html',
    who: 'anybody',
    limit: 'read',
    what: 'the ten questions for small firms as one file that needs no network',
    run: async (call) => {
      const text = call.node.knowledge.checker()
      const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? ''
      return done({
        type: 'text/html; charset=utf-8',
        bytes: text,
        headers: { 'content-security-policy': `${policy}; frame-ancestors 'none'` },
      })
    },
  }),
]
