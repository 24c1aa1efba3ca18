import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Clock, type Instant, instant, must, systemRandom } from '#base'
import { makeOpeningKey } from '#exchange'
import {
  evaluate,
  evaluatorKeyFormat,
  makeNode,
  type Node,
  openNode,
  readSealedEvaluation,
  whole,
} from '#node'

import { verifyProof } from '../cli/verify-proof.ts'
import { publishCase } from './case-page.ts'
import { lanternStory } from './data/all.ts'
import { demoAuthorities } from './data/authorities.ts'
import { todaysChapters } from './data/today.ts'
import { demoBegins, lanternPeriod, meet, openDemo } from './demo.ts'
import { replay } from './replay.ts'
import { tell } from './tell.ts'

const nodes = new Map<string, Node>()
const base = mkdtempSync(join(tmpdir(), 'comity-exercise-'))
const from = '2024-06-01T00:00:00.000Z' as Instant
let now = Date.parse(from)
let ids: ReadonlyMap<string, string>
const clock: Clock = { now: () => instant(now) }
/** The period `2025-Q1_2026-Q3` of the golden figures. */
const wholeCase = { from: '2025-01-01', to: '2026-09-30' } as const

beforeAll(async () => {
  for (const a of demoAuthorities) {
    const dir = join(base, a.id)
    must(await makeNode({ ...a, dir, kind: 'FIU', address: `test://${a.id}`, from, clock }))
    const others = demoAuthorities.filter((b) => b.id !== a.id)
    nodes.set(
      a.id,
      await openNode({
        dir,
        clock,
        storage: 'memory',
        tipRoundMinutes: 1,
        figuresPeriod: lanternPeriod,
        figuresWith: others.map((b) => ({
          node: b.id,
          events: async (after?: number) => (nodes.get(b.id) as Node).read.signedEvents(after),
        })),
        post: async (url, bytes) => {
          const to = nodes.get(new URL(url).host.toUpperCase()) as Node
          const reply = must(await to.receive(bytes))
          return { status: reply.status, bytes: reply.receipt }
        },
        pull: async (url, headers) => {
          const { host, pathname } = new URL(url)
          const from = nodes.get(host.toUpperCase()) as Node
          const file = must(await from.attachments.serve(pathname.split('/').at(-1) ?? '', headers))
          return { status: 206, body: file.body }
        },
      }),
    )
  }
  await meet([...nodes.values()])
  ids = await tell(
    [...lanternStory, ...todaysChapters],
    {
      node: (id) => nodes.get(id) as Node,
      setClock: (at) => {
        now = Math.max(now, Date.parse(at))
      },
      settle: async (ids) => {
        for (const id of ids) await nodes.get(id)!.tick()
      },
    },
    demoBegins,
  )
}, 120_000)

afterAll(async () => {
  for (const node of nodes.values()) await node.close()
  rmSync(base, { recursive: true, force: true })
})

async function wholeLog(node: Node) {
  const all: Awaited<ReturnType<Node['read']['log']>>['entries'][number][] = []
  for (;;) {
    const { entries } = await node.read.log({ after: all.length - 1, limit: 500 })
    if (entries.length === 0) return all
    all.push(...entries)
  }
}

type Counted = { text: string; n: number; numerator?: number }
type Figures = {
  indicators: (Counted & {
    id: string
    shown: boolean
    parts: (Counted & { by: string; key: string })[]
  })[]
}

describe('a demonstration', () => {
  it('is never made over a folder that holds something else', async () => {
    const dir = join(base, 'papers')
    mkdirSync(dir)
    writeFileSync(join(dir, 'thesis.txt'), 'years of work')
    await expect(openDemo({ dir, port: 4899, fresh: true })).rejects.toThrow('not a demonstration')
    expect(readFileSync(join(dir, 'thesis.txt'), 'utf8')).toBe('years of work')
  })
})

