import { type Digest, done, type Outcome, refuse } from '#base'
import {
  asFileConditions,
  conditionsOf,
  conditionsOfFile,
  type FileConditions,
  type ItemConditions,
  strictest,
} from '#exchange'
import { procedureOf } from '#procedure'
import type { RowChange } from '#store'
import { type AttachmentRow, attachmentOf, attachmentsOf, noteOf } from './attachments.ts'
import { readDocument } from './bodies.ts'
import { checkSources, isOurs } from './conditions.ts'
import { type Item, itemWithMarks } from './items.ts'
import { load, type Matter } from './matter.ts'
import { partiesOf } from './parties.ts'
import type { Hand, World } from './world.ts'

/**
 * A file as an item: with the conditions that its own record commits to, and with what its giver said of it since. So
 * every question that is asked of a document is asked of a file, and a document may name a file among its sources.
 */
export async function fileItem(world: World, id: string): Promise<Item | undefined> {
  const row = await attachmentOf(world, id)
  const matter = row === undefined ? undefined : await load(world, row.stream)
  if (row === undefined || matter === undefined) return undefined
  const note = (await noteOf(world, id))?.note
  const { requested } = matter.state.parties
  return itemWithMarks(world, {
    id,
    stream: row.stream,
    digest: row.digest as Digest,
    at: row.at,
    from: row.authority,
    side: requested.authority === row.authority ? 'requested' : 'requesting',
    type: 'FILE',
    title: row.title,
    conditions:
      note === undefined
        ? { ...strictest, originators: [row.authority] }
        : conditionsOfFile(note.conditions, row.authority),
    parts: [],
    sources: note?.sources ?? [],
    corrections: [],
    erased: row.state === 'erased',
  })
}

/** Conditions of a file about which nobody says anything: those of the text of its matter. */
export async function usualConditions(
  world: World,
  matter: Matter,
  authority: string,
): Promise<FileConditions> {
  const text = matter.text === null ? undefined : await readDocument(world, matter.text)
  const stated: ItemConditions = (text && conditionsOf(text, authority)) ?? strictest
  return asFileConditions(stated)
}

/** A row that finds files of the same content, and one that lets it go. */
export function contentChange(row: Pick<AttachmentRow, 'id' | 'digest'>, gone = false): RowChange {
  return { kind: 'attachment-content', key: `${row.digest}/${row.id}`, data: gone ? null : {} }
}

/** Files of other authorities with this very content: whoever adds one again does not take its conditions off. */
export async function sameContent(world: World, digest: Digest): Promise<readonly string[]> {
  const page = await world.store.rows({
    kind: 'attachment-content',
    prefix: `${digest}/`,
    order: 'key',
    limit: 32,
  })
  const found: string[] = []
  for (const { key } of page.rows) {
    const id = key.slice(digest.length + 1)
    const row = await attachmentOf(world, id)
    if (row !== undefined && !isOurs(world, row.authority)) found.push(id)
  }
  return found
}

/** A file that was made from others, about to be kept in a matter or to leave with a step of it. */
export interface FromOthers {
  readonly conditions: FileConditions
  readonly sources: readonly string[]
}

/** May it, with these conditions, be read by all parties of the matter, for what the step is for? */
export async function checkFileSources(
  world: World,
  hand: Pick<Hand, 'authority'>,
  matter: Matter,
  step: string,
  file: FromOthers,
): Promise<Outcome<void>> {
  if (file.sources.length === 0) return done(undefined)
  const procedure = procedureOf(matter.state.procedure)
  if (!procedure.ok) return procedure
  const recipients = partiesOf(matter.state)
    .map((party) => party.id)
    .filter((id) => id !== hand.authority)
  return checkSources(world, hand, {
    procedure: procedure.value,
    step,
    document: { ...file.conditions } as Parameters<typeof checkSources>[2]['document'],
    sources: file.sources,
    recipients,
    stream: matter.stream,
  })
}

/** Says of a matter that a file made from others lies in it; else nothing is asked when a step crosses. */
export function copiesChange(stream: string): RowChange {
  return { kind: 'attachment-copies', key: stream, data: {} }
}

/** The released files that would leave with this step, each asked again: a consent may have been withdrawn since. */
export async function checkLeaving(
  world: World,
  hand: Pick<Hand, 'authority' | 'role'>,
  matter: Matter,
  step: string,
): Promise<Outcome<void>> {
  if (hand.role === 'node') return done(undefined)
  if ((await world.store.row('attachment-copies', matter.stream)) === undefined)
    return done(undefined)
  for (const row of await attachmentsOf(world, matter.stream)) {
    if (row.state !== 'released' || row.authority !== hand.authority) continue
    const note = (await noteOf(world, row.id))?.note
    if (note === undefined) continue
    const { conditions, sources = [] } = note
    const checked = await checkFileSources(world, hand, matter, step, { conditions, sources })
    if (!checked.ok) return refuse({ ...checked.refusal, where: { pointer: `/files/${row.id}` } })
  }
  return done(undefined)
}
