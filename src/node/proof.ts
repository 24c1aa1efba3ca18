import { digest, done, type Json, type Outcome } from '#base'
import { openMatter } from './access.ts'
import { headView } from './reads.ts'
import { lettersOf } from './request-view.ts'
import { plain } from './row-data.ts'
import type { World } from './world.ts'

export const proofFormat = 'comity-proof/1'

/**
 * What a stranger needs to check one matter without this node: the records as they were signed, the salt and the
 * inclusion proof of each, one signed head for all, the cards with the keys, and the receipts of the other side.
 */
export async function proofOf(world: World, actor: string, id: string): Promise<Outcome<Json>> {
  const opened = await openMatter(world, actor, id, 'export', { what: 'proof' })
  if (!opened.ok) return opened
  const { stream } = opened.value.matter
  const head = await world.store.head()
  const records: Json[] = []
  for (const event of await world.store.events({ stream, limit: 1000 })) {
    const path = await world.store.inclusion(event.index, head.size)
    if (!path.ok) return path
    records.push({
      index: event.index,
      record: base64(event.record),
      signature: base64(event.signature),
      salt: base64(event.salt),
      leaf: base64(event.leaf),
      inclusion: path.value.map(base64),
    })
  }
  const letters = await lettersOf(world, stream)
  const receipts: Json[] = []
  for (const [record, letter] of letters) {
    const place = await letterAnswer(world, stream, record)
    receipts.push({ record, to: letter.to, ...place })
  }
  return done({
    format: proofFormat,
    node: world.id,
    matter: stream,
    madeAt: world.clock.now(),
    head: headView(head),
    cards: world.federation.cards().map((card) => plain(card)),
    records,
    receipts,
  })
}

async function letterAnswer(
  world: World,
  stream: string,
  record: string,
): Promise<{
  readonly letter: string | null
  /** Digest of the letter as it was sent; the receipt names the same one. */
  readonly envelope: string | null
  readonly receipt: string | null
}> {
  const page = await world.store.rows({
    kind: 'letter',
    prefix: `${stream}/`,
    order: 'key',
    limit: 1000,
  })
  const row = page.rows.find((r) => (r.data as { record?: unknown }).record === record)
  const letter = row?.key.slice(row.key.lastIndexOf('/') + 1)
  const sent = letter === undefined ? undefined : await world.store.outgoing(letter)
  return {
    letter: letter ?? null,
    envelope: sent === undefined ? null : digest(sent.bytes),
    receipt: base64(sent?.answer ?? null),
  }
}

function base64(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('base64')
}
