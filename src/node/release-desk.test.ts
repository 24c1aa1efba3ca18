import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { makeRelease, recountReleases, releasePeriod } from '#indicators'
import { shipped } from '#law'
import type { Node } from './open-node.ts'
import { sendRequest, type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
let node: Node
const [analyst, head] = ['XV-FIU/analyst', 'XV-FIU/head']
const name = (outcome: { readonly ok: boolean; readonly refusal?: { readonly name: string } }) =>
  outcome.ok ? 'done' : outcome.refusal?.name

beforeAll(async () => {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-02-14T09:00:00.000Z',
    {},
    { served: true },
  )
  node = federation.node('XV-FIU')
  for (let i = 0; i < 3; i++) await sendRequest(node, 'XN-FIU')
  await federation.settle()
  federation.clock.set('2025-04-02T09:00:00.000Z')
})
afterAll(() => federation.close())

const events = async (...types: string[]) =>
  (await node.read.log({ after: -1, limit: 5000 })).entries.filter((e) => types.includes(e.type))

describe('a release of figures', () => {
  it('is of the fixed grid alone, and of a period that is over', async () => {
    expect(name(await node.releases.prepare(analyst, '2025-02'))).toBe('release-period-unknown')
    expect(name(await node.releases.prepare(analyst, '2025-Q2'))).toBe('release-too-early')
  })

  it('tells nobody what was not released', async () => {
    expect(name(await node.read.publicFigures('2025-Q1'))).toBe('figures-not-released')
    expect(name(await node.read.publicFigures())).toBe('figures-not-released')
    // Whoever runs the machine may look at what would be told.
    expect(name(await node.read.publicFigures('2025-Q1', true))).toBe('done')
  })

  it('needs two persons, and the second one the digest that was looked at', async () => {
    const { waiting } = must(await node.releases.prepare(head, '2025-Q1'))
    expect(waiting).toMatchObject([{ period: '2025-Q1', version: 1, by: head }])
    const { digest } = waiting[0]!
    expect(name(await node.releases.release(head, '2025-Q1', digest))).toBe('releaser-is-preparer')
    expect(name(await node.releases.release(analyst, '2025-Q1', digest))).toBe('release-desk-only')
    must(await node.releases.discard(head, '2025-Q1'))
    expect(name(await node.releases.release(head, '2025-Q1', digest))).toBe('release-not-prepared')
    const again = must(await node.releases.prepare(analyst, '2025-Q1')).waiting[0]!
    const wrong = `sha256:${'0'.repeat(64)}`
    expect(name(await node.releases.release(head, '2025-Q1', wrong))).toBe('release-not-prepared')
    expect(await node.read.releases()).toEqual([])
    must(await node.releases.release(head, '2025-Q1', again.digest))
    expect(await node.read.releases()).toMatchObject([
      { id: '2025-Q1/1', state: 'current', digest: again.digest },
    ])
    expect(must(await node.read.publicFigures())).toMatchObject({
      release: { id: '2025-Q1/1', digest: again.digest },
    })
  })

  it('is the bytes whose digest stands in the log, and holds nothing back silently', async () => {
    const { release, bytes, item } = must(await node.read.release('2025-Q1'))
    expect(item.digest).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`)
    const hidden = release.tables.flatMap((table) => [
      ...(table.shown ? [] : [table.id]),
      ...table.parts.filter((part) => !part.shown).map((part) => part.id),
      ...table.leftOut.map((by) => `${table.id}/${by}`),
    ])
    expect(hidden).toContain('IN-01/pair')
    expect(await events('publication.suppressed')).toHaveLength(hidden.length)
    expect(release.suppressed.reduce((sum, { cells }) => sum + cells, 0)).toBe(hidden.length)
    expect(await events('publication.released')).toMatchObject([{ actor: head }])
  })

  it('is not released again without a change, and not changed without a reason', async () => {
    expect(name(await node.releases.prepare(analyst, '2025-Q1'))).toBe('release-reason-missing')
    expect(name(await node.releases.prepare(analyst, '2025-Q1', 'again'))).toBe('release-unchanged')
  })

  it('is corrected by a version that names the one before; both stay', async () => {
    // Later answers change what can be said of the quarter.
    federation.clock.set('2026-05-02T09:00:00.000Z')
    const first = must(await node.read.release('2025-Q1'))
    const { waiting } = must(
      await node.releases.prepare(analyst, '2025-Q1', 'tables of pairs are due'),
    )
    must(await node.releases.release(head, '2025-Q1', waiting[0]!.digest))
    const second = must(await node.read.release('2025-Q1'))
    expect(second.release).toMatchObject({
      version: 2,
      supersedes: first.item.digest,
      reason: 'tables of pairs are due',
    })
    expect((await node.read.releases()).map((r) => [r.id, r.state])).toEqual([
      ['2025-Q1/2', 'current'],
      ['2025-Q1/1', 'superseded'],
    ])
    expect(must(await node.read.release('2025-Q1', 1)).bytes).toEqual(first.bytes)
  })

  it('comes out the same for whoever counts it again from the signed events and the list', async () => {
    const list = [...(await node.read.releases())].reverse()
    const files = await Promise.all(
      list.map(async ({ period, version }) => must(await node.read.release(period, version))),
    )
    const lines = files.map(({ release }) => ({
      period: release.period.id,
      version: release.version,
      asOf: release.asOf,
    }))
    const again = recountReleases(await node.read.signedEvents(), lines, shipped)
    expect(again).toHaveLength(2)
    again.forEach(({ published }, i) => {
      const facts = { ...files[i]!.release, period: releasePeriod(lines[i]!.period)! }
      expect(makeRelease(facts, published).tables).toEqual(files[i]!.release.tables)
    })
  })

  it('shows an evaluator what was held back, and puts the look on record', async () => {
    expect(name(await node.releases.unsuppressed(analyst, '2025-Q1', 1))).toBe('release-desk-only')
    const before = (await events('access.viewed')).length
    const { tables } = must(await node.releases.unsuppressed(head, '2025-Q1', 1))
    const volume = (tables as { id: string; parts: { key: string; value: number }[] }[])[0]!
    expect(volume.parts.find((p) => p.key === 'XV-FIU→XN-FIU')?.value).toBe(3)
    expect((await events('access.viewed')).length).toBe(before + 1)
  })

  it('is withdrawn by one person, stays on the list with the reason, and is handed out no more', async () => {
    expect(name(await node.releases.withdraw(head, '2025-Q1', 2, ' '))).toBe(
      'release-reason-missing',
    )
    must(await node.releases.withdraw(head, '2025-Q1', 2, 'a table was counted twice'))
    expect(name(await node.read.release('2025-Q1', 2))).toBe('release-withdrawn')
    expect(name(await node.read.releaseProof('2025-Q1', 2))).toBe('release-withdrawn')
    expect((await node.read.releases())[0]).toMatchObject({
      id: '2025-Q1/2',
      state: 'withdrawn',
      withdrawn: { reason: 'a table was counted twice' },
    })
    expect(name(await node.read.release('2025-Q1'))).toBe('release-unknown')
  })

  it('leaves a node whose log and files are whole', async () => {
    const { findings } = await node.audit()
    expect(findings).toEqual([])
  })
})

describe('two periods at once', () => {
  it('are held against each other also where both were prepared before either came out', async () => {
    const other = await testFederation(['XV-FIU', 'XN-FIU'], '2025-02-14T09:00:00.000Z')
    const { releases, read } = other.node('XV-FIU')
    for (let i = 0; i < 12; i++) await sendRequest(other.node('XV-FIU'), 'XN-FIU')
    other.clock.set('2025-04-10T09:00:00.000Z')
    for (let i = 0; i < 2; i++) await sendRequest(other.node('XV-FIU'), 'XN-FIU')
    other.clock.set('2026-02-02T09:00:00.000Z')
    must(await releases.prepare(analyst, '2025-Q1'))
    const { waiting } = must(await releases.prepare(analyst, '2025'))
    const [quarter, year] = waiting
    const overdue = year!.tables.find(({ id }) => id === 'IN-04')
    expect(overdue).toMatchObject({ shown: true, text: '0/14 = 0.0 %' })
    must(await releases.release(head, '2025-Q1', quarter!.digest))
    expect(name(await releases.release(head, '2025', year!.digest))).toBe('release-not-prepared')
    const anew = must(await releases.prepare(analyst, '2025')).waiting[0]!
    must(await releases.release(head, '2025', anew.digest))
    // 14 less the 12 of the first quarter would be the two that came later.
    const { release } = must(await read.release('2025'))
    expect(release.tables.find(({ id }) => id === 'IN-04')).toMatchObject({
      shown: false,
      rule: 'SC-5',
    })
    await other.close()
  })
})
