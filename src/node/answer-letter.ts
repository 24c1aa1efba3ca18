import { digest, type Instant, instant, millis, type Refusal } from '#base'
import { composeReceipt, type Letter, type ReceiptBody, readHeader } from '#exchange'
import type { Committed } from '#store'
import type { World } from './world.ts'

/** What the peer gets: an HTTP status for its machine, and the signed receipt for its log. */
export interface Reply {
  readonly status: number
  readonly receipt: Uint8Array
}

const statuses: Readonly<Record<string, number>> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  unknown: 404,
  conflict: 409,
  'too-large': 413,
  unlawful: 422,
  'too-early': 425,
}

/** What the receipt says of a letter that is on record. */
export function receiptBody(
  envelope: Letter['envelope'],
  reason: Refusal | null,
  committed: Committed,
): ReceiptBody {
  return {
    envelope,
    status: reason === null ? 'admitted' : 'refused',
    reason: reason === null ? null : reasonOf(reason),
    log: {
      index: committed.indexes[0] ?? 0,
      size: committed.head.size,
      root: Buffer.from(committed.head.root).toString('base64'),
      checkpoint: committed.head.checkpoint,
    },
  }
}

function reasonOf(refusal: Refusal) {
  return {
    name: refusal.name,
    ground: refusal.ground,
    citation: refusal.citation ?? null,
    remedy: refusal.remedy,
  }
}

/** A refusal that leaves no trace in the log: it may still be admitted, or is on record already. */
export function refusedUnlogged(world: World, letter: Letter, refusal: Refusal): Reply {
  const body: ReceiptBody = {
    envelope: letter.envelope,
    status: 'refused',
    reason: reasonOf(refusal),
    log: null,
  }
  return {
    status: statusFor(refusal),
    receipt: signReceipt(world, letter.statement, body, world.clock.now()),
  }
}

/** Answer to bytes that prove nothing about who sent them. */
export function answerStranger(world: World, bytes: Uint8Array, refusal: Refusal): Reply {
  world.observe({ what: 'refused', name: refusal.name, kind: refusal.kind, in: 'envelope' })
  const body: ReceiptBody = {
    envelope: digest(bytes),
    status: 'refused',
    reason: reasonOf(refusal),
    log: null,
  }
  const header = readHeader(bytes)
  const sender = { node: header.ok ? header.value.header.from : 'unknown', key: 'unproven' }
  return {
    status: statusFor(refusal),
    receipt: signReceipt(world, { conversation: 'unread', sender }, body, world.clock.now()),
  }
}

export function statusFor(refusal: Refusal | null): number {
  return refusal === null ? 200 : (statuses[refusal.kind] ?? 400)
}

const receiptTermDays = 3650

/** Receipts answer a letter and carry no content; both seals of the node stand on them. */
export function signReceipt(
  world: World,
  about: {
    readonly conversation: string
    readonly sender: { readonly node: string; readonly key: string }
  },
  body: ReceiptBody,
  now: Instant,
): Uint8Array {
  return composeReceipt(
    {
      v: 1,
      id: world.ids.next(),
      conversation: about.conversation,
      // Receipts answer a letter and stand outside of the numbered channel.
      channel: { sequence: 1, previous: null },
      sender: { node: world.id, key: world.keys.seal.id },
      recipients: [{ node: about.sender.node, key: about.sender.key }],
      created: now,
      expires: instant(millis(now) + receiptTermDays * 86_400_000),
      basis: null,
      purposes: [],
      conditions: { handling: 'TLP:AMBER', evidence: 'yes', onward: 'yes' },
      approvals: [],
    },
    body,
    [
      { slot: 'seal', by: world.id, key: world.keys.seal },
      { slot: 'second-seal', by: world.id, key: world.keys.secondSeal },
    ],
  )
}
