import { digest, type Instant, instant, millis, type Refusal } from '#base'
import {
  composeReceipt,
  composeReceipts,
  type Letter,
  largestBatch,
  type ReceiptBody,
  readHeader,
  type Statement,
} from '#exchange'
import type { Committed } from '#store'
import { sealsFor } from './known-keys.ts'
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
  'too-many': 503,
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
export function refusedUnlogged(
  world: World,
  letter: Pick<Letter, 'envelope'> & { readonly statement: About },
  refusal: Refusal,
  again?: number,
): Reply {
  const body: ReceiptBody = {
    envelope: letter.envelope,
    status: 'refused',
    reason: { ...reasonOf(refusal), ...(again === undefined ? {} : { again }) },
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

/** What a receipt or another word outside of the numbered channel is about, and whom it answers. */
export interface About {
  readonly conversation: string
  readonly sender: { readonly node: string; readonly key: string }
}

/** Receipts answer a letter and carry no content; both seals of the node stand on them. */
function signReceipt(world: World, about: About, body: ReceiptBody, now: Instant): Uint8Array {
  return composeReceipt(coverOf(world, about, now), body, sealsFor(world, about.sender.node))
}

/** The statement around a word of the node that answers a letter, outside of the numbered channel. */
export function coverOf(
  world: World,
  { conversation, sender }: About,
  now: Instant,
): Omit<Statement, 'kind' | 'payload'> {
  return {
    v: 1,
    id: world.ids.next(),
    conversation,
    channel: { sequence: 1, previous: null },
    sender: { node: world.id, key: world.keys.seal.id },
    recipients: [{ node: sender.node, key: sender.key }],
    created: now,
    expires: instant(millis(now) + receiptTermDays * 86_400_000),
    basis: null,
    purposes: [],
    conditions: { handling: 'TLP:AMBER', evidence: 'yes', onward: 'yes' },
    approvals: [],
  }
}

/** Receipts of letters of one peer that went on record together: one signature of each seal over all of them. */
export function signReceipts(
  world: World,
  all: readonly { readonly about: About; readonly body: ReceiptBody }[],
  now: Instant,
): readonly Uint8Array[] {
  const peer = all[0]?.about.sender.node
  if (peer === undefined) return []
  if (all.length > largestBatch || all.some(({ about }) => about.sender.node !== peer))
    return all.map(({ about, body }) => signReceipt(world, about, body, now))
  const drafts = all.map(({ about, body }) => ({ statement: coverOf(world, about, now), body }))
  return composeReceipts(drafts, sealsFor(world, peer))
}
