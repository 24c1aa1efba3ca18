import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { comity, expectGolden, root } from '../cli.ts'

interface Result {
  readonly rule: string
  readonly total: {
    readonly claimed: string
    readonly traced: string
    readonly untraceable: string
  }
  readonly holdings: readonly {
    readonly account: string
    readonly base_traced: string | null
    /** The figure rounded on its own, where rounding all together moved it by a cent. */
    readonly base_nearest?: string
    readonly balance: string
  }[]
}

const cents = (text: string) => BigInt(text.replace('.', ''))

describe('LANTERN: public money of Veldania through forty accounts', () => {
  const folder = 'src/exercise/data/lantern'
  const args = [
    'trace',
    `${folder}/ledger.csv`,
    '--opening',
    `${folder}/openings.csv`,
    '--rates',
    `${folder}/rates.csv`,
    '--base',
    'EUR',
    '--arrival',
    'blended',
  ]
  const ran = comity([...args, '--rule', 'all', '--json'])
  const { results } = JSON.parse(ran.stdout) as { results: readonly Result[] }
  const [head, ...rows] = readFileSync(resolve(root, folder, 'oracles.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))

  it('is traced under every rule, and nothing but the result is on stdout', () => {
    expect(ran.code).toBe(0)
    expect(results).toHaveLength(8)
  })

  it.each(['fifo', 'lifo', 'rolling', 'libr'])(
    'under %s it gives the published figure of every account',
    (rule) => {
      const column = head!.indexOf(rule)
      const traced = new Map<string, bigint>()
      for (const h of results.find((r) => r.rule === rule)!.holdings)
        traced.set(
          h.account,
          (traced.get(h.account) ?? 0n) + cents(h.base_nearest ?? h.base_traced!),
        )
      for (const row of rows)
        expect([row[0], traced.get(row[0]!) ?? 0n]).toEqual([row[0], cents(row[column]!)])
      expect(rows).toHaveLength(40)
    },
  )

  it('loses and makes nothing: holdings and the untraceable part are the claim, under every rule', () => {
    for (const { rule, holdings, total } of results.filter((r) => r.rule !== 'poison')) {
      const held = holdings.reduce((sum, h) => sum + cents(h.base_traced!), 0n)
      expect([rule, held + cents(total.untraceable)]).toEqual([rule, cents('48000000.00')])
    }
  })

  it('reads on a terminal as it did', () => {
    expectGolden('lantern/all.txt', comity([...args, '--rule', 'all']).stdout)
    expectGolden('lantern/libr.txt', comity([...args, '--rule', 'libr']).stdout)
  })
})

describe('two claimants and an operator in one account', () => {
  const folder = 'test/golden/two-claimants'
  const args = ['trace', `${folder}/ledger.csv`, '--opening', `${folder}/openings.csv`]
  const rules = [
    'fifo',
    'lifo',
    'rolling',
    'pari-passu',
    'libr',
    'proceeds-first',
    'poison',
    'cherry-pick',
  ]

  it.each(rules)('under %s', (rule) => {
    const ran = comity([...args, '--rule', rule])
    expect(ran.code).toBe(0)
    expectGolden(`two-claimants/${rule}.txt`, ran.stdout)
  })

  it('as a document for a program', () => {
    const ran = comity([...args, '--rule', 'rolling', '--json'])
    expectGolden('two-claimants/rolling.json', ran.stdout)
  })

  it('read and told, row by row', () => {
    expectGolden('two-claimants/import.txt', comity(['import', `${folder}/ledger.csv`]).stdout)
  })

  it('from standard input, as a flow and backwards', () => {
    const input = readFileSync(resolve(root, folder, 'ledger.csv'))
    const on = comity(['flow', '-', '--from', 'Lisa Torvane', '--hops', '3'], { input })
    expectGolden('two-claimants/flow.txt', on.stdout)
    const back = comity(['flow', '-', '--from', 'Casino', '--back'], { input })
    expectGolden('two-claimants/flow-back.txt', back.stdout)
  })
})
