/** Words of `across.ts`: what the units said to each other in September 2026, all of it invented. */

const terms = {
  handling: 'TLP:AMBER',
  purposes: ['analysis', 'investigation'],
  evidence: 'with-consent',
  onward: 'with-consent',
} as const

export const approved = {
  necessity: 'the account is the only lead to the rest of the price',
  redLines: true,
} as const

/** RQ-27: the unit of Veldania asks the unit of Norrhavn about the second sale of the yacht's berth. */
export const berthRequest = {
  reference: 'RQ-27',
  subject: 'payments for a berth in Sundvik',
  class: 'normal',
  facts: 'A berth in Sundvik was sold twice within a month, the second time for half the price.',
  background: 'Both buyers name the same agent.',
  reasons: 'The difference went to an account that nobody has explained.',
  link: 'The berth and the bank of the agent are in Sundvik.',
  use: 'analysis by the unit; any other use will be asked for',
  questions: ['Who paid the first price, and from which account?', 'Where did the difference go?'],
  deconfliction: 'no-hit',
  retainUntil: '2027-09-15',
  ...terms,
} as const

export const berthReply = {
  result: 'found',
  answer: 'Of the difference, EUR 61,000 went to an account in Port Sable on 14 August 2026.',
  grade: 'A1',
  retainUntil: '2027-03-31',
  ...terms,
} as const

export const berthStatement = {
  title: 'Statement of the agent’s account, August 2026',
  type: 'text/plain',
  text: [
    'Sundvik Savings Bank, statement of the agent’s account, August 2026 (EUR)',
    '2026-08-03  in   122,000.00  first buyer of the berth',
    '2026-08-14  out   16,000.00  to an account in Port Sable',
    '2026-08-28  in    61,000.00  second buyer of the berth',
    '',
  ].join('\n'),
} as const

export const consentQuestion = {
  useCase: 'The unit of Port Sable is to be asked whose account took the difference.',
  recipient: 'the unit of Port Sable',
  use: 'onward',
  recipients: ['XS-FIU'],
} as const

export const consentAnswer = {
  scope: 'for the question about this one account',
  until: '2027-03-31',
}

/** RQ-28: made from the answer to RQ-27, so that a correction of the one has to reach the holder of the other. */
export const onwardRequest = {
  reference: 'RQ-28',
  subject: 'holder of an account in Port Sable',
  class: 'normal',
  facts: 'EUR 61,000 of the price of a berth went to an account in Port Sable on 14 August 2026.',
  background: 'The unit of Norrhavn has agreed that its answer is passed on for this question.',
  reasons: 'To learn whose account it is.',
  link: 'The account is held in Port Sable.',
  use: 'analysis by the unit; any other use will be asked for',
  questions: ['Who holds the account, and who may sign for it?'],
  retainUntil: '2027-03-31',
  deconfliction: 'no-hit',
  ...terms,
} as const

export const correction = {
  wrong: 'EUR 61,000',
  corrected: 'EUR 16,000',
  reasons: 'Two digits were exchanged when the statement was read; the bank has confirmed the sum.',
} as const

export const call = {
  reference: 'CALL-01',
  subject: 'money about to leave an account',
  class: 'emergency',
  direction: 'we-called',
  means: 'telephone',
  caller: 'analyst of the unit of Veldania',
  answered: 'analyst of the unit of Norrhavn',
  wanted: 'information',
  said: 'Whether the rest of the price is still on the agent’s account. It is; the bank watches it.',
  urgencyReason: 'A transfer was announced for the same afternoon.',
} as const

/** What the unit of the Carrow Islands knows, and what the unit of Veldania asks for; two are on both lists. */
export const knownInCarrow = ['account:XC:A20', 'account:XC:A23', 'account:XC:A21'].join('\n')
export const askedBlind = ['account:XC:A20', 'account:XC:A21', 'account:XN:A32'].join('\n')
export const blindCase = 'CASE-2026-0093'

export const heldUp = {
  instrument: 'any',
  measure: 'freeze',
  ground:
    'The register of the Carrow Islands is being restored after a flood; new freezes would meet the wrong owners.',
} as const

export const brokenGlass = {
  reason: 'The buyer is at the counter of the tax office and nobody of the unit answers.',
  finding: 'justified',
  words: 'The telephone of the unit was out of order; one document was read, nothing left.',
} as const
