/** A database that shares no code with the engine answers the same questions over the same payments. */
import { beforeAll, describe, expect, test } from 'vitest'
import { must } from '#base'
import { fastJob } from './fast-job.ts'
import { touchPass } from './fast-touch.ts'
import { reach } from './reach.ts'
import { workload, workloadPayments, workloadSeeds } from './workload.ts'

const duckdb = await import('@duckdb/node-api').catch(() => undefined)
/** Shown in the report, so that a missing second opinion is seen. */
const title =
  duckdb === undefined ? 'DuckDB has no say: @duckdb/node-api is not installed' : 'DuckDB agrees'

const w = workload(10_000)
const payments = workloadPayments(w)
const seeds = [...new Set(workloadSeeds(w.accounts, 8))]

async function open(): Promise<(sql: string) => Promise<number[][]>> {
  const instance = await duckdb!.DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const rows = Array.from(
    { length: w.count },
    (_, i) => `(${i},${w.from[i]},${w.to[i]},${w.time[i]})`,
  )
  await connection.run('CREATE TABLE p(id INTEGER, src INTEGER, dst INTEGER, t INTEGER)')
  await connection.run(`INSERT INTO p VALUES ${rows.join(',')}`)
  return async (sql) => (await connection.runAndReadAll(sql)).getRows().map((r) => r.map(Number))
}

describe.skipIf(duckdb === undefined)(title, () => {
  let ask: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    ask = await open()
  })

  test.each(seeds)('on the accounts that money of N%i can have reached, and when', async (seed) => {
    const theirs = await ask(`WITH RECURSIVE arrived(account, t) USING KEY (account) AS (
        SELECT ${seed}, -1
      UNION
        SELECT p.dst, min(p.t) FROM arrived a JOIN p ON p.src = a.account AND p.t > a.t
        LEFT JOIN recurring.arrived r ON r.account = p.dst
        WHERE r.t IS NULL OR p.t < r.t GROUP BY p.dst)
      SELECT account, t FROM arrived WHERE account <> ${seed} ORDER BY account`)
    const ours = must(reach(payments, { from: `N${seed}`, order: 'strict' }))
    const start = payments.time[0]! - w.time[0]!
    const rows = ours.accounts
      .filter((a) => !a.origin)
      .map((a) => [Number(a.account.slice(1)), Date.parse(a.at) / 1000 - start])
    expect(rows.sort((a, b) => a[0]! - b[0]!)).toEqual(theirs)
  })

  test.each(seeds)('on the payments of N%i within four hops and thirty-six hours', async (seed) => {
    const theirs = await ask(`WITH RECURSIVE flow(id, dst, t, hop) AS (
        SELECT id, dst, t, 1 FROM p WHERE src = ${seed}
      UNION
        SELECT p.id, p.dst, p.t, f.hop + 1 FROM flow f
        JOIN p ON p.src = f.dst AND p.t > f.t AND p.t <= f.t + 36 * 3600 WHERE f.hop < 4)
      SELECT id, min(hop) FROM flow GROUP BY id ORDER BY id`)
    const query = { from: `N${seed}`, order: 'strict', hops: 4, dwellSeconds: 36 * 3600 } as const
    const ours = must(reach(payments, query))
    const rows = Array.from(ours.payments, (id, i) => [id, ours.hop[i]!])
    expect(rows.sort((a, b) => a[0]! - b[0]!)).toEqual(theirs)
  })

  test('on the payments that poison touches, in the order of the file', async () => {
    const all = [...new Set(workloadSeeds(w.accounts, 100))]
    const theirs = await ask(`WITH RECURSIVE touched(account, id) USING KEY (account) AS (
        SELECT s, -1 FROM unnest([${all.join(',')}]) AS x(s)
      UNION
        SELECT p.dst, min(p.id) FROM touched a JOIN p ON p.src = a.account AND p.id > a.id
        LEFT JOIN recurring.touched r ON r.account = p.dst
        WHERE r.id IS NULL OR p.id < r.id GROUP BY p.dst)
      SELECT p.id FROM p JOIN touched a ON p.src = a.account AND p.id > a.id ORDER BY p.id`)
    expect([...touchPass(fastJob(payments)).position]).toEqual(theirs.flat())
  })
})
