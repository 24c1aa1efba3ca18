import type { Node } from '#node'
import { asked } from './asked.ts'
import { type Broken, broken } from './invariants.ts'
import type { Simulation } from './simulation.ts'
import type { Station } from './station.ts'

/**
 * Of each item that was passed on inside another document, every correction is a correction of that document, once, at the
 * node that passed it on and at the one that has it. What that node said it could not pass on is for its officers.
 */
export async function corrected(simulation: Simulation): Promise<Broken | undefined> {
  const { honest, onward, byHand } = simulation
  for (const station of honest) {
    if (!onward.has(station.id)) continue
    const wanted = await wantedOf(simulation, station)
    for (const [matter, count] of wanted) {
      const own = passedIn(station, matter)
      const short = byHand.get(station.id) ?? 0
      const where = simulation.names.matter(matter)
      if (own.length > count || own.length < count - short)
        return broken(
          'corrected-once',
          station.id,
          `${count} corrections are to be passed on in ${where}, and ${own.length} were`,
        )
      const holder = honest.find((s) => s.id !== station.id && s.book.matters.has(matter))
      const missing = own.find((id) => holder !== undefined && !holder.book.ids.has(id))
      if (missing !== undefined && holder !== undefined)
        return broken('corrected-once', holder.id, `a correction of ${where} has not come to it`)
    }
  }
  return undefined
}

/** How many corrections have to be passed on in each matter, by what an officer of the station sees. */
async function wantedOf(
  { agenda }: Simulation,
  station: Station,
): Promise<ReadonlyMap<string, number>> {
  const wanted = new Map<string, number>()
  const { node, book } = station
  const auditor = station.member.made.file.officers.find(
    (o) => o.authority === station.id && o.role === 'auditor',
  )
  if (node === undefined || auditor === undefined) return wanted
  const read = (stream: string): ReturnType<Node['read']['items']> =>
    asked(agenda, node.read.items(auditor.id, stream.slice('matter/'.length)))
  const corrections = new Map<string, number>()
  const sources: (readonly [string, string])[] = []
  for (const stream of book.matters.keys()) {
    const view = await read(stream)
    for (const item of view.ok ? view.value.items : []) {
      corrections.set(item.id, item.corrections.length)
      if (item.ours) for (const source of item.sources) sources.push([stream, source])
    }
  }
  for (const [stream, source] of sources) {
    const count = corrections.get(source.split('#')[0]!) ?? 0
    wanted.set(stream, (wanted.get(stream) ?? 0) + count)
  }
  return wanted
}

/** Records of corrections that the node itself wrote in a matter. */
function passedIn({ id, book }: Station, stream: string): readonly string[] {
  return book.entries
    .filter((e) => e.stream === stream && e.actor === `${id}/node`)
    .filter((e) => /^(correct|retract)-item/.test(e.transition ?? ''))
    .map((e) => e.id)
}
