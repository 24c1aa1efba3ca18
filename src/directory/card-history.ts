import { done, type Outcome, refuse } from '#base'
import type { AuthorityCard, AuthorityKey, OfficerKey } from './cards.ts'

type Listed = Pick<AuthorityKey, 'publicKey' | 'from' | 'to' | 'revoked'> & {
  readonly id: string
  readonly use: string
}

function listed(card: AuthorityCard): readonly Listed[] {
  const ofOfficer = (o: OfficerKey): Listed => ({ ...o, id: o.key, use: `officer ${o.id}` })
  return [...card.keys, ...card.officers.map(ofOfficer)]
}

/**
 * One key, one use: no id and no public key stands twice on a card. Otherwise one signature could fill the slot of an
 * officer and that of the node.
 */
export function usesOnce(card: AuthorityCard): Outcome<void> {
  const seen = new Set<string>()
  for (const key of listed(card)) {
    if (seen.has(key.id) || seen.has(key.publicKey))
      return refuse({
        kind: 'malformed',
        name: 'key-used-twice',
        ground: `key ${key.id} stands twice on the card of ${card.id}`,
        citation: 'NIST SP 800-57 Part 1 Rev. 5, 5.2',
        remedy: 'make a key for each use and each officer',
      })
    seen.add(key.id).add(key.publicKey)
  }
  return done(undefined)
}

/**
 * A new version adds, ends and takes back keys; it forgets none and revives none. The newest card then judges every
 * signature that was ever made, and nobody can make old evidence unreadable by leaving a key out.
 */
export function keepsHistory(card: AuthorityCard, known: AuthorityCard): Outcome<void> {
  const now = new Map(listed(card).map((key) => [key.id, key]))
  for (const before of listed(known)) {
    const key = now.get(before.id)
    const fault = key === undefined ? 'is no longer listed' : faultOf(key, before, card, known)
    if (fault !== undefined)
      return refuse({
        kind: 'conflict',
        name: 'card-history-lost',
        ground: `in card ${card.id} version ${card.version} the key ${before.id} ${fault}`,
        remedy:
          'list every key of the version before, with its end or its revocation, and add to that',
      })
  }
  for (const before of known.suites ?? []) {
    const entry = (card.suites ?? []).find((s) => s.from === before.from)
    const longer = before.to !== undefined && (entry?.to === undefined || entry.to > before.to)
    if (entry === undefined || longer)
      return refuse({
        kind: 'conflict',
        name: 'card-history-lost',
        ground: `card ${card.id} version ${card.version} no longer says what was agreed from ${before.from} on about the suite`,
        remedy: 'keep the entry with its end; what was signed under it is judged by it',
      })
  }
  return done(undefined)
}

function faultOf(
  key: Listed,
  before: Listed,
  card: AuthorityCard,
  known: AuthorityCard,
): string | undefined {
  if (key.publicKey !== before.publicKey || key.use !== before.use || key.from !== before.from)
    return 'is another than in the version before'
  if (before.to !== undefined && (key.to === undefined || key.to > before.to))
    return `counts longer than until ${before.to}, which was its end`
  if (key.to !== undefined && before.to === undefined && key.to < known.issuedAt)
    return `ends ${key.to}, before the version that still listed it without an end`
  if (before.revoked !== undefined)
    return JSON.stringify(key.revoked) === JSON.stringify(before.revoked)
      ? undefined
      : 'was revoked, and its revocation is gone or another'
  if (key.revoked === undefined) return undefined
  // A revocation that reached back behind the version before would undo what that version vouched for.
  return key.revoked.at < known.issuedAt || key.revoked.at > card.issuedAt
    ? `is revoked from ${key.revoked.at}, which is not between the two versions`
    : undefined
}
