import type { Policy } from '#access'
import type { Clock, Outcome, Random } from '#base'
import type { AuthorityCard, Council, SignedCard } from '#directory'
import type { Store, StoreOptions, WitnessPolicy } from '#store'
import type { AccessDesk } from './access-desk.ts'
import type { Reply } from './answer-letter.ts'
import type { Attachments } from './attachments-desk.ts'
import type { CaseDesk } from './case-desk.ts'
import type { NodeCommand } from './command.ts'
import type { checkFile } from './delivery-bulk.ts'
import type { Desk } from './desk.ts'
import type { EvaluationDesk } from './evaluation.ts'
import type { ExerciseDesk } from './exercise-desk.ts'
import type { FiguresSource } from './figures.ts'
import type { Handled } from './handle.ts'
import type { HitDesk } from './hit.ts'
import type { KeyDesk } from './key-desk.ts'
import type { Keyring } from './keyring.ts'
import type { KnowledgeDesk } from './knowledge-desk.ts'
import type { LawDesk } from './law-desk.ts'
import type { LearningDesk } from './learning-desk.ts'
import type { LogDesk } from './log-desk.ts'
import type { NodeFile } from './make-node.ts'
import type { Observe } from './observe.ts'
import type { beginOpenId, OpenIdConfig } from './openid.ts'
import type { OversightDesk } from './oversight-desk.ts'
import type { Reads } from './reads.ts'
import type { ReleaseDesk } from './release-desk.ts'
import type { Retention } from './retention-desk.ts'
import type { RightsDesk } from './rights-desk.ts'
import type { Sessions } from './sessions.ts'
import type { SignInBy } from './sign-in.ts'
import type { Suspensions } from './suspension-acts.ts'
import type { TimestampAuthority } from './timestamps.ts'
import type { TipDesk } from './tips.ts'
import type { ActorView, AuditView, SettingsView } from './views.ts'
import type { WitnessLimits } from './witnessing.ts'
import type { Get, Post, Pull } from './world.ts'

export interface NodeOptions {
  readonly dir: string
  /** PostgreSQL; without it the embedded database under `dir`. */
  readonly databaseUrl?: string
  /** Opens the key file; absent: the one in `DIR/secret`. */
  readonly secret?: string
  readonly observe?: Observe
  /** Signing in by choosing a role. Never outside of a demonstration. */
  readonly demo?: boolean
  readonly clock?: Clock
  readonly random?: Random
  /** Milliseconds since some moment; the runtime's own when absent. The simulator has time of its own. */
  readonly elapsed?: () => number
  /** The file and the keys of the node, where there is no folder to read them from. */
  readonly made?: { readonly file: NodeFile; readonly keys: Keyring }
  /** Addresses that hold for this start instead of those of the cards. Demonstrations and tests only. */
  readonly addresses?: Readonly<Record<string, string>>
  /** Nodes that agreed to be counted together in the figures. */
  readonly figuresWith?: readonly FiguresSource[]
  /** Days between which figures are shown when nobody asks for others. */
  readonly figuresPeriod?: { readonly from: string; readonly to: string }
  /** How letters leave; HTTP when absent. */
  readonly post?: Post
  /** The agency’s own sign-in service. */
  readonly openid?: OpenIdConfig
  /** The authority’s own rows about access, beside the shipped ones. */
  readonly policies?: readonly Policy[]
  /** How what partners serve is fetched; HTTP when absent. */
  readonly get?: Get
  /** How files of partners are drawn in; HTTP when absent. */
  readonly pull?: Pull
  /** Whose cosignatures count; absent: the file `witness-policy` in the folder, and without it nobody is asked. */
  readonly witnessPolicy?: WitnessPolicy
  /** Who stamps the head each day; absent: the file `timestamp-authorities` in the folder. */
  readonly timestampAuthorities?: readonly TimestampAuthority[]
  /** How they are asked; HTTP when absent. */
  readonly askAuthority?: Post
  /** Whose cosignatures a new card of a partner needs; absent: the file `council.json` in the folder, if there is one. */
  readonly council?: Council
  /** When a lag of the witnesses is shown, and when letters wait for them. */
  readonly witnessLimits?: WitnessLimits
  /** `memory` for tests of the rules; nothing is kept. A function brings a store of its own. */
  readonly storage?: 'disk' | 'memory' | ((options: StoreOptions) => Promise<Store>)
  /** The exercise that people play at this node; on nodes made for one alone. */
  readonly exercise?: ExerciseDesk
  /** Minutes between two rounds in which what came into the tip box goes on record; an hour when absent. */
  readonly tipRoundMinutes?: number
  /** `false` in demonstrations and tests alone: commits then do not wait for the disk. */
  readonly durable?: boolean
}

