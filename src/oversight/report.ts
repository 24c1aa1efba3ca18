import { type Instant, millis } from '#base'
import {
  type Division,
  protectCounts,
  type SignedEvent,
  smallCount,
  type Telling,
  wilson,
} from '#indicators'
import { anomalyRows } from './anomaly-rows.ts'

/** One calendar year, and nothing finer: figures of freely chosen days could be subtracted from each other. */
export interface ReportYear {
  readonly year: number
}

export interface ReportLine {
  readonly id: string
  readonly name: string
  /** Types of the events that are counted. */
  readonly from: readonly string[]
  readonly shown: boolean
  readonly text: string
  /** Why it is held back. */
  readonly note: string
}

export interface ReportSection {
  readonly id: string
  readonly title: string
  readonly lines: readonly ReportLine[]
}

export interface TransparencyReport {
  readonly year: number
  readonly nodes: readonly string[]
  readonly sections: readonly ReportSection[]
  /** Lines that the small-count rule held back. */
  readonly heldBack: number
}

interface Row {
  readonly id: string
  readonly name: string
  readonly types: readonly string[]
  /** Further condition on the facts of the event. */
  readonly when?: (data: Facts) => boolean
  /** Everyday work shows nobody, also where it is little. */
  readonly everyday?: true
  /** Lines of which this one counts a part. */
  readonly of?: readonly string[]
}
type Facts = Readonly<Record<string, unknown>>

const sections: readonly { id: string; title: string; rows: readonly Row[] }[] = [
  {
    id: 'looks',
    title: 'Who looked at files',
    rows: [
      row('consultations', 'matters opened on screen', ['access.viewed'], { everyday: true }),
      row('prints', 'documents printed', ['access.printed'], { everyday: true }),
      row('exports', 'copies taken out', ['access.exported'], { everyday: true }),
      row('combinations', 'matters joined with others', ['access.combined'], { everyday: true }),
      row('log-reads', 'reads of the record of looks', ['access.log-read', 'oversight.looked'], {
        everyday: true,
      }),
      row('glasses', 'matters of others opened in an emergency', ['glass.broken']),
      row('glasses-not', 'of these, found not justified', ['glass.reviewed'], {
        when: (data) => data.finding === 'not-justified',
        of: ['glasses'],
      }),
    ],
  },
  {
    id: 'alarms',
    title: 'What the rules found',
    rows: [
      row('alarms', 'alarms about looks', ['oversight.alarmed']),
      row('alarms-explained', 'alarms that were explained', ['oversight.alarm-settled'], {
        when: (data) => data.outcome === 'explained',
        of: ['alarms'],
      }),
      row('alarms-misuse', 'alarms that led to proceedings', ['oversight.alarm-settled'], {
        when: (data) => data.outcome === 'misuse',
        of: ['alarms'],
      }),
      row('accounts', 'accounts suspended by two persons', ['account.suspended']),
      row('accounts-back', 'suspensions lifted early', ['account.lifted'], { of: ['accounts'] }),
      row('recusals', 'officers taken off a matter by rule', ['oversight.recused']),
    ],
  },
  {
    id: 'red-lines',
    title: 'Red lines',
    rows: [
      row('lines', 'requests that touched a red line', ['oversight.line-touched']),
      row(
        'lines-passed',
        'of these, let through by two persons with reasons',
        ['oversight.line-passed'],
        { of: ['lines'] },
      ),
      row('lines-signed', 'signed reasons in matters', [
        'request.red_line_signed',
        'mla.red_line_signed',
        'suspension.red_line_signed',
      ]),
    ],
  },
  {
    id: 'complaints',
    title: 'Complaints and their outcome',
    rows: [
      row('complaints', 'complaints filed', ['complaint.filed']),
      row('detected', 'proceedings begun because of a rule or a sample', ['access.flagged']),
      row('upheld', 'upheld', ['complaint.found'], { of: ['complaints', 'detected'] }),
      row('not-upheld', 'not upheld', ['complaint.not_found'], {
        of: ['complaints', 'detected'],
      }),
      row('stops', 'orders to stop', ['complaint.stop_ordered']),
      row('remedied', 'put right', ['complaint.remedied']),
    ],
  },
  {
    id: 'erasure',
    title: 'What was erased',
    rows: [
      row('erased', 'acts of erasure, at the last day or for a person', ['erasure.done'], {
        everyday: true,
      }),
      row('held', 'kept longer by a head of desk', ['retention.held']),
    ],
  },
]

/**
 * The report of an oversight body for one year, from signed events alone. Whoever holds the same events gets the same
 * report. Nobody is named; what is smaller than five is not told, nor what would give it away.
 */
export function transparencyReport(
  events: readonly SignedEvent[],
  { year }: ReportYear,
): TransparencyReport {
  const within = onceEach(events).filter((e) => e.at.startsWith(`${year}-`))
  const all = [...listed(within), samples(within), speed(within)]
  return {
    year,
    nodes: [...new Set(within.map((e) => e.node))].sort(),
    sections: all,
    heldBack: all.flatMap((s) => s.lines).filter((l) => !l.shown).length,
  }
}

function row(
  id: string,
  name: string,
  types: readonly string[],
  more: Pick<Row, 'when' | 'everyday' | 'of'> = {},
): Row {
  return { id, name, types, ...more }
}

