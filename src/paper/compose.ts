import type { Instant, Json } from '#base'
import type { Payments } from '#model'
import { formatMinor } from '#money'
import { type Rule, ruleOf, type Trace } from '#trace'
import { comparisonOf } from './compose-comparison.ts'
import { flowOf } from './compose-flow.ts'
import { scheduleOf } from './compose-schedule.ts'
import {
  type ExhibitData,
  type ExhibitMethod,
  type ExhibitOpening,
  type ExhibitRate,
  type ExhibitSource,
  exhibitFormat,
} from './data.ts'
import { accountName, timeText } from './names.ts'

/** What the preparer states; everything else comes out of the trace. */
export interface ExhibitHead {
  readonly title: string
  readonly caseReference: string
  readonly authority: string
  readonly preparedBy: string
  readonly preparedFor?: string
  readonly preparedAt: Instant
  readonly question: string
}

export interface ExhibitFacts {
  readonly head: ExhibitHead
  readonly payments: Payments
  /** The trace that is exhibited; absent when every rule is shown side by side and none is preferred. */
  readonly trace?: Trace
  /** Traces of the same payments under other rules, for the comparison; may contain `trace` itself. */
  readonly others?: readonly Trace[]
  readonly sources: readonly ExhibitSource[]
  readonly rates?: readonly ExhibitRate[]
  readonly map?: Json
  readonly elected?: readonly string[]
  readonly claimed?: readonly { readonly claim: string; readonly account: string }[]
}

/** How many steps the data of an exhibit holds; a longer schedule is obtained by running the trace again. */
export const dataSteps = 20_000

const everyRule = {
  id: 'all',
  name: 'Every rule side by side',
  text: 'The ledger was traced under every rule that the program knows. None of them is preferred here: which rule applies is a question of law.',
} as const

/** Everything that a tracing exhibit says, from a trace and the payments that were traced. */
export function compose(facts: ExhibitFacts): ExhibitData {
  const { head, payments, trace, others = [] } = facts
  const main = trace ?? others[0]
  if (!main) throw new RangeError('an exhibit needs at least one trace')
  const all = others.length > 0 ? others : []
  const base = main.base
  const inBase = (minor: bigint | null) =>
    minor === null || base === null ? null : formatMinor(minor, base.digits)
  const comparison = all.length > 0 ? { comparison: comparisonOf(all, payments) } : {}
  return {
    format: exhibitFormat,
    title: head.title,
    caseReference: head.caseReference,
    authority: head.authority,
    preparedBy: head.preparedBy,
    ...(head.preparedFor === undefined ? {} : { preparedFor: head.preparedFor }),
    preparedAt: head.preparedAt,
    question: head.question,
    method: methodOf(facts, main),
    sources: facts.sources,
    openings: openingsOf(payments),
    rates: facts.rates ?? [],
    currencies: payments.currencies.map(({ code, digits }) => ({ code, digits })),
    ...(facts.map === undefined ? {} : { map: facts.map }),
    claims: main.claims.map((c) => ({
      claim: payments.claims[c.claim]!,
      claimed: inBase(c.claimed),
      introduced: introduced(payments, c.claim),
    })),
    holdings: trace ? holdingsOf(trace, payments) : [],
    exhausted: (trace?.exhausted ?? []).map((e) => ({
      account: accountName(payments, e.account),
      claim: payments.claims[e.claim]!,
      at: timeText(payments, e.time),
    })),
    total: trace
      ? {
          claimed: inBase(trace.total.claimed),
          traced: inBase(trace.total.traced),
          untraceable: inBase(trace.total.untraceable),
        }
      : { claimed: inBase(main.total.claimed), traced: null, untraceable: null },
    ...comparison,
    warnings: warningsOf(trace ? [trace] : all, payments),
    flow: trace
      ? flowOf(trace, payments)
      : { currency: null, nodes: [], links: [], leftOut: { links: 0, value: null } },
    schedule: trace ? scheduleOf(trace, payments, dataSteps) : { total: 0, steps: [] },
  }
}

