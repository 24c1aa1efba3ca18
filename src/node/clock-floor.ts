import { type Clock, type Instant, instant, millis } from '#base'

/**
 * A clock that never tells a time before the node's own card: what is signed under a key of the card cannot be older than
 * the card that lists it. A machine whose clock was put back tells the time of the card until it has caught up.
 */
export function clockFrom(clock: Clock, from: Instant): Clock {
  const floor = instant(millis(from))
  return {
    now() {
      const now = clock.now()
      return now < floor ? floor : now
    },
  }
}
