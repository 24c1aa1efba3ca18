import { type Digest, done, type Json, type Outcome, readJson } from '#base'
import {
  type Audit,
  type AuditEvent,
  announceAudit,
  closeAudit,
  drawReleases,
  evolveAudit,
  type GivenPot,
  judgeItem,
  type LotFile,
  type LotPlan,
  oversightRefusal,
  planDigestOf,
  replyTo,
  resultOf,
  type SeedHead,
  tellFindings,
} from '#oversight'
import { documentBytes } from './deliver.ts'
import { everyEvent } from './every-event.ts'
import { noticeFor } from './notices.ts'
import { headAt, logSize, ownPot, takePot } from './oversight-pots.ts'
import { openConsole, overseersOf, reasonGiven } from './oversight-who.ts'
import { note, write } from './records.ts'
import { headerOf } from './request-view.ts'
import { plain, rowData } from './row-data.ts'
import { type Hand, handOf, type World } from './world.ts'

/** Entries that each log has to grow by before the lot is drawn. */
const seedAhead = 4
const kind = 'audit'

/** What an overseer announces. */
export interface LotAsked {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly count: number
  /** Of a secret that the overseer keeps until the draw. */
  readonly secretDigest: string
  /** Pots that overseers at other nodes gave. */
  readonly pots: readonly string[]
}

/** Announces a lot over the releases of this node and of those whose pots are brought. */
export async function announceLot(
  world: World,
  actor: string,
  asked: LotAsked,
): Promise<Outcome<Audit>> {
  const hand = await openConsole(world, actor, 'audit')
  if (!hand.ok) return hand
  const pots: GivenPot[] = [await ownPot(world, asked.from, asked.to)]
  for (const text of asked.pots) {
    const taken = takePot(world, Buffer.from(text))
    if (!taken.ok) return taken
    if (taken.value.from !== asked.from || taken.value.to !== asked.to)
      return oversightRefusal('lot-malformed', `the pot of ${taken.value.node} is of other days`)
    pots.push(taken.value)
  }
  const planned: { node: string; origin: string; leaves: readonly string[]; seedSize: number }[] =
    []
  for (const { node, origin, leaves } of pots) {
    const size = await logSize(world, node)
    if (!size.ok) return size
    planned.push({ node, origin, leaves, seedSize: size.value + seedAhead })
  }
  const { name, from, to, count } = asked
  const plan: LotPlan = {
    name,
    from,
    to,
    count,
    pots: planned,
    secretDigest: asked.secretDigest as Digest,
  }
  const id = world.ids.next()
  const made = announceAudit({ id, by: actor, at: world.clock.now(), plan })
  return made.ok ? keep(world, hand.value, undefined, made.value) : made
}

/** Reveals the secret and draws, once every log has reached its size. */
export async function drawLot(
  world: World,
  actor: string,
  id: string,
  secret: string,
): Promise<Outcome<Audit>> {
  return change(world, actor, id, async (audit) => {
    if (audit.state !== 'announced') return oversightRefusal('audit-not-now')
    const heads: SeedHead[] = []
    for (const { node, origin, seedSize } of audit.plan.pots) {
      const head = await headAt(world, node, origin, seedSize)
      if (!head.ok) return head
      heads.push(head.value)
    }
    const tickets = drawReleases(audit.plan, heads, secret)
    if (!tickets.ok) return tickets
    return done({
      event: { type: 'audit.drawn', at: world.clock.now(), tickets: tickets.value },
      facts: { heads: plain(heads), secret },
    })
  })
}

/** @param finding `compliant`, or the criterion that is not met; a finding is said in words */
export async function judgeRelease(
  world: World,
  actor: string,
  id: string,
  ticket: string,
  finding: string,
  words: string,
): Promise<Outcome<Audit>> {
  return change(world, actor, id, async (audit) => {
    if (finding !== 'compliant') {
      const reason = reasonGiven(words)
      if (!reason.ok) return reason
    }
    const made = judgeItem(audit, ticket, finding, actor, world.clock.now())
    return made.ok ? done({ event: made.value, reason: words.trim() }) : made
  })
}

export async function tellResult(world: World, actor: string, id: string): Promise<Outcome<Audit>> {
  return change(world, actor, id, async (audit) => {
    const made = tellFindings(audit, world.clock.now())
    return made.ok ? done({ event: made.value }) : made
  })
}

/** The reply of those concerned: the head of the desk here, or what the overseer of another node has passed on. */
export async function replyToResult(
  world: World,
  actor: string,
  id: string,
  node: string,
  words: string,
): Promise<Outcome<Audit>> {
  return change(
    world,
    actor,
    id,
    async (audit) => {
      const reason = reasonGiven(words)
      if (!reason.ok) return reason
      const made = replyTo(audit, node, world.clock.now())
      return made.ok ? done({ event: made.value, reason: reason.value }) : made
    },
    node === world.id ? world.id : '',
  )
}

export async function closeResult(
  world: World,
  actor: string,
  id: string,
): Promise<Outcome<Audit>> {
  return change(world, actor, id, async (audit) => {
    const made = closeAudit(audit, world.clock.now())
    return made.ok ? done({ event: made.value }) : made
  })
}

