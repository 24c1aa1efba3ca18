import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect, inject } from 'vitest'

const root = join(import.meta.dirname, '../..')

export interface Federation {
  /** Address of a node by its place: 0 XV-FIU, 1 XN-FIU, 2 XC-FIU, 3 XS-FIU. */
  at(place: number): string
  /** Where its nodes keep everything; empty for a federation that stood before. */
  readonly dir: string
  /** Everything that its process has printed so far. */
  said(): string
  stop(): Promise<void>
}

/** First of the four ports; one file runs after the other. */
const port = 4780

/** What `npm start` brings up, with the story told and nothing done in it since. */
export async function startFederation(): Promise<Federation> {
  const running = process.env.COMITY_FEDERATION
  if (running !== undefined) return standing(Number(running))
  const told = join(inject('shared'), 'told')
  if (!existsSync(told)) await stopped((await started(told)).child)
  const dir = mkdtempSync(join(inject('shared'), 'story-'))
  cpSync(told, dir, { recursive: true })
  const { child, said } = await started(dir)
  return {
    at: (place) => `http://127.0.0.1:${port + place}`,
    dir,
    said,
    async stop() {
      await stopped(child)
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function started(dir: string): Promise<{ child: ChildProcess; said: () => string }> {
  const child = spawn(
    process.execPath,
    [join(root, 'tools/run.mjs'), 'start', '--dir', dir, '--port', String(port)],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      said += chunk
      if (said.includes('Ctrl-C stops the federation')) resolve()
    })
    child.on('exit', (code) => reject(new Error(`the federation ended with ${code}:\n${said}`)))
  })
  return { child, said: () => said }
}

/** While writing a test: the nodes that already stand at COMITY_FEDERATION, the first port. They are left running. */
function standing(port: number): Federation {
  return {
    at: (place) => `http://127.0.0.1:${port + place}`,
    dir: process.env.COMITY_FEDERATION_DIR ?? '',
    said: () => '',
    stop: async () => {},
  }
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit')
    child.on('exit', () => resolve())
    child.kill('SIGINT')
  })
}

const printed = new WeakMap<Page, string[]>()

/** Closes a page; whatever it printed as an error fails the test. */
export async function leave(page: Page): Promise<void> {
  await page.context().close()
  expect(printed.get(page)).toEqual([])
}

/** A browser of their own in which a person has sat down at a desk. */
export async function sitDown(browser: Browser, address: string, person: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
  const page = await context.newPage()
  page.setDefaultTimeout(Number(process.env.COMITY_PATIENCE ?? 20_000))
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (line) => {
    // The browser prints every refusal by itself; the page shows it in words (401: nobody is signed in yet).
    if (line.type() === 'error' && !/status of (400|401|409|422)/.test(line.text()))
      errors.push(line.text())
  })
  printed.set(page, errors)
  await page.goto(address)
  await page.getByText(person).first().click()
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()
  return page
}

/** Screenshots for people who want to look: set COMITY_SHOTS to a folder. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.COMITY_SHOTS
  if (folder === undefined) return
  const before = page.viewportSize()
  for (const [width, height] of [
    [1280, 720],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.waitForTimeout(150)
    await page.screenshot({ path: join(folder, `${name}-${width}.png`) })
  }
  if (before) await page.setViewportSize(before)
}
