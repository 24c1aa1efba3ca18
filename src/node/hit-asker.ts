import { digest, done, instant, millis, type Outcome } from '#base'
import {
  type Announcement,
  blindItems,
  hitRefusal,
  type Item,
  lawfulBasis,
  matches,
  mostItems,
  type Packet,
  packPacket,
  pointerTo,
  type Question,
  readAnswer,
  ristretto255,
  statementBytes,
  type TokenSet,
} from '#hit'
import { type Listed, readIdentifierList } from '#resolve'
import { readDocument } from './bodies.ts'
import { documentBytes } from './deliver.ts'
import { fetchIndex } from './hit-index.ts'
import { partiesOf, streamOf } from './hit-owner.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import { change, type Found, runOf, wordsOf } from './hit-runs.ts'
import type { RunPartner, RunRow } from './hit-shapes.ts'
import { base64, callPeer, sealed, unsealed } from './hit-wire.ts'
import { note, write } from './records.ts'
import { plain, rowData } from './row-data.ts'
import { type Hand, nodeHand, type World } from './world.ts'

export interface AskTerms {
  readonly partners: readonly string[]
  readonly purpose: string
  readonly case: string
  /** Identifiers as text: lines or a table. */
  readonly text: string
}

/** Takes an officer's question down; `carryOut` asks. */
export async function takeQuestion(
  world: World,
  hand: Hand,
  terms: AskTerms,
): Promise<Outcome<RunRow>> {
  if (terms.case.trim() === '') return hitRefusal('hit-without-case')
  const read = readIdentifierList(terms.text, 'identifiers')
  if (!read.ok) return read
  const { identifiers } = read.value
  if (identifiers.length === 0) return hitDeskRefusal('hit-nothing-to-ask')
  const now = world.clock.now()
  const partners: RunPartner[] = []
  for (const owner of new Set(terms.partners)) {
    if (owner === world.id || world.federation.card(owner) === undefined)
      return hitDeskRefusal('hit-partner-unknown')
    const basis = lawfulBasis(partiesOf(world, world.id, owner, now), world.laws.now())
    if (!basis.ok) return basis
    partners.push(waiting(owner))
  }
  if (partners.length === 0) return hitDeskRefusal('hit-partner-unknown')
  const keys = identifiers.flatMap((i) => i.keys)
  const written = write(world, hand, {
    ...note('hit/questions', 'hit.question-taken', now, {
      purpose: terms.purpose,
      partners: partners.map((p) => p.owner),
      identifiers: identifiers.length,
      items: keys.length,
    }),
    document: documentBytes({
      identifiers: identifiers.map(({ text, kind, keys: of }) => ({
        text,
        kind,
        keys: of.map((key) => ({ text: key.text, says: key.says })),
      })),
    }),
  })
  const run: RunRow = {
    id: written.event.id,
    at: now,
    officer: hand.id,
    case: terms.case.trim(),
    purpose: terms.purpose,
    identifiers: identifiers.length,
    keys: keys.length,
    names: keys.filter((key) => key.says === 'possible').length,
    list: written.event.id,
    standing: null,
    partners,
  }
  const committed = await world.store.commit({
    events: [written.event],
    bodies: written.body === undefined ? [] : [written.body],
    rows: [{ kind: 'hit-run', key: run.id, data: plain(run), sort: now }],
  })
  return committed.ok ? done(run) : committed
}

function waiting(owner: string): RunPartner {
  return {
    owner,
    state: 'waiting',
    basis: null,
    asked: 0,
    same: 0,
    possible: 0,
    left: null,
    epoch: null,
    version: null,
    root: null,
    questions: [],
    refusal: null,
  }
}

/** Runs that a stopped process had in hand. */
export async function unfinished(world: World): Promise<readonly string[]> {
  const page = await world.store.rows({
    kind: 'hit-run',
    order: 'sort',
    descending: true,
    limit: 200,
  })
  return page.rows
    .map((row) => rowData<RunRow>(row))
    .filter((run) => run.partners.some((p) => p.state === 'waiting' || p.state === 'asking'))
    .map((run) => run.id)
}

/** Asks every partner that has not answered yet, all at once; each stands alone in what it answers or refuses. */
export async function carryOut(world: World, id: string, refusedToo = true): Promise<void> {
  const run = await runOf(world, id)
  const subjects = run === undefined ? undefined : await subjectsOf(world, run)
  if (run === undefined || subjects === undefined) return
  await Promise.all(
    run.partners
      .filter((p) => p.state !== 'done' && (refusedToo || p.state !== 'refused'))
      .map(async ({ owner }) => {
        const asked = await askPartner(world, run, owner, subjects).catch((error: unknown) => {
          world.observe({
            what: 'fault',
            in: 'hit',
            message: error instanceof Error ? error.name : 'unknown',
          })
          return hitDeskRefusal('hit-no-answer')
        })
        if (!asked.ok)
          await change(world, id, owner, (p) => ({
            ...p,
            state: 'refused',
            refusal: wordsOf(asked.refusal),
          }))
      }),
  )
}

type Subject = Pick<Listed, 'text' | 'kind' | 'keys'>

export async function subjectsOf(
  world: World,
  run: RunRow,
): Promise<readonly Subject[] | undefined> {
  const body = await readDocument(world, run.list)
  return body?.identifiers as unknown as readonly Subject[] | undefined
}

