import type { RefusalRow } from '../refuse.ts'

/** Every "no" of confiscation, management, return and claims. */
export const recoveryRefusals = {} as const satisfies Readonly<Record<string, RefusalRow>>
