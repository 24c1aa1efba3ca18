import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comity } from '../cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'comity-node-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const xq = join(folder, 'xq')
const xr = join(folder, 'xr')
const lantern = 'src/exercise/data/lantern'

function init(dir: string, id: string, ...more: string[]) {
  return comity(
    [
      'init',
      dir,
      '--id',
      id,
      '--name',
      `${id} unit`,
      '--country',
      id.slice(0, 2),
      '--kind',
      'FIU',
    ].concat([
      '--officer',
      'mira:analyst:Mira Solen',
      '--officer',
      'bram:auditor:Bram Okeln',
      ...more,
    ]),
  )
}

describe('a node from the command line', () => {
  beforeAll(() => {
    expect(init(xq, 'XQ-FIU').code).toBe(0)
    expect(init(xr, 'XR-FIU').code).toBe(0)
  })

  it('keeps its keys where nobody else can read them', () => {
    for (const name of readdirSync(xq).filter((n) => /keyring|secret|node/.test(n)))
      expect([name, statSync(join(xq, name)).mode & 0o077]).toEqual([name, 0])
  })

  it('is never made twice in one folder', () => {
    const again = init(xq, 'XQ-FIU')
    expect([again.code, again.stderr]).toEqual([3, expect.stringContaining('never overwritten')])
  })

  it('keeps an imported ledger as a tracing, in the name of an officer, and verifies afterwards', () => {
    const files = ['ledger', 'openings', 'rates'].map((f) => `${lantern}/${f}.csv`)
    const args = ['import', ...files, '--rates', files[2]!, '--base', 'EUR', '--node', xq]
    expect(comity(args)).toMatchObject({ code: 2, stderr: expect.stringContaining('--officer') })
    const stranger = comity([...args, '--officer', 'XQ-FIU/nobody'])
    expect([stranger.code, stranger.stderr]).toEqual([2, expect.stringContaining('not an officer')])
    const kept = comity([...args, '--officer', 'XQ-FIU/mira', '--json'])
    expect([kept.code, kept.stderr]).toEqual([0, ''])
    expect(JSON.parse(kept.stdout).node.tracing).toMatch(/^[0-9a-f-]{36}$/)
    expect(comity(['verify', xq])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('holds'),
    })
  })

  it('takes the card of a partner, and no other file for one', () => {
    const card = JSON.parse(
      comity([
        'init',
        join(folder, 'xs'),
        '--json',
        '--id',
        'XS-FIU',
        '--name',
        'Port unit',
        '--country',
        'XS',
        '--kind',
        'FIU',
        '--officer',
        'a:analyst:A B',
      ]).stdout,
    ).card
    const file = join(folder, 'card.json')
    writeFileSync(file, JSON.stringify(card))
    const taken = comity(['enrol', xr, file])
    expect([taken.code, taken.stdout]).toEqual([0, expect.stringContaining('fingerprint')])
    const changed = {
      ...card,
      card: Buffer.from(
        Buffer.from(card.card, 'base64url').toString().replace('Port unit', 'Sham unit'),
      ).toString('base64url'),
    }
    writeFileSync(file, JSON.stringify(changed))
    const refused = comity(['enrol', xr, file])
    expect([refused.code === 0, refused.stdout]).toEqual([false, ''])
    expect(refused.stderr).toMatch(/not signed/)
    expect(comity(['enrol', xr, 'package.json'])).toMatchObject({ code: 2, stdout: '' })
  })

  it('is not there before it was made, and says how to make it', () => {
    for (const command of [
      ['start', folder],
      ['verify', join(folder, 'nowhere')],
      ['sign-in', xr, 'XR-FIU/mira'],
      ['figures', join(folder, 'nowhere')],
    ]) {
      const ran = comity(command)
      expect([command[0], ran.code, ran.stdout]).toEqual([command[0], 2, ''])
    }
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  })
})
