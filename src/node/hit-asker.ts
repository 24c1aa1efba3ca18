import { done, type Outcome } from '#base'
import { hitRefusal, lawfulBasis, mostItems } from '#hit'
import { type Listed, readIdentifierList } from '#resolve'
import { readDocument } from './bodies.ts'
import { documentBytes } from './deliver.ts'
import { askBatch } from './hit-batch.ts'
import type { Called } from './hit-call.ts'
import { fetchIndex } from './hit-index.ts'
import { partiesOf } from './hit-parties.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import { change, lateRuns, runOf, wordsOf } from './hit-runs.ts'
import type { RunPartner, RunRow } from './hit-shapes.ts'
import { note, write } from './records.ts'
import { plain } from './row-data.ts'
import { suspendedAsk } from './suspension.ts'
import type { Hand, World } from './world.ts'

export interface AskTerms {
  readonly partners: readonly string[]
  readonly purpose: string
  /** Offence of the register of law: what the case is about. */
  readonly category: string
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
  if (!world.laws.now().offences.some((offence) => offence.id === terms.category))
    return hitRefusal('hit-category-unknown')
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
    const suspended = await suspendedAsk(world, owner, basis.value.instrument.id, 'either')
    if (suspended !== undefined) return suspended
    partners.push(waiting(owner))
  }
  if (partners.length === 0) return hitDeskRefusal('hit-partner-unknown')
  const keys = identifiers.flatMap((i) => i.keys)
  const written = write(world, hand, {
    ...note('hit/questions', 'hit.question-taken', now, {
      purpose: terms.purpose,
      category: terms.category,
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
    category: terms.category,
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

export function waiting(owner: string): RunPartner {
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
    pending: null,
    refusal: null,
  }
}

/** Runs that wait for officers of a partner, and, with `all`, those that a stopped process had in hand. */
export async function unfinished(world: World, which: 'all' | 'held'): Promise<readonly string[]> {
  const open = (p: RunPartner) =>
    p.state === 'held' || (which === 'all' && (p.state === 'waiting' || p.state === 'asking'))
  return lateRuns(world, (run) => run.partners.some(open), which === 'all' ? 31 : 6)
}

/** Asks every partner that has not answered yet, all at once; each stands alone in what it answers or refuses. */
export async function carryOut(world: World, id: string, refusedToo = true): Promise<void> {
  const run = await runOf(world, id)
  const subjects = run === undefined ? undefined : await subjectsOf(world, run)
  if (run === undefined || subjects === undefined) return
  const closed = refusedToo ? ['done', 'stopped'] : ['done', 'stopped', 'refused']
  await Promise.all(
    run.partners
      .filter((p) => !closed.includes(p.state))
      .map(async ({ owner }) => {
        const asked = await askPartner(world, run, owner, subjects).catch((error: unknown) => {
          world.observe({
            what: 'fault',
            in: 'hit',
            message: error instanceof Error ? error.name : 'unknown',
          })
          return hitDeskRefusal('hit-no-answer') as Called<void>
        })
        if (asked.ok) return
        const { refusal, by } = asked
        await change(world, id, owner, (p) =>
          p.state === 'stopped'
            ? p
            : { ...p, state: 'refused', refusal: wordsOf(refusal, by ?? null) },
        )
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

/** Batch after batch, until all are answered, one is held up, or the question is taken back. */
async function askPartner(
  world: World,
  run: RunRow,
  owner: string,
  subjects: readonly Subject[],
): Promise<Called<void>> {
  const pair = partiesOf(world, world.id, owner, world.clock.now())
  const basis = lawfulBasis(pair, world.laws.now())
  if (!basis.ok) return basis
  const { citation } = basis.value.basis
  const instrument = basis.value.instrument.id
  const suspended = await suspendedAsk(world, owner, instrument, 'either')
  if (suspended !== undefined) return suspended
  const index = await fetchIndex(world, owner, run.purpose)
  if (!index.ok) return index
  const { announced, set } = index.value
  await change(world, run.id, owner, (p) =>
    p.state === 'stopped'
      ? p
      : {
          ...p,
          state: p.state === 'held' ? 'held' : 'asking',
          basis: citation,
          epoch: announced.epoch,
          version: announced.version,
          root: announced.root,
          refusal: null,
        },
  )
  const asks = subjects.flatMap((subject) => subject.keys.map((key) => ({ subject, key })))
  for (;;) {
    const partner = (await runOf(world, run.id))?.partners.find((p) => p.owner === owner)
    if (partner === undefined || partner.state === 'stopped') return done(undefined)
    if (partner.asked >= asks.length) break
    const batch = asks.slice(partner.asked, partner.asked + mostItems)
    const terms = { announced, set, basis: { instrument, article: citation } }
    const asked = await askBatch(world, run, terms, batch, partner.pending)
    if (!asked.ok) return asked
    if (asked.value === 'held') return done(undefined)
    // The node answers others meanwhile.
    await new Promise(setImmediate)
  }
  await change(world, run.id, owner, (p) => (p.state === 'stopped' ? p : { ...p, state: 'done' }))
  return done(undefined)
}
