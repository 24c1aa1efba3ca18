import { setTimeout } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foreignWords } from '../foreign-words.ts'
import { accessible, findings } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Federation, leave, shot, sitDown, startFederation } from './federation.ts'

let browser: Browser
let federation: Federation

beforeAll(async () => {
  ;[browser, federation] = await Promise.all([launchBrowser(), startFederation()])
})
afterAll(async () => {
  await browser?.close()
  await federation?.stop()
})

const languages = ['en', 'fr', 'ar'] as const

/** A node answers one caller so many calls a minute (`src/api/limits.ts`); whoever reads the whole site waits for the next. */
const nextMinute = () => setTimeout(60_100 - (Date.now() % 60_000))

async function ask(address: string, init?: RequestInit): Promise<Response> {
  for (;;) {
    const answer = await fetch(address, init)
    if (answer.status !== 429) return answer
    await nextMinute()
  }
}

interface Read {
  readonly text: string
  readonly bytes: number
}
const read = new Map<string, Promise<Read>>()

/** One page of the site, asked for once. */
function pageAt(path: string): Promise<Read> {
  const known = read.get(path) ?? fetched(path)
  read.set(path, known)
  return known
}

async function fetched(path: string): Promise<Read> {
  const answer = await ask(federation.at(0) + path, { headers: { accept: 'text/html' } })
  expect(answer.status, path).toBe(200)
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { text: bytes.toString('utf8'), bytes: bytes.length }
}

/** The page itself, and not the one that says that there were too many calls. */
async function open(page: Page, path: string): Promise<void> {
  for (;;) {
    const answer = await page.goto(federation.at(0) + path, { waitUntil: 'load' })
    if (answer?.status() !== 429) return expect(answer?.status(), path).toBe(200)
    await nextMinute()
  }
}

/** Every address of the site map, in one language. */
async function everyPage(language: string): Promise<readonly string[]> {
  const { text: map } = await pageAt('/public/sitemap.xml')
  const found = [...map.matchAll(/<loc>[^<]*?(\/public\/[a-z]{2}(?:\/[^<]*)?)<\/loc>/g)]
  return found.map(([, path]) => path!).filter((path) => path.split('/')[2] === language)
}

/** One page of each kind: `/figures/IN-04` stands for all figures. */
function oneOfEach(pages: readonly string[]): readonly string[] {
  const kinds = new Map<string, string>()
  for (const path of pages) {
    const [, , , section = '', ...rest] = path.split('/')
    const name = rest[0]?.includes('-') || rest.length > 1 ? `${rest.length}` : rest.join('/')
    kinds.set(`${section}/${name}`, path)
  }
  return [...kinds.values()]
}

/** Whether something answers there, without following where it leads. */
function head(path: string): Promise<Response> {
  return ask(federation.at(0) + path, { redirect: 'manual' })
}

async function fits(page: Page, address: string): Promise<void> {
  const over: number = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(over, `${address} is wider than the screen`).toBeLessThanOrEqual(0)
}

async function withoutScripts(width: number): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width, height: 640 }, javaScriptEnabled: false })
}

