import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Instant, must } from '#base'
import { makeNode, type Node, openNode } from '#node'
import { serve } from './app.ts'

/**
 * Two authorities, two real nodes, real HTTP between them: XV-FIU asks XN-FIU which of its subjects it knows. Everything
 * an officer does goes through the doors of the api.
 */
const folder = mkdtempSync(join(tmpdir(), 'comity-hit-'))
const ids = ['XV-FIU', 'XN-FIU'] as const
const ports: Record<string, number> = {}
const nodes = new Map<string, Node>()
const served: { close(): Promise<void> }[] = []

const clock = Date.parse('2026-11-22T09:00:00.000Z')
const now = () => new Date(clock).toISOString() as Instant

beforeAll(async () => {
  for (const [i, id] of ids.entries()) {
    ports[id] = 46_100 + i + (process.pid % 500) * 4
    must(
      await makeNode({
        dir: join(folder, id),
        id,
        name: `unit ${id}`,
        country: id.slice(0, 2),
        kind: 'FIU',
        address: `http://127.0.0.1:${ports[id]}`,
        officers: [
          { id: 'analyst', name: 'Ana Lyst', role: 'analyst' },
          { id: 'head', name: 'Hedda Desk', role: 'head-of-desk' },
          { id: 'auditor', name: 'Audrey Torres', role: 'auditor' },
        ],
        from: '2025-12-01T00:00:00.000Z' as Instant,
      }),
    )
    const node = await openNode({
      dir: join(folder, id),
      storage: 'memory',
      demo: true,
      clock: { now },
    })
    nodes.set(id, node)
    served.push(await serve({ node, host: '127.0.0.1', port: ports[id]! }))
  }
  for (const node of nodes.values())
    for (const other of nodes.values())
      if (other !== node) for (const card of other.read.ownCards()) must(await node.enrol(card))
})

afterAll(async () => {
  for (const server of served) await server.close()
  for (const node of nodes.values()) await node.close()
  rmSync(folder, { recursive: true, force: true })
})

const cookies = new Map<string, string>()

