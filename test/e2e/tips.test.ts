import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { markedJpeg, marks } from '../found/tip-files.ts'
import { act, findings } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Federation, leave, shot, sitDown, startFederation } from './federation.ts'
import { betraying, startProxy, type TestProxy } from './proxy.ts'

/** Both officers of the unit in the demonstration have this one. */
const passphrase = 'the lantern burns on the pier'
const agent = 'MarkedBrowser/77.31 (marked machine)'
const identity = 'Ada Marker, +00 77 31 99'
const fileName = 'ada-marker-at-the-site.jpg'
const words = {
  en: 'the units in hall seventy-seven carry price labels of a tenth',
  fr: 'les appareils de la halle septante-sept portent des étiquettes au dixième du prix',
  ar: 'تحمل الأجهزة في القاعة السابعة والسبعين ملصقات بعشر السعر',
} as const
const thanks = 'thank you; in which month were the labels of hall seventy-seven put on?'
const done = 'what you told of hall seventy-seven was passed on, without you'
const retaliation = 'dismissed on the day after the auditors stood in hall seventy-seven'
type Language = keyof typeof words
const languages = Object.keys(words) as Language[]

let browser: Browser
let federation: Federation
let proxy: TestProxy
const receipts = new Map<Language, string>()

beforeAll(async () => {
  ;[browser, federation] = await Promise.all([launchBrowser(), startFederation()])
  proxy = await startProxy(federation.at(0))
})
afterAll(async () => {
  await browser?.close()
  await proxy?.close()
  await federation?.stop()
})

/** Somebody with a telephone, and, as many who must be careful, without scripts. */
function source(scripts: boolean): Promise<BrowserContext> {
  const viewport = { width: 390, height: 720 }
  return browser.newContext({ viewport, javaScriptEnabled: scripts, userAgent: agent })
}

async function looksRight(page: Page, name: string): Promise<void> {
  const wide: number = await page.evaluate('document.documentElement.scrollWidth')
  expect(wide, name).toBeLessThanOrEqual(390)
  expect(await findings(page), name).toEqual([])
  const folder = process.env.COMITY_SHOTS
  if (folder !== undefined)
    await page.screenshot({ path: join(folder, `${name}-390.png`), fullPage: true })
}

/** With scripts their puzzle is solved, without them the time that the form names goes by. */
async function pay(page: Page, form: string, scripts: boolean): Promise<void> {
  if (scripts) {
    const answer = page.locator(`${form} [name=answer]`)
    await expect.poll(() => answer.inputValue(), { timeout: 90_000 }).not.toBe('')
    return
  }
  const seconds = /\d+/.exec(await page.locator(`${form} [data-puzzle]`).innerText())
  await page.waitForTimeout((Number(seconds?.[0]) + 1) * 1000)
}

async function handIn(language: Language, scripts: boolean): Promise<void> {
  const context = await source(scripts)
  const page = await context.newPage()
  // The short address leads to the language that the browser asks for.
  await page.goto(`${proxy.address}/tips`)
  await page.goto(`${proxy.address}/public/${language}/tips`)
  if (scripts) await looksRight(page, `tips-${language}`)
  await page.locator('a.button').first().click()
  await page.locator('#tip-text').fill(words[language])
  await page.locator('#tip-identity').fill(identity)
  await page
    .locator('#tip-files')
    .setInputFiles([{ name: fileName, mimeType: 'image/jpeg', buffer: Buffer.from(markedJpeg()) }])
  if (scripts) await looksRight(page, `tips-form-${language}`)
  await pay(page, 'form', scripts)
  await page.locator('form button').click()
  const receipt = page.locator('.receipt')
  await receipt.waitFor()
  if (scripts) await looksRight(page, `tips-receipt-${language}`)
  receipts.set(language, await receipt.innerText())
  expect(await context.cookies()).toEqual([])
  await context.close()
}

