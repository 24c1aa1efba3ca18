import { instant } from '#base'
import { officer, told } from './desk-told.ts'
import { Draws } from './draws.ts'
import { broken } from './invariants.ts'
import { canary, isClosed } from './officers.ts'
import type { Act } from './plan.ts'
import type { Simulation } from './simulation.ts'
import type { Station } from './station.ts'

/** What officers do beside the steps of a matter. */
const deskWorks = [
  'file',
  'suspension',
  'erasure',
  'onward',
  'correction',
  'keys',
  'blind',
] as const
export type DeskWork = (typeof deskWorks)[number]

const day = 86_400_000

/**
 * A file is put to a matter and released by a second officer, so that the next step that crosses carries it. Comes to
 * the stream of that matter, or to undefined when there was nothing to do or the machine went off.
 */
export async function fileToMatter(
  simulation: Simulation,
  station: Station,
  { pick }: Act,
): Promise<string | undefined> {
  const draws = new Draws(pick, 'file')
  const running = [...station.book.matters.values()].filter((state) => !isClosed(state))
  if (running.length === 0) return undefined
  const { stream } = draws.pick(running)
  const matter = stream.slice('matter/'.length)
  const bytes = draws.bytes(draws.oneIn(6) ? draws.between(60_000, 150_000) : draws.below(5000))
  const about = { title: `statement of ${canary}.pdf`, type: 'application/pdf' }
  const where = `file for ${simulation.names.matter(stream)}`
  const added = await told(simulation, station, where, (node) =>
    node.attachments.add(officer(station, 'analyst'), matter, about, inParts(bytes)),
  )
  if (added === undefined) return undefined
  const { id } = added
  if (!station.book.entries.some((e) => e.data.attachment === id))
    simulation.breaks(
      broken('kept-before-said', station.id, 'a file was promised and is not in the log'),
    )
  await told(simulation, station, `${where} released`, (node) =>
    node.attachments.release(officer(station, 'head-of-desk'), matter, id),
  )
  return stream
}

/** New acts with a peer are held up by two officers, and mostly let go again before the day that they said. */
export async function suspend(
  simulation: Simulation,
  station: Station,
  { pick }: Act,
  peers: readonly string[],
): Promise<void> {
  const draws = new Draws(pick, 'suspension')
  const peer = draws.pick(peers)
  const asked = {
    instrument: 'any',
    measure: draws.pick(['any', 'fiu-information']),
    until: instant(station.clockNow + draws.between(1, 20) * day),
    ground: 'a court has stayed it',
  }
  const proposed = await told(simulation, station, `suspension with ${peer} proposed`, (node) =>
    node.suspensions.propose(officer(station, 'analyst'), peer, asked),
  )
  if (proposed === undefined) return
  const head = officer(station, 'head-of-desk')
  await told(simulation, station, `suspension with ${peer} confirmed`, (node) =>
    node.suspensions.confirm(head, peer, proposed.key),
  )
  if (draws.oneIn(3)) return
  simulation.agenda.after(draws.below(draws.pick([5000, 3_600_000, 2 * day])), () => {
    void told(simulation, station, `suspension with ${peer} ended`, (node) =>
      node.suspensions.end(head, peer, proposed.key),
    )
  })
}

/** What a partner gave with a last day is looked through, and two officers let the first of it go before its time. */
export async function letGo(simulation: Simulation, act: Act, looks = 4): Promise<void> {
  const { node, pick } = act
  const draws = new Draws(pick, 'erasure')
  const all = [...simulation.stations.values()]
  for (let i = 0; i < all.length; i++)
    if (await letGoAt(simulation, all[(node + i) % all.length]!, draws)) return
  if (looks > 1)
    simulation.agenda.after(draws.below(day), () => {
      void letGo(simulation, { ...act, pick: draws.next() }, looks - 1)
    })
}

async function letGoAt(simulation: Simulation, station: Station, draws: Draws): Promise<boolean> {
  const head = officer(station, 'head-of-desk')
  const list = await told(simulation, station, 'what ends when is looked at', (node) =>
    node.retention.list(head),
  )
  const running = (list ?? []).filter((row) => row.state === 'running' || row.state === 'overdue')
  if (running.length === 0) return false
  const { item, matter } = draws.pick(running)
  const where = `what ends in ${simulation.names.matter(`matter/${matter}`)}`
  for (const role of ['analyst', 'head-of-desk'])
    await told(simulation, station, `${where} let go by ${role}`, (node) =>
      node.retention.confirm(officer(station, role), item),
    )
  return true
}

async function* inParts(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 16_384) yield bytes.subarray(at, at + 16_384)
}
