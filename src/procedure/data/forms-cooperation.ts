import type { Field } from '../fields.ts'

/** Documents of joint teams and automatic exchange, field by field. */
export const cooperationForms = {} as const satisfies Readonly<Record<string, readonly Field[]>>
