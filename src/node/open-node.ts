import type { Policy } from '#access'
import {
  type Clock,
  type Day,
  done,
  must,
  type Outcome,
  type Random,
  refuse,
  systemClock,
  systemRandom,
  uuid7,
} from '#base'
import { type AuthorityCard, type Council, keyFor, type SignedCard } from '#directory'
import { letterLimits, sign } from '#exchange'
import {
  keysOf,
  memoryStore,
  openStore,
  type Store,
  type StoreOptions,
  type WitnessPolicy,
} from '#store'
import { type AccessDesk, openAccessDesk } from './access-desk.ts'
import { openAccess } from './access-state.ts'
import type { Reply } from './answer-letter.ts'
import { type Attachments, attachmentsDesk } from './attachments-desk.ts'
import { fetchPull } from './attachments-fetch.ts'
import { audit } from './audit.ts'
import type { NodeCommand } from './command.ts'
import { olderHistory } from './cosign.ts'
import { readCouncil } from './council-file.ts'
import { checkFile } from './delivery-bulk.ts'
import { numberOldLetters } from './delivery-terms.ts'
import { type Desk, openDesk } from './desk.ts'
import { eraseAgain } from './erasure.ts'
import { loadFederation } from './federation.ts'
import { fetchGet } from './fetch-get.ts'
import type { FiguresSource } from './figures.ts'
import { makeFlights } from './flights.ts'
import { type Handled, handle } from './handle.ts'
import { openHeads } from './heads.ts'
import { type HitDesk, openHitDesk } from './hit.ts'
import { type KeyDesk, openKeyDesk, putOwnCardOnRecord } from './key-desk.ts'
import type { Keyring } from './keyring.ts'
import { type LawDesk, openLawDesk } from './law-desk.ts'
import { openLaws } from './laws.ts'
import { makeLocks } from './locks.ts'
import { type LogDesk, makeLogCare, openLogDesk } from './log-desk.ts'
import { logOrigin } from './log-origin.ts'
import type { NodeFile } from './make-node.ts'
import type { Observation, Observe } from './observe.ts'
import { beginOpenId, type OpenIdConfig, openOpenId } from './openid.ts'
import { fetchPost, sendDue, takeUpAgain } from './outbox.ts'
import { type Reads, reads } from './reads.ts'
import { receive } from './receive.ts'
import { type Retention, retentionDesk } from './retention-desk.ts'
import { readMade } from './rotate-keys.ts'
import { selfTest } from './self-test.ts'
import { makeSessions, type Sessions } from './sessions.ts'
import { putSettingsOnRecord, settingsOf } from './settings.ts'
import { type SignInBy, signIn } from './sign-in.ts'
import { type Suspensions, suspensionsDesk } from './suspension-acts.ts'
import { tick } from './tick.ts'
import { askAuthority, readTimestampAuthorities, type TimestampAuthority } from './timestamps.ts'
import { bringDeskUnder, forgetFormerKeys } from './vault-rotation.ts'
import type { ActorView, AuditView, SettingsView } from './views.ts'
import { logKeysOf } from './witness.ts'
import { witnessKeyWrong } from './witness-keys.ts'
import { readWitnessPolicy } from './witness-policy.ts'
import { defaultLimits, openWitnessing, type WitnessLimits } from './witnessing.ts'
import { actorViews } from './words.ts'
import type { Get, Post, Pull, World } from './world.ts'
import { guarded } from './write-guard.ts'

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
  readonly law: LawDesk
  /** Who may look and act: purposes, the log of looks, broken glasses, passkeys. */
  readonly access: AccessDesk
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

