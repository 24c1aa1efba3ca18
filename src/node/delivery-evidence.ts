import { digest } from '#base'
import {
  deliveryOf,
  type Evidence,
  isFinal,
  type Receipt,
  readReceipt,
  type Saying,
} from '#exchange'
import { type LetterRow, letterRow, withWords } from './delivery-rows.ts'
import { knownKeys } from './known-keys.ts'
import { note, write } from './records.ts'
import { nodeHand, type World } from './world.ts'

/** What a receipt says, as a piece of the ledger. */
export function evidenceOf(receipt: Receipt, signed: Uint8Array): Evidence {
  const { body, statement } = receipt
  return {
    says: sayingOf(receipt),
    by: statement.sender.node,
    at: statement.created,
    digest: digest(signed),
    ...(body.reason === null ? {} : { reason: body.reason.name }),
    ...(body.log === null ? {} : { index: body.log.index }),
  }
}

function sayingOf({ body }: Receipt): Saying {
  if (body.status === 'admitted') return 'admitted'
  return body.reason !== null && !isFinal(body.reason.name) ? 'deferred' : 'refused'
}

/** What the table shows of a final receipt; the first one stays, later ones stand in the ledger. */
export function shownReceipt({ body, statement }: Receipt): NonNullable<LetterRow['receipt']> {
  return {
    status: body.status,
    at: statement.created,
    index: body.log?.index ?? -1,
    size: body.log?.size ?? 0,
    reason: body.reason === null ? null : { ...body.reason },
  }
}

/** Data of the record of a piece of evidence: that it came, what it says, and whether it says so for the first time. */
export function evidenceData(
  letter: string,
  { body }: Receipt,
  piece: Evidence,
  known: readonly Evidence[],
) {
  const before = deliveryOf(known)
  const after = deliveryOf([...known, piece])
  return {
    letter,
    envelope: body.envelope,
    receipt: piece.digest,
    says: piece.says,
    reason: piece.reason ?? null,
    log: body.log === null ? null : { ...body.log },
    ...(known.some((k) => k.digest === piece.digest) ? { again: true } : {}),
    ...(after.late && !before.late ? { late: true } : {}),
    ...(after.contradicted && !before.contradicted ? { contradicts: true } : {}),
  }
}

/**
 * An answer that came outside of the outbox's own round: to a letter that was sent again because it was asked for. Every
 * signed answer goes on record, whatever was answered before; what nobody signed is no evidence.
 */
export async function recordEvidence(
  world: World,
  peer: string,
  sent: { readonly id: string; readonly bytes: Uint8Array },
  answer: Uint8Array,
): Promise<void> {
  const receipt = readReceipt(answer, {
    from: peer,
    to: world.id,
    envelope: digest(sent.bytes),
    knownKey: knownKeys(world.federation, world.clock.now()),
  })
  if (!receipt.ok) {
    world.observe({ what: 'refused', name: receipt.refusal.name, kind: 'malformed', in: 'outbox' })
    return
  }
  const { log } = receipt.value.body
  if (log !== null) void world.heads.saw(peer, log.checkpoint)
  await world.locks.run([`letter:${sent.id}`], async () => {
    const found = await letterRow(world, sent.id)
    if (found === undefined) return
    const { key, letter } = found
    const piece = evidenceOf(receipt.value, answer)
    const data = evidenceData(sent.id, receipt.value, piece, letter.evidence ?? [])
    const written = write(
      world,
      nodeHand(world, 'node'),
      note(`channel/${peer}`, 'envelope.evidence', world.clock.now(), data),
    )
    const final = piece.says === 'deferred' ? undefined : shownReceipt(receipt.value)
    await world.store.commit({
      events: [written.event],
      rows: [withWords(key, letter, [piece], letter.receipt ?? final)],
    })
    if ('contradicts' in data)
      world.observe({ what: 'letter-alarm', from: peer, id: sent.id, name: 'contradiction' })
  })
}
