import { done, type Outcome } from '#base'
import {
  type AccountHold,
  type Decider,
  endHold,
  oversightRefusal,
  proposeHold,
  signHold,
} from '#oversight'
import type { Event } from '#procedure'
import type { StoredEvent } from '#store'
import { readDocument } from './bodies.ts'
import { everyEvent } from './every-event.ts'
import type { Matter } from './matter.ts'
import { keepHold } from './oversight-accounts.ts'
import { overseersOf } from './oversight-who.ts'
import { headerOf } from './request-view.ts'
import { type Hand, nodeHand, type World } from './world.ts'

const ordered = 'complaint.stop_ordered'
const confirmed = 'complaint.stopped'
const lifted = 'complaint.stop_lifted'

/** Does this record change what an order to stop asks of an account? */
export function isStop({ type }: { readonly type: string }): boolean {
  return type === ordered || type === confirmed || type === lifted
}

/**
 * What orders of oversight bodies (P11, `order-stop`) ask of accounts here: the order is the signature of an overseer, the
 * confirmation that of the second person, and with it the doors are closed. Reads the records that came since the last
 * time, so that a node that stopped between the record and the suspension makes it good when it opens.
 */
export async function carryOutStops(world: World): Promise<void> {
  const { oversight } = world
  await world.locks.run(['oversight/stops'], async () => {
    const types = [ordered, confirmed, lifted]
    for await (const event of everyEvent(world.store, { after: oversight.stopsRead, types })) {
      if (
        event.index > (oversight.stops.get(event.stream) ?? -1) &&
        !(await carryOut(world, event))
      )
        return
      oversight.stopsRead = event.index
    }
  })
}

/** Before the confirmation: an account that is named is one of the authority, and nobody confirms the own. */
export async function mayConfirmStop(
  world: World,
  hand: Hand,
  matter: Matter | undefined,
  events: readonly Event[],
): Promise<Outcome<void>> {
  if (matter === undefined || !events.some((e) => e.type === confirmed)) return done(undefined)
  const account = await accountIn(world, matter.stream)
  if (account === undefined) return done(undefined)
  if (account === hand.id) return oversightRefusal('hold-own')
  const officer = world.officers.find((o) => o.id === account)
  return officer?.authority === hand.authority ? done(undefined) : oversightRefusal('hold-unknown')
}

/** The account that the last order of a matter names. */
async function accountIn(world: World, stream: string): Promise<string | undefined> {
  let account: string | undefined
  for await (const event of everyEvent(world.store, { stream, types: [ordered] }))
    account = await namedIn(world, event)
  return account
}

async function namedIn(world: World, event: StoredEvent): Promise<string | undefined> {
  const document = await readDocument(world, headerOf(event)?.body?.id ?? event.id)
  return typeof document?.account === 'string' ? document.account : undefined
}

/** @returns whether it is on record, or nothing is to be put there */
async function carryOut(world: World, event: StoredEvent): Promise<boolean> {
  const { holds } = world.oversight
  const standing = [...holds.values()].find((hold) => hold.stop?.matter === event.stream)
  const account =
    event.type === ordered ? await namedIn(world, event) : (standing?.officer ?? undefined)
  const officer = world.officers.find((o) => o.id === account)
  if (account === undefined || officer === undefined) return true
  return world.locks.run([`account/${account}`], async () => {
    const before = holds.get(account)
    const next = changed(world, before, event, officer)
    if (next === undefined) return true
    const stop = { matter: event.stream, last: event.index }
    const kept = await keepHold(world, nodeHand(world, 'node'), before, { ...next, stop }, inWords)
    if (kept.ok) world.oversight.stops.set(event.stream, event.index)
    return kept.ok
  })
}

/** The hold after an order, its confirmation or its end; undefined where nothing changes. */
function changed(
  world: World,
  before: AccountHold | undefined,
  event: StoredEvent,
  { id: officer, authority }: { readonly id: string; readonly authority: string },
): AccountHold | undefined {
  const by: Decider = {
    id: event.actor,
    oversees: event.type !== confirmed,
    headsDesk: event.type === confirmed,
    byOrder: true,
  }
  const made = (): Outcome<AccountHold> | undefined => {
    if (event.type === lifted) return before && endHold(before, by)
    // Who has signed on the page before orders it in the matter too: one person, and the confirmation is the second.
    if (event.type === ordered && before?.signed.some((s) => s.by === by.id)) return done(before)
    if (before?.state === 'proposed') return signHold(before, by, event.at)
    if (event.type === confirmed) return undefined
    if (before !== undefined) return done(before)
    const at = world.clock.now()
    return proposeHold({ id: world.ids.next(), officer, authority, row: '', at, by })
  }
  const next = made()
  return next?.ok ? next.value : undefined
}

function inWords(world: World, hold: AccountHold) {
  return {
    told: overseersOf(world, hold.authority, hold.officer),
    text:
      hold.state === 'suspended'
        ? `an order to stop is carried out: the account of ${hold.officer} is suspended`
        : hold.state === 'proposed'
          ? `an oversight body orders the account of ${hold.officer} to be held up; it takes the confirmation of the authority`
          : `an order to stop has ended: the account of ${hold.officer} is given back`,
  }
}
