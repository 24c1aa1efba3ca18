import { createHmac } from 'node:crypto'
import { done, type Json, type Outcome } from '#base'
import { oversightRefusal } from '#oversight'
import { nameWords, readIdentifier } from '#resolve'
import { readDocument } from './bodies.ts'
import { documentBytes } from './deliver.ts'
import { everyEvent } from './every-event.ts'
import { keysIn } from './hit-subjects.ts'
import type { Matter } from './matter.ts'
import type { MatterMarks } from './oversight-state.ts'
import { note, write } from './records.ts'
import { headerOf } from './request-view.ts'
import { nodeHand, type World } from './world.ts'

const stream = 'oversight/marks'
const type = 'oversight.marks-key'

/**
 * The key under which names and numbers become marks: 32 bytes in a body of its own in the vault. A mark says nothing
 * without it, and nothing of another node's marks.
 */
export async function markKey(world: World): Promise<Uint8Array> {
  const { oversight } = world
  if (oversight.key !== undefined) return oversight.key
  return world.locks.run([stream], async () => {
    if (oversight.key !== undefined) return oversight.key
    const [made] = await world.store.events({ stream, types: [type], limit: 1 })
    const kept = made === undefined ? undefined : (await readDocument(world, made.id))?.key
    const key =
      typeof kept === 'string'
        ? Buffer.from(kept, 'base64url')
        : Buffer.from(world.random.bytes(32))
    if (typeof kept !== 'string') {
      const written = write(world, nodeHand(world, 'node'), {
        ...note(stream, type, world.clock.now(), {}),
        document: documentBytes({ key: key.toString('base64url') }),
      })
      const bodies = written.body === undefined ? [] : [written.body]
      const committed = await world.store.commit({ events: [written.event], bodies })
      if (!committed.ok) throw new Error(`the key of marks was not kept: ${committed.refusal.name}`)
    }
    oversight.key = key
    return key
  })
}

function markOf(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, 22)
}

/** What the documents of a matter name, as marks. Each document is read once, until something of the matter is erased. */
export async function marksOf(world: World, { stream, version }: Matter): Promise<MatterMarks> {
  const known = world.oversight.marks.get(stream)
  if (known?.version === version) return known.marks
  const documents: Json[] = []
  let read = known?.read ?? -1
  for await (const event of everyEvent(world.store, { stream, after: read })) {
    read = event.index
    const document = await readDocument(world, headerOf(event)?.body?.id ?? event.id)
    if (document !== undefined) documents.push(document as Json)
  }
  const fresh = await marksIn(world, documents)
  const marks = known === undefined ? fresh : together(known.marks, fresh)
  world.oversight.marks.set(stream, { version, read, marks })
  return marks
}

function together(a: MatterMarks, b: MatterMarks): MatterMarks {
  return {
    about: [...new Set([...a.about, ...b.about])].sort(),
    nameWords: new Set([...a.nameWords, ...b.nameWords]),
  }
}

/** What documents name, as marks: of a matter, or of a step that is not on record yet. */
export async function marksIn(world: World, documents: readonly Json[]): Promise<MatterMarks> {
  const key = await markKey(world)
  const about = new Set<string>()
  const words = new Set<string>()
  for (const document of documents) {
    for (const found of keysIn(document)) about.add(markOf(key, found))
    for (const name of namesIn(document)) {
      const parts = nameWords(name)
      for (const part of parts) words.add(part)
      if (parts.length > 1) about.add(markOf(key, `name ${parts.join(' ')}`))
    }
  }
  return { about: [...about].sort(), nameWords: words }
}

/**
 * The lines of a declaration as marks: a name of at least two words, or an identifier with its kind. The lines
 * themselves are kept nowhere.
 */
export async function marksOfLines(
  world: World,
  lines: readonly string[],
): Promise<Outcome<readonly string[]>> {
  const key = await markKey(world)
  const marks: string[] = []
  for (const [i, line] of lines.entries()) {
    const read = readIdentifier(line)
    const parts = nameWords(line.replace(/^name:/i, '').split('|')[0] ?? '')
    if (read.ok) for (const k of read.value.keys) marks.push(markOf(key, k.text))
    if (!/^[a-z]+:/i.test(line) && parts.length > 1)
      marks.push(markOf(key, `name ${parts.join(' ')}`))
    else if (!read.ok) return oversightRefusal('declaration-malformed', `line ${i + 1}`)
    else if (/^name:/i.test(line) && parts.length > 1)
      marks.push(markOf(key, `name ${parts.join(' ')}`))
  }
  return done(marks)
}

/** Names of persons and companies in the fields of a form. */
function* namesIn(value: unknown, depth = 32): Generator<string> {
  if (typeof value !== 'object' || value === null || depth === 0) return
  if (Array.isArray(value)) for (const item of value) yield* namesIn(item, depth - 1)
  else {
    const { name } = value as { readonly name?: unknown }
    if (typeof name === 'string') yield name
    for (const item of Object.values(value)) yield* namesIn(item, depth - 1)
  }
}
