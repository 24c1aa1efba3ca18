import { instant, millis } from '#base'
import { type Look, type LookKind, longestWindow } from '#oversight'
import { nameWords } from '#resolve'
import type { StoredEvent } from '#store'
import { everyEvent } from './every-event.ts'
import { load, type Matter } from './matter.ts'
import { marksOf } from './oversight-marks.ts'
import { recusalKey } from './oversight-state.ts'
import { overseesBy } from './oversight-who.ts'
import { headerOf } from './request-view.ts'
import { actorName } from './words.ts'
import type { World } from './world.ts'

/** Events that are looks, and what each was. */
export const lookTypes: Readonly<Record<string, LookKind>> = {
  'access.viewed': 'consultation',
  'access.printed': 'print',
  'access.exported': 'export',
  'access.combined': 'combination',
  'access.log-read': 'log read',
  'access.refused': 'refused',
}

/** Whether an officer has taken a step in the matter by now. */
export function hasStep(matter: Matter | undefined, officer: string): boolean {
  return (
    matter !== undefined &&
    Object.values(matter.state.doers).some((doers) => doers.includes(officer))
  )
}

/**
 * Takes in the looks that came since the last time. What no row can count any more is forgotten; the log keeps it.
 *
 * @returns the new ones
 */
export async function takeInLooks(world: World): Promise<readonly Look[]> {
  const { oversight } = world
  const first = oversight.looks === undefined
  const after = oversight.read
  const size = (await world.store.head()).size
  if (!first && size - 1 <= after) return []
  const oldest = instant(millis(world.clock.now()) - longestWindow * 60_000)
  const fresh: Look[] = []
  let read = after
  for await (const event of everyEvent(world.store, { after, types: Object.keys(lookTypes) })) {
    read = event.index
    if (event.at < oldest) continue
    const look = await lookOf(world, event)
    if (look !== undefined) fresh.push(look)
  }
  oversight.read = Math.max(read, size - 1)
  oversight.looks = [...(oversight.looks ?? []).filter((look) => look.at >= oldest), ...fresh]
  return fresh
}

/** A look as the rows judge it, or undefined for what is no look at a subject. */
async function lookOf(world: World, event: StoredEvent): Promise<Look | undefined> {
  const data = headerOf(event)?.data as
    | { readonly subject?: unknown; readonly purpose?: unknown; readonly what?: unknown }
    | undefined
  const kind = lookTypes[event.type]
  if (kind === undefined || data === undefined) return undefined
  const subject = text(data.subject)
  const officer = world.officers.find((o) => o.id === event.actor)
  if (officer === undefined || subject.startsWith('oversight/')) return undefined
  const matter = subject.startsWith('matter/') ? await load(world, subject) : undefined
  const marks = matter === undefined ? undefined : await marksOf(world, matter)
  const recusal = world.oversight.recusals.get(recusalKey({ officer: officer.id, subject }))
  return {
    index: event.index,
    at: event.at,
    officer: officer.id,
    authority: officer.authority,
    subject,
    kind,
    purpose: text(data.purpose),
    what: text(data.what),
    // A tracing is worked on by the whole desk that brought it.
    ownStep: matter === undefined || hasStep(matter, officer.id),
    oversees: overseesBy(world, officer),
    about: marks?.about ?? [],
    ownName:
      marks !== undefined &&
      (bearsName(actorName(world, officer.id), marks.nameWords) || recusal !== undefined),
    recused: kind === 'refused',
    dayAndNight: /night/.test(world.federation.card(officer.authority)?.desk.hours ?? ''),
  }
}

/** Does a case name somebody of the officer's family name? The last word of a name, where it is long enough to say something. */
export function bearsName(name: string, words: ReadonlySet<string>): boolean {
  const family = name.split(' ').at(-1) ?? ''
  return family.length > 3 && nameWords(family).every((word) => words.has(word))
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
