import { done, type Outcome, type Refusal, refuse } from '#base'
import type { Payments } from '#model'
import { components } from './components.ts'
import type { FixedPoint } from './fixed-point.ts'
import { settle } from './flow-balance.ts'
import { type ClaimState, introductionsOf } from './introduce.ts'
import type { Part } from './lot.ts'
import { MoveLog } from './moves.ts'
import { cancelled } from './refusals.ts'
import type { Birth } from './trace.ts'
import type { Rest, WalkInput, WalkResult } from './walk.ts'
import { leastOpenings } from './warnings.ts'

/**
 * Pari passu ex post facto: the order of payments is ignored. What an account ever received is one pot, its
 * composition is the contributions to it (openings, introduced claims, and credits with the composition of who
 * paid them) over their total, and everything it paid, and what is left in it, has that composition.
 *
 * Where accounts pay each other in rings the compositions depend on each other; each ring is a linear system,
 * solved exactly up to 60 accounts and by iteration with a measured residue beyond (flow-balance.ts). An account
 * that paid out more than it ever received is filled up with money of unknown origin. What an account pays before
 * anything is known of it is money from outside the ledger and no part of its pot.
 */
export function pariPassu(input: WalkInput): Outcome<WalkResult> {
  const { payments, fixed, warnings } = input
  if (input.going && !input.going(0)) return refuse(cancelled())
  const pots = potsOf(input)
  const states: ClaimState[] = payments.claims.map(() => ({
    claimed: 0n,
    untraceable: 0n,
    unknown: false,
  }))
  const born = contributions(input, states)
  let solution = solve(input, pots, born)
  if ('kind' in solution) return refuse(solution)
  if (reduceCollisions(input, pots, born, solution.solved, states)) {
    solution = solve(input, pots, born)
    if ('kind' in solution) return refuse(solution)
  }
  const { solved, lost } = solution
  for (const p of [...lost, ...repaidOf(pots, solved, fixed)])
    states[p.claim]!.untraceable += p.base
  const { moves, touched } = movesOf(input, pots, born, solved)
  const least = leastOpenings(payments)
  payments.accounts.forEach((account, a) => {
    const stated = pots.opening[a]!
    if (
      pots.known[a] !== 1 ||
      least[a]! <= stated ||
      pots.paid[a]! <= pots.total[a]! - pots.missing[a]!
    )
      return
    const code = account.opened ? 'overdrawn' : 'opening-missing'
    warnings.add(code, a, null, least[a]! - stated, touched[a] === 1)
  })
  return done({
    moves,
    losses: new MoveLog(),
    births: birthsOf(payments, born, fixed),
    states,
    rests: restsOf(pots, solved, fixed),
    exhausted: [],
    balances: pots.total.map((t, a) =>
      pots.known[a] === 1 ? t - pots.missing[a]! - pots.paid[a]! : 0,
    ),
    touched,
    boundary: pots.boundary,
  })
}

/** Accounts of one ring times claims; a million accounts and one claim, or ten thousand and a hundred. */
const largest = 1_000_000

const impracticable =
  'Barlow Clowes International Ltd v Vaughan [1992] 4 All ER 22 (a method that is impracticable gives way)'

function unsettled(): Refusal {
  return {
    kind: 'unlawful',
    name: 'pari-passu-unsettled',
    ground:
      'accounts that pay each other in a ring keep almost nothing of it, so shares under pari passu do not settle',
    citation: impracticable,
    remedy: 'trace a shorter period, or use a rule that keeps the order of payments',
  }
}

function tooLarge(accounts: number, claims: number): Refusal {
  return {
    kind: 'too-large',
    name: 'pari-passu-too-large',
    ground: `${accounts} accounts pay each other in one ring and ${claims} claims pass through it`,
    citation: impracticable,
    remedy:
      'trace fewer claims at a time or a shorter period, or use a rule that keeps the order of payments',
  }
}

