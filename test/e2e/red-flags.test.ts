import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
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

const languages = ['English', 'Français', 'Español', 'العربية'] as const

/** The questions of the language that is shown. */
const shown = (page: Page) => page.locator('main:visible')

async function ticked(page: Page, language: string): Promise<number> {
  await page.getByText(language, { exact: true }).click()
  const boxes = await shown(page).getByRole('checkbox').all()
  expect(boxes).toHaveLength(10)
  for (const box of [boxes[0]!, boxes[3]!, boxes[9]!]) await box.check()
  // The style sheet counts; the number stands in what the page draws, not in its text.
  return page.evaluate(
    'document.querySelectorAll("main:not([hidden]) li input:checked").length',
  ) as Promise<number>
}

describe('the ten questions for small firms', () => {
  it('are one file that works with the network off, in four languages, without a finding of axe', async () => {
    const saved = join(inject('shared'), 'red-flags.html')
    const answer = await fetch(`${federation.at(0)}/public/red-flags.html`)
    writeFileSync(saved, await answer.text())
    const context = await browser.newContext({
      offline: true,
      viewport: { width: 390, height: 800 },
    })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(`file://${saved}`)
    for (const [i, language] of languages.entries()) {
      expect(await ticked(page, language), language).toBe(3 * (i + 1))
      const over: number = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(over, `${language} is wider than the screen`).toBeLessThanOrEqual(0)
      await accessible(page)
      await shot(page, `red-flags-${i}`)
    }
    expect(await shown(page).getAttribute('dir')).toBe('rtl')
    expect(asked).toEqual([`file://${saved}`])
    await context.close()
  })

  it('open the box in one tap with what was ticked, also where scripts are off', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${federation.at(0)}/public/red-flags.html`)
    await page.getByText('Français', { exact: true }).click()
    const boxes = await shown(page).getByRole('checkbox').all()
    await boxes[1]!.check()
    await boxes[6]!.check()
    const second = await shown(page).locator('label').nth(1).innerText()
    await shown(page).getByRole('button', { name: 'Signaler' }).click()
    await page.waitForURL(/\/public\/fr\/tips\/new/)
    const told = await page.locator('#tip-text').inputValue()
    expect(told).toContain(`2. ${second}`)
    expect(told.split('\n')).toHaveLength(4)
    await context.close()
  })
})
