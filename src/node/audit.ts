import { canonical, digest } from '#base'
import { type RecordHeader, readReceipt, readRecord, verifyRecord } from '#exchange'
import { type Event, recompute } from '#procedure'
import { parseCheckpoint, same, signedBy, verify } from '#store'
import { approvalsUnproven } from './approvals-audit.ts'
import { filesUnsound } from './attachments-audit.ts'
import { readDocument } from './bodies.ts'
import { contentUnsound } from './content-audit.ts'
import { cosignedHeads } from './cosigned-heads.ts'
import type { LetterRow } from './delivery-rows.ts'
import { everyEvent } from './every-event.ts'
import { keptFiguresUnsound } from './figures-audit.ts'
import { actorKey, knownKeys } from './known-keys.ts'
import { after, type Matter } from './matter.ts'
import { oversightUnsound } from './oversight-audit.ts'
import { servedHere } from './parties.ts'
import { headView } from './reads.ts'
import { eventOf } from './receive-read.ts'
import { exchangedBy } from './reconcile.ts'
import { releasesUnsound } from './releases-audit.ts'
import { headerOf } from './request-view.ts'
import { filingsUnsound, marksUnsound } from './rights-audit.ts'
import { everyRow, plain } from './row-data.ts'
import { settingsOf } from './settings.ts'
import { handWrong } from './signing-hand.ts'
import { verifyToken } from './timestamp-token.ts'
import { everyTimestamp } from './timestamps.ts'
import type { AuditView } from './views.ts'
import type { World } from './world.ts'

interface Found {
  readonly where: string
  readonly text: string
}

/**
 * The auditor's question to one node: is every record what its officer signed, is the tree made of these records and
 * no others, is every row what the records fold to, does every decision follow again from the law that it names, and
 * does the other side confirm each letter.
 */
export async function audit(world: World): Promise<AuditView> {
  for (let attempt = 1; ; attempt++) {
    const before = (await world.store.head()).size
    const view = await auditOnce(world)
    const after = (await world.store.head()).size
    // Reading takes several steps; what was written between two of them looks like a difference.
    if (view.ok || before === after || attempt === 3) return view
  }
}

async function auditOnce(world: World): Promise<AuditView> {
  let signatures = 0
  const report = await verify(world.store, {
    origin: world.store.origin,
    headKey: world.keys.log.publicKey,
    kek: world.keys.kek,
    describe: (record) => {
      const read = readRecord(record)
      return read.ok ? pick(read.value) : undefined
    },
    commitments: (record) => {
      const read = readRecord(record)
      if (!read.ok) return []
      const { body, attachments = [] } = read.value
      return [...(body === null ? [] : [body]), ...attachments].map(({ id, commitment }) => ({
        body: id,
        commitment: Buffer.from(commitment.slice(7), 'hex'),
      }))
    },
    signature: (event) => {
      signatures++
      return signatureWrong(world, event.record, event.signature)
    },
  })
  const { folded, broken } = await foldAll(world)
  const decisions = await decisionsAgain(world, [...folded.keys()])
  const findings: Found[] = [
    ...report.findings.map((f) => ({
      where: f.id === undefined ? f.table : `${f.table} ${f.id}`,
      text: f.text,
    })),
    ...broken,
    ...(await looked('matters', () => rowsThatDiffer(world, folded))),
    ...(await looked('letters', () => lettersUnconfirmed(world))),
    ...(await looked('approvals', () => approvalsUnproven(world))),
    ...(await looked('files', () => filesUnsound(world))),
    ...(await looked('content', () => contentUnsound(world))),
    ...(await looked('figures', () => keptFiguresUnsound(world))),
    ...(await looked('oversight', () => oversightUnsound(world))),
    ...(await looked('filings', () => filingsUnsound(world))),
    ...(await looked('marks', () => marksUnsound(world))),
    ...(await looked('releases', () => releasesUnsound(world))),
    ...(await looked('heads', () => headsThatContradict(world))),
    ...(await looked('cosigned heads', () => cosignedHeadsGone(world))),
    ...(await looked('timestamps', () => tokensThatFail(world))),
  ]
  return {
    ok: findings.length === 0,
    findings,
    checked: { records: report.size, bodies: report.checked.bodies, signatures },
    decisions,
    head: headView(await world.store.head()),
    settings: await settingsOf(world),
  }
}

