import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Day, must } from '#base'
import { memoryStore, type Store } from '#store'
import { fullRequest, sendRequest, type TestFederation, testFederation } from '../node/testing.ts'
import { samples } from '../procedure/samples.ts'
import { makeApp } from './app.ts'
import { routes } from './routes.ts'

let federation: TestFederation
let app: FastifyInstance
beforeAll(async () => {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-05-05T08:00:00.000Z',
    {},
    { served: true },
  )
  app = await makeApp({ node: federation.node('XN-FIU') })
})
afterAll(async () => {
  await app.close()
  await federation.close()
})

const node = () => federation.node('XN-FIU')
const languages = ['en', 'fr', 'ar'] as const
const petra = {
  ask: 'access',
  to: 'XN-FIU',
  name: 'Petra Lindqvar',
  born: '1979-03-02',
  country: 'XN',
  words: 'Which data do you hold about me?',
}

const get = (url: string) => app.inject({ method: 'GET', url, headers: { accept: 'text/html' } })
const post = (url: string, fields: Readonly<Record<string, string>>, headers: object = {}) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  })

async function handedIn(fields = petra): Promise<string> {
  const answer = await post('/public/en/rights/ask', fields)
  expect(answer.statusCode).toBe(200)
  return /(\d{4} ){3}\d{4}/.exec(answer.body)![0]
}

/** A day on which the paper was shown that is never in the future of a test's clock. */
const shownNow = () => ({ proof: 'shown', shownOn: '2025-05-05' as Day }) as const

async function inMatter(receipt: string): Promise<string> {
  const list = must(await node().rights.list('XN-DPA/registrar'))
  const told = must(
    await node().rights.takeUp(
      'XN-DPA/registrar',
      list.filter((f) => f.state === 'filed').at(-1)!.id,
      shownNow(),
    ),
  )
  expect(receipt).toHaveLength(19)
  return told.matter
}

const act = async (actor: string, id: string, action: string, document: object) =>
  must(await node().handle(actor, { do: 'act', id, action, document: { ...document } }))

describe('the pages for persons', () => {
  it.each(languages)(
    'in %s say what can be asked, of whom, within which time',
    async (language) => {
      for (const path of ['', '/ask', '/complain', '/status', '/paper']) {
        const page = await get(`/public/${language}/rights${path}`)
        expect(page.statusCode, path).toBe(200)
        expect(page.body).toContain(`dir="${language === 'ar' ? 'rtl' : 'ltr'}"`)
        expect(page.body).not.toMatch(/<script|undefined|\[object/)
        expect(page.headers['set-cookie']).toBeUndefined()
        expect(page.body.length).toBeLessThan(40_000)
      }
      const start = await get(`/public/${language}/rights`)
      for (const rule of ['DL-44', 'CP-DSR-ACK', 'CP-COMPLAINT']) expect(start.body).toContain(rule)
      // The times are those of the law in force, in the plural of the language.
      const times = {
        en: ['7 days', '48 hours', '60 days', '1 month; 2 months more'],
        fr: ['7 jours', '48 heures', '60 jours', '1 mois; 2 mois de plus'],
        ar: ['7 أيام', '48 ساعة', '60 يوم'],
      }[language]
      for (const time of times) expect(start.body.replaceAll('\u00a0', ' ')).toContain(time)
    },
  )

  it('keep what was typed, and say at each field what is missing', async () => {
    const answer = await post('/public/en/rights/ask', { ...petra, born: '', name: '"><b>P' })
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('Please fill this in.')
    expect(answer.body).toContain('value="&quot;&gt;&lt;b&gt;P"')
    expect(answer.body).toContain(petra.words)
  })

  it('take a form from their own origin, or from a browser that names none, and from no page of others', async () => {
    const other = { origin: 'https://other.example' }
    expect((await post('/public/en/rights/ask', petra, other)).statusCode).toBe(403)
    const json = await app.inject({
      method: 'POST',
      url: '/public/en/rights/ask',
      headers: { 'x-comity': '1' },
      payload: petra,
    })
    expect(json.body).not.toMatch(/\d{4} \d{4} \d{4} \d{4}.*kept/)
  })

  it('show the receipt once, in digits and in words, and where the request stands to whoever has it', async () => {
    const receipt = await handedIn()
    const page = await post('/public/fr/rights/status', { receipt })
    expect(page.statusCode).toBe(200)
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.body).toContain('Elle attend que vous prouviez votre identité.')
    const wrong = await post('/public/en/rights/status', { receipt: '1111 1111 1111 1111' })
    expect(wrong.statusCode).toBe(404)
    expect(JSON.stringify(await node().read.log({ after: -1, limit: 500 }))).not.toContain(
      receipt.replaceAll(' ', ''),
    )
  })
})

