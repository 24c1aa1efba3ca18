import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, instant, type Json, millis } from '#base'
import { lanternCards } from '#directory'
import { shipped } from '#law'
import { admit } from './admit.ts'
import { available } from './available.ts'
import { pausesUntil } from './clocks.ts'
import { decide } from './decide.ts'
import { dueEvents } from './due-events.ts'
import { evolve } from './evolve.ts'
import { procedureOf } from './procedures.ts'
import type { Actor, Event, State } from './state.ts'
import { at, documents, officer } from './testing.ts'

/** One authority: its own copy of the matter and the letters that are on their way to it. */
class Node {
  readonly id: string
  readonly actors: readonly Actor[]
  readonly inbox: Event[] = []
  readonly log: Event[] = []
  state: State | undefined

  constructor(id: string) {
    this.id = id
    this.actors = [
      officer(id, 'analyst'),
      officer(id, 'analyst', 2),
      officer(id, 'head-of-desk'),
      officer(id, 'head-of-desk', 2),
      officer(id, 'node'),
    ]
  }

  apply(event: Event): void {
    this.state = evolve(this.state, event)
    this.log.push(event)
  }
}

/** Two authorities, letters that arrive late but in order, and officers who do whatever is open to them. */
class World {
  readonly procedure: 'P1' | 'P1b'
  readonly a = new Node('XV-FIU')
  readonly b = new Node('XN-FIU')
  now: Instant = at('2025-01-20 09:00')
  readonly fired = new Set<string>()

  constructor(procedure: 'P1' | 'P1b') {
    this.procedure = procedure
  }

  other(node: Node): Node {
    return node === this.a ? this.b : this.a
  }

  act(node: Node, pick: number): void {
    const actor = node.actors[pick % node.actors.length]!
    const transition =
      node.state === undefined
        ? node === this.a
          ? 'draft'
          : undefined
        : this.choose(node.state, actor, pick)
    if (transition === undefined) return
    const outcome = decide(
      node.state,
      {
        procedure: this.procedure,
        transition,
        stream: 'm',
        to: 'XN-FIU',
        document: this.document(transition, pick, node.state),
      },
      { now: this.now, actor, directory: lanternCards, law: shipped },
    )
    // Officers may fail for want of a right document; never for a step that was offered as open.
    if (!outcome.ok) {
      expect([
        'form-incomplete',
        'class-change-unexplained',
        'class-not-agreed',
        'urgency-unexplained',
        'text-not-approved',
        'ground-not-consulted',
        'role-not-entitled',
        'addressee-unknown',
        'ground-not-open',
      ]).toContain(outcome.refusal.name)
      return
    }
    for (const event of outcome.value) {
      node.apply(event)
      if (event.crosses) this.other(node).inbox.push(event)
    }
  }

  choose(state: State, actor: Actor, pick: number): string | undefined {
    const open = available(state, actor, this.now).open.map((s) => s.transition)
    // Steps that lead back or out are taken more rarely, so that the walks get far.
    const back = ['withdraw', 'discard', 'revise', 'return', 'reclass', 'explain-delay']
    const onward = pick % 6 === 0 ? open : open.filter((t) => !back.includes(t))
    return onward[Math.floor(pick / 7) % Math.max(1, onward.length)]
  }

  document(transition: string, pick: number, state: State | undefined) {
    const table = procedureOf(this.procedure)
    if (!table.ok) throw new Error('no table')
    const row = table.value.transitions.find((t) => t.id === transition)!
    const text = documents[row.form as keyof typeof documents] as Readonly<Record<string, Json>>
    const classes = ['normal', 'indirect', 'direct', 'register'] as const
    const wanted = classes[pick % 4]!
    if (row.form === 'fiu-request')
      return { ...text, class: state?.class ?? wanted, urgencyReason: 'moving' }
    if (row.form === 'acknowledgement')
      return {
        class: pick % 3 === 0 ? wanted : (state?.class ?? 'normal'),
        classReason: 'others must be asked',
      }
    if (row.form === 'class-change') return { class: wanted, classReason: 'others must be asked' }
    if (row.form === 'consultation') return { ...text, ground: ['G-07', 'G-02', 'G-09'][pick % 3]! }
    if (row.form === 'refusal') return { ...text, ground: state?.notes.ground ?? 'G-07' }
    return text
  }

  deliver(node: Node): void {
    const event = node.inbox.shift()
    if (event === undefined) return
    const admitted = admit(node.state, event, {
      now: this.now,
      directory: lanternCards,
      law: shipped,
      self: node.id,
    })
    if (!admitted.ok)
      throw new Error(
        `${node.id} refused ${event.transition} in ${node.state?.states.main}: ${admitted.refusal.name} ${admitted.refusal.ground}`,
      )
    node.apply(event)
  }

