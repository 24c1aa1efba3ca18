import { digestOf, type Instant, instant, type Json, millis, type Outcome } from '#base'
import { type AuthorityCard, lanternCards } from '#directory'
import { groundsOpen, permits, shipped } from '#law'
import { admit } from './admit.ts'
import { available, type OpenStep } from './available.ts'
import { decide } from './decide.ts'
import { dueEvents } from './due-events.ts'
import { evolve } from './evolve.ts'
import { authorityOf, card, nodeFor, peersOf } from './parties.ts'
import { shippedTables, type Tables, transitionOf } from './procedures.ts'
import { type Document, fieldsOf } from './read-form.ts'
import type { Procedure, Transition } from './rows.ts'
import { dayOf } from './situation.ts'
import type { Actor, Event, State } from './state.ts'
import { at, officer } from './testing.ts'

/** Independent draws from one number, so that who acts says nothing about what they choose. */
export function draw(pick: number, what: string): number {
  let h = 2166136261 ^ pick
  for (const c of what) h = Math.imul(h ^ c.charCodeAt(0), 16777619)
  h = Math.imul(h ^ (h >>> 15), 2246822519)
  return (h ^ (h >>> 13)) >>> 0
}

/** One node: its copy of the matter, the letters on their way to it, and the officers of the authorities it serves. */
export class WalkNode {
  readonly id: string
  readonly serves: readonly string[]
  readonly actors: readonly Actor[]
  readonly inbox: Event[] = []
  readonly log: Event[] = []
  readonly texts = new Map<string, Document>()
  /** Nodes that have the history of the matter. */
  readonly told = new Set<string>()
  state: State | undefined

  constructor(id: string, serves: readonly string[], actors: readonly Actor[]) {
    this.id = id
    this.serves = serves
    this.actors = actors
  }
}

const itemTracks = /^(correction|retraction|marks|status|preservation|translation|rights)(-back)?$/

interface Choice {
  readonly actor: Actor
  readonly transition: string
}

export interface Refused {
  readonly step: string
  readonly name: string
  readonly ground: string
}

/** Nodes of several countries, letters that arrive late but in order, and officers who do whatever is open to them. */
export class WalkWorld {
  readonly procedure: Procedure
  readonly tables: Tables
  readonly samples: Readonly<Record<string, Document>>
  readonly nodes: readonly WalkNode[]
  readonly opener: string
  readonly to: string | undefined
  /** How often each step was tried over all walks, so that later walks look where earlier ones have not been. */
  readonly tried: Map<string, number>
  readonly refused: Refused[] = []
  now: Instant = at('2025-09-01 09:00')

  constructor(
    procedure: Procedure,
    samples: Readonly<Record<string, Document>>,
    tables: Tables = shippedTables,
    tried: Map<string, number> = new Map(),
  ) {
    this.tried = tried
    this.procedure = procedure
    this.tables = tables
    this.samples = samples
    const [opener, to] = pairFor(procedure)
    this.opener = opener
    this.to = to
    const ids = [...new Set(lanternCards.flatMap((c) => nodeFor(lanternCards, c.id) ?? []))]
    this.nodes = ids.map((id) => {
      const served = lanternCards.filter((c) => nodeFor(lanternCards, c.id) === id)
      return new WalkNode(
        id,
        served.map((c) => c.id),
        served.flatMap((c) => officersOf(procedure, c, [opener, to])),
      )
    })
  }

  /** The world as it stands, so that another walk can begin from here. */
  snapshot(): () => WalkWorld {
    const kept = this.nodes.map((n) => copyOf(n))
    const { now } = this
    return () => {
      const world = new WalkWorld(this.procedure, this.samples, this.tables, this.tried)
      world.now = now
      for (const [i, node] of world.nodes.entries()) fill(node, kept[i]!)
      return world
    }
  }

  /** Some officer of the node takes some step that is open; refusals for want of the right document are kept. */
  act(node: WalkNode, pick: number): void {
    if (node.state === undefined) {
      this.open(node, pick)
      return
    }
    const found = draw(pick, 'new') % 2 === 0 ? this.newest(node, pick) : this.first(node, pick)
    if (found !== undefined) this.take(node, found.actor, found.transition, pick)
  }

