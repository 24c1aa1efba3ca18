import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import type { Node } from '#node'
import { bytes, harbour, openings, run } from '../node/desk-testing.ts'
import { sendRequest, type TestFederation, testFederation } from '../node/testing.ts'
import { samples } from '../procedure/samples.ts'
import { makeApp } from './app.ts'
import { cookieName } from './doors.ts'
import { routes } from './routes.ts'

let federation: TestFederation
let app: FastifyInstance
let node: Node
const analyst = 'XV-FIU/analyst'
const head = 'XV-FIU/head'
/** Ids that stand for `:id` and its like in an address. */
let ids: Readonly<Record<string, string>>

beforeAll(async () => {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-02-14T09:00:00.000Z',
    { demo: true },
    { served: true },
  )
  node = federation.node('XV-FIU')
  app = await makeApp({ node })
  const matter = await sendRequest(node, 'XN-FIU')
  await federation.settle()
  const record = must(await node.read.request(analyst, matter)).documents[0]!.record
  const about = { title: 'statement of account', type: 'application/pdf' }
  const file = must(await node.attachments.add(analyst, matter, about, bytes('%PDF-'))).id
  const { id: tracing } = must(await node.desk.create(analyst, 'Harbour'))
  must(await node.desk.putFile(analyst, tracing, 'ledger', 'h.csv', bytes(harbour)))
  must(await node.desk.putFile(analyst, tracing, 'openings', 'o.csv', bytes(openings)))
  await finished(must(await node.desk.import(analyst, tracing, {})).job)
  const traced = must(await node.desk.run(analyst, tracing, { ...run, rule: 'fifo' }))
  const runId = await finished(traced.job)
  const words = { title: 'Harbour', caseReference: 'H-1' }
  const made = must(await node.desk.makeExhibit(analyst, tracing, runId, words))
  const others = await matterOfOthers()
  ids = { matter, record, file, tracing, run: runId, exhibit: (made as { id: string }).id, others }
})
afterAll(async () => {
  await app.close()
  await federation.close()
})

