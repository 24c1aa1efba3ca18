import type { Rule } from '../deadlines.ts'
import { day } from '../rows.ts'
import { exact, hardEnd } from './rule-forms.ts'

/** Teams, automatic exchange, peer review, publications and return: what networks of States agreed among themselves. */
export const networkRules: readonly Rule[] = [
  {
    id: 'DL-41',
    citation: 'Eurojust, guidance on joint investigation teams',
    text: 'A joint investigation team is set up for twelve to 24 months as a rule, and can be extended by agreement.',
    from: day('2010-01-01'),
    status: 'verified',
    source:
      'https://www.eurojust.europa.eu/judicial-cooperation/instruments/joint-investigation-teams',
    terms: [
      {
        id: 'DL-41.usual',
        when: 'shortest usual term, from signature',
        count: 12,
        unit: 'months',
        ...hardEnd,
        extension: { count: 12, unit: 'months', times: 3, citation: 'agreement of all parties' },
      },
      {
        id: 'DL-41.longest',
        when: 'longest usual term, from signature',
        count: 24,
        unit: 'months',
        ...hardEnd,
        extension: { count: 12, unit: 'months', times: 2, citation: 'agreement of all parties' },
      },
    ],
  },
  {
    id: 'DL-42',
    citation:
      'Multilateral agreement on automatic exchange of financial account information, section 3(3)',
    text: 'The data of a calendar year are exchanged by 30 September of the next.',
    from: day('2016-01-01'),
    status: 'to-verify',
    source: 'https://www.oecd.org/tax/automatic-exchange/',
    terms: [
      {
        id: 'DL-42',
        when: 'from any day of the reporting year',
        count: 1,
        unit: 'years',
        ...hardEnd,
        on: { month: 9, day: 30 },
      },
    ],
  },
  {
    id: 'DL-43',
    citation: 'OECD Model Tax Convention art. 26; Global Forum standard on exchange on request',
    text: 'Within ninety days the requested authority answers or tells how the matter stands.',
    from: day('2010-01-01'),
    status: 'to-verify',
    source: 'https://www.oecd.org/tax/transparency/',
    terms: [
      { id: 'DL-43', when: 'status, from receipt', count: 90, unit: 'calendar-days', ...exact },
    ],
  },
  {
    id: 'DL-47',
    citation: 'FATF, procedures for the fifth round of mutual evaluations',
    text: 'A round takes six years; on the key recommended actions a country has three years.',
    from: day('2024-01-01'),
    status: 'verified',
    source: 'https://www.fatf-gafi.org/en/publications/Mutualevaluations/5th-Round-Procedures.html',
    terms: [
      { id: 'DL-47.cycle', when: 'from the last evaluation', count: 6, unit: 'years', ...exact },
      {
        id: 'DL-47.recommendations',
        when: 'key recommended actions, from the report',
        count: 3,
        unit: 'years',
        ...exact,
      },
    ],
  },
  {
    id: 'DL-48',
    citation: 'UNCAC, mechanism for the review of implementation, terms of reference',
    text: 'Two States drawn by lot review a third within six months; a summary of seven to twelve pages is public, the report of 80 to 300 pages when the State agrees.',
    from: day('2010-07-01'),
    status: 'to-verify',
    source: 'https://www.unodc.org/unodc/en/corruption/implementation-review-mechanism.html',
    terms: [
      {
        id: 'DL-48.self',
        when: 'self-assessment, from the lot',
        count: 1,
        unit: 'months',
        ...hardEnd,
      },
      {
        id: 'DL-48.desk',
        when: 'desk review, from the self-assessment',
        count: 1,
        unit: 'months',
        ...hardEnd,
      },
      {
        id: 'DL-48.visit',
        when: 'dialogue and visit, from the desk review',
        count: 2,
        unit: 'months',
        ...hardEnd,
      },
      { id: 'DL-48.report', when: 'report, from the visit', count: 2, unit: 'months', ...hardEnd },
      {
        id: 'DL-48.whole',
        when: 'the whole review, from the lot',
        count: 6,
        unit: 'months',
        ...hardEnd,
      },
    ],
    asks: [
      { id: 'DL-48.reviewers', kind: 'number', of: 'reviewing States', least: 2, most: 2 },
      { id: 'DL-48.summary', kind: 'number', of: 'pages of the summary', least: 7, most: 12 },
      { id: 'DL-48.pages', kind: 'number', of: 'pages of the report', least: 80, most: 300 },
    ],
  },
  {
    id: 'DL-49',
    citation: 'Open Government Partnership, Independent Reporting Mechanism',
    text: 'Completion of a commitment is coded on five points, four months after the end of the plan.',
    from: day('2013-01-01'),
    status: 'verified',
    source: 'https://www.opengovpartnership.org/glossary/completion/',
    terms: [
      { id: 'DL-49', when: 'from the end of the plan', count: 4, unit: 'months', ...hardEnd },
    ],
    asks: [
      {
        id: 'DL-49',
        kind: 'only',
        of: 'codes of completion',
        points: [
          { id: 'no-evidence', text: 'no evidence' },
          { id: 'not-started', text: 'not started' },
          { id: 'limited', text: 'limited' },
          { id: 'substantial', text: 'substantial' },
          { id: 'complete', text: 'complete' },
        ],
      },
    ],
  },
  {
    id: 'DL-50',
    citation: 'OECD, glossary of statistical terms; Eurostat, handbook on disclosure control',
    text: 'A figure is published only where at least three respondents stand behind it; this network asks for five.',
    from: day('2007-01-01'),
    status: 'verified',
    source: 'https://stats.oecd.org/glossary/detail.asp?ID=7010',
    terms: [],
    asks: [
      { id: 'DL-50.three', kind: 'number', of: 'respondents behind a published cell', least: 3 },
      { id: 'DL-50.five', kind: 'number', of: 'respondents behind a published cell', least: 5 },
    ],
  },
  {
    id: 'DL-53',
    citation: 'Global Forum on Asset Recovery, principles for disposition and transfer (2017)',
    text: 'Ten principles for an agreement on return; principle 4 asks for transparency on both sides, principle 10 for civil society.',
    from: day('2017-12-05'),
    status: 'to-verify',
    source: 'https://star.worldbank.org/',
    terms: [],
    asks: [
      {
        id: 'DL-53',
        kind: 'all',
        of: 'principles met by the agreement',
        points: [
          { id: 'partnership', text: '1: partnership' },
          { id: 'mutual-interests', text: '2: mutual interests' },
          { id: 'early-dialogue', text: '3: early dialogue' },
          { id: 'transparency', text: '4: transparency and accountability on both sides' },
          { id: 'beneficiaries', text: '5: beneficiaries' },
          { id: 'development', text: '6: strengthening of anti-corruption and development' },
          { id: 'case-by-case', text: '7: treatment case by case' },
          { id: 'agreement', text: '8: an agreement is considered' },
          { id: 'no-benefit-to-offenders', text: '9: no benefit to offenders' },
          { id: 'civil-society', text: '10: civil society takes part' },
        ],
      },
    ],
  },
]
