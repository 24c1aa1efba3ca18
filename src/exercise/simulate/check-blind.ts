import { asked } from './asked.ts'
import type { Book, Entry } from './book.ts'
import { knownTo } from './desk-blind.ts'
import { type Broken, broken } from './invariants.ts'
import type { Simulation } from './simulation.ts'

/** What a node has just put on record about a blind question of a partner: within its quota and its consent. */
export function blindWithin(book: Book, added: readonly Entry[]): Broken | undefined {
  for (const entry of added)
    if (counts.has(entry.type) || entry.type === 'hit.answer-given') {
      const kept = counts.has(entry.type) ? quotaKept(book, entry) : undefined
      const found = consented(book, entry) ?? kept
      if (found !== undefined) return found
    }
  return undefined
}

/** Questions that are counted: those evaluated at once, and those that wait for an officer. */
const counts = new Set(['hit.evaluated', 'hit.held'])

function consented(book: Book, entry: Entry): Broken | undefined {
  const before = book.entries.slice(0, entry.index).filter((e) => e.stream === entry.stream)
  // What is answered after it was released belongs to the epoch in which it was asked.
  const waited = before.find(
    (e) => e.type === 'hit.held' && e.data.question === entry.data.question,
  )
  const epoch = entry.data.epoch ?? waited?.data.epoch
  const of = (type: string) => before.find((e) => e.type === type && e.data.epoch === epoch)
  const opened = of('hit.epoch-opened')
  if (opened === undefined || of('hit.epoch-closed') !== undefined)
    return broken('blind-consent', book.id, `entry ${entry.index} answers without consent`)
  if (entry.at >= String(opened.data.to))
    return broken('blind-consent', book.id, `entry ${entry.index} answers after the last day`)
  return undefined
}

/** Items of one day (UTC) of one partner and purpose, against the quota of the epoch that is asked in. */
function quotaKept(book: Book, entry: Entry): Broken | undefined {
  const own = book.entries.filter((e) => e.stream === entry.stream && e.index <= entry.index)
  const opened = own.find((e) => e.type === 'hit.epoch-opened' && e.data.epoch === entry.data.epoch)
  const day = entry.at.slice(0, 10)
  const spent = own
    .filter((e) => counts.has(e.type) && e.at.slice(0, 10) === day)
    .reduce((sum, e) => sum + Number(e.data.items), 0)
  const quota = Number(opened?.data.items)
  if (spent <= quota) return undefined
  return broken(
    'blind-quota',
    book.id,
    `entry ${entry.index} brings the day to ${spent} items, and ${quota} are allowed`,
  )
}

/** Whoever asked blindly knows of every subject that both know, and of no other one. */
export async function sameSubjects(simulation: Simulation): Promise<Broken | undefined> {
  const { blind, honest, agenda } = simulation
  for (const { run, asker, owner, asked: of } of blind) {
    const station = honest.find((s) => s.id === asker)
    if (station?.node === undefined || !honest.some((s) => s.id === owner)) continue
    const analyst = `${asker}/analyst`
    const view = await asked(agenda, station.node.hit.run(analyst, run))
    if (!view.ok) continue
    const [partner] = view.value.partners
    const found = view.value.found.map((f) => f.identifier)
    const shared = of.filter((subject) => knownTo(owner).includes(subject))
    const more = found.find((subject) => !shared.includes(subject))
    if (more !== undefined)
      return broken('blind-same', asker, `${owner} does not know all that it is said to know`)
    if (partner?.state === 'done' && new Set(found).size !== shared.length)
      return broken(
        'blind-same',
        asker,
        `${shared.length} subjects are known to ${owner} too, and ${found.length} were found`,
      )
  }
  return undefined
}
