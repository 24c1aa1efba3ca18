import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { done, type Instant, millis, type Outcome, type Random, refuse } from '#base'
import {
  type AuthorityCard,
  type KeyAlgorithm,
  type KeyUse,
  privateKeyObject,
  type RevocationReason,
  type SignedCard,
  signCard,
  verifyCard,
  withClassicalSuite,
  withNewKey,
  withNewOfficerKey,
  withRevokedKey,
} from '#directory'
import { makeOpeningKey, makeSigningKey, type OpeningKey, type SigningKey } from '#exchange'
import { type Keyring, keySecret, readKeyring, writeKeyring } from './keyring.ts'
import { type NodeFile, nodeFileIn, readNodeFile } from './make-node.ts'

/** The folder of a node that does not run, and what its keys are changed with. */
export interface Rotating {
  readonly dir: string
  readonly secret?: string | undefined
  readonly now: Instant
  readonly random: Random
}

interface Made {
  readonly file: NodeFile
  readonly keys: Keyring
}

/** What is to be made new: the key of a use, or that of an officer of this authority. */
export type Renewal =
  | { readonly use: KeyUse; readonly algorithm?: KeyAlgorithm }
  | { readonly officer: string }

/**
 * A new key, and the next version of the card that lists it: signed by the seal there was and by the one there is. The
 * node uses it from its next start; partners believe it when two of their officers have accepted the card.
 */
export function rotateKey(rotating: Rotating, what: Renewal): Outcome<SignedCard> {
  return rotateKeys(rotating, [what])
}

/** Several keys made new at once: one version of the card says it of all of them. */
export function rotateKeys(rotating: Rotating, all: readonly Renewal[]): Outcome<SignedCard> {
  const made = readMade(rotating)
  let { card, keys } = { card: cardOf(made.file), keys: made.keys }
  const { version } = card
  for (const what of all) {
    const next = renewed(rotating, { card: { ...card, version }, keys }, what)
    if (!next.ok) return next
    card = next.value.card
    keys = next.value.keys
  }
  return kept(rotating, made, card, keys)
}

/** Takes a key back, and makes a new one in its place unless its officer has left. */
export function revokeKey(
  rotating: Rotating,
  id: string,
  reason: RevocationReason,
): Outcome<SignedCard> {
  const made = readMade(rotating)
  const card = cardOf(made.file)
  const key = card.keys.find((k) => k.id === id)
  const use = key?.use
  const officer = card.officers.find((o) => o.key === id)
  const revoked = withRevokedKey(card, id, reason, rotating.now)
  if (revoked === undefined)
    return refuse({
      kind: 'unknown',
      name: 'key-unknown',
      ground: `no key ${id} stands on the card of ${card.id}`,
      remedy: 'list the keys with `comity keys list`',
    })
  if (use === 'log') return refuse(logKeyFixed)
  if (officer !== undefined && reason === 'ceased') return kept(rotating, made, revoked, made.keys)
  const what =
    key === undefined ? { officer: officer!.id } : { use: key.use, algorithm: key.algorithm }
  const isCurrent = key === undefined || key.to === undefined
  if (!isCurrent) return kept(rotating, made, revoked, made.keys)
  // One version says both: that the old one is gone and which one follows.
  const before = { card: { ...revoked, version: card.version }, keys: made.keys }
  const next = renewed(rotating, before, what)
  return next.ok ? kept(rotating, made, next.value.card, next.value.keys) : next
}

/**
 * Agrees to seals and signatures without lattices until a day, for partners whose runtime has none. It holds with those
 * whose card says so too.
 */
export function agreeToClassical(
  rotating: Rotating,
  until: Instant | undefined,
): Outcome<SignedCard> {
  const made = readMade(rotating)
  const card = cardOf(made.file)
  const { now, random } = rotating
  const has = made.keys.opening.some((k) => k.algorithm === 'X25519')
  const key = has ? undefined : makeOpeningKey(random, 'X25519')
  const listed =
    key === undefined
      ? undefined
      : ({ id: key.id, algorithm: 'X25519', publicKey: text(key.publicKey) } as const)
  const keys =
    key === undefined ? made.keys : { ...made.keys, opening: [...made.keys.opening, key] }
  return kept(rotating, made, withClassicalSuite(card, listed, now, until), keys)
}

/** A card that is not signed yet, and the keys that belong to it. */
interface Listed {
  readonly card: AuthorityCard
  readonly keys: Keyring
}

function renewed(
  rotating: Rotating,
  { card, keys: before }: Listed,
  what: Renewal,
): Outcome<Listed> {
  const { now, random } = rotating
  if ('officer' in what) {
    const key = makeSigningKey('Ed25519', random)
    const listed = { key: key.id, publicKey: text(key.publicKey) }
    const next = withNewOfficerKey(card, what.officer, listed, now)
    if (next === undefined)
      return refuse({
        kind: 'unknown',
        name: 'actor-unknown',
        ground: `${what.officer} is not an officer on the card of ${card.id}`,
        remedy: `officers: ${[...new Set(card.officers.map((o) => o.id))].join(', ')}`,
      })
    const officers = { ...before.officers, [what.officer]: key }
    return done({ card: next, keys: { ...before, officers } })
  }
  if (what.use === 'log') return refuse(logKeyFixed)
  const { key, keys } = newKeyFor(what.use, what.algorithm, before, card, rotating)
  const { id, algorithm, publicKey } = key
  const listed = { id, use: what.use, algorithm, publicKey: text(publicKey) }
  return done({ card: withNewKey(card, listed, now), keys })
}

