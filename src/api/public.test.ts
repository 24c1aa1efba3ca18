import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modelLaws } from '#review'
import { foreignWords } from '../../test/foreign-words.ts'
import { sendRequest, type TestFederation, testFederation } from '../node/testing.ts'
import { makeApp } from './app.ts'
import { publicRoutes } from './public-routes.ts'

let federation: TestFederation
let app: FastifyInstance
let matter: string
beforeAll(async () => {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-05-05T08:00:00.000Z',
    { demo: true },
    { served: true },
  )
  matter = await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
  await federation.settle()
  app = await makeApp({ node: federation.node('XV-FIU') })
})
afterAll(async () => {
  await app.close()
  await federation.close()
})

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers: { accept: 'text/html', ...headers } })

/** Pages that stand for themselves: no receipt, no id of something that is not there yet. */
const pages = publicRoutes
  .map(({ path }) => path)
  .filter((path) => path.startsWith('/public/:language'))
  .map((path) => path.replace(':language', 'LANGUAGE'))
  .map((path) =>
    path
      .replace('authorities/:id', 'authorities/XN-FIU')
      .replace(':id', 'IN-04')
      .replace(':country', 'XN')
      .replace(':law', modelLaws[0]!.id),
  )
  .filter((path) => !path.includes(':') && !path.includes('/cases/'))

describe('every public page', () => {
  it.each(pages.flatMap((path) => ['en', 'fr', 'ar'].map((l) => path.replace('LANGUAGE', l))))(
    '%s answers a stranger without cookies, scripts of others, or anything from elsewhere',
    async (url) => {
      const answer = await get(url)
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['set-cookie']).toBeUndefined()
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none';/)
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
      expect(answer.body).not.toMatch(/(src|href)="(https?:)?\/\//)
      expect(answer.body).not.toMatch(/\sstyle="|\son\w+="/)
      expect(answer.body.match(/<h1[ >]/g)).toHaveLength(1)
    },
  )

  it.each(['en', 'fr', 'ar'])(
    'speaks one language: %s, and marks what is in another',
    async (l) => {
      for (const url of pages.map((path) => path.replace('LANGUAGE', l)))
        expect(foreignWords((await get(url)).body), url).toEqual([])
    },
  )

  it('is found out where it mixes them', () => {
    const found = (lang: string, body: string) => foreignWords(`<p lang="${lang}">${body}</p>`)
    expect(found('ar', 'نص <b>and the rest</b> IN-04')).toEqual(['and', 'the', 'rest'])
    expect(found('ar', '<span lang="en">and the rest</span> <bdi>Veldania</bdi>')).toEqual([])
    expect(found('fr', 'What the rules found')).toEqual(['What the rules found'])
    expect(found('en', 'Ce que les règles ont dit')).toEqual(['Ce que les règles ont dit'])
    expect(found('en', 'see نص')).toEqual(['see نص'])
  })

  it('names no matter, no officer and nothing of a document', async () => {
    const texts = await Promise.all(pages.map((p) => get(p.replace('LANGUAGE', 'en'))))
    const all = texts.map((answer) => answer.body).join('\n')
    for (const hidden of [matter, 'XV-FIU/analyst', 'Ana Lyst', 'imaging units', 'RQ-01'])
      expect(all).not.toContain(hidden)
  })

  it('is under 200 kB with its style sheet', async () => {
    for (const url of pages.map((p) => p.replace('LANGUAGE', 'ar'))) {
      const answer = await get(url)
      const sheet = /href="(\/public\/style-[0-9a-f]+\.css)"/.exec(answer.body)![1]!
      const style = await get(sheet)
      expect(style.headers['cache-control']).toBe('public, max-age=31536000, immutable')
      expect(answer.rawPayload.length + style.rawPayload.length, url).toBeLessThan(200_000)
    }
  })

  it('is sent once: whoever holds it is told that it is the same', async () => {
    const first = await get('/public/en/method')
    const tag = String(first.headers.etag)
    expect(first.headers['cache-control']).toBe('public, no-cache')
    const again = await get('/public/en/method', { 'if-none-match': `"other", W/${tag}` })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    expect((await get('/public/fr/method', { 'if-none-match': tag })).statusCode).toBe(200)
  })
})

describe('the way in', () => {
  it('leads to the language of the browser', async () => {
    const answer = await get('/public', { 'accept-language': 'ar-EG, fr;q=0.5' })
    expect([answer.statusCode, answer.headers.location]).toEqual([302, '/public/ar'])
    expect(answer.headers.vary).toContain('accept-language')
  })

  it('tells search engines the public pages and nothing else', async () => {
    const robots = await get('/robots.txt')
    expect(robots.body).toMatch(/Allow: \/public\nDisallow: \/\n/)
    const map = await get('/public/sitemap.xml')
    expect(map.headers['content-type']).toBe('application/xml; charset=utf-8')
    const paths = [...map.body.matchAll(/<loc>[^<]*?(\/public\/en[^<]*)<\/loc>/g)].map(
      ([, p]) => p!,
    )
    expect(paths.length).toBeGreaterThan(100)
    for (const path of paths.filter((_, i) => i % 9 === 0))
      expect((await get(path)).statusCode, path).toBe(200)
  })

  it('does not write into a page what a caller writes into Host', async () => {
    for (const url of ['/public/sitemap.xml', '/public/feed.atom', '/robots.txt', '/public/en'])
      expect((await get(url, { host: '127.0.0.1:81' })).body).not.toContain('127.0.0.1:81')
  })

  it('writes what was searched for as text', async () => {
    const q = encodeURIComponent('"><script>alert(1)</script>')
    const answer = await get(`/public/en/search?q=${q}`)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).not.toContain('<script>alert')
    expect(answer.body).toContain('&lt;script&gt;')
    expect(answer.headers['cache-control']).toBe('no-store')
  })
})

