import type { Instant } from '#base'
import { type AuthorityCard, type AuthorityKey, keyStands, momentOfSecond } from '#directory'
import type { CosignerKey } from '#store'
import type { Federation } from './world.ts'

/** The authority whose card lists a key for cosigning heads. */
export interface WitnessKey {
  readonly card: AuthorityCard
  readonly key: AuthorityKey
}

/** Whose key it is by the cards; undefined for a witness outside the federation, whom the policy alone vouches for. */
export function witnessKeyOn(
  cards: Iterable<AuthorityCard>,
  cosigner: Pick<CosignerKey, 'type' | 'publicKey'>,
): WitnessKey | undefined {
  const use = cosigner.type === 'ML-DSA-44' ? 'second-witness' : 'witness'
  const publicKey = Buffer.from(cosigner.publicKey).toString('base64url')
  for (const card of cards) {
    const key = card.keys.find((k) => k.use === use && k.publicKey === publicKey)
    if (key !== undefined) return { card, key }
  }
  return undefined
}

/**
 * Why a cosignature that comes in now by this key does not count, or undefined: its key has ended, or was taken back, by
 * the card of its authority. The policy names keys; whether they are still good the cards say.
 */
export function witnessKeyWrong(
  federation: Pick<Federation, 'cards' | 'heard'>,
  cosigner: Pick<CosignerKey, 'type' | 'publicKey'>,
  seconds: number,
  now: Instant,
): string | undefined {
  const found = witnessKeyOn(federation.cards(), cosigner)
  if (found === undefined) return undefined
  const { card, key } = found
  const signed = momentOfSecond(key, seconds)
  if (keyStands(key, signed, now, federation.heard(card.id, key.id))) return undefined
  const end =
    key.revoked === undefined
      ? `ended on ${(key.to ?? key.from).slice(0, 10)}`
      : `was taken back on ${key.revoked.at.slice(0, 10)} (${key.revoked.reason})`
  return `its key in the witness policy ${end}: choose the witnesses anew (comity witness), so that the new key of its card stands there`
}
