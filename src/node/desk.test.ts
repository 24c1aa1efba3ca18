import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { bytes, harbour, named, page, run, type TestDesk, testDesk, who } from './desk-testing.ts'
import type { Node } from './open-node.ts'

let at: TestDesk
let node: Node
beforeAll(async () => {
  at = await testDesk()
  node = at.node
})
afterAll(() => at.federation.close())

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
    expect((await at.log()).at(-1)).toBe('tracing.file')
  })

  it('follows two claims under the rule that is named, and shows the rules side by side', async () => {
    const id = await at.imported()
    const fifo = must(await node.desk.result(who, id, await at.followed(id, 'fifo'), page)) as {
      holdings: Holding[]
    }
    const figures = fifo.holdings.map((h) => `${h.account} ${h.claim} ${h.traced}`)
    expect(figures).toContain('Shop Peter 100.00')
    expect(figures).toContain('Harbour Lisa 100.00')
    await at.followed(id, 'rolling')
    const side = must(await node.desk.compare(who, id)) as {
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
    const id = await at.imported()
    const runId = await at.followed(id, 'fifo')
    const behind = must(
      await node.desk.behind(who, id, runId, { account: 'Shop', currency: 'EUR', claim: 'Peter' }),
    ) as { total: number; payments: { id: string; row: number; moved: string }[] }
    expect(behind.payments).toMatchObject([{ id: '3', row: 4, moved: '100.00' }])
    const graph = must(await node.desk.graph(who, id, runId, {})) as {
      nodes: { id: string; account: string; layer: number }[]
      links: { from: string; to: string; value: string }[]
    }
    const last = graph.links.at(-1)!
    const link = must(await node.desk.behind(who, id, runId, { from: last.from, to: last.to })) as {
      total: number
    }
    expect(link.total).toBe(1)
    expect(graph.nodes.find((n) => n.account === 'Shop')?.layer).toBeGreaterThan(0)
    const path = must(await node.desk.steps(who, id, runId, { offset: 0, limit: 10 })) as {
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
    const id = await at.tracing(plain)
    await at.finished(must(await node.desk.import(who, id, {})).job)
    const claims = [
      { claim: 'Peter', from: 'Peter' },
      { claim: 'Lisa', ids: ['2'] },
    ]
    const job = must(await node.desk.nameClaims(who, id, claims)).job
    expect(await at.finished(job)).toMatchObject({ state: 'done' })
    const view = must(await node.desk.view(who, id)) as { claims: { claim: string }[] }
    expect(view.claims.map((c) => c.claim).sort()).toEqual(['Lisa', 'Peter'])
  })

  it('makes an exhibit whose digest stands in the log', async () => {
    const id = await at.imported()
    const runId = await at.followed(id, 'fifo')
    const made = must(
      await node.desk.makeExhibit(who, id, runId, { title: 'Harbour', caseReference: 'C-1' }),
    ) as { id: string; digest: string }
    const page = must(await node.desk.exhibit(who, made.id, 'html'))
    expect(Buffer.from(page).toString()).toContain(made.digest.slice('sha256:'.length))
    expect(
      Buffer.from(must(await node.desk.exhibit(who, made.id, 'pdf')))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect((await at.log()).at(-1)).toBe('exhibit.made')
  })
})

describe('no', () => {
  it('comes with every bad row, and leaves the tracing as it was', async () => {
    const id = await at.tracing(harbour.replace('200', '2x0').replaceAll('100.00,EUR', 'ten,EUR'))
    const view = await at.finished(must(await node.desk.import(who, id, {})).job)
    expect(view.state).toBe('refused')
    const refusal = view.refusal as unknown as { problems: { row: number; column: string }[] }
    expect(refusal.problems.map((p) => p.row)).toEqual([2, 3, 4])
    expect(must(await node.desk.view(who, id))).toMatchObject({ state: 'draft', runs: [] })
  })

  it('is said to a run before the import, to an unknown rule, run or role', async () => {
    const draft = await at.tracing(harbour)
    expect(named(await node.desk.run(who, draft, { ...run, rule: 'fifo' }))).toBe('not-imported')
    const id = await at.imported()
    const wrong = await at.finished(
      must(await node.desk.run(who, id, { ...run, rule: 'fofi' })).job,
    )
    expect(wrong.refusal?.name).toBe('rule-unknown')
    expect(named(await node.desk.result(who, id, 'x', page))).toBe('run-unknown')
    expect(named(await node.desk.putFile(who, id, 'photo', 'x', bytes('')))).toBe(
      'file-role-unknown',
    )
    expect(named(await node.desk.view(who, 'nothing'))).toBe('tracing-unknown')
  })

  it('is the end of a job that is cancelled', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, i) => `${i + 10},2025-03-04T09:00:00Z,A${i % 500},A${(i * 7) % 499},1.00,EUR,`,
    )
    const id = await at.tracing(
      `${harbour}${rows.join('\n')}\n`.replace(/A(\d+),A\1,/g, 'A$1,B$1,'),
    )
    const { job } = must(await node.desk.import(who, id, {}))
    must(node.desk.cancel(who, job))
    const view = await at.finished(job)
    expect(['refused', 'done']).toContain(view.state)
    if (view.state === 'refused') expect(view.refusal?.name).toBe('cancelled')
  })
})

describe('what lies on disk', () => {
  it('is encrypted, and gone when the tracing is erased; the log keeps that it was there', async () => {
    const id = await at.imported()
    const folder = join(at.federation.dir('XV-FIU'), 'desk')
    const before = readdirSync(folder)
    for (const file of before)
      expect(readFileSync(join(folder, file)).includes('Harbour')).toBe(false)
    must(await node.desk.erase(who, id))
    expect(readdirSync(folder).length).toBe(before.length - 2)
    expect(named(await node.desk.view(who, id))).toBe('tracing-unknown')
    expect((await at.log()).at(-1)).toBe('tracing.erased')
    expect((await node.audit()).findings).toEqual([])
  })
})
