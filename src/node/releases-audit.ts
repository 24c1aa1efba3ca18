import { type Digest, digest } from '#base'
import {
  makeRelease,
  type PastRelease,
  publicView,
  releaseDigest,
  releasePeriod,
  smallCountMethod,
  suppressedIn,
} from '#indicators'
import { everyEvent } from './every-event.ts'
import { bodyOf, type Unsuppressed, unsuppressedOf } from './release-count.ts'
import { type Released, releaseEvents, releaseState, releasesStream } from './release-state.ts'
import { headerOf } from './request-view.ts'
import type { World } from './world.ts'

interface Found {
  readonly where: string
  readonly text: string
}

/** What the log and the vault hold of one release. */
export interface ReleaseEvidence {
  readonly released: Pick<
    Released,
    'by' | 'preparedBy' | 'digest' | 'period' | 'version' | 'reason'
  >
  /** Node that keeps the log. */
  readonly node: string
  /** Digest of the version before; null for the first. */
  readonly before: Digest | null
  /** The bytes that were released. */
  readonly bytes: Uint8Array | undefined
  readonly kept: Unsuppressed | undefined
  /** Cells of the events `publication.suppressed`. */
  readonly suppressed: readonly { readonly cell: string; readonly rule: string }[]
  /** What had come out before it. */
  readonly past: readonly PastRelease[]
}

/**
 * Every release made again: the bytes have the digest of the record, they follow from the figures that were counted by
 * the small-count rule, two persons acted, and each held-back cell is on record, no more and no fewer.
 */
export async function releasesUnsound(world: World): Promise<readonly Found[]> {
  const found: Found[] = []
  const past: PastRelease[] = []
  const last = new Map<string, Digest>()
  for (const released of (await releaseState(world)).released) {
    const { period: id, version, record, prepared } = released
    const kept = await unsuppressedOf(world, prepared)
    const evidence = {
      released,
      kept,
      node: world.id,
      before: last.get(id) ?? null,
      bytes: await bodyOf(world, record),
      suppressed: await suppressedOf(world, `${releasesStream}/${id}/${version}`),
      past: [...past],
    }
    for (const text of releaseFaults(evidence))
      found.push({ where: `release ${id}/${version}`, text })
    last.set(id, released.digest)
    const period = releasePeriod(id)
    if (period !== undefined && kept !== undefined) past.push({ period, version, ...kept })
  }
  return found
}

async function suppressedOf(world: World, stream: string): Promise<ReleaseEvidence['suppressed']> {
  const found: { cell: string; rule: string }[] = []
  for await (const event of everyEvent(world.store, {
    stream,
    types: [releaseEvents.suppressed],
  })) {
    const data = headerOf(event)?.data ?? {}
    found.push({ cell: String(data.cell), rule: String(data.rule) })
  }
  return found
}

/** What is wrong with one release, as sentences; nothing where it holds. */
export function releaseFaults(evidence: ReleaseEvidence): readonly string[] {
  const { released, bytes, kept, suppressed, past, before } = evidence
  const found: string[] = []
  if (released.by === released.preparedBy)
    found.push(`${released.by} prepared and released it: that takes two persons`)
  if (bytes === undefined || (digest(bytes) as Digest) !== released.digest)
    found.push('its bytes are not those whose digest was released')
  if (kept === undefined) return [...found, 'what was counted for it is not there']
  const { release, figures } = kept
  const period = releasePeriod(release.period.id)
  if (period === undefined) return [...found, 'its period is none of the fixed grid']
  const said = [release.node, release.period.id, release.version, release.reason]
  const due = [evidence.node, released.period, released.version, released.reason]
  if (said.some((value, i) => value !== due[i]))
    found.push('it says another node, period, version or reason than its record')
  if (release.supersedes !== before)
    found.push('it does not follow the version that came out before it')
  if (release.method !== smallCountMethod)
    found.push(
      `it is of the making ${release.method} of the small-count rule, which cannot be made again here`,
    )
  const again = publicView(figures, { to: period.end, on: release.asOf, period }, past)
  const made = makeRelease({ ...release, period }, again)
  if (releaseDigest({ ...made, method: release.method }) !== released.digest)
    found.push('it does not follow from what was counted, by the small-count rule')
  const text = (cells: ReleaseEvidence['suppressed']) =>
    cells.map(({ cell, rule }) => `${cell} ${rule}`).sort()
  const [held, there] = [text(suppressedIn(release.tables)), text(suppressed)]
  const missing = held.filter((cell) => !there.includes(cell)).length
  const extra = there.length - (held.length - missing)
  if (missing > 0) found.push(`${missing} cells that it holds back are not on record`)
  if (extra > 0) found.push(`${extra} cells are on record as held back and are not`)
  return found
}
