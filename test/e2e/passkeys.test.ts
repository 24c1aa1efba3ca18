import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtWorkbench, serve } from '#api'
import { must } from '#base'
import type { Node } from '#node'
import { type TestFederation, testFederation } from '../../src/node/testing.ts'
import { samples } from '../../src/procedure/samples.ts'
import { launchBrowser } from './browser.ts'
import { shot } from './federation.ts'

const port = 4791
const address = `http://localhost:${port}`
const head = 'XV-SACP/head-of-desk'

let browser: Browser
let federation: TestFederation
let node: Node
let served: { close(): Promise<void> }

beforeAll(async () => {
  browser = await launchBrowser()
  federation = await testFederation(
    ['XV-FIU'],
    '2025-02-14T09:00:00.000Z',
    { addresses: { 'XV-FIU': address } },
    { served: true },
  )
  node = federation.node('XV-FIU')
  const web = builtWorkbench()
  if (web === undefined) throw new Error('the workbench is not built')
  served = await serve({ node, host: 'localhost', port, web })
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
  await federation?.close()
})

/** A browser of one officer, who came in by a sign-in link, with an authenticator of their own (CDP, WebAuthn). */
async function desk(officer: string): Promise<{ page: Page; cdp: CDPSession; errors: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto(`${address}/sign-in?link=${must(node.signInLink(officer))}`)
  await page.getByRole('button', { name: 'Sign in with this link' }).click()
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()
  return { page, cdp, errors }
}

/** The print of the first passkey on the page, as two people would read it to each other. */
async function printOnScreen(page: Page): Promise<string> {
  const line = await page
    .getByText(/^Print [0-9a-f]{4} /)
    .first()
    .innerText()
  const print = /^Print ((?:[0-9a-f]{4} ?)+)/.exec(line)?.[1]
  if (print === undefined) throw new Error(`no print of a key in "${line}"`)
  return print.replaceAll(' ', '')
}

describe('a passkey in the browser', () => {
  it('is made by link, confirmed at the desk, signs in, and approves what was shown', async () => {
    const { page, errors } = await desk(head)
    await page.goto(`${address}/access`)
    await page.getByRole('button', { name: 'Make a passkey' }).click()
    await page.getByText('waits to be confirmed').waitFor()
    await shot(page, 'access-passkey-waiting')
    const print = await printOnScreen(page)

    const inspector = await desk('XV-SACP/inspector')
    await inspector.page.goto(`${address}/access`)
    expect(await printOnScreen(inspector.page)).toBe(print)
    await inspector.page
      .getByRole('button', { name: 'Same print on both screens: confirm' })
      .click()
    await inspector.page.getByText('by XV-SACP/inspector').waitFor()

    await page
      .getByRole('button', { name: 'Hedda' })
      .or(page.getByText('head-of-desk'))
      .first()
      .click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByRole('heading', { name: 'Inbox' }).waitFor()

    const { class: _, ...document } = samples['suspension-request']!
    const open = { do: 'open', procedure: 'P2', to: 'XV-FIU', document } as const
    const { id } = must(await node.handle('XV-SACP/prosecutor', open))
    const bare = {
      do: 'act',
      id,
      action: 'approve',
      document: samples['suspension-approval']!,
    } as const
    const without = await node.handle(head, bare)
    expect(without.ok ? '' : without.refusal.name).toBe('passkey-not-used')

    await page.goto(`${address}/requests/${id}`)
    await page
      .getByRole('button', { name: /approve/i })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog
      .getByLabel('Why no milder step is enough')
      .fill('no milder step stops the transfer')
    await dialog.getByRole('checkbox').first().check()
    await shot(page, 'access-approve')
    await dialog.getByRole('button', { name: /^Sign/ }).click()
    await page.getByText('Signing…').waitFor({ state: 'detached' })
    await expect
      .poll(async () => (await node.read.log({ after: -1, limit: 500 })).entries.map((e) => e.type))
      .toContain('passkey.approved')
    expect((await node.audit()).findings).toEqual([])
    expect(errors).toEqual([])
  })

  it('of the same authenticator is not made for a second account', async () => {
    const { page } = await desk('XV-TAX/registrar')
    await page.goto(`${address}/access`)
    await page.getByRole('button', { name: 'Make a passkey' }).click()
    await page.getByText('waits to be confirmed').waitFor()
    await page.goto(`${address}/sign-in?link=${must(node.signInLink('XV-TAX/prosecutor'))}`)
    await page.getByRole('button', { name: 'Sign in with this link' }).click()
    await page.getByRole('heading', { name: 'Inbox' }).waitFor()
    await page.goto(`${address}/access`)
    await page.getByRole('button', { name: 'Make a passkey' }).click()
    await page.getByText('one stands for one officer').waitFor()
    await shot(page, 'access-passkey-taken')
  })
})

describe('a matter of others', () => {
  it('opens by breaking the glass, is told to the head, and is reviewed', async () => {
    const { class: _, ...document } = samples['suspension-request']!
    const open = { do: 'open', procedure: 'P2', to: 'XV-FIU', document } as const
    const { id } = must(await node.handle('XV-SACP/prosecutor', open))
    const { page, errors } = await desk('XV-TAX/case-officer')
    await page.goto(`${address}/requests/${id}`)
    await page.getByRole('button', { name: 'Break the glass…' }).click()
    await page.getByLabel('Why, in a sentence').fill('the transfer leaves in an hour')
    await shot(page, 'access-break-glass')
    await page.getByRole('button', { name: 'Break the glass', exact: true }).click()
    await page.getByRole('heading', { name: 'What happened' }).waitFor()

    const boss = await desk('XV-TAX/head-of-desk')
    await boss.page.getByText('broke the glass for a matter').waitFor()
    await shot(boss.page, 'access-notice')
    await boss.page.getByRole('link', { name: 'See what it is' }).click()
    await boss.page.getByText('the transfer leaves in an hour').waitFor()
    await boss.page.getByLabel('What you found').fill('the desk of the prosecution was open')
    await shot(boss.page, 'access-review')
    await boss.page.getByRole('button', { name: 'It was not justified' }).click()
    await boss.page
      .getByText('It was not justified,')
      .or(boss.page.getByText('XV-TAX/head-of-desk,'))
      .first()
      .waitFor()

    const chief = await desk('XV-SACP/inspector')
    await chief.page.goto(`${address}/requests/${id}/access`)
    await chief.page.getByRole('cell', { name: 'Emergency' }).first().waitFor()
    await shot(chief.page, 'access-log')
    expect(errors).toEqual([])
  })
})
