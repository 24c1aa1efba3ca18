import { done, type Outcome } from '#base'
import type { Backend } from './backend.ts'
import { checkAct } from './check-act.ts'
import { type Act, type Committed, type Head, StoreFault } from './contract.ts'
import { needsOf, Plan, type PlanTools } from './plan.ts'
import type { RowOf } from './tables.ts'

/** One transaction takes at most so many acts, and begins no further act beyond so many bytes. */
const maxActs = 512
const maxBytes = 8 << 20

interface Waiting {
  readonly act: Act
  readonly resolve: (outcome: Outcome<Committed>) => void
  readonly reject: (fault: unknown) => void
}

/**
 * The one writer. Acts that arrive while a transaction is on its way wait and go together in the next one,
 * so many callers share one wait for the disk. After a fault it writes nothing more: what the disk holds is
 * then unknown, and only opening the store again finds out (two storage errors in a row that were not
 * treated so cost a public log its life).
 */
export class Sequencer {
  readonly #backend: Backend
  readonly #tools: PlanTools
  #head: RowOf<'head'>
  #waiting: Waiting[] = []
  #pauses: (() => Promise<void>)[] = []
  #running: Promise<void> | undefined
  #halted: StoreFault | undefined

  constructor(backend: Backend, head: RowOf<'head'>, tools: PlanTools) {
    this.#backend = backend
    this.#head = head
    this.#tools = tools
  }

  get head(): RowOf<'head'> {
    return this.#head
  }

  commit(act: Act): Promise<Outcome<Committed>> {
    return new Promise((resolve, reject) => {
      checkAct(act)
      if (this.#halted) throw this.#halted
      this.#waiting.push({ act, resolve, reject })
      this.#running ??= this.#run()
    })
  }

  /** Runs the work between two transactions; acts that come meanwhile wait for its end. */
  pause<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#pauses.push(async () => {
        await work().then(resolve, reject)
      })
      this.#running ??= this.#run()
    })
  }

  /** After the acts now waiting; then no more are taken. */
  async stop(): Promise<void> {
    while (this.#running) await this.#running
    this.#halted ??= new StoreFault('the store is closed: open it again to write')
  }

  halt(cause: unknown): StoreFault {
    const reason = cause instanceof Error ? cause.message : String(cause)
    this.#halted ??= new StoreFault(
      `the store stopped writing (${reason}): repair the cause, then open the store again`,
      { cause },
    )
    for (const waiting of this.#waiting.splice(0)) waiting.reject(this.#halted)
    return this.#halted
  }

  async #run(): Promise<void> {
    // One turn of the event loop, so that acts sent together go together.
    await new Promise<void>((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0 || this.#pauses.length > 0) {
      for (const pause of this.#pauses.splice(0)) await pause()
      const batch = this.#take()
      try {
        await this.#write(batch)
      } catch (error) {
        const fault = this.halt(error)
        for (const waiting of batch) waiting.reject(fault)
      }
    }
    this.#running = undefined
  }

  #take(): Waiting[] {
    let bytes = 0
    let count = 0
    while (count < this.#waiting.length && count < maxActs && bytes < maxBytes)
      bytes += weight(this.#waiting[count++]!.act)
    return this.#waiting.splice(0, count)
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    if (batch.length === 0) return
    const facts = await this.#backend.lookup(needsOf(batch.map((waiting) => waiting.act)))
    const plan = new Plan(this.#head, facts, this.#tools)
    const verdicts = batch.map((waiting) => plan.admit(waiting.act))
    if (verdicts.some((verdict) => verdict.ok)) {
      const change = plan.change()
      await this.#backend.apply(change)
      this.#head = change.head
    }
    const head = headOf(this.#head)
    for (const [i, verdict] of verdicts.entries())
      batch[i]!.resolve(verdict.ok ? done({ indexes: verdict.value, head }) : verdict)
  }
}

export function headOf(row: RowOf<'head'>): Head {
  return { size: row.size, root: new Uint8Array(row.root), checkpoint: row.checkpoint }
}

function weight(act: Act): number {
  let bytes = 1000
  for (const event of act.events) bytes += event.record.length + 500
  for (const body of act.bodies ?? []) bytes += body.bytes.length
  for (const envelope of act.outgoing ?? []) bytes += envelope.bytes.length
  return bytes
}
