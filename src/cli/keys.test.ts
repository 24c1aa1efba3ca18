import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comity } from '../../test/cli.ts'
import { readNodeFile } from '../node/make-node.ts'

const folder = mkdtempSync(join(tmpdir(), 'comity-keys-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const dir = (id: string) => join(folder, id)

function init(id: string): void {
  const unit = ['--id', id, '--name', `${id} unit`, '--country', id.slice(0, 2), '--kind', 'FIU']
  const people = ['mira:analyst:Mira Solen', 'hedda:head-of-desk:Hedda Desk']
  const made = comity(['init', dir(id), ...unit, ...people.flatMap((p) => ['--officer', p])])
  expect(made.code).toBe(0)
}

/** The card of a node, as it would be sent to a partner. */
function cardFile(id: string): string {
  const path = join(folder, `${id}.json`)
  writeFileSync(path, JSON.stringify(readNodeFile(dir(id)).card))
  return path
}

beforeAll(() => {
  init('XQ-FIU')
  init('XR-FIU')
  expect(comity(['enrol', dir('XR-FIU'), cardFile('XQ-FIU')]).code).toBe(0)
}, 120_000)

describe('comity keys', () => {
  it('makes a key new, and a partner’s two officers accept the card', () => {
    const rotated = comity(['keys', 'rotate', dir('XQ-FIU'), '--use', 'open'])
    expect([rotated.code, rotated.stdout]).toEqual([0, expect.stringContaining('card version 2')])
    const by = (who: string) => ['--officer', `XR-FIU/${who}`]
    const again = comity(['enrol', dir('XR-FIU'), cardFile('XQ-FIU')])
    expect([again.code, again.stderr]).toEqual([3, expect.stringContaining('two officers')])
    const proposed = comity(['keys', 'propose', dir('XR-FIU'), cardFile('XQ-FIU'), ...by('mira')])
    expect(proposed.stdout).toMatch(/waits for a second officer: XQ-FIU\/2\/\w+/)
    expect(proposed.stdout).toMatch(/new key MLKEM768-X25519:\w+ \(open\)/)
    const listed = comity(['keys', 'list', dir('XR-FIU'), '--json'])
    const [{ id }] = JSON.parse(listed.stdout).waiting as [{ id: string }]
    const alone = comity(['keys', 'confirm', dir('XR-FIU'), id, ...by('mira')])
    expect(alone.code).toBe(3)
    const confirmed = comity(['keys', 'confirm', dir('XR-FIU'), id, ...by('hedda')])
    expect(confirmed.stdout).toContain('XQ-FIU: card version 2 counts from now on')
  }, 120_000)

  it('says what is missing', () => {
    const ran = (...words: string[]) => {
      const { code, stderr } = comity(['keys', ...words])
      return [code, stderr.split('\n')[0]]
    }
    expect(ran('renew', dir('XQ-FIU'))).toEqual([2, 'comity: what to do is missing'])
    expect(ran('rotate', dir('XQ-FIU'))).toEqual([2, 'comity: --use or --officer is missing'])
    expect(ran('revoke', dir('XQ-FIU'))).toEqual([2, 'comity: a key with --reason is missing'])
    expect(ran('rotate', dir('XQ-FIU'), '--use', 'log')[0]).toBe(3)
  }, 60_000)
})
