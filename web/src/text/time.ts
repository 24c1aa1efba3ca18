/** Instants are shown in UTC, because two authorities in two zones must read the same words. */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 20 Jan 2025, 09:10 UTC. A bare day stays a day. */
export function when(instant: string | null | undefined): string {
  if (!instant) return '–'
  if (/^\d{4}-\d{2}-\d{2}$/.test(instant)) return day(instant)
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  const iso = date.toISOString()
  return `${day(iso)}, ${iso.slice(11, 16)} UTC`
}

/** 18 Mar 2025, 09:00:04 UTC. */
export function toTheSecond(instant: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  const iso = date.toISOString()
  return `${day(iso)}, ${iso.slice(11, 19)} UTC`
}

/** 20 Jan 2025. */
export function day(instant: string | null | undefined): string {
  if (!instant) return '–'
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(instant)
  if (match === null) return instant
  return `${Number(match[3])} ${months[Number(match[2]) - 1] ?? match[2]} ${match[1]}`
}

/** Time of a payment: the day alone when the ledger gives no time of day. */
export function paid(instant: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2}))?/.exec(instant)
  if (match === null) return instant
  if (match[2] === '00:00' && (match[3] ?? '00') === '00') return match[1] ?? instant
  return `${match[1]} ${match[2]}`
}

/** "3 days 4 h left", "overdue by 2 h": the two largest units, never more. */
export function remaining(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return ''
  const span = length(Math.abs(seconds))
  return seconds < 0 ? `overdue by ${span}` : `${span} left`
}

export function length(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  if (days >= 14) return `${days} days`
  if (days >= 1) return join(`${days} ${days === 1 ? 'day' : 'days'}`, hours % 24, 'h')
  if (hours >= 1) return join(`${hours} h`, minutes % 60, 'min')
  return minutes >= 1 ? `${minutes} min` : 'under a minute'
}

function join(first: string, rest: number, unit: string): string {
  return rest === 0 ? first : `${first} ${rest} ${unit}`
}
