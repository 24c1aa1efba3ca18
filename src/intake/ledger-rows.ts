import type { CurrencyTable } from '#money'
import { type DateColumn, type DateTrouble, readTime } from './dates.ts'
import { type Encoding, soundText } from './encoding.ts'
import type { LedgerColumn } from './header.ts'
import { type IdBytes, idCheck } from './ids.ts'
import type { Limits } from './limits.ts'
import type { LedgerMap } from './map.ts'
import { hashOf, type Names, names } from './names.ts'
import { type NumberColumn, type NumberTrouble, readAmount } from './numbers.ts'
import { type ProblemList, quoted, stop } from './problem.ts'
import { cellText, type RowEnd, type RowScan, rowScan, scanRow, utf8 } from './rows.ts'
import { byteOf, segmentBytes, segmentOf, type Text } from './text.ts'

/** Rows that are found before their cells are read. */
const blockRows = 64

/** Everything that is settled before the first row is read. */
export interface RowPlan {
  readonly file: string
  readonly limits: Limits
  readonly encoding: Encoding
  readonly delimiter: string
  readonly header: readonly string[]
  /** Row of the header; rows up to it are passed over. */
  readonly headerRow: number
  readonly places: Readonly<Record<LedgerColumn, number>>
  readonly map: LedgerMap
  readonly currencies: CurrencyTable
  /** The name an account goes by, or undefined where names stay as they are. */
  readonly nameOf: ((given: string) => string) | undefined
  readonly dates: DateColumn
  readonly amount: NumberColumn
  readonly toAmount: NumberColumn
  readonly claimAmount: NumberColumn
  readonly rowsHint: number
}

/** Columns of the payments in file order, growing. */
export interface Columns {
  count: number
  from: Uint32Array
  to: Uint32Array
  time: Float64Array
  amount: Float64Array
  received: Float64Array
  row: Uint32Array
  start: Float64Array
  seq: Float64Array | undefined
}

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
  /** Kept so that fetching ahead has an effect. */
  near(): number
}

const troubles: Readonly<
  Record<NumberTrouble | DateTrouble, readonly [expected: string, remedy: string]>
> = {
  'amount-malformed': [
    'a decimal amount without currency sign or letters',
    'write digits with one decimal separator, for example 1870000.00',
  ],
  'amount-scientific': [
    'an amount with all its digits',
    'a spreadsheet may have rounded it: export the column as plain numbers, or say in a map that it is exact, {"scientific": "exact"}',
  ],
  'amount-too-fine': [
    'no more decimals than the currency has',
    'give the booked amount, or declare the digits of this currency in the map: {"currencies": {"VLD": 4}}',
  ],
  'amount-too-large': [
    'at most 9007199254740991 minor units',
    'check the amount; a sum of this size has to be split into payments',
  ],
  'two-decimal-separators': [
    'the decimal separator that the other rows of this column use',
    'correct the row, or force one with "decimal" if the column writes thousands this way',
  ],
  'date-malformed': [
    'a day YYYY-MM-DD or an instant with its offset, 2024-03-15T10:20:00+01:00',
    'correct the date, or name the format with "dateFormat" in a map',
  ],
  'date-impossible': ['a day and time that exist', 'correct the date'],
  'two-date-formats': [
    'the date format that the other rows use',
    'correct the row; one column has one format',
  ],
  'offset-missing': [
    'an instant with its offset from UTC',
    'say in a map which offset holds: {"utcOffset": "+01:00"}',
  ],
  'year-short': ['a year of four digits', 'write the year in full'],
}

