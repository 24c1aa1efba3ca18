import { done, type Instant, millis, type Outcome, readJson } from '#base'
import { sign, verify } from '#exchange'
import { type Packet, packPacket, signedBytes, statementBytes, unpackPacket } from '#hit'
import { hitDeskRefusal } from './hit-refusals.ts'
import { knownKeys, sealsFor } from './known-keys.ts'
import type { World } from './world.ts'

/** A greeting or a challenge is taken within this time of its making. */
const freshMs = 5 * 60_000

/** A statement with what belongs to it, under the seals of this node. */
export function sealed(
  world: World,
  peer: string,
  statement: object,
  elements: readonly Uint8Array[] = [],
): Uint8Array {
  const bytes = statementBytes(statement)
  const message = signedBytes(bytes)
  const signatures = sealsFor(world, peer).map(({ key }) => ({
    key: key.id,
    signature: sign(key, message),
  }))
  return packPacket({ statement: bytes, signatures, elements })
}

/** A packet under every seal that the directory asks of that node now. One signature never stands for two. */
export function unsealed(world: World, from: string, bytes: Uint8Array): Outcome<Packet> {
  const packet = unpackPacket(bytes)
  if (!packet.ok) return packet
  const now = world.clock.now()
  const known = knownKeys(world.federation, now)
  const message = signedBytes(packet.value.statement)
  const slots =
    known.suite?.(from, world.id, now) === 'classical'
      ? (['seal'] as const)
      : (['seal', 'second-seal'] as const)
  const holds = slots.every((slot) =>
    packet.value.signatures.some(({ key, signature }) => {
      const by = known(from, slot, key, now, from)
      return by !== undefined && verify(by, message, signature)
    }),
  )
  return holds ? packet : hitDeskRefusal('hit-not-signed')
}

/** Who says that it wrote this, before anything is verified: whose keys to look for. */
export function claims(bytes: Uint8Array): Outcome<{
  readonly packet: Packet
  readonly kind: string
  readonly asker: string
  readonly owner: string
  readonly purpose: string
}> {
  const packet = unpackPacket(bytes)
  if (!packet.ok) return packet
  const json = readJson(packet.value.statement, { maxBytes: 8 * 1024, maxDepth: 4 }, true)
  const said = (json.ok ? json.value : null) as Readonly<Record<string, unknown>> | null
  const text = (name: string) => (typeof said?.[name] === 'string' ? (said[name] as string) : '')
  return done({
    packet: packet.value,
    kind: text('kind'),
    asker: text('asker'),
    owner: text('owner'),
    purpose: text('purpose'),
  })
}

export function fresh(world: World, created: Instant): boolean {
  return Math.abs(millis(world.clock.now()) - millis(created)) <= freshMs
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

export function fromBase64(text: string): Uint8Array {
  return Buffer.from(text, 'base64')
}
