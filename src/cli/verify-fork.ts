import { type Json, readJson } from '#base'
import { type SignedCard, verifyCard } from '#directory'
import { logKeysOf, logOrigin } from '#node'
import { forkFormat, readForkEvidence, showsFork } from '#store'
import type { Verdict } from './verify.ts'

export function isForkEvidence(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 100_000)).toString('utf8').includes(`"${forkFormat}"`)
}

/**
 * Evidence of a fork, checked without any node. It holds when it shows that one log told two histories; whoever finds
 * nothing proven keeps treating the log as one.
 */
export function verifyFork(bytes: Uint8Array): Verdict {
  const what = 'evidence of a fork'
  const rest = { checked: {}, unchecked: [] }
  const read = readForkEvidence(bytes)
  if (!read.ok) return { what, ...rest, findings: [read.refusal.ground] }
  const signed = cardIn(bytes)
  const card = signed === undefined ? undefined : verifyCard(signed)
  if (!card?.ok)
    return { what, ...rest, findings: ['the card of the log’s authority is missing or not signed'] }
  const { origin } = read.value
  if (logOrigin(card.value.id) !== origin)
    return {
      what,
      ...rest,
      findings: [`the card is of ${card.value.id}, the heads are of ${origin}`],
    }
  const keys = logKeysOf({ cards: () => [card.value] }, origin)
  const shown = keys.map((key) => showsFork(read.value, key))
  const proven = shown.find((s) => s.ok)
  const first = shown[0]
  return {
    what: `${what} of ${origin}`,
    checked: proven?.ok ? { shows: proven.value } : {},
    findings: proven?.ok
      ? []
      : [first === undefined || first.ok ? 'the card lists no log key' : first.refusal.ground],
    unchecked: [
      `that the card is the one ${card.value.id} handed over: compare its fingerprint by another way`,
    ],
  }
}

function cardIn(bytes: Uint8Array): SignedCard | undefined {
  const json = readJson(bytes, { maxBytes: 512 * 1024, maxDepth: 8 })
  const card = json.ok ? (json.value as { readonly card?: Json } | null)?.card : undefined
  return typeof card === 'object' && card !== null ? (card as unknown as SignedCard) : undefined
}
