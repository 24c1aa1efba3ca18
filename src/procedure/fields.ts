/**
 * `number`: a whole number. `money`: `{ amount: "1870000.00", currency: "EUR" }`. `instant`: ISO 8601 with offset.
 * `assets`: property, each with description, kind, place, and where known holder and value. `matter`: another matter.
 * `authorities`: ids of authorities. `digest`: of a file that is kept elsewhere.
 */
export const fieldKinds = [
  'text',
  'long',
  'choice',
  'day',
  'instant',
  'number',
  'money',
  'list',
  'check',
  'persons',
  'assets',
  'matter',
  'authorities',
  'digest',
] as const
export type FieldKind = (typeof fieldKinds)[number]

/** One field of a form. Rows, so that a screen can draw it and a letter can be checked with the same words. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly kind: FieldKind
  readonly required: boolean
  readonly help?: string
  /** Letter or number of the section in the official form, `A` to `N`. */
  readonly section?: string
  /** For `choice` one of these; for `list` any of these. */
  readonly options?: readonly Option[]
  readonly citation?: string
  /** Said beside the document: papers show it where it is filled, and screens fold it away. */
  readonly beside?: true
  /** For `number`: bounds that the law or the form sets. */
  readonly least?: number
  readonly most?: number
}

/** One choice of a field, with the article where it stands in one. */
export interface Option {
  readonly value: string
  readonly label: string
  readonly citation?: string
}

/** Longest text of a field, in characters: a letter is read by people. */
export const textLimits = { text: 300, long: 20_000, items: 200 } as const
