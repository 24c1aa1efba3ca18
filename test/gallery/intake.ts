import { gzipSync } from 'node:zlib'
import { must } from '#base'
import {
  checkMap,
  ledgerText,
  loadColumns,
  readLedger,
  readOpenings,
  readRates,
  readXml,
  saveColumns,
} from '#intake'
import { currencies } from '#money'
import { good, header, packed, read, rows } from '../../src/intake/testing.ts'
import type { Gallery } from './gallery.ts'

const fine = 'T1,2024-03-01,A01,A02,10.00,EUR'
/** A ledger with further columns, and their cells in its one row. */
const more = (columns: string, cells: string) =>
  `${header.trimEnd()},${columns}\n${fine},${cells}\n`
const openings = (text: string) =>
  readOpenings({
    name: 'openings.csv',
    bytes: Buffer.from(`account,currency,amount,claim\n${text}`),
  })
const rates = (text: string) =>
  readRates(
    { name: 'rates.csv', bytes: Buffer.from(`currency,rate,from,digits\n${text}`) },
    { base: 'EUR', known: currencies() },
  )
const columns = async () => saveColumns((await good(rows(fine))).payments)

export const intakeGallery: Gallery = {
  'xml-too-large': {
    situation: 'elements stand in elements a hundred thousand deep',
    example: () => readXml(Buffer.from('<a>'.repeat(100_000))),
  },
  'xml-encoding': {
    situation: 'a document says an encoding that this node does not read',
    example: () => readXml(Buffer.from('<?xml version="1.0" encoding="UTF-7"?><a/>')),
  },
  'xml-document-type': {
    situation: 'a document brings entities that unfold into a billion words',
    example: () => readXml(Buffer.from('<!DOCTYPE l [<!ENTITY a "ha">]><l>&a;</l>')),
  },
  'xml-instruction': {
    situation: 'a document tells a program to fetch a style sheet',
    example: () => readXml(Buffer.from('<?xml-stylesheet href="x"?><a/>')),
  },
  'xml-malformed': {
    situation: 'a document ends in the middle of an element',
    example: () => readXml(Buffer.from('<a><b>')),
  },
  'file-unreadable': {
    situation: 'a ledger is named that is not there',
    example: () => readLedger('/no/such/ledger.csv'),
  },
  empty: { situation: 'a ledger without a single byte', example: () => read('') },
  workbook: {
    situation: 'an Excel workbook in place of a table',
    example: () => read(Buffer.from('504b030414000600080000002100', 'hex')),
  },
  'not-text': {
    situation: 'a PDF statement in place of a table',
    example: () => read(Buffer.from('%PDF-1.7\n%binary')),
  },
  binary: {
    situation: 'a table with NUL bytes in it',
    example: () => read(Buffer.from(`id,time\0,from\n${fine}\n`)),
  },
  'gzip-truncated': {
    situation: 'a packed ledger that ends too early',
    example: () => read(packed(rows(fine)).subarray(0, -12)),
  },
  'gzip-damaged': {
    situation: 'a packed ledger with changed bytes',
    example: () => read(Buffer.from(packed(rows(fine))).fill(0xff, 14, 24)),
  },
  'gzip-bomb': {
    situation: 'a small packed file that unpacks to far more than a ledger',
    example: () =>
      read(gzipSync(Buffer.concat([Buffer.from(header), Buffer.alloc(80 << 20, `${fine}\n`)])), {
        map: { accounts: 'as-given' },
      }),
  },
  'encoding-invalid': {
    situation: 'one damaged byte in a file of UTF-8',
    example: () =>
      read(Buffer.from(rows('T1,2024-03-01,A01,B\xfcro,10.00,EUR'), 'latin1'), {
        map: { encoding: 'utf-8' },
      }),
  },
  'header-missing': { situation: 'a file of blank lines', example: () => read('\n\n\n') },
  'header-only': { situation: 'a header and no payment', example: () => read(header) },
  'header-duplicate': {
    situation: 'a column name given twice',
    example: () => read(`id,time,from,to,amount,currency,Amount\n${fine},1\n`),
  },
  'column-missing': {
    situation: 'the amounts stand in a column of another name',
    example: () => read(`id,time,from,to,betrag,currency\n${fine}\n`),
  },
  'too-many-columns': {
    situation: 'a table of more than a thousand columns',
    example: () => read(`${Array.from({ length: 1001 }, (_, i) => `c${i}`).join(',')}\n`),
  },
  'row-too-short': {
    situation: 'a row with fewer cells than the header',
    example: () => read(rows(fine, 'T2,2024-03-01,A01,A02,10.00')),
  },
  'row-too-long': {
    situation: 'an amount with a comma that is not in quotes',
    example: () => read(rows(fine, 'T2,2024-03-01,A01,A02,1,000.00,EUR')),
  },
  'row-too-big': {
    situation: 'a row of more than a mebibyte',
    example: () => read(rows(fine, `T2,2024-03-01,${'A'.repeat(1 << 20)},A02,1,EUR`)),
  },
  'too-many-rows': {
    situation: 'more rows than one reading takes',
    example: () => read(rows(fine, fine.replace('T1', 'T2')), { limits: { rows: 1 } }),
  },
  'too-much-text': {
    situation: 'more bytes than one reading takes',
    example: () => {
      const many = Array.from({ length: 60_000 }, (_, i) => fine.replace('T1', `T${i}`))
      return read(rows(...many), { limits: { textBytes: 1_000_000 } })
    },
  },
  'quote-unclosed': {
    situation: 'a quote that is never closed',
    example: () => read(rows(fine, 'T2,2024-03-01,"A01,A02,10.00,EUR')),
  },
  'quote-stray': {
    situation: 'text after a closing quote',
    example: () => read(rows('T1,2024-03-01,"A01"x,A02,10.00,EUR')),
  },
  'cell-empty': {
    situation: 'a payment without its payer',
    example: () => read(rows('T1,2024-03-01,,A02,10.00,EUR')),
  },
  'id-duplicate': {
    situation: 'two payments with one id',
    example: () => read(rows(fine, 'T1,2024-03-02,A03,A02,1,EUR')),
  },
  'currency-unknown': {
    situation: 'a currency that is neither in ISO 4217 nor declared',
    example: () => read(rows('T1,2024-03-01,A01,A02,10.00,VLD')),
  },
  'amount-malformed': {
    situation: 'an amount in words',
    example: () => read(rows('T1,2024-03-01,A01,A02,ten,EUR')),
  },
  'amount-scientific': {
    situation: 'an amount in the notation of a spreadsheet',
    example: () => read(rows('T1,2024-03-01,A01,A02,1.5E+06,EUR')),
  },
  'amount-too-fine': {
    situation: 'more decimals than the currency has',
    example: () => read(rows('T1,2024-03-01,A01,A02,10.0051,EUR')),
  },
  'amount-too-large': {
    situation: 'an amount beyond what is counted exactly',
    example: () => read(rows('T1,2024-03-01,A01,A02,90071992547409.92,EUR')),
  },
  'amount-negative': {
    situation: 'a payment below zero',
    example: () => read(rows('T1,2024-03-01,A01,A02,-10.00,EUR')),
  },
  'amount-zero': {
    situation: 'a payment of nothing',
    example: () => read(rows('T1,2024-03-01,A01,A02,0.00,EUR')),
  },
  'two-decimal-separators': {
    situation: 'point and comma as decimal separator in one column',
    example: () =>
      read(rows('T1,2024-03-01,A01,A02,10.50,EUR', 'T2,2024-03-01,A01,A02,"12,50",EUR')),
  },
  'decimal-ambiguous': {
    situation: 'a column in which 1.234 can be read in two ways',
    example: () => read(rows('T1,2024-03-01,A01,A02,1.234,EUR', 'T2,2024-03-01,A01,A02,17,EUR')),
  },
  'date-malformed': {
    situation: 'a date in words',
    example: () => read(rows('T1,yesterday,A01,A02,10.00,EUR')),
  },
  'date-impossible': {
    situation: 'the 29th of February in a year without one',
    example: () => read(rows('T1,2023-02-29,A01,A02,10.00,EUR')),
  },
  'date-ambiguous': {
    situation: 'dates of which day and month can change places',
    example: () => read(rows('T1,03/04/2024,A01,A02,10.00,EUR', 'T2,05/04/2024,A01,A02,1,EUR')),
  },
  'two-date-formats': {
    situation: 'two ways of writing dates in one column',
    example: () =>
      read(
        rows(
          'T1,2024-03-01,A01,A02,1,EUR',
          'T2,2024-03-02,A01,A02,1,EUR',
          'T3,03.03.2024,A01,A02,1,EUR',
        ),
      ),
  },
  'offset-missing': {
    situation: 'a time of day without its distance from universal time',
    example: () => read(rows('T1,2023-02-28T10:00:00,A01,A02,10.00,EUR')),
  },
  'year-short': {
    situation: 'a year of two digits',
    example: () => read(rows('T1,25.03.24,A01,A02,1,EUR')),
  },
  'seq-malformed': {
    situation: 'a sequence number that is none',
    example: () => read(more('seq', 'first')),
  },
  'seq-incomplete': {
    situation: 'sequence numbers in some rows only',
    example: () => read(`${more('seq', '1')}T2,2024-03-01,A01,A02,10.00,EUR,\n`),
  },
  'self-payment': {
    situation: 'an account pays itself where the map refuses that',
    example: () =>
      read(rows('T1,2024-03-01,A01,A01,10.00,EUR'), { map: { selfPayments: 'refuse' } }),
  },
  'received-missing': {
    situation: 'another currency arrives and nobody says how much',
    example: () => read(more('to_amount,to_currency', ',USD')),
  },
  'received-differs': {
    situation: 'less arrives in the same currency',
    example: () => read(more('to_amount,to_currency', '9.00,EUR')),
  },
  'claim-missing': {
    situation: 'the amount of a claim without the claim',
    example: () => read(more('claim,claim_amount', ',10.00')),
  },
  'claim-amount-negative': {
    situation: 'a claim below zero',
    example: () => read(more('claim,claim_amount', 'Clinics,-1.00')),
  },
  'claim-exceeds-amount': {
    situation: 'a claim larger than its payment',
    example: () => read(more('claim,claim_amount', 'Clinics,10.01')),
  },
  'claim-reversed': {
    situation: 'an exchange of currencies below zero is to be turned round and brings a claim',
    example: () =>
      read(
        `${header.trimEnd()},to_amount,to_currency,claim\nT1,2024-03-01,A,B,-10.00,EUR,9.00,USD,Clinics\n`,
        { map: { negative: 'reverse' } },
      ),
  },
  'claim-rule-empty': {
    situation: 'a rule for a claim fits no payment',
    example: () => read(rows(fine), { map: { claims: [{ claim: 'Clinics', id: 'T9' }] } }),
  },
  'map-key-unknown': {
    situation: 'a map spells a word of its own wrongly',
    example: () => checkMap({ colums: { from: 'payer' } }),
  },
  'map-invalid': {
    situation: 'a map gives a number where a name belongs',
    example: () => checkMap({ columns: { from: 3 } }),
  },
  'aliases-unavailable': {
    situation: 'a map that came over the wire points to a file of aliases',
    example: () =>
      read(rows(fine), { map: { aliases: { file: 'parties.csv', name: 'name', norm: 'norm' } } }),
  },
  'opening-negative': {
    situation: 'an overdrawn account is said to hold a claim',
    example: () => openings('A01,EUR,-1.00,Ann\n'),
  },
  'opening-contradicts': {
    situation: 'one account is overdrawn and holds money',
    example: () => openings('A01,EUR,-1,\nA01,EUR,5,Ann\n'),
  },
  'opening-duplicate': {
    situation: 'an account opens twice',
    example: () => openings('A01,EUR,1,\nA01,EUR,2,\n'),
  },
  'rate-currency': {
    situation: 'a rate for a currency by its sign',
    example: () => rates('€,1,2024-01-01,\n'),
  },
  'rate-rate': {
    situation: 'a rate of nothing',
    example: () => rates('VLD,0,2024-01-01,\n'),
  },
  'rate-from': {
    situation: 'a rate without its first day',
    example: () => rates('VLD,0.05,January,\n'),
  },
  'rate-digits': {
    situation: 'a currency with half a digit',
    example: () => rates('VLD,0.05,2024-01-01,0.5\n'),
  },
  'rate-duplicate': {
    situation: 'two rates of one currency for one day',
    example: () => rates('VLD,0.05,2024-01-01,\nVLD,0.06,2024-01-01,\n'),
  },
  'columns-unknown': {
    situation: 'other bytes stand where a node keeps its payments',
    example: () => loadColumns(new Uint8Array(100)),
  },
  'columns-version': {
    situation: 'a node finds payments that a newer version has stored',
    example: async () => {
      const bytes = (await columns()).slice()
      bytes[8] = 99
      return loadColumns(bytes)
    },
  },
  'columns-damaged': {
    situation: 'one byte of the stored payments has changed',
    example: async () => {
      const bytes = (await columns()).slice()
      bytes[bytes.length - 1]! ^= 1
      return loadColumns(bytes)
    },
  },
  'claims-share-payment': {
    situation: 'a payment that brings two claims is to be written as one row',
    example: async () => {
      const { payments } = must(await read(more('claim', 'Clinics')))
      const [first] = payments.introductions
      return ledgerText({ ...payments, introductions: [first!, { ...first!, amount: 1 }] })
    },
  },
}