/** The page that a receipt opens. */
async function comeBack(language: Language, scripts: boolean): Promise<Page> {
  const page = await (await source(scripts)).newPage()
  await page.goto(`${proxy.address}/public/${language}/tips/receipt`)
  await page.locator('#tip-receipt').fill(receipts.get(language) ?? '')
  await page.locator('form button').click()
  await page.locator('h2').first().waitFor()
  return page
}

/** An officer of the unit with the own key open, before the list of tips. */
async function atTheDesk(person: string): Promise<Page> {
  const page = await sitDown(browser, federation.at(0), person)
  await page.goto(`${federation.at(0)}/tip-desk`)
  await page.getByRole('heading', { name: 'Open your key' }).waitFor()
  const form = page.locator('form').filter({ hasText: 'It stays open for a quarter of an hour' })
  await form.getByLabel('Passphrase').fill(passphrase)
  await form.getByRole('button', { name: 'Open my key' }).click()
  await page.getByText('your key is open').waitFor()
  return page
}

/** Looks until what came in is on record: in the demonstration each minute. */
async function openTip(page: Page, text: string): Promise<void> {
  for (let tries = 0; tries < 12; tries++) {
    await page.goto(`${federation.at(0)}/tip-desk`)
    await page.getByRole('heading', { name: 'In the box' }).waitFor()
    const links = await page.locator('a[href^="/tip-desk/"]').all()
    const open = await Promise.all(links.map((link) => link.getAttribute('href')))
    for (const href of open) {
      await page.goto(federation.at(0) + href)
      await page.getByRole('heading', { name: 'The tip' }).waitFor()
      if ((await page.locator('main').innerText()).includes(text)) return
    }
    await page.waitForTimeout(7000)
  }
  throw new Error('what was handed in is not on record')
}

async function say(page: Page, text: string, button: string): Promise<void> {
  await page.getByLabel('Words to the source').fill(text)
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByText(text).first().waitFor()
}

