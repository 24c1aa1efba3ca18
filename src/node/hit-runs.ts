import { instant, millis, type Refusal } from '#base'
import { type Item, type Pointer, type Question, readStatement } from '#hit'
import { readDocument } from './bodies.ts'
import type { RefusalWords, RunPartner, RunRow } from './hit-shapes.ts'
import { fromBase64 } from './hit-wire.ts'
import { everyRow, plain, rowData } from './row-data.ts'
import type { World } from './world.ts'

/** A subject that both know, as the officer who asked sees it. */
export interface Found {
  readonly identifier: string
  readonly kind: string
  readonly says: 'same' | 'possible'
  readonly key: string
  readonly pointer: Pointer
}

/** What a run has found so far, by partner, from the bodies of its answers. */
export async function foundIn(world: World, run: RunRow): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const partner of run.partners)
    for (const { answered } of partner.questions) {
      const body = await readDocument(world, answered)
      found.push(...((body?.found ?? []) as unknown as readonly Found[]))
    }
  return found
}

/** A question as it was asked, item by item. */
export interface AskedItems {
  readonly question: Question
  readonly items: readonly Item[]
}

export async function itemsOf(world: World, record: string): Promise<AskedItems | undefined> {
  const body = await readDocument(world, record)
  if (typeof body?.statement !== 'string') return undefined
  const question = readStatement('hit-question', fromBase64(body.statement))
  if (!question.ok) return undefined
  const kept = body.items as unknown as readonly Record<
    'key' | 'salt' | 'blind' | 'element',
    string
  >[]
  return {
    question: question.value,
    items: kept.map((item) => ({
      key: item.key,
      salt: fromBase64(item.salt),
      blind: fromBase64(item.blind),
      element: fromBase64(item.element),
    })),
  }
}

export async function runOf(world: World, id: string): Promise<RunRow | undefined> {
  const row = await world.store.row('hit-run', id)
  return row === undefined ? undefined : rowData<RunRow>(row)
}

/** Runs of the last days of which that is so, the newest first. No question lives longer than five. */
export async function lateRuns(
  world: World,
  is: (run: RunRow) => boolean,
  days = 6,
): Promise<readonly string[]> {
  const since = instant(millis(world.clock.now()) - days * 86_400_000)
  const found: string[] = []
  const query = { kind: 'hit-run', order: 'sort', descending: true } as const
  for await (const { data } of everyRow<RunRow>(world.store, query)) {
    if (data.at < since) break
    if (is(data)) found.push(data.id)
  }
  return found
}

/** One partner of a run changes; two that answer together both stand in the row. */
export async function change(
  world: World,
  id: string,
  owner: string,
  how: (partner: RunPartner) => RunPartner,
): Promise<void> {
  await world.locks.run([`hit-run/${id}`], async () => {
    const run = await runOf(world, id)
    if (run === undefined) return
    const partners = run.partners.map((p) => (p.owner === owner ? how(p) : p))
    await world.store.commit({
      events: [],
      rows: [{ kind: 'hit-run', key: id, data: plain({ ...run, partners }), sort: run.at }],
    })
  })
}

export function wordsOf(
  { name, ground, citation, remedy }: Refusal,
  by: string | null,
): RefusalWords {
  return { name, ground, citation: citation ?? null, remedy, by }
}

export function answerTokens(
  body: Readonly<Record<string, unknown>> | undefined,
): readonly Uint8Array[] {
  const bytes = typeof body?.tokens === 'string' ? fromBase64(body.tokens) : new Uint8Array()
  return Array.from({ length: bytes.length / 16 }, (_, i) => bytes.subarray(16 * i, 16 * i + 16))
}
