import { createHmac } from 'node:crypto'
import { accessRefusal } from '#access'
import { done, type Id, type Instant, instant, millis, type Outcome } from '#base'
import type { AuthorityCard } from '#directory'
import { oversightRefusal } from '#oversight'
import { procedureOf } from '#procedure'
import {
  countsFrom,
  evolveFiling,
  type Filing,
  type FilingEvent,
  type FilingState,
  type Identity,
  identityDays,
  isOpenFiling,
  makeReceipt,
  mostWaiting,
  type Return,
  readReceipt,
  rightsRefusal,
  roomFor,
  type Way,
} from '#rights'
import type { RowChange } from '#store'
import { decideAccess, putAccessOnRecord, wasSeen } from './access.ts'
import { readDocument } from './bodies.ts'
import { documentBytes } from './deliver.ts'
import { type Beside, handleAs, idOf } from './handle.ts'
import { isClosed } from './inbox.ts'
import { load } from './matter.ts'
import { noticeFor } from './notices.ts'
import { isSuspended } from './oversight-accounts.ts'
import { servedHere } from './parties.ts'
import { note, type Written, write } from './records.ts'
import { everyRow, plain, rowData } from './row-data.ts'
import { type Hand, handOf, nodeHand, type World } from './world.ts'

/**
 * What a person hands in: the words in one body of the vault, the last characters of a paper in another that goes as soon
 * as somebody has looked at the paper, and events that name nobody. A row is the fold of the events; the person keeps a
 * receipt, the node a mark made from it.
 */
export interface FilingRow extends FilingState {
  /** Bodies: what was said, and the proof. */
  readonly body: string
  readonly proof?: string
}

export const filingKind = 'rights-filing'
const kind = filingKind
const marks = 'rights-receipt'
const secrets = 'rights-secret'

/** Of the authorities of this node, the one to which persons come: who may begin a request of P10. */
export function deskOf(world: World): AuthorityCard | undefined {
  const p10 = procedureOf('P10')
  const kinds: readonly string[] = p10.ok ? (p10.value.kinds ?? []) : []
  return servedHere(world)
    .filter((card) => kinds.includes(card.kind) && hasRegistrar(world, card.id))
    .sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.id < b.id ? -1 : 1))[0]
}

function hasRegistrar(world: World, authority: string): boolean {
  return world.officers.some((o) => o.authority === authority && o.role === 'registrar')
}

/** Takes in what a person wrote, or said to the operator who writes for them. Answers with the receipt, once. */
export async function file(
  world: World,
  filing: Filing,
  way: Way,
  hand: Hand = nodeHand(world, 'node'),
): Promise<Outcome<{ readonly id: string; readonly receipt: string }>> {
  const desk = deskOf(world)
  if (desk === undefined || (filing.ask === 'complaint' && desk.kind !== 'oversight'))
    return rightsRefusal('desk-missing')
  const room = roomFor(await waiting(world))
  if (!room.ok) return room
  const now = world.clock.now()
  const receipt = makeReceipt(world.random)
  const id = world.ids.next()
  const { ask, to, language, paperEnds, ...words } = filing
  const facts = { id, ask, to, desk: desk.id, way, language, filedAt: now }
  const written = write(world, hand, {
    ...note(streamOf(id), 'rights.filed', now, {
      ...{ ask, to, desk: desk.id, way, language },
      proofKept: paperEnds !== undefined,
    }),
    document: documentBytes(words),
    bodyId: world.ids.next(),
  })
  const proof =
    paperEnds === undefined
      ? undefined
      : {
          id: world.ids.next() as string,
          bytes: documentBytes({ paperEnds }),
          salt: world.random.bytes(32),
        }
  const state = evolveFiling(undefined, {
    type: 'rights.filed',
    ...facts,
    proofKept: proof !== undefined,
  })
  const row: FilingRow = {
    ...state,
    body: written.body!.id,
    ...(proof === undefined ? {} : { proof: proof.id }),
  }
  const secret = await secretOf(world)
  const committed = await world.store.commit({
    events: [written.event],
    bodies: [written.body!, ...(proof === undefined ? [] : [proof])],
    rows: [
      filingChange(row, instant(millis(now) + identityDays * 86_400_000)),
      { kind: marks, key: markOf(secret.key, receipt), data: plain({ id }) },
      ...secret.rows,
    ],
  })
  return committed.ok ? done({ id, receipt }) : committed
}

