import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { readLedger } from './ledger.ts'
import type { LedgerMap } from './map.ts'
import { header, packed, read, rows, stream } from './testing.ts'

interface Broken {
  readonly kind: string
  readonly bytes: string | Uint8Array
  readonly map?: LedgerMap
  readonly name: string
  readonly row?: number
  readonly column?: string
  readonly remedy: RegExp
}

const fine = 'T1,2024-03-01,A01,A02,10.00,EUR'

const table: readonly Broken[] = [
  { kind: 'an empty file', bytes: '', name: 'empty', remedy: /export ran to its end/ },
  {
    kind: 'only blank lines',
    bytes: '\n\n\n',
    name: 'header-missing',
    row: 1,
    remedy: /first row/,
  },
  {
    kind: 'a header and nothing else',
    bytes: header,
    name: 'header-only',
    row: 1,
    remedy: /period/,
  },
  {
    kind: 'an Excel workbook',
    bytes: Buffer.from('504b030414000600080000002100', 'hex'),
    name: 'workbook',
    remedy: /save the sheet as CSV/,
  },
  {
    kind: 'an old Excel workbook',
    bytes: Buffer.from('d0cf11e0a1b11ae100000000', 'hex'),
    name: 'workbook',
    remedy: /save the sheet as CSV/,
  },
  {
    kind: 'a PDF statement',
    bytes: Buffer.from('%PDF-1.7\n%binary'),
    name: 'not-text',
    remedy: /as CSV/,
  },
  {
    kind: 'NUL bytes in the header',
    bytes: Buffer.from(`id,time\0,from\n${fine}\n`),
    name: 'binary',
    row: 1,
    remedy: /utf-16le/,
  },
  {
    kind: 'a NUL byte in a later row',
    bytes: `${rows(fine)}${`${fine}\n`.repeat(3_000).replaceAll('T1', 'T')}T2,2024-03-01,A\0,A02,1,EUR\n`,
    name: 'binary',
    row: 3_003,
    remedy: /CSV/,
  },
  {
    kind: 'a missing column',
    bytes: `id,time,from,to,betrag,currency\n${fine}\n`,
    name: 'column-missing',
    row: 1,
    column: 'amount',
    remedy: /"betrag" looks like amount: say so in a map/,
  },
  {
    kind: 'no currency column',
    bytes: 'id,time,from,to,amount\nT1,2024-03-01,A,B,1\n',
    name: 'column-missing',
    row: 1,
    column: 'currency',
    remedy: /"constants": \{"currency": "EUR"\}/,
  },
  {
    kind: 'a map that names a column the file does not have',
    bytes: `id,time,payer_name,to,amount,currency\n${fine}\n`,
    map: { columns: { from: 'payer_nmae' } },
    name: 'column-missing',
    row: 1,
    column: 'from',
    remedy: /perhaps "payer_name"/,
  },
  {
    kind: 'a column name given twice',
    bytes: `id,time,from,to,amount,currency,Amount\n${fine},1\n`,
    name: 'header-duplicate',
    row: 1,
    column: 'Amount',
    remedy: /rename/,
  },
  {
    kind: 'a row with too few cells',
    bytes: rows(fine, 'T2,2024-03-01,A01,A02,10.00'),
    name: 'row-too-short',
    row: 3,
    remedy: /complete the row/,
  },
  {
    kind: 'a row with too many cells',
    bytes: rows(fine, 'T2,2024-03-01,A01,A02,1,000.00,EUR'),
    name: 'row-too-long',
    row: 3,
    remedy: /in quotes/,
  },
  {
    kind: 'a quote never closed',
    bytes: rows(fine, 'T2,2024-03-01,"A01,A02,10.00,EUR', 'T3,2024-03-01,A01,A02,10.00,EUR'),
    name: 'quote-unclosed',
    row: 3,
    column: 'from',
    remedy: /close the quote/,
  },
  {
    kind: 'text after a closing quote',
    bytes: rows('T1,2024-03-01,"A01"x,A02,10.00,EUR'),
    name: 'quote-stray',
    row: 2,
    column: 'from',
    remedy: /twice/,
  },
  {
    kind: 'an unknown currency',
    bytes: rows('T1,2024-03-01,A01,A02,10.00,VLD'),
    name: 'currency-unknown',
    row: 2,
    column: 'currency',
    remedy: /declare it in the rates or in a map/,
  },
  {
    kind: 'an amount in words',
    bytes: rows('T1,2024-03-01,A01,A02,ten,EUR'),
    name: 'amount-malformed',
    row: 2,
    column: 'amount',
    remedy: /1870000.00/,
  },
  {
    kind: 'an amount in the notation of a spreadsheet',
    bytes: rows('T1,2024-03-01,A01,A02,1.5E+06,EUR'),
    name: 'amount-scientific',
    row: 2,
    column: 'amount',
    remedy: /may have rounded/,
  },
  {
    kind: 'more decimals than the currency has',
    bytes: rows('T1,2024-03-01,A01,A02,10.0051,EUR'),
    name: 'amount-too-fine',
    row: 2,
    column: 'amount',
    remedy: /digits of this currency/,
  },
  {
    kind: 'an amount over 2^53 - 1 minor units',
    bytes: rows('T1,2024-03-01,A01,A02,90071992547409.92,EUR'),
    name: 'amount-too-large',
    row: 2,
    column: 'amount',
    remedy: /split into payments/,
  },
  {
    kind: 'a negative amount',
    bytes: rows('T1,2024-03-01,A01,A02,-10.00,EUR'),
    name: 'amount-negative',
    row: 2,
    column: 'amount',
    remedy: /"negative": "reverse"/,
  },
  {
    kind: 'an amount in parentheses',
    bytes: rows('T1,2024-03-01,A01,A02,(10.00),EUR'),
    name: 'amount-negative',
    row: 2,
    column: 'amount',
    remedy: /sign/,
  },
  {
    kind: 'a payment of nothing',
    bytes: rows('T1,2024-03-01,A01,A02,0.00,EUR'),
    name: 'amount-zero',
    row: 2,
    column: 'amount',
    remedy: /"zero": "leave-out"/,
  },
  {
    kind: 'two decimal separators in one column',
    bytes: rows(
      'T1,2024-03-01,A01,A02,10.50,EUR',
      'T2,2024-03-01,A01,A02,11.50,EUR',
      'T3,2024-03-01,A01,A02,"12,50",EUR',
    ),
    name: 'two-decimal-separators',
    row: 4,
    column: 'amount',
    remedy: /force one with "decimal"/,
  },
  {
    kind: 'a column in which 1.234 can be read in two ways',
    bytes: rows('T1,2024-03-01,A01,A02,1.234,EUR', 'T2,2024-03-01,A01,A02,17,EUR'),
    name: 'decimal-ambiguous',
    row: 2,
    column: 'amount',
    remedy: /say in a map which one it is/,
  },
  {
    kind: 'an id given twice',
    bytes: rows(fine, 'T9,2024-03-01,A01,A02,1,EUR', 'T1,2024-03-02,A03,A02,1,EUR'),
    name: 'id-duplicate',
    row: 4,
    column: 'id',
    remedy: /compare with row 2/,
  },
  {
    kind: 'an account that pays itself, where the map refuses it',
    map: { selfPayments: 'refuse' },
    bytes: rows('T1,2024-03-01,A01,A01,10.00,EUR'),
    name: 'self-payment',
    row: 2,
    column: 'to',
    remedy: /to_currency/,
  },
  {
    kind: 'an empty account',
    bytes: rows('T1,2024-03-01,,A02,10.00,EUR'),
    name: 'cell-empty',
    row: 2,
    column: 'from',
    remedy: /fill the cell/,
  },
  {
    kind: 'a day that does not exist',
    bytes: rows('T1,2023-02-29,A01,A02,10.00,EUR'),
    name: 'date-impossible',
    row: 2,
    column: 'time',
    remedy: /correct the date/,
  },
  {
    kind: 'a time of day without its offset',
    bytes: rows('T1,2023-02-28T10:00:00,A01,A02,10.00,EUR'),
    name: 'offset-missing',
    row: 2,
    column: 'time',
    remedy: /"utcOffset"/,
  },
  {
    kind: 'dates that can be read in two ways',
    bytes: rows('T1,03/04/2024,A01,A02,10.00,EUR', 'T2,05/04/2024,A01,A02,10.00,EUR'),
    name: 'date-ambiguous',
    row: 2,
    column: 'time',
    remedy: /"dateFormat": "day-first"/,
  },
  {
    kind: 'two date formats in one column',
    bytes: rows(
      'T1,2024-03-01,A01,A02,1,EUR',
      'T2,2024-03-02,A01,A02,1,EUR',
      'T3,03.03.2024,A01,A02,1,EUR',
    ),
    name: 'two-date-formats',
    row: 4,
    column: 'time',
    remedy: /one column has one format/,
  },
  {
    kind: 'day first in one row, month first in another',
    bytes: rows(
      'T1,25/03/2024,A01,A02,1,EUR',
      'T2,26/03/2024,A01,A02,1,EUR',
      'T3,03/27/2024,A01,A02,1,EUR',
    ),
    name: 'two-date-formats',
    row: 4,
    column: 'time',
    remedy: /one format/,
  },
  {
    kind: 'a year of two digits',
    bytes: rows('T1,25.03.24,A01,A02,1,EUR'),
    name: 'year-short',
    row: 2,
    column: 'time',
    remedy: /in full/,
  },
  {
    kind: 'a claim larger than its payment',
    bytes: `${header.trimEnd()},claim,claim_amount\n${fine},Clinics,10.01\n`,
    name: 'claim-exceeds-amount',
    row: 2,
    column: 'claim_amount',
    remedy: /cannot bring more/,
  },
  {
    kind: 'a claim amount without a claim',
    bytes: `${header.trimEnd()},claim,claim_amount\n${fine},,10.00\n`,
    name: 'claim-missing',
    row: 2,
    column: 'claim',
    remedy: /name the claim/,
  },
  {
    kind: 'another currency received, without the amount',
    bytes: `${header.trimEnd()},to_amount,to_currency\n${fine},,USD\n`,
    name: 'received-missing',
    row: 2,
    column: 'to_amount',
    remedy: /give to_amount/,
  },
  {
    kind: 'the same currency received, but less',
    bytes: `${header.trimEnd()},to_amount,to_currency\n${fine},9.00,EUR\n`,
    name: 'received-differs',
    row: 2,
    column: 'to_amount',
    remedy: /fee/,
  },
  {
    kind: 'a sequence number missing in one row',
    bytes: `${header.trimEnd()},seq\n${fine},1\nT2,2024-03-01,A01,A02,10.00,EUR,\n`,
    name: 'seq-incomplete',
    row: 3,
    column: 'seq',
    remedy: /leave it out/,
  },
  {
    kind: 'Windows-1252 bytes read as UTF-8 because the map says so',
    bytes: Buffer.from(rows('T1,2024-03-01,A01,B\xfcrgerspital,10.00,EUR'), 'latin1'),
    map: { encoding: 'utf-8' },
    name: 'encoding-invalid',
    row: 2,
    column: 'to',
    remedy: /windows-1252/,
  },
  {
    kind: 'one damaged byte in a UTF-8 file',
    bytes: Buffer.concat([
      Buffer.from(rows('T1,2024-03-01,Bürgerspital,A02,1,EUR')),
      Buffer.from('T2,2024-03-01,A01,B\xfcro,10.00,EUR\n', 'latin1'),
    ]),
    name: 'encoding-invalid',
    row: 3,
    column: 'to',
    remedy: /windows-1252/,
  },
  {
    kind: 'a byte that Windows-1252 leaves undefined',
    bytes: Buffer.from(rows('T1,2024-03-01,A01,B\x81,10.00,EUR'), 'latin1'),
    map: { encoding: 'windows-1252' },
    name: 'encoding-invalid',
    row: 2,
    column: 'to',
    remedy: /utf-8/,
  },
  {
    kind: 'half a character of UTF-16',
    bytes: Buffer.concat([
      Buffer.from('fffe', 'hex'),
      Buffer.from(rows('T1,2024-03-01,A01,B'), 'utf16le').subarray(0, -2),
      Buffer.from('00d8', 'hex'),
      Buffer.from(',1,EUR\n', 'utf16le'),
    ]),
    name: 'encoding-invalid',
    row: 2,
    column: 'to',
    remedy: /utf-8/,
  },
  {
    kind: 'a gzip file that ends too early',
    bytes: packed(rows(fine)).subarray(0, -12),
    name: 'gzip-truncated',
    remedy: /compare its size and digest/,
  },
  {
    kind: 'a damaged gzip file',
    bytes: Buffer.from(packed(rows(fine))).fill(0xff, 14, 24),
    name: 'gzip-damaged',
    remedy: /fetch the file again/,
  },
  {
    kind: 'a gzip bomb',
    bytes: gzipSync(
      Buffer.concat([Buffer.from(header), Buffer.alloc(80 * 1024 * 1024, `${fine}\n`)]),
    ),
    map: { accounts: 'as-given' },
    name: 'gzip-bomb',
    remedy: /unpack the file yourself/,
  },
  {
    kind: 'more than a thousand columns',
    bytes: `${Array.from({ length: 1_001 }, (_, i) => `c${i}`).join(',')}\n`,
    name: 'too-many-columns',
    row: 1,
    remedy: /delimiter/,
  },
  {
    kind: 'a row of more than a mebibyte',
    bytes: rows(fine, `T2,2024-03-01,${'A'.repeat(1024 * 1024)},A02,1,EUR`),
    name: 'row-too-big',
    row: 3,
    remedy: /one payment in a row/,
  },
]

