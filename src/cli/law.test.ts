import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { run } from './run.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'comity-law-'))
  folders.push(made)
  return made
}

async function comity(...argv: string[]) {
  const out: string[] = []
  const said: string[] = []
  const json: unknown[] = []
  const code = await run(argv, {}, {
    out: (text: string) => out.push(text),
    say: (text: string) => said.push(text),
    json: (value: unknown) => json.push(value),
  } as never)
  return { code, out: out.join('\n'), said: said.join('\n'), json: json[0] as never }
}

const way = ['--from', 'XV', '--to', 'XN', '--measure', 'freeze', '--on', '2025-03-15']

describe('comity route', () => {
  it('tells the ways with their articles, elements and limits', async () => {
    const { code, out } = await comity('route', ...way, '--offence', 'corruption')
    expect(code).toBe(0)
    for (const words of [
      'XV asks XN for freeze on 2025-03-15: 2 lawful',
      'dual criminality: yes',
      'UNCAC art. 54(2), 55(2)',
      'freezing-certificate, 14 elements',
      '48 hours, from receipt',
      'could this be informal?',
    ])
      expect(out).toContain(words)
  })

  it('prints one document with --json', async () => {
    const { code, json, out } = await comity('route', ...way, '--json')
    expect(code).toBe(0)
    expect(out).toBe('')
    expect(json).toMatchObject({ answer: 'routes', routes: [{ instrument: 'CP' }, {}, {}, {}] })
  })

  it.each([
    [['--to', 'XZ', '--measure', 'suspension'], 'unknown'],
    [['--to', 'XN', '--measure', 'freeze', '--from-kind', 'tax'], 'none'],
  ])('no way: %j', async (more, word) => {
    const { code, out } = await comity('route', '--from', 'XV', '--on', '2025-03-15', ...more)
    expect(code).toBe(1)
    expect(out).toContain(`: ${word}\n`)
  })

  it.each([
    [['--from', 'Veldania', ...way.slice(2)], 'country code'],
    [way.slice(0, 6), '--on'],
    [[...way, '--offence', 'coruption'], 'did you mean "corruption"'],
    [[...way, '--penalty-years', 'many'], 'number of years'],
  ])('unusable: %j', async (argv, words) => {
    const { code, said } = await comity('route', ...argv)
    expect(code).toBe(2)
    expect(said).toContain(words)
  })
})

describe('comity law', () => {
  it('lists packs with what nobody has verified yet', async () => {
    const { code, out } = await comity('law')
    expect(code).toBe(0)
    expect(out).toMatch(/XV-XN +Treaty Veldania-Norrhavn +treaty/)
    expect(out).toContain('to verify')
  })

  it('writes packs to edit, checks an edited one, tells the difference, takes two signatures', async () => {
    const dir = folder()
    expect((await comity('law', 'export', dir)).code).toBe(0)
    expect((await comity('law', 'export', dir)).code).toBe(2)
    const file = join(dir, 'XV-XN.json')
    const pack = JSON.parse(readFileSync(file, 'utf8'))
    pack.version = 2
    pack.rows.rules[0].text = 'Answers come within the limits of article 6.'
    writeFileSync(file, JSON.stringify(pack))
    expect((await comity('law', 'check', file)).code).toBe(0)
    const changed = await comity('law', 'diff', file)
    expect(changed.code).toBe(1)
    expect(changed.out).toContain('changed rules/XV-XN')
    expect(changed.out).toContain('which wins: pack XV-XN, version 2')
    const key = join(dir, 'key.pem')
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
    writeFileSync(key, pem)
    const sign = (who: string) =>
      comity('law', 'sign', file, '--key', key, '--signer', who, '--role', 'delegate')
    expect((await sign('XV-FIU/one')).said).toContain('a second person has to sign it too')
    expect((await sign('XV-FIU/one')).code).toBe(2)
    expect((await sign('XN-FIU/two')).said).toContain('2 signatures')
    expect((await comity('law', 'check', file)).out).toContain(
      'signed by XV-FIU/one and XN-FIU/two',
    )
  })

  it('refuses a bad file by name with exit 1 and leaves the law as it is', async () => {
    const dir = folder()
    await comity('law', 'export', dir)
    const file = join(dir, 'XC.json')
    const pack = JSON.parse(readFileSync(file, 'utf8'))
    pack.over = ['MOU-XZ']
    pack.version = 2
    writeFileSync(file, JSON.stringify(pack))
    const { code, said } = await comity('law', 'check', file)
    expect(code).toBe(1)
    expect(said).toContain('laid over MOU-XZ, which is not in force')
    expect(said).toContain('the law in force stays as it is')
  })

  it.each([
    ['no JSON', 'Dear colleague', 2],
    ['a list', '[]', 1],
    ['nothing inside', '{}', 1],
  ])('a file that is no pack: %s', async (_, text, expected) => {
    const file = join(folder(), 'pack.json')
    writeFileSync(file, text)
    expect((await comity('law', 'check', file)).code).toBe(expected)
  })

  it('a file that is not there is unusable input', async () => {
    expect((await comity('law', 'check', '/nowhere/pack.json')).code).toBe(2)
    expect((await comity('law', 'dance')).code).toBe(2)
  })
})
