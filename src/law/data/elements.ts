import type { Element } from '../elements.ts'
import { day } from '../rows.ts'

const aml6 = 'https://eur-lex.europa.eu/eli/dir/2024/1640/oj'
const uncac = 'https://www.unodc.org/unodc/en/treaties/CAC/'
const reg = 'https://eur-lex.europa.eu/eli/reg/2018/1805/oj'

type Line = readonly [
  field: string | readonly string[],
  label: string,
  text: string,
  article?: string,
]

interface Form extends Pick<Element, 'form' | 'citation' | 'from' | 'status' | 'source'> {
  /** Do the parts of the form bear letters, A, B, C? */
  readonly letters?: true
  readonly lines: readonly Line[]
}

const alphabet = 'ABCDEFGHIJKLMN'

/** The elements of one form, in the order of the instrument. */
function elementsOf({ form, citation, letters, lines, ...row }: Form): readonly Element[] {
  return lines.map(([field, label, text, article], i) => {
    const fields = typeof field === 'string' ? [field] : field
    const section = letters ? alphabet[i]! : undefined
    return {
      id: `${form}.${section ?? fields[0]!}`,
      form,
      field: fields[0]!,
      ...(fields.length > 1 ? { fields } : {}),
      ...(section === undefined ? {} : { section }),
      label,
      text,
      citation: `${citation}${section === undefined ? '' : `, section ${section}`}${article === undefined ? '' : `; ${article}`}`,
      ...row,
    }
  })
}

