import { type Digest, digest, type Json } from '#base'
import {
  conditionsOf,
  type ItemConditions,
  type MessageType,
  messageTypeOf,
  partsOf,
  type RecordHeader,
  strictest,
  within,
} from '#exchange'
import { authorityOf, type Side } from '#procedure'
import { fileItem } from './attachments-items.ts'
import { readDocument } from './bodies.ts'
import { load, type Matter } from './matter.ts'
import { headerOf } from './request-view.ts'
import type { World } from './world.ts'

/** A document that crossed or a file, with how it may be used now and what became of it. */
export interface Item {
  /** Id of its record or of the file, the same at both nodes. A part of a document is `RECORD#field`. */
  readonly id: string
  readonly stream: string
  readonly digest: Digest
  readonly at: string
  readonly from: string
  readonly side: Side
  readonly type: MessageType | 'FILE'
  readonly title: string
  readonly conditions: ItemConditions
  readonly parts: readonly { readonly part: string; readonly conditions: ItemConditions }[]
  /** Items of other matters, or of this one, from which it was made. */
  readonly sources: readonly string[]
  /** Corrections in their order; the last one is the end of the chain. */
  readonly corrections: readonly Correction[]
  /** The words were erased here. */
  readonly erased: boolean
}

export interface Correction {
  readonly record: string
  readonly digest: Digest
  readonly at: string
  readonly by: string
  readonly what: 'corrected' | 'retracted'
  /** The field that was wrong; empty: the whole. */
  readonly part: string
  readonly wrong: string
  readonly right: string
  readonly reasons: string
  /** What each holder said about it, the last word of each. */
  readonly confirmations: readonly Confirmation[]
}

/** An officer of a holder says what was done with the copy, and to whom it had gone. */
export interface Confirmation {
  readonly at: string
  readonly by: string
  readonly done: string
  readonly passedOn: readonly string[]
}

/** One record of a matter with its words, as far as they are there. */
export interface Told {
  readonly id: string
  readonly header: RecordHeader
  readonly digest: Digest
  readonly document: Readonly<Record<string, Json>> | undefined
}

const mostEvents = 500

/** Messages whose documents say something about a case, by what officers call them: these are the items. */
const content: Readonly<Partial<Record<MessageType, string>>> = {
  DRAFT_CONSULT: 'shared draft',
  INFO_REQUEST: 'request for information',
  SPONTANEOUS: 'disclosure',
  MLA_REQUEST: 'request for legal assistance',
  URGENT_SUSPEND: 'request for a suspension',
  FREEZE_REQUEST: 'freezing certificate',
  CONFISCATION_REQUEST: 'paper of the confiscation',
  CLARIFICATION_REQ: 'questions',
  CLARIFICATION_RESP: 'answers to questions',
  PARTIAL_RESULT: 'answer in part',
  FINAL_RESULT: 'answer',
  TEAM_ITEM: 'item of the team',
  ORAL_NOTE: 'note of a call',
}

/** Crossing records of a matter, oldest first. */
export async function toldIn(world: World, stream: string): Promise<readonly Told[]> {
  const told: Told[] = []
  for (const event of await world.store.events({ stream, limit: mostEvents })) {
    const header = headerOf(event)
    if (header?.crosses !== true || event.record === null) continue
    const document = header.body === null ? undefined : await readDocument(world, event.id)
    told.push({ id: event.id, header, digest: digest(event.record), document })
  }
  return told
}

/** The items of a matter as they now are: conditions as marks changed them, and the chain of corrections of each. */
export function itemsIn(matter: Matter, told: readonly Told[]): readonly Item[] {
  const items: Item[] = []
  let whole: ItemConditions | undefined
  for (const one of told) {
    const { header, document } = one
    const type = messageTypeOf(header.procedure ?? '', header.transition ?? '')
    const title = type === undefined ? undefined : content[type]
    if (type === undefined || title === undefined || header.body === null) continue
    const from = authorityOf(header)
    // A letter that sets nothing new travels under the terms of the matter, as its statement says.
    const inherited = whole ?? strictest
    const stated =
      document === undefined
        ? { ...strictest, originators: [from] }
        : (conditionsOf(document, from) ?? { ...inherited, originators: [from] })
    whole ??= stated
    const parts = document === undefined ? undefined : partsOf(document, stated)
    items.push({
      id: one.id,
      stream: matter.stream,
      digest: one.digest,
      at: header.at,
      from,
      side: header.data.side as Side,
      type,
      title,
      conditions: stated,
      parts: parts?.ok ? parts.value : [],
      sources: textsOf(document?.sources),
      corrections: [],
      erased: document === undefined,
    })
  }
  return told.reduce(marked, items)
}

