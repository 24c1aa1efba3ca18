import type { Digest } from '#base'
import { incidentSets } from './data/incident-sets.ts'
import { type Measurement, measure } from './measure.ts'
import { type TestSetRow, testSet, testSetLines } from './test-set.ts'

/** A set of the repository as it is shown and downloaded. */
export interface MeasuredSet {
  readonly row: TestSetRow
  readonly payments: number
  readonly measured: Measurement
  /** JSON Lines. */
  readonly text: string
  readonly digest: Digest
}

let made: readonly MeasuredSet[] | undefined

/** Every set, made and measured by this program when somebody first asks; a set follows from its row alone. */
export function repository(): readonly MeasuredSet[] {
  made ??= incidentSets.map((row) => {
    const set = testSet(row)
    return { row, payments: set.payments.length, measured: measure(set), ...testSetLines(set) }
  })
  return made
}
