import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Federation, leave, shot, sitDown, startFederation } from './federation.ts'

describe('one authority asks another for help', () => {
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

  const subject = 'Rent of a quay in Sundvik'

  it('drafts, is approved by a second person, crosses the border, is answered, and both sides can prove it', async () => {
    const analyst = await sitDown(browser, federation.at(0), 'Mira Solen')
    await shot(analyst, 'inbox')
    await draft(analyst)
    const address = analyst.url()

    // The author cannot approve: the page says so, with the rule.
    await analyst.getByText(/closed to you, and why/).click()
    await shot(analyst, 'request-draft')
    await leave(analyst)

    const head = await sitDown(browser, federation.at(0), 'Ilka Vardan')
    await head.goto(address)
    await act(head, 'Approve')
    await act(head, 'Send')
    await head.getByText('Sent', { exact: true }).first().waitFor()
    await shot(head, 'request-sent')

    const there = await sitDown(browser, federation.at(1), 'Signe Holtvik')
    await there.getByRole('link', { name: 'RQ-90' }).click()
    await shot(there, 'request-received')
    await act(there, 'Acknowledge')
    await act(there, 'Answer')
    await there.getByText('Answered', { exact: true }).first().waitFor()
    const digests = await shortDigests(there)

    await head.reload()
    await head.getByText('Answered', { exact: true }).first().waitFor()
    await shot(head, 'request-answered')
    // What crossed the border has the same digest in both logs.
    const ours = await shortDigests(head)
    expect(digests.filter((d) => ours.includes(d)).length).toBeGreaterThanOrEqual(3)

    const [proof] = await Promise.all([
      head.waitForEvent('download'),
      head
        .getByRole('button', { name: 'Download proof' })
        .or(head.getByRole('link', { name: 'Download proof' }))
        .click(),
    ])
    expect(proof.suggestedFilename()).toMatch(/\.json$/)
    await leave(head)
    await leave(there)
  })

  it('verifies the log of a node in the browser', async () => {
    const page = await sitDown(browser, federation.at(0), 'Bram Okeln')
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('link', { name: 'Log' }).click()
    await page.getByRole('button', { name: /Verify/ }).click()
    await page.getByText('Everything holds').first().waitFor({ timeout: 60_000 })
    await shot(page, 'log')
    await leave(page)
  })

  it('shows the public the first figures, and holds back what is too small', async () => {
    const page = await browser.newPage()
    await page.goto(`${federation.at(0)}/public/en/figures?quarter=2025-Q1`)
    await page.getByText('13 requests, 2 disclosures').waitFor()
    const text = await page.locator('body').innerText()
    for (const figure of ['2.5 hours', '101 hours', '84.6%', 'fewer than 5'])
      expect(text).toContain(figure)
    await shot(page, 'public')
    await page.close()
  })

  async function draft(page: Page) {
    await page.getByRole('link', { name: 'New matter' }).click()
    await page.getByRole('link', { name: 'Request between financial intelligence units' }).click()
    await page.getByRole('link', { name: /XN-FIU/ }).click()
    await page.getByLabel('Subject', { exact: false }).first().fill(subject)
    await page.getByRole('radio', { name: 'Normal', exact: true }).check()
    const texts: Record<string, string> = {
      'Our reference': 'RQ-90',
      'Relevant facts': 'A company of the case pays rent for a quay.',
      Background: 'Inquiry into payments of a health programme.',
      'Reasons for the request': 'Who pays and since when would show the owner.',
      'Link with the requested country': 'The quay lies in Sundvik.',
      'Intended use': 'Analysis by the unit.',
      'Information wanted': 'the lease\nwho pays the rent',
    }
    for (const [label, text] of Object.entries(texts)) await page.getByLabel(label).fill(text)
    await page.getByRole('radio', { name: /no other inquiry found/ }).check()
    await page.getByRole('radio', { name: 'TLP:AMBER', exact: true }).check()
    await page.getByRole('checkbox', { name: 'Analysis by the unit' }).check()
    await page
      .getByRole('group', { name: 'Use as evidence' })
      .getByRole('radio', { name: 'With prior consent' })
      .check()
    await page
      .getByRole('group', { name: 'Passing on' })
      .getByRole('radio', { name: 'No', exact: true })
      .check()
    await shot(page, 'request-new')
    await page.getByRole('button', { name: 'Save as draft' }).click()
    await page.getByRole('heading', { name: new RegExp(subject) }).waitFor()
  }
})

async function shortDigests(page: Page): Promise<string[]> {
  return (await page.locator('main').innerText()).match(/\b[0-9a-f]{10}…/g) ?? []
}
