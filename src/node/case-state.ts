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
}

export interface CaseState {
  readonly waiting: ReadonlyMap<string, CaseVersion>
  /** The newest version that is out, by case. */
  readonly released: ReadonlyMap<string, CaseVersion>
  /** What was withdrawn and not released again, with the reason. */
  readonly withdrawn: ReadonlyMap<string, CaseVersion>
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
    }
    const { case: id = '', version = 0, digest = '' as Digest, reason = null } = data
    const { id: record, at, actor: by, index } = event
    const line: CaseVersion = { id, version, digest, at, by, record, index, reason }
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
  return { waiting, released, withdrawn, versions, length }
}
