import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, systemRandom } from '#base'
import { makeOpeningKey } from '#exchange'
import type { Opinion } from '#review'
import { evaluatorKeyFormat } from './evaluation-seal.ts'
import { type TestFederation, testFederation } from './testing.ts'

/** An opinion is given at the node of the evaluator and stands beside the figures of another. */

const folder = mkdtempSync(join(tmpdir(), 'comity-opinion-'))
let federation: TestFederation
let opinion: Opinion
const panel = 'NET-EVAL/inspector'
const node = (id: string) => federation.node(id)

beforeAll(async () => {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-04-02T08:00:00.000Z',
    {},
    { served: true },
  )
  const key = makeOpeningKey(systemRandom, 'X25519')
  const publicKey = Buffer.from(key.publicKey).toString('base64')
  const to = {
    format: evaluatorKeyFormat,
    id: key.id,
    algorithm: key.algorithm,
    publicKey,
  } as const
  const days = { seenBy: 'staff', from: '2025-01-01', to: '2025-03-31' } as const
  const { bundle } = must(await node('XV-FIU').evaluation.bundle('XV-FIU/head', days, to))
  opinion = {
    bundles: [bundle],
    from: '2025-01-01',
    to: '2025-03-31',
    seenBy: 'staff',
    kind: 'qualified',
    recounted: 42,
    differing: [],
    sampled: 40,
    reservations: [{ figure: 'IN-21', text: 'owners of one entity are not known; 11 of 12 are' }],
  }
})
afterAll(async () => {
  await federation.close()
  rmSync(folder, { recursive: true, force: true })
})

const name = (outcome: { ok: boolean; refusal?: { name: string } }) =>
  outcome.ok ? 'done' : outcome.refusal?.name

describe('an opinion', () => {
  it('is signed at the node of the evaluator and published beside the figures, reservations and all', async () => {
    const { file } = must(await node('XN-FIU').evaluation.opine(panel, opinion))
    must(await node('XV-FIU').evaluation.publish('XV-FIU/head', Buffer.from(file)))
    const [there] = await node('XV-FIU').read.opinions()
    expect(there).toMatchObject({ evaluator: 'NET-EVAL', by: panel, kind: 'qualified' })
    expect(there!.reservations[0]!.figure).toBe('IN-21')
    expect((await node('XN-FIU').read.opinions())[0]!.id).toBe(there!.id)
    expect((await node('XV-FIU').audit()).findings).toEqual([])
  })

  it('published twice stands once', async () => {
    const before = (await node('XV-FIU').read.opinions()).length
    const { file } = must(await node('XN-FIU').evaluation.opine(panel, { ...opinion, sampled: 41 }))
    must(await node('XV-FIU').evaluation.publish('XV-FIU/head', Buffer.from(file)))
    must(await node('XV-FIU').evaluation.publish('XV-FIU/head', Buffer.from(file)))
    expect(await node('XV-FIU').read.opinions()).toHaveLength(before + 1)
  })

  it.each([
    ['unqualified of figures that differ', { kind: 'unqualified', differing: ['IN-03'] }],
    [
      'unqualified of nothing that was opened',
      { kind: 'unqualified', sampled: 0, reservations: [] },
    ],
    ['qualified without a reservation', { reservations: [] }],
    ['qualified, and a figure that differs is named nowhere', { differing: ['IN-03'] }],
    ['adverse of figures that are the same', { kind: 'adverse' }],
    ['of a period that ends before it begins', { to: '2024-12-31' }],
  ] as const)('%s is refused before anybody signs it', async (_, change) => {
    const no = await node('XN-FIU').evaluation.opine(panel, { ...opinion, ...change } as Opinion)
    expect(name(no)).toBe('opinion-contradicts')
  })

  it('is not given by those whose figures they are', async () => {
    expect(name(await node('XV-FIU').evaluation.opine('XV-FIU/head', opinion))).toBe(
      'opinion-not-yours',
    )
  })

  it('of files of others is not published here', async () => {
    const other = { ...opinion, bundles: [`sha256:${'0'.repeat(64)}`] }
    const { file } = must(await node('XN-FIU').evaluation.opine(panel, other))
    expect(name(await node('XV-FIU').evaluation.publish('XV-FIU/head', Buffer.from(file)))).toBe(
      'opinion-elsewhere',
    )
  })

  it('changed in one byte is never published', async () => {
    const { file } = must(await node('XN-FIU').evaluation.opine(panel, opinion))
    const bytes = Buffer.from(file)
    const count = (await node('XV-FIU').read.opinions()).length
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const bent = Buffer.from(bytes)
          bent[at] = (bent[at]! + by) % 256
          expect((await node('XV-FIU').evaluation.publish('XV-FIU/head', bent)).ok).toBe(false)
        },
      ),
      { numRuns: 120 },
    )
    expect(await node('XV-FIU').read.opinions()).toHaveLength(count)
  })
})
