import type { Json } from '#base'
import type { Level, Publication } from '#knowledge'
import { threshold } from '#law'
import { clocks } from '#procedure'
import { readDocument } from './bodies.ts'
import type { Matter } from './matter.ts'
import { headerOf } from './request-view.ts'
import { everyRow } from './row-data.ts'
import type { World } from './world.ts'

const states: Readonly<Record<string, Publication['state']>> = {
  RELEASED: 'released',
  WITHDRAWN: 'withdrawn',
  EXPIRED: 'expired',
}

/**
 * What this node's editors released, from the signed events of P13 and the documents filed in them. What is held back, or
 * being written anew, is not here; what was withdrawn or has expired is, and says so.
 */
export async function publicationsOf(world: World): Promise<readonly Publication[]> {
  const found: Publication[] = []
  for await (const { data: matter } of everyRow<Matter>(world.store, { kind: 'matter' })) {
    const state = states[String(matter.state.states.main)]
    if (matter.state.procedure !== 'P13' || state === undefined) continue
    const made = await publicationIn(world, matter, state)
    if (made !== undefined) found.push(made)
  }
  return found
}

type Document = Readonly<Record<string, Json>>

async function publicationIn(
  world: World,
  matter: Matter,
  state: Publication['state'],
): Promise<Publication | undefined> {
  const events = await world.store.events({ stream: matter.stream, limit: 500 })
  const last = new Map<string, { readonly at: string; readonly document: Document }>()
  const feedback: Document[] = []
  for (const event of events) {
    const header = headerOf(event)
    if (header === undefined || header.transition === null) continue
    const document = (header.body === null ? undefined : await readDocument(world, event.id)) ?? {}
    last.set(header.transition, { at: header.at, document })
    if (header.transition === 'give-feedback') feedback.push(document)
  }
  const [told, sanitised, released] = ['submit', 'sanitise', 'release'].map((t) => last.get(t))
  if (told === undefined || sanitised === undefined || released === undefined) return undefined
  const law = world.laws.now()
  const expiry = clocks(matter.state, world.clock.now(), law).find((c) => c.id === 'expiry')
  const sum = (name: string) => feedback.reduce((s, d) => s + Number(d[name] ?? 0), 0)
  const least = (id: string) => Number(threshold(id, law)?.value ?? 0)
  const level = String(matter.state.notes.level) as Level
  const atLeast = (count: Json | undefined, id: string) => Math.min(Number(count ?? 0), least(id))
  return {
    reference: matter.words.reference,
    level,
    version: String(matter.state.notes.version ?? ''),
    state,
    text: String(sanitised.document.text ?? ''),
    pattern: String(told.document.pattern ?? ''),
    redFlags: Array.isArray(told.document.redFlags) ? told.document.redFlags.map(String) : [],
    detector: String(told.document.detector ?? ''),
    casesAtLeast: atLeast(sanitised.document.cases, 'TH-CASES'),
    jurisdictionsAtLeast: atLeast(sanitised.document.jurisdictions, 'TH-JURISDICTIONS'),
    falsePositives:
      typeof matter.state.notes.falsePositives === 'number'
        ? matter.state.notes.falsePositives
        : null,
    releasedAt: released.at,
    changedAt: matter.state.changedAt,
    until: state === 'released' ? (expiry?.due ?? null) : null,
    hits: sum('hits'),
    falseAlarms: sum('falseAlarms'),
  }
}
