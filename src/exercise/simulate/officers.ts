import { instant, type Json } from '#base'
import { type AuthorityCard, lanternCards } from '#directory'
import { groundsOpen, shipped } from '#law'
import type { NodeCommand } from '#node'
import {
  type Actor,
  available,
  fieldsOf,
  type Procedure,
  procedureOf,
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

function cardsOf(station: Station): readonly AuthorityCard[] {
  return lanternCards.filter((card) => card.id === station.id || card.kind === 'FIU')
}

function opening(station: Station, draws: Draws, peers: readonly string[]): Intent | undefined {
  if (peers.length === 0) return undefined
  const request = !draws.oneIn(4)
  const procedure = known(request ? 'P1' : 'P1b')
  const row = procedure.transitions.find((t) => t.track === 'main' && t.from.includes(null))
  const actors = actorsOf(station).filter((a) => row?.roles.includes(a.role))
  if (row === undefined || actors.length === 0) return undefined
  const document = documentFor(row, undefined, station.clockNow, draws, procedure)
  return {
    actor: draws.pick(actors).id,
    step: row.id,
    command: {
      do: 'open',
      procedure: procedure.id,
      to: draws.pick(peers),
      document: draws.oneIn(6) ? { ...document, ...emergency } : document,
    },
  }
}

const emergency = { class: 'emergency', urgencyReason: 'the money leaves the account today' }

function stepIn(station: Station, draws: Draws, running: readonly State[]): Intent | undefined {
  const now = instant(station.clockNow)
  const around = { law: shipped, directory: cardsOf(station) }
  const actors = actorsOf(station)
  const from = draws.below(actors.length)
  const wander = draws.oneIn(8)
  for (let tried = 0; tried < 3 && running.length > 0; tried++) {
    const state = draws.pick(running)
    const procedure = known(state.procedure)
    let idle: { readonly actor: Actor; readonly transition: string } | undefined
    for (let i = 0; i < actors.length; i++) {
      const actor = actors[(from + i) % actors.length]!
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
  for (const name of ['facts', 'answer', 'answers', 'reasons', 'outcome'])
    if (typeof document[name] === 'string') document[name] = `${document[name]}; ${canary}`
  return document
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
