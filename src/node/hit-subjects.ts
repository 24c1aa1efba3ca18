import { type Digest, done, type Json, type Outcome } from '#base'
import { type RecordHeader, readRecord } from '#exchange'
import { procedureOf } from '#procedure'
import { guessKind, readIdentifier, readIdentifierList } from '#resolve'
import { readDocument } from './bodies.ts'
import { documentBytes } from './deliver.ts'
import type { Tracing } from './desk-shapes.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import { note, write } from './records.ts'
import { markedKeys } from './rights-marks.ts'
import { plain, rowData } from './row-data.ts'
import { closedCircle } from './standing.ts'
import type { Hand, World } from './world.ts'

/** A list of subjects that an officer put here, to be known by partners that are let to ask. */
export interface ListRow {
  readonly id: string
  readonly name: string
  readonly at: string
  readonly by: string
  readonly identifiers: number
  /** Record whose body is the list. */
  readonly record: string
}

/**
 * Keys of every subject of this authority: lists put here, documents written here, ledgers imported here; without persons
 * whose data were put right, deleted or restricted since.
 */
export async function ownKeys(world: World): Promise<readonly string[]> {
  const keys = new Set<string>()
  for (const list of await listsOf(world)) {
    const body = await readDocument(world, list.record)
    let read = 0
    for (const text of stringsIn(body?.identifiers ?? [])) {
      addKeys(keys, text)
      // The node answers others meanwhile.
      if (++read % 500 === 0) await new Promise(setImmediate)
    }
  }
  for await (const document of writtenHere(world)) for (const key of keysIn(document)) keys.add(key)
  for await (const accounts of ledgerAccounts(world))
    for (const key of keysIn(accounts)) keys.add(key)
  for (const key of await markedKeys(world, world.id)) keys.delete(key)
  return [...keys].sort()
}

export async function listsOf(world: World): Promise<readonly ListRow[]> {
  const page = await world.store.rows({ kind: 'hit-list', order: 'key', limit: 500 })
  return page.rows.map((row) => rowData<ListRow>(row))
}

/** Keeps a list, encrypted, with its count on record. */
export async function keepList(
  world: World,
  hand: Hand,
  name: string,
  text: string,
): Promise<Outcome<ListRow>> {
  const read = readIdentifierList(text, name)
  if (!read.ok) return read
  const { identifiers } = read.value
  if (identifiers.length === 0) return hitDeskRefusal('hit-nothing-to-ask')
  const at = world.clock.now()
  const written = write(world, hand, {
    ...note('hit/lists', 'hit.list-kept', at, { identifiers: identifiers.length }),
    document: documentBytes({ identifiers: identifiers.map((i) => i.text) }),
  })
  const row: ListRow = {
    id: written.event.id,
    name,
    at,
    by: hand.id,
    identifiers: identifiers.length,
    record: written.event.id,
  }
  const committed = await world.store.commit({
    events: [written.event],
    bodies: written.body === undefined ? [] : [written.body],
    rows: [{ kind: 'hit-list', key: row.id, data: plain(row) }],
  })
  return committed.ok ? done(row) : committed
}

export async function dropList(world: World, hand: Hand, id: string): Promise<Outcome<void>> {
  const row = await world.store.row('hit-list', id)
  if (row === undefined) return hitDeskRefusal('hit-unknown')
  const written = write(
    world,
    hand,
    note('hit/lists', 'hit.list-erased', world.clock.now(), { list: id }),
  )
  const committed = await world.store.commit({
    events: [written.event],
    rows: [{ kind: 'hit-list', key: id, data: null }],
    erase: [rowData<ListRow>(row).record],
  })
  return committed.ok ? done(undefined) : committed
}

/**
 * Documents of this node's own acts. What partners sent is theirs: whether they let others know of it is for
 * them to say, so it is never in our index.
 */
async function* writtenHere(world: World): AsyncGenerator<Json> {
  let after = -1
  for (;;) {
    const page = await world.store.events({ after, limit: 500 })
    for (const event of page) {
      if (event.record === null || !event.stream.startsWith('matter/')) continue
      const header = readRecord(event.record)
      if (!header.ok || !isOurs(world, header.value)) continue
      const document = await readDocument(world, header.value.body?.id ?? '')
      if (document !== undefined) yield document
    }
    const last = page.at(-1)
    if (last === undefined || page.length < 500) return
    after = last.index
  }
}

