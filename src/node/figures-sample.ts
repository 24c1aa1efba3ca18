import { type Digest, digest, done, type Instant, instant, type Json, type Outcome } from '#base'
import type { StoredEvent } from '#store'
import { everyEvent } from './every-event.ts'
import { isCounted, signedEvents } from './figures-log.ts'
import { proofOfRecords } from './proof.ts'
import type { World } from './world.ts'

/** Days, both included. */
interface Days {
  readonly from: string
  readonly to: string
}

/** Digests of the records of this log that crossed a border within these days: what a sample of both sides is drawn from. */
export async function crossingDigests(
  world: World,
  { from, to }: Days,
): Promise<readonly Digest[]> {
  const begin = `${from}T00:00:00.000Z` as Instant
  const end = instant(Date.parse(`${to}T00:00:00Z`) + 86_400_000)
  const found = new Set<Digest>()
  for (const { crosses, digest: of, at } of await signedEvents(world))
    if (crosses === true && of !== undefined && at >= begin && at < end) found.add(of as Digest)
  return [...found]
}

/**
 * Those of these records that stand in this log, as a proof that a stranger can check: headers and places, no words. What
 * is not here is left out; whoever asked sees that it is missing.
 */
export async function proofOfDrawn(world: World, drawn: readonly string[]): Promise<Outcome<Json>> {
  const wanted = new Set<string>(drawn)
  const events: StoredEvent[] = []
  for await (const event of everyEvent(world.store))
    if (isCounted(event.stream) && event.record !== null && wanted.has(digest(event.record)))
      events.push(event)
  const proof = await proofOfRecords(world, 'figures/sample', events, async () => null)
  return proof.ok ? done(proof.value) : proof
}
