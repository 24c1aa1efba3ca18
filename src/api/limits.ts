import { type Clock, millis } from '#base'

/** Calls a minute, by what is asked. Enough for a person and a screen, not for a script that tries doors. */
const callLimits = {
  read: 1200,
  write: 240,
  'sign-in': 60,
  letter: 6000,
} as const
export type CallClass = keyof typeof callLimits

/** Counts calls per caller and class in windows of a minute. */
export function makeLimiter(clock: Clock): (caller: string, kind: CallClass) => boolean {
  let minute = 0
  let counts = new Map<string, number>()
  return (caller, kind) => {
    const now = Math.floor(millis(clock.now()) / 60_000)
    if (now !== minute) {
      minute = now
      counts = new Map()
    }
    const key = `${kind} ${caller}`
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count <= callLimits[kind]
  }
}
