import { type Clock, digest, millis, type Random } from '#base'

/** Calls a minute, by what is asked. Enough for a person and a screen, not for a script that tries doors. */
const callLimits = {
  read: 1200,
  write: 240,
  'sign-in': 60,
  letter: 6000,
} as const
export type CallClass = keyof typeof callLimits

/**
 * Counts calls per caller and class in windows of a minute. Callers stand in it under a key that is thrown away with the
 * minute: nobody finds an address there, in no copy of the memory.
 */
export function makeLimiter(
  clock: Clock,
  random: Random,
): (caller: string, kind: CallClass) => boolean {
  let salt = ''
  let minute = 0
  let counts = new Map<string, number>()
  return (caller, kind) => {
    const now = Math.floor(millis(clock.now()) / 60_000)
    if (now !== minute) {
      minute = now
      counts = new Map()
      salt = Buffer.from(random.bytes(16)).toString('hex')
    }
    const key = digest(Buffer.from(`${salt} ${kind} ${caller}`))
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count <= callLimits[kind]
  }
}
