import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessible } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Federation, leave, shot, sitDown, startFederation } from './federation.ts'

const root = join(import.meta.dirname, '../..')
const lantern = join(root, 'src/exercise/data/lantern')

describe("a tracer's first day", () => {
  let federation: Federation
  let browser: Browser
  let page: Page
  const folder = mkdtempSync(join(tmpdir(), 'comity-tracer-'))

  beforeAll(async () => {
    federation = await startFederation()
    browser = await launchBrowser()
    page = await sitDown(browser, federation.at(0), 'Mira Solen')
  })
  afterAll(async () => {
    await browser?.close()
    await federation?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('refuses a broken ledger with row, column and remedy, and takes nothing in', async () => {
    const broken = join(folder, 'broken.csv')
    writeFileSync(broken, 'id,time,from,to,amount,currency\nT1,2023-03-15,A01,A02,12.5.0,EUR\n')
    await page.getByRole('link', { name: 'Tracing desk' }).click()
    await page.locator('input[type=file]').first().setInputFiles(broken)
    await page.getByText('First rows').waitFor()
    await page
      .getByRole('button', { name: /^Import/ })
      .last()
      .click()
    const rows = page.getByRole('region', { name: 'Rows that were refused' })
    await rows.waitFor()
    for (const word of ['2', 'amount', '12.5.0']) expect(await rows.innerText()).toContain(word)
    await shot(page, 'tracing-refused')
    await accessible(page)
  })

  it('takes in a ledger with its opening balances and rates', async () => {
    await page.getByRole('link', { name: 'Tracing desk' }).first().click()
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(['ledger.csv', 'openings.csv', 'rates.csv'].map((name) => join(lantern, name)))
    await page.getByText('First rows').waitFor()
    await page.getByLabel('Base currency of the rates').fill('EUR')
    await shot(page, 'tracing-import')
    await page
      .getByRole('button', { name: /^Import/ })
      .last()
      .click()
    await page.getByText('960 000 000.00 VLD').waitFor()
    await shot(page, 'tracing-overview')
    await accessible(page)
  })

  it('proposes no rule, and runs every rule side by side', async () => {
    await page.getByRole('link', { name: /^Run a rule/ }).click()
    await page.getByText('Under which rule').waitFor()
    expect(await page.getByRole('radio', { checked: true }).count()).toBeLessThanOrEqual(2)
    await page.getByText('Every rule, side by side').click()
    await page.getByText('As the ledger has it').click()
    await page.getByText('Blended', { exact: true }).click()
    await shot(page, 'tracing-rules')
    await accessible(page)
    await page.getByRole('button', { name: 'Run every rule' }).click()
    await page.getByRole('heading', { name: /Holdings by rule/ }).waitFor({ timeout: 60_000 })
    const yacht = page.getByRole('row', { name: /^Y1/ })
    for (const figure of ['9 393 583.33', '8 915 098.70', '9 054 394.72', '8 280 000.00'])
      expect(await plain(yacht)).toContain(figure)
    await shot(page, 'tracing-holdings')
    await accessible(page)
  })

  it('opens the payments behind a figure, and they add up to it', async () => {
    await page
      .getByRole('row', { name: /^Y1/ })
      .getByRole('button', { name: /9.393.583\.33/ })
      .click()
    const panel = page.getByRole('complementary').or(page.getByRole('dialog')).last()
    await panel.getByText('T085').waitFor()
    const text = await plain(panel)
    for (const part of ['T043', 'T085', '9 393 583.33']) expect(text).toContain(part)
    await shot(page, 'tracing-behind')
    await page.keyboard.press('Escape')
  })

  it('shows the flow as a picture that works with the keyboard', async () => {
    await page.getByRole('link', { name: 'Flow' }).click()
    await page
      .getByRole('combobox', { name: 'Rule' })
      .selectOption({ label: 'First in, first out · order given · blended · exact' })
    const flow = page.getByRole('group', { name: /^Flow of the claims/ })
    const link = flow.getByRole('button', { name: /^A02 to A10/ })
    await link.waitFor()
    expect(await link.getAttribute('aria-label')).toMatch(/22.080.000\.00.EUR in 6 payments/)
    await shot(page, 'tracing-flow')
    await accessible(page)
    await link.focus()
    await page.keyboard.press('Enter')
    await page.getByText('T003').first().waitFor()
    await page.keyboard.press('Escape')
  })

  it('walks the path step by step, and names the gaps', async () => {
    await page.getByRole('link', { name: 'Step by step' }).click()
    await page.getByText('Invoice SC-001, 4 imaging units').first().waitFor()
    await shot(page, 'tracing-path')
    await accessible(page)
    await page.getByRole('link', { name: 'Gaps' }).click()
    await page.getByText('Only days, no time of day').waitFor()
    await shot(page, 'tracing-gaps')
    await accessible(page)
  })

  it('hands over an exhibit whose digest the reader can check', async () => {
    await page.getByRole('link', { name: 'Exhibit' }).click()
    await page.getByLabel('Title').fill('Tracing schedule, Operation LANTERN')
    await page.getByLabel('Case reference').fill('CASE-2025-LANTERN')
    await page.getByRole('button', { name: 'Make the exhibit' }).click()
    const html = page.getByRole('link', { name: 'Open as page' }).first()
    await html.waitFor({ timeout: 60_000 })
    await shot(page, 'tracing-exhibit')
    const bytes = await fetchAs(page, await html.getAttribute('href'))
    const file = join(folder, 'exhibit.html')
    writeFileSync(file, bytes)
    const said = execFileSync(
      process.execPath,
      [join(root, 'bin/comity'), 'verify', file, '--ledger', join(lantern, 'ledger.csv')],
      { encoding: 'utf8' },
    )
    expect(said).toMatch(/holds|valid|matches|in order/i)
    // One figure changed by a cent is found.
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('9393583.33', '9393583.34'))
    expect(() =>
      execFileSync(process.execPath, [join(root, 'bin/comity'), 'verify', file], { stdio: 'pipe' }),
    ).toThrow()
    const pdf = await fetchAs(page, (await html.getAttribute('href'))!.replace('.html', '.pdf'))
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    const exhibit = await page.context().newPage()
    await exhibit.goto(new URL((await html.getAttribute('href'))!, page.url()).href)
    await exhibit.getByText('CASE-2025-LANTERN').first().waitFor()
    await shot(exhibit, 'exhibit')
    await accessible(exhibit)
    await exhibit.close()
    await leave(page)
  })
})

async function fetchAs(page: Page, address: string | null): Promise<Buffer> {
  const answer = await page.context().request.get(new URL(address!, page.url()).href)
  expect(answer.status()).toBe(200)
  return answer.body()
}

/** Visible text with every kind of space as a plain one. */
async function plain(part: { innerText(): Promise<string> }): Promise<string> {
  return (await part.innerText()).replaceAll(/[\u00a0\u2009\u202f]/g, ' ')
}
