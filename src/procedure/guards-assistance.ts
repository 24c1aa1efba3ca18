import type { Guard } from './guard.ts'

/** Guards of suspension, legal assistance and freezing. */
export const assistanceGuards: Readonly<Record<string, Guard>> = {}
