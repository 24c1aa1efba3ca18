import { type Outcome, refuse, type Where } from '#base'
import { type PackRefusalName, packRefusals } from './data/refusals-packs.ts'

/** A refusal of a pack, worded from its row. The law in force stays. */
export function no(name: PackRefusalName, ground: string, where?: Where): Outcome<never> {
  const { kind, citation, remedy } = packRefusals[name]
  return refuse({
    kind,
    name,
    ground,
    citation,
    remedy,
    ...(where === undefined ? {} : { where }),
  })
}