function countOf({ types, when }: Row, events: readonly SignedEvent[]): number {
  return events.filter((e) => types.includes(e.type) && (when === undefined || when(factsOf(e))))
    .length
}

/** All lines as one list under the small-count rule; alarms by row divide the alarms. */
function listed(events: readonly SignedEvent[]): readonly ReportSection[] {
  const rows = sections.flatMap((section) => section.rows)
  const alarms = alarmsByRow(events)
  const counts = [
    ...rows.map((r) => ({
      ...{ id: r.id, value: countOf(r, events) },
      everyday: r.everyday === true,
    })),
    ...alarms.map(([id, value]) => ({ id, value })),
  ]
  const told = protectCounts(counts, [
    ...divisionsOf(rows),
    { of: ['alarms'], parts: alarms.map(([id]) => id), complete: true },
  ])
  const values = new Map(counts.map(({ id, value }) => [id, value]))
  const line = (id: string, name: string, from: readonly string[]) => ({
    ...{ id, name, from },
    ...textOf(values.get(id) ?? 0, told.get(id) ?? 'beside'),
  })
  return [
    ...sections.map((section) => ({
      ...{ id: section.id, title: section.title },
      lines: section.rows.map(({ id, name, types }) => line(id, name, types)),
    })),
    {
      ...{ id: 'rows', title: 'Alarms by rule' },
      lines: alarms.map(([id]) => line(id, nameOf(id), ['oversight.alarmed'])),
    },
  ]
}

function divisionsOf(rows: readonly Row[]): readonly Division[] {
  const parts = rows.filter((r) => r.of !== undefined)
  return [...Map.groupBy(parts, (r) => r.of!.join()).values()].map((some) => ({
    of: some[0]!.of!,
    parts: some.map(({ id }) => id),
  }))
}

function textOf(value: number, telling: Telling): Pick<ReportLine, 'shown' | 'text' | 'note'> {
  if (telling === 'shown') return { shown: true, text: `${value}`, note: '' }
  const [text, note] =
    telling === 'few'
      ? [`fewer than ${smallCount.count}`, 'small-count rule, step 1']
      : ['not told', 'small-count rule, step 3: it would show another that is held back']
  return { shown: false, text, note }
}

/** Releases that were drawn by lot and judged. */
function samples(events: readonly SignedEvent[]): ReportSection {
  const from = ['audit.final']
  const finals = events.filter((e) => from.includes(e.type)).map(factsOf)
  const sampled = finals.reduce((n, f) => n + whole(f.sampled), 0)
  const compliant = finals.reduce((n, f) => n + whole(f.compliant), 0)
  const bounds = wilson(compliant, sampled)
  const shown = sampled >= smallCount.share && bounds !== undefined
  const share = `${compliant} of ${sampled}, ${percent(compliant / sampled)}`
  return {
    id: 'samples',
    title: 'Releases drawn by lot and judged',
    lines: [
      {
        id: 'legality',
        name: 'as the law asks (with the 95 % interval)',
        from,
        shown,
        text: shown
          ? `${share} (${percent(bounds[0])} to ${percent(bounds[1])})`
          : `fewer than ${smallCount.share} judged`,
        note: shown ? '' : 'small-count rule, step 2',
      },
    ],
  }
}

/** From the alarm to the suspended account. */
function speed(events: readonly SignedEvent[]): ReportSection {
  const from = ['account.suspended']
  const minutes = events
    .filter((e) => from.includes(e.type))
    .map((e) => ({ e, since: factsOf(e).since }))
    .filter(({ since }) => typeof since === 'string')
    .map(({ e, since }) => (millis(e.at) - millis(since as Instant)) / 60_000)
    .sort((a, b) => a - b)
  const shown = minutes.length >= smallCount.median
  const middle = minutes[Math.floor((minutes.length - 1) / 2)] ?? 0
  return {
    id: 'speed',
    title: 'How fast misuse was stopped',
    lines: [
      {
        id: 'speed',
        name: 'median minutes from the proposal to the suspended account',
        from,
        shown,
        text: shown ? `${Math.round(middle)}` : `fewer than ${smallCount.median} cases`,
        note: shown ? '' : 'small-count rule, step 2',
      },
    ],
  }
}

function nameOf(id: string): string {
  const name = anomalyRows.find((row) => row.id === id)?.name
  return name === undefined ? id : `${id}, ${name}`
}

/** Every row, also one that was never met: that a row is missing would say so where its zero is held back. */
function alarmsByRow(events: readonly SignedEvent[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>(anomalyRows.map(({ id }) => [id, 0]))
  for (const { type, ...event } of events) {
    const id = factsOf(event).row
    if (type === 'oversight.alarmed' && typeof id === 'string')
      counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Both nodes hold the same signed event; it counts once. Events of one node alone are told apart by their node. */
function onceEach(events: readonly SignedEvent[]): readonly SignedEvent[] {
  const seen = new Set<string>()
  return events.filter((e) => {
    const key = `${e.node} ${e.stream} ${e.type} ${e.at} ${e.actor} ${JSON.stringify(e.data)}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function factsOf({ data }: Pick<SignedEvent, 'data'>): Facts {
  return typeof data === 'object' && data !== null ? (data as Facts) : {}
}

function whole(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
