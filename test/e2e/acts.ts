import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Takes an open act: its button, then its form, in a dialog or on a page of its own. */
export async function act(
  page: Page,
  name: string,
  sentence = 'The quay is let to a company of the case since 2024.',
): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await fillRest(dialog, sentence)
  await dialog.getByRole('button').last().click()
  await dialog.waitFor({ state: 'detached', timeout: 15_000 }).catch(async () => {
    throw new Error(`the form "${name}" was not taken:\n${await dialog.innerText()}`)
  })
}

/**
 * A sentence in every empty field, every box ticked, the first of choices, a day for every day. Only what an officer sees: what
 * is folded away may stay as it is.
 */
export async function fillRest(form: Locator, sentence: string): Promise<void> {
  for (const field of await form.getByRole('textbox').all()) {
    if ((await field.inputValue()) !== '') continue
    if ((await field.getAttribute('type')) === 'date') continue
    await field.fill(sentence)
  }
  for (const field of await form.locator('input[type=date]:visible').all())
    if ((await field.inputValue()) === '') await field.fill('2026-11-30')
  for (const box of await form.getByRole('checkbox').all()) await box.check()
  for (const group of await form.getByRole('group').all()) {
    const choices = group.getByRole('radio')
    if (
      (await choices.count()) > 0 &&
      (await group.getByRole('radio', { checked: true }).count()) === 0
    )
      await choices.first().check()
  }
  for (const choice of await form.locator('select:visible').all()) {
    if ((await choice.inputValue()) === '') await choice.selectOption({ index: 1 })
  }
}

/** Writes into fields of a long form by their names. */
export async function write(page: Page, texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(texts))
    await page.locator(`#field-${name}`).locator('input, textarea').first().fill(text)
}

/** No finding of axe at WCAG 2.2 level A or AA. */
export async function accessible(page: Page): Promise<void> {
  // A control half under the header that stays on top would count as too small a target.
  await page.evaluate('scrollTo(0, 0)')
  const { violations } = await new AxeBuilder({ page }).withTags([...levels]).analyze()
  expect(
    violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
  ).toEqual([])
}

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] as const

/** The same engine as `AxeBuilder`, in the page itself: for hundreds of pages without frames. */
const axeSource = readFileSync(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
    'axe-core/axe.min.js',
  ),
  'utf8',
)

/** What axe finds against WCAG 2.2 A and AA, and against good practice: order of headings, landmarks. */
export async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource)
  return page.evaluate<string[]>(`axe
    .run(document, {
      runOnly: ${JSON.stringify([...levels, 'best-practice'])},
      resultTypes: ['violations'],
    })
    .then(({ violations }) =>
      violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).join(', ')),
    )`)
}
