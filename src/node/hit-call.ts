import { digest, done, type Refusal, readJson } from '#base'
import { hitRefusal, type Packet, readStatement, statementBytes } from '#hit'
import { keepNo, noFrom } from './hit-no.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import { sealed, unsealed } from './hit-wire.ts'
import type { World } from './world.ts'

/** Where partners listen. */
export type HitPath = 'epoch' | 'ask' | 'withdraw' | 'challenge'

/** What came of a call: a refusal that the partner signed bears its name in `by`, any other is our own. */
export type Called<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal; readonly by?: string }

export interface Reply {
  readonly bytes: Uint8Array
  /** Read and under the partner's seals; undefined for a piece of an index, and where the partner has nothing yet. */
  readonly packet: Packet | undefined
}

/**
 * Says something to a partner and brings back its signed answer. Its "no" counts as its own where it is signed and names
 * these very words; it is then kept. Anything else that is no answer is `hit-no-answer`: whoever sits on the wire can
 * write it.
 */
export async function callPeer<W extends { readonly purpose: string }>(
  world: World,
  peer: string,
  path: HitPath,
  words: W,
  elements: readonly Uint8Array[] = [],
): Promise<Called<Reply>> {
  const address = world.addressOf(peer)
  if (address === undefined) return hitDeskRefusal('hit-partner-unknown')
  const letter = sealed(world, peer, words, elements)
  let answer: { readonly status: number; readonly bytes: Uint8Array }
  try {
    answer = await world.post(`${address}/exchange/hit/${path}`, letter)
  } catch {
    return hitDeskRefusal('hit-no-answer', `${peer} does not answer`)
  }
  const { status, bytes } = answer
  if (status !== 200) return unsignedNo(peer, bytes)
  if (!beginsAsPacket(bytes)) return done({ bytes, packet: undefined })
  const packet = unsealed(world, peer, bytes)
  if (!packet.ok) return packet
  // Items belong to an answer and to nothing else: what nobody signed is not carried along.
  const bare = packet.value.elements.length === 0
  if (!bare && !saysAnswer(packet.value)) return hitRefusal('hit-malformed', { ground: strayItems })
  const no = noFrom(world, peer, digest(statementBytes(words)), packet.value)
  if (no === undefined) return done({ bytes, packet: packet.value })
  if (!no.ok) return no
  await keepNo(world, peer, words.purpose, packet.value, no.value)
  const { kind, name, ground, citation, remedy } = no.value.refusal
  const refusal = { kind, name, ground: `${peer} refuses: ${ground}`, remedy }
  return { ok: false, refusal: citation === null ? refusal : { ...refusal, citation }, by: peer }
}

const strayItems = 'the message carries items where none belong'

function saysAnswer(packet: Packet): boolean {
  return readStatement('hit-answer', packet.statement).ok
}

const magic = Buffer.from('COMITYQ1')

function beginsAsPacket(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .subarray(0, magic.length)
    .equals(magic)
}

/** Words that nobody signed: shown as such, held against nobody. */
function unsignedNo(peer: string, bytes: Uint8Array): Called<never> {
  const json = readJson(bytes, { maxBytes: 16 * 1024, maxDepth: 6 })
  const said = (json.ok ? json.value : null) as Readonly<Record<string, unknown>> | null
  const name = said?.name
  return typeof name === 'string' && /^[a-z-]{1,60}$/.test(name)
    ? hitDeskRefusal(
        'hit-no-answer',
        `${peer} answers "${name}" without its seals, so nobody can be held to it`,
        'look whether both nodes have the newest cards of each other; ask again later',
      )
    : hitDeskRefusal('hit-no-answer', `${peer} answers with something that is no answer`)
}
