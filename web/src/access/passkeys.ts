import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { call, Refused } from '../api/http.ts'
import type { Actor, Problem } from '../api/types.ts'
import type { Passkey, Statement } from './types.ts'

/** What an authenticator gives back when it signs, as the node takes it. */
export interface Assertion {
  readonly id: string
  readonly authenticatorData: string
  readonly clientDataJSON: string
  readonly signature: string
}

/** Passkeys are bound to a name; a page opened under a bare number has none. */
export function passkeysWork(): boolean {
  return browserSupportsWebAuthn() && !/^[\d.]+$|^\[/.test(location.hostname)
}

/** The same page under the name of this machine, where the address is a number. */
export function namedAddress(): string | null {
  return location.hostname === '127.0.0.1'
    ? location.href.replace('//127.0.0.1', '//localhost')
    : null
}

export async function makePasskey(): Promise<Passkey> {
  const options = await call<PublicKeyCredentialCreationOptionsJSON>(
    'POST',
    '/api/passkeys/options',
  )
  const { id, response } = await answered(() => startRegistration({ optionsJSON: options }))
  const { clientDataJSON, attestationObject } = response
  return call<Passkey>('POST', '/api/passkeys', { id, clientDataJSON, attestationObject })
}

export async function signInWithPasskey(): Promise<Actor> {
  const options = await call<PublicKeyCredentialRequestOptionsJSON>('POST', '/api/session/passkey')
  const passkey = await assertion(options)
  return (await call<{ actor: Actor }>('POST', '/api/session', { passkey })).actor
}

/**
 * Before a step is sent: asks the node what is to be confirmed, and the officer's passkey to sign exactly that. Nothing
 * where the officer has no passkey; the step is then signed with the key that the node keeps.
 */
export async function confirmStep(
  request: string,
  action: string,
  document: Readonly<Record<string, unknown>>,
): Promise<{ passkey?: Assertion }> {
  const path = `/api/requests/${encodeURIComponent(request)}/acts/statement`
  // A step that is not open is refused by the step itself, which puts the refusal on record.
  const asked = await call<Statement>('POST', path, { action, document }).catch(() => null)
  if (asked === null || asked.credentials.length === 0 || asked.rpId === null) return {}
  const { challenge, credentials, rpId } = asked
  return {
    passkey: await assertion({
      challenge,
      rpId,
      userVerification: 'required',
      allowCredentials: credentials.map((id) => ({ type: 'public-key', id })),
    }),
  }
}

async function assertion(options: PublicKeyCredentialRequestOptionsJSON): Promise<Assertion> {
  const { id, response } = await answered(() => startAuthentication({ optionsJSON: options }))
  const { authenticatorData, clientDataJSON, signature } = response
  return { id, authenticatorData, clientDataJSON, signature }
}

/** The browser's "no" in words: closed, too late, or no passkey for this page. */
async function answered<T>(ceremony: () => Promise<T>): Promise<T> {
  try {
    return await ceremony()
  } catch (error) {
    const already = error instanceof Error && /previously registered/i.test(error.message)
    throw new Refused(already ? taken : notGiven)
  }
}

const notGiven: Problem = {
  title: 'No passkey was given',
  status: 0,
  name: 'passkey-not-given',
  detail: 'the browser was closed, had no passkey for this page, or waited too long',
  citation: 'W3C WebAuthn Level 3, 6.3',
  remedy: 'try again, and confirm with PIN or fingerprint; nothing was signed',
}

const taken: Problem = {
  title: 'This authenticator has a passkey here',
  status: 0,
  name: 'passkey-taken',
  detail: 'an officer of this node uses this authenticator already, and one stands for one officer',
  remedy: 'use another authenticator, or have the old passkey withdrawn',
}
