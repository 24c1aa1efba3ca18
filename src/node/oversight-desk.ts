import type { Outcome } from '#base'
import type {
  AccountHold,
  Audit,
  GroupResult,
  LotFile,
  Recusal,
  Round,
  SignedPot,
  TransparencyReport,
} from '#oversight'
import { giveBackAccount, hearAccount, proposeAccount, signAccount } from './oversight-accounts.ts'
import { type Alarm, type AlarmOutcome, settleAlarm } from './oversight-alarms.ts'
import { consoleOf } from './oversight-console.ts'
import { traceCopy } from './oversight-copies.ts'
import { declarationOf, makeDeclaration, openRound } from './oversight-declare.ts'
import { disparityOf, type Tested } from './oversight-detectors.ts'
import { type LineRow, signLine } from './oversight-lines.ts'
import { givePot } from './oversight-pots.ts'
import { liftRecusal } from './oversight-recusal.ts'
import { reportOf } from './oversight-report.ts'
import {
  announceLot,
  closeResult,
  drawLot,
  judgeRelease,
  type LotAsked,
  lotFileOf,
  replyToResult,
  tellResult,
} from './oversight-samples.ts'
import { type LookQuery, searchLooks } from './oversight-search.ts'
import type { ConsoleView } from './views-oversight.ts'
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
  /** One of two says why a matter may go on beyond a red line. */
  signLine(actor: string, matter: string, words: string): Promise<Outcome<LineRow>>
  /** Releases of this node between two days, signed, for a lot over several nodes. */
  givePot(actor: string, from: string, to: string): Promise<Outcome<SignedPot>>
  announce(actor: string, asked: LotAsked): Promise<Outcome<Audit>>
  draw(actor: string, audit: string, secret: string): Promise<Outcome<Audit>>
  judge(
    actor: string,
    audit: string,
    ticket: string,
    finding: string,
    words: string,
  ): Promise<Outcome<Audit>>
  tell(actor: string, audit: string): Promise<Outcome<Audit>>
  reply(actor: string, audit: string, node: string, words: string): Promise<Outcome<Audit>>
  finish(actor: string, audit: string): Promise<Outcome<Audit>>
  lotFile(actor: string, audit: string): Promise<Outcome<LotFile>>
  /** Everything the page of oversight shows, as far as the officer may know of it. */
  console(actor: string): Promise<Outcome<ConsoleView>>
  /** Does a detector flag one group more often? Over counts that are brought, or over a detector of this node. */
  disparity(
    actor: string,
    attribute: string,
    tested: Tested,
  ): Promise<Outcome<readonly GroupResult[]>>
  /** The report of a year, with small counts held back. */
  report(year: number): Promise<TransparencyReport>
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
    signLine: (actor, id, words) => signLine(world, actor, id, words),
    givePot: (actor, from, to) => givePot(world, actor, from, to),
    announce: (actor, asked) => announceLot(world, actor, asked),
    draw: (actor, id, secret) => drawLot(world, actor, id, secret),
    judge: (actor, id, ticket, finding, words) =>
      judgeRelease(world, actor, id, ticket, finding, words),
    tell: (actor, id) => tellResult(world, actor, id),
    reply: (actor, id, node, words) => replyToResult(world, actor, id, node, words),
    finish: (actor, id) => closeResult(world, actor, id),
    lotFile: (actor, id) => lotFileOf(world, actor, id),
    console: (actor) => consoleOf(world, actor),
    disparity: (actor, attribute, tested) => disparityOf(world, actor, attribute, tested),
    report: (year) => reportOf(world, year),
    lift: (actor, officer, id, words) => liftRecusal(world, actor, officer, id, words),
  }
}
