import { z } from 'zod'
import { done, millis, refuse, systemClock } from '#base'
import type { Node } from '#node'
import {
  capital,
  lawBody,
  lawLead,
  levelsBody,
  levelWords,
  statementsBody,
  statementWords,
} from '#public'
import { inLanguage, pageAnswer } from './public-page.ts'
import { type Route, route } from './route.ts'

/** How far countries have come, the model laws, and what authorities said together. */
export const publicLevelRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/public/:language/levels',
    who: 'anybody',
    limit: 'read',
    what: 'page: levels of adoption by country, without counts, and the model laws',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      return pageAnswer(call, {
        language,
        path: '/levels',
        section: 'commitments',
        title: levelWords.title[language],
        lead: levelWords.lead[language],
        body: levelsBody(await levelsOf(call.node), language),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/:language/laws/:law',
    who: 'anybody',
    limit: 'read',
    what: 'page: one model law with what countries made of it, word by word',
    params: inLanguage.extend({ law: z.string().min(1).max(40) }),
    run: async (call) => {
      const { language, law: id } = call.params
      const { laws, countries } = await levelsOf(call.node)
      const law = laws.find((each) => each.id === id)
      if (law === undefined) return refuse(lawNotListed)
      return pageAnswer(call, {
        language,
        path: `/laws/${law.id}`,
        section: 'commitments',
        title: capital(law.title),
        titleLanguage: 'en',
        lead: lawLead(law, language),
        above: [['/levels', levelWords.title[language]]],
        body: lawBody(
          law,
          (country) => countries.find((each) => each.id === country)?.name ?? country,
          language,
        ),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/:language/statements',
    who: 'anybody',
    limit: 'read',
    what: 'page: texts that several authorities signed and released together, with corrections',
    params: inLanguage,
    run: async (call) => {
      const { language } = call.params
      return pageAnswer(call, {
        language,
        path: '/statements',
        section: 'cases',
        title: statementWords.title[language],
        lead: statementWords.lead[language],
        body: statementsBody(await call.node.read.public.statements(), language),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/public/statements/:reference/proof.json',
    who: 'anybody',
    limit: 'read',
    what: 'the proof of a joint statement: its text, every signature and its release, in the log under a cosigned head; for comity verify',
    params: z.object({ reference: z.string().min(1).max(60) }),
    run: async (call) => {
      const proof = await call.node.read.public.statementProof(call.params.reference)
      if (!proof.ok) return proof
      return done({ json: proof.value, filename: 'statement-proof.json' })
    },
  }),
]

const lawNotListed = {
  kind: 'unknown',
  name: 'model-law-unknown',
  ground: 'no model law of the network has that name',
  remedy: 'look in the list of model laws under /public/en/levels',
} as const

type Levels = ReturnType<Node['read']['public']['levels']>

const kept = new WeakMap<Node, { readonly at: number; readonly levels: Levels }>()
const keptMilliseconds = 600_000

/** The whole log is read for it, and anybody may ask: it is counted once in ten minutes. */
export function levelsOf(node: Node): Levels {
  const now = millis(systemClock.now())
  const before = kept.get(node)
  if (before !== undefined && now - before.at < keptMilliseconds) return before.levels
  const levels = node.read.public.levels()
  kept.set(node, { at: now, levels })
  levels.catch(() => kept.delete(node))
  return levels
}
