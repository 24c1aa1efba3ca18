import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comity } from '../cli.ts'
import { accessible } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Federation, leave, shot, sitDown, startFederation } from './federation.ts'

const [analyst, head] = ['Mira Solen', 'Ilka Vardan']
const period = '2025'

describe('figures of a year become public by two persons', () => {
  let federation: Federation
  let browser: Browser
  const folder = mkdtempSync(join(tmpdir(), 'comity-e2e-release-'))
  let digest = ''

  beforeAll(async () => {
    federation = await startFederation()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await federation?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const isOut = async () => {
    const { releases } = (await (await fetch(`${federation.at(0)}/open`)).json()) as {
      releases: { id: string; digest: string; state: string }[]
    }
    return releases.find(({ id }) => id === `${period}/1`)
  }

  it('one prepares them, and cannot release them alone', async () => {
    const page = await sitDown(browser, federation.at(0), analyst)
    await page.goto(`${federation.at(0)}/figures/releases`)
    await page.getByRole('combobox', { name: 'From' }).selectOption('2025-Q1')
    await page.getByRole('combobox', { name: 'to', exact: true }).selectOption('2025-Q4')
    await page.getByRole('button', { name: `Prepare ${period}` }).click()
    await page.getByRole('heading', { name: `${period}, version 1, waits` }).waitFor()
    expect(await page.getByRole('button', { name: 'Release it' }).count()).toBe(0)
    expect(await page.getByText('a second person releases it').count()).toBeGreaterThan(0)
    await accessible(page)
    await shot(page, 'release-prepared')
    expect(await isOut()).toBeUndefined()
    await leave(page)
  })

  it('another one looks at them and releases them', async () => {
    const page = await sitDown(browser, federation.at(0), head)
    await page.goto(`${federation.at(0)}/figures/releases`)
    const waits = page.getByRole('region', { name: `${period}, version 1, waits` })
    await waits.locator('summary').click()
    await waits.getByRole('rowheader', { name: 'IN-05' }).waitFor()
    await shot(page, 'release-waits')
    await waits.getByRole('button', { name: 'Release it' }).click()
    await page.getByRole('rowheader', { name: `${period}, version 1` }).waitFor()
    await waits.waitFor({ state: 'detached' })
    await accessible(page)
    await leave(page)
    digest = (await isOut())?.digest ?? ''
    expect(digest).toMatch(/^sha256:/)
  })

  it('anybody reads them without scripts', async () => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 720 },
      javaScriptEnabled: false,
    })
    const page = await context.newPage()
    await page.goto(`${federation.at(0)}/public/en/figures?quarter=${period}`)
    expect(await page.getByText('Released as version 1').count()).toBe(1)
    await seen(page, 'release-figures-390')
    await page.goto(`${federation.at(0)}/public/en/data`)
    await page.locator(`a[href="/open/${period}/1/release.json"]`).waitFor()
    await seen(page, 'release-data-390')
    await context.close()
  })

  it('and the files of the release verify', async () => {
    const [release, proof] = [join(folder, 'release.json'), join(folder, 'proof.json')]
    const check = () => {
      const got = comity(['release', 'get', federation.at(0), period, '--out', folder])
      expect([got.code, got.stderr]).toEqual([0, ''])
      expect(got.stdout).toContain(digest)
      return comity(['verify', release, proof, '--json'])
    }
    // Until a witness has cosigned the head that it stands under, the proof says so and does not hold.
    let verified = check()
    for (let tries = 0; verified.code !== 0 && tries < 20; tries++) {
      expect(verified.stdout).toMatch(/witness|cosign/i)
      await setTimeout(1_000)
      verified = check()
    }
    expect([verified.code, verified.stderr]).toEqual([0, ''])
    expect(verified.stdout).toContain(digest)
    writeFileSync(release, readFileSync(release, 'utf8').replace('"version":1', '"version":2'))
    expect(comity(['verify', release, proof]).code).toBe(1)
  })
})

async function seen(page: Page, name: string): Promise<void> {
  const folder = process.env.COMITY_SHOTS
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) })
}
