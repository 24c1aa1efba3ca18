import { type Digest, done, type Instant, type Json, type Outcome, refuse } from '#base'
import {
  makeRelease,
  type PublicFigure,
  publicView,
  type Release,
  releaseBytes,
  releaseDigest,
  releasePeriod,
  suppressedIn,
} from '#indicators'
import { oversightRefusal } from '#oversight'
import { countedFigures } from './figures-log.ts'
import { stranger } from './law-desk-refusals.ts'
import { isSuspended } from './oversight-accounts.ts'
import { note, type Written, write } from './records.ts'
import { pastOf, type Unsuppressed, unsuppressedBytes, unsuppressedOf } from './release-count.ts'
import { isOver } from './release-over.ts'
import {
  nothingChanged,
  nothingPrepared,
  periodNotOver,
  periodUnknown,
  reasonMissing,
  releaseDeskOnly,
  releaserIsPreparer,
  releaseUnknown,
} from './release-refusals.ts'
import { type Released, releaseEvents, releaseState, releasesStream } from './release-state.ts'
import { viewOfDesk } from './release-views.ts'
import type { ReleaseDeskView, UnsuppressedView } from './views-release.ts'
import { type Hand, handOf, type World } from './world.ts'

/**
 * Where figures become public: one person prepares, a second one releases under the digest that was looked at, and what
 * the small-count rule holds back is on record cell by cell. A version that is out is never changed: it is followed by
 * another, or withdrawn, and stays on the list.
 */
export interface ReleaseDesk {
  view(actor: string): Promise<Outcome<ReleaseDeskView>>
  /** Counts the period and keeps what would be published, for the second person. */
  prepare(actor: string, period: string, reason?: string): Promise<Outcome<ReleaseDeskView>>
  discard(actor: string, period: string): Promise<Outcome<ReleaseDeskView>>
  release(actor: string, period: string, digest: string): Promise<Outcome<ReleaseDeskView>>
  /** One person is enough: whoever sees that something came out must not have to wait. */
  withdraw(
    actor: string,
    period: string,
    version: number,
    reason: string,
  ): Promise<Outcome<ReleaseDeskView>>
  /** What was counted before the small-count rule, for evaluators; each look is on record. */
  unsuppressed(actor: string, period: string, version: number): Promise<Outcome<UnsuppressedView>>
}

const prepares = ['analyst', 'editor', 'head-of-desk'] as const
const releases = ['editor', 'head-of-desk'] as const
const evaluates = ['auditor', 'inspector', 'editor', 'head-of-desk'] as const

export function openReleaseDesk(world: World): ReleaseDesk {
  const locked = (work: () => Promise<Outcome<unknown>>) =>
    world.locks.run(['releases'], async (): Promise<Outcome<ReleaseDeskView>> => {
      const did = await work()
      return did.ok ? done(await viewOfDesk(world)) : did
    })
  return {
    view: async (actor) => {
      const hand = handFor(world, actor, [...prepares, ...evaluates])
      return hand.ok ? done(await viewOfDesk(world)) : hand
    },
    prepare: (actor, period, reason) => locked(() => prepare(world, actor, period, reason)),
    discard: (actor, period) => locked(() => discard(world, actor, period)),
    release: (actor, period, digest) => locked(() => release(world, actor, period, digest)),
    withdraw: (actor, period, version, reason) =>
      locked(() => withdraw(world, actor, period, version, reason)),
    unsuppressed: (actor, period, version) => unsuppressed(world, actor, period, version),
  }
}

async function prepare(
  world: World,
  actor: string,
  id: string,
  reason: string | undefined,
): Promise<Outcome<unknown>> {
  const hand = handFor(world, actor, prepares)
  if (!hand.ok) return hand
  const period = releasePeriod(id)
  if (period === undefined) return refuse(periodUnknown)
  const now = world.clock.now()
  if (!isOver(world, period)) return refuse(periodNotOver(id, period.to))
  const state = await releaseState(world)
  const earlier = state.released.filter((r) => r.period === id)
  const last = earlier.at(-1)
  if (last !== undefined && (reason ?? '').trim() === '') return refuse(reasonMissing)
  const from = `${period.from}T00:00:00.000Z` as Instant
  const found = await countedFigures(world, { from, to: period.end, asOf: now })
  const published = publicView(
    found,
    { to: period.end, on: now, period },
    await pastOf(world, state.released),
  )
  const document = makeRelease(
    {
      node: world.id,
      period,
      version: (last?.version ?? 0) + 1,
      supersedes: last?.digest ?? null,
      reason: last === undefined ? null : reason!.trim(),
      asOf: now,
      nodes: [world.id, ...world.figuresWith.map((source) => source.node)].sort(),
      law: world.laws.now().version,
    },
    published,
  )
  const before = last === undefined ? undefined : await unsuppressedOf(world, last.prepared)
  if (last?.state === 'current' && same(before?.published, published)) return refuse(nothingChanged)
  const digest = releaseDigest(document)
  return put(world, state.version, [
    record(world, hand.value, releaseEvents.prepared, now, facts(document, digest), {
      document: unsuppressedBytes({ figures: found, published, release: document }),
    }),
  ])
}

