import { type Instant, millis } from '#base'
import type { ClockRow } from './rows.ts'

export type Warns = NonNullable<ClockRow['warns']>

const hour = 3_600_000
const day = 24 * hour

/** How long before its end a limit warns where its row does not say: the longer it is, the earlier. */
const byLength = [
  { from: 60 * day, warns: [{ count: 14, unit: 'calendar-days' }] },
  { from: 7 * day, warns: [{ count: 2, unit: 'calendar-days' }] },
  { from: day, warns: [{ count: 6, unit: 'hours' }] },
  { from: 4 * hour, warns: [{ count: 1, unit: 'hours' }] },
] as const satisfies readonly { readonly from: number; readonly warns: Warns }[]

/**
 * The warnings of a clock, the longest before the end first: what its row says, else by the length of the limit. A limit
 * of less than four hours warns nobody, because it is looked at all the time.
 */
export function warnsOf(row: ClockRow | undefined, start: Instant, due: Instant): Warns {
  if (row?.warns !== undefined) return row.warns
  const length = millis(due) - millis(start)
  return byLength.find((l) => length >= l.from)?.warns ?? []
}
