import { done, type Outcome, type Refusal, refuse } from '#base'

/** Of the post of a page without scripts: text fields that a person types. */
export const formLimits = { maxBytes: 64 * 1024, maxFields: 64, maxName: 40 } as const

/** What a form without scripts sends: every field once, as text. */
export type FormBody = Readonly<Record<string, string>>

const name = /^[a-z][a-zA-Z0-9-]*$/

/**
 * `application/x-www-form-urlencoded` (WHATWG URL, 5.1), read strictly: UTF-8 and percent signs as they should be, plain
 * names, each once, bounded before anything is built. Line ends become one character.
 */
export function formBody(bytes: Uint8Array): Outcome<FormBody> {
  if (bytes.length > formLimits.maxBytes) return refuse(formRefusals['form-too-large'])
  const text = utf8(bytes)
  if (text === undefined) return malformed('it is not UTF-8')
  const pairs = text === '' ? [] : text.split('&')
  if (pairs.length > formLimits.maxFields) return malformed('it has too many fields')
  const fields: Record<string, string> = Object.create(null)
  for (const pair of pairs) {
    const cut = pair.indexOf('=')
    const key = decoded(cut < 0 ? pair : pair.slice(0, cut))
    const value = decoded(cut < 0 ? '' : pair.slice(cut + 1))
    if (key === undefined || value === undefined) return malformed('a percent sign stands alone')
    if (key.length > formLimits.maxName || !name.test(key) || key === 'constructor')
      return malformed('the name of a field is no plain word')
    if (Object.hasOwn(fields, key)) return malformed('a field comes twice')
    fields[key] = value.replace(/\r\n?/g, '\n')
  }
  return done({ ...fields })
}

/** Every "no" of a posted form, before anybody reads its fields. */
export const formRefusals = {
  'form-malformed': {
    kind: 'malformed',
    name: 'form-malformed',
    ground: 'the form cannot be read',
    citation: 'WHATWG URL, 5.1',
    remedy: 'send the form from its page; nothing of it was kept',
  },
  'form-too-large': {
    kind: 'too-large',
    name: 'form-too-large',
    ground: `the form has more than ${formLimits.maxBytes / 1024} KiB`,
    remedy: 'write less here and hand the rest in on paper',
  },
} as const satisfies Record<string, Refusal>

function malformed(why: string): Outcome<never> {
  const row = formRefusals['form-malformed']
  return refuse({ ...row, ground: `${row.ground}: ${why}` })
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
