import { z } from 'zod'
import { done, fromBase64 } from '#base'
import { passkeyView, statementView } from '#node'
import { outcomeJson as json, type Route, route } from './route.ts'

const base64url = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine(
      (text) => fromBase64(text, 'base64url') !== undefined,
      'base64url without padding, and without loose bits at its end',
    )

/** What an authenticator gives back when it signs (WebAuthn Level 3, 5.2.2). */
export const assertionShape = z.strictObject({
  id: base64url(1400),
  authenticatorData: base64url(4000),
  clientDataJSON: base64url(4000),
  signature: base64url(2000),
})

const credential = z.object({ id: base64url(1400) })
const options = z.record(z.string(), z.unknown())

/** Passkeys: made with a sign-in link, confirmed at the desk, used to sign in and to approve. */
export const passkeyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/passkeys',
    who: 'officer',
    limit: 'read',
    what: 'the officer’s own passkeys, and those of the authority that wait to be confirmed',
    answer: z.object({ passkeys: z.array(passkeyView) }),
    run: async ({ node, actor }) =>
      done({ json: { passkeys: await node.access.passkeys(actor.id) } }),
  }),
  route({
    method: 'POST',
    path: '/api/passkeys/options',
    who: 'officer',
    limit: 'sign-in',
    what: 'what the browser needs to make a passkey; good for five minutes',
    answer: options,
    run: async ({ node, actor }) => json(await node.access.registrationOptions(actor.id)),
  }),
  route({
    method: 'POST',
    path: '/api/passkeys',
    who: 'officer',
    limit: 'sign-in',
    what: 'takes a new passkey in; it counts once somebody else has confirmed it',
    body: z.strictObject({
      id: base64url(1400),
      clientDataJSON: base64url(4000),
      attestationObject: base64url(20_000),
    }),
    answer: passkeyView,
    status: 201,
    run: async ({ node, actor, body }) => json(await node.access.register(actor.id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/passkeys/:id/confirm',
    who: 'officer',
    limit: 'write',
    what: 'says that a passkey is the officer’s, after comparing its print side by side',
    params: credential,
    answer: passkeyView,
    run: async ({ node, actor, params }) => json(await node.access.confirm(actor.id, params.id)),
  }),
  route({
    method: 'DELETE',
    path: '/api/passkeys/:id',
    who: 'officer',
    limit: 'write',
    what: 'withdraws a passkey; what it approved stays approved',
    params: credential,
    answer: passkeyView,
    run: async ({ node, actor, params }) => json(await node.access.revoke(actor.id, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/session/passkey',
    who: 'anybody',
    limit: 'sign-in',
    what: 'what the browser needs to sign in with a passkey; good for five minutes',
    answer: options,
    run: async ({ node }) => json(node.access.signInOptions()),
  }),
  route({
    method: 'POST',
    path: '/api/requests/:id/acts/statement',
    who: 'officer',
    limit: 'write',
    what: 'what the officer’s passkey is asked to sign before a step: the statement and its digest',
    params: z.object({ id: z.string().min(1).max(100) }),
    body: z.strictObject({
      action: z.string().min(1).max(60),
      document: z.record(z.string().max(100), z.unknown()).default({}),
    }),
    answer: statementView,
    run: async ({ node, actor, params, body }) =>
      json(await node.access.statement(actor.id, { do: 'act', id: params.id, ...body })),
  }),
]
