import { type Refusal, refuse, type Where } from '#base'

/** Every "no" that an identifier can meet before anybody compares it. */
export const resolveRefusals = {
  'identifier-kind-unknown': {
    kind: 'malformed',
    ground: 'the identifier names no kind that is known here',
    remedy:
      'write the kind first: iban, account, natid, passport, company, lei, wallet, phone, email or name',
  },
  'identifier-malformed': {
    kind: 'malformed',
    ground: 'the identifier does not have the form of its kind',
    remedy:
      'write it as its issuer does, for example iban:XV85 DEMO 0000 4711 or natid:XV:1968-4711',
  },
  'identifier-check-digits': {
    kind: 'malformed',
    ground: 'the check digits do not belong to the rest, so a digit was mistyped somewhere',
    remedy:
      'read it again from the source; a reference without check digits is written as an account, account:XV:DEMO0000A33',
  },
  'identifier-country-missing': {
    kind: 'malformed',
    ground: 'the identifier is unique inside one country alone and names none',
    citation: 'ISO 3166-1',
    remedy: 'write the country between the kind and the number, for example natid:XV:1968-4711',
  },
  'name-without-birth': {
    kind: 'malformed',
    ground: 'a name alone is shared by too many persons to be asked about',
    citation: 'Directive (EU) 2016/680 art. 4(1)(c)',
    remedy: 'add the day or the year of birth, for example name:Goran Telleg|1974',
  },
  'list-too-long': {
    kind: 'too-large',
    ground: 'the list has more lines than are read here',
    remedy: 'split the list',
  },
} as const satisfies Record<string, Omit<Refusal, 'name' | 'where'>>

export type ResolveRefusalName = keyof typeof resolveRefusals

export function resolveRefusal(
  name: ResolveRefusalName,
  more: { readonly ground?: string; readonly citation?: string; readonly where?: Where } = {},
): { readonly ok: false; readonly refusal: Refusal } {
  return refuse({ ...resolveRefusals[name], name, ...more })
}
