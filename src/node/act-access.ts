import {
  type AccessAction,
  type ApprovalStatement,
  type Assertion,
  accessRefusal,
  challengeOf,
} from '#access'
import { done, type Json, type Outcome, refuse } from '#base'
import { decide, type Event, procedureOf, type State, type Transition } from '#procedure'
import type { Act, NewEvent } from '#store'
import { decideAccess } from './access.ts'
import { aimOf, type NodeCommand } from './command.ts'
import type { OpenAct } from './delivery-seals.ts'
import { factsFor } from './facts.ts'
import { load, type Matter } from './matter.ts'
import { nodeOf, partiesOf } from './parties.ts'
import { usePasskey } from './passkeys.ts'
import { note, write } from './records.ts'
import { plain } from './row-data.ts'
import { type Hand, handOf, type World } from './world.ts'

/** What a step is, to the policies. One step may be two things: an order that is approved and leaves. */
function actionsOf(row: Transition | undefined): readonly AccessAction[] {
  if (row === undefined) return ['decide']
  const all: AccessAction[] = []
  if (row.draft === true) all.push('draft')
  if (isApproval(row)) all.push('approve')
  if (row.crosses) all.push('release')
  return all.length === 0 ? ['decide'] : all
}

/** A step in which somebody stands for what another one wrote. */
export function isApproval(row: Transition): boolean {
  return row.approvesText === true || (row.fourEyes ?? []).length > 0
}

function rowOf(event: Event): Transition | undefined {
  const procedure = procedureOf(event.procedure)
  return procedure.ok
    ? procedure.value.transitions.find((t) => t.id === event.transition)
    : undefined
}

/**
 * The last door before an act is kept: the procedure has said that the step is open, and the policies are asked with
 * what the matter itself shows. The two look at the same thing from two sides, so that a table with a gap, or a pack
 * that opened one, lets nobody approve the own draft or send what nobody approved.
 *
 * @returns the act, with the evidence of the passkey where one was used
 */
export async function admitAct(
  world: World,
  hand: Hand,
  before: Matter | undefined,
  events: readonly Event[],
  open: OpenAct,
  assertion: Assertion | undefined,
): Promise<Outcome<OpenAct>> {
  const { act, letters } = open
  const event = events[0]
  if (event === undefined) return done(open)
  const row = rowOf(event)
  const used =
    assertion === undefined
      ? undefined
      : await usePasskey(
          world,
          hand.id,
          assertion,
          challengeOf(statementOf(world, hand, before, event)),
        )
  if (used !== undefined && !used.ok) return used
  const authors = row === undefined ? [] : authorsOf(before?.state, row)
  const values = {
    selfMade: event.data.recorded !== true && authors.includes(hand.id),
    sameKey: used !== undefined && sharesKey(world, authors, hand.id, used.value.key.publicKey),
    approved: row === undefined || isApproved(before, row),
    based: row?.guards.includes('permitted') !== true || hasBasis(before, events),
    inside: isInside(world, before, events, letters),
    assurance: used === undefined ? ('link' as const) : ('passkey' as const),
  }
  const subject = { kind: 'matter', matter: before } as const
  for (const action of actionsOf(row)) {
    const verdict = decideAccess(world, hand, action, subject, values)
    if (!verdict.allowed) return refuse(accessRefusal(verdict))
  }
  if (used === undefined || assertion === undefined) return done(open)
  const evidence = evidenceOf(world, hand, before, event, act, assertion, used.value.site)
  return done({ act: { ...act, events: [evidence, ...act.events] }, letters })
}

/** Officers who took the steps whose doers may not take this one; of an approval, whoever wrote what is approved. */
function authorsOf(state: State | undefined, row: Transition): readonly string[] {
  const procedure = state === undefined ? undefined : procedureOf(state.procedure)
  const drafts =
    row.approvesText === true && procedure?.ok
      ? procedure.value.transitions.filter((t) => t.draft === true).map((t) => t.id)
      : []
  return [...(row.fourEyes ?? []), ...drafts].flatMap((t) => state?.doers[t] ?? [])
}

