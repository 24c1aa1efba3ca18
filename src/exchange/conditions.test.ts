import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { handlingMarks } from '#model'
import {
  atLeastAsStrict,
  type Grade,
  type ItemConditions,
  meet,
  meetAll,
  papMarks,
  permits,
  type SienaCode,
  strictest,
  unrestricted,
} from './conditions.ts'
import { conditionsOf, conditionsWithParts, partsOf } from './conditions-read.ts'
import type { Grant } from './consent.ts'
import { allowed, type Use, verdictOn } from './use.ts'

const authorities = ['XN-FIU', 'XS-FIU', 'XH-FIU', 'XV-FIU'] as const
const purposes = ['analysis', 'investigation', 'prosecution', 'tax'] as const
const day = fc
  .integer({ min: 0, max: 3000 })
  .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))
const sortedOf = <T extends string>(from: readonly T[]) =>
  fc.subarray([...from]).map((list) => [...list].sort())

/** Any set of conditions that a document can state. */
const anyConditions: fc.Arbitrary<ItemConditions> = fc
  .record({
    handling: fc.constantFrom(...handlingMarks),
    pap: fc.constantFrom(...papMarks),
    siena: sortedOf<SienaCode>(['H1', 'H2', 'H3']),
    purposes: fc.option(sortedOf(purposes), { nil: null }),
    evidence: fc.constantFrom(...permits),
    onward: fc.constantFrom(...permits),
    onwardTo: sortedOf(authorities),
    speciality: fc.boolean(),
    retainUntil: fc.option(day, { nil: null }),
    confidentialUntil: fc.option(day, { nil: null }),
    disputed: fc.boolean(),
    grade: fc.option(
      fc
        .tuple(fc.constantFrom('A', 'B', 'C', 'X'), fc.constantFrom('1', '2', '3', '4'))
        .map(([s, c]) => `${s}${c}` as Grade),
      { nil: null },
    ),
    originators: fc.subarray([...authorities], { minLength: 1 }).map((l) => [...l].sort()),
  })
  .map((c) => (c.onward === 'with-consent' ? c : { ...c, onwardTo: [] }))

const anyUse: fc.Arbitrary<Use> = fc.oneof(
  fc.constant({ do: 'read' } as const),
  fc.constant({ do: 'tell' } as const),
  fc.record({
    do: fc.constant('onward' as const),
    to: fc.constantFrom('XV-SACP', 'XB-FIU', ...authorities),
    purpose: fc.constantFrom(...purposes),
  }),
  fc.record({ do: fc.constant('evidence' as const), purpose: fc.constantFrom(...purposes) }),
  fc.record({ do: fc.constant('purpose' as const), purpose: fc.constantFrom(...purposes) }),
)

