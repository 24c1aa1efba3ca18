import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { must } from '#base'
import { type Ledger, type LedgerMap, readLedger, readMap } from '#intake'
import { asJson, follow, type RuleId } from '#trace'
import { generate } from './generate.ts'

const here = import.meta.dirname
const update = process.env.UPDATE_GOLDEN === '1'
const path = (name: string) => join(here, name)

/** The file as the repository has it; written first when the story is being updated. */
function golden(name: string, now: string): string {
  if (update || !existsSync(path(name))) {
    if (!update) throw new Error(`${name} is missing: run with UPDATE_GOLDEN=1`)
    writeFileSync(path(name), now)
  }
  return readFileSync(path(name), 'utf8')
}

async function readStory(map: LedgerMap): Promise<Ledger> {
  return must(await readLedger(path('ledger.csv'), { map, aliasInput: path }))
}

const ruleIds: readonly RuleId[] = ['fifo', 'rolling', 'libr', 'pari-passu']

describe('a ledger of four shell companies', () => {
  const made = generate(2021)

  test('is what its generator writes', () => {
    expect(golden('ledger.csv', made.ledger)).toBe(made.ledger)
    expect(golden('parties.csv', made.parties)).toBe(made.parties)
  })

  test('is understood, and traced under four rules, as expected.json says', async () => {
    const ledger = await readStory(must(await readMap(path('map.json'))))
    const traces = ruleIds.map((rule) => {
      const trace = must(follow(ledger.payments, { rule, order: 'interval' }))
      return asJson(trace, ledger.payments)
    })
    const { source, understood, findings, leftOut } = ledger
    const now = `${JSON.stringify({ source, understood, findings, leftOut, traces }, null, 2)}\n`
    expect(JSON.parse(now)).toEqual(JSON.parse(golden('expected.json', now)))
  })

  test('names its traps', async () => {
    const { findings, understood } = await readStory(must(await readMap(path('map.json'))))
    expect(findings.map((f) => f.name).sort()).toEqual([
      'days-only',
      'duplicate-looking',
      'name-variants',
      'opening-missing',
      'self-payments',
    ])
    expect(understood.ignored).toEqual(['amount_orig_currency', 'amount_orig'])
  })

  test('keeps every claim whole under every rule', async () => {
    const ledger = await readStory(must(await readMap(path('map.json'))))
    const claimed = ledger.payments.introductions.reduce((sum, i) => sum + i.amount, 0)
    for (const rule of ruleIds) {
      const { total } = asJson(must(follow(ledger.payments, { rule })), ledger.payments)
      const minor = (text: string | null) => Number(text?.replace('.', ''))
      expect([rule, minor(total.claimed)]).toEqual([rule, claimed])
      expect([rule, minor(total.traced) + minor(total.untraceable)]).toEqual([rule, claimed])
    }
  })

  test('in its original currencies is refused until the map says what sign and notation mean', async () => {
    const columns = {
      from: 'payer_name',
      to: 'beneficiary_name',
      time: 'date',
      amount: 'amount_orig',
      currency: 'amount_orig_currency',
    }
    const said = { columns, rowIds: 'P', selfPayments: 'keep' } as const
    const refused = await readLedger(path('ledger.csv'), { map: said })
    const names = new Set(refused.ok ? [] : refused.refusal.problems.map((p) => p.name))
    expect([...names].sort()).toEqual(['amount-negative', 'amount-scientific'])
    const ledger = await readStory({ ...said, negative: 'absolute', scientific: 'exact' })
    expect(ledger.payments.currencies.map((c) => c.code).sort()).toEqual(['EUR', 'USD'])
  })
})
