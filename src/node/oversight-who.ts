import { type AccessAction, accessRefusal, leastReason } from '#access'
import { type Day, done, type Outcome, refuse } from '#base'
import { type Decider, oversightNo, oversightRefusal } from '#oversight'
import { decideAccess, putAccessOnRecord } from './access.ts'
import { type Hand, handOf, type World } from './world.ts'

/** Does the officer look at the work of others by office: an auditor, or anybody of an oversight body? */
export function overseesBy(world: World, who: Pick<Hand, 'authority' | 'role'>): boolean {
  return who.role === 'auditor' || world.federation.card(who.authority)?.kind === 'oversight'
}

/** The officer as somebody who decides on the account of another. */
export function deciderFor(world: World, hand: Hand, authority: string): Decider {
  return {
    id: hand.id,
    oversees: overseesBy(world, hand),
    headsDesk: hand.role === 'head-of-desk' && hand.authority === authority,
  }
}

/**
 * Opens the console for an officer, for what concerns one authority (`''`: the whole node), as the policies say.
 * `read` of something is put on record as a look of its own: whoever watches is watched.
 */
export async function openConsole(
  world: World,
  actor: string,
  action: Extract<AccessAction, 'read' | 'list' | 'decide' | 'audit'>,
  authority = '',
  look?: { readonly part: string; readonly what: string },
): Promise<Outcome<Hand>> {
  const hand = handOf(world, actor)
  if (hand === undefined) return oversightRefusal('not-overseer')
  const verdict = decideAccess(world, hand, action, { kind: 'oversight', authority })
  if (!verdict.allowed) {
    const said = accessRefusal(verdict)
    return refuse(said.name === 'not-permitted' ? oversightNo('not-overseer') : said)
  }
  if (look !== undefined)
    await putAccessOnRecord(world, hand, `oversight/${look.part}`, 'read-audit', verdict, {
      purpose: 'oversight',
      what: look.what,
    })
  return done(hand)
}

/** Who is told of an alarm or a suspension: overseers of this node, and the head of the desk; never the officer. */
export function overseersOf(world: World, authority: string, but: string): readonly string[] {
  const today = world.clock.now().slice(0, 10) as Day
  return world.officers
    .filter((o) => o.id !== but && o.from <= today && (o.to === undefined || today <= o.to))
    .filter(
      (o) =>
        (o.role === 'auditor' && ofNode(world, o.authority, authority)) ||
        (o.role === 'inspector' && world.federation.card(o.authority)?.kind === 'oversight') ||
        (o.role === 'head-of-desk' && o.authority === authority),
    )
    .map((o) => o.id)
}

/** An auditor of the node's own unit looks at the whole node; one of a served authority at that one. */
function ofNode(world: World, auditor: string, authority: string): boolean {
  return auditor === world.id || auditor === authority
}

/** Words that restrain or clear somebody. */
export function reasonGiven(reason: string): Outcome<string> {
  const words = reason.trim()
  return words.length < leastReason ? oversightRefusal('reason-too-short') : done(words)
}
