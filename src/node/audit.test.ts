import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Json, must, systemRandom } from '#base'
import { memoryStore, type Store } from '#store'
import { keySecret, makeKeyring, readKeyring, writeKeyring } from './keyring.ts'
import { sendRequest, type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation | undefined
afterEach(async () => {
  await federation?.close()
  federation = undefined
})

/** A node whose store the test can reach behind its back; the first store is that of XV-FIU. */
async function withStores(): Promise<{ id: string; store: Store }> {
  const stores: Store[] = []
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z', {
    storage: async (options) => {
      const store = await memoryStore(options)
      stores.push(store)
      return store
    },
  })
  const id = await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
  await federation.settle()
  expect((await federation.node('XV-FIU').audit()).findings).toEqual([])
  return { id, store: stores[0]! }
}

async function change(store: Store, kind: string, how: (data: Record<string, Json>) => Json) {
  const [row] = (await store.rows({ kind, order: 'key', limit: 1 })).rows
  must(
    await store.commit({
      events: [],
      rows: [{ kind, key: row!.key, data: how(row!.data as Record<string, Json>) }],
    }),
  )
}

describe('the audit', () => {
  it('finds an inbox row that is not what the records fold to', async () => {
    const { store } = await withStores()
    await change(store, 'matter', (data) => ({
      ...data,
      words: { reference: 'RQ-99', subject: 'x' },
    }))
    const { ok, findings } = await federation!.node('XV-FIU').audit()
    expect(ok).toBe(false)
    expect(findings.map((f) => f.text)).toContain(
      'the row is not what the records of the matter fold to',
    )
  })

  it('finds a matter that vanished from the inbox', async () => {
    const { store } = await withStores()
    await change(store, 'matter', () => null)
    const { findings } = await federation!.node('XV-FIU').audit()
    expect(findings.map((f) => f.text)).toContain(
      'the log holds records of this matter, the inbox does not',
    )
  })

  it('finds a receipt that is claimed by another node than the one that signed it', async () => {
    const { store } = await withStores()
    await change(store, 'letter', (data) => ({ ...data, to: 'XS-FIU' }))
    const { findings } = await federation!.node('XV-FIU').audit()
    expect(findings.some((f) => f.text.startsWith('the receipt does not count'))).toBe(true)
  })
})

describe('the key file', () => {
  const dir = mkdtempSync(join(tmpdir(), 'comity-keys-'))

  it('opens with its secret alone, is nobody else’s to read, and shows no key', async () => {
    const keys = await makeKeyring(['XV-FIU/analyst'], systemRandom)
    const secret = keySecret(dir, undefined, systemRandom)
    writeKeyring(dir, keys, secret, systemRandom)
    expect(readKeyring(dir, secret)).toEqual(
      JSON.parse(JSON.stringify(keys, bytesAsArrays), arraysAsBytes),
    )
    expect(() => readKeyring(dir, 'another secret')).toThrow('the secret does not open')
    for (const file of ['keyring.json', 'secret'])
      expect(statSync(join(dir, file)).mode & 0o777).toBe(0o600)
    const text = readFileSync(join(dir, 'keyring.json'), 'utf8')
    expect(text).not.toContain(Buffer.from(keys.seal.seed).toString('base64'))
  })

  it('is refused when one character of it was changed', () => {
    const path = join(dir, 'keyring.json')
    const file = JSON.parse(readFileSync(path, 'utf8')) as { sealed: string }
    const flipped = file.sealed.startsWith('A') ? 'B' : 'A'
    writeFileSync(path, JSON.stringify({ ...file, sealed: flipped + file.sealed.slice(1) }))
    expect(() => readKeyring(dir, keySecret(dir, undefined, systemRandom))).toThrow()
    rmSync(dir, { recursive: true })
  })
})

function bytesAsArrays(this: unknown, key: string, value: unknown): unknown {
  const raw = (this as Record<string, unknown>)[key]
  return raw instanceof Uint8Array ? { bytes: [...raw] } : value
}

function arraysAsBytes(_key: string, value: unknown): unknown {
  const bytes = (value as { bytes?: number[] } | null)?.bytes
  return Array.isArray(bytes) ? new Uint8Array(bytes) : value
}
