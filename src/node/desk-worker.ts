import { parentPort } from 'node:worker_threads'
import { done, type Json, type Outcome, type Refusal, refuse } from '#base'
import { type Currency, rates } from '#money'
import { compose, exhibit } from '#paper'
import { asJson, follow, type RuleId, reach, reachJson, type Trace } from '#trace'
import { behindView } from './desk-behind.ts'
import { type Case, readCase } from './desk-case.ts'
import { compareView } from './desk-compare.ts'
import { graphView } from './desk-graph.ts'
import { accountRows, countsOf, summaryOf } from './desk-ledger.ts'
import type { RunOptions } from './desk-shapes.ts'
import { stepsView } from './desk-steps.ts'
import type { DeskCall, DeskMessage } from './desk-thread.ts'

/** The thread that reads ledgers and follows money, so that the node answers while it does. */

const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread')

/** The last few cases and traces stay in memory: looking is then a matter of milliseconds. */
const keepCases = 2
const keepTraces = 12
const cases = new Map<string, Case>()
const traces = new Map<string, Trace>()

let queue: Promise<void> = Promise.resolve()
port.on('message', (call: DeskCall) => {
  queue = queue.then(() => answer(call))
})

async function answer(call: DeskCall): Promise<void> {
  const say = (message: DeskMessage, transfer: ArrayBuffer[] = []) =>
    port?.postMessage(message, transfer)
  try {
    const outcome = await work(call, (what, progressed, total) =>
      say({ id: call.id, progress: { what, done: progressed, total } }),
    )
    say(
      outcome.ok
        ? { id: call.id, value: outcome.value }
        : { id: call.id, refusal: outcome.refusal },
    )
  } catch (error) {
    const cancelled = Atomics.load(call.cancel, 0) === 1
    say(
      cancelled
        ? { id: call.id, refusal: cancelledRefusal }
        : { id: call.id, fault: error instanceof Error ? (error.stack ?? error.message) : 'fault' },
    )
  }
}

const cancelledRefusal: Refusal = {
  kind: 'conflict',
  name: 'cancelled',
  ground: 'the work was cancelled before it was done',
  remedy: 'start it again',
}

type Say = (what: string, done: number, total: number) => void

async function work(call: DeskCall, say: Say): Promise<Outcome<unknown>> {
  const read = await caseOf(call, say)
  if (!read.ok) return read
  const { payments } = read.value.ledger
  const { ask } = call
  switch (ask.what) {
    case 'import':
      return done({ summary: summaryOf(read.value.ledger), counts: countsOf(payments) })
    case 'accounts': {
      const q = ask.q.toLowerCase()
      return done(
        accountRows(payments)
          .filter((a) => a.account.toLowerCase().includes(q))
          .slice(0, 200),
      )
    }
    case 'flow': {
      const found = reach(payments, ask.query)
      return found.ok ? done(reachJson(found.value, payments)) : found
    }
    case 'compare': {
      const all = followAll(call, read.value, ask.runs, say)
      return all.ok ? done(compareView(all.value, payments)) : all
    }
    case 'exhibit':
      return makeExhibit(call, read.value, ask, say)
    default: {
      const trace = traceOf(call, read.value, ask.run, say)
      if (!trace.ok) return trace
      if (ask.what === 'run') return done(asJson(trace.value, payments))
      if (ask.what === 'graph') return done(graphView(trace.value, payments, ask.query))
      if (ask.what === 'steps') return done(stepsView(trace.value, payments, ask.query))
      return done(behindView(trace.value, payments, ask.query))
    }
  }
}

async function caseOf(call: DeskCall, say: Say): Promise<Outcome<Case>> {
  const { spec } = call
  const key = `${spec.tracing}/${spec.version}`
  const known = cases.get(key)
  if (known !== undefined) return done(known)
  const controller = new AbortController()
  const read = await readCase(
    spec,
    (bytes, total) => {
      if (Atomics.load(call.cancel, 0) === 1) controller.abort()
      say('reading', bytes, total ?? 0)
    },
    controller.signal,
  )
  if (!read.ok) return read
  remember(cases, key, read.value, keepCases)
  return done(read.value)
}

function traceOf(call: DeskCall, read: Case, options: RunOptions, say: Say): Outcome<Trace> {
  const key = `${call.spec.tracing}/${call.spec.version}/${JSON.stringify(options)}`
  const known = traces.get(key)
  if (known !== undefined) return done(known)
  if (read.rates !== undefined && options.base !== undefined && options.base !== read.rates.base)
    return refuse({
      kind: 'conflict',
      name: 'base-differs',
      ground: `the rates of this tracing are units of ${read.rates.base}, not of ${options.base}`,
      remedy: `follow in ${read.rates.base}, or import again with rates in ${options.base}`,
    })
  const table =
    read.rates ?? (options.base === undefined ? undefined : rates(options.base as Currency, []))
  const traced = follow(read.ledger.payments, {
    rule: options.rule as RuleId,
    order: options.order,
    arrival: options.arrival,
    arithmetic: options.arithmetic,
    ...(table === undefined ? {} : { rates: table }),
    ...(options.elected === undefined ? {} : { elected: options.elected }),
    sources: [read.ledger.source],
    onProgress: (followed, total) => say(`following under ${options.rule}`, followed, total),
    cancelled: () => Atomics.load(call.cancel, 0) === 1,
  })
  if (traced.ok) remember(traces, key, traced.value, keepTraces)
  return traced
}

function followAll(
  call: DeskCall,
  read: Case,
  runs: readonly RunOptions[],
  say: Say,
): Outcome<Trace[]> {
  const all: Trace[] = []
  for (const run of runs) {
    const trace = traceOf(call, read, run, say)
    if (!trace.ok) return trace
    all.push(trace.value)
  }
  return done(all)
}

function makeExhibit(
  call: DeskCall,
  read: Case,
  ask: Extract<DeskCall['ask'], { what: 'exhibit' }>,
  say: Say,
): Outcome<unknown> {
  const trace = traceOf(call, read, ask.run, say)
  if (!trace.ok) return trace
  const others = followAll(call, read, ask.others, say)
  if (!others.ok) return others
  const made = exhibit(
    compose({
      head: ask.head,
      payments: read.ledger.payments,
      trace: trace.value,
      ...(others.value.length > 1 ? { others: others.value } : {}),
      sources: read.sources,
      rates: read.rateRows,
      ...(read.map === undefined ? {} : { map: read.map as Json }),
      ...(ask.run.elected === undefined ? {} : { elected: ask.run.elected }),
    }),
  )
  return done({ html: made.html, pdf: made.pdf, json: made.json, digest: made.digest })
}

function remember<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.set(key, value)
  while (map.size > most) map.delete(map.keys().next().value as string)
}
