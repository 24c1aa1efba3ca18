import { type Day, done, type Instant, instant, millis, nearest, type Outcome, refuse } from '#base'
import { type Calendar, calendar, closed, type Kept, opening } from './calendars.ts'
import { dayOf, nextDay, plusDays, plusMonths, weekdayNames, weekdayOf } from './days.ts'
import type { Rule, Term, Unit } from './deadlines.ts'
import type { Law } from './law.ts'
import { inForce } from './rows.ts'
import { instantAt, wallClock } from './zone.ts'

/** A time in which a clock stood still. */
export interface Pause {
  readonly from: Instant
  readonly to: Instant
}

/** More time, granted with a reason; only where the term may be extended. */
export interface Extension {
  readonly count: number
  readonly unit: Unit
  readonly reason: string
}

/** What a reckoning needs to know beside rule and start. */
export interface Circumstances {
  /**
   * Calendar id (country), instead of the one the rule names. Needed whenever the term counts working or banking days or
   * ends with a local hour and the rule names none.
   */
  readonly calendar?: string
  /** Times in which the clock stood still, in order, not overlapping. */
  readonly pauses?: readonly Pause[]
  readonly extensions?: readonly Extension[]
}

/** One line of the reckoning, for a person who wants to check it with a pencil. */
export interface ReckoningStep {
  readonly text: string
  readonly at?: Instant
  readonly day?: Day
}

/** A due date with every step that leads to it. */
export interface Reckoning {
  readonly rule: Rule
  readonly term: Term
  readonly start: Instant
  /** The last instant that is still in time. */
  readonly due: Instant
  /** The civil day of `due` in the calendar's zone (UTC where no calendar plays a part). */
  readonly dueDay: Day
  readonly steps: readonly ReckoningStep[]
}

/** A rule by its id, or by the id of one of its limits. */
export function ruleOf(id: string, law: Law): Outcome<Rule> {
  const index = indexOf(law)
  const rule = index.rules.get(id) ?? index.terms.get(id)?.rule
  return rule === undefined ? unknownRule(id, index) : done(rule)
}

/** A rule and one of its limits by id: `DL-14.direct`, or `DL-01` where the rule has a single limit. */
export function termOf(
  id: string,
  law: Law,
): Outcome<{ readonly rule: Rule; readonly term: Term }> {
  const index = indexOf(law)
  const found = index.terms.get(id)
  if (found !== undefined) return done(found)
  const rule = index.rules.get(id)
  if (rule === undefined) return unknownRule(id, index)
  return refuse({
    kind: 'unknown',
    name: 'limit-not-chosen',
    ground:
      rule.terms.length === 0
        ? `rule ${id} sets no time limit`
        : `rule ${id} sets ${rule.terms.length} time limits`,
    citation: rule.citation,
    remedy:
      rule.terms.length === 0
        ? 'choose a rule with a time limit'
        : `choose one of ${rule.terms.map((t) => `${t.id} (${t.when})`).join(', ')}`,
  })
}

function unknownRule(id: string, index: Index): Outcome<never> {
  const near = nearest(id, [...index.rules.keys(), ...index.terms.keys()])
  return refuse({
    kind: 'unknown',
    name: 'rule-unknown',
    ground: `there is no rule ${id} in the register`,
    remedy: `${near === undefined ? '' : `did you mean ${near}? `}comity due lists the ${index.rules.size} rules`,
  })
}

interface Index {
  readonly rules: ReadonlyMap<string, Rule>
  readonly terms: ReadonlyMap<string, { readonly rule: Rule; readonly term: Term }>
}

const indexes = new WeakMap<Law, Index>()

function indexOf(law: Law): Index {
  let index = indexes.get(law)
  if (index === undefined) {
    const terms = new Map<string, { readonly rule: Rule; readonly term: Term }>()
    for (const rule of law.rules)
      for (const term of rule.terms) if (!terms.has(term.id)) terms.set(term.id, { rule, term })
    for (const rule of law.rules) {
      const term = only(rule)
      if (term !== undefined && !terms.has(rule.id)) terms.set(rule.id, { rule, term })
    }
    index = { rules: new Map(law.rules.map((rule) => [rule.id, rule])), terms }
    indexes.set(law, index)
  }
  return index
}

function only(rule: Rule): Term | undefined {
  return rule.terms.length === 1 ? rule.terms[0] : undefined
}

/**
 * When a time limit falls due, with every step of the reckoning. The day of the event does not count
 * (Reg. 1182/71 art. 3(1)). A rule that is not in force on the day of the start gives no date.
 */
