import { done, type Outcome } from '#base'
import { hitRefusal } from './refusals.ts'
import { mostItems } from './statement-shapes.ts'

/**
 * A message as it travels: the signed statement, its signatures, and the elements that the statement names by digest, as
 * bytes, because base64 would cost a third. `COMITYQ1`, then the statement and each signature behind a length in four
 * bytes, then the elements to the end.
 */
export interface Packet {
  readonly statement: Uint8Array
  readonly signatures: readonly PacketSignature[]
  readonly elements: readonly Uint8Array[]
}

export interface PacketSignature {
  /** Name of the key, as the directory lists it. */
  readonly key: string
  readonly signature: Uint8Array
}

const magic = Buffer.from('COMITYQ1')
const elementBytes = 32
const most = { statement: 8 * 1024, signatures: 4, key: 100, signature: 4 * 1024 } as const

const label = Buffer.from('comity/hit/v1\n')

/** What is signed: the statement as it travels, behind the name of the protocol, so that it is nothing elsewhere. */
export function signedBytes(statement: Uint8Array): Uint8Array {
  return Buffer.concat([label, statement])
}

/** Most bytes of a message, so that a reader can stop before. */
export const mostPacketBytes =
  magic.length +
  4 +
  most.statement +
  1 +
  most.signatures * (8 + most.key + most.signature) +
  mostItems * elementBytes

export function packPacket(packet: Packet): Uint8Array {
  const lengthed = (bytes: Uint8Array) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return [length, bytes]
  }
  return Buffer.concat([
    magic,
    ...lengthed(packet.statement),
    Uint8Array.of(packet.signatures.length),
    ...packet.signatures.flatMap((s) => [
      ...lengthed(Buffer.from(s.key)),
      ...lengthed(s.signature),
    ]),
    ...packet.elements,
  ])
}

export function unpackPacket(bytes: Uint8Array): Outcome<Packet> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length > mostPacketBytes) return bad('it is longer than a message can be')
  if (!view.subarray(0, magic.length).equals(magic))
    return bad('it does not begin as a message does')
  let at = magic.length
  const part = (limit: number) => {
    if (at + 4 > view.length) return undefined
    const length = view.readUInt32BE(at)
    if (length > limit || at + 4 + length > view.length) return undefined
    const found = view.subarray(at + 4, at + 4 + length)
    at += 4 + length
    return found
  }
  const statement = part(most.statement)
  if (statement === undefined || at >= view.length) return bad('its statement is cut off')
  const signed = view[at++]!
  if (signed > most.signatures) return bad('it has too many signatures')
  const signatures: PacketSignature[] = []
  for (let i = 0; i < signed; i++) {
    const key = part(most.key)
    const signature = key === undefined ? undefined : part(most.signature)
    if (key === undefined || signature === undefined) return bad('a signature is cut off')
    // Names of keys are printable ASCII, so that a packet has one spelling.
    if (key.some((sign) => sign < 0x20 || sign > 0x7e)) return bad('the name of a key is none')
    signatures.push({ key: key.toString('latin1'), signature })
  }
  const rest = view.subarray(at)
  if (rest.length % elementBytes !== 0 || rest.length / elementBytes > mostItems)
    return bad('its items are cut off, or too many')
  const elements = Array.from({ length: rest.length / elementBytes }, (_, i) =>
    rest.subarray(i * elementBytes, (i + 1) * elementBytes),
  )
  return done({ statement, signatures, elements })
}

function bad(why: string) {
  return hitRefusal('hit-malformed', { ground: `the message cannot be read: ${why}` })
}
