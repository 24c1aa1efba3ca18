import { type Digest, must, systemRandom } from '#base'
import { makeOpeningKey } from '#exchange'
import {
  draftOf,
  evaluate,
  evaluatorKeyFormat,
  type Node,
  readSealedEvaluation,
  whole,
} from '#node'
import type { Opinion } from '#review'
import type { Interlude } from './across.ts'

/** Who evaluates: an officer of the panel, at the node that serves it. */
const panel = { officer: 'NET-EVAL/monitor', node: 'XN-FIU' } as const
const releasing = 'XV-FIU'
const units = ['XV-FIU', 'XN-FIU', 'XS-FIU', 'XC-FIU'] as const
interface Released {
  readonly period: string
  readonly from: string
  readonly to: string
  /** What no file could show the panel. */
  readonly reservations: Readonly<Opinion['reservations']>
}

const unseen = {
  figure: null,
  text: 'Every figure came out again to the last digit. The head from which the sample was drawn had no cosignature of a witness yet, so the panel cannot say that nobody chose it.',
}
const unknownOwners = {
  figure: 'IN-21',
  text: 'The owners of one of the companies are not known to anybody. The share counts it as not resolved, which is right, and says nothing of who they are.',
}
const firstQuarter: Released = {
  period: '2025-Q1',
  from: '2025-01-01',
  to: '2025-03-31',
  reservations: [unseen],
}
const wholeCase: Released = {
  period: '2025-Q1_2026-Q3',
  from: '2025-01-01',
  to: '2026-09-30',
  reservations: [unseen, unknownOwners],
}
/** Withheld entries of each log that are opened by lot. */
const opened = 40

/**
 * What the panel says of the released figures: it gets the files of the four units, sealed to a key of its own, opens a
 * sample of what they withheld, counts again, and signs what came out. The unit whose figures they are puts the opinion
 * beside them.
 */
export function figuresEvaluated(node: (id: string) => Node): readonly Interlude[] {
  return [
    { at: '2026-04-27T09:00:00Z', act: () => evaluated(node, firstQuarter) },
    { at: '2026-09-30T07:45:00Z', act: () => evaluated(node, wholeCase) },
  ]
}

async function evaluated(node: (id: string) => Node, released: Released): Promise<void> {
  const { period, from, to: until, reservations } = released
  const opens = makeOpeningKey(systemRandom)
  const { id, algorithm } = opens
  const publicKey = Buffer.from(opens.publicKey).toString('base64')
  const to = { format: evaluatorKeyFormat, id, algorithm, publicKey } as const
  const open = (sealed: Uint8Array) => must(readSealedEvaluation(sealed, opens))
  const bundles: Uint8Array[] = []
  const samples: Uint8Array[] = []
  for (const unit of units) {
    const desk = node(unit).evaluation
    const auditor = `${unit}/auditor`
    // The released figures of the one that released them, and what the staff of the others see.
    const which =
      unit === releasing
        ? ({ seenBy: 'public', quarter: period } as const)
        : ({ seenBy: 'staff', from, to: until } as const)
    const made = must(await desk.bundle(auditor, which, to))
    bundles.push(open(await whole(made.file)))
    const sample = must(await desk.sample(auditor, made.bundle as Digest, opened, to))
    samples.push(open(sample.bytes))
  }
  const found = must(evaluate({ bundles, samples, published: [], policy: undefined }))
  if (found.findings.length > 0)
    throw new Error(`the figures of ${period} do not come out again: ${found.findings.join('; ')}`)
  const opinion = {
    ...draftOf(found),
    kind: 'qualified' as const,
    reservations: [...reservations],
  } satisfies Opinion
  const { file } = must(await node(panel.node).evaluation.opine(panel.officer, opinion))
  must(await node(releasing).evaluation.publish(`${releasing}/head`, Buffer.from(file)))
}
