import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Digest, digest, type Instant } from '#base'
import {
  type Delivery,
  deliveryOf,
  deliverySentence,
  type Evidence,
  rungs,
  type Saying,
  sayings,
  withEvidence,
} from './delivery.ts'

const at = (minute: number) => `2025-01-20T09:${String(minute).padStart(2, '0')}:00.000Z` as Instant

function piece(says: Saying, minute = 10, reason?: string): Evidence {
  return {
    says,
    by: 'XN-FIU',
    at: at(minute),
    digest: digest(Buffer.from(`${says} ${minute}`)),
    ...(reason === undefined ? {} : { reason }),
  }
}

const letter = { sentAt: at(0), expires: '2025-02-19T09:00:00.000Z' as Instant }

const anyPiece = fc
  .record({
    says: fc.constantFrom(...sayings),
    by: fc.constantFrom('XN-FIU', 'XS-FIU'),
    minute: fc.integer({ min: 0, max: 59 }),
    seed: fc.integer({ min: 0, max: 5 }),
  })
  .map(
    ({ says, by, minute, seed }): Evidence => ({
      says,
      by,
      at: at(minute),
      digest: digest(Buffer.from(`${says} ${by} ${minute} ${seed}`)) as Digest,
    }),
  )
const anyLedger = fc.array(anyPiece, { maxLength: 12 })

/** Everything that the state claims to know, as a set that can only grow. */
function knowledge(d: Delivery): ReadonlySet<string> {
  const facts = d.evidence.map((e) => `${e.says} ${e.by} ${e.at} ${e.digest}`)
  for (const rung of rungs.slice(1, rungs.indexOf(d.rung) + 1)) facts.push(`reached ${rung}`)
  for (const flag of ['refused', 'contradicted', 'late'] as const) if (d[flag]) facts.push(flag)
  return new Set(facts)
}

describe('the ledger of one letter', () => {
  it('folds the same evidence to the same state, in whatever order it came', () => {
    fc.assert(
      fc.property(anyLedger, fc.integer(), (ledger, seed) => {
        const shuffled = ledger
          .map((e, i) => [digest(Buffer.from(`${seed} ${i}`)), e] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, e]) => e)
        expect(deliveryOf(shuffled)).toEqual(deliveryOf(ledger))
        expect(shuffled.reduce<readonly Evidence[]>((l, e) => withEvidence(l, [e]), [])).toEqual(
          deliveryOf(ledger).evidence,
        )
      }),
    )
  })

  it('never knows less after more evidence', () => {
    fc.assert(
      fc.property(anyLedger, anyPiece, (ledger, more) => {
        const before = knowledge(deliveryOf(ledger))
        const after = knowledge(deliveryOf([...ledger, more]))
        for (const fact of before) expect(after).toContain(fact)
      }),
    )
  })

  it('keeps the same bytes once, however often they come', () => {
    fc.assert(
      fc.property(anyLedger, (ledger) => {
        expect(deliveryOf([...ledger, ...ledger])).toEqual(deliveryOf(ledger))
        const once = withEvidence([], ledger)
        expect(withEvidence(once, ledger)).toBe(once)
      }),
    )
  })

  it('calls no letter refused or delivered that nobody has said it of', () => {
    fc.assert(
      fc.property(anyLedger, (ledger) => {
        const state = deliveryOf(ledger)
        if (state.refused) expect(ledger.some((e) => e.says === 'refused')).toBe(true)
        if (state.rung !== 'none')
          expect(ledger.some((e) => e.says !== 'refused' && e.says !== 'deferred')).toBe(true)
      }),
    )
  })
})

describe('what is said of a letter', () => {
  const now = at(50)

  it.each([
    ['silence', [], now, `no evidence yet since ${at(0)}`],
    [
      'silence after the term, which is still no refusal',
      [],
      '2025-03-01T00:00:00.000Z' as Instant,
      `no evidence yet since ${at(0)}; its term ended at 2025-02-19T09:00:00.000Z`,
    ],
    [
      'put off',
      [piece('deferred', 5, 'busy')],
      now,
      `no evidence yet since ${at(0)}; put off by XN-FIU: busy`,
    ],
    ['admitted', [piece('admitted')], now, `admitted by XN-FIU at ${at(10)}`],
    [
      'retrieved after admitted',
      [piece('retrieved', 20), piece('admitted')],
      now,
      `retrieved by XN-FIU at ${at(20)}`,
    ],
    [
      'a late yes after a no for now',
      [piece('deferred', 5, 'sequence-gap'), piece('admitted', 20)],
      now,
      `admitted by XN-FIU at ${at(20)}, after it had been put off or refused`,
    ],
    [
      'a refusal',
      [piece('refused', 10, 'expired')],
      now,
      `refused by XN-FIU at ${at(10)}: expired`,
    ],
    [
      'both, in either order',
      [piece('admitted', 20), piece('refused', 10, 'expired')],
      now,
      `contradicted: refused (${at(10)}), admitted (${at(20)}); both are on record`,
    ],
  ] as const)('%s', (_what, evidence, moment, sentence) => {
    expect(deliverySentence(deliveryOf(evidence), letter, moment)).toBe(sentence)
  })
})
