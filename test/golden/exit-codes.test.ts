import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { comity } from '../cli.ts'

const ledger = 'test/golden/two-claimants/ledger.csv'
const folder = mkdtempSync(join(tmpdir(), 'comity-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What is typed, the exit code, and what stderr says. */
const typed: readonly [string, readonly string[], number, RegExp][] = [
  ['nothing at all', [], 2, /usage: comity COMMAND/],
  ['a command that does not exist', ['trcae'], 2, /did you mean "trace"/],
  ['an option that does not exist', ['trace', ledger, '--rul', 'fifo'], 2, /did you mean --rule/],
  ['an option without its value', ['trace', ledger, '--rule'], 2, /--rule needs a value/],
  [
    'an option given twice',
    ['trace', ledger, '--rule', 'fifo', '--rule', 'lifo'],
    2,
    /given twice/,
  ],
  ['no rule, because none is preset', ['trace', ledger], 2, /none is preset[\s\S]*proceeds-first/],
  ['a rule that does not exist', ['trace', ledger, '--rule', 'fofo'], 2, /did you mean "fifo"/],
  [
    'an order that does not exist',
    ['trace', ledger, '--rule', 'fifo', '--order', 'any'],
    2,
    /given, /,
  ],
  ['a ledger that does not exist', ['trace', 'nowhere.csv', '--rule', 'fifo'], 2, /nowhere\.csv/],
  ['a folder instead of a ledger', ['trace', 'src', '--rule', 'fifo'], 2, /folder/],
  ['no ledger', ['trace', '--rule', 'fifo'], 2, /needs LEDGER/],
  ['rates without a base', ['trace', ledger, '--rule', 'fifo', '--rates', ledger], 2, /--base/],
  ['an account that is not in the ledger', ['flow', ledger, '--from', 'Nobody'], 2, /Nobody/],
  ['an instant without an offset', ['due', 'DL-01', '--start', '2026-03-06T18:00'], 2, /offset/],
  [
    'a rule of law with several limits',
    ['due', 'DL-14', '--start', '2026-03-06T18:00:00Z'],
    2,
    /DL-14\.direct/,
  ],
  ['a file that is no exhibit', ['verify', ledger], 2, /no exhibit data/],
  ['a benchmark that does not exist', ['bench', 'nothing'], 2, /choose one of/],
  ['a folder without a node', ['start', 'src'], 2, /no node/],
]

describe('what cannot be used is refused with a remedy, and stdout stays empty', () => {
  it.each(typed)('%s', (_, args, code, message) => {
    const ran = comity(args)
    expect([ran.code, ran.stdout]).toEqual([code, ''])
    expect(ran.stderr).toMatch(message)
  })
})

describe('an answer', () => {
  const page = join(folder, 'exhibit.html')
  const made = comity([
    'trace',
    ledger,
    '--rule',
    'fifo',
    '--report',
    page,
    '--prepared-at',
    '2026-09-30T08:00:00Z',
  ])

  it('with --json is one document on stdout and nothing else', () => {
    const ran = comity(['trace', ledger, '--rule', 'all', '--json'])
    expect(ran.code).toBe(0)
    expect(() => JSON.parse(ran.stdout)).not.toThrow()
  })

  it('is the same from a file, from standard input and from gzip', () => {
    const bytes = readFileSync(ledger)
    const packed = join(folder, 'ledger.csv.gz')
    writeFileSync(packed, gzipSync(bytes))
    const plain = comity(['trace', ledger, '--rule', 'lifo']).stdout
    expect(comity(['trace', '-', '--rule', 'lifo'], { input: bytes }).stdout).toBe(plain)
    expect(comity(['trace', packed, '--rule', 'lifo']).stdout).toBe(plain)
  })

  it('that was handed over holds, alone and when the trace is run again', () => {
    expect(made.code).toBe(0)
    expect(comity(['verify', page]).code).toBe(0)
    const again = comity(['verify', page, '--ledger', ledger])
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('traced again: yes')])
  })

  it('with every rule beside it, or with every rule and none preferred, holds as well', () => {
    const compared = join(folder, 'compared.html')
    const every = join(folder, 'every.html')
    comity([
      'trace',
      ledger,
      '--rule',
      'libr',
      '--order',
      'interval',
      '--compare',
      '--report',
      compared,
    ])
    comity(['trace', ledger, '--rule', 'all', '--report', every])
    for (const path of [compared, every]) {
      expect(readFileSync(path, 'utf8')).toContain('Holdings by rule')
      const again = comity(['verify', path, '--ledger', ledger])
      expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('traced again: yes')])
    }
  })

  it('that was changed does not hold, and the exit code is 1', () => {
    const changed = join(folder, 'changed.html')
    writeFileSync(changed, readFileSync(page, 'utf8').replace('15\u00a0000.00', '16\u00a0000.00'))
    const ran = comity(['verify', changed])
    expect([ran.code, ran.stdout]).toEqual([1, expect.stringContaining('does not hold')])
  })

  it('of a file with bad rows that were to be skipped lists them, and the exit code is 1', () => {
    const some = join(folder, 'some.csv')
    writeFileSync(some, `${readFileSync(ledger, 'utf8')}K10,someday,A,B,1.00,EUR,,,\n`)
    expect(comity(['import', some]).code).toBe(2)
    const ran = comity(['import', some, '--skip-bad-rows', '--json'])
    expect(ran.code).toBe(1)
    expect(JSON.parse(ran.stdout).files[0].left_out).toMatchObject({ rows: 1 })
  })

  it('on help and version is 0', () => {
    expect(comity(['help']).stdout).toContain('exit codes')
    expect(comity(['help', 'trace']).stdout).toContain('--rule RULE')
    expect(comity(['due', '--help']).stdout).toContain('--start INSTANT')
    expect(comity(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})
