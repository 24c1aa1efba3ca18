import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessible } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Federation, leave, shot, sitDown, startFederation } from './federation.ts'

describe('do you know him?', () => {
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

  it('is agreed to, asked, answered with pointers, drawn from by lot, and ends in a formal request', async () => {
    const owner = await sitDown(browser, federation.at(1), 'Runa Estad')
    await owner.getByRole('link', { name: 'Ask blind' }).click()
    await owner.getByRole('radio', { name: 'We are asked' }).check()
    await owner.getByRole('heading', { name: 'Who may ask us' }).waitFor()
    await accessible(owner)
    await owner
      .getByLabel('Identifiers, one on each line, or a table')
      .fill('account:XN:A33\nname:Tellegg Goran|1974')
    await owner.getByLabel('Name of the list').fill('persons of interest')
    await owner.getByRole('button', { name: 'Keep, encrypted' }).click()
    await owner.getByRole('cell', { name: 'persons of interest' }).first().waitFor()
    await owner.getByLabel('By', { exact: true }).selectOption('XV-FIU')
    await owner.getByLabel('For', { exact: true }).selectOption('deconfliction')
    await owner.getByLabel('Release', { exact: true }).selectOption('each')
    await owner.getByRole('button', { name: 'Agree', exact: true }).click()
    await owner
      .getByText(/tokens, version 1/)
      .first()
      .waitFor()
    await accessible(owner)

    const asker = await sitDown(browser, federation.at(0), 'Mira Solen')
    await asker.keyboard.press('b')
    await asker.getByRole('heading', { name: 'Do you know him?' }).waitFor()
    await asker
      .getByText('Still missing: identifiers, a partner, the purpose, what it is about, the case')
      .waitFor()
    await asker
      .getByLabel('Identifiers, one on each line')
      .fill('account:XN:A33\nnatid:XV:1971-4712\nname:Goran Telleg|1974-02-11')
    await asker.getByRole('checkbox', { name: /Norrhavn FIU/ }).check()
    await asker.getByRole('radio', { name: /whether two inquiries touch/ }).check()
    await asker.getByLabel('What the case is about').selectOption('corruption')
    await asker.getByLabel('Case', { exact: true }).fill('CASE-2024-0417')
    await asker.getByText('not about whom').waitFor()
    await shot(asker, 'hit-ask')
    await accessible(asker)
    await asker.getByRole('button', { name: 'Ask, blind' }).click()
    await asker.getByText(/^waits for release since/).waitFor()
    await shot(asker, 'hit-waits')
    await accessible(asker)

    await owner.reload()
    const waiting = owner.getByRole('region', { name: 'Waits for release here' })
    await waiting.getByRole('button', { name: 'Release', exact: true }).click()
    await accessible(owner)
    await owner.getByRole('dialog').getByRole('button', { name: 'Release', exact: true }).click()
    await waiting.waitFor({ state: 'detached' })
    await asker.getByRole('button', { name: 'Ask whether it is released' }).click()
    await asker.getByText('1 hit, 1 possible').waitFor()
    const found = asker.getByRole('region', { name: 'Known on both sides' })
    expect(await found.getByRole('row').count()).toBe(3)
    expect(await found.innerText()).not.toContain('1971')
    expect(await found.innerText()).toContain('the names sound alike, same year of birth')
    await shot(asker, 'hit-found')
    await accessible(asker)

    await owner.reload()
    const asked = owner.getByRole('region', { name: 'Asked of us' })
    await asked
      .getByRole('row', { name: /CASE-2024-0417/ })
      .first()
      .waitFor()
    const text = await asked.innerText()
    for (const secret of ['A33', 'Telleg', '4712']) expect(text).not.toContain(secret)
    await asked.getByRole('button', { name: 'Draw items' }).first().click()
    await owner.getByRole('dialog').getByRole('button', { name: /^Draw/ }).click()
    await asked.getByText('waits').first().waitFor()

    const overseer = await sitDown(browser, federation.at(0), 'Bram Okeln')
    await overseer.keyboard.press('b')
    await overseer.getByRole('button', { name: 'Open and compare' }).first().click()
    const dialog = overseer.getByRole('dialog')
    await dialog.getByRole('checkbox').first().waitFor()
    for (const box of await dialog.getByRole('checkbox').all()) await box.check()
    await shot(overseer, 'hit-compare')
    await dialog.getByRole('button', { name: /^Sign: 5 of 5/ }).click()
    await dialog.waitFor({ state: 'detached' })
    await leave(overseer)

    await asked.getByRole('button', { name: 'Look again' }).first().click()
    await asked.getByText('5 of 5 in the file').first().waitFor()
    await shot(owner, 'hit-asked')
    await leave(owner)

    await found.getByRole('checkbox', { name: /A33/ }).check()
    await found.getByRole('button', { name: 'Prepare a request' }).click()
    await asker
      .getByRole('heading', { name: /^New: request between financial intelligence units/ })
      .waitFor()
    expect(
      await asker.locator('#field-questions').locator('input, textarea').first().inputValue(),
    ).toMatch(/pointer [0-9a-f]{32}/)
    await leave(asker)
  })
})