async function askPartner(
  world: World,
  run: RunRow,
  owner: string,
  subjects: readonly Subject[],
): Promise<Outcome<void>> {
  const pair = partiesOf(world, world.id, owner, world.clock.now())
  const basis = lawfulBasis(pair, world.laws.now())
  if (!basis.ok) return basis
  const { citation } = basis.value.basis
  const index = await fetchIndex(world, owner, run.purpose)
  if (!index.ok) return index
  const { announced, set } = index.value
  await change(world, run.id, owner, (p) => ({
    ...p,
    state: 'asking',
    basis: citation,
    epoch: announced.epoch,
    version: announced.version,
    root: announced.root,
    refusal: null,
  }))
  const asks = subjects.flatMap((subject) => subject.keys.map((key) => ({ subject, key })))
  const from = run.partners.find((p) => p.owner === owner)?.asked ?? 0
  for (let at = from; at < asks.length; at += mostItems) {
    const batch = asks.slice(at, at + mostItems)
    const asked = await askBatch(world, run, announced, set, batch, {
      instrument: basis.value.instrument.id,
      article: citation,
    })
    if (!asked.ok) return asked
    // The node answers others meanwhile.
    await new Promise(setImmediate)
  }
  await change(world, run.id, owner, (p) => ({ ...p, state: 'done' }))
  return done(undefined)
}

interface Ask {
  readonly subject: Subject
  readonly key: { readonly text: string; readonly says: 'same' | 'possible' }
}

async function askBatch(
  world: World,
  run: RunRow,
  announced: Announcement,
  set: TokenSet,
  batch: readonly Ask[],
  basis: Question['basis'],
): Promise<Outcome<void>> {
  const group = await ristretto255()
  const { owner } = announced
  const now = world.clock.now()
  const { items, commitment, elements } = blindItems(
    group,
    batch.map((a) => a.key.text),
    world.random,
  )
  const question: Question = {
    v: 1,
    kind: 'hit-question',
    id: world.ids.next(),
    asker: world.id,
    owner,
    officer: run.officer,
    purpose: run.purpose,
    epoch: announced.epoch,
    key: announced.key,
    basis,
    case: run.case,
    consent: announced.consent,
    items: items.length,
    names: batch.filter((a) => a.key.says === 'possible').length,
    commitment,
    elements,
    standing: run.standing,
    created: now,
    expires: instant(millis(now) + 3_600_000),
  }
  const sent = await putAsked(world, run, question, items)
  if (!sent.ok) return sent
  const reply = await callPeer(
    world,
    owner,
    'ask',
    sealed(
      world,
      owner,
      question,
      items.map((i) => i.element),
    ),
  )
  if (!reply.ok) return reply
  const packet = unsealed(world, owner, reply.value)
  if (!packet.ok) return packet
  const read = readAnswer(group, announced, question, items, packet.value)
  if (!read.ok) {
    await putDiscarded(world, run, owner, question, packet.value, read.refusal.name)
    return read
  }
  const found = matches(set, read.value.tokens).map((place): Found => {
    const { subject, key } = batch[place]!
    return {
      identifier: subject.text,
      kind: subject.kind,
      says: key.says,
      key: key.text,
      pointer: pointerTo(announced, read.value.tokens[place]!),
    }
  })
  return putAnswer(
    world,
    run,
    question,
    packet.value,
    read.value.answer.left,
    found,
    sent.value,
    read.value.tokens,
  )
}

/** What is needed to open an item later, kept encrypted before the question leaves. */
async function putAsked(
  world: World,
  run: RunRow,
  question: Question,
  items: readonly Item[],
): Promise<Outcome<string>> {
  const name = digest(statementBytes(question))
  const written = write(world, nodeHand(world, 'node'), {
    ...note(streamOf(question.owner, run.purpose), 'hit.asked', question.created, {
      run: run.id,
      owner: question.owner,
      purpose: run.purpose,
      epoch: question.epoch,
      question: name,
      commitment: question.commitment,
      items: question.items,
      names: question.names,
      instrument: question.basis.instrument,
      article: question.basis.article,
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
  const committed = await world.store.commit({
    events: [written.event],
    bodies: written.body === undefined ? [] : [written.body],
    rows: [
      {
        kind: 'hit-sent',
        key: question.id,
        data: plain({
          run: run.id,
          owner: question.owner,
          asked: written.event.id,
          question: name,
        }),
      },
    ],
  })
  return committed.ok ? done(written.event.id) : committed
}

async function putAnswer(
  world: World,
  run: RunRow,
  question: Question,
  packet: Packet,
  left: { readonly items: number; readonly names: number },
  found: readonly Found[],
  asked: string,
  tokens: readonly Uint8Array[],
): Promise<Outcome<void>> {
  const name = digest(statementBytes(question))
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
  const committed = await world.store.commit({
    events: [written.event],
    bodies: written.body === undefined ? [] : [written.body],
  })
  if (!committed.ok) return committed
  await change(world, run.id, question.owner, (p) => ({
    ...p,
    asked: p.asked + question.items,
    same: p.same + same,
    possible: p.possible + possible,
    left,
    questions: [
      ...p.questions,
      { id: question.id, question: name, asked, answered: written.event.id },
    ],
  }))
  return done(undefined)
}

/** An answer that did not stand is evidence: kept whole, used for nothing. */
async function putDiscarded(
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
      question: digest(statementBytes(question)),
      answer: digest(packet.statement),
      name: why,
    }),
    document: documentBytes({ packet: base64(packPacket(packet)) }),
  })
  await world.store.commit({
    events: [written.event],
    bodies: written.body === undefined ? [] : [written.body],
  })
}