describe('an answer that neither confirms nor denies', () => {
  it('is the same, byte for byte and hour for hour, whether data are held or not', async () => {
    // About one of the two everything is held; about the other nothing.
    await sendRequest(node(), 'XV-FIU', {
      ...fullRequest,
      persons: [{ name: 'Petra Lindqvar', kind: 'person', born: '1979-03-02', country: 'XN' }],
    })
    const receipts: string[] = []
    const matters: string[] = []
    for (const name of ['Petra Lindqvar', 'Wilma Unknown-Person'] as const) {
      receipts.push(await handedIn({ ...petra, name, born: '1979-03-02' }))
      matters.push(await inMatter(receipts.at(-1)!))
    }
    for (const id of matters)
      await act('XN-FIU/analyst', id, 'acknowledge', { contact: 'the desk' })
    const same = async (): Promise<string> => {
      const [held, not] = await Promise.all(
        receipts.map(async (receipt) => {
          const page = await post('/public/en/rights/status', { receipt })
          // The one thing that is the person's own: the number that they typed.
          const body = page.body.replaceAll(receipt, 'RECEIPT')
          return { body, head: { ...page.headers, date: '' }, status: page.statusCode }
        }),
      )
      expect(held).toEqual(not)
      return held!.body
    }
    expect(await same()).toContain('The authority is working on it.')
    await act('XN-FIU/analyst', matters[1]!, 'locate', samples['dsr-located']!)
    const decision = { ...samples['dsr-decision'], decision: 'neither-confirm-nor-deny' }
    // A word of the case in it, and it is not taken.
    const said = await node().handle('XN-FIU/head', {
      ...{ do: 'act', id: matters[1]!, action: 'decide' },
      document: { ...decision, effect: 'nothing is held' },
    })
    expect(said).toMatchObject({ refusal: { name: 'formula-altered' } })
    // Nothing is held: the officer decides at once.
    await act('XN-FIU/head', matters[1]!, 'decide', decision)
    await same()
    // Much is held: the other decision takes three weeks, and something is deleted on the way.
    federation.clock.forward(21 * 24 * 60)
    await act('XN-FIU/analyst', matters[0]!, 'locate', samples['dsr-located']!)
    await act('XN-FIU/head', matters[0]!, 'decide', decision)
    for (let day = 0; day < 14; day++) {
      await same()
      federation.clock.forward(24 * 60)
    }
    const page = await same()
    expect(page).toContain('neither confirms nor denies')
    expect(page).not.toMatch(/nothing is held\b(?!,)|a long file/)
    for (const remedy of ['Data Protection Authority', 'District Court of Sundvik'])
      expect(page).toContain(remedy)
    for (const id of matters) await act('XN-DPA/registrar', id, 'refer', samples['dsr-referral']!)
    await act('XN-DPA/inspector', matters[0]!, 'find', {
      ...samples['dsr-finding'],
      finding: 'unlawful',
    })
    federation.clock.forward(20 * 24 * 60)
    await act('XN-DPA/inspector', matters[1]!, 'find', {
      ...samples['dsr-finding'],
      finding: 'lawful',
    })
    expect(await same()).not.toContain('All necessary verifications')
    federation.clock.forward(40 * 24 * 60)
    expect(await same()).toContain('All necessary verifications have been made.')
  })

  it('is made by the same reads of the store, one for one, in either case', async () => {
    const reads: string[] = []
    const counted = await testFederation(
      ['XN-FIU'],
      '2025-05-05T08:00:00.000Z',
      {
        storage: async (options) => watched(await memoryStore(options), reads),
      },
      { served: true },
    )
    const { rights, handle } = counted.node('XN-FIU')
    const all: string[][] = []
    for (const name of ['Petra Lindqvar', 'Nobody At-All']) {
      const handed = await rights.hand({ ...petra, name, language: 'en' })
      if ('faults' in handed) throw new Error('not handed in')
      const { id, receipt } = must(handed)
      const { matter } = must(await rights.takeUp('XN-DPA/registrar', id, shownNow()))
      const act = async (actor: string, action: string, document: object) =>
        must(await handle(actor, { do: 'act', id: matter, action, document: { ...document } }))
      await act('XN-FIU/analyst', 'acknowledge', { contact: 'the desk' })
      reads.length = 0
      const told = await rights.told(receipt)
      expect(told?.stage).toBe('acknowledged')
      all.push(reads.map((read) => read.replaceAll(id, 'ID').replaceAll(matter, 'MATTER')))
    }
    expect(all[0]!.length).toBeGreaterThan(2)
    expect(all[0]!.map((read) => read.replace(/[0-9a-f]{64}/, 'MARK'))).toEqual(
      all[1]!.map((read) => read.replace(/[0-9a-f]{64}/, 'MARK')),
    )
    await counted.close()
  })
})

