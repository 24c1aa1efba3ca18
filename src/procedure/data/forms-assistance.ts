import type { Field, Option } from '../fields.ts'
import { admissibility, conditionsIfAny } from './conditions-fields.ts'
import { offenceKind, sensitive } from './protected-persons.ts'

const uncac46 = 'UNCAC art. 46(15), (16)'
const reg = 'Regulation (EU) 2018/1805'
const annex = `${reg} Annex I`

const reasons: Field = { name: 'reasons', label: 'reasons', kind: 'long', required: true }
/** Also a decision of a court on a challenge says where it can be challenged. */
const nextCourt: Field = {
  name: 'court',
  label: 'court that can be asked, and by when',
  kind: 'text',
  required: true,
  help: 'where nobody can be asked any more, say that the decision is final',
}
const reference: Field = { name: 'reference', label: 'our reference', kind: 'text', required: true }
const decided: Field = { name: 'decided', label: 'decided on', kind: 'day', required: true }

/** The fourteen elements of a request for legal assistance; the names are those of the rows of law. */
const fourteen: readonly Field[] = [
  {
    name: 'authority',
    label: 'authority that asks',
    kind: 'long',
    required: true,
    citation: uncac46,
  },
  {
    name: 'proceedings',
    label: 'nature and stage of the proceedings',
    kind: 'long',
    required: true,
    citation: uncac46,
  },
  { name: 'facts', label: 'facts', kind: 'long', required: true, citation: uncac46 },
  {
    name: 'offences',
    label: 'offences, their text and the penalty',
    kind: 'long',
    required: true,
    citation: uncac46,
  },
  {
    name: 'dualCriminality',
    label: 'why the act is an offence in both countries',
    kind: 'long',
    required: true,
    citation: 'UNCAC art. 46(9)',
  },
  {
    name: 'persons',
    label: 'persons and companies',
    kind: 'persons',
    required: true,
    citation: uncac46,
  },
  {
    name: 'location',
    label: 'where the evidence or the property is',
    kind: 'long',
    required: true,
    citation: uncac46,
  },
  {
    name: 'nexus',
    label: 'link between the facts and what is asked for',
    kind: 'long',
    required: true,
    citation: uncac46,
  },
  { name: 'measure', label: 'exact measure', kind: 'long', required: true, citation: uncac46 },
  {
    name: 'period',
    label: 'exact period',
    kind: 'text',
    required: true,
    help: 'from day to day: 2023-01-01/2024-12-31',
    citation: uncac46,
  },
  {
    name: 'formalities',
    label: 'formalities to be followed',
    kind: 'long',
    required: true,
    citation: 'UNCAC art. 46(17)',
  },
  {
    name: 'urgency',
    label: 'urgency, and the day by which it is needed',
    kind: 'long',
    required: true,
    citation: 'UNCAC art. 46(24)',
  },
  {
    name: 'confidentiality',
    label: 'confidentiality',
    kind: 'long',
    required: true,
    citation: 'UNCAC art. 46(20)',
  },
  {
    name: 'use',
    label: 'use, and the limits of it',
    kind: 'long',
    required: true,
    citation: 'UNCAC art. 46(19)',
  },
  {
    name: 'translation',
    label: 'translation: language and who vouches for it',
    kind: 'long',
    required: true,
    citation: 'UNCAC art. 46(14)',
  },
]

/** Names of the elements, as an answer lists them. `measure` stands for measure and period together. */
/** Amounts in another currency count in the figures at the rate that stands beside them, and not at all without one. */
const rate: Field = {
  name: 'rate',
  label: 'euro for one unit of the currency, on the day',
  kind: 'text',
  required: false,
  beside: true,
  help: 'where the amount is not in euro, as 0.92',
}
const operation: Field = {
  name: 'operation',
  label: 'joint operation, by its number',
  kind: 'text',
  required: false,
  help: 'the number that all authorities of one case use; no names of persons',
}

