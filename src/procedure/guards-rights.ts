import type { Guard } from './guard.ts'

/** Guards of requests of persons, complaints, tips and disputes. */
export const rightsGuards: Readonly<Record<string, Guard>> = {}
