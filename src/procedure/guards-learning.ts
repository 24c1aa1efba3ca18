import type { Guard } from './guard.ts'

/** Guards of commitments, publications and exercises. */
export const learningGuards: Readonly<Record<string, Guard>> = {}
