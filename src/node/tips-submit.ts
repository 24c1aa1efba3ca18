import {
  type Clock,
  canonical,
  digestOf,
  done,
  instant,
  type Json,
  millis,
  type Outcome,
  refuse,
} from '#base'
import type { RowChange } from '#store'
import {
  boxKey,
  type Content,
  contentWrong,
  identityDigest,
  inGroups,
  newReceipt,
  packContent,
  type Receipt,
  receiptKeys,
  sealIdentity,
  sealTo,
  tipRefusal,
} from '#tips'
import type { Beside } from './handle.ts'
import { handleAs } from './handle.ts'
import { load } from './matter.ts'
import {
  type Box,
  portalHand,
  sealedRecord,
  sealedWords,
  type TipContent,
  type TipRow,
  tipAt,
  tipChange,
} from './tips-box.ts'
import { bytesOf, forget, text } from './tips-unit-key.ts'
import {
  allWaiting,
  keepWaiting,
  sealedOf,
  type Waiting,
  waitingAt,
  waitsNoMore,
} from './tips-waiting.ts'
import type { World } from './world.ts'

export interface Handed {
  readonly content: Content
  /** Words for the sealed envelope; empty where the source stays unknown. */
  readonly identity: string
  readonly retaliation?: string
}

/** Takes a new tip in and gives its receipt, which is shown once and stored nowhere. */
export async function takeTip(world: World, box: Box, handed: Handed): Promise<Outcome<string>> {
  const receipt = newReceipt(world.random)
  const kept = await take(world, box, await placeOf(box, receipt), handed)
  return kept.ok ? done(inGroups(receipt)) : kept
}

/** Takes in what a source adds, or a report of retaliation. */
export async function takeMore(
  world: World,
  box: Box,
  receipt: Receipt,
  handed: Handed,
): Promise<Outcome<undefined>> {
  const place = await placeOf(box, receipt)
  const { lookup } = place
  const tip = await tipAt(world, lookup)
  const earlier = await waitingAt(world, lookup)
  if (tip === undefined && earlier.length === 0) return refuse(tipRefusal('receipt-unknown'))
  const known = tip?.identity !== undefined || earlier.some((w) => w.identity !== undefined)
  if (handed.content.kind === 'retaliation' && !known && handed.identity.trim() === '')
    return refuse(tipRefusal('retaliation-unnamed'))
  const matter = tip && (await load(world, `matter/${tip.matter}`))
  if (tip !== undefined && ['CLOSED', 'DELETED'].includes(matter?.state.states.main ?? 'DELETED'))
    return refuse(tipRefusal('tip-not-open'))
  return take(world, box, place, handed)
}

/** Where the tip of a receipt is found, and to which key answers are sealed. */
async function placeOf(
  box: Box,
  receipt: Receipt,
): Promise<Pick<Waiting, 'lookup' | 'receiptKey'>> {
  const { lookup, seed } = await receiptKeys(receipt, bytesOf(box.salt))
  const key = boxKey(seed)
  forget([{ ...key, secretKey: seed }, key])
  return { lookup, receiptKey: text(key.publicKey) }
}

/** Seals what was handed in, and keeps it until the hour. */
async function take(
  world: World,
  box: Box,
  at: Pick<Waiting, 'lookup' | 'receiptKey'>,
  { content, identity, retaliation }: Handed,
): Promise<Outcome<undefined>> {
  const right = contentWrong(content)
  if (!right.ok) return right
  const holders = box.officers.filter((o) => box.letIn.some((l) => l.officer === o.officer))
  const envelope =
    identity.trim() === '' ? undefined : sealIdentity(identity.trim(), holders, world.random)
  if (envelope?.ok === false) return envelope
  const sealed = sealTo(bytesOf(box.unit), packContent(content), world.random)
  const waits = {
    ...at,
    kind: content.kind as Waiting['kind'],
    ...(envelope === undefined ? {} : { identity: envelope.value }),
    ...(retaliation === undefined ? {} : { retaliation }),
  }
  return keepWaiting(world, waits, sealed)
}

/** The next full hour, or whatever the round of this node is. */
export function nextRound(clock: Clock, minutes: number): string {
  const round = minutes * 60_000
  return instant((Math.floor(millis(clock.now()) / round) + 1) * round)
}

