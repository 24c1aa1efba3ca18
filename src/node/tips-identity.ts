import { canonical, done, type Json, type Outcome, refuse } from '#base'
import { type TurnedKey, tipRefusal, turnFirstKey, turnSecondKey } from '#tips'
import { openMatter } from './access.ts'
import { type Handled, handleAs } from './handle.ts'
import { sealedRecord, type TipRow, tipChange, tipJson, tipOf, withTip } from './tips-box.ts'
import { envelopeOf } from './tips-shares.ts'
import { isRecused } from './tips-unit.ts'
import { ownKey } from './tips-unit-key.ts'
import { handOf, type World } from './world.ts'

/**
 * The first officer turns a key, with reasons, in a report of retaliation: the step of the procedure and the share that
 * is passed on are one transaction. The officer sees nothing of the envelope.
 */
export async function turnFirst(
  world: World,
  actor: string,
  id: string,
  { passphrase, reasons }: { readonly passphrase: string; readonly reasons: string },
): Promise<Outcome<Handled>> {
  const held = await envelopeFor(world, actor, id, passphrase)
  if (!held.ok) return held
  const { identity, box, key } = held.value
  const turned = turnFirstKey(identity, { officer: actor, key }, box.officers, world.random)
  key.secretKey.fill(0)
  if (turned === undefined) return refuse(tipRefusal('identity-no-share'))
  const hand = handOf(world, actor)!
  const document = { reasons, sealed: true }
  const command = { do: 'act', id, action: 'turn-first-key', document } as const
  const act = (tip: TipRow) => () => {
    const share = sealedRecord(
      world,
      hand,
      id,
      'tip.identity_first_key',
      canonical(turned as unknown as Json),
    )
    const row: TipRow = { ...tip, turned: { by: actor, body: share.event.id } }
    return { events: [share.event], bodies: [share.body!], rows: [tipChange(row)] }
  }
  return withTip(world, id, (tip) => handleAs(world, hand, command, act(tip)))
}

/**
 * The second officer opens the envelope. That it was opened, and by which two, is on record before anybody reads it; the
 * words themselves are given once to this officer and are kept nowhere.
 */
export async function turnSecond(
  world: World,
  actor: string,
  id: string,
  { passphrase, reasons }: { readonly passphrase: string; readonly reasons: string },
): Promise<Outcome<{ readonly identity: string }>> {
  const held = await envelopeFor(world, actor, id, passphrase)
  if (!held.ok) return held
  const { tip, identity, key, state } = held.value
  const isOrdered = state === 'KEYED' || state === 'PROTECTED'
  const body = tip.turned === undefined ? undefined : await world.store.body(tip.turned.body)
  if (!isOrdered || tip.turned?.by === actor || body?.state !== 'present')
    return refuse(tipRefusal('identity-first-key'))
  const turned = tipJson<TurnedKey>(body.bytes)
  const words = turned && turnSecondKey(identity, turned, { officer: actor, key })
  key.secretKey.fill(0)
  if (words === undefined) return refuse(tipRefusal('identity-no-share'))
  const record = sealedRecord(
    world,
    handOf(world, actor)!,
    id,
    'tip.identity_opened',
    canonical({ reasons }),
    { first: tip.turned!.by, second: actor },
  )
  const put = await world.store.commit({ events: [record.event], bodies: [record.body!] })
  return put.ok ? done({ identity: words }) : put
}

async function envelopeFor(world: World, actor: string, id: string, passphrase: string) {
  const opened = await openMatter(world, actor, id, 'read')
  if (!opened.ok) return opened
  const { state } = opened.value.matter
  if (isRecused(state.doers, actor)) return refuse(tipRefusal('tip-recused'))
  const own = await ownKey(world, actor, passphrase)
  if (!own.ok) return own
  const tip = await tipOf(world, id)
  const identity = tip && (await envelopeOf(world, tip))
  if (tip === undefined || identity === undefined) return refuse(tipRefusal('identity-none'))
  return done({ ...own.value, tip, identity, state: state.states.protection })
}
