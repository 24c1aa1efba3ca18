import type { Rule } from '../deadlines.ts'
import { day } from '../rows.ts'
import { exact, unionDays } from './rule-forms.ts'

/** Rights of persons: access to data, files of INTERPOL, whistle-blowers. */
export const rightsRules: readonly Rule[] = [
  {
    id: 'DL-44',
    citation:
      'Regulation (EU) 2016/679 art. 12(3); Directive (EU) 2016/680 art. 14 to 17; CJEU C-333/22',
    text: 'A request for access is answered within a month, a complex one within two more. Files of law enforcement: without undue delay; an indirect check by the supervisory authority ends in a decision that a court can review.',
    from: day('2018-05-25'),
    status: 'to-verify',
    source: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj',
    terms: [
      {
        id: 'DL-44',
        when: 'from receipt of the request',
        count: 1,
        unit: 'months',
        ...unionDays,
        extension: {
          count: 2,
          unit: 'months',
          times: 1,
          citation: 'Regulation (EU) 2016/679 art. 12(3)',
        },
      },
    ],
  },
  {
    id: 'DL-45',
    citation: 'Statute of the Commission for the Control of INTERPOL’s Files art. 40, 41',
    text: 'Access is decided within four months, correction or deletion within nine; the decision is notified within a month.',
    from: day('2017-03-11'),
    status: 'to-verify',
    source:
      'https://www.interpol.int/en/Who-we-are/Commission-for-the-Control-of-INTERPOL-s-Files-CCF',
    terms: [
      {
        id: 'DL-45.access',
        when: 'access, from admissibility',
        count: 4,
        unit: 'months',
        ...exact,
      },
      {
        id: 'DL-45.correction',
        when: 'correction or deletion, from admissibility',
        count: 9,
        unit: 'months',
        ...exact,
      },
      { id: 'DL-45.notice', when: 'notice, from the decision', count: 1, unit: 'months', ...exact },
    ],
  },
  {
    id: 'DL-46',
    citation: 'Directive (EU) 2019/1937 art. 9, 11',
    text: 'A report is acknowledged within seven days; feedback comes within three months of that, from an external channel in complex cases within six.',
    from: day('2021-12-17'),
    status: 'to-verify',
    source: 'https://eur-lex.europa.eu/eli/dir/2019/1937/oj',
    terms: [
      { id: 'DL-46.ack', when: 'from receipt', count: 7, unit: 'calendar-days', ...unionDays },
      {
        id: 'DL-46.feedback',
        when: 'feedback, from the acknowledgement',
        count: 3,
        unit: 'months',
        ...unionDays,
      },
      {
        id: 'DL-46.feedback-complex',
        when: 'feedback in a complex case of an external channel, from the acknowledgement',
        count: 6,
        unit: 'months',
        ...unionDays,
      },
    ],
  },
]
