import { spawn, spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digest, must, systemRandom } from '#base'
import { keysOf } from '#store'
import { keySecret, readKeyring } from '../../src/node/keyring.ts'
import type { Node } from '../../src/node/open-node.ts'
import {
  fullRequest,
  goodReply,
  sendRequest,
  type TestFederation,
  testFederation,
} from '../../src/node/testing.ts'
import { rotateVault } from '../../src/node/vault-rotation.ts'
import { takeLock } from '../../src/store/lock.ts'
import { comity, root } from '../cli.ts'

let fed: TestFederation
let dir: string
/** The matter with a file, one whose words were erased, and a tracing with a ledger. */
let kept: { matter: string; file: string; erased: string; tracing: string }
const content = Buffer.alloc(200_000, 'account 4711 of Ilka Brandt\n')
/** So many that the rows take more than one page of the rotation. */
const matters = 75

async function* parts(bytes: Uint8Array) {
  yield bytes
}

beforeAll(async () => {
  const ids = ['XV-FIU', 'XN-FIU']
  const options = { durable: false } as const
  fed = await testFederation(ids, '2025-01-20T09:10:00.000Z', options, { storage: 'disk' })
  const [xv, xn] = [fed.node('XV-FIU'), fed.node('XN-FIU')]
  const erased = await sendRequest(xv, 'XN-FIU', { ...fullRequest, retainUntil: '2025-06-30' })
  const matter = await sendRequest(xv, 'XN-FIU')
  for (let i = 2; i < matters; i++) await sendRequest(xv, 'XN-FIU')
  await fed.settle()
  const act = (action: string, document: object) =>
    xn.handle('XN-FIU/analyst', { do: 'act', id: matter, action, document } as never)
  must(await act('acknowledge', { class: 'normal' }))
  const about = { title: 'statement', type: 'text/plain' }
  const added = await xn.attachments.add('XN-FIU/analyst', matter, about, parts(content))
  must(await xn.attachments.release('XN-FIU/head', matter, must(added).id))
  must(await act('reply', goodReply))
  const { id: tracing } = must(await xn.desk.create('XN-FIU/analyst', 'Harbour'))
  const csv = Buffer.from('id,time,from,to,amount,currency\n1,2024-01-02T00:00:00Z,A,B,10.00,EUR\n')
  must(await xn.desk.putFile('XN-FIU/analyst', tracing, 'ledger', 'ledger.csv', parts(csv)))
  const [item] = must(await xn.retention.list('XN-FIU/analyst'))
  must(await xn.retention.confirm('XN-FIU/analyst', item!.item))
  must(await xn.retention.confirm('XN-FIU/head', item!.item))
  await fed.settle()
  kept = { matter, file: must(added).id, erased, tracing }
  dir = fed.dir('XN-FIU')
  await xn.close()
}, 120_000)
afterAll(() => fed.close())

const keysNow = () => keysOf(readKeyring(dir, keySecret(dir, undefined, systemRandom)).kek)

/** The program below the starter ends a moment after it, and its claim on the folder with it. */
async function released(): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      return await (await takeLock(join(dir, 'lock')))()
    } catch {
      await new Promise((done) => setTimeout(done, 100))
    }
  }
}

/** Everything is there, nothing of what was erased is, and the audit finds nothing. */
async function isWhole(): Promise<void> {
  const node: Node = await fed.reopen('XN-FIU')
  const actor = 'XN-FIU/analyst'
  const words = async (id: string) => must(await node.read.request(actor, id)).document
  expect(await words(kept.matter)).toMatchObject({ facts: fullRequest.facts })
  expect(await words(kept.erased)).toEqual({})
  const saved: Uint8Array[] = []
  const read = must(await node.attachments.read(actor, kept.matter, kept.file))
  for await (const part of read.content) saved.push(part)
  expect(digest(Buffer.concat(saved))).toBe(digest(content))
  expect(JSON.stringify(must(await node.desk.view(actor, kept.tracing)))).toContain('10.00')
  expect((await node.audit()).findings).toEqual([])
  await node.close()
}

describe('comity keys rotate DIR --use vault', () => {
  it('brings a folder with matters, files, ledgers and erasures under a new key', async () => {
    const before = keysNow().kek
    const ran = comity(['keys', 'rotate', dir, '--use', 'vault', '--term', '10'])
    expect([ran.code, ran.stderr]).toEqual([0, ''])
    expect(ran.stdout).toContain('is under the new key of the vault')
    expect(keysNow().kek).not.toEqual(before)
    expect(keysNow().former.map((key) => key.kek)).toEqual([before])
    await isWhole()
    const verified = comity(['verify', dir])
    expect([verified.code, verified.stderr]).toEqual([0, ''])
  }, 120_000)

  it('goes on at the next start when it is killed after any of its transactions', async () => {
    rotateVault({ dir, now: new Date().toISOString() as never, random: systemRandom })
    const script = join(import.meta.dirname, 'killed-child.ts')
    for (let kills = 0; kills < 6; kills++) {
      // Before the first of them; then each start is let one transaction further than the one before it came.
      const further = kills === 0 ? '0' : '1'
      const child = spawnSync(process.execPath, [script, dir, further], { encoding: 'utf8' })
      expect([child.signal, child.stderr]).toEqual(['SIGKILL', ''])
    }
    await isWhole()
  }, 180_000)

  it('is whole, under the old key or the new one, whenever the command itself is killed', async () => {
    for (const milliseconds of [400, 700, 1000, 1500, 2500]) {
      const child = spawn(resolve(root, 'bin/comity'), ['keys', 'rotate', dir, '--use', 'vault'], {
        cwd: root,
        detached: true,
        stdio: 'ignore',
      })
      const ended = new Promise((done) => child.once('exit', done))
      await new Promise((done) => setTimeout(done, milliseconds))
      // The whole group: the program runs in a process of its own below the starter.
      try {
        process.kill(-child.pid!, 'SIGKILL')
      } catch {
        // It had ended before.
      }
      await ended
      await released()
      await isWhole()
    }
  }, 240_000)
})