/** What each account received and paid in all. */
interface Pots {
  readonly opening: Float64Array
  /** Owed to the bank before the first payment; what came in repaid it. */
  readonly debt: Float64Array
  /** All contributions, with what must have come from elsewhere where more was paid than received. */
  readonly total: Float64Array
  readonly missing: Float64Array
  readonly paid: Float64Array
  readonly known: Uint8Array
  /** By payment: made before anything is known of the account, so with money from outside the ledger. */
  readonly outside: Uint8Array
  readonly boundary: { readonly accounts: number; readonly payments: number }
}

function potsOf({ payments }: WalkInput): Pots {
  const n = payments.accounts.length
  const opening = new Float64Array(n)
  const total = new Float64Array(n)
  const missing = new Float64Array(n)
  const paid = new Float64Array(n)
  const known = Uint8Array.from(payments.accounts, (a) => (a.opened ? 1 : 0))
  for (const o of payments.openings) {
    opening[o.account]! += o.amount
    known[o.account] = 1
  }
  const debt = opening.map((o) => Math.max(0, -o))
  total.set(opening.map((o) => Math.max(0, o)))
  paid.set(debt)
  const outside = new Uint8Array(payments.count)
  const payers = new Set<number>()
  let outsidePayments = 0
  for (let i = 0; i < payments.count; i++) {
    const [from, to] = [payments.from[i]!, payments.to[i]!]
    if (known[from] === 0) {
      outside[i] = 1
      outsidePayments++
      payers.add(from)
    } else paid[from]! += payments.amount[i]!
    total[to]! += payments.received[i]!
    known[to] = 1
  }
  const boundary = { accounts: payers.size, payments: outsidePayments }
  for (let a = 0; a < n; a++) {
    if (paid[a]! <= total[a]!) continue
    missing[a] = paid[a]! - total[a]!
    total[a] = paid[a]!
  }
  return { opening, debt, total, missing, paid, known, outside, boundary }
}

/** Claims introduced by a payment, and those that openings bring; amounts in the debited account's currency. */
interface Born {
  readonly byPayment: Map<number, Part[]>
  readonly byAccount: Map<number, Part[]>
}

function contributions(input: WalkInput, states: ClaimState[]): Born {
  const { payments, value, fixed, warnings } = input
  const byPayment = new Map<number, Part[]>()
  const byAccount = new Map<number, Part[]>()
  const worth = (claim: number, account: number, amount: bigint, time: number): Part => {
    const base = value?.of(account, amount, time, fixed)
    const state = states[claim]!
    if (base === undefined) {
      state.unknown = true
      if (value) warnings.add('rate-unknown', account, time, null, true)
    }
    state.claimed += base ?? 0n
    return { claim, amount, base: base ?? 0n }
  }
  for (const [payment, list] of introductionsOf(payments)) {
    let room = fixed.whole(payments.amount[payment]!)
    const [from, time] = [payments.from[payment]!, payments.time[payment]!]
    const parts: Part[] = []
    for (const i of list) {
      let amount = fixed.whole(i.amount)
      if (amount > room) {
        warnings.add('claim-exceeds-payment', from, time, null, true)
        amount = room
      }
      room -= amount
      if (amount > 0n) parts.push(worth(i.claim, from, amount, time))
    }
    if (parts.length > 0) byPayment.set(payment, parts)
  }
  const start = payments.count > 0 ? payments.time[0]! : 0
  for (const o of payments.openings) {
    if (o.claim === undefined || o.amount === 0) continue
    const parts = byAccount.get(o.account) ?? []
    parts.push(worth(o.claim, o.account, fixed.whole(o.amount), start))
    byAccount.set(o.account, parts)
  }
  return { byPayment, byAccount }
}

/** Per claim: all that ever was the claim's in each account, and its claim value. Sparse. */
type Solved = ReadonlyMap<number, readonly Part[]>

interface Solution {
  readonly solved: Solved
  /** Claim value in rings that keep nothing. */
  readonly lost: readonly Part[]
}

