import type { Rule, Term } from '../deadlines.ts'
import { day } from '../rows.ts'

/** To the minute, no roll: how treaties and protocols between two clocks reckon. */
const exact = { ends: 'same-time', roll: 'none' } as const
/** Days of Union law: end of the last day, moved to a working day (Reg. (EEC, Euratom) 1182/71 art. 3). */
const unionDays = { ends: 'end-of-day', roll: 'next-working-day' } as const
/** A term that limits a right ends on its last day and is never moved to a later one. */
const hardEnd = { ends: 'end-of-day', roll: 'none' } as const

const aml6 = 'https://eur-lex.europa.eu/eli/dir/2024/1640/oj'
const aro = 'https://eur-lex.europa.eu/eli/dir/2024/1260/oj'
const proposal =
  'Comity protocol; a proposal of this project, binding only where two authorities adopt it'

function protocol(
  id: string,
  when: string,
  term: Pick<Term, 'count' | 'unit'>,
  text: string,
): Rule {
  return {
    id,
    citation: `Comity protocol, ${id}`,
    text,
    from: day('2024-01-01'),
    status: 'to-verify',
    source: proposal,
    terms: [{ id, when, ...term, ...exact }],
  }
}

/**
 * Rules that set or govern time. A day in `from` is the day from which the rule binds (transposition or
 * application, not publication). Nothing here is legal advice; a node's lawyer edits its copy.
 */
