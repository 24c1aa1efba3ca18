import { done, type Outcome } from '#base'
import type { ReleaseLine } from '#indicators'
import { shipped } from '#law'
import {
  type ClaimedFigures,
  countAgain,
  countReleaseAgain,
  type Difference,
  differencesBetween,
  type FiguresSeenBy,
} from '#review'
import type { WitnessPolicy } from '#store'
import { type CheckedBundle, checkBundle } from './evaluation-check.ts'
import { type CheckedSample, checkSample } from './evaluation-sample.ts'

/** One set of figures, counted again. */
export interface Recounted {
  readonly node: string
  readonly seenBy: FiguresSeenBy
  readonly from: string
  readonly to: string
  readonly figures: readonly {
    readonly id: string
    readonly claimed: string
    readonly same: boolean
  }[]
  readonly differences: readonly Difference[]
}

export interface Evaluation {
  readonly files: readonly {
    readonly node: string
    readonly digest: string
    readonly entries: number
    readonly counted: number
    readonly withheld: number
    readonly sampled?: {
      readonly opened: number
      readonly hiddenAtMost: number
      readonly seed: string
    }
  }[]
  readonly recounted: readonly Recounted[]
  readonly findings: readonly string[]
  readonly unchecked: readonly string[]
}

/** What the evaluator has: files of nodes, samples, figures as they were published elsewhere, a quorum that is trusted. */
export interface Handed {
  /** Files as they are, or as they were checked while they were read. */
  readonly bundles: readonly (Uint8Array | CheckedBundle)[]
  readonly samples: readonly Uint8Array[]
  readonly published: readonly ClaimedFigures[]
  readonly policy: WitnessPolicy | undefined
}

/**
 * The evaluator's work: every file held against its head and cards, every sample against its lot, and the figures of each
 * node counted again from the events of all nodes that they name. Without any node and by the public method alone.
 */
export function evaluate({ bundles, samples, published, policy }: Handed): Outcome<Evaluation> {
  const checked: CheckedBundle[] = []
  for (const given of bundles) {
    const bundle = given instanceof Uint8Array ? checkBundle(given) : done(given)
    if (!bundle.ok) return bundle
    checked.push(bundle.value)
  }
  const findings: string[] = checked.flatMap((b) => told(b, b.report.findings))
  const unchecked: string[] = checked.flatMap((b) => told(b, b.report.unchecked))
  const sampled = new Map<CheckedBundle, CheckedSample>()
  for (const bytes of samples) {
    const found = sampleIn(bytes, checked, policy)
    if (!found.ok) return found
    const [bundle, sample] = found.value
    if (bundle === undefined) findings.push('a sample belongs to none of the files')
    else sampled.set(bundle, sample!)
  }
  for (const bundle of checked) {
    const sample = sampled.get(bundle)
    findings.push(...told(bundle, sample?.report.findings ?? []))
    unchecked.push(...told(bundle, sample?.report.unchecked ?? []))
    if (sample === undefined && bundle.withheld.size > 0)
      unchecked.push(
        ...told(bundle, [
          `what is behind ${bundle.withheld.size} entries that were withheld: ask for a sample`,
        ]),
      )
  }
  const recounted = [
    ...checked.flatMap((bundle) => recountOf(bundle.head, checked, unchecked, bundle)),
    ...published.flatMap((figures) =>
      recountOf(
        { node: 'published', figures, seenBy: 'public', law: shipped.version },
        checked,
        unchecked,
      ),
    ),
  ]
  return done({
    files: checked.map((bundle) => {
      const sample = sampled.get(bundle)
      return {
        node: bundle.head.node,
        digest: bundle.digest,
        entries: bundle.entries,
        counted: bundle.events.length,
        withheld: bundle.withheld.size,
        ...(sample === undefined
          ? {}
          : {
              sampled: {
                opened: sample.opened,
                hiddenAtMost: sample.hiddenAtMost,
                seed: sample.seed,
              },
            }),
      }
    }),
    recounted,
    findings: [
      ...findings,
      ...recounted.flatMap(({ node, differences }) =>
        differences.map(
          (d) => `${node}: ${d.figure}, ${d.what}: said ${d.claimed}, counted ${d.counted}`,
        ),
      ),
    ],
    unchecked,
  })
}

function told({ head }: CheckedBundle, sentences: readonly string[]): readonly string[] {
  return sentences.map((sentence) => `${head.node}: ${sentence}`)
}

type Sampled = readonly [CheckedBundle | undefined, CheckedSample | undefined]

/** The sample with the file that it belongs to. */
function sampleIn(
  bytes: Uint8Array,
  bundles: readonly CheckedBundle[],
  policy: WitnessPolicy | undefined,
): Outcome<Sampled> {
  const text = Buffer.from(bytes).toString('latin1')
  const bundle = bundles.find((b) => text.includes(b.digest))
  if (bundle === undefined) return done([undefined, undefined])
  const sample = checkSample(bytes, bundle, policy)
  return sample.ok ? done([bundle, sample.value]) : sample
}

interface Claim {
  readonly node: string
  readonly figures: unknown
  readonly seenBy: FiguresSeenBy
  readonly law: string
}

/** One set of figures; where a node that it names handed over nothing, it cannot be counted. */
function recountOf(
  { node, figures, seenBy, law }: Claim,
  all: readonly CheckedBundle[],
  unchecked: string[],
  from?: CheckedBundle,
): readonly Recounted[] {
  const claim = figures as ClaimedFigures
  const missing = claim.nodes.filter((name) => !all.some((b) => b.head.node === name))
  if (missing.length > 0) {
    unchecked.push(
      `${node}: its figures also count the events of ${missing.join(', ')}: give their files too`,
    )
    return []
  }
  if (law !== shipped.version)
    unchecked.push(
      `${node}: it counts under the law ${law}, this program under ${shipped.version}: limits may differ`,
    )
  const events = all
    .filter((b) => claim.nodes.includes(b.head.node))
    .flatMap((b) => knownThen(b, claim, b === from))
  const release = claim.release?.id
  const counted =
    release === undefined
      ? countAgain(events, claim, seenBy, shipped)
      : countReleaseAgain(events, release, linesIn(all), shipped)
  if (counted === undefined) {
    unchecked.push(`${node}: no file lists the release ${release}, so it cannot be counted again`)
    return []
  }
  const differences = differencesBetween(claim.indicators, counted)
  return [
    {
      node,
      seenBy,
      from: claim.from,
      to: claim.to,
      figures: claim.indicators.map((figure) => ({
        id: figure.id,
        claimed: String(figure.text ?? ''),
        same: !differences.some((d) => d.figure === figure.id),
      })),
      differences,
    },
  ]
}

/**
 * What was known when the figures were given out: of the log they were counted from, the entries up to the size that they
 * name; of other logs what had happened by then.
 */
function knownThen({ events }: CheckedBundle, claim: ClaimedFigures, own: boolean) {
  // The recount of a release takes of them what each release knew.
  if (claim.release?.id !== undefined) return events
  const size = own ? claim.log?.size : undefined
  return events.filter((e) => (size === undefined ? e.at <= claim.asOf : e.index < size))
}

/** The longest list of releases in the files, as their node gave it. */
function linesIn(all: readonly CheckedBundle[]): readonly ReleaseLine[] {
  const lists = all.map((b) => b.head.releases as unknown as readonly ReleaseLine[])
  return lists.reduce((longest, list) => (list.length > longest.length ? list : longest), [])
}
