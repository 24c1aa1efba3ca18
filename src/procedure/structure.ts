import {
  type Law,
  type SafeguardColumn,
  type SafeguardRowId,
  safeguardColumns,
  safeguardsOf,
  termOf,
} from '#law'
import { guards } from './guards.ts'
import { shippedTables, stateRow, type Tables } from './procedures.ts'
import { fieldsOf } from './read-form.ts'
import type { ClockRow, Procedure, Transition } from './rows.ts'
import { matrixRowOf } from './safeguards.ts'

/**
 * What is wrong with a table, in sentences; none when it can run. A table that comes from elsewhere is asked before it
 * is used, and every shipped one is asked by a test.
 */
export function faultsOf(
  procedure: Procedure,
  law: Law,
  tables: Tables = shippedTables,
): readonly string[] {
  const table = { procedure, law, tables }
  return [
    ...namesOf(procedure),
    ...procedure.transitions.flatMap((row) => refersOf(table, row)),
    ...procedure.clocks.flatMap((row) => clockFaults(table, row)),
    ...waysOf(procedure),
    ...refusalsOf(procedure),
    ...coerciveFaults(table),
    ...pauseFaults(table),
  ]
}

/** All pauses together are bounded by hours or days. */
function pauseFaults({ procedure: { pauseLimit }, law }: Table): string[] {
  if (pauseLimit === undefined) return []
  const found = termOf(pauseLimit, law)
  return found.ok && ['hours', 'calendar-days'].includes(found.value.term.unit)
    ? []
    : [`the pauses are bounded by ${pauseLimit}, which counts neither hours nor days`]
}

interface Table {
  readonly procedure: Procedure
  readonly law: Law
  readonly tables: Tables
}

function namesOf({ states, transitions, clocks, id, form }: Procedure): string[] {
  const twice = (what: string, names: readonly string[]) =>
    names.filter((n, i) => names.indexOf(n) !== i).map((n) => `${id} has two ${what} ${n}`)
  return [
    ...twice(
      'states',
      states.map((s) => `${s.track}/${s.id}`),
    ),
    ...twice(
      'steps',
      transitions.map((t) => t.id),
    ),
    ...twice(
      'clocks',
      clocks.map((c) => c.id),
    ),
    ...(transitions.some((t) => t.track === 'main' && t.from.includes(null))
      ? []
      : [`${id} has no step that opens a matter`]),
    ...(transitions.some((t) => t.form === form)
      ? []
      : [`no step of ${id} takes its form ${form}`]),
  ]
}

/** A step names only what exists. */
function refersOf({ procedure, tables }: Table, row: Transition): string[] {
  const at = `step ${row.id}`
  const state = (id: string, track = row.track) =>
    stateRow(procedure, id, track) === undefined ? [`${at} names the state ${track}/${id}`] : []
  const step = (id: string) =>
    procedure.transitions.some((t) => t.id === id) ? [] : [`${at} names the step ${id}`]
  const clock = (id: string) =>
    procedure.clocks.some((c) => c.id === id) ? [] : [`${at} names the clock ${id}`]
  const names = fieldsOf(row.form, tables.forms).map((f) => f.name)
  const field = (name: string) =>
    names.includes(name) ? [] : [`${at} names the field ${name}, which form ${row.form} has not`]
  const starts = row.starts ?? []
  return [
    ...row.from.flatMap((s) => (s === null ? [] : state(s))),
    ...(row.to === 'same' || row.to === 'before' ? [] : state(row.to)),
    ...(row.during ?? []).flatMap((s) => state(s, 'main')),
    ...(row.crossed ?? []).flatMap((c) => [...state(c.in), ...state(c.to)]),
    ...[...(row.fourEyes ?? []), ...(row.replyTo === undefined ? [] : [row.replyTo])].flatMap(step),
    ...starts.flatMap((s) => (typeof s.from === 'object' && 'of' in s.from ? step(s.from.of) : [])),
    ...[...(row.meets ?? []), ...(row.ends === 'all' ? [] : (row.ends ?? []))].flatMap(clock),
    ...starts.flatMap((s) => clock(s.clock)),
    ...starts.flatMap((s) =>
      typeof s.from === 'object' && 'field' in s.from ? field(s.from.field) : [],
    ),
    ...starts.flatMap((s) => (typeof s.when === 'object' ? field(s.when.field) : [])),
    ...(row.keeps ?? []).flatMap(field),
    ...[row.invites, row.links].flatMap((f) => (f === undefined ? [] : field(f))),
    ...tallyFields(row).flatMap(field),
    ...(tables.forms[row.form] === undefined ? [`${at} names the form ${row.form}`] : []),
    ...row.guards
      .map((g) => (typeof g === 'string' ? g : g.guard))
      .filter((g) => guards[g] === undefined)
      .map((g) => `${at} names the guard ${g}`),
    ...(row.citation.trim() === '' ? [`${at} cites nothing`] : []),
    ...(row.roles.length === 0 ? [`${at} is for no role`] : []),
    ...byClockFaults(procedure, row),
  ]
}

