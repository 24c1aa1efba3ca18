import { done, type Json, type Outcome, refuse } from '#base'
import { type Release, releasePeriod, smallCountSteps } from '#indicators'
import { proofOfRecords, wordsOf } from './proof.ts'
import { bodyOf, unsuppressedOf } from './release-count.ts'
import { releaseUnknown, releaseWithdrawn } from './release-refusals.ts'
import { type Released, type ReleaseState, releaseState, releasesStream } from './release-state.ts'
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
