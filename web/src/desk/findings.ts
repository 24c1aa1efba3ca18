import { fromCode } from '../text/words.ts'

/** Plain names for what intake and tracing report by code. */
const names: Readonly<Record<string, string>> = {
  'days-only': 'Only days, no time of day',
  'mixed-precision': 'Some payments have a time of day, others only a day',
  'newest-first': 'The file runs from newest to oldest',
  'opening-missing': 'An opening balance is missing',
  overdrawn: 'An account pays out more than it holds',
  'name-variants': 'One name is written in several ways',
  'duplicate-looking': 'Rows that look like doubles',
  'fx-rows': 'Payments that change the currency',
  'self-payments': 'Payments of an account to itself',
  'order-unproved': 'The order at one moment is not proved',
  'rate-unknown': 'A rate is not known',
  collision: 'A payment introduces what already belongs to a claim',
  'nothing-elected': 'No asset was elected',
}

export function findingName(code: string): string {
  return names[code] ?? fromCode(code)
}
