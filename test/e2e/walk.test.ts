import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessible } from './acts.ts'
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

/** Where an officer can go from the frame of the pages: what the menus list, and what they lead to. */
async function everywhere(page: Page): Promise<readonly string[]> {
  const main = page.getByRole('navigation', { name: 'Main' })
  await main.getByRole('button').click()
  const own = await addresses(main.getByRole('link'))
  const oversight = ['looks', 'accounts', 'samples', 'detectors', 'report'].map(
    (view) => `/oversight?view=${view}`,
  )
  await page.goto(new URL('/figures', page.url()).href)
  await page.getByRole('heading', { name: 'Figures', level: 1 }).waitFor()
  const releases = await addresses(page.getByRole('link', { name: 'released', exact: true }))
  return [...own, ...oversight, ...releases, '/access', '/consents', '/requests/new']
}

/** The pages of the law, which are the same for everybody. */
async function law(page: Page): Promise<readonly string[]> {
  await page.goto(new URL('/law', page.url()).href)
  const tabs = page.getByRole('navigation', { name: 'Law and procedure' })
  await tabs.waitFor()
  return addresses(tabs.getByRole('link'))
}

async function addresses(links: ReturnType<Page['getByRole']>): Promise<readonly string[]> {
  const all: string[] = []
  for (const link of await links.all()) all.push((await link.getAttribute('href')) ?? '')
  return all
}

/** The first matter of the inbox and who looked at it, where there is one. */
async function aMatter(page: Page): Promise<readonly string[]> {
  await page.goto(new URL('/inbox?show=all', page.url()).href)
  await page.getByText(/^\d+ matters?, /).waitFor()
  const first = page.locator('a[href^="/requests/"]:not([href="/requests/new"])').first()
  if ((await first.count()) === 0) return []
  const address = (await first.getAttribute('href'))!
  return [address]
}

/** One heading of the first order, nothing that waits, nothing wider than the screen, nothing that axe finds. */
async function stands(page: Page, address: string): Promise<void> {
  await page.goto(new URL(address, page.url()).href)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('status').filter({ hasText: /…$/ }).first().waitFor({ state: 'detached' })
  expect(await page.getByRole('heading', { level: 1 }).count(), address).toBe(1)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 720 })
    const over: number = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(over, `${address} at ${width} is wider than the screen`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1280, height: 720 })
  await accessible(page)
}

describe('every page that an officer can go to', () => {
  it.each([
    ['an analyst', 'Mira Solen'],
    ['the head of desk', 'Ilka Vardan'],
    ['the auditor', 'Bram Okeln'],
    ['a prosecutor, whom the node serves', 'Danek Orsolin'],
    ['a court', 'Elvira Sanmark'],
    ['an inspector', 'Roza Telemin'],
    ['a case officer of the tax office', 'Bela Rostin'],
  ])('stands, fits the screen and has no finding of axe, for %s', async (role, name) => {
    const page = await sitDown(browser, federation.at(0), name)
    const places = [...(await everywhere(page)), ...(await aMatter(page))]
    expect(places.length).toBeGreaterThan(10)
    for (const place of places) await stands(page, place)
    await shot(page, `walk-${role.replaceAll(/\W+/g, '-')}`)
    await leave(page)
  })

  it('stands for one matter of each procedure, as the auditor reads them', async () => {
    const page = await sitDown(browser, federation.at(0), 'Bram Okeln')
    const matters = (await page.evaluate(`fetch('/api/inbox?show=all')
      .then((answer) => answer.json())
      .then(({ items }) => items.map(({ id, procedure }) => [procedure.id, id]))`)) as [
      string,
      string,
    ][]
    const oneOfEach = new Map(matters)
    expect(oneOfEach.size).toBeGreaterThan(14)
    for (const id of oneOfEach.values()) await stands(page, `/requests/${id}`)
    await leave(page)
  })

  it('stands for everybody: the pages of the law', async () => {
    const page = await sitDown(browser, federation.at(0), 'Mira Solen')
    const places = await law(page)
    expect(places.length).toBeGreaterThan(5)
    for (const place of places) await stands(page, place)
    await leave(page)
  })
})

describe('an auditor', () => {
  it('is offered nothing that changes anything', async () => {
    const page = await sitDown(browser, federation.at(0), 'Bram Okeln')
    await page.getByText(/^\d+ matters?, /).waitFor()
    await page.goto(`${federation.at(0)}/tracing`)
    await page.getByRole('link', { name: 'Operation LANTERN' }).waitFor()
    expect(await page.getByRole('button', { name: /Delete|Choose files/ }).count()).toBe(0)
    const refused = await page.evaluate(`fetch('/api/tracings', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-comity': '1' },
      body: '{"name":"x"}',
    }).then((answer) => answer.json())`)
    expect(refused).toMatchObject({ name: 'auditor-traces-nothing' })
    await page.context().close()
  })
})

describe('a first look', () => {
  it('is calm: no key is overdue, and no letter waits for witnesses', async () => {
    const page = await sitDown(browser, federation.at(0), 'Ilka Vardan')
    await page.getByText(/^\d+ matters?, /).waitFor()
    await page.goto(`${federation.at(0)}/authorities`)
    await page.getByRole('heading', { name: 'New cards of partners' }).waitFor()
    await page.getByText('None waits.').waitFor()
    expect(await page.getByText('Keys of this node that are due').count()).toBe(0)
    expect(await page.getByText('Letters wait for the witnesses').count()).toBe(0)
    await leave(page)
  })
})
