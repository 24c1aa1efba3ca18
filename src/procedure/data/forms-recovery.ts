import type { Field } from '../fields.ts'

/** Documents of confiscation, management, return and claims, field by field. */
export const recoveryForms = {} as const satisfies Readonly<Record<string, readonly Field[]>>
