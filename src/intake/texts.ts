import type { PaymentTexts } from '#model'
import { cellText, rowScan, scanRow } from './rows.ts'
import { byteOf, segmentOf } from './text.ts'

/** Where the texts of payments stand: the source's own bytes, and where each payment's row begins. Plain data. */
export interface TextData {
  readonly segments: readonly Uint8Array[]
  /** Offset of the row in the segments, by payment. */
  readonly starts: Float64Array
  /** Row of the file, by payment. */
  readonly rows: Uint32Array
  readonly delimiter: string
  readonly columns: number
  /** Column of the id, the purpose, the type; -1 where there is none. */
  readonly id: number
  readonly purpose: number
  readonly type: number
  /** Ids made of this prefix and the row number; undefined when the file has ids. */
  readonly rowIds?: string
  readonly constants: { readonly purpose?: string; readonly type?: string }
}

/** Texts that are read from the source's bytes when somebody asks. */
export interface SourceTexts extends PaymentTexts {
  readonly data: TextData
}

export function sourceTexts(data: TextData): SourceTexts {
  const scan = rowScan(data.delimiter.charCodeAt(0), data.columns)
  let scanned = -1
  let bytes: Uint8Array = new Uint8Array(0)
  function cell(payment: number, column: number): string {
    if (scanned !== payment) {
      const start = data.starts[payment]
      if (start === undefined) throw new RangeError(`there is no payment ${payment}`)
      bytes = data.segments[segmentOf(start)]!
      scanRow(scan, bytes, byteOf(start), bytes.length, true)
      scanned = payment
    }
    return cellText(scan, bytes, column)
  }
  return {
    data,
    id: (payment) =>
      data.rowIds === undefined ? cell(payment, data.id) : `${data.rowIds}${data.rows[payment]}`,
    purpose: (payment) =>
      data.purpose < 0 ? (data.constants.purpose ?? '') : cell(payment, data.purpose),
    type: (payment) => (data.type < 0 ? (data.constants.type ?? '') : cell(payment, data.type)),
  }
}

export function isSourceTexts(texts: PaymentTexts): texts is SourceTexts {
  return 'data' in texts
}
