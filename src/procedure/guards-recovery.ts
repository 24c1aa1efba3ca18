import type { Guard } from './guard.ts'

/** Guards of confiscation, management, return and claims. */
export const recoveryGuards: Readonly<Record<string, Guard>> = {}
