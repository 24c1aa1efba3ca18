import { digest, type Id, instant, must, uuid7 } from '#base'
import { type AuthorityCard, verifyCard } from '#directory'
import { composeLetter, packRecords, recordsType, signRecord } from '#exchange'
import type { Keyring } from '#node'
import type { Draws } from './draws.ts'
import type { Station } from './station.ts'

/** What is wrong with a letter in which everything else is in its place. */
export interface Wrong {
  readonly channel: { readonly sequence: number; readonly previous: null }
  /** In whose name, where it is not that of the writer. */
  readonly as?: string
  readonly id?: string
  readonly stream?: string
  /** Whose key opens it, where it is not that of the victim. */
  readonly sealedTo?: Station
  /** Milliseconds before the victim's now at which it says that it was written. */
  readonly age?: number
}

/** Whoever writes it, with the keys that they hold. */
export interface Forger {
  readonly id: string
  readonly keys: Keyring
}

/** A letter with everything in its place but what is asked for. */
export function forgedLetter(
  { id: self, keys }: Forger,
  victim: Station,
  draws: Draws,
  wrong: Wrong,
): Uint8Array {
  // By the victim's own clock, so that nothing is refused for its time alone.
  const at = instant(victim.clockNow - (wrong.age ?? 1000))
  const ids = uuid7({ now: () => at }, draws)
  const node = wrong.as ?? self
  const actor = Object.keys(keys.officers)[0] as string
  const named = wrong.as === undefined ? actor : actor.replace(self, node)
  const officer = keys.officers[actor]!
  const stream = wrong.stream ?? `matter/${ids.next()}`
  const record = signRecord(
    {
      v: 1,
      id: ids.next(),
      node,
      actor: named,
      key: officer.id,
      at,
      stream,
      type: 'request.sent',
      procedure: 'P1',
      transition: 'send',
      data: {},
      crosses: true,
      body: null,
      previous: null,
      pack: 'x',
    },
    officer,
  )
  const payload = packRecords([
    { record: record.bytes, signature: record.signature, body: null, salt: null },
  ])
  const key = openingKeyOf(wrong.sealedTo ?? victim)
  const letter = composeLetter(
    {
      v: 1,
      id: (wrong.id ?? ids.next()) as Id,
      kind: 'act',
      conversation: stream,
      channel: wrong.channel,
      sender: { node, key: keys.seal.id },
      recipients: [{ node: victim.id, key: key.id }],
      created: at,
      expires: instant(victim.clockNow + 30 * 86_400_000),
      basis: null,
      purposes: [],
      conditions: { handling: 'TLP:RED', evidence: 'no', onward: 'no' },
      payload: { digest: digest(payload), bytes: payload.length, type: recordsType },
      approvals: [],
    },
    payload,
    [
      { slot: 'officer', by: named, key: officer },
      { slot: 'seal', by: node, key: keys.seal },
    ],
    key,
    draws,
  )
  return letter.bytes
}

/** The key that the card of a station lists for letters to it. */
export function openingKeyOf({ made }: Station) {
  const card: AuthorityCard = must(verifyCard(made.file.card))
  const key = card.keys.findLast((k) => k.use === 'open')!
  return {
    id: key.id,
    algorithm: 'X25519' as const,
    publicKey: Buffer.from(key.publicKey, 'base64url'),
  }
}
