import { asDay, done, nearest, type Outcome } from '#base'
import {
  base58CheckHolds,
  erc55,
  ibanHolds,
  ibanLengths,
  mod97Holds,
  segwitHolds,
} from './checks.ts'
import { nameKeys } from './names.ts'
import { resolveRefusal } from './refusals.ts'

/**
 * The rules by which text becomes an identifier. It is part of what is hashed, so two nodes under different rules never
 * mistake each other's tokens; whoever changes a rule changes the number.
 */
export const normaliser = 'comity-id/1'

export const identifierKinds = [
  'iban',
  'account',
  'natid',
  'passport',
  'company',
  'lei',
  'wallet',
  'phone',
  'email',
  'name',
] as const
export type IdentifierKind = (typeof identifierKinds)[number]

/** One subject as it is asked about: in one spelling, whoever typed it. */
export interface Identifier {
  readonly kind: IdentifierKind
  /** `iban:XV85DEMO00004711`, `natid:XV:19684711`, `name:GORAN TELLEG|1974-02-11`. */
  readonly text: string
  /** What is compared. One for a number; several for a name, from the strictest to the widest. */
  readonly keys: readonly Key[]
}

export interface Key {
  /** The canonical text that goes, blinded, to the other side. */
  readonly text: string
  /** What an equal key says: the same number, or a person who may be the same. */
  readonly says: 'same' | 'possible'
}

const longest = 200

/** One identifier as somebody wrote it, `kind:value` or `kind:CC:value`; or the named refusal. */
export function readIdentifier(written: string): Outcome<Identifier> {
  const text = written.normalize('NFKC').trim()
  if (text.length > longest)
    return resolveRefusal('identifier-malformed', {
      ground: `the identifier has ${text.length} signs, more than ${longest}`,
    })
  const cut = text.indexOf(':')
  const typed = cut < 0 ? '' : text.slice(0, cut).trim().toLowerCase()
  const kind = identifierKinds.find((k) => k === typed)
  if (kind === undefined) {
    const near = nearest(typed, identifierKinds)
    return resolveRefusal('identifier-kind-unknown', {
      ground:
        cut < 0
          ? 'the identifier does not say of which kind it is'
          : `no kind of identifier is called by the word before the colon${near ? `; the nearest is ${near}` : ''}`,
    })
  }
  return readers[kind](text.slice(cut + 1).trim())
}

/** Bare text that shows its kind by its form and its check digits alone; undefined when it does not. */
export function guessKind(written: string): IdentifierKind | undefined {
  const text = compact(written.normalize('NFKC'))
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text) && ibanHolds(text)) return 'iban'
  if (/^[A-Z0-9]{18}\d{2}$/.test(text) && mod97Holds(text)) return 'lei'
  const wallet = written.trim()
  if (/^0x[0-9a-f]{40}$/i.test(wallet) || /^bc1[a-z0-9]{11,87}$/i.test(wallet)) return 'wallet'
  if (/^\+[1-9][\d ()/.-]{6,24}$/.test(wallet)) return 'phone'
  if (/^[^\s@:]+@[^\s@:.]+(\.[^\s@:.]+)+$/.test(wallet)) return 'email'
  return undefined
}

