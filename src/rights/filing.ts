import { asDay, type Day, done, type Instant, type Outcome } from '#base'
import { rightsRefusal } from './refusals.ts'
import { type Language, languages } from './spoken.ts'

/** What a person can ask for. All but the last become a request of P10, the last a complaint of P11. */
export const asks = ['access', 'rectification', 'erasure', 'restriction', 'complaint'] as const
export type Ask = (typeof asks)[number]

/** How it came: written on the page, told to an operator, or handed in on paper. */
export const ways = ['page', 'phone', 'paper'] as const
export type Way = (typeof ways)[number]

/** Which paper was looked at. No number and no copy of it is kept. */
export const proofs = ['shown', 'covered-copy', 'known-lawyer'] as const
export type Proof = (typeof proofs)[number]

/** That somebody has looked at a paper, and on which day it was shown. */
export interface Identity {
  readonly proof: Proof
  readonly shownOn: Day
}

/**
 * The day from which the limits run: on which it was handed in, or on which the person had shown who they are (Regulation
 * (EU) 2016/679 art. 12(3), (6); EDPB guidelines 01/2022, 5.3). How long the desk took to open it is not the person's time.
 */
export function countsFrom(filedAt: Instant, identity: Identity | undefined): Day {
  const filed = filedAt.slice(0, 10) as Day
  return identity !== undefined && identity.shownOn > filed ? identity.shownOn : filed
}

/** What a complaint is about: the words of the form of P11. */
export const grievances = ['data', 'property', 'conduct', 'delay', 'other'] as const

/** What a person hands in. Personal data: it lives in one body of the vault and nowhere else. */
export interface Filing {
  readonly ask: Ask
  /** The authority it is put to. */
  readonly to: string
  readonly language: Language
  /** A complaint needs no name. */
  readonly name?: string
  readonly born?: Day
  /** Two letters. */
  readonly country?: string
  readonly representative?: string
  readonly words: string
  /** Where a letter reaches the person who does not come back with the receipt. */
  readonly address?: string
  readonly against?: (typeof grievances)[number]
  /** Last four characters of the paper that will be shown: kept apart, erased when it was looked at. */
  readonly paperEnds?: string
}

export const filingLimits = { name: 120, words: 8000, address: 400, representative: 200 } as const

/** What is wrong with one field, by a word that a page says in its own language. */
export type FieldFault =
  | 'missing'
  | 'too-long'
  | 'no-day'
  | 'no-choice'
  | 'no-country'
  | 'no-ending'
export type Faults = Readonly<Record<string, FieldFault>>

/** The fields of a page, or what is wrong with each: nothing is guessed, nothing is cut. */
export function readFiling(
  fields: Readonly<Record<string, string>>,
  known: (authority: string) => boolean,
): { readonly filing: Filing } | { readonly faults: Faults } {
  const faults: Record<string, FieldFault> = {}
  const text = (name: keyof typeof filingLimits, needed: boolean): string | undefined => {
    const value = (fields[name] ?? '').trim()
    if (value === '' && needed) faults[name] = 'missing'
    if (value.length > filingLimits[name]) faults[name] = 'too-long'
    return value === '' ? undefined : value
  }
  const pick = <T extends string>(name: string, all: readonly T[]): T => {
    const found = all.find((one) => one === fields[name])
    if (found === undefined) faults[name] = fields[name] ? 'no-choice' : 'missing'
    return found ?? all[0]!
  }
  const ask = pick('ask', asks)
  const language = pick('language', languages)
  const complains = ask === 'complaint'
  const against = complains ? pick('against', grievances) : undefined
  const to = (fields.to ?? '').trim()
  if (to === '') faults.to = 'missing'
  else if (!known(to)) faults.to = 'no-choice'
  const name = text('name', !complains)
  const words = text('words', true) ?? ''
  const address = text('address', false)
  const representative = text('representative', false)
  const born = (fields.born ?? '').trim()
  if (born === '' ? !complains : asDay(born) === undefined)
    faults.born = born === '' ? 'missing' : 'no-day'
  const country = (fields.country ?? '').trim().toUpperCase()
  if (country !== '' && !/^[A-Z]{2}$/.test(country)) faults.country = 'no-country'
  const paperEnds = (fields.paperEnds ?? '').trim()
  if (paperEnds !== '' && !/^[\p{L}\p{N}]{4}$/u.test(paperEnds)) faults.paperEnds = 'no-ending'
  if (Object.keys(faults).length > 0) return { faults }
  return {
    filing: {
      ask,
      to,
      language,
      words,
      ...(name === undefined ? {} : { name }),
      ...(born === '' ? {} : { born: born as Day }),
      ...(country === '' ? {} : { country }),
      ...(representative === undefined ? {} : { representative }),
      ...(address === undefined ? {} : { address }),
      ...(against === undefined ? {} : { against }),
      ...(paperEnds === '' ? {} : { paperEnds }),
    },
  }
}

