import type { Instant } from '#base'
import type { Law } from '#law'
import { clocks, type State } from '#procedure'
import { courses } from './courses.ts'

/** How an officer stands to a course. `none`: never had its credential. */
export type CredentialState = 'none' | 'valid' | 'expired' | 'suspended'

/** One credential, as the matter of its course (P14) tells it. */
export interface Credential {
  /** Who enrolled: a credential belongs to the person who sat the course. */
  readonly officer: string
  /** Id of the course; a course that is not in the catalogue gates nothing. */
  readonly course: string
  readonly state: CredentialState
  /** When it ends by the clock, whether or not that is on record yet. */
  readonly until: Instant | null
}

/** The credential in a matter of P14; undefined for an exercise and for courses outside of the catalogue. */
export function credentialOf(state: State, now: Instant, law: Law): Credential | undefined {
  if (state.procedure !== 'P14') return undefined
  const [officer] = state.doers.enrol ?? []
  const course = courses.find((c) => c.name === state.notes.course)
  if (officer === undefined || course === undefined) return undefined
  const main = state.states.main
  const due = clocks(state, now, law).find((c) => c.id === 'credential')?.due ?? null
  const issued = (state.counts.certify ?? 0) > 0
  return {
    officer,
    course: course.id,
    state:
      main === 'SUSPENDED'
        ? 'suspended'
        : main === 'CREDENTIAL'
          ? 'valid'
          : issued
            ? 'expired'
            : 'none',
    until: main === 'CREDENTIAL' ? due : null,
  }
}

/** How a credential stands at an instant: one whose clock ran out has expired, though nobody has said so yet. */
export function standingAt({ state, until }: Credential, now: Instant): CredentialState {
  return state === 'valid' && until !== null && until <= now ? 'expired' : state
}

/**
 * Of several, the one that counts: a suspended one outweighs all, for it rests on a finding; then a valid one, then one
 * that has expired.
 */
export function bestOf(states: readonly CredentialState[]): CredentialState {
  for (const state of ['suspended', 'valid', 'expired'] as const)
    if (states.includes(state)) return state
  return 'none'
}
