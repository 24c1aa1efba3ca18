import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { millis, must } from '#base'
import { safeguardColumns, safeguardsOf, shipped, termOf } from '#law'
import { pausesUntil } from './clocks.ts'
import { dueEvents } from './due-events.ts'
import { evolve } from './evolve.ts'
import { loan, loanSamples, loanTables } from './loan.ts'
import { authorityOf } from './parties.ts'
import { procedures, shippedTables, type Tables } from './procedures.ts'
import type { Procedure } from './rows.ts'
import { samples } from './samples.ts'
import type { Event, State } from './state.ts'
import { unreached } from './walk-limits.ts'
import { draw, type WalkNode, WalkWorld } from './walk-world.ts'

/** What holds after every step, at every node. */
function hold(world: WalkWorld, node: WalkNode): void {
  const { state } = node
  if (state === undefined) return
  if (state.pauses.length > 0) {
    const limit = must(termOf(world.procedure.pauseLimit!, shipped)).term
    const lost = pausesUntil(state, world.now, shipped, world.tables)
    const paused = lost.reduce((sum, p) => sum + millis(p.to) - millis(p.from), 0)
    expect(paused).toBeLessThanOrEqual(
      limit.count * (limit.unit === 'hours' ? 3_600_000 : 86_400_000),
    )
  }
  const last = node.log.at(-1)!
  if (last.transition === null) return
  const row = world.rowOf(last.transition)
  if (row.coercive !== undefined && node.serves.includes(authorityOf(last))) {
    const matrix = safeguardsOf(row.coercive, shipped)
    for (const column of safeguardColumns)
      if (matrix[column] !== null)
        expect(
          state.filled[row.coercive]?.[column],
          `${row.id} with an empty ${column}`,
        ).toBeDefined()
  }
  if (last.data.recorded === true) return
  const earlier = node.log.slice(0, -1)
  for (const step of row.fourEyes ?? [])
    expect(
      earlier.some((e) => e.transition === step && e.actor === last.actor),
      `${last.actor} did ${step} and ${row.id}`,
    ).toBe(false)
}

/** Each limit, and each warning of it, is told once for each time it was started. */
function once(log: readonly Event[]): void {
  const seen = new Map<string, number>()
  for (const { type, data } of log) {
    for (const effect of data.clocks ?? [])
      if (effect.do === 'start')
        for (const key of [...seen.keys()]) if (key.endsWith(` ${effect.clock}`)) seen.delete(key)
    if (type !== 'clock.overdue' && type !== 'clock.warned') continue
    const key = `${type} ${data.warning ?? ''} ${data.clock}`
    expect(seen.has(key), `${key} twice`).toBe(false)
    seen.set(key, 1)
  }
}

/** What the log says is all there is: folding it anew, from JSON, gives the same state. */
function refold(world: WalkWorld, node: WalkNode): void {
  const events = JSON.parse(JSON.stringify(node.log)) as Event[]
  const folded = events.reduce<State | undefined>((s, e) => evolve(s, e, world.tables), undefined)
  expect(folded).toEqual(node.state)
}

/** Once all letters have arrived, tracks on which nobody moved alone stand alike at every node. */
function agree(world: WalkWorld): void {
  const known = world.nodes.filter((n) => n.state !== undefined && n.state.sentAt !== undefined)
  const alone = new Set(
    known.flatMap((n) => {
      const opened = n.log.findIndex((e) => e.crosses)
      return n.log
        .slice(opened)
        .filter((e) => e.transition !== null && !e.crosses)
        .map((e) => e.data.track)
    }),
  )
  const [first, ...rest] = known
  for (const node of rest)
    for (const [track, state] of Object.entries(first!.state!.states))
      if (!alone.has(track))
        expect(node.state!.states[track], `${track} at ${first!.id} and ${node.id}`).toBe(state)
}

/** Where earlier walks have been: the first world in which each state was reached. */
type Archive = Map<string, { starts: number; readonly begin: () => WalkWorld }>

/**
 * Three walks of four go on from where earlier ones have been: from a state with a step to one that nobody has reached,
 * else from the state from which the fewest walks began.
 */
