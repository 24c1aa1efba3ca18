import { frame, type Placed, paymentAt, type Worths } from './fast-input.ts'
import type { FastJob, FastPass } from './fast-job.ts'
import { claimsPerPass, type TouchPass, touchPass } from './fast-touch.ts'
import type { Moves, Trace } from './trace.ts'

/** Membership is the same in any arithmetic: bits, no figures. */
export function touched(input: Placed, job: FastJob, worth: Worths): Trace | undefined {
  const { payments, warnings } = input
  const passes: TouchPass[] = []
  for (let first = 0; first === 0 || first < job.claims; first += claimsPerPass) {
    const pass = touchPass(job, first)
    if (pass.stopped) return undefined
    passes.push(pass)
  }
  const holdings = passes.flatMap((pass, p) => {
    const rows: { account: number; claim: number }[] = []
    for (let account = 0; account < job.accounts; account++)
      for (let bits = pass.mask[account]!; bits !== 0; bits = (bits & (bits - 1)) >>> 0)
        rows.push({ account, claim: p * claimsPerPass + (31 - Math.clz32(bits & -bits)) })
    return rows
  })
  holdings.sort((a, b) => a.account - b.account || a.claim - b.claim)
  const claims = payments.claims.map((_, claim) => {
    const claimed = worth.unknown[claim] ? null : BigInt(Math.round(claimedOf(job, claim)))
    return { claim, claimed, traced: null, untraceable: null }
  })
  const { balance, boundary } = balances(job)
  return {
    ...frame(input),
    claims,
    holdings: holdings
      .filter(({ account }) => balance[account]! > 0)
      .map((h) => ({ ...h, traced: null, balance: BigInt(balance[h.account]!), baseTraced: null })),
    exhausted: [],
    warnings: warnings.finish(),
    total: {
      claimed: claims.reduce<bigint | null>(
        (sum, c) => (sum === null || c.claimed === null ? null : sum + c.claimed),
        0n,
      ),
      traced: null,
      untraceable: null,
    },
    moves: touchMoves(input, passes),
    losses: noMoves,
    boundary,
    errorBound: 0,
    residue: 0,
  }
}

const noMoves: Moves = {
  payment: new Uint32Array(0),
  claim: new Uint32Array(0),
  value: new Float64Array(0),
  base: new Float64Array(0),
}

function claimedOf(job: FastJob, claim: number): number {
  let sum = 0
  for (const o of job.openings) if (o.claim === claim) sum += o.worth
  for (const it of job.introductions) if (it.claim === claim) sum += it.worth
  return sum
}

/** Closing balances of accounts of which something is known, and what came from outside the ledger. */
function balances(job: FastJob): Pick<FastPass, 'balance' | 'boundary'> {
  const balance = new Float64Array(job.accounts)
  const known = job.opened.slice()
  const outside = new Set<number>()
  let payments = 0
  for (const o of job.openings) balance[o.account]! += o.amount
  for (let i = 0; i < job.count; i++) {
    const from = job.from[i]!
    if (known[from] === 1) balance[from]! -= job.amount[i]!
    else {
      outside.add(from)
      payments++
    }
    balance[job.to[i]!]! += job.received[i]!
    known[job.to[i]!] = 1
  }
  return { balance, boundary: { accounts: outside.size, payments } }
}

function touchMoves(input: Placed, passes: readonly TouchPass[]): Moves {
  const rows: { position: number; claim: number }[] = []
  passes.forEach((pass, p) => {
    pass.position.forEach((position, m) => {
      for (let bits = pass.carried[m]!; bits !== 0; bits = (bits & (bits - 1)) >>> 0)
        rows.push({ position, claim: p * claimsPerPass + (31 - Math.clz32(bits & -bits)) })
    })
  })
  if (passes.length > 1) rows.sort((a, b) => a.position - b.position || a.claim - b.claim)
  const none = new Float64Array(rows.length).fill(Number.NaN)
  return {
    payment: Uint32Array.from(rows, (r) => paymentAt(input, r.position)),
    claim: Uint32Array.from(rows, (r) => r.claim),
    value: none,
    base: none.slice(),
  }
}
