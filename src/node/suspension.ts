import type { Instant, Outcome } from '#base'
import { exchangeRefusal, type Letter, type RecordHeader } from '#exchange'
import { procedureOf } from '#procedure'
import type { Matter } from './matter.ts'
import { rowData } from './row-data.ts'
import type { World } from './world.ts'

/**
 * New acts of one kind between this node and a peer are not taken for a time: by instrument and by measure, `any` for
 * all. What has begun goes on: orders in force, their lifting, safeguards, corrections and receipts are never held up.
 */
export interface Suspension {
  /** The node with which it is suspended. */
  readonly peer: string
  /** The node that has suspended: this one, or the peer. */
  readonly by: string
  readonly instrument: string
  readonly measure: string
  readonly until: Instant
  readonly ground: string
  readonly at: Instant
  /** Who proposed it; without `confirmedBy` it does not count yet. */
  readonly proposedBy?: string
  readonly confirmedBy?: string
}

/** A new act, as far as a suspension asks. */
export interface NewAct {
  readonly instrument: string | undefined
  readonly measure: string
}

/**
 * What no suspension holds up, `any` or not: the rights of persons, money on its way back, and the ways in which the
 * suspension itself is contested.
 */
export const neverSuspended: readonly string[] = ['data-subject', 'complaint', 'dispute', 'return']

/** The suspension that holds a new act up at this moment, or undefined. */
export function suspensionOf(
  all: readonly Suspension[],
  act: NewAct,
  now: Instant,
  self: string,
): Suspension | undefined {
  if (neverSuspended.includes(act.measure)) return undefined
  return all.find(
    (s) =>
      s.until > now &&
      (s.by !== self || s.confirmedBy !== undefined) &&
      (s.instrument === 'any' || s.instrument === act.instrument) &&
      (s.measure === 'any' || s.measure === act.measure),
  )
}

/** Asked with every act that crosses, and changed a few times a year. */
const remembered = new WeakMap<World, Map<string, Promise<readonly Suspension[]>>>()

/** Called by whoever changes a row of a suspension, after the change is on record. */
export function forgetSuspensions(world: World, peer: string): void {
  remembered.get(world)?.delete(peer)
}

async function suspensionsWith(world: World, peer: string): Promise<readonly Suspension[]> {
  const known = remembered.get(world) ?? new Map<string, Promise<readonly Suspension[]>>()
  remembered.set(world, known)
  const found = known.get(peer) ?? readSuspensions(world, peer)
  known.set(peer, found)
  found.catch(() => known.delete(peer))
  return found
}

async function readSuspensions(world: World, peer: string): Promise<readonly Suspension[]> {
  const all: Suspension[] = []
  for (const side of ['with', 'by'] as const) {
    const prefix = `${side}:${peer}/`
    const page = await world.store.rows({ kind: 'suspension', prefix, order: 'key', limit: 200 })
    all.push(...page.rows.map((row) => rowData<Suspension>(row)))
  }
  return all
}

/** The refusal of a letter that would open a matter here under a suspension of this node, or undefined. */
export async function suspendedHere(
  world: World,
  letter: Letter,
  header: Outcome<RecordHeader>,
): Promise<Extract<Outcome<never>, { ok: false }> | undefined> {
  const procedure = header.ok ? procedureOf(header.value.procedure ?? '') : header
  if (!procedure.ok) return undefined
  const { sender, basis } = letter.statement
  const act = { instrument: basis?.instrument, measure: procedure.value.measure }
  const ours = (await suspensionsWith(world, sender.node)).filter((s) => s.by === world.id)
  const found = suspensionOf(ours, act, world.clock.now(), world.id)
  return found === undefined ? undefined : suspendedRefusal(found)
}

/** The refusal of an act that would open a matter at the peer, under a suspension of either side, or undefined. */
export async function suspendedTo(
  world: World,
  before: Matter | undefined,
  { state }: Matter,
  peer: string,
): Promise<Extract<Outcome<never>, { ok: false }> | undefined> {
  if (before?.state.sentAt !== undefined) return undefined
  const procedure = procedureOf(state.procedure)
  if (!procedure.ok) return undefined
  const act = { instrument: state.basis?.instrument, measure: procedure.value.measure }
  const all = await suspensionsWith(world, peer)
  const found = suspensionOf(all, act, world.clock.now(), world.id)
  return found === undefined ? undefined : suspendedRefusal(found)
}

/**
 * The refusal of a blind question between this node and a peer, or undefined. A suspension of either side keeps this node
 * from asking; its own alone keeps it from answering.
 */
export async function suspendedAsk(
  world: World,
  peer: string,
  instrument: string,
  by: 'here' | 'either',
): Promise<Extract<Outcome<never>, { ok: false }> | undefined> {
  const all = await suspensionsWith(world, peer)
  const counted = by === 'here' ? all.filter((s) => s.by === world.id) : all
  const act = { instrument, measure: 'fiu-information' }
  const found = suspensionOf(counted, act, world.clock.now(), world.id)
  return found === undefined ? undefined : suspendedRefusal(found)
}

function suspendedRefusal({ peer, by, instrument, measure, until, ground }: Suspension) {
  return exchangeRefusal(
    'peer-suspended',
    `${by} takes no new acts (${measure}, ${instrument}) between it and ${by === peer ? 'this node' : peer} until ${until}: ${ground}`,
  )
}
