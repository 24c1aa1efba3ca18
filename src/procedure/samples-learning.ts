import { seedOf } from '#base'
import type { Document } from './read-form.ts'
import { textDigest } from './text-digest.ts'

const digest = `sha256:${'5c'.repeat(32)}`
/** Head of an invented log; another size or root draws others. */
const lotHead = 'comity.example/xv-fiu\n4113\nq3fYlQ1x0m0Jc9w3WmX0y4V2u2mJt9yq0yqP3b8XH5M='
const appeal = 'to the committee, within 30 days'

const statementText = 'The courts of four countries have decided; what was taken is being returned.'

/** One whole document for every form of the family. */
export const learningSamples = {
  commitment: {
    reference: 'CM-02',
    problem: 'an order that comes at night waits until the morning',
    action: 'run a desk that carries out freezing orders day and night',
    milestones: [
      'M1 2025-07-31: law on the desk in force',
      'M2 2025-09-30: six officers in post',
      'M3 2025-10-31: test order carried out within an hour',
    ],
    due: '2025-10-31',
    indicator: 'minutes from receipt to execution, from the signed log',
    budget: { amount: '410000.00', currency: 'EUR' },
  },
  'consultation-record': {
    organisations: 4,
    record: digest,
    changed: 'a yearly public figure was added',
  },
  'milestone-report': { milestone: 'M1', evidence: digest, reached: 'the law is in force' },
  'progress-report': { progress: 'the bill is in committee' },
  coding: {
    code: 'substantial',
    reasons: 'two of three milestones',
    sample: '200 files, 4 errors',
    evidence: [digest],
  },
  'assessment-publication': { text: 'substantial', replyIncluded: true },
  'lesson-learnt': { lesson: 'begin with the staff, not with the law' },
  'review-opening': {
    reference: 'PV-01',
    scope: 'chapters IV and V',
    contact: 'focal point at the central authority',
    lotLog: 'comity.example/xv-fiu',
    lotSize: 4100,
  },
  'review-lot': {
    pot: ['XC', 'XN', 'XS', 'XV'],
    head: lotHead,
    peers: ['XC', 'XN'],
    draw: seedOf([`${lotHead}\n`]),
  },
  'self-assessment': { checklist: digest, consulted: true },
  'desk-review': {
    findings: 'owners are known for six companies in ten',
    submissions: 1,
    papers: [digest],
  },
  'civil-paper': {
    organisation: 'Dorvan Water Watch',
    paper: digest,
    summary: 'the register answers citizens after four months',
    publish: true,
  },
  'review-visit': {
    from: '2026-04-20',
    to: '2026-04-24',
    met: 'registrar, courts, banks and civil society',
  },
  'review-report': { digest, recommendations: 5, agreed: true },
  'review-summary': { address: 'https://example.org/pv-01', pages: 9 },
  'recommendations-answer': { accepted: 4, reasons: 'the fifth needs a change of constitution' },
  'ladder-notice': { indicator: 'IN-36', reasons: 'the report is late', appeal },
  'ladder-plan': { plan: 'six officers by spring', by: '2026-04-30' },
  'ladder-statement': { text: 'the desk does not stand', reasons: 'no plan came', appeal },
  'ladder-restriction': { restrictions: ['vote', 'chair'], reasons: 'a year has passed', appeal },

  typology: {
    reference: 'TY-01',
    pattern: 'equipment invoiced too high, with a pay-out in gold by a third party',
    cases: [digest],
    redFlags: ['unit price ten times the list price', 'gold bought by a party to no contract'],
    noCaseData: true,
  },
  'sanitised-text': {
    text: 'the pattern, without places',
    told: ['pay-out'],
    table: caseLines(6, ['XV', 'XN', 'XC']),
    cases: 6,
    jurisdictions: 3,
    unique: 0,
  },
  're-identification-test': { result: 'nobody', method: 'searched the press and court lists' },
  'peer-review': {
    reviewers: 3,
    usefulness: 'two banks would have seen it earlier',
    bias: 'small traders looked at; none found',
    falsePositives: 19,
    courtsCleared: true,
  },
  release: { level: 'public', version: '1', digest },
  'typology-feedback': { period: '2026-Q1', hits: 7, falseAlarms: 2 },
  'yearly-review': { stillTrue: true, notes: 'new hits in two countries' },
  'withdrawal-notice': { reasons: 'a red flag points at honest traders', notice: 'do not use it' },

  'joint-statement': {
    reference: 'PR-01',
    subject: 'judgment in the case of the imaging units',
    text: statementText,
    digest: textDigest(statementText),
    others: ['XC-AG', 'XS-PP'],
    embargo: '2026-02-20T18:00:00Z',
    victims: 'known',
    courts: 'clear',
  },
  'statement-signature': { digest: textDigest(statementText) },
  'victims-told': { persons: 244, how: 'by letter and by telephone, in their language' },
  'statement-release': {
    digest: textDigest(statementText),
    courts: 'clear',
    address: 'https://example.org/pr-01',
  },
  'statement-correction': {
    wrong: 'eleven clinics',
    right: 'ten clinics',
    reasons: 'one clinic was counted twice',
  },

  'partnership-alert': {
    reference: 'AL-01',
    subject: 'spouses of office holders with round credits from abroad',
    layer: 'strategic',
    text: 'accounts of close relatives of office holders receive round sums without a known income',
    redFlags: ['round credits', 'no income behind them', 'close relative of an office holder'],
    handling: 'TLP:AMBER',
  },
  'alert-feedback': {
    result: 'used',
    reports: 1,
    reasons: 'one account fitted all three flags and was reported',
  },
  'rule-proposal': {
    rule: 'yearly look at close relatives of office holders',
    reasons: 'two years passed between two looks at the account',
  },

  'exercise-design': {
    reference: 'EX-01',
    objectives: 'carry out one freeze in four countries at one time',
    roles: ['conductor', 'four executing authorities'],
    injects: 12,
    expected: 'everybody ready before the hour, nobody early',
    data: 'invented',
  },
  'dry-run': { found: 'one clock was slow; put right' },
  'exercise-start': { watermark: true, keysApart: true, keys: [digest] },
  inject: {
    inject: 'I07',
    to: ['XS-PP'],
    text: 'the duty officer is on a ship; a substitute answers the telephone',
    expected: 'the substitute votes for the leg',
  },
  observation: { inject: '7', seconds: 41, decision: 'the conductor waited for the last answer' },
  'exercise-end': { spread: 41, injects: 12 },
  'hot-wash': { notes: 'the call list was out of date' },
  lesson: {
    lesson: 'L1',
    text: 'the call list is checked each month',
    owner: 'duty desk',
    due: '2026-09-30',
  },
  'exercise-report': { text: 'what was planned, played and learnt', lessons: 9 },
  'lesson-proof': { lesson: 'L1', change: 'monthly check in the calendar', proof: digest },
  'exercise-close': { open: 'L8 and L9 wait for a budget' },
  enrolment: { course: 'tracing money that is mixed', passMark: 70, endsOn: '2025-09-30' },
  'enrolment-again': { endsOn: '2025-12-31' },
  grade: { score: 84, minutes: 190, answers: digest, golden: digest },
  placement: {
    reference: 'LO-01',
    who: 'analyst',
    host: 'XN-FIU',
    from: '2026-01-12',
    until: '2026-03-06',
    reportBy: '2026-04-03',
    learns: 'how the desk by day and night carries out orders',
    noCases: true,
  },
  'learning-report': {
    learnt: 'the substitute finds the order without the officer on duty',
    changes: ['sealed orders stand in the inbox of the whole duty desk'],
    digest,
  },
  'grade-note': { where: 'the order of two payments of one day' },
  'credential-suspension': { reasons: 'files opened without a case', appeal },
} as const satisfies Readonly<Record<string, Document>>

/** Invented cases of these countries in turn, all paid out in one way. */
export function caseLines(count: number, countries: readonly string[]): readonly string[] {
  return Array.from(
    { length: count },
    (_, i) =>
      `sha256:${i.toString(16).padStart(64, '0')}; ${countries[i % countries.length]}; pay-out=gold`,
  )
}
