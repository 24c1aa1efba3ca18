import { describe, expect, it } from 'vitest'
import { run } from './run.ts'
import type { Terminal } from './terminal.ts'

async function type(...words: string[]) {
  const said = { out: '', err: '', json: undefined as unknown }
  const terminal: Terminal = {
    out: (text) => {
      said.out += `${text}\n`
    },
    json: (value) => {
      said.json = value
    },
    say: (text) => {
      said.err += `${text}\n`
    },
    progress: () => ({ step() {}, end() {} }),
  }
  return { ...said, code: await run(['due', ...words], {}, terminal), said }
}

const friday = ['FI-MONITORING', '--start', '2026-11-20T18:00:00+02:00']
const order = ['DL-33.decide', '--start', '2025-01-20T11:00:00Z', '--calendar', 'FI']

describe('comity due', () => {
  it('a query on Friday 18:00 is due on Tuesday 16:15', async () => {
    const { code, said } = await type(...friday)
    expect(code).toBe(0)
    expect(said.out).toContain('FI-MONITORING is due 2026-11-24T14:15:00.000Z (2026-11-24)')
    expect(said.out).toContain('it counts as received on Monday 2026-11-23')
  })

  it.each([
    ['an extension within the article', '30 calendar-days: a witness is abroad', 0],
    ['one day too many', '31 calendar-days: a witness is abroad', 3],
    ['no reason', '30 calendar-days', 2],
    ['an unknown unit', '30 moons: a witness is abroad', 2],
  ])('%s', async (_, extend, code) => {
    expect((await type(...order, '--extend', extend)).code).toBe(code)
  })

  it('extended, the same order is due a month later', async () => {
    const { said } = await type(
      ...order,
      '--extend',
      '30 calendar-days: a witness is abroad',
      '--json',
    )
    expect(said.json).toMatchObject({ term: 'DL-33.decide', due_day: '2025-03-21' })
  })

  it('alone it lists every limit of the register', async () => {
    const { code, said } = await type()
    expect(code).toBe(0)
    for (const id of ['DL-01', 'DL-14.direct', 'DL-53', 'CP-STANDSTILL', 'XC-freeze-term'])
      expect(said.out).toContain(id)
  })

  it('a search finds every word, in any order; nothing found is 1', async () => {
    const found = await type('--search', 'confiscation 45')
    expect(found.code).toBe(0)
    expect(found.said.out).toContain('DL-26')
    expect(found.said.out).not.toContain('DL-01')
    expect((await type('--search', 'moonlight')).code).toBe(1)
  })

  it('a rule that is a list shows its points', async () => {
    const { code, said } = await type('DL-22')
    expect(code).toBe(0)
    expect(said.out).toContain('only these 6')
    expect(said.out).toContain('fundamental-rights')
  })

  it('a rule without a start, an unknown rule, a pause that is none', async () => {
    expect((await type('DL-01')).code).toBe(2)
    const unknown = await type('DL-1', '--start', '2025-01-20T11:00:00Z')
    expect(unknown.code).toBe(2)
    expect(unknown.said.err).toContain('did you mean DL-01')
    expect((await type(...order, '--pause', 'yesterday')).code).toBe(2)
  })
})
