import { instant } from '#base'
import type { Ledger } from '#intake'
import type { Payments } from '#model'
import { formatMinor } from '#money'
import { asJson, graph, type Trace } from '#trace'

/** Answers of the desk in the words of the screen: names, decimal texts, ISO instants. */

const shownAccounts = 200

export function summaryOf(ledger: Ledger) {
  const { payments, source, understood, findings, leftOut } = ledger
  return {
    source,
    understood,
    counts: countsOf(payments),
    period: periodOf(payments),
    currencies: payments.currencies.map(({ code, digits }) => ({ code, digits })),
    claims: payments.claims.map((claim, c) => ({ claim, introduced: introduced(payments, c) })),
    accounts: accountRows(payments).slice(0, shownAccounts),
    findings: findings.map((finding) => ({
      code: finding.name,
      text: finding.text,
      count: finding.count,
      ...('accounts' in finding && finding.accounts[0] !== undefined
        ? {
            account: finding.accounts[0].account,
            at: finding.accounts[0].at,
            figure: `${finding.accounts[0].worst} ${finding.accounts[0].currency}`,
            accounts: finding.accounts,
          }
        : {}),
    })),
    leftOut,
  }
}

export function countsOf(payments: Payments) {
  return {
    payments: payments.count,
    accounts: payments.accounts.length,
    claims: payments.claims.length,
    currencies: payments.currencies.length,
  }
}

function periodOf(payments: Payments) {
  const at = (i: number) => (payments.count === 0 ? null : isoTime(payments, payments.time[i]!))
  return { from: at(0), to: at(payments.count - 1) }
}

/** Days where the source has days alone: midnight would be an invention. */
function isoTime(payments: Payments, seconds: number): string {
  const text = instant(seconds * 1000)
  return payments.daysOnly ? text.slice(0, 10) : text
}

function introduced(payments: Payments, claim: number) {
  const sums = new Map<number, { amount: number; payments: number }>()
  const add = (currency: number, amount: number, n: number) => {
    const sum = sums.get(currency) ?? { amount: 0, payments: 0 }
    sums.set(currency, { amount: sum.amount + amount, payments: sum.payments + n })
  }
  for (const i of payments.introductions)
    if (i.claim === claim) add(payments.accounts[payments.from[i.payment]!]!.currency, i.amount, 1)
  for (const o of payments.openings)
    if (o.claim === claim) add(payments.accounts[o.account]!.currency, o.amount, 0)
  return [...sums].map(([currency, sum]) => ({
    currency: payments.currencies[currency]!.code,
    amount: money(payments, currency, sum.amount),
    payments: sum.payments,
  }))
}

function money(payments: Payments, currency: number, minor: number): string {
  return formatMinor(BigInt(Math.round(minor)), payments.currencies[currency]!.digits)
}

/** Every booking account with its sums, largest turnover first. */
export function accountRows(payments: Payments) {
  const n = payments.accounts.length
  const credits = new Float64Array(n)
  const debits = new Float64Array(n)
  const opening = new Float64Array(n)
  const touched = new Uint32Array(n)
  for (const o of payments.openings) opening[o.account]! += o.amount
  for (let i = 0; i < payments.count; i++) {
    const from = payments.from[i]!
    const to = payments.to[i]!
    debits[from]! += payments.amount[i]!
    credits[to]! += payments.received[i]!
    touched[from]! += 1
    if (to !== from) touched[to]! += 1
  }
  const order = Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => touched[b]! - touched[a]! || a - b,
  )
  return order.map((a) => {
    const { account, currency, opened } = payments.accounts[a]!
    return {
      account,
      currency: payments.currencies[currency]!.code,
      opened,
      credits: money(payments, currency, credits[a]!),
      debits: money(payments, currency, debits[a]!),
      closing: money(payments, currency, opening[a]! + credits[a]! - debits[a]!),
      payments: touched[a]!,
    }
  })
}

export function graphView(
  trace: Trace,
  payments: Payments,
  query: { readonly claim?: string; readonly minShare?: number; readonly max?: number },
) {
  const claim = query.claim === undefined ? -1 : payments.claims.indexOf(query.claim)
  const found = graph(trace, payments, {
    ...(claim < 0 ? {} : { claims: [claim] }),
    ...(query.minShare === undefined ? {} : { minShare: query.minShare }),
    maxNodes: query.max ?? 60,
  })
  const base = (minor: number | null) =>
    minor === null || trace.base === null
      ? null
      : formatMinor(BigInt(Math.round(minor)), trace.base.digits)
  const layers = layersOf(found.links)
  return {
    base: trace.base?.code ?? null,
    nodes: found.nodes.map((node) => ({
      id: String(node.account),
      account: node.name,
      currency: node.currency,
      layer: layers.get(node.account) ?? 0,
      traced: base(node.held),
      in: base(node.in),
      out: base(node.out),
    })),
    links: found.links.map((link) => ({
      from: String(link.from),
      to: String(link.to),
      value: base(link.value),
      base: trace.base?.code ?? null,
      payments: link.payments,
      first: isoTime(payments, link.first),
      last: isoTime(payments, link.last),
      returns: link.returns,
    })),
    leftOut: {
      nodes: found.leftOut.nodes,
      links: found.leftOut.links,
      value: base(found.leftOut.value),
    },
  }
}

