import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { serve } from '#api'
import { openNode } from '#node'
import { comity, root } from '../../test/cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'comity-enrol-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function init(id: string, ...more: readonly string[]) {
  const dir = join(folder, id)
  const unit = ['--id', id, '--name', `${id} unit`, '--country', id.slice(0, 2), '--kind', 'FIU']
  return {
    dir,
    ran: comity(['init', dir, ...unit, '--officer', 'mira:analyst:Mira Solen', ...more]),
  }
}

describe('a node that serves other authorities of its country', () => {
  const ministry = ['--serve', 'XQ-CA:central-authority:Ministry of Justice']
  const registrar = ['--officer', 'XQ-CA/petra:registrar:Petra Lunow']

  it.each([
    [['--serve', 'XQ-CA:ministry:Justice'], 'is not ID:KIND:NAME'],
    [ministry, 'XQ-CA has no officer'],
    [registrar, 'belongs to no authority that this node serves'],
  ])('is not made with %j', (options, text) => {
    const { ran } = init('XQ-BAD', ...options)
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringContaining(text)])
  })

  it('is enrolled from its address with all of them', async () => {
    const served = init('XQ-FIU', ...ministry, ...registrar)
    expect(served.ran.stdout).toContain('serves XQ-CA: XQ-CA/petra (registrar)')
    const partner = init('XR-FIU')
    const node = await openNode({ dir: served.dir })
    const server = await serve({ node, host: '127.0.0.1', port: 0 })
    try {
      const run = promisify(execFile)
      const args = ['enrol', partner.dir, server.address]
      const { stdout } = await run(resolve(root, 'bin/comity'), args, { cwd: root })
      expect(stdout).toContain('enrolled XQ-FIU')
      expect(stdout).toContain('those that its node serves: XQ-CA')
    } finally {
      await server.close()
      await node.close()
    }
    const there = await openNode({ dir: partner.dir })
    const cards = await there.read.authorities()
    await there.close()
    expect(cards.map((c: { id: string }) => c.id)).toEqual(['XQ-CA', 'XQ-FIU', 'XR-FIU'])
  })
})
