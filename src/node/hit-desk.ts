import type { Instant, Outcome } from '#base'
import type { Quota, ReleaseRule } from '#hit'
import type { AskTerms } from './hit-asker.ts'
import type { HitPath } from './hit-call.ts'
import type { OpenedItem } from './hit-opening.ts'
import type { PreparedRequest } from './hit-request.ts'
import type { HitDeskView, HitFoundView } from './views-hit.ts'

/** The desk of blind questions: asking, being asked, and looking after both. */
export interface HitDesk {
  view(actor: string): Promise<Outcome<HitDeskView>>
  /** Takes the question down and begins to ask; the run tells how far it is. */
  ask(actor: string, terms: AskTerms): Promise<Outcome<{ readonly id: string }>>
  run(actor: string, id: string): Promise<Outcome<HitFoundView>>
  /** Asks again those who did not answer. */
  resume(actor: string, id: string): Promise<Outcome<{ readonly id: string }>>
  /** Takes a question back: what has not left stays here, what waits at a partner is taken back from it. */
  withdraw(actor: string, id: string): Promise<Outcome<void>>
  /** What is known of a formal request (P1) about shared subjects of one partner; officers complete, approve and send it. */
  prepare(actor: string, id: string, tokens: readonly string[]): Promise<Outcome<PreparedRequest>>
  keepList(actor: string, name: string, text: string): Promise<Outcome<{ readonly id: string }>>
  dropList(actor: string, id: string): Promise<Outcome<void>>
  openEpoch(
    actor: string,
    terms: {
      readonly partner: string
      readonly purpose: string
      readonly days: number
      readonly quota?: Quota | undefined
      /** Which questions officers release one by one; `none` unless it is said. */
      readonly release?: ReleaseRule | undefined
    },
  ): Promise<Outcome<void>>
  growEpoch(actor: string, partner: string, purpose: string): Promise<Outcome<void>>
  closeEpoch(actor: string, partner: string, purpose: string): Promise<Outcome<void>>
  /** Stops the making of an index; the one before, if any, goes on. */
  stopBuilding(actor: string, partner: string, purpose: string): Promise<Outcome<void>>
  /** An officer's word about a question that waits for it: released, or declined with a reason that the asker reads. */
  release(actor: string, question: string, grant: boolean, reason: string): Promise<Outcome<void>>
  draw(
    actor: string,
    question: string,
    count: number,
  ): Promise<Outcome<{ readonly chance: number }>>
  lift(actor: string, question: string): Promise<Outcome<void>>
  openings(
    actor: string,
    id: string,
  ): Promise<
    Outcome<{
      readonly case: string
      readonly officer: string
      readonly items: readonly OpenedItem[]
    }>
  >
  attest(actor: string, id: string, inCase: number): Promise<Outcome<void>>
  askStanding(
    actor: string,
    run: string,
    reason: string,
    until: Instant,
  ): Promise<Outcome<{ readonly id: string }>>
  grantStanding(actor: string, id: string, grant: boolean): Promise<Outcome<void>>
  /** Bytes of the longest message that partners may send. */
  readonly mostBytes: number
  /**
   * What partners send: a greeting, a question, a withdrawal, a challenge. Whose seals hold is answered under ours, a "no"
   * as well; anybody else gets a refusal that nobody signed.
   */
  receive(what: HitPath, bytes: Uint8Array): Promise<Outcome<Uint8Array>>
  /** Standing questions and openings that wait, at most once a minute, beside everything else. */
  tick(): void
  /** When nothing is on its way. */
  settled(): Promise<void>
  /** Before the node closes: breaks off what would take long. */
  stop(): Promise<void>
}
