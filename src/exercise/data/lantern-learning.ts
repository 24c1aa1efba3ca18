import { digest } from '#base'
import { typologyText } from '#knowledge'
import { shipped } from '#law'
import { courseNamed, gradeModule, makeModule } from '#learning'
import { silentHarbour } from '../engine/silent-harbour.ts'
import type { MatterChapter, MatterStep } from '../story.ts'
import { step } from './steps.ts'
import { eur, text } from './text.ts'

const panel = 'NET-EVAL/monitor'
const editor = 'NET-SEC/editor'

interface Line {
  readonly reference: string
  readonly owner: string
  readonly from: string
  readonly action: string
  readonly indicator: string
  readonly milestones: readonly string[]
  readonly due: string
  readonly budget?: string
  /** Milestones with evidence, and progress reported without one. */
  readonly reached: readonly (readonly [milestone: string, on: string, words: string])[]
  readonly progress?: readonly (readonly [on: string, words: string])[]
  readonly coded?: readonly [on: string, code: string, reasons: string, sample: string]
  readonly published?: string
  readonly ends: string
  readonly late?: readonly string[]
}

const lines: readonly Line[] = [
  {
    reference: 'CM-01',
    owner: 'XC-REG/delegate',
    from: '2025-10-01',
    action: 'verify the owners of every company in the register',
    indicator: 'share of companies with a verified owner, from the signed count of the register',
    milestones: [
      'M1 2026-01-31: 80 % of companies verified',
      'M2 2026-06-30: 90 % of companies verified',
    ],
    due: '2026-06-30',
    reached: [['M1', '2026-01-30', '80 % verified']],
    progress: [['2026-06-29', '86 % verified; the rest are companies without a living director']],
    coded: [
      '2026-07-20',
      'substantial',
      'one of two milestones; 86 % at the end',
      '200 files, 4 errors',
    ],
    published: '2026-08-12',
    ends: 'PUBLISHED',
    late: ['plan-end'],
  },
  {
    reference: 'CM-02',
    owner: 'XS-PP/delegate',
    from: '2025-05-01',
    action: 'run a desk that carries out freezing orders day and night',
    indicator: 'minutes from receipt to execution, from the signed log',
    milestones: [
      'M1 2025-07-31: law in force',
      'M2 2025-09-30: staff in post',
      'M3 2025-10-31: test passed',
    ],
    due: '2025-10-31',
    reached: [
      ['M1', '2025-07-20', 'the law is in force'],
      ['M2', '2025-09-28', 'six officers in post'],
      ['M3', '2025-10-30', 'test order carried out within an hour'],
    ],
    coded: ['2025-11-20', 'complete', 'three of three milestones', '12 orders, no error'],
    published: '2025-12-15',
    ends: 'CLOSED',
  },
  {
    reference: 'CM-03',
    owner: 'XV-CA/delegate',
    from: '2025-08-01',
    action: 'bring an act on the protection of whistle-blowers into force',
    indicator: 'the act in the official journal',
    milestones: ['M1 2025-10-31: bill in parliament', 'M2 2026-06-30: act in force'],
    due: '2026-06-30',
    reached: [['M1', '2025-10-30', 'the bill is in parliament']],
    progress: [['2026-04-28', 'the bill is in committee']],
    coded: ['2026-07-20', 'limited', 'the bill is in committee, the act is not in force', '1 bill'],
    published: '2026-08-12',
    ends: 'PUBLISHED',
    late: ['plan-end'],
  },
  {
    reference: 'CM-04',
    owner: 'XN-CA/delegate',
    from: '2025-12-01',
    action: 'give guidance on the wording of purposes and on accounts of lawyers, and audit it',
    indicator: 'share of releases that an audit finds as the law asks',
    milestones: ['M1 2026-02-28: guidance published', 'M2 2026-08-31: audit done'],
    due: '2026-08-31',
    reached: [['M1', '2026-02-20', 'the guidance is published']],
    progress: [['2026-08-28', 'the audit has begun']],
    coded: [
      '2026-09-20',
      'substantial',
      'one of two milestones; the audit goes on',
      '40 releases, 2 errors',
    ],
    ends: 'CODED',
    late: ['plan-end'],
  },
  {
    reference: 'CM-05',
    owner: 'XC-AG/delegate',
    from: '2026-01-10',
    action: 'answer questions on owners within fifteen days (median)',
    indicator: 'IN-03, median of days',
    milestones: ['M1 2026-03-31: median of 25 days', 'M2 2026-12-31: median of 15 days'],
    due: '2026-12-31',
    reached: [['M1', '2026-03-30', 'median of 25 days']],
    progress: [['2026-09-25', 'median of 17 days']],
    ends: 'ADOPTED',
  },
  {
    reference: 'CM-06',
    owner: 'NET-SEC/delegate',
    from: '2026-01-10',
    action: 'hold a joint exercise every year and report on it in public',
    indicator: 'exercises held and reports published',
    milestones: [
      'M1 2026-12-31: first exercise',
      'M2 2027-12-31: second exercise',
      'M3 2028-12-31: third exercise',
    ],
    due: '2028-12-31',
    budget: '240000.00',
    reached: [['M1', '2026-06-15', 'EX-01: spread of 41 seconds, nine lessons']],
    ends: 'ADOPTED',
  },
  {
    reference: 'IP-01',
    owner: 'XN-SUP/delegate',
    from: '2025-11-18',
    action: 'put right three findings of the inspection of client accounts',
    indicator: 'findings closed',
    milestones: [
      'M1 2025-12-31: accounts reviewed',
      'M2 2026-01-31: rules signed',
      'M3 2026-02-16: staff trained',
    ],
    due: '2026-02-16',
    reached: [
      ['M1', '2025-12-29', '40 client accounts closed'],
      ['M2', '2026-01-30', 'rules signed'],
      ['M3', '2026-02-12', 'staff trained'],
    ],
    coded: ['2026-03-10', 'complete', 'three of three findings', '40 accounts, no error'],
    published: '2026-04-02',
    ends: 'CLOSED',
  },
]

