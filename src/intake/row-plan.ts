import type { CurrencyTable } from '#money'
import type { DateColumn } from './dates.ts'
import type { Encoding } from './encoding.ts'
import type { LedgerColumn } from './header.ts'
import type { Limits } from './limits.ts'
import type { LedgerMap } from './map.ts'
import type { NumberColumn } from './numbers.ts'

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
