import { type Digest, digest } from '#base'
import { readReceipt } from '#exchange'
import { parseCheckpoint } from '#store'
import type { LetterRow } from './delivery-rows.ts'
import { knownKeys } from './known-keys.ts'
import { logOrigin } from './log-origin.ts'
import { everyRow } from './row-data.ts'
import type { World } from './world.ts'

/** What one node says it sent and took in: each letter by id and digest, with its number, time and place in the log. */
export interface Exchanged {
  readonly node: string
  readonly sent: readonly Sent[]
  readonly received: readonly Taken[]
  /** Signed heads of others that receipts brought. */
  readonly heads: readonly { readonly node: string; readonly size: number; readonly root: string }[]
}

export interface Sent {
  readonly to: string
  readonly letter: string
  readonly envelope: Digest
  /** Number on its channel, where it has one. */
  readonly number: number | null
  readonly at: string
  readonly receipt: {
    readonly status: 'admitted' | 'refused'
    /** Where the other log has it; null where it was refused without a record. */
    readonly index: number | null
  } | null
}

export interface Taken {
  readonly from: string
  readonly letter: string
  readonly envelope: Digest
  readonly index: number
  readonly at: string
}

export async function exchangedBy(world: World): Promise<Exchanged> {
  const heads: Exchanged['heads'][number][] = []
  const sent: Sent[] = []
  for await (const { key, data } of everyRow<LetterRow>(world.store, { kind: 'letter' })) {
    const letter = key.slice(key.lastIndexOf('/') + 1)
    const kept = await world.store.outgoing(letter)
    if (kept === undefined) continue
    const envelope = digest(kept.bytes)
    const receipt =
      kept.answer === undefined
        ? undefined
        : readReceipt(kept.answer, {
            from: data.to,
            to: world.id,
            envelope,
            knownKey: knownKeys(world.federation),
          })
    const body = receipt?.ok ? receipt.value.body : undefined
    const head =
      body?.log === null || body === undefined ? undefined : parseCheckpoint(body.log.checkpoint)
    if (head !== undefined)
      heads.push({
        node: data.to,
        size: head.size,
        root: Buffer.from(head.root).toString('base64'),
      })
    sent.push({
      to: data.to,
      letter,
      envelope,
      number: data.sequence ?? null,
      at: data.sentAt,
      receipt: body === undefined ? null : { status: body.status, index: body.log?.index ?? null },
    })
  }
  return { node: world.id, sent, received: await takenBy(world), heads }
}

async function takenBy(world: World): Promise<Taken[]> {
  const taken: Taken[] = []
  let after: string | undefined
  do {
    const page = await world.store.scan('inbox', after, 500)
    for (const row of page.rows) {
      const index = Number(row.event_index)
      const event = await world.store.eventAt(index)
      taken.push({
        from: String(row.sender),
        letter: String(row.id),
        envelope: row.digest as Digest,
        index,
        at: event?.at ?? '',
      })
    }
    after = page.next
  } while (after !== undefined)
  return taken
}

/**
 * Both sides of one exchange held against each other: each letter that one says was received is on record at the other,
 * with the same bytes and at the place that its receipt names, and the other way round.
 *
 * @param rootAt root of the first entries of a node's log, derived again, in base64; undefined beyond its end
 * @returns sentences that name the letter, its number, its time and the peer
 */
export async function reconcile(
  a: Exchanged,
  b: Exchanged,
  rootAt: (node: string, size: number) => Promise<string | undefined>,
): Promise<{ readonly letters: number; readonly findings: string[]; readonly waiting: string[] }> {
  const findings: string[] = []
  const waiting: string[] = []
  let letters = 0
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const there = new Map(
      other.received.filter((t) => t.from === one.node).map((t) => [t.letter, t]),
    )
    const here = new Map(one.sent.filter((s) => s.to === other.node).map((s) => [s.letter, s]))
    letters += here.size
    for (const sent of here.values()) {
      const wrong = sentWrong(sent, there.get(sent.letter), one.node)
      if (wrong !== undefined) (wrong.waits ? waiting : findings).push(wrong.text)
    }
    for (const taken of there.values())
      if (!here.has(taken.letter))
        findings.push(
          `letter ${taken.letter} of ${one.node}, received by ${other.node} at ${taken.at} as entry ${taken.index}: ${one.node} has no record that it sent it`,
        )
    for (const head of one.heads.filter((h) => h.node === other.node)) {
      const root = await rootAt(other.node, head.size)
      if (root !== head.root)
        findings.push(
          `${logOrigin(other.node)}: the head of ${head.size} entries that ${other.node} signed in a receipt for ${one.node} is not in its log now`,
        )
    }
  }
  return { letters, findings: [...new Set(findings)], waiting }
}

function sentWrong(
  sent: Sent,
  taken: Taken | undefined,
  from: string,
): { readonly text: string; readonly waits: boolean } | undefined {
  const number = sent.number === null ? '' : ` number ${sent.number}`
  const what = `letter ${sent.letter}${number} of ${from} to ${sent.to}, sent at ${sent.at}`
  const found = (text: string, waits = false) => ({ text: `${what}: ${text}`, waits })
  if (taken === undefined) {
    if (sent.receipt === null) return found('it has not arrived yet', true)
    // What was refused before it was believed is on no record there, and its receipt says so.
    if (sent.receipt.index === null) return undefined
    return found(
      `its receipt names entry ${sent.receipt.index} at ${sent.to}, and ${sent.to} has no record of it`,
    )
  }
  if (taken.envelope !== sent.envelope) return found(`${sent.to} has other bytes under this id`)
  if (sent.receipt === null) return found('it is on record there, its receipt has not come', true)
  return sent.receipt.index === null || sent.receipt.index === taken.index
    ? undefined
    : found(
        `its receipt names entry ${sent.receipt.index}, ${sent.to} has it as entry ${taken.index}`,
      )
}
