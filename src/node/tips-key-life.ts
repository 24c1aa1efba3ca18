import { done, type Outcome, refuse } from '#base'
import { boxKey, makeOfficerKey, sealTo, tipRefusal } from '#tips'
import { type Box, boxOf, unitHand } from './tips-box.ts'
import { resealTips } from './tips-reseal.ts'
import { shareOut } from './tips-shares.ts'
import { about, bytesOf, forget, putBox, text, type UnitKeys, unitKeysOf } from './tips-unit-key.ts'
import type { Hand, World } from './world.ts'

/** What becomes of keys of the unit: an officer leaves, a passphrase is lost, a key gets a successor. Each is an event. */
export interface TipKeyLife {
  /** An officer who lost the passphrase makes a new key. It takes the place of the old one when two colleagues say so. */
  renew(actor: string, passphrase: string): Promise<Outcome<undefined>>
  /** A colleague says that the new key is really that officer's; the second who does lets it in. */
  confirm(actor: string, passphrase: string, colleague: string): Promise<Outcome<undefined>>
  /** Says that an officer is to leave the unit: of oneself, or of a colleague. Said again, it is taken back. */
  askToLeave(actor: string, officer: string): Promise<Outcome<undefined>>
  /** Another officer takes that key away; the key of the unit gets a successor, which the one who left never had. */
  remove(actor: string, passphrase: string, officer: string): Promise<Outcome<undefined>>
  /** Gives the key of the unit a successor; everybody who was let in has that too. */
  succeed(actor: string, passphrase: string): Promise<Outcome<undefined>>
  /** Gives a colleague whose key is newer a part in the envelopes: one officer offers, a second completes. */
  shareOut(
    actor: string,
    passphrase: string,
    colleague: string,
  ): Promise<Outcome<{ readonly offered: number; readonly given: number }>>
}

export function makeTipKeyLife(world: World, closeAll: () => void): TipKeyLife {
  return {
    renew: (actor, passphrase) => renew(world, actor, passphrase),
    confirm: (actor, passphrase, colleague) =>
      asUnit(world, actor, passphrase, (box, unit, hand) =>
        confirm(world, hand, box, unit, colleague),
      ),
    askToLeave: (actor, officer) => askToLeave(world, actor, officer),
    async remove(actor, passphrase, officer) {
      const removed = await asUnit(world, actor, passphrase, async (box, unit, hand) => {
        const asked = box.leaving?.find((l) => l.officer === officer)
        if (asked === undefined || officer === actor || asked.by === actor)
          return refuse(tipRefusal('leave-two'))
        const left = without(box, officer)
        await putBox(world, hand, 'tip-box.officer_left', succeeded(world, left, unit), { officer })
        return done(undefined)
      })
      return removed.ok ? goOn(actor, passphrase) : removed
    },
    async succeed(actor, passphrase) {
      const given = await asUnit(world, actor, passphrase, async (box, unit, hand) => {
        await putBox(world, hand, 'tip-box.key_succeeded', succeeded(world, box, unit), {})
        return done(undefined)
      })
      return given.ok ? goOn(actor, passphrase) : given
    },
    shareOut: (actor, passphrase, colleague) => shareOut(world, actor, passphrase, colleague),
  }

  /** After a succession: sessions with the old key end, and what is sealed to it is sealed anew. */
  async function goOn(actor: string, passphrase: string): Promise<Outcome<undefined>> {
    closeAll()
    const own = await unitKeysOf(world, actor, passphrase)
    if (!own.ok) return own
    forget([own.value.key])
    forget(await resealTips(world, actor, own.value.unit))
    return done(undefined)
  }
}

/** One act on the keys, by an officer who was let in and has typed the passphrase for it. */
async function asUnit(
  world: World,
  actor: string,
  passphrase: string,
  work: (box: Box, unit: UnitKeys, hand: Hand) => Promise<Outcome<undefined>>,
): Promise<Outcome<undefined>> {
  const hand = unitHand(world, actor)
  if (!hand.ok) return hand
  return world.locks.run([`tip-box/${hand.value.authority}`], async () => {
    const own = await unitKeysOf(world, actor, passphrase)
    if (!own.ok) return own
    const worked = await work(own.value.box, own.value.unit, hand.value)
    forget([own.value.key, ...own.value.unit])
    return worked
  })
}

