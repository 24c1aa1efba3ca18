import { instant, type Json } from '#base'
import { groundsOpen, shipped } from '#law'
import type { NodeCommand } from '#node'
import {
  type Actor,
  available,
  fieldsOf,
  type Procedure,
  procedureOf,
  procedures,
  type State,
  samples,
  type Transition,
  transitionOf,
} from '#procedure'
import { Draws } from './draws.ts'
import type { Station } from './station.ts'

/** What an officer is about to do. */
export interface Intent {
  readonly actor: string
  readonly command: NodeCommand
  readonly step: string
  /** Of a matter that exists already. */
  readonly stream?: string
}

/** A word that stands in every text that an officer writes, and may stand in no observation and no error. */
export const canary = 'Ilvana Quorrith'

type Document = Readonly<Record<string, Json>>

/**
 * The next thing that somebody at this station does: mostly a step that is open in a matter that is there, and in `only`
 * where that is given, else a new matter. `pick` is the officer's mind; the same number in the same situation is the same
 * act.
 */
export function intentAt(
  station: Station,
  pick: number,
  peers: readonly string[],
  only?: string,
): Intent | undefined {
  const draws = new Draws(pick, 'officer')
  const running = [...station.book.matters.values()].filter(
    (state) => !isClosed(state) && (only === undefined || state.stream === only),
  )
  if (only !== undefined || (running.length > 0 && (running.length > 3 || !draws.oneIn(3))))
    return stepIn(station, draws, running)
  return opening(station, draws, peers)
}

function actorsOf(station: Station): readonly Actor[] {
  return station.member.made.file.officers.map(({ id, authority, role }) => ({
    id,
    authority,
    role,
  }))
}

function opening(station: Station, draws: Draws, peers: readonly string[]): Intent | undefined {
  const { cards, serves } = station.member
  const wide = serves.length > 1
  const procedure = wide ? draws.pick(procedures) : known(draws.oneIn(4) ? 'P1b' : 'P1')
  const rows = procedure.transitions.filter(
    (t) => t.track === 'main' && t.from.includes(null) && t.paper !== true,
  )
  const row = rows.length === 0 ? undefined : draws.pick(rows)
  const kindOf = (id: string) => cards.find((c) => c.id === id)?.kind
  const able = actorsOf(station).filter(
    (a) =>
      row?.roles.includes(a.role) === true &&
      ((row.kinds ?? procedure.kinds) as readonly unknown[]).includes(kindOf(a.authority)),
  )
  const asked = cards.filter(
    (c) =>
      (procedure.requestedKinds ?? procedure.kinds).includes(c.kind) &&
      peers.includes(c.servedBy ?? c.id),
  )
  if (row === undefined || able.length === 0) return undefined
  const one = procedure.between === 'one'
  if (!one && asked.length === 0) return undefined
  const document = documentFor(row, undefined, station.clockNow, draws, procedure)
  return {
    actor: draws.pick(able).id,
    step: `${procedure.id} ${row.id}`,
    command: {
      do: 'open',
      procedure: procedure.id,
      step: row.id,
      ...(one ? {} : { to: draws.pick(asked).id }),
      document: procedure.id === 'P1' && draws.oneIn(6) ? { ...document, ...emergency } : document,
    },
  }
}

const emergency = { class: 'emergency', urgencyReason: 'the money leaves the account today' }

function stepIn(station: Station, draws: Draws, running: readonly State[]): Intent | undefined {
  const now = instant(station.clockNow)
  const around = { law: shipped, directory: station.member.cards }
  const actors = actorsOf(station)
  const from = draws.below(actors.length)
  const wander = draws.oneIn(8)
  for (let tried = 0; tried < 3 && running.length > 0; tried++) {
    const state = draws.pick(running)
    const procedure = known(state.procedure)
    let idle: { readonly actor: Actor; readonly transition: string } | undefined
    // Where dozens of officers work, those are asked first whose authority takes part.
    const near = actors.filter((a) => parties(state).includes(a.authority))
    const list = near.length > 0 && !draws.oneIn(4) ? near : actors
    for (let i = 0; i < Math.min(8, list.length); i++) {
      const actor = list[(from + i) % list.length]!
      const { open } = available(state, actor, now, around)
      if (open.length === 0) continue
      const on = open.filter(({ transition }) => !leaves(procedure, transition))
      if (on.length > 0 && !wander)
        return taking(station, actor, newest(on, state, draws), state, draws, procedure)
      idle ??= { actor, transition: draws.pick(open).transition }
    }
    if (idle !== undefined && (wander || draws.oneIn(3)))
      return taking(station, idle.actor, idle.transition, state, draws, procedure)
  }
  return undefined
}

