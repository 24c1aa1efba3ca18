import { done, type Instant, type Outcome } from '#base'
import { oversightRefusal, redLines, type Touch, touches } from '#oversight'
import { type Event, procedureOf } from '#procedure'
import { decideAccess } from './access.ts'
import { readDocument } from './bodies.ts'
import { load, type Matter } from './matter.ts'
import { keepState } from './oversight-keep.ts'
import { deciderFor, openConsole, overseersOf, reasonGiven } from './oversight-who.ts'
import { type Hand, nodeHand, type World } from './world.ts'

/** A matter whose words touch a red line, until two persons have said why it may go on. */
export interface LineRow {
  /** Id of the matter. */
  readonly id: string
  readonly authority: string
  readonly lines: readonly Touch[]
  readonly at: Instant
  /** Who took the step that was stopped. */
  readonly stopped: string
  readonly signed: readonly { readonly by: string; readonly at: Instant }[]
  readonly passed?: true
}

/** Procedures in which somebody is asked for, or gives, information about persons or a measure against them. */
export const watched: ReadonlySet<string> = new Set(['P1', 'P1b', 'P2', 'P3', 'P4', 'P4b', 'P9'])

/**
 * Steps by which a request leaves, or by which it is granted. Acknowledging, asking back, consulting and refusing are
 * always open: a red line never keeps anybody from saying no.
 */
const grants = new Set([
  'approve',
  'send',
  'accept',
  'recognise',
  'reply',
  'reply-in-part',
  'execute',
  'execute-in-part',
])

/**
 * Before a step by which a request goes out or is granted: where its words touch a red line that no officer has marked,
 * it is stopped, that goes on record, and two persons have to review it. What is marked in the form is held up by the
 * procedure itself (`red-line-signed`).
 */
export async function passRedLines(
  world: World,
  hand: Hand,
  matter: Matter | undefined,
  events: readonly Event[],
): Promise<Outcome<void>> {
  const event = events.find((e) => grants.has(e.transition ?? ''))
  if (event === undefined || hand.role === 'node' || !watched.has(event.procedure))
    return done(undefined)
  const id = event.stream.slice('matter/'.length)
  const before = await rowOf(world, id)
  if (before?.passed === true) return done(undefined)
  const text = matter?.text == null ? undefined : await readDocument(world, matter.text)
  const lines = touches([text ?? {}, event.document ?? {}]).filter((t) => t.by !== 'mark')
  if (lines.length === 0) return done(undefined)
  if (before === undefined) await touched(world, hand, id, lines)
  const names = lines.map(({ line }) => nameOf(line)).join(', ')
  return oversightRefusal('line-unreviewed', names)
}

async function touched(
  world: World,
  hand: Hand,
  id: string,
  lines: readonly Touch[],
): Promise<void> {
  const row: LineRow = {
    id,
    authority: hand.authority,
    lines,
    at: world.clock.now(),
    stopped: hand.id,
    signed: [],
  }
  await keepState(world, nodeHand(world, 'node'), {
    kind: 'red-line',
    key: id,
    type: 'oversight.line-touched',
    state: row,
    facts: { lines: lines.map((t) => t.line) },
    tell: {
      officers: overseersOf(world, hand.authority, ''),
      kind: 'red-line',
      text: `a step was stopped at a red line (${lines.map((t) => nameOf(t.line)).join(', ')})`,
    },
  })
}

/** One of two says why it may go on. Who wrote the request is none of them, and one of them heads a desk or oversees. */
export async function signLine(
  world: World,
  actor: string,
  id: string,
  words: string,
): Promise<Outcome<LineRow>> {
  return world.locks.run([`line/${id}`], async () => {
    const row = await rowOf(world, id)
    const matter = row === undefined ? undefined : await load(world, `matter/${id}`)
    if (row === undefined || matter === undefined || row.passed === true)
      return oversightRefusal('line-unknown')
    const hand = await openConsole(world, actor, 'decide', row.authority)
    if (!hand.ok) return hand
    const sees = decideAccess(world, hand.value, 'list', { kind: 'matter', matter }).allowed
    const { oversees, headsDesk } = deciderFor(world, hand.value, row.authority)
    if (!sees || !(oversees || headsDesk)) return oversightRefusal('not-overseer')
    const wrote = authors(matter).includes(actor)
    if (wrote || row.signed.some((s) => s.by === actor))
      return oversightRefusal('line-second-person')
    const reason = reasonGiven(words)
    if (!reason.ok) return reason
    const signed = [...row.signed, { by: actor, at: world.clock.now() }]
    const passed = signed.length >= 2
    const next: LineRow = { ...row, signed, ...(passed ? { passed: true as const } : {}) }
    return keepState(world, hand.value, {
      kind: 'red-line',
      key: id,
      type: passed ? 'oversight.line-passed' : 'oversight.line-signed',
      state: next,
      facts: { lines: row.lines.map((t) => t.line) },
      reason: reason.value,
      tell: {
        officers: overseersOf(world, row.authority, actor),
        kind: 'red-line',
        text: passed
          ? `${actor} has signed as the second person: a matter goes on beyond a red line`
          : `${actor} has signed why a matter may go on beyond a red line; it takes one more person`,
      },
    })
  })
}

function authors({ state }: Matter): readonly string[] {
  const procedure = procedureOf(state.procedure)
  if (!procedure.ok) return []
  const drafts = procedure.value.transitions.filter((t) => t.draft === true)
  return drafts.flatMap((t) => state.doers[t.id] ?? [])
}

export async function rowOf(world: World, id: string): Promise<LineRow | undefined> {
  const row = await world.store.row('red-line', id)
  return row === undefined ? undefined : (row.data as unknown as LineRow)
}

export function nameOf(line: string): string {
  return redLines.find((row) => row.id === line)?.name ?? line
}
