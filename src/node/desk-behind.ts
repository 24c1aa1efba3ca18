import type { Payments } from '#model'
import type { Trace } from '#trace'
import { inBase, movedText, paymentView } from './desk-words.ts'

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

function accountIndex(payments: Payments, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+$/.test(text) && Number(text) < payments.accounts.length) return Number(text)
  const found = payments.accounts.findIndex((a) => a.account === text)
  return found < 0 ? undefined : found
}
