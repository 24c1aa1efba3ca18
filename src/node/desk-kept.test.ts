import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Digest, must, systemRandom } from '#base'
import { rules } from '#trace'
import { keepFile } from './desk-files.ts'
import {
  bytes,
  harbour,
  named,
  openings,
  page,
  run,
  type TestDesk,
  testDesk,
  who,
} from './desk-testing.ts'
import { headerOf } from './request-view.ts'

let at: TestDesk
beforeAll(async () => {
  at = await testDesk()
})
afterAll(() => at.federation.close())

interface View {
  readonly state: string
  readonly files: { role: string; name: string; preview?: object | null }[]
  readonly runs: { id: string; rule: string }[]
  readonly exhibits: { id: string; title: string; run: string; digest: string }[]
}

async function view(id: string): Promise<View> {
  return must(await at.node.desk.view(who, id)) as View
}

const filesOnDisk = () => readdirSync(join(at.federation.dir('XV-FIU'), 'desk')).length

describe('a draft', () => {
  it('shows the first rows again when the page is loaded again', async () => {
    const { id } = must(await at.node.desk.create(who, 'seen twice'))
    const put = must(await at.node.desk.putFile(who, id, 'ledger', 'h.csv', bytes(harbour))) as {
      preview: { rows: string[][] }
    }
    must(await at.node.desk.putFile(who, id, 'map', 'm.json', bytes('{}')))
    expect(put.preview.rows[0]?.slice(2, 4)).toEqual(['Peter', 'Harbour'])
    const files = (await view(id)).files
    expect(files.find((f) => f.role === 'ledger')?.preview).toEqual(put.preview)
    expect(files.find((f) => f.role === 'map')?.preview).toBeNull()
  })

  it('gives a file back: nothing of it stays on disk, and the log says so', async () => {
    const before = filesOnDisk()
    const id = await at.tracing()
    must(await at.node.desk.dropFile(who, id, 'openings'))
    expect(filesOnDisk()).toBe(before + 1)
    expect((await view(id)).files.map((f) => f.role)).toEqual(['ledger'])
    expect((await at.log()).at(-1)).toBe('tracing.file.removed')
    expect(named(await at.node.desk.dropFile(who, id, 'openings'))).toBe('file-unknown')
    expect(named(await at.node.desk.dropFile(who, id, 'photo'))).toBe('file-role-unknown')
  })

  it('keeps one file in each place: the new one', async () => {
    const id = await at.tracing()
    const before = filesOnDisk()
    must(await at.node.desk.putFile(who, id, 'ledger', 'again.csv', bytes(harbour)))
    expect(filesOnDisk()).toBe(before)
    expect((await view(id)).files.find((f) => f.role === 'ledger')?.name).toBe('again.csv')
  })

  it('shows the rows no more once its figures rest on them, and its files stay as they are', async () => {
    const id = await at.imported()
    const before = filesOnDisk()
    expect((await view(id)).files.some((f) => 'preview' in f)).toBe(false)
    expect(named(await at.node.desk.dropFile(who, id, 'openings'))).toBe('tracing-imported')
    const put = await at.node.desk.putFile(who, id, 'ledger', 'other.csv', bytes(harbour))
    expect(named(put)).toBe('tracing-imported')
    expect(filesOnDisk()).toBe(before)
  })

  it('leaves nothing on disk of a file that is too large or that breaks off', async () => {
    const folder = join(at.federation.dir('XV-FIU'), 'desk')
    const before = filesOnDisk()
    const kek = systemRandom.bytes(32)
    const keep = (place: string, input: AsyncIterable<Uint8Array>) =>
      keepFile(folder, place, kek, systemRandom, input, 10)
    expect(named(await keep('large', bytes('eleven bytes')))).toBe('file-too-large')
    async function* broken() {
      yield Buffer.from('part')
      throw new Error('the line was cut')
    }
    await expect(keep('broken', broken())).rejects.toThrow('the line was cut')
    expect(filesOnDisk()).toBe(before)
  })

  it('is not imported from files that were taken back while it was read', async () => {
    const id = await at.tracing()
    const { job } = must(await at.node.desk.import(who, id, {}))
    must(await at.node.desk.dropFile(who, id, 'openings'))
    const ended = await at.finished(job)
    expect(ended.state).not.toBe('done')
    expect((await view(id)).state).toBe('draft')
  })
})

describe('every rule', () => {
  it('means every row of the table of rules, the one with an election too', async () => {
    const id = await at.imported()
    const { job } = must(
      await at.node.desk.run(who, id, { ...run, rule: 'all', elected: ['Shop'] }),
    )
    const { result } = await at.finished(job)
    const table: readonly string[] = rules.map((r) => r.id)
    expect(table).toContain('cherry-pick')
    const runs = (await view(id)).runs
    expect(runs.map((r) => r.rule)).toEqual(table)
    expect(result?.ids).toEqual(runs.map((r) => r.id))
  })
})

