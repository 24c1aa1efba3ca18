import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accessible, act } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { leave, shot, sitDown } from './federation.ts'

const root = join(import.meta.dirname, '../..')
const port = 4788
const dir = mkdtempSync(join(tmpdir(), 'comity-exercise-'))
const report = join(dir, 'report.html')
const data = join(dir, 'report.json')

let browser: Browser
let exercise: ChildProcess
let said = ''

beforeAll(async () => {
  browser = await launchBrowser()
  exercise = spawn(
    process.execPath,
    [
      join(root, 'bin/comity'),
      'exercise',
      'silent-harbour',
      '--live',
      '--seats=XV-FIU',
      '--speed=2',
      `--port=${port}`,
      `--report=${report}`,
      `--data=${data}`,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  await new Promise<void>((resolve, reject) => {
    for (const stream of [exercise.stdout, exercise.stderr])
      stream?.on('data', (chunk) => {
        said += chunk
        if (said.includes('Ctrl-C ends it')) resolve()
      })
    exercise.on('exit', (code) => reject(new Error(`the exercise ended with ${code}:\n${said}`)))
  })
})
afterAll(async () => {
  await browser?.close()
  exercise?.kill('SIGKILL')
  rmSync(dir, { recursive: true, force: true })
})

const at = (place: number, path = '') => `http://127.0.0.1:${port + place}${path}`
const row = (page: Page, inject: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: inject }) })

it('EX-01 is begun by its lead, an inject is answered by hand in a browser, and the report says so', async () => {
  const lead = await sitDown(browser, at(1, '/inbox'), 'Ruben Castellane')
  await lead.getByRole('link', { name: 'Lead the exercise' }).click()
  await lead.getByRole('button', { name: 'Begin the play' }).click()
  await lead.getByRole('heading', { name: 'The exercise runs' }).waitFor()

  const player = await sitDown(browser, at(0, '/inbox'), 'Oren Tasz')
  await player.getByText('a shipping company moves everything').waitFor()
  await lead.getByRole('button', { name: 'Give I03 now' }).click()
  await player.getByText('Port Sable asks for the accounts').waitFor()
  // Nobody sits in Port Sable: the script sends its request, as every letter signed and sealed.
  await player.getByRole('link', { name: 'HB-XS' }).click({ timeout: 60_000 })
  await act(player, 'Acknowledge')
  await act(player, 'Mark')
  await row(lead, 'I03').getByText('in time').waitFor()
  expect(await row(lead, 'I03').innerText()).toMatch(/request\.red_line_marked 1 of 1/)

  await player.goto(at(0, '/exercise'))
  await player.getByRole('heading', { name: 'What you were told' }).waitFor()
  expect(await player.getByRole('main').innerText()).not.toContain('marks the red line')
  await accessible(player)
  await shot(player, 'exercise-player')

  await lead.getByLabel('What you see').fill('the second analyst stopped before any account')
  await lead.getByRole('button', { name: 'Write it down' }).click()
  await lead.getByText('the second analyst stopped before any account').waitFor()
  await accessible(lead)
  await shot(lead, 'exercise-lead')
  await lead.getByRole('button', { name: 'End the play' }).click()
  await lead
    .getByLabel('What was said when it was talked over, without names')
    .fill('the red line was seen at once')
  await lead.getByRole('button', { name: 'It was talked over' }).click()
  await row(lead, 'I01').getByText('time was not up').waitFor()
  await lead.getByLabel('What was learnt').fill('one analyst knew the red lines by heart')
  await lead.getByLabel('What will be done').fill('the list of red lines hangs at each desk')
  await lead.getByLabel('Done by').fill('2026-11-30')
  await lead.getByRole('button', { name: 'Write the lesson' }).click()
  await lead.getByRole('rowheader', { name: 'H1' }).waitFor()
  await accessible(lead)
  await shot(lead, 'exercise-lessons')
  await lead.getByRole('button', { name: 'Publish the report' }).click()
  await lead.getByRole('heading', { name: 'The exercise is reported' }).waitFor()
  await leave(player)
  await leave(lead)

  exercise.removeAllListeners('exit')
  const ended = new Promise((resolve) => exercise.on('exit', resolve))
  exercise.kill('SIGINT')
  expect(await ended).toBe(0)
  expect(existsSync(report)).toBe(true)
  const read = JSON.parse(readFileSync(data, 'utf8'))
  expect(read.people).toEqual(['XV-FIU'])
  expect(read.injects.find((i: { id: string }) => i.id === 'I03')).toMatchObject({
    mark: 'in-time',
  })
  expect(read.lessons).toMatchObject([{ id: 'H1', owner: 'XV-FIU' }])
})