/** The filing to which a receipt belongs. */
export async function byReceipt(world: World, text: string): Promise<FilingRow | undefined> {
  const receipt = readReceipt(text)
  if (receipt === undefined) return undefined
  const { key } = await secretOf(world)
  const found = await world.store.row(marks, markOf(key, receipt))
  return found === undefined ? undefined : filingRow(world, rowData<{ id: string }>(found).id)
}

/** A filing as its desk sees it. */
export interface FilingView extends FilingState {
  /** Last day on which it is acknowledged (CP-DSR-ACK, CP-COMPLAINT-ACK). */
  readonly acknowledgeBy: Instant
  /** Last day on which somebody may show who they are. */
  readonly identifyBy: Instant
}

export interface OpenedFiling extends FilingView {
  readonly words: Readonly<Record<string, unknown>> | null
  readonly paperEnds: string | null
}

/** Newest last: what waits longest stands first. */
export async function filings(
  world: World,
  actor: string,
): Promise<Outcome<readonly FilingView[]>> {
  const hand = handOf(world, actor)
  const found: FilingView[] = []
  if (hand === undefined) return done(found)
  for await (const { data } of everyRow<FilingRow>(world.store, { kind, order: 'sort' }))
    if (mayTouch(world, hand, data) === undefined) found.push(viewOf(data))
  return done(found)
}

export async function openFiling(
  world: World,
  actor: string,
  id: string,
): Promise<Outcome<OpenedFiling>> {
  const at = await touched(world, actor, id)
  if (!at.ok) return at
  const { hand, row } = at.value
  const verdict = verdictOn(world, hand)
  if (!wasSeen(world, `${hand.id} ${streamOf(id)}`))
    await putAccessOnRecord(world, hand, streamOf(id), 'read', verdict, { purpose: 'matter' })
  const words = await readDocument(world, row.body)
  const proof = row.proof === undefined ? undefined : await readDocument(world, row.proof)
  return done({
    ...viewOf(row),
    words: words ?? null,
    paperEnds: typeof proof?.paperEnds === 'string' ? proof.paperEnds : null,
  })
}

/**
 * The registrar has looked at a paper, and the filing becomes a matter: a request of P10, or a complaint of P11. In one
 * transaction the matter is opened, the filing says which it became, and what proved the identity is erased.
 */
export async function takeUp(
  world: World,
  actor: string,
  id: string,
  identity: Identity | undefined,
): Promise<Outcome<{ readonly matter: string }>> {
  return world.locks.run([streamOf(id)], async () => {
    const at = await touched(world, actor, id)
    if (!at.ok) return at
    const { hand, row } = at.value
    const open = isOpenFiling(row)
    if (!open.ok) return open
    const complains = row.ask === 'complaint'
    const today = world.clock.now().slice(0, 10)
    if (!complains && (identity === undefined || identity.shownOn > today))
      return rightsRefusal('identity-unchecked')
    if (isSuspended(world, actor)) return oversightRefusal('account-suspended')
    const words = (await readDocument(world, row.body)) ?? {}
    const asked = complains ? complaintOf(row, words) : requestOf(row, words)
    const command = {
      do: 'open',
      procedure: complains ? 'P11' : 'P10',
      step: complains ? 'file' : 'receive',
      to: row.to,
      document: { ...asked, handedIn: countsFrom(row.filedAt, complains ? undefined : identity) },
    } as const
    const opened = await handleAs(world, hand, command, (stream) => {
      const proof = complains ? null : (identity?.proof ?? null)
      return settling(
        world,
        hand,
        row,
        { type: 'rights.taken-up', matter: idOf(stream), proof },
        [],
      )
    })
    return opened.ok ? done({ matter: opened.value.id }) : opened
  })
}

