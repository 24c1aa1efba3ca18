import { z } from 'zod'

/**
 * What the tracing desk shows, as shapes for the OpenAPI document. Amounts are decimal texts in the currency beside them,
 * instants ISO 8601; `null` stands where a rule measures membership alone or no base currency was given.
 */

const text = z.string()
const count = z.int().min(0)
const amount = z.string().describe('decimal text')
const figure = amount.nullable()

const ruleView = z.object({
  id: text,
  name: text,
  text: text.describe('what the rule says, in one sentence'),
  citations: z.array(text),
  order: z.enum(['kept', 'ignored']),
  classes: z.enum(['quantity', 'membership']),
  rule: z.record(text, z.unknown()).describe('the switches of the rule'),
})

const tracingSummary = z.object({
  id: text,
  name: text,
  createdAt: text,
  createdBy: text,
  state: z.enum(['draft', 'imported']),
  payments: count,
  accounts: count,
  claims: count,
  runs: count,
})

const preview = z.object({
  delimiter: text.nullable(),
  encoding: text.nullable(),
  header: z.array(text),
  rows: z.array(z.array(text)).describe('the first twenty'),
  guess: z.object({ columns: z.record(text, text) }),
  notes: z.array(z.object({ text, remedy: text })),
})

const fileView = z.object({
  name: text,
  bytes: count,
  digest: text,
  preview: preview.nullable().describe('null for a map, which has no rows'),
})

const accountRow = z.object({
  account: text,
  currency: text,
  opened: z.boolean().describe('whether an opening balance is known'),
  credits: amount,
  debits: amount,
  closing: amount,
  payments: count,
})

const finding = z.object({
  code: text,
  text,
  count,
  account: text.optional(),
  at: text.optional(),
  figure: text.optional(),
  accounts: z.array(z.record(text, z.unknown())).optional(),
})

const runSummary = z.object({
  id: text,
  rule: text,
  order: text,
  arrival: text,
  arithmetic: text,
  base: text.nullable(),
  at: text,
  by: text,
  total: z.object({ claimed: figure, traced: figure, untraceable: figure }),
  warnings: count,
  elected: z.array(text),
  digest: text,
})

const exhibitLink = z.object({
  id: text,
  run: text,
  title: text,
  at: text,
  digest: text,
  html: text,
  pdf: text,
})

const exhibitMade = exhibitLink
  .pick({ id: true, digest: true, html: true, pdf: true })
  .extend({ json: text })

const tracingView = tracingSummary.omit({ accounts: true, claims: true }).extend({
  files: z.array(
    fileView.extend({
      role: z.enum(['ledger', 'openings', 'rates', 'map']),
      preview: preview.nullable().optional().describe('while the tracing is a draft'),
    }),
  ),
  base: text.nullable(),
  namedClaims: z.array(
    z.object({
      claim: text,
      from: text.optional(),
      to: text.optional(),
      ids: z.array(text).optional(),
    }),
  ),
  source: z.record(text, z.unknown()).nullable(),
  understood: z.record(text, z.unknown()).optional().describe('how the ledger was read'),
  counts: z.object({ payments: count, accounts: count, claims: count, currencies: count }),
  period: z.object({ from: text.nullable(), to: text.nullable() }),
  currencies: z.array(z.object({ code: text, digits: count })),
  claims: z.array(
    z.object({
      claim: text,
      introduced: z.array(z.object({ currency: text, amount, payments: count })),
    }),
  ),
  accounts: z.array(accountRow).describe('the two hundred with the most payments'),
  findings: z.array(finding),
  leftOut: z.record(text, z.unknown()).nullable().describe('rows that were left out, and why'),
  runs: z.array(runSummary),
  exhibits: z.array(exhibitLink),
})

const jobView = z.object({
  state: z.enum(['running', 'done', 'refused', 'failed']),
  what: text,
  done: z.number(),
  total: z.number(),
  problem: z.record(text, z.unknown()).optional().describe('problem details, when refused'),
  result: z.object({ id: text, ids: z.array(text).optional() }).optional(),
})

export const tracingViews = {
  rules: z.array(ruleView),
  list: z.array(tracingSummary),
  file: fileView,
  tracing: tracingView,
  accounts: z.array(accountRow),
  job: jobView,
  exhibit: exhibitMade,
} as const
