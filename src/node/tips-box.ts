import { type Json, type Outcome, readJson, refuse } from '#base'
import type { RowChange } from '#store'
import { type OfficerKey, tipRefusal } from '#tips'
import { servedHere } from './parties.ts'
import { note, type Written, write } from './records.ts'
import { plain, rowData } from './row-data.ts'
import { type Hand, handOf, type World } from './world.ts'

/** The box of one unit for tips: who holds its keys. A fold of the events of its stream. */
export interface Box {
  readonly authority: string
  /** 16 bytes, base64: no table of receipts made for another box opens this one. */
  readonly salt: string
  /** Content is sealed to it. */
  readonly unit: string
  readonly officers: readonly OfficerKey[]
  /** Secret half of the unit's key, sealed to the key of each officer who was let in. */
  readonly letIn: readonly { readonly officer: string; readonly sealed: string }[]
  /** Keys of the unit before this one, each sealed to it, as long as something is sealed to them still. */
  readonly earlier?: readonly EarlierKey[]
  /** Keys that officers made anew, having lost a passphrase: two colleagues put each in place of the old one. */
  readonly renewals?: readonly { readonly key: OfficerKey; readonly confirmedBy?: string }[]
  /** Officers who are to leave, and who said so. */
  readonly leaving?: readonly { readonly officer: string; readonly by: string }[]
}

export interface EarlierKey {
  readonly publicKey: string
  readonly sealed: string
}

/** One tip, to the box: where its matter is, and what of it was sealed to whom. */
export interface TipRow {
  readonly matter: string
  /** Place at which the receipt finds it. */
  readonly lookup: string
  /** Answers are sealed to it. */
  readonly receiptKey: string
  readonly contents: readonly TipContent[]
  /** Body of the sealed envelope. */
  readonly identity?: string
  /** Who turned the first key, and the body of the share passed on. */
  readonly turned?: { readonly by: string; readonly body: string }
  /** Shares of the envelope that officers got after it was sealed. */
  readonly shares?: readonly { readonly officer: string; readonly body: string }[]
  /** Shares that one officer has offered and a second has not yet completed. */
  readonly offers?: readonly TipShareOffer[]
}

export interface TipShareOffer {
  readonly from: string
  readonly to: string
  /** Name of the newcomer's key. */
  readonly key: string
  readonly place: number
  readonly body: string
}

export interface TipContent {
  /** Body for the unit, and, of an answer, the one for the source. */
  readonly body: string
  readonly forSource?: string
  readonly kind: 'tip' | 'addition' | 'retaliation' | 'message'
  readonly at: string
}

/** What stands in the document of the procedure, where the words themselves are sealed. */
export const sealedWords = 'sealed; it is read on the tip desk'

/** The authority of this node that keeps a box, or undefined: most have none. */
export function boxAuthority(world: World): string | undefined {
  return servedHere(world).find((card) => card.competences.includes('tip'))?.id
}

export async function boxOf(world: World): Promise<Box | undefined> {
  const authority = boxAuthority(world)
  const row = authority === undefined ? undefined : await world.store.row('tip-box', authority)
  return row && rowData<Box>(row)
}

/** Open when two officers hold keys: one alone could neither be away nor be watched. */
export function isOpenBox(box: Box | undefined): box is Box {
  return (box?.letIn.length ?? 0) >= 2
}

/** The node, as the portal of the unit. */
export function portalHand(world: World, authority: string): Hand {
  return { id: `${authority}/node`, authority, role: 'node', key: world.keys.seal }
}

/** An officer of the unit, or why not. */
export function unitHand(world: World, actor: string): Outcome<Hand> {
  const hand = handOf(world, actor)
  return hand?.role === 'inspector' && hand.authority === boxAuthority(world)
    ? { ok: true, value: hand }
    : refuse(tipRefusal('not-of-the-unit'))
}

export async function tipOf(world: World, matter: string): Promise<TipRow | undefined> {
  const row = await world.store.row('tip', matter)
  return row && rowData<TipRow>(row)
}

/** Holds one tip while something of it is changed, and reads it anew: of two who write at once none is lost. */
export async function withTip<T>(
  world: World,
  matter: string,
  work: (tip: TipRow) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return world.locks.run([`tip/${matter}`], async () => {
    const tip = await tipOf(world, matter)
    return tip === undefined ? refuse(tipRefusal('receipt-unknown')) : work(tip)
  })
}

export async function tipAt(world: World, lookup: string): Promise<TipRow | undefined> {
  const row = await world.store.row('tip-receipt', lookup)
  return row && tipOf(world, rowData<{ matter: string }>(row).matter)
}

export function tipChange(tip: TipRow): RowChange {
  return { kind: 'tip', key: tip.matter, data: plain(tip) }
}

/** What this node wrote itself and its record commits to. */
export function tipJson<T>(bytes: Uint8Array): T | undefined {
  const json = readJson(bytes, { maxBytes: 256 * 1024, maxDepth: 6 }, true)
  return json.ok ? (json.value as unknown as T) : undefined
}

/** Sealed bytes on record in the stream of a tip: the record says how many and for whom, the body is the bytes. */
export function sealedRecord(
  world: World,
  hand: Hand,
  matter: string,
  type: string,
  sealed: Uint8Array,
  data: { readonly [key: string]: Json } = {},
): Written {
  const about = { ...data, bytes: sealed.length }
  return write(world, hand, {
    ...note(`tip/${matter}`, type, world.clock.now(), about),
    document: sealed,
  })
}

/** Steps that speak to the source, or turn a key: their words are sealed, so they are taken on the tip desk alone. */
const deskSteps: ReadonlySet<string> = new Set([
  'acknowledge',
  'ask-source',
  'give-feedback',
  'turn-first-key',
])

/** Is this a step of a tip that came through the box, and one for the tip desk? */
export async function isForTipDesk(world: World, stream: string, step: string): Promise<boolean> {
  return (
    deskSteps.has(step) && (await tipOf(world, stream.slice(stream.indexOf('/') + 1))) !== undefined
  )
}
