import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import type { JobView } from './desk-jobs.ts'
import type { Node } from './open-node.ts'
import { type TestFederation, testFederation } from './testing.ts'

const who = 'XV-FIU/analyst'
/** Peter's and Lisa's hundred in one account, then a hundred to a shop: who lost what depends on the rule. */
const harbour = `id,time,from,to,amount,currency,claim
1,2025-03-01T09:00:00Z,Peter,Harbour,100.00,EUR,Peter
2,2025-03-02T09:00:00Z,Lisa,Harbour,100.00,EUR,Lisa
3,2025-03-03T09:00:00Z,Harbour,Shop,100.00,EUR,
`
const openings = `account,currency,amount
Peter,EUR,100.00
Lisa,EUR,100.00
Harbour,EUR,0.00
Shop,EUR,0.00
`

let federation: TestFederation
let node: Node

beforeAll(async () => {
  federation = await testFederation(['XV-FIU'], '2025-03-31T09:00:00.000Z')
  node = federation.node('XV-FIU')
})
afterAll(() => federation.close())

async function* bytes(text: string | Uint8Array) {
  yield Buffer.from(text as string)
}

async function finished(job: string): Promise<JobView> {
  for (;;) {
    const view = must(node.desk.job(job))
    if (view.state !== 'running') return view
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function tracing(ledger: string, name = 'Harbour'): Promise<string> {
  const { id } = must(await node.desk.create(who, name))
  must(await node.desk.putFile(who, id, 'ledger', 'harbour.csv', bytes(ledger)))
  must(await node.desk.putFile(who, id, 'openings', 'openings.csv', bytes(openings)))
  return id
}

async function imported(): Promise<string> {
  const id = await tracing(harbour)
  expect(await finished(must(await node.desk.import(who, id, {})).job)).toMatchObject({
    state: 'done',
  })
  return id
}

const run = { order: 'given', arrival: 'ordered', arithmetic: 'exact' } as const

async function followed(id: string, rule: string): Promise<string> {
  const view = await finished(must(await node.desk.run(who, id, { ...run, rule })).job)
  if (view.result === undefined) throw new Error(JSON.stringify(view))
  return view.result.id
}

async function log(): Promise<string[]> {
  return (await node.read.log({ after: -1, limit: 500 })).entries.map((e) => e.type)
}

function named(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'accepted' : outcome.refusal.name
}

interface Holding {
  readonly account: string
  readonly claim: string
  readonly traced: string
}

describe('the tracing desk', () => {
  it('reads a dropped file, says what it sees, and puts its digest on record', async () => {
    const { id } = must(await node.desk.create(who, 'seen'))
    const seen = must(await node.desk.putFile(who, id, 'ledger', 'h.csv', bytes(harbour)))
    expect(seen).toMatchObject({
      name: 'h.csv',
      bytes: harbour.length,
      preview: {
        delimiter: ',',
        header: ['id', 'time', 'from', 'to', 'amount', 'currency', 'claim'],
      },
    })
    expect((await log()).at(-1)).toBe('tracing.file')
  })

  it('follows two claims under the rule that is named, and shows the rules side by side', async () => {
    const id = await imported()
    const fifo = must(await node.desk.result(id, await followed(id, 'fifo'))) as {
      holdings: Holding[]
    }
    const figures = fifo.holdings.map((h) => `${h.account} ${h.claim} ${h.traced}`)
    expect(figures).toContain('Shop Peter 100.00')
    expect(figures).toContain('Harbour Lisa 100.00')
    await followed(id, 'rolling')
    const side = must(await node.desk.compare(id)) as {
      rules: string[]
      rows: {
        account: string
        claim: string
        figures: Record<string, string>
        low: string
        high: string
      }[]
    }
    expect(side.rules).toEqual(['fifo', 'rolling'])
    const shop = side.rows.find((r) => r.account === 'Shop' && r.claim === 'Peter')
    expect(shop).toMatchObject({
      figures: { fifo: '100.00', rolling: '50.00' },
      low: '50.00',
      high: '100.00',
    })
  })

  it('opens the payments behind a figure, behind a link, and the path step by step', async () => {
    const id = await imported()
    const runId = await followed(id, 'fifo')
    const behind = must(
      await node.desk.behind(id, runId, { account: 'Shop', currency: 'EUR', claim: 'Peter' }),
    ) as { total: number; payments: { id: string; row: number; moved: string }[] }
    expect(behind.payments).toMatchObject([{ id: '3', row: 4, moved: '100.00' }])
    const graph = must(await node.desk.graph(id, runId, {})) as {
      nodes: { id: string; account: string; layer: number }[]
      links: { from: string; to: string; value: string }[]
    }
    const last = graph.links.at(-1)!
    const link = must(await node.desk.behind(id, runId, { from: last.from, to: last.to })) as {
      total: number
    }
    expect(link.total).toBe(1)
    expect(graph.nodes.find((n) => n.account === 'Shop')?.layer).toBeGreaterThan(0)
    const path = must(await node.desk.steps(id, runId, { offset: 0, limit: 10 })) as {
      total: number
      steps: { n: number; payment: { id: string } }[]
    }
    expect(path.steps.map((s) => s.payment.id)).toEqual(['1', '2', '3'])
  })

  it('names claims for a ledger that has no claim column', async () => {
    const plain = harbour
      .split('\n')
      .map((line) => line.split(',').slice(0, 6).join(','))
      .join('\n')
    const id = await tracing(plain)
    await finished(must(await node.desk.import(who, id, {})).job)
    const claims = [
      { claim: 'Peter', from: 'Peter' },
      { claim: 'Lisa', ids: ['2'] },
    ]
    const job = must(await node.desk.nameClaims(who, id, claims)).job
    expect(await finished(job)).toMatchObject({ state: 'done' })
    const view = must(await node.desk.view(id)) as { claims: { claim: string }[] }
    expect(view.claims.map((c) => c.claim).sort()).toEqual(['Lisa', 'Peter'])
  })

  it('makes an exhibit whose digest stands in the log', async () => {
    const id = await imported()
    const runId = await followed(id, 'fifo')
    const made = must(
      await node.desk.makeExhibit(who, id, runId, { title: 'Harbour', caseReference: 'C-1' }),
    ) as { id: string; digest: string }
    const page = must(await node.desk.exhibit(made.id, 'html'))
    expect(Buffer.from(page).toString()).toContain(made.digest.slice('sha256:'.length))
    expect(
      Buffer.from(must(await node.desk.exhibit(made.id, 'pdf')))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect((await log()).at(-1)).toBe('exhibit.made')
  })
})

describe('no', () => {
  it('comes with every bad row, and leaves the tracing as it was', async () => {
    const id = await tracing(harbour.replace('200', '2x0').replaceAll('100.00,EUR', 'ten,EUR'))
    const view = await finished(must(await node.desk.import(who, id, {})).job)
    expect(view.state).toBe('refused')
    const refusal = view.refusal as unknown as { problems: { row: number; column: string }[] }
    expect(refusal.problems.map((p) => p.row)).toEqual([2, 3, 4])
    expect(must(await node.desk.view(id))).toMatchObject({ state: 'draft', runs: [] })
  })

  it('is said to a run before the import, to an unknown rule, run or role', async () => {
    const draft = await tracing(harbour)
    expect(named(await node.desk.run(who, draft, { ...run, rule: 'fifo' }))).toBe('not-imported')
    const id = await imported()
    const wrong = await finished(must(await node.desk.run(who, id, { ...run, rule: 'fofi' })).job)
    expect(wrong.refusal?.name).toBe('rule-unknown')
    expect(named(await node.desk.result(id, 'x'))).toBe('run-unknown')
    expect(named(await node.desk.putFile(who, id, 'photo', 'x', bytes('')))).toBe(
      'file-role-unknown',
    )
    expect(named(await node.desk.view('nothing'))).toBe('tracing-unknown')
  })

  it('is the end of a job that is cancelled', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, i) => `${i + 10},2025-03-04T09:00:00Z,A${i % 500},A${(i * 7) % 499},1.00,EUR,`,
    )
    const id = await tracing(`${harbour}${rows.join('\n')}\n`.replace(/A(\d+),A\1,/g, 'A$1,B$1,'))
    const { job } = must(await node.desk.import(who, id, {}))
    must(node.desk.cancel(job))
    const view = await finished(job)
    expect(['refused', 'done']).toContain(view.state)
    if (view.state === 'refused') expect(view.refusal?.name).toBe('cancelled')
  })
})

describe('what lies on disk', () => {
  it('is encrypted, and gone when the tracing is erased; the log keeps that it was there', async () => {
    const id = await imported()
    const folder = join(federation.dir('XV-FIU'), 'desk')
    const before = readdirSync(folder)
    for (const file of before)
      expect(readFileSync(join(folder, file)).includes('Harbour')).toBe(false)
    must(await node.desk.erase(who, id))
    expect(readdirSync(folder).length).toBe(before.length - 2)
    expect(named(await node.desk.view(id))).toBe('tracing-unknown')
    expect((await log()).at(-1)).toBe('tracing.erased')
    expect((await node.audit()).findings).toEqual([])
  })
})
