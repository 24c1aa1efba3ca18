import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { must } from '#base'
import { readLedger } from './ledger.ts'
import { limits } from './limits.ts'
import { checkMap, type LedgerMap } from './map.ts'
import { good, header, read, rows, stream } from './testing.ts'

/** Payments as plain sentences, in time order. */
async function said(content: string | Uint8Array, map: LedgerMap = {}): Promise<string[]> {
  const { payments: p } = await good(content, { map })
  return Array.from({ length: p.count }, (_, i) => {
    const from = p.accounts[p.from[i]!]!
    const to = p.accounts[p.to[i]!]!
    const code = (currency: number) => p.currencies[currency]!.code
    return `${p.texts.id(i)} ${from.account} -> ${to.account} ${p.amount[i]} ${code(from.currency)} / ${p.received[i]} ${code(to.currency)}`
  })
}

describe('a plain ledger', () => {
  test('becomes columns in minor units', async () => {
    const { payments, source, understood } = await good(
      rows(
        'T1,2024-03-01,A01,A02,10.5,EUR',
        'T2,2024-03-02,A02,A03,7,JPY',
        'T3,2024-03-03,A02,A03,1.005,KWD',
      ),
    )
    expect([...payments.amount]).toEqual([1050, 7, 1005])
    expect(payments.currencies).toEqual([
      { code: 'EUR', digits: 2 },
      { code: 'JPY', digits: 0 },
      { code: 'KWD', digits: 3 },
    ])
    expect(payments.accounts.map((a) => `${a.account} ${a.currency}`)).toEqual([
      'A01 0',
      'A02 0',
      'A02 1',
      'A03 1',
      'A02 2',
      'A03 2',
    ])
    expect([...payments.row]).toEqual([2, 3, 4])
    expect(payments.daysOnly).toBe(true)
    expect(source).toMatchObject({ rows: 3, firstDay: '2024-03-01', lastDay: '2024-03-03' })
    expect(source.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(understood.columns.id).toBe('id')
  })

  const written: readonly (readonly [string, string | Uint8Array, LedgerMap?])[] = [
    ['semicolons', 'id;time;from;to;amount;currency\nT1;2024-03-01;A;B;10,50;EUR\n'],
    ['tabs', 'id\ttime\tfrom\tto\tamount\tcurrency\nT1\t2024-03-01\tA\tB\t10.50\tEUR\n'],
    ['bars', 'id|time|from|to|amount|currency\nT1|2024-03-01|A|B|10.50|EUR\n'],
    ['CRLF line ends', rows('T1,2024-03-01,A,B,10.50,EUR').replaceAll('\n', '\r\n')],
    ['CR line ends', rows('T1,2024-03-01,A,B,10.50,EUR').replaceAll('\n', '\r')],
    ['no line end at the end', rows('T1,2024-03-01,A,B,10.50,EUR').trimEnd()],
    ['blank lines', rows('', 'T1,2024-03-01,A,B,10.50,EUR', '', '')],
    [
      'quotes around every cell',
      '"id","time","from","to","amount","currency"\n"T1","2024-03-01","A","B","10.50","EUR"\n',
    ],
    [
      'blanks around the cells',
      'id , time,from,to,amount,currency\n T1, 2024-03-01 ,A ,B, 10.50 , eur\n',
    ],
    ['a byte order mark', `\ufeff${rows('T1,2024-03-01,A,B,10.50,EUR')}`],
    [
      'UTF-16, little end first',
      Buffer.from(`\ufeff${rows('T1,2024-03-01,A,B,10.50,EUR')}`, 'utf16le'),
    ],
    [
      'UTF-16, big end first',
      Buffer.from(`\ufeff${rows('T1,2024-03-01,A,B,10.50,EUR')}`, 'utf16le').swap16(),
    ],
    ['gzip', gzipSync(rows('T1,2024-03-01,A,B,10.50,EUR'))],
    ['capital headers', 'ID,Time,From,TO,Amount,Currency\nT1,2024-03-01,A,B,10.50,EUR\n'],
    [
      'lines above the header',
      `Statement of account\n\n${rows('T1,2024-03-01,A,B,10.50,EUR')}`,
      { headerRow: 3 },
    ],
    [
      'other column names',
      'ref,day,payer,payee,sum\nT1,2024-03-01,A,B,10.50\n',
      {
        columns: { id: 'ref', time: 'day', from: 'payer', to: 'payee', amount: 'Sum' },
        constants: { currency: 'EUR' },
      },
    ],
  ]
  for (const [what, content, map] of written) {
    test(`is read with ${what}`, async () => {
      expect(await said(content, map)).toEqual(['T1 A -> B 1050 EUR / 1050 EUR'])
    })
  }

  test('keeps quotes, delimiters and line ends inside a quoted cell', async () => {
    const { payments } = await good(
      `${header.trimEnd()},purpose\nT1,2024-03-01,"Dorvan, ""old"" yard",B,10,EUR,"first line\nsecond; line"\n`,
    )
    expect(payments.accounts[0]!.account).toBe('Dorvan, "old" yard')
    expect(payments.texts.purpose(0)).toBe('first line\nsecond; line')
  })

  test('takes a quote inside an unquoted cell as it is', async () => {
    const { payments } = await good(
      'id\ttime\tfrom\tto\tamount\tcurrency\tpurpose\nT1\t2024-03-01\tA\tB\t1\tEUR\tpipe 5" x 3\n',
    )
    expect(payments.texts.purpose(0)).toBe('pipe 5" x 3')
  })

  test('in Windows-1252 is recognised by bytes that are no UTF-8', async () => {
    const { payments, source } = await good(
      Buffer.from(rows('T1,2024-03-01,B\xfcrgerspital,B,1,EUR'), 'latin1'),
    )
    expect(source.encoding).toBe('windows-1252')
    expect(payments.accounts[0]!.account).toBe('Bürgerspital')
  })
})

describe('amounts', () => {
  const table: readonly (readonly [string, readonly string[], readonly number[], LedgerMap?])[] = [
    [
      'a decimal comma proved by one row',
      ['1.234', '12,50', '1.000.000,00'],
      [123_400, 1250, 100_000_000],
    ],
    [
      'a decimal point proved by one row',
      ['1,234', '12.50', '1,000,000.00'],
      [123_400, 1250, 100_000_000],
    ],
    [
      'a proof after five thousand other rows',
      [...Array(5_001).fill('1.234'), '0,50'],
      [...Array(5_001).fill(123_400), 50],
    ],
    ['apostrophes for thousands', ["1'234.50", "1'000'000.00"], [123_450, 100_000_000]],
    [
      'spaces for thousands',
      ['1 234,50', '1\u00a0000\u202f000,00'.replace('\u202f', '\u00a0')],
      [123_450, 100_000_000],
    ],
    ['a forced decimal comma', ['1.234', '17'], [123_400, 1700], { decimal: ',' }],
    ['a forced decimal point', ['1,234', '17'], [123_400, 1700], { decimal: '.' }],
    [
      'a minus that is dropped',
      ['-5.00', '5.00-', '(5.00)', '\u22125.00'],
      [500, 500, 500, 500],
      { negative: 'absolute' },
    ],
    [
      'powers of ten that somebody says are exact',
      ['2e+05', '1.5E+06', '-12.34e1', '5e-1', '125e-2'],
      [20_000_000, 150_000_000, 12_340, 50, 125],
      { scientific: 'exact', negative: 'absolute' },
    ],
    ['trailing zeros beyond the minor unit', ['1.5000', '2.10'], [150, 210]],
    ['the largest amount', ['90071992547409.91', '1'], [Number.MAX_SAFE_INTEGER, 100]],
  ]
  for (const [what, written, minor, map] of table) {
    test(`with ${what}`, async () => {
      const lines = written.map((amount, i) => `T${i};2024-03-01;A;B;${amount};EUR\n`)
      const { payments } = await good(
        `id;time;from;to;amount;currency\n${lines.join('')}`,
        map === undefined ? {} : { map },
      )
      expect([...payments.amount]).toEqual([...minor])
    })
  }

  test('a negative amount can be a payment the other way', async () => {
    expect(await said(rows('T1,2024-03-01,A,B,-5.00,EUR'), { negative: 'reverse' })).toEqual([
      'T1 B -> A 500 EUR / 500 EUR',
    ])
  })

  test('a payment of nothing can be left out and is counted', async () => {
    const ledger = await good(rows('T1,2024-03-01,A,B,0,EUR', 'T2,2024-03-01,A,B,1,EUR'), {
      map: { zero: 'leave-out' },
    })
    expect(ledger.leftOut).toMatchObject({ rows: 1, zeroAmounts: 1 })
  })

  test('never change on the way in: any minor units come back as they were', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), {
          minLength: 1,
          maxLength: 20,
        }),
        fc.constantFrom('.', ','),
        fc.boolean(),
        async (amounts, decimal, grouped) => {
          const lines = amounts.map((minor, i) => {
            const whole = Math.floor(minor / 100).toString()
            const shown = grouped
              ? whole.replace(/\B(?=(\d{3})+$)/g, decimal === '.' ? ',' : '.')
              : whole
            return `T${i};2024-03-01;A;B;${shown}${decimal}${String(minor % 100).padStart(2, '0')};EUR\n`
          })
          const { payments } = await good(`id;time;from;to;amount;currency\n${lines.join('')}`)
          expect([...payments.amount]).toEqual(amounts)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('time and order', () => {
  const table: readonly (readonly [string, string, LedgerMap?])[] = [
    ['2024-03-15', '2024-03-15T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2024-03-15T10:20:30Z', '2024-03-15T10:20:30.000Z'],
    ['2024-03-15T10:20:30.250+02:00', '2024-03-15T08:20:30.250Z'],
    ['2024-03-15T00:20+01:00', '2024-03-14T23:20:00.000Z'],
    ['2024-03-15 10:20', '2024-03-15T09:20:00.000Z', { utcOffset: '+01:00' }],
    ['04/03/2024', '2024-03-04T00:00:00.000Z', { dateFormat: 'day-first' }],
    ['04/03/2024', '2024-04-03T00:00:00.000Z', { dateFormat: 'month-first' }],
    ['31.12.2024', '2024-12-31T00:00:00.000Z'],
    ['20241231', '2024-12-31T00:00:00.000Z', { dateFormat: 'compact' }],
    ['1710498030', '2024-03-15T10:20:30.000Z', { dateFormat: 'epoch-seconds' }],
  ]
  for (const [text, instant, map] of table) {
    test(`${text} is ${instant}${map ? ` with ${JSON.stringify(map)}` : ''}`, async () => {
      const { payments } = await good(
        rows(`T1,${text},A,B,1,EUR`),
        map === undefined ? {} : { map },
      )
      expect(new Date(payments.time[0]! * 1000).toISOString()).toBe(instant)
    })
  }

  test('one day after the twelfth proves the format for the rows before it', async () => {
    const { payments, understood } = await good(
      rows('T1,03/04/2024,A,B,1,EUR', 'T2,25/04/2024,A,B,1,EUR'),
    )
    expect(understood.dateFormat).toBe('day-first')
    expect(new Date(payments.time[0]! * 1000).toISOString().slice(0, 10)).toBe('2024-04-03')
  })

  test('rows are sorted by time, rows of one moment stay in file order and share a group', async () => {
    const { payments } = await good(
      rows(
        'T1,2024-03-02,A,B,1,EUR',
        'T2,2024-03-01,A,B,1,EUR',
        'T3,2024-03-02,B,A,1,EUR',
        'T4,2024-03-01,B,A,1,EUR',
      ),
    )
    expect([0, 1, 2, 3].map((i) => payments.texts.id(i))).toEqual(['T2', 'T4', 'T1', 'T3'])
    expect([...payments.group]).toEqual([0, 0, 1, 1])
    expect([...payments.row]).toEqual([3, 5, 2, 4])
  })

  test('a sequence number proves the order inside a moment', async () => {
    const { payments } = await good(
      `${header.trimEnd()},seq\nT1,2024-03-01,A,B,1,EUR,2\nT2,2024-03-01,A,B,1,EUR,1\n`,
    )
    expect([0, 1].map((i) => payments.texts.id(i))).toEqual(['T2', 'T1'])
    expect([...payments.group]).toEqual([0, 1])
  })

  test('on a day with a row without a time nothing is proved', async () => {
    const ledger = await good(
      rows(
        'T1,2024-03-01T09:00Z,A,B,1,EUR',
        'T2,2024-03-01,A,B,1,EUR',
        'T3,2024-03-02T09:00Z,A,B,1,EUR',
        'T4,2024-03-02T10:00Z,A,B,1,EUR',
      ),
    )
    expect([...ledger.payments.group]).toEqual([0, 0, 1, 2])
    expect(ledger.payments.daysOnly).toBe(false)
    expect(ledger.findings.map((f) => f.name)).toContain('mixed-precision')
  })

  test('any order of rows gives the same order of payments as a stable sort', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 60 }),
        async (days) => {
          const { payments } = await good(
            rows(...days.map((d, i) => `T${i},2024-03-0${d},A,B,1,EUR`)),
          )
          const expected = days.map((d, i) => ({ d, i })).sort((a, b) => a.d - b.d || a.i - b.i)
          expect(Array.from({ length: days.length }, (_, i) => payments.texts.id(i))).toEqual(
            expected.map(({ i }) => `T${i}`),
          )
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('claims and openings', () => {
  const claims = `${header.trimEnd()},claim,claim_amount\nT1,2024-03-02,A,B,10,EUR,Clinics,4\nT2,2024-03-01,A,B,10,EUR,Masons,\n`

  test('a claim is the whole payment unless its amount is given', async () => {
    const { payments } = await good(claims)
    expect(payments.claims).toEqual(['Clinics', 'Masons'])
    expect(payments.introductions).toEqual([
      { payment: 0, claim: 1, amount: 1000 },
      { payment: 1, claim: 0, amount: 400 },
    ])
  })

  test('rules of the map introduce claims too', async () => {
    const content = `${header.trimEnd()},purpose\nT1,2024-03-01,A,B,10,EUR,Rural CLINICS milestone\nT2,2024-03-02,C,B,10,EUR,wages\nT3,2024-03-03,A,B,10,EUR,wages\n`
    const { payments } = await good(content, {
      map: {
        claims: [
          { claim: 'Clinics', contains: 'clinics' },
          { claim: 'Treasury', from: 'A', to: 'B', id: 'T3', amount: '2.50' },
        ],
      },
    })
    expect(payments.introductions).toEqual([
      { payment: 0, claim: 0, amount: 1000 },
      { payment: 2, claim: 1, amount: 250 },
    ])
  })

  test('a rule that means no payment, and claims above a payment, are refused', async () => {
    const none = await read(claims, { map: { claims: [{ claim: 'X', id: 'T9' }] } })
    expect(!none.ok && none.refusal.name).toBe('claim-rule-empty')
    const over = await read(claims, { map: { claims: [{ claim: 'X', id: 'T1', amount: '6.01' }] } })
    expect(!over.ok && over.refusal.name).toBe('claim-exceeds-amount')
  })

  test('openings mark their accounts, also those without payments', async () => {
    const { payments } = await good(rows('T1,2024-03-01,A,B,10,EUR'), {
      openings: [
        { file: 'o.csv', row: 2, account: 'A', currency: 'EUR', amount: '20.00' },
        { file: 'o.csv', row: 3, account: 'B', currency: 'EUR', amount: '5', claim: 'Clinics' },
        { file: 'o.csv', row: 4, account: 'C', currency: 'USD', amount: '0' },
      ],
    })
    expect(payments.accounts.map((a) => a.opened)).toEqual([true, true, true])
    expect(payments.openings).toEqual([
      { account: 0, amount: 2000 },
      { account: 1, amount: 500, claim: 0 },
      { account: 2, amount: 0 },
    ])
  })

  test('a conversion keeps both amounts', async () => {
    const content = `${header.trimEnd()},to_amount,to_currency\nT1,2024-03-01,A,A,20.00,VLD,1.00,EUR\nT2,2024-03-02,A,B,1.00,EUR,,\n`
    expect(await said(content, { currencies: { VLD: 2 } })).toEqual([
      'T1 A -> A 2000 VLD / 100 EUR',
      'T2 A -> B 100 EUR / 100 EUR',
    ])
    const { findings } = await good(content, { map: { currencies: { VLD: 2 } } })
    expect(findings.find((f) => f.name === 'fx-rows')?.count).toBe(1)
  })
})

describe('what is odd about a ledger is said', () => {
  test('accounts that pay out more than they are seen to receive', async () => {
    const { findings } = await good(
      rows('T1,2024-03-01,X,A,10,EUR', 'T2,2024-03-02,A,B,25,EUR', 'T3,2024-03-03,X,A,100,EUR'),
    )
    const missing = findings.find((f) => f.name === 'opening-missing')
    expect(missing).toMatchObject({
      count: 1,
      accounts: [{ account: 'A', currency: 'EUR', worst: '-15.00', at: '2024-03-02', row: 3 }],
    })
  })

  test('an opening balance that is too small is another finding', async () => {
    const { findings } = await good(rows('T1,2024-03-02,A,B,25,EUR'), {
      openings: [{ file: 'o', row: 2, account: 'A', currency: 'EUR', amount: '5' }],
    })
    expect(findings.find((f) => f.name === 'overdrawn')).toMatchObject({
      accounts: [{ account: 'A', worst: '-20.00' }],
    })
  })

  test('names that differ only in how they are written', async () => {
    const content = rows(
      'T1,2024-03-01,Halvor Consulting Limited,B,1,EUR',
      'T2,2024-03-02,HALVOR  CONSULTING LTD.,B,1,EUR',
      'T3,2024-03-02,Halvor Consulting LLP,B,1,EUR',
    )
    const given = await good(content)
    expect(given.payments.accounts.length).toBe(4)
    expect(given.findings.find((f) => f.name === 'name-variants')).toMatchObject({
      parties: 1,
      count: 2,
      examples: [[2, 3]],
    })
    const joined = await good(content, { map: { accounts: 'normalised' } })
    expect(joined.payments.accounts.map((a) => a.account)).toEqual([
      'HALVOR CONSULTING LTD',
      'B',
      'HALVOR CONSULTING LLP',
    ])
    expect(joined.findings.find((f) => f.name === 'name-variants')).toMatchObject({
      parties: 1,
      renamed: { from: 3, to: 0 },
    })
  })

  test('rows that look like one payment shown twice', async () => {
    const { findings } = await good(
      rows(
        'T1,2024-03-01,A,B,1,EUR',
        'T2,2024-03-01,A,B,2,EUR',
        'T3,2024-03-01,A,B,1,EUR',
        'T4,2024-03-02,A,B,1,EUR',
      ),
    )
    expect(findings.find((f) => f.name === 'duplicate-looking')).toMatchObject({
      count: 1,
      examples: [[2, 4]],
    })
  })

  test('a statement printed newest first', async () => {
    const { findings } = await good(
      rows('T3,2024-03-03,A,B,1,EUR', 'T2,2024-03-02,A,B,1,EUR', 'T1,2024-03-01,A,B,1,EUR'),
    )
    expect(findings.map((f) => f.name)).toContain('newest-first')
  })
})

describe('streams', () => {
  const content = rows(
    ...Array.from(
      { length: 500 },
      (_, i) =>
        `T${(i * 7919) % 500},2024-03-${String((i % 28) + 1).padStart(2, '0')},"Käufer ${i % 7}",B,${i + 1}.50,EUR`,
    ),
  )

  test('give the same payments however the bytes are cut', async () => {
    const whole = await said(content)
    const bytes = Buffer.from(content)
    for (const size of [1, 2, 3, 5, 64, 1000]) {
      const chunks = []
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size))
      const cut = must(await readLedger({ name: 'l', bytes: stream(...chunks) }))
      expect(cut.payments.count).toBe(500)
      expect(cut.payments.texts.id(250)).toBe(whole[250]!.split(' ')[0])
      expect(cut.source.bytes).toBe(bytes.length)
    }
  })

  test('report their progress and can be stopped', async () => {
    const seen: number[] = []
    await read(content, {
      onProgress: (done, total) => {
        seen.push(done / (total ?? 1))
      },
    })
    expect(seen.at(-1)).toBe(1)
    await expect(read(content, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i)
  })

  test('more than one segment of text', async () => {
    const purpose = 'x'.repeat(60_000)
    async function* large() {
      yield Buffer.from(`${header.trimEnd()},purpose\n`)
      for (let i = 0; i < 1_300; i++)
        yield Buffer.from(`T${i},2024-03-01,A${i % 9},B,1,EUR,${i} ${purpose}\n`)
      yield Buffer.from('T0,2024-03-01,A,B,1,EUR,\n')
    }
    const twice = await readLedger({ name: 'l', bytes: large() })
    expect(!twice.ok && twice.refusal.problems.map((p) => [p.name, p.row])).toEqual([
      ['id-duplicate', 1302],
    ])
    const { payments } = must(
      await readLedger({ name: 'l', bytes: large() }, { skipBadRows: true }),
    )
    expect(payments.count).toBe(1_300)
    expect(payments.texts.purpose(1_299).slice(0, 6)).toBe('1299 x')
    expect(payments.texts.id(700)).toBe('T700')
  })
})

describe('a table of somebody else', () => {
  test('is read with the names of its columns alone: rows are numbered, a currency code stands for all', async () => {
    const text =
      'payer,payee,day,amount_usd\nHarbour,Quay,2024-03-01,10.00\nQuay,Quay,2024-03-02,4.00\n'
    const map = must(
      checkMap({ from: 'payer', to: 'payee', time: 'day', amount: 'amount_usd', currency: 'USD' }),
    )
    const { payments, findings } = must(
      await readLedger({ name: 'table.csv', bytes: Buffer.from(text) }, { map }),
    )
    expect([payments.count, payments.texts.id(0), payments.currencies[0]?.code]).toEqual([
      2,
      'row 2',
      'USD',
    ])
    // Nothing is dropped and nothing refused: what is odd is said.
    expect(findings.map((f) => f.name)).toContain('self-payments')
  })
})

describe('bytes that are no ledger', () => {
  test('are refused, never thrown at', async () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .constantFrom(
          header,
          ',',
          ';',
          '"',
          '""',
          '\n',
          '\r\n',
          '\r',
          '\t',
          'T1,2024-03-01,A,B,1,EUR\n',
          '1.234',
          '-',
          '\ufeff',
          '\u0000',
        )
        .map((t) => Buffer.from(t)),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 12 }),
        fc.boolean(),
        fc.boolean(),
        async (pieces, withHeader, skipBadRows) => {
          const bytes = Buffer.concat([Buffer.from(withHeader ? header : ''), ...pieces])
          const answer = await read(bytes, { skipBadRows })
          if (!answer.ok) {
            expect(answer.refusal.problemCount).toBeGreaterThan(0)
            expect(answer.refusal.remedy).not.toBe('')
          }
        },
      ),
      { numRuns: 1_500 },
    )
  })

  test('a row longer than the limit is refused wherever it stands', async () => {
    const answer = await read(`${'x'.repeat(limits.rowBytes + 1)}\n`)
    expect(answer.ok).toBe(false)
  })
})