  /** The first officer for whom something is open, and one of those steps. */
  private first(node: WalkNode, pick: number): Choice | undefined {
    for (const actor of this.around(node, pick, node.actors.length)) {
      const step = this.choose(node.state!, this.openTo(node, actor), pick)
      if (step !== undefined) return { actor, transition: step.transition }
    }
    return undefined
  }

  /** Of what is open to some officers, the step that was tried least. */
  private newest(node: WalkNode, pick: number): Choice | undefined {
    const found = this.around(node, pick, 6).flatMap((actor) =>
      this.openTo(node, actor).map(({ transition }) => ({ actor, transition })),
    )
    const choices = [...this.onTheWay(found, pick)]
    const tries = ({ transition }: Choice) => this.tried.get(transition) ?? 0
    const early = draw(pick, 'leave') % 4 > 0
    const stay = choices.filter(({ transition }) => !this.leaves(transition))
    if (early && stay.length > 0) return stay.sort((a, b) => tries(a) - tries(b))[0]
    return choices.sort((a, b) => tries(a) - tries(b))[0]
  }

  private around({ actors }: WalkNode, pick: number, most: number): readonly Actor[] {
    const from = draw(pick, 'actor')
    return Array.from(
      { length: Math.min(most, actors.length) },
      (_, i) => actors[(from + i * 7) % actors.length]!,
    )
  }

  private openTo(node: WalkNode, actor: Actor): readonly OpenStep[] {
    return available(node.state!, actor, this.now, {
      law: shipped,
      directory: lanternCards,
      tables: this.tables,
    }).open
  }

  private open(node: WalkNode, pick: number): void {
    if (!node.serves.includes(this.opener) || node.log.length > 0) return
    const rows = this.procedure.transitions.filter(
      (t) => t.track === 'main' && t.from.includes(null) && t.paper !== true,
    )
    const row = rows[draw(pick, 'open') % rows.length]!
    const actor = node.actors.find(
      (a) =>
        row.roles.includes(a.role) &&
        (row.kinds === undefined
          ? a.authority === this.opener
          : row.kinds.includes(card(lanternCards, a.authority)!.kind)),
    )
    if (actor !== undefined) this.take(node, actor, row.id, pick)
  }

  /** Steps that lead to an end are taken more rarely, so that the walks get far. */
  private choose(state: State, open: readonly OpenStep[], pick: number): OpenStep | undefined {
    const far = open.filter(
      ({ transition }) => (state.counts[transition] ?? 0) <= 2 && !this.leaves(transition),
    )
    const ways = draw(pick, 'end') % 8 === 0 || far.length === 0 ? open : far
    const list = this.onTheWay(ways, pick)
    return list[draw(pick, 'step') % Math.max(1, list.length)]
  }

  /** What can be said about items at any time is left aside in five choices of six, so that the walks get far. */
  private onTheWay<T extends { readonly transition: string }>(
    all: readonly T[],
    pick: number,
  ): readonly T[] {
    if (draw(pick, 'beside') % 6 === 0) return all
    const way = all.filter(({ transition }) => !itemTracks.test(this.rowOf(transition).track))
    return way.length === 0 ? all : way
  }

  /** Does the step lead to an end? */
  private leaves(transition: string): boolean {
    const row = this.rowOf(transition)
    const ends = this.procedure.states.some(
      (s) => s.id === row.to && s.track === row.track && s.closed === true,
    )
    return ends || /withdraw|discard|drop/.test(transition)
  }

  private take(node: WalkNode, actor: Actor, transition: string, pick: number): void {
    this.tried.set(transition, (this.tried.get(transition) ?? 0) + 1)
    const row = this.rowOf(transition)
    const document = this.documentFor(node, row, pick)
    const outcome = decide(
      node.state,
      {
        procedure: this.procedure.id,
        transition,
        stream: 'm',
        document,
        ...(this.to === undefined ? {} : { to: this.to }),
      },
      { now: this.now, actor, directory: lanternCards, law: shipped, tables: this.tables },
    )
    if (!outcome.ok) {
      const { name, ground } = outcome.refusal
      this.refused.push({ step: transition, name, ground })
      return
    }
    for (const event of outcome.value) this.happen(node, event)
  }

