import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { must, systemRandom } from '#base'
import { makeOpeningKey } from '#exchange'
import {
  checkBundleFrom,
  type Evaluation,
  evaluate,
  evaluatorKeyFormat,
  openSealedEvaluation,
} from '#node'
import type { LongLog } from './figures-node.ts'

/** What an evaluator does who has only the file: opened, every line held against the head, counted again. */
export interface Evaluator {
  /** The node seals the log for the evaluator, into a file. */
  readonly handOver: () => Promise<void>
  /** @throws Error where the digits differ or something in the file is wrong */
  readonly recount: () => Promise<void>
}

export function evaluatorOf(
  log: LongLog,
  quarter: { readonly from: string; readonly to: string },
): Evaluator {
  const opens = makeOpeningKey(systemRandom)
  const path = join(log.dir, 'handed-over.sealed')
  return {
    async handOver() {
      const node = await log.open()
      try {
        const { file } = must(
          await node.evaluation.bundle(
            'XV-FIU/auditor',
            { seenBy: 'staff', ...quarter },
            {
              format: evaluatorKeyFormat,
              id: opens.id,
              algorithm: opens.algorithm,
              publicKey: Buffer.from(opens.publicKey).toString('base64'),
            },
          ),
        )
        await pipeline(Readable.from(file), createWriteStream(path))
      } finally {
        await node.close()
      }
    },
    async recount() {
      const source = createReadStream(path, { highWaterMark: 256 * 1024 })
      const bundle = must(await checkBundleFrom(must(await openSealedEvaluation(source, opens))))
      const found: Evaluation = must(
        evaluate({ bundles: [bundle], samples: [], published: [], policy: undefined }),
      )
      if (found.findings.length > 0) throw new Error(found.findings[0])
      const [recounted] = found.recounted
      if (recounted === undefined || recounted.differences.length > 0)
        throw new Error('the evaluator came to other digits')
    },
  }
}