async function finished(job: string): Promise<string> {
  for (;;) {
    const view = must(node.desk.job(analyst, job))
    if (view.state !== 'running') return view.result?.id ?? ''
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Between the tax office and another authority; the unit has no part in it. */
async function matterOfOthers(): Promise<string> {
  const document = samples['management-plan']!
  const open = { do: 'open', procedure: 'P5', to: 'XN-CA', document } as const
  return must(await node.handle('XV-ARMA/asset-manager', open)).id
}

/** What a call leaves on record besides the act itself. */
interface Row {
  readonly call: `${'GET' | 'POST' | 'PUT'} ${string}`
  readonly route: string
  readonly as?: string
  readonly body?: object
  /** Types of the events, in order. */
  readonly leaves: readonly string[]
  /** Streams on which they stand, by the subject. */
  readonly on: 'matter' | 'tracing' | 'others'
}

/**
 * Every address that shows a subject, and the event that it must leave when an hour has passed since the last look.
 * Whoever takes a call to the log out of a handler meets this table.
 */
const table: readonly Row[] = [
  {
    route: 'GET /api/requests/:id',
    call: 'GET /api/requests/{matter}',
    leaves: ['access.viewed'],
    on: 'matter',
  },
  {
    route: 'GET /api/requests/:id/documents/:record',
    call: 'GET /api/requests/{matter}/documents/{record}?as=html',
    leaves: ['access.viewed'],
    on: 'matter',
  },
  {
    route: 'GET /api/requests/:id/documents/:record',
    call: 'GET /api/requests/{matter}/documents/{record}?as=pdf',
    leaves: ['access.printed', 'access.copied'],
    on: 'matter',
  },
  {
    route: 'GET /api/requests/:id/documents/:record',
    call: 'GET /api/requests/{matter}/documents/{record}?as=json',
    leaves: ['access.exported', 'access.copied'],
    on: 'matter',
  },
  {
    route: 'GET /api/requests/:id/proof',
    call: 'GET /api/requests/{matter}/proof',
    leaves: ['access.exported', 'access.copied'],
    on: 'matter',
  },
  {
    route: 'GET /api/forms/defaults',
    call: 'GET /api/forms/defaults?procedure=P3&from={matter}',
    leaves: ['access.combined'],
    on: 'matter',
  },
  {
    route: 'POST /api/forms/check',
    call: 'POST /api/forms/check',
    body: { procedure: 'P1', document: {}, matter: '{matter}' },
    leaves: ['access.viewed'],
    on: 'matter',
  },
  ...(['deliveries', 'attachments', 'items'] as const).map(
    (part): Row => ({
      route: `GET /api/requests/:id/${part}`,
      call: `GET /api/requests/{matter}/${part}`,
      leaves: ['access.viewed'],
      on: 'matter',
    }),
  ),
  {
    route: 'GET /api/requests/:id/attachments/:file',
    call: 'GET /api/requests/{matter}/attachments/{file}',
    leaves: ['access.exported'],
    on: 'matter',
  },
  {
    route: 'POST /api/requests/:id/attachments/:file/copy',
    call: 'POST /api/requests/{matter}/attachments/{file}/copy',
    body: { matter: '{matter}' },
    // The matter that gets it is opened, and the file is taken out of the one that has it.
    leaves: ['access.viewed', 'access.exported'],
    on: 'matter',
  },
  {
    route: 'GET /api/requests/:id/access',
    call: 'GET /api/requests/{matter}/access',
    as: head,
    leaves: ['access.log-read'],
    on: 'matter',
  },
  {
    route: 'POST /api/requests/:id/break-glass',
    call: 'POST /api/requests/{others}/break-glass',
    body: { reason: 'the money leaves within the hour' },
    leaves: [],
    on: 'others',
  },
  ...['', '/accounts', '/compare', '/flow?from=Peter'].map(
    (rest): Row => ({
      route: `GET /api/tracings/:id${rest.split('?')[0]}`,
      call: `GET /api/tracings/{tracing}${rest}`,
      leaves: ['access.viewed'],
      on: 'tracing',
    }),
  ),
  ...['', '/graph', '/steps', '/payments?account=Shop'].map(
    (rest): Row => ({
      route: `GET /api/tracings/:id/runs/:run${rest.split('?')[0]}`,
      call: `GET /api/tracings/{tracing}/runs/{run}${rest}`,
      leaves: ['access.viewed'],
      on: 'tracing',
    }),
  ),
  ...(
    [
      ['html', 'access.viewed'],
      ['pdf', 'access.printed'],
      ['json', 'access.exported'],
    ] as const
  ).map(
    ([form, type]): Row => ({
      route: 'GET /api/exhibits/:file',
      call: `GET /api/exhibits/{exhibit}.${form}`,
      leaves: type === 'access.viewed' ? [type] : [type, 'access.copied'],
      on: 'tracing',
    }),
  ),
  {
    route: 'POST /api/requests/:id/acts',
    call: 'POST /api/requests/{matter}/acts',
    body: { action: 'withdraw', document: { reasons: 'the question was answered elsewhere' } },
    leaves: ['access.viewed'],
    on: 'matter',
  },
]

/** Addresses that name a subject and show nothing of it, each with the reason. */
const silent: Readonly<Record<string, string>> = {
  'GET /api/session': 'the officer’s own session',
  'GET /api/access/glasses': 'who broke a glass and why, for those who review it',
  'GET /api/notices': 'what the officer was told',
  'GET /api/passkeys': 'keys of officers',
  'GET /api/courses': 'the catalogue of courses',
  'GET /api/exercise': 'an exercise on invented data; none at a node of real work',
  'GET /api/exercise/report/:form': 'the report of an exercise; none at a node of real work',
  'GET /api/courses/roster': 'credentials of colleagues, and no subject of a case',
  'GET /api/requests/:id/certificate': 'the own credential from the own course',
  'GET /api/library': 'patterns, and headlines of matters that the inbox shows as well',
  'GET /api/knowledge': 'patterns without cases, as released',
  'GET /api/requests/:id/course':
    'tasks made for the learner; opened as the matter is, see src/node/credentials.test.ts',
  'GET /api/forms/request': 'an empty form',
  'GET /api/forms/:procedure': 'an empty form',
  'GET /api/consents': 'a list: reference and state of each consent',
  'GET /api/channels': 'counts by partner',
  'GET /api/keys': 'cards and keys of authorities',
  'GET /api/retention': 'a list: ids and dates',
  'GET /api/authorities': 'cards of authorities',
  'GET /api/log': 'commitments; what the officer may not see is sealed',
  'GET /api/log/settings': 'digests of the operator’s files',
  'GET /api/log/witnesses': 'heads of logs',
  'GET /api/log/forks/:id': 'heads of logs',
  'GET /api/figures': 'counts',
  'GET /api/case-pages':
    'rounded sums, without persons; the act that composed them names the matters on record',
  'GET /api/rights': 'a list: what kind, to whom, when; opening one is the look',
  'GET /api/rights/filings/:id': 'puts each look on record itself: src/node/rights.test.ts',
  'GET /api/rights/filings/:id/letter': 'puts each look on record itself: src/node/rights.test.ts',
  'POST /api/rights/filings/:id/take-up': 'an act, on record itself',
  'POST /api/rights/filings/:id/give-back': 'an act, on record itself',
  'GET /api/releases': 'what is published, and what would be',
  'GET /api/releases/:period/:version/unsuppressed':
    'puts each look on record itself: src/node/release-desk.test.ts',
  'GET /api/oversight': 'a list: officers, counts and references; the search of looks is a look',
  'GET /api/oversight/looks': 'puts each search on record itself: src/node/oversight-gaps.test.ts',
  'GET /api/oversight/pot': 'puts it on record itself; leaves, which name nobody',
  'GET /api/oversight/samples/:id/lot': 'leaves and heads, for anybody',
  'GET /api/oversight/declaration': 'whether the officer has made one',
  'GET /api/oversight/report': 'counts',
  'GET /api/evaluation': 'digests of files that were handed over, and opinions',
  'GET /api/harmony': 'counts, and texts of model laws',
  'GET /api/commitments': 'promises of governments and reviews of countries, from headers alone',
  'GET /api/jobs/:id': 'how far a job of the own authority is',
  'GET /api/hit': 'a list of questions, without what was found',
  'GET /api/hit/questions/:id': 'puts each look on record itself: src/node/hit-access.test.ts',
  'GET /api/hit/openings/:id': 'puts each look on record itself: src/node/hit-access.test.ts',
  'POST /api/requests/:id/attachments': 'takes a file in, on record itself',
  'POST /api/requests/:id/file-check': 'judges a file that is handed in, on record itself',
  'GET /api/requests/:id/purposes': 'shows which purposes there are, nothing of the matter',
  'POST /api/requests/:id/purposes': 'says why; the look that follows is on record with it',
  'POST /api/requests/:id/acts/statement': 'digests of the officer’s own step',
  'PUT /api/requests/:id/draft': 'an act, on record itself; then the same screen as the view',
  'POST /api/requests': 'an act, on record itself',
  'GET /api/inbox': 'a list: reference, state and clock; opening one is the look',
  'GET /api/leads': 'puts each opening on record itself: src/node/tips.test.ts',
  'GET /api/tips': 'a list: states and days; opening one is the look',
  'GET /api/tips/:id': 'puts each look on record itself: src/node/tips.test.ts',
  'GET /api/tips/:id/files/:piece/:name': 'puts it on record itself: src/node/tips.test.ts',
  'GET /api/tracings': 'a list: names and counts',
}

function filled(text: string): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name)
}

