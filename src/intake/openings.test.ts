import { describe, expect, test } from 'vitest'
import { must } from '#base'
import { currencies } from '#money'
import { readOpenings, readRates } from './openings.ts'

const table = (text: string) => ({ name: 'table.csv', bytes: Buffer.from(text) })

describe('opening balances', () => {
  test('are read with the claim they carry', async () => {
    expect(
      must(
        await readOpenings(
          table('account;currency;amount;claim\nA01;eur;1,000.50;\nA01;EUR;7;Clinics\n'),
        ),
      ),
    ).toMatchObject([
      { account: 'A01', currency: 'EUR', amount: '1000.50' },
      { account: 'A01', currency: 'EUR', amount: '7', claim: 'Clinics' },
    ])
  })

  const broken: readonly (readonly [string, string, string, number])[] = [
    ['a column is missing', 'account,amount\nA01,1\n', 'column-missing', 1],
    ['an amount is no number', 'account,currency,amount\nA01,EUR,ten\n', 'amount-malformed', 2],
    [
      'a decimal comma cannot be told from thousands',
      'account;currency;amount\nA01;EUR;1,234\n',
      'amount-malformed',
      2,
    ],
    [
      'a claim is below zero',
      'account,currency,amount,claim\nA01,EUR,-1,Ann\n',
      'opening-negative',
      2,
    ],
    [
      'an account is overdrawn and holds a claim',
      'account,currency,amount,claim\nA01,EUR,-1,\nA01,EUR,5,Ann\n',
      'opening-contradicts',
      3,
    ],
    [
      'an account comes twice',
      'account,currency,amount\nA01,EUR,1\nA01,EUR,2\n',
      'opening-duplicate',
      3,
    ],
    ['a row is too short', 'account,currency,amount\nA01,EUR\n', 'row-too-short', 2],
    [
      'a quote is never closed',
      'account,currency,amount\nA01,EUR,1\n"A02,EUR,1\n',
      'quote-unclosed',
      3,
    ],
  ]
  for (const [what, text, name, row] of broken) {
    test(`are refused when ${what}`, async () => {
      const answer = await readOpenings(table(text))
      expect(!answer.ok && [answer.refusal.name, answer.refusal.problems[0]!.row]).toEqual([
        name,
        row,
      ])
    })
  }
})

describe('rates', () => {
  const options = { base: 'EUR', known: currencies() }

  test('declare the currencies that ISO 4217 does not know', async () => {
    const read = must(
      await readRates(
        table(
          'currency,rate,from,digits\nVLD,0.05,2023-01-01,\nUSDX,0.92,2023-01-01,6\nUSD,23/25,2023-01-01,\n',
        ),
        options,
      ),
    )
    expect([...read.declared]).toEqual([
      ['VLD', 2],
      ['USDX', 6],
    ])
    expect(read.rates.on('USD' as never, '2024-01-01' as never)).toEqual({ n: 23n, d: 25n })
  })

  const broken: readonly (readonly [string, string, string])[] = [
    ['a rate of zero', 'VLD,0,2023-01-01', 'rate-rate'],
    ['a day that does not exist', 'VLD,1,2023-02-30', 'rate-from'],
    ['a code in another script', 'ВЛД,1,2023-01-01', 'rate-currency'],
  ]
  for (const [what, line, name] of broken) {
    test(`are refused for ${what}`, async () => {
      const answer = await readRates(table(`currency,rate,from\n${line}\n`), options)
      expect(!answer.ok && answer.refusal.name).toBe(name)
    })
  }

  test('are refused for two rates of one day', async () => {
    const answer = await readRates(
      table('currency,rate,from\nVLD,1,2023-01-01\nVLD,2,2023-01-01\n'),
      options,
    )
    expect(!answer.ok && answer.refusal.name).toBe('rate-duplicate')
  })
})
