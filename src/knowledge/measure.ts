import { wilson } from '#indicators'
import { type Detector, detectors } from './data/detectors.ts'
import type { TestSet } from './test-set.ts'

/** How good alarms are, on a set whose truth is known. */
export interface Measured {
  /** Accounts that were named, and those of them that were used. */
  readonly named: number
  readonly right: number
  /** Used accounts in the set. */
  readonly used: number
  /** Of those named, the share that was used; null where none was named. */
  readonly precision: number | null
  /** Of those used, the share that was named. */
  readonly recall: number | null
  /** Wilson 95 % intervals of the two. */
  readonly precisionBetween: readonly [number, number] | null
  readonly recallBetween: readonly [number, number] | null
}

export interface Measurement {
  /** All detectors together: an account counts once. */
  readonly together: Measured
  /** Each by itself, against the incidents of every pattern. */
  readonly each: readonly (Measured & { readonly id: string; readonly name: string })[]
}

/** Runs the detectors over a set and counts; nothing here is stated, everything is found again by whoever runs it. */
export function measure(set: TestSet, rows: readonly Detector[] = detectors): Measurement {
  const found = rows.map((row) => ({
    row,
    accounts: new Set(row.find(set.payments).map((a) => a.account)),
  }))
  const all = new Set(found.flatMap((f) => [...f.accounts]))
  return {
    together: measured(all, set),
    each: found.map(({ row, accounts }) => ({
      id: row.id,
      name: row.name,
      ...measured(accounts, set),
    })),
  }
}

function measured(named: ReadonlySet<string>, { used }: TestSet): Measured {
  const right = [...named].filter((account) => used.has(account)).length
  return {
    named: named.size,
    right,
    used: used.size,
    precision: named.size === 0 ? null : right / named.size,
    recall: used.size === 0 ? null : right / used.size,
    precisionBetween: wilson(right, named.size) ?? null,
    recallBetween: wilson(right, used.size) ?? null,
  }
}