export function dueBy(
  id: string,
  start: Instant,
  circumstances: Circumstances,
  law: Law,
): Outcome<Reckoning> {
  const found = termOf(id, law)
  if (!found.ok) return found
  const { rule, term } = found.value
  const country = circumstances.calendar ?? rule.calendar
  const cal = country === undefined ? undefined : calendar(country, law)
  if (country !== undefined && cal === undefined)
    return no('calendar-unknown', `there is no calendar ${country}`, rule)
  if (cal === undefined && needsCalendar(term))
    return no(
      'calendar-missing',
      `${id} counts ${words(term.unit)} and cannot be reckoned without a calendar`,
      rule,
    )
  const zone = term.zone ?? cal?.zone ?? 'UTC'
  const startDay = wallClock(start, zone).day
  if (!inForce(rule, startDay))
    return no(
      'rule-not-in-force',
      `${rule.id} was not in force on ${startDay} (in force from ${rule.from}${rule.to === undefined ? '' : ` to ${rule.to}`})`,
      rule,
    )
  const pauses = circumstances.pauses ?? []
  const badPause = pauses.find(
    (p, i) => p.to < p.from || p.from < start || (i > 0 && p.from < pauses[i - 1]!.to),
  )
  if (badPause !== undefined)
    return no(
      'pause-impossible',
      `the pause ${badPause.from}/${badPause.to} ends before it begins, begins before the start or overlaps another`,
      rule,
    )
  const extensions = circumstances.extensions ?? []
  const badExtension = extensionFault(term, extensions)
  if (badExtension !== undefined) return no('extension-not-open', badExtension, rule)

  const run = { rule, term, cal, zone, start, startDay, pauses, extensions }
  const due = reckon(run)
  const dueDay = wallClock(due, zone).day
  let told: readonly ReckoningStep[] | undefined
  return done({
    rule,
    term,
    start,
    due,
    dueDay,
    // Texts are for people; the engine reckons thousands of dates that nobody looks at.
    get steps() {
      if (told === undefined) {
        const steps: ReckoningStep[] = []
        reckon(run, steps)
        told = steps
      }
      return told
    },
  })
}

/** Everything the reckoning needs, checked. */
interface Run {
  readonly rule: Rule
  readonly term: Term
  readonly cal: Calendar | undefined
  readonly zone: string
  readonly start: Instant
  readonly startDay: Day
  readonly pauses: readonly Pause[]
  readonly extensions: readonly Extension[]
}

interface Running {
  readonly term: Term
  readonly cal: Calendar | undefined
  readonly zone: string
  /** Pauses not yet reckoned with; taken from the front. */
  readonly pauses: Pause[]
  /** Absent when nobody asks for the texts. */
  readonly steps: ReckoningStep[] | undefined
}

/** The last instant in time; tells every step where somebody wants to read it. */
function reckon(run: Run, steps?: ReckoningStep[]): Instant {
  const { rule, term, cal, zone, start, startDay, extensions } = run
  steps?.push(
    { text: `${rule.citation}: ${termText(term)}; ${term.when}` },
    { text: startText(start, term, cal, zone), at: start, day: startDay },
  )
  const running: Running = { term, cal, zone, pauses: [...run.pauses], steps }
  let due = stretch(running, start, term.count, term.unit, term.on)
  for (const extension of extensions) {
    steps?.push({
      text: `extended by ${plural(extension.count, extension.unit)}: ${extension.reason} (${term.extension?.citation})`,
    })
    due = stretch(running, due, extension.count, extension.unit)
  }
  if (steps !== undefined) {
    const dueDay = wallClock(due, zone).day
    const doubt = cal === undefined ? undefined : doubtOf(cal, startDay, dueDay, term)
    if (doubt !== undefined) steps.push({ text: doubt })
    steps.push({ text: `due ${dueText(due, cal, zone)}`, at: due, day: dueDay })
  }
  return due
}

/** Moving feasts are entered year by year; a date in a year without them has to be checked. */
function doubtOf(cal: Calendar, from: Day, to: Day, term: Term): string | undefined {
  if (cal.years === undefined || (term.roll === 'none' && kept(term.unit) === undefined))
    return undefined
  const year = [from, to].find(
    (d) => Number(d.slice(0, 4)) < cal.years!.from || Number(d.slice(0, 4)) > cal.years!.to,
  )
  return year === undefined
    ? undefined
    : `the moving holidays of ${cal.name} are entered for ${cal.years.from} to ${cal.years.to} only: check ${year.slice(0, 4)} by hand`
}

