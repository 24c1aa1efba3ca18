import { canonical, type Digest, type Json, sha256 } from '#base'
import { isStrictSignature } from './cose.ts'

/**
 * What a passkey signs when it approves: the step, by whom, in which matter, after which record, over which text. Its
 * SHA-256 is the challenge of the ceremony, so that the assertion proves this approval and no other; the record before
 * it makes it worthless for any later moment.
 */
export interface ApprovalStatement {
  readonly v: 1
  readonly does: string
  readonly node: string
  readonly actor: string
  /** Stream of the matter. */
  readonly matter: string
  readonly procedure: string
  /** Digest of the record before this one; null where the matter begins. */
  readonly previous: Digest | null
  /** Digest of the text that stands in the matter and is approved. */
  readonly text: Digest | null
  /** Digest of what is said in the step itself. */
  readonly document: Digest | null
}

/** What the authenticator gave back (W3C WebAuthn Level 3, 5.2.2), each in base64url. */
export interface Assertion {
  /** Credential id. */
  readonly id: string
  readonly authenticatorData: string
  readonly clientDataJSON: string
  readonly signature: string
}

/** The key that a passkey signs with, and the site for which it was made. */
export interface PasskeyKey {
  readonly id: string
  /** COSE_Key (RFC 9052, 7), base64url. */
  readonly publicKey: string
}

/** The site that a passkey is for (WebAuthn, relying party). */
export interface RelyingParty {
  readonly rpId: string
  readonly origin: string
}

/** Everything a stranger needs to check an approval: what was signed, by which key, for which site. */
export interface ApprovalEvidence extends RelyingParty {
  readonly statement: ApprovalStatement
  readonly assertion: Assertion
}

/** The challenge of an approval: SHA-256 of the canonical statement (RFC 8785), base64url. */
export function challengeOf(statement: ApprovalStatement): string {
  return Buffer.from(sha256(canonical(statement as unknown as Json))).toString('base64url')
}

/**
 * Is the assertion one over this challenge, for this site, by this key, with the person verified by PIN or biometrics?
 *
 * @returns the authenticator's counter, or in words why not
 */
export async function verifyAssertion(
  assertion: Assertion,
  expected: {
    readonly challenge: string
    readonly site: RelyingParty
    readonly key: PasskeyKey
    /** Counter at the last use; 0 when evidence is checked again. */
    readonly counter: number
  },
): Promise<{ readonly counter: number } | { readonly wrong: string }> {
  if (assertion.id !== expected.key.id) return { wrong: 'it was made with another passkey' }
  const { verifyAuthenticationResponse } = await library()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id: assertion.id,
        rawId: assertion.id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          authenticatorData: assertion.authenticatorData,
          clientDataJSON: assertion.clientDataJSON,
          signature: assertion.signature,
        },
      },
      expectedChallenge: expected.challenge,
      expectedOrigin: expected.site.origin,
      expectedRPID: expected.site.rpId,
      credential: {
        id: expected.key.id,
        publicKey: new Uint8Array(Buffer.from(expected.key.publicKey, 'base64url')),
        counter: expected.counter,
      },
      requireUserVerification: true,
    })
    return verified && isStrict(assertion, expected.key)
      ? { counter: authenticationInfo.newCounter }
      : { wrong: 'the signature is not one of this passkey' }
  } catch (error) {
    return { wrong: reasonOf(error) }
  }
}

/** Evidence as it stands in the log, checked again without the node: offline, years later. */
export async function verifyApproval(
  evidence: ApprovalEvidence,
  key: PasskeyKey,
): Promise<string | undefined> {
  const { statement, assertion, rpId, origin } = evidence
  if (!isAssertion(assertion) || typeof statement !== 'object' || statement === null)
    return 'it cannot be read as an assertion'
  let challenge: string
  try {
    challenge = challengeOf(statement)
  } catch {
    return 'it signs something else than what is approved'
  }
  const answer = await verifyAssertion(assertion, {
    challenge,
    site: { rpId, origin },
    key,
    counter: 0,
  })
  return 'wrong' in answer ? answer.wrong : undefined
}

function isStrict({ authenticatorData, clientDataJSON, signature }: Assertion, key: PasskeyKey) {
  const raw = (text: string) => Buffer.from(text, 'base64url')
  const message = Buffer.concat([raw(authenticatorData), sha256(raw(clientDataJSON))])
  // One text for one value: base64url with loose bits at its end would be a second spelling of the evidence.
  const spelt = [authenticatorData, clientDataJSON, signature].every(
    (text) => raw(text).toString('base64url') === text,
  )
  return spelt && isStrictSignature(raw(key.publicKey), message, raw(signature))
}

/** Evidence comes out of files of others too: nothing of it is believed before it has its form. */
function isAssertion(assertion: Assertion): boolean {
  const { id, authenticatorData, clientDataJSON, signature } = assertion ?? {}
  return [id, authenticatorData, clientDataJSON, signature].every((t) => typeof t === 'string')
}

/** The library takes a fifth of a second to load; nodes without passkeys never wait for it. */
let loaded: Promise<typeof import('@simplewebauthn/server')> | undefined
export function library(): Promise<typeof import('@simplewebauthn/server')> {
  loaded ??= import('@simplewebauthn/server')
  return loaded
}

/** The library's words without the values in them, which come from the browser. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  if (/challenge/.test(message)) return 'it signs something else than what is approved'
  if (/origin/.test(message)) return 'it was made for another site'
  if (/RP ID/i.test(message)) return 'it was made for another site'
  if (/User not present|verification/.test(message))
    return 'the person was not verified by the authenticator'
  if (/counter/.test(message))
    return 'the passkey was used elsewhere since: it may have been copied'
  return 'it cannot be read as an assertion'
}
