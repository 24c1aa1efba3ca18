import { type Digest, digest, done, type Instant, instant, millis, type Outcome } from '#base'
import { hitRefusal, matches, pointerTo } from '#hit'
import { readDocument } from './bodies.ts'
import { documentBytes } from './deliver.ts'
import { carryOut } from './hit-asker.ts'
import { fetchIndex } from './hit-index.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import { answerTokens, change, type Found, foundIn, itemsOf, runOf } from './hit-runs.ts'
import type { RunRow, StandingRow } from './hit-shapes.ts'
import { note, write } from './records.ts'
import { plain, rowData } from './row-data.ts'
import { type Hand, nodeHand, type World } from './world.ts'

/** A standing question lives at most so long; then somebody decides again. */
const longestDays = 180

/** Asks for authority to ask again, at each epoch and when an index grows. Somebody else grants it. */
export async function askStanding(
  world: World,
  hand: Hand,
  run: RunRow,
  reason: string,
  until: Instant,
): Promise<Outcome<StandingRow>> {
  const now = world.clock.now()
  if (until <= now || until > instant(millis(now) + longestDays * 86_400_000))
    return hitDeskRefusal(
      'hit-term',
      'a standing question lives until a day between tomorrow and 180 days from now',
    )
  const row: StandingRow = {
    id: world.ids.next(),
    run: run.id,
    askedBy: hand.id,
    at: now,
    reason,
    until,
    state: 'asked',
    grantedBy: null,
    seen: Object.fromEntries(run.partners.map((p) => [p.owner, `${p.epoch}/${p.version}`])),
    newHits: 0,
    lastAt: null,
    late: [],
  }
  return put(world, hand, row, 'hit.standing-asked', { run: run.id, until })
}

export async function grantStanding(
  world: World,
  hand: Hand,
  id: string,
  grant: boolean,
): Promise<Outcome<StandingRow>> {
  const row = await standingOf(world, id)
  if (row === undefined) return hitDeskRefusal('hit-unknown')
  if (!grant)
    return put(world, hand, { ...row, state: 'ended' }, 'hit.standing-ended', { standing: id })
  if (row.askedBy === hand.id) return hitDeskRefusal('hit-four-eyes')
  if (row.state === 'ended' || world.clock.now() >= row.until)
    return hitRefusal('hit-standing-over')
  return put(
    world,
    hand,
    { ...row, state: 'granted', grantedBy: hand.id },
    'hit.standing-granted',
    {
      standing: id,
      until: row.until,
    },
  )
}

/** One round: what has a new index or a new epoch is asked again; what is over is ended, on record. */
export async function runStanding(world: World): Promise<void> {
  for (const row of await standings(world)) {
    if (row.state !== 'granted') continue
    if (world.clock.now() >= row.until) {
      await put(world, nodeHand(world, 'clock'), { ...row, state: 'ended' }, 'hit.standing-ended', {
        standing: row.id,
      })
      continue
    }
    const run = await runOf(world, row.run)
    if (run !== undefined) await again(world, row, run)
  }
}

async function again(world: World, row: StandingRow, run: RunRow): Promise<void> {
  const seen: Record<string, string> = { ...row.seen }
  let newHits = 0
  const renewed: string[] = []
  for (const { owner, epoch } of run.partners) {
    const index = await fetchIndex(world, owner, run.purpose)
    if (!index.ok) continue
    const { announced } = index.value
    const mark = `${announced.epoch}/${announced.version}`
    if (seen[owner] === mark) continue
    if (announced.epoch === epoch) newHits += await rematch(world, run, owner, index.value)
    else renewed.push(owner)
    seen[owner] = mark
  }
  let { late } = row
  if (renewed.length > 0) {
    const fresh = await askAnew(world, row, run, renewed)
    if (fresh !== undefined && waits(fresh)) late = [...late, fresh.id]
    else if (fresh !== undefined) newHits += await newIn(world, run, fresh)
  }
  if (JSON.stringify(seen) === JSON.stringify(row.seen)) return
  const kept: StandingRow = {
    ...row,
    seen,
    newHits: row.newHits + newHits,
    lastAt: world.clock.now(),
    late,
  }
  await put(world, nodeHand(world, 'clock'), kept, 'hit.standing-run', {
    standing: row.id,
    hits: newHits,
  })
}

