/**
 * Amounts are written with a space between thousands and the currency after: 1 870 000.00 EUR. The space of the
 * bundled face is already thin, and the no-break one keeps a figure on one line.
 */

const narrow = '\u00a0'

/** Groups the whole part of a decimal string. Never goes through a float. */
export function group(amount: string | number): string {
  const text = typeof amount === 'number' ? plain(amount) : amount
  const match = /^([-−]?)(\d+)(\.\d+)?$/.exec(text)
  if (match === null) return text
  const [, sign = '', whole = '', rest = ''] = match
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, narrow)
  return `${sign === '' ? '' : '−'}${grouped}${rest}`
}

export function money(
  amount: string | number | null | undefined,
  currency?: string | null,
): string {
  if (amount === null || amount === undefined) return '–'
  return currency ? `${group(amount)}\u00a0${currency}` : group(amount)
}

/** For marks and axes only, where the exact figure is one key press away: 1.87 M. */
export function short(amount: string | number | null | undefined): string {
  const value = number(amount)
  const size = Math.abs(value)
  if (size >= 1e9) return `${trim(value / 1e9)}${narrow}bn`
  if (size >= 1e6) return `${trim(value / 1e6)}${narrow}M`
  if (size >= 1e4) return `${trim(value / 1e3)}${narrow}k`
  return group(String(Math.round(value)))
}

/** A length for drawing. Not for showing as a figure. */
export function number(amount: string | number | null | undefined): number {
  if (amount === null || amount === undefined) return 0
  const value = Number(amount)
  return Number.isFinite(value) ? value : 0
}

export function count(n: number): string {
  return group(String(n))
}

export function bytes(n: number): string {
  if (n < 1000) return `${n}${narrow}B`
  if (n < 1e6) return `${trim(n / 1e3)}${narrow}kB`
  if (n < 1e9) return `${trim(n / 1e6)}${narrow}MB`
  return `${trim(n / 1e9)}${narrow}GB`
}

/** Orders two decimal strings without a float, so that the last minor unit still counts. */
export function compareAmounts(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1
  const [x, y] = [scaled(a, b), scaled(b, a)]
  return x < y ? -1 : x > y ? 1 : 0
}

/** The sum of decimal strings, exact, with as many decimals as the finest of them. */
export function addAmounts(amounts: readonly string[]): string {
  const places = Math.max(0, ...amounts.map((amount) => fractionOf(amount).length))
  const unit = places === 0 ? '0' : `0.${'0'.repeat(places)}`
  let sum = 0n
  for (const amount of amounts) sum += scaled(amount, unit)
  const digits = String(sum < 0n ? -sum : sum).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const sign = sum < 0n ? '-' : ''
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-places)}`
}

function scaled(amount: string, other: string): bigint {
  const places = Math.max(fractionOf(amount).length, fractionOf(other).length)
  const [whole = '0'] = amount.split('.')
  return BigInt(`${whole}${fractionOf(amount).padEnd(places, '0')}`)
}

function fractionOf(amount: string): string {
  return amount.split('.')[1] ?? ''
}

function trim(value: number): string {
  const size = Math.abs(value)
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2)
}

function plain(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2)
}

/** The proven error of a result, in minor units, as a reader needs it: nothing, or below a round figure. */
export function errorBound(minor: number | string | null | undefined): string {
  const value = number(minor)
  if (value === 0) return 'none'
  if (value >= 0.01) return `below ${trim(value + 0.005)}`
  return value >= 0.000001 ? 'below 0.01' : 'below 0.000001'
}
