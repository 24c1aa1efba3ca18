import { done, type Instant, instant, millis, type Outcome } from '#base'
import { oversightRefusal } from './refusals.ts'

/** Days after which a suspension of an account ends by itself; whoever wants more decides again. */
export const longestAccountDays = 30
/** Hours within which a proposal is decided on: the same working day. */
export const proposalHours = 24

/**
 * The account of one officer, held up. It takes two persons, of whom one oversees; a rule may propose it, and a rule is no
 * person. Whoever is suspended is told the reason, is heard, and it ends by itself.
 */
export interface AccountHold {
  readonly id: string
  readonly officer: string
  readonly authority: string
  /** Row by which it was found, or empty where a person proposed it. */
  readonly row: string
  readonly at: Instant
  /** By when two persons decide; later it is counted as late. */
  readonly decideBy: Instant
  readonly signed: readonly Signature[]
  readonly state: 'proposed' | 'suspended' | 'declined' | 'lifted' | 'ended'
  readonly suspendedAt?: Instant
  readonly until?: Instant
  /** Order of an oversight body to stop (P11) that is carried out by it, and its last record that was. */
  readonly stop?: { readonly matter: string; readonly last: number }
  /** The officer has said something to it. */
  readonly heardAt?: Instant
  readonly late?: true
}

interface Signature {
  readonly by: string
  readonly at: Instant
  readonly oversees: boolean
}

/** Who decides: an overseer, or the head of the officer's own desk; never the officer. */
export interface Decider {
  readonly id: string
  readonly oversees: boolean
  readonly headsDesk: boolean
  /** It is decided in the matter of an oversight body, not on the page. */
  readonly byOrder?: true
}

export function proposeHold(about: {
  readonly id: string
  readonly officer: string
  readonly authority: string
  readonly row: string
  readonly at: Instant
  /** Absent where the row proposed it. */
  readonly by?: Decider
}): Outcome<AccountHold> {
  const { by, ...rest } = about
  const hold: AccountHold = {
    ...rest,
    decideBy: instant(millis(rest.at) + proposalHours * 3_600_000),
    signed: [],
    state: 'proposed',
  }
  return by === undefined ? done(hold) : signHold(hold, by, rest.at)
}

/** One more person says that the account is to be suspended; with the second one it is. */
export function signHold(hold: AccountHold, by: Decider, at: Instant): Outcome<AccountHold> {
  const wrong = mayNotDecide(hold, by)
  if (wrong !== undefined) return wrong
  if (hold.state !== 'proposed') return oversightRefusal('hold-decided')
  if (hold.signed.some((s) => s.by === by.id)) return oversightRefusal('hold-second-person')
  const signed = [...hold.signed, { by: by.id, at, oversees: by.oversees }]
  if (signed.length < 2) return done({ ...hold, signed })
  if (!signed.some((s) => s.oversees)) return oversightRefusal('hold-needs-overseer')
  const until = instant(millis(at) + longestAccountDays * 86_400_000)
  return done({ ...hold, signed, state: 'suspended', suspendedAt: at, until })
}

/** There is nothing in it, or no longer: one overseer is enough to give an account back. */
export function endHold(hold: AccountHold, by: Decider): Outcome<AccountHold> {
  const wrong = mayNotDecide(hold, by)
  if (wrong !== undefined) return wrong
  if (hold.state !== 'proposed' && hold.state !== 'suspended')
    return oversightRefusal('hold-decided')
  if (hold.stop !== undefined && by.byOrder !== true) return oversightRefusal('hold-ordered')
  if (!by.oversees && hold.state === 'suspended') return oversightRefusal('hold-needs-overseer')
  return done({ ...hold, state: hold.state === 'proposed' ? 'declined' : 'lifted' })
}

/** What time brings about, each once: the end of a suspension, a proposal that nobody decided. */
export function tickHold(hold: AccountHold, now: Instant): AccountHold {
  if (hold.state === 'suspended' && hold.until !== undefined && hold.until <= now)
    return { ...hold, state: 'ended' }
  if (hold.state === 'proposed' && hold.decideBy <= now && hold.late !== true)
    return { ...hold, late: true }
  return hold
}

/** May the officer do nothing at this moment? */
export function isHeldUp(hold: AccountHold, now: Instant): boolean {
  return hold.state === 'suspended' && hold.until !== undefined && now < hold.until
}

function mayNotDecide(hold: AccountHold, by: Decider) {
  if (by.id === hold.officer) return oversightRefusal('hold-own')
  return by.oversees || by.headsDesk ? undefined : oversightRefusal('not-overseer')
}