/** The index grew within the epoch: the tokens of our items are known already, so nothing is asked and nothing counted. */
async function rematch(
  world: World,
  run: RunRow,
  owner: string,
  index: Extract<Awaited<ReturnType<typeof fetchIndex>>, { ok: true }>['value'],
): Promise<number> {
  const partner = run.partners.find((p) => p.owner === owner)
  const subjects = (await readDocument(world, run.list))?.identifiers as unknown as
    | readonly {
        text: string
        kind: string
        keys: readonly { text: string; says: 'same' | 'possible' }[]
      }[]
    | undefined
  if (partner === undefined || subjects === undefined) return 0
  const known = new Set((await foundIn(world, run)).map((f) => `${f.pointer.owner} ${f.key}`))
  const byKey = new Map(
    subjects.flatMap((s) => s.keys.map((key) => [key.text, { subject: s, key }])),
  )
  const found: Found[] = []
  for (const question of partner.questions) {
    const asked = await itemsOf(world, question.asked)
    const tokens = answerTokens(await readDocument(world, question.answered))
    if (asked === undefined || asked.question.epoch !== index.announced.epoch) continue
    for (const place of matches(index.set, tokens)) {
      const item = byKey.get(asked.items[place]?.key ?? '')
      if (item === undefined || known.has(`${owner} ${item.key.text}`)) continue
      found.push({
        identifier: item.subject.text,
        kind: item.subject.kind,
        says: item.key.says,
        key: item.key.text,
        pointer: pointerTo(index.announced, tokens[place]!),
      })
    }
  }
  if (found.length === 0) return 0
  const { root, version } = index.announced
  const written = write(world, nodeHand(world, 'clock'), {
    ...note(`hit/${owner}/${run.purpose}`, 'hit.rematched', world.clock.now(), {
      run: run.id,
      owner,
      root,
      hits: found.length,
    }),
    document: documentBytes({ found: found.map((f) => ({ ...f, pointer: { ...f.pointer } })) }),
  })
  const committed = await world.store.commit({
    events: [written.event],
    bodies: written.body === undefined ? [] : [written.body],
  })
  if (!committed.ok) return 0
  const id = written.event.id
  await change(world, run.id, owner, (p) => ({
    ...p,
    root,
    version,
    same: p.same + found.filter((f) => f.says === 'same').length,
    possible: p.possible + found.filter((f) => f.says === 'possible').length,
    questions: [
      ...p.questions,
      { id, question: digest(Buffer.from(root)) as Digest, asked: id, answered: id },
    ],
  }))
  return found.length
}

/** A new epoch has a new key: the question is put afresh, signed, counted and answered as the first one was. */
async function askAnew(
  world: World,
  row: StandingRow,
  run: RunRow,
  owners: readonly string[],
): Promise<RunRow | undefined> {
  const fresh: RunRow = {
    ...run,
    id: world.ids.next(),
    at: world.clock.now(),
    standing: row.id,
    partners: run.partners
      .filter((p) => owners.includes(p.owner))
      .map((p) => ({
        ...p,
        state: 'waiting',
        asked: 0,
        same: 0,
        possible: 0,
        questions: [],
        pending: null,
        refusal: null,
      })),
  }
  const written = write(
    world,
    nodeHand(world, 'clock'),
    note('hit/questions', 'hit.question-taken', fresh.at, {
      purpose: run.purpose,
      partners: owners,
      identifiers: run.identifiers,
      items: run.keys,
      standing: row.id,
    }),
  )
  const committed = await world.store.commit({
    events: [written.event],
    rows: [{ kind: 'hit-run', key: fresh.id, data: plain(fresh), sort: fresh.at }],
  })
  if (!committed.ok) return undefined
  await carryOut(world, fresh.id)
  return runOf(world, fresh.id)
}

function waits(run: RunRow): boolean {
  return run.partners.some((p) => p.state === 'held')
}

/** Subjects that a later run of the series found, and the first one had not. */
async function newIn(world: World, first: RunRow, later: RunRow): Promise<number> {
  const subject = (f: Found) => `${f.pointer.owner} ${f.identifier}`
  const known = new Set((await foundIn(world, first)).map(subject))
  const found = new Set((await foundIn(world, later)).map(subject))
  return [...found].filter((one) => !known.has(one)).length
}

/** A run of a series that waited for officers of a partner has its answers: what is new in them counts. */
export async function countLate(world: World, id: string): Promise<void> {
  const later = await runOf(world, id)
  const row = later?.standing == null ? undefined : await standingOf(world, later.standing)
  const first = row === undefined ? undefined : await runOf(world, row.run)
  if (later === undefined || row === undefined || first === undefined) return
  if (!row.late.includes(id) || waits(later)) return
  const hits = await newIn(world, first, later)
  const kept: StandingRow = {
    ...row,
    newHits: row.newHits + hits,
    lastAt: world.clock.now(),
    late: row.late.filter((one) => one !== id),
  }
  const said = { standing: row.id, hits }
  await put(world, nodeHand(world, 'clock'), kept, 'hit.standing-run', said)
}

export async function standings(world: World): Promise<readonly StandingRow[]> {
  const page = await world.store.rows({
    kind: 'hit-standing',
    order: 'key',
    descending: true,
    limit: 200,
  })
  return page.rows.map((row) => rowData<StandingRow>(row))
}

async function standingOf(world: World, id: string): Promise<StandingRow | undefined> {
  const row = await world.store.row('hit-standing', id)
  return row === undefined ? undefined : rowData<StandingRow>(row)
}

async function put(
  world: World,
  hand: Hand,
  row: StandingRow,
  type: string,
  data: Readonly<Record<string, string | number>>,
): Promise<Outcome<StandingRow>> {
  const written = write(world, hand, note(`hit-standing/${row.id}`, type, world.clock.now(), data))
  const committed = await world.store.commit({
    events: [written.event],
    rows: [{ kind: 'hit-standing', key: row.id, data: plain(row) }],
  })
  return committed.ok ? done(row) : committed
}