/** By what the figures of the network tell one kind of assistance from another. */
const counted: readonly Field[] = [
  {
    name: 'assistance',
    label: 'kind of assistance',
    kind: 'choice',
    required: false,
    options: [
      { value: 'evidence', label: 'evidence and records' },
      { value: 'extradition', label: 'extradition' },
      { value: 'service', label: 'service of papers' },
    ],
    help: 'left empty it counts as evidence',
  },
  operation,
]

const elements: readonly Option[] = fourteen
  .filter((f) => f.name !== 'period')
  .map((f) => ({
    value: f.name,
    label: f.name === 'measure' ? 'exact measure and period' : f.label,
  }))

const loose = (fields: readonly Field[]): readonly Field[] =>
  fields.map((f) =>
    f.name === 'authority' || f.name === 'urgency' ? f : { ...f, required: false },
  )

const money = (name: string, label: string, required: boolean): Field => ({
  name,
  label,
  kind: 'money',
  required,
})

/** Documents of suspension, legal assistance and freezing, field by field. */
export const assistanceForms = {
  'suspension-request': [
    reference,
    {
      name: 'class',
      label: 'urgency',
      kind: 'choice',
      required: false,
      help: 'needed where the request goes abroad',
      options: [
        { value: 'emergency', label: 'emergency, money is about to leave' },
        { value: 'direct', label: 'urgent, direct access' },
      ],
    },
    {
      name: 'urgencyReason',
      label: 'why it is imminent',
      kind: 'long',
      required: true,
      citation: 'DL-11, CETS 198 art. 47',
    },
    {
      name: 'source',
      label: 'where the alert comes from',
      kind: 'choice',
      required: true,
      options: [
        { value: 'report', label: 'report of an obliged entity' },
        { value: 'analysis', label: 'own analysis' },
        { value: 'foreign', label: 'request of another unit' },
      ],
    },
    { name: 'account', label: 'account', kind: 'text', required: true },
    money('amount', 'amount', true),
    { name: 'beneficiary', label: 'beneficiary', kind: 'text', required: true },
    {
      name: 'reasons',
      label: 'reasons for the suspicion',
      kind: 'long',
      required: true,
      citation: 'DL-11, CETS 198 art. 47',
    },
    sensitive,
    ...conditionsIfAny,
  ],
  'suspension-approval': [
    {
      name: 'necessity',
      label: 'why no milder step is enough',
      kind: 'long',
      required: true,
    },
    { name: 'redLines', label: 'checked: no red line is crossed', kind: 'check', required: true },
  ],
  'suspension-order': [
    {
      name: 'order',
      label: 'number of the order and the article it rests on',
      kind: 'text',
      required: true,
    },
    {
      name: 'imminence',
      label: 'why it is imminent and meets the domestic test',
      kind: 'long',
      required: true,
      citation: 'DL-11, CETS 198 art. 47',
    },
    reasons,
    { name: 'notice', label: 'when and how the person will be told', kind: 'long', required: true },
    { name: 'remedy', label: 'court that hears a challenge', kind: 'text', required: true },
    {
      name: 'livingCosts',
      label: 'what stays free for living costs, or why nothing has to',
      kind: 'long',
      required: true,
    },
    money('amount', 'amount suspended', true),
  ],
  'carve-out-request': [
    { name: 'need', label: 'need', kind: 'long', required: true },
    money('amount', 'amount asked for each month', true),
  ],
  'carve-out-decision': [money('amount', 'amount left free each month', true), reasons, nextCourt],
  'suspension-end': [
    {
      name: 'order',
      label: 'notice to the bank, its number',
      kind: 'text',
      required: true,
    },
    reasons,
  ],
  'suspension-conversion': [
    { name: 'freezing', label: 'matter of the freezing order', kind: 'matter', required: true },
    reasons,
  ],
  'person-told': [
    { name: 'told', label: 'told on', kind: 'day', required: true },
    {
      name: 'how',
      label: 'how',
      kind: 'choice',
      required: true,
      options: [
        { value: 'served', label: 'served in person' },
        { value: 'post', label: 'by post' },
        { value: 'counsel', label: 'through counsel' },
        { value: 'published', label: 'by publication' },
      ],
    },
    { name: 'remedies', label: 'remedies named in it', kind: 'long', required: true },
    { name: 'briefReasons', label: 'brief reasons given', kind: 'long', required: true },
  ],
  'damage-claim': [
    { name: 'harm', label: 'harm', kind: 'long', required: true },
    money('amount', 'amount claimed', true),
  ],
  'damage-decision': [
    money('amount', 'amount allowed', true),
    reasons,
    nextCourt,
    {
      name: 'bearer',
      label: 'who bears it',
      kind: 'choice',
      required: true,
      citation: `DL-30, ${reg} art. 34`,
      options: [
        { value: 'requesting', label: 'the country that asked' },
        { value: 'requested', label: 'the country that carried it out, by its fault alone' },
      ],
    },
  ],
  'red-line-mark': [{ ...sensitive, required: true }, reasons],
  'red-line': [
    {
      name: 'reasons',
      label: 'why the request may go on although a protected person is concerned',
      kind: 'long',
      required: true,
    },
    {
      name: 'safeguard',
      label: 'what protects the person',
      kind: 'long',
      required: true,
    },
  ],

  'mla-strategy': [
    reference,
    { name: 'findings', label: 'what is known informally', kind: 'long', required: true },
    {
      name: 'avenues',
      label: 'avenues compared',
      kind: 'list',
      required: true,
      options: [
        { value: 'intelligence', label: 'ask a unit or an asset recovery office first' },
        { value: 'assistance', label: 'legal assistance' },
        { value: 'joint-team', label: 'joint investigation team' },
        { value: 'civil', label: 'civil action' },
        { value: 'insolvency', label: 'insolvency' },
      ],
    },
    { name: 'choice', label: 'why this avenue', kind: 'long', required: true },
    {
      name: 'timing',
      label: 'timing, and who could be warned by it',
      kind: 'long',
      required: true,
    },
    {
      name: 'evidenceConsent',
      label: 'may the intelligence be used as evidence?',
      kind: 'choice',
      required: true,
      options: [
        { value: 'not-used', label: 'none of it goes into the request' },
        { value: 'given', label: 'the giver has consented' },
      ],
    },
  ],
  'mla-request': [reference, ...fourteen, sensitive, offenceKind, ...counted, ...conditionsIfAny],
  'mla-shared-draft': [
    reference,
    ...fourteen.map((f) => ({ ...f, required: false })),
    sensitive,
    ...counted,
    ...conditionsIfAny,
  ],
  'mla-request-ahead': [
    reference,
    ...loose(fourteen),
    sensitive,
    ...counted,
    ...conditionsIfAny,
    {
      name: 'toFollow',
      label: 'elements that will follow',
      kind: 'list',
      required: true,
      options: elements,
      citation: 'UNCAC art. 46(14)',
    },
    {
      name: 'ahead',
      label: 'why it cannot wait for them',
      kind: 'long',
      required: true,
      citation: 'UNCAC art. 46(14)',
    },
  ],
  'mla-approval': [
    { name: 'necessity', label: 'purpose and necessity', kind: 'long', required: true },
    { name: 'redLines', label: 'checked: no red line is crossed', kind: 'check', required: true },
  ],
  'draft-comments': [
    { name: 'comments', label: 'comments on the draft', kind: 'long', required: true },
    {
      name: 'elements',
      label: 'elements that need work',
      kind: 'list',
      required: false,
      options: elements,
    },
  ],
  'mla-incomplete': [
    {
      name: 'missing',
      label: 'elements that are missing',
      kind: 'list',
      required: false,
      options: elements,
    },
    {
      name: 'inadequate',
      label: 'elements that are there and do not suffice',
      kind: 'list',
      required: false,
      options: elements,
    },
    { name: 'reasons', label: 'what is needed for each', kind: 'long', required: true },
  ],
  'mla-acceptance': [
    decided,
    { name: 'measures', label: 'measures that will be taken', kind: 'list', required: true },
    { name: 'by', label: 'to be carried out by', kind: 'day', required: true },
    {
      name: 'formalities',
      label: 'formalities that will be followed',
      kind: 'long',
      required: true,
      citation: 'UNCAC art. 46(17)',
    },
    {
      name: 'judge',
      label: 'court that allows the measures, and its order',
      kind: 'text',
      required: true,
    },
    reasons,
    { name: 'notice', label: 'who will be told, and when', kind: 'long', required: true },
    { name: 'remedies', label: 'remedies of those affected', kind: 'long', required: true },
    {
      name: 'privilege',
      label: 'how privileged material is kept apart',
      kind: 'long',
      required: true,
    },
  ],
  'mla-part-acceptance': [
    decided,
    { name: 'measures', label: 'measures that will be taken', kind: 'list', required: true },
    { name: 'by', label: 'to be carried out by', kind: 'day', required: true },
    { name: 'left', label: 'what will not be done, and why', kind: 'long', required: true },
    {
      name: 'formalities',
      label: 'formalities that will be followed',
      kind: 'long',
      required: true,
      citation: 'UNCAC art. 46(17)',
    },
    {
      name: 'judge',
      label: 'court that allows the measures, and its order',
      kind: 'text',
      required: true,
    },
    reasons,
    { name: 'notice', label: 'who will be told, and when', kind: 'long', required: true },
    { name: 'remedies', label: 'remedies of those affected', kind: 'long', required: true },
    {
      name: 'privilege',
      label: 'how privileged material is kept apart',
      kind: 'long',
      required: true,
    },
  ],
  postponement: [
    {
      name: 'postponement',
      label: 'ground of postponement',
      kind: 'choice',
      required: true,
      help: 'only grounds of the closed list',
    },
    reasons,
    { name: 'expected', label: 'expected end', kind: 'day', required: true },
  ],
  'postponement-review': [
    reasons,
    { name: 'expected', label: 'expected end', kind: 'day', required: true },
  ],
  'mla-part-execution': [
    { name: 'evidence', label: 'evidence handed over', kind: 'list', required: true },
    { name: 'digest', label: 'digest of the delivery', kind: 'digest', required: true },
    { name: 'custody', label: 'custody', kind: 'long', required: true },
    { name: 'outstanding', label: 'what is still to come', kind: 'long', required: true },
    ...admissibility,
    ...conditionsIfAny,
  ],
  'mla-execution': [
    { name: 'evidence', label: 'evidence handed over', kind: 'list', required: true },
    { name: 'digest', label: 'digest of the delivery', kind: 'digest', required: true },
    { name: 'custody', label: 'custody, from hand to hand', kind: 'long', required: true },
    { name: 'certificate', label: 'certificate of execution', kind: 'long', required: true },
    {
      name: 'originals',
      label: 'originals to be returned',
      kind: 'choice',
      required: true,
      options: [
        { value: 'none', label: 'none, copies only' },
        { value: 'return', label: 'to be returned' },
      ],
    },
    ...admissibility,
    ...conditionsIfAny,
  ],
  'use-report': [
    {
      name: 'purpose',
      label: 'used for',
      kind: 'choice',
      required: true,
      options: [
        { value: 'named', label: 'the proceedings named in the request' },
        { value: 'consented', label: 'another use, with consent' },
      ],
      citation: 'UNCAC art. 46(19)',
    },
    { name: 'report', label: 'what came of it', kind: 'long', required: true },
  ],
  'originals-return': [
    { name: 'items', label: 'items returned', kind: 'list', required: true },
    { name: 'custody', label: 'custody', kind: 'long', required: true },
  ],
  'translation-request': [
    { name: 'language', label: 'language', kind: 'text', required: true },
    { name: 'sworn', label: 'sworn translation needed', kind: 'check', required: false },
  ],
  'translation-delivery': [
    { name: 'language', label: 'language', kind: 'text', required: true },
    { name: 'digest', label: 'digest of the translation', kind: 'digest', required: true },
    { name: 'translator', label: 'who vouches for it', kind: 'text', required: true },
    {
      name: 'by',
      label: 'kind of translation',
      kind: 'choice',
      required: false,
      options: [
        { value: 'sworn', label: 'sworn translation' },
        { value: 'office', label: 'translation by the office' },
        { value: 'machine', label: 'machine translation, to be checked' },
      ],
    },
    {
      name: 'binding',
      label: 'text that counts',
      kind: 'choice',
      required: false,
      options: [
        { value: 'original', label: 'the original' },
        { value: 'translation', label: 'the translation' },
      ],
    },
    {
      name: 'texts',
      label: 'translated texts, each as FIELD: text',
      kind: 'list',
      required: false,
      help: 'one line for each field of the request, `facts: Le ministère a payé ...`',
    },
    {
      name: 'of',
      label: 'digest of the record that it translates',
      kind: 'digest',
      required: false,
      help: 'empty: the request as it was sent',
    },
    { name: 'oath', label: 'oath or licence of the translator', kind: 'text', required: false },
    { name: 'translatedOn', label: 'translated on', kind: 'day', required: false },
  ],
  'delivery-evidence': [
    { name: 'received', label: 'received at', kind: 'instant', required: true },
    { name: 'digest', label: 'digest of what was received', kind: 'digest', required: true },
  ],
  'costs-question': [
    money('estimate', 'expected costs', true),
    { name: 'why', label: 'why they are more than ordinary', kind: 'long', required: true },
  ],
  'costs-answer': [
    {
      name: 'bears',
      label: 'who bears them',
      kind: 'choice',
      required: true,
      citation: 'UNCAC art. 46(28)',
      options: [
        { value: 'requesting', label: 'the country that asks' },
        { value: 'shared', label: 'shared' },
        { value: 'narrowed', label: 'the request is narrowed' },
      ],
    },
    { name: 'terms', label: 'terms', kind: 'long', required: true },
  ],
  'remedy-filed': [
    { name: 'court', label: 'court', kind: 'text', required: true },
    { name: 'subject', label: 'what is challenged', kind: 'long', required: true },
  ],
  'remedy-decided': [
    {
      name: 'outcome',
      label: 'decision',
      kind: 'choice',
      required: true,
      options: [
        { value: 'dismissed', label: 'dismissed' },
        { value: 'partly', label: 'allowed in part' },
        { value: 'allowed', label: 'allowed' },
      ],
    },
    reasons,
    nextCourt,
  ],

  'freeze-proposal': [
    reference,
    { name: 'asset', label: 'property', kind: 'assets', required: true },
    money('value', 'value', true),
    rate,
    {
      name: 'assetReference',
      label: 'number of the property in the operation',
      kind: 'text',
      required: false,
      help: 'the same number from the freeze to the return: one asset, one leg',
    },
    {
      name: 'assetClass',
      label: 'class of the property',
      kind: 'choice',
      required: false,
      options: [
        { value: 'cash', label: 'money in an account' },
        { value: 'securities', label: 'securities and policies' },
        { value: 'crypto', label: 'crypto-assets' },
        { value: 'real-estate', label: 'land and buildings' },
        { value: 'vessel', label: 'vessels and aircraft' },
        { value: 'vehicle', label: 'vehicles' },
        { value: 'valuables', label: 'metals, jewellery and art' },
        { value: 'other', label: 'other property' },
      ],
    },
    operation,
    {
      name: 'attribution',
      label: 'why it belongs to the person',
      kind: 'long',
      required: true,
    },
    {
      name: 'alternativeOwners',
      label: 'who else could own it, and what was searched',
      kind: 'long',
      required: true,
    },
    {
      name: 'impact',
      label: 'what the freeze does to the person, workers, tenants, creditors',
      kind: 'long',
      required: true,
    },
    {
      name: 'plan',
      label: 'plan for keeping the property',
      kind: 'long',
      required: true,
      citation: 'Directive (EU) 2024/1260',
    },
  ],
  'attribution-check': [
    {
      name: 'confidence',
      label: 'confidence of the attribution, percent',
      kind: 'number',
      required: true,
      least: 0,
      most: 100,
    },
    { name: 'method', label: 'how it was checked', kind: 'long', required: true },
  ],
  'freezing-certificate': [
    reference,
    {
      name: 'issuing',
      section: 'A',
      label: 'issuing State and authorities',
      kind: 'long',
      required: true,
      citation: annex,
    },
    {
      name: 'urgency',
      section: 'B',
      label: 'urgency, or the day on which it is to be carried out',
      kind: 'long',
      required: true,
      citation: `${annex}; DL-19, DL-21`,
    },
    {
      name: 'persons',
      section: 'C',
      label: 'persons against whom the order is directed or whom it touches',
      kind: 'persons',
      required: true,
      citation: annex,
    },
    {
      name: 'property',
      section: 'D',
      label: 'property, its place and value',
      kind: 'assets',
      required: true,
      citation: annex,
    },
    {
      name: 'reasons',
      section: 'E',
      label: 'facts, legal grounds, offence, penalty, and whether it is on the list',
      kind: 'long',
      required: true,
      citation: `${annex}; ${reg} art. 3`,
    },
    {
      name: 'confidentiality',
      section: 'F',
      label: 'what must stay secret',
      kind: 'long',
      required: true,
      citation: `${annex}; ${reg} art. 11`,
    },
    {
      name: 'otherStates',
      section: 'G',
      label: 'other States to which it is sent, and for what',
      kind: 'long',
      required: true,
      citation: `${annex}; ${reg} art. 5`,
    },
    {
      name: 'earlierOrders',
      section: 'H',
      label: 'earlier orders, and how this one relates to them',
      kind: 'long',
      required: true,
      citation: annex,
    },
    {
      name: 'confiscation',
      section: 'I',
      label: 'how long the property is to stay frozen, until what',
      kind: 'long',
      required: true,
      citation: annex,
    },
    {
      name: 'alternatives',
      section: 'J',
      label: 'what may be done in place of what is asked for',
      kind: 'long',
      required: true,
      citation: annex,
    },
    {
      name: 'restitution',
      section: 'K',
      label: 'restitution to a victim, or that there is none',
      kind: 'long',
      required: true,
      citation: `${annex}; ${reg} art. 29`,
    },
    {
      name: 'remedies',
      section: 'L',
      label: 'where and by when the order can be challenged',
      kind: 'long',
      required: true,
      citation: `${annex}; ${reg} art. 33`,
    },
    {
      name: 'contact',
      section: 'M',
      label: 'who answers questions, and who signs',
      kind: 'long',
      required: true,
      citation: annex,
    },
    {
      name: 'annexes',
      section: 'N',
      label: 'the order itself, the translation, and what else is attached',
      kind: 'long',
      required: true,
      citation: `${annex}; ${reg} art. 6`,
    },
  ],
  'freezing-order': [
    { name: 'order', label: 'number of the order', kind: 'text', required: true },
    {
      name: 'necessity',
      label: 'why it is necessary and in proportion',
      kind: 'long',
      required: true,
    },
    reasons,
    {
      name: 'validated',
      label: 'judge who validates the order of a prosecutor',
      kind: 'text',
      required: false,
      citation: `${reg} art. 2(8)`,
    },
  ],
  'freeze-recognition': [
    decided,
    { name: 'order', label: 'number of the decision', kind: 'text', required: true },
    { name: 'authentic', label: 'the certificate is authentic', kind: 'check', required: true },
    reasons,
  ],
  'readiness-vote': [
    { name: 'ready', label: 'everything is in place', kind: 'check', required: true },
    { name: 'executors', label: 'who will carry it out', kind: 'long', required: true },
    { name: 'at', label: 'to be carried out at', kind: 'instant', required: true },
  ],
  'freeze-receipt': [
    { name: 'executed', label: 'carried out at', kind: 'instant', required: true },
    money('amount', 'amount frozen', true),
    rate,
    { name: 'receipt', label: 'receipt of the bank or register', kind: 'text', required: true },
    { name: 'executor', label: 'who carried it out', kind: 'text', required: true },
  ],
  'freeze-part-receipt': [
    { name: 'executed', label: 'carried out at', kind: 'instant', required: true },
    money('amount', 'amount frozen', true),
    rate,
    money('short', 'amount not found', true),
    { name: 'receipt', label: 'receipt of the bank or register', kind: 'text', required: true },
    { name: 'executor', label: 'who carried it out', kind: 'text', required: true },
    { name: 'reasons', label: 'why only in part', kind: 'long', required: true },
  ],
  impossibility: [
    {
      name: 'impossibility',
      label: 'ground of impossibility',
      kind: 'choice',
      required: true,
      help: 'only grounds of the closed list',
      citation: `DL-25, ${reg} art. 13(3)`,
    },
    { name: 'search', label: 'what was searched', kind: 'long', required: true },
  ],
  found: [
    { name: 'where', label: 'where it was found', kind: 'long', required: true },
    money('value', 'value', true),
  ],
  'notice-postponement': [
    reasons,
    { name: 'until', label: 'until', kind: 'day', required: true },
    { name: 'signed', label: 'signed by', kind: 'text', required: true },
  ],
  'review-filed': [
    {
      name: 'applicant',
      label: 'kind of application',
      kind: 'choice',
      required: true,
      options: [
        { value: 'hardship', label: 'hardship' },
        { value: 'third-party', label: 'right of another person' },
        { value: 'procedure', label: 'the way it was carried out' },
        {
          value: 'merits',
          label: 'the grounds of the order',
          citation: `DL-29, ${reg} art. 33(2)`,
        },
      ],
    },
    { name: 'subject', label: 'what is asked for', kind: 'long', required: true },
    { name: 'counsel', label: 'counsel and language', kind: 'long', required: true },
  ],
  'review-routing': [
    { name: 'court', label: 'court of the issuing State', kind: 'text', required: true },
    reasons,
  ],
  'freeze-variation': [
    {
      name: 'variation',
      label: 'kind',
      kind: 'choice',
      required: true,
      options: [
        { value: 'carve-out', label: 'part released for living costs, wages or legal fees' },
        { value: 'third-party', label: 'part released to another person' },
        { value: 'bond', label: 'replaced by a bond' },
        { value: 'priority', label: 'a prior right is recorded, nothing released' },
      ],
    },
    money('released', 'amount released', true),
    { name: 'terms', label: 'terms', kind: 'long', required: true },
    reasons,
    nextCourt,
  ],
  'review-dismissal': [reasons, nextCourt],
  'merits-decision': [
    {
      name: 'outcome',
      label: 'decision',
      kind: 'choice',
      required: true,
      options: [
        { value: 'upheld', label: 'the order stands' },
        { value: 'annulled', label: 'the order falls' },
      ],
    },
    reasons,
    nextCourt,
  ],
  'own-review': [
    {
      name: 'diligence',
      label: 'what the investigation has done since',
      kind: 'long',
      required: true,
    },
    { name: 'necessity', label: 'why it is still necessary', kind: 'long', required: true },
  ],
  extension: [
    {
      name: 'begins',
      label: 'the new term begins on',
      kind: 'day',
      required: true,
      help: 'the day on which the old one ends, or earlier',
    },
    { name: 'diligence', label: 'report on diligence', kind: 'long', required: true },
    reasons,
    { name: 'order', label: 'number of the decision', kind: 'text', required: true },
  ],
  confirmation: [
    { name: 'order', label: 'number of the decision', kind: 'text', required: true },
    {
      name: 'necessity',
      label: 'why it is necessary and in proportion',
      kind: 'long',
      required: true,
    },
    reasons,
  ],
  'lifting-announced': [reasons],
  'lifting-answer': [{ name: 'answer', label: 'answer', kind: 'long', required: true }],
  lifting: [
    { name: 'order', label: 'number of the decision', kind: 'text', required: true },
    { name: 'receipt', label: 'receipt of the bank or register', kind: 'text', required: true },
    reasons,
  ],
  'limit-question': [
    { name: 'until', label: 'proposed last day', kind: 'day', required: true },
    reasons,
  ],
  'limit-answer': [
    {
      name: 'limit',
      label: 'answer',
      kind: 'choice',
      required: true,
      options: [
        { value: 'agreed', label: 'the last day is agreed' },
        { value: 'kept', label: 'the order is to be kept, with reasons' },
      ],
    },
    reasons,
  ],
  'freeze-conversion': [
    {
      name: 'confiscation',
      label: 'matter of the confiscation order',
      kind: 'matter',
      required: true,
    },
    { name: 'order', label: 'number of the confiscation order', kind: 'text', required: true },
  ],

  'conductor-plan': [
    reference,
    { name: 't0', label: 'moment of release', kind: 'instant', required: true, citation: 'DL-21' },
    { name: 'legs', label: 'legs, by number', kind: 'list', required: true },
    operation,
    { name: 'value', label: 'value of all legs', kind: 'money', required: true },
    {
      name: 'alleged',
      label: 'proceeds alleged so far',
      kind: 'money',
      required: false,
      help: 'what the case is said to be about; figures hold what was traced against it',
    },
    {
      name: 'abort',
      label: 'stop when more than this share of the value is not ready, percent',
      kind: 'number',
      required: true,
      least: 0,
      most: 100,
    },
    {
      name: 'executors',
      label: 'further executing authorities',
      kind: 'authorities',
      required: false,
    },
    {
      name: 'physical',
      label: 'legs that start earlier so that they end at that moment',
      kind: 'long',
      required: true,
    },
  ],
  'conductor-approval': [
    { name: 'necessity', label: 'why the legs must fall together', kind: 'long', required: true },
    { name: 'redLines', label: 'checked: every leg has an order', kind: 'check', required: true },
  ],
  'leg-vote': [
    { name: 'leg', label: 'leg', kind: 'text', required: true },
    {
      name: 'vote',
      label: 'vote',
      kind: 'choice',
      required: true,
      options: [
        { value: 'ready', label: 'ready' },
        { value: 'not-ready', label: 'not ready' },
      ],
    },
    money('value', 'value of the leg', true),
    { name: 'reasons', label: 'reason where it is not ready', kind: 'long', required: false },
  ],
  'leg-arming': [
    {
      name: 'sealed',
      label: 'sealed orders are with the executors, the key with the conductor',
      kind: 'check',
      required: true,
    },
    { name: 'digest', label: 'digest of the sealed orders', kind: 'digest', required: true },
  ],
  'leg-release': [
    { name: 'key', label: 'release key, its digest', kind: 'digest', required: true },
  ],
  'leg-receipt': [
    { name: 'leg', label: 'leg', kind: 'text', required: true },
    { name: 'executed', label: 'carried out at', kind: 'instant', required: true },
    { name: 'amount', label: 'amount frozen', kind: 'money', required: true },
    { name: 'receipt', label: 'receipt', kind: 'text', required: true },
  ],
  'leak-report': [
    { name: 'leg', label: 'leg', kind: 'text', required: true },
    { name: 'seen', label: 'seen at', kind: 'instant', required: true },
    {
      name: 'amount',
      label: 'amount that left, as far as is known',
      kind: 'money',
      required: true,
    },
    { name: 'what', label: 'what happened', kind: 'long', required: true },
  ],
  'conductor-report': [
    {
      name: 'spread',
      label: 'from the first leg to the last, seconds',
      kind: 'number',
      required: true,
    },
    { name: 'within', label: 'legs within sixty seconds', kind: 'number', required: true },
    money('withinValue', 'value within sixty seconds', true),
    money('frozen', 'value frozen', true),
    money('leakage', 'value that left', true),
    { name: 'lessons', label: 'lessons', kind: 'long', required: true },
  ],
} as const satisfies Readonly<Record<string, readonly Field[]>>
