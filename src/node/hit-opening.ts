import { done, type Outcome } from '#base'
import {
  drawn,
  hitRefusal,
  type Opening,
  openItems,
  opensTo,
  readStatement,
  ristretto255,
} from '#hit'
import { readDocument } from './bodies.ts'
import { subjectsOf } from './hit-asker.ts'
import { type Received, streamOf } from './hit-parties.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import { type AskedItems, itemsOf, runOf } from './hit-runs.ts'
import type { ChallengeRow, RunRow } from './hit-shapes.ts'
import { keysIn } from './hit-subjects.ts'
import { base64, fresh, fromBase64, sealed } from './hit-wire.ts'
import type { Matter } from './matter.ts'
import { note, write } from './records.ts'
import { everyRow, plain, rowData } from './row-data.ts'
import { type Hand, nodeHand, type World } from './world.ts'

/** Asker: a challenge comes in. Answered at once with the overseer's word if it is there, else with nothing yet. */
export async function challenged(world: World, { packet }: Received): Promise<Outcome<Uint8Array>> {
  const read = readStatement('hit-challenge', packet.statement)
  if (!read.ok) return read
  const { id, owner, asker, purpose, question, seed, count, created } = read.value
  if (asker !== world.id) return hitRefusal('hit-epoch-other')
  if (!fresh(world, created)) return hitDeskRefusal('hit-stale')
  const found = await findQuestion(world, id)
  if (found === undefined || found.owner !== owner || found.question !== question)
    return hitDeskRefusal('hit-unknown')
  const known = await world.store.row('hit-challenge', id)
  if (known === undefined) {
    const at = world.clock.now()
    const row: ChallengeRow = {
      id,
      owner,
      purpose,
      question,
      seed,
      count,
      at,
      state: 'waiting',
      packet: null,
    }
    const written = write(
      world,
      nodeHand(world, 'node'),
      note(streamOf(owner, purpose), 'hit.challenged', at, { owner, question, count }),
    )
    const committed = await world.store.commit({
      events: [written.event],
      rows: [{ kind: 'hit-challenge', key: id, data: plain(row) }],
    })
    return committed.ok ? done(new Uint8Array()) : committed
  }
  const row = rowData<ChallengeRow>(known)
  // One draw for each question: with many, item after item would be laid open.
  if (row.seed !== seed || row.count !== count) return hitRefusal('hit-question-changed')
  return done(row.packet === null ? new Uint8Array() : fromBase64(row.packet))
}

export interface OpenedItem {
  readonly key: string
  /** The subject whose key it is, as it stands in the list that was asked about. */
  readonly identifier: string
  /** What was committed to and sent. */
  readonly sound: boolean
  /** Found in the documents of this node under that reference, or in the list of the case. */
  readonly inFile: boolean
}

/** Asker: what the overseer sees, opened; each look is on record. */
export async function openedItems(
  world: World,
  hand: Hand,
  id: string,
): Promise<Outcome<{ readonly run: RunRow; readonly items: readonly OpenedItem[] }>> {
  const row = await challengeRow(world, id)
  const found = row === undefined ? undefined : await findQuestion(world, id)
  if (row === undefined || found === undefined) return hitDeskRefusal('hit-unknown')
  const asked = await itemsOf(world, found.asked)
  if (asked === undefined) return hitDeskRefusal('hit-unknown')
  const items = await judged(world, row, asked, found.run)
  const look = write(
    world,
    hand,
    note(streamOf(row.owner, row.purpose), 'hit.items-seen', world.clock.now(), {
      question: row.question,
      items: items.length,
    }),
  )
  const committed = await world.store.commit({ events: [look.event] })
  return committed.ok ? done({ run: found.run, items }) : committed
}

/** Asker: the overseer's word, under the seals of the node. `inCase` is what the overseer found, item by item. */
export async function attest(
  world: World,
  hand: Hand,
  id: string,
  inCase: number,
): Promise<Outcome<void>> {
  const row = await challengeRow(world, id)
  const found = row === undefined ? undefined : await findQuestion(world, id)
  const asked = found === undefined ? undefined : await itemsOf(world, found.asked)
  if (row === undefined || found === undefined || asked === undefined)
    return hitDeskRefusal('hit-unknown')
  if (found.run.officer === hand.id) return hitDeskRefusal('hit-four-eyes')
  const items = await judged(world, row, asked, found.run)
  const at = world.clock.now()
  const packet = sealed(world, row.owner, {
    v: 1,
    kind: 'hit-opened',
    owner: row.owner,
    asker: world.id,
    id,
    question: row.question,
    seed: row.seed,
    opened: items.length,
    sound: items.filter((item) => item.sound).length,
    inCase: Math.min(inCase, items.length),
    overseer: hand.id,
    created: at,
  })
  const written = write(
    world,
    hand,
    note(streamOf(row.owner, row.purpose), 'hit.opening-attested', at, {
      owner: row.owner,
      question: row.question,
      opened: items.length,
      sound: items.filter((item) => item.sound).length,
      inCase,
    }),
  )
  const committed = await world.store.commit({
    events: [written.event],
    rows: [
      {
        kind: 'hit-challenge',
        key: id,
        data: plain({ ...row, state: 'answered', packet: base64(packet) }),
      },
    ],
  })
  return committed.ok ? done(undefined) : committed
}

async function judged(
  world: World,
  row: ChallengeRow,
  asked: AskedItems,
  run: RunRow,
): Promise<readonly OpenedItem[]> {
  const group = await ristretto255()
  const places = drawn(Buffer.from(row.seed, 'hex'), asked.items.length, row.count)
  const file = await caseFile(world, run)
  const subjects = await subjectOfKey(world, run)
  return openItems(asked.items, places).map((opening: Opening) => ({
    key: opening.key,
    identifier: subjects.get(opening.key) ?? opening.key,
    sound: opensTo(
      group,
      asked.question,
      asked.items.map((item) => item.element),
      opening,
    ),
    inFile: file.has(opening.key),
  }))
}

async function subjectOfKey(world: World, run: RunRow): Promise<ReadonlyMap<string, string>> {
  const subjects = (await subjectsOf(world, run)) ?? []
  return new Map(subjects.flatMap(({ text, keys }) => keys.map((key) => [key.text, text] as const)))
}

/** Identifiers in what this node holds under the reference of the case: where an honest question comes from. */
async function caseFile(world: World, run: RunRow): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for await (const { data } of everyRow<Matter>(world.store, { kind: 'matter' })) {
    if (data.words.reference !== run.case || data.text === null) continue
    const document = await readDocument(world, data.text)
    for (const key of keysIn(document)) found.add(key)
  }
  return found
}

async function findQuestion(world: World, id: string) {
  const row = await world.store.row('hit-sent', id)
  if (row === undefined) return undefined
  const sent = rowData<{ run: string; owner: string; asked: string; question: string }>(row)
  const run = await runOf(world, sent.run)
  return run === undefined ? undefined : { ...sent, run }
}

async function challengeRow(world: World, id: string): Promise<ChallengeRow | undefined> {
  const row = await world.store.row('hit-challenge', id)
  return row === undefined ? undefined : rowData<ChallengeRow>(row)
}
