import type { Field, FieldKind, Option } from '../fields.ts'

const annex = 'Regulation (EU) 2018/1805, Annex II'
const misuse = 'GFAR principles (2017); UNCAC art. 57(5)'
const victims = 'Regulation (EU) 2018/1805 art. 29, 30'

/** A required field. */
function needs(name: string, label: string, kind: FieldKind, more: Partial<Field> = {}): Field {
  return { name, label, kind, required: true, ...more }
}

/** A field that may stay empty. */
function may(name: string, label: string, kind: FieldKind, more: Partial<Field> = {}): Field {
  return { name, label, kind, required: false, ...more }
}

function options(rows: Readonly<Record<string, string>>): readonly Option[] {
  return Object.entries(rows).map(([value, label]) => ({ value, label }))
}

const reasons = needs('reasons', 'reasons', 'long')
const leg = needs('leg', 'reference of the leg', 'text', {
  help: 'the same reference as in the freeze: one asset, one leg',
})
const amount = needs('amount', 'amount', 'money')
const reference = needs('reference', 'our reference', 'text')
const ground = needs('ground', 'ground', 'text', { help: 'only grounds of the closed list' })
const remedy = needs('remedy', 'remedy, court and time limit', 'long')

const orderTypes = options({
  conviction: 'after a conviction',
  'non-conviction': 'without a conviction, against the thing',
  extended: 'extended to property that does not fit lawful income',
  value: 'of the value',
  'third-party': 'from a third party',
})

/** What a person asks for who did not take part in the offence. */
const thirdPartyVariants = options({
  title: 'the thing is mine',
  security: 'I hold a pledge or a mortgage on it',
  'client-money': 'the account holds money of clients',
  wages: 'wages or supplies are owed from it',
  'bona-fide': 'I bought it in good faith',
})

const claimantKinds = options({
  persons: 'natural persons',
  company: 'a company or cooperative',
  community: 'a community',
  state: 'a State or public body',
})

const claimGrounds = options({
  'not-evidenced': 'the harm or the title is not shown',
  duplicate: 'the same harm is claimed twice',
  'linked-to-suspect': 'the claimant is linked to a suspect',
  'no-standing': 'the claimant is not the one who was harmed',
  'no-good-faith': 'the right was not acquired in good faith',
})

const claimBase: readonly Field[] = [
  reference,
  needs('circle', 'who claims, without names', 'text', {
    help: 'for example: 214 workers of one company',
  }),
  needs('lines', 'number of claim lines', 'number', { least: 1, most: 1_000_000 }),
  may('claimant', 'kind of claimant', 'choice', { options: claimantKinds }),
  needs('harm', 'harm or title', 'long'),
  needs('claimed', 'amount claimed', 'money'),
  needs('evidence', 'evidence', 'list'),
  may('evidenceDigest', 'digest of the evidence file', 'digest'),
  may('claimants', 'claimants', 'persons'),
  may('representative', 'representative', 'text'),
  may('identitySealed', 'identity is sealed on request', 'check'),
  may('assisted', 'lines filed with free assistance', 'number'),
  needs('receipt', 'a receipt was handed over', 'check'),
]

