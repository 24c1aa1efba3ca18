import type { Digest } from './brand.ts'
import { sha256 } from './digest.ts'

/**
 * A draw that anybody can repeat. Each ticket is hashed with the seed and the name of the draw; the tickets with the
 * lowest hashes are drawn, lowest first. Neither the order of the tickets nor a ticket twice in the pot changes it.
 *
 * The seed must come after the pot is closed: the digest of the first head that witnesses cosigned at or behind a size
 * which was announced before. After RFC 3797: public randomness named beforehand, and a method without choices.
 */
export interface Draw {
  /** What is drawn, `PV-01 peers`: two draws on one seed do not follow from each other. */
  readonly name: string
  /** Digest of the cosigned head, or of several, see `seedOf`. */
  readonly seed: Digest
  readonly tickets: Iterable<string>
  readonly count: number
}

const label = Buffer.from('comity/lot/v1\n')

/** At most `count` tickets, in the order in which they were drawn. */
export function drawLot({ name, seed, tickets, count }: Draw): readonly string[] {
  const prefix = Buffer.concat([label, Buffer.from(`${seed}\n${name}\n`)])
  return [...new Set(tickets)]
    .map((ticket) => ({ ticket, rank: sha256(prefix, Buffer.from(ticket)) }))
    .sort((a, b) => Buffer.compare(a.rank, b.rank))
    .slice(0, Math.max(0, count))
    .map(({ ticket }) => ticket)
}

/**
 * The digest of one or several heads as they were published, byte for byte, in the order of their bytes. With heads of
 * several logs, whoever keeps one of them cannot choose the seed alone.
 */
export function seedOf(heads: readonly string[]): Digest {
  const each = heads.map((head) => sha256(Buffer.from(head))).sort(Buffer.compare)
  return `sha256:${Buffer.from(sha256(label, ...each)).toString('hex')}` as Digest
}
