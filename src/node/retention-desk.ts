import { accessRefusal } from '#access'
import { asDay, type Day, done, type Outcome, type Refusal, refuse } from '#base'
import { decideAccess, maySee } from './access.ts'
import { attachmentOf } from './attachments.ts'
import { documentBytes } from './deliver.ts'
import { load } from './matter.ts'
import { note, type Written, write } from './records.ts'
import { endOf, eraseItem, needsTwo, type RetentionRow, retentionChange } from './retention.ts'
import { everyRow, rowData } from './row-data.ts'
import { type Hand, handOf, type World } from './world.ts'

/** What ends when, and what officers decide about it. */
export interface Retention {
  list(actor: string): Promise<Outcome<readonly RetentionView[]>>
  /** It can go: at once, or when a second officer says so too. */
  confirm(actor: string, item: string): Promise<Outcome<{ readonly erased: boolean }>>
  hold(
    actor: string,
    item: string,
    hold: { readonly until: string; readonly reason: string },
  ): Promise<Outcome<void>>
  lift(actor: string, item: string): Promise<Outcome<void>>
}

export interface RetentionView {
  readonly item: string
  readonly what: 'record' | 'file'
  readonly matter: string
  readonly reference: string
  readonly title: string
  readonly from: string
  readonly last: string
  readonly evidence: string
  readonly state: 'running' | 'soon' | 'overdue' | 'held' | 'erased'
  readonly confirmed: readonly string[]
  readonly needsTwo: boolean
  readonly hold: { readonly by: string; readonly until: string; readonly reason: string } | null
  readonly erasedAt: string | null
}

/** Days before the end from which an item is shown as ending soon. */
const soonDays = 30
/** A hold is looked at again after so many days. */
const mostHoldDays = 366
/** Rows in one list, soonest first. */
const mostListed = 2000

export function retentionDesk(world: World): Retention {
  return {
    list: async (actor) => {
      const hand = handOf(world, actor)
      if (hand === undefined) return refuse(retentionRefusal('retention-unknown'))
      const views: RetentionView[] = []
      const rows = everyRow<RetentionRow>(world.store, { kind: 'retention', order: 'sort' })
      for await (const { data } of rows) {
        const view = await viewFor(world, hand, data)
        if (view !== undefined) views.push(view)
        if (views.length === mostListed) break
      }
      return done(views)
    },
    confirm: (actor, item) =>
      change(world, actor, item, async (row, hand) => {
        if (row.state === 'held') return refuse(retentionRefusal('retention-held'))
        if (row.confirmed.includes(hand.id)) return refuse(retentionRefusal('retention-second'))
        const confirmed = [...row.confirmed, hand.id]
        const last = !needsTwo(row) || confirmed.length >= 2
        const now = { ...row, confirmed }
        // The last word and what it brings about are one transaction: nothing that was let go stays for a power cut.
        if (last)
          await eraseItem(world, now, hand.id, [
            recordOf(world, hand, 'retention.confirmed', now).event,
          ])
        else await putOnRecord(world, hand, 'retention.confirmed', now)
        return done({ erased: last })
      }),
    hold: (actor, item, { until, reason }) =>
      change(world, actor, item, async (row, hand) => {
        const day = asDay(until)
        const now = world.clock.now()
        const today = now.slice(0, 10)
        const most = new Date(Date.parse(`${today}T00:00:00Z`) + mostHoldDays * 86_400_000)
        if (day === undefined || day <= today || day > most.toISOString().slice(0, 10))
          return refuse(retentionRefusal('retention-hold-term'))
        if (reason.trim().length < 10) return refuse(retentionRefusal('retention-hold-reason'))
        if (hand.role !== 'head-of-desk') return refuse(retentionRefusal('retention-hold-role'))
        const hold = { by: hand.id, at: now, until: day, reason: reason.trim() }
        await putOnRecord(
          world,
          hand,
          'retention.held',
          { ...row, state: 'held', hold },
          { reason },
        )
        return done(undefined)
      }),
    lift: (actor, item) =>
      change(world, actor, item, async (row, hand) => {
        if (row.state !== 'held') return refuse(retentionRefusal('retention-not-held'))
        const { hold: _, ...rest } = row
        await putOnRecord(world, hand, 'retention.lifted', { ...rest, state: 'running' })
        return done(undefined)
      }),
  }
}

