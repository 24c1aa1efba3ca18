import type { MatterChapter, MatterStep } from '../story.ts'
import { step } from './steps.ts'
import { text } from './text.ts'

const watch = 'CSO-1/monitor'
const ombuds = 'XV-OMB/inspector'
const secretariat = 'NET-SEC/delegate'
const sha = (hex: string) => `sha256:${hex.repeat(32)}`

interface Bound {
  readonly reference: string
  readonly kind: string
  readonly title: string
  readonly digest: string
  readonly by: string
  readonly head: string
  readonly from: string
  readonly until: string
  readonly sources?: readonly string[]
}

const force = ['UN Basic Principles on the Use of Force and Firearms']

/** Policies behind the joint operation of May 2025, and what else authorities of the story bound themselves to. */
const bound: readonly Bound[] = [
  {
    reference: 'RD-01',
    kind: 'use-of-force',
    title: 'Policy on the use of force in searches',
    digest: sha('51'),
    by: 'XV-SACP/case-officer',
    head: 'XV-SACP/prosecutor',
    from: '2025-01-15',
    until: '2027-12-31',
    sources: force,
  },
  {
    reference: 'RD-02',
    kind: 'use-of-force',
    title: 'Use of force by officers who assist the prosecution',
    digest: sha('52'),
    by: 'XN-EPP/case-officer',
    head: 'XN-EPP/prosecutor',
    from: '2025-02-01',
    until: '2027-12-31',
    sources: force,
  },
  {
    reference: 'RD-03',
    kind: 'use-of-force',
    title: 'Use of force in the free zone',
    digest: sha('53'),
    by: 'XS-PP/case-officer',
    head: 'XS-PP/prosecutor',
    from: '2025-02-10',
    until: '2027-12-31',
    sources: force,
  },
  {
    reference: 'RD-04',
    kind: 'surveillance',
    title: 'Tools of surveillance and matching that the Service uses, with their legal basis',
    digest: sha('54'),
    by: 'XV-FIU/analyst',
    head: 'XV-FIU/head',
    from: '2025-03-01',
    until: '2027-12-31',
  },
  {
    reference: 'RD-05',
    kind: 'pledge',
    title: 'What is confiscated in this case goes back to those from whom it was taken',
    digest: sha('55'),
    by: 'XV-ARMA/case-officer',
    head: 'XV-ARMA/delegate',
    from: '2025-06-01',
    until: '2027-12-31',
  },
  {
    reference: 'RD-06',
    kind: 'practice',
    title: 'How to ask a free zone for the vault log: a note on what was returned and why',
    digest: sha('56'),
    by: 'NET-SEC/editor',
    head: 'NET-SEC/delegate',
    from: '2025-11-03',
    until: '2027-12-31',
    sources: ['UNCAC art. 46(15)', 'ML-05'],
  },
]

/** Policies as the team links them; the lead's own, then those of the two others. */
export const teamPolicies: readonly MatterStep[] = [
  policy('2025-05-05 09:00', 'XV-SACP/prosecutor', 'link-policy', 'RD-01', sha('51')),
  policy('2025-05-05 11:00', 'XN-EPP/prosecutor', 'link-policy-back', 'RD-02', sha('52')),
  policy('2025-05-06 09:00', 'XS-PP/prosecutor', 'link-policy-back', 'RD-03', sha('53')),
  step('2025-05-07 09:00', 'XV-SACP/prosecutor', 'plan-operation', text('team-operation')),
]

function policy(
  at: string,
  who: string,
  id: string,
  reference: string,
  digest: string,
): MatterStep {
  return step(at, who, id, text('team-policy', { policy: reference, digest, until: '2027-12-31' }))
}

/** Said from outside, and what was done; documents in force. */
export const outsideChapters: readonly MatterChapter[] = [
  {
    procedure: 'P20',
    reference: 'OB-01',
    to: 'XV-OMB',
    steps: [
      step('2025-03-10 09:00', watch, 'hand-in', text('outside-observation')),
      step('2025-03-12 10:00', ombuds, 'acknowledge', text('observation-receipt')),
      step('2025-04-02 15:00', ombuds, 'answer', text('observation-answer', { deed: 'TY-01' })),
      step('2025-04-09 09:00', watch, 'comment', text('observation-comment')),
      step('2025-04-30 09:00', ombuds, 'close'),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P20',
    reference: 'OB-02',
    to: 'NET-SEC',
    steps: [
      step(
        '2025-08-15 09:00',
        watch,
        'hand-in',
        text('outside-observation', {
          reference: 'OB-02',
          kind: 'loophole',
          about: 'companies without a living director stay in the register for years',
          seen: 'nobody can be asked who owns them, and they still hold accounts',
          affected: 'suppliers and authorities of three countries',
          proposal: 'strike them off, or have the owners verified',
        }),
      ),
      step('2025-08-20 09:00', secretariat, 'acknowledge', text('observation-receipt')),
      step(
        '2025-10-02 11:00',
        secretariat,
        'answer',
        text('observation-answer', {
          done: 'commitment',
          deed: 'CM-01',
          summary:
            'the registrar of Carrow promised to verify the owners of every company by June 2026',
          reasons: 'the plan was made with civil society, its milestones are public',
        }),
      ),
      step(
        '2025-10-06 09:00',
        watch,
        'comment',
        text('observation-comment', { answers: 'yes', remark: 'we look again in July' }),
      ),
      step('2025-10-20 09:00', secretariat, 'close'),
    ],
    expect: { ends: 'CLOSED' },
  },
  ...bound.map(
    ({ reference, kind, title, digest, by, head, from, until, sources }): MatterChapter => ({
      procedure: 'P21',
      reference,
      steps: [
        step(
          `${from} 08:00`,
          by,
          'draft',
          text('bound-document', {
            ...{ reference, kind, title, digest },
            sources: sources ?? ['national law of the authority'],
          }),
        ),
        step(
          `${from} 16:00`,
          head,
          'put-into-force',
          text('validity', { digest, from, until, address: `https://example.org/${reference}` }),
        ),
      ],
      expect: { ends: 'IN-FORCE' },
    }),
  ),
]
