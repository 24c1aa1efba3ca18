import type { Digest, Instant } from '#base'
import { everyEvent } from './every-event.ts'
import { headerOf } from './request-view.ts'
import type { World } from './world.ts'

/** Where everything about the pages of cases is on record. */
export const casesStream = 'publications/cases'

export const caseEvents = {
  prepared: 'publication.case_prepared',
  released: 'publication.case_released',
  withdrawn: 'publication.case_withdrawn',
  restricted: 'publication.case_restricted',
  lifted: 'publication.case_restriction_lifted',
} as const

/** One version of the page of one case. */
export interface CaseVersion {
  readonly id: string
  readonly version: number
  readonly digest: Digest
  readonly at: Instant
  readonly by: string
  /** Record with the page itself. */
  readonly record: string
  /** Place of the record in the log. */
  readonly index: number
  readonly reason: string | null
  /** Ids of the matters that it was made from. */
  readonly matters: readonly string[]
}

/** What a court keeps from being told, as its judge signed it. */
export interface Restriction {
  /** The record of it. */
  readonly id: string
  readonly court: string
  readonly by: string
  readonly at: Instant
  readonly matters: readonly string[]
  readonly decision: string
  /** Last day on which it holds; null until it is lifted. */
  readonly until: string | null
}

export interface CaseState {
  readonly waiting: ReadonlyMap<string, CaseVersion>
  /** The newest version that is out, by case. */
  readonly released: ReadonlyMap<string, CaseVersion>
  /** What was withdrawn and not released again, with the reason. */
  readonly withdrawn: ReadonlyMap<string, CaseVersion>
  /** Those that no court has lifted, whether or not their last day is over. */
  readonly restrictions: readonly Restriction[]
  /** Highest number that a case ever had. */
  readonly versions: ReadonlyMap<string, number>
  /** Events in the stream, for whoever writes the next one. */
  readonly length: number
}

/** Where the pages stand, folded from their events. */
export async function caseState(world: World): Promise<CaseState> {
  const waiting = new Map<string, CaseVersion>()
  const released = new Map<string, CaseVersion>()
  const withdrawn = new Map<string, CaseVersion>()
  const versions = new Map<string, number>()
  const restrictions = new Map<string, Restriction>()
  /** By digest: only what was prepared names its matters. */
  const mattersOf = new Map<string, readonly string[]>()
  let length = 0
  for await (const event of everyEvent(world.store, { stream: casesStream })) {
    length++
    const header = headerOf(event)
    if (header === undefined) continue
    const data = header.data as {
      readonly case?: string
      readonly version?: number
      readonly digest?: Digest
      readonly reason?: string | null
      readonly matters?: readonly string[]
      readonly decision?: string
      readonly until?: string | null
      readonly restriction?: string
    }
    const { case: id = '', version = 0, digest = '' as Digest, reason = null } = data
    const { id: record, at, actor: by, index } = event
    if (event.type === caseEvents.prepared) mattersOf.set(digest, data.matters ?? [])
    const matters = mattersOf.get(digest) ?? []
    const line: CaseVersion = { id, version, digest, at, by, record, index, reason, matters }
    if (event.type === caseEvents.restricted)
      restrictions.set(record, {
        id: record,
        court: by.split('/')[0] ?? '',
        by,
        at,
        matters: data.matters ?? [],
        decision: data.decision ?? '',
        until: data.until ?? null,
      })
    if (event.type === caseEvents.lifted) restrictions.delete(data.restriction ?? '')
    if (event.type === caseEvents.prepared) waiting.set(id, line)
    if (event.type === caseEvents.released) {
      waiting.delete(id)
      withdrawn.delete(id)
      released.set(id, line)
      versions.set(id, version)
    }
    if (event.type === caseEvents.withdrawn) {
      released.delete(id)
      withdrawn.set(id, line)
    }
  }
  return {
    waiting,
    released,
    withdrawn,
    restrictions: [...restrictions.values()],
    versions,
    length,
  }
}