/** Count forward from an instant, then let every pause that began before the end push the end out. */
function stretch(run: Running, from: Instant, count: number, unit: Unit, on?: Term['on']): Instant {
  if (on === undefined && byTheClock(run.term, unit)) {
    let due = forward(run, from, count, unit)
    run.steps?.push({ text: `${plural(count, unit)} to the minute`, at: due })
    for (
      let pause = run.pauses[0];
      pause !== undefined && pause.from < due;
      pause = run.pauses[0]
    ) {
      run.pauses.shift()
      const length = millis(pause.to) - millis(pause.from)
      due = instant(millis(due) + length)
      run.steps?.push({
        text: `the clock stood still for ${span(length)}, ${pause.from} to ${pause.to}`,
        at: due,
      })
    }
    return due
  }
  const cal = run.cal!
  const first = openingDay(run, from, cal)
  let last =
    on === undefined ? countDays(run, first, count, unit, cal) : dateOf(run, first, count, on)
  // Pauses are reckoned from the last day itself; only then is it moved to a working day.
  for (
    let pause = run.pauses[0];
    pause !== undefined && pause.from < ending(run, movedTo(run.term, last, cal), from);
    pause = run.pauses[0]
  ) {
    run.pauses.shift()
    const lost = daysBetween(pause, unit, cal, run.zone)
    run.steps?.push({
      text: `the clock stood still from ${pause.from} to ${pause.to}: ${plural(lost, dayUnit(unit))} do not count`,
    })
    if (lost > 0) last = countDays(run, last, lost, dayUnit(unit), cal)
  }
  const moved = movedTo(run.term, last, cal)
  if (moved !== last)
    run.steps?.push({
      text: `${named(last)} is not a working day (${closed(cal, last)}), so the term ends on ${named(moved)}`,
      day: moved,
    })
  return ending(run, moved, from)
}

/** A date of the calendar: 30 September of the year after the start, or of a year that is named. */
function dateOf(run: Running, first: Day, count: number, on: NonNullable<Term['on']>): Day {
  const date = dayOf(on.year ?? Number(first.slice(0, 4)) + count, on.month, on.day)
  run.steps?.push({ text: `the date is ${named(date)}`, day: date })
  return date
}

/** The last day, or the next working day where the rule says so. */
function movedTo(term: Term, last: Day, cal: Calendar): Day {
  return term.roll === 'next-working-day' ? opening(cal, last) : last
}

function forward(run: Running, from: Instant, count: number, unit: Unit): Instant {
  if (unit === 'minutes') return instant(millis(from) + count * 60_000)
  if (unit === 'hours') return instant(millis(from) + count * 3_600_000)
  if (unit === 'calendar-days') return instant(millis(from) + count * 86_400_000)
  const wall = wallClock(from, run.zone)
  const day = plusMonths(wall.day, unit === 'years' ? count * 12 : count)
  const whole = instantAt(day, wall.time, run.zone)
  // A wall clock shows whole seconds; the thousandths of the start are kept.
  return instant(millis(whole) + (millis(from) % 1000))
}

/** The day that counts as the day of the event. */
function openingDay(run: Running, from: Instant, cal: Calendar): Day {
  const wall = wallClock(from, run.zone)
  const hours = run.term.hours
  if (hours === undefined) return wall.day
  const shut = closed(cal, wall.day, 'banking')
  const time = wall.time.slice(0, 5)
  if (shut === undefined && time >= hours.opens && time <= hours.closes) return wall.day
  const early = shut === undefined && time < hours.opens
  const day = opening(cal, early ? wall.day : plusDays(wall.day, 1), 'banking')
  run.steps?.push({
    text: `${shut ?? time} is outside ${hours.opens} to ${hours.closes} on a banking day, so it counts as received on ${named(day)}`,
    day,
  })
  return day
}

function countDays(run: Running, from: Day, count: number, unit: Unit, cal: Calendar): Day {
  if (unit === 'months' || unit === 'years')
    return told(run, plusMonths(from, unit === 'years' ? count * 12 : count), count, unit)
  const days = kept(unit)
  if (days === undefined) return told(run, plusDays(from, count), count, unit)
  let day = from
  for (let counted = 0; counted < count; ) {
    day = nextDay(day)
    const shut = closed(cal, day, days)
    if (shut === undefined) {
      counted++
      run.steps?.push({
        text: `${named(day)}: ${ordinal(counted)} ${words(unit).slice(0, -1)}`,
        day,
      })
    } else
      run.steps?.push({
        text: `${named(day)} does not count (${shut === weekdayNames[weekdayOf(day) - 1] ? 'weekend' : shut})`,
        day,
      })
  }
  return day
}

function told(run: Running, day: Day, count: number, unit: Unit): Day {
  run.steps?.push({ text: `${plural(count, unit)} later: ${named(day)}`, day })
  return day
}

function ending(run: Running, last: Day, from: Instant): Instant {
  const ends = run.term.ends
  if (ends === 'end-of-day')
    return instant(millis(instantAt(plusDays(last, 1), '00:00', run.zone)) - 1)
  if (ends === 'same-time') return instantAt(last, wallClock(from, run.zone).time, run.zone)
  return instantAt(last, ends.at, run.zone)
}