/** Gives a filing back: everything that was said is erased, and the person reads why. */
export async function giveBack(
  world: World,
  actor: string,
  id: string,
  why: Return,
): Promise<Outcome<void>> {
  return world.locks.run([streamOf(id)], async () => {
    const at = await touched(world, actor, id)
    if (!at.ok) return at
    const open = isOpenFiling(at.value.row)
    if (!open.ok) return open
    return settle(world, at.value.hand, at.value.row, { type: 'rights.returned', why }, [
      at.value.row.body,
    ])
  })
}

/**
 * Nobody came within the time to show who they are, or the matter that a filing became is over: the words go, and the
 * receipt still says what happened.
 */
export async function endOldFilings(world: World): Promise<number> {
  let ended = 0
  const now = world.clock.now()
  const page = await world.store.rows({ kind, dueBefore: now, order: 'due', limit: 100 })
  for (const { data } of page.rows) {
    const row = rowData<FilingRow>({ data })
    if (row.state === 'taken-up') {
      if (await endTakenUp(world, row)) ended++
      continue
    }
    if (row.ask === 'complaint') {
      await remind(world, row)
      continue
    }
    await world.locks.run([streamOf(row.id)], async () => {
      const event = { type: 'rights.returned', why: 'nobody-came' } as const
      const kept = await settle(world, nodeHand(world, 'node'), row, event, [row.body])
      if (kept.ok) ended++
    })
  }
  return ended
}

/** A complaint waits for no paper: who is late is the desk, and nothing of it is erased for that. */
async function remind(world: World, row: FilingRow): Promise<void> {
  const at = world.clock.now()
  const text = 'a complaint has waited thirty days to be taken up'
  const registrars = world.officers.filter(
    (o) => o.authority === row.desk && ['registrar', 'inspector'].includes(o.role),
  )
  const notices = registrars.map((o) =>
    noticeFor({
      id: world.ids.next(),
      officer: o.id,
      at,
      kind: 'complaint-waits',
      text,
      about: row.id,
    }),
  )
  await world.store.commit({
    events: [],
    rows: [filingChange(row, lookAgain(world)), ...notices],
  })
}

async function endTakenUp(world: World, row: FilingRow): Promise<boolean> {
  const matter = await load(world, `matter/${row.matter}`)
  const over = matter === undefined || isClosed(matter)
  if (over)
    return (
      await settle(world, nodeHand(world, 'node'), row, { type: 'rights.erased' }, [row.body])
    ).ok
  await world.store.commit({ events: [], rows: [filingChange(row, lookAgain(world))] })
  return false
}

export function lookAgain(world: World): Instant {
  return instant(millis(world.clock.now()) + identityDays * 86_400_000)
}

async function settle(
  world: World,
  hand: Hand,
  row: FilingRow,
  event: Exclude<FilingEvent, { readonly type: 'rights.filed' }>,
  bodies: readonly string[],
): Promise<Outcome<void>> {
  const committed = await world.store.commit(settling(world, hand, row, event, bodies))
  return committed.ok ? done(undefined) : committed
}

/** What is committed when something becomes of a filing: the record, the row, and what is erased. */
function settling(
  world: World,
  hand: Hand,
  row: FilingRow,
  event: Exclude<FilingEvent, { readonly type: 'rights.filed' }>,
  bodies: readonly string[],
): Beside {
  const { type, ...data } = event
  const { proof, ...rest } = row
  const erase = [...bodies, ...(proof === undefined ? [] : [proof])]
  const next: FilingRow = { ...rest, ...evolveFiling(row, event) }
  const written: Written = write(
    world,
    hand,
    note(streamOf(row.id), type, world.clock.now(), { ...data, erased: erase.length }),
  )
  return {
    events: [written.event],
    bodies: [],
    rows: [filingChange(next, next.wordsKept ? lookAgain(world) : undefined)],
    ...(erase.length === 0 ? {} : { erase }),
  }
}

