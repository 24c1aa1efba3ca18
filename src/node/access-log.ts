import { done, type Outcome } from '#base'
import type { StoredEvent } from '#store'
import { openMatter } from './access.ts'
import { readDocument } from './bodies.ts'
import { headerOf, lettersOf } from './request-view.ts'
import type { AccessLogView } from './views-access.ts'
import { actorName } from './words.ts'
import type { World } from './world.ts'

const mostEntries = 1000

/** What an event of the log was, in the words of LED art. 25(1). */
const kinds: Readonly<Record<string, AccessLogView['entries'][number]['kind']>> = {
  'access.viewed': 'consultation',
  'access.printed': 'print',
  'access.exported': 'export',
  'access.combined': 'combination',
  'access.log-read': 'log read',
}

/**
 * Who looked at a matter, printed it, took it out, joined it with another, or sent it to whom: when, for which purpose
 * and why. Reading this is an entry of it too.
 */
export async function accessLogOf(
  world: World,
  actor: string,
  id: string,
): Promise<Outcome<AccessLogView>> {
  const opened = await openMatter(world, actor, id, 'read-audit')
  if (!opened.ok) return opened
  const { stream } = opened.value.matter
  const looks = await world.store.events({ stream: `access/${stream}`, limit: mostEntries })
  const steps = await world.store.events({ stream, limit: mostEntries })
  const letters = await lettersOf(world, stream)
  const entries = [
    ...(await Promise.all(looks.map((event) => lookOf(world, event)))),
    ...steps
      .filter((event) => letters.has(event.id))
      .map((event) => disclosureOf(world, event, letters.get(event.id)?.to ?? '')),
  ]
  return done({ entries: entries.sort((a, b) => b.index - a.index) })
}

async function lookOf(world: World, event: StoredEvent): Promise<AccessLogView['entries'][number]> {
  const data = headerOf(event)?.data ?? {}
  const words = await readDocument(world, event.id)
  return {
    index: event.index,
    at: event.at,
    kind: kinds[event.type] ?? 'consultation',
    officer: event.actor,
    officerName: actorName(world, event.actor),
    purpose: text(data.purpose),
    reason: text(words?.reason),
    what: text(data.what) || text(data.with),
    recipient: '',
    policies: Array.isArray(data.by) ? data.by.map(text) : [],
    policy: text(data.policy),
  }
}

/** What left: its own record says under which law, its letter to whom. */
function disclosureOf(
  world: World,
  event: StoredEvent,
  recipient: string,
): AccessLogView['entries'][number] {
  return {
    index: event.index,
    at: event.at,
    kind: 'disclosure',
    officer: event.actor,
    officerName: actorName(world, event.actor),
    purpose: 'matter',
    reason: '',
    what: event.type,
    recipient,
    policies: [],
    policy: '',
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
