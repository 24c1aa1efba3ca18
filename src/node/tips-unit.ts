import { done, type Outcome, refuse } from '#base'
import {
  type CleanFile,
  type Content,
  contentWrong,
  openSealed,
  packContent,
  readContent,
  sealTo,
  tipRefusal,
} from '#tips'
import { openMatter } from './access.ts'
import { clocksOf } from './facts.ts'
import { type Handled, handleAs } from './handle.ts'
import { load } from './matter.ts'
import { servedHere } from './parties.ts'
import { allRows } from './row-data.ts'
import {
  type Box,
  boxAuthority,
  boxOf,
  isOpenBox,
  sealedRecord,
  sealedWords,
  type TipContent,
  type TipRow,
  tipChange,
  tipOf,
  unitHand,
  withTip,
} from './tips-box.ts'
import type { TipKeys } from './tips-keys.ts'
import { partsOf } from './tips-shares.ts'
import { bytesOf, type UnitKeys } from './tips-unit-key.ts'
import type { TipDeskView, TipLine, TipView } from './views-tips.ts'
import type { Hand, World } from './world.ts'

/** The box and its tips, as an officer of the unit sees them: states and days, no content. */
export async function tipDeskView(
  world: World,
  keys: TipKeys,
  actor: string,
  session: string,
): Promise<Outcome<TipDeskView>> {
  const hand = unitHand(world, actor)
  if (!hand.ok) return hand
  const box = await boxOf(world)
  const isLetIn = (officer: string) => box?.letIn.some((l) => l.officer === officer) === true
  const mine = box?.officers.some(({ officer }) => officer === actor)
    ? keys.isOpen(actor, session)
      ? 'open'
      : isLetIn(actor)
        ? 'closed'
        : 'waits'
    : 'none'
  const lines: TipLine[] = []
  const tips = await allRows<TipRow>(world.store, 'tip')
  const parts = box && (await partsOf(world, box))
  for (const { data } of tips) {
    const line = await lineOf(world, data)
    if (line !== undefined) lines.push(line)
  }
  return done({
    authority: boxAuthority(world) ?? '',
    isOpen: isOpenBox(box),
    mine,
    officers: (box?.officers ?? []).map(({ officer }) => {
      const renewal = box?.renewals?.find(({ key }) => key.officer === officer)
      const offers = tips.flatMap(({ data }) => data.offers ?? [])
      return {
        officer,
        isLetIn: isLetIn(officer),
        parts: parts?.of.get(officer) ?? 0,
        offeredBy: [...new Set(offers.filter((o) => o.to === officer).map((o) => o.from))],
        renewal: renewal === undefined ? null : { confirmedBy: renewal.confirmedBy ?? null },
        leaveAskedBy: box?.leaving?.find((l) => l.officer === officer)?.by ?? null,
      }
    }),
    envelopes: parts?.envelopes ?? 0,
    tips: lines.sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1)),
  })
}

async function lineOf(world: World, tip: TipRow): Promise<TipLine | undefined> {
  const matter = await load(world, `matter/${tip.matter}`)
  if (matter === undefined) return undefined
  const running = clocksOf(world, matter.state, world.clock.now()).filter(
    ({ status }) => status === 'running' || status === 'overdue',
  )
  const due = running.map((c) => c.due).filter((d) => d !== undefined)
  return {
    id: tip.matter,
    state: matter.state.states.main ?? '',
    protection: matter.state.states.protection ?? null,
    at: tip.contents[0]?.at ?? '',
    due: due.sort()[0] ?? null,
    isOverdue: running.some(({ status }) => status === 'overdue'),
    pieces: tip.contents.length,
    hasIdentity: tip.identity !== undefined,
  }
}

/** The tip for an officer: member of the unit, not recused, with a look on record. */
async function openTip(
  world: World,
  actor: string,
  id: string,
  /** The file that is taken out, where one is. */
  file?: string,
): Promise<Outcome<{ readonly tip: TipRow; readonly hand: Hand }>> {
  const hand = unitHand(world, actor)
  if (!hand.ok) return hand
  const tip = await tipOf(world, id)
  const opened =
    file === undefined
      ? await openMatter(world, actor, id, 'read')
      : await openMatter(world, actor, id, 'export', { what: file })
  if (!opened.ok) return opened
  if (tip === undefined) return refuse(tipRefusal('receipt-unknown'))
  if (isRecused(opened.value.matter.state.doers, actor)) return refuse(tipRefusal('tip-recused'))
  return done({ tip, hand: hand.value })
}

/** Offices of this node that may be given a lead. */
const receiverKinds: readonly string[] = ['FIU', 'prosecutor', 'tax', 'customs', 'supervisor']

