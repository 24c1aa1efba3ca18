import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import { ask, makeDecider } from './decide.ts'
import { floor } from './floor.ts'
import type { Policy } from './policy.ts'
import { layPolicies, shippedPolicies } from './policy-set.ts'
import { purposes } from './purposes.ts'
import {
  type AccessQuestion,
  accessActions,
  assurances,
  ethicsStates,
  plainQuestion,
  relations,
  subjectKinds,
} from './question.ts'
import { accessRefusal } from './refusals.ts'

const decider = makeDecider(must(layPolicies()))

type Change = Omit<Partial<AccessQuestion>, 'officer' | 'subject'> & {
  officer?: Partial<AccessQuestion['officer']>
  subject?: Partial<AccessQuestion['subject']>
}

function question(...changes: readonly Change[]): AccessQuestion {
  let q = plainQuestion
  for (const { officer, subject, ...rest } of changes)
    q = {
      ...q,
      ...rest,
      officer: { ...q.officer, ...officer },
      subject: { ...q.subject, ...subject },
    }
  return q
}

/** What the policies say, in one word: yes, or the name of the refusal. */
function said(...changes: readonly Change[]): string {
  const verdict = decider.decide(question(...changes))
  return verdict.allowed ? 'yes' : accessRefusal(verdict).name
}

const who = {
  worker: { relation: 'party', works: true },
  colleague: { relation: 'party', works: false },
  court: { officer: { role: 'judge', kind: 'court' }, relation: 'team', works: true },
  'not yet': { relation: 'not-yet' },
  stranger: { relation: 'none' },
  auditor: { officer: { role: 'auditor' }, relation: 'none' },
  oversight: { officer: { role: 'inspector', kind: 'oversight' }, relation: 'none' },
  'broken glass': { relation: 'none', glass: true },
} as const satisfies Record<string, Change>

const why = {
  'no purpose': {},
  'to work on it': { purpose: 'matter' },
  'supervision, no reason': { purpose: 'supervision' },
  'supervision, reason': { purpose: 'supervision', reasoned: true },
  oversight: { purpose: 'oversight' },
  emergency: { purpose: 'emergency', reasoned: true },
} as const satisfies Record<string, Change>

const no = 'not-permitted'

describe('who may read a matter, for which purpose', () => {
  // Columns: no purpose, work, supervision without and with reason, oversight, emergency.
  const closed = 'purpose-not-open'
  const table: Record<keyof typeof who, readonly string[]> = {
    worker: ['purpose-missing', 'yes', 'reason-missing', 'yes', closed, closed],
    colleague: ['purpose-missing', closed, 'reason-missing', 'yes', closed, closed],
    court: ['purpose-missing', 'yes', 'reason-missing', 'yes', closed, closed],
    'not yet': Array.from({ length: 6 }, () => 'not-put-yet'),
    stranger: ['purpose-missing', closed, 'reason-missing', no, closed, closed],
    auditor: ['purpose-missing', closed, 'reason-missing', 'yes', 'yes', closed],
    oversight: ['purpose-missing', closed, 'reason-missing', 'yes', 'yes', closed],
    'broken glass': ['purpose-missing', closed, 'reason-missing', 'yes', closed, 'yes'],
  }
  it.each(Object.entries(table))('%s', (officer, row) => {
    const answers = Object.values(why).map((w) =>
      said({ action: 'read' }, who[officer as keyof typeof who], w),
    )
    expect(answers).toEqual(row)
  })
})

describe('who may do what with a matter, for a purpose that is theirs', () => {
  const acts = ['list', 'export', 'print', 'draft', 'approve', 'release', 'break-glass'] as const
  const glass = 'glass-only-reads'
  const table: Record<keyof typeof who, readonly string[]> = {
    worker: ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
    colleague: ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
    court: ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
    'not yet': Array.from({ length: 7 }, () => 'not-put-yet'),
    stranger: [no, no, no, no, no, no, 'yes'],
    auditor: ['yes', 'yes', 'yes', no, no, no, no],
    oversight: ['yes', 'yes', 'yes', no, no, no, no],
    'broken glass': ['yes', glass, glass, glass, glass, glass, 'yes'],
  }
  it.each(Object.entries(table))('%s', (officer, row) => {
    const reason = { purpose: 'other-matter', reasoned: true } as const
    const answers = acts.map((action) => said(who[officer as keyof typeof who], reason, { action }))
    expect(answers).toEqual(row)
  })
})

describe('a tracing', () => {
  const tracing = { subject: { kind: 'tracing' } } as const
  it.each([
    ['an officer of the authority that brought it', { relation: 'own' }, 'yes', 'yes'],
    [
      'its auditor',
      { officer: { role: 'auditor' }, relation: 'own' },
      'yes',
      'auditor-traces-nothing',
    ],
    ['oversight', who.oversight, 'yes', no],
    ['a stranger', who.stranger, no, no],
  ] as const)('is read and changed by %s, or not', (_who, officer, reads, changes) => {
    for (const action of ['list', 'read', 'export'] as const)
      expect(said(officer, tracing, why['no purpose'], { action })).toBe(reads)
    for (const action of ['draft', 'decide'] as const)
      expect(said(officer, tracing, { action })).toBe(changes)
  })
})

