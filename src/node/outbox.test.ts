import { afterEach, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import { isBatch, type Letter, openLetter, unpackBatch } from '#exchange'
import { type Act, type Committed, memoryStore, type Store, type StoreOptions } from '#store'
import { keySecret, readKeyring } from './keyring.ts'
import { fullRequest, goodApproval, type TestFederation, testFederation } from './testing.ts'

const start = '2026-01-05T12:00:00.000Z'
const analyst = 'XV-FIU/analyst'

let federation: TestFederation
afterEach(() => federation.close())

/** Requests to XN-FIU that are approved and wait for somebody to send them. */
async function approved(count: number): Promise<readonly string[]> {
  const node = federation.node('XV-FIU')
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const open = { do: 'open', kind: 'request', to: 'XN-FIU', document: fullRequest } as const
    const { id } = must(await node.handle(analyst, open))
    const approve = { do: 'act', id, action: 'approve', document: goodApproval } as const
    must(await node.handle('XV-FIU/head', approve))
    ids.push(id)
  }
  return ids
}

async function send(id: string): Promise<void> {
  const command = { do: 'act', id, action: 'send', document: {} } as const
  must(await federation.node('XV-FIU').handle(analyst, command))
}

/** Keeps what leaves for XN-FIU. */
function watchWire(): Uint8Array[] {
  const { post } = federation.wire
  const left: Uint8Array[] = []
  federation.wire.post = (url, bytes, signal) => {
    if (url.includes('/exchange/envelopes'))
      left.push(...(isBatch(bytes) ? must(unpackBatch('letters', bytes)) : [bytes]))
    return post(url, bytes, signal)
  }
  return left
}

/** As XN-FIU opens it; what its signatures are worth is judged when it arrives there. */
function opened(bytes: Uint8Array): Letter {
  const dir = federation.dir('XN-FIU')
  const keys = readKeyring(dir, keySecret(dir, undefined, { bytes: (n) => Buffer.alloc(n) }))
  const sender = federation.node('XV-FIU').read.ownCards()[0]!
  const card = JSON.parse(Buffer.from(sender.card, 'base64url').toString()) as {
    keys: { id: string; algorithm: 'Ed25519' | 'ML-DSA-44'; publicKey: string }[]
    officers: { key: string; publicKey: string }[]
  }
  const known = new Map([
    ...card.keys.map((k) => [k.id, k] as const),
    ...card.officers.map(
      (o) => [o.key, { id: o.key, algorithm: 'Ed25519' as const, publicKey: o.publicKey }] as const,
    ),
  ])
  return must(
    openLetter(bytes, {
      node: 'XN-FIU',
      now: federation.clock.now(),
      openingKey: (id) => keys.opening.find((k) => k.id === id),
      isKnownSender: () => true,
      knownKey: (_by, _slot, id) => {
        const key = known.get(id)
        return key && { ...key, publicKey: Buffer.from(key.publicKey, 'base64url') }
      },
    }),
  )
}

it('letters of acts that come together are under one signature of each seal, and each is numbered, signed and admitted alone', async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], start)
  const ids = await approved(5)
  const left = watchWire()
  await Promise.all(ids.map(send))
  await federation.settle()
  const letters = left.map(opened)
  expect(letters.map((l) => l.statement.channel.sequence)).toEqual([1, 2, 3, 4, 5])
  expect(letters.map((l) => l.statement.channel.previous)).toEqual([
    null,
    ...letters.slice(0, -1).map((l) => l.statementDigest),
  ])
  const of = (slot: string) => letters.map((l) => l.signatures.find((s) => s.slot === slot)!)
  expect(new Set(of('officer').map((s) => s.value)).size).toBe(5)
  expect(of('officer').every((s) => s.batch === undefined)).toBe(true)
  for (const slot of ['seal', 'second-seal']) {
    expect(new Set(of(slot).map((s) => s.value)).size).toBe(1)
    expect(of(slot).map((s) => [s.batch?.index, s.batch?.size])).toEqual(
      [0, 1, 2, 3, 4].map((i) => [i, 5]),
    )
  }
  const { entries } = await federation.node('XV-FIU').read.log({ after: -1, limit: 500 })
  expect(entries.filter((e) => e.type === 'envelope.admitted')).toHaveLength(5)
  const there = await federation.node('XN-FIU').read.inbox({ show: 'all', q: '' })
  expect(there.map((item) => item.id).sort()).toEqual([...ids].sort())
})

it('letters to two partners are never in one batch: neither learns from it that there is the other', async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU', 'XS-FIU'], start)
  const here = await approved(2)
  const open = { do: 'open', kind: 'request', to: 'XS-FIU', document: fullRequest } as const
  const { id } = must(await federation.node('XV-FIU').handle(analyst, open))
  const approve = { do: 'act', id, action: 'approve', document: goodApproval } as const
  must(await federation.node('XV-FIU').handle('XV-FIU/head', approve))
  const left = watchWire()
  await Promise.all([here[0]!, id, here[1]!].map(send))
  await federation.settle()
  const toXN = left.filter((bytes) => Buffer.from(bytes.subarray(0, 400)).includes('"to":"XN-FIU"'))
  expect(left).toHaveLength(3)
  expect(toXN.map((b) => opened(b).signatures.at(-1)?.batch?.size)).toEqual([2, 2])
})

it('the next call leaves while the receipts of the one before go on record, in their order, one call behind at most', async () => {
  const told: string[] = []
  let goOn = () => {}
  const inTheAir = new Promise<void>((resolve) => {
    goOn = resolve
  })
  federation = await testFederation(['XV-FIU', 'XN-FIU'], start, {
    storage: (options) => withSlowSettling(options, told, () => inTheAir),
  })
  const ids = await approved(3)
  const { post } = federation.wire
  let calls = 0
  federation.wire.post = async (url, bytes, signal) => {
    calls++
    told.push(`call ${calls}`)
    if (calls === 1) for (const id of ids.slice(1)) await send(id)
    // The receipts of the first call are on record only now: the second one has left before.
    else goOn()
    return post(url, bytes, signal)
  }
  await send(ids[0]!)
  await federation.node('XV-FIU').tick()
  expect(told.indexOf('call 2')).toBeLessThan(told.indexOf('settled 1'))
  expect(told.filter((word) => word.startsWith('settl'))).toEqual([
    'settling 1',
    'settled 1',
    'settling 2',
    'settled 2',
  ])
  const { entries } = await federation.node('XV-FIU').read.log({ after: -1, limit: 500 })
  expect(entries.filter((e) => e.type === 'envelope.admitted')).toHaveLength(3)
})

/** A store of XV-FIU that puts the first receipts on record only when it is let go on. */
async function withSlowSettling(
  options: StoreOptions,
  told: string[],
  wait: () => Promise<void>,
): Promise<Store> {
  const store = await memoryStore(options)
  if (!options.origin.includes('xv-fiu')) return store
  let settled = 0
  return {
    ...store,
    async commit(act: Act): Promise<Outcome<Committed>> {
      if ((act.settle ?? []).length === 0) return store.commit(act)
      const mine = ++settled
      told.push(`settling ${mine}`)
      if (mine === 1) await wait()
      const outcome = await store.commit(act)
      told.push(`settled ${mine}`)
      return outcome
    },
  }
}
