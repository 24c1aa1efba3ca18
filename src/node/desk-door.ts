import { accessRefusal } from '#access'
import { done, type Outcome, refuse } from '#base'
import { decideAccess, type Look, putAccessOnRecord, wasSeen } from './access.ts'
import type { DeskExhibits } from './desk-exhibits.ts'
import type { DeskImport } from './desk-import.ts'
import { type JobView, unknownJob } from './desk-jobs.ts'
import { notHere, unknownExhibit, unknownTracing } from './desk-refusals.ts'
import type { DeskRoom } from './desk-room.ts'
import type { DeskRuns } from './desk-runs.ts'
import type { DeskTracings } from './desk-tracings.ts'
import { putCopyOnRecord } from './oversight-copies.ts'
import { rowData } from './row-data.ts'
import { type Hand, handOf, type World } from './world.ts'

type OfOfficer<F> = F extends (...given: infer A) => infer R
  ? (actor: string, ...given: A) => R
  : never

/** Every look at the desk names who looks; every act did already. */
export interface GuardedDesk
  extends Pick<DeskTracings, 'create' | 'erase'>,
    DeskImport,
    Pick<DeskRuns, 'run'>,
    Pick<DeskExhibits, 'makeExhibit'> {
  /** Tracings of the officer's own authority; auditors and oversight see all. */
  list: OfOfficer<DeskTracings['list']>
  view: OfOfficer<DeskTracings['view']>
  accounts: OfOfficer<DeskRuns['accounts']>
  result: OfOfficer<DeskRuns['result']>
  graph: OfOfficer<DeskRuns['graph']>
  steps: OfOfficer<DeskRuns['steps']>
  behind: OfOfficer<DeskRuns['behind']>
  compare: OfOfficer<DeskRuns['compare']>
  flow: OfOfficer<DeskRuns['flow']>
  exhibit: OfOfficer<DeskExhibits['exhibit']>
  job(actor: string, id: string): Outcome<JobView>
  cancel(actor: string, id: string): Outcome<void>
}

type Inner = DeskTracings & DeskImport & DeskRuns & DeskExhibits

/**
 * The door of the tracing desk. A ledger belongs to the authority that brought it: others of the same node learn
 * neither what is in it nor that it is there, and each look at one is on record like a look at a matter.
 */
