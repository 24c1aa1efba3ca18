import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, systemRandom } from '#base'
import { isBatch, unpackBatch } from '#exchange'
import { type Node, type NodeOptions, openNode } from '#node'
import { keepStore, memoryBackend, memoryBlobs } from '#store'
import { keySecret, readKeyring } from '../../src/node/keyring.ts'
import { readNodeFile } from '../../src/node/make-node.ts'
import type { Observation } from '../../src/node/observe.ts'
import { sendRequest, type TestFederation, testFederation } from '../../src/node/testing.ts'

/**
 * Malicious partner, "replays, reorders, drops": the inbox of a real node against a model of a dozen lines, over any
 * order in which letters may come, come again, come changed, or not come, with power cuts between them.
 */

const letterCount = 6
let federation: TestFederation
let made: NodeOptions['made']
/** The tables of the receiver before any letter. */
let empty: ReturnType<typeof memoryBackend>
let letters: readonly Uint8Array[]

beforeAll(async () => {
  let backend: ReturnType<typeof memoryBackend> | undefined
  const storage: NodeOptions['storage'] = (options) => {
    const own = memoryBackend()
    if (options.origin === 'comity.invalid/xn-fiu') backend = own
    return keepStore(own, memoryBlobs(), options)
  }
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z', { storage })
  empty = memoryBackend(backend!.tables)
  const kept = new Map<string, Uint8Array>()
  federation.wire.post = async (_url, bytes) => {
    for (const letter of isBatch(bytes) ? must(unpackBatch('letters', bytes)) : [bytes])
      kept.set(Buffer.from(letter).toString('base64'), letter)
    throw new Error('nothing gets through')
  }
  const xv = federation.node('XV-FIU')
  for (let n = 0; n < letterCount; n++) await sendRequest(xv, 'XN-FIU')
  for (let n = 0; n < 4 && kept.size < letterCount; n++) {
    federation.clock.forward(15)
    await xv.tick()
  }
  letters = [...kept.values()]
  const dir = federation.dir('XN-FIU')
  made = {
    file: readNodeFile(dir),
    keys: readKeyring(dir, keySecret(dir, undefined, systemRandom)),
  }
})
afterAll(() => federation.close())

type Step =
  | { readonly do: 'deliver'; readonly letter: number }
  | { readonly do: 'change'; readonly letter: number; readonly at: number }
  | { readonly do: 'restart' }

const letter = fc.nat({ max: letterCount - 1 })
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: letter.map((n) => ({ do: 'deliver', letter: n }) as const) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(letter, fc.nat())
        .map(([n, at]) => ({ do: 'change', letter: n, at }) as const),
    },
    { weight: 1, arbitrary: fc.constant({ do: 'restart' } as const) },
  ),
  { minLength: 1, maxLength: 24 },
)

async function effects(node: Node): Promise<readonly string[]> {
  const { entries } = await node.read.log({ after: -1, limit: 500 })
  return entries.filter((e) => e.type === 'request.sent').map((e) => e.stream)
}

describe('an inbox that gets letters in any order, twice, changed, or not at all', () => {
  it('has each letter its effect at most once and in order, sees every gap, and loses nothing', async () => {
    expect(letters.length).toBe(letterCount)
    let orders: readonly string[] | undefined
    let gapsSeen = 0
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const backend = memoryBackend(empty.tables)
        const blobs = memoryBlobs()
        const observed: Observation[] = []
        const open = () =>
          openNode({
            dir: federation.dir('XN-FIU'),
            made: made!,
            clock: federation.clock,
            storage: (options) => keepStore(backend, blobs, options),
            observe: (observation) => observed.push(observation),
            post: async () => {
              throw new Error('alone')
            },
          })
        let node = await open()
        // The model: how many letters counted, and what each was answered.
        let next = 0
        const answers = new Map<number, Uint8Array>()
        const deliver = async (n: number) => {
          const gaps = observed.filter((o) => o.what === 'letter-missing').length
          const { status, receipt } = must(await node.receive(letters[n]!))
          if (n < next) {
            expect([status, Buffer.compare(receipt, answers.get(n)!)]).toEqual([200, 0])
          } else if (n === next) {
            expect(status).toBe(200)
            answers.set(n, receipt)
            next++
          } else {
            expect(status).toBe(425)
            expect(observed.filter((o) => o.what === 'letter-missing').length).toBe(gaps + 1)
            gapsSeen++
          }
          expect((await effects(node)).length).toBe(next)
        }
        try {
          for (const step of plan) {
            if (step.do === 'deliver') await deliver(step.letter)
            else if (step.do === 'restart') {
              await node.close()
              node = await open()
            } else {
              const bytes = Uint8Array.from(letters[step.letter]!)
              bytes[step.at % bytes.length]! ^= 1 + (step.at % 255)
              const reply = await node.receive(bytes)
              if (reply.ok) expect(reply.value.status).toBeGreaterThanOrEqual(400)
              expect((await effects(node)).length).toBe(next)
            }
          }
          // What was lost comes again, in any case at last.
          for (let n = 0; n < letterCount; n++) await deliver(n)
          const order = await effects(node)
          expect(new Set(order).size).toBe(letterCount)
          orders ??= order
          expect(order).toEqual(orders)
          expect((await node.audit()).findings).toEqual([])
        } finally {
          await node.close()
        }
      }),
      { numRuns: 25 },
    )
    expect(gapsSeen).toBeGreaterThan(20)
  }, 120_000)
})
