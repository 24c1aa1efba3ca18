import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { testDisks } from './power-testing.ts'
import { type TestFederation, testFederation } from './testing.ts'

let fed: TestFederation
afterEach(() => fed.close())

const council = '{"members":["XN-FIU","XC-FIU","XS-FIU"],"needed":2}'
const sha256 = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`

async function begin() {
  const disks = testDisks()
  const options = { storage: disks.storage }
  fed = await testFederation(['XV-FIU'], '2025-01-20T09:10:00.000Z', options)
  const path = join(fed.dir('XV-FIU'), 'council.json')
  const types = async () =>
    (await fed.node('XV-FIU').read.log({ limit: 100 }, 'XV-FIU/head')).entries.map((e) => e.type)
  return { disks, path, types }
}

describe('the files of the operator', () => {
  it('leave a record at the start that finds them changed, by name and digest, and none at the next', async () => {
    const { path, types } = await begin()
    expect(await types()).not.toContain('settings.changed')
    writeFileSync(path, council)
    expect((await fed.node('XV-FIU').settings()).notYet).toEqual(['council.json'])
    await fed.reopen('XV-FIU')
    await fed.reopen('XV-FIU')
    const digest = sha256(council)
    expect(await fed.node('XV-FIU').settings()).toMatchObject({
      files: [{ name: 'council.json', digest }],
      changes: [{ at: '2025-01-20T09:10:00.000Z', changed: [{ name: 'council.json', digest }] }],
      notYet: [],
    })
    writeFileSync(path, council.replace('"needed":2', '"needed":1'))
    await fed.reopen('XV-FIU')
    rmSync(path)
    const node = await fed.reopen('XV-FIU')
    const { files, changes } = await node.settings()
    expect(files).toEqual([])
    expect(changes.map((c) => c.changed[0]!.digest)).toEqual([
      null,
      sha256(council.replace('"needed":2', '"needed":1')),
      digest,
    ])
    expect((await types()).filter((t) => t === 'settings.changed')).toHaveLength(3)
    const audit = await node.audit()
    expect(audit.findings).toEqual([])
    expect(audit.settings).toEqual(await node.settings())
  })

  it('show nothing of what stands in them', async () => {
    const { path } = await begin()
    writeFileSync(path, council)
    const node = await fed.reopen('XV-FIU')
    expect(JSON.stringify(await node.settings())).not.toContain('XC-FIU')
    const seen = fed.observed.filter((o) => o.observation.what === 'settings-changed')
    expect(seen.map((o) => o.observation)).toEqual([
      { what: 'settings-changed', files: ['council.json'] },
    ])
  })

  it('are on record once, wherever the power is cut while the node starts', async () => {
    for (const cut of [0, 1, 2]) {
      const { disks, path, types } = await begin()
      writeFileSync(path, council)
      disks.cutAfter(fed.dir('XV-FIU'), cut)
      await fed.reopen('XV-FIU').catch(() => {})
      disks.mend(fed.dir('XV-FIU'))
      await fed.reopen('XV-FIU')
      expect((await types()).filter((t) => t === 'settings.changed')).toHaveLength(1)
      if (cut < 2) await fed.close()
    }
  })
})