function solve(input: WalkInput, pots: Pots, born: Born): Solution | Refusal {
  const { payments, fixed } = input
  const n = payments.accounts.length
  const edges = edgesOf(input, pots)
  const sources: Part[][] = Array.from({ length: n }, () => [])
  for (const [account, parts] of born.byAccount) for (const p of parts) merge(sources[account]!, p)
  for (const [payment, parts] of born.byPayment) {
    const [paid, received] = [payments.amount[payment]!, payments.received[payment]!]
    for (const p of parts) {
      const amount =
        paid === received ? p.amount : fixed.share(p.amount, BigInt(received), BigInt(paid))
      merge(sources[payments.to[payment]!]!, { claim: p.claim, amount, base: p.base })
    }
  }
  const solved = new Map<number, Part[]>()
  const lost: Part[] = []
  const order = components(n, (a) => edges.to[a] ?? [])
  for (const ring of order) {
    if (input.going && !input.going(0)) return cancelled()
    const claims = [...new Set(ring.flatMap((a) => sources[a]!.map((p) => p.claim)))]
    if (claims.length === 0) continue
    if (ring.length * claims.length > largest) return tooLarge(ring.length, claims.length)
    const shares = settle(ring, claims, sources, pots.total, edges, fixed)
    if (!shares) return unsettled()
    const inside = new Set(ring)
    if (shares.every((parts) => parts.length === 0))
      for (const a of ring) lost.push(...sources[a]!.map((p) => ({ ...p })))
    ring.forEach((a, k) => {
      const parts = shares[k]!.filter((p) => p.amount > 0n || p.base > 0n)
      solved.set(a, parts)
      const total = BigInt(pots.total[a]!)
      for (const to of edges.to[a] ?? []) {
        if (inside.has(to)) continue
        const { paid, received } = edges.sums.get(a * n + to)!
        for (const p of parts)
          merge(sources[to]!, {
            claim: p.claim,
            amount: fixed.share(p.amount, received, total),
            base: fixed.share(p.base, paid, total),
          })
      }
    })
  }
  return { solved, lost }
}

export interface Edges {
  readonly nodes: number
  readonly to: (number[] | undefined)[]
  /** No payment converts. */
  readonly straight: boolean
  /** By `from * nodes + to`: all that was paid and received between the two. */
  readonly sums: Map<number, { paid: bigint; received: bigint }>
}

function edgesOf({ payments }: WalkInput, pots: Pots): Edges {
  const n = payments.accounts.length
  const totals = new Map<number, [number, number]>()
  const to: (number[] | undefined)[] = new Array(n)
  for (let i = 0; i < payments.count; i++) {
    if (pots.outside[i] === 1) continue
    const [a, b] = [payments.from[i]!, payments.to[i]!]
    const there = totals.get(a * n + b)
    if (there) {
      there[0] += payments.amount[i]!
      there[1] += payments.received[i]!
      continue
    }
    totals.set(a * n + b, [payments.amount[i]!, payments.received[i]!])
    const list = to[a]
    if (list) list.push(b)
    else to[a] = [b]
  }
  const sums = new Map<number, { paid: bigint; received: bigint }>()
  let straight = true
  for (const [key, [paid, received]] of totals) {
    if (paid !== received) straight = false
    sums.set(key, { paid: BigInt(paid), received: BigInt(received) })
  }
  return { nodes: n, to, straight, sums }
}

/**
 * A claim introduced on money that already follows claims is cut down to the own money in the payment; the cut is
 * untraceable, or not claimed twice where it is the same claim. True when something was cut.
 */