  private happen(node: WalkNode, event: Event): void {
    node.state = evolve(node.state, event, this.tables)
    node.log.push(event)
    if (event.document !== undefined) node.texts.set(digestOf(event.document), event.document)
    if (!event.crosses) return
    for (const peer of peersOf(node.state.parties, authorityOf(event), lanternCards)) {
      const other = this.nodes.find((n) => n.id === peer)!
      const news =
        node.told.has(peer) || other.state !== undefined
          ? [event]
          : node.log.filter((e) => e.crosses)
      other.inbox.push(...news)
      node.told.add(peer)
    }
  }

  /** Takes in one letter. @throws Error where the tables do not say how it can be admitted. */
  deliver(node: WalkNode): void {
    const event = node.inbox.shift()
    if (event === undefined) return
    this.due(node)
    const admitted: Outcome<Event> = admit(node.state, event, {
      now: this.now,
      directory: lanternCards,
      law: shipped,
      tables: this.tables,
      self: node.serves,
      joins: true,
    })
    if (!admitted.ok)
      throw new Error(
        `${node.id} refused ${event.transition} in ${JSON.stringify(node.state?.states)}: ${admitted.refusal.name}, ${admitted.refusal.ground}`,
      )
    node.state = evolve(node.state, event, this.tables)
    node.log.push(event)
    if (event.document !== undefined) node.texts.set(digestOf(event.document), event.document)
  }

  wait(hours: number): void {
    this.now = instant(millis(this.now) + hours * 3_600_000)
    for (const node of this.nodes) this.due(node)
  }

  private due(node: WalkNode): void {
    if (node.state === undefined) return
    for (const event of dueEvents(node.state, this.now, node.serves, shipped, this.tables)) {
      node.state = evolve(node.state, event, this.tables)
      node.log.push(event)
    }
  }

  rowOf(id: string): Transition {
    const row = transitionOf(this.procedure, id)
    if (!row.ok) throw new Error(`no step ${id}`)
    return row.value
  }

  /** A sample, brought to the day of the walk and to what was said before. */
  private documentFor(node: WalkNode, row: Transition, pick: number): Document {
    const { state } = node
    const same = row.guards.some((g) => (typeof g === 'string' ? g : g.guard) === 'same-text')
    const text = state?.approvedText ?? state?.text
    const known = same && text !== undefined ? node.texts.get(text) : undefined
    if (known !== undefined) return known
    const document: Record<string, Json> = { ...this.sampleOf(row, pick) }
    if (draw(pick, 'together') % 3 > 0) return this.together(row, state, document, pick)
    for (const field of fieldsOf(row.form, this.tables.forms)) {
      const value = document[field.name]
      if (field.name === 'ground')
        document.ground = this.groundFor(row, state, pick) ?? value ?? null
      else if (field.name === 'class' && state?.class !== undefined && pick % 3 > 0)
        document.class = state.class
      else if (value === undefined) continue
      else if (field.kind === 'day' && draw(pick, field.name) % 5 > 0)
        document[field.name] = dayOf(instant(millis(this.now) + (10 + (pick % 300)) * 86_400_000))
      else if (field.kind === 'instant' && draw(pick, field.name) % 5 > 0)
        document[field.name] = instant(millis(this.now) + (pick % 3) * 3_600_000)
      else if (
        field.kind === 'choice' &&
        field.options !== undefined &&
        draw(pick, field.name) % 4 === 0
      )
        document[field.name] = field.options[draw(pick, 'option') % field.options.length]!.value
    }
    if (document.ground === null) delete document.ground
    return document
  }

