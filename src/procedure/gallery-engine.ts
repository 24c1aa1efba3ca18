import { Loan, loanSamples } from './loan.ts'
import type { Gallery } from './refusals.ts'
import { officer } from './testing.ts'

const author = officer('XV-SACP', 'prosecutor')
const registrar = officer('XV-SACP', 'registrar')
const theirs = officer('XN-EPP', 'registrar')
const judge = officer('XN-DC', 'judge')

/** A loan that was asked for on 1 September 2025. */
export function asked(to = 'XN-EPP', document: object = {}): Loan {
  const text = { ...loanSamples['loan-request'], ...document }
  return new Loan(to)
    .play('draft', author, '2025-09-01 09:00', text)
    .play('ask', registrar, '2025-09-01 10:00', text)
}

/** The same, signed by both until the end of the month. */
export function lent(): Loan {
  return asked()
    .play('sign', registrar, '2025-09-02 09:00', loanSamples['loan-signature'])
    .play('sign', theirs, '2025-09-03 09:00', loanSamples['loan-signature'])
}

/** Refusals that come from the engine itself, brought about with an invented procedure that is made of rows alone. */
export const engineGallery = {
  'not-competent': {
    situation: 'a prosecution office takes the step of a court',
    example: () =>
      lent().attempt(
        'bind',
        officer('XN-EPP', 'judge'),
        '2025-09-04 09:00',
        loanSamples['loan-order'],
      ),
  },
  'clock-alone': {
    situation: 'an officer takes the step that time alone takes',
    example: () => lent().attempt('lapse', registrar, '2025-09-04 09:00'),
  },
  'clock-first': {
    situation: 'an order is made after the loan has lapsed, before the lapse is on record',
    example: () => lent().attempt('bind', judge, '2025-10-02 09:00', loanSamples['loan-order']),
  },
  'already-done': {
    situation: 'one party signs twice while the other has not signed',
    example: () =>
      asked()
        .play('sign', registrar, '2025-09-02 09:00', loanSamples['loan-signature'])
        .attempt('sign', registrar, '2025-09-02 09:05', loanSamples['loan-signature']),
  },
  'safeguard-empty': {
    situation: 'an expert is ordered to appear and privileged material is not set apart',
    example: () =>
      lent().attempt('bind', judge, '2025-09-04 09:00', {
        ...loanSamples['loan-order'],
        privilege: false,
      }),
  },
} as const satisfies Gallery
