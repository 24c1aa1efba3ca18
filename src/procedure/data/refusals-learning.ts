import type { RefusalRow } from '../refuse.ts'

/** Every "no" of commitments, publications and exercises. */
export const learningRefusals = {} as const satisfies Readonly<Record<string, RefusalRow>>
