import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessible, findings } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Federation, leave, shot, sitDown, startFederation } from './federation.ts'

/** Norrhavn: whoever lives there comes to its data protection authority. */
const norrhavn = 1
const held = { name: 'Petra Lindqvar', born: '1979-03-02' }
/** Nobody in the federation has ever written this name. */
const unheard = { name: 'Wilma Nowhere', born: '1979-03-02' }
const asked = 'Which data do you hold about me?'
const told = 'the operator writes what the caller says about the blocked account'

let browser: Browser
let federation: Federation
beforeAll(async () => {
  ;[browser, federation] = await Promise.all([launchBrowser(), startFederation()])
})
afterAll(async () => {
  await browser?.close()
  await federation?.stop()
})

/** Somebody with an old telephone; without scripts, unless axe has to run in the page. */
async function phone(javaScriptEnabled = false): Promise<BrowserContext> {
  const viewport = { width: 390, height: 720 }
  const context = await browser.newContext({ viewport, javaScriptEnabled })
  context.setDefaultTimeout(20_000)
  return context
}

async function looksRight(page: Page, name: string, axe = false): Promise<void> {
  const wide: number = await page.evaluate('document.documentElement.scrollWidth')
  expect(wide, name).toBeLessThanOrEqual(390)
  if (axe) expect(await findings(page), name).toEqual([])
  const folder = process.env.COMITY_SHOTS
  if (folder !== undefined)
    await page.screenshot({ path: join(folder, `${name}-390.png`), fullPage: true })
}

/** Tab, until the element with that id has the focus; never a click. */
async function tabTo(page: Page, what: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    const here: boolean = await page.evaluate(
      `document.activeElement?.matches(${JSON.stringify(what)})`,
    )
    if (here) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${what}`)
}

/** The form of a request, filled in with the keyboard alone; comes back with the receipt. */
async function handIn(page: Page, person: typeof held): Promise<string> {
  await page.goto(`${federation.at(norrhavn)}/public/en/rights/ask`)
  await tabTo(page, '[name=ask]')
  await page.keyboard.press('Space')
  await tabTo(page, '#to')
  await page.keyboard.type('Norrhavn FIU')
  for (const [id, text] of [
    ['name', person.name],
    ['born', person.born],
    ['words', asked],
    ['paperEnds', '7741'],
  ] as const) {
    await tabTo(page, `#${id}`)
    await page.keyboard.type(text)
  }
  await tabTo(page, 'main form button')
  await page.keyboard.press('Enter')
  await page.locator('.receipt').waitFor()
  return page.locator('.receipt').innerText()
}

/** The page that a receipt opens, as it came over the wire. */
async function standing(page: Page, receipt: string, language = 'en'): Promise<string> {
  await page.goto(`${federation.at(norrhavn)}/public/${language}/rights/status`)
  await tabTo(page, '#receipt')
  await page.keyboard.type(receipt)
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.keyboard.press('Enter')
  return (await answer).text()
}

/** The newest filing of the list, taken up by the registrar; comes back with the id of the matter. */
async function takeUp(page: Page, today: string): Promise<string> {
  await page.goto(`${federation.at(norrhavn)}/rights-desk`)
  await page.getByRole('heading', { name: 'Handed in' }).waitFor()
  const waiting = page.locator('tr', { hasText: 'waits for identity' })
  await waiting.last().getByRole('button').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('How the person showed who they are').selectOption('shown')
  await dialog.getByLabel('On which day').fill(today)
  await accessible(page)
  await shot(page, 'rights-take-up')
  await dialog.getByRole('button', { name: 'Take it up' }).click()
  const link = dialog.getByRole('link', { name: 'open it' })
  await link.waitFor()
  return (await link.getAttribute('href'))!.split('/').at(-1)!
}

/** Steps of the unit through the door of its page; a "no" is thrown with its name. */
async function step(page: Page, id: string, action: string, document: object): Promise<void> {
  const said: string = await page.evaluate(
    `fetch('/api/requests/${id}/acts', { method: 'POST', headers: { 'content-type': 'application/json', 'x-comity': '1' }, body: ${JSON.stringify(JSON.stringify({ action, document }))} }).then((answer) => answer.ok ? '' : answer.text())`,
  )
  expect(said, action).toBe('')
}

/** The demonstration has a clock of its own: the day on which the newest filing came in. */
async function demoDay(page: Page): Promise<string> {
  return page.evaluate(
    "fetch('/api/rights').then((answer) => answer.json()).then((desk) => desk.filings.map((one) => one.filedAt).sort().at(-1).slice(0, 10))",
  )
}

