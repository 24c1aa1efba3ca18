import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessible, act, write } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Federation, leave, shot, sitDown, startFederation } from './federation.ts'

const reference = `ML-${90 + (Date.now() % 900)}`

/** What the request says at first: eleven of the fourteen elements. */
const first = {
  authority: 'Ministry of Justice of Veldania, Central Authority.',
  proceedings: 'Pre-trial investigation of the Special Anti-Corruption Prosecution Office.',
  facts: 'Public money for imaging units was paid to a supplier that delivered nothing.',
  offences: 'Embezzlement of public funds, up to ten years.',
  location: 'Accounts and a lease at a bank and a registry in Sundvik.',
  nexus: 'The supplier paid rent for the quay out of the money received for the units.',
  formalities: 'Records with a certificate of the bank, names of the witnesses.',
  urgency: 'Needed by 2026-12-15, before the hearing of the main suspect.',
  confidentiality: 'The account holder must not be told before the hearing.',
  use: 'In this proceeding alone, and not for fiscal matters.',
}

const rest = {
  dualCriminality: 'The act is embezzlement in Veldania and gross fraud in Norrhavn.',
  measure: 'Account statements and the lease, with a hearing of the person who signed it.',
  period: '2023-01-01/2024-12-31',
  translation: 'Norwegian, by a sworn translator of the Ministry.',
}

describe('a request for legal assistance is returned, rebuilt and accepted', () => {
  let federation: Federation
  let browser: Browser
  let address = ''

  beforeAll(async () => {
    federation = await startFederation()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await federation?.stop()
  })

  it('is drafted with the score of the law beside the form', async () => {
    const page = await sitDown(browser, federation.at(0), 'Jarno Veskin')
    await page.getByRole('link', { name: 'New matter' }).click()
    await page.getByRole('heading', { name: 'New matter' }).waitFor()
    await shot(page, 'new-matter')
    await accessible(page)
    await page.getByRole('link', { name: 'Mutual legal assistance' }).click()
    await page.getByText(/to whom this cannot be put/).click()
    await accessible(page)
    await page.getByRole('link', { name: /XN-CA/ }).click()
    await page.getByRole('link', { name: 'Draft a request' }).click()
    await score(page, '0 of 14')
    await write(page, { reference, ...first })
    await page.getByLabel('Name of subject 1').fill('Halvorsen Marine Supply')
    await page.getByLabel('Kind of subject 1').selectOption('company')
    await score(page, '11 of 14')
    await shot(page, 'wizard')
    await accessible(page)
    // What is missing is a link to its field.
    await page.getByRole('button', { name: /translation/i }).click()
    expect(await page.evaluate('document.activeElement?.closest(".slot-field")?.id')).toBe(
      'field-translation',
    )
    await page.getByRole('button', { name: 'Save as draft' }).click()
    await page.getByRole('heading', { name: new RegExp(reference) }).waitFor()
    address = page.url()
    await page.getByText('11 of 14').waitFor()
    await shot(page, 'matter-draft')
    await accessible(page)
    await leave(page)
  })

  it('is sent ahead, and returned with the list of what is missing', async () => {
    const head = await sitDown(browser, federation.at(0), 'Hanno Castelk')
    await head.goto(address)
    await head.getByRole('button', { name: /^Send ahead in urgency/ }).click()
    const form = head.locator('form')
    await form.waitFor()
    const follows = head.locator('#field-toFollow')
    for (const label of [/both countries/i, /measure and period/i, /translation/i])
      await follows.getByRole('checkbox', { name: label }).check()
    await write(head, { ahead: 'The hearing of the main suspect is on 2026-12-15.' })
    await form.getByRole('button', { name: /^Sign:/ }).click()
    await head.getByRole('heading', { name: 'The way of this matter' }).waitFor()
    await current(head, 'Sent')
    await leave(head)

    const there = await sitDown(browser, federation.at(1), 'Leif Marstrup')
    await there.getByRole('link', { name: reference }).click()
    await act(there, 'Acknowledge')
    await there.getByRole('button', { name: 'Return as incomplete' }).click()
    const dialog = there.getByRole('dialog')
    const missing = dialog.getByRole('group', { name: /missing/i })
    for (const label of [/both countries/i, /measure and period/i, /translation/i])
      await missing.getByRole('checkbox', { name: label }).check()
    await dialog.getByLabel('What is needed for each').fill('Text, exact period, translation.')
    await dialog.getByRole('button', { name: /^Sign:/ }).click()
    await current(there, 'Returned')
    await leave(there)
  })

  it('is rebuilt with the wizard to fourteen of fourteen, and keeps its number', async () => {
    const page = await sitDown(browser, federation.at(0), 'Jarno Veskin')
    await page.goto(address)
    await page.getByText(/From the other side/).waitFor()
    await shot(page, 'matter-returned')
    await accessible(page)
    await page.getByRole('button', { name: 'Rework the request' }).click()
    await score(page, '11 of 14')
    await write(page, rest)
    await score(page, '14 of 14')
    await shot(page, 'wizard-whole')
    await accessible(page)
    await page.getByRole('button', { name: /^Sign: rework/ }).click()
    // The wizard says "14 of 14" as well: the act is done when the page of the matter is back.
    await page.getByRole('heading', { name: 'The way of this matter' }).waitFor()
    await page.getByText('14 of 14').waitFor()
    await leave(page)

    const head = await sitDown(browser, federation.at(0), 'Hanno Castelk')
    await head.goto(address)
    await act(head, 'Send the rebuilt request')
    await current(head, 'Sent')
    await leave(head)
  })

  it('is accepted on the other side, under the same number', async () => {
    const there = await sitDown(browser, federation.at(1), 'Gudmar Elvesand')
    await there.getByRole('link', { name: reference }).click()
    await there.getByText('14 of 14').waitFor()
    await act(there, 'Accept$', 'As asked, by the District Court of Sundvik.')
    await current(there, 'Accepted')
    await shot(there, 'matter-accepted')
    await accessible(there)
    await leave(there)

    const page = await sitDown(browser, federation.at(0), 'Jarno Veskin')
    await page.goto(address)
    await current(page, 'Accepted')
    // A document of the matter opens as a page that anybody can check.
    const link = page.getByRole('link', { name: 'page', exact: true }).first()
    const answer = await page
      .context()
      .request.get(new URL((await link.getAttribute('href'))!, page.url()).href)
    expect(answer.status()).toBe(200)
    await page.goto(`${federation.at(0)}/inbox?procedure=P3`)
    await page.getByRole('link', { name: reference }).waitFor()
    await shot(page, 'inbox-p3')
    await accessible(page)
    await leave(page)
  })

  async function score(page: Page, words: string) {
    await page.getByRole('status').filter({ hasText: words }).waitFor()
  }

  /** The state in which the way of the matter says it is. */
  async function current(page: Page, name: string) {
    await page
      .locator('.way [aria-current="step"]')
      .filter({ hasText: new RegExp(`^${name}`) })
      .waitFor()
  }
})