/** Lessons of EX-01 that were still open a month later: each is a commitment of the authority that owns it. */
const fromLessons: readonly Line[] = silentHarbour.lessons
  .filter((lesson) => lesson.closed === undefined)
  .map(({ id, owner, action, indicator, milestones, due }) => ({
    reference: `EX-01/${id}`,
    owner: `${owner}/delegate`,
    from: '2026-06-22',
    action,
    indicator,
    milestones: [...milestones],
    due,
    reached: [],
    ends: 'ADOPTED',
  }))

/** Who lets a file of an owner go: a second officer of the same authority. */
const seconds: Readonly<Record<string, string>> = {
  'XC-REG': 'registrar',
  'XS-PP': 'head-of-desk',
  'XV-CA': 'head-of-desk',
  'XN-CA': 'head-of-desk',
  'XC-AG': 'head-of-desk',
  'NET-SEC': 'head-of-desk',
  'XN-SUP': 'inspector',
}

function commitment(line: Line): MatterChapter {
  const authority = line.owner.slice(0, line.owner.indexOf('/'))
  const { reference, owner, from, action, indicator, milestones, due, coded, published } = line
  // The sample has a budget; of the plans here only one names one.
  const { budget: _, ...sample } = text('commitment')
  const paper = {
    ...sample,
    reference,
    problem: `told by the case: ${action}`,
    action,
    indicator,
    milestones,
    due,
    ...(line.budget === undefined ? {} : { budget: eur(line.budget) }),
  }
  const file = (id: string, words: string) => ({
    title: `Evidence for ${id} of ${reference}`,
    text: `${reference}, ${id}: ${words}\n`,
    releasedBy: `${authority}/${seconds[authority]}`,
  })
  const shown = new Map(
    line.reached.map(([id, , words]) => [id, digest(Buffer.from(file(id, words).text))]),
  )
  const reports: MatterStep[] = [
    ...line.reached.map(([milestone, on, reached]) => ({
      ...step(`${on} 09:00`, owner, 'report-milestone', {
        milestone,
        evidence: shown.get(milestone)!,
        reached,
      }),
      file: file(milestone, reached),
    })),
    ...(line.progress ?? []).map(([on, progress]) =>
      step(`${on} 10:00`, owner, 'report-progress', { progress }),
    ),
    ...(line.reached.length < milestones.length
      ? []
      : [
          step(`${line.reached.at(-1)![1]} 12:00`, owner, 'declare-done', {
            reasons: 'every milestone has its evidence',
          }),
        ]),
  ]
  return {
    procedure: 'P12',
    reference,
    to: 'NET-EVAL',
    steps: [
      step(`${from} 08:00`, owner, 'propose', paper),
      step(`${from} 09:00`, owner, 'co-create', text('consultation-record')),
      step(`${from} 10:00`, owner, 'adopt', paper),
      ...reports,
      ...(coded === undefined
        ? []
        : [
            {
              ...step(`${coded[0]} 09:00`, panel, 'code', {
                code: coded[1],
                reasons: coded[2],
                sample: coded[3],
                evidence: [...shown.values()],
              }),
              reads: true as const,
            },
          ]),
      ...(published === undefined
        ? []
        : [
            step(
              `${published} 09:00`,
              panel,
              'publish',
              text('assessment-publication', { text: coded?.[1] ?? '' }),
            ),
          ]),
      ...(line.ends === 'CLOSED' && published !== undefined
        ? [step(`${published} 12:00`, owner, 'close', text('lesson-learnt'))]
        : []),
    ],
    expect: { ends: line.ends, ...(line.late === undefined ? {} : { late: line.late }) },
  }
}

