import { type Digest, done, type Outcome, seedOf } from '#base'
import { readRecord } from '#exchange'
import { hiddenAtMost, sampleOf } from '#review'
import {
  type Checkpoint,
  cosignaturesOn,
  includes,
  isQuorum,
  leafData,
  leafHash,
  parseWitnessPolicy,
  quorumWords,
  same,
  type WitnessPolicy,
} from '#store'
import type { CheckedBundle } from './evaluation-check.ts'
import { type EvaluationSample, readEvaluationSample } from './evaluation-file.ts'
import { isCounted } from './figures-log.ts'
import { begins, bytesOf, headOf } from './proof-head.ts'
import { Report } from './proof-report.ts'
import { witnessKeyOn } from './witness-keys.ts'

/** What the sample of one bundle showed. */
export interface CheckedSample {
  readonly seed: Digest
  readonly opened: number
  readonly erased: number
  /** Entries that may at most be hidden among those that were withheld, with 95 % confidence. */
  readonly hiddenAtMost: number
  readonly report: Report
}

type Opening = EvaluationSample['openings'][number]

/**
 * Checks the sample of what a bundle withheld: the hand-over of that very file stands in the log, the head behind it
 * continues the head of the file and was cosigned, the places opened are those that this head draws, and what is behind
 * each is what the log commits to, and nothing that a figure reads.
 */
export function checkSample(
  bytes: Uint8Array,
  bundle: CheckedBundle,
  given: WitnessPolicy | undefined,
): Outcome<CheckedSample> {
  const read = readEvaluationSample(bytes)
  if (!read.ok) return read
  const sample = read.value
  const report = new Report()
  if (sample.node !== bundle.head.node)
    report.find(`the sample is of ${sample.node}, the file is of ${bundle.head.node}`)
  if (sample.bundle !== bundle.digest) report.find('the sample belongs to another file')
  const head = headOf(sample, bundle.cards, report)
  if (head !== undefined) judgePlace(sample, bundle, head, report)
  if (head !== undefined) judgeQuorum(bundle, given, head, report)
  const seed = seedOf([sample.head.checkpoint])
  const { digest, withheld } = bundle
  const drawn = sampleOf({
    bundle: digest,
    seed,
    withheld: [...withheld.keys()],
    count: sample.count,
  })
  if (drawn.join() !== sample.openings.map((o) => o.index).join())
    report.find('the places that were opened are not those that the lot draws')
  const erased = sample.openings.filter((o) => erasedIn(o)).length
  for (const opening of sample.openings) judgeOpening(opening, withheld.get(opening.index), report)
  if (erased > 0) report.doubt(`${erased} of the places drawn: they were erased`)
  const opened = sample.openings.length - erased
  return done({ seed, opened, erased, hiddenAtMost: hiddenAtMost(withheld.size, opened), report })
}

/** The hand-over of this file is an entry behind it, under a head that continues the head of the file. */
function judgePlace(
  sample: EvaluationSample,
  bundle: CheckedBundle,
  head: Checkpoint,
  report: Report,
): undefined {
  const { handedOver } = sample
  if (bundle.checkpoint && !begins(bundle.checkpoint, head, sample.path))
    report.find('the head of the file is not the beginning of the log that the lot is drawn from')
  if (handedOver.index < bundle.entries)
    report.find('the file was handed over before its last entry was written')
  const leaf = leafOf(handedOver)
  if (
    leaf === undefined ||
    !includes({
      index: handedOver.index,
      size: head.size,
      leafHash: leafHash(leaf),
      path: handedOver.inclusion.map(bytesOf),
      root: head.root,
    })
  )
    return report.find('the hand-over is not in the log under the head that the lot is drawn from')
  const record = readRecord(bytesOf(handedOver.record ?? ''))
  if (!record.ok || record.value.data.bundle !== bundle.digest)
    return report.find('the record of the hand-over names another file')
  return undefined
}

function judgeQuorum(
  { head: { policy, node }, cards }: CheckedBundle,
  given: WitnessPolicy | undefined,
  head: Checkpoint,
  report: Report,
): undefined {
  const own = policy === null ? undefined : parseWitnessPolicy(policy)
  const wanted = given ?? (own?.ok ? own.value : undefined)
  if (wanted === undefined || wanted.quorum === 'none')
    return report.doubt(
      'that nobody chose the head of the lot: no witnesses are named, and whoever keeps the log could have',
    )
  if (given === undefined)
    for (const { name, key } of wanted.witnesses) {
      const owner = witnessKeyOn(cards.values(), key)
      if (owner === undefined || owner.card.id === node)
        return report.find(`policy: the witness ${name} is no other authority of the federation`)
    }
  if (!isQuorum(wanted, new Set(cosignaturesOn(wanted, head).keys())))
    return report.find(`the head of the lot is not cosigned: the quorum is ${quorumWords(wanted)}`)
  return report.doubt(
    'that no head between the hand-over and the lot was cosigned: ask the witnesses for the first one',
  )
}

function judgeOpening(opening: Opening, leaf: string | undefined, report: Report): undefined {
  const where = `entry ${opening.index}`
  if (leaf === undefined) return report.find(`${where}: it was not withheld`)
  if (erasedIn(opening)) return undefined
  const made = leafOf(opening)
  if (made === undefined || !same(made, bytesOf(leaf)))
    return report.find(`${where}: the log commits to something else`)
  const record = readRecord(bytesOf(opening.record ?? ''))
  if (!record.ok) return report.find(`${where}: ${record.refusal.ground}`)
  return isCounted(record.value.stream)
    ? report.find(`${where}: it was withheld, and the figures read it`)
    : undefined
}

function erasedIn({ record, signature, salt }: Opening): boolean {
  return record === null && signature === null && salt === null
}

function leafOf({ record, signature, salt }: Pick<Opening, 'record' | 'signature' | 'salt'>) {
  if (record === null || signature === null || salt === null) return undefined
  const parts = { record: bytesOf(record), signature: bytesOf(signature), salt: bytesOf(salt) }
  return parts.salt.length === 32 ? leafData(parts) : undefined
}
