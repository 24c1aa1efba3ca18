import { bookings } from './bookings.ts'
import { type Columns, growColumns, newColumns } from './columns.ts'
import { type DateTrouble, readTime } from './dates.ts'
import { soundText } from './encoding.ts'
import type { LedgerColumn } from './header.ts'
import { type IdBytes, idCheck } from './ids.ts'
import { hashOf, type Names, names } from './names.ts'
import { type NumberColumn, type NumberTrouble, readAmount } from './numbers.ts'
import { type ProblemList, quoted } from './problem.ts'
import type { RowPlan } from './row-plan.ts'
import { stopBinary, stopTooBig, stopTooMany, stopUnclosed } from './row-stops.ts'
import {
  aboveZero,
  claimExpected,
  claimRemedy,
  currencyRemedy,
  overRemedy,
  reversedRemedy,
  sameExpected,
  sameRemedy,
  seqRemedy,
  signRemedy,
  troubles,
  zeroRemedy,
} from './row-words.ts'
import { cellText, type RowEnd, type RowScan, rowScan, scanRow, utf8 } from './rows.ts'
import { byteOf, segmentBytes, segmentOf, type Text } from './text.ts'

/** Rows that are found before their cells are read. */
const blockRows = 64

export interface RowReader {
  readonly columns: Columns
  readonly problems: ProblemList
  /** Rows seen, header and blank ones included. */
  rows: number
  /** Rows after the header that are not blank. */
  data: number
  blank: number
  zero: number
  /** Payments of an account to itself that the map leaves out, and those that it keeps. */
  self: number
  selfKept: number
  badRows: number
  /** Bad rows whose amount could not be read. */
  unknownAmounts: number
  fxRows: number
  seqGiven: number
  seqFirstBlank: number
  readonly leftOut: Map<string, { amount: number; digits: number; rows: number }>
  readonly bookName: number[]
  readonly bookCurrency: number[]
  readonly given: Names
  /** Name an account goes by for each given name; the same number where nothing is normalised. */
  readonly canonical: Names
  readonly canonicalOf: number[]
  /** Rows whose payer / payee goes by another name than the file writes. */
  renamedFrom: number
  renamedTo: number
  /** Of these, rows in which more than case and spaces changed. */
  rewordedFrom: number
  rewordedTo: number
  /** Row in which a given name first stands. */
  firstRow(name: number): number
  readonly codes: string[]
  readonly codeDigits: number[]
  readonly claims: string[]
  readonly introductions: { index: number; claim: number; amount: number }[]
  /** Index of the booking account; makes it when it is new. */
  book(name: number, currency: number): number
  read(segment: number, bytes: Uint8Array, from: number, end: number, last: boolean): number
}

