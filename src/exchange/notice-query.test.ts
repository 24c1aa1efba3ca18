import { expect, it } from 'vitest'
import { type Digest, digest, must, systemRandom } from '#base'
import { makeSigningKey } from './keys.ts'
import { composeAnswer, type MissingAnswer, mostWithdrawn, readAnswer } from './notice-query.ts'
import type { KnownKey } from './signatures.ts'

const seal = makeSigningKey('Ed25519', systemRandom)
const query = digest(Buffer.from('a query')) as Digest
const knownKey: KnownKey = Object.assign(
  () => ({ id: seal.id, algorithm: 'Ed25519' as const, publicKey: seal.publicKey }),
  { suite: () => 'classical' as const },
)

function answered(body: MissingAnswer) {
  const cover = {
    v: 1 as const,
    id: '01890000-0000-7000-8000-000000000001' as never,
    conversation: 'channel/XN-FIU',
    channel: { sequence: 1, previous: null },
    sender: { node: 'XV-FIU', key: seal.id },
    recipients: [{ node: 'XN-FIU', key: seal.id }],
    created: '2026-11-22T09:00:00.000Z' as never,
    expires: '2026-12-22T09:00:00.000Z' as never,
    basis: null,
    purposes: [],
    conditions: { handling: 'TLP:AMBER', evidence: 'yes', onward: 'yes' } as const,
    approvals: [],
  }
  const bytes = composeAnswer(cover, body, [{ slot: 'seal', by: 'XV-FIU', key: seal }])
  return readAnswer(bytes, {
    ...{ from: 'XV-FIU', to: 'XN-FIU', query, knownKey },
    isKnownSender: (node) => node === 'XV-FIU',
  })
}

const withdrawn = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    statement: digest(Buffer.from(`statement ${i}`)) as Digest,
  }))

it('an answer names the letters that will not come, with what the next one follows', () => {
  const body = { query, sentAgain: [3], neverWritten: [], withdrawn: withdrawn(mostWithdrawn) }
  expect(must(answered(body)).body).toEqual(body)
  const plain = { query, sentAgain: [1], neverWritten: [] }
  expect(must(answered(plain)).body).toEqual(plain)
})

it('more of them than one answer takes, or one without its digest, is refused', () => {
  for (const wrong of [
    withdrawn(mostWithdrawn + 1),
    [{ number: 1 }],
    [{ number: 0, statement: query }],
  ])
    expect(
      answered({ query, sentAgain: [], neverWritten: [], withdrawn: wrong as never }),
    ).toMatchObject({ ok: false })
})