function reduceCollisions(
  input: WalkInput,
  pots: Pots,
  born: Born,
  solved: Solved,
  states: ClaimState[],
): boolean {
  const { payments, fixed, warnings } = input
  let any = false
  for (const [payment, parts] of born.byPayment) {
    const from = payments.from[payment]!
    const there = solved.get(from)
    if (!there || there.length === 0 || pots.outside[payment] === 1) continue
    const paid = BigInt(payments.amount[payment]!)
    const total = BigInt(pots.total[from]!)
    const carried = there.map((p) => ({ ...p, amount: fixed.share(p.amount, paid, total) }))
    let own = fixed.whole(payments.amount[payment]!)
    for (const p of carried) own -= p.amount
    for (const p of parts) {
      const kept = p.amount < own ? p.amount : own < 0n ? 0n : own
      own -= kept
      if (kept === p.amount) continue
      any = true
      const cut = p.amount - kept
      const base = fixed.share(p.base, cut, p.amount)
      const mine = carried.find((c) => c.claim === p.claim)?.amount ?? 0n
      const again = mine >= cut ? base : fixed.share(base, mine, cut)
      states[p.claim]!.claimed -= again
      states[p.claim]!.untraceable += base - again
      p.amount = kept
      p.base -= base
      warnings.add('collision', from, payments.time[payment]!, fixed.float(cut), true)
    }
  }
  return any
}

function birthsOf(payments: Payments, born: Born, fixed: FixedPoint): Birth[] {
  const births: Birth[] = []
  const add = (payment: number | null, account: number, p: Part) => {
    if (p.amount === 0n) return
    const [amount, base] = [fixed.float(p.amount), fixed.float(p.base)]
    births.push({ payment, account, claim: p.claim, amount, base })
  }
  for (const [account, parts] of born.byAccount) for (const p of parts) add(null, account, p)
  for (const [payment, parts] of born.byPayment)
    for (const p of parts) add(payment, payments.to[payment]!, p)
  return births
}

function movesOf(input: WalkInput, pots: Pots, born: Born, solved: Solved) {
  const { payments, fixed, value } = input
  const moves = new MoveLog()
  const touched = new Uint8Array(payments.accounts.length)
  for (let i = 0; i < payments.count; i++) {
    const from = payments.from[i]!
    const there = pots.outside[i] === 1 ? undefined : solved.get(from)
    const fresh = born.byPayment.get(i)
    if (!(there && there.length > 0) && !fresh) continue
    const share = payments.amount[i]! / pots.total[from]!
    const rows = new Map<number, [number, number]>()
    const add = (claim: number, amount: number, base: number) => {
      const row = rows.get(claim)
      rows.set(claim, row ? [row[0] + amount, row[1] + base] : [amount, base])
    }
    for (const p of there ?? [])
      add(p.claim, fixed.float(p.amount) * share, fixed.float(p.base) * share)
    for (const p of fresh ?? []) add(p.claim, fixed.float(p.amount), fixed.float(p.base))
    for (const [claim, [amount, base]] of rows)
      if (amount > 0) moves.add(i, claim, amount, value ? base : NaN)
    touched[from] = touched[payments.to[i]!] = 1
  }
  return { moves, touched }
}

/** What of the claims repaid an account that opened overdrawn (Bishopsgate v Homan [1995] Ch 211). */
function repaidOf({ debt, total }: Pots, solved: Solved, fixed: FixedPoint): Part[] {
  const repaid: Part[] = []
  for (const [account, parts] of solved) {
    if (debt[account] === 0) continue
    const [owed, all] = [BigInt(debt[account]!), BigInt(total[account]!)]
    for (const p of parts)
      repaid.push({
        claim: p.claim,
        amount: fixed.share(p.amount, owed, all),
        base: fixed.share(p.base, owed, all),
      })
  }
  return repaid
}

function restsOf(pots: Pots, solved: Solved, fixed: FixedPoint): Rest[] {
  const rests: Rest[] = []
  for (const [account, parts] of solved) {
    const total = BigInt(pots.total[account]!)
    const left = BigInt(pots.total[account]! - pots.paid[account]!)
    if (left === 0n) continue
    for (const p of parts)
      rests.push({
        account,
        part: {
          claim: p.claim,
          amount: fixed.share(p.amount, left, total),
          base: fixed.share(p.base, left, total),
        },
      })
  }
  return rests.sort((a, b) => a.account - b.account || a.part.claim - b.part.claim)
}

function merge(into: Part[], part: Part): void {
  const there = into.find((p) => p.claim === part.claim)
  if (there) {
    there.amount += part.amount
    there.base += part.base
  } else into.push({ ...part })
}