/** Items of a matter by its stream; none where it is not kept here. */
export async function itemsOf(world: World, stream: string): Promise<readonly Item[]> {
  const matter = await load(world, stream)
  return matter === undefined ? [] : itemsIn(matter, await toldIn(world, stream))
}

/** One item that is no record of its matter, with the marks and corrections that stand there. */
export async function itemWithMarks(world: World, item: Item): Promise<Item> {
  return (await toldIn(world, item.stream)).reduce(marked, [item])[0]!
}

/** The item that an id names, with the part, wherever it lies at this node. */
export async function findItem(
  world: World,
  id: string,
): Promise<{ readonly item: Item; readonly part: string } | undefined> {
  const [record = '', part = ''] = id.split('#')
  const event = await world.store.event(record)
  if (event === undefined) {
    const file = await fileItem(world, record)
    return file === undefined ? undefined : { item: file, part }
  }
  const item = (await itemsOf(world, event.stream)).find((i) => i.id === record)
  return item === undefined ? undefined : { item, part }
}

/** Conditions of an item or of a part of it. The whole is under the conditions of all its parts. */
export function conditionsFor(item: Item, part: string): readonly ItemConditions[] {
  if (part === '') return [item.conditions, ...item.parts.map((p) => p.conditions)]
  const own = item.parts.filter((p) => within(part, p.part) || within(p.part, part))
  return own.length === 0 ? [item.conditions] : own.map((p) => p.conditions)
}

/** What must be named by the next correction of it. */
export function endOfChain(item: Item): Digest {
  return item.corrections.at(-1)?.digest ?? item.digest
}

/** Is the part, or the whole, taken back? */
export function isRetracted(item: Item, part = ''): boolean {
  return item.corrections.some(
    (c) => c.what === 'retracted' && (c.part === '' || part === '' || within(part, c.part)),
  )
}

function marked(items: readonly Item[], one: Told): Item[] {
  const { header, document } = one
  if (document === undefined) return [...items]
  switch (header.type) {
    case 'item.confidentiality_changed':
      return changed(items, one, (conditions) => ({
        ...conditions,
        confidentialUntil: textOf(document.confidentialUntil) || null,
      }))
    case 'item.disputed':
      return changed(items, one, (conditions) => ({ ...conditions, disputed: true }))
    case 'item.dispute_cleared':
      return changed(items, one, (conditions) => ({ ...conditions, disputed: false }))
    case 'item.corrected':
    case 'item.retracted':
      return items.map((item) => (concerns(item, one) ? withCorrection(item, one) : item))
    case 'item.correction_confirmed':
      return items.map((item) => ({
        ...item,
        corrections: item.corrections.map((c) =>
          c.digest === document.correction ? confirmed(c, confirmedBy(one)) : c,
        ),
      }))
    default:
      return [...items]
  }
}

/** Only who gave an item says anything about it; without a name, it is about everything that side gave. */
function concerns(item: Item, { header, document }: Told): boolean {
  if (item.side !== header.data.side) return false
  const named = textOf(document?.item)
  return named === '' || within(named, item.id)
}

function changed(
  items: readonly Item[],
  one: Told,
  change: (conditions: ItemConditions) => ItemConditions,
): Item[] {
  const [, part = ''] = textOf(one.document?.item).split('#')
  return items.map((item) => {
    if (!concerns(item, one)) return item
    const parts = item.parts.map((p) =>
      part === '' || within(p.part, part) ? { ...p, conditions: change(p.conditions) } : p,
    )
    if (part === '') return { ...item, conditions: change(item.conditions), parts }
    return parts.some((p) => p.part === part)
      ? { ...item, parts }
      : { ...item, parts: [...parts, { part, conditions: change(item.conditions) }] }
  })
}

function withCorrection(item: Item, { id, header, document, digest: own }: Told): Item {
  // A correction that does not name the end of the chain corrects nothing here; the guard refuses a second one.
  if (document?.corrects !== endOfChain(item)) return item
  const [, part = ''] = textOf(document.item).split('#')
  return {
    ...item,
    corrections: [
      ...item.corrections,
      {
        record: id,
        digest: own,
        at: header.at,
        by: authorityOf(header),
        what: header.type === 'item.retracted' ? 'retracted' : 'corrected',
        part,
        wrong: textOf(document.wrong),
        right: textOf(document.corrected),
        reasons: textOf(document.reasons),
        confirmations: [],
      },
    ],
  }
}

function confirmed(correction: Correction, said: Confirmation): Correction {
  const others = correction.confirmations.filter((c) => c.by !== said.by)
  return { ...correction, confirmations: [...others, said] }
}

function confirmedBy({ header, document }: Told): Confirmation {
  return {
    at: header.at,
    by: authorityOf(header),
    done: textOf(document?.done),
    passedOn: textsOf(document?.passedOn),
  }
}

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

export function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : []
}