function startFrom(procedure: Procedure, archive: Archive): WalkWorld | undefined {
  const all = [...archive].sort(([, a], [, b]) => a.starts - b.starts)
  const walks = all.reduce((sum, [, a]) => sum + a.starts, 0)
  const ahead = procedure.transitions
    .filter((t) => !archive.has(`${t.track}/${t.to}`) && t.to !== 'same' && t.to !== 'before')
    .flatMap((t) => [
      ...t.from.map((s) => `${t.track}/${s}`),
      ...(t.during ?? []).map((s) => `main/${s}`),
    ])
  const near = all.filter(([key]) => ahead.includes(key))
  const [, least] = (walks % 4 < 2 && near.length > 0 ? near[0] : all[0]) ?? []
  if (least === undefined) return undefined
  least.starts++
  return walks % 4 === 3 ? undefined : least.begin()
}

/** Mostly hours, sometimes months; years only when nothing is owed any more. */
function hours(world: WalkWorld, pick: number): number {
  const rest = world.nodes.every(({ state }) => {
    const main = world.procedure.states.find(
      (s) => s.id === state?.states.main && s.track === 'main',
    )
    return state === undefined || main?.closed === true
  })
  const kind = draw(pick, 'wait') % 10
  if (rest && kind > 6) return 24 * 400 * 5
  return kind < 6 ? pick % 150 : kind < 9 ? 24 * (pick % 120) : 24 * (pick % 500)
}

const step = fc.record({
  kind: fc.constantFrom('act', 'act', 'act', 'deliver', 'deliver', 'deliver', 'wait'),
  pick: fc.nat(100_000),
})

function walk(procedure: Procedure, tables: Tables, documents: typeof samples, runs: number) {
  const reached = new Set<string>()
  const refused = new Map<string, string>()
  const tried = new Map<string, number>()
  const archive: Archive = new Map()
  fc.assert(
    fc.property(fc.array(step, { minLength: 30, maxLength: 80, size: 'max' }), (steps) => {
      const world =
        startFrom(procedure, archive) ?? new WalkWorld(procedure, documents, tables, tried)
      for (const { kind, pick } of steps) {
        const busy = world.nodes.filter(
          (n) => n.state !== undefined || n.serves.includes(world.opener),
        )
        const node = busy[draw(pick, 'node') % busy.length]!
        if (kind === 'act') world.act(node, pick)
        else if (kind === 'deliver')
          for (const n of world.nodes) {
            const had = n.log.length
            world.deliver(n)
            if (n.log.length > had) hold(world, n)
          }
        else world.wait(hours(world, pick))
        hold(world, node)
        for (const { state } of world.nodes)
          for (const [track, at] of Object.entries(state?.states ?? {})) {
            const key = `${track}/${at}`
            reached.add(key)
            if (!archive.has(key)) archive.set(key, { starts: 0, begin: world.snapshot() })
          }
      }
      while (world.nodes.some((n) => n.inbox.length > 0))
        for (const n of world.nodes) world.deliver(n)
      world.wait(0)
      agree(world)
      for (const node of world.nodes) {
        refold(world, node)
        once(node.log)
        if (node.state !== undefined)
          expect(dueEvents(node.state, world.now, node.serves, shipped, tables)).toEqual([])
      }
      for (const r of world.refused) refused.set(r.step, `${r.name}: ${r.ground}`)
    }),
    // One seed, one world: the same walks on every machine. Shrinking a walk of this length takes a minute.
    { numRuns: runs, endOnFailure: true, seed: 20250120 },
  )
  const all = procedure.states.map((s) => `${s.track}/${s.id}`)
  const missing = all.filter((s) => !reached.has(s))
  const told = Object.keys(unreached[procedure.id] ?? {})
  const why = [...refused].map(([id, text]) => `${id} ${text}`).join('\n')
  expect(
    missing.filter((s) => !told.includes(s)),
    `never reached; refused were:\n${why}`,
  ).toEqual([])
}

describe.each(procedures)('random walks over $id', (procedure) => {
  it('hold every safeguard after every step, at every node', () => {
    walk(procedure, shippedTables, samples, 120)
  })
})

it('a procedure that is made of rows alone walks like any other', () => {
  walk(loan, loanTables, { ...samples, ...loanSamples }, 60)
})
