import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Id, type Json, must, systemRandom } from '#base'
import { readRecord, signRecord } from '#exchange'
import { memoryStore, type Store } from '#store'
import { keySecret, makeKeyring, readKeyring, writeKeyring } from './keyring.ts'
import { commitment } from './records.ts'
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

  it('finds a step that an officer signed with another limit than the law of that day gives', async () => {
    const { id, store } = await withStores()
    const [draft] = await store.events({ stream: `matter/${id}`, limit: 1 })
    const body = await store.body(draft!.id)
    if (body?.state !== 'present') throw new Error('the draft has a document')
    const header = must(readRecord(draft!.record!))
    const dir = federation!.dir('XV-FIU')
    const analyst = readKeyring(dir, keySecret(dir, undefined, systemRandom)).officers[
      'XV-FIU/analyst'
    ]!
    const forged = '01948291-1e40-7000-8000-00000000000a' as Id
    const salt = new Uint8Array(32).fill(7)
    const clocks = header.data.clocks as readonly Record<string, Json>[]
    const record = signRecord(
      {
        ...header,
        id: forged,
        stream: 'matter/forged',
        previous: null,
        body: { id: forged, commitment: commitment(salt, body.bytes) },
        data: {
          ...header.data,
          clocks: clocks.map((c) => ({ ...c, due: '2026-01-01T00:00:00.000Z' })),
        },
      },
      analyst,
    )
    const { stream, type, at, actor } = record.header
    must(
      await store.commit({
        events: [
          {
            id: forged,
            stream,
            type,
            at,
            actor,
            record: record.bytes,
            signature: record.signature,
          },
        ],
        bodies: [{ id: forged, bytes: body.bytes, salt }],
      }),
    )
    const { decisions } = await federation!.node('XV-FIU').audit()
    expect(decisions.same).toBe(3)
    expect(decisions.different).toEqual([
      {
        where: 'matter/forged step 1',
        text: 'request.drafted: another decision follows from the same rows',
      },
    ])
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