describe('a broken ledger is refused with its row, its column and what to do', () => {
  for (const broken of table) {
    test(broken.kind, async () => {
      const answer = await read(broken.bytes, broken.map === undefined ? {} : { map: broken.map })
      expect(answer.ok).toBe(false)
      if (answer.ok) return
      const problem = answer.refusal.problems[0]!
      expect(answer.refusal.name).toBe(broken.name)
      expect({ name: problem.name, row: problem.row, column: problem.column }).toEqual({
        name: broken.name,
        row: broken.row,
        column: broken.column,
      })
      expect(problem.remedy).toMatch(broken.remedy)
      expect(problem.found.length).toBeLessThanOrEqual(600)
      expect(answer.refusal.where?.row).toBe(broken.row)
      expect(answer.refusal.ground).not.toMatch(/[.!]$/)
    })
  }

  test('every other way of cutting the bytes gives the same refusal', async () => {
    for (const broken of table) {
      const bytes = typeof broken.bytes === 'string' ? Buffer.from(broken.bytes) : broken.bytes
      if (bytes.length > 10_000) continue
      const cut = []
      for (let at = 0; at < bytes.length; at += 7) cut.push(bytes.subarray(at, at + 7))
      const answer = await readLedger(
        { name: 'ledger.csv', bytes: stream(...cut) },
        broken.map === undefined ? {} : { map: broken.map },
      )
      expect([broken.kind, answer.ok ? 'read' : answer.refusal.name]).toEqual([
        broken.kind,
        broken.name,
      ])
    }
  })
})

