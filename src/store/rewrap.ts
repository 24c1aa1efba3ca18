import type { Backend, Change } from './backend.ts'
import type { PlanTools } from './plan.ts'
import { tallyFrom } from './seals.ts'
import type { RowOf } from './tables.ts'

/**
 * Brings everything that is sealed under a former key-encryption key under the one of now, and rows that were written
 * plain under any. Page by page, each page one transaction: whoever stops in the middle goes on at the next opening,
 * because the mark in the tables is written last. A database put back from a backup lacks the mark and is brought up.
 */
export async function bringUnderKey(
  backend: Backend,
  head: RowOf<'head'>,
  tools: PlanTools,
  mark: string,
): Promise<RowOf<'head'>> {
  if ((await backend.mark()) === mark) return head
  let now = await eachPage(backend, head, tools, 'bodies', (row) => {
    const wrapped = row.wrapped && tools.vault.rewrap(row.id, row.wrapped)
    return wrapped ? { ...row, wrapped } : undefined
  })
  now = await eachPage(backend, now, tools, 'rows', (row) => {
    const data = tools.rowSeal.reseal(row)
    return data === undefined ? undefined : { ...row, data }
  })
  await backend.putMark(mark)
  return now
}

const pageSize = 200

async function eachPage<N extends 'bodies' | 'rows'>(
  backend: Backend,
  head: RowOf<'head'>,
  tools: PlanTools,
  table: N,
  change: (row: RowOf<N>) => RowOf<N> | undefined,
): Promise<RowOf<'head'>> {
  let now = head
  let after: string | undefined
  for (;;) {
    const page = (await backend.scan(table, after, pageSize)) as unknown as readonly RowOf<N>[]
    const pairs = page.flatMap((row) => {
      // A row that does not fit its seal stays as it is: sealed anew, nobody would find what was changed in it.
      const changed = tools.seals.broken(table, row).length > 0 ? undefined : change(row)
      return changed ? [[row, tools.seals.sealed(table, changed) as RowOf<N>] as const] : []
    })
    if (pairs.length > 0)
      now = await put(
        backend,
        now,
        tools,
        table,
        pairs.map(([row]) => row),
        pairs.map(([, row]) => row),
      )
    if (page.length < pageSize) return now
    const last = page.at(-1) as { readonly id?: string; readonly kind?: string; key?: string }
    after = JSON.stringify(table === 'bodies' ? [last.id] : [last.kind, last.key])
  }
}

/** Rows in the place of others, and the head that counts them; no event is added, so its checkpoint stays. */
async function put<N extends 'bodies' | 'rows'>(
  backend: Backend,
  head: RowOf<'head'>,
  tools: PlanTools,
  table: N,
  before: readonly RowOf<N>[],
  rows: readonly RowOf<N>[],
): Promise<RowOf<'head'>> {
  const tally = tallyFrom(head.tally)
  for (const row of before) tally.remove(table, row.seal)
  for (const row of rows) tally.add(table, row.seal)
  const { seal: _, ...plain } = head
  const next = tools.seals.sealed('head', { ...plain, tally: tally.bytes() })
  const change: Change = {
    before: head.seal,
    head: next,
    put: { events: [], nodes: [], bodies: [], rows: [], outbox: [], inbox: [], [table]: rows },
    drop: [],
  }
  await backend.apply(change)
  return next
}