/** Everything that waits goes on record. Rows stand by their lookup, which is chance. */
export async function putTipsOnRecord(world: World, box: Box): Promise<number> {
  let count = 0
  const rows = await allWaiting(world)
  // A tip stands before what was added to it.
  const inOrder = [...rows].sort((a, b) => rank(a.data) - rank(b.data))
  for (const { key, data } of inOrder) {
    const put = await putOne(world, box, key, data)
    if (put.ok) count++
    else
      world.observe({ what: 'refused', name: put.refusal.name, kind: put.refusal.kind, in: 'tips' })
  }
  return count
}

function rank({ kind }: Waiting): number {
  return kind === 'tip' ? 0 : 1
}

async function putOne(world: World, box: Box, key: string, waits: Waiting) {
  const tip = waits.kind === 'tip' ? undefined : await tipAt(world, waits.lookup)
  return world.locks.run(tip === undefined ? [] : [`tip/${tip.matter}`], () =>
    putHeld(world, box, key, waits),
  )
}

async function putHeld(world: World, box: Box, key: string, waits: Waiting) {
  const hand = portalHand(world, box.authority)
  const gone = waitsNoMore(key, waits)
  const sealed = await sealedOf(world, key, waits)
  const tip = waits.kind === 'tip' ? undefined : await tipAt(world, waits.lookup)
  const beside = (stream: string): Beside => besideOf(world, box, waits, sealed, stream, tip, gone)
  if (waits.kind === 'tip') {
    const document = {
      facts: sealedWords,
      receipt: digestOf({ lookup: waits.lookup }),
      stripped: true,
    }
    return handleAs(world, hand, { do: 'open', procedure: 'P15', document }, beside)
  }
  if (tip === undefined) {
    await world.store.commit({ events: [], rows: gone })
    return refuse(tipRefusal('receipt-unknown'))
  }
  const matter = await load(world, `matter/${tip.matter}`)
  const action =
    waits.kind === 'retaliation' && protectionIsFree(matter?.state.states.protection)
      ? 'report-retaliation'
      : matter?.state.states.main === 'DIALOGUE'
        ? 'answer'
        : 'add'
  const document =
    action === 'report-retaliation'
      ? {
          retaliation: waits.retaliation ?? 'other',
          facts: sealedWords,
          identity: identityOf(waits, tip),
        }
      : { message: sealedWords }
  const put = await handleAs(world, hand, { do: 'act', id: tip.matter, action, document }, beside)
  // Closed since it came: it is not kept in a place where nobody looks.
  if (!put.ok) await world.store.commit({ events: [], rows: gone })
  return put
}

function protectionIsFree(state: string | undefined): boolean {
  return state === undefined || state === 'RESOLVED' || state === 'UNFOUNDED'
}

/** Digest of the envelope that came now, else of the body of the one that came before. */
function identityOf(waits: Waiting, tip: TipRow): string {
  return waits.identity === undefined
    ? digestOf({ envelope: tip.identity ?? '' })
    : identityDigest(waits.identity)
}

/** What goes on record with the step, in the same transaction: sealed content, sealed envelope, and where they lie. */
function besideOf(
  world: World,
  box: Box,
  waits: Waiting,
  sealed: Uint8Array,
  stream: string,
  tip: TipRow | undefined,
  gone: readonly RowChange[],
): Beside {
  const hand = portalHand(world, box.authority)
  const matter = stream.slice(stream.indexOf('/') + 1)
  const content = sealedRecord(world, hand, matter, 'tip.content', sealed)
  const envelope =
    waits.identity &&
    sealedRecord(world, hand, matter, 'tip.identity', canonical(waits.identity as unknown as Json))
  const one: TipContent = { body: content.event.id, kind: waits.kind, at: content.event.at }
  const before: TipRow = tip ?? {
    matter,
    lookup: waits.lookup,
    receiptKey: waits.receiptKey,
    contents: [],
  }
  const { turned, shares, offers, ...rest } = before
  const parts = { ...(shares && { shares }), ...(offers && { offers }), ...(turned && { turned }) }
  const row: TipRow = {
    ...rest,
    contents: [...before.contents, one],
    // A new envelope takes the place of the one before: no key is turned to it yet, and nobody has a later part in it.
    ...(envelope === undefined ? parts : { identity: envelope.event.id }),
  }
  const written = envelope === undefined ? [content] : [content, envelope]
  return {
    events: written.map(({ event }) => event),
    bodies: written.flatMap(({ body }) => (body === undefined ? [] : [body])),
    rows: [tipChange(row), { kind: 'tip-receipt', key: waits.lookup, data: { matter } }, ...gone],
  }
}
