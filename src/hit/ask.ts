import {
  canonical,
  type Digest,
  digest,
  done,
  type Json,
  type Outcome,
  type Random,
  sha256,
} from '#base'
import type { Group } from './group.ts'
import { leafHash, merklePath, merkleRoot, rootFrom } from './merkle.ts'
import { batchHolds, blindInput, finalize } from './oprf.ts'
import type { Packet } from './packet.ts'
import { hitRefusal } from './refusals.ts'
import { type Announcement, type Answer, type Question, readStatement } from './statements.ts'
import { unpackTokens } from './token-file.ts'
import { grewFrom, hasToken, indexRoot, inputOf, type TokenSet, tokenOf } from './tokens.ts'

/** One item of a question as the asker keeps it: never sent, and enough to open it to the overseer later. */
export interface Item {
  /** The key that is asked about, `iban:...`. */
  readonly key: string
  readonly salt: Uint8Array
  readonly blind: Uint8Array
  readonly element: Uint8Array
}

/** Blinds the keys and commits to them. */
export function blindItems(
  group: Group,
  keys: readonly string[],
  random: Random,
): { readonly items: readonly Item[]; readonly commitment: Digest; readonly elements: Digest } {
  const items = keys.map((key) => {
    const { blind, element } = blindInput(group, 'voprf', inputOf(key), random)
    return { key, salt: random.bytes(16), blind, element }
  })
  return {
    items,
    commitment: commitmentOf(items),
    elements: elementsDigest(items.map((i) => i.element)),
  }
}

export function elementsDigest(elements: readonly Uint8Array[]): Digest {
  return digest(Buffer.concat(elements))
}

export function statementBytes(statement: object): Uint8Array {
  return canonical(statement as unknown as Json)
}

/** What the asker checks of an epoch before it asks anything in it. */
export function readIndex(
  announced: Announcement,
  file: Uint8Array,
  before?: TokenSet,
): Outcome<TokenSet> {
  if (file.length !== announced.file.bytes || digest(file) !== announced.file.digest)
    return hitRefusal('hit-index-differs', {
      ground: 'the index is not the file that the owner announced',
    })
  const set = unpackTokens(file)
  if (!set.ok) return set
  if (set.value.count !== announced.tokens || indexRoot(set.value) !== announced.root)
    return hitRefusal('hit-index-differs')
  if (before !== undefined && !grewFrom(before, set.value)) return hitRefusal('hit-index-shrank')
  return set
}

/**
 * The tokens of the items of a question, from an answer that was checked in every respect; the proof comes before any
 * element is used. Refused: another epoch, another key, another index, another question, an element changed or missing.
 */
export function readAnswer(
  group: Group,
  announced: Announcement,
  question: Question,
  items: readonly Item[],
  packet: Packet,
): Outcome<{ readonly answer: Answer; readonly tokens: readonly Uint8Array[] }> {
  const read = readStatement('hit-answer', packet.statement)
  if (!read.ok) return read
  const answer = read.value
  if (answer.epoch !== announced.epoch) return hitRefusal('hit-epoch-other')
  if (answer.key !== announced.key) return hitRefusal('hit-key-differs')
  if (answer.root !== announced.root)
    return hitRefusal('hit-index-differs', {
      ground: 'the owner answered over another index than the one it shipped',
    })
  if (answer.id !== question.id || answer.question !== digest(statementBytes(question)))
    return hitRefusal('hit-answer-differs', { ground: 'the answer belongs to another question' })
  if (answer.owner !== question.owner || answer.asker !== question.asker)
    return hitRefusal('hit-answer-differs', { ground: 'the answer is between other authorities' })
  const { elements } = packet
  if (elements.length !== items.length || elementsDigest(elements) !== answer.elements)
    return hitRefusal('hit-answer-differs', {
      ground: 'the items of the answer are not those it was signed for',
    })
  if (!elements.every((element) => group.isElement(element)))
    return hitRefusal('hit-element-malformed')
  const proof = { c: hex(answer.proof.c), s: hex(answer.proof.s) }
  const blinded = items.map((item) => item.element)
  if (!batchHolds(group, hex(announced.key), blinded, { elements, proof }))
    return hitRefusal('hit-proof-fails')
  const tokens = items.map((item, i) =>
    tokenOf(finalize(group, inputOf(item.key), item.blind, elements[i]!)),
  )
  return done({ answer, tokens })
}

/**
 * A shared subject, and nothing of it: the token by which the owner finds it again, under which epoch and index. What
 * the owner knows must be asked for by a formal request.
 */
export interface Pointer {
  /** 16 bytes in hex. */
  readonly token: string
  readonly owner: string
  readonly purpose: string
  readonly epoch: string
  readonly root: Digest
}

export function pointerTo(announced: Announcement, token: Uint8Array): Pointer {
  const { owner, purpose, epoch, root } = announced
  return { token: Buffer.from(token).toString('hex'), owner, purpose, epoch, root }
}

/** Which items are in the index, by their place in the question. */
export function matches(set: TokenSet, tokens: readonly Uint8Array[]): readonly number[] {
  return tokens.flatMap((token, i) => (hasToken(set, token) ? [i] : []))
}

/** An item laid open to the overseer: what it was, and that it was committed to and sent at that place. */
export interface Opening {
  readonly index: number
  readonly key: string
  readonly salt: Uint8Array
  readonly blind: Uint8Array
  readonly path: readonly Uint8Array[]
}

export function openItems(items: readonly Item[], indexes: readonly number[]): readonly Opening[] {
  const leaves = items.map(leafOf)
  return indexes.map((index) => {
    const { key, salt, blind } = items[index]!
    return { index, key, salt, blind, path: merklePath(leaves, index) }
  })
}

/**
 * True when the opened item is the one of the commitment, and blinded it is the element that was sent: so nobody commits to
 * clean items and asks about others.
 */
export function opensTo(
  group: Group,
  question: Question,
  elements: readonly Uint8Array[],
  opening: Opening,
): boolean {
  const sent = elements[opening.index]
  if (sent === undefined || !group.isScalar(opening.blind)) return false
  const root = rootFrom(leafOf(opening), opening.index, question.items, opening.path)
  if (root === undefined || `sha256:${Buffer.from(root).toString('hex')}` !== question.commitment)
    return false
  const again = blindInput(group, 'voprf', inputOf(opening.key), { scalar: opening.blind })
  return Buffer.compare(again.element, sent) === 0
}

function commitmentOf(items: readonly Item[]): Digest {
  return `sha256:${Buffer.from(merkleRoot(items.map(leafOf))).toString('hex')}` as Digest
}

/** The salt comes first and has a fixed length, so the leaf says nothing of a key that somebody could guess. */
function leafOf({ key, salt }: Pick<Item, 'key' | 'salt'>): Uint8Array {
  return leafHash(sha256(salt, Buffer.from(key)))
}

function hex(text: string): Uint8Array {
  return Buffer.from(text, 'hex')
}
