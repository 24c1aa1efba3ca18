import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessible, act } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Federation, leave, shot, sitDown, startFederation } from './federation.ts'

const nobodys = `sha256:${'0d'.repeat(32)}`

/** A promise is met by evidence that somebody else can open, and by nothing else: on the screen, with what to do. */
describe('a commitment', () => {
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

  it('is not complete without evidence, and the page says what to do', async () => {
    const owner = await sitDown(browser, federation.at(2), 'Osmond Tarrant')
    await openMatter(owner, 'CM-05')
    const address = owner.url()

    // Calling the plan done is closed, with the milestone that is missing.
    await owner.getByText(/closed to you, and why/).click()
    await owner
      .getByText(/no evidence for M2/i)
      .first()
      .waitFor()
    await shot(owner, 'commitment-closed')

    // A digest of nothing is refused beside the form, with the way out.
    const dialog = await form(owner, 'Report a milestone with evidence')
    await dialog.getByLabel(/^Milestone/).fill('M2')
    await dialog.getByLabel(/^Evidence/).fill(nobodys)
    await dialog.getByLabel(/^What was reached/).fill('a median of 15 days')
    await dialog.getByRole('button', { name: /^Sign/ }).click()
    await dialog.getByText(/no file of this matter has the digest/i).waitFor()
    await dialog
      .getByText(/have a second officer release it/i)
      .last()
      .waitFor()
    await shot(owner, 'commitment-refused')
    await accessible(owner)
    await dialog.getByRole('button', { name: 'Back' }).click()

    // With a file that a second officer has let go it is taken.
    await owner.getByLabel('File', { exact: true }).setInputFiles({
      name: 'median.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('quarter,days\n2026-Q3,15\n'),
    })
    await owner.getByLabel('Title').fill('Median of the third quarter')
    await owner.getByRole('button', { name: /^Add/ }).click()
    await owner.getByRole('rowheader', { name: /Median of the third quarter/ }).waitFor()
    const second = await sitDown(browser, federation.at(2), 'Sylvia Merren-Holt')
    await second.goto(address)
    await second.getByRole('button', { name: 'Release it' }).click()
    await second.getByText(/released by XC-AG\/head-of-desk/).waitFor()
    await leave(second)

    await owner.reload()
    const again = await form(owner, 'Report a milestone with evidence')
    const evidence = again.getByLabel(/^Evidence/)
    await again.getByLabel(/^Milestone/).fill('M2')
    await again.getByLabel(/^What was reached/).fill('a median of 15 days')
    const choices = again.locator('datalist option')
    await choices.filter({ hasText: 'Median of the third quarter' }).waitFor({ state: 'attached' })
    await evidence.fill(
      (await choices.filter({ hasText: 'third quarter' }).getAttribute('value')) ?? '',
    )
    await again.getByRole('button', { name: /^Sign/ }).click()
    await again.waitFor({ state: 'detached' })
    await act(owner, 'Say that the plan is done')
    await leave(owner)
  })

  it('is not assessed on a file that the assessor never opened', async () => {
    const panel = await sitDown(browser, federation.at(1), 'Casimir Boun')
    await openMatter(panel, 'CM-05')
    await panel.getByRole('rowheader', { name: /Median of the third quarter/ }).waitFor()
    const assess = async () => {
      const dialog = await form(panel, 'Assess')
      await dialog.getByLabel('Complete', { exact: true }).check()
      await dialog.getByLabel(/^Reasons/).fill('two of two milestones')
      await dialog.getByLabel(/^What was looked at/).fill('both files')
      // Each press takes its button away.
      const add = dialog.getByRole('button', { name: /^Add: / })
      await add.nth(1).waitFor()
      while ((await add.count()) > 0) await add.first().click()
      await dialog.getByRole('button', { name: /^Sign/ }).click()
      return dialog
    }
    const refused = await assess()
    await refused.getByText(/has not opened 2 of the files/i).waitFor()
    await refused
      .getByText(/open each file in the matter/i)
      .last()
      .waitFor()
    await shot(panel, 'assessment-refused')
    await refused.getByRole('button', { name: 'Back' }).click()
    const saves = panel.getByRole('link', { name: 'save' })
    await saves.nth(1).waitFor()
    // By address: the list may be drawn anew between the two.
    const files = await Promise.all((await saves.all()).map((link) => link.getAttribute('href')))
    expect(new Set(files).size).toBe(2)
    for (const href of files) {
      const link = panel.locator(`a[href="${href}"]`)
      const [file] = await Promise.all([panel.waitForEvent('download'), link.click()])
      expect(file.url()).toContain(href)
      expect(await file.failure()).toBeNull()
    }
    await (await assess()).waitFor({ state: 'detached' })
    await panel.getByText('Assessed', { exact: true }).first().waitFor()
    await leave(panel)
  })
})

async function openMatter(page: Page, reference: string): Promise<void> {
  await page.goto(new URL('/inbox?show=all', page.url()).href)
  await page.getByRole('link', { name: reference }).first().click()
  await page
    .getByRole('heading', { name: new RegExp(reference) })
    .first()
    .waitFor()
}

/** The form of an open act, in its dialog. */
async function form(page: Page, name: string) {
  await page
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  return dialog
}