const readers: Record<IdentifierKind, (value: string) => Outcome<Identifier>> = {
  iban(value) {
    const text = compact(value)
    if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return malformed('iban', 'ISO 13616')
    const length = ibanLengths[text.slice(0, 2)]
    if (length !== undefined && text.length !== length)
      return resolveRefusal('identifier-malformed', {
        ground: `an IBAN of ${text.slice(0, 2)} has ${length} signs, not ${text.length}`,
        citation: 'ISO 13616, IBAN registry',
      })
    if (!ibanHolds(text)) return unchecked('ISO 7064, MOD 97-10')
    return same('iban', text)
  },
  lei(value) {
    const text = compact(value)
    if (!/^[A-Z0-9]{18}\d{2}$/.test(text)) return malformed('lei', 'ISO 17442')
    return mod97Holds(text) ? same('lei', text) : unchecked('ISO 7064, MOD 97-10')
  },
  account: inCountry('account', /^[A-Z0-9]{1,40}$/),
  natid: inCountry('natid', /^[A-Z0-9]{3,30}$/),
  passport: inCountry('passport', /^[A-Z0-9]{4,20}$/),
  company: inCountry('company', /^[A-Z0-9]{1,30}$/),
  wallet(value) {
    const text = value.replace(/\s/g, '')
    if (/^0x[0-9a-f]{40}$/i.test(text)) return ethereum(text)
    if (/^(bc|tb|ltc)1[a-z0-9]+$/i.test(text)) {
      const lower = text.toLowerCase()
      // BIP 173: mixed case is refused, for it is a sign of a damaged copy.
      if (text !== lower && text !== text.toUpperCase()) return malformed('wallet', 'BIP 173')
      return segwitHolds(lower) ? same('wallet', lower) : unchecked('BIP 173; BIP 350')
    }
    if (/^[1-9A-HJ-NP-Za-km-z]{25,35}$/.test(text))
      return base58CheckHolds(text) ? same('wallet', text) : unchecked('Base58Check')
    return malformed('wallet', 'ERC-55; BIP 173; Base58Check')
  },
  phone(value) {
    const text = value.replace(/^00/, '+').replace(/[\s()/.-]/g, '')
    return /^\+[1-9]\d{6,14}$/.test(text) ? same('phone', text) : malformed('phone', 'ITU-T E.164')
  },
  email(value) {
    const text = value.toLowerCase()
    return /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(text)
      ? same('email', text)
      : malformed('email', 'RFC 5321')
  },
  name: readName,
}

function ethereum(text: string): Outcome<Identifier> {
  const digits = text.slice(2)
  const lower = digits.toLowerCase()
  const plain = digits === lower || digits === digits.toUpperCase()
  if (!plain && erc55(lower) !== digits) return unchecked('ERC-55')
  return same('wallet', `0x${lower}`)
}

/** `NAME|BIRTH`: a day, or a year where the day is not known. */
function readName(value: string): Outcome<Identifier> {
  const [name = '', birth = '', ...rest] = value.split(/[|;]/).map((part) => part.trim())
  const year = /^\d{4}$/.test(birth)
  if (birth === '') return resolveRefusal('name-without-birth')
  if (rest.length > 0 || (!year && asDay(birth) === undefined)) return malformed('name', 'ISO 8601')
  const keys = nameKeys(name, birth)
  if (keys.length === 0) return malformed('name', 'Unicode TR 15')
  return done({
    kind: 'name',
    text: `name:${keys[0]!.words}|${birth}`,
    keys: keys.map((key) => ({ text: `name:${key.text}`, says: 'possible' as const })),
  })
}

function inCountry(kind: IdentifierKind, form: RegExp) {
  return (value: string): Outcome<Identifier> => {
    const parts = /^([A-Za-z]{2})\s*:(.*)$/s.exec(value)
    if (parts === null) return resolveRefusal('identifier-country-missing')
    const number = compact(parts[2]!)
    return form.test(number)
      ? same(kind, `${parts[1]!.toUpperCase()}:${number}`)
      : malformed(kind, 'ISO 3166-1')
  }
}

/** Capital letters and digits alone; spaces, dots, dashes and strokes are habits of writing. */
function compact(text: string): string {
  return text.toUpperCase().replace(/[\s./_-]/g, '')
}

function same(kind: IdentifierKind, value: string): Outcome<Identifier> {
  const text = `${kind}:${value}`
  return done({ kind, text, keys: [{ text, says: 'same' }] })
}

function malformed(kind: IdentifierKind, citation: string) {
  return resolveRefusal('identifier-malformed', {
    ground: `the identifier does not have the form of its kind, ${kind}`,
    citation,
  })
}

function unchecked(citation: string) {
  return resolveRefusal('identifier-check-digits', { citation })
}