describe('a "no" on the public pages', () => {
  it('is a page for a reader, in the language of the address, with what to do now', async () => {
    const answer = await get('/public/fr/method/IN-99')
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.body).toContain('<html lang="fr"')
    expect(answer.body).toContain('Vous cherchiez peut-être')
    expect(answer.body).toContain('href="/public/fr"')
    const early = await get('/public/fr/figures?quarter=2025-Q2')
    expect(early.body).toContain('Que faire')
  })

  it('is, in a language that is not there, the same page in those that are', async () => {
    const answer = await get('/public/de/figures', { 'accept-language': 'de, fr;q=0.5' })
    expect(answer.body).toContain('<html lang="fr"')
    expect(answer.body).toContain('href="/public/fr/figures"')
  })

  it('leads from an address with a slash too many to the one without, and nowhere else', async () => {
    for (const [from, to] of [
      ['/public/', '/public'],
      ['/public/en/', '/public/en'],
      ['/public/fr/figures//', '/public/fr/figures'],
    ] as const) {
      const answer = await get(from)
      expect([answer.statusCode, answer.headers.location]).toEqual([308, to])
    }
    for (const bad of [
      '/public//example.org/',
      '/public/%0d%0aset-cookie:x/',
      '/public/..//x.org/',
    ])
      expect((await get(bad)).headers.location ?? '/public').toMatch(/^\/public(\/|$)/)
  })

  it('is a problem for a program', async () => {
    const answer = await app.inject('/public/en/method/IN-99')
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ name: 'indicator-unknown' })
  })

  it.each([
    ['/public/en/figures?quarter=2025-Q2', 425],
    ['/public/en/figures?quarter=yesterday', 400],
    ['/public/de/figures', 404],
    ['/public/figures?quarter=yesterday', 400],
    ['/public/en/authorities/XX-NONE', 404],
    ['/public/en/authorities/%2e%2e%2fsecret', 404],
    ['/public/en/countries/QQ', 404],
    ['/public/en/cases/lantern', 404],
    ['/public/cases/lantern.json', 404],
    ['/public/en/laws/none', 404],
    ['/public/statements/PR-01/proof.json', 404],
    ['/public/en/transparency?year=2025', 425],
    ['/public/en/nothing', 404],
  ])('%s is %i', async (url, status) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(status)
    expect(answer.body).toContain('<h1>')
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none';/)
  })
})

describe('how an authority is asked', () => {
  it('follows its card and the rows in force', async () => {
    const page = (await get('/public/en/authorities/XN-FIU')).body
    expect(page).toContain('Treaty between Veldania and Norrhavn on financial information')
    expect(page).toContain('Answer due')
    const card = federation.node('XV-FIU').read.public.authority('XN-FIU')
    expect(card.ok && card.value.measures.flatMap((m) => m.ways).length).toBeGreaterThan(2)
  })

  it('shows the print of the seal that partners compare', async () => {
    const found = federation.node('XV-FIU').read.public.authority('XN-FIU')
    const print = found.ok ? found.value.seals[0]!.print : ''
    const page = (await get('/public/en/authorities/XN-FIU')).body
    expect(print).toMatch(/^[0-9a-f]{64}$/)
    expect(page.replaceAll(' ', '')).toContain(print)
  })
})

describe('a node that has released nothing', () => {
  let fresh: FastifyInstance
  beforeAll(async () => {
    fresh = await makeApp({ node: (await quiet()).node('XN-FIU') })
  })
  afterAll(async () => {
    await fresh.close()
    await (await quiet()).close()
  })
  let opened: Promise<TestFederation> | undefined
  const quiet = () => {
    opened ??= testFederation(['XV-FIU', 'XN-FIU'], '2025-05-05T08:00:00.000Z')
    return opened
  }

  it.each(['', '/figures', '/figures/IN-04', '/data', '/cases', '/verify', '/method'])(
    'has a page at /public/en%s that says what will stand there',
    async (path) => {
      const answer = await fresh.inject(`/public/en${path}`)
      expect(answer.statusCode).toBe(200)
      expect(answer.body).not.toMatch(/<strong>\d|class="big">/)
    },
  )

  it('does not tell a quarter that nobody released', async () => {
    const answer = await fresh.inject('/public/en/figures?quarter=2025-Q1')
    expect([answer.statusCode, answer.json().name]).toEqual([404, 'figures-not-released'])
  })
})
