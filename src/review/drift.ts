import { wilson } from '#indicators'

/**
 * Early warning of backsliding: a figure that gets worse step by step, before anybody would call a single quarter bad. Rows
 * over published series; each says what it looks at, how, and from how many cases on it says anything at all.
 */
export interface DriftRow {
  readonly id: string
  readonly indicator: string
  readonly name: string
  /** Which way is worse. */
  readonly worse: 'up' | 'down'
  /** `cusum` for small lasting shifts; `runs` where a series is too short or too rough for a scale. */
  readonly method: 'cusum' | 'runs'
  /** Cases that a point needs to count. */
  readonly leastCases: number
  /** Points from which the reference is taken, the oldest ones. */
  readonly baseline: number
  readonly citation: string
}

const page = 'Page, Continuous inspection schemes, Biometrika 41 (1954); ISO 7870-4:2021'
const runs = 'Western Electric rules; ISO 7870-2:2013'

export const driftRows = [
  {
    id: 'EW-01',
    indicator: 'IN-03',
    name: 'answers come later',
    worse: 'up',
    method: 'cusum',
    leastCases: 5,
    baseline: 4,
    citation: page,
  },
  {
    id: 'EW-02',
    indicator: 'IN-04',
    name: 'fewer answers come within the limit',
    worse: 'down',
    method: 'cusum',
    leastCases: 10,
    baseline: 4,
    citation: page,
  },
  {
    id: 'EW-03',
    indicator: 'IN-05',
    name: 'more is refused',
    worse: 'up',
    method: 'runs',
    leastCases: 5,
    baseline: 4,
    citation: runs,
  },
  {
    id: 'EW-04',
    indicator: 'IN-22',
    name: 'less feedback comes back',
    worse: 'down',
    method: 'runs',
    leastCases: 5,
    baseline: 4,
    citation: runs,
  },
  {
    id: 'EW-05',
    indicator: 'IN-36',
    name: 'fewer milestones are reached in time',
    worse: 'down',
    method: 'runs',
    leastCases: 3,
    baseline: 3,
    citation: runs,
  },
] as const satisfies readonly DriftRow[]

/** One point of a series: a quarter, its value, and the cases it rests on. */
export interface SeriesPoint {
  readonly period: string
  readonly value: number | null
  readonly n: number
  /** Of a share: the spread of a point follows from its cases. */
  readonly numerator?: number
}

export interface DriftVerdict {
  readonly row: string
  readonly indicator: string
  readonly name: string
  /** `too little` where fewer points than the baseline and two more have enough cases: silence is no good news. */
  readonly state: 'steady' | 'warning' | 'too little'
  /** First period of the drift, where there is one. */
  readonly since: string | null
  readonly reference: number | null
  /** How far the sum has come, in standard deviations; the alarm is at `alarmAt`. */
  readonly sum: number | null
  readonly method: DriftRow['method']
  /** Cases that a point needs, and points that make the reference. */
  readonly leastCases: number
  readonly baseline: number
  readonly citation: string
  readonly points: readonly {
    readonly period: string
    readonly value: number
    readonly n: number
  }[]
  readonly words: string
}

/**
 * Slack of half a standard deviation, alarm at four: a shift of one deviation is found after 8.4 points on average, and
 * where nothing shifts an alarm comes once in 336 points on one side (Montgomery, Statistical Quality Control, table 9.3;
 * ISO 7870-4:2021). The test draws both figures again.
 */
export const slack = 0.5
export const alarmAt = 4
/** So many points in a row on the worse side of the reference. */
const inARow = 6

/** What a row says of a series, oldest point first. */
export function driftOf(row: DriftRow, series: readonly SeriesPoint[]): DriftVerdict {
  const points = series.filter(
    (p): p is SeriesPoint & { value: number } => p.value !== null && p.n >= row.leastCases,
  )
  const told = {
    row: row.id,
    indicator: row.indicator,
    name: row.name,
    method: row.method,
    leastCases: row.leastCases,
    baseline: row.baseline,
    citation: row.citation,
    points: points.map(({ period, value, n }) => ({ period, value, n })),
  }
  if (points.length < row.baseline + 2)
    return {
      ...told,
      state: 'too little',
      since: null,
      reference: null,
      sum: null,
      words: `${points.length} of ${series.length} quarters rest on ${row.leastCases} cases or more; ${row.baseline + 2} are needed`,
    }
  const base = points.slice(0, row.baseline)
  const reference = base.reduce((sum, p) => sum + p.value, 0) / base.length
  const worse = (value: number) => (row.worse === 'up' ? value - reference : reference - value)
  const found =
    row.method === 'runs'
      ? runFrom(points.slice(row.baseline), (p) => worse(p.value) > 0)
      : cusum(points, row.baseline, (p) => worse(p.value) / deviation(p, base, reference))
  return {
    ...told,
    reference,
    state: found.since === null ? 'steady' : 'warning',
    since: found.since,
    sum: found.sum,
    words:
      found.since === null
        ? 'no drift'
        : row.method === 'runs'
          ? `${inARow} quarters in a row on the worse side, from ${found.since}`
          : `worse and worse from ${found.since}: the sum of deviations has passed ${alarmAt}`,
  }
}

type Point = SeriesPoint & { readonly value: number }
type Found = { readonly since: string | null; readonly sum: number | null }

/** The next upper sum of Page: what is worse than the slack adds up, what is better takes off, never below nothing. */
export function nextSum(sum: number, z: number): number {
  return Math.max(0, sum + z - slack)
}

function cusum(points: readonly Point[], from: number, z: (point: Point) => number): Found {
  let [sum, since, alarm] = [0, '', false]
  for (const point of points.slice(from)) {
    const next = nextSum(sum, z(point))
    if (sum === 0 && next > 0) since = point.period
    sum = next
    if (sum > alarmAt) {
      alarm = true
      break
    }
  }
  return { since: alarm ? since : null, sum }
}

function runFrom(points: readonly Point[], isWorse: (point: Point) => boolean): Found {
  let first: string | null = null
  let count = 0
  for (const point of points) {
    count = isWorse(point) ? count + 1 : 0
    if (count === 1) first = point.period
    if (count >= inARow) return { since: first, sum: null }
  }
  return { since: null, sum: null }
}

/**
 * A standard deviation of one point: for a share from its own cases, and never smaller than the interval of Wilson says; for a
 * time from the spread of the baseline, and never less than a tenth of the reference: four equal quarters are no law of nature.
 */
function deviation(point: Point, base: readonly Point[], reference: number): number {
  if (point.numerator !== undefined) {
    const pooled = base.reduce((sum, p) => sum + (p.numerator ?? 0), 0)
    const all = base.reduce((sum, p) => sum + p.n, 0)
    const share = (pooled + 1) / (all + 2)
    const own = Math.sqrt((share * (1 - share)) / point.n)
    const interval = wilson(point.numerator, point.n)
    return Math.max(own, interval === undefined ? 0 : (interval[1] - interval[0]) / 5)
  }
  const squares = base.reduce((sum, p) => sum + (p.value - reference) ** 2, 0)
  return Math.max(Math.sqrt(squares / Math.max(1, base.length - 1)), Math.abs(reference) / 10, 1e-9)
}
