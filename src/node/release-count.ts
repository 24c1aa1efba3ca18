import { type Json, readJson } from '#base'
import {
  type Figure,
  type PastRelease,
  type PublicFigure,
  type Release,
  releasePeriod,
} from '#indicators'
import type { Released } from './release-state.ts'
import type { World } from './world.ts'

/** What stands behind a release and leaves the node for an evaluator alone: the figures before the small-count rule. */
export interface Unsuppressed {
  readonly figures: readonly Figure[]
  /** What was made of them. */
  readonly published: readonly PublicFigure[]
  readonly release: Release
}

const limits = { maxBytes: 64 * 1024 * 1024, maxDepth: 16, maxValues: 4_000_000 } as const

/** Bytes of the body of a record, while it is there. */
export async function bodyOf(world: World, record: string): Promise<Uint8Array | undefined> {
  const body = await world.store.body(record)
  return body?.state === 'present' ? body.bytes : undefined
}

export async function unsuppressedOf(
  world: World,
  record: string,
): Promise<Unsuppressed | undefined> {
  const bytes = await bodyOf(world, record)
  if (bytes === undefined) return undefined
  const read = readJson(bytes, limits)
  // Written by this desk and committed to by a signed record: what it holds is what was put there.
  return read.ok ? (read.value as unknown as Unsuppressed) : undefined
}

export function unsuppressedBytes(of: Unsuppressed): Uint8Array {
  return Buffer.from(JSON.stringify(of as unknown as Json))
}

/** All that is out, withdrawn versions too: whoever read them has read them. */
export async function pastOf(
  world: World,
  released: readonly Released[],
): Promise<readonly PastRelease[]> {
  const past: PastRelease[] = []
  for (const { period: id, version, prepared } of released) {
    const period = releasePeriod(id)
    const kept = await unsuppressedOf(world, prepared)
    if (period !== undefined && kept !== undefined) past.push({ period, version, ...kept })
  }
  return past
}