async function renew(world: World, actor: string, passphrase: string): Promise<Outcome<undefined>> {
  const hand = unitHand(world, actor)
  if (!hand.ok) return hand
  const made = await makeOfficerKey(actor, passphrase, world.random)
  if (!made.ok) return made
  return world.locks.run([`tip-box/${hand.value.authority}`], async () => {
    const box = await boxOf(world)
    if (!box?.officers.some(({ officer }) => officer === actor))
      return refuse(tipRefusal('unit-key-unmade'))
    const others = (box.renewals ?? []).filter(({ key }) => key.officer !== actor)
    const now = { ...box, renewals: [...others, { key: made.value }] }
    await putBox(world, hand.value, 'tip-box.key_renewal_asked', now, about(made.value))
    return done(undefined)
  })
}

async function confirm(
  world: World,
  hand: Hand,
  box: Box,
  [unit]: UnitKeys,
  colleague: string,
): Promise<Outcome<undefined>> {
  const asked = box.renewals?.find(({ key }) => key.officer === colleague)
  if (asked === undefined) return refuse(tipRefusal('unit-key-unmade'))
  if (colleague === hand.id || asked.confirmedBy === hand.id)
    return refuse(tipRefusal('renewal-two'))
  const others = (box.renewals ?? []).filter((one) => one !== asked)
  const { key } = asked
  if (asked.confirmedBy === undefined) {
    const now = { ...box, renewals: [...others, { key, confirmedBy: hand.id }] }
    await putBox(world, hand, 'tip-box.key_renewal_confirmed', now, about(key))
    return done(undefined)
  }
  const sealed = text(sealTo(bytesOf(key.publicKey), unit.secretKey, world.random))
  const now: Box = {
    ...box,
    officers: box.officers.map((one) => (one.officer === colleague ? key : one)),
    letIn: [...box.letIn.filter((l) => l.officer !== colleague), { officer: colleague, sealed }],
    renewals: others,
  }
  await putBox(world, hand, 'tip-box.key_renewed', now, about(key))
  return done(undefined)
}

async function askToLeave(
  world: World,
  actor: string,
  officer: string,
): Promise<Outcome<undefined>> {
  const hand = unitHand(world, actor)
  if (!hand.ok) return hand
  return world.locks.run([`tip-box/${hand.value.authority}`], async () => {
    const box = await boxOf(world)
    if (!box?.officers.some((key) => key.officer === officer))
      return refuse(tipRefusal('unit-key-unmade'))
    const others = (box.leaving ?? []).filter((l) => l.officer !== officer)
    const isBack = box.leaving?.some((l) => l.officer === officer && l.by === actor) === true
    const leaving = isBack ? others : [...others, { officer, by: actor }]
    const type = isBack ? 'tip-box.leave_withdrawn' : 'tip-box.leave_asked'
    await putBox(world, hand.value, type, { ...box, leaving }, { officer })
    return done(undefined)
  })
}

function without(box: Box, officer: string): Box {
  return {
    ...box,
    officers: box.officers.filter((key) => key.officer !== officer),
    letIn: box.letIn.filter((l) => l.officer !== officer),
    renewals: (box.renewals ?? []).filter(({ key }) => key.officer !== officer),
    leaving: (box.leaving ?? []).filter((l) => l.officer !== officer),
  }
}

/** The box under a new key, sealed to whoever is in it; the keys before are sealed to the new one. */
function succeeded(world: World, box: Box, earlier: UnitKeys): Box {
  const seed = world.random.bytes(32)
  const unit = boxKey(seed)
  const letIn = box.letIn.map(({ officer }) => {
    const { publicKey } = box.officers.find((key) => key.officer === officer)!
    return { officer, sealed: text(sealTo(bytesOf(publicKey), seed, world.random)) }
  })
  seed.fill(0)
  forget([unit])
  return {
    ...box,
    unit: text(unit.publicKey),
    letIn,
    earlier: earlier.map(({ publicKey, secretKey }) => ({
      publicKey: text(publicKey),
      sealed: text(sealTo(unit.publicKey, secretKey, world.random)),
    })),
  }
}
