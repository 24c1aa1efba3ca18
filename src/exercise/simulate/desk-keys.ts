import { instant, must } from '#base'
import {
  type AuthorityCard,
  type AuthorityKey,
  privateKeyObject,
  type SignedCard,
  sealPrint,
  signCard,
  verifyCard,
  withNewKey,
  withNewOfficerKey,
  withRevokedKey,
} from '#directory'
import { makeOpeningKey, makeSigningKey, type SigningKey } from '#exchange'
import type { Keyring } from '#node'
import { officer, told } from './desk-told.ts'
import { Draws } from './draws.ts'
import { forgedLetter } from './forged.ts'
import { broken } from './invariants.ts'
import type { Act } from './plan.ts'
import type { Simulation } from './simulation.ts'
import type { Station } from './station.ts'

/** A later version of the card of a station, and what somebody else holds of the key that it takes back. */
export interface NewCard {
  readonly version: number
  readonly signed: SignedCard
  /** Of the new seal, where the old one can no longer vouch for it. */
  readonly print: string | undefined
  /** The keys of before, in the hands of a thief. */
  readonly stolen: ((now: Keyring) => Keyring) | undefined
}

const day = 86_400_000
const changes = [
  'new seal',
  'new opening key',
  'new officer key',
  'stolen seal',
  'stolen officer key',
] as const

/**
 * The operator of a station changes one of its keys, or takes one back that was stolen: the machine goes off, and comes
 * back with another card. The partners are told by people, today or in some days, and two officers of each believe it.
 */
export async function changeKey(
  simulation: Simulation,
  station: Station,
  { pick }: Act,
): Promise<void> {
  // A card that is dated by a wrong clock is refused for that alone.
  if (station.standing !== 'on' || station.skew !== 0 || station.id === simulation.hostile) return
  const draws = new Draws(pick, 'keys')
  const change = draws.pick(changes)
  const next = changed(station, change, draws)
  station.made = { file: { ...station.made.file, card: next.signed }, keys: next.keys }
  simulation.cards.set(station.id, [...(simulation.cards.get(station.id) ?? []), next])
  simulation.tell(station.id, `its operator changes a key: ${change}, card version ${next.version}`)
  await station.off('its operator changes a key', 30)
  for (const other of simulation.stations.values()) {
    if (other.id === station.id) continue
    const days = draws.below(draws.pick([60_000, 3_600_000, day / 2]))
    simulation.agenda.after(days, () => void believe(simulation, other, station.id))
    if (next.stolen === undefined) continue
    for (let i = 0; i < 2; i++)
      simulation.agenda.after(days + draws.below(day), () => {
        void steal(simulation, station, other, next, draws)
      })
  }
}

/** Takes every version in, one after the other, that this station has not yet: a version follows the one before. */
export async function believe(
  simulation: Simulation,
  at: Station,
  of: string,
  calls = 1,
): Promise<void> {
  // What failed or was refused for the time is tried again by those people within the day.
  const again = () => {
    if (calls < 8)
      simulation.agenda.after(3_600_000, () => void believe(simulation, at, of, calls + 1))
  }
  for (const { version, signed, print } of simulation.cards.get(of) ?? []) {
    if (at.node === undefined) return again()
    if (version <= knownVersion(at, of)) continue
    const what = `card version ${version} of ${of}`
    const proposed = await told(simulation, at, `${what} put forward`, (node) =>
      node.keys.propose(officer(at, 'analyst'), signed, print),
    )
    if (proposed === undefined) return again()
    const taken = await told(simulation, at, `${what} accepted`, (node) =>
      node.keys.confirm(officer(at, 'head-of-desk'), proposed.id, print),
    )
    if (taken === undefined) return again()
  }
}

/** The newest version of a card that this station has on record. */
export function knownVersion({ book }: Station, of: string): number {
  const versions = book.entries
    .filter((e) => e.stream === `card/${of}` && e.type === 'card.accepted')
    .map((e) => e.data.version as number)
  return Math.max(1, ...versions)
}

