import type { Instant, Json } from '#base'
import { readRecord } from '#exchange'
import { type SafeguardColumn, type SafeguardRowId, safeguardColumns, safeguardsOf } from '#law'
import { documentTitle } from '#paper'
import { procedureOf, stallOf, stateRow } from '#procedure'
import type { StoredEvent } from '#store'
import { isClosed } from './inbox.ts'
import { load, type Matter } from './matter.ts'
import { partiesOf } from './parties.ts'
import { talliesOf } from './tally-views.ts'
import type { RequestView } from './views.ts'
import { actorName, authorityName } from './words.ts'
import type { World } from './world.ts'

type Document = Readonly<Record<string, Json>>

type Parts = Pick<
  RequestView,
  'tracks' | 'path' | 'parties' | 'links' | 'tallies' | 'safeguards' | 'documents' | 'law' | 'stall'
>

/** What a page shows of a matter from the rows of its procedure alone. */
export async function matterParts(
  world: World,
  matter: Matter,
  events: readonly StoredEvent[],
  document: Document,
): Promise<Parts> {
  const headers = events.flatMap((event) => {
    const read = event.record === null ? undefined : readRecord(event.record)
    return read?.ok ? [{ event, header: read.value }] : []
  })
  const now = world.laws.now().version
  const decided = headers.at(-1)?.header
  const version = String(decided?.data.law ?? decided?.pack ?? now)
  return {
    tracks: tracksOf(matter),
    path: pathOf(matter, headers),
    parties: partyViews(world, matter),
    links: await linksOf(world, matter),
    tallies: talliesOf(world, matter, document),
    safeguards: safeguardsView(world, matter),
    documents: headers
      .filter(({ header }) => header.body !== null)
      .map(({ event, header }) => {
        const row = rowOf(matter, header.transition)
        return {
          record: event.id,
          form: row?.form ?? '',
          formName: documentTitle(matter.state.procedure, row?.form ?? ''),
          title: row?.name ?? event.type,
          at: event.at,
          by: `${actorName(world, event.actor)}, ${authorityName(world, event.actor.split('/')[0] ?? '')}`,
        }
      }),
    stall: stallView(world, matter),
    law: { version, now, changed: version !== now },
  }
}

function stallView(world: World, matter: Matter): Parts['stall'] {
  const stall = stallOf(matter.state, world.clock.now(), world.laws.now())
  if (stall === undefined || isClosed(matter)) return null
  const { clock, owedBy, since, rung, next = null, notice } = stall
  return { clock, owedBy, since, rung, next, notice: { ...notice } }
}

function rowOf(matter: Matter, transition: string | null) {
  const procedure = procedureOf(matter.state.procedure)
  return procedure.ok ? procedure.value.transitions.find((t) => t.id === transition) : undefined
}

function tracksOf(matter: Matter): Parts['tracks'] {
  const procedure = procedureOf(matter.state.procedure)
  return Object.entries(matter.state.states).flatMap(([id, state]) => {
    if (state === undefined) return []
    const row = procedure.ok ? stateRow(procedure.value, state, id) : undefined
    return [{ id, state, stateName: row?.name ?? state }]
  })
}

function pathOf(
  matter: Matter,
  headers: readonly {
    readonly event: StoredEvent
    readonly header: {
      readonly transition: string | null
      readonly data: Record<string, Json | undefined>
    }
  }[],
): Parts['path'] {
  const procedure = procedureOf(matter.state.procedure)
  if (!procedure.ok) return []
  const reached = new Map<string, Instant>()
  for (const { event, header } of headers) {
    const key = `${header.data.track} ${header.data.to}`
    // A step of the clock holds from the end of its limit, whenever it was told.
    const effective = header.transition === null ? undefined : header.data.due
    if (!reached.has(key)) reached.set(key, (effective as Instant | undefined) ?? event.at)
  }
  return procedure.value.states.map((row) => {
    const current = matter.state.states[row.track] === row.id
    return {
      track: row.track,
      id: row.id,
      name: row.name,
      // Letters that crossed can bring a state that no single record names.
      reached: reached.get(`${row.track} ${row.id}`) ?? (current ? matter.state.changedAt : null),
      current,
      waitsFor: row.waitsFor,
      closed: row.closed === true,
    }
  })
}

function partyViews(world: World, matter: Matter): Parts['parties'] {
  const procedure = procedureOf(matter.state.procedure)
  return partiesOf(matter.state).map(({ side, id }) => ({
    side,
    sideName: procedure.ok ? procedure.value.sides[side] : side,
    id,
    name: authorityName(world, id),
    outside: world.federation.card(id)?.outside === true,
  }))
}

async function linksOf(world: World, matter: Matter): Promise<Parts['links']> {
  const found: Parts['links'] = []
  for (const [step, link] of Object.entries(matter.state.links ?? {})) {
    const id = link.slice(link.indexOf('/') + 1)
    const other = await load(world, `matter/${id}`)
    const procedure = other === undefined ? undefined : procedureOf(other.state.procedure)
    found.push({
      step,
      stepName: rowOf(matter, step)?.name ?? step,
      id,
      reference: other?.words.reference ?? '',
      procedureName: procedure?.ok ? procedure.value.name : '',
    })
  }
  return found
}

const columnLabels = {
  legalBasis: 'legal basis',
  necessity: 'necessity and proportionality',
  independentAuthority: 'independent authority',
  reasons: 'reasons in writing',
  notice: 'notice to the person',
  remedy: 'remedy before a court',
  timeLimit: 'time limit',
  thirdParties: 'rights of third parties',
  audit: 'audit',
} as const satisfies Record<SafeguardColumn, string>

export function safeguardLabel(column: SafeguardColumn): string {
  return columnLabels[column]
}

/** The row of the matrix that the procedure stands under: what each column needs, and which step filled it. */
function safeguardsView(world: World, matter: Matter): Parts['safeguards'] {
  const procedure = procedureOf(matter.state.procedure)
  if (!procedure.ok) return null
  const id = procedure.value.safeguards
  if (id === null) return null
  const needed = safeguardsOf(id, world.laws.now())
  return safeguardColumns.map((column) => ({
    column,
    label: columnLabels[column],
    needed: needed[column],
    filledBy: filledBy(matter, id, column),
  }))
}

function filledBy(matter: Matter, id: SafeguardRowId, column: SafeguardColumn): string | null {
  const step = matter.state.filled?.[id]?.[column]
  return step === undefined ? null : (rowOf(matter, step)?.name ?? step)
}
