import { digest, done, millis, must, type Outcome, refuse } from '#base'
import {
  type BoxKey,
  boxKey,
  boxKeyOf,
  makeOfficerKey,
  type OfficerKey,
  openOfficerKey,
  openSealed,
  sealTo,
  tipRefusal,
} from '#tips'
import { documentBytes } from './deliver.ts'
import { note, write } from './records.ts'
import { plain } from './row-data.ts'
import { type Box, boxOf, unitHand } from './tips-box.ts'
import type { Hand, World } from './world.ts'

/** Keys of the officers of the unit: on disk under passphrases, open in memory for one session and a quarter of an hour. */
export interface TipKeys {
  /** Makes the key of an officer. The first one makes the key of the unit too; later ones wait to be let in. */
  make(actor: string, passphrase: string): Promise<Outcome<undefined>>
  /** An officer whose key is open gives the key of the unit to a colleague. */
  letIn(actor: string, session: string, colleague: string): Promise<Outcome<undefined>>
  /** Opens the own key for this session. */
  unlock(actor: string, session: string, passphrase: string): Promise<Outcome<undefined>>
  lock(session: string): void
  isOpen(actor: string, session: string): boolean
  /** The key of the unit, while the officer's own is open. */
  unit(actor: string, session: string): Outcome<BoxKey>
}

const openMinutes = 15

export function makeTipKeys(world: World): TipKeys {
  const open = new Map<string, { actor: string; unit: BoxKey; until: number }>()
  const close = (session: string) => {
    open.get(session)?.unit.secretKey.fill(0)
    open.delete(session)
  }
  const held = (actor: string, session: string) => {
    const now = millis(world.clock.now())
    for (const [one, { until }] of open) if (until <= now) close(one)
    const found = open.get(digest(Buffer.from(session)))
    return found?.actor === actor ? found : undefined
  }
  return {
    make: (actor, passphrase) => makeKey(world, actor, passphrase),
    async letIn(actor, session, colleague) {
      const hand = unitHand(world, actor)
      if (!hand.ok) return hand
      const mine = held(actor, session)
      if (mine === undefined) return refuse(tipRefusal('desk-locked'))
      return letKeyIn(world, hand.value, mine.unit, colleague)
    },
    async unlock(actor, session, passphrase) {
      const own = await ownKey(world, actor, passphrase)
      if (!own.ok) return own
      const { box, key } = own.value
      const wrap = box.letIn.find(({ officer }) => officer === actor)
      const secret = wrap && (await openSealed(key, bytesOf(wrap.sealed)))
      key.secretKey.fill(0)
      if (secret === undefined) return refuse(tipRefusal('unit-key-missing'))
      const unit = await boxKeyOf(secret)
      const until = millis(world.clock.now()) + openMinutes * 60_000
      open.set(digest(Buffer.from(session)), { actor, unit, until })
      return done(undefined)
    },
    lock: (session) => close(digest(Buffer.from(session))),
    isOpen: (actor, session) => held(actor, session) !== undefined,
    unit(actor, session) {
      const mine = held(actor, session)
      return mine === undefined ? refuse(tipRefusal('desk-locked')) : done(mine.unit)
    },
  }
}

const bytesOf = (base64: string) => Buffer.from(base64, 'base64')
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** The pair of an officer, opened for one act. */
export async function ownKey(
  world: World,
  actor: string,
  passphrase: string,
): Promise<Outcome<{ readonly box: Box; readonly key: BoxKey }>> {
  const hand = unitHand(world, actor)
  if (!hand.ok) return hand
  const box = await boxOf(world)
  const kept = box?.officers.find(({ officer }) => officer === actor)
  if (box === undefined || kept === undefined) return refuse(tipRefusal('passphrase-wrong'))
  const key = await openOfficerKey(kept, passphrase)
  return key.ok ? done({ box, key: key.value }) : key
}

async function makeKey(
  world: World,
  actor: string,
  passphrase: string,
): Promise<Outcome<undefined>> {
  const hand = unitHand(world, actor)
  if (!hand.ok) return hand
  const made = await makeOfficerKey(actor, passphrase, world.random)
  if (!made.ok) return made
  const { authority } = hand.value
  return world.locks.run([`tip-box/${authority}`], async () => {
    const box = await boxOf(world)
    if (box?.officers.some(({ officer }) => officer === actor))
      return refuse(tipRefusal('unit-key-exists'))
    const now =
      box === undefined
        ? await firstBox(world, authority, made.value)
        : { ...box, officers: [...box.officers, made.value] }
    await putBox(world, hand.value, 'tip-box.key_made', now, made.value)
    return done(undefined)
  })
}

async function firstBox(world: World, authority: string, first: OfficerKey): Promise<Box> {
  const seed = world.random.bytes(32)
  const unit = await boxKey(seed)
  const sealed = await sealTo(bytesOf(first.publicKey), unit.secretKey, world.random)
  unit.secretKey.fill(0)
  seed.fill(0)
  return {
    authority,
    salt: text(world.random.bytes(16)),
    unit: text(unit.publicKey),
    officers: [first],
    letIn: [{ officer: first.officer, sealed: text(sealed) }],
  }
}

async function letKeyIn(
  world: World,
  hand: Hand,
  unit: BoxKey,
  colleague: string,
): Promise<Outcome<undefined>> {
  return world.locks.run([`tip-box/${hand.authority}`], async () => {
    const box = await boxOf(world)
    const key = box?.officers.find(({ officer }) => officer === colleague)
    if (box === undefined || key === undefined) return refuse(tipRefusal('unit-key-unmade'))
    if (box.letIn.some(({ officer }) => officer === colleague))
      return refuse(tipRefusal('unit-key-exists'))
    const sealed = text(await sealTo(bytesOf(key.publicKey), unit.secretKey, world.random))
    const now = { ...box, letIn: [...box.letIn, { officer: colleague, sealed }] }
    await putBox(world, hand, 'tip-box.key_let_in', now, key)
    return done(undefined)
  })
}

/** Who holds keys is on record by name of the officer and public half; what is sealed lies in the vault. */
async function putBox(
  world: World,
  hand: Hand,
  type: string,
  box: Box,
  { officer, publicKey }: OfficerKey,
): Promise<void> {
  const written = write(world, hand, {
    ...note(`tip-box/${box.authority}`, type, world.clock.now(), { officer, publicKey }),
    document: documentBytes(plain(box) as never),
  })
  must(
    await world.store.commit({
      events: [written.event],
      ...(written.body === undefined ? {} : { bodies: [written.body] }),
      rows: [{ kind: 'tip-box', key: box.authority, data: plain(box) }],
    }),
  )
}