describe('the conditions of a document made from several items', () => {
  it('do not depend on the order in which the items were taken', () => {
    fc.assert(
      fc.property(anyConditions, anyConditions, anyConditions, (a, b, c) => {
        expect(meet(a, b)).toEqual(meet(b, a))
        expect(meet(meet(a, b), c)).toEqual(meet(a, meet(b, c)))
      }),
    )
  })

  it('do not change when an item is taken twice, or with one that nothing restricts', () => {
    fc.assert(
      fc.property(anyConditions, (a) => {
        expect(meet(a, a)).toEqual(a)
        expect(meet(a, unrestricted)).toEqual(a)
      }),
    )
  })

  it('are never looser than those of any item', () => {
    fc.assert(
      fc.property(fc.array(anyConditions, { minLength: 1, maxLength: 5 }), (all) => {
        const made = meetAll(all)
        for (const one of all) expect(atLeastAsStrict(made, one)).toBe(true)
      }),
    )
  })

  it('allow no use that one of the items forbids', () => {
    fc.assert(
      fc.property(anyConditions, anyConditions, anyUse, day, (a, b, use, on) => {
        // Whoever gave one item does not for that reason get the other one.
        const forBoth = meet(a, b)
        if (allowed(verdictOn('i', forBoth, use, on, [])))
          for (const one of [a, b]) expect(allowed(verdictOn('i', one, use, on, []))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('are not opened by a list of readers that belongs to another item', () => {
    const free = { ...unrestricted, originators: ['XN-FIU'] }
    const named = { ...free, onward: 'with-consent', onwardTo: ['XV-SACP'] } as const
    for (const strict of [
      { ...free, siena: ['H2'] as const },
      { ...free, handling: 'TLP:RED' as const },
    ]) {
      const use = { do: 'onward', to: 'XV-SACP' } as const
      expect(allowed(verdictOn('i', named, use, '2025-02-01', []))).toBe(true)
      expect(allowed(verdictOn('i', meet(named, strict), use, '2025-02-01', []))).toBe(false)
    }
  })
})

const given = {
  ...unrestricted,
  handling: 'TLP:AMBER',
  purposes: ['analysis', 'investigation'],
  evidence: 'with-consent',
  onward: 'with-consent',
  originators: ['XN-FIU'],
} as const satisfies ItemConditions
const grant: Grant = {
  record: 'r',
  from: 'XN-FIU',
  items: ['item'],
  matter: ['item', 'other'],
  use: 'onward',
  recipients: ['XV-SACP'],
  purposes: [],
  until: '2025-06-30',
  withdrawn: false,
}
const pass: Use = { do: 'onward', to: 'XV-SACP' }

describe('a use', () => {
  it.each<[string, Partial<ItemConditions>, Use, readonly string[]]>([
    ['passing on what needs consent', {}, pass, ['onward']],
    ['passing on to somebody the giver named', { onwardTo: ['XV-SACP'] }, pass, []],
    ['passing on what is not passed on', { onward: 'no' }, pass, ['onward']],
    ['giving it back to who gave it', { onward: 'no' }, { do: 'onward', to: 'XN-FIU' }, []],
    [
      'passing on what stays in the house',
      { onward: 'yes', handling: 'TLP:AMBER+STRICT' },
      pass,
      ['handling'],
    ],
    ['passing on under H2', { onward: 'yes', siena: ['H2'] }, pass, ['siena']],
    ['passing on under PAP:RED', { onward: 'yes', pap: 'PAP:RED' }, pass, ['pap']],
    ['evidence under H1', { evidence: 'yes', siena: ['H1'] }, { do: 'evidence' }, ['siena']],
    [
      'evidence for another purpose',
      { evidence: 'yes' },
      { do: 'evidence', purpose: 'tax' },
      ['purposes'],
    ],
    [
      'other proceedings',
      { evidence: 'yes', speciality: true },
      { do: 'evidence', elsewhere: true },
      ['speciality'],
    ],
    [
      'what speaks for an accused',
      { evidence: 'no', speciality: true },
      { do: 'evidence', elsewhere: true, exculpatory: true },
      [],
    ],
    [
      'telling the person too early',
      { confidentialUntil: '2025-03-01' },
      { do: 'tell' },
      ['confidentialUntil'],
    ],
    ['telling the person afterwards', { confidentialUntil: '2025-01-31' }, { do: 'tell' }, []],
    ['reading after its time', { retainUntil: '2025-01-31' }, { do: 'read' }, ['retainUntil']],
    ['reading in its time', { retainUntil: '2025-02-01' }, { do: 'read' }, []],
  ])('%s', (_, change, use, barriers) => {
    const found = verdictOn('item', { ...given, ...change }, use, '2025-02-01', [])
    expect(found.barriers.map((b) => b.condition)).toEqual(barriers)
  })

  it('of what speaks for an accused owes a notice before', () => {
    const use: Use = { do: 'evidence', exculpatory: true }
    expect(verdictOn('item', given, use, '2025-02-01', []).owes).toEqual([
      'tell XN-FIU before it is disclosed for the accused (UNCAC art. 46(19))',
    ])
  })

  it.each<[string, Partial<Grant>, string, boolean]>([
    ['the item, the authority, in time', {}, 'item', true],
    ['a part of the item', {}, 'item#answer', true],
    ['everything in the matter', { items: [] }, 'other', true],
    ['another item', {}, 'other', false],
    ['the whole, when a part was allowed', { items: ['item#answer'] }, 'item', false],
    ['an item whose name begins alike', {}, 'item2', false],
    ['another authority', { recipients: ['XB-FIU'] }, 'item', false],
    ['after its last day', { until: '2025-01-31' }, 'item', false],
    ['after it was withdrawn', { withdrawn: true }, 'item', false],
    ['another kind of use', { use: 'evidence' }, 'item', false],
    ['a consent in words alone', { use: null }, 'item', false],
    ['somebody else’s consent', { from: 'XS-FIU' }, 'item', false],
  ])('is allowed by consent for %s', (_, change, item, yes) => {
    const verdict = verdictOn(item, given, pass, '2025-02-01', [{ ...grant, ...change }])
    expect(allowed(verdict)).toBe(yes)
    expect(verdict.relies).toEqual(yes ? ['r'] : [])
  })

  it('of something made from two authorities’ items needs the consent of both', () => {
    const both = { ...given, originators: ['XN-FIU', 'XS-FIU'] }
    const other = { ...grant, from: 'XS-FIU', record: 's' }
    expect(allowed(verdictOn('item', both, pass, '2025-02-01', [grant]))).toBe(false)
    expect(verdictOn('item', both, pass, '2025-02-01', [grant, other])).toMatchObject({
      barriers: [],
      relies: ['r', 's'],
    })
  })

  it('after its time is not brought back by any consent', () => {
    const old = { ...given, retainUntil: '2025-01-31' }
    expect(allowed(verdictOn('item', old, pass, '2025-02-01', [grant]))).toBe(false)
  })

  it('without consent is never allowed where the item forbids it, whatever else was granted', () => {
    fc.assert(
      fc.property(anyConditions, day, (c, on) => {
        if (c.onward === 'yes' || c.onwardTo.includes('XV-SACP')) return
        expect(allowed(verdictOn('i', c, pass, on, [{ ...grant, items: ['j'] }]))).toBe(false)
      }),
    )
  })
})

describe('the conditions that a document states', () => {
  const document = {
    handling: 'TLP:AMBER',
    purposes: ['investigation', 'analysis'],
    evidence: 'with-consent',
    onward: 'with-consent',
    onwardTo: ['XV-SACP'],
    grade: 'B2',
    parts: ['answer: TLP:RED; evidence no; until 2026-01-31', 'persons/1: H2; grade C3; disputed'],
  }

  it('are read for the whole and for each part', () => {
    const whole = conditionsOf(document, 'XN-FIU')!
    expect(whole).toMatchObject({ purposes: ['analysis', 'investigation'], grade: 'B2' })
    const parts = partsOf(document, whole)
    expect(parts.ok && parts.value).toMatchObject([
      {
        part: 'answer',
        conditions: { handling: 'TLP:RED', evidence: 'no', onward: 'with-consent' },
      },
      { part: 'persons/1', conditions: { siena: ['H2'], grade: 'C3', disputed: true } },
    ])
    expect(conditionsWithParts(document, 'XN-FIU')).toMatchObject({
      handling: 'TLP:RED',
      evidence: 'no',
      siena: ['H2'],
      grade: 'C3',
      retainUntil: '2026-01-31',
    })
  })

  it('of a part are never looser than those of the whole', () => {
    const whole = conditionsOf(document, 'XN-FIU')!
    const parts = partsOf({ parts: ['answer: TLP:CLEAR; evidence yes; onward yes'] }, whole)
    expect(parts.ok && parts.value[0]!.conditions).toEqual(whole)
  })

  it.each([
    'answer',
    'answer:',
    'answer: soon',
    'answer: TLP:PURPLE',
    'answer: evidence maybe',
    'answer: until tomorrow',
    'answer: only the police',
    '../x: TLP:RED',
    `answer: ${'H1;'.repeat(400)}H1`,
  ])('"%s" is refused by name, and the document counts as closed', (line) => {
    const parts = partsOf({ parts: [line] }, unrestricted)
    expect(!parts.ok && parts.refusal.name).toBe('condition-unreadable')
    expect(conditionsWithParts({ ...document, parts: [line] }, 'XN-FIU')).toMatchObject({
      onward: 'no',
      evidence: 'no',
    })
  })

  it('that says nothing allows nothing', () => {
    expect(conditionsWithParts({ answer: 'two accounts' }, 'XN-FIU')).toEqual({
      ...strictest,
      originators: ['XN-FIU'],
    })
  })

  it('never throw, whatever a part says', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 5 }), (parts) => {
        const made = conditionsWithParts({ ...document, parts }, 'XN-FIU')
        expect(atLeastAsStrict(made, conditionsOf(document, 'XN-FIU')!)).toBe(true)
      }),
    )
  })
})