const carrow = 'XC-AG/delegate'

/** What organisations outside the network sent to the panel, which put each on record before the desk review. */
const papers = [
  ['2026-02-20', 'Carrow Bar Society', 'the register asks for a lawyer to look, and answers late'],
  ['2026-02-27', 'Open Registers Carrow', 'one company in three names a director who has died'],
  ['2026-03-02', 'Island Press Council', 'journalists are asked for a reason that no rule names'],
] as const

const paperOf = (organisation: string) => digest(Buffer.from(`paper of ${organisation}`))

const review: MatterChapter = {
  procedure: 'P12',
  reference: 'PV-01',
  to: 'NET-EVAL',
  steps: [
    step('2026-01-10 09:00', carrow, 'open-review', text('review-opening')),
    step('2026-01-15 09:00', panel, 'draw-lot', text('review-lot', { peers: ['XV', 'XN'] })),
    step('2026-02-16 02:00', carrow, 'assess-self', text('self-assessment')),
    ...papers.map(([on, organisation, summary]) =>
      step(`${on} 09:00`, panel, 'record-paper', {
        organisation,
        paper: paperOf(organisation),
        summary,
        publish: true,
      }),
    ),
    step(
      '2026-03-16 09:00',
      panel,
      'review-desk',
      text('desk-review', {
        submissions: papers.length,
        papers: papers.map(([, organisation]) => paperOf(organisation)),
      }),
    ),
    step('2026-04-24 17:00', panel, 'visit', text('review-visit')),
    step('2026-06-20 09:00', panel, 'report-review', text('review-report')),
    step('2026-07-15 09:00', panel, 'publish-summary', text('review-summary')),
    step('2026-08-01 09:00', carrow, 'answer-recommendations', (matter) =>
      text('recommendations-answer', { commitment: matter('CM-05') }),
    ),
  ],
  expect: { ends: 'FOLLOW-UP' },
}

function typology(
  reference: string,
  days: readonly [submitted: string, sanitised: string, tested: string, reviewed: string],
  cases: number,
  jurisdictions: number,
): readonly MatterStep[] {
  const { pattern, redFlags, detector, text: told, paidOut } = typologyText(reference)
  return [
    step(
      `${days[0]} 09:00`,
      'XN-FIU/analyst',
      'submit',
      text('typology', {
        reference,
        pattern,
        redFlags,
        detector,
        // Digests of invented files.
        cases: Array.from({ length: cases }, (_, i) => `sha256:${String(i).repeat(64)}`),
      }),
    ),
    step(
      `${days[1]} 09:00`,
      editor,
      'sanitise',
      text('sanitised-text', {
        text: told,
        told: ['pay-out'],
        table: Array.from(
          { length: cases },
          (_, i) =>
            `sha256:${String(i).repeat(64)}; ${['XV', 'XN', 'XC'][i % jurisdictions]}; pay-out=${paidOut}`,
        ),
        cases,
        jurisdictions,
      }),
    ),
    step(`${days[2]} 09:00`, 'NET-SEC/editor-2', 'test', text('re-identification-test')),
    step(`${days[3]} 09:00`, editor, 'review', text('peer-review')),
  ]
}