/** Of this authority, not of another that this node serves; and no tip, which nobody outside its circle may know of. */
function isOurs(world: World, header: RecordHeader): boolean {
  if (header.node !== world.id || header.body === null) return false
  if (header.actor.split('/')[0] !== world.id) return false
  const procedure = procedureOf(header.procedure ?? '')
  return procedure.ok && !closedCircle.has(procedure.value.id)
}

/**
 * Accounts of the ledgers of this authority that say what they are: an IBAN, a wallet, a kind written before. A bare
 * account number names no country and would be found by chance. The ledger keeps the two hundred busiest at hand.
 */
async function* ledgerAccounts(world: World): AsyncGenerator<Json> {
  const page = await world.store.rows({ kind: 'tracing', order: 'key', limit: 500 })
  for (const row of page.rows) {
    const { createdBy, summary } = rowData<Tracing>(row)
    if (summary === null || createdBy.split('/')[0] !== world.id) continue
    const blob = await world.store.blobs.get(summary as Digest)
    if (blob === undefined) continue
    const { accounts } = JSON.parse(Buffer.from(blob.bytes).toString('utf8')) as { accounts?: Json }
    if (accounts !== undefined) yield accounts
  }
}

function* stringsIn(value: Json | undefined): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const item of value) yield* stringsIn(item)
  else if (value !== null && typeof value === 'object')
    for (const item of Object.values(value)) yield* stringsIn(item)
}

/** Keys of every subject that a document names: in its fields for persons, companies and property, and in its text. */
export function keysIn(document: Json | undefined): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const text of stringsIn(document))
    for (const found of identifiersIn(text)) addKeys(keys, found)
  for (const thing of objectsIn(document))
    for (const written of structured(thing)) addKeys(keys, written)
  return keys
}

function* objectsIn(
  value: Json | undefined,
): Generator<Readonly<Record<string, Json | undefined>>> {
  if (Array.isArray(value)) for (const item of value) yield* objectsIn(item)
  else if (value !== null && typeof value === 'object') {
    const object = value as Readonly<Record<string, Json | undefined>>
    yield object
    for (const item of Object.values(object)) yield* objectsIn(item)
  }
}

/** A person, a company, an account or a wallet of a form, as identifiers. Which number a person's is, the form does not say. */
function structured(thing: Readonly<Record<string, Json | undefined>>): readonly string[] {
  const { kind, name, born, country, identifier, reference, place } = thing
  const found: string[] = []
  if (kind !== 'company' && typeof name === 'string' && typeof born === 'string')
    found.push(`name:${name}|${born}`)
  if (typeof country === 'string' && typeof identifier === 'string')
    found.push(
      ...(kind === 'company' ? ['company'] : ['natid', 'passport']).map(
        (of) => `${of}:${country}:${identifier}`,
      ),
    )
  if (kind === 'account' && typeof reference === 'string' && typeof place === 'string')
    found.push(`account:${place.slice(0, 2)}:${reference}`)
  if (kind === 'wallet' && typeof reference === 'string') found.push(`wallet:${reference}`)
  return found
}

const typedForm = /\b(?:iban|account|natid|passport|company|lei|wallet|phone):[^\s,;]+/gi
const bareForm = /\b(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}|0x[0-9a-fA-F]{40}|bc1[a-z0-9]{11,87})\b/g

/** Identifiers inside running text: those that say their kind, and those that prove it by their check digits. */
function identifiersIn(text: string): readonly string[] {
  const bare = (text.match(bareForm) ?? []).flatMap((found) => {
    const kind = guessKind(found)
    return kind === undefined ? [] : [`${kind}:${found}`]
  })
  return [...(text.match(typedForm) ?? []), ...bare]
}

function addKeys(keys: Set<string>, text: string): void {
  const read = readIdentifier(text)
  if (read.ok) for (const key of read.value.keys) keys.add(key.text)
}