const logKeyFixed = {
  kind: 'forbidden',
  name: 'log-key-fixed',
  ground:
    'strangers know a log by its name and its key together, so a log with another key is another log',
  citation: 'C2SP tlog-checkpoint; signed-note',
  remedy:
    'end this log with a last head that its witnesses cosign, and begin a new one under a new name',
} as const

function newKeyFor(
  use: Exclude<KeyUse, 'log'>,
  algorithm: KeyAlgorithm | undefined,
  keys: Keyring,
  card: AuthorityCard,
  { random, now }: Rotating,
): { readonly key: SigningKey | OpeningKey; readonly keys: Keyring } {
  if (use === 'open') {
    const kind = algorithm ?? longestOpen(card)?.algorithm
    const key = makeOpeningKey(random, kind as OpeningKey['algorithm'])
    // What was sealed to a key that nobody holds any more stays closed, to a thief too.
    const older = keys.opening.filter((k) => stillNeeded(card, k.id, now))
    return { key, keys: { ...keys, opening: [key, ...older] } }
  }
  const lattice = use === 'second-seal' || use === 'second-witness'
  const key = makeSigningKey(lattice ? 'ML-DSA-44' : 'Ed25519', random)
  const named = {
    seal: 'seal',
    'second-seal': 'secondSeal',
    witness: 'witness',
    'second-witness': 'secondWitness',
  } as const
  return { key, keys: { ...keys, [named[use]]: key } }
}

/** Of the keys that letters are sealed to now, the one that has been for longest: where there are two kinds, each in turn. */
function longestOpen(card: AuthorityCard) {
  return card.keys
    .filter((k) => k.use === 'open' && k.to === undefined && k.revoked === undefined)
    .sort((a, b) => (a.from < b.from ? -1 : 1))[0]
}

const termDays = 30

/** A letter sealed on the last day of a key may be under way for its whole term. */
function stillNeeded(card: AuthorityCard, id: string, now: Instant): boolean {
  const end = card.keys.find((k) => k.id === id)?.to
  return end === undefined || millis(end) + termDays * 86_400_000 > millis(now)
}

/**
 * Writes the new card beside the old one, then the keys, then puts the card in its place: wherever it stops, `readMade`
 * finds keys and a card that belong together.
 */
function kept(
  { dir, secret, now, random }: Rotating,
  made: Made,
  card: AuthorityCard,
  keys: Keyring,
): Outcome<SignedCard> {
  if (card.issuedAt < cardOf(made.file).issuedAt)
    return refuse({
      kind: 'too-early',
      name: 'card-outdated',
      ground: `the present card was issued ${cardOf(made.file).issuedAt}, after the time of this clock, ${now}`,
      remedy: 'set the clock of this machine',
    })
  const seals = made.keys.seal.id === keys.seal.id ? [keys.seal] : [keys.seal, made.keys.seal]
  const signed = signCard(
    card,
    seals.map((k) => ({
      key: k.id,
      privateKey: privateKeyObject(text(k.seed), text(k.publicKey)),
    })),
  )
  const sound = verifyCard(signed, cardOf(made.file), undefined, { anew: true })
  if (!sound.ok) return sound
  const next = join(dir, 'node.json.next')
  writeFileSync(next, JSON.stringify({ ...made.file, card: signed }, null, 1), {
    mode: 0o600,
    flush: true,
  })
  writeKeyring(dir, keys, keySecret(dir, secret, random), random)
  renameSync(next, join(dir, 'node.json'))
  return done(signed)
}

/**
 * The file and the keys of a node, after finishing a change of keys that was cut off: the new card counts exactly when
 * its keys were written.
 */
export function readMade({ dir, secret, random }: Omit<Rotating, 'now'>): Made {
  const file = readNodeFile(dir)
  const keys = readKeyring(dir, keySecret(dir, secret, random))
  const next = join(dir, 'node.json.next')
  if (!existsSync(next)) return { file, keys }
  const changed = nodeFileIn(next)
  if (changed !== undefined && lists(cardOf(changed), keys)) {
    renameSync(next, join(dir, 'node.json'))
    return { file: changed, keys }
  }
  rmSync(next)
  return { file, keys }
}

/** Are these the keys that the card names as the present ones? An older keyring holds keys that it lists as ended. */
function lists(card: AuthorityCard, keys: Keyring): boolean {
  const present = (use: KeyUse) => card.keys.findLast((k) => k.use === use)?.id
  const officer = (id: string) => card.officers.findLast((o) => o.id === id)?.key
  return (
    present('seal') === keys.seal.id &&
    present('second-seal') === keys.secondSeal?.id &&
    present('log') === keys.log.id &&
    present('witness') === keys.witness?.id &&
    present('second-witness') === keys.secondWitness?.id &&
    keys.opening.some((k) => k.id === present('open')) &&
    card.officers.every((o) => o.revoked !== undefined || officer(o.id) === keys.officers[o.id]?.id)
  )
}

export function cardOf(file: NodeFile): AuthorityCard {
  return JSON.parse(Buffer.from(file.card.card, 'base64url').toString('utf8')) as AuthorityCard
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
