import { z } from 'zod'
import { done } from '#base'
import { outcomeJson as json, type Route, route } from './route.ts'

/** Signing in with the agency's own service (OpenID Connect); the answer comes back through `POST /api/session`. */
export const openidRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/openid',
    who: 'anybody',
    limit: 'read',
    what: 'how the sign-in service of the agency is called, or null',
    answer: z.object({ name: z.string().nullable() }),
    run: async ({ node }) => done({ json: { name: node.openid ?? null } }),
  }),
  route({
    method: 'POST',
    path: '/api/openid',
    who: 'anybody',
    limit: 'sign-in',
    what: 'begins a sign-in there: where to send the browser, and the ticket that it keeps',
    answer: z.object({ url: z.string(), ticket: z.string() }),
    run: async ({ node }) => json(await node.beginOpenId()),
  }),
]

/** The provider's answer as it stands in the address, with the ticket of the browser that began. */
export const openidAnswer = z.strictObject({
  openid: z.strictObject({ search: z.string().max(8000), ticket: z.string().min(1).max(100) }),
})
