import { digest, done, instant, millis } from '#base'
import {
  type Announcement,
  hitRefusal,
  type Item,
  longestTermHours,
  matches,
  pointerTo,
  type Question,
  readStatement,
  statementBytes,
  type TokenSet,
} from '#hit'
import type { Listed } from '#resolve'
import { type Called, callPeer } from './hit-call.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import { change, type Found, itemsOf } from './hit-runs.ts'
import { putAnswer, putAsked, putDiscarded, putHeld } from './hit-sent.ts'
import type { PendingQuestion, RunRow } from './hit-shapes.ts'
import { hitWork } from './hit-work-thread.ts'
import type { World } from './world.ts'

/** A key of one of our subjects, as it goes into a question. */
export interface Ask {
  readonly subject: Pick<Listed, 'text' | 'kind' | 'keys'>
  readonly key: Listed['keys'][number]
}

/** Under what a batch is asked. */
export interface BatchTerms {
  readonly announced: Announcement
  readonly set: TokenSet
  readonly basis: Question['basis']
}

/**
 * Asks one question of at most a thousand items: the one that left before and was not answered, as it was, or a new one.
 * `held`: officers of the partner have to release it first.
 */
export async function askBatch(
  world: World,
  run: RunRow,
  terms: BatchTerms,
  batch: readonly Ask[],
  pending: PendingQuestion | null,
): Promise<Called<'answered' | 'held'>> {
  const { announced, set } = terms
  const { owner } = announced
  const put = (await again(world, announced, pending)) ?? (await compose(world, run, terms, batch))
  if (!put.ok) return put
  const { question, items, asked } = put.value
  const elements = items.map((item) => item.element)
  const reply = await callPeer(world, owner, 'ask', question, elements)
  if (!reply.ok) {
    // Its own "no" ends the question; silence does not.
    if (reply.by !== undefined) await forget(world, run, owner)
    return reply
  }
  const { packet } = reply.value
  if (packet === undefined) return hitDeskRefusal('hit-no-answer')
  const held = readStatement('hit-held', packet.statement)
  if (held.ok) {
    const { id, question: of, since, officers, released } = held.value
    if (id !== question.id || of !== digest(statementBytes(question)))
      return hitRefusal('hit-answer-differs')
    await putHeld(world, run, question, asked, packet, { since, officers, released })
    return done('held')
  }
  const answered = { announced, question, items, packet }
  const read = await hitWork(world, 'read', items.length, answered)
  if (!read.ok) {
    await putDiscarded(world, run, owner, question, packet, read.refusal.name)
    await forget(world, run, owner)
    return read
  }
  const { answer, tokens } = read.value
  const found = matches(set, tokens).map((place): Found => {
    const { subject, key } = batch[place]!
    return {
      identifier: subject.text,
      kind: subject.kind,
      says: key.says,
      key: key.text,
      pointer: pointerTo(announced, tokens[place]!),
    }
  })
  const kept = await putAnswer(world, run, {
    question,
    packet,
    left: answer.left,
    found,
    asked,
    tokens,
  })
  return kept.ok ? done('answered') : kept
}

interface Composed {
  readonly question: Question
  readonly items: readonly Item[]
  /** Record with the items. */
  readonly asked: string
}

/** The question that left already, while its epoch runs and its term is not over. */
async function again(
  world: World,
  announced: Announcement,
  pending: PendingQuestion | null,
): Promise<Called<Composed> | undefined> {
  if (pending === null) return undefined
  const kept = await itemsOf(world, pending.asked)
  if (kept === undefined) return undefined
  const { question, items } = kept
  const runs = question.epoch === announced.epoch && question.key === announced.key
  // A question whose release was waited for is sent once more after its term, so that the partner says that it is over.
  const open = pending.since !== null || world.clock.now() < question.expires
  return runs && open ? done({ question, items, asked: pending.asked }) : undefined
}

/** Blinds the items and puts the question on record, with what is needed to open it later, before it leaves. */
async function compose(
  world: World,
  run: RunRow,
  { announced, basis }: BatchTerms,
  batch: readonly Ask[],
): Promise<Called<Composed>> {
  const { owner } = announced
  const now = world.clock.now()
  const keys = batch.map((ask) => ask.key.text)
  const { items, commitment, elements } = await hitWork(world, 'blind', keys.length, { keys })
  const hours = announced.release === 'none' ? 1 : longestTermHours(announced.release)
  const term = instant(millis(now) + hours * 3_600_000)
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
    category: run.category,
    case: run.case,
    consent: announced.consent,
    items: items.length,
    names: batch.filter((ask) => ask.key.says === 'possible').length,
    commitment,
    elements,
    standing: run.standing,
    created: now,
    expires: term < announced.to ? term : announced.to,
  }
  const asked = await putAsked(world, run, question, items)
  return asked.ok ? done({ question, items, asked: asked.value }) : asked
}

async function forget(world: World, run: RunRow, owner: string): Promise<void> {
  await change(world, run.id, owner, (p) => ({ ...p, pending: null }))
}