/** What became of a filing: the fold of its events, without a word of what it says. */
export interface FilingState {
  readonly id: string
  readonly ask: Ask
  readonly to: string
  /** The authority whose registrar takes it up. */
  readonly desk: string
  readonly way: Way
  readonly language: Language
  readonly filedAt: Instant
  readonly state: 'filed' | 'taken-up' | 'returned'
  /** Are the words still there? They go when the filing is given back, or when the matter that it became is over. */
  readonly wordsKept: boolean
  /** Is there a proof of identity that has not been erased? */
  readonly proofKept: boolean
  readonly matter?: string
  /** Why it was given back: a word of `returns`. */
  readonly returned?: Return
  /** What the person asked for since, with the receipt, and when. */
  readonly wishes: Readonly<Partial<Record<Wish, Instant>>>
}

/** What a person can ask for with the receipt: the check of the supervisory authority, or to have the request back. */
export const wishes = ['check', 'withdraw'] as const
export type Wish = (typeof wishes)[number]

/** Why a filing is given back; the page says it with what the person can do. */
export const returns = ['not-identified', 'nobody-came', 'other-body', 'asked-back'] as const
export type Return = (typeof returns)[number]

/** Days after which a filing that nobody identified is given back and erased. */
export const identityDays = 30

export type FilingEvent =
  | ({ readonly type: 'rights.filed' } & Omit<FilingState, 'state' | 'wordsKept' | 'wishes'>)
  /** No proof where none is needed: a complaint may have no name. */
  | { readonly type: 'rights.taken-up'; readonly matter: string; readonly proof: Proof | null }
  | { readonly type: 'rights.returned'; readonly why: Return }
  | { readonly type: 'rights.wished'; readonly wish: Wish; readonly at: Instant }
  | { readonly type: 'rights.erased' }

/** The filing after one more event; whoever has the log makes the same rows again. */
export function evolveFiling(state: FilingState | undefined, event: FilingEvent): FilingState {
  if (event.type === 'rights.filed') {
    const { id, ask, to, desk, way, language, filedAt, proofKept } = event
    const facts = { id, ask, to, desk, way, language, filedAt, proofKept }
    return { ...facts, state: 'filed', wordsKept: true, wishes: {} }
  }
  if (state === undefined) throw new Error(`${event.type} before rights.filed`)
  if (event.type === 'rights.taken-up')
    return { ...state, state: 'taken-up', proofKept: false, matter: event.matter }
  if (event.type === 'rights.returned')
    return {
      ...state,
      state: 'returned',
      wordsKept: false,
      proofKept: false,
      returned: event.why,
    }
  if (event.type === 'rights.wished')
    return { ...state, wishes: { ...state.wishes, [event.wish]: event.at } }
  return { ...state, wordsKept: false }
}

/** May this still be decided about? */
export function isOpenFiling(state: FilingState): Outcome<void> {
  return state.state === 'filed' ? done(undefined) : rightsRefusal('filing-settled')
}

/** Filings that wait at once at one desk; a person who floods the desk must not fill the disk. */
export const mostWaiting = 5000

export function roomFor(waiting: number): Outcome<void> {
  return waiting < mostWaiting ? done(undefined) : rightsRefusal('filing-full')
}
