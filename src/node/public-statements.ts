import { type Json, type Outcome, refuse } from '#base'
import { textDigest } from '#procedure'
import type { StoredEvent } from '#store'
import { readDocument } from './bodies.ts'
import { everyEvent } from './every-event.ts'
import type { Matter } from './matter.ts'
import { proofOfRecords, wordsOf } from './proof.ts'
import { headerOf } from './request-view.ts'
import { everyRow } from './row-data.ts'
import { authorityName } from './words.ts'
import type { World } from './world.ts'

/** A text that several authorities released together (P18), with what was put right since. */
export interface PublicStatement {
  readonly reference: string
  readonly subject: string
  /** Null where it was withdrawn: then the reason stands in its place. */
  readonly text: string | null
  /** SHA-256 of the text: what every one of them signed. */
  readonly digest: string
  readonly releasedAt: string
  readonly signatures: readonly {
    readonly authority: string
    readonly name: string
    readonly at: string
  }[]
  readonly corrections: readonly {
    readonly at: string
    readonly wrong: string
    readonly right: string
  }[]
  readonly withdrawn: { readonly at: string; readonly reason: string } | null
}

const proposed = 'publication.statement_proposed'
const signed = 'publication.statement_signed'
const released = 'publication.statement_released'
const corrected = 'publication.statement_corrected'
const takenBack = 'publication.statement_withdrawn'

/** The statements that are out, the newest first. One whose words are not those that were signed is not shown. */
export async function publicStatements(world: World): Promise<readonly PublicStatement[]> {
  const found: PublicStatement[] = []
  for await (const { data: matter } of everyRow<Matter>(world.store, { kind: 'matter' })) {
    if (matter.state.procedure !== 'P18') continue
    const statement = await statementIn(world, matter)
    if (statement !== undefined) found.push(statement)
  }
  return found.sort((a, b) => (a.releasedAt < b.releasedAt ? 1 : -1))
}

/**
 * The signatures and the release, in the log under a cosigned head; the text goes with it. How many victims were told stands
 * in the record of that, so this record shows its place alone.
 */
export async function statementProof(world: World, reference: string): Promise<Outcome<Json>> {
  for await (const { data: matter } of everyRow<Matter>(world.store, { kind: 'matter' })) {
    if (matter.state.procedure !== 'P18' || matter.words.reference !== reference) continue
    const statement = await statementIn(world, matter)
    if (statement === undefined || statement.withdrawn !== null) continue
    const events: StoredEvent[] = []
    for await (const event of everyEvent(world.store, { stream: matter.stream })) {
      events.push(event)
      if (event.type === released) break
    }
    return proofOfRecords(
      world,
      matter.stream,
      events,
      async (event) => (event.type === proposed ? wordsOf(world, event) : null),
      ({ type }) => ![proposed, signed, released].includes(type),
    )
  }
  return refuse(statementUnknown)
}

const statementUnknown = {
  kind: 'unknown',
  name: 'statement-unknown',
  ground: 'no joint statement with that reference is out',
  citation: 'Comity protocol, joint statements',
  remedy: 'look in the list of joint statements',
} as const

async function statementIn(world: World, matter: Matter): Promise<PublicStatement | undefined> {
  let first: { readonly text: string; readonly subject: string } | undefined
  let releasedAt: string | undefined
  let withdrawn: PublicStatement['withdrawn'] = null
  const signatures: PublicStatement['signatures'][number][] = []
  const corrections: PublicStatement['corrections'][number][] = []
  for await (const event of everyEvent(world.store, { stream: matter.stream })) {
    const { type } = event
    const header = headerOf(event)
    if (header === undefined) continue
    const { actor, at } = header
    const text = async (field: string) =>
      String((await readDocument(world, event.id))?.[field] ?? '')
    if (type === proposed) first = { text: await text('text'), subject: await text('subject') }
    if (type === signed) {
      const authority = actor.slice(0, actor.indexOf('/'))
      signatures.push({ authority, name: authorityName(world, authority), at })
    }
    if (type === released) releasedAt = at
    if (type === corrected)
      corrections.push({ at, wrong: await text('wrong'), right: await text('right') })
    if (type === takenBack) withdrawn = { at, reason: await text('reasons') }
  }
  const digest = String(matter.state.notes.digest ?? '')
  if (first === undefined || releasedAt === undefined) return undefined
  if (withdrawn === null && textDigest(first.text) !== digest) return undefined
  return {
    reference: matter.words.reference,
    subject: first.subject,
    text: withdrawn === null ? first.text : null,
    digest,
    releasedAt,
    signatures,
    corrections,
    withdrawn,
  }
}
