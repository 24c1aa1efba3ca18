import type { Day } from '#base'
import type { Law } from './law.ts'
import { inForce, type Row } from './rows.ts'

/** A kind of offence under one name, so that two codes can be laid side by side. */
export interface Offence extends Row {
  readonly name: string
  /** Article of the convention against corruption that asks its parties to punish it. */
  readonly uncac?: string
  /** Category of the Union's list, in its own order from 1 to 32 (Regulation (EU) 2018/1805 art. 3(1)). */
  readonly euList?: string
}

/** Is it an offence there, by which article, with which maximum penalty? One row says yes or no; no row is unknown. */
export interface Criminality extends Row {
  readonly offence: string
  readonly country: string
  readonly punished: boolean
  readonly article: string
  /** Maximum deprivation of liberty, whole years. */
  readonly years?: number
}

/** Whether an offence is punished on both sides, and the rows that say so. */
export interface DualCriminality {
  /** `unknown`: at least one side has no row. It is never read as yes. */
  readonly answer: 'yes' | 'no' | 'unknown'
  readonly because: string
  readonly rows: readonly Criminality[]
}

/** An offence by its id; undefined where the law has none. */
export function offenceOf(id: string, law: Law): Offence | undefined {
  return law.offences.find((o) => o.id === id)
}

/** Is the offence punished in both countries that day? */
export function dualCriminality(
  offence: string,
  [from, to]: readonly [string, string],
  on: Day,
  law: Law,
): DualCriminality {
  const known = offenceOf(offence, law)
  if (known === undefined)
    return { answer: 'unknown', because: `the register has no offence "${offence}"`, rows: [] }
  const here = rowFor(offence, from, on, law)
  const there = rowFor(offence, to, on, law)
  const rows = [here, there].filter((row) => row !== undefined)
  const not = rows.find((row) => !row.punished)
  if (not !== undefined)
    return {
      answer: 'no',
      because: `${known.name} is not an offence in ${not.country} (${not.article})`,
      rows,
    }
  const gap = here === undefined ? from : there === undefined ? to : undefined
  if (gap !== undefined)
    return {
      answer: 'unknown',
      because: `no row says whether ${known.name} is an offence in ${gap} on ${on}`,
      rows,
    }
  return {
    answer: 'yes',
    because: `${known.name} is an offence in ${from} (${here!.article}) and in ${to} (${there!.article})`,
    rows,
  }
}

function rowFor(offence: string, country: string, on: Day, law: Law): Criminality | undefined {
  return law.criminality.find(
    (row) => row.offence === offence && row.country === country && inForce(row, on),
  )
}
