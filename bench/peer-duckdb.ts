/** DuckDB as a peer: the same questions in SQL over the same payments. Present only where it is installed. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Workload } from '../src/trace/workload.ts'

export interface Peer {
  readonly version: string
  /** First column of the first row, as a number. */
  number(sql: string): Promise<number>
  run(sql: string): Promise<void>
  close(): void
}

/** DuckDB in memory with `threads` threads, or undefined where the package is missing. */
export async function openPeer(threads: number): Promise<Peer | undefined> {
  const duckdb = await import('@duckdb/node-api').catch(() => undefined)
  if (duckdb === undefined) return undefined
  const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: String(threads) })
  const connection = await instance.connect()
  return {
    version: duckdb.version(),
    async number(sql) {
      const reader = await connection.runAndReadAll(sql)
      return Number(reader.getRows()[0]![0])
    },
    async run(sql) {
      await connection.run(sql)
    },
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** Writes text to a file of a folder of its own, hands its path on, and takes the folder away afterwards. */
export async function withFiles<T>(
  files: Readonly<Record<string, Iterable<string>>>,
  use: (paths: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'comity-bench-'))
  try {
    const paths: Record<string, string> = {}
    for (const [name, text] of Object.entries(files)) {
      paths[name] = join(folder, name)
      await pipeline(Readable.from(text), createWriteStream(paths[name]))
    }
    return await use(paths)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The workload as numbers: `id,src,dst,t,amount`. */
export function* numbersCsv(w: Workload): Generator<string> {
  let text = 'id,src,dst,t,amount\n'
  for (let i = 0; i < w.count; i++) {
    text += `${i},${w.from[i]},${w.to[i]},${w.time[i]},${w.amount[i]}\n`
    if (i % 10_000 === 9_999) {
      yield text
      text = ''
    }
  }
  if (text !== '') yield text
}

export function loadSql(path: string): string {
  return `CREATE OR REPLACE TABLE p AS SELECT * FROM read_csv('${path}', header = true,
    columns = {'id': 'UINTEGER', 'src': 'UINTEGER', 'dst': 'UINTEGER', 't': 'INTEGER', 'amount': 'BIGINT'})`
}

/** Pairs of seed and account that an earliest arrival exists for, seeds included. */
export function arrivalSql(seeds: readonly number[]): string {
  return `WITH RECURSIVE arrived(seed, account, t) USING KEY (seed, account) AS (
      SELECT DISTINCT s::UINTEGER, s::UINTEGER, -1 FROM unnest([${seeds.join(',')}]) AS x(s)
    UNION
      SELECT a.seed, p.dst, min(p.t)
      FROM arrived a JOIN p ON p.src = a.account AND p.t > a.t
      LEFT JOIN recurring.arrived r ON r.seed = a.seed AND r.account = p.dst
      WHERE r.t IS NULL OR p.t < r.t
      GROUP BY a.seed, p.dst)
    SELECT count(*) FROM arrived`
}

/** Pairs of seed and payment within `hops` payments, each at most `dwell` seconds after the one before. */
export function flowSql(seeds: readonly number[], hops: number, dwell: number): string {
  return `WITH RECURSIVE flow(seed, id, dst, t, hop) AS (
      SELECT x.n, p.id, p.dst, p.t, 1
      FROM unnest([${seeds.join(',')}]) WITH ORDINALITY AS x(s, n) JOIN p ON p.src = x.s
    UNION
      SELECT f.seed, p.id, p.dst, p.t, f.hop + 1
      FROM flow f JOIN p ON p.src = f.dst AND p.t > f.t AND p.t <= f.t + ${dwell}
      WHERE f.hop < ${hops})
    SELECT count(*) FROM (SELECT DISTINCT seed, id FROM flow)`
}
