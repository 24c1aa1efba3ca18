import { type Instant, instant } from '#base'
import type { Look } from './look.ts'

/** A look of the analyst of Port Sable, at a file without a step of the own. */
export function lookAt(minute: number, change: Partial<Look> = {}): Look {
  return {
    index: minute,
    at: at(minute),
    officer: 'XS-FIU/analyst',
    authority: 'XS-FIU',
    subject: `matter/${minute}`,
    kind: 'consultation',
    purpose: 'supervision',
    what: '',
    ownStep: false,
    oversees: false,
    about: [],
    ownName: false,
    recused: false,
    dayAndNight: true,
    ...change,
  }
}

/** Minutes after ten o'clock on 11 June 2025. */
export function at(minute: number): Instant {
  return instant(Date.parse('2025-06-11T10:00:00Z') + minute * 60_000)
}
