import { instant } from '#base'
import { shipped } from '#law'
import { dueEvents, evolve, type State } from '#procedure'
import { asked } from './asked.ts'
import { Book } from './book.ts'
import { sameSubjects } from './check-blind.ts'
import { corrected } from './check-corrections.ts'
import { staysErased, toldErased } from './check-erased.ts'
import { bothWords } from './check-words.ts'
import { type Broken, broken } from './invariants.ts'
import { begins } from './members.ts'
import type { Simulation } from './simulation.ts'
import { trueStamps } from './stamps.ts'
import type { Station } from './station.ts'

/** What must hold once nothing fails any more and everything had time to arrive. */
export async function checkCalm(simulation: Simulation): Promise<Broken | undefined> {
  return (
    backupNoticed(simulation) ??
    comesBack(simulation) ??
    arrives(simulation) ??
    kept(simulation) ??
    (await bothWords(simulation)) ??
    filesWhole(simulation) ??
    (await sameFiles(simulation)) ??
    sameSuspensions(simulation) ??
    staysErased(simulation) ??
    toldErased(simulation) ??
    sameMatter(simulation) ??
    (await trueStamps(simulation)) ??
    (await sameSubjects(simulation)) ??
    (await corrected(simulation)) ??
    (simulation.plan.audited ? await sound(simulation) : undefined)
  )
}

function comesBack({ honest }: Simulation): Broken | undefined {
  const closed = honest.find((s) => s.standing !== 'on')
  return closed && broken('comes-back', closed.id, 'the node does not open on its disk any more')
}

/** A witness that cosigned more than the backup holds is asked at every start. */
function backupNoticed({ setBack, plan, stations, suspects }: Simulation): Broken | undefined {
  if (!plan.witnesses) return undefined
  for (const [id, { cosigned, left, noticed }] of setBack) {
    const partners = [...stations.keys()].filter((other) => other !== id)
    if (cosigned > left && !noticed && partners.every((other) => !suspects.has(other)))
      return broken(
        'backup-noticed',
        id,
        `its log was set back to ${left} entries, a witness had cosigned ${cosigned}, and nobody said so`,
      )
  }
  return undefined
}

function arrives({ undelivered }: Simulation): Broken | undefined {
  const [first] = undelivered
  if (first === undefined) return undefined
  const [from = '', to = ''] = first.split('>')
  return broken('arrives', from, `${undelivered.length} letters wait, the first of them to ${to}`)
}

function filesWhole(simulation: Simulation): Broken | undefined {
  const late = simulation.honest.find((s) => simulation.filesUnderway(s) > 0)
  return late && broken('arrives', late.id, 'a file that a letter announced is not whole')
}

/** What one node calls whole is byte for byte what the other one sealed. */
async function sameFiles({ honest }: Simulation): Promise<Broken | undefined> {
  for (const { id, book, disk, erased } of honest)
    for (const { type, data } of book.entries) {
      if (type !== 'attachment.verified') continue
      const file = String(data.attachment)
      const sender = honest.find((s) => s.id === data.from)
      // What was erased by one of the two is gone there.
      if (sender === undefined || erased.has(file) || sender.erased.has(file)) continue
      const [here, there] = [await sealedIn(disk, file), await sealedIn(sender.disk, file)]
      if (here === undefined || there === undefined || !here.equals(there))
        return broken('same-file', id, `a file of ${sender.id} counts as whole and is another`)
    }
  return undefined
}

async function sealedIn({ blobs }: Station['disk'], file: string): Promise<Buffer | undefined> {
  const body = await blobs.sealed.sealed(file, 0)
  if (body === undefined) return undefined
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts)
}

/** A node that was told of a suspension, or of its end, holds exactly that. */
function sameSuspensions({ honest }: Simulation): Broken | undefined {
  for (const one of honest)
    for (const other of honest) {
      if (one === other) continue
      const here = standing(one, 'peer.suspended', `channel/${other.id}`)
      const there = new Set(rowKeys(other, `by:${one.id}/`))
      const untold = here.find((key) => !there.has(key))
      if (untold !== undefined)
        return broken(
          'same-suspension',
          other.id,
          `${one.id} has suspended ${untold}, unknown here`,
        )
      // The clock of each ends it by itself; until then nobody but its maker does.
      const more = [...there].find((key) => !here.includes(key))
      if (
        more !== undefined &&
        rowKeys(one, `with:${other.id}/`).length === 0 &&
        !ended(one, other)
      )
        return broken('same-suspension', other.id, `${one.id} has not suspended ${more}`)
    }
  return undefined
}

