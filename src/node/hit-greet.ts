import { done, type Outcome } from '#base'
import { hitRefusal, readStatement } from '#hit'
import { ownEpoch } from './hit-epochs.ts'
import { firstTime } from './hit-noticed.ts'
import { type Received, streamOf } from './hit-parties.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import { fresh, fromBase64 } from './hit-wire.ts'
import { note, write } from './records.ts'
import { nodeHand, type World } from './world.ts'

/** Bytes of an index in one answer: below what a node reads as an answer. */
const pieceBytes = 48 * 1024

/** A partner's greeting: the announcement of the epoch that runs, or a piece of its index. */
export async function greet(world: World, { packet }: Received): Promise<Outcome<Uint8Array>> {
  const hello = readStatement('hit-hello', packet.statement)
  if (!hello.ok) return hello
  const { asker, owner, purpose, file, offset, created } = hello.value
  if (owner !== world.id) return hitRefusal('hit-epoch-other')
  if (!fresh(world, created)) return hitDeskRefusal('hit-stale')
  const epoch = await ownEpoch(world, asker, purpose)
  if (epoch?.state !== 'open') return hitRefusal('hit-no-consent')
  if (world.clock.now() >= epoch.announced.to) return hitRefusal('hit-epoch-over')
  if (file === null) return done(fromBase64(epoch.packet))
  if (file !== epoch.announced.file.digest) return hitRefusal('hit-epoch-other')
  const blob = await world.store.blobs.get(file)
  if (blob === undefined) return hitDeskRefusal('hit-unknown')
  if (offset === 0 && firstTime(world, `shipped ${asker} ${epoch.announced.root}`)) {
    const shipped = write(
      world,
      nodeHand(world, 'node'),
      note(streamOf(asker, purpose), 'hit.index-shipped', world.clock.now(), {
        partner: asker,
        purpose,
        epoch: epoch.announced.epoch,
        version: epoch.announced.version,
        root: epoch.announced.root,
      }),
    )
    const committed = await world.store.commit({ events: [shipped.event] })
    if (!committed.ok) return committed
  }
  return done(blob.bytes.subarray(offset, offset + pieceBytes))
}
