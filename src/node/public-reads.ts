import type { Outcome } from '#base'
import {
  type PublicAuthority,
  type PublicAuthorityLine,
  publicAuthorities,
  publicAuthority,
} from './public-authorities.ts'
import { type PublicGaps, publicGaps } from './public-gaps.ts'
import type { World } from './world.ts'

/** What anybody may ask a node for: figures are `publicFigures`, everything else stands here. */
export interface PublicReads {
  authorities(): readonly PublicAuthorityLine[]
  authority(id: string): Outcome<PublicAuthority>
  gaps(): PublicGaps
}

export function publicReads(world: World): PublicReads {
  return {
    authorities: () => publicAuthorities(world),
    authority: (id) => publicAuthority(world, id),
    gaps: () => publicGaps(world),
  }
}
