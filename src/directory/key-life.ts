import { type Instant, instant, millis } from '#base'
import type { AuthorityCard, AuthorityKey, KeyUse, OfficerKey } from './cards.ts'

/** Why a key counts no longer. `stolen` and `lost`: somebody else may hold it; `ceased`: its holder has left. */
export const revocationReasons = ['stolen', 'lost', 'ceased'] as const
export type RevocationReason = (typeof revocationReasons)[number]

/** A key that its authority takes back before its end. */
export interface Revocation {
  readonly at: Instant
  readonly reason: RevocationReason
}

interface Period {
  readonly use: KeyUse
  /** Days after which a new key is due. */
  readonly days: number
  /** Days in which the old key still counts beside the new one. */
  readonly overlapDays: number
  readonly reason: string
}

/**
 * How long a key is used. A key that opens letters is short-lived, because who steals it reads what was sealed to it; a
 * letter is on its way for at most thirty days, so the old key stays that long. A key that signs has no overlap: what
 * it signed before its end stays good.
 */
export const keyPeriods = [
  {
    use: 'open',
    days: 90,
    overlapDays: 30,
    reason: 'bounds what a stolen key can read; letters under way still open',
  },
  {
    use: 'seal',
    days: 540,
    overlapDays: 0,
    reason: 'signs from its first day; what the one before signed stays good',
  },
  {
    use: 'second-seal',
    days: 540,
    overlapDays: 0,
    reason: 'changes with the first seal',
  },
  {
    use: 'log',
    days: 1825,
    overlapDays: 0,
    reason: 'strangers know a log by this key; it changes seldom and with notice',
  },
  {
    use: 'witness',
    days: 1825,
    overlapDays: 0,
    reason: 'strangers know a witness by this key; it changes seldom and with notice',
  },
  {
    use: 'second-witness',
    days: 1825,
    overlapDays: 0,
    reason: 'changes with the key of the witness',
  },
] as const satisfies readonly Period[]

export function periodOf(use: KeyUse): Period {
  return keyPeriods.find((p) => p.use === use)!
}

const dayMilliseconds = 86_400_000

/** When this key should have a successor; undefined where it has one, or was revoked. */
export function rotationDue(key: AuthorityKey): Instant | undefined {
  if (key.to !== undefined || key.revoked !== undefined) return undefined
  return instant(millis(key.from) + periodOf(key.use).days * dayMilliseconds)
}

/** The next version of the card with a new key; those before it of the same use and kind end after their overlap. */
export function withNewKey(
  card: AuthorityCard,
  key: Pick<AuthorityKey, 'id' | 'use' | 'algorithm' | 'publicKey'>,
  at: Instant,
): AuthorityCard {
  const { overlapDays } = periodOf(key.use)
  // What the old key signed in the very instant of the change is good; from then on the newest one signs.
  const end = instant(millis(at) + overlapDays * dayMilliseconds)
  const ended = card.keys.map((k) =>
    k.use === key.use && k.algorithm === key.algorithm && (k.to === undefined || k.to > end)
      ? { ...k, to: end }
      : k,
  )
  return nextVersion({ ...card, keys: [...ended, { ...key, from: at }] }, at)
}

/** The next version that agrees to the curve alone until a day, with a key of that kind for letters to it. */
export function withClassicalSuite(
  card: AuthorityCard,
  key: Pick<AuthorityKey, 'id' | 'algorithm' | 'publicKey'> | undefined,
  at: Instant,
  until: Instant | undefined,
): AuthorityCard {
  const entry = {
    suite: 'classical',
    from: at,
    ...(until === undefined ? {} : { to: until }),
  } as const
  const added = key === undefined ? [] : [{ ...key, use: 'open' as const, from: at }]
  const suites = [...(card.suites ?? []), entry]
  return nextVersion({ ...card, suites, keys: [...card.keys, ...added] }, at)
}

/** The next version with a new key for an officer; the one before ends with that instant. */
export function withNewOfficerKey(
  card: AuthorityCard,
  id: string,
  key: Pick<OfficerKey, 'key' | 'publicKey'>,
  at: Instant,
): AuthorityCard | undefined {
  const role = card.officers.findLast((o) => o.id === id)?.role
  if (role === undefined) return undefined
  const ended = card.officers.map((o) =>
    o.id === id && (o.to === undefined || o.to > at) ? { ...o, to: at } : o,
  )
  return nextVersion({ ...card, officers: [...ended, { id, role, ...key, from: at }] }, at)
}

