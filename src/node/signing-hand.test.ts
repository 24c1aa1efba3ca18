import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digest, type Id, type Instant, type Json, must, systemRandom } from '#base'
import { type AuthorityCard, keyFor, type SignedCard } from '#directory'
import {
  composeLetter,
  packRecords,
  type RecordHeader,
  readReceipt,
  type Signer,
  type SigningKey,
  signRecord,
} from '#exchange'
import { procedures } from '#procedure'
import { type Keyring, keySecret, readKeyring } from './keyring.ts'
import { knownKeys } from './known-keys.ts'
import { commitment } from './records.ts'
import { handWrong } from './signing-hand.ts'
import { type TestFederation, testFederation } from './testing.ts'

/** Somebody has keys of XV-FIU and writes letters with them that its program would not write. */

const start = '2025-01-20T09:10:00.000Z' as Instant
let federation: TestFederation
let keys: Keyring
beforeEach(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], start)
  const dir = federation.dir('XV-FIU')
  keys = readKeyring(dir, keySecret(dir, undefined, systemRandom))
})
afterEach(() => federation.close())

interface Hand {
  readonly actor: string
  readonly key: SigningKey
}

const cardOf = (signed: SignedCard): AuthorityCard =>
  JSON.parse(Buffer.from(signed.card, 'base64url').toString())

/** The name of the refusal in the receipt for a letter with this record. */
async function answer(
  hand: Hand,
  step: Pick<RecordHeader, 'type' | 'transition' | 'data'>,
  letterBy: Hand = hand,
  document: Readonly<Record<string, Json>> | null = null,
): Promise<string> {
  const to = federation.node('XN-FIU')
  const open = keyFor(cardOf(to.read.card()), 'open', start)!
  const at = federation.clock.now()
  const [body, salt] = [Buffer.from(JSON.stringify(document)), new Uint8Array(32)]
  const record = signRecord(
    {
      v: 1,
      id: '01948291-1e40-7000-8000-00000000000a' as Id,
      node: 'XV-FIU',
      actor: hand.actor,
      key: hand.key.id,
      at,
      stream: 'matter/forged',
      procedure: 'P1',
      ...step,
      crosses: true,
      body: document === null ? null : { id: 'b', commitment: commitment(salt, body) },
      previous: null,
      pack: 'x',
    },
    hand.key,
  )
  const payload = packRecords([
    {
      record: record.bytes,
      signature: record.signature,
      ...(document === null ? { body: null, salt: null } : { body, salt }),
    },
  ])
  const signers: readonly Signer[] = [
    { slot: 'officer', by: letterBy.actor, key: letterBy.key },
    { slot: 'seal', by: 'XV-FIU', key: keys.seal },
    { slot: 'second-seal', by: 'XV-FIU', key: keys.secondSeal! },
  ]
  const { bytes } = composeLetter(
    {
      v: 1,
      id: '01948291-1e40-7000-8000-00000000000b' as Id,
      kind: 'act',
      conversation: 'matter/forged',
      channel: { sequence: 1, previous: null },
      sender: { node: 'XV-FIU', key: keys.seal.id },
      recipients: [{ node: 'XN-FIU', key: open.id }],
      created: at,
      expires: '2025-02-18T00:00:00.000Z' as Instant,
      basis: null,
      purposes: [],
      conditions: { handling: 'TLP:RED', evidence: 'no', onward: 'no' },
      payload: {
        digest: digest(payload),
        bytes: payload.length,
        type: 'application/vnd.comity.records+json',
      },
      approvals: [],
    },
    payload,
    signers,
    { ...open, publicKey: Buffer.from(open.publicKey, 'base64url') } as never,
    systemRandom,
  )
  const reply = must(await to.receive(bytes))
  const cards = ['XV-FIU', 'XN-FIU'].map((id) => cardOf(federation.node(id).read.card()))
  const card = (id: string) => cards.find((c) => c.id === id)
  const receipt = must(
    readReceipt(reply.receipt, {
      from: 'XN-FIU',
      to: 'XV-FIU',
      envelope: digest(bytes),
      knownKey: knownKeys({ card }),
    }),
  )
  return receipt.body.reason?.name ?? receipt.body.status
}

const seal = (): Hand => ({ actor: 'XV-FIU/node', key: keys.seal })
const officer = (who: string): Hand => ({
  actor: `XV-FIU/${who}`,
  key: keys.officers[`XV-FIU/${who}`]!,
})
const sends = (role: string) => ({ type: 'request.sent', transition: 'send', data: { role } })
const corrects = (role: string) => ({
  type: 'item.corrected',
  transition: 'correct-item',
  data: { role },
})

describe('whoever has the seals of a node, and no officer’s key,', () => {
  it.each(['node', 'analyst', 'head-of-desk'])('sends no request, as %s', async (role) => {
    expect(await answer(seal(), sends(role))).toBe('hand-not-entitled')
  })

  it('corrects nothing in the role of an officer', async () => {
    expect(await answer(seal(), corrects('analyst'))).toBe('hand-not-entitled')
  })

  it('corrects nothing without naming what it passes on', async () => {
    const document = { item: 'x', corrects: `sha256:${'0'.repeat(64)}`, reasons: 'because' }
    expect(await answer(seal(), corrects('node'), seal(), document)).toBe('hand-not-entitled')
  })

  it('may pass a correction on, which then is judged like every other step', async () => {
    const document = { item: 'x', reasons: 'because', cause: `sha256:${'0'.repeat(64)}` }
    expect(await answer(seal(), corrects('node'), seal(), document)).toBe('peer-event-false')
  })

  it('does not tell what clocks tell', async () => {
    const clock = { actor: 'XV-FIU/clock', key: keys.seal }
    expect(await answer(clock, sends('node'))).toBe('signature-invalid')
  })

  it('does not put its own hand under an officer’s record', async () => {
    expect(await answer(officer('analyst'), sends('analyst'), seal())).toBe('record-invalid')
  })
})

describe('an officer', () => {
  it('does not sign the letter of another', async () => {
    const [analyst, head] = [officer('analyst'), officer('head')]
    expect(await answer(analyst, sends('analyst'), head)).toBe('record-invalid')
  })

  it.each(['head-of-desk', 'node'])(
    'is not believed in another role than on the card: %s',
    async (role) => {
      expect(await answer(officer('analyst'), sends(role))).toBe('hand-not-entitled')
    },
  )

  it('gets further in that role', async () => {
    // The rest of this letter is nonsense, and is refused for that.
    expect(await answer(officer('analyst'), sends('analyst'))).toBe('peer-event-false')
  })
})

describe('of all steps that cross a border', () => {
  const crossing = procedures.flatMap((p) =>
    p.transitions.filter((t) => t.crosses).map((t) => ({ procedure: p.id, step: t.id })),
  )

  it('the node’s own hand takes the passing on of corrections, and no other', () => {
    expect(crossing.length).toBeGreaterThan(150)
    const cards = { card: () => undefined }
    const allowed = crossing.filter(
      ({ step }) =>
        handWrong(
          cards,
          {
            actor: 'XV-FIU/node',
            key: 'k',
            crosses: true,
            transition: step,
            data: { role: 'node' },
          },
          { cause: 'x' },
        ) === undefined,
    )
    expect([...new Set(allowed.map(({ step }) => step))].sort()).toEqual([
      'correct-item',
      'correct-item-back',
      'retract-item',
      'retract-item-back',
    ])
  })
})
