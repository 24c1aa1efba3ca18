export { type HandlingMark, handlingMarks, strictest, type UseConditions } from './handling.ts'
export type { Account, Asset, Jurisdiction, Party } from './parties.ts'
export type {
  BookingAccount,
  CaseCurrency,
  Introduction,
  Opening,
  Payments,
  PaymentTexts,
  Source,
} from './payments.ts'
export { asOf, type Statement } from './statement.ts'