/** Column of each account in a flow picture: one after the last account that pays it, rings left aside. */
function layersOf(
  links: readonly { readonly from: number; readonly to: number; readonly returns: boolean }[],
): Map<number, number> {
  const into = new Map<number, number[]>()
  for (const link of links) {
    if (link.returns || link.from === link.to) continue
    const list = into.get(link.to)
    if (list) list.push(link.from)
    else into.set(link.to, [link.from])
  }
  const layers = new Map<number, number>()
  const open = new Set<number>()
  const layer = (node: number): number => {
    const known = layers.get(node)
    if (known !== undefined) return known
    if (open.has(node)) return 0
    open.add(node)
    const value = Math.max(-1, ...(into.get(node) ?? []).map(layer)) + 1
    layers.set(node, value)
    return value
  }
  for (const link of links) {
    layer(link.from)
    layer(link.to)
  }
  return layers
}

export function paymentView(payments: Payments, i: number) {
  const from = payments.accounts[payments.from[i]!]!
  const to = payments.accounts[payments.to[i]!]!
  const changed = from.currency !== to.currency
  return {
    id: payments.texts.id(i),
    row: payments.row[i]!,
    time: isoTime(payments, payments.time[i]!),
    from: from.account,
    to: to.account,
    amount: money(payments, from.currency, payments.amount[i]!),
    currency: payments.currencies[from.currency]!.code,
    ...(changed
      ? {
          received: money(payments, to.currency, payments.received[i]!),
          receivedCurrency: payments.currencies[to.currency]!.code,
        }
      : {}),
    purpose: payments.texts.purpose(i),
    type: payments.texts.type(i),
  }
}

function movedText(payments: Payments, payment: number, value: number): string | null {
  if (Number.isNaN(value)) return null
  return money(payments, payments.accounts[payments.from[payment]!]!.currency, value)
}

/** Where each followed payment begins in the moves: one step of the path is one payment with all its claims. */
function stepStarts(trace: Trace): Uint32Array {
  const { payment } = trace.moves
  const starts: number[] = []
  for (let m = 0; m < payment.length; m++)
    if (m === 0 || payment[m] !== payment[m - 1]) starts.push(m)
  return Uint32Array.from(starts)
}

const startsOf = new WeakMap<Trace, Uint32Array>()

export function stepsView(
  trace: Trace,
  payments: Payments,
  query: { readonly offset: number; readonly limit: number; readonly account?: string },
) {
  let starts = startsOf.get(trace)
  if (starts === undefined) {
    starts = stepStarts(trace)
    startsOf.set(trace, starts)
  }
  const wanted = starts as Uint32Array
  const chosen: number[] = []
  let total = 0
  for (let s = 0; s < wanted.length; s++) {
    if (
      query.account !== undefined &&
      !touches(payments, trace.moves.payment[wanted[s]!]!, query.account)
    )
      continue
    if (total >= query.offset && chosen.length < query.limit) chosen.push(s)
    total++
  }
  return {
    total,
    steps: chosen.map((s) => {
      const begin = wanted[s]!
      const end = wanted[s + 1] ?? trace.moves.payment.length
      const payment = trace.moves.payment[begin]!
      const moved = []
      for (let m = begin; m < end; m++)
        moved.push({
          claim: payments.claims[trace.moves.claim[m]!]!,
          value: movedText(payments, payment, trace.moves.value[m]!),
        })
      return { n: s + 1, payment: paymentView(payments, payment), moved }
    }),
  }
}

function touches(payments: Payments, payment: number, account: string): boolean {
  return (
    payments.accounts[payments.from[payment]!]!.account === account ||
    payments.accounts[payments.to[payment]!]!.account === account
  )
}

const shownPayments = 2000

export interface BehindQuery {
  readonly account?: string
  readonly currency?: string
  readonly claim?: string
  /** Node ids of the graph. */
  readonly from?: string
  readonly to?: string
}