describe('a tip', () => {
  it('is for those of its unit who work on it, whatever the purpose, the role or the emergency', () => {
    const tip = { subject: { circle: true } }
    for (const [name, officer] of Object.entries(who))
      for (const purpose of Object.values(why))
        for (const action of ['list', 'read', 'export', 'break-glass'] as const)
          if (name !== 'worker')
            expect(said(officer, tip, purpose, { action })).toBe('closed-circle')
    expect(said(who.worker, tip, why['to work on it'])).toBe('yes')
  })
})

describe('what is given for one purpose', () => {
  const forAnalysis = { subject: { uses: ['analysis'] } }
  it.each(['export', 'print', 'release'] as const)('is not put to another by %s', (action) => {
    const at = (use: string) => said(who.worker, why['to work on it'], forAnalysis, { action, use })
    expect(at('')).toBe('yes')
    expect(at('analysis')).toBe('yes')
    expect(at('prosecution')).toBe('other-use')
    expect(at('tax')).toBe('other-use')
  })

  it('and what is for named recipients is taken out by those who work on it', () => {
    const red = { subject: { handling: 'TLP:RED' } }
    const reason = { purpose: 'supervision', reasoned: true }
    expect(said(who.worker, red, why['to work on it'], { action: 'export' })).toBe('yes')
    expect(said(who.colleague, red, reason, { action: 'export' })).toBe('recipients-only')
    expect(said(who.colleague, red, reason, { action: 'read' })).toBe('yes')
  })
})

describe('four eyes', () => {
  const approve = { action: 'approve' } as const
  it('are two persons with two keys, and a passkey where there is one', () => {
    const mine = { officer: { hasPasskey: true } }
    expect(said(who.worker, approve)).toBe('yes')
    expect(said(who.worker, approve, { selfMade: true })).toBe('self-approval')
    expect(said(who.worker, approve, { sameKey: true })).toBe('same-key')
    expect(said(who.worker, approve, mine)).toBe('passkey-not-used')
    expect(said(who.worker, approve, mine, { assurance: 'openid' })).toBe('passkey-not-used')
    expect(said(who.worker, approve, mine, { assurance: 'passkey' })).toBe('yes')
  })

  it('stand before what leaves, with a basis and for parties alone', () => {
    const release = { action: 'release' } as const
    expect(said(who.worker, release)).toBe('yes')
    expect(said(who.worker, release, { approved: false })).toBe('not-approved')
    expect(said(who.worker, release, { based: false })).toBe('no-basis')
    expect(said(who.worker, release, { inside: false })).toBe('outside-recipients')
  })

  it('look at a broken glass and at a passkey too', () => {
    const grant = { action: 'audit', subject: { kind: 'grant' } } as const
    const key = { action: 'administer', subject: { kind: 'officer' } } as const
    const head = { officer: { role: 'head-of-desk' }, relation: 'own' } as const
    expect(said(head, grant)).toBe('yes')
    expect(said(head, grant, { selfMade: true })).toBe('self-approval')
    expect(said(head, key)).toBe('yes')
    expect(said(head, key, { selfMade: true })).toBe('self-approval')
    expect(said(head, key, { relation: 'none' })).toBe(no)
    expect(said({ relation: 'own' }, key)).toBe(no)
  })
})

describe('an officer whose time is over', () => {
  it('does nothing at all', () => {
    for (const action of accessActions)
      for (const kind of subjectKinds)
        for (const officer of Object.values(who))
          expect(
            decider.decide(
              question(officer, why['to work on it'], {
                action,
                subject: { kind },
                officer: { active: false },
              }),
            ).allowed,
          ).toBe(false)
  })
})

const anyQuestion: fc.Arbitrary<AccessQuestion> = fc.record({
  officer: fc.record({
    role: fc.constantFrom('analyst', 'head-of-desk', 'auditor', 'inspector', 'judge'),
    kind: fc.constantFrom('FIU', 'court', 'oversight'),
    active: fc.boolean(),
    hasPasskey: fc.boolean(),
  }),
  action: fc.constantFrom(...accessActions),
  subject: fc.record({
    kind: fc.constantFrom(...subjectKinds),
    circle: fc.boolean(),
    handling: fc.constantFrom('', 'TLP:AMBER', 'TLP:RED'),
    uses: fc.constantFrom([], ['analysis'], ['analysis', 'tax']),
  }),
  relation: fc.constantFrom(...relations),
  works: fc.boolean(),
  purpose: fc.constantFrom('', ...purposes.map((p) => p.id)),
  reasoned: fc.boolean(),
  use: fc.constantFrom('', 'analysis', 'tax'),
  selfMade: fc.boolean(),
  sameKey: fc.boolean(),
  approved: fc.boolean(),
  based: fc.boolean(),
  inside: fc.boolean(),
  assurance: fc.constantFrom(...assurances),
  glass: fc.boolean(),
  recused: fc.boolean(),
  undeclared: fc.boolean(),
  ethics: fc.constantFrom(...ethicsStates),
})

