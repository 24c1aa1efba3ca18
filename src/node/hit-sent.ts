import { type Digest, digest, done, type Outcome } from '#base'
import { type Item, type Packet, packPacket, type Question, statementBytes } from '#hit'
import { documentBytes } from './deliver.ts'
import { streamOf } from './hit-parties.ts'
import { change, type Found } from './hit-runs.ts'
import type { PendingQuestion, RunRow } from './hit-shapes.ts'
import { base64 } from './hit-wire.ts'
import { note, type Written, write } from './records.ts'
import { plain } from './row-data.ts'
import { nodeHand, type World } from './world.ts'

/** What is needed to open an item later, kept encrypted before the question leaves. */
export async function putAsked(
  world: World,
  run: RunRow,
  question: Question,
  items: readonly Item[],
): Promise<Outcome<string>> {
  const name = nameOf(question)
  const { owner, epoch, commitment, names, basis, category } = question
  const written = write(world, nodeHand(world, 'node'), {
    ...note(streamOf(owner, run.purpose), 'hit.asked', question.created, {
      run: run.id,
      owner,
      purpose: run.purpose,
      epoch,
      question: name,
      commitment,
      items: question.items,
      names,
      category,
      instrument: basis.instrument,
      article: basis.article,
    }),
    document: documentBytes({
      statement: base64(statementBytes(question)),
      items: items.map((item) => ({
        key: item.key,
        salt: base64(item.salt),
        blind: base64(item.blind),
        element: base64(item.element),
      })),
    }),
  })
  const asked = written.event.id
  const sent = { run: run.id, owner, asked, question: name }
  const committed = await world.store.commit({
    events: [written.event],
    bodies: written.body === undefined ? [] : [written.body],
    rows: [{ kind: 'hit-sent', key: question.id, data: plain(sent) }],
  })
  if (!committed.ok) return committed
  const pending: PendingQuestion = {
    id: question.id,
    question: name,
    asked,
    until: question.expires,
    since: null,
    officers: 0,
    released: 0,
  }
  await change(world, run.id, owner, (p) => ({ ...p, pending }))
  return done(asked)
}

/** What an answer that stands has shown. */
export interface Answered {
  readonly question: Question
  readonly packet: Packet
  readonly left: { readonly items: number; readonly names: number }
  readonly found: readonly Found[]
  /** Record with the items. */
  readonly asked: string
  readonly tokens: readonly Uint8Array[]
}

export async function putAnswer(
  world: World,
  run: RunRow,
  { question, packet, left, found, asked, tokens }: Answered,
): Promise<Outcome<void>> {
  const name = nameOf(question)
  const same = found.filter((f) => f.says === 'same').length
  const possible = new Set(found.filter((f) => f.says === 'possible').map((f) => f.identifier)).size
  const written = write(world, nodeHand(world, 'node'), {
    ...note(streamOf(question.owner, run.purpose), 'hit.answered', world.clock.now(), {
      run: run.id,
      owner: question.owner,
      question: name,
      answer: digest(packet.statement),
      items: question.items,
      hits: same,
      possible,
    }),
    document: documentBytes({
      packet: base64(packPacket(packet)),
      tokens: base64(Buffer.concat(tokens)),
      found: found.map((f) => ({ ...f, pointer: { ...f.pointer } })),
    }),
  })
  const committed = await commit(world, written)
  if (!committed.ok) return committed
  await change(world, run.id, question.owner, (p) => ({
    ...p,
    state: p.state === 'stopped' ? 'stopped' : 'asking',
    asked: p.asked + question.items,
    same: p.same + same,
    possible: p.possible + possible,
    left,
    pending: null,
    questions: [
      ...p.questions,
      { id: question.id, question: name, asked, answered: written.event.id },
    ],
  }))
  return done(undefined)
}

/** The partner's signed word that a question waits for its officers; kept when it first says so, and at each new officer. */
export async function putHeld(
  world: World,
  run: RunRow,
  question: Question,
  asked: string,
  packet: Packet,
  how: Pick<PendingQuestion, 'officers' | 'released'> & {
    readonly since: PendingQuestion['since']
  },
): Promise<void> {
  const pending: PendingQuestion = {
    id: question.id,
    question: nameOf(question),
    asked,
    until: question.expires,
    ...how,
  }
  let news = false
  await change(world, run.id, question.owner, (p) => {
    news = p.pending?.since !== how.since || p.pending?.released !== how.released
    return { ...p, state: p.state === 'stopped' ? 'stopped' : 'held', pending }
  })
  if (!news) return
  const { officers, released } = how
  const written = write(world, nodeHand(world, 'node'), {
    ...note(streamOf(question.owner, run.purpose), 'hit.waits', world.clock.now(), {
      run: run.id,
      owner: question.owner,
      question: pending.question,
      officers,
      released,
    }),
    document: documentBytes({ packet: base64(packPacket(packet)) }),
  })
  await commit(world, written)
}

/** An answer that did not stand is evidence: kept whole, used for nothing. */
export async function putDiscarded(
  world: World,
  run: RunRow,
  owner: string,
  question: Question,
  packet: Packet,
  why: string,
): Promise<void> {
  const written = write(world, nodeHand(world, 'node'), {
    ...note(streamOf(owner, run.purpose), 'hit.answer-discarded', world.clock.now(), {
      run: run.id,
      owner,
      question: nameOf(question),
      answer: digest(packet.statement),
      name: why,
    }),
    document: documentBytes({ packet: base64(packPacket(packet)) }),
  })
  await commit(world, written)
}

function commit(world: World, { event, body }: Written) {
  return world.store.commit({ events: [event], bodies: body === undefined ? [] : [body] })
}

function nameOf(question: Question): Digest {
  return digest(statementBytes(question))
}