export function guardDesk(room: DeskRoom, inner: Inner): GuardedDesk {
  const { world } = room
  const owners = new Map<string, string>()
  /** Looks at a tracing, on record. */
  async function look<T>(
    actor: string,
    id: string,
    then: () => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const opened = await open(world, actor, id, 'look')
    return opened.ok ? then() : opened
  }

  /** Changes a tracing; what is done is a record of its own. */
  async function change<T>(
    actor: string,
    id: string,
    then: () => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const may = await open(world, actor, id, 'change')
    return may.ok ? then() : may
  }

  async function job(actor: string, id: string, then: () => Promise<Outcome<{ job: string }>>) {
    const started = await change(actor, id, then)
    const hand = handOf(world, actor)
    if (started.ok && hand !== undefined) owners.set(started.value.job, hand.authority)
    for (const old of owners.keys()) {
      if (owners.size <= 1000) break
      owners.delete(old)
    }
    return started
  }

  function ownJob(actor: string, id: string): boolean {
    const hand = handOf(world, actor)
    const authority = owners.get(id)
    return (
      hand !== undefined &&
      authority !== undefined &&
      decideAccess(world, hand, 'list', { kind: 'tracing', authority }).allowed
    )
  }

  return {
    async list(actor) {
      const hand = handOf(world, actor)
      const all = (await inner.list()) as readonly { readonly createdBy: string }[]
      return hand === undefined ? [] : all.filter((t) => maySeeTracing(world, hand, t.createdBy))
    },
    view: (actor, id) => look(actor, id, () => inner.view(id)),
    accounts: (actor, id, q) => look(actor, id, () => inner.accounts(id, q)),
    result: (actor, id, run, page) => look(actor, id, () => inner.result(id, run, page)),
    graph: (actor, id, run, query) => look(actor, id, () => inner.graph(id, run, query)),
    steps: (actor, id, run, query) => look(actor, id, () => inner.steps(id, run, query)),
    behind: (actor, id, run, query) => look(actor, id, () => inner.behind(id, run, query)),
    compare: (actor, id) => look(actor, id, () => inner.compare(id)),
    flow: (actor, id, query) => look(actor, id, () => inner.flow(id, query)),
    async exhibit(actor, id, form) {
      const row = await world.store.row('exhibit', id)
      if (row === undefined) return refuse(unknownExhibit(id))
      const { tracing, by = world.id } = rowData<{ tracing: string; by?: string }>(row)
      const hand = handOf(world, actor)
      if (hand === undefined || !maySeeTracing(world, hand, by)) return refuse(unknownExhibit(id))
      const way = ({ html: 'read', pdf: 'print', json: 'export' } as const)[form]
      const put = await putTracingLook(world, hand, tracing, by, way, `exhibit ${id}`)
      const made = put.ok ? await inner.exhibit(id, form) : put
      if (made.ok && way !== 'read')
        await putCopyOnRecord(world, actor, `tracing/${tracing}`, `exhibit ${id}`, made.value)
      return made
    },
    create: async (actor, name) => {
      const hand = handOf(world, actor)
      if (hand === undefined) return refuse(notHere(actor))
      const verdict = decideAccess(world, hand, 'draft', {
        kind: 'tracing',
        authority: hand.authority,
      })
      return verdict.allowed ? inner.create(actor, name) : refuse(accessRefusal(verdict))
    },
    erase: (actor, id) => change(actor, id, () => inner.erase(actor, id)),
    putFile: (actor, id, ...file) => change(actor, id, () => inner.putFile(actor, id, ...file)),
    dropFile: (actor, id, role) => change(actor, id, () => inner.dropFile(actor, id, role)),
    import: (actor, id, options) => job(actor, id, () => inner.import(actor, id, options)),
    nameClaims: (actor, id, claims) => job(actor, id, () => inner.nameClaims(actor, id, claims)),
    run: (actor, id, options) => job(actor, id, () => inner.run(actor, id, options)),
    makeExhibit: (actor, id, run, head) =>
      change(actor, id, () => inner.makeExhibit(actor, id, run, head)),
    job(actor, id) {
      const view = ownJob(actor, id) ? room.jobs.view(id) : undefined
      return view === undefined ? unknownJob : done(view)
    },
    cancel: (actor, id) =>
      ownJob(actor, id) && room.jobs.cancel(id) ? done(undefined) : unknownJob,
  }
}

/** May this officer know of a tracing that somebody made? */
export function maySeeTracing(world: World, hand: Hand, createdBy: string): boolean {
  const authority = authorityOf(createdBy)
  return decideAccess(world, hand, 'list', { kind: 'tracing', authority }).allowed
}

async function open(
  world: World,
  actor: string,
  id: string,
  how: 'look' | 'change',
): Promise<Outcome<void>> {
  const hand = handOf(world, actor)
  if (hand === undefined) return refuse(notHere(actor))
  const row = await world.store.row('tracing', id)
  const createdBy = row && rowData<{ createdBy: string }>(row).createdBy
  if (createdBy === undefined || !maySeeTracing(world, hand, createdBy))
    return refuse(unknownTracing(id))
  if (how === 'look') return putTracingLook(world, hand, id, createdBy, 'read')
  const authority = authorityOf(createdBy)
  const verdict = decideAccess(world, hand, 'decide', { kind: 'tracing', authority })
  return verdict.allowed ? done(undefined) : refuse(accessRefusal(verdict))
}

async function putTracingLook(
  world: World,
  hand: Hand,
  id: string,
  createdBy: string,
  look: Look,
  what?: string,
): Promise<Outcome<void>> {
  const authority = authorityOf(createdBy)
  const action = look === 'print' || look === 'export' ? look : 'read'
  const verdict = decideAccess(world, hand, action, { kind: 'tracing', authority })
  if (!verdict.allowed) return refuse(accessRefusal(verdict))
  const stream = `tracing/${id}`
  const purpose = authority === hand.authority ? 'matter' : 'oversight'
  if (look === 'read' && wasSeen(world, `${hand.id} ${stream} ${what ?? ''}`))
    return done(undefined)
  const about = { purpose, ...(what === undefined ? {} : { what }) }
  await putAccessOnRecord(world, hand, stream, look, verdict, about)
  return done(undefined)
}

function authorityOf(actor: string): string {
  return actor.split('/')[0] ?? ''
}
