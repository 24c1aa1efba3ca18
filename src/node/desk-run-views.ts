import { z } from 'zod'

/** What the tracing desk shows of its runs, as shapes; words and units as in `desk-views.ts`. */

const text = z.string()
const count = z.int().min(0)
const amount = z.string().describe('decimal text')
const figure = amount.nullable()
const interval = z.object({ low: amount, high: amount })

/** The result document of `comity trace --json`, its holdings a page at a time. */
const runView = z.object({
  id: text,
  at: text,
  by: text,
  rule: text,
  order: text,
  arrival: text,
  arithmetic: text,
  base: text.nullable(),
  claims: z.array(
    z.object({
      claim: text,
      claimed: figure,
      traced: figure,
      untraceable: figure,
      repeated: amount.optional(),
    }),
  ),
  holdings: z.array(
    z.object({
      account: text,
      claim: text,
      currency: text,
      traced: figure,
      balance: amount,
      base_traced: figure,
      base_nearest: amount.optional(),
      low: amount.optional(),
      high: amount.optional(),
    }),
  ),
  holdings_page: z.object({ offset: count, limit: count, total: count }),
  exhausted: z.array(z.object({ account: text, claim: text, currency: text, at: text })),
  warnings: z.array(
    z.object({
      code: text,
      account: text.nullable(),
      at: text.nullable(),
      count,
      worst: figure,
      touches_claims: z.boolean(),
      text,
    }),
  ),
  total: z.object({ claimed: figure, traced: figure, untraceable: figure }),
  boundary: z.object({ accounts: count, payments: count }),
  error_bound: z.number().describe('minor units'),
  residue: z.number().describe('minor units of base'),
  order_interval: z.object({ orders: z.array(text), traced: interval.nullable() }).optional(),
  sources: z.array(z.record(text, z.unknown())),
})

const ruleFigures = z.object({
  figures: z.record(text, text).describe('by rule; "touched" where a rule measures no amount'),
  low: figure,
  high: figure,
})

const compareAnswer = z.object({
  rules: z.array(text),
  base: text.nullable(),
  runs: z.record(text, text).describe('the run behind the figures of each rule'),
  untraceable: z.record(text, figure),
  rows: z.array(
    ruleFigures.extend({
      account: text,
      claim: text,
      currency: text,
      balance: amount,
      inBase: ruleFigures.optional(),
    }),
  ),
})

const graphAnswer = z.object({
  base: text.nullable(),
  nodes: z.array(
    z.object({
      id: text,
      account: text,
      currency: text,
      layer: count,
      traced: figure.describe('still held, in base'),
      in: figure,
      out: figure,
    }),
  ),
  links: z.array(
    z.object({
      from: text.describe('id of a node'),
      to: text.describe('id of a node'),
      value: figure,
      base: text.nullable(),
      payments: count,
      first: text,
      last: text,
      returns: z.boolean(),
    }),
  ),
  leftOut: z.object({ nodes: count, links: count, value: figure }),
})

const payment = z.object({
  id: text,
  row: count.describe('row of the file'),
  time: text,
  from: text,
  to: text,
  amount,
  currency: text,
  received: amount.optional(),
  receivedCurrency: text.optional(),
  purpose: text,
  type: text,
})

const stepsAnswer = z.object({
  total: count,
  steps: z.array(
    z.object({ n: count, payment, moved: z.array(z.object({ claim: text, value: figure })) }),
  ),
})

const behindAnswer = z.object({
  total: count,
  moved: figure.describe('in base: what came in less what went out, or what the link moved'),
  base: text.nullable(),
  payments: z.array(
    payment.extend({
      claim: text,
      direction: z.enum(['in', 'out']),
      moved: figure.describe('in the currency of the debited account'),
      movedBase: figure,
    }),
  ),
})

const flowAnswer = z.object({
  from: z.array(text),
  direction: z.enum(['forwards', 'backwards']),
  order: text,
  hops: count.optional(),
  dwell_seconds: count.optional(),
  accounts: z.array(
    z.object({
      account: text,
      currency: text,
      hops: count,
      earliest: text.optional(),
      latest: text.optional(),
      payments: count,
      amount,
      unproved: z.boolean(),
      stopped: z.boolean(),
      origin: z.boolean(),
    }),
  ),
  payments: z.array(
    z.object({
      id: text,
      time: text,
      from: text,
      to: text,
      amount,
      currency: text,
      hop: count,
    }),
  ),
  left_out: z.object({ accounts: count, payments: count }),
  unproved: count.describe('accounts reached only when an unproved order is allowed'),
  stopped: count.describe('accounts not passed through, for they have too many payments'),
})

export const runViews = {
  run: runView,
  compare: compareAnswer,
  graph: graphAnswer,
  steps: stepsAnswer,
  behind: behindAnswer,
  flow: flowAnswer,
} as const
