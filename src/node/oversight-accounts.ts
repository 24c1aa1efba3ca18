import { done, type Outcome } from '#base'
import {
  type AccountHold,
  endHold,
  isHeldUp,
  oversightRefusal,
  proposeHold,
  signHold,
  tickHold,
} from '#oversight'
import type { Alarm } from './oversight-alarms.ts'
import { keepState } from './oversight-keep.ts'
import { deciderFor, openConsole, overseersOf, reasonGiven } from './oversight-who.ts'
import { type Hand, nodeHand, type World } from './world.ts'

/** Is the account of this officer suspended at this moment? Asked before every act, look and sign-in. */
export function isSuspended(world: World, officer: string): boolean {
  const hold = world.oversight.holds.get(officer)
  return hold !== undefined && isHeldUp(hold, world.clock.now())
}

/** An overseer or the head of the desk proposes it, and is the first of two. */
export async function proposeAccount(
  world: World,
  actor: string,
  officer: string,
  reason: string,
): Promise<Outcome<AccountHold>> {
  const about = world.officers.find((o) => o.id === officer)
  if (about === undefined) return oversightRefusal('hold-unknown')
  return change(world, actor, officer, about.authority, reason, (hand) =>
    world.oversight.holds.has(officer)
      ? oversightRefusal('hold-decided')
      : proposeHold({
          id: world.ids.next(),
          officer,
          authority: about.authority,
          row: '',
          at: world.clock.now(),
          by: deciderFor(world, hand, about.authority),
        }),
  )
}

/** A row proposes it; it holds nothing up until two persons have signed. */
export async function proposeByRow(world: World, alarm: Alarm): Promise<void> {
  const { officer, authority } = alarm
  await world.locks.run([`account/${officer}`], async () => {
    if (world.oversight.holds.has(officer)) return
    const at = world.clock.now()
    const hold = proposeHold({ id: world.ids.next(), officer, authority, row: alarm.row, at })
    if (!hold.ok) return
    await keep(world, nodeHand(world, 'clock'), hold.value, {
      type: 'account.proposed',
      text: `${alarm.row}: the account of ${officer} is proposed to be suspended; it takes two persons`,
      told: overseersOf(world, authority, officer),
    })
  })
}

export async function signAccount(
  world: World,
  actor: string,
  officer: string,
  reason: string,
): Promise<Outcome<AccountHold>> {
  return changeStanding(world, actor, officer, reason, (hand, now) =>
    signHold(now, deciderFor(world, hand, now.authority), world.clock.now()),
  )
}

/** Declines what is proposed, or gives the account back. */
export async function giveBackAccount(
  world: World,
  actor: string,
  officer: string,
  reason: string,
): Promise<Outcome<AccountHold>> {
  return changeStanding(world, actor, officer, reason, (hand, now) =>
    endHold(now, deciderFor(world, hand, now.authority)),
  )
}

/** What the officer has said to it, put down by whoever heard it: a suspended officer cannot sign in. */
export async function hearAccount(
  world: World,
  actor: string,
  officer: string,
  words: string,
): Promise<Outcome<AccountHold>> {
  return changeStanding(world, actor, officer, words, (_hand, now) =>
    done({ ...now, heardAt: world.clock.now() }),
  )
}

/** Suspensions that end, and proposals that nobody decided in time; each once, on record. */
export async function tickAccounts(world: World): Promise<void> {
  for (const { officer } of [...world.oversight.holds.values()])
    await world.locks.run([`account/${officer}`], async () => {
      const hold = world.oversight.holds.get(officer)
      if (hold === undefined) return
      const next = tickHold(hold, world.clock.now())
      if (next === hold) return
      const over = next.state === 'ended'
      await keep(world, nodeHand(world, 'clock'), next, {
        type: over ? 'account.ended' : 'account.proposal-late',
        text: over
          ? `the suspension of ${officer} has ended`
          : `nobody has decided within a day whether ${officer} is to be suspended`,
        told: overseersOf(world, hold.authority, officer),
      })
    })
}

/** The same for one that stands: proposed, or holding the account up. */
async function changeStanding(
  world: World,
  actor: string,
  officer: string,
  reason: string,
  how: (hand: Hand, now: AccountHold) => Outcome<AccountHold>,
): Promise<Outcome<AccountHold>> {
  const hold = world.oversight.holds.get(officer)
  if (hold === undefined) return oversightRefusal('hold-unknown')
  return change(world, actor, officer, hold.authority, reason, (hand, now) =>
    now === undefined ? oversightRefusal('hold-unknown') : how(hand, now),
  )
}

async function change(
  world: World,
  actor: string,
  officer: string,
  authority: string,
  reason: string,
  how: (hand: Hand, now: AccountHold | undefined) => Outcome<AccountHold>,
): Promise<Outcome<AccountHold>> {
  return world.locks.run([`account/${officer}`], async () => {
    const hand = await openConsole(world, actor, 'decide', authority)
    if (!hand.ok) return hand
    const words = reasonGiven(reason)
    if (!words.ok) return words
    const before = world.oversight.holds.get(officer)
    const next = how(hand.value, before)
    if (!next.ok) return next
    const type = typeOf(before, next.value)
    return keep(world, hand.value, next.value, {
      type,
      reason: words.value,
      text: `${actor}: ${inWords[type] ?? type} (${officer})`,
      told: overseersOf(world, authority, officer),
    })
  })
}

const inWords: Readonly<Record<string, string>> = {
  'account.proposed': 'proposes to suspend an account; it takes one more person',
  'account.signed': 'has signed the suspension of an account; it takes one more person',
  'account.suspended': 'has signed as the second person: the account is suspended',
  'account.declined': 'has declined to suspend an account',
  'account.lifted': 'has given an account back',
  'account.heard': 'has put down what the officer says',
}

function typeOf(before: AccountHold | undefined, now: AccountHold): string {
  if (before === undefined) return 'account.proposed'
  if (before.state !== now.state) return `account.${now.state}`
  return before.signed.length === now.signed.length ? 'account.heard' : 'account.signed'
}

/** What an order in a matter of an oversight body makes of a hold. */
export async function keepHold(
  world: World,
  hand: Hand,
  before: AccountHold | undefined,
  hold: AccountHold,
  words: (
    world: World,
    hold: AccountHold,
  ) => { readonly text: string; readonly told: readonly string[] },
): Promise<Outcome<AccountHold>> {
  const same = before?.state === hold.state && before.signed.length === hold.signed.length
  const type = same ? 'account.stop-ordered' : typeOf(before, hold)
  return keep(world, hand, hold, { type, ...words(world, hold) })
}

async function keep(
  world: World,
  hand: Hand,
  hold: AccountHold,
  said: {
    readonly type: string
    readonly text: string
    readonly told: readonly string[]
    readonly reason?: string
  },
): Promise<Outcome<AccountHold>> {
  const { type, text, told, reason } = said
  const kept = await keepState(world, hand, {
    kind: 'account-hold',
    key: hold.id,
    type,
    state: hold,
    facts: { officer: hold.officer, since: hold.at },
    ...(reason === undefined ? {} : { reason }),
    tell: {
      officers: hold.state === 'proposed' ? told : [...told, hold.officer],
      kind: 'account',
      text,
    },
  })
  if (!kept.ok) return kept
  const open = hold.state === 'proposed' || hold.state === 'suspended'
  if (open) world.oversight.holds.set(hold.officer, hold)
  else world.oversight.holds.delete(hold.officer)
  if (type === 'account.suspended') world.sessions.closeAll(hold.officer)
  return kept
}
