export { type Amount, formatMinor, parseMinor } from './amount.ts'
export { type Currency, type CurrencyTable, currencies } from './currency.ts'
export {
  add,
  compare,
  type Fraction,
  formatFraction,
  fraction,
  over,
  parseFraction,
  subtract,
  times,
  zero,
} from './fraction.ts'
export { cross, type Rate, type Rates, rates } from './rates.ts'
export { roundTogether, split } from './split.ts'
