import { done, type Outcome, refuse } from '#base'
import { type ReachQuery, rules, type TraceDocument } from '#trace'
import type { BehindQuery } from './desk-behind.ts'
import { changedMeanwhile, notImported, unknownRun } from './desk-refusals.ts'
import type { DeskRoom } from './desk-room.ts'
import type { Run, RunOptions, Tracing } from './desk-shapes.ts'
import { plain } from './row-data.ts'

export interface Page {
  readonly offset: number
  readonly limit: number
}

/** Claims followed under named rules, and every way to look at what came of it. */
export interface DeskRuns {
  accounts(id: string, q: string): Promise<Outcome<unknown>>
  run(actor: string, id: string, options: RunOptions): Promise<Outcome<{ job: string }>>
  /** The result document; of its holdings the page asked for, and how many there are. */
  result(id: string, run: string, page: Page): Promise<Outcome<object>>
  graph(
    id: string,
    run: string,
    query: { readonly claim?: string; readonly minShare?: number; readonly max?: number },
  ): Promise<Outcome<unknown>>
  steps(
    id: string,
    run: string,
    query: { readonly offset: number; readonly limit: number; readonly account?: string },
  ): Promise<Outcome<unknown>>
  behind(id: string, run: string, query: BehindQuery): Promise<Outcome<unknown>>
  compare(id: string): Promise<Outcome<unknown>>
  flow(id: string, query: ReachQuery): Promise<Outcome<unknown>>
}

/** Every rule there is, in the order of their table; `all` runs them one after the other. */
const everyRule: readonly RunOptions['rule'][] = rules.map((r) => r.id)

export function deskRuns(room: DeskRoom): DeskRuns {
  const { load, ask, askRun } = room
  return {
    accounts: (id, q) => ask(id, { what: 'accounts', q }),
    flow: (id, query) => ask(id, { what: 'flow', query }),

    async run(actor, id, options) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      if (tracing.value.state !== 'imported') return refuse(notImported)
      const wanted = options.rule === 'all' ? [...everyRule] : [options.rule]
      const spec = room.specOf(tracing.value)
      const job = room.jobs.start(async (onProgress, cancel) => {
        const ids: string[] = []
        for (const rule of wanted) {
          const one: RunOptions = { ...options, rule }
          const traced = await room.thread.ask(
            spec,
            { what: 'run', run: one },
            { onProgress, cancel },
          )
          if (!traced.ok) return traced
          const kept = await keepRun(room, actor, tracing.value, one, traced.value as TraceDocument)
          if (!kept.ok) return kept
          ids.push(kept.value)
        }
        return done({ id: ids[0] as string, ids })
      })
      return done({ job })
    },

    async result(id, runId, page) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      const run = tracing.value.runs.find((r) => r.id === runId)
      if (run === undefined) return refuse(unknownRun(runId))
      const read = await room.getJson(run.result)
      if (!read.ok) return read
      const document = read.value as TraceDocument
      return done({
        ...document,
        holdings: document.holdings.slice(page.offset, page.offset + page.limit),
        holdings_page: { ...page, total: document.holdings.length },
        id: run.id,
        at: run.at,
        by: run.by,
      })
    },

    graph: (id, run, query) => askRun(id, run, (r) => ({ what: 'graph', run: r.options, query })),
    steps: (id, run, query) => askRun(id, run, (r) => ({ what: 'steps', run: r.options, query })),
    behind: (id, run, query) => askRun(id, run, (r) => ({ what: 'behind', run: r.options, query })),

    async compare(id) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      if (tracing.value.runs.length === 0)
        return done({ rules: [], base: null, runs: {}, untraceable: {}, rows: [] })
      const compared = await ask(id, { what: 'compare', runs: latestRuns(tracing.value) })
      if (!compared.ok) return compared
      const runs = Object.fromEntries(tracing.value.runs.map((run) => [run.rule, run.id]))
      return done({ ...(compared.value as object), runs })
    },
  }
}

async function keepRun(
  room: DeskRoom,
  actor: string,
  tracing: Tracing,
  options: RunOptions,
  document: TraceDocument,
): Promise<Outcome<string>> {
  const place = await room.putJson(tracing.id, document)
  const run: Run = {
    id: room.world.ids.next(),
    rule: document.rule,
    order: document.order,
    arrival: document.arrival,
    arithmetic: document.arithmetic,
    base: document.base,
    at: room.world.clock.now(),
    by: actor,
    options,
    total: plain(document.total),
    warnings: document.warnings.length,
    result: place,
  }
  const kept = await room.change(
    actor,
    tracing.id,
    'tracing.run',
    {
      run: run.id,
      rule: run.rule,
      order: run.order,
      arrival: run.arrival,
      arithmetic: run.arithmetic,
      result: place,
    },
    (t) =>
      t.version === tracing.version
        ? done({ ...t, runs: [...t.runs, run] })
        : refuse(changedMeanwhile),
  )
  if (!kept.ok) await room.drop([place])
  return kept.ok ? done(run.id) : kept
}

/** The last run of each rule. */
export function latestRuns(tracing: Tracing): RunOptions[] {
  return [...new Map(tracing.runs.map((run) => [run.rule, run.options])).values()]
}