export const rules = [
  {
    id: 'DL-01',
    citation: 'Egmont Group, best practices for the exchange of information (2004)',
    text: 'A financial intelligence unit that holds the data, or that must refuse for a legal reason, answers within a week.',
    from: day('2004-11-15'),
    status: 'to-verify',
    source: 'Egmont Group publications, read in a secondary text',
    terms: [
      {
        id: 'DL-01',
        when: 'the data are held, or the refusal is legal',
        count: 7,
        unit: 'calendar-days',
        ...exact,
      },
    ],
  },
  {
    id: 'DL-02',
    citation: 'Egmont Group, best practices (2004); Operational Guidance (2013/14)',
    text: 'When third parties have to be asked first, the answer comes within a month where that is possible.',
    from: day('2004-11-15'),
    status: 'to-verify',
    source: 'Egmont Group publications, from memory',
    terms: [
      { id: 'DL-02', when: 'third parties must be asked', count: 1, unit: 'months', ...exact },
    ],
  },
  {
    id: 'DL-03',
    citation: 'Directive (EU) 2024/1640 art. 31',
    text: 'Between units of the Union: five working days when the data are held, ten when they are not, one in exceptional urgency.',
    from: day('2027-07-10'),
    status: 'to-verify',
    source: aml6,
    terms: [
      {
        id: 'DL-03.held',
        when: 'the information is held',
        count: 5,
        unit: 'working-days',
        ...unionDays,
      },
      {
        id: 'DL-03.not-held',
        when: 'the information is not held',
        count: 10,
        unit: 'working-days',
        ...unionDays,
      },
      {
        id: 'DL-03.urgent',
        when: 'exceptional urgency',
        count: 1,
        unit: 'working-days',
        ...unionDays,
      },
    ],
  },
  {
    id: 'DL-04',
    citation: 'Directive (EU) 2024/1640 art. 31(1)',
    text: 'A request states the facts, the background, the reasons, the link with the requested country and the intended use.',
    from: day('2027-07-10'),
    status: 'verified',
    source: aml6,
    terms: [],
  },
  {
    id: 'DL-05',
    citation: 'Directive (EU) 2024/1640 art. 34',
    text: 'Information is passed on or put to another use only with the prior consent of the unit that gave it; consent is refused only on three grounds, and the refusal is explained.',
    from: day('2027-07-10'),
    status: 'verified',
    source: aml6,
    terms: [],
  },
  {
    id: 'DL-06',
    citation: 'Directive (EU) 2024/1640 art. 35',
    text: 'Different definitions of the predicate offence do not stand in the way of exchange between units.',
    from: day('2027-07-10'),
    status: 'verified',
    source: aml6,
    terms: [],
  },
  {
    id: 'DL-07',
    citation: 'Directive (EU) 2024/1640 art. 22',
    text: 'Those who use information of a unit tell it what came of it, at least once a year and in aggregate; refusals are reasoned in writing.',
    from: day('2027-07-10'),
    status: 'verified',
    source: aml6,
    terms: [{ id: 'DL-07', when: 'yearly feedback', count: 1, unit: 'years', ...unionDays }],
  },
  {
    id: 'DL-09',
    citation: 'Directive (EU) 2024/1640 art. 24',
    text: 'A unit may suspend a transaction, also at the request of a unit of another Member State, for ten working days.',
    from: day('2024-07-09'),
    status: 'verified',
    source: aml6,
    terms: [
      {
        id: 'DL-09',
        when: 'suspension of a transaction, from the order',
        count: 10,
        unit: 'working-days',
        ...hardEnd,
      },
    ],
  },
  {
    id: 'DL-10',
    citation: 'Directive (EU) 2024/1640 art. 24',
    text: 'A unit may suspend the use of an account or a business relationship for five working days.',
    from: day('2024-07-09'),
    status: 'verified',
    source: aml6,
    terms: [
      {
        id: 'DL-10',
        when: 'suspension of an account, from the order',
        count: 5,
        unit: 'working-days',
        ...hardEnd,
      },
    ],
  },
  {
    id: 'DL-11',
    citation: 'CETS 198 (Warsaw Convention) art. 47',
    text: 'A unit suspends for a foreign unit under the conditions and for the time of its own law, if the reasons given convince it.',
    from: day('2008-05-01'),
    status: 'verified',
    source: 'https://www.coe.int/en/web/conventions/full-list?module=treaty-detail&treatynum=198',
    terms: [],
  },
  {
    id: 'DL-12',
    citation: 'Proceeds of Crime Act 2002 (UK) s. 335, 336A',
    text: 'Seven working days to refuse consent; after a refusal 31 days without the act; a court may extend by up to 31 days at a time.',
    from: day('2017-10-31'),
    status: 'verified',
    source: 'https://www.legislation.gov.uk/ukpga/2002/29',
    terms: [
      {
        id: 'DL-12.notice',
        when: 'notice period, from the disclosure',
        count: 7,
        unit: 'working-days',
        ...hardEnd,
      },
      {
        id: 'DL-12.moratorium',
        when: 'moratorium, from the refusal of consent',
        count: 31,
        unit: 'calendar-days',
        ...hardEnd,
        // 31 days and at most 186 more (s. 336A(7)): six extensions of 31.
        extension: { count: 31, unit: 'calendar-days', times: 6, citation: 'POCA 2002 s. 336A' },
      },
    ],
  },
  {
    id: 'DL-13',
    citation: 'Regulation (EU) 2024/1620 art. 42',
    text: 'A unit answers an invitation to a joint analysis within five days, as a best effort.',
    from: day('2025-07-01'),
    status: 'verified',
    source: 'https://eur-lex.europa.eu/eli/reg/2024/1620/oj',
    terms: [
      { id: 'DL-13', when: 'from the invitation', count: 5, unit: 'calendar-days', ...unionDays },
    ],
  },
  {
    id: 'DL-14',
    citation: 'Directive (EU) 2024/1260 art. 10',
    text: 'Between asset recovery offices: eight hours when urgent and directly accessible, three days when urgent and not, seven days otherwise.',
    from: day('2026-11-23'),
    status: 'to-verify',
    source: aro,
    terms: [
      {
        id: 'DL-14.direct',
        when: 'urgent, in a register with direct access',
        count: 8,
        unit: 'hours',
        ...exact,
      },
      {
        id: 'DL-14.indirect',
        when: 'urgent, not directly accessible',
        count: 3,
        unit: 'calendar-days',
        ...unionDays,
      },
      { id: 'DL-14.normal', when: 'not urgent', count: 7, unit: 'calendar-days', ...unionDays },
    ],
  },
  {
    id: 'DL-15',
    citation: 'Directive (EU) 2024/1260 art. 11',
    text: 'Immediate action of an asset recovery office lasts until the freezing order, seven days at most.',
    from: day('2026-11-23'),
    status: 'to-verify',
    source: aro,
    terms: [
      {
        id: 'DL-15',
        when: 'from the immediate action',
        count: 7,
        unit: 'calendar-days',
        ...hardEnd,
      },
    ],
  },
  {
    id: 'DL-33',
    citation: 'Directive 2014/41/EU art. 12',
    text: 'An investigation order is recognised within 30 days and carried out within 90 days of that decision; recognition may take 30 days more.',
    from: day('2017-05-22'),
    status: 'verified',
    source: 'https://eur-lex.europa.eu/eli/dir/2014/41/oj',
    terms: [
      {
        id: 'DL-33.decide',
        when: 'decision, from receipt',
        count: 30,
        unit: 'calendar-days',
        ...unionDays,
        extension: {
          count: 30,
          unit: 'calendar-days',
          times: 1,
          citation: 'Directive 2014/41/EU art. 12(5)',
        },
      },
      {
        id: 'DL-33.execute',
        when: 'execution, from the decision',
        count: 90,
        unit: 'calendar-days',
        ...unionDays,
      },
    ],
  },
  {
    id: 'DL-34',
    citation: 'Directive 2014/41/EU art. 16, Annex B',
    text: 'Receipt of an investigation order is acknowledged within a week.',
    from: day('2017-05-22'),
    status: 'to-verify',
    source: 'https://eur-lex.europa.eu/eli/dir/2014/41/oj',
    terms: [{ id: 'DL-34', when: 'from receipt', count: 7, unit: 'calendar-days', ...unionDays }],
  },
  {
    id: 'FI-MONITORING',
    citation:
      'Finnish Customs, bank and payment account monitoring system, balance and transaction queries, 4.1',
    text: 'A bank answers by 16:15 of the next banking day; a query outside 08:00 to 16:15 counts from the next banking day.',
    from: day('2022-11-01'),
    status: 'verified',
    source: 'https://github.com/FinnishCustoms-SuomenTulli/account-monitoring-system',
    calendar: 'FI',
    terms: [
      {
        id: 'FI-MONITORING',
        when: 'from receipt of the query',
        count: 1,
        unit: 'banking-days',
        ends: { at: '16:15' },
        roll: 'none',
        hours: { opens: '08:00', closes: '16:15' },
      },
    ],
  },
  {
    id: 'XV-XN',
    citation: 'Treaty between Veldania and Norrhavn on financial information (fictional) art. 5, 6',
    text: 'Acknowledged within 24 hours, in an emergency within 30 minutes; answered within 8 hours, 3 days or 7 days.',
    from: day('2021-03-01'),
    status: 'verified',
    source: 'fictional instrument of the LANTERN world',
    terms: [
      {
        id: 'XV-XN.ack',
        when: 'acknowledgement, from sending',
        count: 24,
        unit: 'hours',
        ...exact,
      },
      // 30 minutes; the unit of the treaty is the half hour.
      {
        id: 'XV-XN.ack-emergency',
        when: 'acknowledgement in an emergency, from sending',
        count: 0.5,
        unit: 'hours',
        ...exact,
      },
      { id: 'XV-XN.emergency', when: 'emergency, from sending', count: 8, unit: 'hours', ...exact },
      {
        id: 'XV-XN.direct',
        when: 'urgent, direct access, from sending',
        count: 8,
        unit: 'hours',
        ...exact,
      },
      {
        id: 'XV-XN.indirect',
        when: 'urgent, indirect access, from sending',
        count: 3,
        unit: 'calendar-days',
        ...exact,
      },
      {
        id: 'XV-XN.normal',
        when: 'normal, from sending',
        count: 7,
        unit: 'calendar-days',
        ...exact,
      },
    ],
  },
  {
    id: 'MOU-XC',
    citation:
      'Memorandum of understanding of the Carrow Financial Reporting Authority (fictional) para. 7',
    text: 'Normal requests are answered within 30 days, within 7 where the register is open; urgent ones within 8 hours or 3 days.',
    from: day('2022-09-01'),
    status: 'verified',
    source: 'fictional instrument of the LANTERN world',
    terms: mouTerms('MOU-XC'),
  },
  {
    id: 'MOU-XS',
    citation: 'Memorandum of understanding of the Port Sable FIU (fictional) para. 6',
    text: 'Normal requests are answered within 30 days, within 7 where the register is open; urgent ones within 8 hours or 3 days.',
    from: day('2023-01-15'),
    status: 'verified',
    source: 'fictional instrument of the LANTERN world',
    terms: mouTerms('MOU-XS'),
  },
  protocol(
    'CP-APPROVAL',
    'internal target, from the draft',
    { count: 4, unit: 'hours' },
    'A draft request is approved or sent back within four hours.',
  ),
  protocol(
    'CP-ACK',
    'from sending',
    { count: 24, unit: 'hours' },
    'Receipt is acknowledged within 24 hours.',
  ),
  protocol(
    'CP-ACK-EMERGENCY',
    'from sending',
    { count: 0.5, unit: 'hours' },
    'In an emergency receipt is acknowledged within 30 minutes.',
  ),
  protocol(
    'CP-EMERGENCY',
    'from sending',
    { count: 8, unit: 'hours' },
    'An emergency is answered within eight hours.',
  ),
  protocol(
    'CP-URGENT',
    'from sending',
    { count: 3, unit: 'calendar-days' },
    'An urgent request is answered within three days.',
  ),
  protocol(
    'CP-REGISTER',
    'from sending',
    { count: 7, unit: 'calendar-days' },
    'A normal request that a register answers is answered within seven days.',
  ),
  protocol(
    'CP-NORMAL',
    'from sending',
    { count: 30, unit: 'calendar-days' },
    'A normal request is answered within thirty days.',
  ),
  protocol(
    'CP-FINAL',
    'from the first substantive reply',
    { count: 30, unit: 'calendar-days' },
    'A partial answer is completed within thirty days.',
  ),
  protocol(
    'CP-CLARIFICATION',
    'pauses in total',
    { count: 10, unit: 'calendar-days' },
    'Questions stop the clock for ten days in total at most.',
  ),
  protocol(
    'CP-CONSULTATION',
    'from the consultation',
    { count: 5, unit: 'calendar-days' },
    'The requesting authority has five days to answer before a refusal.',
  ),
  protocol(
    'CP-CONSENT',
    'from the question',
    { count: 7, unit: 'calendar-days' },
    'A question for consent to another use is answered within seven days.',
  ),
  protocol(
    'CP-FEEDBACK',
    'from the final answer',
    { count: 90, unit: 'calendar-days' },
    'The requesting authority says within ninety days what the answer was worth.',
  ),
  // Five years follows the general retention rule of Reg. (EU) 2024/1624 art. 77; national law governs.
  protocol(
    'CP-RETENTION',
    'from closing',
    { count: 5 * 365, unit: 'calendar-days' },
    'Five years after closing somebody decides whether the file is kept or erased.',
  ),
  protocol(
    'CP-RETENTION-REVIEW',
    'from the decision to keep',
    { count: 365, unit: 'calendar-days' },
    'A file that is kept is looked at again after a year.',
  ),
  protocol(
    'CP-COMPLAINT',
    'from receipt',
    { count: 30, unit: 'calendar-days' },
    'A complaint is decided within thirty days.',
  ),
  protocol(
    'CP-TIP-ACK',
    'from receipt',
    { count: 7, unit: 'calendar-days' },
    'A tip is acknowledged within seven days.',
  ),
  protocol(
    'CP-TIP-FEEDBACK',
    'from the acknowledgement',
    { count: 90, unit: 'calendar-days' },
    'Whoever gave a tip hears within ninety days what came of it.',
  ),
  protocol(
    'CP-MLA-DECIDE',
    'from receipt',
    { count: 30, unit: 'calendar-days' },
    'Legal assistance is decided within thirty days.',
  ),
  protocol(
    'CP-MLA-EXECUTE',
    'from the decision',
    { count: 90, unit: 'calendar-days' },
    'Legal assistance is carried out within ninety days of the decision.',
  ),
  protocol(
    'CP-FREEZE-DECIDE',
    'from receipt',
    { count: 48, unit: 'hours' },
    'A freezing order is decided within 48 hours.',
  ),
  protocol(
    'CP-FREEZE-EXECUTE',
    'from the decision',
    { count: 48, unit: 'hours' },
    'A recognised freezing order is carried out within 48 hours.',
  ),
  protocol(
    'CP-CONFISCATION',
    'from receipt',
    { count: 45, unit: 'calendar-days' },
    'Recognition of a confiscation order is decided within 45 days.',
  ),
] as const satisfies readonly Rule[]

function mouTerms(id: string): readonly Term[] {
  return [
    { id: `${id}.ack`, when: 'acknowledgement, from sending', count: 24, unit: 'hours', ...exact },
    {
      id: `${id}.ack-emergency`,
      when: 'acknowledgement in an emergency, from sending',
      count: 0.5,
      unit: 'hours',
      ...exact,
    },
    { id: `${id}.emergency`, when: 'emergency, from sending', count: 8, unit: 'hours', ...exact },
    {
      id: `${id}.direct`,
      when: 'urgent, direct access, from sending',
      count: 8,
      unit: 'hours',
      ...exact,
    },
    {
      id: `${id}.indirect`,
      when: 'urgent, indirect access, from sending',
      count: 3,
      unit: 'calendar-days',
      ...exact,
    },
    {
      id: `${id}.register`,
      when: 'normal, the register is open, from sending',
      count: 7,
      unit: 'calendar-days',
      ...exact,
    },
    {
      id: `${id}.normal`,
      when: 'normal, from sending',
      count: 30,
      unit: 'calendar-days',
      ...exact,
    },
  ]
}