function requestOf(row: FilingRow, words: Readonly<Record<string, unknown>>) {
  const { name, born, country, representative } = words
  return {
    scope: row.ask,
    persons: [
      {
        name: String(name ?? ''),
        kind: 'person',
        ...(born === undefined ? {} : { born }),
        ...(country === undefined ? {} : { country }),
      },
    ],
    identityChecked: true,
    language: row.language,
    ...(representative === undefined ? {} : { representative }),
    request: String(words.words ?? ''),
    free: true,
  }
}

function complaintOf(row: FilingRow, words: Readonly<Record<string, unknown>>) {
  const { name, born, country, against } = words
  return {
    facts: String(words.words ?? ''),
    against: against ?? 'other',
    language: row.language,
    ...(name === undefined
      ? {}
      : {
          persons: [
            {
              name,
              kind: 'person',
              ...(born === undefined ? {} : { born }),
              ...(country === undefined ? {} : { country }),
            },
          ],
        }),
  }
}

async function touched(
  world: World,
  actor: string,
  id: string,
): Promise<Outcome<{ readonly hand: Hand; readonly row: FilingRow }>> {
  const hand = handOf(world, actor)
  const row = await filingRow(world, id)
  if (hand === undefined || row === undefined) return rightsRefusal('filing-unknown')
  const refused = mayTouch(world, hand, row)
  return refused ?? done({ hand, row })
}

/** Officers of the desk who may begin a matter there; to everybody else it is not there. */
function mayTouch(world: World, hand: Hand, row: FilingRow): Outcome<never> | undefined {
  if (hand.authority !== row.desk || !['registrar', 'inspector'].includes(hand.role))
    return rightsRefusal('filing-unknown')
  const verdict = verdictOn(world, hand)
  return verdict.allowed ? undefined : { ok: false, refusal: accessRefusal(verdict) }
}

/** A filing is a matter about to be opened. */
function verdictOn(world: World, hand: Hand) {
  return decideAccess(world, hand, 'read', { kind: 'matter', matter: undefined })
}

export async function filingRow(world: World, id: string): Promise<FilingRow | undefined> {
  const row = await world.store.row(kind, id)
  return row === undefined ? undefined : rowData<FilingRow>(row)
}

function viewOf({ body: _, proof: __, ...row }: FilingRow): FilingView {
  const from = millis(row.filedAt)
  return {
    ...row,
    acknowledgeBy: instant(from + 7 * 86_400_000),
    identifyBy: instant(from + identityDays * 86_400_000),
  }
}

export function filingChange(row: FilingRow, due?: Instant): RowChange {
  return {
    kind,
    key: row.id,
    data: plain(row),
    sort: row.filedAt,
    ...(due === undefined ? {} : { due }),
  }
}

async function waiting(world: World): Promise<number> {
  const page = await world.store.rows({
    kind,
    dueBefore: '9999-01-01T00:00:00.000Z' as Instant,
    order: 'due',
    limit: mostWaiting,
  })
  return page.rows.length
}

/** The secret under which receipts are marked: made with the first filing, sealed like every row. */
async function secretOf(
  world: World,
): Promise<{ readonly key: Buffer; readonly rows: readonly RowChange[] }> {
  const found = await world.store.row(secrets, 'receipts')
  if (found !== undefined)
    return { key: Buffer.from(rowData<{ key: string }>(found).key, 'base64'), rows: [] }
  const key = Buffer.from(world.random.bytes(32))
  const data = plain({ key: key.toString('base64') })
  return { key, rows: [{ kind: secrets, key: 'receipts', data }] }
}

function markOf(key: Buffer, receipt: string): string {
  return createHmac('sha256', key).update(`comity/rights/receipt/v1\n${receipt}`).digest('hex')
}

export function streamOf(id: string | Id): string {
  return `rights/${id}`
}
