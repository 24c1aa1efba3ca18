import { done, type Json, type Outcome, type Refusal, refuse } from '#base'
import { type ChannelState, laneFor } from '#exchange'
import { oversightRefusal } from '#oversight'
import { decide, dueEvents, type Event, procedureOf } from '#procedure'
import type { Act, NewBody, NewEvent, RowChange } from '#store'
import { tipRefusal } from '#tips'
import { admitAct } from './act-access.ts'
import { type Enclosed, enclosedBy, sentRows } from './attachments-enclosed.ts'
import { type Aim, aimOf, coveringOf, type NodeCommand, priorityOf } from './command.ts'
import { type Source, sourcesIn, useRows } from './corrections.ts'
import { noteCredential } from './credentials.ts'
import { dispatch, documentBytes, placeOn } from './deliver.ts'
import { lanesExpected } from './delivery-rows.ts'
import { type OpenAct, type OpenLetter, sealAndCommit } from './delivery-seals.ts'
import { tellOfStep } from './delivery-told.ts'
import { factsFor } from './facts.ts'
import { checkItems } from './item-checks.ts'
import { after, load, type Matter, matterRow } from './matter.ts'
import { isSuspended } from './oversight-accounts.ts'
import { recuseOnContact } from './oversight-recusal.ts'
import { followRecords, passOversight } from './oversight-steps.ts'
import { peerNodes, servedHere, servedParty } from './parties.ts'
import { note, type Written, write } from './records.ts'
import { changeRows } from './rights-changes.ts'
import { searchRows } from './rights-search.ts'
import { suspendedTo } from './suspension.ts'
import { isForTipDesk } from './tips-box.ts'
import { type Hand, handOf, nodeHand, type World } from './world.ts'

/** What was done: the matter, and where its last record stands in the log. */
export interface Handled {
  readonly id: string
  readonly index: number
}

/**
 * The life of an act: authenticate, load, decide, append, keep, send, answer. Record, matter, body and sealed letter
 * are committed in one transaction; the letter leaves afterwards (`outbox.ts`), as often as it takes.
 */
export async function handle(
  world: World,
  actor: string,
  command: NodeCommand,
): Promise<Outcome<Handled>> {
  const hand = handOf(world, actor)
  if (hand === undefined) return refuse(stranger(actor))
  return isSuspended(world, actor)
    ? oversightRefusal('account-suspended')
    : handleAs(world, hand, command)
}

/**
 * What goes on record in the transaction of an act and is no step of its matter: sealed content of the tip box, what a person
 * handed in and what of it is erased.
 */
export type Beside = Required<Pick<Act, 'events' | 'bodies' | 'rows'>> & Pick<Act, 'erase'>

/** The same for a hand that is known already: the node itself, which passes a correction on. */
export async function handleAs(
  world: World,
  hand: Hand,
  command: NodeCommand,
  beside?: (stream: string) => Beside,
): Promise<Outcome<Handled>> {
  const started = world.elapsed()
  const aim = await aimOf(world, hand, command)
  if (!aim.ok) return aim
  const { stream } = aim.value
  if (beside === undefined && (await isForTipDesk(world, stream, aim.value.step)))
    return refuse(tipRefusal('tip-desk-only'))
  // The matter is held until the act is on record; the channels only until it stands in the queue of the disk, so that
  // acts of different matters to one peer share one wait.
  return world.locks.run([stream], async () => {
    const told = await putDueOnRecord(world, stream)
    if (!told.ok) return told
    const { matter } = told.value
    if (matter !== undefined) await recuseOnContact(world, hand, matter)
    const asked = await aim.value.command(matter)
    const procedural = asked.ok
      ? await checkItems(world, hand, aim.value, matter, asked.value)
      : asked
    const decided = procedural.ok
      ? decide(matter?.state, procedural.value, await factsFor(world, hand, procedural.value))
      : procedural
    if (!decided.ok)
      return putRefusalOnRecord(world, hand, stream, aim.value, matter, decided.refusal)
    const lawful = await passOversight(world, hand, matter, decided.value)
    if (!lawful.ok)
      return putRefusalOnRecord(world, hand, stream, aim.value, matter, lawful.refusal)
    const channels = aim.value.peers.map((peer) => `to:${peer}`)
    const gathered = await gather(world, hand, decided.value, aim.value.peers)
    const queued = await world.locks.run(channels, async () => {
      const act = await prepare(world, hand, matter, decided.value, gathered)
      if (!act.ok) return act
      const passkey = 'passkey' in command ? command.passkey : undefined
      const admitted = await admitAct(world, hand, matter, decided.value, act.value, passkey)
      if (!admitted.ok) return admitted
      const whole =
        beside === undefined ? admitted.value : withBeside(admitted.value, beside(stream))
      return done({ committing: sealAndCommit(world, whole) })
    })
    if (!queued.ok)
      return putRefusalOnRecord(world, hand, stream, aim.value, matter, queued.refusal)
    const committed = await queued.value.committing
    if (!committed.ok) return committed
    if (decided.value[0]?.procedure === 'P14')
      noteCredential(world, world.credentials, await load(world, stream))
    const index = committed.value.indexes.at(-1) ?? -1
    await followRecords(world, decided.value)
    if (aim.value.peers.length > 0) world.wake()
    tellOfStep(world, hand, stream, decided.value)
    world.observe({
      what: 'act',
      type: decided.value.at(-1)?.type ?? (procedural.ok ? aim.value.step : ''),
      stream,
      index,
      milliseconds: Math.round(world.elapsed() - started),
    })
    return done({ id: idOf(stream), index })
  })
}

