import type { RefusalRow } from '../refuse.ts'

/** Every "no" of requests of persons, complaints, tips and disputes. */
export const rightsRefusals = {} as const satisfies Readonly<Record<string, RefusalRow>>
