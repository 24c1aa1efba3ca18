import type { Outcome } from '#base'
import type { Node } from '#node'
import type { Simulation } from './simulation.ts'
import type { Station } from './station.ts'

/** Does it, and says in the trace what came of it. Undefined for a refusal and for a machine that went off. */
export async function told<T>(
  simulation: Simulation,
  station: Station,
  what: string,
  work: (node: Node) => Promise<Outcome<T>>,
): Promise<T | undefined> {
  simulation.counts.acts++
  const said = await station.tries('work at the desk was not kept', work)
  if (said === undefined) return undefined
  if (said.ok) {
    simulation.tell(station.id, what)
    return said.value
  }
  simulation.counts.refused++
  simulation.tell(station.id, `${what}: refused, ${said.refusal.name}`)
  return undefined
}

/** Somebody of that role at the station's own authority. */
export function officer({ id, member }: Station, role: string): string {
  const found = member.made.file.officers.find((o) => o.authority === id && o.role === role)
  return found?.id ?? `${id}/nobody`
}