/** The next version of the card with that key taken back; `undefined` where no key has that id. */
export function withRevokedKey(
  card: AuthorityCard,
  id: string,
  reason: RevocationReason,
  at: Instant,
): AuthorityCard | undefined {
  const revoked: Revocation = { at, reason }
  const mark = <K extends { readonly revoked?: Revocation }>(key: K, named: string): K =>
    named === id && key.revoked === undefined ? { ...key, revoked } : key
  const keys = card.keys.map((k) => mark(k, k.id))
  const officers = card.officers.map((o) => mark(o, o.key))
  const found = [...card.keys.map((k) => k.id), ...card.officers.map((o) => o.key)].includes(id)
  return found ? nextVersion({ ...card, keys, officers }, at) : undefined
}

function nextVersion(card: AuthorityCard, at: Instant): AuthorityCard {
  return { ...card, version: card.version + 1, issuedAt: at }
}

/** Days by which a revocation may reach back before the moment at which a partner heard of it. */
export const revocationReachDays = 7

/**
 * Does a signature by this key count? It names its own time, and somebody's log proves when it was there. A key that
 * has ended still judges what it signed before. A key that was taken back judges what is proven to have been there
 * before: a thief can write any date into a letter, but cannot put it into the log of yesterday.
 *
 * A partner who regrets what was signed must not undo it by dating a revocation back, so it never reaches further than
 * `revocationReachDays` before `heard`, the time at which this node took the revocation in.
 *
 * @param proven time of the log entry that holds the signature; now, for a letter that arrives
 */
export function keyStands(
  key: Pick<AuthorityKey | OfficerKey, 'from' | 'to' | 'revoked'>,
  signed: Instant,
  proven: Instant,
  heard?: Instant,
): boolean {
  if (signed < key.from || (key.to !== undefined && signed > key.to)) return false
  if (key.revoked === undefined) return true
  const earliest =
    heard === undefined
      ? key.revoked.at
      : instant(millis(heard) - revocationReachDays * dayMilliseconds)
  const effective = key.revoked.at > earliest ? key.revoked.at : earliest
  return proven < effective
}

/**
 * The moment that a time in whole seconds stands for, as a cosignature (C2SP tlog-cosignature) or a token names it. The
 * second in which a key began belongs to the key: cut down to its beginning, a cosignature made in it would be older than
 * its key.
 */
export function momentOfSecond(key: Pick<AuthorityKey, 'from'>, seconds: number): Instant {
  const start = instant(seconds * 1000)
  return Math.floor(millis(key.from) / 1000) === seconds ? key.from : start
}

/** What a new version of a card changes, one plain line each: what two officers read before they accept it. */
export function changesOf(
  before: AuthorityCard | undefined,
  after: AuthorityCard,
): readonly string[] {
  if (before === undefined) return [`${after.id} is new in the directory`]
  const lines: string[] = []
  for (const field of ['name', 'kind', 'address'] as const)
    if (before[field] !== after[field])
      lines.push(`${field} was "${before[field]}", is "${after[field]}"`)
  lines.push(...keyChanges(before.keys.map(asKey), after.keys.map(asKey)))
  lines.push(...keyChanges(before.officers.map(asOfficer), after.officers.map(asOfficer)))
  const suites = (card: AuthorityCard) => JSON.stringify(card.suites ?? [])
  if (suites(before) !== suites(after))
    lines.push('its agreement to seals and signatures without lattices is another')
  for (const field of ['competences', 'languages', 'desk'] as const)
    if (JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      lines.push(`its ${field} changed`)
  return lines
}

interface Listed {
  readonly id: string
  readonly what: string
  readonly to?: Instant | undefined
  readonly revoked?: Revocation | undefined
}

const asKey = (k: AuthorityKey): Listed => ({ id: k.id, what: k.use, to: k.to, revoked: k.revoked })
const asOfficer = (o: OfficerKey): Listed => ({
  id: o.key,
  what: `officer ${o.id}`,
  to: o.to,
  revoked: o.revoked,
})

function keyChanges(before: readonly Listed[], after: readonly Listed[]): readonly string[] {
  const lines: string[] = []
  for (const key of after) {
    const old = before.find((k) => k.id === key.id)
    if (old === undefined) lines.push(`new key ${key.id} (${key.what})`)
    if (key.revoked !== undefined && old?.revoked === undefined)
      lines.push(
        `key ${key.id} (${key.what}) is revoked from ${key.revoked.at}: ${key.revoked.reason}`,
      )
    else if (old !== undefined && key.to !== undefined && key.to !== old.to)
      lines.push(`key ${key.id} (${key.what}) ends ${key.to}`)
  }
  for (const key of before)
    if (!after.some((k) => k.id === key.id))
      lines.push(`key ${key.id} (${key.what}) is no longer listed`)
  return lines
}