describe('rules side by side', () => {
  it('name the run behind each figure: the last one of its rule', async () => {
    const id = await at.imported()
    await at.followed(id, 'fifo')
    const fifo = await at.followed(id, 'fifo', { arrival: 'blended' })
    const lifo = await at.followed(id, 'lifo')
    const side = must(await at.node.desk.compare(who, id))
    expect(side).toMatchObject({ rules: ['fifo', 'lifo'], runs: { fifo, lifo } })
  })

  it('are compared in the base currency too, where there is one', async () => {
    const { id } = must(await at.node.desk.create(who, 'two currencies'))
    const ledger = `id,time,from,to,amount,currency,to_amount,to_currency,claim
1,2025-03-01T09:00:00Z,Peter,Harbour,100.00,EUR,,,Peter
2,2025-03-02T09:00:00Z,Lisa,Harbour,100.00,EUR,,,Lisa
3,2025-03-03T09:00:00Z,Harbour,Pier,100.00,EUR,125.00,USD,
`
    const rates = 'currency,rate,from\nUSD,0.8,2025-01-01\n'
    must(await at.node.desk.putFile(who, id, 'ledger', 'l.csv', bytes(ledger)))
    must(
      await at.node.desk.putFile(
        who,
        id,
        'openings',
        'o.csv',
        bytes(openings.replace('Shop,EUR', 'Pier,USD')),
      ),
    )
    must(await at.node.desk.putFile(who, id, 'rates', 'r.csv', bytes(rates)))
    const { job } = must(await at.node.desk.import(who, id, { base: 'EUR' }))
    expect(await at.finished(job)).toMatchObject({ state: 'done' })
    for (const rule of ['fifo', 'rolling', 'poison']) await at.followed(id, rule, { base: 'EUR' })
    const side = must(await at.node.desk.compare(who, id)) as {
      base: string
      rows: { account: string; claim: string }[]
    }
    expect(side.base).toBe('EUR')
    const pier = (claim: string) => side.rows.find((r) => r.account === 'Pier' && r.claim === claim)
    expect(pier('Peter')).toMatchObject({
      currency: 'USD',
      figures: { fifo: '125.00', rolling: '62.50', poison: 'touched' },
      low: '62.50',
      high: '125.00',
      inBase: {
        figures: { fifo: '100.00', rolling: '50.00', poison: 'touched' },
        low: '50.00',
        high: '100.00',
      },
    })
    expect(pier('Lisa')).toMatchObject({
      figures: { fifo: '0.00', rolling: '62.50' },
      inBase: { figures: { fifo: '0.00', rolling: '50.00' }, low: '0.00', high: '50.00' },
    })
  })
})

describe('exhibits', () => {
  it('are listed with the tracing they were made of, oldest first, and with no other', async () => {
    const id = await at.imported()
    const other = await at.imported()
    const runId = await at.followed(id, 'fifo')
    const words = { title: 'Harbour', caseReference: 'C-1' }
    const first = must(await at.node.desk.makeExhibit(who, id, runId, words)) as { id: string }
    const second = must(
      await at.node.desk.makeExhibit(who, id, runId, { ...words, title: 'Harbour, again' }),
    ) as { id: string }
    expect((await view(id)).exhibits).toMatchObject([
      { id: first.id, run: runId, title: 'Harbour', html: `/api/exhibits/${first.id}.html` },
      { id: second.id, run: runId, title: 'Harbour, again' },
    ])
    expect((await view(other)).exhibits).toEqual([])
  })
})

/** Digests of all content that the records of a tracing name: summary of an import, results of runs. */
async function contentOf(id: string): Promise<Digest[]> {
  const events = await at.store.events({ stream: `tracing/${id}`, limit: 1000 })
  return events.flatMap((event) => {
    const { summary, result } = (headerOf(event)?.data ?? {}) as Record<string, Digest>
    return [summary, result].filter((d) => d !== undefined)
  })
}

async function held(places: readonly Digest[]): Promise<boolean[]> {
  return Promise.all(places.map((place) => at.store.blobs.has(place)))
}

describe('a tracing that is erased', () => {
  it('leaves its digests in the log and no content in the vault; the log verifies', async () => {
    const id = await at.imported()
    await at.followed(id, 'fifo')
    await at.followed(id, 'lifo')
    const places = await contentOf(id)
    expect(await held(places)).toEqual([true, true, true])
    must(await at.node.desk.erase(who, id))
    expect(await held(places)).toEqual([false, false, false])
    expect(await contentOf(id)).toEqual(places)
    expect((await at.node.audit()).findings).toEqual([])
    expect(named(await at.node.desk.view(who, id))).toBe('tracing-unknown')
  })

  it('takes nothing from another tracing of the same ledger', async () => {
    const [one, other] = [await at.imported(), await at.imported()]
    const runId = await at.followed(other, 'fifo')
    await at.followed(one, 'fifo')
    must(await at.node.desk.erase(who, one))
    expect((await view(other)).state).toBe('imported')
    expect(must(await at.node.desk.result(who, other, runId, page))).toMatchObject({ rule: 'fifo' })
  })
})

describe('a ledger that is read again', () => {
  it('takes the results of the first reading out of the vault', async () => {
    const id = await at.imported()
    await at.followed(id, 'fifo')
    const places = await contentOf(id)
    const { job } = must(await at.node.desk.import(who, id, { skipBadRows: true }))
    expect(await at.finished(job)).toMatchObject({ state: 'done' })
    expect(await held(places)).toEqual([false, false])
    expect((await view(id)).runs).toEqual([])
  })
})
