import type { Law } from './law.ts'
import type { Row } from './rows.ts'

/** A number at which the law or a policy draws a line. */
export interface Threshold extends Row {
  readonly name: string
  /** Decimal text: `0.80`, `10000.00`. */
  readonly value: string
  /** What the number counts: a currency, `percent`, `days`, `years`, `cases`, `probability`. */
  readonly unit: string
}

/** The line, or nothing where no row draws it: then the step that asks for it is not allowed. */
export function threshold(id: string, law: Law): Threshold | undefined {
  return law.thresholds.find((t) => t.id === id)
}
