import type { RefusalRow } from '../refuse.ts'

/** Every "no" of suspension, legal assistance and freezing. */
export const assistanceRefusals = {} as const satisfies Readonly<Record<string, RefusalRow>>