describe('the LANTERN story, told through the nodes', () => {
  it('gives its golden figures from the signed events of the four nodes', async () => {
    const { read } = nodes.get('XV-FIU')!
    const rows = readFileSync('test/golden/figures/expected.tsv', 'utf8').trimEnd().split('\n')
    const found = new Map<string, Figures>()
    for (const row of rows.slice(1)) {
      const [period = '', id = '', part = '', text = ''] = row.split('\t')
      const days = period === '2025-Q1' ? lanternPeriod : wholeCase
      if (!found.has(period)) found.set(period, (await read.figures(days, false)) as never)
      const figure = found.get(period)!.indicators.find((i) => i.id === id)!
      const of = part === '' ? figure : figure.parts.find((p) => `${p.by}/${p.key}` === part)
      if (text === 'all') expect(figure.numerator, row).toBe(figure.n)
      else expect(`${period} ${id} ${part} ${of?.text}`).toBe(`${period} ${id} ${part} ${text}`)
    }
  })

  it('gives an evaluator who has only their files the same digits', async () => {
    const key = makeOpeningKey(systemRandom)
    const publicKey = Buffer.from(key.publicKey).toString('base64')
    const { id, algorithm } = key
    const to = { format: evaluatorKeyFormat, id, algorithm, publicKey } as const
    const bundles: Uint8Array[] = []
    for (const [name, node] of nodes) {
      const which = { seenBy: 'staff', ...wholeCase } as const
      const made = must(await node.evaluation.bundle(`${name}/auditor`, which, to))
      bundles.push(must(readSealedEvaluation(await whole(made.file), key)))
    }
    const { recounted, findings } = must(
      evaluate({ bundles, samples: [], published: [], policy: undefined }),
    )
    expect(findings).toEqual([])
    expect(recounted).toHaveLength(4)
    for (const { figures } of recounted) {
      expect(figures).toHaveLength(42)
      expect(figures.every((f) => f.same)).toBe(true)
      expect(figures.find((f) => f.id === 'IN-10')?.claimed).toBe('56.99 (61.96) days')
    }
    const alone = must(
      evaluate({ bundles: bundles.slice(1), samples: [], published: [], policy: undefined }),
    )
    expect(alone.recounted).toEqual([])
    expect(alone.unchecked.join('\n')).toContain('give their files too')
  }, 60_000)

  it('shows the public whole quarters that are over, and nothing finer', async () => {
    const { read } = nodes.get('XV-FIU')!
    const names = async (quarter: string) => {
      const told = await read.publicFigures(quarter)
      return told.ok ? 'told' : told.refusal.name
    }
    expect(await names('2025-Q1')).toBe('figures-not-released')
    expect(await names('2099-Q1')).toBe('quarter-not-over')
    expect(await names('2025-02-01')).toBe('quarter-malformed')
  })

  it('gives every node the same figures', async () => {
    const all = await Promise.all(
      [...nodes.values()].map(async (n) => (await n.read.figures({}, true)) as never as Figures),
    )
    for (const one of all) expect(one.indicators).toEqual(all[0]!.indicators)
    expect(all[0]!.indicators.find((i) => i.id === 'IN-05')?.shown).toBe(false)
  })

  it('leaves four logs that verify, and no letter without a receipt', async () => {
    for (const node of nodes.values()) {
      const audit = await node.audit()
      expect(audit.findings).toEqual([])
      expect(audit.checked.records).toBeGreaterThan(20)
    }
  })

  it('stands in both logs: every record from abroad is, byte for byte, in the log of its author', async () => {
    const own = new Set<string>()
    const foreign: string[] = []
    for (const node of nodes.values()) {
      for (const entry of await wholeLog(node)) {
        if (entry.foreign) foreign.push(entry.digest ?? 'erased')
        else own.add(entry.digest ?? 'erased')
      }
    }
    expect(foreign.length).toBeGreaterThan(600)
    expect(foreign.filter((digest) => !own.has(digest))).toEqual([])
  })

  it('ends with desks that are alive', async () => {
    const inbox = await nodes.get('XV-FIU')!.read.inbox({ show: 'open', q: '' })
    const told = inbox.map((i) => `${i.reference} ${i.state} ${i.dueStatus} ${i.waitingFor}`)
    expect(told.filter((t) => /overdue|soon/.test(t))).toEqual([
      'CM-03 PUBLISHED overdue us',
      'RQ-21 ACKNOWLEDGED overdue us',
      'RQ-25 DRAFT soon us',
      'RQ-23 ACKNOWLEDGED soon them',
      'RQ-24 SENT soon us',
      'ML-12 ENFORCED soon us',
      'JIT-LANTERN ACTIVE soon us',
    ])
    for (const open of ['RQ-22 CLARIFICATION running us', 'V-04 COLLECTIVE none us'])
      expect(told).toContain(open)
    expect(told.find((t) => t.startsWith('ML-09'))).toContain('ACKNOWLEDGED none them')
    // What is over is found by searching, and does not lie on the desk; documents in force do, without a date that presses.
    expect(told.filter((t) => !t.startsWith('RD-')).length).toBeLessThan(20)
  })

  it('tells the suspension behind RQ-12 under its own procedure: the freezing order takes its place', async () => {
    const xn = nodes.get('XN-FIU') as Node
    const [item] = await xn.read.inbox({ show: 'all', q: 'SU-12', procedure: 'P2' })
    const view = must(await xn.read.request('XN-FIU/head', item!.id))
    const steps = view.timeline.map((e) => e.type)
    expect(steps).toContain('suspension.executed')
    expect(view.state).toBe('CLOSED')
    const freeze = { type: 'suspension.ended', actor: { id: 'XN-EPP/prosecutor' } }
    expect(view.timeline).toContainEqual(
      expect.objectContaining({ ...freeze, actor: expect.objectContaining(freeze.actor) }),
    )
    for (const cell of view.safeguards ?? []) if (cell.needed) expect(cell.filledBy).not.toBe(null)
  })

  it('leaves every matter at every node where the same story told on paper leaves it', async () => {
    const told = replay([...lanternStory, ...todaysChapters], demoBegins)
    const unlike: string[] = []
    for (const [reference, { logs }] of told)
      for (const { node, state } of logs) {
        // Tips are for the body that took them and for nobody else.
        const reader = reference === 'TP-01' ? 'XV-OMB/inspector' : `${node}/auditor`
        const view = must(await nodes.get(node)!.read.request(reader, ids.get(reference)!))
        if (view.state !== state.states.main)
          unlike.push(`${reference} at ${node}: ${view.state}, not ${state.states.main}`)
      }
    expect(unlike).toEqual([])
  })

  it('keeps the two late answers late (RQ-02, RQ-10), and says so in the timeline', async () => {
    const xv = nodes.get('XV-FIU') as Node
    const late: string[] = []
    for (const item of await xv.read.inbox({ show: 'all', q: 'RQ-' })) {
      const view = must(await xv.read.request('XV-FIU/auditor', item.id))
      const answer = view.clocks.find((c) => c.id === 'answer')
      if (answer?.status === 'breached-then-met') late.push(item.reference)
    }
    expect(late.sort()).toEqual(['RQ-02', 'RQ-10'])
  })

  it('tells the case when judgment is final, under four eyes', async () => {
    const node = nodes.get('XV-FIU') as Node
    await publishCase(node)
    const { out } = await node.read.public.cases()
    expect(out.map(({ document }) => [document.id, document.version, document.finalOn])).toEqual([
      ['lantern', 1, '2026-02-23'],
    ])
    const distributable = out[0]!.document.stages.find(({ line }) => line === 'distributable')
    expect(distributable?.cents).toBe(46_200_000_00)
    const proof = must(await node.read.public.caseProof('lantern')) as { records: unknown[] }
    expect(proof.records).toHaveLength(2)
    const alone = await node.cases.release('XV-ARMA/head-of-desk', 'lantern', out[0]!.digest)
    expect(alone.ok ? 'released' : alone.refusal.name).toBe('case-not-prepared')
  })

  it('a court of the country speaks, and the page is gone until it lifts that', async () => {
    const node = nodes.get('XV-FIU') as Node
    const [seen] = await node.read.inbox({ show: 'all', q: '' }, 'XV-HC/judge')
    const order = { matters: [seen!.id], decision: 'HC 12/2026' }
    const refused = await node.cases.restrict('XV-ARMA/head-of-desk', order)
    expect(refused.ok ? 'done' : refused.refusal.name).toBe('case-court-only')
    const { restrictions } = must(await node.cases.restrict('XV-HC/judge', order))
    expect(await node.read.public.cases()).toMatchObject({
      out: [],
      withdrawn: [{ id: 'lantern', reason: expect.stringMatching(/^a court has restricted/) }],
    })
    for (const gone of [
      await node.read.public.case('lantern'),
      await node.read.public.caseProof('lantern'),
    ])
      expect(gone.ok ? 'shown' : gone.refusal.name).toBe('case-page-unknown')
    const why = must(await node.cases.before('XV-ARMA/head-of-desk', [seen!.id]))
    expect(why[0]).toMatchObject({
      name: 'case-restricted',
      ground: expect.stringMatching(/XV-HC.*HC 12\/2026/),
    })
    must(await node.cases.lift('XV-HC/judge', restrictions[0]!.id, 'HC 15/2026'))
    expect((await node.read.public.case('lantern')).ok).toBe(true)
    const twice = await node.cases.lift('XV-HC/judge', restrictions[0]!.id, 'HC 15/2026')
    expect(twice.ok ? 'done' : twice.refusal.name).toBe('case-restriction-unknown')
  })

  it('shows a joint statement with every signature and a proof, and not how many victims were told', async () => {
    const node = nodes.get('XV-FIU') as Node
    const [statement] = await node.read.public.statements()
    expect(statement).toMatchObject({ reference: 'PR-01', corrections: [], withdrawn: null })
    expect(statement!.signatures.map(({ authority }) => authority)).toEqual([
      'XV-SACP',
      'XN-EPP',
      'XC-AG',
      'XS-PP',
    ])
    const proof = must(await node.read.public.statementProof('PR-01'))
    const { verdict } = must(await verifyProof(Buffer.from(JSON.stringify(proof)), {}))
    expect(verdict.findings).toEqual([])
    expect(verdict.unchecked.join()).toContain('1 records: they were erased or are withheld')
    const { records } = proof as { records: { record: string | null }[] }
    const headers = records.map(({ record }) => Buffer.from(record ?? '', 'base64').toString())
    expect(headers.join()).not.toMatch(/victims_told|"244"/)
  })

  it('takes the page of the case back at once', async () => {
    const node = nodes.get('XV-FIU') as Node
    must(await node.cases.withdraw('XV-ARMA/head-of-desk', 'lantern', 'a sum was wrong'))
    const after = await node.read.public.cases()
    expect(after.out).toEqual([])
    expect(after.withdrawn).toMatchObject([{ id: 'lantern', reason: 'a sum was wrong' }])
    expect((await node.read.public.case('lantern')).ok).toBe(false)
  })
})
