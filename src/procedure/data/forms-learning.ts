import type { Field } from '../fields.ts'

/** Documents of commitments, publications and exercises, field by field. */
export const learningForms = {} as const satisfies Readonly<Record<string, readonly Field[]>>