/** Whole days lost in a pause: the days after the one on which it began, up to the one on which it ended. */
function daysBetween(pause: Pause, unit: Unit, cal: Calendar, zone: string): number {
  const days = kept(unit)
  const first = wallClock(pause.from, zone).day
  const last = wallClock(pause.to, zone).day
  let lost = 0
  for (let day = plusDays(first, 1); day <= last; day = nextDay(day))
    if (days === undefined || closed(cal, day, days) === undefined) lost++
  return lost
}

/** Which days the unit counts; undefined where it counts all of them. */
function kept(unit: Unit): Kept | undefined {
  return unit === 'working-days' ? 'working' : unit === 'banking-days' ? 'banking' : undefined
}

function dayUnit(unit: Unit): Unit {
  return unit === 'working-days' || unit === 'banking-days' ? unit : 'calendar-days'
}

function needsCalendar(term: Term): boolean {
  if (kept(term.unit) !== undefined || term.roll !== 'none' || term.hours !== undefined) return true
  // A term that names its zone needs no country to know when its days end.
  if (term.zone !== undefined) return false
  const byDate = term.unit === 'months' || term.unit === 'years' || term.on !== undefined
  return term.ends !== 'same-time' || byDate
}

function extensionFault(term: Term, extensions: readonly Extension[]): string | undefined {
  if (extensions.length === 0) return undefined
  const open = term.extension
  if (open === undefined) return `${term.id} cannot be extended`
  if (extensions.length > open.times)
    return `${term.id} can be extended ${open.times} times at most`
  const over = extensions.find((e) => e.unit !== open.unit || e.count > open.count || e.count < 1)
  if (over !== undefined)
    return `${term.id} can be extended by at most ${plural(open.count, open.unit)} at a time, not by ${plural(over.count, over.unit)}`
  if (extensions.some((e) => e.reason.trim() === ''))
    return `an extension of ${term.id} needs a reason`
  return undefined
}

function no(name: string, ground: string, rule: Rule): Outcome<never> {
  return refuse({
    kind: name === 'calendar-unknown' ? 'unknown' : 'unlawful',
    name,
    ground,
    citation: rule.citation,
    remedy: remedies[name] ?? 'check the rule',
  })
}

const remedies: Readonly<Record<string, string>> = {
  'calendar-unknown':
    'name a country whose calendar is in the register, or add its calendar as a row',
  'calendar-missing': 'name the country whose calendar counts',
  'rule-not-in-force': 'name a rule that was in force on that day, or correct the start',
  'pause-impossible': 'give pauses in order, each with its begin and end after the start',
  'extension-not-open': 'see the rule for how far it can be extended, and give the reason',
}

function startText(at: Instant, term: Term, cal: Calendar | undefined, zone: string): string {
  const rule =
    term.on === undefined && byTheClock(term, term.unit)
      ? 'counted to the minute'
      : 'the day of the event does not count'
  if (cal === undefined) return `starts ${at}; ${rule}`
  const wall = wallClock(at, zone)
  return `starts ${named(wall.day)} ${wall.time.slice(0, 5)} (${zone}, ${cal.name}); ${rule}`
}

function byTheClock(term: Term, unit: Unit): boolean {
  return term.ends === 'same-time' && unit !== 'working-days' && unit !== 'banking-days'
}

function dueText(at: Instant, cal: Calendar | undefined, zone: string): string {
  if (cal === undefined) return at
  const wall = wallClock(at, zone)
  return `${named(wall.day)} ${wall.time === '23:59:59' ? 'at the end of the day' : wall.time.slice(0, 5)} (${zone})`
}

function named(day: Day): string {
  return `${weekdayNames[weekdayOf(day) - 1]} ${day}`
}

function words(unit: Unit): string {
  return unit.replace('-', ' ')
}

/** The limit in words: `30 calendar days`, `at once`, `30 September, 1 year later`. */
export function termText({ count, unit, on }: Pick<Term, 'count' | 'unit' | 'on'>): string {
  if (on !== undefined) {
    const date = `${on.day} ${monthNames[on.month - 1]}`
    if (on.year !== undefined) return `${date} ${on.year}`
    return count === 0 ? `${date} of the year` : `${date}, ${plural(count, unit)} later`
  }
  return count === 0 ? 'at once' : plural(count, unit)
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

function plural(count: number, unit: Unit): string {
  return `${count} ${count === 1 ? words(unit).slice(0, -1) : words(unit)}`
}

function ordinal(n: number): string {
  const tail = n % 100 > 10 && n % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${tail}`
}

function span(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  return (
    [days && `${days} d`, hours && `${hours} h`, minutes % 60 && `${minutes % 60} min`]
      .filter(Boolean)
      .join(' ') || 'no time'
  )
}