export function rowReader(plan: RowPlan, text: () => Text, problems: ProblemList): RowReader {
  const { places, map, limits, dates } = plan
  const width = plan.header.length
  const scan: RowScan = rowScan(plan.delimiter.charCodeAt(0), width + 1, blockRows)
  const again: RowScan = rowScan(plan.delimiter.charCodeAt(0), width + 1)
  const negative = map.negative ?? 'refuse'
  const columns = newColumns(Math.max(16, plan.rowsHint), places.seq >= 0)
  const given = names()
  const canonical = plan.nameOf === undefined ? given : names()
  const canonicalOf: number[] = []
  // 0 as the file writes it, 1 another case or spacing, 2 other words.
  const renamed: number[] = []
  const booked = bookings()
  const { book } = booked
  const firstRows: number[] = []
  const claimIndex = new Map<string, number>()
  const codeIndex = new Map<string, number>()
  const codeByKey = new Map<number, number>()
  const codes: string[] = []
  const codeDigits: number[] = []
  const constants = map.constants ?? {}
  const constantBytes = {
    time: bytesOf(constants.time),
    from: bytesOf(constants.from),
    to: bytesOf(constants.to),
    currency: bytesOf(constants.currency),
    to_currency: bytesOf(constants.to_currency),
    claim: bytesOf(constants.claim),
  }
  const none = new Uint8Array(0)
  const hasTo =
    places.to_amount >= 0 || places.to_currency >= 0 || constants.to_currency !== undefined
  const hasClaim = places.claim >= 0 || constants.claim !== undefined || places.claim_amount >= 0

  const kinds: RowEnd[] = []
  const cellCounts = new Int32Array(blockRows)
  const troubleAt = new Int32Array(blockRows)
  const rowStarts = new Int32Array(blockRows + 1)
  const hashes = new Uint32Array(blockRows * 2)
  const found = new Int32Array(blockRows * 2)
  let hashed = false
  let block = 0

  // The cell that `take` found.
  let cb: Uint8Array = none
  let cs = 0
  let ce = 0
  let row = 0
  let rowBad = false
  let reversed = false
  let claimant: string | undefined
  let bytesNow: Uint8Array = none
  let renamedFrom = 0
  let renamedTo = 0
  let wasRenamed = 0
  let lastKey = -1
  let lastCode = -1

  function takeFrom(s: RowScan, bytes: Uint8Array, place: number): void {
    let start = s.starts[s.base + place]!
    let end = s.ends[s.base + place]!
    if (s.quotes[s.base + place] === 2) {
      const plain = Buffer.from(cellText(s, bytes, place), 'utf8')
      cb = plain
      cs = 0
      ce = plain.length
      return
    }
    while (start < end && bytes[start]! <= 0x20) start++
    while (end > start && bytes[end - 1]! <= 0x20) end--
    cb = bytes
    cs = start
    ce = end
  }

  function take(place: number, constant: Uint8Array): void {
    if (place >= 0) takeFrom(scan, bytesNow, place)
    else {
      cb = constant
      cs = 0
      ce = constant.length
    }
  }

  const idHolder: IdBytes = { bytes: none, start: 0, end: 0 }
  const ids = idCheck((index) => {
    const start = columns.start[index]!
    const bytes = text().segments[segmentOf(start)]!
    scanRow(again, bytes, byteOf(start), bytes.length, true)
    const [b, s, e] = [cb, cs, ce]
    takeFrom(again, bytes, places.id)
    idHolder.bytes = cb
    idHolder.start = cs
    idHolder.end = ce
    cb = b
    cs = s
    ce = e
    return idHolder
  })

  function bad(
    name: string,
    column: string,
    expected: string,
    remedy: string,
    found?: string,
  ): void {
    rowBad = true
    problems.add({
      name,
      row,
      column: headerOf(column),
      expected,
      found: found ?? (ce > cs ? quoted(utf8(cb, cs, Math.min(ce, cs + 400))) : 'an empty cell'),
      remedy,
    })
  }

  function headerOf(column: string): string {
    const place = places[column as LedgerColumn]
    return place === undefined || place < 0 ? column : plan.header[place] || column
  }

  function named(name: NumberTrouble | DateTrouble, column: string): void {
    const [expected, remedy] = troubles[name]
    bad(name, column, expected, remedy)
  }

  /** Index of the currency in the cell, -1 unknown (said), -2 empty. */
  function currency(column: 'currency' | 'to_currency'): number {
    take(places[column], constantBytes[column])
    const length = ce - cs
    if (length === 0) return -2
    const key = length === 3 ? (cb[cs]! << 16) | (cb[cs + 1]! << 8) | cb[cs + 2]! : -1
    if (key >= 0) {
      if (key === lastKey) return lastCode
      const known = codeByKey.get(key)
      if (known !== undefined) {
        lastKey = key
        lastCode = known
        return known
      }
    }
    const code = utf8(cb, cs, Math.min(ce, cs + 64)).toUpperCase()
    let index = codeIndex.get(code)
    if (index === undefined) {
      const digits = plan.currencies.digits(code)
      if (digits === undefined) {
        bad(
          'currency-unknown',
          column,
          'an ISO 4217 code or one that the case declares',
          'correct the code, or declare it in the rates or in a map: {"currencies": {"VLD": 2}}',
        )
        return -1
      }
      index = codes.length
      codes.push(code)
      codeDigits.push(digits)
      codeIndex.set(code, index)
    }
    if (key >= 0) codeByKey.set(key, index)
    return index
  }

  function account(column: 'from' | 'to'): number {
    take(places[column], constantBytes[column])
    wasRenamed = 0
    if (ce === cs) {
      bad(
        'cell-empty',
        column,
        `the account that ${column === 'from' ? 'pays' : 'is paid'}`,
        'fill the cell, or leave the row out',
      )
      return -1
    }
    const hash =
      hashed && places[column] >= 0 ? hashes[block * 2 + (column === 'from' ? 0 : 1)] : undefined
    const index = given.intern(cb, cs, ce, hash)
    if (index === firstRows.length) firstRows.push(row)
    if (plan.nameOf === undefined) return index
    let known = canonicalOf[index]
    if (known === undefined) {
      const as = given.text(index)
      const goesBy = plan.nameOf(as)
      const encoded = Buffer.from(goesBy, 'utf8')
      known = canonical.intern(encoded, 0, encoded.length)
      canonicalOf[index] = known
      renamed[index] = goesBy === as ? 0 : spaced(goesBy) === spaced(as) ? 1 : 2
    }
    wasRenamed = renamed[index]!
    return known
  }

  function selfPayment(account: number): void {
    bad(
      'self-payment',
      'to',
      'another account than the one that pays',
      'correct the account, or say in a map what such rows are: {"selfPayments": "leave-out"} or "keep"; a conversion needs to_currency',
      quoted(canonical.text(account)),
    )
  }

  function claimOf(name: string): number {
    let claim = claimIndex.get(name)
    if (claim === undefined) {
      claim = reader.claims.length
      reader.claims.push(name)
      claimIndex.set(name, claim)
    }
    return claim
  }

  function leaveOut(amount: number, code: number): void {
    reader.badRows++
    if (!(code >= 0) || Number.isNaN(amount)) {
      reader.unknownAmounts++
      return
    }
    const total = reader.leftOut.get(codes[code]!) ?? {
      amount: 0,
      digits: codeDigits[code]!,
      rows: 0,
    }
    total.amount += Math.abs(amount)
    total.rows++
    reader.leftOut.set(codes[code]!, total)
  }

  function timeCell(): number {
    take(places.time, constantBytes.time)
    if (ce === cs) {
      bad('cell-empty', 'time', 'a day or an instant', 'fill the cell, or leave the row out')
      return Number.NaN
    }
    const time = readTime(dates, cb, cs, ce, row)
    if (Number.isNaN(time)) named(dates.trouble, 'time')
    return time
  }

  /** Minor units of the cell, NaN when it cannot be used. Without a known currency only its shape is judged. */
  function money(column: 'amount' | 'to_amount' | 'claim_amount', how: NumberColumn, code: number) {
    const value = readAmount(how, cb, cs, ce, code >= 0 ? codeDigits[code]! : 18, row)
    const shapeless = how.trouble === 'amount-malformed' || how.trouble === 'amount-scientific'
    if (!Number.isNaN(value)) return value
    if (code >= 0 || shapeless) named(how.trouble, column)
    return value
  }

  /** What the debited account booked; sets `reversed`. Zero is left to the caller. */
  function paidCell(code: number): number {
    reversed = false
    take(places.amount, none)
    if (ce === cs) {
      bad('cell-empty', 'amount', 'an amount', 'fill the cell, or leave the row out')
      return Number.NaN
    }
    const amount = money('amount', plan.amount, code)
    if (amount < 0) {
      if (negative === 'refuse') badSign('amount')
      reversed = negative === 'reverse'
      return -amount
    }
    if (amount === 0 && map.zero !== 'leave-out')
      bad('amount-zero', 'amount', aboveZero, zeroRemedy)
    return amount
  }

  function badSign(column: 'amount' | 'to_amount'): void {
    bad('amount-negative', column, aboveZero, signRemedy)
  }

  /** What the credited account booked in `toCode`. */
  function receivedCell(code: number, toCode: number, amount: number): number {
    take(places.to_amount, none)
    const sameCurrency = toCode === code
    if (ce === cs) {
      if (!sameCurrency && toCode >= 0 && code >= 0) {
        const expected = `what the receiving account booked in ${codes[toCode]}`
        bad('received-missing', 'to_amount', expected, 'give to_amount, or leave to_currency empty')
      }
      return amount
    }
    const signed = money('to_amount', plan.toAmount, toCode)
    if (signed < 0 && negative === 'refuse') badSign('to_amount')
    const received = Math.abs(signed)
    if (received === 0)
      bad('amount-zero', 'to_amount', aboveZero, 'give what the receiving account booked')
    else if (sameCurrency && code >= 0 && received !== amount && received > 0 && amount > 0)
      bad('received-differs', 'to_amount', sameExpected, sameRemedy)
    return received
  }

  /** How much of the payment is the claimant's; sets `claimant`. */
  function claimCells(code: number, toCode: number, amount: number): number {
    take(places.claim, constantBytes.claim)
    claimant = ce > cs ? utf8(cb, cs, ce) : undefined
    if (claimant !== undefined && reversed && code !== toCode)
      bad(
        'claim-reversed',
        'claim',
        'a claim on a payment that is not turned round',
        reversedRemedy,
      )
    take(places.claim_amount, none)
    if (ce === cs) return amount
    const claimed = money('claim_amount', plan.claimAmount, code)
    if (claimant === undefined)
      bad('claim-missing', 'claim', claimExpected, claimRemedy, 'a claim_amount without a claim')
    else if (claimed <= 0)
      bad('claim-amount-negative', 'claim_amount', aboveZero, 'correct the amount')
    else if (claimed > amount && plan.claimAmount.ambiguous + plan.amount.ambiguous === 0)
      bad('claim-exceeds-amount', 'claim_amount', 'at most the amount of the payment', overRemedy)
    return claimed
  }

  function seqCell(): number {
    take(places.seq, none)
    if (ce === cs) {
      if (reader.seqFirstBlank === 0) reader.seqFirstBlank = row
      return 0
    }
    reader.seqGiven++
    const digits = utf8(cb, cs, ce)
    if (/^\d{1,15}$/.test(digits)) return Number(digits)
    bad('seq-malformed', 'seq', 'a whole number', seqRemedy)
    return 0
  }

  /** Remembers the id of a row that is otherwise good. */
  function idCell(offset: number): void {
    take(places.id, none)
    if (ce === cs) {
      bad(
        'cell-empty',
        'id',
        'an id',
        'fill the cell, or let the rows be numbered: {"rowIds": "P"}',
      )
      return
    }
    if (rowBad) return
    columns.start[columns.count] = offset
    const earlier = ids.add(columns.count, cb, cs, ce)
    if (earlier < 0) return
    const remedy = `compare with row ${columns.row[earlier]}; correct one of the two, or let the rows be numbered: {"rowIds": "P"}`
    bad('id-duplicate', 'id', 'every id once', remedy)
  }

  function wrongWidth(): void {
    const more = scan.cells > width
    problems.add({
      name: more ? 'row-too-long' : 'row-too-short',
      row,
      expected: `${width} cells as in the header`,
      found: `${scan.cells}`,
      remedy: more
        ? 'put cells that contain the delimiter in quotes'
        : 'complete the row; a line end inside a cell needs quotes around the cell',
    })
    leaveOut(Number.NaN, -1)
  }

  function oneRow(offset: number): void {
    if (scan.cells !== width) {
      wrongWidth()
      return
    }
    if (columns.count === columns.from.length) growColumns(columns)
    rowBad = false
    const time = timeCell()
    const from = account('from')
    renamedFrom = wasRenamed
    const to = account('to')
    renamedTo = wasRenamed
    const code = currency('currency')
    if (code === -2) bad('cell-empty', 'currency', 'a currency code', currencyRemedy)
    const amount = paidCell(code)
    if (amount === 0 && map.zero === 'leave-out' && !rowBad) {
      reader.zero++
      return
    }
    let toCode = code
    let received = amount
    if (hasTo) {
      toCode = currency('to_currency')
      if (toCode === -2) toCode = code
      received = receivedCell(code, toCode, amount)
    }
    const toItself = from >= 0 && from === to && code === toCode
    if (toItself && map.selfPayments === 'leave-out' && !rowBad) {
      reader.self++
      return
    }
    if (toItself && map.selfPayments === 'refuse') selfPayment(to)
    claimant = undefined
    const claimed = hasClaim ? claimCells(code, toCode, amount) : amount
    const seq = places.seq >= 0 ? seqCell() : 0
    if (places.id >= 0) idCell(offset)
    if (rowBad || Number.isNaN(amount)) {
      leaveOut(amount, code)
      return
    }
    const i = columns.count++
    columns.from[i] = reversed ? book(to, toCode) : book(from, code)
    columns.to[i] = reversed ? book(from, code) : book(to, toCode)
    columns.time[i] = time
    columns.amount[i] = reversed ? received : amount
    columns.received[i] = reversed ? amount : received
    columns.row[i] = row
    columns.start[i] = offset
    if (columns.seq !== undefined) columns.seq[i] = seq
    count(i, code !== toCode, toItself, claimed)
  }

  function count(i: number, converted: boolean, toItself: boolean, claimed: number): void {
    if (renamedFrom > 0) reader.renamedFrom++
    if (renamedFrom > 1) reader.rewordedFrom++
    if (renamedTo > 0) reader.renamedTo++
    if (renamedTo > 1) reader.rewordedTo++
    if (converted) reader.fxRows++
    if (toItself) reader.selfKept++
    if (claimant !== undefined)
      reader.introductions.push({ index: i, claim: claimOf(claimant), amount: claimed })
  }

  const reader: RowReader = {
    columns,
    problems,
    rows: 0,
    data: 0,
    blank: 0,
    zero: 0,
    self: 0,
    selfKept: 0,
    badRows: 0,
    unknownAmounts: 0,
    fxRows: 0,
    seqGiven: 0,
    seqFirstBlank: 0,
    leftOut: new Map(),
    bookName: booked.names,
    bookCurrency: booked.currencies,
    given,
    canonical,
    canonicalOf,
    renamedFrom: 0,
    renamedTo: 0,
    rewordedFrom: 0,
    rewordedTo: 0,
    codes,
    codeDigits,
    claims: [],
    introductions: [],
    book,
    firstRow: (name) => firstRows[name] ?? 0,
    read(segment, bytes, from, end, last) {
      bytesNow = bytes
      // Whole stretches at once; only when one is unsound is every row looked at.
      const sound = last
        ? soundText(bytes.subarray(from, end), plan.encoding)
        : soundUntil(bytes, from, end)
      let p = from
      let more = false
      while (p < end && !more) {
        let n = 0
        while (n < blockRows && p < end) {
          scan.base = n * (width + 1)
          const what = scanRow(scan, bytes, p, end, last)
          if (what === 'more') {
            more = true
            break
          }
          kinds[n] = what
          cellCounts[n] = scan.cells
          troubleAt[n] = scan.at
          rowStarts[n++] = p
          if (what === 'nul' || what === 'unclosed-quote') {
            more = true
            break
          }
          p = scan.next
        }
        rowStarts[n] = p
        bringNear(n)
        for (let r = 0; r < n; r++) placeRow(r, segment, bytes, end, sound)
        if (more && end - p > limits.rowBytes) {
          scan.base = 0
          scanRow(scan, bytes, p, end, last)
          stopTooBig(plan, scan, bytes, p, end, reader.rows + 1)
        }
      }
      return p
    },
  }

  function placeRow(
    r: number,
    segment: number,
    bytes: Uint8Array,
    end: number,
    sound: boolean,
  ): void {
    const what = kinds[r]!
    block = r
    const start = rowStarts[r]!
    scan.base = r * (width + 1)
    scan.cells = cellCounts[r]!
    scan.at = troubleAt[r]!
    scan.next = rowStarts[r + 1]!
    row = ++reader.rows
    if (what === 'nul') stopBinary(plan, row)
    if (what === 'unclosed-quote') stopUnclosed(plan, scan, bytes, end, row)
    if (scan.next - start > limits.rowBytes) stopTooBig(plan, scan, bytes, start, scan.next, row)
    if (row <= plan.headerRow) return
    if (what === 'blank') {
      reader.blank++
      return
    }
    reader.data++
    if (!sound && !soundText(bytes.subarray(start, scan.next), plan.encoding)) unsound(bytes)
    else if (what === 'stray-quote') strayQuote(bytes)
    else {
      if (columns.count >= limits.rows) stopTooMany(plan, row)
      oneRow(segment * segmentBytes + start)
    }
  }

  /** Names of a block of rows, asked for together (see `Names.bringNear`). Small ledgers have everything near. */
  function bringNear(n: number): void {
    hashed = given.count >= 4096
    if (!hashed) return
    for (let r = 0; r < n; r++) {
      hashes[r * 2] = hashes[r * 2 + 1] = 0
      if (cellCounts[r] !== width) continue
      scan.base = r * (width + 1)
      if (places.from >= 0) {
        takeFrom(scan, bytesNow, places.from)
        hashes[r * 2] = hashOf(cb, cs, ce)
      }
      if (places.to >= 0) {
        takeFrom(scan, bytesNow, places.to)
        hashes[r * 2 + 1] = hashOf(cb, cs, ce)
      }
    }
    const k = n * 2
    given.bringNear(hashes, k, found)
    booked.bringNear(found, k)
  }

  /** Soundness up to the last line end, so that a character cut off by the end of the chunk is not blamed. */
  function soundUntil(bytes: Uint8Array, from: number, end: number): boolean {
    let until = end
    while (until > from && bytes[until - 1] !== 0x0a && bytes[until - 1] !== 0x0d) until--
    return soundText(bytes.subarray(from, until), plan.encoding)
  }

  function unsound(bytes: Uint8Array): void {
    let column = 0
    const at = (cell: number) => scan.base + cell
    function bytesOfCell(cell: number): Uint8Array {
      return bytes.subarray(scan.starts[at(cell)]!, scan.ends[at(cell)]!)
    }
    while (column < Math.min(scan.cells, width) && soundText(bytesOfCell(column), plan.encoding))
      column++
    problems.add({
      name: 'encoding-invalid',
      row,
      column: plan.header[column] ?? `${column + 1}`,
      expected: `text in ${plan.encoding}`,
      found: quoted(Buffer.from(bytesOfCell(Math.min(column, width - 1))).toString('utf8')),
      remedy:
        plan.encoding === 'utf-8'
          ? 'force the encoding that the sender used: {"encoding": "windows-1252"}, or correct the row'
          : 'force the encoding that the sender used: {"encoding": "utf-8"}, or correct the row',
    })
    leaveOut(Number.NaN, -1)
  }

  function strayQuote(bytes: Uint8Array): void {
    let column = 0
    while (column + 1 < Math.min(scan.cells, width)) {
      if (scan.starts[scan.base + column + 1]! > scan.at) break
      column++
    }
    problems.add({
      name: 'quote-stray',
      row,
      column: plan.header[column] ?? `${column + 1}`,
      expected: 'the delimiter or the end of the row after a closing quote (RFC 4180)',
      found: quoted(utf8(bytes, scan.at, Math.min(scan.next, scan.at + 200)).trimEnd()),
      remedy:
        'write a quote inside a quoted cell twice, or look for a quote left open in an earlier row',
    })
    leaveOut(Number.NaN, -1)
  }

  return reader
}

function spaced(name: string): string {
  return name.toUpperCase().replace(/\s+/g, ' ').trim()
}

function bytesOf(text: string | undefined): Uint8Array {
  return text === undefined ? new Uint8Array(0) : Buffer.from(text.trim(), 'utf8')
}