function parties({ parties: { requesting, requested, others = [] } }: State): readonly string[] {
  return [requesting, requested, ...others].map((p) => p.authority)
}

function taking(
  station: Station,
  actor: Actor,
  transition: string,
  state: State,
  draws: Draws,
  procedure: Procedure,
): Intent | undefined {
  const row = transitionOf(procedure, transition)
  if (!row.ok) return undefined
  return {
    actor: actor.id,
    step: transition,
    stream: state.stream,
    command: {
      do: 'act',
      id: state.stream.slice('matter/'.length),
      action: transition,
      document: documentFor(row.value, state, station.clockNow, draws, procedure),
    },
  }
}

/** Steps that bring a matter nowhere; they are taken where there is nothing else, and now and then. */
const back = /revise|return|remind|withdraw|discard|drop/

/** What has been done least in this matter: whoever works on it brings it on. */
function newest(
  open: readonly { readonly transition: string }[],
  { counts }: State,
  draws: Draws,
): string {
  const times = ({ transition }: { readonly transition: string }) => counts[transition] ?? 0
  const least = Math.min(...open.map(times))
  return draws.pick(open.filter((step) => times(step) === least)).transition
}

/** A sample of the form, with the days moved to now; a step that carries the approved text lets the node put it in. */
function documentFor(
  row: Transition,
  state: State | undefined,
  now: number,
  draws: Draws,
  procedure: Procedure,
): Document {
  const guards = row.guards.map((g) => (typeof g === 'string' ? g : g.guard))
  if (state !== undefined && guards.includes('same-text')) return {}
  const document: Record<string, Json> = { ...samples[row.form] }
  const fields = fieldsOf(row.form)
  const dated = fields.filter((f) => typeof document[f.name] === 'string')
  for (const { name, kind } of dated) {
    const later = instant(now + draws.between(1, 300) * 86_400_000)
    if (kind === 'day') document[name] = later.slice(0, 10)
    if (kind === 'instant') document[name] = instant(now)
  }
  if (fields.some((f) => f.name === 'ground'))
    document.ground = groundFor(row, state, now, draws, procedure) ?? document.ground ?? null
  if (document.class !== undefined && state?.class !== undefined) document.class = state.class
  lastDay(document, fields, now, draws)
  freely(document, draws)
  for (const name of ['facts', 'answer', 'answers', 'reasons', 'outcome'])
    if (typeof document[name] === 'string') document[name] = `${document[name]}; ${canary}`
  return document
}

/** Now and then something is given for a few days alone. Draws of its own: nothing else changes with it. */
function lastDay(
  document: Record<string, Json>,
  fields: ReturnType<typeof fieldsOf>,
  now: number,
  draws: Draws,
): void {
  const own = new Draws(draws.next(), 'last day')
  if (!fields.some((f) => f.name === 'retainUntil') || !own.oneIn(3)) return
  document.retainUntil = instant(now + own.between(1, 9) * 86_400_000).slice(0, 10)
  if (document.evidence !== undefined && own.oneIn(2)) document.evidence = 'no'
}

/** Now and then what is given may be passed on, so that it is the source of something else. */
function freely(document: Record<string, Json>, draws: Draws): void {
  if (document.onward === undefined || !new Draws(draws.next(), 'freely').oneIn(2)) return
  Object.assign(document, { handling: 'TLP:GREEN', onward: 'yes', evidence: 'yes' })
}

function groundFor(
  row: Transition,
  state: State | undefined,
  now: number,
  draws: Draws,
  procedure: Procedure,
): Json | undefined {
  if (state?.notes.ground !== undefined && /refus/.test(row.id)) return state.notes.ground
  const own = fieldsOf(row.form).find((f) => f.name === 'ground')?.options
  const day = instant(now).slice(0, 10) as Parameters<typeof groundsOpen>[2]
  const open =
    own?.map((o) => o.value) ??
    groundsOpen(procedure.id, state?.basis?.instrument, day, shipped).map((g) => g.id)
  return open.length === 0 ? undefined : draws.pick(open)
}

export function isClosed(state: State): boolean {
  const procedure = known(state.procedure)
  return procedure.states.some(
    (s) => s.track === 'main' && s.id === state.states.main && s.closed === true,
  )
}

function leaves(procedure: Procedure, transition: string): boolean {
  const row = transitionOf(procedure, transition)
  if (!row.ok) return true
  const ends = procedure.states.some(
    (s) => s.id === row.value.to && s.track === row.value.track && s.closed === true,
  )
  return ends || back.test(transition)
}

function known(id: string): Procedure {
  const procedure = procedureOf(id)
  if (!procedure.ok) throw new Error(`there is no procedure ${id}`)
  return procedure.value
}
