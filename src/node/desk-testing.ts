import { must, type Outcome } from '#base'
import { memoryStore, type Store } from '#store'
import type { JobView } from './desk-jobs.ts'
import type { RunOptions } from './desk-shapes.ts'
import type { Node } from './open-node.ts'
import { type TestFederation, testFederation } from './testing.ts'

export const who = 'XV-FIU/analyst'

/** Peter's and Lisa's hundred in one account, then a hundred to a shop: who lost what depends on the rule. */
export const harbour = `id,time,from,to,amount,currency,claim
1,2025-03-01T09:00:00Z,Peter,Harbour,100.00,EUR,Peter
2,2025-03-02T09:00:00Z,Lisa,Harbour,100.00,EUR,Lisa
3,2025-03-03T09:00:00Z,Harbour,Shop,100.00,EUR,
`
export const openings = `account,currency,amount
Peter,EUR,100.00
Lisa,EUR,100.00
Harbour,EUR,0.00
Shop,EUR,0.00
`

export const run = { order: 'given', arrival: 'ordered', arithmetic: 'exact' } as const

export const page = { offset: 0, limit: 1000 } as const

export async function* bytes(text: string | Uint8Array) {
  yield Buffer.from(text as string)
}

export function named(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'accepted' : outcome.refusal.name
}

/** One node with its tracing desk, and the store beneath it. */
export interface TestDesk {
  readonly federation: TestFederation
  readonly node: Node
  readonly store: Store
  finished(job: string): Promise<JobView>
  /** A draft with ledger and opening balances. */
  tracing(ledger?: string): Promise<string>
  imported(): Promise<string>
  /** Follows under the rule and answers with the run. */
  followed(id: string, rule: string, options?: Partial<RunOptions>): Promise<string>
  /** Types of the records of the log, but for those of who looked. */
  log(): Promise<string[]>
}

export async function testDesk(): Promise<TestDesk> {
  let store: Store | undefined
  const federation = await testFederation(['XV-FIU'], '2025-03-31T09:00:00.000Z', {
    storage: async (options) => {
      store = await memoryStore(options)
      return store
    },
  })
  const node = federation.node('XV-FIU')
  const { desk } = node
  async function finished(job: string): Promise<JobView> {
    for (;;) {
      const view = must(desk.job(who, job))
      if (view.state !== 'running') return view
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  async function tracing(ledger = harbour): Promise<string> {
    const { id } = must(await desk.create(who, 'Harbour'))
    must(await desk.putFile(who, id, 'ledger', 'harbour.csv', bytes(ledger)))
    must(await desk.putFile(who, id, 'openings', 'openings.csv', bytes(openings)))
    return id
  }
  return {
    federation,
    node,
    store: store as Store,
    finished,
    tracing,
    async imported() {
      const id = await tracing()
      ended(await finished(must(await desk.import(who, id, {})).job))
      return id
    },
    async followed(id, rule, options = {}) {
      const { job } = must(await desk.run(who, id, { ...run, ...options, rule }))
      return ended(await finished(job)).id
    },
    log: async () =>
      (await node.read.log({ after: -1, limit: 500 })).entries
        .map((e) => e.type)
        .filter((type) => !/^(access|oversight)\./.test(type)),
  }
}

/** @throws Error with what was refused, when the job did not end well */
function ended(view: JobView): NonNullable<JobView['result']> {
  if (view.result === undefined) throw new Error(JSON.stringify(view))
  return view.result
}
