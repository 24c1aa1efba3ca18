import { createHash } from 'node:crypto'
import { done, type Outcome, type Random, refuse } from '#base'
import { tipRefusal } from './refusals.ts'
import { slowKey } from './slow-key.ts'

/** Sixteen digits that the source alone has. Nothing of them is stored: what they open follows from them. */
export type Receipt = string & { readonly receipt: true }

/** Each digit from a byte below 250: none is likelier than another. */
export function newReceipt(random: Random): Receipt {
  let digits = ''
  while (digits.length < 16)
    for (const byte of random.bytes(24))
      if (byte < 250 && digits.length < 16) digits += String(byte % 10)
  return digits as Receipt
}

/** What somebody typed: blanks and hyphens do not count. */
export function readReceipt(typed: string): Outcome<Receipt> {
  const digits = typed.length > 60 ? '' : typed.replace(/[\s\-–]/g, '')
  return /^[0-9]{16}$/.test(digits)
    ? done(digits as Receipt)
    : refuse(tipRefusal('receipt-unreadable'))
}

/** In groups of four, as it is printed and read aloud. */
export function inGroups(receipt: Receipt): string {
  return receipt.replace(/(\d{4})(?=\d)/g, '$1 ')
}

/** What a receipt opens: the place where the tip is found, and the key to which answers are sealed. */
export interface ReceiptKeys {
  /** 64 hexadecimal digits. Says nothing about the receipt that a guess does not cost a fifth of a second. */
  readonly lookup: string
  /** 32 bytes, of which the pair is made. */
  readonly seed: Uint8Array
}

/** @param salt of the box, 16 bytes: a table that somebody made for one box opens no other */
export async function receiptKeys(receipt: Receipt, salt: Uint8Array): Promise<ReceiptKeys> {
  const bytes = await slowKey(receipt, salt, 64)
  const lookup = createHash('sha256').update('comity tip 1\n').update(bytes.subarray(0, 32))
  const seed = Uint8Array.from(bytes.subarray(32))
  bytes.fill(0)
  return { lookup: lookup.digest('hex'), seed }
}
