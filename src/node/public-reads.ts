import type { Outcome } from '#base'
import {
  type PublicAuthority,
  type PublicAuthorityLine,
  publicAuthorities,
  publicAuthority,
} from './public-authorities.ts'
import type { World } from './world.ts'

/** What anybody may ask a node for: figures are `publicFigures`, everything else stands here. */
export interface PublicReads {
  authorities(): readonly PublicAuthorityLine[]
  authority(id: string): Outcome<PublicAuthority>
}

export function publicReads(world: World): PublicReads {
  return {
    authorities: () => publicAuthorities(world),
    authority: (id) => publicAuthority(world, id),
  }
}
