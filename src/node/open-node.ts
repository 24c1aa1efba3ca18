import { type Day, done, must, refuse, systemClock, systemRandom, uuid7 } from '#base'
import { letterLimits } from '#exchange'
import { keysOf } from '#store'
import { openAccessDesk } from './access-desk.ts'
import { openAccess } from './access-state.ts'
import { attachmentsDesk } from './attachments-desk.ts'
import { fetchPull } from './attachments-fetch.ts'
import { tidyFiles } from './attachments-tidy.ts'
import { audit } from './audit.ts'
import { openCaseDesk } from './case-desk.ts'
import { clockFrom } from './clock-floor.ts'
import { olderHistory } from './cosign.ts'
import { readCouncil } from './council-file.ts'
import { openCredentials } from './credentials.ts'
import { checkFile } from './delivery-bulk.ts'
import { numberOldLetters } from './delivery-terms.ts'
import { openDesk } from './desk.ts'
import { eraseAgain } from './erasure.ts'
import { openEvaluationDesk } from './evaluation.ts'
import { loadFederation } from './federation.ts'
import { fetchGet } from './fetch-get.ts'
import { fetchPost } from './fetch-post.ts'
import { makeFlights } from './flights.ts'
import { handle } from './handle.ts'
import { openHeads } from './heads.ts'
import { openHitDesk } from './hit.ts'
import { openKeyDesk, putOwnCardOnRecord } from './key-desk.ts'
import { openKnowledgeDesk } from './knowledge-desk.ts'
import { openLawDesk } from './law-desk.ts'
import { openLaws } from './laws.ts'
import { openLearningDesk } from './learning-desk.ts'
import { makeLocks } from './locks.ts'
import { makeLogCare, openLogDesk } from './log-desk.ts'
import type { Node, NodeOptions } from './node.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { beginOpenId, openOpenId } from './openid.ts'
import { takeUpAgain } from './outbox.ts'
import { openOversightDesk } from './oversight-desk.ts'
import { openOversight } from './oversight-state.ts'
import { openStoreOf } from './own-store.ts'
import { reads } from './reads.ts'
import { receive } from './receive.ts'
import { openReleaseDesk } from './release-desk.ts'
import { retentionDesk } from './retention-desk.ts'
import { openRightsDesk } from './rights-desk.ts'
import { cardOf, readMade } from './rotate-keys.ts'
import { selfTest } from './self-test.ts'
import { makeSessions } from './sessions.ts'
import { putSettingsOnRecord, settingsOf } from './settings.ts'
import { signIn } from './sign-in.ts'
import { suspensionsDesk } from './suspension-acts.ts'
import { faultIn, makeTicker } from './ticker.ts'
import { askAuthority, readTimestampAuthorities } from './timestamps.ts'
import { openTipDesk } from './tips.ts'
import { bringDeskUnder, forgetFormerKeys } from './vault-rotation.ts'
import { logKeysOf } from './witness.ts'
import { witnessKeyWrong } from './witness-keys.ts'
import { readWitnessPolicy } from './witness-policy.ts'
import { defaultLimits, openWitnessing } from './witnessing.ts'
import { actorViews } from './words.ts'
import type { World } from './world.ts'
import { guarded } from './write-guard.ts'

export type { Node, NodeOptions } from './node.ts'

export async function openNode(options: NodeOptions): Promise<Node> {
  await selfTest()
  const random = options.random ?? systemRandom
  const observe = options.observe ?? (() => {})
  const { file, keys } =
    options.made ?? readMade({ dir: options.dir, secret: options.secret, random })
  const card = cardOf(file)
  const machine = options.clock ?? systemClock
  if (machine.now() < card.issuedAt) observe({ what: 'clock-behind', card: card.issuedAt })
  const clock = clockFrom(machine, card.issuedAt)
  const { store, stop, stopped } = guarded(await openStoreOf(options, card, keys, clock, random))
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
    oversight: await openOversight(store),
    credentials: await openCredentials(store, { clock, laws }),
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
  const tips = openTipDesk(world, options.tipRoundMinutes)
  const ticking = makeTicker(world, law, hit, tips)
  world.wake = ticking.wake
  world.careForLog = makeLogCare(world, stop)
  if (older === undefined) await putOwnCardOnRecord(world)
  if (older === undefined) await putSettingsOnRecord(world)
  if (older === undefined) await eraseAgain(world)
  if (older === undefined) await tidyFiles(world)
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
    rights: openRightsDesk(world),
    tips,
    evaluation: openEvaluationDesk(world),
    law,
    releases: openReleaseDesk(world),
    cases: openCaseDesk(world),
    learning: openLearningDesk(world),
    knowledge: openKnowledgeDesk(world),
    // Nothing of an exercise is ever asked at a node whose card does not carry its mark.
    exercise: own.exercise === undefined ? undefined : options.exercise,
    log: openLogDesk(world, stopped),
    suspensions: suspensionsDesk(world),
    checkFile: (actor, id, bytes) => checkFile(world, actor, id, bytes),
    actors: () => actorViews(world),
    actor: (id) => actorViews(world).find((a) => a.id === id),
    access: openAccessDesk(world),
    oversight: openOversightDesk(world),
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
    audit: oneAtATime(() => audit(world)),
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