/** Everything that draws a lot again, as a file for anybody. */
export async function lotFileOf(
  world: World,
  actor: string,
  id: string,
): Promise<Outcome<LotFile>> {
  const hand = await openConsole(world, actor, 'list')
  if (!hand.ok) return hand
  const audit = await load(world, id)
  if (audit === undefined) return oversightRefusal('audit-unknown')
  const [drawn] = await world.store.events({
    stream: streamOf(id),
    types: ['audit.drawn'],
    limit: 1,
  })
  const data = drawn === undefined ? undefined : headerOf(drawn)?.data
  if (data === undefined) return oversightRefusal('audit-not-now')
  const { heads, secret, tickets } = data as unknown as LotFile & { tickets: readonly string[] }
  return done({ format: 'comity-lot/1', plan: audit.plan, secret, heads, drawn: tickets })
}

export async function auditsOf(world: World): Promise<readonly Audit[]> {
  const page = await world.store.rows({ kind, order: 'key', descending: true, limit: 100 })
  return page.rows.map((row) => rowData<Audit>(row))
}

/** Audits folded again from their records and their plans, for whoever holds the rows against the log. */
export async function auditsAgain(world: World): Promise<ReadonlyMap<string, Audit>> {
  const folded = new Map<string, Audit>()
  const types = ['announced', 'drawn', 'judged', 'told', 'replied', 'final'].map(
    (t) => `audit.${t}`,
  )
  for await (const event of everyEvent(world.store, { types })) {
    const data = headerOf(event)?.data
    if (data === undefined) continue
    const id = event.stream.slice(`oversight/${kind}/`.length)
    const plan = event.type === 'audit.announced' ? await planOf(world, event.id) : undefined
    const said = {
      ...data,
      type: event.type,
      at: event.at,
      ...(plan === undefined ? {} : { plan }),
    }
    folded.set(id, evolveAudit(folded.get(id), said as unknown as AuditEvent))
  }
  return folded
}

async function planOf(world: World, record: string): Promise<LotPlan | undefined> {
  const body = await world.store.body(record)
  if (body?.state !== 'present') return undefined
  const read = readJson(body.bytes, { maxBytes: 32 * 1024 * 1024, maxDepth: 8, maxValues: 400_000 })
  return read.ok ? (read.value as unknown as { plan: LotPlan }).plan : undefined
}

interface Change {
  readonly event: AuditEvent
  readonly facts?: { readonly [name: string]: Json }
  readonly reason?: string
}

async function change(
  world: World,
  actor: string,
  id: string,
  how: (audit: Audit) => Promise<Outcome<Change>>,
  replier = '',
): Promise<Outcome<Audit>> {
  return world.locks.run([`audit/${id}`], async () => {
    const replies = replier !== '' && handOf(world, actor)?.authority === replier
    const hand = await openConsole(
      world,
      actor,
      replies ? 'decide' : 'audit',
      replies ? replier : '',
    )
    if (!hand.ok) return hand
    const audit = await load(world, id)
    if (audit === undefined) return oversightRefusal('audit-unknown')
    const made = await how(audit)
    if (!made.ok) return made
    return keep(world, hand.value, audit, made.value.event, made.value)
  })
}

/** The event, the fold of it, and the plan or the words beside it. */
async function keep(
  world: World,
  hand: Hand,
  before: Audit | undefined,
  event: AuditEvent,
  more: Omit<Change, 'event'> = {},
): Promise<Outcome<Audit>> {
  const audit = evolveAudit(before, event)
  const { type, at, plan, ...data } = { plan: undefined, ...event } as AuditEvent & {
    plan?: LotPlan | undefined
  }
  const result = resultOf(audit)
  const said = {
    ...(data as { readonly [name: string]: Json }),
    ...more.facts,
    ...(plan === undefined ? {} : { planDigest: planDigestOf(plan) }),
    ...(type === 'audit.final'
      ? { sampled: result.sampled, compliant: result.compliant, findings: { ...result.findings } }
      : {}),
  }
  const document =
    plan !== undefined
      ? documentBytes({ plan: plan as unknown as Json })
      : more.reason === undefined || more.reason === ''
        ? undefined
        : documentBytes({ reason: more.reason })
  const written = write(world, hand, {
    ...note(streamOf(audit.id), type, at, said),
    ...(document === undefined ? {} : { document }),
  })
  const told = type === 'audit.told' ? overseersOf(world, world.id, hand.id) : []
  const committed = await world.store.commit({
    events: [written.event],
    ...(written.body === undefined ? {} : { bodies: [written.body] }),
    rows: [
      { kind, key: audit.id, data: plain(audit) },
      ...told.map((officer) =>
        noticeFor({
          id: world.ids.next(),
          officer,
          at,
          kind: 'audit-told',
          text: `the sample ${audit.name} is judged; those concerned can reply until ${audit.replyBy}`,
          about: audit.id,
        }),
      ),
    ],
  })
  return committed.ok ? done(audit) : committed
}

async function load(world: World, id: string): Promise<Audit | undefined> {
  const row = await world.store.row(kind, id)
  return row === undefined ? undefined : rowData<Audit>(row)
}

function streamOf(id: string): string {
  return `oversight/${kind}/${id}`
}
