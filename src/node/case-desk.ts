import { type Day, digest, done, type Json, type Outcome, type Refusal, refuse } from '#base'
import { type SignedEvent, signedEventOf } from '#indicators'
import { oversightRefusal } from '#oversight'
import { readDocument } from './bodies.ts'
import { type CaseRestriction, liftCase, restrictCase, restrictionOn } from './case-court.ts'
import { type CaseDocument, caseBytes, caseDigest, caseDocument } from './case-document.ts'
import { type CaseGates, standsBefore, whyNotReleased } from './case-gates.ts'
import {
  caseDeskOnly,
  caseMatterUnknown,
  caseNotFinal,
  caseNotPrepared,
  casePageUnknown,
  caseReasonMissing,
  caseRestricted,
} from './case-refusals.ts'
import {
  type CaseState,
  type CaseVersion,
  caseEvents,
  caseState,
  casesStream,
  type Restriction,
} from './case-state.ts'
import { everyEvent } from './every-event.ts'
import { stranger } from './law-desk-refusals.ts'
import { isSuspended } from './oversight-accounts.ts'
import { note, write } from './records.ts'
import { headerOf } from './request-view.ts'
import { actorName } from './words.ts'
import { type Hand, handOf, type World } from './world.ts'

/** What the desk says of a case that is to be told. */
export interface CaseToTell {
  /** `lantern`. */
  readonly id: string
  readonly title: string
  /** A few sentences without names of persons. */
  readonly summary: string
  /** Ids of its matters at this node. */
  readonly matters: readonly string[]
  /** Why there is another version. */
  readonly reason?: string
}

export interface CaseDesk {
  view(actor: string): Promise<Outcome<CaseDeskView>>
  /** What stands before a page of these matters today; empty where it can be prepared. */
  before(actor: string, matters: readonly string[]): Promise<Outcome<readonly Refusal[]>>
  prepare(actor: string, it: CaseToTell): Promise<Outcome<CaseDeskView>>
  /** A second person releases what was looked at, under its digest. */
  release(actor: string, id: string, digest: string): Promise<Outcome<CaseDeskView>>
  /** One person is enough to take back what should not be out. */
  withdraw(actor: string, id: string, reason: string): Promise<Outcome<CaseDeskView>>
  /** A judge keeps matters from being told; what is out is not shown from that moment. */
  restrict(actor: string, it: CaseRestriction): Promise<Outcome<CaseDeskView>>
  lift(actor: string, id: string, decision: string): Promise<Outcome<CaseDeskView>>
}

export interface CaseDeskView {
  readonly waiting: readonly (CaseVersion & {
    readonly document: CaseDocument
    /** Why it cannot be released today. */
    readonly blocked: Refusal | null
  })[]
  readonly released: readonly CaseVersion[]
  readonly withdrawn: readonly CaseVersion[]
  /** Orders of courts that hold today. */
  readonly restrictions: readonly Restriction[]
  /** Names of those who did it, by their ids. */
  readonly names: Readonly<Record<string, string>>
}

const prepares = ['case-officer', 'editor', 'head-of-desk']
const releases = ['editor', 'head-of-desk']

/** Where the page of a case becomes public: after final judgment, victims first, under four eyes. */
export function openCaseDesk(world: World): CaseDesk {
  const locked = (work: () => Promise<Outcome<unknown>>) =>
    world.locks.run(['case-pages'], async (): Promise<Outcome<CaseDeskView>> => {
      const did = await work()
      return did.ok ? done(await viewOf(world)) : did
    })
  return {
    view: async (actor) => {
      const hand = handFor(world, actor, [...prepares, 'auditor', 'inspector', 'judge'])
      return hand.ok ? done(await viewOf(world)) : hand
    },
    before: async (actor, matters) => {
      const hand = handFor(world, actor, prepares)
      if (!hand.ok) return hand
      const found = await gatesOf(world, await caseState(world), matters)
      return found.ok ? done(standsBefore(found.value)) : found
    },
    prepare: (actor, it) => locked(() => prepare(world, actor, it)),
    release: (actor, id, of) => locked(() => release(world, actor, id, of)),
    withdraw: (actor, id, reason) => locked(() => withdraw(world, actor, id, reason)),
    restrict: (actor, it) => locked(() => restrictCase(world, actor, it)),
    lift: (actor, id, decision) => locked(() => liftCase(world, actor, id, decision)),
  }
}

async function prepare(world: World, actor: string, it: CaseToTell): Promise<Outcome<unknown>> {
  const hand = handFor(world, actor, prepares)
  if (!hand.ok) return hand
  const state = await caseState(world)
  const before = state.versions.get(it.id)
  const reason = it.reason?.trim() ?? ''
  if (before !== undefined && reason === '') return refuse(caseReasonMissing)
  const found = await gatesOf(world, state, it.matters)
  if (!found.ok) return found
  const { finalOn, events, now } = found.value
  const [why] = standsBefore(found.value)
  if (why !== undefined || finalOn === undefined) return refuse(why ?? caseNotFinal)
  const document = caseDocument(
    {
      node: world.id,
      id: it.id,
      version: (before ?? 0) + 1,
      reason: before === undefined ? null : reason,
      title: it.title,
      summary: it.summary,
      asOf: now,
      finalOn,
    },
    events,
    world.laws.now(),
  )
  return put(world, hand.value, caseEvents.prepared, state.length, {
    facts: {
      case: it.id,
      version: document.version,
      digest: caseDigest(document),
      reason: document.reason,
      matters: [...it.matters],
    },
    document,
  })
}

