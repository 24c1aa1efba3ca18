import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Digest, must } from '#base'
import { readEvaluation, readSealedEvaluation, whole } from '#node'
import type { Opinion } from '#review'
import {
  makeEvaluatorKey,
  readEvaluatorKey,
  readEvaluatorSecret,
} from '../../src/cli/evaluate-key.ts'
import { readOpinionFile } from '../../src/cli/evaluate-opinion.ts'
import { type TestFederation, testFederation } from '../../src/node/testing.ts'
import type { Gallery } from './gallery.ts'

const dir = mkdtempSync(join(tmpdir(), 'comity-evaluator-'))
const files = { ours: join(dir, 'ours.json'), theirs: join(dir, 'theirs.json') }
const ready: { federation?: Promise<TestFederation> } = {}

/** Two nodes of which one has the other for its witness. */
function witnessed(): Promise<TestFederation> {
  if (ready.federation === undefined) {
    makeEvaluatorKey(files.ours)
    makeEvaluatorKey(files.theirs)
    ready.federation = testFederation(
      ['XV-FIU', 'XN-FIU'],
      '2025-04-02T08:00:00.000Z',
      {},
      { witnesses: 1, served: true },
    )
  }
  return ready.federation
}

export async function closeEvaluation(): Promise<void> {
  await (await ready.federation)?.close()
  ready.federation = undefined as never
}

const days = { seenBy: 'staff', from: '2025-01-01', to: '2025-03-31' } as const

const opinion: Opinion = {
  bundles: [`sha256:${'0'.repeat(64)}`],
  from: '2025-01-01',
  to: '2025-03-31',
  seenBy: 'staff',
  kind: 'qualified',
  recounted: 42,
  differing: [],
  sampled: 40,
  reservations: [{ figure: 'IN-21', text: 'the owners of one entity are not known' }],
}

async function desk() {
  const federation = await witnessed()
  return {
    evaluation: federation.node('XV-FIU').evaluation,
    key: must(readEvaluatorKey(`${files.ours}.pub.json`)),
  }
}

export const evaluationGallery: Gallery = {
  'evaluation-not-yours': {
    situation: 'an analyst hands the log to an evaluator',
    example: async () => {
      const { evaluation, key } = await desk()
      return evaluation.bundle('XV-FIU/analyst', days, key)
    },
  },
  'evaluator-key-unusable': {
    situation: 'the key of the evaluator was cut short on the way',
    example: async () => {
      const { evaluation, key } = await desk()
      return evaluation.bundle('XV-FIU/head', days, { ...key, publicKey: 'AAAA' })
    },
  },
  'evaluation-unknown': {
    situation: 'a sample is asked of a file that nobody handed over',
    example: async () => {
      const { evaluation, key } = await desk()
      return evaluation.sample('XV-FIU/head', `sha256:${'0'.repeat(64)}` as Digest, 5, key)
    },
  },
  'sample-too-early': {
    situation: 'the sample is asked before the witnesses have seen the hand-over',
    example: async () => {
      const { evaluation, key } = await desk()
      const { bundle } = must(await evaluation.bundle('XV-FIU/head', days, key))
      return evaluation.sample('XV-FIU/head', bundle, 5, key)
    },
  },
  'evaluation-sealed': {
    situation: 'another evaluator opens the file',
    example: async () => {
      const { evaluation, key } = await desk()
      const { file } = must(await evaluation.bundle('XV-FIU/head', days, key))
      // A key drawn anew would change the page of refusals at every run.
      const named = (await whole(file))
        .toString('latin1')
        .replaceAll(key.id, 'MLKEM768-X25519:5d41402a')
      return readSealedEvaluation(
        Buffer.from(named, 'latin1'),
        must(readEvaluatorSecret(files.theirs)),
      )
    },
  },
  'opinion-unreadable': {
    situation: 'an opinion is signed that says nothing of its kind',
    example: () => {
      const path = join(dir, 'opinion.json')
      writeFileSync(path, JSON.stringify({ ...opinion, kind: undefined }))
      return readOpinionFile(path)
    },
  },
  'opinion-not-yours': {
    situation: 'a head of desk gives an opinion on the own figures',
    example: async () => (await desk()).evaluation.opine('XV-FIU/head', opinion),
  },
  'opinion-contradicts': {
    situation: 'all is in order, says the panel, and one figure came out otherwise',
    example: async () => {
      const there = (await witnessed()).node('XN-FIU').evaluation
      return there.opine('NET-EVAL/inspector', {
        ...opinion,
        kind: 'unqualified',
        differing: ['IN-03'],
      })
    },
  },
  'opinion-unsigned': {
    situation: 'the file of an opinion was written by hand',
    example: async () =>
      (await desk()).evaluation.publish('XV-FIU/head', Buffer.from(JSON.stringify(opinion))),
  },
  'opinion-elsewhere': {
    situation: 'an opinion on the figures of another authority is published here',
    example: async () => {
      const there = (await witnessed()).node('XN-FIU').evaluation
      const { file } = must(await there.opine('NET-EVAL/inspector', opinion))
      return (await desk()).evaluation.publish('XV-FIU/head', Buffer.from(file))
    },
  },
  'evaluation-unreadable': {
    situation: 'the file ends after a few bytes',
    example: () => readEvaluation(Buffer.from('{"format":"comity-evaluation/1"')),
  },
}
