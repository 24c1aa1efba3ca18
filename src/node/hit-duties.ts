import type { AccessAction } from '#access'
import { done, type Outcome } from '#base'
import type { Role } from '#directory'
import { decideAccess } from './access.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import { type Hand, handOf, type World } from './world.ts'

/** Who does what at the desk; of the node's own authority alone, for the keys are of pairs of nodes. */
export const hitRoles = {
  ask: ['analyst', 'head-of-desk', 'case-officer', 'prosecutor'],
  keep: ['analyst', 'head-of-desk'],
  open: ['head-of-desk'],
  release: ['analyst', 'head-of-desk'],
  grant: ['head-of-desk'],
  oversee: ['head-of-desk', 'auditor', 'inspector'],
} as const satisfies Record<string, readonly Role[]>
export type HitDuty = keyof typeof hitRoles

/** What each duty is to the policies; they decide, the table above is what a page shows. */
export const hitActions = {
  look: 'list',
  ask: 'decide',
  keep: 'draft',
  open: 'release',
  release: 'approve',
  grant: 'release',
  oversee: 'audit',
} as const satisfies Record<HitDuty | 'look', AccessAction>

/** The officer as a hand where the policies let it do this duty; else the refusal that says who may. */
export function handFor(world: World, actor: string, duty: HitDuty | 'look'): Outcome<Hand> {
  const found = handOf(world, actor)
  if (found === undefined) return hitDeskRefusal('hit-role')
  if (found.authority !== world.id)
    return hitDeskRefusal(
      'hit-served',
      `blind questions are put between nodes, here by ${world.id}; ${found.authority} is served by it`,
      `give the case to an analyst or the head of desk of ${world.id}; it asks under its own law`,
    )
  const desk = { kind: 'hit', authority: world.id } as const
  if (decideAccess(world, found, hitActions[duty], desk).allowed) return done(found)
  const who: readonly Role[] = duty === 'look' ? Object.values(hitRoles).flat() : hitRoles[duty]
  const roles = [...new Set(who)].map((role) => role.replaceAll('-', ' ')).join(', ')
  return hitDeskRefusal('hit-role', undefined, `ask a colleague whose role it is: ${roles}`)
}
