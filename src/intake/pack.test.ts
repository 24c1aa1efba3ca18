import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { must } from '#base'
import type { Payments } from '#model'
import { ledgerText } from './ledger-text.ts'
import { loadColumns, packPayments, saveColumns, unpackPayments } from './pack.ts'
import { good } from './testing.ts'

const content = `id,time,from,to,amount,currency,to_amount,to_currency,claim,claim_amount,purpose,type
T2,2024-03-02T10:00Z,A,B,20.00,VLD,1.00,EUR,Clinics,5.00,"said ""now"", twice",fee
T1,2024-03-01T10:00Z,"B, old",A,3.00,VLD,,,,,Käufer,
`

function plain(p: Payments) {
  return {
    ...p,
    from: [...p.from],
    to: [...p.to],
    time: [...p.time],
    amount: [...p.amount],
    received: [...p.received],
    group: [...p.group],
    row: [...p.row],
    texts: Array.from({ length: p.count }, (_, i) => [
      p.texts.id(i),
      p.texts.purpose(i),
      p.texts.type(i),
    ]),
  }
}

async function payments(): Promise<Payments> {
  const openings = [{ file: 'o', row: 2, account: 'A', currency: 'VLD', amount: '7' }]
  return (await good(content, { map: { currencies: { VLD: 2 } }, openings })).payments
}

describe('payments', () => {
  test('cross to another thread without being copied', async () => {
    const packed = packPayments(await payments())
    const worker = new Worker(
      `const { parentPort, workerData: p } = require('node:worker_threads')
       p.columns.amount[0] = 77
       parentPort.postMessage(p)`,
      { eval: true, workerData: packed },
    )
    const back = await new Promise<ReturnType<typeof packPayments>>((done, fail) => {
      worker.once('message', done)
      worker.once('error', fail)
    })
    await worker.terminate()
    expect(packed.columns.amount[0]).toBe(77)
    expect(plain(unpackPayments(back))).toEqual(plain(unpackPayments(packed)))
  })

  test('come back from their stored bytes as they were', async () => {
    const before = await payments()
    const bytes = saveColumns(before)
    expect(plain(must(loadColumns(bytes)))).toEqual(plain(before))
    expect(Buffer.compare(saveColumns(must(loadColumns(bytes))), bytes)).toBe(0)
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    expect(must(loadColumns(shifted.subarray(3))).count).toBe(2)
  })

  test('with texts made by hand are stored too', async () => {
    const before = await payments()
    const texts = { id: (i: number) => `X${i}`, purpose: () => 'a, "b"\nc', type: () => '' }
    const back = must(loadColumns(saveColumns({ ...before, texts })))
    expect([back.texts.id(1), back.texts.purpose(1), back.texts.type(1)]).toEqual([
      'X1',
      'a, "b"\nc',
      '',
    ])
  })

  test('are refused when one bit of the stored bytes changed, or the end is missing', async () => {
    const bytes = saveColumns(await payments())
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const damaged = bytes.slice()
        damaged[bit >> 3] = damaged[bit >> 3]! ^ (1 << (bit & 7))
        expect(loadColumns(damaged).ok).toBe(false)
      }),
      { numRuns: 400 },
    )
    for (const length of [0, 7, 47, 48, bytes.length - 1])
      expect(loadColumns(bytes.subarray(0, length)).ok).toBe(false)
  })

  test('are written as a ledger that reads back to the same payments', async () => {
    const before = await payments()
    for (const delimiter of [',', ';', '\t', '|'] as const) {
      const text = [...must(ledgerText(before, { delimiter }))].join('')
      const after = await good(text, { map: { currencies: { VLD: 2 } } })
      const again = plain(after.payments)
      const first = plain(before)
      expect(again.texts).toEqual(first.texts)
      expect([again.amount, again.received, again.time, again.introductions]).toEqual([
        first.amount,
        first.received,
        first.time,
        first.introductions,
      ])
    }
  })

  test('are written so that nothing is proved that was not', async () => {
    const days = `id,time,from,to,amount,currency
T1,2024-03-01T09:00Z,A,B,1,EUR
T2,2024-03-01,A,B,1,EUR
T3,2024-03-02T00:00Z,A,B,1,EUR
T4,2024-03-03T10:00Z,A,B,1,EUR
T5,2024-03-03T10:00Z,B,A,1,EUR
`
    const before = (await good(days)).payments
    const after = (await good([...must(ledgerText(before))].join(''))).payments
    expect([...before.group]).toEqual([0, 0, 1, 2, 2])
    expect(plain(after).group).toEqual([...before.group])
  })

  test('that bring several claims at once are not written as a ledger that would lose one', async () => {
    const before = await payments()
    const [first] = before.introductions
    const answer = ledgerText({ ...before, introductions: [first!, { ...first!, amount: 1 }] })
    expect(!answer.ok && answer.refusal.name).toBe('claims-share-payment')
  })
})
