import type { Field } from '../fields.ts'

/** Documents of requests of persons, complaints, tips and disputes, field by field. */
export const rightsForms = {} as const satisfies Readonly<Record<string, readonly Field[]>>