function tallyFields({ tally }: Transition): readonly string[] {
  if (tally === undefined) return []
  const values =
    typeof tally.value === 'string' ? [tally.value] : (tally.value as readonly string[])
  return [
    ...(tally.key.startsWith('@') ? [] : [tally.key]),
    ...(tally.value === true ? [] : values),
  ]
}

function byClockFaults(procedure: Procedure, row: Transition): string[] {
  if (row.by !== 'clock') return []
  return [
    ...(procedure.clocks.some((c) => c.then === row.id)
      ? []
      : [`no clock takes the step ${row.id}`]),
    ...(row.guards.length > 0 ? [`step ${row.id} is taken by the clock and asks a guard`] : []),
    ...(row.crosses ? [`step ${row.id} is taken by the clock and crosses`] : []),
  ]
}

/** A clock has a limit, a consequence, a step that it opens, and a step that starts it. */
function clockFaults({ procedure, law }: Table, row: ClockRow): string[] {
  const at = `clock ${row.id}`
  const steps = procedure.transitions
  const unknown = row.opens.filter((id) => !steps.some((t) => t.id === id))
  const then = steps.find((t) => t.id === row.then)
  return [
    ...(row.consequence.trim() === '' ? [`${at} has no consequence`] : []),
    ...(row.opens.length === 0 && row.then === undefined ? [`${at} opens no step`] : []),
    ...unknown.map((id) => `${at} opens the step ${id}, which is not there`),
    ...(row.then !== undefined && then?.by !== 'clock'
      ? [`${at} takes the step ${row.then}, which is not the clock's`]
      : []),
    ...(row.then !== undefined && (row.warns ?? []).length === 0
      ? [`${at} acts by itself and warns nobody before`]
      : []),
    ...(steps.some((t) => t.starts?.some((s) => s.clock === row.id))
      ? []
      : [`no step starts ${at}`]),
    ...(row.pausable && procedure.pauseLimit === undefined
      ? [`${at} can be paused without a limit on pauses`]
      : []),
    ...ruleFaults(law, row),
    ...descending(row),
  ]
}

function ruleFaults(law: Law, { id, rule }: ClockRow): string[] {
  const known = (name: string) =>
    termOf(name, law).ok ? [] : [`clock ${id} names the rule ${name}, which sets no limit`]
  if (typeof rule === 'string') return known(rule)
  if ('national' in rule) return known(`CP-${rule.national}`)
  return 'field' in rule && rule.citation.trim() === '' ? [`clock ${id} cites nothing`] : []
}

function descending({ id, warns = [] }: ClockRow): string[] {
  const hours = warns.map((w) => w.count * (w.unit === 'hours' ? 1 : 24))
  return hours.some((h, i) => i > 0 && h >= hours[i - 1]!)
    ? [`clock ${id} warns in the wrong order: the longest first`]
    : []
}

/** Moves of a track from one state to another; `null` is the beginning. */
interface Move {
  readonly row: Transition
  readonly from: string | null
  readonly to: string
}

/** Every move of a track from one state to another, as the picture of the procedure shows them. */
export function movesOf(procedure: Procedure, track: string): readonly Move[] {
  const asides = procedure.states.filter((s) => s.track === track && s.aside === true)
  return procedure.transitions
    .filter((t) => t.track === track)
    .flatMap((row) =>
      row.from.flatMap((from) =>
        targets(
          procedure,
          row,
          from,
          asides.map((s) => s.id),
        ).map((to) => ({ row, from, to })),
      ),
    )
}

/** `before` leads back to every state from which the interruption was entered. */
function targets(
  procedure: Procedure,
  row: Transition,
  from: string | null,
  asides: readonly string[],
): readonly string[] {
  if (row.to === 'same') return from === null ? [] : [from]
  if (row.to !== 'before') return [row.to]
  const entering = procedure.transitions.filter(
    (t) => t.track === row.track && asides.includes(t.to),
  )
  return [...new Set(entering.flatMap((t) => t.from))].filter(
    (s): s is string => s !== null && !asides.includes(s),
  )
}

