import { type Day, done, type Instant, type Outcome } from '#base'
import type { LookKind } from '#oversight'
import { everyEvent } from './every-event.ts'
import { load } from './matter.ts'
import { hasStep, lookTypes } from './oversight-looks.ts'
import { openConsole, overseesBy } from './oversight-who.ts'
import { headerOf } from './request-view.ts'
import { actorName } from './words.ts'
import { handOf, type World } from './world.ts'

/** By what the looks are searched: at least one of the first two, or days. */
export interface LookQuery {
  /** Reference or id of a matter. */
  readonly matter?: string | undefined
  readonly officer?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Who saw what, when and why; not what it said. */
export interface FoundLook {
  readonly index: number
  readonly at: Instant
  readonly kind: LookKind
  readonly officer: string
  readonly officerName: string
  readonly subject: string
  readonly reference: string
  readonly purpose: string
  readonly what: string
  readonly ownStep: boolean
}

const mostFound = 500

/**
 * Looks by matter, officer and time, the newest first. Shows the reference of a matter and never its subject or content;
 * to read these the overseer opens the matter and stands in its log too. The search itself is put on record.
 */
export async function searchLooks(
  world: World,
  actor: string,
  query: LookQuery,
): Promise<Outcome<{ readonly looks: readonly FoundLook[]; readonly more: boolean }>> {
  const { matter, officer, from, to } = query
  const asked = handOf(world, actor)
  const authority = asked !== undefined && overseesBy(world, asked) ? '' : (asked?.authority ?? '')
  const what = [
    officer === undefined ? '' : `officer ${officer}`,
    matter === undefined ? '' : `matter ${matter}`,
    from === undefined && to === undefined ? '' : `${from ?? ''}/${to ?? ''}`,
  ]
    .filter((part) => part !== '')
    .join(', ')
  const hand = await openConsole(world, actor, 'read', authority, { part: 'looks', what })
  if (!hand.ok) return hand
  const found: FoundLook[] = []
  const first = `${(from ?? '0000-01-01') as Day}T00:00:00.000Z`
  const last = `${(to ?? '9999-12-31') as Day}T23:59:59.999Z`
  for await (const event of everyEvent(world.store, { types: Object.keys(lookTypes) })) {
    if (event.at < first || event.at > last) continue
    if (officer !== undefined && event.actor !== officer) continue
    if (authority !== '' && !event.actor.startsWith(`${authority}/`)) continue
    const data = headerOf(event)?.data as
      | { subject?: string; purpose?: string; what?: string }
      | undefined
    const subject = data?.subject ?? ''
    if (subject.startsWith('oversight/') && matter !== undefined) continue
    const row = subject.startsWith('matter/') ? await load(world, subject) : undefined
    const reference = row?.words.reference ?? ''
    if (matter !== undefined && reference !== matter && subject !== `matter/${matter}`) continue
    found.push({
      index: event.index,
      at: event.at,
      kind: lookTypes[event.type] ?? 'consultation',
      officer: event.actor,
      officerName: actorName(world, event.actor),
      subject,
      reference,
      purpose: data?.purpose ?? '',
      what: data?.what ?? '',
      ownStep: hasStep(row, event.actor),
    })
  }
  found.reverse()
  return done({ looks: found.slice(0, mostFound), more: found.length > mostFound })
}
