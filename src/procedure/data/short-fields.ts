import type { Field, FieldKind } from '../fields.ts'

type More = Partial<Pick<Field, 'help' | 'citation' | 'least' | 'most'>>

/** A field that must be filled. */
export function field(name: string, label: string, kind: FieldKind, more: More = {}): Field {
  return { name, label, kind, required: true, ...more }
}

/** A field that may stay empty. */
export function perhaps(name: string, label: string, kind: FieldKind, more: More = {}): Field {
  return { name, label, kind, required: false, ...more }
}

/** One of several values, each with the words of the form. */
export function choice(
  name: string,
  label: string,
  values: Readonly<Record<string, string>>,
): Field {
  const options = Object.entries(values).map(([value, text]) => ({ value, label: text }))
  return { name, label, kind: 'choice', required: true, options }
}
