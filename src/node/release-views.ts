import { done, type Json, type Outcome, refuse } from '#base'
import { type Release, releasePeriod, smallCountSteps } from '#indicators'
import { publicFiguresOf } from './figures.ts'
import { proofOfRecords, wordsOf } from './proof.ts'
import { bodyOf, type Unsuppressed, unsuppressedOf } from './release-count.ts'
import { isOver } from './release-over.ts'
import { notReleased, releaseUnknown, releaseWithdrawn } from './release-refusals.ts'
import { type Released, type ReleaseState, releaseState, releasesStream } from './release-state.ts'
import { plain } from './row-data.ts'
import type { PreparedItem, ReleaseDeskView, ReleasedItem } from './views-release.ts'
import { actorName } from './words.ts'
import type { World } from './world.ts'

/** A release with its bytes as they are digested: what `sha256sum` says of them stands in the log. */
export interface ReleaseFile {
  readonly item: ReleasedItem
  readonly release: Release
  readonly bytes: Uint8Array
}

/** Every version that ever came out, newest first. */
export async function releasesOf(world: World): Promise<readonly ReleasedItem[]> {
  return (await releaseState(world)).released.map(itemOf).reverse()
}

/**
 * One version; without a version the one that stands. A withdrawn one is named with its reason and not handed out.
 */
export async function releaseOf(
  world: World,
  period: string,
  version?: number,
): Promise<Outcome<ReleaseFile>> {
  const found = find(await releaseState(world), period, version)
  if (found === undefined) return refuse(releaseUnknown)
  if (found.state === 'withdrawn')
    return refuse(releaseWithdrawn(`${period}/${found.version}`, found.withdrawn?.reason ?? ''))
  const bytes = await bodyOf(world, found.record)
  if (bytes === undefined) return refuse(releaseUnknown)
  const release = JSON.parse(Buffer.from(bytes).toString('utf8')) as Release
  return done({ item: itemOf(found), release, bytes })
}

/**
 * The figures that are out. Outside of a demonstration nothing else is told to anybody: what two persons have not
 * released changes from day to day, and whoever asks every day could subtract (small-count rule, step 5).
 *
 * @param period without one, the period that this node declares, else the newest release
 * @param preview for staff at the machine: what would be published now
 */
export async function publicFigures(
  world: World,
  period?: string,
  preview = false,
): Promise<Outcome<Json>> {
  const days = period === undefined ? undefined : releasePeriod(period)
  if (period !== undefined && (days === undefined || !isOver(world, days)))
    return publicFiguresOf(world, period)
  const { released } = await releaseState(world)
  const current = released.filter(({ state }) => state === 'current')
  const found =
    current.findLast((r) => r.period === (period ?? declared(world))) ??
    (period === undefined ? current.at(-1) : undefined)
  const kept =
    found === undefined || preview ? undefined : await unsuppressedOf(world, found.prepared)
  if (found !== undefined && kept !== undefined) return done(await asFigures(world, found, kept))
  if (!preview && !world.demo) return refuse(notReleased)
  const live = await publicFiguresOf(world, period)
  return live.ok ? done({ ...(live.value as object), release: null } as Json) : live
}

/** The name of the period with which the node was started. */
function declared({ figuresPeriod: days }: World): string | undefined {
  if (days === undefined) return undefined
  const quarter = (day: string) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
  const [from, to] = [quarter(days.from), quarter(days.to)]
  return from === to ? from : `${from}_${to}`
}

async function asFigures(world: World, found: Released, kept: Unsuppressed): Promise<Json> {
  const { release } = kept
  const head = await world.store.head()
  return plain({
    asOf: release.asOf,
    from: release.period.from,
    to: release.period.to,
    nodes: release.nodes,
    indicators: kept.published,
    log: { origin: world.store.origin, size: head.size, root: base64(head.root) },
    release: {
      id: `${found.period}/${found.version}`,
      version: found.version,
      digest: found.digest,
    },
  })
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

/**
 * For whoever wants to verify a release: the two signed records, of the person who prepared it and of the one who
 * released it, in the log under a cosigned head, with the release itself. `comity verify` reads it.
 */
export async function releaseProofOf(
  world: World,
  period: string,
  version?: number,
): Promise<Outcome<Json>> {
  const found = find(await releaseState(world), period, version)
  if (found === undefined) return refuse(releaseUnknown)
  if (found.state === 'withdrawn')
    return refuse(releaseWithdrawn(`${period}/${found.version}`, found.withdrawn?.reason ?? ''))
  const events = await Promise.all(
    [found.prepared, found.record].map((id) => world.store.event(id)),
  )
  const records = events.filter((event) => event !== undefined)
  return proofOfRecords(world, releasesStream, records, async (event) =>
    event.id === found.record ? wordsOf(world, event) : null,
  )
}

export async function viewOfDesk(world: World): Promise<ReleaseDeskView> {
  const state = await releaseState(world)
  const waiting: PreparedItem[] = []
  for (const { period, version, digest, at, by, record, reason } of state.waiting.values()) {
    const release = (await unsuppressedOf(world, record))?.release
    waiting.push({
      ...{ period, version, digest, at, by, reason },
      byName: actorName(world, by),
      suppressed: [...(release?.suppressed ?? [])],
      tables: (release?.tables ?? []).map((table) => ({
        id: table.id,
        name: table.name,
        text: table.text,
        shown: table.shown,
        note: table.note,
        parts: table.parts.length,
        partsShown: table.parts.filter((part) => part.shown).length,
        leftOut: [...table.leftOut],
      })),
    })
  }
  return {
    releases: state.released
      .map((r) => ({
        ...itemOf(r),
        by: r.by,
        byName: actorName(world, r.by),
        preparedBy: r.preparedBy,
        preparedByName: actorName(world, r.preparedBy),
      }))
      .reverse(),
    waiting,
    steps: smallCountSteps.map((step) => ({ ...step })),
  }
}

function find(
  { released }: ReleaseState,
  period: string,
  version: number | undefined,
): Released | undefined {
  return version === undefined
    ? released.findLast((r) => r.period === period && r.state === 'current')
    : released.find((r) => r.period === period && r.version === version)
}

function itemOf({ period, version, digest, at, reason, state, withdrawn }: Released): ReleasedItem {
  const days = releasePeriod(period)
  return {
    id: `${period}/${version}`,
    ...{ period, version, digest, reason, state },
    from: days?.from ?? '',
    to: days?.to ?? '',
    releasedAt: at,
    withdrawn: withdrawn === undefined ? null : { at: withdrawn.at, reason: withdrawn.reason },
  }
}