/** Whoever has the stolen key writes to a partner that knows that it was taken back, and dates it as it likes. */
async function steal(
  simulation: Simulation,
  from: Station,
  at: Station,
  { stolen, version }: NewCard,
  draws: Draws,
): Promise<void> {
  const { node, machine } = at
  if (node === undefined || stolen === undefined || at.id === simulation.hostile) return
  if (knownVersion(at, from.id) < version) return
  const first = { sequence: (at.book.taken.get(from.id)?.length ?? 0) + 1, previous: null }
  const thief = { id: from.id, keys: stolen(from.made.keys) }
  const age = draws.pick([1000, 60_000, 5 * day])
  const bytes = forgedLetter(thief, at, draws, { channel: first, age })
  simulation.tell(at.id, `a thief writes in the name of ${from.id}`)
  const said = await at.tries('a call was not answered', (n) => n.receive(bytes))
  if (said === undefined || machine !== at.machine) return
  const reason = /"name":"([a-z-]+)"/.exec(Buffer.from(must(said).receipt).toString())?.[1]
  if (!/^(key-not-valid|key-not-listed|not-yet|busy)$/.test(reason ?? ''))
    simulation.breaks(
      broken(
        'revoked',
        at.id,
        `a key of ${from.id} that was taken back is answered ${reason ?? 'yes'}`,
      ),
    )
}

function changed(
  { made: { file, keys }, clockNow }: Station,
  change: (typeof changes)[number],
  draws: Draws,
): NewCard & { readonly keys: Keyring } {
  const now = instant(clockNow)
  const before = JSON.parse(Buffer.from(file.card.card, 'base64url').toString()) as AuthorityCard
  const stolen = change.startsWith('stolen')
  const who = Object.keys(keys.officers)[0]!
  const old = change.endsWith('seal') ? keys.seal : keys.officers[who]!
  const card = stolen
    ? { ...withRevokedKey(before, old.id, 'stolen', now)!, version: before.version }
    : before
  const next = renewed(card, keys, change, who, now, draws)
  const seals = [...new Set([next.keys.seal, keys.seal])]
  const signed = signCard(
    next.card,
    seals.map((k) => ({
      key: k.id,
      privateKey: privateKeyObject(text(k.seed), text(k.publicKey)),
    })),
  )
  must(verifyCard(signed, before, undefined, { anew: true }))
  const thief = (present: Keyring): Keyring =>
    change === 'stolen seal'
      ? { ...present, seal: old }
      : { ...present, officers: { ...present.officers, [who]: old } }
  return {
    version: next.card.version,
    signed,
    print: change === 'stolen seal' ? sealPrint(next.card) : undefined,
    stolen: stolen ? thief : undefined,
    keys: next.keys,
  }
}

function renewed(
  card: AuthorityCard,
  keys: Keyring,
  change: (typeof changes)[number],
  who: string,
  now: ReturnType<typeof instant>,
  draws: Draws,
): { readonly card: AuthorityCard; readonly keys: Keyring } {
  if (change === 'new opening key') {
    const key = makeOpeningKey(draws, 'X25519')
    const listed = listedAs('open', key.id, 'X25519', key.publicKey)
    return {
      card: withNewKey(card, listed, now),
      keys: { ...keys, opening: [key, ...keys.opening] },
    }
  }
  const key: SigningKey = makeSigningKey('Ed25519', draws)
  if (change.endsWith('seal')) {
    const listed = listedAs('seal', key.id, 'Ed25519', key.publicKey)
    return { card: withNewKey(card, listed, now), keys: { ...keys, seal: key } }
  }
  const listed = { key: key.id, publicKey: text(key.publicKey) }
  return {
    card: withNewOfficerKey(card, who, listed, now)!,
    keys: { ...keys, officers: { ...keys.officers, [who]: key } },
  }
}

function listedAs(
  use: AuthorityKey['use'],
  id: string,
  algorithm: AuthorityKey['algorithm'],
  publicKey: Uint8Array,
) {
  return { id, use, algorithm, publicKey: text(publicKey) }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
