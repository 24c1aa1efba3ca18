import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessible } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Federation, leave, shot, sitDown, startFederation } from './federation.ts'

const root = join(import.meta.dirname, '../..')

/** The signed-in officer's own browser calls the node, as a page or a small program of that officer would. */
async function calls(page: Page, method: string, path: string, body?: unknown): Promise<string> {
  return page.evaluate(
    async ([verb, address, text]) => {
      const headers = { 'x-comity': '1', 'content-type': 'application/json' }
      const answer = await fetch(address!, {
        method: verb!,
        ...(text === undefined ? {} : { headers, body: text }),
      })
      return answer.text()
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)],
  )
}

async function opensOversight(page: Page, view: string): Promise<void> {
  const address = new URL(page.url()).origin
  await page.goto(`${address}/oversight`)
  const tabs = page.getByRole('navigation', { name: 'Oversight' })
  await tabs.getByRole('link', { name: view, exact: true }).click()
}

describe('those who watch', () => {
  let federation: Federation
  let browser: Browser
  let watcher: Page

  beforeAll(async () => {
    federation = await startFederation()
    browser = await launchBrowser()
    watcher = await sitDown(browser, federation.at(0), 'Roza Telemin')
  })
  afterAll(async () => {
    await browser?.close()
    await federation?.stop()
  })

  it('see the same day that somebody browses, and two of them close the account', async () => {
    const browsing = await sitDown(browser, federation.at(0), 'Oren Tasz')
    const inbox = JSON.parse(await calls(browsing, 'GET', '/api/inbox?show=all')) as {
      items: { id: string }[]
    }
    const claim = { purpose: 'other-matter', reason: 'to see how such a file is written' }
    for (const { id } of inbox.items.slice(0, 16)) {
      await calls(browsing, 'POST', `/api/requests/${id}/purposes`, claim)
      await calls(browsing, 'GET', `/api/requests/${id}`)
    }

    const alarm = watcher.getByRole('article', { name: 'Alarm AR-01 about Oren Tasz' }).first()
    await expect
      .poll(
        async () => {
          await opensOversight(watcher, 'Alarms')
          await watcher.getByRole('heading', { name: 'The rows by which looks' }).waitFor()
          return alarm.count()
        },
        { timeout: 60_000, interval: 2_000 },
      )
      .toBe(1)
    expect(await alarm.innerText()).toContain('answer by')
    await shot(watcher, 'oversight-alarm')
    await accessible(watcher)
    await alarm
      .getByLabel('What was behind it')
      .fill('sixteen files without a step; the officer names no case')
    await alarm.getByRole('button', { name: 'It is misuse' }).click()
    await watcher.getByText('Settled by XV-OMB/inspector').first().waitFor()

    await opensOversight(watcher, 'Accounts')
    const account = (page: Page) => page.getByRole('article', { name: 'Account of Oren Tasz' })
    const why = 'files of sixteen matters were opened within minutes and without a case'
    // Where a row has proposed it already, the overseer signs; else proposes and is the first.
    await watcher.getByRole('heading', { name: 'Propose to suspend an account' }).waitFor()
    if ((await account(watcher).count()) === 0) {
      const propose = watcher.getByRole('region', { name: 'Propose to suspend an account' })
      await propose.getByLabel('Officer').selectOption('XV-FIU/analyst-2')
      await propose.getByLabel('Reason').fill(why)
      await propose.getByRole('button', { name: 'Propose, and sign as the first' }).click()
    } else {
      await account(watcher).getByLabel('Reason, or what was said').fill(why)
      await account(watcher).getByRole('button', { name: 'Sign the suspension' }).click()
    }
    await account(watcher).getByText('Signed by XV-OMB/inspector').waitFor()
    await accessible(watcher)

    const head = await sitDown(browser, federation.at(0), 'Ilka Vardan')
    await opensOversight(head, 'Accounts')
    await account(head).getByLabel('Reason, or what was said').fill(why)
    await account(head).getByRole('button', { name: 'Sign the suspension' }).click()
    await account(head).getByText('suspended', { exact: true }).waitFor()
    await shot(head, 'oversight-suspended')
    await leave(head)

    await browsing.reload()
    await browsing.getByText('Oren Tasz').first().click()
    await browsing.getByText(/this account is suspended/i).waitFor()
    await browsing.context().close()
  })

  it('draw a lot that neither they nor the node can choose, judge three releases, and let anybody draw again', async () => {
    await opensOversight(watcher, 'Samples')
    const announce = watcher.getByRole('region', { name: 'Announce a sample' })
    const secret = 'the ferry to Tarsk leaves at a quarter past six'
    await announce.getByLabel('Name').fill('OA-E2E')
    await announce.getByLabel('From').fill('2024-12-01')
    await announce.getByLabel('To', { exact: true }).fill('2026-09-30')
    await announce.getByLabel('How many').fill('3')
    await announce.getByLabel(/^Your secret sentence/).fill(secret)
    await announce.getByRole('button', { name: 'Announce' }).click()
    await announce.getByText('Keep your sentence').waitFor()
    const sample = watcher.getByRole('region', { name: 'Sample OA-E2E' })

    await sample.getByLabel('Your secret, as you wrote it down').fill(secret)
    await sample.getByRole('button', { name: 'Reveal it and draw' }).click()
    await sample.getByText(/has not reached the size/).waitFor()
    await accessible(watcher)
    // The log grows by what nobody knew before: looks at who looked.
    for (const matter of ['RQ-01', 'RQ-02', 'RQ-03', 'RQ-04', 'RQ-05'])
      await calls(watcher, 'GET', `/api/oversight/looks?matter=${matter}`)
    await sample.getByRole('button', { name: 'Reveal it and draw' }).click()
    const rows = sample.getByRole('row').filter({ has: watcher.getByLabel('Finding') })
    await rows.nth(2).waitFor()
    expect(await rows.count()).toBe(3)
    await shot(watcher, 'oversight-drawn')

    await rows.nth(0).getByLabel('Finding').selectOption('LC-02')
    await rows.nth(0).getByLabel('Reasons').fill('the purpose names no proceedings')
    for (const i of [0, 1, 2]) {
      await rows.nth(i).getByRole('button', { name: 'Judge' }).click()
      await expect
        .poll(() => rows.nth(i).getByRole('cell').nth(1).innerText())
        .toBe(i === 0 ? 'purpose too wide' : 'as the law asks')
    }
    await sample.getByRole('button', { name: 'Tell those concerned' }).click()
    const head = await sitDown(browser, federation.at(0), 'Ilka Vardan')
    await opensOversight(head, 'Samples')
    const theirs = head.getByRole('region', { name: 'Sample OA-E2E' })
    await theirs.getByLabel(/^Reply of XV-FIU/).fill('the wording came from an old form')
    await theirs.getByRole('button', { name: 'Put the reply down' }).click()
    await theirs.getByLabel(/^Reply of XV-FIU/).waitFor({ state: 'detached' })
    await leave(head)
    await watcher.reload()
    await sample.getByRole('button', { name: 'Close it: the result stands' }).click()
    await sample.getByText('2 of 3 as the law asks').waitFor()
    await accessible(watcher)

    const saved = watcher.waitForEvent('download')
    await sample.getByRole('link', { name: 'The lot, to draw it again' }).click()
    const file = await (await saved).path()
    const said = execFileSync(process.execPath, [join(root, 'bin/comity'), 'lot', file])
    expect(said.toString()).toContain('the same releases are drawn, in the same order')
  })

  it('lead a copy back to whoever took it, and find one that nobody took by the record', async () => {
    const analyst = await sitDown(browser, federation.at(0), 'Mira Solen')
    const inbox = JSON.parse(await calls(analyst, 'GET', '/api/inbox?show=all&q=RQ-01')) as {
      items: { id: string }[]
    }
    const proof = await calls(analyst, 'GET', `/api/requests/${inbox.items[0]!.id}/proof`)
    await leave(analyst)
    await opensOversight(watcher, 'Who looked')
    const copies = watcher.getByRole('region', { name: 'Whose copy is this?' })
    const trace = async (text: string) => {
      const file = { name: 'found.json', mimeType: 'application/json', buffer: Buffer.from(text) }
      await copies.getByLabel('File', { exact: true }).setInputFiles(file)
    }
    await trace(JSON.stringify(JSON.parse(proof), null, 2))
    await copies.getByText('XV-FIU/analyst').first().waitFor()
    await accessible(watcher)
    const bent = { ...(JSON.parse(proof) as object), madeAt: '2025-01-01T00:00:00.000Z' }
    await trace(JSON.stringify(bent))
    await copies.getByText('An export that is not on record').waitFor()
    await shot(watcher, 'oversight-unlogged')
    await accessible(watcher)
  })

  it('read every page of the console on a phone, and a committee of parliament its own', async () => {
    const phone = { width: 390, height: 844 }
    const pages = async (page: Page, names: readonly string[]) => {
      await page.setViewportSize(phone)
      const tabs = page.getByRole('navigation', { name: 'Oversight' }).getByRole('link')
      expect(await tabs.allInnerTexts()).toEqual(names)
      for (const name of names) {
        await opensOversight(page, name)
        await page.getByRole('heading').nth(1).waitFor()
        const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        expect(beyond, name).toBeLessThanOrEqual(0)
        await accessible(page)
      }
    }
    await opensOversight(watcher, 'Detectors')
    await watcher.getByRole('button', { name: 'Test', exact: true }).click()
    await watcher.getByText('What this does not say').waitFor()
    await shot(watcher, 'oversight-detectors')
    await pages(watcher, [
      'Alarms',
      'Who looked',
      'Accounts',
      'Samples',
      'Red lines',
      'Detectors',
      'Erasures',
      'Report',
      'My declaration',
    ])
    await watcher.setViewportSize({ width: 1280, height: 720 })

    const member = await sitDown(browser, federation.at(0), 'Agata Wessmer')
    await opensOversight(member, 'Report')
    await member.getByRole('heading', { name: /^Transparency report of 2025/ }).waitFor()
    await shot(member, 'oversight-parliament')
    await pages(member, ['Rows', 'Samples', 'Report', 'My declaration'])
    expect(await member.locator('main').innerText()).not.toContain('XV-FIU/')
    await leave(member)
  })

  it('find that a look was taken out of the log, on the page that verifies it', async () => {
    const verified = async () => {
      await watcher.goto(`${federation.at(0)}/log`)
      await watcher.getByRole('button', { name: 'Verify the log' }).click()
      const status = watcher.getByRole('status').filter({ hasText: /holds|finding/ })
      await status.waitFor({ timeout: 90_000 })
      return status.innerText()
    }
    expect(await verified()).toContain('Everything holds')
    const database = new DatabaseSync(join(federation.dir, 'XV-FIU', 'db', 'comity.sqlite'))
    const { changes } = database
      .prepare(
        `delete from events where "index" = (select max("index") from events where type = 'access.viewed')`,
      )
      .run()
    database.close()
    expect(Number(changes)).toBe(1)
    const found = await verified()
    expect(found).toMatch(/finding/)
    expect(found).toContain('call its operator and the auditor')
    await shot(watcher, 'oversight-look-gone')
    await watcher.context().close()
  })
})
