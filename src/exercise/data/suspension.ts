import type { MatterChapter } from '../story.ts'
import { text } from './text.ts'

const request = {
  reference: 'SU-12, for RQ-12',
  class: 'emergency',
  urgencyReason:
    'The transfer order is booked for 17:00 today; after that the money is out of reach.',
  source: 'report',
  account: 'A33',
  amount: { amount: '600000.00', currency: 'EUR' },
  beneficiary: 'an account at a bank in Zerev',
  reasons: 'The account holds money of the imaging contract, as SD-01 and RQ-04 show.',
}

/**
 * The suspension behind RQ-12: the request between the two units asked for it, this is the procedure under which the
 * transfer TX-A1 was stopped. The figures count the request; the limits and safeguards stand here.
 */
export const suspensionChapters: readonly MatterChapter[] = [
  {
    procedure: 'P2',
    reference: 'SU-12',
    to: 'XN-FIU',
    steps: [
      {
        at: '2025-03-16T14:25:00Z',
        actor: 'XV-FIU/analyst',
        step: 'draft',
        document: request,
      },
      {
        at: '2025-03-16T14:28:30Z',
        actor: 'XV-FIU/head',
        step: 'approve',
        document: { necessity: 'No milder step stops the transfer today.', redLines: true },
      },
      { at: '2025-03-16T14:30:30Z', actor: 'XV-FIU/analyst', step: 'send', document: request },
      { at: '2025-03-16T14:36:30Z', actor: 'XN-FIU/duty', step: 'acknowledge' },
      {
        at: '2025-03-16T16:20:30Z',
        actor: 'XN-FIU/duty',
        step: 'suspend-transaction',
        document: {
          order: 'order 9 of 2025, Act on the Financial Intelligence Unit s. 7',
          imminence: 'The transfer is booked for this afternoon; the reasons meet the test here.',
          reasons: 'The investigation would otherwise lose the money before the court has ruled.',
          notice: 'The holder is told when the suspension ends.',
          remedy: 'District Court of Sundvik',
          livingCosts: 'The salary account stays free.',
          amount: { amount: '600000.00', currency: 'EUR' },
        },
      },
      {
        at: '2025-03-18T09:05:00Z',
        actor: 'XN-EPP/prosecutor',
        step: 'convert',
        document: (matter) => ({
          freezing: matter('FZ-17'),
          reasons: 'The court has frozen the account; its order replaces the suspension.',
        }),
      },
      {
        at: '2025-03-19T09:00:00Z',
        actor: 'XN-FIU/analyst',
        step: 'tell-person',
        document: text('person-told'),
      },
      { at: '2025-03-31T08:00:00Z', actor: 'XN-FIU/analyst', step: 'close' },
    ],
    expect: { ends: 'CLOSED' },
  },
]