  /** A sample of the form; a family may give several, under `form#2`, `form#3`. */
  private sampleOf({ form }: Transition, pick: number): Document {
    const names = [form, `${form}#2`, `${form}#3`, `${form}#4`].filter((n) => this.samples[n])
    return this.samples[names[draw(pick, 'sample') % Math.max(1, names.length)] ?? form] ?? {}
  }

  /** All days of the sample moved by the same time, the earliest to the day of the walk. */
  private together(
    row: Transition,
    state: State | undefined,
    document: Record<string, Json>,
    pick: number,
  ): Document {
    const fields = fieldsOf(row.form, this.tables.forms)
    const dated = fields.filter(
      (f) => (f.kind === 'day' || f.kind === 'instant') && typeof document[f.name] === 'string',
    )
    const times = dated.map((f) => Date.parse(document[f.name] as string))
    const shift = millis(this.now) - Math.min(...times)
    for (const [i, { name, kind }] of dated.entries()) {
      const moved = instant(times[i]! + shift)
      document[name] = kind === 'day' ? dayOf(moved) : moved
    }
    if (fields.some((f) => f.name === 'ground')) {
      const ground = this.groundFor(row, state, pick)
      if (ground !== undefined) document.ground = ground
    }
    if (document.class !== undefined && state?.class !== undefined) document.class = state.class
    return document
  }

  private groundFor(row: Transition, state: State | undefined, pick: number): Json | undefined {
    if (state?.notes.ground !== undefined && /refus/.test(row.id)) return state.notes.ground
    const own = fieldsOf(row.form, this.tables.forms).find((f) => f.name === 'ground')?.options
    const open =
      own?.map((o) => o.value) ??
      groundsOpen(this.procedure.id, state?.basis?.instrument, dayOf(this.now), shipped).map(
        (g) => g.id,
      )
    return open[draw(pick, 'ground') % Math.max(1, open.length)]
  }
}

/** Two authorities between which the law allows the measure; one alone where the procedure has no addressee. */
function pairFor(procedure: Procedure): readonly [string, string | undefined] {
  const cards = lanternCards.filter((c) => c.outside !== true)
  const able = cards.filter((c) => procedure.kinds.includes(c.kind))
  if (procedure.between === 'one') return [able[0]!.id, undefined]
  const kinds = procedure.requestedKinds ?? procedure.kinds
  for (const from of able)
    for (const to of cards) {
      if (!kinds.includes(to.kind) || to.country === from.country || to.id === from.id) continue
      if (
        permits(
          {
            measure: procedure.measure,
            from: party(from),
            to: party(to),
            on: '2025-09-01' as never,
          },
          shipped,
        ).ok
      )
        return [from.id, to.id]
    }
  const to = cards.find((c) => kinds.includes(c.kind) && c.country !== able[0]!.country)
  return [able[0]!.id, to?.id]
}

function party({ id, country, kind }: AuthorityCard) {
  return { authority: id, country, kind }
}

/** Two officers for every role that a step of theirs could need. */
function officersOf(
  procedure: Procedure,
  { id, kind }: AuthorityCard,
  parties: readonly (string | undefined)[],
): readonly Actor[] {
  const rows = procedure.transitions.filter(
    (t) => t.by !== 'clock' && (t.kinds === undefined || t.kinds.includes(kind)),
  )
  const mayJoin = (procedure.requestedKinds ?? procedure.kinds).includes(kind)
  const named = procedure.transitions.some((t) => t.kinds?.includes(kind))
  if (!parties.includes(id) && !named && !mayJoin) return []
  const roles = [...new Set(rows.flatMap((t) => t.roles))]
  return roles.flatMap((role) => [officer(id, role), officer(id, role, 2)])
}

function copyOf(node: WalkNode): WalkNode {
  const copy = new WalkNode(node.id, node.serves, node.actors)
  fill(copy, node)
  return copy
}

/** States and events are never changed, so the lists alone are copied. */
function fill(node: WalkNode, from: WalkNode): void {
  node.state = from.state
  node.inbox.push(...from.inbox)
  node.log.push(...from.log)
  for (const [key, text] of from.texts) node.texts.set(key, text)
  for (const peer of from.told) node.told.add(peer)
}
