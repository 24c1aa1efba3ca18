import type { Outcome } from '#base'
import type { AccountHold, Recusal, Round } from '#oversight'
import { giveBackAccount, hearAccount, proposeAccount, signAccount } from './oversight-accounts.ts'
import { type Alarm, type AlarmOutcome, settleAlarm } from './oversight-alarms.ts'
import { traceCopy } from './oversight-copies.ts'
import { declarationOf, makeDeclaration, openRound } from './oversight-declare.ts'
import { liftRecusal } from './oversight-recusal.ts'
import { type LookQuery, searchLooks } from './oversight-search.ts'
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
  /** Who saw what, when and why. */
  search(actor: string, query: LookQuery): ReturnType<typeof searchLooks>
  /** Whose copy is this? */
  trace(actor: string, content: AsyncIterable<Uint8Array>): ReturnType<typeof traceCopy>
  declaration(actor: string): ReturnType<typeof declarationOf>
  declare(actor: string, lines: readonly string[]): ReturnType<typeof makeDeclaration>
  openRound(actor: string, day: string): Promise<Outcome<Round>>
}

export function openOversightDesk(world: World): OversightDesk {
  return {
    settle: (actor, id, outcome, words) => settleAlarm(world, actor, id, outcome, words),
    propose: (actor, officer, reason) => proposeAccount(world, actor, officer, reason),
    sign: (actor, officer, reason) => signAccount(world, actor, officer, reason),
    giveBack: (actor, officer, reason) => giveBackAccount(world, actor, officer, reason),
    hear: (actor, officer, words) => hearAccount(world, actor, officer, words),
    search: (actor, query) => searchLooks(world, actor, query),
    trace: (actor, content) => traceCopy(world, actor, content),
    declaration: (actor) => declarationOf(world, actor),
    declare: (actor, lines) => makeDeclaration(world, actor, lines),
    openRound: (actor, day) => openRound(world, actor, day),
    lift: (actor, officer, id, words) => liftRecusal(world, actor, officer, id, words),
  }
}
