import type { Backend, Change, Facts, Needs } from './backend.ts'
import { rowKey } from './plan.ts'
import type { RowOf } from './tables.ts'

/** Rows kept at most, as they lie in the table: sealed and encrypted. */
const mostRows = 20_000

/** Streams whose last version is remembered at most. */
const mostStreams = 20_000

/**
 * Rows that were read or written lately, and how far streams have come, in front of a database that nobody else writes to. A row is here exactly as the
 * last finished transaction left it: what a read brings back is not kept when a transaction has touched it meanwhile,
 * and after a fault nothing is kept at all. The verification reads the tables themselves.
 */
export function withRowCache(backend: Backend): Backend {
  const known = new Map<string, RowOf<'rows'> | null>()
  const versions = new Map<string, number>()
  /** Keys touched by transactions since each read that is on its way began. */
  const reads = new Set<Set<string>>()

  function keep(key: string, row: RowOf<'rows'> | null): void {
    known.delete(key)
    known.set(key, row)
    if (known.size > mostRows) known.delete(known.keys().next().value!)
  }

  function remember(stream: string, version: number): void {
    versions.delete(stream)
    versions.set(stream, version)
    if (versions.size > mostStreams) versions.delete(versions.keys().next().value!)
  }

  async function lookup(needs: Needs): Promise<Facts> {
    const here = new Map<string, number>()
    const streams = needs.streams.filter((stream) => {
      const version = versions.get(stream)
      if (version === undefined) return true
      here.set(stream, version)
      return false
    })
    const facts = await lookupRows({ ...needs, streams })
    return {
      ...facts,
      versions: here.size === 0 ? facts.versions : new Map([...facts.versions, ...here]),
    }
  }

  async function lookupRows(needs: Needs): Promise<Facts> {
    const found: RowOf<'rows'>[] = []
    const missing = needs.rows.filter((row) => {
      const key = rowKey(row)
      const here = known.get(key)
      if (here === undefined) return true
      keep(key, here)
      if (here !== null) found.push(here)
      return false
    })
    const others = Object.entries(needs).some(([name, list]) => name !== 'rows' && list.length > 0)
    if (missing.length === 0 && !others) return { ...empty, rows: found }
    const touched = new Set<string>()
    reads.add(touched)
    try {
      const facts = await backend.lookup({ ...needs, rows: missing })
      const fresh = new Map(facts.rows.map((row) => [rowKey(row), row]))
      for (const row of missing) {
        const key = rowKey(row)
        if (!touched.has(key)) keep(key, fresh.get(key) ?? null)
      }
      return { ...facts, rows: [...found, ...facts.rows] }
    } finally {
      reads.delete(touched)
    }
  }

  return {
    ...backend,
    lookup,
    async apply(change: Change) {
      const keys = [...change.put.rows, ...change.drop].map((row) => rowKey(row))
      try {
        await backend.apply(change)
      } catch (error) {
        known.clear()
        versions.clear()
        throw error
      } finally {
        for (const touched of reads) for (const key of keys) touched.add(key)
      }
      for (const row of change.put.rows) keep(rowKey(row), row)
      for (const { stream, version, redacted_at } of change.put.events) {
        const last = versions.get(stream)
        // What was redacted may be old, and tells of its stream only beside what is known of it.
        if (redacted_at === null || last !== undefined)
          remember(stream, Math.max(version, last ?? 0))
      }
      for (const row of change.drop) keep(rowKey(row), null)
    },
  }
}

const empty = {
  versions: new Map<string, number>(),
  events: [],
  bodies: [],
  rows: [],
  outbox: [],
  inbox: [],
} as const
