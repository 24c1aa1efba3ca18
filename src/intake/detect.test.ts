import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { must } from '#base'
import { currencies } from '#money'
import { detect } from './detect.ts'
import { readLedger } from './ledger.ts'
import { readOpenings, readRates } from './openings.ts'

describe('a first look at a file', () => {
  test('guesses columns from the names that others use, and applies nothing', async () => {
    const text =
      'Buchungstag;Auftraggeber;Beguenstigter;Betrag;Währung;Verwendungszweck\n03.04.2024;M\xfcller;Dorvan;1,00;EUR;Miete\n'
    const seen = must(await detect(Buffer.from(text, 'latin1')))
    expect(seen).toMatchObject({
      encoding: 'windows-1252',
      delimiter: ';',
      guess: {
        time: 'Buchungstag',
        from: 'Auftraggeber',
        amount: 'Betrag',
        currency: 'Währung',
        purpose: 'Verwendungszweck',
      },
      missing: ['id', 'to'],
    })
    expect(seen.rows[0]).toEqual({
      row: 2,
      cells: ['03.04.2024', 'Müller', 'Dorvan', '1,00', 'EUR', 'Miete'],
    })
  })

  test('shows twenty rows of a large packed file', async () => {
    const text = `id,time,from,to,amount,currency\n${'T1,2024-03-01,A,B,1,EUR\n'.repeat(100_000)}`
    const seen = must(await detect(gzipSync(text)))
    expect(seen.rows.length).toBe(20)
    expect(seen.gzip).toBe(true)
    expect(seen.missing).toEqual([])
  })

  test('says what a file is that is no table', async () => {
    const seen = await detect(Buffer.from('504b030414000600', 'hex'))
    expect(!seen.ok && seen.refusal.name).toBe('workbook')
    const nothing = await detect(new Uint8Array(0))
    expect(!nothing.ok && nothing.refusal.name).toBe('header-missing')
  })
})

describe('the LANTERN tables', () => {
  const file = (name: string) => {
    const url = new URL(`../exercise/data/lantern/${name}`, import.meta.url)
    return { name, bytes: readFileSync(url) }
  }

  test('are read: 121 payments, their claims, openings and rates', async () => {
    const { rates, declared } = must(
      await readRates(file('rates.csv'), { base: 'EUR', known: currencies() }),
    )
    const openings = must(await readOpenings(file('openings.csv')))
    const { payments, findings, leftOut } = must(
      await readLedger(file('ledger.csv'), { openings, declared }),
    )
    expect(payments.count).toBe(121)
    expect(leftOut.rows).toBe(0)
    expect(payments.introductions.length).toBe(19)
    const eur = payments.introductions.map((i) => {
      const currency = payments.currencies[payments.accounts[payments.from[i.payment]!]!.currency]!
      const rate = rates.on(currency.code as never, '2024-01-01' as never)!
      return (BigInt(i.amount) * rate.n) / rate.d
    })
    expect(eur.reduce((a, b) => a + b, 0n)).toBe(4_800_000_000n)
    // No account of the case is ever overdrawn, and every balance is stated.
    expect(findings.filter((f) => f.name === 'overdrawn' || f.name === 'opening-missing')).toEqual(
      [],
    )
  })
})