export function rowReader(plan: RowPlan, text: () => Text, problems: ProblemList): RowReader {
  const { places, map, file, limits, dates } = plan
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
  const bookName: number[] = []
  const bookCurrency: number[] = []
  // Account and currency booked last under each name, side by side; account + 1, so that 0 is none.
  let lastBook = new Int32Array(2048)
  const firstRows: number[] = []
  const books = new Map<number, number>()
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
  let near = 0

  // The cell that `take` found.
  let cb: Uint8Array = none
  let cs = 0
  let ce = 0
  let row = 0
  let rowBad = false
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

  function book(name: number, code: number): number {
    while (name * 2 >= lastBook.length) {
      const larger = new Int32Array(lastBook.length * 2)
      larger.set(lastBook)
      lastBook = larger
    }
    const last = lastBook[name * 2]! - 1
    if (last >= 0 && lastBook[name * 2 + 1] === code) return last
    const key = name * 4096 + code
    let index = last < 0 ? undefined : books.get(key)
    if (index === undefined) {
      index = bookName.length
      bookName.push(name)
      bookCurrency.push(code)
      // The map only holds accounts of names with several currencies.
      if (last >= 0) {
        books.set(key, index)
        books.set(name * 4096 + bookCurrency[last]!, last)
      }
    }
    lastBook[name * 2] = index + 1
    lastBook[name * 2 + 1] = code
    return index
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

  function oneRow(offset: number): void {
    rowBad = false
    if (scan.cells !== width) {
      cs = ce = 0
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
      return
    }
    take(places.time, constantBytes.time)
    const time = ce === cs ? Number.NaN : readTime(dates, cb, cs, ce, row)
    if (Number.isNaN(time)) {
      if (ce === cs)
        bad('cell-empty', 'time', 'a day or an instant', 'fill the cell, or leave the row out')
      else named(dates.trouble, 'time')
    }
    let from = account('from')
    renamedFrom = wasRenamed
    let to = account('to')
    renamedTo = wasRenamed
    let code = currency('currency')
    if (code === -2)
      bad(
        'cell-empty',
        'currency',
        'a currency code',
        'fill the cell, or state one for all: {"constants": {"currency": "EUR"}}',
      )
    take(places.amount, none)
    let amount = Number.NaN
    if (ce === cs) bad('cell-empty', 'amount', 'an amount', 'fill the cell, or leave the row out')
    else {
      amount = readAmount(plan.amount, cb, cs, ce, code >= 0 ? codeDigits[code]! : 18, row)
      if (Number.isNaN(amount)) {
        if (
          code >= 0 ||
          plan.amount.trouble === 'amount-malformed' ||
          plan.amount.trouble === 'amount-scientific'
        )
          named(plan.amount.trouble, 'amount')
        else rowBad = true
      }
    }
    let reversed = false
    if (amount < 0) {
      if (negative === 'refuse') {
        bad(
          'amount-negative',
          'amount',
          'an amount above zero',
          'say in a map what the sign means: {"negative": "reverse"} for a payment the other way, "absolute" to drop the sign',
        )
      } else {
        amount = -amount
        reversed = negative === 'reverse'
      }
    } else if (amount === 0) {
      if (map.zero === 'leave-out' && !rowBad) {
        reader.zero++
        return
      }
      if (map.zero !== 'leave-out')
        bad(
          'amount-zero',
          'amount',
          'an amount above zero',
          'leave the row out, or all such rows with a map: {"zero": "leave-out"}',
        )
    }
    let received = amount
    let toCode = code
    if (hasTo) {
      toCode = currency('to_currency')
      if (toCode === -2) toCode = code
      take(places.to_amount, none)
      if (ce > cs) {
        received = Math.abs(
          readAmount(plan.toAmount, cb, cs, ce, toCode >= 0 ? codeDigits[toCode]! : 18, row),
        )
        if (Number.isNaN(received)) named(plan.toAmount.trouble, 'to_amount')
        else if (received === 0)
          bad(
            'amount-zero',
            'to_amount',
            'an amount above zero',
            'give what the receiving account booked',
          )
        else if (toCode === code && received !== amount && code >= 0 && !Number.isNaN(amount)) {
          bad(
            'received-differs',
            'to_amount',
            'the same amount, because both accounts book the same currency',
            'write a fee as a payment of its own; name to_currency if the receiving account books another currency',
          )
        }
      } else if (toCode !== code && toCode >= 0 && code >= 0) {
        bad(
          'received-missing',
          'to_amount',
          `what the receiving account booked in ${codes[toCode]}`,
          'give to_amount, or leave to_currency empty',
        )
      }
    }
    const toItself = from >= 0 && from === to && code === toCode
    if (toItself && map.selfPayments === 'leave-out' && !rowBad) {
      reader.self++
      return
    }
    if (toItself && (map.selfPayments ?? 'refuse') === 'refuse') selfPayment(to)
    let claimant: string | undefined
    let claimed = amount
    if (hasClaim) {
      take(places.claim, constantBytes.claim)
      if (ce > cs) {
        claimant = utf8(cb, cs, ce)
      }
      take(places.claim_amount, none)
      if (ce > cs) {
        claimed = readAmount(plan.claimAmount, cb, cs, ce, code >= 0 ? codeDigits[code]! : 18, row)
        if (Number.isNaN(claimed)) named(plan.claimAmount.trouble, 'claim_amount')
        else if (claimant === undefined)
          bad(
            'claim-missing',
            'claim',
            'the claimant whose money this is',
            'name the claim, or empty claim_amount',
            'a claim_amount without a claim',
          )
        else if (claimed <= 0)
          bad('claim-amount-negative', 'claim_amount', 'an amount above zero', 'correct the amount')
        else if (claimed > amount && plan.claimAmount.ambiguous + plan.amount.ambiguous === 0) {
          bad(
            'claim-exceeds-amount',
            'claim_amount',
            'at most the amount of the payment',
            'a payment cannot bring more of a claim than it carries; correct one of the two',
          )
        }
      }
    }
    let seq = 0
    if (places.seq >= 0) {
      take(places.seq, none)
      if (ce === cs) {
        if (reader.seqFirstBlank === 0) reader.seqFirstBlank = row
      } else {
        const digits = utf8(cb, cs, ce)
        if (/^\d{1,15}$/.test(digits)) seq = Number(digits)
        else
          bad(
            'seq-malformed',
            'seq',
            'a whole number',
            'number the rows of one moment in their proven order, or empty the column',
          )
        reader.seqGiven++
      }
    }
    if (places.id >= 0) {
      take(places.id, none)
      if (ce === cs)
        bad(
          'cell-empty',
          'id',
          'an id',
          'fill the cell, or let the rows be numbered: {"rowIds": "P"}',
        )
      else if (!rowBad) {
        if (columns.count === columns.from.length) growColumns(columns)
        columns.start[columns.count] = offset
        const earlier = ids.add(columns.count, cb, cs, ce)
        if (earlier >= 0)
          bad(
            'id-duplicate',
            'id',
            'every id once',
            `compare with row ${columns.row[earlier]}; correct one of the two, or let the rows be numbered: {"rowIds": "P"}`,
          )
      }
    }
    if (rowBad) {
      leaveOut(amount, code)
      return
    }
    if (columns.count === columns.from.length) growColumns(columns)
    const i = columns.count++
    if (renamedFrom > 0) reader.renamedFrom++
    if (renamedFrom > 1) reader.rewordedFrom++
    if (renamedTo > 0) reader.renamedTo++
    if (renamedTo > 1) reader.rewordedTo++
    if (reversed) {
      ;[from, to] = [to, from]
      ;[code, toCode] = [toCode, code]
      ;[amount, received] = [received, amount]
    }
    columns.from[i] = book(from, code)
    columns.to[i] = book(to, toCode)
    columns.time[i] = time
    columns.amount[i] = amount
    columns.received[i] = received
    columns.row[i] = row
    columns.start[i] = offset
    if (columns.seq !== undefined) columns.seq[i] = seq
    if (code !== toCode) reader.fxRows++
    if (toItself) reader.selfKept++
    if (claimant !== undefined)
      reader.introductions.push({ index: i, claim: claimOf(claimant), amount: claimed })
  }

  const reader: RowReader = {
    near: () => near,
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
    bookName,
    bookCurrency,
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
          rowTooBig(scan, bytes, p, end, reader.rows + 1)
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
    if (what === 'nul') binary(row)
    if (what === 'unclosed-quote') unclosed(bytes, end)
    if (scan.next - start > limits.rowBytes) rowTooBig(scan, bytes, start, scan.next, row)
    if (row <= plan.headerRow) return
    if (what === 'blank') {
      reader.blank++
      return
    }
    reader.data++
    if (!sound && !soundText(bytes.subarray(start, scan.next), plan.encoding)) unsound(bytes)
    else if (what === 'stray-quote') strayQuote(bytes)
    else {
      if (columns.count >= limits.rows) tooManyRows()
      oneRow(segment * segmentBytes + start)
    }
  }

  function unclosed(bytes: Uint8Array, end: number): never {
    stop(file, {
      name: 'quote-unclosed',
      row,
      column: plan.header[scan.cells - 1] ?? `${scan.cells}`,
      expected: 'a closing quote',
      found: quoted(utf8(bytes, scan.at, Math.min(end, scan.at + 200))),
      remedy: 'close the quote; a quote inside a quoted cell is written twice',
    })
  }

  /** Names of a block of rows, asked for together (see `Names.fetch`). Small ledgers have everything near. */
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
    given.fetch(hashes, k, found)
    for (let i = 0; i < k; i++) near += lastBook[found[i]! * 2]! | 0
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

  function rowTooBig(s: RowScan, bytes: Uint8Array, from: number, end: number, at: number): never {
    const inQuotes = s.cells > 0 && bytes[s.at] === 0x22 && s.at >= from
    stop(
      file,
      inQuotes
        ? {
            name: 'quote-unclosed',
            row: at,
            column: plan.header[s.cells - 1] ?? `${s.cells}`,
            expected: `a closing quote within ${limits.rowBytes} bytes`,
            found: quoted(utf8(bytes, s.at, Math.min(end, s.at + 200))),
            remedy: 'close the quote; a quote inside a quoted cell is written twice',
          }
        : {
            name: 'row-too-big',
            row: at,
            expected: `rows of at most ${limits.rowBytes} bytes`,
            found: `${end - from} bytes without a line end`,
            remedy: 'check that the file is a table with one payment in a row',
          },
      'too-large',
    )
  }

  function binary(at: number): never {
    stop(file, {
      name: 'binary',
      row: at,
      expected: 'text',
      found: 'a NUL byte',
      remedy:
        'if this is UTF-16, name it: {"encoding": "utf-16le"}; otherwise export the table as CSV',
    })
  }

  function tooManyRows(): never {
    stop(
      file,
      {
        name: 'too-many-rows',
        row,
        expected: `at most ${limits.rows} payments`,
        found: 'more',
        remedy: 'split the ledger by account or period',
      },
      'too-large',
    )
  }
  return reader
}

function spaced(name: string): string {
  return name.toUpperCase().replace(/\s+/g, ' ').trim()
}

function bytesOf(text: string | undefined): Uint8Array {
  return text === undefined ? new Uint8Array(0) : Buffer.from(text.trim(), 'utf8')
}

function newColumns(capacity: number, seq: boolean): Columns {
  return {
    count: 0,
    from: new Uint32Array(new SharedArrayBuffer(capacity * 4)),
    to: new Uint32Array(new SharedArrayBuffer(capacity * 4)),
    time: new Float64Array(new SharedArrayBuffer(capacity * 8)),
    amount: new Float64Array(new SharedArrayBuffer(capacity * 8)),
    received: new Float64Array(new SharedArrayBuffer(capacity * 8)),
    row: new Uint32Array(new SharedArrayBuffer(capacity * 4)),
    start: new Float64Array(new SharedArrayBuffer(capacity * 8)),
    seq: seq ? new Float64Array(capacity) : undefined,
  }
}

function growColumns(columns: Columns): void {
  const next = newColumns(Math.ceil(columns.from.length * 1.6), columns.seq !== undefined)
  next.from.set(columns.from)
  next.to.set(columns.to)
  next.time.set(columns.time)
  next.amount.set(columns.amount)
  next.received.set(columns.received)
  next.row.set(columns.row)
  next.start.set(columns.start)
  if (columns.seq !== undefined) next.seq?.set(columns.seq)
  Object.assign(columns, { ...next, count: columns.count })
}
