import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessible, act, fillRest } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Federation, leave, shot, sitDown, startFederation } from './federation.ts'

const comity = join(import.meta.dirname, '../../bin/comity')

describe('across the border', () => {
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

  const berth = async (page: Page) => {
    await page.getByRole('link', { name: 'RQ-27', exact: true }).first().click()
    await page.getByRole('heading', { name: /^RQ-27/ }).waitFor()
  }
  const seldom = async (page: Page, name: string) => {
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
  }

  it('a file of several megabytes goes with the question for consent, arrives whole, and the use that was shut is open', async () => {
    const bytes = randomBytes(6 * 1024 * 1024)
    const analyst = await sitDown(browser, federation.at(0), 'Mira Solen')
    await berth(analyst)
    const address = new URL(analyst.url()).pathname
    const files = analyst.getByRole('region', { name: 'Files', exact: true })
    await files.getByText('Statement of the agent’s account').waitFor()
    await files
      .locator('input[type=file]')
      .setInputFiles({ name: 'ledger.bin', mimeType: 'application/octet-stream', buffer: bytes })
    await files.getByRole('textbox').last().fill('Ledger of the buyer')
    await files.getByRole('button', { name: 'Add the file' }).click()
    await files.getByRole('row', { name: /Ledger of the buyer/ }).waitFor()

    const head = await sitDown(browser, federation.at(0), 'Ilka Vardan')
    await head.goto(`${federation.at(0)}${address}`)
    await head.getByRole('button', { name: 'Release it' }).click()
    await head.getByRole('button', { name: 'Release it' }).waitFor({ state: 'detached' })
    await leave(head)

    // What stands against the use in court is said in words, with the way to ask.
    await analyst.reload()
    const items = analyst.getByRole('region', { name: /^What was exchanged/ })
    const answer = items.getByRole('listitem').filter({ hasText: 'from Norrhavn FIU' }).first()
    await answer.getByText(/^What it cannot be used for/).click()
    const closed = await answer.getByText(/only with prior consent/).count()
    expect(closed).toBeGreaterThan(0)
    await shot(analyst, 'border-shut')
    await accessible(analyst)
    const ask = answer.getByRole('button', { name: 'Ask Norrhavn FIU for consent' })
    const before = await ask.count()
    // The last one: use as evidence.
    await ask.last().click()
    const question = analyst.getByRole('dialog')
    await question.waitFor()
    await fillRest(question, 'The court will hear the two buyers.')
    await question.getByRole('button').last().click()
    await question.waitFor({ state: 'detached' })

    const owner = await sitDown(browser, federation.at(1), 'Runa Estad')
    await berth(owner)
    const theirs = owner.getByRole('region', { name: 'Files', exact: true })
    const row = theirs.getByRole('row', { name: /Ledger of the buyer/ })
    await row.getByRole('link', { name: 'save' }).waitFor()
    await shot(owner, 'border-file')
    const [saved] = await Promise.all([
      owner.waitForEvent('download'),
      row.getByRole('link', { name: 'save' }).click(),
    ])
    const digest = (b: Uint8Array) => createHash('sha256').update(b).digest('hex')
    expect(digest(readFileSync(await saved.path()))).toBe(digest(bytes))
    await act(owner, 'Allow another use of the answer', 'Before the court of this case.')
    await leave(owner)

    await expect
      .poll(
        async () => {
          await analyst.reload()
          await answer.getByText(/^What it cannot be used for|^Nothing stands against/).waitFor()
          return await ask.count()
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBeLessThan(before)
    await leave(analyst)
  })

  it('two officers hold up new acts with a peer, and one lets them through again', async () => {
    const analyst = await sitDown(browser, federation.at(0), 'Oren Tasz')
    await seldom(analyst, 'Channels')
    const peer = (page: Page) => page.getByRole('region', { name: /Financial Reporting Authority/ })
    await peer(analyst).getByRole('button', { name: 'Hold up new acts' }).click()
    const form = analyst.getByRole('dialog')
    await form.getByLabel('Which acts').selectOption('freeze')
    await form.getByLabel(/^Until/).fill('2026-10-15')
    await form.getByLabel(/^Why/).fill('Their register is being restored after a flood.')
    await accessible(analyst)
    await form.getByRole('button', { name: 'Propose it' }).click()
    await peer(analyst).getByText('proposed', { exact: true }).waitFor()
    expect(await peer(analyst).getByRole('button', { name: 'Confirm' }).count()).toBe(0)
    await leave(analyst)

    const head = await sitDown(browser, federation.at(0), 'Ilka Vardan')
    await seldom(head, 'Channels')
    await peer(head).getByRole('button', { name: 'Confirm' }).click()
    await head.getByRole('dialog').getByRole('button', { name: 'Hold them up' }).click()
    await peer(head).getByText('held up', { exact: true }).waitFor()
    await shot(head, 'border-held-up')

    const told = await sitDown(browser, federation.at(2), 'Winifred Ashe')
    await seldom(told, 'Channels')
    await told
      .getByRole('region', { name: /Financial Intelligence Service/ })
      .getByText(/XV-FIU takes no new acts of freeze/i)
      .waitFor()
    await leave(told)

    await peer(head).getByRole('button', { name: 'End it' }).click()
    await head.getByRole('dialog').getByRole('button', { name: 'Let them through' }).click()
    await peer(head).getByText('held up', { exact: true }).waitFor({ state: 'detached' })
    await leave(head)
  })

  it('the witnesses stand beside the log, and a bundle that was saved is verified on the command line', async () => {
    const page = await sitDown(browser, federation.at(0), 'Ilka Vardan')
    await seldom(page, 'Log')
    const witnesses = page.getByRole('region', { name: 'Witnesses' })
    await witnesses.getByRole('row', { name: /XN-FIU.*cosigned/ }).waitFor()
    await accessible(page)
    await page.getByRole('link', { name: 'Inbox' }).click()
    await berth(page)
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download proof' }).click(),
    ])
    const path = await saved.path()
    const run = spawnSync(comity, ['verify', path], { encoding: 'utf8' })
    expect(run.stderr + run.stdout).toMatch(/record/i)
    expect(run.status).toBe(0)
    await leave(page)
  })
})