function sharesKey(
  world: World,
  authors: readonly string[],
  actor: string,
  publicKey: string,
): boolean {
  return authors
    .filter((author) => author !== actor)
    .some((author) => world.access.passkeys.get(author)?.some((k) => k.publicKey === publicKey))
}

/** Text that a procedure wants approved was approved, and by somebody who did not write it. */
function isApproved(before: Matter | undefined, row: Transition): boolean {
  if (!row.guards.includes('same-text')) return true
  const { state, approval } = before ?? {}
  if (state?.approvedText === undefined || approval == null) return false
  const procedure = procedureOf(state.procedure)
  if (!procedure.ok) return false
  const writes = procedure.value.transitions.filter((t) => t.draft === true).map((t) => t.id)
  return !writes.some((t) => state.doers[t]?.includes(approval.actor))
}

function hasBasis(before: Matter | undefined, events: readonly Event[]): boolean {
  return before?.state.basis !== undefined || events.some((e) => e.data.basis !== undefined)
}

/** Every letter of the act goes to a node that serves a party of the matter. */
function isInside(
  world: World,
  before: Matter | undefined,
  events: readonly Event[],
  letters: OpenAct['letters'],
): boolean {
  const invited = events.flatMap((e) => [
    ...(e.data.joined ?? []).map((p) => p.authority),
    ...(e.data.parties === undefined
      ? []
      : [
          e.data.parties.requesting.authority,
          e.data.parties.requested.authority,
          ...(e.data.parties.others ?? []).map((p) => p.authority),
        ]),
  ])
  const parties = before === undefined ? [] : partiesOf(before.state).map((p) => p.id)
  const nodes = new Set([...parties, ...invited].map((id) => nodeOf(world, id)))
  return letters.every((letter) => nodes.has(letter.to))
}

/** What a passkey signs when it confirms this event. */
function statementOf(
  world: World,
  hand: Hand,
  before: Matter | undefined,
  event: Event,
): ApprovalStatement {
  return {
    v: 1,
    does: event.transition ?? event.type,
    node: world.id,
    actor: hand.id,
    matter: event.stream,
    procedure: event.procedure,
    previous: before?.previous ?? null,
    text: before?.state.text ?? null,
    document: event.data.document ?? null,
  }
}

/** In the log beside the record that it proves, in the same act. */
function evidenceOf(
  world: World,
  hand: Hand,
  before: Matter | undefined,
  event: Event,
  act: Pick<Act, 'events'>,
  assertion: Assertion,
  site: { readonly rpId: string; readonly origin: string },
): NewEvent {
  const statement = statementOf(world, hand, before, event)
  return write(
    world,
    hand,
    note(`approval/${event.stream}`, 'passkey.approved', event.at, {
      record: act.events[0]?.id ?? '',
      statement: plain(statement) as Json,
      assertion: plain(assertion) as Json,
      ...site,
    }),
  ).event
}

/** What the officer is asked to confirm: the statement and its challenge, before anything is done. */
export async function statementFor(
  world: World,
  actor: string,
  command: NodeCommand,
): Promise<
  Outcome<{
    readonly statement: ApprovalStatement
    readonly challenge: string
    readonly credentials: readonly string[]
  }>
> {
  const hand = handOf(world, actor)
  if (hand === undefined) return refuse(strangerHere)
  const aim = await aimOf(world, hand, command)
  if (!aim.ok) return aim
  const matter = await load(world, aim.value.stream)
  const procedural = await aim.value.command(matter)
  if (!procedural.ok) return procedural
  const decided = decide(
    matter?.state,
    procedural.value,
    await factsFor(world, hand, procedural.value),
  )
  if (!decided.ok) return decided
  const event = decided.value[0]
  if (event === undefined) return refuse(strangerHere)
  const statement = statementOf(world, hand, matter, event)
  const credentials = (world.access.passkeys.get(hand.id) ?? []).map((key) => key.id)
  return done({ statement, challenge: challengeOf(statement), credentials })
}

const strangerHere = {
  kind: 'unauthenticated',
  name: 'actor-unknown',
  ground: 'nobody works here under that name today',
  remedy: 'sign in as an officer of this authority',
} as const
