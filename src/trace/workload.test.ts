import { expect, test } from 'vitest'
import { indexColumns } from './index-columns.ts'
import { earliestArrival, unreached } from './reach-arrival.ts'
import { reachTogether } from './reach-together.ts'
import { scratch, within } from './reach-within.ts'
import {
  expectedAtOneMillion as expected,
  workload,
  workloadCsv,
  workloadPayments,
  workloadSeeds,
  workloadSizes,
} from './workload.ts'

const million = workload(1_000_000)
const payments = workloadPayments(million)
const seeds = workloadSeeds(million.accounts, 100)
const month = { first: 0, end: payments.count, back: false }

test('the generator gives the published workload of one million payments', () => {
  expect(million.planted).toBe(workloadSizes['1M'].planted)
  expect(million.hash).toBe(workloadSizes['1M'].hash)
})

test('no account is ever overdrawn in the workload, and a hundred seeds hold ten thousand each', () => {
  const balance = new Float64Array(million.accounts)
  for (const o of payments.openings) balance[o.account]! += o.amount
  for (let i = 0; i < payments.count; i++) {
    balance[payments.from[i]!]! -= payments.amount[i]!
    balance[payments.to[i]!]! += payments.amount[i]!
    if (balance[payments.from[i]!]! < 0) expect.unreachable(`overdrawn at payment ${i}`)
  }
  const claimed = payments.openings.filter((o) => o.claim !== undefined)
  expect(claimed.reduce((sum, o) => sum + o.amount, 0)).toBe(expected.claimed)
})

test('money from the first ten seeds can have reached 98,027 accounts', () => {
  let reached = 0
  for (const seed of seeds.slice(0, 10)) {
    const arrival = earliestArrival(payments, million.accounts, [seed], month)
    for (const key of arrival) if (key !== unreached) reached++
  }
  expect(reached).toBe(expected.reach10)
})

test('thirty-two seeds in one pass reach 185,892 pairs of account and seed', () => {
  const origins = seeds.slice(0, 32).map((seed) => [seed])
  let pairs = 0
  for (let bits of reachTogether(payments, million.accounts, origins, month))
    for (; bits !== 0; bits = (bits & (bits - 1)) >>> 0) pairs++
  expect(pairs).toBe(expected.reach32)
})

test('a hundred seeds lead to 5,847 payments within six hops and seventy-two hours of rest', () => {
  const index = indexColumns(payments)
  const memory = scratch(payments)
  const limits = { maxHops: 6, dwellSeconds: 72 * 3600, hub: Number.POSITIVE_INFINITY }
  let found = 0
  for (const seed of seeds)
    found += within(payments, index, memory, [seed], month, 'strict', limits).payments.length
  expect(found).toBe(expected.flow100)
  expect(memory.skip.every((s) => s === 0)).toBe(true)
})

test('the workload as CSV has a header, one row for each payment, and amounts with two decimals', () => {
  const rows = [...workloadCsv(workload(10_000))].join('').trimEnd().split('\n')
  expect(rows[0]).toBe('id,time,from,to,amount,currency')
  expect(rows).toHaveLength(10_001)
  for (const row of rows.slice(1, 50))
    expect(row).toMatch(/^P\d+,2024-0[67]-\d\dT[\d:.]+Z,N\d+,N\d+,\d+\.\d\d,EUR$/)
})
