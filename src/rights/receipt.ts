import type { Random } from '#base'

/**
 * What a person keeps instead of an account: sixteen digits, fifteen of them drawn, the last one a check digit. The node
 * keeps no receipt, only a mark made from it under a secret of its own.
 */
export const receiptDigits = 16

/** Draws without a lean to low digits: bytes from 250 up are thrown away. */
export function makeReceipt(random: Random): string {
  let digits = ''
  while (digits.length < receiptDigits - 1)
    for (const byte of random.bytes(32))
      if (byte < 250 && digits.length < receiptDigits - 1) digits += String(byte % 10)
  return digits + checkDigit(digits)
}

/** As people write it: with blanks, hyphens, or the digits of their own script. Undefined where it cannot be one. */
export function readReceipt(text: string): string | undefined {
  if (text.length > 60) return undefined
  const digits = text
    .replace(/[\u0660-\u0669]/g, (c) => String(c.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (c) => String(c.charCodeAt(0) - 0x6f0))
    .replace(/[\s\u00a0\u202f.-]/g, '')
  if (!/^\d{16}$/.test(digits)) return undefined
  return checkDigit(digits.slice(0, -1)) === digits.at(-1) ? digits : undefined
}

/** `1234 5678 9012 3456`. */
export function grouped(receipt: string): string {
  return receipt.replace(/(\d{4})(?=\d)/g, '$1 ')
}

/** ISO/IEC 7064, MOD 11,10: finds every single wrong digit and nearly every pair that changed places. */
function checkDigit(digits: string): string {
  let product = 10
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10
    product = (sum * 2) % 11
  }
  return String((11 - product) % 10)
}