/** One authority, running. */
export interface Node {
  readonly id: string
  readonly demo: boolean
  readonly durable: boolean
  readonly clock: Clock
  readonly sessions: Sessions
  readonly observe: Observe
  readonly letterLimit: number
  readonly read: Reads
  readonly desk: Desk
  /** Blind questions: asking and being asked. */
  readonly hit: HitDesk
  readonly attachments: Attachments
  readonly retention: Retention
  /** What persons hand in, and what their desk does with it. */
  readonly rights: RightsDesk
  /** The box for those who know something, and the desk of its unit. */
  readonly tips: TipDesk
  /** What is handed to an evaluator who counts the figures again. */
  readonly evaluation: EvaluationDesk
  readonly law: LawDesk
  /** Where figures become public. */
  readonly releases: ReleaseDesk
  /** Pages of cases after final judgment. */
  readonly cases: CaseDesk
  /** Courses: tasks, grades, credentials. */
  readonly learning: LearningDesk
  /** Patterns that were released, and the rule by which they may be told. */
  readonly knowledge: KnowledgeDesk
  /** The exercise that people play here; undefined at every node of real work. */
  readonly exercise: ExerciseDesk | undefined
  /** Who may look and act: purposes, the log of looks, broken glasses, passkeys. */
  readonly access: AccessDesk
  /** Watching those who look: alarms, accounts, samples, red lines, declarations, the report. */
  readonly oversight: OversightDesk
  /** How the agency’s own sign-in service is called, where one is set up. */
  readonly openid: string | undefined
  /** Begins a sign-in there. */
  beginOpenId(): ReturnType<typeof beginOpenId>
  /** Judges a file of bulk data that came with a matter, and tells its sender by a status message. */
  checkFile(actor: string, id: string, bytes: Uint8Array): ReturnType<typeof checkFile>
  /** Holding up new acts of one kind with a peer, by two officers. */
  readonly suspensions: Suspensions
  /** The log among its witnesses. */
  readonly log: LogDesk
  actors(): readonly ActorView[]
  actor(id: string): ActorView | undefined
  signIn(by: SignInBy): Promise<Outcome<{ readonly actor: ActorView; readonly token: string }>>
  /** A one-time sign-in link for an officer; the path is `/sign-in?link=...`. */
  signInLink(actor: string): Outcome<string>
  handle(actor: string, command: NodeCommand): Promise<Outcome<Handled>>
  receive(bytes: Uint8Array): Promise<Outcome<Reply>>
  /** Takes a partner's first card into the directory; a later version needs two officers, see `keys`. */
  enrol(card: SignedCard): Promise<Outcome<AuthorityCard>>
  /** Keys of this node, and partners' cards that wait for a second officer. */
  readonly keys: KeyDesk
  /** The same for the operator of the machine, who acts in the names of officers; the record says so. */
  readonly operatorKeys: KeyDesk
  audit(): Promise<AuditView>
  /** The operator's files, by their digests, and when they changed. */
  settings(): Promise<SettingsView>
  /** Clocks and outbox, once, and waits until nothing is on its way. `start` does it every few seconds and waits for no peer. */
  tick(): Promise<void>
  /** Begins to tick. */
  start(everyMilliseconds?: number): void
  close(): Promise<void>
}
