import type { Day } from '#base'

/**
 * `verified`: somebody read the number or the wording in the instrument itself. `to-verify`: taken from a
 * secondary text or from memory; shown to every user as such until a lawyer of the node confirms it.
 */
export type Status = 'verified' | 'to-verify'

/** What every row of law carries. Law has dates, always: a repeal closes `to`, nothing is deleted. */
export interface Row {
  /** Stable for ever; a changed number gets a new row with a new `from`. */
  readonly id: string
  /** Instrument and article, as a lawyer would write it. */
  readonly citation: string
  /** The rule in our own words, one or two sentences. */
  readonly text: string
  /** First day in force. */
  readonly from: Day
  /** Last day in force. */
  readonly to?: Day
  readonly status: Status
  /** Where the reader can check it: an address, or the name of the collection. */
  readonly source: string
}

/** Is the row in force on that day? */
export function inForce(row: Pick<Row, 'from' | 'to'>, on: Day): boolean {
  return row.from <= on && (row.to === undefined || on <= row.to)
}

/** Are there days on which both rows are in force? A row without a first day holds from the beginning. */
export function overlap(
  a: { readonly from?: Day; readonly to?: Day },
  b: { readonly from?: Day; readonly to?: Day },
): boolean {
  return (
    (a.to === undefined || (b.from ?? '') <= a.to) && (b.to === undefined || (a.from ?? '') <= b.to)
  )
}

/** A civil day in a table of law. Checked by a test over all rows, so that the tables stay plain. */
export function day(text: string): Day {
  return text as Day
}