export function leadReceivers(world: World): { id: string; name: string }[] {
  return servedHere(world)
    .filter((card) => receiverKinds.includes(card.kind))
    .map(({ id, name }) => ({ id, name }))
}

export function isRecused(
  doers: Readonly<Record<string, readonly string[]>>,
  actor: string,
): boolean {
  return doers.recuse?.includes(actor) === true
}

/** What was written, by the source and by the unit, opened with the key of the unit. */
export async function tipView(
  world: World,
  keys: TipKeys,
  actor: string,
  session: string,
  id: string,
): Promise<Outcome<TipView>> {
  const unit = keys.unit(actor, session)
  if (!unit.ok) return unit
  const opened = await openTip(world, actor, id)
  if (!opened.ok) return opened
  const { tip } = opened.value
  const line = await lineOf(world, tip)
  const pieces: TipView['pieces'][number][] = []
  for (const [number, piece] of tip.contents.entries()) {
    const content = await contentOf(world, unit.value, piece)
    pieces.push({
      number,
      kind: piece.kind,
      at: piece.at,
      text: content?.text ?? '',
      happened: content?.happened ?? null,
      place: content?.place ?? null,
      files: (content?.files ?? []).map(({ name, type, bytes }) => ({
        name,
        type,
        bytes: bytes.length,
      })),
    })
  }
  const { state } = (await load(world, `matter/${id}`))!
  return done({
    ...line!,
    pieces,
    firstKeyBy: tip.turned?.by ?? null,
    passTo: state.notes.outcome === 'lead' ? leadReceivers(world) : null,
    mayFirst: state.states.protection === 'REPORTED' || state.states.protection === 'KEYED',
    maySecond: tip.turned !== undefined && tip.turned.by !== actor,
  })
}

/** One file of one piece. */
export async function tipFile(
  world: World,
  keys: TipKeys,
  actor: string,
  session: string,
  at: { readonly id: string; readonly piece: number; readonly name: string },
): Promise<Outcome<CleanFile>> {
  const unit = keys.unit(actor, session)
  if (!unit.ok) return unit
  const opened = await openTip(world, actor, at.id, `${at.piece}/${at.name}`)
  if (!opened.ok) return opened
  const piece = opened.value.tip.contents[at.piece]
  const content = piece && (await contentOf(world, unit.value, piece))
  const file = content?.files.find(({ name }) => name === at.name)
  return file === undefined ? refuse(tipRefusal('receipt-unknown')) : done(file)
}

async function contentOf(
  world: World,
  unit: UnitKeys,
  piece: TipContent,
): Promise<Content | undefined> {
  const body = await world.store.body(piece.body)
  if (body?.state !== 'present') return undefined
  for (const key of unit) {
    const packed = openSealed(key, body.bytes)
    if (packed !== undefined) return readContent(packed)
  }
  return undefined
}

export interface Said {
  readonly step: string
  readonly message: string
  /** Of feedback: it harms no case and shows no source. */
  readonly harmless?: boolean | undefined
}

/** A step that speaks to the source: its words are sealed to the receipt, and once more to the unit. */
export async function sayToSource(
  world: World,
  actor: string,
  id: string,
  { step, message, harmless }: Said,
): Promise<Outcome<Handled>> {
  const content: Content = { kind: 'message', text: message, files: [] }
  const right = contentWrong(content)
  if (!right.ok) return right
  const hand = unitHand(world, actor)
  const box = await boxOf(world)
  if (!hand.ok) return hand
  if (box === undefined) return refuse(tipRefusal('box-closed'))
  return withTip(world, id, (tip) => say(world, hand.value, box, tip, step, content, harmless))
}

async function say(
  world: World,
  hand: Hand,
  box: Box,
  tip: TipRow,
  step: string,
  content: Content,
  harmless: boolean | undefined,
): Promise<Outcome<Handled>> {
  const packed = packContent(content)
  const id = tip.matter
  const forUnit = sealTo(bytesOf(box.unit), packed, world.random)
  const forSource = sealTo(bytesOf(tip.receiptKey), packed, world.random)
  const document =
    step === 'give-feedback'
      ? { done: sealedWords, ...(harmless === true ? { harmless } : {}) }
      : { message: sealedWords }
  const command = { do: 'act', id, action: step, document } as const
  return handleAs(world, hand, command, () => {
    const [one, two] = [forUnit, forSource].map((sealed) =>
      sealedRecord(world, hand, id, 'tip.message', sealed),
    )
    const piece: TipContent = {
      body: one!.event.id,
      forSource: two!.event.id,
      kind: 'message',
      at: one!.event.at,
    }
    return {
      events: [one!.event, two!.event],
      bodies: [one!.body!, two!.body!],
      rows: [tipChange({ ...tip, contents: [...tip.contents, piece] })],
    }
  })
}