async function discard(world: World, actor: string, period: string): Promise<Outcome<unknown>> {
  const hand = handFor(world, actor, prepares)
  if (!hand.ok) return hand
  const state = await releaseState(world)
  const draft = state.waiting.get(period)
  if (draft === undefined) return refuse(nothingPrepared)
  const { version, digest } = draft
  return put(world, state.version, [
    record(world, hand.value, releaseEvents.discarded, world.clock.now(), {
      period,
      version,
      digest,
    }),
  ])
}

async function release(
  world: World,
  actor: string,
  period: string,
  digest: string,
): Promise<Outcome<unknown>> {
  const hand = handFor(world, actor, releases)
  if (!hand.ok) return hand
  const state = await releaseState(world)
  const draft = state.waiting.get(period)
  if (draft === undefined || draft.digest !== digest) return refuse(nothingPrepared)
  if (draft.by === hand.value.id) return refuse(releaserIsPreparer(draft.by))
  const kept = await unsuppressedOf(world, draft.record)
  const document = kept?.release
  if (document === undefined || releaseDigest(document) !== digest) return refuse(nothingPrepared)
  // What came out since it was prepared is held against it too.
  if (!same(await publishedNow(world, kept!, state.released), kept!.published))
    return refuse(nothingPrepared)
  const now = world.clock.now()
  const cells = suppressedIn(document.tables).map(({ cell, rule }) =>
    record(
      world,
      hand.value,
      releaseEvents.suppressed,
      now,
      {
        period,
        version: draft.version,
        cell,
        rule,
      },
      { stream: `${releasesStream}/${period}/${draft.version}` },
    ),
  )
  const out = record(
    world,
    hand.value,
    releaseEvents.released,
    now,
    { ...facts(document, draft.digest), prepared: draft.record, hidden: cells.length },
    { document: releaseBytes(document) },
  )
  return put(world, state.version, [...cells, out])
}

/** The prepared figures after the rule, beside everything that is out by now. */
async function publishedNow(
  world: World,
  { figures, release: { period, asOf } }: Unsuppressed,
  released: readonly Released[],
): Promise<readonly PublicFigure[]> {
  const days = releasePeriod(period.id)!
  return publicView(
    figures,
    { to: days.end, on: asOf, period: days },
    await pastOf(world, released),
  )
}

async function withdraw(
  world: World,
  actor: string,
  period: string,
  version: number,
  reason: string,
): Promise<Outcome<unknown>> {
  const hand = handFor(world, actor, releases)
  if (!hand.ok) return hand
  if (reason.trim() === '') return refuse(reasonMissing)
  const state = await releaseState(world)
  const found = state.released.find((r) => r.period === period && r.version === version)
  if (found === undefined || found.state === 'withdrawn') return refuse(releaseUnknown)
  return put(world, state.version, [
    record(world, hand.value, releaseEvents.withdrawn, world.clock.now(), {
      period,
      version,
      digest: found.digest,
      reason: reason.trim(),
    }),
  ])
}

async function unsuppressed(
  world: World,
  actor: string,
  period: string,
  version: number,
): Promise<Outcome<UnsuppressedView>> {
  const hand = handFor(world, actor, evaluates)
  if (!hand.ok) return hand
  const { released } = await releaseState(world)
  const found = released.find((r) => r.period === period && r.version === version)
  const kept = found === undefined ? undefined : await unsuppressedOf(world, found.prepared)
  if (kept === undefined) return refuse(releaseUnknown)
  const subject = `release/${period}/${version}`
  const look = write(
    world,
    hand.value,
    note(`access/${subject}`, 'access.viewed', world.clock.now(), {
      subject,
      purpose: 'oversight',
      what: 'figures before the small-count rule',
    }),
  )
  // Nothing is shown that is not on record.
  const committed = await world.store.commit({ events: [look.event] })
  if (!committed.ok) return committed
  return done({ period, version, tables: kept.figures as unknown as Json[] })
}

function facts(document: Release, digest: Digest): Readonly<Record<string, Json>> {
  return {
    period: document.period.id,
    version: document.version,
    digest,
    supersedes: document.supersedes,
    reason: document.reason,
  }
}

function record(
  world: World,
  hand: Hand,
  type: string,
  at: Instant,
  data: Readonly<Record<string, Json>>,
  more: { readonly document?: Uint8Array; readonly stream?: string } = {},
): Written {
  const { document, stream = releasesStream } = more
  return write(world, hand, {
    ...note(stream, type, at, data),
    ...(document === undefined ? {} : { document }),
  })
}

async function put(
  world: World,
  version: number,
  written: readonly Written[],
): Promise<Outcome<unknown>> {
  return world.store.commit({
    events: written.map(({ event }) => event),
    bodies: written.flatMap(({ body }) => (body === undefined ? [] : [body])),
    expect: [{ stream: releasesStream, version }],
  })
}

function handFor(world: World, actor: string, roles: readonly string[]): Outcome<Hand> {
  const hand = handOf(world, actor)
  if (hand === undefined) return refuse(stranger)
  if (isSuspended(world, actor)) return oversightRefusal('account-suspended')
  return roles.includes(hand.role) ? done(hand) : refuse(releaseDeskOnly(hand.id, hand.role))
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
