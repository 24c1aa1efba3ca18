import { afterEach, describe, expect, it } from 'vitest'
import { must, systemRandom } from '#base'
import type { AuthorityCard, RevocationReason, SignedCard } from '#directory'
import { sign } from '#exchange'
import {
  cosign,
  keepStore,
  memoryBackend,
  memoryBlobs,
  parseAddCheckpoint,
  parseCheckpoint,
} from '#store'
import { keySecret, readKeyring } from './keyring.ts'
import { logOrigin } from './log-origin.ts'
import type { NodeOptions } from './open-node.ts'
import { revokeKey, rotateKey } from './rotate-keys.ts'
import { type TestFederation, testFederation } from './testing.ts'

/** A policy names keys; the cards say whether they are still good. */

const origin = 'comity.invalid/xv-fiu'
let federation: TestFederation
afterEach(() => federation?.close())

async function open(witnesses: number) {
  const kept = new Map<string, [ReturnType<typeof memoryBackend>, ReturnType<typeof memoryBlobs>]>()
  const storage: NodeOptions['storage'] = async (options) => {
    const known = kept.get(options.origin) ?? [memoryBackend(), memoryBlobs()]
    kept.set(options.origin, known)
    return keepStore(...known, options)
  }
  const ids = ['XV-FIU', 'XN-FIU', 'XS-FIU']
  federation = await testFederation(ids, '2025-02-03T09:00:00.000Z', { storage }, { witnesses })
  await federation.settle()
}

const cardOf = (signed: SignedCard): AuthorityCard =>
  JSON.parse(Buffer.from(signed.card, 'base64url').toString())

/** A new card of XN-FIU, which XV-FIU takes in with two officers. */
async function changed(change: (how: Parameters<typeof rotateKey>[0]) => SignedCard) {
  await federation.node('XN-FIU').close()
  federation.clock.forward(1)
  const dir = federation.dir('XN-FIU')
  const card = change({ dir, now: federation.clock.now(), random: systemRandom })
  await federation.reopen('XN-FIU')
  const xv = federation.node('XV-FIU')
  const waiting = must(await xv.keys.propose('XV-FIU/analyst', card))
  must(await xv.keys.confirm('XV-FIU/head', waiting.id))
  federation.clock.forward(1)
}

const takenBack = (reason: RevocationReason) => (how: Parameters<typeof rotateKey>[0]) => {
  const card = federation.node('XN-FIU').read.card() as SignedCard
  const witness = cardOf(card).keys.find((k) => k.use === 'witness')!
  return must(revokeKey(how, witness.id, reason))
}

const own = async () => (await federation.node('XV-FIU').log.page()).own
const grow = async () => {
  const xv = federation.node('XV-FIU')
  must(await xv.signIn({ link: must(xv.signInLink('XV-FIU/head')) }))
  await federation.settle()
}

describe('the key of a witness that its authority took back', () => {
  it.each(['stolen', 'ceased'] as const)(
    'is not counted any more (%s), and the page says what to do',
    async (reason) => {
      await open(2)
      const { cosignedSize } = await own()
      await changed(takenBack(reason))
      await grow()
      const after = await own()
      expect(after.size).toBeGreaterThan(cosignedSize)
      // The head of before stays what it was; no later one has its quorum.
      expect(after.cosignedSize).toBeLessThan(after.size)
      const failing = after.witnesses.find((w) => w.name === 'XN-FIU')?.failing?.why
      expect(failing).toMatch(
        new RegExp(`^its key in the witness policy was taken back on 2025-02-03 \\(${reason}\\)`),
      )
      expect(after.witnesses.find((w) => w.name === 'XS-FIU')?.failing).toBeNull()
    },
  )

  it('counts where others are enough without it', async () => {
    await open(1)
    await changed(takenBack('stolen'))
    await grow()
    const after = await own()
    expect(after.cosignedSize).toBe(after.size)
  })

  it('does not count in the hand of its thief, whatever time stands beside the cosignature', async () => {
    await open(2)
    const dir = federation.dir('XN-FIU')
    const secret = keySecret(dir, undefined, { bytes: () => new Uint8Array() })
    const stolen = readKeyring(dir, secret).witness!
    const named = {
      name: `${logOrigin('XN-FIU')}/witness`,
      type: 'Ed25519 cosignature',
      publicKey: stolen.publicKey,
    } as const
    const { post } = federation.wire
    /** Somebody answers in the place of XN-FIU, and writes a time of this many days ago beside the cosignature. */
    const thief = (daysAgo: number) => {
      federation.wire.post = async (url, bytes, signal) => {
        if (!url.startsWith('test://XN-FIU/witness/')) return post(url, bytes, signal)
        const { checkpoint } = must(parseAddCheckpoint(bytes))
        const seconds = Date.parse(federation.clock.now()) / 1000 - daysAgo * 86_400
        const line = cosign(checkpoint, named, seconds, (message) => sign(stolen, message))
        return { status: 200, bytes: Buffer.from(line) }
      }
    }
    thief(0)
    await grow()
    const before = await own()
    expect(before.cosignedSize).toBe(before.size)
    await changed(takenBack('stolen'))
    thief(1)
    await grow()
    const after = await own()
    expect(after.cosignedSize).toBeLessThan(after.size)
  })
})

describe('the key of a witness that has a successor', () => {
  it('is missed, and the page says that the policy wants the new one', async () => {
    await open(2)
    await changed((how) => must(rotateKey(how, { use: 'witness' })))
    await grow()
    const failing = (await own()).witnesses.find((w) => w.name === 'XN-FIU')?.failing?.why
    expect(failing).toMatch(/^its key in the witness policy ended on 2025-02-03: choose/)
    expect(failing).toContain('comity witness')
    const head = parseCheckpoint(await federation.node('XV-FIU').read.checkpoint())
    expect(head?.origin).toBe(origin)
  })
})
