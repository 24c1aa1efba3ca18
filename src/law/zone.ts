import { type Day, type Instant, instant, millis } from '#base'

/** What the clock on the wall shows in a time zone. */
interface WallClock {
  readonly day: Day
  /** `HH:MM:SS`. */
  readonly time: string
}

/** Day and time that a clock in that zone shows. Zone: an IANA name. */
export function wallClock(at: Instant, zone: string): WallClock {
  const ms = millis(at)
  const shown = new Date(ms + offsetAt(ms, zone)).toISOString()
  return { day: shown.slice(0, 10) as Day, time: shown.slice(11, 19) }
}

/**
 * The instant at which the clock in that zone shows this day and time. A time that summer time skips means the
 * moment after the gap; a time that comes twice means the later one, so that nobody loses an hour of a term.
 */
export function instantAt(day: Day, time: string, zone: string): Instant {
  const full = time.length === 5 ? `${time}:00` : time
  const wanted = Date.parse(`${day}T${full}Z`)
  const before = offsetAt(wanted - dayLength, zone)
  const after = offsetAt(wanted + dayLength, zone)
  if (before === after) return instant(wanted - before)
  const exact = [wanted - before, wanted - after].filter((ms) => ms + offsetAt(ms, zone) === wanted)
  if (exact.length > 0) return instant(Math.max(...exact))
  return instant(wanted - Math.min(before, after))
}

const dayLength = 86_400_000
const weekLength = 7 * dayLength

/** One week of a zone: the offset at its begin, and where a clock change falls into it, when and to what. */
interface Week {
  readonly offset: number
  readonly changes?: { readonly at: number; readonly to: number }
}

const weeks = new Map<string, Map<number, Week>>()

/**
 * Milliseconds by which the zone is ahead of UTC. The zone table of the machine is slow to ask, so its answers are kept by
 * week; no zone changes its clock twice in a week.
 */
function offsetAt(ms: number, zone: string): number {
  let known = weeks.get(zone)
  if (known === undefined) {
    known = new Map()
    weeks.set(zone, known)
  }
  const number = Math.floor(ms / weekLength)
  let week = known.get(number)
  if (week === undefined) {
    week = readWeek(number * weekLength, zone)
    known.set(number, week)
  }
  return week.changes === undefined || ms < week.changes.at ? week.offset : week.changes.to
}

function readWeek(from: number, zone: string): Week {
  const offset = askedOffset(from, zone)
  const to = askedOffset(from + weekLength, zone)
  if (offset === to) return { offset }
  // The change lies between `low` (old offset) and `high` (new one); clocks change on whole seconds.
  let low = from
  let high = from + weekLength
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (askedOffset(middle, zone) === offset) low = middle
    else high = middle
  }
  return { offset, changes: { at: high, to } }
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** What the machine's zone table says for a whole second. @throws RangeError for a zone it does not know. */
function askedOffset(ms: number, zone: string): number {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(zone, format)
  }
  const parts: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(ms)) parts[type] = value
  return (
    Date.parse(
      `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`,
    ) - ms
  )
}