describe('files that cannot be opened', () => {
  const made = mkdtemp(join(tmpdir(), 'comity-intake-'))
  afterAll(async () => rm(await made, { recursive: true }))

  test('a file that is not there', async () => {
    const answer = await readLedger(join(await made, 'nothing.csv'))
    expect(answer.ok).toBe(false)
    if (!answer.ok) {
      expect(answer.refusal.kind).toBe('unknown')
      expect(answer.refusal.ground).toBe(
        'nothing.csv: expected a file that can be read, found no file of that name',
      )
    }
  })

  test('a folder', async () => {
    const answer = await readLedger(await made)
    expect(!answer.ok && answer.refusal.ground).toMatch(/found a folder/)
  })
})

describe('limits are kept before memory is taken', () => {
  test('a line of two gibibytes that never ends is refused after one mebibyte', async () => {
    let given = 0
    async function* endless() {
      yield Buffer.from(rows(fine))
      const chunk = Buffer.alloc(64 * 1024, 'A')
      for (let i = 0; i < 32 * 1024; i++) {
        given += chunk.length
        yield chunk
      }
    }
    const before = process.memoryUsage().rss
    const answer = await readLedger({ name: 'endless.csv', bytes: endless() })
    expect(!answer.ok && answer.refusal.name).toBe('row-too-big')
    expect(!answer.ok && answer.refusal.kind).toBe('too-large')
    expect(given).toBeLessThan(4 * 1024 * 1024)
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })

  test('a header that never ends is refused', async () => {
    async function* endless() {
      for (let i = 0; i < 32 * 1024; i++) yield Buffer.alloc(64 * 1024, 'A,')
    }
    const answer = await readLedger({ name: 'endless.csv', bytes: endless() })
    expect(!answer.ok && answer.refusal.name).toBe('row-too-big')
  })

  test('a quote that never closes is named as the cause', async () => {
    async function* endless() {
      yield Buffer.from(`${rows(fine)}T2,2024-03-01,"A`)
      for (;;) yield Buffer.alloc(64 * 1024, 'x,\n')
    }
    const answer = await readLedger({ name: 'endless.csv', bytes: endless() })
    expect(!answer.ok && answer.refusal.name).toBe('quote-unclosed')
    expect(!answer.ok && answer.refusal.where?.row).toBe(3)
  })

  test('rows and bytes beyond the limits', async () => {
    const many = rows(fine, fine.replace('T1', 'T2'), fine.replace('T1', 'T3'))
    const rowsLimit = await read(many, { limits: { rows: 2 } })
    expect(!rowsLimit.ok && rowsLimit.refusal.name).toBe('too-many-rows')
    const long = rows(...Array.from({ length: 60_000 }, (_, i) => fine.replace('T1', `T${i}`)))
    const bytesLimit = await read(long, { limits: { textBytes: 1_000_000 } })
    expect(!bytesLimit.ok && bytesLimit.refusal.name).toBe('too-much-text')
  })
})

