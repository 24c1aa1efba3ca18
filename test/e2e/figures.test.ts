import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessible } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Federation, leave, shot, sitDown, startFederation } from './federation.ts'

describe('whoever measures reads the figures', () => {
  let federation: Federation
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    federation = await startFederation()
    browser = await launchBrowser()
    page = await sitDown(browser, federation.at(0), 'Mira Solen')
  })
  afterAll(async () => {
    if (page) await leave(page)
    await browser?.close()
    await federation?.stop()
  })

  const card = (id: string) =>
    page.locator('section').filter({ has: page.locator(`#figure-${id}`) })
  const choice = (name: string) => page.getByRole('combobox', { name, exact: true })
  const period = async (from: string, to: string) => {
    await choice('From').selectOption({ label: from })
    await choice('to').selectOption({ label: to })
  }

  it('sees a quarter, and beside each figure what the public reads', async () => {
    await page.goto(`${federation.at(0)}/figures`)
    await page.getByRole('heading', { name: 'Figures', level: 1 }).waitFor()
    await period('2025, January to March', '2025, January to March')
    await page.getByText('Version 1 of this period is released').waitFor()
    await expect.poll(() => card('IN-05').textContent()).toMatch(/1\/13 = 7\.7 %/)
    expect(await card('IN-05').textContent()).toMatch(/Released as\s*fewer than 5 cases/)
    await shot(page, 'figures-quarter')
  })

  it('sees the whole case in pictures and in words, and a page that everybody can use', async () => {
    await period('2025, January to March', '2026, July to September')
    await page.getByRole('heading', { name: 'Where the money went' }).waitFor()
    const funnel = page.getByRole('figure').filter({ hasText: 'Where the money went' })
    await expect
      .poll(() => funnel.getByRole('listitem').allTextContents())
      .toEqual([
        'Identified53.1 m €',
        'Frozen50.7 m €',
        'Confiscated48.6 m €',
        'Realised48.0 m €',
        'Left after costs46.2 m €',
        'Paid to victims and public purposes46.2 m €',
      ])
    await expect.poll(() => card('IN-42').textContent()).toMatch(/164\/400 = 41\.0 %/)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390)
    await accessible(page)
    await page.setViewportSize({ width: 1280, height: 900 })
    await shot(page, 'figures-case')
  })

  it('saves the table, with every part of it', async () => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('figures-2025-01-01-2026-09-30.csv')
    const rows = readFileSync(await file.path(), 'utf8').split('\r\n')
    expect(rows[0]).toBe('from,to,id,name,by,key,text,value,unit,n')
    expect(rows.find((r) => r.includes('IN-16') && r.includes('distributable'))).toMatch(
      /"46,155,341\.83",4615534183,eur/,
    )
    expect(new Set(rows.slice(1, -1).map((r) => r.split(',')[2])).size).toBe(42)
  })

  it('is told why a figure has no value, and that free days are never released', async () => {
    await page.getByText('Other days').click()
    await page.getByLabel('First day').fill('2025-02-01')
    await page.getByText('Only whole quarters are ever released.').waitFor()
    const without = page.getByText(/of the 42 figures have no value in this period/)
    await without.click()
    expect(
      await page.locator('details', { has: without }).getByRole('row').count(),
    ).toBeGreaterThan(0)
    await period('2024, October to December', '2024, October to December')
    await page.getByText('Nothing of this period is released.').waitFor()
  })
})
