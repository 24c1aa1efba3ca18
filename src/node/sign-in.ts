import type { Assertion } from '#access'
import { done, type Outcome, refuse } from '#base'
import { oversightRefusal } from '#oversight'
import { officerOfOpenId } from './openid.ts'
import { isSuspended } from './oversight-accounts.ts'
import { officerOfPasskey } from './passkeys.ts'
import { note, write } from './records.ts'
import type { SignInWay } from './sessions.ts'
import type { ActorView } from './views.ts'
import { actorViews } from './words.ts'
import { handOf, nodeHand, type World } from './world.ts'

/** The ways in: a chosen role where this is a demonstration, a one-time link, a passkey, another system's word. */
export type SignInBy =
  | { readonly actor: string }
  | { readonly link: string }
  | { readonly passkey: Assertion }
  | { readonly openid: { readonly search: string; readonly ticket: string } }

/** Opens a session for an officer who works here today; who came in, and how, is on record. */
export async function signIn(
  world: World,
  by: SignInBy,
): Promise<Outcome<{ readonly actor: ActorView; readonly token: string }>> {
  const officer = await officerOf(world, by)
  if (!officer.ok) return officer
  const actor = actorViews(world).find((a) => a.id === officer.value)
  // A link is given by the operator, who knows who works here; the other ways ask the roll of today.
  if (actor === undefined || (!('actor' in by) && handOf(world, actor.id) === undefined))
    return refuse({
      kind: 'unauthenticated',
      name: 'sign-in-failed',
      ground:
        'the role does not exist here, or the link was used before or is older than ten minutes',
      remedy: 'ask the operator for a new link',
    })
  if (isSuspended(world, actor.id)) return oversightRefusal('account-suspended')
  const how = wayOf(by)
  const written = write(
    world,
    nodeHand(world, 'node'),
    note('sessions', 'session.opened', world.clock.now(), { actor: actor.id, how }),
  )
  const committed = await world.store.commit({ events: [written.event] })
  if (!committed.ok) return committed
  return done({ actor, token: world.sessions.open(actor.id, how) })
}

async function officerOf(world: World, by: SignInBy): Promise<Outcome<string | undefined>> {
  if ('passkey' in by) return officerOfPasskey(world, by.passkey)
  if ('openid' in by) return officerOfOpenId(world, by.openid)
  if ('link' in by) return done(world.sessions.redeem(by.link))
  if (world.demo) return done(by.actor)
  return refuse({
    kind: 'forbidden',
    name: 'demo-only',
    ground: 'signing in by choosing a role works in the demonstration alone',
    remedy: 'use the one-time sign-in link that the operator gives you',
  })
}

function wayOf(by: SignInBy): SignInWay {
  if ('passkey' in by) return 'passkey'
  if ('openid' in by) return 'openid'
  return 'link' in by ? 'link' : 'role'
}