async function call(actor: string, method: string, path: string, body?: unknown) {
  const [id = ''] = actor.split('/')
  if (!cookies.has(actor)) {
    const answer = await fetch(`http://127.0.0.1:${ports[id]}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-comity': '1' },
      body: JSON.stringify({ actor }),
    })
    cookies.set(actor, answer.headers.get('set-cookie')?.split(';')[0] ?? '')
  }
  const answer = await fetch(`http://127.0.0.1:${ports[id]}${path}`, {
    method,
    headers: {
      cookie: cookies.get(actor) ?? '',
      'x-comity': '1',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, json: text === '' ? undefined : JSON.parse(text) }
}

async function ask(over: Record<string, unknown> = {}) {
  const asked = await call('XV-FIU/analyst', 'POST', '/api/hit/questions', {
    partners: ['XN-FIU'],
    purpose: 'deconfliction',
    category: 'corruption',
    case: 'CASE-2024-0417',
    text: ours.join('\n'),
    ...over,
  })
  if (asked.status !== 201) return asked.json
  await nodes.get('XV-FIU')!.hit.settled()
  return (await call('XV-FIU/analyst', 'GET', `/api/hit/questions/${asked.json.id}`)).json
}

const ours = [
  'account:XN:A33',
  'natid:XV:1968-4711',
  'natid:XV:1971-4712',
  'name:Goran Telleg|1974-02-11',
  'wallet:0x460375f2fd1802703252025c38dde3629af7874c',
]
const theirs =
  'kind,country,value\naccount,XN,A33\nnatid,XV,19684711\nnatid,XN,5550001\nname,,Tellegg Goran|1974\n'

describe('do you know him?', () => {
  it('is not answered before the other side has agreed to be asked', async () => {
    const run = await ask()
    expect(run.partners[0]).toMatchObject({ state: 'refused', refusal: { name: 'hit-no-consent' } })
    expect(run.partners[0].refusal.citation).toContain('art. 40')
  })

  it('the other side puts its subjects in and opens an epoch; its head alone may', async () => {
    const list = { name: 'persons of interest', text: theirs }
    expect((await call('XN-FIU/analyst', 'POST', '/api/hit/lists', list)).status).toBe(201)
    const terms = { partner: 'XV-FIU', purpose: 'deconfliction', days: 30, release: 'none' }
    const refused = await call('XN-FIU/analyst', 'POST', '/api/hit/epochs', terms)
    expect(refused).toMatchObject({ status: 403, json: { name: 'hit-role' } })
    expect((await call('XN-FIU/head', 'POST', '/api/hit/epochs', terms)).status).toBe(204)
    const { json } = await call('XN-FIU/head', 'GET', '/api/hit')
    expect(json.epochs).toMatchObject([{ partner: 'XV-FIU', tokens: 256, subjects: 5, version: 1 }])
  })

  it('is answered with three pointers, one of them only possible, and with nothing else', async () => {
    const run = await ask()
    expect(run.partners[0]).toMatchObject({ state: 'done', asked: 7, same: 2, possible: 1 })
    expect(
      run.found.map((f: { identifier: string; says: string }) => [f.identifier, f.says]),
    ).toEqual([
      ['account:XN:A33', 'same'],
      ['natid:XV:19684711', 'same'],
      ['name:GORAN TELLEG|1974-02-11', 'possible'],
    ])
    for (const { pointer } of run.found)
      expect(Object.keys(pointer).sort()).toEqual(['epoch', 'owner', 'purpose', 'root', 'token'])
  })

  it('leaves counts, law and roots in both logs and no identifier in any', async () => {
    for (const node of nodes.values()) {
      const { entries } = (await node.read.log({ after: -1, limit: 500 })) as {
        entries: readonly object[]
      }
      const text = JSON.stringify(entries)
      expect(text).toContain('hit.')
      for (const secret of ['A33', '19684711', 'TELLEG', '0x4603'])
        expect(text).not.toContain(secret)
    }
    const audit = await nodes.get('XN-FIU')!.audit()
    expect(audit.ok).toBe(true)
    const owner = (await call('XN-FIU/head', 'GET', '/api/hit')).json
    expect(owner.asked).toMatchObject([
      { partner: 'XV-FIU', case: 'CASE-2024-0417', items: 7, names: 3 },
    ])
    expect(owner.asked[0].basis).toContain('art. 4')
    expect(owner.epochs[0].left).toEqual({ items: 9_993, names: 1_497 })
  })

  it('leads to a draft of a formal request, which a person completes', async () => {
    const { json } = await call('XV-FIU/analyst', 'GET', '/api/hit')
    const run = (await call('XV-FIU/analyst', 'GET', `/api/hit/questions/${json.runs[0].id}`)).json
    const prepared = await call('XV-FIU/analyst', 'POST', `/api/hit/questions/${run.id}/request`, {
      tokens: [run.found[0].pointer.token],
    })
    expect(prepared.status, JSON.stringify(prepared.json)).toBe(200)
    const tokens = run.found.map((f: { pointer: { token: string } }) => f.pointer.token)
    const all = await call('XV-FIU/analyst', 'POST', `/api/hit/questions/${run.id}/request`, {
      tokens,
    })
    expect(all.json.document.questions).toHaveLength(3)
    const unknown = await call('XV-FIU/analyst', 'POST', `/api/hit/questions/${run.id}/request`, {
      tokens: [...tokens, '0'.repeat(32)],
    })
    expect(unknown).toMatchObject({ status: 404, json: { name: 'hit-unknown' } })
    const { procedure, to, document } = prepared.json
    for (const own of ['use', 'deconfliction', 'handling', 'onward'])
      expect(Object.keys(document)).not.toContain(own)
    const drafted = await call('XV-FIU/analyst', 'POST', '/api/requests', {
      procedure,
      to,
      document: {
        ...document,
        background: 'the units were never delivered to eleven clinics',
        use: 'analysis by the unit',
        class: 'normal',
        deconfliction: 'hit',
        handling: 'TLP:AMBER',
        purposes: ['analysis'],
        evidence: 'with-consent',
        onward: 'with-consent',
      },
    })
    expect(drafted.status, JSON.stringify(drafted.json)).toBe(201)
    const request = (await call('XV-FIU/analyst', 'GET', `/api/requests/${drafted.json.id}`)).json
    expect(JSON.stringify(request)).toContain(run.found[0].pointer.token)
  })

  it('takes no question without a case, a lawful purpose, or a readable identifier', async () => {
    expect((await ask({ case: ' ' })).name).toBe('hit-without-case')
    expect((await ask({ purpose: 'curiosity' })).name).toBe('hit-unknown')
    expect(await ask({ text: 'account:XN:A33\nnatid:1968' })).toMatchObject({
      name: 'identifier-country-missing',
      where: { row: 2 },
    })
    expect((await ask({ partners: ['XS-FIU'] })).name).toBe('hit-partner-unknown')
    expect((await ask({ text: '' })).name).toBe('hit-nothing-to-ask')
  })

  it('is answered no further than the quota of the day', async () => {
    const terms = {
      partner: 'XV-FIU',
      purpose: 'recovery',
      days: 5,
      release: 'none',
      quota: { items: 6, names: 3 },
    }
    expect((await call('XN-FIU/head', 'POST', '/api/hit/epochs', terms)).status).toBe(204)
    const over = await ask({ purpose: 'recovery' })
    expect(over.partners[0]).toMatchObject({
      state: 'refused',
      refusal: { name: 'hit-quota-spent' },
    })
    const within = await ask({ purpose: 'recovery', text: ours.slice(0, 3).join('\n') })
    expect(within.partners[0]).toMatchObject({
      state: 'done',
      same: 2,
      left: { items: 3, names: 3 },
    })
  })

  it('a standing question, granted by another, finds the subject that comes later, without a further count', async () => {
    const desk = (await call('XV-FIU/analyst', 'GET', '/api/hit')).json
    const run = desk.runs.find(
      (r: { purpose: string; partners: { same: number }[] }) =>
        r.purpose === 'deconfliction' && r.partners[0]!.same === 2,
    )
    const asked = await call('XV-FIU/analyst', 'POST', `/api/hit/questions/${run.id}/standing`, {
      reason: 'the inquiry runs until the spring',
      until: '2027-03-01T00:00:00.000Z',
    })
    expect(asked.status, JSON.stringify(asked.json)).toBe(201)
    expect(
      (await call('XV-FIU/analyst', 'POST', `/api/hit/standing/${asked.json.id}`, { grant: true }))
        .json.name,
    ).toBe('hit-role')
    expect(
      (await call('XV-FIU/head', 'POST', `/api/hit/standing/${asked.json.id}`, { grant: true }))
        .status,
    ).toBe(204)
    await call('XN-FIU/analyst', 'POST', '/api/hit/lists', {
      name: 'later',
      text: 'wallet:0x460375f2fd1802703252025c38dde3629af7874c',
    })
    await call('XN-FIU/head', 'POST', '/api/hit/epochs/grow', {
      partner: 'XV-FIU',
      purpose: 'deconfliction',
    })
    nodes.get('XV-FIU')!.hit.tick()
    await nodes.get('XV-FIU')!.hit.settled()
    const after = (await call('XV-FIU/head', 'GET', '/api/hit')).json
    expect(after.standing).toMatchObject([{ state: 'granted', newHits: 1 }])
    const again = (await call('XV-FIU/analyst', 'GET', `/api/hit/questions/${run.id}`)).json
    expect(again.found.map((f: { kind: string }) => f.kind)).toContain('wallet')
    expect(
      (await call('XN-FIU/head', 'GET', '/api/hit')).json.epochs.find(
        (e: { purpose: string }) => e.purpose === 'deconfliction',
      ).left.items,
    ).toBe(9_993)
  })

  it('the owner draws items by lot; the overseer of the asker opens them, and the owner learns counts alone', async () => {
    const owner = (await call('XN-FIU/head', 'GET', '/api/hit')).json
    const question = owner.asked.find((q: { purpose: string }) => q.purpose === 'deconfliction')
    const drawn = await call('XN-FIU/head', 'POST', `/api/hit/asked/${question.id}/draw`, {
      count: 3,
    })
    expect(drawn.json.chance).toBeCloseTo(3 / 7, 5)
    const { items } = (await call('XV-FIU/auditor', 'GET', `/api/hit/openings/${question.id}`)).json
    expect(items).toHaveLength(3)
    expect(items.every((item: { sound: boolean }) => item.sound)).toBe(true)
    // Who asked does not oversee it; here the analyst has no such duty at all.
    expect(
      (await call('XV-FIU/analyst', 'GET', `/api/hit/openings/${question.id}`)).json.name,
    ).toBe('hit-role')
    expect(
      (await call('XV-FIU/auditor', 'POST', `/api/hit/openings/${question.id}`, { inCase: 2 }))
        .status,
    ).toBe(204)
    await call('XN-FIU/head', 'POST', `/api/hit/asked/${question.id}/draw`, { count: 3 })
    const told = (await call('XN-FIU/head', 'GET', '/api/hit')).json.asked.find(
      (q: { id: string }) => q.id === question.id,
    )
    expect(told.opening).toMatchObject({
      state: 'answered',
      opened: 3,
      sound: 3,
      inCase: 2,
      overseer: 'XV-FIU/auditor',
    })
    // One item stands in no file: nothing more is answered under this case until that is explained.
    expect(told.blocked).toBe(true)
    expect((await ask()).partners[0].refusal.name).toBe('hit-case-blocked')
    expect((await call('XN-FIU/head', 'POST', `/api/hit/asked/${question.id}/lift`)).status).toBe(
      204,
    )
    expect((await ask()).partners[0].state).toBe('done')
  })

  it('an epoch that is closed answers nobody, and its key is gone', async () => {
    expect(
      (
        await call('XN-FIU/head', 'POST', '/api/hit/epochs/close', {
          partner: 'XV-FIU',
          purpose: 'deconfliction',
        })
      ).status,
    ).toBe(204)
    expect((await ask()).partners[0].refusal.name).toBe('hit-no-consent')
  })

  it('strangers, changed bytes and questions in somebody else’s name get nothing', async () => {
    const send = async (path: string, bytes: Uint8Array) => {
      const answer = await fetch(`http://127.0.0.1:${ports['XN-FIU']}/exchange/hit/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: bytes as Uint8Array<ArrayBuffer>,
      })
      return ((await answer.json()) as { name: string }).name
    }
    expect(await send('ask', new Uint8Array(10))).toBe('hit-malformed')
    expect(await send('ask', new Uint8Array(200_000))).toBe('hit-too-large')
    const statement = Buffer.from(
      '{"asker":"XV-FIU","kind":"hit-question","owner":"XN-FIU","purpose":"analysis"}',
    )
    const length = Buffer.alloc(4)
    length.writeUInt32BE(statement.length)
    const forged = Buffer.concat([Buffer.from('COMITYQ1'), length, statement, Uint8Array.of(0)])
    for (const path of ['ask', 'epoch', 'challenge'])
      expect(await send(path, forged)).toMatch(/hit-not-signed|hit-malformed/)
  })
})