const typologies: readonly MatterChapter[] = [
  {
    procedure: 'P13',
    reference: 'TY-01',
    to: 'NET-SEC',
    steps: [
      ...typology('TY-01', ['2025-10-20', '2025-11-10', '2025-11-15', '2025-12-01'], 5, 3),
      step('2025-12-15 09:00', editor, 'release', text('release')),
      step('2026-04-10 09:00', 'XN-FIU/analyst', 'give-feedback', text('typology-feedback')),
    ],
    expect: { ends: 'RELEASED' },
  },
  {
    procedure: 'P13',
    reference: 'TY-02',
    to: 'NET-SEC',
    steps: [
      ...typology('TY-02', ['2025-11-10', '2025-12-01', '2025-12-08', '2025-12-22'], 3, 2),
      { ...step('2026-01-20 08:30', editor, 'release', text('release')), refused: 'too-few-cases' },
      step('2026-01-20 09:00', editor, 'hold-back', {
        reasons: 'three cases: too few for the public',
      }),
      step('2026-01-20 09:10', editor, 'release', text('release', { level: 'partnership' })),
    ],
    expect: { ends: 'RELEASED' },
  },
]

const lead = 'NET-SEC/delegate'
const { injects, lessons } = silentHarbour

/** Minute of the play as a moment of the day; the pause of two minutes comes before minute 100. */
const minute = (m: number, seconds = 0) => {
  const stop = silentHarbour.pauses
    .filter((p) => p.minute * 60 <= m * 60 + seconds)
    .reduce((sum, p) => sum + p.seconds, 0)
  const at = Date.parse(silentHarbour.begins) + (m * 60 + seconds + stop) * 1000
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}

/** What the observers wrote down on the day; the engine measures the same from the events of the play. */
const observed: Readonly<Record<string, number>> = {
  I01: 780,
  I02: 480,
  I03: 540,
  I04: 1020,
  I05: 320,
  I06: 810,
  I07: 130,
  I08: 47,
  I09: 330,
  I10: 700,
  I11: 900,
  I12: 620,
}

const exercise: MatterChapter = {
  procedure: 'P14',
  reference: 'EX-01',
  steps: [
    step('2026-04-01 09:00', lead, 'design', text('exercise-design')),
    step('2026-05-10 09:00', lead, 'dry-run', text('dry-run')),
    step('2026-05-20 08:59', 'NET-SEC/delegate-2', 'go-live', text('exercise-start')),
    ...injects.map((i) =>
      step(minute(i.minute), lead, 'give-inject', {
        inject: i.id,
        to: [...i.to],
        text: i.text,
        expected: i.expected,
      }),
    ),
    ...injects.map((i) =>
      step(minute(i.minute, observed[i.id]), 'NET-SEC/head-of-desk', 'observe', {
        inject: i.id,
        seconds: observed[i.id] ?? 0,
        decision:
          i.id === 'I11'
            ? 'nothing came from XC-AG'
            : i.id === 'I06'
              ? 'the expected action came after its time of 600 seconds'
              : 'the expected action came in time',
      }),
    ),
    step('2026-05-20 12:10', lead, 'end-play', text('exercise-end')),
    step('2026-05-20 13:00', lead, 'hot-wash', text('hot-wash')),
    ...lessons.map((l) =>
      step('2026-05-20 14:00', lead, 'add-lesson', {
        lesson: l.id,
        text: l.text,
        owner: `${l.owner}, ${l.function}`,
        due: l.due,
      }),
    ),
    step('2026-06-10 09:00', lead, 'report', text('exercise-report')),
    ...lessons.flatMap((l) =>
      l.closed === undefined
        ? []
        : [
            step(
              `${l.closed.on} 09:00`,
              lead,
              'close-lesson',
              text('lesson-proof', { lesson: l.id, change: l.closed.change }),
            ),
          ],
    ),
  ],
  expect: { ends: 'REPORTED' },
}

/** LO-01: an analyst of Port Sable and one of Veldania change places for eight weeks; each report is accepted by another officer. */
const placements: readonly MatterChapter[] = (
  [
    ['XS-FIU', 'XV-FIU', 'how requests are drafted that are not sent back'],
    ['XV-FIU', 'XS-FIU', 'how a desk by day and night finds an order without its officer'],
  ] as const
).map(([from, host, learns]) => ({
  procedure: 'P14',
  reference: `LO-01/${from.slice(0, 2)}`,
  steps: [
    step('2026-01-09 09:00', `${from}/analyst`, 'place', {
      ...text('placement', { reference: `LO-01/${from.slice(0, 2)}`, host, learns }),
    }),
    step('2026-03-20 09:00', `${from}/analyst`, 'hand-in-learning-report', text('learning-report')),
    step('2026-03-27 09:00', `${from}/head`, 'accept-learning-report'),
  ],
  expect: { ends: 'CLOSED' },
}))

