import type { Document } from './read-form.ts'

const digest = `sha256:${'5'.repeat(64)}`

/** One whole document for every form of observations, documents in force and joint operations; invented. */
export const outsideSamples: Readonly<Record<string, Document>> = {
  'outside-observation': {
    reference: 'OB-01',
    kind: 'de-risking',
    about: 'water cooperatives lose their accounts after an alert about public works',
    seen: 'since February 2025 four cooperatives of the Dorvan district were told by their banks to leave',
    affected: 'users of village water in the Dorvan district',
    proposal: 'say in the alert that membership in a cooperative is no red flag',
    evidence: digest,
  },
  'observation-receipt': { desk: 'desk for complaints and observations' },
  'ethics-opinion': {
    question: 'may an analyst sit on the board of a sports club that banks with a subject',
    opinion: 'the seat is declared and the analyst stays away from that bank',
    advice: 'practice',
    roles: 'analyst',
  },
  'observation-answer': {
    done: 'rule',
    deed: 'TY-03',
    summary: 'the pattern now says what is no red flag; the partnership was told',
    reasons: 'four of six accounts closed had no report behind them',
  },
  'observation-comment': { answers: 'partly', remark: 'two accounts are still closed' },
  'bound-document': {
    reference: 'RD-01',
    kind: 'use-of-force',
    title: 'Policy on the use of force in searches',
    digest,
    sources: ['UN Basic Principles on the Use of Force and Firearms'],
  },
  validity: {
    digest,
    from: '2025-01-01',
    until: '2026-12-31',
    address: 'https://example.org/rd-01',
  },
  replacement: { by: 'RD-02', reasons: 'yearly review' },
  'team-policy': { policy: 'RD-01', digest, until: '2026-12-31' },
  'team-operation': {
    operation: 'JO-01',
    on: '2025-05-19',
    kind: 'search',
    legal: 'orders of the courts of both countries',
  },
}
