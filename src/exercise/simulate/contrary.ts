import { digest, instant } from '#base'
import {
  composeQuery,
  composeReceipt,
  type KnownKey,
  type Receipt,
  type ReceiptBody,
  readReceipt,
  unpackBatch,
} from '#exchange'
import type { Draws } from './draws.ts'
import type { Station } from './station.ts'

/** The word of a node about a letter, as somebody on the wire reads it; undefined where it is none. */
export function wordIn(
  by: Station,
  to: string,
  letter: Uint8Array,
  answer: Uint8Array,
): Receipt | undefined {
  const { seal } = by.made.keys
  const key = () => ({ id: seal.id, algorithm: 'Ed25519' as const, publicKey: seal.publicKey })
  const knownKey: KnownKey = Object.assign(key, { suite: () => 'classical' as const })
  const read = readReceipt(answer, { from: by.id, to, envelope: digest(letter), knownKey })
  return read.ok ? read.value : undefined
}

/** Letters and answers of one call, each with its own; none where they do not go together. */
export function pairsIn(
  request: Uint8Array,
  answer: Uint8Array,
): readonly (readonly [Uint8Array, Uint8Array])[] {
  const letters = unpackBatch('letters', request)
  if (!letters.ok) return [[request, answer]]
  const receipts = unpackBatch('receipts', answer)
  if (!receipts.ok || receipts.value.length !== letters.value.length) return []
  return letters.value.map((letter, i) => [letter, receipts.value[i]!])
}

/** The contrary of what a node said before, signed anew with its own key: a word that nobody can tell from a true one. */
export function contraryOf(by: Station, { statement, body }: Receipt, draws: Draws): Uint8Array {
  const { seal } = by.made.keys
  const { payload: _, kind: _k, ...cover } = statement
  const contrary: ReceiptBody =
    body.status === 'admitted'
      ? {
          ...body,
          status: 'refused',
          reason: {
            name: 'payload-differs',
            ground: 'it says now',
            citation: null,
            remedy: 'none',
          },
        }
      : { ...body, status: 'admitted', reason: null }
  const created = instant(Date.parse(statement.created) + draws.between(1, 90) * 1000)
  return composeReceipt({ ...cover, created }, contrary, [{ slot: 'seal', by: by.id, key: seal }])
}

/** "I lack your letter": a lie of somebody who has it, so that it comes again and can be answered otherwise. */
export function asksAgain(by: Station, of: Station, number: number): Uint8Array {
  const { seal } = by.made.keys
  const created = instant(of.clockNow - 1000)
  return composeQuery(
    {
      v: 1,
      id: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}` as never,
      conversation: `channel/${by.id}`,
      channel: { sequence: 1, previous: null },
      sender: { node: by.id, key: seal.id },
      recipients: [{ node: of.id, key: of.made.keys.seal.id }],
      created,
      expires: instant(of.clockNow + 86_400_000),
      basis: null,
      purposes: [],
      conditions: { handling: 'TLP:AMBER', evidence: 'yes', onward: 'yes' },
      approvals: [],
    },
    { lane: 'routine', holds: number - 1, last: null, lacks: [number, number] },
    [{ slot: 'seal', by: by.id, key: seal }],
  )
}