async function release(
  world: World,
  actor: string,
  id: string,
  of: string,
): Promise<Outcome<unknown>> {
  const hand = handFor(world, actor, releases)
  if (!hand.ok) return hand
  const state = await caseState(world)
  const draft = state.waiting.get(id)
  const why = whyNotReleased(draft, hand.value.id, of) ?? restrictedBy(world, state, draft)
  if (why !== undefined || draft === undefined) return refuse(why ?? caseNotPrepared)
  const document = await documentBehind(world, draft)
  if (document === undefined) return refuse(caseNotPrepared)
  return put(world, hand.value, caseEvents.released, state.length, {
    facts: { case: id, version: draft.version, digest: draft.digest, reason: draft.reason },
    document,
  })
}

async function withdraw(
  world: World,
  actor: string,
  id: string,
  reason: string,
): Promise<Outcome<unknown>> {
  const hand = handFor(world, actor, releases)
  if (!hand.ok) return hand
  if (reason.trim() === '') return refuse(caseReasonMissing)
  const state = await caseState(world)
  const found = state.released.get(id)
  if (found === undefined) return refuse(casePageUnknown)
  return put(world, hand.value, caseEvents.withdrawn, state.length, {
    facts: { case: id, version: found.version, digest: found.digest, reason: reason.trim() },
  })
}

/** The page as it was released, if its bytes are still those of the digest. */
export async function documentBehind(
  world: World,
  { record, digest: of }: CaseVersion,
): Promise<CaseDocument | undefined> {
  const kept = (await readDocument(world, record)) as unknown as CaseDocument | undefined
  return kept !== undefined && digest(caseBytes(kept)) === of ? kept : undefined
}

/** What the records say of the matters, for whoever decides whether they may be told. */
async function gatesOf(
  world: World,
  { restrictions }: CaseState,
  matters: readonly string[],
): Promise<Outcome<CaseGates>> {
  const found = await eventsOf(world, matters)
  if (!found.ok) return found
  const now = world.clock.now()
  return done({
    restriction: restrictionOn(restrictions, matters, now.slice(0, 10)),
    finalOn: await finalSince(world, matters),
    events: found.value,
    now,
  })
}

/** A court may have spoken since the page was prepared. */
function restrictedBy(
  world: World,
  { restrictions }: CaseState,
  version: CaseVersion | undefined,
): Refusal | undefined {
  if (version === undefined) return undefined
  const today = world.clock.now().slice(0, 10)
  const found = restrictionOn(restrictions, version.matters, today)
  return found && caseRestricted(found.court, found.decision, found.until)
}

async function viewOf(world: World): Promise<CaseDeskView> {
  const state = await caseState(world)
  const waiting = []
  for (const draft of state.waiting.values()) {
    const document = await documentBehind(world, draft)
    const blocked = restrictedBy(world, state, draft) ?? null
    if (document !== undefined) waiting.push({ ...draft, document, blocked })
  }
  const today = world.clock.now().slice(0, 10)
  const view = {
    waiting,
    released: [...state.released.values()],
    withdrawn: [...state.withdrawn.values()],
    restrictions: state.restrictions.filter(({ until }) => until === null || until >= today),
  }
  const who = Object.values(view).flatMap((list) => list.map(({ by }) => by))
  return {
    ...view,
    names: Object.fromEntries(who.map((actor) => [actor, actorName(world, actor)])),
  }
}

/** The records of the matters, as the figures read them: never a body. */
async function eventsOf(
  world: World,
  matters: readonly string[],
): Promise<Outcome<readonly SignedEvent[]>> {
  const found: SignedEvent[] = []
  for (const matter of matters) {
    let any = false
    for await (const event of everyEvent(world.store, { stream: `matter/${matter}` })) {
      const header = headerOf(event)
      if (header === undefined || event.record === null) continue
      any = true
      found.push(signedEventOf(header, digest(event.record), world.id))
    }
    if (!any) return refuse(caseMatterUnknown)
  }
  return done(found)
}

/** The last day on which an order of confiscation among them became final, as the order says. */
async function finalSince(world: World, matters: readonly string[]): Promise<Day | undefined> {
  const days: string[] = []
  for (const matter of matters)
    for await (const event of everyEvent(world.store, { stream: `matter/${matter}` }))
      if (event.type === 'confiscation.ordered') {
        const order = await readDocument(world, event.id)
        if (typeof order?.finalOn === 'string') days.push(order.finalOn)
      }
  return days.sort().at(-1) as Day | undefined
}

async function put(
  world: World,
  hand: Hand,
  type: string,
  version: number,
  it: { readonly facts: Readonly<Record<string, Json>>; readonly document?: CaseDocument },
): Promise<Outcome<unknown>> {
  const written = write(world, hand, {
    ...note(casesStream, type, world.clock.now(), it.facts),
    ...(it.document === undefined ? {} : { document: caseBytes(it.document) }),
  })
  return world.store.commit({
    events: [written.event],
    bodies: written.body === undefined ? [] : [written.body],
    expect: [{ stream: casesStream, version }],
  })
}

function handFor(world: World, actor: string, roles: readonly string[]): Outcome<Hand> {
  const hand = handOf(world, actor)
  if (hand === undefined) return refuse(stranger)
  if (isSuspended(world, actor)) return oversightRefusal('account-suspended')
  return roles.includes(hand.role) ? done(hand) : refuse(caseDeskOnly(hand.id, hand.role))
}