describe('a person without an account', () => {
  it('asks with the keyboard alone, on a small screen without scripts; what is known of nobody reads the same', async () => {
    const context = await phone()
    const page = await context.newPage()
    await page.goto(`${federation.at(norrhavn)}/public/en/rights`)
    await looksRight(page, 'rights-start')
    const receipts: string[] = []
    const matters: string[] = []
    const clerk = await sitDown(browser, federation.at(norrhavn), 'Jens Ottervik')
    const unit = await sitDown(browser, federation.at(norrhavn), 'Signe Holtvik')
    const head = await sitDown(browser, federation.at(norrhavn), 'Runa Estad')
    for (const person of [held, unheard]) {
      const receipt = await handIn(page, person)
      await looksRight(page, 'rights-receipt')
      expect(await standing(page, receipt)).toContain('It waits until you have shown who you are')
      receipts.push(receipt)
      const matter = await takeUp(clerk, await demoDay(clerk))
      matters.push(matter)
      await step(unit, matter, 'acknowledge', { contact: 'data protection officer, +47 000 11' })
      await step(unit, matter, 'locate', { searched: 'case files, alerts and the log of releases' })
      await step(head, matter, 'decide', {
        decision: 'neither-confirm-nor-deny',
        effect: 'a letter in the words of the law',
        reasons: 'to confirm or to deny would harm the purpose that the law protects',
        indirectRoute: 'XN-DPA, Data Protection Authority',
        court: 'District Court of Sundvik, within one month',
      })
    }
    const [known, unknown] = await Promise.all(
      receipts.map(async (receipt) => {
        const own = await context.newPage()
        const text = await standing(own, receipt)
        await own.close()
        return text.replaceAll(receipt, 'the receipt')
      }),
    )
    expect(known).toBe(unknown)
    expect(known).toContain('The authority is working on it.')
    expect(known).not.toContain('Lindqvar')
    expect(new Set(matters).size).toBe(2)
    await standing(page, receipts[0]!)
    await looksRight(page, 'rights-standing')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('button:visible, nav:visible').count()).toBe(0)
    expect(await page.locator('main').innerText()).toContain('Data Protection Authority')
    expect(await context.cookies()).toEqual([])
    await context.close()
    for (const desk of [clerk, unit, head]) await leave(desk)
  }, 240_000)

  it('complains in Arabic without a name, and reads from right to left', async () => {
    const context = await phone(true)
    const page = await context.newPage()
    await page.goto(`${federation.at(norrhavn)}/public/ar/rights/complain`)
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    await looksRight(page, 'rights-complain-ar', true)
    await page.locator('[name=against][value=delay]').check()
    await page.locator('#to').selectOption('XN-CA')
    await page.locator('#words').fill('لم يصلني أي جواب منذ أربعة أشهر.')
    await page.locator('main form button').click()
    await page.locator('.receipt').waitFor()
    expect(await page.locator('.receipt').innerText()).toMatch(/^(\d{4} ){3}\d{4}$/)
    await looksRight(page, 'rights-receipt-ar', true)
    const receipt = await page.locator('.receipt').innerText()
    const answer = await standing(page, receipt, 'ar')
    expect(answer).toContain('dir="rtl"')
    expect(answer).not.toContain('هويتك')
    await looksRight(page, 'rights-standing-ar', true)
    await context.close()
  }, 60_000)
})

describe('somebody who calls', () => {
  it('is written down by an operator, hears the receipt, and reads with it on the page', async () => {
    const page = await sitDown(browser, federation.at(norrhavn), 'Jens Ottervik')
    await page.goto(`${federation.at(norrhavn)}/rights-desk`)
    await page.getByRole('button', { name: 'Write down a request' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What the person asks for').selectOption('complaint')
    await dialog.getByLabel('What it is about').selectOption('property')
    await dialog.getByLabel('Authority').selectOption('XN-AMO')
    await dialog.getByLabel('In the words of the person').fill(told)
    await accessible(page)
    await shot(page, 'rights-call')
    await dialog.getByRole('button', { name: 'Hand it in' }).click()
    const number = page.locator('.receipt-number')
    await number.waitFor()
    const receipt = await number.innerText()
    await accessible(page)
    await page.getByRole('button', { name: 'The person has it' }).click()
    await page.setViewportSize({ width: 390, height: 720 })
    const wide: number = await page.evaluate('document.documentElement.scrollWidth')
    expect(wide).toBeLessThanOrEqual(390)
    await shot(page, 'rights-desk')
    const own = await (await phone()).newPage()
    expect(await standing(own, receipt)).toContain('Asset Management Office')
    await own.context().close()
    await leave(page)
  }, 60_000)
})
