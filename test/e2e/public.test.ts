import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessible } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Federation, shot, startFederation } from './federation.ts'

let browser: Browser
let federation: Federation

beforeAll(async () => {
  ;[browser, federation] = await Promise.all([launchBrowser(), startFederation()])
})
afterAll(async () => {
  await browser?.close()
  await federation?.stop()
})

/** Every address of the site map, in one language. */
async function everyPage(language: string): Promise<readonly string[]> {
  const map = await (await fetch(`${federation.at(0)}/public/sitemap.xml`)).text()
  const found = [...map.matchAll(/<loc>[^<]*?(\/public\/[a-z]{2}(?:\/[^<]*)?)<\/loc>/g)]
  return found.map(([, path]) => path!).filter((path) => path.split('/')[2] === language)
}

/** One page of each kind: `/figures/IN-04` stands for all figures. */
function oneOfEach(pages: readonly string[]): readonly string[] {
  const kinds = new Map<string, string>()
  for (const path of pages) {
    const [, , , section = '', ...rest] = path.split('/')
    kinds.set(`${section}/${rest.length}`, path)
  }
  return [...kinds.values()]
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
  it('have no finding of axe and fit a screen of 320 px, every one of them', {
    timeout: 900_000,
  }, async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
    const page = await context.newPage()
    const pages = await everyPage('en')
    expect(pages.length).toBeGreaterThan(120)
    for (const address of pages) {
      await page.goto(federation.at(0) + address)
      await fits(page, address)
      await accessible(page)
    }
    await context.close()
  })

  it.each(['fr', 'ar'])('have none in %s either', async (language) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 720 } })
    const page = await context.newPage()
    for (const address of oneOfEach(await everyPage(language))) {
      await page.goto(federation.at(0) + address)
      await fits(page, address)
      await accessible(page)
    }
    await shot(page, `public-${language}`)
    await context.close()
  })

  it('are read without scripts, from this node alone, with no cookie, in under 200 kB', async () => {
    const context = await withoutScripts(390)
    const page = await context.newPage()
    const foreign: string[] = []
    let bytes = 0
    page.on('response', async (response) => {
      if (!response.url().startsWith(federation.at(0))) foreign.push(response.url())
      bytes += (await response.body().catch(() => Buffer.alloc(0))).length
    })
    for (const address of oneOfEach(await everyPage('en'))) {
      bytes = 0
      await page.goto(federation.at(0) + address, { waitUntil: 'networkidle' })
      expect(bytes, address).toBeGreaterThan(1000)
      expect(bytes, address).toBeLessThan(200_000)
    }
    expect(foreign).toEqual([])
    expect(await context.cookies()).toEqual([])
    await context.close()
  })

  it('lead from the front page to a case, its amounts and its proof', async () => {
    const context = await withoutScripts(1280)
    const page = await context.newPage()
    await page.goto(`${federation.at(0)}/public/en`)
    await page.getByRole('navigation', { name: 'Sections' }).getByText('Cases').click()
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Operation LANTERN/ })
      .click()
    await page.getByRole('heading', { name: 'Amounts by stage' }).waitFor()
    const row = page.getByRole('row', { name: /^To be shared out/ })
    expect(await row.innerText()).toContain('EUR 46.2 million')
    const proof = await page.getByRole('link', { name: 'proof' }).getAttribute('href')
    const answer = await fetch(federation.at(0) + proof)
    expect(((await answer.json()) as { records: unknown[] }).records).toHaveLength(2)
    await shot(page, 'public-case')
    await context.close()
  })

  it('are searched without scripts', async () => {
    const context = await withoutScripts(390)
    const page = await context.newPage()
    await page.goto(`${federation.at(0)}/public/fr/search`)
    await page.getByRole('searchbox').fill('delai reponse')
    await page.getByRole('button', { name: 'Rechercher' }).click()
    await page.getByRole('link', { name: 'Réponses dans le délai' }).first().waitFor()
    await context.close()
  })
})
