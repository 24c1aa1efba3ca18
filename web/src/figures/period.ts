/** Days, both included. */
export interface Period {
  readonly from: string
  readonly to: string
}

export interface Quarter extends Period {
  /** `2025-Q1` */
  readonly id: string
  /** `2025, January to March` */
  readonly label: string
}

const names = ['January to March', 'April to June', 'July to September', 'October to December']

/** `quarter` from 0 to 3; years and quarters run over. */
function quarterAt(year: number, quarter: number): Quarter {
  const begins = new Date(Date.UTC(year, quarter * 3, 1))
  const [y, q] = [begins.getUTCFullYear(), Math.floor(begins.getUTCMonth() / 3)]
  return {
    id: `${y}-Q${q + 1}`,
    label: `${y}, ${names[q]}`,
    from: begins.toISOString().slice(0, 10),
    to: new Date(Date.UTC(year, quarter * 3 + 3, 0)).toISOString().slice(0, 10),
  }
}

/** The quarter of a day and those before it, newest first. */
export function quartersUpTo(day: string, count: number): readonly Quarter[] {
  const [year = 1970, month = 1] = day.split('-').map(Number)
  const last = Math.floor((month - 1) / 3)
  return Array.from({ length: count }, (_, i) => quarterAt(year, last - i))
}

/** Where both days are ends of quarters of the list: the first and the last of them. */
export function runOf(
  { from, to }: Period,
  quarters: readonly Quarter[],
): readonly [Quarter, Quarter] | undefined {
  const first = quarters.find((q) => q.from === from)
  const last = quarters.find((q) => q.to === to)
  return first !== undefined && last !== undefined && first.from <= last.from
    ? [first, last]
    : undefined
}

/** As releases name it: `2025-Q1`, `2025`, `2025-Q1_2026-Q3`. */
export function releaseName(first: Quarter, last: Quarter): string {
  if (first.id === last.id) return first.id
  const [year] = first.id.split('-')
  return first.id.endsWith('Q1') && last.id === `${year}-Q4` ? year! : `${first.id}_${last.id}`
}
