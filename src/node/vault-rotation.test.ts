import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { must, systemRandom } from '#base'
import { keysOf } from '#store'
import { keySecret, readKeyring } from './keyring.ts'
import { sendRequest, type TestFederation, testFederation } from './testing.ts'
import { rotateVault } from './vault-rotation.ts'

let fed: TestFederation
afterEach(() => fed.close())

it('the key of the vault is made new: everything opens, the old key goes when the backups do', async () => {
  fed = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-01-20T09:10:00.000Z',
    { durable: false },
    { storage: 'disk' },
  )
  const xv = fed.node('XV-FIU')
  const id = await sendRequest(xv, 'XN-FIU')
  const { id: tracing } = must(await xv.desk.create('XV-FIU/analyst', 'ledgers of LANTERN'))
  async function* csv() {
    yield Buffer.from('id,time,from,to,amount,currency\n1,2024-01-02T00:00:00Z,A,B,10.00,EUR\n')
  }
  must(await xv.desk.putFile('XV-FIU/analyst', tracing, 'ledger', 'ledger.csv', csv()))
  const document = must(await xv.read.request('XV-FIU/analyst', id)).document
  await xv.close()
  const dir = fed.dir('XV-FIU')
  const keysNow = () => readKeyring(dir, keySecret(dir, undefined, systemRandom)).kek
  const first = keysNow() as Uint8Array
  const now = fed.clock.now()
  const { until } = rotateVault({ dir, now, random: systemRandom }, 35)
  expect(until).toBe('2025-02-24T09:10:00.000Z')
  cpSync(join(dir, 'keyring.json'), join(dir, 'keyring.kept'))

  let again = await fed.reopen('XV-FIU')
  expect(must(await again.read.request('XV-FIU/analyst', id)).document).toEqual(document)
  expect(
    (await again.read.log({ limit: 100 }, 'XV-FIU/head')).entries.map((e) => e.type),
  ).toContain('vault.rotated')
  expect((await again.audit()).findings).toEqual([])
  expect(keysOf(keysNow()).former[0]?.kek).toEqual(first)
  await again.close()

  fed.clock.set('2025-02-25T00:00:00.000Z')
  again = await fed.reopen('XV-FIU')
  expect(keysOf(keysNow()).former).toEqual([])
  again = await fed.reopen('XV-FIU')
  expect(must(await again.read.request('XV-FIU/analyst', id)).document).toEqual(document)
  // The view reads the first rows of the kept file, so its key was opened.
  const view = must(await again.desk.view('XV-FIU/analyst', tracing))
  expect(JSON.stringify(view)).toContain('10.00')
  expect((await again.audit()).findings).toEqual([])
  rmSync(join(dir, 'keyring.kept'))
}, 120_000)