const speaks = 'XV-SACP/prosecutor'

/** PR-01: four prosecutions, one text; the victims hear it a day before the press. */
const statement: MatterChapter = {
  procedure: 'P18',
  reference: 'PR-01',
  to: 'XN-EPP',
  steps: [
    step('2026-02-16 09:00', speaks, 'propose', text('joint-statement')),
    step('2026-02-17 10:00', speaks, 'sign', text('statement-signature')),
    step('2026-02-17 14:00', 'XN-EPP/prosecutor', 'sign', text('statement-signature')),
    {
      ...step('2026-02-17 15:00', speaks, 'release-statement', text('statement-release')),
      refused: 'signature-missing',
    },
    step('2026-02-18 11:00', 'XC-AG/prosecutor', 'sign', text('statement-signature')),
    step('2026-02-18 16:00', 'XS-PP/prosecutor', 'sign', text('statement-signature')),
    step('2026-02-19 18:00', speaks, 'tell-victims', text('victims-told')),
    step('2026-02-20 18:00', speaks, 'release-statement', text('statement-release')),
  ],
  expect: { ends: 'RELEASED' },
}

/** AL-01: the alert that led Norrhavn Privatbank to account A33; the feedback came within five days. */
const alert: MatterChapter = {
  procedure: 'P19',
  reference: 'AL-01',
  to: 'PPP-1',
  steps: [
    step('2025-01-10 09:00', 'XN-FIU/analyst', 'issue-alert', text('partnership-alert')),
    step('2025-01-14 16:00', 'PPP-1/analyst', 'give-alert-feedback', text('alert-feedback')),
    step('2025-01-31 09:00', 'PPP-1/editor', 'propose-rule', text('rule-proposal')),
    step('2025-02-03 09:00', 'XN-FIU/analyst', 'close-alert'),
  ],
  expect: { ends: 'CLOSED' },
}

/**
 * TR-01: 34 enrolled, 29 passed. The course desk of the Secretariat enrols. Each learner has tasks of their own; the engine
 * grades what they answered, and what they got wrong is the one thing that is made up.
 */
const learners: readonly MatterChapter[] = Array.from({ length: 34 }, (_, i) => {
  const { module, golden } = makeModule(courseNamed('TR-01')!, `story ${i}`, shipped)
  const asked = golden.tasks.flatMap((task) =>
    Object.keys(task.answers).map((ask) => [task.id, ask]),
  )
  const most = Math.floor((asked.length * (100 - module.passMark)) / 100)
  const wrong = i < 29 ? i % (most + 1) : most + 1 + (i % 3)
  const slips = new Set(asked.slice(0, wrong).map((at) => at.join(' ')))
  const graded = gradeModule(
    module,
    golden,
    Object.fromEntries(
      golden.tasks.map(({ id, answers }) => [
        id,
        Object.fromEntries(
          Object.entries(answers).map(([ask, right]) => [
            ask,
            slips.has(`${id} ${ask}`) ? '0.01' : right,
          ]),
        ),
      ]),
    ),
  )
  const { score, passed } = graded
  return {
    procedure: 'P14',
    reference: `TR-01/${String(i + 1).padStart(2, '0')}`,
    steps: [
      step('2025-09-01 09:00', 'NET-SEC/case-officer', 'enrol', text('enrolment')),
      step(
        '2025-09-10 09:00',
        'NET-SEC/registrar',
        'assess',
        text('grade', {
          score,
          minutes: 173 + i,
          answers: graded.answers,
          golden: graded.golden,
        }),
      ),
      passed
        ? step('2025-09-10 09:05', 'NET-SEC/registrar', 'certify')
        : step('2025-09-10 09:05', 'NET-SEC/registrar', 'fail', text('grade-note')),
    ],
    expect: { ends: passed ? 'CREDENTIAL' : 'FAILED' },
  }
})

/** Section 10: commitments, a peer review, typologies, an exercise, a course. */
export const learningChapters: readonly MatterChapter[] = [
  ...lines.map(commitment),
  ...fromLessons.map(commitment),
  review,
  ...typologies,
  exercise,
  statement,
  alert,
  ...placements,
]

export const courseChapters: readonly MatterChapter[] = learners