/** A store that says what was read of it. */
function watched(store: Store, reads: string[]): Store {
  return new Proxy(store, {
    get(target, name) {
      const found = Reflect.get(target, name)
      if (typeof found !== 'function') return found
      return (...args: unknown[]) => {
        if (['row', 'rows', 'body', 'event', 'events'].includes(String(name)))
          reads.push(`${String(name)} ${JSON.stringify(args)}`)
        return found.apply(target, args)
      }
    },
  })
}

describe('with the receipt a person asks further', () => {
  it('for the request back, once, and the desk hears of it', async () => {
    const receipt = await handedIn()
    await inMatter(receipt)
    const status = await post('/public/en/rights/status', { receipt })
    expect(status.body).toContain('Take my request back')
    const wished = await post('/public/en/rights/wish', { receipt, wish: 'withdraw' })
    expect(wished.statusCode).toBe(200)
    expect(wished.body).toContain('You asked for your request back.')
    expect((await post('/public/en/rights/wish', { receipt, wish: 'withdraw' })).statusCode).toBe(
      425,
    )
    const early = await post('/public/en/rights/wish', { receipt, wish: 'check' })
    expect(early.statusCode).toBe(425)
    const other = { receipt: '1111 1111 1111 1111', wish: 'check' }
    expect((await post('/public/en/rights/wish', other)).statusCode).toBe(404)
    const told = await node().access.notices('XN-DPA/registrar')
    expect(told.some(({ text }) => /to have the request back/.test(text))).toBe(true)
    expect((await node().audit()).findings).toEqual([])
  })
})

describe('the addresses of the pages for persons', () => {
  it('are open to anybody, and only their forms are posted without a header', () => {
    const own = routes.filter((row) => row.path.includes('/rights') && !row.path.startsWith('/api'))
    expect(own.every((row) => row.who === 'anybody')).toBe(true)
    expect(own.filter((row) => row.method === 'POST').every((row) => row.form === true)).toBe(true)
    expect(routes.filter((row) => row.form === true && row.who !== 'anybody')).toEqual([])
  })
})
