import type { RefusalRow } from '../refuse.ts'

/** Every "no" of joint teams and automatic exchange. */
export const cooperationRefusals = {} as const satisfies Readonly<Record<string, RefusalRow>>
