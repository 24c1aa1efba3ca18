import { type Digest, digest, done } from '#base'
import {
  type Announcement,
  type Hello,
  hitRefusal,
  mostFileBytes,
  readIndex,
  readStatement,
  type TokenSet,
  unpackTokens,
} from '#hit'
import { normaliser } from '#resolve'
import { type Called, callPeer } from './hit-call.ts'
import { streamOf } from './hit-parties.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import type { SeenEpoch } from './hit-shapes.ts'
import { base64 } from './hit-wire.ts'
import { note, write } from './records.ts'
import { plain, rowData } from './row-data.ts'
import { nodeHand, type World } from './world.ts'

/** The announcement that holds now and its index, checked, from here or from the partner. */
export async function fetchIndex(
  world: World,
  owner: string,
  purpose: string,
): Promise<
  Called<{ readonly announced: Announcement; readonly set: TokenSet; readonly packet: Uint8Array }>
> {
  const greeting = await callPeer(world, owner, 'epoch', hello(world, owner, purpose, null, 0))
  if (!greeting.ok) return greeting
  const { bytes, packet } = greeting.value
  if (packet === undefined) return hitDeskRefusal('hit-no-answer')
  const read = readStatement('hit-epoch', packet.statement)
  if (!read.ok) return read
  const announced = read.value
  const now = world.clock.now()
  if (announced.owner !== owner || announced.asker !== world.id || announced.purpose !== purpose)
    return hitRefusal('hit-epoch-other')
  if (now < announced.from || now >= announced.to) return hitRefusal('hit-epoch-over')
  if (announced.normaliser !== normaliser)
    return hitRefusal('hit-epoch-other', {
      ground: `the owner brings identifiers to the form ${announced.normaliser}, this node to ${normaliser}`,
      remedy: 'bring both nodes to one version',
    })
  const seen = await seenEpoch(world, owner, purpose)
  const same = seen?.announced.epoch === announced.epoch ? seen.announced : undefined
  // Within an epoch neither the key nor a version once announced may change.
  if (same !== undefined && same.key !== announced.key) return hitRefusal('hit-key-differs')
  if (
    same !== undefined &&
    (announced.version < same.version ||
      (announced.version === same.version && announced.root !== same.root))
  )
    return hitRefusal('hit-index-differs')
  const known = same?.root === announced.root ? checkedBefore(world, announced) : undefined
  if (known !== undefined) return done({ announced, set: known, packet: bytes })
  const kept =
    same?.root === announced.root ? await world.store.blobs.get(announced.file.digest) : undefined
  const file = kept === undefined ? await fetchFile(world, owner, announced) : done(kept.bytes)
  if (!file.ok) return file
  const before = same === undefined ? undefined : await keptSet(world, same)
  const set = readIndex(announced, file.value, before)
  if (!set.ok) return set
  if (kept === undefined) await keepIndex(world, owner, purpose, announced, bytes, file.value, seen)
  remember(world, announced, set.value)
  return done({ announced, set: set.value, packet: bytes })
}

/** Indexes that this process has checked against their root: a third of a second is not spent on the same one again. */
const checked = new WeakMap<World, Map<string, TokenSet>>()
const mostChecked = 8

function nameOf({ root, file, tokens }: Announcement): string {
  return `${root} ${file.digest} ${file.bytes} ${tokens}`
}

function checkedBefore(world: World, announced: Announcement): TokenSet | undefined {
  return checked.get(world)?.get(nameOf(announced))
}

function remember(world: World, announced: Announcement, set: TokenSet): void {
  const sets = checked.get(world) ?? new Map<string, TokenSet>()
  checked.set(world, sets)
  sets.set(nameOf(announced), set)
  const [oldest] = sets.keys()
  if (sets.size > mostChecked && oldest !== undefined) sets.delete(oldest)
}

function hello(
  world: World,
  owner: string,
  purpose: string,
  file: Digest | null,
  offset: number,
): Hello {
  const created = world.clock.now()
  return { v: 1, kind: 'hit-hello', asker: world.id, owner, purpose, file, offset, created }
}

async function fetchFile(
  world: World,
  owner: string,
  announced: Announcement,
): Promise<Called<Uint8Array>> {
  const { digest: name, bytes: size } = announced.file
  if (size > mostFileBytes)
    return hitRefusal('hit-malformed', { ground: 'the index is larger than any index can be' })
  const parts: Uint8Array[] = []
  let have = 0
  while (have < size) {
    const words = hello(world, owner, announced.purpose, name, have)
    const piece = await callPeer(world, owner, 'epoch', words)
    if (!piece.ok) return piece
    const { bytes } = piece.value
    if (bytes.length === 0) return hitRefusal('hit-index-differs')
    parts.push(bytes)
    have += bytes.length
  }
  return done(Buffer.concat(parts))
}

async function keepIndex(
  world: World,
  owner: string,
  purpose: string,
  announced: Announcement,
  packet: Uint8Array,
  file: Uint8Array,
  before: SeenEpoch | undefined,
): Promise<void> {
  const place = await world.store.blobs.put(file, { kind: 'hit-index' })
  const at = world.clock.now()
  const written = write(
    world,
    nodeHand(world, 'node'),
    note(streamOf(owner, purpose), 'hit.index-fetched', at, {
      owner,
      purpose,
      epoch: announced.epoch,
      version: announced.version,
      key: digest(Buffer.from(announced.key, 'hex')),
      root: announced.root,
      tokens: announced.tokens,
      logged: announced.logged,
    }),
  )
  const seen: SeenEpoch = { announced, packet: base64(packet), at }
  await world.store.commit({
    events: [written.event],
    rows: [{ kind: 'hit-seen', key: `${owner}|${purpose}`, data: plain(seen) }],
  })
  const old = before?.announced.file.digest
  if (old !== undefined && old !== place) await world.store.blobs.remove(old)
}

async function keptSet(world: World, announced: Announcement): Promise<TokenSet | undefined> {
  const blob = await world.store.blobs.get(announced.file.digest)
  const set = blob === undefined ? undefined : unpackTokens(blob.bytes)
  return set?.ok === true ? set.value : undefined
}

async function seenEpoch(
  world: World,
  owner: string,
  purpose: string,
): Promise<SeenEpoch | undefined> {
  const row = await world.store.row('hit-seen', `${owner}|${purpose}`)
  return row === undefined ? undefined : rowData<SeenEpoch>(row)
}
