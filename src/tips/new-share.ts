import type { Random } from '#base'
import { type Holder, keyOf, type SealedIdentity, type SealedShare, shareOf } from './identity.ts'
import { bytesOf, type OfficerKey, text } from './officer-key.ts'
import { openSealed, sealTo } from './sealed-box.ts'
import { partAt, together } from './shares.ts'

/**
 * A share of an envelope for an officer whose key is newer than it, made by two who have theirs. The first gives a part
 * under a mask to the newcomer and the mask to the second; the second adds the mask to a part and gives that. What the
 * newcomer has of both is the share of a new place, and nothing else: nobody of the three learns the share of another, and
 * the envelope stays closed to each of them alone (enrolment of a share, Nojoumian, Stinson and Grainger 2010).
 */
export interface ShareOffer {
  /** Who made it, for whom, under which key. */
  readonly from: string
  readonly to: string
  readonly key: SealedShare['key']
  /** Of the share that comes of it, and of the one who offers. */
  readonly place: number
  readonly fromPlace: number
  /** For each who may complete it: the mask, and what the newcomer then gets of the first. */
  readonly parts: readonly {
    readonly officer: string
    readonly mask: string
    readonly part: string
  }[]
}

/**
 * @param others who may complete it
 * @param taken places of other offers that are open
 * @returns undefined where the officer has no share, or nobody else has one
 */
export function offerShare(
  identity: SealedIdentity,
  first: Holder,
  newcomer: OfficerKey,
  others: readonly OfficerKey[],
  taken: readonly number[],
  random: Random,
): ShareOffer | undefined {
  const share = shareOf(identity, first)
  const place = 1 + Math.max(...identity.shares.map((s) => s.place), ...taken)
  if (share === undefined || place > 255) return undefined
  const parts = others.flatMap((other) => {
    const theirs = identity.shares.find(
      (s) => s.officer === other.officer && s.key === keyOf(other),
    )
    if (theirs === undefined || [first.officer, newcomer.officer].includes(other.officer)) return []
    const mask = random.bytes(share.bytes.length)
    const part = together(partAt(place, share, theirs.place), mask)
    const sealed = {
      officer: other.officer,
      mask: text(sealTo(bytesOf(other.publicKey), mask, random)),
      part: text(sealTo(bytesOf(newcomer.publicKey), part, random)),
    }
    mask.fill(0)
    return [sealed]
  })
  share.bytes.fill(0)
  if (parts.length === 0) return undefined
  const [from, to, key] = [first.officer, newcomer.officer, keyOf(newcomer)]
  return { from, to, key, place, fromPlace: share.place, parts }
}

/** The share that the newcomer has from now on; undefined for whoever offered it, and for a key that it was not offered to. */
export function completeShare(
  identity: SealedIdentity,
  offer: ShareOffer,
  second: Holder,
  newcomer: OfficerKey,
  random: Random,
): SealedShare | undefined {
  const part = offer.parts.find(({ officer }) => officer === second.officer)
  const share = shareOf(identity, second)
  const isFor = newcomer.officer === offer.to && keyOf(newcomer) === offer.key
  const mask = part && openSealed(second.key, bytesOf(part.mask))
  if (part === undefined || share === undefined || mask === undefined || !isFor) return undefined
  if (mask.length !== share.bytes.length || second.officer === offer.from) return undefined
  const own = together(partAt(offer.place, share, offer.fromPlace), mask)
  share.bytes.fill(0)
  return {
    officer: offer.to,
    place: offer.place,
    key: offer.key,
    sealed: [part.part, text(sealTo(bytesOf(newcomer.publicKey), own, random))],
  }
}

/** The envelope with that share in it, in the place of any that the officer had under an older key. */
export function withShare(identity: SealedIdentity, share: SealedShare): SealedIdentity {
  const others = identity.shares.filter(({ officer }) => officer !== share.officer)
  return { ...identity, shares: [...others, share] }
}
