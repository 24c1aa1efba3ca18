import { sha256 } from '#base'
import type { BookingAccount, CaseCurrency, Introduction, Opening, Payments } from '#model'
import type { Reading } from './problem.ts'
import { fileRefusal } from './problem.ts'
import { shared } from './text.ts'
import { isSourceTexts, sourceTexts, type TextData } from './texts.ts'

/**
 * Payments as plain data for `postMessage`. Columns and texts that lie in shared memory are not copied, so the
 * other thread reads the same bytes; nobody writes to them after intake.
 */
export interface PackedPayments {
  readonly columns: Omit<Payments, 'texts'>
  readonly texts: TextData
}

export function packPayments(payments: Payments): PackedPayments {
  const { texts, ...columns } = payments
  return { columns, texts: isSourceTexts(texts) ? texts.data : textsAsBytes(payments) }
}

export function unpackPayments(packed: PackedPayments): Payments {
  return { ...packed.columns, texts: sourceTexts(packed.texts) }
}

/** Texts that somebody made by hand, written down as rows of id, purpose and type. */
function textsAsBytes(payments: Payments): TextData {
  const starts = new Float64Array(payments.count)
  const lines: Buffer[] = []
  let length = 0
  for (let i = 0; i < payments.count; i++) {
    starts[i] = length
    const cells = [payments.texts.id(i), payments.texts.purpose(i), payments.texts.type(i)]
    const line = Buffer.from(`${cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')}\n`)
    length += line.length
    lines.push(line)
  }
  const segment = shared(length)
  let at = 0
  for (const line of lines) {
    segment.set(line, at)
    at += line.length
  }
  return {
    segments: [segment],
    starts,
    rows: payments.row,
    delimiter: ',',
    columns: 4,
    id: 0,
    purpose: 1,
    type: 2,
    constants: {},
  }
}

const magic = Buffer.from('COMITYPC')
const version = 1
const digestBytes = 32
const headBytes = magic.length + 4 + 4 + digestBytes

/** Facts of the payments beside the columns, as JSON in the file. */
interface Meta {
  readonly count: number
  readonly daysOnly: boolean
  readonly currencies: readonly CaseCurrency[]
  readonly claims: readonly string[]
  readonly introductions: readonly Introduction[]
  readonly openings: readonly Opening[]
  readonly accounts: readonly string[]
  readonly texts: Omit<TextData, 'segments' | 'starts' | 'rows'>
  readonly segments: readonly number[]
}

/**
 * Payments as one run of bytes: `COMITYPC`, version (u32), length of the JSON part (u32), SHA-256 of everything
 * but itself, the JSON part, then the columns, each from a multiple of 8 bytes. Little-endian.
 */
export function saveColumns(payments: Payments): Uint8Array {
  const { columns, texts } = packPayments(payments)
  const { segments, starts, rows: _, ...plainTexts } = texts
  const meta: Meta = {
    count: columns.count,
    daysOnly: columns.daysOnly,
    currencies: columns.currencies,
    claims: columns.claims,
    introductions: columns.introductions,
    openings: columns.openings,
    accounts: columns.accounts.map((account) => account.account),
    texts: plainTexts,
    segments: segments.map((segment) => segment.length),
  }
  const json = Buffer.from(JSON.stringify(meta))
  const parts: Uint8Array[] = [
    ...[columns.time, columns.amount, columns.received, starts].map(bytesOf),
    ...[columns.from, columns.to, columns.group, columns.row].map(bytesOf),
    bytesOf(Uint32Array.from(columns.accounts, (account) => account.currency)),
    Uint8Array.from(columns.accounts, (account) => (account.opened ? 1 : 0)),
    ...segments,
  ]
  const length = parts.reduce(
    (sum, part) => sum + padded(part.length),
    headBytes + padded(json.length),
  )
  const out = new Uint8Array(length)
  const view = new DataView(out.buffer)
  out.set(magic)
  view.setUint32(8, version, true)
  view.setUint32(12, json.length, true)
  out.set(json, headBytes)
  let at = headBytes + padded(json.length)
  for (const part of parts) {
    out.set(part, at)
    at += padded(part.length)
  }
  out.set(digestOfColumns(out), 16)
  return out
}

/** The payments of `saveColumns`, or a refusal when a single bit of them has changed. */
export function loadColumns(bytes: Uint8Array): Reading<Payments> {
  if (bytes.length < headBytes || !magic.equals(bytes.subarray(0, 8)))
    return broken('columns-unknown', 'payment columns', 'other bytes')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = view.getUint32(8, true)
  if (found !== version) return broken('columns-version', `version ${version}`, `version ${found}`)
  if (Buffer.compare(digestOfColumns(bytes), bytes.subarray(16, headBytes)) !== 0)
    return broken('columns-damaged', 'bytes that match their digest', 'other bytes')
  const jsonBytes = view.getUint32(12, true)
  let at = headBytes
  function take(length: number): Uint8Array {
    const part = shared(length)
    part.set(bytes.subarray(at, at + length))
    at += padded(length)
    return part
  }
  const meta = JSON.parse(Buffer.from(take(jsonBytes)).toString('utf8')) as Meta
  const n = meta.count
  const f64 = () => new Float64Array(take(n * 8).buffer)
  const u32 = () => new Uint32Array(take(n * 4).buffer)
  const [time, amount, received, starts] = [f64(), f64(), f64(), f64()]
  const [from, to, group, row] = [u32(), u32(), u32(), u32()]
  const currency = new Uint32Array(take(meta.accounts.length * 4).buffer)
  const opened = take(meta.accounts.length)
  const accounts: BookingAccount[] = meta.accounts.map((account, i) => ({
    account,
    currency: currency[i]!,
    opened: opened[i] === 1,
  }))
  const segments = meta.segments.map(take)
  return {
    ok: true,
    value: {
      count: n,
      from,
      to,
      time,
      amount,
      received,
      group,
      row,
      introductions: meta.introductions,
      accounts,
      claims: meta.claims,
      currencies: meta.currencies,
      texts: sourceTexts({ ...meta.texts, segments, starts, rows: row }),
      openings: meta.openings,
      daysOnly: meta.daysOnly,
    },
  }
}

/** Over the first 16 bytes and everything after the digest. */
function digestOfColumns(bytes: Uint8Array): Uint8Array {
  return sha256(bytes.subarray(0, 16), bytes.subarray(headBytes))
}

function bytesOf(column: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8
}

function broken(name: string, expected: string, found: string): Reading<never> {
  return {
    ok: false,
    refusal: fileRefusal('the stored columns', {
      name,
      expected,
      found,
      remedy: 'read the ledger again from its source',
    }),
  }
}
