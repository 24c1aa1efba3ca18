import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { comity } from '../cli.ts'

const head = 'id,time,from,to,amount,currency\n'
const good = 'P1,2025-01-02,A,B,100.00,EUR\n'
const rows = (...lines: string[]) => Buffer.from(head + lines.map((l) => `${l}\n`).join(''))

/** What is wrong with the file, its bytes, and words that the one message must hold. */
const broken: readonly [string, Buffer, RegExp][] = [
  ['an empty file', Buffer.alloc(0), /empty/],
  ['a header and nothing else', Buffer.from(head), /no (rows|payments)|header/],
  ['a missing column', Buffer.from('id,time,from,to,currency\nP1,2025-01-02,A,B,EUR\n'), /amount/],
  ['a column given twice', Buffer.from(`id,${head}P0,${good}`), /id/],
  ['a day that does not exist', rows('P1,2025-02-30,A,B,100.00,EUR'), /row 2.*2025-02-30/s],
  ['a date in words', rows('P1,yesterday,A,B,100.00,EUR'), /row 2.*yesterday/s],
  ['two decimal separators', rows('P1,2025-01-02,A,B,"1.000,00.5",EUR'), /row 2/],
  [
    'a decimal comma beside a decimal point',
    rows(good.trim(), 'P2,2025-01-03,A,B,"100,50",EUR', 'P3,2025-01-04,A,B,100.50,EUR'),
    /amount/,
  ],
  ['a negative amount', rows('P1,2025-01-02,A,B,-100.00,EUR'), /row 2.*-100/s],
  ['an amount of nothing', rows('P1,2025-01-02,A,B,0.00,EUR'), /row 2/],
  ['an amount in words', rows('P1,2025-01-02,A,B,n/a,EUR'), /row 2.*n\/a/s],
  ['an amount beyond what is exact', rows('P1,2025-01-02,A,B,999999999999999999.00,EUR'), /row 2/],
  ['a third decimal of a currency that has two', rows('P1,2025-01-02,A,B,100.005,EUR'), /row 2/],
  ['an unknown currency', rows('P1,2025-01-02,A,B,100.00,QQQ'), /row 2.*QQQ/s],
  ['the same id twice', rows(good.trim(), 'P1,2025-01-03,A,B,5.00,EUR'), /row 3.*P1/s],
  ['a row with too few cells', rows('P1,2025-01-02,A,B'), /row 2/],
  ['a row with too many cells', rows('P1,2025-01-02,A,B,100.00,EUR,x,y'), /row 2/],
  ['a quote that never closes', rows('P1,2025-01-02,"A,B,100.00,EUR'), /quot/],
  [
    'a claim larger than the payment',
    Buffer.from(`${head.trim()},claim,claim_amount\nP1,2025-01-02,A,B,100.00,EUR,Ann,500.00\n`),
    /row 2/,
  ],
  [
    'bytes that are not UTF-8 after many that are',
    Buffer.concat([
      rows(`P1,2025-01-02,${'Zoë'.repeat(100)},B,100.00,EUR`),
      Buffer.from([0x50, 0x32, 0x2c, 0xff, 0xfe, 0x81, 0x0a]),
    ]),
    /row 3|encoding|UTF-8/i,
  ],
  [
    'a binary file',
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 3, 0, 0, 0]),
    /binary|NUL|text/,
  ],
  ['an Excel workbook', Buffer.from('PK\x03\x04xl/workbook.xml', 'latin1'), /Excel|zip/i],
  ['a PDF', Buffer.from('%PDF-1.7\n%\xe2\xe3\n', 'latin1'), /PDF/],
  ['a gzip file cut short', gzipSync(rows(good.trim())).subarray(0, 30), /gzip|cut|packed/i],
  ['a web page', Buffer.from('<!DOCTYPE html><html><body>sign in</body></html>'), /web page/],
  ['a JSON document', Buffer.from('[{"id": 1, "time": "2025-01-02"}]'), /header with the columns/],
  ['a line that never ends', Buffer.alloc(3 * 1024 * 1024, 'x'), /MiB|long|1048576|1,048,576/i],
]

describe('a broken ledger gives one clear message, exit code 2, and nothing is written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'comity-broken-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('what repeats is told once, in the first line', () => {
    const path = join(folder, 'ledger.csv')
    const many = Array.from({ length: 70 }, (_, i) => `P${i},2025-01-02,A,B,${i + 1}.00,QQQ`)
    writeFileSync(path, rows(...many))
    const ran = comity(['trace', path, '--rule', 'fifo'])
    expect(ran.code).toBe(2)
    expect(ran.stderr.split('\n')[0]).toBe(
      'comity: ledger.csv: rows 2, 3, 4 and 67 more, column currency: expected an ISO 4217 code or one that the case declares, found "QQQ"',
    )
    expect(ran.stderr.trim().split('\n')).toHaveLength(2)
    const json = comity(['trace', path, '--rule', 'fifo', '--json'])
    expect(JSON.parse(json.stdout).refused).toMatchObject({ problemCount: 70 })
  })

  it.each(broken)('%s', (_, bytes, message) => {
    const path = join(folder, 'ledger.csv')
    writeFileSync(path, bytes)
    const report = join(folder, 'report.html')
    const exhibit = join(folder, 'exhibit.pdf')
    const ran = comity(['trace', path, '--rule', 'fifo', '--report', report, '--exhibit', exhibit])
    expect([ran.code, ran.stdout]).toEqual([2, ''])
    expect(ran.stderr).toMatch(message)
    expect(ran.stderr.match(/^comity: /gm), ran.stderr).toHaveLength(1)
    expect(ran.stderr).toContain('what to do: ')
    expect(ran.stderr).not.toMatch(/\bat .*\.ts:\d+/)
    expect(readdirSync(folder)).toEqual(['ledger.csv'])
  })
})
