import type { DateTrouble } from './dates.ts'
import type { NumberTrouble } from './numbers.ts'

/** What is expected of a cell that cannot be read, and what to do. */
export const troubles: Readonly<
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

export const aboveZero = 'an amount above zero'
export const zeroRemedy = 'leave the row out, or all such rows with a map: {"zero": "leave-out"}'
export const signRemedy =
  'say in a map what the sign means: {"negative": "reverse"} for a payment the other way, "absolute" to drop the sign'
export const sameExpected = 'the same amount, because both accounts book the same currency'
export const sameRemedy =
  'write a fee as a payment of its own; name to_currency if the receiving account books another currency'
export const claimExpected = 'the claimant whose money this is'
export const claimRemedy = 'name the claim, or empty claim_amount'
export const overRemedy =
  'a payment cannot bring more of a claim than it carries; correct one of the two'
export const reversedRemedy =
  'write the conversion in its own direction with amounts above zero, then name the claim'
export const seqRemedy = 'number the rows of one moment in their proven order, or empty the column'
export const currencyRemedy =
  'fill the cell, or state one for all: {"constants": {"currency": "EUR"}}'
