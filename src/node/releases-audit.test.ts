import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Digest, must } from '#base'
import { type Figure, type Release, releaseBytes, releaseDigest, suppressedIn } from '#indicators'
import type { Node } from './open-node.ts'
import { type ReleaseEvidence, releaseFaults } from './releases-audit.ts'
import { sendRequest, type TestFederation, testFederation } from './testing.ts'

const [analyst, head] = ['XV-FIU/analyst', 'XV-FIU/head']
let federation: TestFederation
let node: Node
let sound: ReleaseEvidence

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
    released: { by: head, preparedBy: analyst, digest: item.digest as Digest },
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
