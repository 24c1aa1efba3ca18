import { officer, told } from './desk-told.ts'
import { Draws } from './draws.ts'
import type { Act } from './plan.ts'
import type { Simulation } from './simulation.ts'
import type { Station } from './station.ts'

/** One blind question as an onlooker knows it: who asked whom about what. */
export interface Blind {
  readonly run: string
  readonly asker: string
  readonly owner: string
  readonly asked: readonly string[]
}

const purpose = 'deconfliction'
const terms = { purpose, category: 'corruption', case: 'CASE-2024-0417' } as const
/** Accounts that any of the stations may know; each is a number that stands nowhere else. */
const world = Array.from({ length: 24 }, (_, i) => `account:XN:${73_004_100_000 + 97 * i}`)

/** What a station knows, whoever asks: the same in every simulation. */
export function knownTo(id: string): readonly string[] {
  const draws = new Draws(0, `subjects of ${id}`)
  return world.filter(() => draws.oneIn(3))
}

/** Digits of a subject in what goes over a wire: nobody may read there who is asked about. */
export function showsSubject(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('730041')
}

/**
 * One station lets another ask which subjects they share, for some days and within a quota; the other asks, and asks
 * again. Now and then the consent ends before its day, or officers look at each question before it is answered.
 */
export async function askBlind(
  simulation: Simulation,
  asker: Station,
  { pick }: Act,
  peers: readonly string[],
): Promise<void> {
  const draws = new Draws(pick, 'blind question')
  const owner = simulation.stations.get(draws.pick(peers))!
  simulation.blindly = true
  const release = draws.oneIn(3) ? 'each' : 'none'
  if (!(await consented(simulation, owner, asker, draws, release))) return
  for (let times = draws.between(1, 3); times > 0; times--) {
    const after = draws.below(draws.pick([1, 2000, 90_000]))
    const asked = world.filter(() => draws.oneIn(4)).slice(0, draws.between(1, 6))
    simulation.agenda.after(after, () => void ask(simulation, asker, owner, asked))
  }
  for (let minute = 1; minute < 6; minute++)
    simulation.agenda.after(minute * 65_000, () => {
      asker.tickIn(0)
      if (release === 'each' && minute > 1) void letThrough(simulation, owner)
    })
  if (draws.oneIn(3))
    simulation.agenda.after(draws.below(120_000), () => {
      void told(simulation, owner, `${asker.id} may ask no more`, (node) =>
        node.hit.closeEpoch(officer(owner, 'head-of-desk'), asker.id, purpose),
      )
    })
}

/** The list of what the owner knows, once, and an epoch in which the asker may ask. */
async function consented(
  simulation: Simulation,
  owner: Station,
  asker: Station,
  draws: Draws,
  release: 'each' | 'none',
): Promise<boolean> {
  const has = owner.book.entries.some((e) => e.type === 'hit.list-kept')
  if (!has) {
    const list = knownTo(owner.id).join('\n')
    const kept = await told(simulation, owner, 'a list of subjects is kept', (node) =>
      node.hit.keepList(officer(owner, 'analyst'), 'own', list),
    )
    if (kept === undefined) return false
  }
  if (owner.opened.has(asker.id) && !draws.oneIn(4)) return true
  const epoch = { partner: asker.id, purpose, days: draws.between(1, 9), release }
  const quota = { items: draws.between(3, 12), names: 1 }
  const opened = await told(simulation, owner, `${asker.id} may ask`, async (node) => {
    const said = await node.hit.openEpoch(officer(owner, 'head-of-desk'), { ...epoch, quota })
    return said.ok ? { ok: true as const, value: true } : said
  })
  if (opened === true) owner.opened.add(asker.id)
  return opened === true
}

async function ask(
  simulation: Simulation,
  asker: Station,
  owner: Station,
  asked: readonly string[],
): Promise<void> {
  if (asked.length === 0) return
  const text = asked.join('\n')
  const run = await told(simulation, asker, `${owner.id} is asked blindly`, (node) =>
    node.hit.ask(officer(asker, 'analyst'), { ...terms, partners: [owner.id], text }),
  )
  if (run !== undefined)
    simulation.blind.push({ run: run.id, asker: asker.id, owner: owner.id, asked })
}

/** An officer looks at what waits and lets it through. */
async function letThrough(simulation: Simulation, owner: Station): Promise<void> {
  const view = await owner.tries('work at the desk was not kept', (node) =>
    node.hit.view(officer(owner, 'head-of-desk')),
  )
  if (view?.ok !== true) return
  for (const { id, release } of view.value.asked)
    if (release?.state === 'waits')
      await told(simulation, owner, 'a blind question is released', async (node) => {
        const said = await node.hit.release(officer(owner, 'head-of-desk'), id, true, '')
        return said.ok ? { ok: true as const, value: true } : said
      })
}
