import { asDay, done, type Instant, instant, millis, type Outcome } from '#base'
import { type ClockClass, calendar, dueBy, instantAt, plusDays, termOf } from '#law'
import { answerRule, permission } from './guards-core.ts'
import { clockRow } from './procedures.ts'
import type { ClockRow, ClockStart, Procedure } from './rows.ts'
import { other, type Situation } from './situation.ts'
import type { ClockEffect } from './state.ts'

/** What a step does to the clocks, in the order in which it is applied: what is met, what ends, what starts. */
export function clockEffects(s: Situation): Outcome<readonly ClockEffect[]> {
  const { row } = s
  const effects: ClockEffect[] = (row.meets ?? []).map((clock) => ({ do: 'meet', clock }))
  for (const clock of row.ends === 'all' ? mainClocks(s.procedure) : (row.ends ?? []))
    effects.push({ do: 'end', clock })
  for (const start of row.starts ?? []) {
    if (!applies(s, start)) continue
    const started = startOf(s, start)
    if (!started.ok) return started
    if (started.value !== undefined) effects.push(started.value)
  }
  return done(effects)
}

function applies(s: Situation, { when, clock }: ClockStart): boolean {
  if (when === 'class-changed') return s.document?.class !== s.state?.class
  if (when === 'first') return s.state?.clocks.some((c) => c.clock === clock) !== true
  return when === undefined || s.document?.[when.field] !== undefined
}

/** Clocks that steps of the main track start; those of consent go on when a matter is closed. */
function mainClocks(procedure: Procedure): readonly string[] {
  const main = procedure.transitions.filter((t) => t.track === 'main')
  return procedure.clocks
    .map((c) => c.id)
    .filter((id) => main.some((t) => t.starts?.some((start) => start.clock === id)))
}

/** The running clock; undefined where nothing says how long it runs or from when. */
function startOf(s: Situation, start: ClockStart): Outcome<ClockEffect | undefined> {
  const row = clockRow(s.procedure, start.clock)
  if (row === undefined) throw new Error(`${s.procedure.id} has no clock ${start.clock}`)
  const place = calendarOf(s, row)
  const from = beginning(s, start, place)
  if (from === undefined) return done(undefined)
  const limit = limitOf(s, row)
  if (!limit.ok) return limit
  if (limit.value === undefined) return done(undefined)
  const base = { do: 'start', clock: row.id, owedBy: row.owedBy, from, calendar: place } as const
  if (typeof limit.value !== 'string') return done({ ...base, ...limit.value })
  const due = dueBy(limit.value, from, place === '' ? {} : { calendar: place }, s.law)
  if (!due.ok) return due
  return done({
    do: 'start',
    clock: row.id,
    rule: limit.value,
    citation: due.value.rule.citation,
    owedBy: row.owedBy,
    from,
    due: due.value.due,
    calendar: place,
  })
}

/** The calendar of the side that owes, else that of the other one. */
function calendarOf(s: Situation, row: ClockRow): string {
  const side = row.owedBy === 'both' ? s.side : row.owedBy
  const countries = [s.parties[side].country, s.parties[other(side)].country]
  return countries.find((c) => calendar(c, s.law) !== undefined) ?? ''
}

function beginning(s: Situation, { from }: ClockStart, place: string): Instant | undefined {
  if (from === 'now') return s.now
  if (from === 'sent') return s.state?.sentAt ?? s.now
  if ('of' in from) return s.state?.stamps[from.of]
  const written = momentOf(s, s.document?.[from.field], place, 'first')
  return written ?? (from.or === 'now' ? s.now : undefined)
}

/** The limit: a rule of the register, or a date of the document; undefined where there is none. */
type Limit = string | { readonly rule: string; readonly citation: string; readonly due: Instant }

function limitOf(s: Situation, { rule, ...row }: ClockRow): Outcome<Limit | undefined> {
  if (typeof rule === 'string') return done(rule)
  if ('basis' in rule) return limitOfBasis(s, rule.basis)
  if ('national' in rule) {
    const own = `${s.parties[rule.of].country}-${rule.national}`
    return done(termOf(own, s.law).ok ? own : `CP-${rule.national}`)
  }
  const place = calendarOf(s, { rule, ...row })
  const due = momentOf(s, s.document?.[rule.field], place, 'last')
  return done(
    due === undefined ? undefined : { rule: `field:${rule.field}`, citation: rule.citation, due },
  )
}

function limitOfBasis(s: Situation, name: string): Outcome<string | undefined> {
  const wanted = (s.document?.class ?? s.state?.class) as ClockClass | undefined
  const granted = permission(s)
  // Whether a basis must name the limit of a class is asked by the guard `class-agreed`, where a table asks it.
  if (!granted.ok) return done(undefined)
  const { basis } = granted.value
  if (name === 'acknowledge')
    return done(
      wanted === 'emergency'
        ? (basis.acknowledgeEmergency ?? basis.acknowledge)
        : basis.acknowledge,
    )
  const answer =
    name === 'answer' && wanted !== undefined ? answerRule(granted.value, wanted) : undefined
  return done(answer ?? basis.limits?.[name])
}

/** A day or instant of a document as an instant: the first or the last moment of the day where it counts. */
function momentOf(
  s: Pick<Situation, 'law'>,
  written: unknown,
  place: string,
  edge: 'first' | 'last',
): Instant | undefined {
  if (typeof written !== 'string') return undefined
  const day = asDay(written)
  if (day === undefined) {
    const ms = Date.parse(written)
    return Number.isNaN(ms) ? undefined : instant(ms)
  }
  const zone = calendar(place, s.law)?.zone ?? 'UTC'
  if (edge === 'first') return instantAt(day, '00:00', zone)
  return instant(millis(instantAt(plusDays(day, 1), '00:00', zone)) - 1)
}
