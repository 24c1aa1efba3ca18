import type { Role } from '#directory'
import { demoAuthorities } from './data/authorities.ts'

const roles: ReadonlyMap<string, Role> = new Map(
  demoAuthorities.flatMap((unit) => [
    ...unit.officers.map((o) => [`${unit.id}/${o.id}`, o.role] as const),
    ...unit.served.flatMap((a) => a.officers.map((o) => [`${a.id}/${o.id}`, o.role] as const)),
  ]),
)

/**
 * An officer of the LANTERN world as the procedures see one.
 *
 * @throws Error for somebody who works nowhere
 */
export function actorOf(id: string): {
  readonly id: string
  readonly authority: string
  readonly role: Role
} {
  // The node itself, as the portal of an authority that it serves.
  const role = id.endsWith('/node') ? 'node' : roles.get(id)
  if (role === undefined) throw new Error(`${id} is no officer of the story`)
  return { id, authority: id.slice(0, id.indexOf('/')), role }
}

/** The authorities that the node of a unit speaks for, itself first. */
export function servedAt(node: string): readonly string[] {
  const unit = demoAuthorities.find((u) => u.id === node)
  return [node, ...(unit?.served.map((a) => a.id) ?? [])]
}