/** What an authority, or somebody who got at its files, may try with the rows. */
const anyEdit: fc.Arbitrary<(rows: readonly Policy[]) => readonly Policy[]> = fc.oneof(
  fc.nat().map((n) => (rows: readonly Policy[]) => rows.filter((_, i) => i !== n % rows.length)),
  fc
    .constantFrom(
      'true',
      'principal.role == "analyst"',
      'context.glass || resource.circle',
      'principal.active || true',
    )
    .chain((when) =>
      fc
        .nat()
        .map(
          (n) => (rows: readonly Policy[]) =>
            rows.map((row, i) => (i === n % rows.length ? { ...row, when } : row)),
        ),
    ),
  fc.nat().map(
    (n) => (rows: readonly Policy[]) =>
      rows.map((row, i) =>
        i === n % rows.length
          ? {
              ...row,
              effect: row.effect === 'permit' ? ('forbid' as const) : ('permit' as const),
            }
          : row,
      ),
  ),
  fc
    .nat()
    .map(
      (n) => (rows: readonly Policy[]) =>
        rows.map((row, i) => (i === n % rows.length ? { ...row, actions: ['list'] } : row)),
    ),
  fc.constant((rows: readonly Policy[]) => [
    ...rows,
    {
      ...rows[0]!,
      id: 'open-all',
      effect: 'permit' as const,
      actions: 'all' as const,
      when: 'true',
    },
  ]),
  fc.constant((rows: readonly Policy[]) => [
    ...rows,
    {
      ...rows[0]!,
      id: 'two-in-one',
      effect: 'permit' as const,
      when: 'true }; permit(principal, action, resource) when { true',
    },
  ]),
)

describe('the floor', () => {
  const bare = must(layPolicies(floor))

  it('is never lowered: whatever is edited, what it forbids stays forbidden, or the set is not taken', () => {
    const openAll: Policy = {
      id: 'open-all',
      effect: 'permit',
      floor: false,
      actions: 'all',
      when: 'true',
      sentence: 'everything',
      citation: 'none',
    }
    // Every question that the floor alone would let through if everything were permitted.
    const most = makeDecider(must(layPolicies([...floor, openAll])))
    fc.assert(
      fc.property(
        fc.array(anyEdit, { minLength: 1, maxLength: 4 }),
        fc.array(anyQuestion, { minLength: 20, maxLength: 20 }),
        (edits, questions) => {
          const edited = edits.reduce((rows, edit) => edit(rows), shippedPolicies)
          const laid = layPolicies(edited)
          if (!laid.ok) {
            expect(['policy-below-floor', 'policy-unusable']).toContain(laid.refusal.name)
            return
          }
          for (const q of questions)
            if (ask(laid.value, q).allowed) expect(most.decide(q).allowed).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('is missed row by row', () => {
    for (const row of floor) {
      const laid = layPolicies(shippedPolicies.filter((p) => p.id !== row.id))
      expect(laid.ok ? '' : laid.refusal.name).toBe('policy-below-floor')
    }
    expect(bare.policies).toHaveLength(floor.length)
  })

  it('takes a row of the authority’s own that forbids more, and one that breaks the schema not', () => {
    const own: Policy = {
      id: 'own-no-print',
      effect: 'forbid',
      floor: false,
      actions: ['print'],
      when: 'resource.handling == "TLP:AMBER"',
      sentence: 'amber is not printed here',
      citation: 'standing order 4',
    }
    const stricter = makeDecider(must(layPolicies([...shippedPolicies, own])))
    const amber = question(who.worker, why['to work on it'], {
      action: 'print',
      subject: { handling: 'TLP:AMBER' },
    })
    expect(accessRefusal(stricter.decide(amber)).name).toBe('not-permitted')
    for (const when of ['resource.colour == "red"', 'context.works == "yes"', 'true ||'])
      expect(layPolicies([...shippedPolicies, { ...own, when }]).ok, when).toBe(false)
  })

  it('decides as the engine does when the answer comes from memory', () => {
    fc.assert(
      fc.property(anyQuestion, (q) => {
        const first = decider.decide(q)
        expect(first).toEqual(ask(decider.set, q))
        expect(
          decider.decide({ ...q, subject: { ...q.subject, uses: [...q.subject.uses].reverse() } }),
        ).toEqual(first)
      }),
      { numRuns: 300 },
    )
  })
})