  wait(hours: number): void {
    this.now = instant(millis(this.now) + hours * 3_600_000)
    for (const node of [this.a, this.b]) {
      if (node.state === undefined) continue
      for (const event of dueEvents(node.state, this.now, node.id)) {
        // A restarted clock is another limit: count its starts.
        const { clock } = event.data
        const starts = node.log.filter((e) =>
          e.data.clocks?.some((c) => c.do === 'start' && c.clock === clock),
        ).length
        const key = `${node.id} ${event.type} ${clock} ${starts} ${node.state.pauses.length}`
        expect(this.fired, 'a limit runs out once').not.toContain(key)
        this.fired.add(key)
        node.apply(event)
      }
      expect(dueEvents(node.state, this.now, node.id)).toEqual([])
    }
  }
}

function invariants(world: World): void {
  for (const node of [world.a, world.b])
    if (node.state !== undefined) hold(node, node.state, world.now)
  const { a, b } = world
  if (a.inbox.length > 0 || b.inbox.length > 0 || b.state === undefined || a.state === undefined)
    return
  const erased = [a, b].some((n) => n.state?.states.main === 'ERASED')
  if (!erased)
    expect(a.state.states, 'both sides agree once the letters have arrived').toEqual(b.state.states)
  expect(a.log.filter((e) => e.crosses).length).toBe(b.log.filter((e) => e.crosses).length)
  // A change of class that was overtaken by a withdrawal has no effect on the side that withdrew.
  if (a.state.counts.withdraw === undefined) expect(a.state.class).toBe(b.state.class)
}

function hold(node: Node, state: State, now: Instant): void {
  const table = procedureOf(state.procedure)
  if (!table.ok) throw new Error('no table')
  const main = state.states.main!
  const exits = table.value.transitions.filter((t) => t.track === 'main' && t.from.includes(main))
  if (main !== 'ERASED') expect(exits.length, `no way out of ${main}`).toBeGreaterThan(0)
  const done = new Map<string, Set<string>>()
  for (const { transition, actor } of node.log) {
    if (transition === null) continue
    const row = table.value.transitions.find((t) => t.id === transition)
    for (const earlier of row?.fourEyes ?? [])
      expect(done.get(earlier) ?? new Set()).not.toContain(actor)
    done.set(transition, (done.get(transition) ?? new Set()).add(actor))
  }
  const lost = pausesUntil(state, now).reduce((sum, p) => sum + millis(p.to) - millis(p.from), 0)
  expect(lost).toBeLessThanOrEqual(10 * 86_400_000)
  if (main === 'REFUSED') expect(state.counts.consult).toBeGreaterThan(0)
  if (['SENT', 'ACKNOWLEDGED', 'CLARIFICATION', 'PARTIAL', 'ANSWERED', 'CONSULTING'].includes(main))
    expect(
      state.clocks.some((c) => c.stopped === undefined),
      `${main} waits without a clock`,
    ).toBe(true)
}

/** What the log says is all there is: folding it anew, from JSON, gives the same state. */
function refold(node: Node): void {
  const events = JSON.parse(JSON.stringify(node.log)) as Event[]
  expect(events.reduce<State | undefined>((s, e) => evolve(s, e), undefined)).toEqual(node.state)
}

const step = fc.record({
  kind: fc.constantFrom('a', 'b', 'a', 'b', 'to-a', 'to-b', 'to-a', 'to-b', 'wait'),
  pick: fc.nat(10_000),
})

describe.each(['P1', 'P1b'] as const)('random walks over %s', (procedure) => {
  it('hold every safeguard after every step, on both sides of the border', () => {
    const reached = new Set<string>()
    const steps = new Set<string>()
    fc.assert(
      fc.property(fc.array(step, { minLength: 60, maxLength: 160, size: 'max' }), (walk) => {
        const world = new World(procedure)
        for (const { kind, pick } of walk) {
          if (kind === 'a') world.act(world.a, pick)
          else if (kind === 'b') world.act(world.b, pick)
          else if (kind === 'to-a') world.deliver(world.a)
          else if (kind === 'to-b') world.deliver(world.b)
          else world.wait(pick % 40 === 0 ? 24 * 400 * 5 : pick % 150)
          invariants(world)
          for (const { state } of [world.a, world.b])
            if (state !== undefined)
              for (const s of Object.values(state.states)) reached.add(s ?? '')
        }
        while (world.a.inbox.length + world.b.inbox.length > 0) {
          world.deliver(world.a)
          world.deliver(world.b)
        }
        invariants(world)
        refold(world.a)
        refold(world.b)
        for (const event of world.a.log) steps.add(event.transition ?? event.type)
      }),
      // One seed, one world: the same walks on every machine. Shrinking a walk of this length takes a minute.
      { numRuns: 400, endOnFailure: true, seed: 20250120 },
    )
    const table = procedureOf(procedure)
    const states = table.ok ? table.value.states.map((s) => s.id) : []
    expect([...reached].sort(), 'the walks reach every state').toEqual([...new Set(states)].sort())
    expect(steps.size).toBeGreaterThan(procedure === 'P1' ? 30 : 12)
  })
})
