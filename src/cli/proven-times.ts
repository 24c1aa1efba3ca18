import { type Instant, instant } from '#base'
import { type AuthorityCard, keyStands, type Revocation } from '#directory'
import { isQuorum, type WitnessPolicy } from '#store'

/**
 * When the entries of a log were there at the latest, by the word of somebody else than its node: the quorum that cosigned
 * a head, or an authority that stamped one. A head of so many entries proves each of them.
 */
export class ProvenTimes {
  readonly #heads: { readonly size: number; readonly time: Instant }[] = []

  head(size: number, time: Instant): void {
    this.#heads.push({ size, time })
  }

  /** The earliest proof that entry `index` was there; `undefined` where nothing covers it. */
  of(index: number): Instant | undefined {
    return this.#heads
      .filter(({ size }) => index < size)
      .map(({ time }) => time)
      .toSorted()[0]
  }
}

/**
 * The moment from which the quorum stood behind a head, at the latest: the end of the second that the last witness who was
 * needed for it names. A key taken back within that second was taken back before, for all that is proven.
 *
 * @param cosigned seconds since 1970, by name of the witness
 */
export function quorumTime(
  policy: WitnessPolicy,
  cosigned: ReadonlyMap<string, number>,
): Instant | undefined {
  const so = new Set<string>()
  for (const [name, seconds] of [...cosigned].toSorted((a, b) => a[1] - b[1])) {
    so.add(name)
    if (isQuorum(policy, so)) return instant(seconds * 1000 + 999)
  }
  return undefined
}

/**
 * Why a signature by this key is not proven, or `undefined`: the key was taken back, and nothing shows that what it signed
 * was there before. Whoever holds a stolen key writes any date into a record, but not into the log of yesterday.
 *
 * @param signed the time that the signature names
 * @param proven the earliest time by which somebody else saw it
 */
export function unprovenBy(
  card: AuthorityCard | undefined,
  keyId: string,
  signed: Instant,
  proven: Instant | undefined,
): (Revocation & { readonly words: string }) | undefined {
  const listed =
    card?.keys.find((k) => k.id === keyId) ?? card?.officers.find((o) => o.key === keyId)
  if (listed?.revoked === undefined) return undefined
  if (proven !== undefined && keyStands(listed, signed, proven)) return undefined
  const { at, reason } = listed.revoked
  const words = `its key ${keyId} was taken back at ${at} (${reason}), and nothing in the file proves that it was there before`
  return { at, reason, words }
}