/** The payments behind a figure (what came into and left an account) or behind a link of the picture. */
export function behindView(trace: Trace, payments: Payments, query: BehindQuery) {
  const { moves } = trace
  const claim = query.claim === undefined ? -1 : payments.claims.indexOf(query.claim)
  const from = accountIndex(payments, query.from)
  const to = accountIndex(payments, query.to)
  const isHere = (a: number) => {
    const { account, currency } = payments.accounts[a]!
    return (
      account === query.account &&
      (query.currency === undefined || payments.currencies[currency]!.code === query.currency)
    )
  }
  const rows = []
  let total = 0
  let moved = 0
  let shown = 0n
  for (let m = 0; m < moves.payment.length; m++) {
    if (claim >= 0 && moves.claim[m] !== claim) continue
    const p = moves.payment[m]!
    const into = query.account === undefined || isHere(payments.to[p]!)
    const out = query.account !== undefined && isHere(payments.from[p]!)
    if (!into && !out) continue
    if (from !== undefined && payments.from[p] !== from) continue
    if (to !== undefined && payments.to[p] !== to) continue
    total++
    const base = moves.base[m]!
    if (!Number.isNaN(base)) moved += into ? base : -base
    if (rows.length >= shownPayments) continue
    // Each row is rounded so that the rows so far add up to what they moved, to the last minor unit.
    const step = BigInt(Math.round(moved)) - shown
    shown += step
    rows.push({
      ...paymentView(payments, p),
      claim: payments.claims[moves.claim[m]!]!,
      direction: into ? 'in' : 'out',
      moved: movedText(payments, p, moves.value[m]!),
      movedBase: Number.isNaN(base) ? null : inBase(trace, into ? step : -step),
    })
  }
  return {
    total,
    moved: inBase(trace, BigInt(Math.round(moved))),
    base: trace.base?.code ?? null,
    payments: rows,
  }
}

function inBase(trace: Trace, minor: bigint): string | null {
  return trace.base === null ? null : formatMinor(minor, trace.base.digits)
}

function accountIndex(payments: Payments, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+$/.test(text) && Number(text) < payments.accounts.length) return Number(text)
  const found = payments.accounts.findIndex((a) => a.account === text)
  return found < 0 ? undefined : found
}

/** Holdings under several rules side by side, with the least and the most that any of them gives. */
export function compareView(traces: readonly Trace[], payments: Payments) {
  const rows = new Map<string, CompareRow>()
  for (const trace of traces) {
    const document = asJson(trace, payments)
    for (const h of document.holdings) {
      const key = `${h.account}\n${h.currency}\n${h.claim}`
      let row = rows.get(key)
      if (row === undefined) {
        row = {
          account: h.account,
          claim: h.claim,
          currency: h.currency,
          balance: h.balance,
          figures: {},
          low: null,
          high: null,
          inBase: { figures: {}, low: null, high: null },
        }
        rows.set(key, row)
      }
      row.figures[trace.rule] = h.traced ?? 'touched'
      row.inBase.figures[trace.rule] = h.base_traced ?? 'touched'
      widen(row.inBase, h.base_traced)
      for (const figure of [h.traced, h.low ?? null, h.high ?? null]) widen(row, figure)
    }
  }
  const measured = traces.filter((t) => t.rule !== 'poison').map((t) => t.rule)
  const base = traces.find((t) => t.base !== null)?.base ?? null
  const noneIn = (digits: number) => formatMinor(0n, digits)
  for (const row of rows.values()) {
    const own = payments.currencies.find(({ code }) => code === row.currency)!.digits
    for (const rule of measured) {
      if (row.figures[rule] !== undefined) continue
      row.figures[rule] = noneIn(own)
      widen(row, noneIn(own))
      if (base === null) continue
      row.inBase.figures[rule] = noneIn(base.digits)
      widen(row.inBase, noneIn(base.digits))
    }
  }
  return {
    rules: traces.map((t) => t.rule),
    base: base?.code ?? null,
    untraceable: Object.fromEntries(
      traces.map((t) => [t.rule, asJson(t, payments).total.untraceable]),
    ),
    rows: [...rows.values()]
      .sort((a, b) => (a.account < b.account ? -1 : 1))
      .map(({ inBase, ...row }) => (base === null ? row : { ...row, inBase })),
  }
}

/** Figures by rule, with the least and the most of those that are measured. */
interface RuleFigures {
  readonly figures: Record<string, string>
  low: string | null
  high: string | null
}

interface CompareRow extends RuleFigures {
  readonly account: string
  readonly claim: string
  readonly currency: string
  readonly balance: string
  /** In the base currency; the interval over both orders is known in the account's own currency alone. */
  readonly inBase: RuleFigures
}

function widen(row: RuleFigures, figure: string | null): void {
  if (figure === null) return
  if (row.low === null || Number(figure) < Number(row.low)) row.low = figure
  if (row.high === null || Number(figure) > Number(row.high)) row.high = figure
}
