/** One field of a form. Rows, so that a screen can draw it and a letter can be checked with the same words. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'long' | 'choice' | 'day' | 'list' | 'check' | 'persons'
  readonly required: boolean
  readonly help?: string
  /** For `choice` one of these; for `list` any of these. */
  readonly options?: readonly Option[]
  readonly citation?: string
}

export interface Option {
  readonly value: string
  readonly label: string
  readonly citation?: string
}

/** Longest text of a field, in characters: a letter is read by people. */
export const textLimits = { text: 300, long: 20_000, items: 200 } as const
