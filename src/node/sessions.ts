import { createHash } from 'node:crypto'
import { type Clock, millis, type Random } from '#base'

/** How somebody came in; what it proves of the person grows from left to right. */
export type SignInWay = 'role' | 'link' | 'openid' | 'passkey'

/**
 * Who is signed in. A session is a random 256-bit token in the browser; the node keeps its hash alone, in memory, so
 * a copy of the disk signs nobody in and a restart signs everybody out.
 */
export interface Sessions {
  /** A new session; the token is shown once. */
  open(actor: string, how: SignInWay): string
  /** The actor of a live session, which also counts as activity. */
  actor(token: string): string | undefined
  /** How the officer of a live session signed in. */
  way(token: string): SignInWay | undefined
  close(token: string): void
  /** Ends every session of an officer, and their links. */
  closeAll(actor: string): void
  /** A link for one officer, good once and for ten minutes. */
  link(actor: string): string
  /** The actor of a link, used up by asking. */
  redeem(link: string): string | undefined
}

/** Minutes without a call, and minutes in all, after which a session ends. */
const sessionLimits = { idleMinutes: 60, absoluteMinutes: 12 * 60, linkMinutes: 10 } as const

export function makeSessions(clock: Clock, random: Random): Sessions {
  const sessions = new Map<
    string,
    { actor: string; how: SignInWay; opened: number; seen: number }
  >()
  const links = new Map<string, { actor: string; until: number }>()
  const now = () => millis(clock.now())
  const alive = (s: { opened: number; seen: number }) =>
    now() - s.seen < sessionLimits.idleMinutes * 60_000 &&
    now() - s.opened < sessionLimits.absoluteMinutes * 60_000
  return {
    open(actor, how) {
      for (const [key, session] of sessions) if (!alive(session)) sessions.delete(key)
      const token = Buffer.from(random.bytes(32)).toString('base64url')
      sessions.set(hashed(token), { actor, how, opened: now(), seen: now() })
      return token
    },
    actor(token) {
      const session = sessions.get(hashed(token))
      if (session === undefined) return undefined
      if (!alive(session)) {
        sessions.delete(hashed(token))
        return undefined
      }
      session.seen = now()
      return session.actor
    },
    way(token) {
      const session = sessions.get(hashed(token))
      return session !== undefined && alive(session) ? session.how : undefined
    },
    close(token) {
      sessions.delete(hashed(token))
    },
    closeAll(actor) {
      for (const [key, session] of sessions) if (session.actor === actor) sessions.delete(key)
      for (const [key, link] of links) if (link.actor === actor) links.delete(key)
    },
    link(actor) {
      const link = Buffer.from(random.bytes(32)).toString('base64url')
      links.set(hashed(link), { actor, until: now() + sessionLimits.linkMinutes * 60_000 })
      return link
    },
    redeem(link) {
      const found = links.get(hashed(link))
      links.delete(hashed(link))
      return found !== undefined && now() <= found.until ? found.actor : undefined
    },
  }
}

function hashed(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
