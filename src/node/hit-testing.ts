import { type Outcome, type Refusal, systemRandom } from '#base'
import { sign } from '#exchange'
import { packPacket, readStatement, signedBytes, statementBytes, unpackPacket } from '#hit'
import { keySecret, readKeyring } from './keyring.ts'
import type { TestFederation } from './testing.ts'
import type { Post } from './world.ts'

/** The wire between the desks of a test federation; `back` may spoil what comes back, `seen` is told what leaves. */
export function hitWire(
  federation: () => TestFederation,
  back: (what: string, answer: Uint8Array) => Uint8Array = (_, answer) => answer,
  seen: (url: string, bytes: Uint8Array) => void = () => {},
): Post {
  return async (url, bytes) => {
    const [, to = '', what = ''] = /^test:\/\/([^/]+)\/exchange\/hit\/(.+)$/.exec(url) ?? []
    seen(url, bytes)
    const answer = await federation()
      .node(to)
      .hit.receive(what as 'ask', bytes)
    if (answer.ok) return { status: 200, bytes: back(what, answer.value) }
    const { ground: detail, ...rest } = answer.refusal
    return { status: 400, bytes: Buffer.from(JSON.stringify({ ...rest, detail })) }
  }
}

/** The "no" in what a node answered, signed or not; undefined where it is none. */
export function noIn(answer: Outcome<Uint8Array>): Refusal | undefined {
  if (!answer.ok) return answer.refusal
  const packet = unpackPacket(answer.value)
  const read = packet.ok ? readStatement('hit-refusal', packet.value.statement) : packet
  if (!read.ok) return undefined
  const { citation, ...refusal } = read.value.refusal
  return citation === null ? refusal : { ...refusal, citation }
}

/** A packet under the seals of that node, as it would sign it. */
export function sealedBy(
  federation: TestFederation,
  node: string,
  said: object,
  elements: readonly Uint8Array[] = [],
): Uint8Array {
  const dir = federation.dir(node)
  const keys = readKeyring(dir, keySecret(dir, undefined, systemRandom))
  const statement = statementBytes(said)
  const message = signedBytes(statement)
  const seals = [keys.seal, ...(keys.secondSeal === undefined ? [] : [keys.secondSeal])]
  const signatures = seals.map((key) => ({ key: key.id, signature: sign(key, message) }))
  return packPacket({ statement, signatures, elements })
}
