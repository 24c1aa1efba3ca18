import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { bytes, harbour, named, openings, page, run } from './desk-testing.ts'
import type { Node } from './open-node.ts'
import { type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
let xv: Node
let id: string
let runId: string
let exhibit: string
const analyst = 'XV-FIU/analyst'
const stranger = 'XV-TAX/case-officer'

async function finished(actor: string, job: string) {
  for (;;) {
    const view = must(xv.desk.job(actor, job))
    if (view.state !== 'running') return view.result?.id ?? ''
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

beforeAll(async () => {
  federation = await testFederation(['XV-FIU'], '2025-03-31T09:00:00.000Z', {}, { served: true })
  xv = federation.node('XV-FIU')
  id = must(await xv.desk.create(analyst, 'Harbour')).id
  must(await xv.desk.putFile(analyst, id, 'ledger', 'h.csv', bytes(harbour)))
  must(await xv.desk.putFile(analyst, id, 'openings', 'o.csv', bytes(openings)))
  await finished(analyst, must(await xv.desk.import(analyst, id, {})).job)
  runId = await finished(
    analyst,
    must(await xv.desk.run(analyst, id, { ...run, rule: 'fifo' })).job,
  )
  const words = { title: 'Harbour', caseReference: 'H-1' }
  exhibit = (must(await xv.desk.makeExhibit(analyst, id, runId, words)) as { id: string }).id
})
afterAll(() => federation.close())

describe('a tracing of another authority on the same node', () => {
  it('is neither listed nor opened nor changed, and nobody learns that it is there', async () => {
    const steps = { offset: 0, limit: 10 }
    const answers = {
      view: await xv.desk.view(stranger, id),
      accounts: await xv.desk.accounts(stranger, id, ''),
      result: await xv.desk.result(stranger, id, runId, page),
      graph: await xv.desk.graph(stranger, id, runId, {}),
      steps: await xv.desk.steps(stranger, id, runId, steps),
      behind: await xv.desk.behind(stranger, id, runId, { account: 'Shop' }),
      compare: await xv.desk.compare(stranger, id),
      flow: await xv.desk.flow(stranger, id, { from: 'Peter', order: 'strict', limit: 10 }),
      erase: await xv.desk.erase(stranger, id),
      run: await xv.desk.run(stranger, id, { ...run, rule: 'lifo' }),
      import: await xv.desk.import(stranger, id, {}),
      claims: await xv.desk.nameClaims(stranger, id, []),
      file: await xv.desk.putFile(stranger, id, 'ledger', 'x.csv', bytes('x')),
      drop: await xv.desk.dropFile(stranger, id, 'ledger'),
      made: await xv.desk.makeExhibit(stranger, id, runId, { title: 'x', caseReference: 'x' }),
    }
    for (const [way, answer] of Object.entries(answers))
      expect(named(answer), way).toBe('tracing-unknown')
    expect(await xv.desk.list(stranger)).toEqual([])
    for (const form of ['html', 'pdf', 'json'] as const)
      expect(named(await xv.desk.exhibit(stranger, exhibit, form))).toBe('exhibit-unknown')
    const { entries } = await xv.read.log({ after: -1, limit: 500 }, stranger)
    expect(entries.filter((e) => e.stream.includes(id))).toEqual([])
    expect(entries.some((e) => e.type === 'sealed')).toBe(true)
  })

  it('has jobs that others neither watch nor cancel', async () => {
    const { job } = must(await xv.desk.run(analyst, id, { ...run, rule: 'lifo' }))
    expect(named(xv.desk.job(stranger, job))).toBe('job-unknown')
    expect(named(xv.desk.cancel(stranger, job))).toBe('job-unknown')
    await finished(analyst, job)
  })
})

describe('looking at a tracing', () => {
  it('is on record once an hour, and each exhibit that is printed or taken out by itself', async () => {
    const looks = async () =>
      (await xv.read.log({ after: -1, limit: 500 })).entries
        .filter((e) => e.stream === `access/tracing/${id}`)
        .map((e) => e.type)
    const before = (await looks()).length
    federation.clock.forward(61)
    must(await xv.desk.view(analyst, id))
    must(await xv.desk.compare(analyst, id))
    must(await xv.desk.exhibit(analyst, exhibit, 'pdf'))
    must(await xv.desk.exhibit(analyst, exhibit, 'pdf'))
    must(await xv.desk.exhibit(analyst, exhibit, 'json'))
    expect((await looks()).slice(before)).toEqual([
      'access.viewed',
      ...['access.printed', 'access.copied', 'access.printed', 'access.copied'],
      ...['access.exported', 'access.copied'],
    ])
  })
})