async function signedIn(actor: string) {
  const response = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'x-comity': '1', host: 'localhost' },
    payload: { actor },
  })
  const cookie = response.cookies.find((c) => c.name === cookieName(node))
  return { cookie: `${cookie?.name}=${cookie?.value}`, 'x-comity': '1', host: 'localhost' }
}

async function looksAt(row: Row): Promise<string[]> {
  const stream = row.on === 'tracing' ? `tracing/${ids.tracing}` : `matter/${ids[row.on]}`
  const { entries } = await node.read.log({ after: -1, limit: 2000 })
  return entries.filter((e) => e.stream === `access/${stream}`).map((e) => e.type)
}

describe('every address that shows a subject leaves its event', () => {
  it.each(table.map((row) => [row.call, row] as const))('%s', async (call, row) => {
    federation.clock.forward(61)
    const headers = await signedIn(row.as ?? analyst)
    const before = (await looksAt(row)).length
    const [method, url] = call.split(' ') as ['GET' | 'POST', string]
    const payload = row.body && JSON.parse(filled(JSON.stringify(row.body)))
    const response = await app.inject({
      method,
      url: filled(url),
      headers,
      ...(payload === undefined ? {} : { payload }),
    })
    expect(response.statusCode, response.body.slice(0, 300)).toBeLessThan(300)
    expect((await looksAt(row)).slice(before)).toEqual(row.leaves)
  })

  it('is named here, or excused with a reason', () => {
    const told = new Set([...table.map((row) => row.route), ...Object.keys(silent), ...changes])
    const subject = /^\/api\/(requests|tracings|exhibits|forms\/(defaults|check))/
    const shows = routes
      .filter((r) => r.who === 'officer')
      .filter((r) => r.method === 'GET' || (subject.test(r.path) && r.answer !== undefined))
      .map((r) => `${r.method} ${r.path}`)
    expect(shows.filter((r) => !told.has(r) && !rowsOfLaw.test(r))).toEqual([])
  })
})

