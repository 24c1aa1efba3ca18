import { done, type Outcome, refuse } from '#base'
import { type BulkFile, type BulkRecord, type BulkVerdict, judgeBulk } from '#exchange'
import { readXml, type XmlElement } from '#intake'
import type { RowChange } from '#store'
import { openMatter } from './access.ts'
import { headNow, letterRefs, sendNotice } from './delivery-notices.ts'
import { note, write } from './records.ts'
import { rowData } from './row-data.ts'
import type { World } from './world.ts'

/**
 * An officer hands in a file of bulk data that came with a matter. The node reads it, finds the faults that it can find
 * by itself, remembers the ids that were used, and tells the sender by a signed status message. Nothing of the content
 * is kept here or told: ids and codes alone.
 */
export async function checkFile(
  world: World,
  actor: string,
  id: string,
  bytes: Uint8Array,
): Promise<Outcome<BulkVerdict & { readonly message: string }>> {
  const opened = await openMatter(world, actor, id, 'read')
  if (!opened.ok) return opened
  const { stream } = opened.value.matter
  const letters = await letterRefs(world, stream)
  const [first] = letters
  if (first === undefined) return refuse(noLetter)
  const { from } = first
  const xml = readXml(bytes)
  // A file that cannot be read is a finding for its sender too, not only for the officer.
  const file = xml.ok ? bulkFile(xml.value) : undefined
  return world.locks.run([`bulk:${from}`], async () => {
    const found: BulkVerdict =
      file === undefined
        ? { verdict: 'rejected', fileCodes: [50007], items: [] }
        : judgeBulk(file, await factsAbout(world, from, file))
    const message = file?.message ?? 'unreadable'
    const entry = note(`channel/${from}`, 'bulk.checked', world.clock.now(), {
      message,
      verdict: found.verdict,
      fileCodes: [...found.fileCodes],
      items: found.items.length,
    })
    // The verdict and the word about it are one transaction: a machine that goes off leaves neither or both.
    const sent = await sendNotice(
      world,
      from,
      {
        v: 1,
        notice: 'status',
        letters: letters.filter((l) => l.from === from).map((l) => l.ref),
        head: await headNow(world),
        message,
        verdict: found.verdict,
        fileCodes: [...found.fileCodes],
        items: found.items.slice(0, 5000),
      },
      {
        conversation: stream,
        events: [write(world, opened.value.hand, entry).event],
        rows: file === undefined ? [] : remembered(from, file, found),
      },
    )
    return sent.ok ? done({ ...found, message }) : sent
  })
}

const noLetter = {
  kind: 'unknown',
  name: 'file-without-sender',
  ground: 'no letter of another authority has brought anything into this matter',
  remedy: 'hand the file in where the matter is that announced it',
} as const

const kinds: Readonly<Record<string, BulkRecord['kind']>> = {
  '0': 'resent',
  '1': 'new',
  '2': 'corrected',
  '3': 'deleted',
}

/** The ids of a file, found by the names that the schemas of this family share; undefined when they are not there. */
function bulkFile(root: XmlElement): BulkFile | undefined {
  const message = textOf(root, 'MessageRefId')
  const to = textOf(root, 'ReceivingCountry')
  if (message === undefined || to === undefined) return undefined
  const records: BulkRecord[] = []
  for (const spec of all(root, 'DocSpec')) {
    const id = textOf(spec, 'DocRefId')
    const indicator = /^OECD(1?)([0-3])$/.exec(textOf(spec, 'DocTypeIndic') ?? '')
    if (id === undefined || indicator === null) return undefined
    const corrects = textOf(spec, 'CorrDocRefId')
    records.push({
      id,
      kind: kinds[indicator[2]!]!,
      test: indicator[1] === '1',
      ...(corrects === undefined ? {} : { corrects }),
    })
  }
  return { message, to, records }
}

function* all(element: XmlElement, name: string): Generator<XmlElement> {
  if (element.name === name) yield element
  else for (const child of element.children) if (typeof child !== 'string') yield* all(child, name)
}

function textOf(root: XmlElement, name: string): string | undefined {
  const [found] = all(root, name)
  const text = found?.children.filter((c) => typeof c === 'string').join('')
  return text === undefined || text.trim() === '' || text.length > 200 ? undefined : text.trim()
}

async function factsAbout(world: World, from: string, file: BulkFile) {
  const messages = new Set<string>()
  const records = new Map<string, 'live' | 'over'>()
  if ((await world.store.row('bulk-message', `${from}/${file.message}`)) !== undefined)
    messages.add(file.message)
  for (const id of file.records.flatMap((r) => [r.id, ...(r.corrects ? [r.corrects] : [])])) {
    const row = await world.store.row('bulk-record', `${from}/${id}`)
    if (row !== undefined) records.set(id, rowData<{ state: 'live' | 'over' }>(row).state)
  }
  return {
    country: world.federation.own.country,
    production: !world.demo,
    seenMessage: (id: string) => messages.has(id),
    record: (id: string) => records.get(id),
  }
}

/** Ids that were used, and records that can no longer be corrected; of a rejected file the message id alone. */
function remembered(from: string, file: BulkFile, found: BulkVerdict): readonly RowChange[] {
  const message = { kind: 'bulk-message', key: `${from}/${file.message}`, data: {} }
  if (found.fileCodes.length > 0) return found.fileCodes.includes(50012) ? [] : [message]
  const bad = new Set(found.items.map((i) => i.ref))
  const rows = new Map<string, RowChange>()
  const put = (id: string, state: 'live' | 'over') =>
    rows.set(id, { kind: 'bulk-record', key: `${from}/${id}`, data: { state } })
  for (const record of file.records) {
    if (bad.has(record.id)) continue
    put(record.id, record.kind === 'deleted' ? 'over' : 'live')
    if (record.corrects !== undefined) put(record.corrects, 'over')
  }
  return [message, ...rows.values()]
}
