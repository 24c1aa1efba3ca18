import { isFinal, type Lane, type Receipt } from '#exchange'
import type { Act, ClaimedEnvelope, RowChange, Settlement } from '#store'
import { evidenceData, evidenceOf, shownReceipt } from './delivery-evidence.ts'
import { channelRow, type LetterRow, letterRow, readChannel, withWords } from './delivery-rows.ts'
import { note, write } from './records.ts'
import { nodeHand, type World } from './world.ts'

/** What came back for one letter: a receipt that counts, or why there is none. */
export type Word =
  | { readonly receipt: Receipt; readonly bytes: Uint8Array }
  /** `asks`: seconds that an answer without a signature asks for. */
  | { readonly reason: string; readonly asks?: number | undefined }

interface Failed {
  readonly letters: readonly { readonly envelope: ClaimedEnvelope; readonly reason: string }[]
  /** Seconds after which the peer asks to be called again. */
  readonly again?: number | undefined
  /** The same, said by an answer that nobody signed. */
  readonly asks?: number | undefined
}

/** Letters of one call that have no final word, or undefined when every one has. */
export function failedAmong(
  envelopes: readonly ClaimedEnvelope[],
  words: readonly Word[],
): Failed | undefined {
  const letters: { envelope: ClaimedEnvelope; reason: string }[] = []
  let again: number | undefined
  let asks: number | undefined
  for (const [i, envelope] of envelopes.entries()) {
    const word = words[i]!
    const reason = 'reason' in word ? word.reason : forNow(word.receipt)?.name
    if (reason === undefined) continue
    letters.push({ envelope, reason })
    if ('receipt' in word) again ??= forNow(word.receipt)?.again
    else asks ??= word.asks
  }
  return letters.length === 0 ? undefined : { letters, again, asks }
}

/** The reason of a receipt that is none for ever. */
function forNow({ body: { status, reason } }: Receipt): Receipt['body']['reason'] | undefined {
  return status === 'refused' && reason !== null && !isFinal(reason.name) ? reason : undefined
}

/**
 * Puts on record what came back for the letters of one call: final words settle a letter together with the record that
 * says so, words for now are evidence and leave the letter in the outbox, silence is neither.
 */
export async function settleAll(
  world: World,
  { to, lane }: { readonly to: string; readonly lane: Lane },
  envelopes: readonly ClaimedEnvelope[],
  words: readonly Word[],
): Promise<void> {
  const heads = new Set<string>()
  const answers: Answered[] = []
  for (const [i, envelope] of envelopes.entries()) {
    const word = words[i]!
    if ('reason' in word) continue
    const { log } = word.receipt.body
    if (log !== null) heads.add(log.checkpoint)
    answers.push({ envelope, ...word, forNow: forNow(word.receipt) !== undefined })
  }
  // Letters that went on record together over there are under one head.
  for (const head of heads) void world.heads.saw(to, head)
  await world.locks.run(
    answers.map((a) => `letter:${a.envelope.id}`),
    () => putOnRecord(world, to, lane, answers),
  )
}

interface Answered {
  readonly envelope: ClaimedEnvelope
  readonly receipt: Receipt
  readonly bytes: Uint8Array
  readonly forNow: boolean
}

async function putOnRecord(
  world: World,
  to: string,
  lane: Lane,
  answers: readonly Answered[],
): Promise<void> {
  const parts: Part[] = []
  for (const answer of answers) {
    const part = await partOf(world, to, answer)
    if (part !== undefined) parts.push(part)
  }
  if (parts.length === 0) return
  const last = Math.max(0, ...parts.map((p) => p.settles?.sequence ?? 0))
  const ack = last === 0 ? [] : [await ackRow(world, to, lane, last)]
  const together = await world.store.commit(actOf(parts, ack))
  // One claim that went to somebody else must not keep the words about the others from the record.
  const each = together.ok
    ? parts.map(() => together)
    : await Promise.all(parts.map((part) => world.store.commit(actOf([part], ack))))
  for (const [i, { envelope, status, settles }] of parts.entries()) {
    const outcome = each[i]!
    if (!outcome.ok) {
      const { name, kind } = outcome.refusal
      world.observe({ what: 'refused', name, kind, in: 'outbox' })
    } else if (settles !== undefined)
      world.observe({
        what: 'letter-delivered',
        to,
        id: envelope.id,
        attempt: envelope.attempt,
        status,
      })
  }
}

/** What one answer changes. */
interface Part {
  readonly envelope: ClaimedEnvelope
  readonly status: string
  readonly event: Act['events'][number]
  readonly row: RowChange | undefined
  readonly settles: (Settlement & { readonly sequence: number }) | undefined
}

async function partOf(
  world: World,
  to: string,
  { envelope, receipt, bytes, forNow }: Answered,
): Promise<Part | undefined> {
  const found = await letterRow(world, envelope.id)
  const known = found?.letter.evidence ?? []
  const piece = evidenceOf(receipt, bytes)
  // A partner that says "not yet" each time says it once on record, and again when the reason is another.
  if (forNow && known.some((k) => k.says === piece.says && k.reason === piece.reason))
    return undefined
  const { status } = receipt.body
  const written = write(
    world,
    nodeHand(world, 'node'),
    note(`channel/${to}`, forNow ? 'envelope.deferred' : `envelope.${status}`, world.clock.now(), {
      ...evidenceData(envelope.id, receipt, piece, known),
      attempt: envelope.attempt,
    }),
  )
  const final: LetterRow['receipt'] = forNow ? undefined : shownReceipt(receipt)
  return {
    envelope,
    status,
    event: written.event,
    row:
      found === undefined
        ? undefined
        : withWords(found.key, found.letter, [piece], found.letter.receipt ?? final),
    settles: forNow
      ? undefined
      : {
          id: envelope.id,
          attempt: envelope.attempt,
          answer: bytes,
          sequence: found?.letter.sequence ?? 0,
        },
  }
}

function actOf(parts: readonly Part[], ack: readonly RowChange[]): Act {
  return {
    events: parts.map((p) => p.event),
    settle: parts.flatMap(({ settles }) => {
      if (settles === undefined) return []
      const { sequence: _, ...settlement } = settles
      return [settlement]
    }),
    rows: [...parts.flatMap(({ row }) => (row === undefined ? [] : [row])), ...ack],
  }
}

/** The last of our letters on the lane with a final word: what is beyond it still waits. */
async function ackRow(world: World, to: string, lane: Lane, last: number): Promise<RowChange> {
  const before = await readChannel(world, 'ack', to, lane)
  const sequence = Math.max(before.sequence, last)
  return channelRow('ack', to, lane, { sequence, last: null }, world.clock.now())
}
