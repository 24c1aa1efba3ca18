import { type Instant, millis } from '#base'
import { type AnomalyRow, anomalyRows } from './anomaly-rows.ts'
import type { Look } from './look.ts'

/** A row that was met. */
export interface Anomaly {
  readonly row: string
  /** By which looks were added up: officer, mark of a person, or both. */
  readonly group: string
  /** Who is asked to explain it: the officer of the last look that counted. */
  readonly officer: string
  /** The mark of the person whose files were counted, or empty. */
  readonly person: string
  /** Places in the log of the looks that counted, the first of each that differs. */
  readonly looks: readonly number[]
  readonly from: Instant
  readonly to: Instant
  /** Different things that were counted. */
  readonly count: number
}

/** Where a group was last found for a row: the key of `usedUp`. */
export function groupKey({ row, group }: Pick<Anomaly, 'row' | 'group'>): string {
  return `${row} ${group}`
}

/**
 * What the rows say of these looks. A look that has led to an anomaly is used up for that row and that group: an officer
 * who goes on is found again after as many further looks, not at every click.
 *
 * @param looks in the order of the log
 * @param rows the rows of this node; `anomalyRows` where nothing else is said
 * @param usedUp place in the log up to which looks of a group have led to an anomaly already, see `groupKey`
 */
export function anomaliesIn(
  looks: readonly Look[],
  rows: readonly AnomalyRow[] = anomalyRows,
  usedUp: ReadonlyMap<string, number> = new Map(),
): readonly Anomaly[] {
  return rows
    .flatMap((row) =>
      [...groups(row, looks)].flatMap(([group, of]) => {
        const until = usedUp.get(groupKey({ row: row.id, group })) ?? -1
        return inGroup(
          row,
          group,
          of.filter((look) => look.index > until),
        )
      }),
    )
    .sort((a, b) => last(a.looks) - last(b.looks) || (a.row < b.row ? -1 : 1))
}

/** Looks that are added up, by who or whom. A look at a file about several persons counts for each of them. */
function groups(row: AnomalyRow, looks: readonly Look[]): ReadonlyMap<string, readonly Look[]> {
  const found = new Map<string, Look[]>()
  const put = (key: string, look: Look) => {
    const group = found.get(key)
    if (group === undefined) found.set(key, [look])
    else group.push(look)
  }
  for (const look of looks) {
    if (!row.concerns(look)) continue
    if (row.of === 'officer') put(`${look.officer} `, look)
    else
      for (const person of new Set(look.about))
        put(row.of === 'person' ? ` ${person}` : `${look.officer} ${person}`, look)
  }
  return found
}

function inGroup(row: AnomalyRow, key: string, looks: readonly Look[]): readonly Anomaly[] {
  const found: Anomaly[] = []
  const span = row.withinMinutes * 60_000
  /** First look at each thing that differs, within the window; the oldest first. */
  let open = new Map<string, Look>()
  for (const look of looks) {
    const now = millis(look.at)
    for (const [thing, first] of open) if (now - millis(first.at) > span) open.delete(thing)
    const thing = row.differs(look)
    if (!open.has(thing)) open.set(thing, look)
    if (open.size < row.atLeast) continue
    const counted = [...open.values()]
    found.push({
      row: row.id,
      group: key,
      officer: look.officer,
      person: key.slice(key.indexOf(' ') + 1),
      looks: counted.map((l) => l.index),
      from: counted[0]!.at,
      to: look.at,
      count: counted.length,
    })
    open = new Map()
  }
  return found
}

function last(places: readonly number[]): number {
  return places.at(-1) ?? -1
}