describe('the tip box in a browser', () => {
  it('is used in French without scripts, in English and in Arabic with the one that it has', async () => {
    await handIn('fr', false)
    await handIn('en', true)
    await handIn('ar', true)
    for (const receipt of receipts.values()) expect(receipt).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/)
  }, 300_000)

  it('is read and answered by the unit, in whatever script somebody wrote', async () => {
    const page = await atTheDesk('Roza Telemin')
    await shot(page, 'tip-desk')
    for (const language of languages) {
      await openTip(page, words[language])
      await say(page, thanks, 'Acknowledge')
    }
    await shot(page, 'tip')
    expect(await findings(page)).toEqual([])
    await leave(page)
  }, 300_000)

  it('shows the answer to whoever has the receipt, who reports retaliation', async () => {
    for (const language of languages) {
      const page = await comeBack(language, language !== 'fr')
      expect(await page.locator('main').innerText()).toContain(thanks)
      // What the source wrote is not shown again: the receipt alone may be found on somebody.
      expect(await page.content()).not.toContain(words[language])
      if (language !== 'fr') await looksRight(page, `tips-status-${language}`)
      if (language === 'en') {
        await page.locator('details summary').click()
        await page.locator('input[value=dismissal]').check()
        await page.locator('#tip-facts').fill(retaliation)
        await pay(page, 'details form', true)
        await page.locator('details form button').click()
        await page.getByText('goes on record', { exact: false }).first().waitFor()
      }
      await page.context().close()
    }
  }, 200_000)

  it('gives the name to two officers, one after the other, and to neither alone', async () => {
    const first = await atTheDesk('Roza Telemin')
    await openTip(first, retaliation)
    const turn = async (page: Page, button: string) => {
      const form = page.locator('form').filter({ hasText: button })
      await form.getByLabel('Reasons').fill('the employer must be named in the order')
      await form.getByLabel('Passphrase').fill(passphrase)
      await form.getByRole('button', { name: button }).click()
    }
    await turn(first, 'Turn the first key')
    await first.getByText('First key turned by XV-OMB/inspector.').waitFor()
    expect(await first.getByRole('button', { name: 'Open the envelope' }).count()).toBe(0)
    await leave(first)
    const second = await atTheDesk('Daria Kolvek')
    await openTip(second, retaliation)
    await turn(second, 'Open the envelope')
    await second.getByText(identity).waitFor()
    await shot(second, 'tip-envelope')
    await leave(second)
  }, 200_000)

  it('gives a lead to the prosecutor, who puts its file to a matter with the source sealed', async () => {
    const page = await atTheDesk('Roza Telemin')
    await openTip(page, words.en)
    await page.getByRole('link', { name: /^Sort, recuse yourself/ }).click()
    await act(page, 'Sort', 'It fits an open inquiry into a contract.')
    await page.goBack()
    await openTip(page, words.en)
    await page.getByLabel('Office').selectOption('XV-SACP')
    await page.getByLabel('In your words').fill('a list of labels of one hall')
    await page.getByRole('checkbox', { name: /^file-1/ }).check()
    await page.getByRole('button', { name: 'Pass it on' }).click()
    await page.getByText('It names this unit, not the tip.').waitFor()
    await page.getByRole('radio', { name: /^Tell what was done/ }).check()
    await page.getByRole('checkbox', { name: /^Checked/ }).check()
    await say(page, done, 'Tell what was done')
    await leave(page)
    const office = await sitDown(browser, federation.at(0), 'Danek Orsolin')
    await office.goto(`${federation.at(0)}/leads`)
    const lead = office.getByRole('region').filter({ hasText: 'a list of labels of one hall' })
    await lead.getByLabel('Put it to the matter').selectOption({ label: 'JIT-LANTERN' })
    await lead.getByLabel('Number of the exhibit').fill('EV-77')
    await lead.getByRole('button', { name: 'Put it there' }).click()
    await office.getByText('source sealed').first().waitFor()
    await shot(office, 'leads')
    await office.getByRole('link', { name: 'the matter' }).click()
    await office.getByText('EV-77, source sealed (XV-OMB)').first().waitFor()
    await leave(office)
    const source = await comeBack('en', true)
    expect(await source.locator('main').innerText()).toContain(done)
    await source.context().close()
  }, 200_000)

  it('leaves no address, browser, name, digit, word or file name in any byte of the four nodes, nor in what they print', () => {
    if (federation.dir === '') {
      console.info(
        'not searched: the federation stood before; name its folder in COMITY_FEDERATION_DIR',
      )
      return
    }
    const kept = everyFile(federation.dir)
    expect(kept.length).toBeGreaterThan(20)
    // The search finds what is there: the card of a node, in its file.
    expect(kept.some(({ bytes }) => bytes.includes('XV-FIU'))).toBe(true)
    const secrets: Record<string, string> = {
      ...betraying,
      'address behind the proxy': '203.0.113.77',
      agent,
      identity,
      name: 'Ada Marker',
      'file name': fileName,
      ...Object.fromEntries(languages.map((l) => [`words in ${l}`, words[l]])),
      ...Object.fromEntries([...receipts].map(([l, receipt]) => [`receipt in ${l}`, receipt])),
      ...Object.fromEntries(
        [...receipts].map(([l, r]) => [`digits in ${l}`, r.replaceAll(' ', '')]),
      ),
      thanks,
      done,
      retaliation,
      ...marks,
    }
    const found: string[] = []
    for (const [what, secret] of Object.entries(secrets)) {
      if (federation.said().includes(secret)) found.push(`${what} in the output`)
      for (const spelling of [Buffer.from(secret), Buffer.from(secret, 'utf16le'), base64(secret)])
        for (const { file, bytes } of kept)
          if (bytes.includes(spelling)) found.push(`${what} in ${file}`)
    }
    expect(found).toEqual([])
  })
})

/** As it would stand in base64 at the beginning of a value. */
function base64(text: string): Buffer {
  return Buffer.from(
    Buffer.from(text)
      .toString('base64')
      .replace(/.{0,3}=*$/, ''),
  )
}

function everyFile(folder: string): { file: string; bytes: Buffer }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? everyFile(path) : [{ file: path, bytes: readFileSync(path) }]
  })
}