/**
 * What the clocks of a matter have brought about by now, put on record: before a step is decided, before a letter is
 * taken in, and by the tick. The caller holds the matter, and gets it as it stands then.
 */
export async function putDueOnRecord(
  world: World,
  stream: string,
): Promise<Outcome<{ readonly told: number; readonly matter: Matter | undefined }>> {
  const matter = await load(world, stream)
  if (matter === undefined) return done({ told: 0, matter })
  const events = dueEvents(
    matter.state,
    world.clock.now(),
    servedHere(world).map((card) => card.id),
    world.laws.now(),
  )
  if (events.length === 0) return done({ told: 0, matter })
  const act = await prepare(world, nodeHand(world, 'clock'), matter, events)
  if (!act.ok) return act
  // Nothing of it crosses: there is no letter to seal.
  const committed = await world.store.commit(act.value.act)
  if (!committed.ok) return committed
  for (const event of events)
    world.observe({ what: 'clock-overdue', stream, rule: String(event.data.clock ?? event.type) })
  const now = await load(world, stream)
  noteCredential(world, world.credentials, now)
  return done({ told: events.length, matter: now })
}

/** The step stays the last event: its index is the one that is answered. */
function withBeside({ act, letters }: OpenAct, { events, bodies, rows, erase }: Beside): OpenAct {
  return {
    act: {
      ...act,
      events: [...events, ...act.events],
      bodies: [...(act.bodies ?? []), ...bodies],
      rows: [...(act.rows ?? []), ...rows],
      ...(erase === undefined ? {} : { erase: [...(act.erase ?? []), ...erase] }),
    },
    letters,
  }
}

/** What an act takes along that no channel changes. */
interface Gathered {
  readonly enclosed: readonly Enclosed[]
  /** By event: the items that its document was made from. */
  readonly sources: ReadonlyMap<Event, readonly Source[]>
}

/**
 * Read before the channels are held. While one is held nothing is asked of the database: it would answer only after the
 * act before is on the disk, and acts to one peer would no longer share one wait.
 */
async function gather(
  world: World,
  hand: Hand,
  events: readonly Event[],
  peers: readonly string[] = [],
): Promise<Gathered> {
  const crossing = events.filter((event) => event.crosses)
  const [first] = crossing
  if (first === undefined) return { enclosed: [], sources: new Map() }
  const sources = new Map<Event, readonly Source[]>()
  for (const event of crossing)
    sources.set(event, await sourcesIn(world, formOf(event), event.document))
  const enclosed = hand.role === 'node' ? [] : await enclosedBy(world, hand, first.stream)
  // Read for the cache of rows alone: what counts is read again while the channel is held.
  for (const peer of peers) await placeOn(world, peer, 'routine', first.stream)
  return { enclosed, sources }
}

/**
 * Everything the events of one decision change, as one act of the store. A crossing event goes to every other node that
 * serves a party; between authorities of one node there is no letter, for they share one log.
 */