describe('the public pages in a browser', () => {
  // 320 px is also what a window of 1280 px shows at a zoom of 400 % (WCAG 1.4.10).
  it.each(languages)(
    'have no finding of axe and fit 320 px, every one of them in %s',
    {
      timeout: 900_000,
    },
    async (language) => {
      const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
      const page = await context.newPage()
      const pages = await everyPage(language)
      expect(pages.length).toBeGreaterThan(120)
      const all: string[] = []
      for (const address of pages) {
        await open(page, address)
        await fits(page, address)
        const found = await findings(page)
        if (found.length > 0) all.push(`${address}: ${found.join('; ')}`)
      }
      expect(all).toEqual([])
      await shot(page, `public-${language}`)
      await context.close()
    },
  )

  it('have none in colours of the reader’s own, and none at 1280 px', {
    timeout: 600_000,
  }, async () => {
    for (const options of [
      { forcedColors: 'active', viewport: { width: 390, height: 720 } },
      { reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } },
    ] as const) {
      const context = await browser.newContext(options)
      const page = await context.newPage()
      for (const address of oneOfEach(await everyPage('en'))) {
        await open(page, address)
        expect(await findings(page), address).toEqual([])
      }
      await context.close()
    }
  })

  it('weigh less than 200 kB each with their style sheet, in every language', async () => {
    let most = 0
    const sheets = new Set<string>()
    for (const language of languages)
      for (const address of await everyPage(language)) {
        const { text, bytes } = await pageAt(address)
        for (const [, sheet] of text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g))
          sheets.add(sheet!)
        most = Math.max(most, bytes)
      }
    expect(sheets.size).toBe(1)
    const sheet = await pageAt([...sheets][0]!)
    expect(most + sheet.bytes).toBeGreaterThan(10_000)
    expect(most + sheet.bytes).toBeLessThan(200_000)
    console.info(`heaviest public page ${most} bytes, style sheet ${sheet.bytes} bytes`)
  })

  it.each(languages)('speak one language: %s, and mark what is in another', async (language) => {
    for (const address of await everyPage(language)) {
      const { text } = await pageAt(address)
      expect(foreignWords(text), address).toEqual([])
    }
  })

  it('lead to every page, and nowhere into the void', async () => {
    const listed = new Set(await everyPage('en'))
    const met = new Map<string, string>([['/public/en', '']])
    const broken: string[] = []
    for (const [address, from] of met) {
      const inside = /^\/public\/en(?:\/|$)/.test(address) && !address.includes('?')
      const answer = inside && listed.has(address) ? undefined : await head(address)
      if (answer !== undefined && answer.status >= 400)
        broken.push(`${address} (${answer.status}) on ${from}`)
      if (!inside || (answer !== undefined && answer.status !== 200)) continue
      for (const [, href] of (await pageAt(address)).text.matchAll(/<a [^>]*?href="(\/[^"#]*)/g)) {
        const to = href!.replaceAll('&amp;', '&')
        if (!/^\/public\/(?:fr|ar)/.test(to) && !met.has(to)) met.set(to, address)
      }
    }
    expect(broken).toEqual([])
    expect([...listed].filter((page) => !met.has(page))).toEqual([])
  })

  it.each(['/public/feed.atom', '/public/patterns.atom'])(
    '%s is a feed that readers take (RFC 4287)',
    async (path) => {
      const answer = await ask(federation.at(0) + path)
      expect(answer.headers.get('content-type')).toMatch(/^application\/atom\+xml/)
      const all = elements(await answer.text())
      const texts = (name: string) => all.filter((e) => e.name === name).map((e) => e.text)
      const links = (rel: string) => all.filter((e) => e.name === 'link' && e.is.rel === rel)
      expect(all[0]).toMatchObject({ name: 'feed', is: { xmlns: 'http://www.w3.org/2005/Atom' } })
      expect(links('self').map((e) => e.is.href)).toEqual([federation.at(0) + path])
      const entries = texts('entry').length
      // Patterns were released by another node of the story.
      expect(entries > 0).toBe(path === '/public/feed.atom')
      expect(new Set(texts('id')).size).toBe(entries + 1)
      expect(texts('updated')).toHaveLength(entries + 1)
      for (const at of texts('updated')) expect(new Date(at).toISOString()).toBe(at)
      for (const { is } of links('alternate'))
        expect((await ask(is.href!)).status, is.href).toBe(200)
    },
  )

  it('are listed in a site map that search engines take, each once', async () => {
    const all = elements((await pageAt('/public/sitemap.xml')).text)
    const places = all.filter((e) => e.name === 'loc').map((e) => e.text)
    expect(all[0]?.name).toBe('urlset')
    expect(new Set(places).size).toBe(places.length)
    expect(places.length % languages.length).toBe(0)
  })

  it('are read without scripts, from this node alone, with no cookie', async () => {
    const context = await withoutScripts(390)
    const page = await context.newPage()
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!/^(data:|http:\/\/127\.0\.0\.1:)/.test(request.url())) foreign.push(request.url())
    })
    for (const address of oneOfEach(await everyPage('en'))) await open(page, address)
    expect(foreign).toEqual([])
    expect(await context.cookies()).toEqual([])
    await context.close()
  })

  it.each([
    '/rights/ask',
    '/rights/complain',
    '/rights/status',
    '/tips/new',
    '/tips/receipt',
    '/search',
  ])('%s is filled in by the keyboard alone, and shows where one is', async (path) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 720 } })
    const page = await context.newPage()
    for (const language of ['en', 'ar'] as const) {
      await open(page, `/public/${language}${path}`)
      const controls: number = await page.evaluate(controlsOfMain)
      expect(controls).toBeGreaterThan(0)
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.className')).toBe('skip')
      await page.keyboard.press('Enter')
      const met: number[] = []
      for (let tab = 0; tab < controls * 2 + 20; tab++) {
        await page.keyboard.press('Tab')
        const { place, ring } = await page.evaluate<{ place: number; ring: number }>(focused)
        if (place < 0) continue
        expect(ring, `${path}: control ${place} shows no focus`).toBeGreaterThanOrEqual(2)
        met.push(place)
      }
      expect([...new Set(met)]).toEqual(Array.from({ length: controls }, (_, i) => i))
    }
    await context.close()
  })

  it.each(['', '/figures/IN-04', '/cases/lantern', '/rights/paper', '/gaps'])(
    'page%s prints on A4 with nothing cut off',
    async (path) => {
      const context = await browser.newContext({ viewport: { width: 680, height: 980 } })
      const page = await context.newPage()
      await page.emulateMedia({ media: 'print' })
      await open(page, `/public/en${path}`)
      const cut: string[] = await page.evaluate(cutOff)
      expect(cut).toEqual([])
      const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: false })
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
      await context.close()
    },
  )

  it('lead from the front page to a case, its amounts and its proof', async () => {
    const context = await withoutScripts(1280)
    const page = await context.newPage()
    await open(page, '/public/en')
    await page.getByRole('navigation', { name: 'Sections' }).getByText('Cases').click()
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Operation LANTERN/ })
      .click()
    await page.getByRole('heading', { name: 'Amounts by stage' }).waitFor()
    const row = page.getByRole('row', { name: /^To be shared out/ })
    expect(await row.innerText()).toContain('EUR 46.2 million')
    const proof = await page.getByRole('link', { name: 'proof' }).getAttribute('href')
    const answer = await ask(federation.at(0) + proof)
    expect(((await answer.json()) as { records: unknown[] }).records).toHaveLength(2)
    await shot(page, 'public-case')
    await context.close()
  })

  it('are searched without scripts', async () => {
    const context = await withoutScripts(390)
    const page = await context.newPage()
    await open(page, '/public/fr/search')
    await page.getByRole('searchbox').fill('delai reponse')
    await page.getByRole('button', { name: 'Rechercher' }).click()
    await page.getByRole('link', { name: 'Réponses dans le délai' }).first().waitFor()
    await context.close()
  })
})