/** Documents of confiscation, management, return and claims, field by field. */
export const recoveryForms = {
  'management-plan': [
    reference,
    needs('property', 'property', 'assets'),
    needs('freezing', 'freezing orders that hold it', 'text'),
    needs('plan', 'how its value is kept', 'long', {
      citation: 'Directive (EU) 2024/1260 art. 20',
    }),
    needs('costLimit', 'cost a month that calls for a new decision', 'money'),
    may('freezeCase', 'matter of the freeze', 'matter'),
  ],
  'management-approval': [needs('necessity', 'why the property is worth its cost', 'long')],
  'management-return': [reasons],
  custody: [
    leg,
    needs('inventory', 'inventory', 'assets'),
    needs('custodian', 'who keeps it', 'text'),
    needs('valuation', 'value at the start', 'money'),
  ],
  'cost-report': [
    needs('period', 'month, YYYY-MM', 'text'),
    needs('cost', 'cost of the month', 'money'),
    may('valuation', 'value now', 'money'),
    needs('state', 'state of the property', 'long'),
  ],
  'hand-over': [
    needs('receiver', 'who received it', 'text'),
    needs('receipt', 'digest of the receipt', 'digest'),
    reasons,
  ],
  'sale-proposal': [
    leg,
    needs('order', 'order under which the property is held', 'text'),
    needs('memo', 'memo on cost and value', 'long'),
    needs('value', 'value today', 'money'),
    needs('monthlyCost', 'holding cost a month', 'money'),
    needs('monthlyLoss', 'loss of value a month, in hundredths of a per cent', 'number', {
      most: 10_000,
    }),
    may('perishable', 'it perishes or loses its value within weeks', 'check'),
    needs('creditors', 'secured creditors, or none', 'long'),
  ],
  'sale-hearing': [
    needs('owner', 'what the owner said, or how the owner was summoned', 'long'),
    needs('heardOn', 'day of the hearing', 'day'),
  ],
  'sale-order': [reasons, remedy, needs('escrow', 'where the money is kept', 'text')],
  'sale-refusal': [reasons, remedy],
  'sale-result': [
    leg,
    needs('price', 'price', 'money'),
    needs('soldOn', 'day of the sale', 'day'),
    may('cost', 'cost of the sale', 'money'),
    needs('escrow', 'account that holds the money', 'text'),
  ],
  'confiscation-order': [
    needs('judgment', 'judgment, court and number', 'text'),
    needs('type', 'type of confiscation', 'choice', { options: orderTypes }),
    needs('ceiling', 'highest amount that may be recovered', 'money'),
    needs('test', 'how the test of this type is met', 'long'),
    needs('proportionality', 'why it is proportionate', 'long'),
    reasons,
    needs('notice', 'how affected persons learned of the proceedings', 'long'),
    needs('inAbsentia', 'judged in absence', 'choice', {
      options: options({
        no: 'no, the person was there',
        represented: 'represented by counsel',
        retrial: 'served in person, with a right to a new trial',
      }),
    }),
    remedy,
    needs('finalOn', 'final since', 'day'),
  ],
  'order-denied': [reasons, remedy],
  'confiscation-certificate': [
    needs('issuing', 'issuing State, court and central authority', 'long', {
      section: 'A',
      citation: annex,
    }),
    needs('order', 'the order and the day on which it became final', 'long', {
      section: 'B',
      citation: annex,
    }),
    needs('persons', 'affected persons', 'persons', { section: 'C', citation: annex }),
    needs('property', 'property or amount to be recovered, and where it is', 'assets', {
      section: 'D',
      citation: annex,
    }),
    needs('reasons', 'facts, type of confiscation, offence and penalty', 'long', {
      section: 'E',
      citation: annex,
    }),
    needs('presence', 'presence at the trial', 'long', { section: 'F', citation: annex }),
    needs('otherStates', 'other States to which the order goes, or none', 'long', {
      section: 'G',
      citation: annex,
    }),
    needs('alternatives', 'alternative measures, or none', 'long', {
      section: 'H',
      citation: annex,
    }),
    needs('restitution', 'decisions for victims, or none', 'long', {
      section: 'I',
      citation: annex,
    }),
    needs('contact', 'contacts, language and who certifies', 'long', {
      section: 'J',
      citation: annex,
    }),
    needs('annexes', 'annexes: the order itself', 'list', { section: 'K', citation: annex }),
    may('successorOf', 'certificate that this one replaces', 'matter'),
  ],
  recognition: [
    needs('decision', 'decision and measures for its execution', 'long'),
    needs('thirdParties', 'rights of third parties that were found, or none', 'long'),
    needs('remedies', 'remedies here; the merits only in the issuing State', 'long', {
      citation: 'DL-29, Regulation (EU) 2018/1805 art. 33',
    }),
  ],
  'recovery-consultation': [ground, reasons],
  'recovery-answer': [needs('answer', 'answer', 'long')],
  'recovery-refusal': [ground, reasons],
  'recovery-postponement': [
    needs('ground', 'ground of postponement', 'choice', {
      options: options({
        'PO-01': 'it would harm an investigation',
        'PO-02': 'the property is already frozen or restrained',
        'PO-03': 'an earlier order has priority',
        'PO-04': 'proceedings are under way',
        'PO-05': 'more might be recovered than the order allows',
        'PO-06': 'a remedy is pending',
      }),
      citation: 'Regulation (EU) 2018/1805 art. 21(1)',
    }),
    reasons,
    needs('expectedEnd', 'expected end', 'day'),
  ],
  'recovery-delay': [reasons, needs('expected', 'new day', 'day')],
  'recovery-reason': [reasons],
  'leg-clearance': [leg, amount],
  'leg-elsewhere': [
    leg,
    amount,
    needs('state', 'where it was recovered', 'text'),
    may('matter', 'matter in which it was recovered', 'matter'),
  ],
  'leg-result': [
    leg,
    amount,
    may('cost', 'cost of management and sale', 'money'),
    may('basis', 'value that the order covers, after reviews', 'money'),
    needs('thirdParties', 'rights of third parties in it, or none', 'long'),
    needs('how', 'how it was recovered', 'choice', {
      options: options({
        cash: 'cash',
        sale: 'sold',
        surrender: 'surrendered',
        'interlocutory-sale': 'sold earlier, money kept',
        're-issue': 're-issued by the issuer and sold',
      }),
    }),
    needs('receipt', 'digest of the receipt', 'digest'),
  ],
  surplus: [leg, amount, reasons],
  'leg-impossible': [
    leg,
    needs('ground', 'why it cannot be carried out', 'choice', {
      options: options({
        'IM-01': 'confiscated already',
        'IM-02': 'disappeared',
        'IM-03': 'destroyed',
        'IM-04': 'not found at the place named',
        'IM-05': 'the place was not named precisely enough',
      }),
      citation: 'DL-25, Regulation (EU) 2018/1805 art. 13(3) and 22',
    }),
    reasons,
  ],
  'enforcement-report': [
    needs('report', 'what was recovered, leg by leg', 'long'),
    needs('expenses', 'expenses of the procedure', 'money'),
  ],
  'person-notice': [
    needs('authority', 'authority that took the measure', 'text'),
    needs('remedies', 'remedies and where to turn', 'long'),
    reasons,
    needs('language', 'language of the notice', 'text'),
  ],
  'victim-case': [
    needs('case', 'matter of the claim', 'matter'),
    needs('claimed', 'amount claimed', 'money'),
  ],
  'victims-served': [
    needs('decisions', 'decisions on all claims', 'long', { citation: victims }),
    needs('allowed', 'amount allowed to victims', 'money'),
  ],
  sharing: [
    needs('recovered', 'amount recovered, less costs', 'money'),
    needs('victims', 'amount owed to victims', 'money', { citation: victims }),
    needs('keeps', 'amount the executing State keeps', 'money'),
    needs('passes', 'amount that goes to the issuing State', 'money'),
  ],
  'return-agreement': [
    needs('agreement', 'agreement and its day', 'text'),
    needs('basis', 'basis', 'choice', {
      options: [
        {
          value: '57-3-a',
          label: 'embezzled public funds',
          citation: 'UNCAC art. 57(3)(a)',
        },
        {
          value: '57-3-b',
          label: 'ownership shown or damage recognised',
          citation: 'UNCAC art. 57(3)(b)',
        },
        {
          value: '57-3-c',
          label: 'priority to return, prior owners, victims',
          citation: 'UNCAC art. 57(3)(c)',
        },
      ],
    }),
    needs('consultation', 'record of the consultation', 'long', { citation: misuse }),
    needs('expenses', 'reasonable expenses that are kept', 'money', {
      citation: 'UNCAC art. 57(4)',
    }),
    needs('tranches', 'tranches and their conditions', 'long'),
    needs('use', 'plan of use', 'long'),
    needs('approvedBy', 'parliament or audit body that approved the plan', 'text'),
    needs('victims', 'how victims come first', 'long', { citation: victims }),
    needs('monitor', 'monitor', 'text'),
    needs('publication', 'where the public can read it, with the reasons', 'text', {
      citation: 'GFAR principle 4',
    }),
    needs('misuse', 'clause on misuse', 'long', { citation: misuse }),
    needs('account', 'ring-fenced account', 'text'),
    needs('contingentFees', 'contingent fees', 'choice', {
      options: options({ none: 'none', agreed: 'agreed' }),
      citation: 'GFAR principle 4',
    }),
  ],
  'agreement-signature': [needs('agreement', 'agreement and its day', 'text')],
  tranche: [
    needs('tranche', 'tranche', 'text'),
    amount,
    needs('destination', 'where it goes', 'choice', {
      options: options({
        'ring-fenced': 'ring-fenced account, kept until the victims are served',
        use: 'use under the agreement',
      }),
    }),
    needs('content', 'what it is made of', 'long'),
    needs('receipt', 'digest of the receipt of the bank', 'digest'),
  ],
  'tranche-receipt': [needs('tranche', 'tranche', 'text'), amount],
  suspension: [reasons],
  milestone: [
    needs('line', 'line of the plan of use', 'text'),
    amount,
    needs('progress', 'milestone reached', 'long'),
    needs('receipts', 'digest of the receipts', 'digest'),
    needs('publicPage', 'public page', 'text'),
  ],
  verification: [
    needs('line', 'line of the plan of use', 'text'),
    amount,
    needs('finding', 'what was seen on the spot', 'long'),
  ],
  'community-measure': [
    needs('indicator', 'what is measured', 'text'),
    needs('definition', 'definition, in the words of the community', 'long'),
    needs('method', 'how it was measured', 'long'),
    needs('measured', 'day of the measurement', 'day'),
    needs('n', 'households or persons asked', 'number', { least: 1 }),
    needs('counted', 'of them, those for whom it holds', 'number'),
  ],
  'misuse-report': [needs('line', 'line of the plan of use', 'text'), reasons],
  'recovery-closing': [needs('report', 'final report', 'long')],
  'claim-notice': [
    reference,
    needs('who', 'who may claim', 'long'),
    needs('how', 'how to claim', 'long'),
    needs('closes', 'claims until', 'day'),
    needs('languages', 'languages', 'list'),
    needs('channels', 'channels', 'list', {
      options: options({
        radio: 'radio',
        meeting: 'meetings in the community',
        post: 'post',
        newspaper: 'newspaper',
        office: 'office with a desk',
        internet: 'internet',
      }),
    }),
    may('recoveryCase', 'matter of the recovery', 'matter'),
  ],
  'notice-approval': [needs('check', 'plain words, accessible without internet', 'check')],
  claim: claimBase,
  'third-party-claim': [
    ...claimBase,
    needs('variant', 'what is claimed', 'choice', { options: thirdPartyVariants }),
    needs('asset', 'property', 'text'),
    needs('acquired', 'how and when the right was acquired', 'long'),
    may('register', 'entry in a register', 'text'),
    may('subLedger', 'digest of the sub-ledger', 'digest'),
    may('recoveryCase', 'matter of the recovery or of the freeze', 'matter'),
  ],
  'claim-acknowledgement': [
    needs('contact', 'whom the claimant can ask', 'text'),
    needs('next', 'what happens next, in plain words', 'long'),
  ],
  'evidence-question': [needs('questions', 'what is missing', 'list')],
  'evidence-answer': [
    needs('answer', 'answer', 'long'),
    may('evidenceDigest', 'digest of the evidence', 'digest'),
  ],
  screening: [
    needs('duplicates', 'lines that are duplicates', 'number'),
    needs('linked', 'link to a suspect found', 'choice', {
      options: options({ no: 'no', possible: 'possible', yes: 'yes' }),
    }),
    needs('complete', 'complete', 'choice', { options: options({ yes: 'yes', no: 'no' }) }),
    needs('human', 'a person looked at every hit', 'check'),
    reasons,
  ],
  'claim-hearing': [
    needs('positions', 'positions of claimant, State and others', 'long'),
    needs('heardOn', 'day of the hearing', 'day'),
    needs('assistance', 'free assistance was offered', 'check'),
    needs('interpreter', 'language and interpreter', 'text'),
  ],
  'claim-allowed': [
    needs('allowed', 'amount allowed', 'money'),
    needs('lines', 'lines allowed', 'number', { most: 1_000_000 }),
    needs('rank', 'rank', 'number', { least: 1, most: 99 }),
    reasons,
    remedy,
  ],
  'claim-partly': [
    needs('allowed', 'amount allowed', 'money'),
    needs('lines', 'lines allowed', 'number', { most: 1_000_000 }),
    needs('rank', 'rank', 'number', { least: 1, most: 99 }),
    needs('ground', 'why the rest is refused', 'choice', { options: claimGrounds }),
    reasons,
    remedy,
  ],
  'claim-refused': [
    needs('ground', 'ground', 'choice', { options: claimGrounds }),
    reasons,
    remedy,
  ],
  'claim-appeal': [
    needs('appeal', 'what is challenged', 'long'),
    needs('filedOn', 'day on which it was handed in', 'day'),
  ],
  'claim-acceptance': [
    needs('accepts', 'the claimant accepts the decision and gives up the appeal', 'check'),
  ],
  'appeal-decision': [
    needs('outcome', 'outcome', 'choice', {
      options: options({ dismissed: 'dismissed', changed: 'decision changed' }),
    }),
    needs('allowed', 'amount allowed in the end', 'money'),
    reasons,
    remedy,
  ],
  'claim-payment': [
    amount,
    needs('available', 'funds for this rank', 'money'),
    needs('allowedInRank', 'all claims allowed in this rank', 'money'),
    may('interest', 'interest', 'money'),
    needs('paidTo', 'number of persons paid', 'number', { most: 1_000_000 }),
    needs('receipt', 'digest of the receipt', 'digest'),
  ],
  'claim-in-kind': [
    needs('given', 'what was given back', 'long'),
    needs('receipt', 'digest of the receipt', 'digest'),
  ],
  'collective-project': [
    amount,
    needs('project', 'project for the community', 'long'),
    needs('chosenBy', 'panel of the community that chose it', 'text'),
  ],
  'claim-rank': [
    needs('rank', 'rank', 'number', { least: 1, most: 99 }),
    needs('secured', 'amount that ranks first', 'money'),
    needs('register', 'entry in the register', 'text'),
  ],
  'claim-release': [
    needs('released', 'value released', 'money'),
    needs('what', 'what is released', 'long'),
    needs('receipt', 'digest of the receipt', 'digest'),
  ],
  'claim-carve-out': [
    needs('monthly', 'highest amount a month', 'money'),
    needs('until', 'until', 'day'),
    needs('to', 'to whom, without names', 'text'),
  ],
  'claim-reason': [reasons],
  'claim-closing': [
    needs('survey', 'was the claimant asked how it went?', 'choice', {
      options: options({
        satisfied: 'yes, satisfied',
        'partly-satisfied': 'yes, partly satisfied',
        dissatisfied: 'yes, dissatisfied',
        'no-answer': 'asked, no answer',
      }),
    }),
  ],
} as const satisfies Readonly<Record<string, readonly Field[]>>