/** Suspensions that this node has confirmed and not ended, as `instrument/measure`. */
function standing({ book }: Station, type: string, stream: string): readonly string[] {
  const last = new Map<string, string>()
  for (const entry of book.entries)
    if (entry.stream === stream && /^peer\.(suspended|resumed|suspension-ended)$/.test(entry.type))
      if (entry.data.by === book.id)
        last.set(`${String(entry.data.instrument)}/${String(entry.data.measure)}`, entry.type)
  return [...last].flatMap(([key, is]) => (is === type ? [key] : []))
}

function ended({ book }: Station, other: Station): boolean {
  return standing({ book } as Station, 'peer.suspension-ended', `channel/${other.id}`).length > 0
}

function rowKeys({ disk }: Station, prefix: string): readonly string[] {
  return [...(disk.tables.get('rows')?.values() ?? [])].flatMap(({ kind, key }) =>
    kind === 'suspension' && String(key).startsWith(prefix)
      ? [String(key).slice(prefix.length)]
      : [],
  )
}

/** The disk read from the first row to the last says what was written down while it was written. */
function kept({ honest }: Simulation): Broken | undefined {
  for (const { id, book, disk } of honest) {
    const again = Book.of(id, disk.tables)
    const differs = book.entries.findIndex((e, i) => again.entries[i]?.record !== e.record)
    if (differs >= 0 || again.entries.length !== book.entries.length)
      return broken('append-only', id, `entry ${differs} is not what was written there`)
  }
  return undefined
}

/** Tracks on which nobody moved alone stand alike at every honest node. */
function sameMatter({ honest, agenda, names }: Simulation): Broken | undefined {
  const now = instant(begins + agenda.now)
  const seen = new Map<string, { readonly station: Station; readonly state: State }[]>()
  for (const station of honest)
    for (const [stream, state] of station.book.matters) {
      if (state.sentAt === undefined && !crossed(station, stream)) continue
      if (honest.some((one) => heldUp(one, stream))) continue
      const due = dueEvents(state, now, station.member.serves, shipped)
      const settled = due.reduce<State>((s, e) => evolve(s, e), state)
      seen.set(stream, [...(seen.get(stream) ?? []), { station, state: settled }])
    }
  for (const [stream, [first, ...others]] of seen) {
    if (first === undefined) continue
    const parties = partiesOf(first.state).flatMap(
      (id) => honest.find((s) => s.member.serves.includes(id))?.id ?? [],
    )
    const holders = [first, ...others].map((h) => h.station.id)
    const missing = parties.find((id) => !holders.includes(id))
    if (missing !== undefined)
      return broken('same-matter', missing, `${names.matter(stream)} has not come to it`)
    const alone = new Set([first, ...others].flatMap(({ station }) => aloneIn(station, stream)))
    for (const other of others)
      for (const [track, at] of Object.entries(first.state.states))
        if (!alone.has(track) && other.state.states[track as keyof State['states']] !== at)
          return broken(
            'same-matter',
            other.station.id,
            `${names.matter(stream)} stands at ${other.state.states[track as keyof State['states']]} here and at ${at} at ${first.station.id}`,
          )
  }
  return undefined
}

/**
 * Its letter was refused because new acts between the two are suspended, or because the key that signed it was taken
 * back while it was under way: it stays where it was sent from.
 */
function heldUp({ book }: Station, stream: string): boolean {
  return [...book.settled].some(
    ([letter, { data }]) =>
      /^(peer-suspended|key-not-valid)$/.test(String(data.reason)) &&
      book.about.get(letter) === stream,
  )
}

function partiesOf({ parties }: State): readonly string[] {
  const { requesting, requested, others = [] } = parties
  return [requesting, requested, ...others].map((p) => p.authority)
}

function crossed({ book }: Station, stream: string): boolean {
  return book.entries.some((e) => e.stream === stream && e.crosses)
}

/** Tracks on which this node moved by a step that did not cross, after the matter had crossed. */
function aloneIn({ book }: Station, stream: string): readonly string[] {
  const own = book.entries.filter((e) => e.stream === stream)
  const opened = own.findIndex((e) => e.crosses)
  return own
    .slice(opened)
    .filter((e) => e.transition !== null && !e.crosses)
    .map((e) => String(e.data.track))
}

/** The auditor's question, by the code that the auditor uses. */
async function sound({ honest, agenda }: Simulation): Promise<Broken | undefined> {
  for (const { id, node } of honest) {
    if (node === undefined) continue
    try {
      const view = await asked(agenda, node.audit())
      const found = view.findings[0] ?? view.decisions.different[0]
      if (found !== undefined) return broken('sound', id, `${found.where}: ${found.text}`)
    } catch (error) {
      return broken('sound', id, `the audit came to no end: ${String(error)}`)
    }
  }
  return undefined
}
