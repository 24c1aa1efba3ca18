import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from '#base'
import {
  checkBundle,
  readEvaluationSample,
  readPublishedFigures,
  readSealedEvaluation,
  whole,
} from '#node'
import {
  makeEvaluatorKey,
  readEvaluatorKey,
  readEvaluatorSecret,
} from '../../src/cli/evaluate-key.ts'
import { sendRequest, testFederation } from '../../src/node/testing.ts'
import { type Parser, said, utf8 } from './row.ts'

/** What a node hands to an evaluator, sealed and opened, and the sample behind it. */
async function made() {
  const folder = mkdtempSync(join(tmpdir(), 'comity-evaluation-'))
  const ids = ['XV-FIU', 'XN-FIU']
  const federation = await testFederation(ids, '2025-01-20T09:10:00.000Z', {}, { witnesses: 1 })
  try {
    makeEvaluatorKey(join(folder, 'key'))
    const key = must(readEvaluatorKey(join(folder, 'key.pub.json')))
    const secret = must(readEvaluatorSecret(join(folder, 'key')))
    const node = federation.node('XV-FIU')
    await sendRequest(node, 'XN-FIU')
    await federation.settle()
    const days = { seenBy: 'staff', from: '2025-01-01', to: '2025-03-31' } as const
    const bundle = must(await node.evaluation.bundle('XV-FIU/head', days, key))
    await federation.settle()
    const sealed = await whole(bundle.file)
    const sample = must(await node.evaluation.sample('XV-FIU/head', bundle.bundle, 3, key))
    return {
      secret,
      sealed,
      opened: must(readSealedEvaluation(sealed, secret)),
      sample: must(readSealedEvaluation(sample.bytes, secret)),
    }
  } finally {
    await federation.close()
    rmSync(folder, { recursive: true })
  }
}

const { secret, sealed, opened, sample } = await made()

/** What an evaluator opens. */
export const evaluationParsers: readonly Parser[] = [
  {
    name: 'a file that was sealed for an evaluator',
    covers: ['node/readSealedEvaluation', 'node/openSealedEvaluation', 'store/openChunk'],
    sample: sealed,
    read: (bytes) => said(readSealedEvaluation(bytes, secret)),
    holds: 'signed',
    runs: 100,
  },
  {
    name: 'figures with all that counts them again',
    covers: ['node/readEvaluation', 'node/checkBundle', 'node/checkBundleFrom'],
    sample: opened,
    read(bytes) {
      const checked = checkBundle(bytes)
      // What the log commits to; the figures beside it are held against it afterwards.
      return checked.ok && checked.value.report.findings.length === 0
        ? JSON.stringify([checked.value.events, [...checked.value.withheld], checked.value.erased])
        : undefined
    },
    holds: 'signed',
    runs: 60,
  },
  {
    name: 'a sample of what was withheld, as its form is read',
    covers: ['node/readEvaluationSample'],
    sample,
    read: (bytes) => said(readEvaluationSample(bytes)),
    holds: 'any',
    runs: 100,
  },
  {
    name: 'figures as they are downloaded',
    covers: ['node/readPublishedFigures'],
    sample: utf8(
      '{"asOf":"2025-04-02T08:00:00.000Z","from":"2025-01-01","to":"2025-03-31","nodes":["XV-FIU"],"indicators":[{"id":"IN-01","text":"13 (2)"}]}',
    ),
    read: (bytes) => said(readPublishedFigures(bytes)),
    holds: 'any',
    runs: 200,
  },
]
