import { remaining, when } from '../text/time.ts'

const tones: Readonly<Record<string, string>> = {
  overdue: 'chip chip-red',
  breached: 'chip chip-red',
  'breached-then-met': 'chip chip-amber',
  soon: 'chip chip-amber',
  running: 'chip chip-blue',
  paused: 'chip',
  met: 'chip chip-green',
  none: 'chip chip-line',
}

/** What the clock says, in words first. */
export function DueChip({ status, seconds }: { status: string; seconds: number | null }) {
  return <span className={tones[status] ?? 'chip'}>{dueWords(status, seconds)}</span>
}

export function dueWords(status: string, seconds: number | null): string {
  switch (status) {
    case 'overdue':
    case 'breached':
      return seconds === null ? 'overdue' : remaining(-Math.abs(seconds))
    case 'soon':
      return seconds === null ? 'due soon' : `due soon, ${remaining(Math.abs(seconds))}`
    case 'running':
      return seconds === null ? 'running' : remaining(Math.abs(seconds))
    case 'paused':
      return 'clock paused'
    case 'met':
      return 'met in time'
    case 'breached-then-met':
      return 'met late'
    case 'ended':
      return 'no longer runs'
    default:
      return 'no clock'
  }
}

export function DueDate({ due }: { due: string | null }) {
  return due === null ? <span className="quiet">–</span> : <time dateTime={due}>{when(due)}</time>
}
