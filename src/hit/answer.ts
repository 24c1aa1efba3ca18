import { digest, done, type Instant, type Outcome, type Random } from '#base'
import { elementsDigest } from './ask.ts'
import type { Group } from './group.ts'
import { evaluateBatch, type KeyPair } from './oprf.ts'
import type { Packet } from './packet.ts'
import { hitRefusal } from './refusals.ts'
import { longestTermHours } from './release.ts'
import type { Announcement, Answer, Question } from './statements.ts'
import { readStatement } from './statements.ts'

/**
 * A question as it came, held against the epoch that runs, before anything is evaluated. Whether its signature is the
 * asker's, whether the law permits it and whether the quota allows it, the node and `quota.ts` say.
 */
export function readQuestion(
  group: Group,
  announced: Announcement,
  packet: Packet,
  now: Instant,
): Outcome<Question> {
  const read = readStatement('hit-question', packet.statement)
  if (!read.ok) return read
  const question = read.value
  const { owner, asker, purpose, consent, epoch, key } = announced
  if (question.owner !== owner || question.asker !== asker || question.purpose !== purpose)
    return hitRefusal('hit-epoch-other', {
      ground: 'the question is between other authorities, or for another purpose',
    })
  if (question.epoch !== epoch) return hitRefusal('hit-epoch-other')
  if (question.key !== key)
    return hitRefusal('hit-key-differs', { ground: 'the question was blinded for another key' })
  if (now < announced.from || now >= announced.to) return hitRefusal('hit-epoch-over')
  if (question.consent !== consent) return hitRefusal('hit-no-consent')
  const term = Date.parse(question.expires) - Date.parse(question.created)
  if (
    now >= question.expires ||
    term <= 0 ||
    term > longestTermHours(announced.release) * 3_600_000
  )
    return hitRefusal('hit-epoch-over', { ground: 'the question has no term, or its term is over' })
  if (question.names > question.items || packet.elements.length !== question.items)
    return hitRefusal('hit-malformed', {
      ground: 'the question does not have as many items as it says',
    })
  if (elementsDigest(packet.elements) !== question.elements)
    return hitRefusal('hit-malformed', { ground: 'the items are not those that were signed' })
  if (!packet.elements.every((element) => group.isElement(element)))
    return hitRefusal('hit-element-malformed')
  return done(question)
}

/** Evaluates the items of a question that was admitted, with one proof for all. */
export function answerQuestion(
  group: Group,
  key: KeyPair,
  announced: Announcement,
  question: Question,
  packet: Packet,
  left: { readonly items: number; readonly names: number },
  now: Instant,
  random: Random,
): { readonly answer: Answer; readonly elements: readonly Uint8Array[] } {
  const { elements, proof } = evaluateBatch(group, key, packet.elements, random)
  const answer: Answer = {
    v: 1,
    kind: 'hit-answer',
    question: digest(packet.statement),
    id: question.id,
    owner: announced.owner,
    asker: announced.asker,
    epoch: announced.epoch,
    key: announced.key,
    root: announced.root,
    elements: elementsDigest(elements),
    proof: { c: Buffer.from(proof.c).toString('hex'), s: Buffer.from(proof.s).toString('hex') },
    left,
    created: now,
  }
  return { answer, elements }
}
