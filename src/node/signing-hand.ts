import type { Json } from '#base'
import type { RecordHeader } from '#exchange'
import type { Cards } from './known-keys.ts'

/** Steps that a node takes across a border without an officer: it passes on what somebody else corrected or took back. */
const withoutOfficer = [
  'correct-item',
  'correct-item-back',
  'retract-item',
  'retract-item-back',
] as const

/**
 * Why the hand that signed a record may not have taken this step, or undefined. A card says in which role an officer signs,
 * and a record that claims another one is not believed. Behind the node's own hand stands its seal and no person: it passes
 * corrections on, each naming the one that it passes on, and does nothing else. Whoever steals a seal sends no order with it.
 *
 * @param document undefined where the words are not at hand
 */
export function handWrong(
  cards: Cards,
  header: Pick<RecordHeader, 'actor' | 'key' | 'crosses' | 'transition' | 'data'>,
  document: Readonly<Record<string, Json>> | null | undefined,
): string | undefined {
  const { actor, key, crosses, transition, data } = header
  if (!crosses) return undefined
  const [authority = '', who] = actor.split('/')
  if (who === 'clock') return `${actor} is a clock, and takes no step that crosses a border`
  if (who === 'node') {
    const passesOn = withoutOfficer.some((step) => step === transition)
    if (!passesOn || data.role !== 'node')
      return `${actor} is no officer, and passes corrections on and nothing else`
    return document === undefined || typeof document?.cause === 'string'
      ? undefined
      : `${actor} passes corrections on, and this one names none that it passes on`
  }
  const officer = cards.card(authority)?.officers.find((o) => o.id === actor && o.key === key)
  return officer === undefined || officer.role === data.role
    ? undefined
    : `${actor} signs as ${officer.role} by the card, and the record says ${String(data.role)}`
}