/** One part of the audit. What was changed on disk may break it half-way: then that is what it found. */
async function looked(
  where: string,
  part: () => Promise<readonly Found[]>,
): Promise<readonly Found[]> {
  try {
    return await part()
  } catch (error) {
    return [{ where, text: sentenceOf(error) }]
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Heads that a partner signed in its receipts: two of one size are one head, or one log has told two histories. */
async function headsThatContradict(world: World): Promise<Found[]> {
  const roots = new Map<string, string>()
  const found: Found[] = []
  for (const { node, size, root } of (await exchangedBy(world)).heads) {
    const before = roots.get(`${node} ${size}`) ?? root
    roots.set(`${node} ${size}`, before)
    if (before !== root)
      found.push({
        where: `log of ${node}`,
        text: `two receipts hold heads of ${size} entries with different roots: it has told two histories`,
      })
  }
  return found
}

/** Heads that the witnesses cosigned: this log must lead to each of them, or it is not the log that they saw. */
async function cosignedHeadsGone(world: World): Promise<Found[]> {
  const found: Found[] = []
  const { origin } = world.store
  for await (const { size, note } of cosignedHeads(world.store)) {
    const where = `cosigned head of ${size} entries`
    const head = parseCheckpoint(note)
    const root = await world.store.rootAt(size)
    if (head?.size !== size || !signedBy(head, origin, world.keys.log.publicKey))
      found.push({ where, text: 'it is not a head that the key of this log signed' })
    else if (!root.ok || !same(root.value, head.root))
      found.push({
        where,
        text: 'the entries of this log do not lead to it: it is another history',
      })
  }
  return found
}

/** Every token checked again, against the roots that were trusted when it came. */
async function tokensThatFail(world: World): Promise<Found[]> {
  const found: Found[] = []
  for await (const { authority, askedAt, note, token, roots } of everyTimestamp(world)) {
    if (token === null) continue
    const held = await verifyToken(Buffer.from(token, 'base64'), {
      bytes: Buffer.from(note),
      roots,
    })
    if (!held.ok)
      found.push({ where: `timestamp of ${authority}, ${askedAt}`, text: held.refusal.ground })
  }
  return found
}

function pick({ id, stream, type, at, actor }: RecordHeader) {
  return { id, stream, type, at, actor }
}

function signatureWrong(
  world: World,
  record: Uint8Array,
  signature: Uint8Array,
): string | undefined {
  const read = readRecord(record)
  if (!read.ok) return 'the record cannot be read'
  const { node, actor, key, at } = read.value
  const known = actorKey(world.federation, node, actor, key, at)
  if (known === undefined) return `no card lists the key ${key} for ${actor} at that time`
  if (!verifyRecord(record, signature, known)) return `it is not the signature of ${actor}`
  return handWrong(world.federation, read.value, undefined)
}

/** Every matter folded again from its records, held against the row that the inbox reads; uses `folded` up. */
async function rowsThatDiffer(world: World, folded: Map<string, Matter>): Promise<Found[]> {
  const found: Found[] = []
  for await (const { key, data } of everyRow<Matter>(world.store, { kind: 'matter' })) {
    const again = folded.get(key)
    folded.delete(key)
    if (again === undefined || !alike(again, data))
      found.push({
        where: `rows matter ${key}`,
        text: 'the row is not what the records of the matter fold to',
      })
  }
  for (const stream of folded.keys())
    found.push({
      where: `rows matter ${stream}`,
      text: 'the log holds records of this matter, the inbox does not',
    })
  return found
}

interface Folded {
  readonly folded: Map<string, Matter>
  /** Matters whose records do not fold any more, or whose words cannot be read. */
  readonly broken: readonly Found[]
}

async function foldAll(world: World): Promise<Folded> {
  const folded = new Map<string, Matter>()
  const broken = new Map<string, Found>()
  for await (const event of everyEvent(world.store)) {
    const header = event.stream.startsWith('matter/') ? headerOf(event) : undefined
    if (header === undefined || event.record === null) continue
    if (broken.has(event.stream)) continue
    try {
      const words = header.body === null ? null : ((await readDocument(world, event.id)) ?? null)
      const record = { id: event.id, digest: digest(event.record) }
      folded.set(event.stream, after(folded.get(event.stream), eventOf(header, words), record))
    } catch (error) {
      const text = `its records do not fold at event ${event.index}: ${sentenceOf(error)}`
      broken.set(event.stream, { where: event.stream, text })
    }
  }
  for (const stream of broken.keys()) folded.delete(stream)
  return { folded, broken: [...broken.values()] }
}

/**
 * Every decision made again from its own law. Where the words were erased or the law is not at hand there is nothing to
 * compare.
 */
async function decisionsAgain(
  world: World,
  streams: readonly string[],
): Promise<AuditView['decisions']> {
  const facts = {
    directory: world.federation.cards(),
    self: servedHere(world).map((card) => card.id),
  }
  const different: Found[] = []
  let [same, notChecked] = [0, 0]
  for (const stream of streams) {
    const events = await historyOf(world, stream)
    for (const { index, type, outcome, why = '' } of recompute(events, world.laws.version, facts)) {
      if (outcome === 'same') same++
      else if (outcome === 'not-checked') notChecked++
      else different.push({ where: `${stream} step ${index + 1}`, text: `${type}: ${why}` })
    }
  }
  return { same, notChecked, different }
}

async function historyOf(world: World, stream: string): Promise<Event[]> {
  const events: Event[] = []
  for await (const event of everyEvent(world.store, { stream })) {
    const header = headerOf(event)
    if (header === undefined) continue
    const document = header.body === null ? null : ((await readDocument(world, event.id)) ?? null)
    events.push(eventOf(header, document))
  }
  return events
}

function alike(a: Matter, b: Matter): boolean {
  return Buffer.compare(canonical(plain(a)), canonical(plain(b))) === 0
}

/** Each answered letter has a receipt that the other node signed over exactly the bytes that were sent. */
async function lettersUnconfirmed(world: World): Promise<Found[]> {
  const found: Found[] = []
  for await (const { key, data } of everyRow<LetterRow>(world.store, { kind: 'letter' })) {
    const wrong = await letterWrong(world, key, data)
    if (wrong !== undefined) found.push({ where: `letter ${key}`, text: wrong })
  }
  return found
}

async function letterWrong(
  world: World,
  key: string,
  letter: LetterRow,
): Promise<string | undefined> {
  const id = key.slice(key.lastIndexOf('/') + 1)
  const sent = await world.store.outgoing(id)
  if (sent === undefined) return 'the letter is not in the outbox any more'
  if (letter.receipt === undefined) return undefined
  if (sent.answer === undefined) return 'a receipt is noted but its bytes are not kept'
  const receipt = readReceipt(sent.answer, {
    from: letter.to,
    to: world.id,
    envelope: digest(sent.bytes),
    knownKey: knownKeys(world.federation),
  })
  return receipt.ok ? undefined : `the receipt does not count: ${receipt.refusal.ground}`
}
