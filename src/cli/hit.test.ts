import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { BlindMatch } from './hit-protocol.ts'
import { run } from './run.ts'
import type { Terminal } from './terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'comity-hit-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function hit(...words: string[]) {
  const said = { out: '', err: '', json: undefined as unknown }
  const terminal: Terminal = {
    out: (text) => {
      said.out += `${text}\n`
    },
    json: (value) => {
      said.json = value
    },
    say: (text) => {
      said.err += `${text}\n`
    },
    progress: () => ({ step() {}, end() {} }),
  }
  const code = await run(['hit', ...words], {}, terminal)
  return { code, ...said, match: said.json as BlindMatch }
}

const ours = file(
  'ours.txt',
  'account:XN:A33\nnatid:XV:1968-4711\nname:Goran Telleg|1974-02-11\nphone:+46 8 1234567\n',
)
const theirs = file(
  'theirs.csv.gz',
  gzipSync('kind;country;value\nACCOUNT;xn;a33\nname;;Tellegg Goran|1974\npassport;XS;P123456\n'),
)

describe('comity hit', () => {
  it('finds what both files know, however it is written, and tells the two apart that are only possible', async () => {
    const { code, match, out } = await hit('--ours', ours, '--theirs', theirs, '--json')
    expect(code).toBe(0)
    expect(out).toBe('')
    expect(match.hits.map(({ identifier, row, says }) => [identifier, row, says])).toEqual([
      ['account:XN:A33', 1, 'same'],
      ['name:GORAN TELLEG|1974-02-11', 3, 'possible'],
    ])
    expect(match.ours).toEqual({ identifiers: 4, keys: 6, repeated: 0 })
    expect(match.theirs).toMatchObject({ identifiers: 3, tokens: 256 })
    expect(match.bytes.total).toBe(match.bytes.toOwner + match.bytes.toAsker)
    expect(match.cpuSeconds.total).toBeGreaterThan(0)
  })

  it('says in words who learned what', async () => {
    const { out } = await hit('--ours', ours, '--theirs', theirs)
    expect(out).toContain('2 of 4 subjects are in both')
    expect(out).toContain('the owner: 6 items, 3 of them keys of names, and nothing about which')
  })

  it('ends with 1 where nothing is shared', async () => {
    const other = file('other.txt', 'account:XN:A34\n')
    expect(await hit('--ours', other, '--theirs', theirs)).toMatchObject({ code: 1 })
  })

  it('names file, row and column of a line that cannot be read, and says nothing else', async () => {
    const bad = file('bad.csv', 'kind,value\nphone,+4681234567\niban,GB82WEST12345698765433\n')
    const refused = await hit('--ours', bad, '--theirs', theirs, '--json')
    expect(refused).toMatchObject({ code: 2, out: '', json: undefined })
    expect(refused.err).toContain('bad.csv, row 3, column value: the check digits')
    const rest = await hit('--ours', bad, '--theirs', theirs, '--skip-bad-rows', '--json')
    expect(rest.code).toBe(1)
    expect(rest.match.ours.identifiers).toBe(1)
    expect(rest.err).toContain('left out: 1 line')
  })

  it.each([
    ['a file that is not there', () => ['--ours', join(folder, 'none'), '--theirs', theirs]],
    ['an empty file', () => ['--ours', file('empty', '\n'), '--theirs', theirs]],
    [
      'bytes that are no text',
      () => ['--ours', file('bin', Uint8Array.of(0xff, 0xfe, 0x00)), '--theirs', theirs],
    ],
    [
      'gzip that is damaged',
      () => ['--ours', file('gz', Uint8Array.of(0x1f, 0x8b, 1, 2)), '--theirs', theirs],
    ],
    ['one side alone', () => ['--ours', ours]],
    ['a kind that is none', () => ['--ours', ours, '--theirs', theirs, '--as', 'nonsense']],
    ['a kind that lacks its country', () => ['--ours', ours, '--theirs', theirs, '--as', 'natid']],
    ['the standard input twice', () => ['--ours', '-', '--theirs', '-']],
    ['a folder', () => ['--ours', folder, '--theirs', theirs]],
    [
      'a line of a megabyte',
      () => ['--ours', file('long', 'a'.repeat(2 ** 20)), '--theirs', theirs],
    ],
  ])('%s is unusable input', async (_, words) => {
    const { code, err } = await hit(...words())
    expect(code).toBe(2)
    expect(err).toContain('what to do:')
  })

  it('takes lines without a kind for what --as says', async () => {
    const numbers = file('numbers.txt', '1968-4711\n1971 4712\n')
    const register = file('register.txt', '19714712\n')
    const { match } = await hit(
      '--ours',
      numbers,
      '--theirs',
      register,
      '--as',
      'natid:XV',
      '--json',
    )
    expect(match.hits.map((h) => h.identifier)).toEqual(['natid:XV:19714712'])
  })
})