/** Law, procedures and rules are public within the federation. */
const rowsOfLaw =
  /^GET \/api\/(access\/policies|procedures|refusals|due|limits|law|route|gaps|rules)\b/

/** Changes at the tracing desk, each a record of its own on the stream of the tracing. */
const changes = [
  'POST /api/tracings',
  'PUT /api/tracings/:id/files/:role',
  'POST /api/tracings/:id/import',
  'POST /api/tracings/:id/claims',
  'POST /api/tracings/:id/runs',
  'POST /api/tracings/:id/runs/:run/exhibit',
  'POST /api/requests/:id/course',
]

describe('the log of looks', () => {
  it('says who, when, for which purpose, by which policies, and to whom it was sent', async () => {
    const log = must(await node.access.log(head, ids.matter!))
    const of = (kind: string) => log.entries.find((e) => e.kind === kind)
    expect(of('print')).toMatchObject({ officer: analyst, purpose: 'matter', what: ids.record })
    expect(of('export')?.policies).toEqual(['party-reads'])
    expect(of('export')?.policy).toBe(node.access.policies().digest)
    expect(of('combination')).toMatchObject({ what: 'P3' })
    expect(of('disclosure')).toMatchObject({ officer: analyst, recipient: 'XN-FIU' })
    expect(of('log read')).toMatchObject({ officer: head })
  })

  it('is read by heads, inspectors and auditors, and by nobody else', async () => {
    const by = async (actor: string) => {
      const log = await node.access.log(actor, ids.matter!)
      return log.ok ? 'read' : log.refusal.name
    }
    expect(await by(analyst)).toBe('not-permitted')
    expect(await by('XV-TAX/head-of-desk')).toBe('matter-of-others')
    expect(await by(head)).toBe('read')
  })

  it('has a reason in the vault and none in the log', async () => {
    const officer = 'XV-FIU/analyst'
    const words = 'the address of Maria Example in the file of 2024'
    must(await node.access.claim(officer, ids.matter!, 'other-matter', words))
    must(await node.read.request(officer, ids.matter!))
    const log = must(await node.access.log(head, ids.matter!))
    expect(log.entries.find((e) => e.reason === words)).toMatchObject({ purpose: 'other-matter' })
    const { entries } = await node.read.log({ after: -1, limit: 2000 })
    expect(JSON.stringify(entries)).not.toContain('Maria')
  })
})