export async function prepare(
  world: World,
  hand: Hand,
  before: Matter | undefined,
  events: readonly Event[],
  gathered?: Gathered,
): Promise<Outcome<OpenAct>> {
  const { enclosed: files, sources } = gathered ?? (await gather(world, hand, events))
  const newEvents: NewEvent[] = []
  const bodies: NewBody[] = []
  const open: OpenLetter[] = []
  const rows: RowChange[] = []
  let matter = before
  const channels = new Map<string, ChannelState>()
  const expectRows: NonNullable<Act['expectRows']>[number][] = []
  for (const event of events) {
    const enclosed = event.crosses && !rows.some((row) => row.kind === 'attachment') ? files : []
    const written = writeEvent(world, hand, event, matter, enclosed)
    const letters: { node: string; letter: string }[] = []
    newEvents.push(written.event)
    if (written.body !== undefined) bodies.push(written.body)
    matter = after(matter, event, { id: written.event.id, digest: written.digest })
    rows.push(...searchRows(world, event), ...changeRows(world, event))
    if (!event.crosses) continue
    rows.push(...useRows(hand, event.stream, written.event.id, sources.get(event) ?? []))
    for (const peer of peerNodes(world, matter.state)) {
      const held = await suspendedTo(world, before, matter, peer)
      if (held !== undefined) return held
      const lane = laneFor(priorityOf(matter))
      const place = await placeOn(world, peer, lane, event.stream)
      const earlier = channels.get(`${peer} ${lane}`)
      if (earlier === undefined) expectRows.push(lanesExpected(peer, lane, place.channel))
      const channel = earlier ?? place.channel
      const addressee = servedParty(world, matter.state, peer)
      const covering = coveringOf(event, matter, peer, addressee, channel)
      const sent = await dispatch(
        world,
        hand,
        written,
        { ...covering, after: place.after },
        enclosed,
      )
      if (!sent.ok) return sent
      channels.set(`${peer} ${lane}`, sent.value.channel)
      open.push(sent.value.letter)
      rows.push(...sent.value.rows)
      letters.push({ node: peer, letter: sent.value.letter.id })
    }
    if (letters.length > 0) rows.push(...sentRows(enclosed, letters))
  }
  if (matter !== undefined) rows.push(matterRow(world, matter))
  return done({
    act: {
      events: newEvents,
      bodies,
      rows: lastOfEach(rows),
      expect: [{ stream: events[0]!.stream, version: before?.version ?? 0 }],
      expectRows,
    },
    letters: open,
  })
}

function writeEvent(
  world: World,
  hand: Hand,
  event: Event,
  matter: Matter | undefined,
  enclosed: readonly Enclosed[],
): Written {
  // The clock acts for the authority whose limit it is; the node's seal signs for it.
  const signer = event.actor.endsWith('/clock') ? { ...hand, id: event.actor } : hand
  return write(world, signer, {
    stream: event.stream,
    type: event.type,
    at: event.at,
    procedure: event.procedure,
    transition: event.transition,
    data: event.data as unknown as { readonly [key: string]: Json },
    crosses: event.crosses,
    previous: matter?.previous ?? null,
    ...(event.document === undefined ? {} : { document: documentBytes(event.document) }),
    attachments: enclosed.map((e) => ({ id: e.row.id, commitment: e.commitment })),
  })
}

/** "No" is evidence: which step, by whom, on what ground. The words of the input are not kept. */
async function putRefusalOnRecord(
  world: World,
  hand: Hand,
  stream: string,
  aim: Aim,
  matter: Matter | undefined,
  refusal: Refusal,
): Promise<Outcome<never>> {
  const { kind, name, citation } = refusal
  const { step } = aim
  const corridor = corridorOf(world, hand, aim, matter)
  const written = write(
    world,
    nodeHand(world, 'node'),
    note(`refusals/${idOf(stream)}`, 'refused', world.clock.now(), {
      actor: hand.id,
      step,
      kind,
      name,
      citation: citation ?? null,
      ...(corridor === undefined ? {} : { corridor }),
    }),
  )
  await world.store.commit({ events: [written.event] })
  world.observe({ what: 'refused', name, kind, in: step })
  return refuse(refusal)
}

/** Between which countries, for which measure: what the map of gaps counts. */
function corridorOf(world: World, hand: Hand, aim: Aim, matter: Matter | undefined) {
  const procedure = procedureOf(matter?.state.procedure ?? aim.procedure)
  if (!procedure.ok) return undefined
  const { measure } = procedure.value
  const parties = matter?.state.parties
  if (parties !== undefined)
    return { from: parties.requesting.country, to: parties.requested.country, measure }
  const from = world.federation.card(hand.authority)?.country
  const to = world.federation.card(aim.to ?? '')?.country
  return from === undefined || to === undefined ? undefined : { from, to, measure }
}

/** The form on which the words of a step are written. */
function formOf(event: Event): string {
  const procedure = procedureOf(event.procedure)
  if (!procedure.ok) return ''
  return procedure.value.transitions.find((t) => t.id === event.transition)?.form ?? ''
}

/** A row written twice in one act keeps its last form. */
function lastOfEach(rows: readonly RowChange[]): readonly RowChange[] {
  return [...new Map(rows.map((row) => [`${row.kind} ${row.key}`, row])).values()]
}

export function idOf(stream: string): string {
  return stream.slice(stream.indexOf('/') + 1)
}

function stranger(actor: string): Refusal {
  return {
    kind: 'unauthenticated',
    name: 'actor-unknown',
    ground: `${actor} has no key at this node, or no longer works here`,
    remedy: 'sign in as an officer of this authority',
  }
}
