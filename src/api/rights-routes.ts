import { z } from 'zod'
import { type Day, done } from '#base'
import { letterPage, rightsWords } from '#public'
import { pageAnswer } from './public-page.ts'
import { outcomeJson, type Route, route } from './route.ts'

const filing = z.object({ id: z.uuid() })
const text = z.string().max(9000)
const instant = z.string()

const filingView = z.object({
  id: z.string(),
  ask: z.enum(['access', 'rectification', 'erasure', 'restriction', 'complaint']),
  to: z.string(),
  desk: z.string(),
  way: z.enum(['page', 'phone', 'paper']),
  language: z.enum(['en', 'fr', 'ar']),
  filedAt: instant,
  state: z.enum(['filed', 'taken-up', 'returned']),
  wordsKept: z.boolean(),
  proofKept: z.boolean(),
  matter: z.string().optional(),
  returned: z.enum(['not-identified', 'nobody-came', 'other-body', 'asked-back']).optional(),
  wishes: z.object({ check: instant.optional(), withdraw: instant.optional() }),
  acknowledgeBy: instant,
  identifyBy: instant,
})

const doorsView = z.object({
  desk: z.object({ id: z.string(), name: z.string(), hours: z.string() }).nullable(),
  asks: z.array(z.string()),
  authorities: z.array(z.object({ id: z.string(), name: z.string(), country: z.string() })),
  courts: z.array(z.object({ name: z.string(), country: z.string() })),
})

/** The node takes a day; the pattern has said that it is one. */
function identityOf(
  said:
    | { readonly proof: 'shown' | 'covered-copy' | 'known-lawyer'; readonly shownOn: string }
    | undefined,
) {
  return said === undefined ? undefined : { ...said, shownOn: said.shownOn as Day }
}

/** The words of `rights`, which this folder does not see. */
const markOutcomes = ['corrected', 'taken-out', 'restricted', 'other-person', 'own-source'] as const

const markView = z.object({
  id: z.string(),
  change: z.string(),
  what: z.enum(['rectified', 'erased', 'restricted']),
  from: z.string(),
  authority: z.string(),
  at: instant,
  holding: z.object({
    what: z.enum(['matter', 'list', 'tracing', 'question']),
    id: z.string(),
    by: z.string().optional(),
  }),
  state: z.enum(['open', ...markOutcomes]),
  settled: z.object({ by: z.string(), at: instant }).optional(),
})

const dutyView = z.object({
  matter: z.string(),
  reference: z.string(),
  procedureName: z.string(),
  owedBy: z.object({ id: z.string(), name: z.string() }),
  from: instant,
  due: instant,
  rule: z.string(),
  citation: z.string(),
  state: z.enum(['due', 'late', 'told', 'postponed', 'lapsed']),
  toldAt: instant.nullable(),
  hours: z.int(),
  postponed: z.object({ by: z.string(), role: z.string(), at: instant, until: instant }).nullable(),
})

/** The desk of persons, as its officers work at it. */
export const rightsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/rights',
    who: 'officer',
    limit: 'read',
    what: 'what persons handed in at this desk, what is to be looked at again after corrections, and who must be told of a measure',
    answer: z.object({
      doors: doorsView,
      filings: z.array(filingView),
      marks: z.array(markView),
      notices: z.array(dutyView),
    }),
    run: async ({ node, actor }) => {
      const filings = await node.rights.list(actor.id)
      const marks = await node.rights.marks(actor.id)
      if (!filings.ok) return filings
      const notices = await node.rights.notices(actor.id)
      const { terms: _, ...doors } = node.rights.doors()
      return done({ json: { doors, filings: filings.value, marks, notices } })
    },
  }),
  route({
    method: 'POST',
    path: '/api/rights/filings',
    who: 'officer',
    limit: 'write',
    what: 'writes down what a person says on the telephone, or what came on paper; answers with the receipt to be read aloud',
    body: z.strictObject({
      way: z.enum(['phone', 'paper']),
      fields: z.record(z.string().max(40), text),
    }),
    answer: z.object({
      id: z.string(),
      receipt: z.string(),
      grouped: z.string(),
      spoken: z.string(),
    }),
    run: async ({ node, actor, body }) =>
      outcomeJson(await node.rights.operate(actor.id, body.fields, body.way)),
  }),
  route({
    method: 'GET',
    path: '/api/rights/filings/:id',
    who: 'officer',
    limit: 'read',
    what: 'what one person handed in',
    params: filing,
    answer: filingView.extend({
      words: z.record(z.string(), z.unknown()).nullable(),
      paperEnds: z.string().nullable(),
    }),
    run: async ({ node, actor, params }) =>
      outcomeJson(await node.rights.open(actor.id, params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/rights/filings/:id/letter',
    who: 'officer',
    limit: 'read',
    what: 'what the person reads at this moment, as a letter in the language of the person, to be printed',
    params: filing,
    run: async (call) => {
      const letter = await call.node.rights.letter(call.actor.id, call.params.id)
      if (!letter.ok) return letter
      const { language } = letter.value
      return pageAnswer(call, {
        ...{ language, path: '/rights/status', section: 'rights', alone: true },
        title: rightsWords.statusFor[language],
        body: letterPage(language, letter.value),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/api/rights/filings/:id/take-up',
    who: 'officer',
    limit: 'write',
    what: 'says which kind of paper was looked at, erases what proved the identity, and opens the matter',
    params: filing,
    body: z.strictObject({
      identity: z
        .strictObject({
          proof: z.enum(['shown', 'covered-copy', 'known-lawyer']),
          shownOn: z.iso.date(),
        })
        .optional(),
    }),
    answer: z.object({ matter: z.string() }),
    run: async ({ node, actor, params, body }) =>
      outcomeJson(await node.rights.takeUp(actor.id, params.id, identityOf(body.identity))),
  }),
  route({
    method: 'POST',
    path: '/api/rights/filings/:id/give-back',
    who: 'officer',
    limit: 'write',
    what: 'gives it back with a reason and erases what was said',
    params: filing,
    body: z.strictObject({
      why: z.enum(['not-identified', 'nobody-came', 'other-body', 'asked-back']),
    }),
    status: 204,
    run: async ({ node, actor, params, body }) => {
      const given = await node.rights.giveBack(actor.id, params.id, body.why)
      return given.ok ? done({ status: 204 }) : given
    },
  }),
  route({
    method: 'POST',
    path: '/api/rights/marks/:id',
    who: 'officer',
    limit: 'write',
    what: 'says what came of looking again at something that names a person whose data were put right',
    params: filing,
    body: z.strictObject({ outcome: z.enum(markOutcomes) }),
    status: 204,
    run: async ({ node, actor, params, body }) => {
      const settled = await node.rights.settleMark(actor.id, params.id, body.outcome)
      return settled.ok ? done({ status: 204 }) : settled
    },
  }),
]
