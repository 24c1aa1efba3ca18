import type { Guard } from './guard.ts'

/** Guards of joint teams and automatic exchange. */
export const cooperationGuards: Readonly<Record<string, Guard>> = {}
