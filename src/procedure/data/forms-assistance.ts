import type { Field } from '../fields.ts'

/** Documents of suspension, legal assistance and freezing, field by field. */
export const assistanceForms = {} as const satisfies Readonly<Record<string, readonly Field[]>>
