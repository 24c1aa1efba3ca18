import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Digest, type Instant, must } from '#base'
import {
  type Figure,
  publicView,
  type Release,
  releaseBytes,
  releaseDigest,
  releasePeriod,
  suppressedIn,
} from '#indicators'
import type { Node } from './open-node.ts'
import { type ReleaseEvidence, releaseFaults } from './releases-audit.ts'
import { sendRequest, type TestFederation, testFederation } from './testing.ts'

const [analyst, head] = ['XV-FIU/analyst', 'XV-FIU/head']
let federation: TestFederation
let node: Node
let sound: ReleaseEvidence
const asPublished = {
  to: '2025-04-01T00:00:00.000Z' as Instant,
  on: '2026-05-02T09:00:00.000Z' as Instant,
}

beforeAll(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-02-14T09:00:00.000Z')
  node = federation.node('XV-FIU')
  for (let i = 0; i < 12; i++) await sendRequest(node, 'XN-FIU')
  federation.clock.set('2026-05-02T09:00:00.000Z')
  const { waiting } = must(await node.releases.prepare(analyst, '2025-Q1'))
  must(await node.releases.release(head, '2025-Q1', waiting[0]!.digest))
  const { release, bytes, item } = must(await node.read.release('2025-Q1'))
  const { tables } = must(await node.releases.unsuppressed(head, '2025-Q1', 1))
  sound = {
    released: {
      ...{ by: head, preparedBy: analyst, digest: item.digest as Digest },
      ...{ period: '2025-Q1', version: 1, reason: null },
    },
    node: 'XV-FIU',
    before: null,
    bytes,
    kept: { release, figures: tables as unknown as readonly Figure[], published: [] },
    suppressed: suppressedIn(release.tables),
    past: [],
  }
})
afterAll(() => federation.close())

/** The release with another text in one cell, and all digests made to fit. */
function rewritten(change: (release: Release) => Release): ReleaseEvidence {
  const release = change(sound.kept!.release)
  return {
    ...sound,
    released: { ...sound.released, digest: releaseDigest(release) },
    bytes: releaseBytes(release),
    kept: { ...sound.kept!, release },
  }
}

describe('the audit of a release', () => {
  it('finds nothing in one that holds', async () => {
    expect(releaseFaults(sound)).toEqual([])
    expect((await node.audit()).findings).toEqual([])
  })

  it('finds a figure that was changed by one, also where every digest was made to fit', () => {
    const changed = rewritten((release) => ({
      ...release,
      tables: release.tables.map((t) =>
        t.id === 'IN-01' ? { ...t, text: '13 (0)', value: '13' } : t,
      ),
    }))
    expect(releaseFaults(changed)).toEqual([
      'it does not follow from what was counted, by the small-count rule',
    ])
  })

  const unmade = 'it does not follow from what was counted, by the small-count rule'
  const misnamed = 'it says another node, period, version or reason than its record'
  const table = (
    change: (table: Release['tables'][number]) => Partial<Release['tables'][number]>,
  ) =>
    rewritten((release) => ({
      ...release,
      tables: release.tables.map((t) => ({ ...t, ...change(t) })),
    }))
  const bent: readonly (readonly [string, () => ReleaseEvidence, string])[] = [
    ['a text', () => table((t) => (t.id === 'IN-04' ? { text: '11/12 = 91.7 %' } : {})), unmade],
    ['a value beside the right text', () => table(() => ({ value: '0.5' })), unmade],
    ['an interval', () => table(() => ({ interval: ['0.1000', '0.2000'] })), unmade],
    ['how many cases', () => table(() => ({ cases: '10 or more' })), unmade],
    ['a definition', () => table(() => ({ formula: 'as we like it' })), unmade],
    ['a note', () => table(() => ({ note: '' })), unmade],
    [
      'a held-back cell that is shown',
      () =>
        table((t) => ({
          parts: t.parts.map((p) => ({ ...p, shown: true, text: '3', value: '3' })),
        })),
      unmade,
    ],
    ['a shown figure that is held back', () => table(() => ({ shown: false, text: '' })), unmade],
    ['a cell that is gone', () => table(({ parts }) => ({ parts: parts.slice(1) })), unmade],
    ['a line more that is left out', () => table(() => ({ leftOut: ['pair'] })), unmade],
    [
      'a table that is gone',
      () => rewritten((release) => ({ ...release, tables: release.tables.slice(1) })),
      unmade,
    ],
    [
      'the count of what is held back',
      () => rewritten((release) => ({ ...release, suppressed: [] })),
      unmade,
    ],
    [
      'the day up to which it counts',
      () =>
        rewritten((release) => ({ ...release, period: { ...release.period, to: '2025-04-30' } })),
      unmade,
    ],
    ['another node', () => rewritten((release) => ({ ...release, node: 'XN-FIU' })), misnamed],
    ['another version', () => rewritten((release) => ({ ...release, version: 2 })), misnamed],
    ['a reason', () => rewritten((release) => ({ ...release, reason: 'none' })), misnamed],
    [
      'another period',
      () => rewritten((release) => ({ ...release, period: { ...release.period, id: '2025-Q2' } })),
      misnamed,
    ],
    [
      'a version before it that there is not',
      () => rewritten((release) => ({ ...release, supersedes: sound.released.digest })),
      'it does not follow the version that came out before it',
    ],
    [
      'another making of the rule, so that nobody would count again',
      () => rewritten((release) => ({ ...release, method: 'small-count/0' })),
      'it is of the making small-count/0 of the small-count rule, which cannot be made again here',
    ],
    [
      'what was counted',
      () => ({
        ...sound,
        kept: {
          ...sound.kept!,
          figures: sound.kept!.figures.map((f) =>
            f.id === 'IN-01' ? { ...f, value: 13, text: '13 (0)' } : f,
          ),
        },
      }),
      unmade,
    ],
    [
      'nothing kept of what was counted',
      () => ({ ...sound, kept: undefined }),
      'what was counted for it is not there',
    ],
  ]

  it.each(bent)('finds %s, also where every digest was made to fit', (_what, make, fault) => {
    expect(releaseFaults(make())).toContain(fault)
  })

  it('finds an earlier release that was taken out of the list', async () => {
    const period = releasePeriod('2025-Q1')!
    const { figures } = sound.kept!
    const less = figures.map((f) =>
      f.id === 'IN-04' ? { ...f, n: f.n - 2, numerator: f.numerator ?? 0 } : f,
    )
    const past = [{ period, version: 1, figures: less, published: publicView(less, asPublished) }]
    expect(releaseFaults({ ...sound, past })).toContain(unmade)
  })

  it('finds bytes of another digest', () => {
    const bytes = Buffer.from(sound.bytes!)
    bytes[40] = bytes[40]! ^ 1
    expect(releaseFaults({ ...sound, bytes })).toEqual([
      'its bytes are not those whose digest was released',
    ])
  })

  it('finds one person where two are needed', () => {
    const alone = { ...sound, released: { ...sound.released, preparedBy: head } }
    expect(releaseFaults(alone)[0]).toContain('that takes two persons')
  })

  it('finds a held-back cell that is not on record, and one that is not held back', () => {
    expect(releaseFaults({ ...sound, suppressed: sound.suppressed.slice(1) })).toEqual([
      '1 cells that it holds back are not on record',
    ])
    const more = [...sound.suppressed, { cell: 'IN-01', rule: 'SC-1' }]
    expect(releaseFaults({ ...sound, suppressed: more })).toEqual([
      '1 cells are on record as held back and are not',
    ])
  })
})
