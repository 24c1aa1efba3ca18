import { instant, type Json } from '#base'
import { samples } from '#procedure'
import { officer, told } from './desk-told.ts'
import { Draws } from './draws.ts'
import { isClosed } from './officers.ts'
import type { Act } from './plan.ts'
import type { Simulation } from './simulation.ts'
import type { Station } from './station.ts'

/** Under these conditions stands what is made from others: none of theirs is stricter. */
const strict = { handling: 'TLP:RED', onward: 'no', evidence: 'no' } as const

/**
 * What a partner gave goes into a request to somebody else, which names it as its source. From now on a correction of
 * the one is a correction of the other.
 */
export async function passOn(simulation: Simulation, act: Act): Promise<void> {
  const draws = new Draws(act.pick, 'passing on')
  const all = [...simulation.stations.values()]
  for (let i = 0; i < all.length; i++)
    if (await passOnAt(simulation, all[(act.node + i) % all.length]!, act, draws)) return
}

async function passOnAt(
  simulation: Simulation,
  station: Station,
  act: Act,
  draws: Draws,
): Promise<boolean> {
  const item = await itemAt(simulation, station, draws, false)
  if (item === undefined) return false
  const peers = [...simulation.stations.keys()].filter((id) => id !== station.id)
  const analyst = officer(station, 'analyst')
  const until = instant(station.clockNow + 86_400_000).slice(0, 10)
  const document = {
    ...request(draws),
    sources: [item.id],
    ...(item.ends ? { retainUntil: until } : {}),
  }
  const peer = draws.pick(peers)
  const opened = await told(simulation, station, `request to ${peer} made from an item`, (node) =>
    node.handle(analyst, { do: 'open', procedure: 'P1', step: 'draft', to: peer, document }),
  )
  if (opened === undefined) return true
  const { id } = opened
  const approval = samples.approval as Readonly<Record<string, Json>>
  const approved = await told(simulation, station, 'it is approved', (node) =>
    node.handle(officer(station, 'head-of-desk'), {
      ...{ do: 'act', id, action: 'approve' },
      document: approval,
    }),
  )
  if (approved === undefined) return true
  await told(simulation, station, 'it is sent', (node) =>
    node.handle(analyst, { do: 'act', id, action: 'send', document: {} }),
  )
  // An answer that did not come may have been done all the same.
  const passed = simulation.onward.get(station.id) ?? []
  simulation.onward.set(station.id, [...passed, { item: item.id, stream: `matter/${item.matter}` }])
  const later = draws.below(draws.pick([20_000, 20_000, 2 * 86_400_000]))
  simulation.agenda.after(
    later,
    () => void correct(simulation, station, { ...act, pick: draws.next() }),
  )
  return true
}

/** Something that this authority gave was wrong: it is corrected, or taken back as a whole. */
export async function correct(
  simulation: Simulation,
  station: Station,
  { pick }: Act,
): Promise<void> {
  const draws = new Draws(pick, 'correction')
  // Mostly of what somebody passed on: those are the corrections that have the longest way.
  const passed = [...simulation.onward.values()].flat()
  const one = passed.length === 0 || draws.oneIn(4) ? undefined : draws.pick(passed)
  const from = one === undefined ? undefined : simulation.nodeOf(one.item)
  const other = from === undefined ? undefined : simulation.stations.get(from)
  return correctAt(simulation, other ?? station, draws, other === undefined ? undefined : one)
}

async function correctAt(
  simulation: Simulation,
  station: Station,
  draws: Draws,
  one: { readonly item: string; readonly stream: string } | undefined,
): Promise<void> {
  const item = await itemAt(simulation, station, draws, true, one)
  if (item === undefined) return
  const verb = draws.oneIn(4) ? 'retract' : 'correct'
  const action = `${verb}-item${item.side === 'requesting' ? '-back' : ''}`
  const reasons = 'the bank sent a new extract'
  const document = {
    ...{ item: item.id, corrects: item.end, reasons },
    ...(verb === 'retract' ? {} : { wrong: 'two accounts', corrected: 'one account, not two' }),
  }
  await told(simulation, station, `${action} in ${simulation.names.matter(item.matter)}`, (node) =>
    node.handle(officer(station, 'analyst'), { do: 'act', id: item.matter, action, document }),
  )
}

function request(draws: Draws): Readonly<Record<string, Json>> {
  return { ...samples['fiu-request'], ...strict, reference: `RQ-${draws.below(10_000)}` }
}

function isOnward({ use, allowed }: { readonly use: string; readonly allowed: boolean }): boolean {
  return use === 'onward' && allowed
}

/** Something that was given in a matter that runs, by this authority or by another one. */
async function itemAt(
  simulation: Simulation,
  station: Station,
  draws: Draws,
  ours: boolean,
  one?: { readonly item: string; readonly stream: string },
) {
  const running = [...station.book.matters.values()].filter((m) => !isClosed(m))
  for (let looks = 0; looks < 3 && running.length > 0; looks++) {
    const matter = (one?.stream ?? draws.pick(running).stream).slice('matter/'.length)
    const view = await told(simulation, station, 'items are looked at', (node) =>
      node.read.items(officer(station, 'analyst'), matter),
    )
    const items = (view?.items ?? []).filter(
      (i) => i.ours === ours && !i.retracted && !i.erased && (ours || i.uses.some(isOnward)),
    )
    const wanted = items.filter((i) => i.id === one?.item)
    if (items.length === 0) continue
    const { id, side, endOfChain: end, strip } = draws.pick(wanted.length > 0 ? wanted : items)
    return { id, side, end, matter, ends: strip.some((chip) => chip.name === 'retainUntil') }
  }
  return undefined
}