export async function openNode(options: NodeOptions): Promise<Node> {
  await selfTest()
  const clock = options.clock ?? systemClock
  const random = options.random ?? systemRandom
  const observe = options.observe ?? (() => {})
  const { file, keys } =
    options.made ?? readMade({ dir: options.dir, secret: options.secret, random })
  const { store, stop, stopped } = guarded(
    await openStoreOf(options, file.card, keys, clock, random),
  )
  const cardfile = await loadFederation(store, file.card, file.served)
  const { federation } = cardfile
  const { own } = federation
  const addressOf = (id: string) => options.addresses?.[id] ?? federation.card(id)?.address
  const get = options.get ?? fetchGet
  const policy = options.witnessPolicy ?? readWitnessPolicy(options.dir)
  const older =
    policy &&
    (await olderHistory(
      { store, get, addressOf },
      policy.witnesses,
      logKeysOf({ cards: () => [own] }, store.origin),
    ))
  if (older !== undefined) {
    stop(older)
    observe({ what: 'log-older', sentence: older })
  }
  const laws = await openLaws(store, federation, clock.now().slice(0, 10) as Day, observe)
  const world: World = {
    dir: options.dir,
    id: own.id,
    demo: options.demo === true,
    store,
    keys,
    clock,
    random,
    elapsed: options.elapsed ?? (() => performance.now()),
    ids: uuid7(clock, random),
    locks: makeLocks(),
    observe,
    sessions: makeSessions(systemClock, random),
    access: await openAccess(store, options.policies),
    openid: openOpenId(options.openid),
    post: options.post ?? fetchPost,
    flights: makeFlights((error) => observe(faultIn('outbox', error))),
    get,
    pull: options.pull ?? fetchPull,
    transfers: new Map(),
    witnessing: await openWitnessing({
      policy,
      limits: options.witnessLimits ?? defaultLimits,
      store,
      clock,
      observe,
      counts: (key, seconds) =>
        witnessKeyWrong(federation, key, seconds, clock.now()) === undefined,
    }),
    timestampAuthorities:
      options.timestampAuthorities ?? must(readTimestampAuthorities(options.dir)),
    askAuthority: options.askAuthority ?? askAuthority,
    heads: openHeads(() => world),
    careForLog: () => {},
    addressOf,
    federation,
    officers: file.officers,
    laws,
    figuresWith: options.figuresWith ?? [],
    figuresPeriod: options.figuresPeriod,
    wake: () => {},
  }
  const desk = openDesk(world)
  const hit = openHitDesk(world)
  const law = openLawDesk(world, laws)
  const council = options.council ?? readCouncil(options.dir)
  const keyDesk = openKeyDesk(world, cardfile, council, 'session')
  const ticking = makeTicker(world, law, hit)
  world.wake = ticking.wake
  world.careForLog = makeLogCare(world, stop)
  if (older === undefined) await putOwnCardOnRecord(world)
  if (older === undefined) await putSettingsOnRecord(world)
  if (older === undefined) await eraseAgain(world)
  if (older === undefined) await bringDeskUnder(world)
  if (options.made === undefined && keysOf(keys.kek).former.length > 0)
    forgetFormerKeys(store, { dir: options.dir, secret: options.secret, random }, clock.now())
  if (older === undefined) await takeUpAgain(world)
  if (older === undefined) await numberOldLetters(world)
  observe({ what: 'node-opened', size: (await store.head()).size, durable: store.durable })
  return {
    id: world.id,
    demo: world.demo,
    durable: store.durable,
    clock,
    sessions: world.sessions,
    observe,
    letterLimit: letterLimits.maxBytes,
    read: reads(world),
    desk,
    hit,
    attachments: attachmentsDesk(world),
    retention: retentionDesk(world),
    law,
    log: openLogDesk(world, stopped),
    suspensions: suspensionsDesk(world),
    checkFile: (actor, id, bytes) => checkFile(world, actor, id, bytes),
    actors: () => actorViews(world),
    actor: (id) => actorViews(world).find((a) => a.id === id),
    access: openAccessDesk(world),
    openid: options.openid?.name,
    beginOpenId: () => beginOpenId(world),
    signIn: (by) => signIn(world, by),
    signInLink: (actor) =>
      world.officers.some((o) => o.id === actor)
        ? done(world.sessions.link(actor))
        : refuse({
            kind: 'unknown',
            name: 'actor-unknown',
            ground: `${actor} is not an officer of this node`,
            remedy: `officers: ${world.officers.map((o) => o.id).join(', ')}`,
          }),
    handle: (actor, command) => handle(world, actor, command),
    receive: async (bytes) => done(await receive(world, bytes)),
    enrol: keyDesk.enrol,
    keys: keyDesk,
    operatorKeys: openKeyDesk(world, cardfile, council, 'operator'),
    audit: () => audit(world),
    settings: () => settingsOf(world),
    async tick() {
      await ticking.once()
      await world.flights.settled()
    },
    start: ticking.start,
    async close() {
      await ticking.stop()
      await world.flights.stop()
      await hit.stop()
      await desk.close()
      await store.close()
      observe({ what: 'node-closed' })
    },
  }
}

async function openStoreOf(
  options: NodeOptions,
  signed: SignedCard,
  keys: Keyring,
  clock: Clock,
  random: Random,
): Promise<Store> {
  const card = JSON.parse(Buffer.from(signed.card, 'base64url').toString('utf8')) as AuthorityCard
  const log = keyFor(card, 'log', card.issuedAt)
  if (log === undefined || log.id !== keys.log.id)
    throw new Error('the card of this node does not list its log key')
  const common = {
    dir: options.dir,
    origin: logOrigin(card.id),
    signHead: (text: Uint8Array) => sign(keys.log, text),
    headKey: keys.log.publicKey,
    kek: keys.kek,
    clock,
    random,
  }
  if (options.storage === 'memory') return memoryStore(common)
  if (typeof options.storage === 'function') return options.storage(common)
  return openStore({
    ...common,
    ...(options.databaseUrl === undefined ? {} : { databaseUrl: options.databaseUrl }),
    ...(options.durable === undefined ? {} : { durable: options.durable }),
  })
}

function faultIn(where: string, error: unknown): Observation {
  const message = error instanceof Error ? error.message : String(error)
  return { what: 'fault', in: where, message }
}

interface Ticker {
  once(): Promise<void>
  start(everyMilliseconds?: number): void
  wake(): void
  stop(): Promise<void>
}

/** One tick at a time, soon after a letter was written and otherwise every few seconds. */
function makeTicker(world: World, law: LawDesk, hit: HitDesk): Ticker {
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let started = false
  let woken = false
  let lastMaintained = world.elapsed()
  const once = () => {
    running = running.then(async () => {
      if (stopped) return
      try {
        await law.tick()
        await tick(world)
        hit.tick()
        if (world.elapsed() - lastMaintained > 3_600_000) {
          lastMaintained = world.elapsed()
          await world.store.maintain()
        }
      } catch (error) {
        world.observe(faultIn('tick', error))
      }
    })
    return running
  }
  return {
    once,
    start(everyMilliseconds = 5000) {
      started = true
      timer = setInterval(once, everyMilliseconds)
      void once()
    },
    wake() {
      // Of many letters written at once one call sends all; the clocks wait for their own tick.
      if (!started || woken) return
      woken = true
      setImmediate(() => {
        running = running.then(async () => {
          woken = false
          if (stopped) return
          await sendDue(world).catch((error) => world.observe(faultIn('outbox', error)))
        })
      })
    },
    async stop() {
      clearInterval(timer)
      await running
      stopped = true
    },
  }
}
