import type { Rule } from '../deadlines.ts'
import { day } from '../rows.ts'
import { exact, unionDays } from './rule-forms.ts'

const eio = 'https://eur-lex.europa.eu/eli/dir/2014/41/oj'
const uncac = 'https://www.unodc.org/unodc/en/treaties/CAC/'
/** The United Nations Convention against Corruption entered into force on this day. */
const convention = day('2005-12-14')

/** Legal assistance: investigation orders of the Union and the Convention against Corruption. */
export const assistanceRules: readonly Rule[] = [
  {
    id: 'DL-33',
    citation: 'Directive 2014/41/EU art. 12',
    text: 'An investigation order is recognised within 30 days and carried out within 90 days of that decision; recognition may take 30 days more.',
    from: day('2017-05-22'),
    status: 'verified',
    source: eio,
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
    source: eio,
    terms: [{ id: 'DL-34', when: 'from receipt', count: 7, unit: 'calendar-days', ...unionDays }],
  },
  {
    id: 'DL-35',
    citation: 'UNCAC art. 46(8), (14) to (16), (20) to (26)',
    text: 'A request has six elements of content. It is refused on four grounds only, with reasons and after consultation, never for bank secrecy or because the offence is also fiscal. An urgent oral request is confirmed in writing at once.',
    from: convention,
    status: 'to-verify',
    source: uncac,
    terms: [
      {
        id: 'DL-35',
        when: 'written confirmation, from the oral request',
        count: 0,
        unit: 'hours',
        ...exact,
      },
    ],
    asks: [
      {
        id: 'DL-35.content',
        kind: 'all',
        of: 'elements of a request',
        points: [
          { id: 'authority', text: 'the authority that asks' },
          { id: 'proceedings', text: 'subject, nature and authority of the proceedings' },
          { id: 'facts', text: 'a summary of the facts' },
          { id: 'assistance', text: 'the assistance sought and the procedure to be followed' },
          { id: 'person', text: 'identity, place and nationality of the person, where possible' },
          { id: 'purpose', text: 'the purpose of the evidence or measure' },
        ],
      },
      {
        id: 'DL-35.refusal',
        kind: 'only',
        of: 'grounds of refusal',
        points: [
          { id: 'form', text: 'the request does not conform to the article' },
          {
            id: 'essential-interests',
            text: 'sovereignty, security, public order, essential interests',
          },
          { id: 'not-allowed-at-home', text: 'not allowed for a like offence at home' },
          { id: 'legal-system', text: 'contrary to the legal system of the requested State' },
        ],
      },
      {
        id: 'DL-35.never',
        kind: 'never',
        of: 'reason that never suffices',
        points: [
          { id: 'bank-secrecy', text: 'bank secrecy' },
          { id: 'fiscal-only', text: 'the offence also concerns taxes' },
        ],
      },
    ],
  },
  {
    id: 'DL-36',
    citation: 'UNCAC art. 55(3), (7) to (9)',
    text: 'A request to freeze or confiscate has content of its own. It may be refused or lifted when evidence comes late or the value is trifling; before lifting the requesting State is heard; third parties in good faith are protected.',
    from: convention,
    status: 'to-verify',
    source: uncac,
    terms: [],
    asks: [
      {
        id: 'DL-36.content',
        kind: 'all',
        of: 'extra elements of a request to confiscate',
        points: [
          { id: 'property', text: 'the property, with its place and value where possible' },
          { id: 'facts', text: 'facts that let the requested State seek an order' },
          { id: 'order', text: 'an admissible copy of the order, where one was made' },
          { id: 'third-parties', text: 'what was done to notify third parties in good faith' },
          { id: 'final', text: 'that the order is final' },
        ],
      },
      {
        id: 'DL-36.lifting',
        kind: 'only',
        of: 'extra grounds for refusing or lifting',
        points: [
          { id: 'evidence-late', text: 'sufficient evidence did not come in time' },
          { id: 'de-minimis', text: 'the property is of trifling value' },
        ],
      },
    ],
  },
  {
    id: 'DL-37',
    citation: 'UNCAC art. 57(3) to (5)',
    text: 'Embezzled public funds go back to the requesting State; other proceeds of the Convention’s offences on proof of ownership or recognised damage; in all other cases return, prior owners and victims have priority. Reasonable expenses may be deducted.',
    from: convention,
    status: 'to-verify',
    source: uncac,
    terms: [],
    asks: [
      {
        id: 'DL-37',
        kind: 'only',
        of: 'bases of return',
        points: [
          { id: 'embezzlement', text: '57(3)(a): embezzled public funds' },
          { id: 'ownership', text: '57(3)(b): the requesting State proves prior ownership' },
          { id: 'damage', text: '57(3)(b): damage to the requesting State is recognised' },
          { id: 'priority', text: '57(3)(c): priority to return, prior owners, victims' },
        ],
      },
    ],
  },
  {
    id: 'DL-38',
    citation: 'UNCAC art. 46(4), 56',
    text: 'Information may be given without a request, where that does no harm to one’s own case; it then keeps the conditions that came with it.',
    from: convention,
    status: 'to-verify',
    source: uncac,
    terms: [],
    asks: [
      {
        id: 'DL-38',
        kind: 'all',
        of: 'conditions of disclosure without request',
        points: [
          { id: 'no-prejudice', text: 'no harm to the discloser’s own proceedings' },
          { id: 'could-assist', text: 'it could help the receiving authority' },
          { id: 'conditions-stated', text: 'confidentiality and restrictions on use are stated' },
        ],
      },
    ],
  },
  {
    id: 'DL-39',
    citation: 'Council of Europe, T-CY assessment of mutual legal assistance (2014)',
    text: 'How long legal assistance for electronic evidence really took: six to 24 months, many requests being given up. A baseline to beat, binding on nobody.',
    from: day('2014-12-03'),
    status: 'to-verify',
    source: 'https://www.coe.int/en/web/cybercrime/t-cy-reports',
    terms: [
      {
        id: 'DL-39.short',
        when: 'the quicker answers, from the request',
        count: 6,
        unit: 'months',
        ...exact,
      },
      {
        id: 'DL-39.long',
        when: 'the slower answers, from the request',
        count: 24,
        unit: 'months',
        ...exact,
      },
    ],
  },
]