describe('nothing is dropped in silence', () => {
  const mixed = rows(
    fine,
    'T2,2024-03-01,A01,A02,ten,EUR',
    'T3,2024-03-01,A01,A02,-5.00,EUR',
    'T4,2024-03-01,A01,A02,7.00,XYZ',
    'T5,2024-03-02,A02,A03,3.00,EUR',
  )

  test('one bad row refuses the file and every bad row is listed', async () => {
    const answer = await read(mixed)
    expect(answer.ok).toBe(false)
    if (answer.ok) return
    expect(answer.refusal.problemCount).toBe(3)
    expect(answer.refusal.problems.map((p) => [p.row, p.name, p.found])).toEqual([
      [3, 'amount-malformed', '"ten"'],
      [4, 'amount-negative', '"-5.00"'],
      [5, 'currency-unknown', '"XYZ"'],
    ])
  })

  test('on request the good rows are read and the others are listed with their total', async () => {
    const answer = await read(mixed, { skipBadRows: true })
    expect(answer.ok).toBe(true)
    if (!answer.ok) return
    expect(answer.value.payments.count).toBe(2)
    expect(answer.value.understood.rows).toBe(5)
    expect(answer.value.leftOut).toMatchObject({
      rows: 3,
      problemCount: 3,
      totals: [{ currency: 'EUR', amount: '5.00', rows: 1 }],
      unknownAmounts: 2,
    })
  })

  test('the list ends at a thousand, the count does not', async () => {
    const bad = Array.from({ length: 1_500 }, (_, i) => `T${i},2024-03-01,A01,A02,ten,EUR`)
    const answer = await read(rows(...bad))
    expect(!answer.ok && answer.refusal.problems.length).toBe(1_000)
    expect(!answer.ok && answer.refusal.problemCount).toBe(1_500)
  })

  test('what is shown of a cell is short and has no control characters', async () => {
    const answer = await read(rows(`T1,2024-03-01,A01,A02,"${'x\u0007\n'.repeat(50)}",EUR`))
    const found = answer.ok ? '' : answer.refusal.problems[0]!.found
    expect([...found].length).toBeLessThanOrEqual(42)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
    expect(found).not.toMatch(/[\u0000-\u001f]/)
  })
})