function methodOf(facts: ExhibitFacts, main: Trace): ExhibitMethod {
  const rule = facts.trace ? ruleOf(facts.trace.rule) : undefined
  return {
    rule: rule
      ? {
          id: rule.id,
          name: rule.name,
          text: rule.sentence,
          citations: rule.citations,
          status: status(rule),
        }
      : {
          ...everyRule,
          status: (facts.others ?? []).every((t) => ruleOf(t.rule)?.status === 'verified')
            ? 'verified'
            : 'to-verify',
          citations: [
            ...new Set((facts.others ?? []).flatMap((t) => ruleOf(t.rule)?.citations ?? [])),
          ],
        },
    order: facts.trace
      ? main.order
      : (facts.others?.find((t) => t.order !== 'ignored')?.order ?? 'given'),
    arrival: main.arrival,
    arithmetic: main.arithmetic,
    errorBound: boundText(
      Math.max(main.errorBound, ...(facts.others ?? []).map((t) => t.errorBound)),
    ),
    base: main.base?.code ?? null,
    ...(facts.elected && facts.elected.length > 0 ? { elected: facts.elected } : {}),
    ...(facts.claimed && facts.claimed.length > 0 ? { claimed: facts.claimed } : {}),
  }
}

function status(rule: Rule): 'verified' | 'to-verify' {
  return rule.status === 'verified' ? 'verified' : 'to-verify'
}

/** `0`, or a bound written out with two significant digits, rounded up. */
function boundText(bound: number): string {
  if (bound === 0) return '0'
  const power = Math.floor(Math.log10(bound))
  const up = Math.ceil((bound / 10 ** power) * 10) / 10
  return power < -3
    ? `${up.toFixed(1)} x 10^${power}`
    : (up * 10 ** power).toFixed(Math.max(0, 1 - power))
}

function openingsOf(payments: Payments): ExhibitOpening[] {
  return payments.openings.map((o) => {
    const account = payments.accounts[o.account]!
    const { code, digits } = payments.currencies[account.currency]!
    return {
      account: account.account,
      currency: code,
      amount: formatMinor(BigInt(o.amount), digits),
      ...(o.claim === undefined ? {} : { claim: payments.claims[o.claim]! }),
    }
  })
}

function introduced(payments: Payments, claim: number) {
  const sums = new Map<number, { minor: bigint; payments: number }>()
  const put = (currency: number, amount: number, count: number) => {
    const sum = sums.get(currency) ?? { minor: 0n, payments: 0 }
    sums.set(currency, { minor: sum.minor + BigInt(amount), payments: sum.payments + count })
  }
  for (const o of payments.openings)
    if (o.claim === claim) put(payments.accounts[o.account]!.currency, o.amount, 0)
  for (const i of payments.introductions)
    if (i.claim === claim) put(payments.accounts[payments.from[i.payment]!]!.currency, i.amount, 1)
  return [...sums].map(([currency, { minor, payments: count }]) => ({
    currency: payments.currencies[currency]!.code,
    amount: formatMinor(minor, payments.currencies[currency]!.digits),
    payments: count,
  }))
}

function holdingsOf(trace: Trace, payments: Payments): ExhibitData['holdings'] {
  return trace.holdings.map((h) => {
    const account = payments.accounts[h.account]!
    const { code, digits } = payments.currencies[account.currency]!
    return {
      account: account.account,
      claim: payments.claims[h.claim]!,
      currency: code,
      traced: h.traced === null ? null : formatMinor(h.traced, digits),
      balance: formatMinor(h.balance, digits),
      baseTraced:
        h.baseTraced === null || trace.base === null
          ? null
          : formatMinor(h.baseTraced, trace.base.digits),
      ...(h.baseNearest === undefined || trace.base === null
        ? {}
        : { baseNearest: formatMinor(h.baseNearest, trace.base.digits) }),
      ...(h.low === undefined || h.high === undefined
        ? {}
        : { low: formatMinor(h.low, digits), high: formatMinor(h.high, digits) }),
    }
  })
}

/** Each gap once, also when several rules met it. */
function warningsOf(traces: readonly Trace[], payments: Payments): ExhibitData['warnings'] {
  const seen = new Map<string, ExhibitData['warnings'][number]>()
  for (const w of traces.flatMap((t) => t.warnings)) {
    seen.set(`${w.code} ${w.account ?? ''}`, {
      code: w.code,
      text: w.text,
      ...(w.account === null ? {} : { account: accountName(payments, w.account) }),
      ...(w.time === null ? {} : { at: timeText(payments, w.time) }),
    })
  }
  return [...seen.values()]
}
