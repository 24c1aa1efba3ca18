import { describe, expect, it } from 'vitest'
import { type Instant, must, type Outcome } from '#base'
import { type AuthorityCard, suiteBetween, suiteOnArrival } from '#directory'
import { composeLetter, openLetter } from './letter.ts'
import { rulesFor, signatureRules } from './policy.ts'
import {
  at,
  countedRandom,
  draft,
  knownTo,
  officerOf,
  readerOf,
  sealsOf,
  type TestEnds,
  testEnds,
} from './test-letters.ts'

const ends = testEnds()
const entry = { suite: 'classical', from: '2025-01-01T00:00:00.000Z' as Instant } as const
const card = (id: string, suites?: AuthorityCard['suites']): Partial<AuthorityCard> => ({
  id,
  ...(suites === undefined ? {} : { suites }),
})
const both = [card('XV-FIU', [entry]), card('XN-FIU', [entry])]

function refusal(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'accepted' : outcome.refusal.name
}

interface Sent {
  readonly with: 'curve alone' | 'curve and lattice'
  readonly seals: 'first' | 'both' | 'none'
}

/** One letter as a node with these cards takes it in. */
function taken(sent: Sent, cards: readonly Partial<AuthorityCard>[], now = at): string {
  const to = sent.with === 'curve alone' ? ends.classical : ends.hybrid
  const seals = sealsOf(ends).slice(0, { first: 1, both: 2, none: 0 }[sent.seals])
  const { statement, payload } = draft(ends, 0, { recipients: [{ node: 'XN-FIU', key: to.id }] })
  const signers = [...officerOf(ends), ...seals]
  const { bytes } = composeLetter(statement, payload, signers, to, countedRandom())
  return refusal(openLetter(bytes, readerOf(ends, { knownKey: knownTo(ends, cards), now })))
}

describe('a letter under the hybrid suite', () => {
  it('is refused when it is sealed with the elliptic curve alone', () => {
    expect(taken({ with: 'curve alone', seals: 'both' }, [])).toBe('suite-downgraded')
  })

  it('is refused without its second seal', () => {
    expect(taken({ with: 'curve and lattice', seals: 'first' }, [])).toBe('signature-missing')
  })

  it('stays hybrid when only one of the two cards agrees to less', () => {
    for (const one of both) {
      expect(taken({ with: 'curve alone', seals: 'both' }, [one])).toBe('suite-downgraded')
      expect(taken({ with: 'curve and lattice', seals: 'first' }, [one])).toBe('signature-missing')
    }
  })

  it('stays hybrid when the agreement has not begun, or is over', () => {
    const later = { ...entry, from: '2025-02-01T00:00:00.000Z' as Instant }
    const over = { ...entry, to: '2025-01-10T00:00:00.000Z' as Instant }
    for (const dated of [later, over]) {
      const cards = [card('XV-FIU', [dated]), card('XN-FIU', [entry])]
      expect(taken({ with: 'curve alone', seals: 'first' }, cards)).toBe('suite-downgraded')
    }
  })
})

describe('a letter under the classical suite, to which both cards agree', () => {
  it('is taken with the curve alone and one seal', () => {
    expect(taken({ with: 'curve alone', seals: 'first' }, both)).toBe('accepted')
  })

  it('is taken with more than it needs', () => {
    expect(taken({ with: 'curve and lattice', seals: 'both' }, both)).toBe('accepted')
  })

  it('still needs the seal of the node and the officer', () => {
    expect(taken({ with: 'curve alone', seals: 'none' }, both)).toBe('signature-missing')
    expect(
      rulesFor('act', 'classical')
        .filter((r) => r.required)
        .map((r) => r.slot),
    ).toEqual(['officer', 'seal'])
  })

  it('is the same to the last byte from the same randomness', () => {
    const compose = () => {
      const fixed: TestEnds = testEnds(countedRandom())
      const { statement, payload } = draft(fixed, 0)
      const signers = [...officerOf(fixed), sealsOf(fixed)[0]!]
      return composeLetter(statement, payload, signers, fixed.classical, countedRandom(7)).bytes
    }
    expect(Buffer.compare(compose(), compose())).toBe(0)
  })
})

describe('the end of an agreement to the curve alone', () => {
  const end = '2025-03-01T00:00:00.000Z' as Instant
  const ended = [card('XV-FIU', [{ ...entry, to: end }]), card('XN-FIU', [entry])] as [
    AuthorityCard,
    AuthorityCard,
  ]

  it('lets letters arrive that were under way, for the term of a letter', () => {
    const created = '2025-02-20T00:00:00.000Z' as Instant
    const [soon, late] = ['2025-03-15T00:00:00.000Z', '2025-04-15T00:00:00.000Z'] as Instant[]
    expect(suiteOnArrival(...ended, created, soon!)).toBe('classical')
    expect(suiteOnArrival(...ended, created, late!)).toBe('hybrid')
  })

  it('does not make evidence of before worse: what was agreed then is judged by then', () => {
    expect(suiteBetween(...ended, '2025-02-20T00:00:00.000Z' as Instant)).toBe('classical')
    expect(suiteBetween(...ended, '2025-03-02T00:00:00.000Z' as Instant)).toBe('hybrid')
  })
})

describe('the table of signatures', () => {
  it('names each slot once for each kind of statement, with its reason', () => {
    const named = signatureRules.map((r) => `${r.kind} ${r.slot}`)
    expect(new Set(named).size).toBe(named.length)
    expect(signatureRules.every((r) => r.reason.length > 20)).toBe(true)
  })

  it('requires every row of it when nothing was agreed', () => {
    for (const kind of ['act', 'receipt', 'notice'] as const)
      expect(rulesFor(kind).every((r) => r.required)).toBe(true)
  })

  it('opens what it composes, so that the refusals above are not for another reason', () => {
    const { statement, payload } = draft(ends, 0)
    const signers = [...officerOf(ends), ...sealsOf(ends)]
    const { bytes } = composeLetter(statement, payload, signers, ends.hybrid, countedRandom())
    expect(must(openLetter(bytes, readerOf(ends))).statement).toEqual(statement)
  })
})
