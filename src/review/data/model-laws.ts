import type { Day } from '#base'
import type { Adaptation, ModelLaw } from '../model-law.ts'

const on = (day: string) => day as Day

/** The repository: what the federation learned, as clauses that a legislature can take. Own words, sources named. */
export const modelLaws: readonly ModelLaw[] = [
  {
    id: 'ML-LAW',
    title: 'execution desk by day and night',
    version: 1,
    from: on('2026-04-15'),
    provenance:
      'written by the secretariat after the LANTERN freeze, in which 9 of 23 legs were carried out later than a minute',
    licence: 'free to take and change, with this source named',
    clauses: [
      {
        id: 'C1',
        title: 'desk',
        text: 'A desk receives freezing orders of partner authorities at every hour of every day.',
        source: 'UNCAC art. 46(13); Regulation (EU) 2018/1805 art. 9',
        prevents: ['legs-not-ready'],
      },
      {
        id: 'C2',
        title: 'power',
        text: 'The officer on duty may carry out an order that was validated by a judge of the state of issue, for 72 hours, before any court of this state has seen it.',
        source: 'Directive (EU) 2024/1260 art. 11; UNCAC art. 54(2)(a)',
        prevents: ['power-unknown', 'role-not-entitled'],
      },
      {
        id: 'C3',
        title: 'grounds',
        text: 'Execution may be postponed or refused on no other ground than those listed in the annex.',
        source: 'Regulation (EU) 2018/1805 art. 8, 10 and 13',
        prevents: ['ground-not-open', 'postponement-not-open', 'impossibility-not-open'],
      },
      {
        id: 'C4',
        title: 'receipt',
        text: 'The desk confirms each step to the authority of issue within 12 hours, with the time of execution.',
        source: 'Regulation (EU) 2018/1805 art. 9(4)',
        prevents: ['receipts-missing', 'receipt-misdated'],
      },
      {
        id: 'C5',
        title: 'rights',
        text: 'Whoever is affected is told without delay, may go to a court of this state, and keeps what is needed to live.',
        source: 'Regulation (EU) 2018/1805 art. 32 and 33; ECHR art. 6 and 13',
        prevents: ['safeguard-empty', 'remedy-unnamed'],
      },
    ],
  },
]

/** What countries of the LANTERN world made of it. */
export const adaptations: readonly Adaptation[] = [
  {
    model: 'ML-LAW',
    version: 1,
    country: 'XS',
    status: 'adopted',
    since: on('2026-04-28'),
    source: 'Port Sable, Act on urgent orders 2026 (invented)',
    clauses: [
      {
        of: 'C1',
        text: 'A desk receives freezing orders of partner authorities at every hour of every day.',
        reason: '',
      },
      {
        of: 'C2',
        text: 'The prosecutor on duty may carry out an order that was validated by a judge of the state of issue, for 48 hours, before any court of this state has seen it.',
        reason:
          'the constitution gives the power to prosecutors, and two days until a judge decides',
      },
      {
        of: 'C3',
        text: 'Execution may be postponed or refused on no other ground than those listed in the annex.',
        reason: '',
      },
      {
        of: 'C4',
        text: 'The desk confirms each step to the authority of issue within 12 hours, with the time of execution.',
        reason: '',
      },
      {
        of: 'C5',
        text: 'Whoever is affected is told without delay, may go to a court of this state, and keeps what is needed to live.',
        reason: '',
      },
      {
        of: null,
        text: 'The desk reports once a year to parliament how many orders came and how long each took.',
        reason: 'asked for by parliament at the second reading',
      },
    ],
  },
  {
    model: 'ML-LAW',
    version: 1,
    country: 'XC',
    status: 'bill',
    since: on('2026-04-30'),
    source: 'Carrow, Bill 14 of 2026 (invented)',
    clauses: [
      {
        of: 'C1',
        text: 'A desk receives freezing orders of partner authorities on every working day, and at night by telephone.',
        reason: 'six officers are not to be had before 2027',
      },
      {
        of: 'C2',
        text: null,
        reason: 'the Grand Court is to hear every order first; talks go on',
      },
      {
        of: 'C3',
        text: 'Execution may be postponed or refused on no other ground than those listed in the annex.',
        reason: '',
      },
      {
        of: 'C4',
        text: 'The desk confirms each step to the authority of issue within 12 hours, with the time of execution.',
        reason: '',
      },
      {
        of: 'C5',
        text: 'Whoever is affected is told without delay, may go to a court of this state, and keeps what is needed to live.',
        reason: '',
      },
    ],
  },
]
