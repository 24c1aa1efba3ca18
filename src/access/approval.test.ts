import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Digest } from '#base'
import { type ApprovalStatement, challengeOf, verifyApproval, verifyAssertion } from './approval.ts'
import { testAuthenticator } from './testing.ts'

const site = { rpId: 'node.xv-fiu.example', origin: 'https://node.xv-fiu.example' }
const statement: ApprovalStatement = {
  v: 1,
  does: 'approve',
  node: 'XV-FIU',
  actor: 'XV-FIU/head',
  matter: 'matter/1',
  procedure: 'P1',
  previous: 'sha256:11' as Digest,
  text: 'sha256:22' as Digest,
  document: null,
}

describe.each(['P-256', 'Ed25519'] as const)('an approval with a passkey on %s', (algorithm) => {
  const passkey = testAuthenticator(algorithm)
  const assertion = passkey.assert(challengeOf(statement), site)

  it('proves what was approved, by whose key and for which site', async () => {
    expect(await verifyApproval({ statement, assertion, ...site }, passkey)).toBeUndefined()
  })

  it.each(Object.keys(statement) as (keyof ApprovalStatement)[])(
    'proves nothing once %s of what was approved is another',
    async (name) => {
      const other = { ...statement, [name]: 'another' } as ApprovalStatement
      expect(await verifyApproval({ statement: other, assertion, ...site }, passkey)).toBe(
        'it signs something else than what is approved',
      )
    },
  )

  it('does not count for another site, another key, or without the person', async () => {
    const check = (a: typeof assertion, s = site, key = passkey) =>
      verifyApproval({ statement, assertion: a, ...s }, key)
    const challenge = challengeOf(statement)
    const elsewhere = { rpId: 'evil.example', origin: 'https://evil.example' }
    expect(await check(passkey.assert(challenge, elsewhere))).toBe('it was made for another site')
    const framed = { rpId: site.rpId, origin: 'https://evil.example' }
    expect(await check(passkey.assert(challenge, framed))).toBe('it was made for another site')
    expect(await check(assertion, site, testAuthenticator(algorithm))).toBe(
      'it was made with another passkey',
    )
    const forged = { ...testAuthenticator(algorithm).assert(challenge, site), id: passkey.id }
    expect(await check(forged)).toBe('the signature is not one of this passkey')
    expect(await check(passkey.assert(challenge, site, { verified: false }))).toBe(
      'the person was not verified by the authenticator',
    )
    expect(await check(passkey.assert(challenge, site, { present: false }))).toBe(
      'the person was not verified by the authenticator',
    )
    expect(await check(passkey.assert(challenge, site, { type: 'webauthn.create' }))).toBeDefined()
  })

  it('is refused live when its counter stands still or goes back', async () => {
    const key = testAuthenticator(algorithm)
    const challenge = challengeOf(statement)
    const used = key.assert(challenge, site, { counter: 7 })
    const at = (counter: number) => verifyAssertion(used, { challenge, site, key, counter })
    expect(await at(6)).toEqual({ counter: 7 })
    expect(await at(7)).toEqual({
      wrong: 'the passkey was used elsewhere since: it may have been copied',
    })
  })

  it('neither throws nor passes with any byte of it changed', async () => {
    const parts = ['authenticatorData', 'clientDataJSON', 'signature'] as const
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...parts),
        fc.nat(2000),
        fc.integer({ min: 1, max: 255 }),
        async (part, at, bits) => {
          const raw = Buffer.from(assertion[part], 'base64url')
          raw[at % raw.length]! ^= bits
          const changed = { ...assertion, [part]: raw.toString('base64url') }
          expect(
            await verifyApproval({ statement, assertion: changed, ...site }, passkey),
          ).toBeDefined()
        },
      ),
      { numRuns: 200 },
    )
  })
})
