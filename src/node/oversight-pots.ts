import { canonical, done, type Instant, type Outcome } from '#base'
import { sign, verify } from '#exchange'
import {
  type GivenPot,
  oversightRefusal,
  potJson,
  readPot,
  type SeedHead,
  type SignedPot,
} from '#oversight'
import { parseCheckpoint, rootAt, signedBy } from '#store'
import { everyEvent } from './every-event.ts'
import { sealOf } from './known-keys.ts'
import { openConsole } from './oversight-who.ts'
import { headerOf } from './request-view.ts'
import { remoteTree } from './tile-client.ts'
import { logKeysOf } from './witness.ts'
import type { World } from './world.ts'

const label = Buffer.from('comity/pot/v1\n')

/** Every release of this node between two days: records of its own that left it, by their leaves. */
export async function ownPot(world: World, from: string, to: string): Promise<GivenPot> {
  const leaves: string[] = []
  for await (const event of everyEvent(world.store)) {
    const day = event.at.slice(0, 10)
    if (day < from || day > to) continue
    const header = headerOf(event)
    if (header?.crosses === true && header.node === world.id)
      leaves.push(Buffer.from(event.leaf).toString('hex'))
  }
  return {
    format: 'comity-pot/1',
    node: world.id,
    origin: world.store.origin,
    from,
    to,
    leaves,
    madeAt: world.clock.now(),
  }
}

/** The same, signed, for an overseer at another node: it names no matter, no officer and nobody. */
export async function givePot(
  world: World,
  actor: string,
  from: string,
  to: string,
): Promise<Outcome<SignedPot>> {
  const what = `releases ${from}/${to}`
  const hand = await openConsole(world, actor, 'audit', '', { part: 'samples', what })
  if (!hand.ok) return hand
  const pot = await ownPot(world, from, to)
  const { seal } = world.keys
  const signature = sign(seal, Buffer.concat([label, canonical(potJson(pot))]))
  return done({ pot, key: seal.id, signature: Buffer.from(signature).toString('base64url') })
}

/** A pot of another node, under the seal that its card names. */
export function takePot(world: World, bytes: Uint8Array): Outcome<GivenPot> {
  const read = readPot(bytes)
  if (!read.ok) return read
  const { pot, key, signature } = read.value
  const seal = sealOf(world.federation, pot.node, key, pot.madeAt as Instant)
  const signed = Buffer.concat([label, canonical(potJson(pot))])
  const valid = seal !== undefined && verify(seal, signed, Buffer.from(signature, 'base64url'))
  return valid
    ? done(pot)
    : oversightRefusal('lot-malformed', `the seal of ${pot.node.slice(0, 60)} is not on its pot`)
}

/** How long the log of a node is by its own signature. */
export async function logSize(world: World, node: string): Promise<Outcome<number>> {
  if (node === world.id) return done((await world.store.head()).size)
  const head = await signedHead(world, node)
  return head.ok ? done(head.value.size) : head
}

/** The head of a log at exactly that size, reckoned from tiles that lead to the head it signs. */
export async function headAt(
  world: World,
  node: string,
  origin: string,
  size: number,
): Promise<Outcome<SeedHead>> {
  if (node === world.id) {
    const root = await world.store.rootAt(size)
    if (!root.ok) return oversightRefusal('lot-too-early', `${node} before entry ${size}`)
    return done({ origin, size, root: base64(root.value) })
  }
  const signed = await signedHead(world, node)
  if (!signed.ok) return signed
  if (signed.value.size < size)
    return oversightRefusal('lot-too-early', `${node} has ${signed.value.size} of ${size} entries`)
  const tree = remoteTree(world.get, world.addressOf(node) ?? '', signed.value.size)
  const whole = await rootAt(tree, signed.value.size)
  const then = await rootAt(tree, size)
  if (!whole.ok || !then.ok || base64(whole.value) !== base64(signed.value.root))
    return oversightRefusal('lot-head-other', node)
  return done({ origin, size, root: base64(then.value) })
}

async function signedHead(world: World, node: string) {
  const card = world.federation.card(node)
  const address = world.addressOf(node)
  if (card === undefined || address === undefined)
    return oversightRefusal('lot-malformed', `${node.slice(0, 60)} is not in the directory`)
  const { status, bytes } = await world.get(`${address}/log/checkpoint`)
  const head = status === 200 ? parseCheckpoint(Buffer.from(bytes).toString()) : undefined
  const keys = head === undefined ? [] : logKeysOf(world.federation, head.origin)
  if (head === undefined || !keys.some((key) => signedBy(head, head.origin, key)))
    return oversightRefusal('lot-too-early', `${node} does not show a head that it signed`)
  return done(head)
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