describe('the desk for case pages', () => {
  it('says what stands before a page, and lets nobody release what they prepared', async () => {
    const page = await sitDown(browser, federation.at(0), 'Tamas Brell')
    await page.goto(`${federation.at(0)}/case-pages`)
    await page.getByRole('searchbox').fill('FZ-01')
    await page.getByRole('button', { name: 'Take all 1', exact: true }).click()
    await page.getByText(/No order of confiscation among these matters has become final/).waitFor()
    expect(await page.getByRole('button', { name: 'Prepare the page' }).isDisabled()).toBe(true)
    await page.getByRole('searchbox').fill('')
    await page.getByRole('button', { name: /^Take all [1-9]\d*$/ }).click()
    await page.getByText(/^The judgment is final, the victims were told first/).waitFor()
    await page.getByLabel(/^Name in the address/).fill('lantern')
    await page.getByLabel('Title').fill('Operation LANTERN, told again')
    await page.getByLabel(/^Summary/).fill('The clinics have opened since.')
    await page.getByLabel(/^Why there is another version/).fill('the clinics have opened')
    await page.getByRole('button', { name: 'Prepare the page' }).click()
    await page.getByRole('heading', { name: /told again waits for the second person/ }).waitFor()
    expect(await page.getByRole('button', { name: 'Release exactly this' }).count()).toBe(0)
    await accessible(page)
    await shot(page, 'case-pages')
    await leave(page)
  })

  it('shows nothing of a case while a judge restricts it, and all of it when that is lifted', async () => {
    const told = () => fetch(`${federation.at(0)}/public/en/cases/lantern`)
    expect((await told()).status).toBe(200)
    const page = await sitDown(browser, federation.at(0), 'Elvira Sanmark')
    await page.goto(`${federation.at(0)}/case-pages`)
    await page.getByRole('button', { name: /^Take all [1-9]\d*$/ }).click()
    await page.getByLabel('Number of the decision').fill('HC 12/2026')
    await page.getByRole('button', { name: 'Sign the restriction' }).click()
    await page.getByRole('button', { name: 'Lift', exact: true }).waitFor()
    expect((await told()).status).toBe(404)
    const head = await sitDown(browser, federation.at(0), 'Mirel Tovan')
    await head.goto(`${federation.at(0)}/case-pages`)
    await head.getByText('It cannot be released today').waitFor()
    expect(await head.getByRole('button', { name: 'Release exactly this' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Lift', exact: true }).click()
    await page
      .getByRole('dialog')
      .getByLabel(/^Number of the decision/)
      .fill('HC 15/2026')
    await page.getByRole('button', { name: 'Lift it' }).click()
    await page.getByText('No court keeps anything back.').waitFor()
    await head.reload()
    await head.getByRole('button', { name: 'Release exactly this' }).click()
    await head
      .getByRole('heading', { name: /waits for the second person/ })
      .waitFor({ state: 'detached' })
    expect(await (await told()).text()).toContain('Operation LANTERN, told again')
    await leave(page)
    await leave(head)
  })
})

/** Elements of an XML document in their order; a document that is not well-formed throws. */
function elements(xml: string) {
  const all: { name: string; is: Record<string, string>; text: string }[] = []
  const open: typeof all = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, is: attributes as Record<string, string>, text: '' }
    all.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const last = open.at(-1)
    if (last !== undefined) last.text += text
  })
  parser.on('closetag', () => open.pop())
  parser.write(xml).close()
  return all
}

/** Fields and buttons of the page proper; of radio buttons of one name the keyboard stops at one. */
const listed = `
  const radios = new Set()
  const list = [...document.querySelectorAll('main input:not([type=hidden]), main select, main textarea, main button')]
    .filter((e) => e.offsetParent !== null && !e.disabled && e.tabIndex >= 0)
    .filter((e) => {
      if (e.type !== 'radio') return true
      if (radios.has(e.name)) return false
      radios.add(e.name)
      return true
    })`
const controlsOfMain = `(() => { ${listed}; return list.length })()`
const focused = `(() => { ${listed}
  const e = document.activeElement
  const place = list.findIndex((each) => each === e || (e.type === 'radio' && each.name === e.name))
  const { outlineStyle, outlineWidth } = getComputedStyle(e)
  return { place, ring: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth) }
})()`

/** What reaches beyond the width of the paper, or is shown in a frame that only a screen scrolls. */
const cutOff = `[...document.querySelectorAll('main *')]
  .filter((e) => getComputedStyle(e).display !== 'none' && !e.closest('.quiet, svg'))
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
  .map((e) => e.tagName + '.' + e.className)`
