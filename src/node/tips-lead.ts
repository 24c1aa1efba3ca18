import { canonical, done, type Outcome, refuse } from '#base'
import {
  type CleanFile,
  type Content,
  contentWrong,
  packContent,
  readContent,
  tipRefusal,
} from '#tips'
import { addAttachment } from './attachments-take.ts'
import { load } from './matter.ts'
import { note, write } from './records.ts'
import { allRows, plain, rowData } from './row-data.ts'
import { sealedRecord, tipOf, unitHand } from './tips-box.ts'
import type { TipKeys } from './tips-keys.ts'
import { isRecused, leadReceivers, tipFile } from './tips-unit.ts'
import type { LeadView } from './views-tips.ts'
import { type Hand, handOf, type World } from './world.ts'

/** What a unit passed on of a tip: its own words and chosen files. Where it came from stands in it nowhere. */
interface LeadRow {
  readonly id: string
  /** Unit that gave it, and authority that got it. */
  readonly from: string
  readonly to: string
  readonly at: string
  readonly files: readonly string[]
}

export interface NewLead {
  /** An authority of this node that works on cases. */
  readonly to: string
  /** Words of the unit, never those of the source. */
  readonly words: string
  readonly files: readonly { readonly piece: number; readonly name: string }[]
}

/** Who in an office reads leads. */
const readers: readonly string[] = ['analyst', 'head-of-desk', 'prosecutor', 'case-officer']

/**
 * Passes on what a tip says, when it was sorted as a lead. The record of the lead names the unit and the receiver; that
 * it came of this tip stands sealed in the stream of the tip alone.
 */
export async function giveLead(
  world: World,
  keys: TipKeys,
  actor: string,
  session: string,
  id: string,
  lead: NewLead,
): Promise<Outcome<{ readonly lead: string }>> {
  const hand = unitHand(world, actor)
  if (!hand.ok) return hand
  const [tip, matter] = [await tipOf(world, id), await load(world, `matter/${id}`)]
  if (tip === undefined || matter === undefined) return refuse(tipRefusal('receipt-unknown'))
  if (isRecused(matter.state.doers, actor)) return refuse(tipRefusal('tip-recused'))
  if (matter.state.notes.outcome !== 'lead') return refuse(tipRefusal('tip-no-lead'))
  if (!leadReceivers(world).some((office) => office.id === lead.to))
    return refuse(tipRefusal('lead-receiver'))
  const files: CleanFile[] = []
  for (const one of lead.files) {
    const file = await tipFile(world, keys, actor, session, { id, ...one })
    if (!file.ok) return file
    // Another number: how many files the source sent, and which of them this is, is not told.
    const ending = file.value.name.slice(file.value.name.indexOf('.'))
    files.push({ ...file.value, name: `file-${files.length + 1}${ending}` })
  }
  const content: Content = { kind: 'message', text: lead.words, files }
  const right = contentWrong(content)
  if (!right.ok) return right
  const now = world.clock.now()
  const leadId = world.ids.next()
  const given = write(world, hand.value, {
    ...note(`lead/${leadId}`, 'lead.given', now, { to: lead.to, files: files.length }),
    document: packContent(content),
  })
  const source = sealedRecord(
    world,
    hand.value,
    id,
    'tip.passed_on',
    canonical({ lead: leadId, to: lead.to }),
  )
  const row: LeadRow = {
    id: leadId,
    from: hand.value.authority,
    to: lead.to,
    at: now,
    files: files.map(({ name }) => name),
  }
  const put = await world.store.commit({
    events: [source.event, given.event],
    bodies: [source.body!, given.body!],
    rows: [{ kind: 'lead', key: leadId, data: plain({ ...row, body: given.event.id }) }],
  })
  return put.ok ? done({ lead: leadId }) : put
}

/** Leads of the officer's authority, newest first, with their words; each opening is on record. */
export async function leadsFor(world: World, actor: string): Promise<Outcome<readonly LeadView[]>> {
  const hand = readerHand(world, actor)
  if (!hand.ok) return hand
  const found: LeadView[] = []
  for (const { data } of await allRows<LeadRow & { body: string }>(world.store, 'lead')) {
    if (data.to !== hand.value.authority) continue
    const content = await contentOf(world, data.body)
    const { body: _, ...row } = data
    found.push({ ...row, words: content?.text ?? '' })
  }
  if (found.length > 0)
    await world.store.commit({
      events: found.map(
        ({ id }) =>
          write(world, hand.value, note(`lead/${id}`, 'lead.opened', world.clock.now(), {})).event,
      ),
    })
  return done(found.sort((a, b) => (a.at < b.at ? 1 : -1)))
}

/** Puts a file of a lead to a matter of the receiver, as an exhibit whose source is sealed. */
export async function leadIntoMatter(
  world: World,
  actor: string,
  id: string,
  it: { readonly file: string; readonly matter: string; readonly exhibit: string },
): Promise<ReturnType<typeof addAttachment> extends Promise<infer R> ? R : never> {
  const hand = readerHand(world, actor)
  if (!hand.ok) return hand
  const found = await world.store.row('lead', id)
  const row = found && rowData<LeadRow & { body: string }>(found)
  if (row === undefined || row.to !== hand.value.authority)
    return refuse(tipRefusal('lead-unknown'))
  const file = (await contentOf(world, row.body))?.files.find(({ name }) => name === it.file)
  if (file === undefined) return refuse(tipRefusal('lead-unknown'))
  const about = { title: `${it.exhibit}, source sealed (${row.from})`, type: file.type }
  async function* once() {
    yield (file as CleanFile).bytes
  }
  return addAttachment(world, actor, it.matter, about, once())
}

/** Is this entry of the log for the officer to see: by the unit that gave the lead and the office that got it? */
export async function isOpenLead(world: World, id: string, hand: Hand | undefined) {
  const found = await world.store.row('lead', id)
  const row = found && rowData<LeadRow>(found)
  return row !== undefined && [row.from, row.to].includes(hand?.authority ?? '')
}

function readerHand(world: World, actor: string): Outcome<Hand> {
  const hand = handOf(world, actor)
  return hand !== undefined && readers.includes(hand.role)
    ? done(hand)
    : refuse(tipRefusal('lead-reader'))
}

async function contentOf(world: World, id: string): Promise<Content | undefined> {
  const body = await world.store.body(id)
  return body?.state === 'present' ? readContent(body.bytes) : undefined
}
