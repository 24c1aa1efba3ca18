import type { Digest, Instant, Json } from '#base'
import type { StoredEvent } from '#store'
import { everyEvent } from './every-event.ts'
import { headerOf } from './request-view.ts'
import type { World } from './world.ts'

/** Where everything about releases is on record, in the order of what happened. */
export const releasesStream = 'releases'

export const releaseEvents = {
  prepared: 'publication.prepared',
  discarded: 'publication.discarded',
  released: 'publication.released',
  suppressed: 'publication.suppressed',
  withdrawn: 'publication.withdrawn',
} as const

/** One version of one period, as the events tell. */
export interface Released {
  readonly period: string
  readonly version: number
  readonly digest: Digest
  readonly at: Instant
  readonly by: string
  readonly preparedBy: string
  /** Ids of the records: the one that released it, and the one with what nobody outside saw. */
  readonly record: string
  readonly prepared: string
  readonly index: number
  readonly reason: string | null
  readonly state: 'current' | 'superseded' | 'withdrawn'
  readonly withdrawn?: { readonly at: Instant; readonly by: string; readonly reason: string }
}

export interface Prepared {
  readonly period: string
  readonly version: number
  readonly digest: Digest
  readonly at: Instant
  readonly by: string
  readonly record: string
  readonly reason: string | null
}

export interface ReleaseState {
  /** In the order in which they came out. */
  readonly released: readonly Released[]
  /** Waiting for the second person, by period. */
  readonly waiting: ReadonlyMap<string, Prepared>
  /** Events in the stream, for whoever writes the next one. */
  readonly version: number
}

/** Where the releases of this node stand, folded from their events. */
export async function releaseState(world: World): Promise<ReleaseState> {
  const released: Released[] = []
  const waiting = new Map<string, Prepared>()
  let version = 0
  for await (const event of everyEvent(world.store, { stream: releasesStream })) {
    version++
    const header = headerOf(event)
    if (header !== undefined) fold(released, waiting, event, header.data)
  }
  return { released, waiting, version }
}

function fold(
  released: Released[],
  waiting: Map<string, Prepared>,
  event: StoredEvent,
  data: { readonly [key: string]: Json | undefined },
): void {
  const { id: record, at, actor: by, index } = event
  const period = String(data.period)
  const version = Number(data.version)
  const digest = data.digest as Digest
  const reason = typeof data.reason === 'string' ? data.reason : null
  if (event.type === releaseEvents.prepared)
    waiting.set(period, { period, version, digest, at, by, record, reason })
  if (event.type === releaseEvents.discarded) waiting.delete(period)
  if (event.type === releaseEvents.released) {
    const draft = waiting.get(period)
    waiting.delete(period)
    replace(released, (r) => r.period === period && r.state === 'current', { state: 'superseded' })
    const prepared = String(data.prepared)
    const preparedBy = draft?.by ?? ''
    released.push({
      ...{ period, version, digest, at, by, preparedBy, record, prepared, index, reason },
      state: 'current',
    })
  }
  if (event.type === releaseEvents.withdrawn)
    replace(released, (r) => r.period === period && r.version === version, {
      state: 'withdrawn',
      withdrawn: { at, by, reason: reason ?? '' },
    })
}

function replace(
  released: Released[],
  which: (release: Released) => boolean,
  by: Partial<Released>,
): void {
  released.forEach((release, i) => {
    if (which(release)) released[i] = { ...release, ...by }
  })
}