async function change<T>(
  world: World,
  actor: string,
  item: string,
  work: (row: RetentionRow, hand: Hand) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const hand = handOf(world, actor)
  const found = await world.store.row('retention', item)
  const row = found && rowData<RetentionRow>(found)
  const matter = row && (await load(world, row.stream))
  if (hand === undefined || matter === undefined || !maySee(world, matter, hand))
    return refuse(retentionRefusal('retention-unknown'))
  const verdict = decideAccess(world, hand, 'decide', { kind: 'matter', matter })
  if (!verdict.allowed) return refuse(accessRefusal(verdict))
  return world.locks.run([`retention/${item}`], async () => {
    const again = await world.store.row('retention', item)
    const now = again && rowData<RetentionRow>(again)
    return now === undefined || now.state === 'erased'
      ? refuse(retentionRefusal('retention-unknown'))
      : work(now, hand)
  })
}

/** Who decided what about which item, in the log; a reason goes to the vault. */
async function putOnRecord(
  world: World,
  hand: Hand,
  type: string,
  row: RetentionRow,
  words?: { readonly reason: string },
): Promise<void> {
  const written = recordOf(world, hand, type, row, words)
  await world.store.commit({
    events: [written.event],
    ...(written.body === undefined ? {} : { bodies: [written.body] }),
    rows: [retentionChange(row)],
  })
}

function recordOf(
  world: World,
  hand: Hand,
  type: string,
  row: RetentionRow,
  words?: { readonly reason: string },
): Written {
  return write(world, hand, {
    ...note(`retention/${row.item}`, type, world.clock.now(), {
      item: row.item,
      last: row.last,
      ...(row.hold === undefined ? {} : { until: row.hold.until }),
    }),
    ...(words === undefined ? {} : { document: documentBytes(words) }),
  })
}

async function viewFor(
  world: World,
  hand: Hand,
  row: RetentionRow,
): Promise<RetentionView | undefined> {
  const matter = await load(world, row.stream)
  if (matter === undefined || !maySee(world, matter, hand)) return undefined
  const file = row.what === 'file' ? await attachmentOf(world, row.item) : undefined
  const event = row.what === 'record' ? await world.store.event(row.item) : undefined
  const { hold } = row
  return {
    item: row.item,
    what: row.what,
    matter: row.stream.slice(row.stream.indexOf('/') + 1),
    reference: matter.words.reference,
    title: row.state === 'erased' ? '' : (file?.title ?? event?.type ?? ''),
    from: row.from,
    last: row.last,
    evidence: row.evidence,
    state: stateOf(world, row),
    confirmed: row.confirmed,
    needsTwo: needsTwo(row),
    hold: hold === undefined ? null : { by: hold.by, until: hold.until, reason: hold.reason },
    erasedAt: row.erasedAt ?? null,
  }
}

function stateOf(world: World, row: RetentionRow): RetentionView['state'] {
  if (row.state !== 'running') return row.state
  const now = Date.parse(world.clock.now())
  const ends = Date.parse(endOf(row.last as Day))
  if (now >= ends) return 'overdue'
  return ends - now <= soonDays * 86_400_000 ? 'soon' : 'running'
}

const retentionRefusals = {
  'retention-unknown': {
    kind: 'unknown',
    ground: 'no such item with a last day is here, or it was erased',
    remedy: 'open the list of what ends when',
  },
  'retention-held': {
    kind: 'conflict',
    ground: 'the item is held, and what is held is not erased',
    remedy: 'lift the hold first, or wait for its end',
  },
  'retention-second': {
    kind: 'forbidden',
    ground:
      'you have said so already; what may be used in evidence is erased when two officers say so',
    citation: 'four eyes',
    remedy: 'ask a second officer who works on the matter',
  },
  'retention-hold-term': {
    kind: 'malformed',
    ground: 'a hold ends on a day after today and within a year',
    citation: 'Directive (EU) 2016/680, art. 5',
    remedy: 'name a day within a year; a hold can be made again, with its reason',
  },
  'retention-hold-reason': {
    kind: 'malformed',
    ground: 'a hold needs a reason in words',
    citation: 'Directive (EU) 2016/680, art. 5',
    remedy: 'say why this one item must stay after the last day that its sender set',
  },
  'retention-hold-role': {
    kind: 'forbidden',
    ground: 'a hold is ordered by a head of desk',
    citation: 'Directive (EU) 2016/680, art. 5',
    remedy: 'ask the head of desk to hold it',
  },
  'retention-not-held': {
    kind: 'conflict',
    ground: 'the item is not held',
    remedy: 'look at its state',
  },
} as const satisfies Readonly<Record<string, Omit<Refusal, 'name' | 'where'>>>

function retentionRefusal(name: keyof typeof retentionRefusals): Refusal {
  return { ...retentionRefusals[name], name }
}
