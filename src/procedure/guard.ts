import type { Refusal } from '#base'
import type { GuardRef } from './rows.ts'
import type { Situation } from './situation.ts'

/** What a row's guard looks at, where it says more than a name. */
export type GuardWith = Exclude<GuardRef, string>

/** A question that a step must answer before it is taken. Pure; one idea each; named by rows. */
export interface Guard {
  /** What it asks, for the page that explains a procedure. */
  readonly text: string
  /** Can be told before a document is there. */
  readonly gate?: ((s: Situation, with_: GuardWith) => Refusal | undefined) | undefined
  /** Needs the document. */
  readonly check?: ((s: Situation, with_: GuardWith) => Refusal | undefined) | undefined
  /** Looks at the files of the matter: the node reads them before the step is decided. */
  readonly files?: true
  /** Also asked of a step that the other node took; false where letters may have crossed. */
  readonly ofPeer: boolean
}
