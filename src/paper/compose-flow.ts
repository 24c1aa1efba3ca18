import type { Payments } from '#model'
import { formatMinor } from '#money'
import type { Trace } from '#trace'
import type { ExhibitFlow } from './data.ts'
import { accountName, currencyOf, timeText } from './names.ts'

/** Links drawn at most; the smaller ones are counted. */
const drawn = 60

interface Link {
  readonly from: number
  readonly to: number
  value: number
  payments: number
  first: number
  last: number
}

/** Claim value moved between accounts, in base currency, largest links first until the picture is full. */
export function flowOf(trace: Trace, payments: Payments): ExhibitFlow {
  const { base } = trace
  const nothing: ExhibitFlow = {
    currency: base?.code ?? null,
    nodes: [],
    links: [],
    leftOut: { links: 0, value: null },
  }
  if (base === null || trace.total.traced === null) return nothing
  const all = linksOf(trace, payments).sort((a, b) => b.value - a.value)
  const kept = all.slice(0, drawn)
  const rest = all.slice(drawn)
  const money = (minor: number) => formatMinor(BigInt(Math.round(minor)), base.digits)
  const index = new Map<number, number>()
  const node = (account: number) => {
    const known = index.get(account)
    if (known !== undefined) return known
    index.set(account, index.size)
    return index.size - 1
  }
  const links = kept
    .sort((a, b) => a.first - b.first || a.from - b.from || a.to - b.to)
    .map((l) => ({
      from: node(l.from),
      to: node(l.to),
      value: money(l.value),
      payments: l.payments,
      first: timeText(payments, l.first),
      last: timeText(payments, l.last),
    }))
  return {
    currency: base.code,
    nodes: [...index.keys()].map((account) => ({
      account: accountName(payments, account),
      currency: currencyOf(payments, account).code,
    })),
    links,
    leftOut: {
      links: rest.length,
      value: rest.length === 0 ? null : money(rest.reduce((sum, l) => sum + l.value, 0)),
    },
  }
}

function linksOf({ moves }: Trace, payments: Payments): Link[] {
  const links = new Map<number, Link>()
  let before = -1
  for (let i = 0; i < moves.payment.length; i++) {
    const payment = moves.payment[i]!
    const from = payments.from[payment]!
    const to = payments.to[payment]!
    const time = payments.time[payment]!
    const key = from * payments.accounts.length + to
    const link = links.get(key) ?? { from, to, value: 0, payments: 0, first: time, last: time }
    link.value += moves.base[i]!
    if (payment !== before) link.payments++
    link.first = Math.min(link.first, time)
    link.last = Math.max(link.last, time)
    links.set(key, link)
    before = payment
  }
  return [...links.values()].filter((l) => l.value >= 0.5)
}
