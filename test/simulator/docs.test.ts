import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { faultKinds, invariants } from '#exercise'

const page = readFileSync(new URL('../../docs/simulator.md', import.meta.url), 'utf8')

it('docs/simulator.md lists every fault and every invariant in the words of the tables', () => {
  for (const [kind, sentence] of Object.entries(faultKinds))
    expect(page).toContain(`| \`${kind}\` | ${sentence} |`)
  for (const { name, sentence, source } of invariants)
    expect(page).toContain(`| ${name} | ${sentence} | ${source} |`)
  const rows = page.split('\n').filter((line) => line.startsWith('| ')).length
  expect(rows).toBe(Object.keys(faultKinds).length + invariants.length + 11)
})
