import { digest, done, millis, type Outcome, refuse } from '#base'
import { type BoxKey, boxKey, makeOfficerKey, type OfficerKey, sealTo, tipRefusal } from '#tips'
import { type Box, boxOf, unitHand } from './tips-box.ts'
import { makeTipKeyLife, type TipKeyLife } from './tips-key-life.ts'
import { resealTips } from './tips-reseal.ts'
import { about, bytesOf, forget, putBox, text, type UnitKeys, unitKeysOf } from './tips-unit-key.ts'
import type { Hand, World } from './world.ts'

/** Keys of the officers of the unit: on disk under passphrases, open in memory for one session and a quarter of an hour. */
export interface TipKeys extends TipKeyLife {
  /** Makes the key of an officer. The first one makes the key of the unit too; later ones wait to be let in. */
  make(actor: string, passphrase: string): Promise<Outcome<undefined>>
  /** An officer whose key is open gives the key of the unit to a colleague. */
  letIn(actor: string, session: string, colleague: string): Promise<Outcome<undefined>>
  /** Opens the own key for this session. */
  unlock(actor: string, session: string, passphrase: string): Promise<Outcome<undefined>>
  lock(session: string): void
  isOpen(actor: string, session: string): boolean
  /** The key of the unit, while the officer's own is open; after it those before it, if something is sealed to them still. */
  unit(actor: string, session: string): Outcome<UnitKeys>
}

const openMinutes = 15

export function makeTipKeys(world: World): TipKeys {
  const open = new Map<string, { actor: string; unit: UnitKeys; until: number }>()
  const close = (session: string) => {
    forget(open.get(session)?.unit ?? [])
    open.delete(session)
  }
  const held = (actor: string, session: string) => {
    const now = millis(world.clock.now())
    for (const [one, { until }] of open) if (until <= now) close(one)
    const found = open.get(digest(Buffer.from(session)))
    return found?.actor === actor ? found : undefined
  }
  // A key of the unit that has a successor is open nowhere any more.
  const closeAll = () => {
    for (const session of [...open.keys()]) close(session)
  }
  return {
    ...makeTipKeyLife(world, closeAll),
    make: (actor, passphrase) => makeKey(world, actor, passphrase),
    async letIn(actor, session, colleague) {
      const hand = unitHand(world, actor)
      if (!hand.ok) return hand
      const mine = held(actor, session)
      if (mine === undefined) return refuse(tipRefusal('desk-locked'))
      return letKeyIn(world, hand.value, mine.unit[0], colleague)
    },
    async unlock(actor, session, passphrase) {
      const own = await unitKeysOf(world, actor, passphrase)
      if (!own.ok) return own
      forget([own.value.key])
      const { unit } = own.value
      // Sealing anew was broken off: it goes on with whoever opens a key next.
      const left = unit.length > 1 ? await resealTips(world, actor, unit) : unit
      const until = millis(world.clock.now()) + openMinutes * 60_000
      open.set(digest(Buffer.from(session)), { actor, unit: left, until })
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
        ? firstBox(world, authority, made.value)
        : { ...box, officers: [...box.officers, made.value] }
    await putBox(world, hand.value, 'tip-box.key_made', now, about(made.value))
    return done(undefined)
  })
}

function firstBox(world: World, authority: string, first: OfficerKey): Box {
  const seed = world.random.bytes(32)
  const unit = boxKey(seed)
  const sealed = sealTo(bytesOf(first.publicKey), seed, world.random)
  forget([unit])
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
    const sealed = text(sealTo(bytesOf(key.publicKey), unit.secretKey, world.random))
    const now = { ...box, letIn: [...box.letIn, { officer: colleague, sealed }] }
    await putBox(world, hand, 'tip-box.key_let_in', now, about(key))
    return done(undefined)
  })
}
