import type { Outcome } from '#base'
import type { AccountHold, Recusal } from '#oversight'
import { giveBackAccount, hearAccount, proposeAccount, signAccount } from './oversight-accounts.ts'
import { type Alarm, type AlarmOutcome, settleAlarm } from './oversight-alarms.ts'
import { liftRecusal } from './oversight-recusal.ts'
import type { World } from './world.ts'

/** Watching those who look, for the api. */
export interface OversightDesk {
  settle(
    actor: string,
    alarm: string,
    outcome: AlarmOutcome,
    words: string,
  ): Promise<Outcome<Alarm>>
  propose(actor: string, officer: string, reason: string): Promise<Outcome<AccountHold>>
  sign(actor: string, officer: string, reason: string): Promise<Outcome<AccountHold>>
  giveBack(actor: string, officer: string, reason: string): Promise<Outcome<AccountHold>>
  hear(actor: string, officer: string, words: string): Promise<Outcome<AccountHold>>
  lift(actor: string, officer: string, matter: string, words: string): Promise<Outcome<Recusal>>
}

export function openOversightDesk(world: World): OversightDesk {
  return {
    settle: (actor, id, outcome, words) => settleAlarm(world, actor, id, outcome, words),
    propose: (actor, officer, reason) => proposeAccount(world, actor, officer, reason),
    sign: (actor, officer, reason) => signAccount(world, actor, officer, reason),
    giveBack: (actor, officer, reason) => giveBackAccount(world, actor, officer, reason),
    hear: (actor, officer, words) => hearAccount(world, actor, officer, words),
    lift: (actor, officer, id, words) => liftRecusal(world, actor, officer, id, words),
  }
}
