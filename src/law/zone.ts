import { type Day, type Instant, instant, millis } from '#base'

/** What the clock on the wall shows in a time zone. */
export interface WallClock {
  readonly day: Day
  /** `HH:MM:SS`. */
  readonly time: string
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone)
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(zone, found)
  }
  return found
}

export function wallClock(at: Instant, zone: string): WallClock {
  const parts: Record<string, string> = {}
  for (const { type, value } of format(zone).formatToParts(millis(at))) parts[type] = value
  return {
    day: `${parts.year}-${parts.month}-${parts.day}` as Day,
    time: `${parts.hour}:${parts.minute}:${parts.second}`,
  }
}

/**
 * The instant at which the clock in that zone shows this day and time. A time that summer time skips means the
 * moment after the gap; a time that comes twice means the later one, so that nobody loses an hour of a term.
 */
export function instantAt(day: Day, time: string, zone: string): Instant {
  const full = time.length === 5 ? `${time}:00` : time
  const wanted = Date.parse(`${day}T${full}Z`)
  const offsets = [wanted - 86_400_000, wanted + 86_400_000].map((ms) => offsetAt(ms, zone))
  const exact = offsets
    .map((offset) => wanted - offset)
    .filter((ms) => ms + offsetAt(ms, zone) === wanted)
  if (exact.length > 0) return instant(Math.max(...exact))
  return instant(wanted - Math.min(...offsets))
}

/** Milliseconds by which the zone is ahead of UTC. */
function offsetAt(ms: number, zone: string): number {
  const whole = Math.floor(ms / 1000) * 1000
  const wall = wallClock(instant(whole), zone)
  return Date.parse(`${wall.day}T${wall.time}Z`) - whole
}
