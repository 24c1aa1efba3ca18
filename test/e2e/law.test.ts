import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessible } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Federation, leave, shot, sitDown, startFederation } from './federation.ts'

describe('the law of a node', () => {
  let federation: Federation
  let browser: Browser

  beforeAll(async () => {
    federation = await startFederation()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await federation?.stop()
  })

  it('finds the lawful routes, says none and unknown as plainly, and starts the wizard', async () => {
    const page = await sitDown(browser, federation.at(0), 'Jarno Veskin')
    await page.getByRole('link', { name: 'Law', exact: true }).click()
    await page.getByRole('heading', { name: 'Route finder' }).waitFor()
    await page.getByLabel('From', { exact: true }).selectOption('XV')
    await page.getByLabel('To', { exact: true }).selectOption('XN')
    await page.getByLabel('Measure').selectOption('search-hearing')
    await page.getByLabel('Offence').selectOption('corruption')
    await page.getByLabel('On the day').fill('2026-03-10')
    await page.getByRole('button', { name: 'Find the routes' }).click()
    await page.getByRole('heading', { name: /routes from Republic of Veldania/ }).waitFor()
    const text = await page.locator('main').innerText()
    for (const word of ['Could this be informal?', 'Dual criminality', 'UNCAC', '46'])
      expect(text).toContain(word)
    await shot(page, 'routes')
    await accessible(page)

    await page
      .getByRole('link', { name: /^Start:/ })
      .first()
      .click()
    await page.getByRole('heading', { name: /^New: mutual legal assistance/ }).waitFor()

    // The island kingdom of no rows: the answer is not yes.
    await page.goto(`${federation.at(0)}/law/routes?from=XZ&to=XC&measure=joint-team`)
    await page.getByRole('heading', { name: /^(Unknown|No lawful route)/ }).waitFor()
    await shot(page, 'routes-unknown')
    await accessible(page)
    await page.goto(`${federation.at(0)}/law/gaps`)
    await page.getByRole('heading', { name: 'Gaps' }).waitFor()
    await accessible(page)
    await leave(page)
  })

  it('reckons a limit with every step, over a weekend and a pause', async () => {
    const page = await sitDown(browser, federation.at(0), 'Mira Solen')
    await page.getByRole('link', { name: 'Law', exact: true }).click()
    await page.getByRole('link', { name: 'Time limits' }).click()
    await page.getByLabel('Search the rules').fill('DL-33')
    await page.getByRole('button', { name: /^Reckon DL-33\.decide/ }).click()
    await page.getByLabel('Runs from (UTC)').fill('2025-03-07T10:00')
    await page.getByLabel('Calendar', { exact: true }).selectOption('XN')
    await page.getByRole('button', { name: 'Add a pause' }).click()
    await page.getByLabel('Pause 1 from (UTC)').fill('2025-03-10T10:00')
    await page.getByLabel('Pause 1 to (UTC)').fill('2025-03-12T10:00')
    await page.getByRole('button', { name: 'Reckon', exact: true }).click()
    await page.getByRole('heading', { name: /^Due \d+ Apr 2025/ }).waitFor()
    expect(await page.locator('.steps li').count()).toBeGreaterThan(2)
    await shot(page, 'time-limits')
    await accessible(page)
    await leave(page)
  })

  it('shows every procedure as a picture and as a table', async () => {
    const page = await sitDown(browser, federation.at(0), 'Bram Okeln')
    await page.goto(`${federation.at(0)}/law/procedures`)
    await accessible(page)
    await page.getByRole('link', { name: 'Freezing order' }).click()
    const state = page.getByRole('button', { name: /^Recognised/ })
    await state.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /^Steps that touch/ }).waitFor()
    await shot(page, 'procedure')
    await accessible(page)
    await page.goto(`${federation.at(0)}/law/refusals`)
    await page.getByLabel('Search the refusals').fill('safeguard')
    await page.getByText(/safeguard-empty/).waitFor()
    await accessible(page)
    await leave(page)
  })

  it('is changed by two persons, and never by a bad pack', async () => {
    const mark = Date.now() % 10_000
    const pack = {
      id: `XV-OWN-${mark}`,
      name: 'Rules of Veldania for its own units',
      layer: 'national',
      version: 1,
      from: '2026-01-01',
      rows: {
        thresholds: [
          {
            id: `XV-TH-${mark}`,
            name: 'value below which a notice is enough',
            citation: 'Veldanian decree 12 art. 3',
            text: 'Below this value a notice in writing is enough.',
            from: '2026-01-01',
            status: 'to-verify',
            source: 'Official Gazette of Veldania',
            value: '5000.00',
            unit: 'EUR',
          },
        ],
      },
    }
    const first = await sitDown(browser, federation.at(0), 'Irena Dovask')
    await first.goto(`${federation.at(0)}/law/packs`)
    await accessible(first)
    await first.getByRole('link', { name: 'Draft a pack' }).click()
    const text = first.getByLabel('The pack')

    const bad = structuredClone(pack) as { rows: { thresholds: { citation?: string }[] } }
    delete bad.rows.thresholds[0]!.citation
    await text.fill(JSON.stringify(bad, null, 2))
    await first.getByRole('button', { name: 'Propose this pack' }).click()
    await first.getByText('The old law stays in force').waitFor()
    expect(await first.getByRole('alert').innerText()).toMatch(/citation/)
    await shot(first, 'pack-refused')
    await accessible(first)

    await text.fill(JSON.stringify(pack, null, 2))
    await first.getByRole('button', { name: 'Propose this pack' }).click()
    await first.getByRole('heading', { name: /^What would change: 1 row/ }).waitFor()
    await first.getByText('added').waitFor()
    const address = first.url()
    await first.getByLabel('Reasons').fill('Read in the decree.')
    expect(await first.getByRole('button', { name: 'Sign into force' }).isDisabled()).toBe(true)
    await shot(first, 'law-draft')
    await accessible(first)
    await leave(first)

    const second = await sitDown(browser, federation.at(0), 'Hanno Castelk')
    await second.goto(address)
    await second.getByLabel('Reasons').fill('Compared with the Gazette of January.')
    await second.getByRole('button', { name: 'Sign into force' }).click()
    await second.getByRole('row', { name: new RegExp(pack.id) }).waitFor()
    await shot(second, 'packs')
    await second.goto(`${federation.at(0)}/law/rows?table=thresholds&q=XV-TH-${mark}`)
    await second.getByRole('link', { name: `XV-TH-${mark}` }).click()
    await second.getByText('Veldanian decree 12 art. 3').waitFor()
    await shot(second, 'law-row')
    await accessible(second)
    await leave(second)
  })
})