/** What each kind of request must say. */
export const elements: readonly Element[] = [
  ...elementsOf({
    form: 'fiu-request',
    citation: 'DL-04, Directive (EU) 2024/1640 art. 31(1)',
    // The protocol asks for these five from all its members, before the Directive binds its own.
    from: day('2024-01-01'),
    status: 'verified',
    source: aml6,
    lines: [
      ['facts', 'relevant facts', 'What happened, as far as it is known.'],
      ['background', 'background', 'The inquiry in which the question arises.'],
      ['reasons', 'reasons for the request', 'Why this information is needed.'],
      ['link', 'link with the requested country', 'What points to that country.'],
      ['use', 'intended use', 'How the information will be used, and by whom.'],
    ],
  }),
  ...elementsOf({
    form: 'mla-request',
    citation: 'UNCAC art. 46(15) and (16)',
    from: day('2005-12-14'),
    status: 'to-verify',
    source: uncac,
    lines: [
      ['authority', 'requesting authority', 'Who asks, and who conducts the case.', '46(15)(a)'],
      [
        'proceedings',
        'nature and stage of the proceedings',
        'What kind of case it is and how far it has come.',
        '46(15)(b)',
      ],
      ['facts', 'facts', 'What happened, when, where, by whom, with what harm.', '46(15)(c)'],
      [
        'offences',
        'offences and penalties',
        'The text of the offences and the penalties they carry.',
      ],
      [
        'dualCriminality',
        'statement on dual criminality',
        'Why the acts would be an offence in the requested country too.',
        '46(9)',
      ],
      [
        'persons',
        'identity of the persons',
        'Who the persons are, where they are, which nationality they have.',
        '46(15)(e)',
      ],
      [
        'location',
        'location of the evidence or the asset',
        'Where the evidence or the asset is, as precisely as it is known.',
        '46(16)',
      ],
      ['nexus', 'nexus', 'How the evidence or the asset is connected with the offence.'],
      [
        ['measure', 'period'],
        'exact measure and period',
        'Which measure is asked for, and for which days.',
        '46(15)(d)',
      ],
      [
        'formalities',
        'formalities',
        'What must be observed so that the result can be used as evidence.',
        '46(15)(d)',
      ],
      ['urgency', 'urgency and date', 'By when it is needed, and why.', '46(24)'],
      ['confidentiality', 'confidentiality', 'What must be kept from whom, and until when.'],
      [
        'use',
        'use and speciality',
        'For which proceedings the result will be used, and for no others.',
        '46(15)(f), 46(19)',
      ],
      [
        'translation',
        'translation',
        'A translation into a language that the requested country accepts.',
        '46(14)',
      ],
    ],
  }),
  ...elementsOf({
    form: 'freezing-certificate',
    citation: 'DL-32, Regulation (EU) 2018/1805 annex I',
    from: day('2020-12-19'),
    // The fourteen letters and sections G, K and L were read; the other headings are from memory.
    status: 'to-verify',
    source: reg,
    letters: true,
    lines: [
      ['issuing', 'issuing State and authorities', 'Who issued the order and who validated it.'],
      [
        'urgency',
        'urgency or a set date',
        'Whether 48 hours or a set date are asked for, and why.',
      ],
      ['persons', 'affected persons', 'Whom the order is directed against and whom it touches.'],
      ['property', 'property', 'A sum or an item, where it is, why it is believed to be there.'],
      [
        'reasons',
        'reasons for the order',
        'Facts, legal grounds, offence, penalty, and whether it is on the list.',
      ],
      ['confidentiality', 'confidentiality', 'What must stay secret after the order is executed.'],
      ['otherStates', 'other States', 'To which other States the order was sent, and for what.'],
      ['earlierOrders', 'earlier orders', 'How this order relates to earlier ones.'],
      ['confiscation', 'what comes after', 'How long the property is to stay frozen, until what.'],
      ['alternatives', 'alternative measures', 'What may be done in place of what is asked for.'],
      [
        'restitution',
        'restitution to a victim',
        'Whether property is to be given back to a victim.',
      ],
      ['remedies', 'legal remedies', 'Where and by when the order can be challenged.'],
      ['contact', 'contact and signature', 'Who answers questions, and who signs.'],
      ['annexes', 'annexes', 'The order itself and what else is attached.'],
    ],
  }),
  ...elementsOf({
    form: 'confiscation-certificate',
    citation: 'Regulation (EU) 2018/1805 annex II',
    from: day('2020-12-19'),
    status: 'to-verify',
    source: reg,
    letters: true,
    lines: [
      ['issuing', 'issuing State and court', 'Who made the order and who transmits it.'],
      ['order', 'the order', 'Its date, its number, since when it is final.'],
      ['persons', 'affected persons', 'Whom the order is directed against and whom it touches.'],
      ['property', 'property', 'A sum or an item, and where it is.'],
      ['reasons', 'reasons for the order', 'Facts, type of confiscation, offence and penalty.'],
      [
        'presence',
        'presence at the trial',
        'Whether the person was present, and if not, which exception holds.',
      ],
      ['otherStates', 'other States', 'To which other States the order was sent, and for what.'],
      [
        'alternatives',
        'alternative measures',
        'Whether other measures or sanctions may be used instead.',
      ],
      [
        'restitution',
        'restitution or compensation',
        'Decisions in favour of victims, and who is to be paid.',
      ],
      ['contact', 'contact and signature', 'Who answers questions, and who signs.'],
      ['annexes', 'annexes', 'The order itself and what else is attached.'],
    ],
  }),
  ...elementsOf({
    form: 'uncac-freezing-request',
    citation: 'DL-36, UNCAC art. 55(3)(c)',
    from: day('2005-12-14'),
    status: 'to-verify',
    source: uncac,
    lines: [
      ['facts', 'facts relied upon', 'The facts on which the request rests.'],
      ['actions', 'actions asked for', 'What is to be done with the property.'],
      ['order', 'copy of an order', 'A copy of the order on which it rests, where there is one.'],
    ],
  }),
  ...elementsOf({
    form: 'uncac-confiscation-request',
    citation: 'DL-36, UNCAC art. 55(3)(a) and (b)',
    from: day('2005-12-14'),
    status: 'to-verify',
    source: uncac,
    lines: [
      [
        'property',
        'description of the property',
        'What it is, where it is, and what it is worth, as far as known.',
      ],
      ['facts', 'facts relied upon', 'Facts that let the requested country seek or enforce it.'],
      ['order', 'copy of the order', 'A copy that its courts can accept.'],
      ['extent', 'extent of execution', 'How much of the order is to be carried out there.'],
      [
        'thirdParties',
        'notice to third parties',
        'What was done to tell third parties in good faith.',
      ],
      ['finality', 'finality', 'A statement that the order is final.'],
    ],
  }),
]