/** Every state can be reached, and from every state there is a way on, or it is an end. */
function waysOf(procedure: Procedure): string[] {
  const faults: string[] = []
  for (const track of new Set(procedure.states.map((s) => s.track))) {
    const moves = movesOf(procedure, track)
    const reached = new Set<string | null>([null])
    for (let grown = true; grown; ) {
      const next = moves.filter((m) => reached.has(m.from) && !reached.has(m.to))
      for (const { to } of next) reached.add(to)
      grown = next.length > 0
    }
    for (const state of procedure.states.filter((s) => s.track === track)) {
      if (!reached.has(state.id)) faults.push(`state ${track}/${state.id} cannot be reached`)
      const ends = state.closed === true || state.waitsFor === 'nobody'
      // A side track ends with the main one, so there it is enough that something can be done.
      const on = (m: Move) => m.from === state.id && (track !== 'main' || m.to !== state.id)
      if (!ends && !moves.some(on))
        faults.push(`state ${track}/${state.id} has no way out and is no end`)
    }
  }
  return faults
}

/**
 * Consult before refusing: a step that refuses the other side starts from a consultation or a hearing, unless nobody
 * is there to consult or the row says why none is due.
 */
function refusalsOf(procedure: Procedure): string[] {
  if (procedure.between === 'one') return []
  return procedure.transitions
    .filter((t) => t.event.endsWith('.refused') && t.crosses && t.unconsulted === undefined)
    .flatMap((t) => {
      const from = t.from.filter((s) => s === null || !isConsultation(procedure, t.track, s))
      return from.length === 0
        ? []
        : [`step ${t.id} refuses from ${from.join(', ')} without consultation`]
    })
}

/** A state into which only a consultation or a hearing leads. */
function isConsultation(procedure: Procedure, track: string, state: string): boolean {
  const into = procedure.transitions.filter((t) => t.track === track && t.to === state)
  return into.length > 0 && into.every((t) => /consult|hear/.test(t.event))
}

/** On every way to a coercive step, each column that the matrix asks for has been filled, or the step fills it. */
function coerciveFaults({ procedure, law, tables }: Table): string[] {
  const coercive = procedure.transitions.filter((t) => t.coercive !== undefined)
  if (coercive.length === 0) return []
  return coercive.flatMap((row) => {
    const matrix = safeguardsOf(row.coercive!, law)
    const fills = matrixRowOf(procedure, row) === row.coercive
    const own = fills ? Object.keys(row.safeguards ?? {}) : []
    const asked = safeguardColumns.filter((c) => matrix[c] !== null && !own.includes(c))
    return waysTo(procedure, tables, row).flatMap(({ place, columns }) =>
      asked
        .filter((c) => !columns.has(c))
        .map((c) => `step ${row.id} from ${place}: nothing fills ${c} on every way to it`),
    )
  })
}

/** The places from which a step starts, with what is filled there for certain; a side track adds its main states. */
function waysTo(
  procedure: Procedure,
  tables: Tables,
  row: Transition,
): readonly { readonly place: string; readonly columns: Columns }[] {
  const id = row.coercive!
  const track = filledOnEveryWay(procedure, tables, row.track, id)
  const here = row.from.map((from) => ({
    place: from ?? 'nothing',
    columns: track.get(from) ?? new Set<SafeguardColumn>(),
  }))
  if (row.track === 'main') return here
  const main = filledOnEveryWay(procedure, tables, 'main', id)
  return here.flatMap(({ place, columns }) =>
    (row.during ?? [...main.keys()]).map((state) => ({
      place: `${place} while ${state ?? 'nothing'}`,
      columns: new Set([...columns, ...(main.get(state) ?? [])]),
    })),
  )
}

type Columns = ReadonlySet<SafeguardColumn>

/** Columns that are filled whatever way the track took to a state; by what a step must fill, not what it may. */
function filledOnEveryWay(
  procedure: Procedure,
  tables: Tables,
  track: string,
  id: SafeguardRowId,
): ReadonlyMap<string | null, Columns> {
  const moves = movesOf(procedure, track)
  const sure = new Map<string | null, Columns>([[null, new Set()]])
  for (let changed = true; changed; ) {
    changed = false
    for (const { row, from, to } of moves) {
      const before = sure.get(from)
      if (before === undefined) continue
      const after = new Set([
        ...before,
        ...(matrixRowOf(procedure, row) === id ? mustFill(row, tables) : []),
      ])
      const known = sure.get(to)
      const both = known === undefined ? after : new Set([...known].filter((c) => after.has(c)))
      if (known !== undefined && both.size === known.size) continue
      sure.set(to, both)
      changed = true
    }
  }
  return sure
}

function mustFill(row: Transition, tables: Tables): readonly SafeguardColumn[] {
  const fields = fieldsOf(row.form, tables.forms)
  const asked = (how: string) =>
    row.coercive !== undefined ||
    ['role', 'log'].includes(how) ||
    how.startsWith('clock:') ||
    (row.draft !== true && fields.find((f) => f.name === how)?.required === true)
  return Object.entries(row.safeguards ?? {})
    .filter(([, how]) => asked(how))
    .map(([column]) => column as SafeguardColumn)
}
