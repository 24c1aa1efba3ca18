import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestFederation, testFederation } from '../node/testing.ts'
import { samples } from '../procedure/samples.ts'
import { makeApp, serve } from './app.ts'

const mine = { 'x-comity': '1' }
let federation: TestFederation
const apps = new Map<string, FastifyInstance>()
const closing: (() => Promise<void>)[] = []
const sessions = new Map<string, Record<string, string>>()

/** Two nodes, each with the authorities of its country, letters between them over real HTTP. */
beforeAll(async () => {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-02-14T09:00:00.000Z',
    { demo: true },
    { served: true },
  )
  const addresses = new Map<string, string>()
  for (const node of federation.nodes.values()) {
    const server = await serve({ node, host: '127.0.0.1', port: 0 })
    addresses.set(node.id, server.address)
    closing.push(() => server.close())
    const app = await makeApp({ node })
    apps.set(node.id, app)
    closing.push(() => app.close())
  }
  federation.wire.post = async (url, bytes) => {
    const [, id, path] = /^test:\/\/([^/]+)(\/.*)$/.exec(url)!
    const answer = await fetch(`${addresses.get(id!)}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes as Uint8Array<ArrayBuffer>,
    })
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) }
  }
}, 60_000)

afterAll(async () => {
  for (const close of closing) await close()
  await federation.close()
})

function nodeOf(actor: string): string {
  return actor.startsWith('XV') ? 'XV-FIU' : 'XN-FIU'
}

async function headersOf(actor: string): Promise<Record<string, string>> {
  const known = sessions.get(actor)
  if (known !== undefined) return known
  const answer = await apps.get(nodeOf(actor))!.inject({
    method: 'POST',
    url: '/api/session',
    headers: mine,
    payload: { actor },
  })
  const [cookie] = answer.cookies
  const headers = { ...mine, cookie: `${cookie!.name}=${cookie!.value}` }
  sessions.set(actor, headers)
  return headers
}

async function ask(actor: string, url: string) {
  const answer = await apps
    .get(nodeOf(actor))!
    .inject({ method: 'GET', url, headers: await headersOf(actor) })
  return { status: answer.statusCode, json: () => answer.json(), body: answer }
}

async function post(actor: string, url: string, payload: object) {
  const answer = await apps.get(nodeOf(actor))!.inject({
    method: 'POST',
    url,
    headers: await headersOf(actor),
    payload,
  })
  await federation.settle()
  return { status: answer.statusCode, json: () => answer.json() }
}

async function act(actor: string, id: string, action: string, document: object = {}) {
  const answer = await post(actor, `/api/requests/${id}/acts`, { action, document })
  if (answer.status !== 200) throw new Error(`${action}: ${JSON.stringify(answer.json())}`)
  return answer.json()
}

describe('the officers of a node', () => {
  it('are those of every authority that it serves, named with their authority', async () => {
    const roles = (await ask('XV-CA/registrar', '/api/roles')).json()
    expect(roles.find((r: { id: string }) => r.id === 'XV-CA/registrar')).toMatchObject({
      authority: 'XV-CA',
      authorityName: 'Ministry of Justice, Central Authority',
    })
    const session = (await ask('XV-CA/registrar', '/api/session')).json()
    expect(session.actor.authorityName).toBe('Ministry of Justice, Central Authority')
  })
})

describe('the tables of the procedures', () => {
  it('are listed with whether the officer may begin one, and why not', async () => {
    const { procedures } = (await ask('XV-CA/case-officer', '/api/procedures')).json()
    const by = Object.fromEntries(procedures.map((p: { id: string }) => [p.id, p]))
    expect(by.P3).toMatchObject({ mayOpen: true, family: 'assistance' })
    expect(by.P1).toMatchObject({ mayOpen: false })
    expect(by.P1.why).toContain('financial intelligence unit')
  })

  it('are told whole: states, steps, clocks in words, forms with their schema', async () => {
    const p3 = (await ask('XV-CA/case-officer', '/api/procedures/P3')).json()
    expect(p3.transitions.find((t: { id: string }) => t.id === 'execute')).toMatchObject({
      coercive: true,
      crosses: true,
      byClock: false,
    })
    for (const form of p3.forms) expect(form.schema).toMatchObject({ type: 'object' })
    expect(p3.forms.map((f: { id: string }) => f.id)).toContain('mla-request')
    expect((await ask('XV-CA/case-officer', '/api/procedures/P99')).status).toBe(404)
  })

  it('have their refusals in one list', async () => {
    const { refusals } = (await ask('XV-CA/case-officer', '/api/refusals')).json()
    expect(refusals.length).toBeGreaterThan(20)
    for (const row of refusals) expect(row.remedy).not.toBe('')
  })
})

describe('a form', () => {
  it('says to whom it can be put, and of everybody else why not', async () => {
    const form = (await ask('XV-CA/case-officer', '/api/forms/P3')).json()
    const ids = form.addressees.map((a: { id: string }) => a.id)
    expect(ids).toContain('XN-CA')
    expect(ids).not.toContain('XV-SACP')
    expect(form.closed.find((a: { id: string }) => a.id === 'XN-TAX').why).toContain('not')
    expect(form.elements).toBe(14)
  })

  it('is scored while it is written, element by element', async () => {
    const { dualCriminality: _, translation: __, period: ___, ...rest } = samples['mla-request']!
    const check = async (document: object) =>
      (
        await post('XV-CA/case-officer', '/api/forms/check', {
          procedure: 'P3',
          form: 'mla-request',
          document,
        })
      ).json()
    const lacking = await check(rest)
    expect([lacking.have, lacking.of]).toEqual([11, 14])
    expect(lacking.missing.flatMap((m: { fields: string[] }) => m.fields).sort()).toEqual([
      'dualCriminality',
      'period',
      'translation',
    ])
    const whole = await check(samples['mla-request']!)
    expect([whole.have, whole.of, whole.missing]).toEqual([14, 14, []])
    const long = await check({ ...samples['mla-request'], period: '2015-01-01/2024-12-31' })
    expect(long.prompts.map((p: { id: string }) => p.id)).toContain('period-long')
  })
})

describe('a request for legal assistance between two central authorities', () => {
  it('goes from draft to execution through the nodes that serve them, over HTTP', async () => {
    const opened = await post('XV-CA/case-officer', '/api/requests', {
      procedure: 'P3',
      step: 'draft',
      to: 'XN-CA',
      document: samples['mla-request'],
    })
    expect(opened.status).toBe(201)
    const { id } = opened.json()
    await act('XV-CA/head-of-desk', id, 'approve', samples['mla-approval'])
    const sent = await act('XV-CA/registrar', id, 'send')
    expect(sent).toMatchObject({ state: 'SENT', kind: 'matter', procedureName: expect.any(String) })
    expect(sent.completeness).toMatchObject({ have: 14, of: 14 })
    const there = (await ask('XN-CA/registrar', `/api/requests/${id}`)).json()
    expect(there).toMatchObject({
      state: 'SENT',
      side: 'requested',
      document: samples['mla-request'],
    })
    expect(there.parties.map((p: { id: string }) => p.id)).toEqual(['XV-CA', 'XN-CA'])
    const inbox = (await ask('XN-CA/registrar', '/api/inbox?procedure=P3')).json()
    expect(inbox.items).toMatchObject([{ procedure: { id: 'P3' }, counterpart: { id: 'XV-CA' } }])
    federation.clock.set('2025-02-17T09:00:00.000Z')
    await act('XN-CA/registrar', id, 'acknowledge')
    federation.clock.set('2025-02-27T09:00:00.000Z')
    await act('XN-CA/head-of-desk', id, 'accept', samples['mla-acceptance'])
    federation.clock.set('2025-04-04T09:00:00.000Z')
    await act('XN-CA/head-of-desk', id, 'execute', samples['mla-execution'])
    const [here, peer] = await Promise.all(
      ['XV-CA/head-of-desk', 'XN-CA/head-of-desk'].map(async (a) =>
        (await ask(a, `/api/requests/${id}`)).json(),
      ),
    )
    expect([here.state, peer.state]).toEqual(['EXECUTED', 'EXECUTED'])
    const reached = here.path.filter((p: { reached: string | null }) => p.reached !== null)
    expect(reached.map((p: { id: string }) => p.id)).toEqual(
      expect.arrayContaining(['DRAFT', 'SENT', 'ACKNOWLEDGED', 'ACCEPTED', 'EXECUTED']),
    )
    const standing = (view: { path: { track: string; id: string; current: boolean }[] }) =>
      view.path.filter((p) => p.current && ['delivery', 'deadline'].includes(p.track))
    expect(standing(here)).toMatchObject([
      { track: 'delivery', id: 'ADMITTED', name: 'letters admitted: 1 of 1' },
      { track: 'deadline' },
    ])
    for (const cell of here.safeguards) if (cell.needed) expect(cell.filledBy).not.toBe(null)
    expect(here.law.changed).toBe(false)
    for (const node of federation.nodes.values()) expect((await node.audit()).findings).toEqual([])
    const record = here.documents.find((d: { form: string }) => d.form === 'mla-request').record
    const file = (as: string) =>
      ask('XV-CA/registrar', `/api/requests/${id}/documents/${record}?as=${as}`)
    expect((await file('html')).body.body).toContain('Ministry of Justice')
    expect((await file('pdf')).body.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await file('json')).json()).toMatchObject({
      form: 'mla-request',
      matter: `matter/${id}`,
    })
    expect((await ask('XV-CA/registrar', `/api/requests/${id}/documents/none`)).status).toBe(404)
  })

  it('is seen by those who take part in it, by auditors and oversight, and by nobody else', async () => {
    const [item] = (await ask('XV-CA/registrar', '/api/inbox?procedure=P3&show=all')).json().items
    const status = async (actor: string) => (await ask(actor, `/api/requests/${item.id}`)).status
    expect(await status('XV-SACP/prosecutor')).toBe(200)
    expect(await status('XV-OMB/inspector')).toBe(200)
    expect(await status('XV-TAX/case-officer')).toBe(403)
    expect(await status('XV-FIU/analyst')).toBe(403)
    const seen = (await ask('XV-TAX/case-officer', '/api/inbox?show=all')).json().items
    expect(seen).toEqual([])
    expect((await ask('XV-TAX/case-officer', `/api/requests/${item.id}/proof`)).status).toBe(403)
    const acted = await post('XV-TAX/case-officer', `/api/requests/${item.id}/acts`, {
      action: 'withdraw',
      document: { reasons: 'not mine' },
    })
    expect(acted.status).toBe(403)
  })

  it('lends its words to the next one of the case', async () => {
    const [item] = (await ask('XV-CA/registrar', '/api/inbox?procedure=P3&show=all')).json().items
    const url = `/api/forms/defaults?procedure=P3&from=${item.id}`
    const { document } = (await ask('XV-CA/case-officer', url)).json()
    expect(document).toMatchObject({ facts: samples['mla-request']!.facts })
    expect(document).not.toHaveProperty('reference')
    expect((await ask('XV-TAX/case-officer', url)).status).toBe(403)
  })
})

describe('limits and routes', () => {
  it('are reckoned with every step', async () => {
    const start = encodeURIComponent('2026-11-20T18:00:00+02:00')
    const due = (
      await ask('XV-CA/registrar', `/api/due?rule=FI-MONITORING&start=${start}&calendar=FI`)
    ).json()
    expect(due).toMatchObject({ dueDay: '2026-11-24', due: '2026-11-24T14:15:00.000Z' })
    expect(due.steps.length).toBeGreaterThan(1)
    expect((await ask('XV-CA/registrar', '/api/due?rule=DL-99&start=2025-01-01')).status).toBe(400)
    const { rules } = (await ask('XV-CA/registrar', '/api/limits?q=FI-MONITORING')).json()
    expect(rules[0].terms[0]).toMatchObject({ when: expect.any(String) })
  })

  it('are found with their articles, and unknown is said plainly and put on the map of gaps', async () => {
    const on = '2025-02-14'
    const found = (
      await ask(
        'XV-CA/registrar',
        `/api/route?from=XV&to=XN&measure=freeze&offence=corruption&on=${on}`,
      )
    ).json()
    expect(found.answer).toBe('routes')
    expect(found.routes[0]).toMatchObject({ citation: expect.any(String), informal: false })
    const none = (
      await ask('XV-CA/registrar', `/api/route?from=XV&to=JP&measure=extradition&on=${on}`)
    ).json()
    expect(none.answer).not.toBe('routes')
    const { gaps } = (await ask('XV-CA/registrar', '/api/gaps')).json()
    expect(gaps).toMatchObject([{ from: 'XV', to: 'JP', measure: 'extradition', count: 1 }])
    expect((await ask('XV-CA/registrar', '/api/route?from=XV&to=XN&measure=torture')).status).toBe(
      400,
    )
    const choices = (await ask('XV-CA/registrar', '/api/route/choices')).json()
    expect(choices.countries.map((c: { id: string }) => c.id)).toEqual(
      expect.arrayContaining(['XV', 'XN']),
    )
  })
})

describe('the law desk', () => {
  it('shows packs and rows, and takes a draft from the treaty desk alone', async () => {
    const law = (await ask('XV-FIU/analyst', '/api/law')).json()
    expect([law.mayDraft, law.mayApprove]).toEqual([false, false])
    expect(law.packs.every((p: { shipped: boolean }) => p.shipped)).toBe(true)
    const { rows, tables } = (
      await ask('XV-FIU/analyst', '/api/law/rows?table=rules&q=FI-MONITORING')
    ).json()
    expect(tables.map((t: { id: string }) => t.id)).toContain('bases')
    expect(rows[0]).toMatchObject({ id: 'FI-MONITORING', pack: expect.any(String) })
    const pack = (await ask('XV-FIU/analyst', `/api/law/packs/${law.packs[0].id}`)).json()
    expect((await post('XV-FIU/analyst', '/api/law/drafts', { pack })).status).toBe(403)
    const refused = await post('XV-CA/delegate', '/api/law/drafts', { pack })
    expect(refused.json()).toMatchObject({ name: 'version-not-higher' })
    const bad = await post('XV-CA/delegate', '/api/law/drafts', { pack: { id: 'X' } })
    expect([400, 422]).toContain(bad.status)
    const good = await post('XV-CA/delegate', '/api/law/drafts', {
      pack: { ...pack, version: pack.version + 1, name: `${pack.name}, second text` },
    })
    expect(good.status).toBe(201)
    const { id } = good.json()
    expect((await ask('XV-FIU/head', `/api/law/diff?draft=${id}`)).status).toBe(200)
    const own = await post('XV-CA/delegate', `/api/law/drafts/${id}/approve`, { reasons: 'mine' })
    expect(own.status).toBe(403)
    const approved = await post('XV-FIU/head', `/api/law/drafts/${id}/approve`, { reasons: 'read' })
    expect(approved.status).toBe(200)
    expect((await ask('XV-FIU/head', '/api/law/diff?draft=none')).status).toBe(404)
  })
})
