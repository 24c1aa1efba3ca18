import { type Day, digest, done, type Instant, instant, millis, type Outcome } from '#base'
import {
  type Announcement,
  type Asked,
  admit,
  alarms,
  answerQuestion,
  epochKey,
  grewFrom,
  hitRefusal,
  indexRoot,
  mayBeAsked,
  ownToken,
  type Packet,
  packTokens,
  padded,
  type Question,
  type Quota,
  readQuestion,
  readStatement,
  ristretto255,
  type TokenSet,
  unpackTokens,
} from '#hit'
import { normaliser } from '#resolve'
import { readDocument } from './bodies.ts'
import { documentBytes } from './deliver.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import type { AskedRow, OwnEpoch } from './hit-shapes.ts'
import { ownKeys } from './hit-subjects.ts'
import { base64, claims, fresh, fromBase64, sealed, unsealed } from './hit-wire.ts'
import { note, write } from './records.ts'
import { plain, rowData } from './row-data.ts'
import { type Hand, nodeHand, type World } from './world.ts'

/** Bytes of an index in one answer: below what a node reads as an answer. */
const pieceBytes = 48 * 1024
const historyDays = 31
const longestEpochDays = 90

export interface EpochTerms {
  readonly partner: string
  readonly purpose: string
  readonly days: number
  readonly quota: Quota
}

/** The agreement to be asked: a key and an index for one partner and purpose, committed to on record, then announced. */
export async function openEpoch(
  world: World,
  hand: Hand,
  terms: EpochTerms,
): Promise<Outcome<OwnEpoch>> {
  const { partner, purpose, days } = terms
  if (world.federation.card(partner) === undefined || partner === world.id)
    return hitDeskRefusal('hit-partner-unknown')
  if (days < 1 || days > longestEpochDays) return hitDeskRefusal('hit-term')
  return world.locks.run([placeOf(partner, purpose)], async () => {
    const before = await ownEpoch(world, partner, purpose)
    const seed = world.random.bytes(32)
    const from = world.clock.now()
    const plan = {
      partner,
      purpose,
      epoch: world.ids.next() as string,
      version: 1,
      from,
      to: instant(millis(from) + days * 86_400_000),
      consent: world.ids.next() as string,
      quota: terms.quota,
    }
    const opened = await commitIndex(world, hand, plan, seed, undefined)
    // The key of the epoch before is gone with the new one: who keeps its tokens can ask nothing more with them.
    if (opened.ok && before?.state === 'open') await eraseSeed(world, hand, before)
    return opened
  })
}

/** The index again, with the subjects of today: under the same key it only grows. */
export async function growEpoch(
  world: World,
  hand: Hand,
  partner: string,
  purpose: string,
): Promise<Outcome<OwnEpoch>> {
  return world.locks.run([placeOf(partner, purpose)], async () => {
    const now = world.clock.now()
    const epoch = await ownEpoch(world, partner, purpose)
    if (epoch?.state !== 'open' || now >= epoch.announced.to) return hitRefusal('hit-epoch-over')
    const seed = await seedOf(world, epoch)
    const before = await indexOf(world, epoch.announced)
    if (seed === undefined || before === undefined) return hitRefusal('hit-epoch-over')
    const { announced, quota } = epoch
    const plan = {
      partner,
      purpose,
      epoch: announced.epoch,
      version: announced.version + 1,
      from: announced.from,
      to: announced.to,
      consent: announced.consent,
      quota,
    }
    return commitIndex(world, hand, plan, seed, { set: before, record: epoch.seed })
  })
}

export async function closeEpoch(
  world: World,
  hand: Hand,
  partner: string,
  purpose: string,
): Promise<Outcome<void>> {
  return world.locks.run([placeOf(partner, purpose)], async () => {
    const epoch = await ownEpoch(world, partner, purpose)
    if (epoch?.state !== 'open') return hitDeskRefusal('hit-unknown')
    await eraseSeed(world, hand, epoch)
    await putEpoch(world, { ...epoch, state: 'closed' })
    return done(undefined)
  })
}

interface Plan {
  readonly partner: string
  readonly purpose: string
  readonly epoch: string
  readonly version: number
  readonly from: Instant
  readonly to: Instant
  readonly consent: string
  readonly quota: Quota
}

/** Key and root go on record first; only what is on record is announced. */
async function commitIndex(
  world: World,
  hand: Hand,
  plan: Plan,
  seed: Uint8Array,
  grown: { readonly set: TokenSet; readonly record: string } | undefined,
): Promise<Outcome<OwnEpoch>> {
  const group = await ristretto255()
  const { partner, purpose, epoch, version, from, to, consent, quota } = plan
  const key = epochKey(group, seed, { owner: world.id, asker: partner, purpose, epoch })
  const keys = await ownKeys(world)
  const tokens: Uint8Array[] = []
  for (const [i, text] of keys.entries()) {
    tokens.push(ownToken(group, key, text))
    // The node answers others meanwhile.
    if (i % 100 === 99) await new Promise(setImmediate)
  }
  if (grown !== undefined)
    for (let i = 0; i < grown.set.count; i++)
      tokens.push(grown.set.bytes.subarray(16 * i, 16 * i + 16))
  const set = padded(tokens, seed)
  if (grown !== undefined && !grewFrom(grown.set, set)) return hitRefusal('hit-index-shrank')
  const file = packTokens(set)
  const place = await world.store.blobs.put(file, { kind: 'hit-index' })
  const root = indexRoot(set)
  const committed = write(world, hand, {
    ...note(
      streamOf(partner, purpose),
      version === 1 ? 'hit.epoch-opened' : 'hit.index-grown',
      world.clock.now(),
      {
        partner,
        purpose,
        epoch,
        version,
        key: digest(key.public),
        root,
        tokens: set.count,
        from,
        to,
        consent,
        items: quota.items,
        names: quota.names,
      },
    ),
    ...(grown === undefined ? { document: documentBytes({ seed: base64(seed) }) } : {}),
  })
  const first = await world.store.commit({
    events: [committed.event],
    bodies: committed.body === undefined ? [] : [committed.body],
  })
  if (!first.ok) return first
  const announced: Announcement = {
    v: 1,
    kind: 'hit-epoch',
    owner: world.id,
    asker: partner,
    purpose,
    epoch,
    version,
    from,
    to,
    suite: 'ristretto255-SHA512',
    normaliser,
    key: Buffer.from(key.public).toString('hex'),
    root,
    tokens: set.count,
    file: { digest: place, bytes: file.length },
    consent,
    limits: quota,
    logged: first.value.head.size,
  }
  const own: OwnEpoch = {
    announced,
    packet: base64(sealed(world, partner, announced)),
    seed: grown?.record ?? committed.event.id,
    state: 'open',
    quota,
    subjects: keys.length,
  }
  await putEpoch(world, own)
  return done(own)
}

/** A partner's greeting: the announcement of the epoch that runs, or a piece of its index. */
export async function greet(world: World, bytes: Uint8Array): Promise<Outcome<Uint8Array>> {
  const from = await partnerOf(world, bytes)
  if (!from.ok) return from
  const hello = readStatement('hit-hello', from.value.packet.statement)
  if (!hello.ok) return hello
  const { asker, owner, purpose, file, offset, created } = hello.value
  if (owner !== world.id) return hitRefusal('hit-epoch-other')
  if (!fresh(world, created)) return hitDeskRefusal('hit-stale')
  const epoch = await ownEpoch(world, asker, purpose)
  if (epoch?.state !== 'open') return hitRefusal('hit-no-consent')
  if (world.clock.now() >= epoch.announced.to) return hitRefusal('hit-epoch-over')
  if (file === null) return done(fromBase64(epoch.packet))
  if (file !== epoch.announced.file.digest) return hitRefusal('hit-epoch-other')
  const blob = await world.store.blobs.get(file)
  if (blob === undefined) return hitDeskRefusal('hit-unknown')
  if (offset === 0 && firstTime(world, `shipped ${asker} ${epoch.announced.root}`)) {
    const shipped = write(
      world,
      nodeHand(world, 'node'),
      note(streamOf(asker, purpose), 'hit.index-shipped', world.clock.now(), {
        partner: asker,
        purpose,
        epoch: epoch.announced.epoch,
        version: epoch.announced.version,
        root: epoch.announced.root,
      }),
    )
    const committed = await world.store.commit({ events: [shipped.event] })
    if (!committed.ok) return committed
  }
  return done(blob.bytes.subarray(offset, offset + pieceBytes))
}

/**
 * A partner's question: signed, within the epoch, lawful, within the quota; then on record; then evaluated. The same question
 * again is answered again and counted once.
 */
export async function answer(world: World, bytes: Uint8Array): Promise<Outcome<Uint8Array>> {
  const from = await partnerOf(world, bytes)
  if (!from.ok) return from
  const { asker, purpose, packet } = from.value
  return world.locks.run([placeOf(asker, purpose)], async () => {
    const name = `${asker} ${digest(bytes)}`
    const kept = answersOf(world).get(name)
    if (kept !== undefined) return done(kept)
    const answered = await answerAlone(world, asker, purpose, packet)
    if (answered.ok) keepAnswer(world, name, answered.value)
    else if (firstTime(world, `refused ${name}`))
      await putRefusal(world, asker, purpose, answered.refusal.name)
    return answered
  })
}

/** Answers of late, so that a question that is sent again, by whomever, costs nothing and gets the same bytes. */
const keptAnswers = new WeakMap<World, Map<string, Uint8Array>>()
const mostKept = 64

function answersOf(world: World): Map<string, Uint8Array> {
  const known = keptAnswers.get(world) ?? new Map<string, Uint8Array>()
  keptAnswers.set(world, known)
  return known
}

function keepAnswer(world: World, name: string, bytes: Uint8Array): void {
  const answers = answersOf(world)
  answers.set(name, bytes)
  const [oldest] = answers.keys()
  if (answers.size > mostKept && oldest !== undefined) answers.delete(oldest)
}

/** What was put on record by this process already: a message that is repeated does not fill the log. */
const noticed = new WeakMap<World, Set<string>>()

function firstTime(world: World, what: string): boolean {
  const known = noticed.get(world) ?? new Set<string>()
  noticed.set(world, known)
  if (known.size > 10_000) known.clear()
  if (known.has(what)) return false
  known.add(what)
  return true
}

async function answerAlone(
  world: World,
  asker: string,
  purpose: string,
  packet: Packet,
): Promise<Outcome<Uint8Array>> {
  const now = world.clock.now()
  const epoch = await ownEpoch(world, asker, purpose)
  if (epoch?.state !== 'open') return hitRefusal('hit-no-consent')
  const group = await ristretto255()
  const read = readQuestion(group, epoch.announced, packet, now)
  if (!read.ok) return read
  const question = read.value
  const seed = await seedOf(world, epoch)
  if (seed === undefined) return hitRefusal('hit-epoch-over')
  const before = await world.store.row('hit-asked', question.id)
  if (before !== undefined && rowData<AskedRow>(before).question !== digest(packet.statement))
    return hitRefusal('hit-question-changed')
  const history = await historyOf(world, asker, purpose, now)
  const lawful = mayBeAsked(question, pairOf(world, asker, now), world.laws.now())
  if (!lawful.ok) return lawful
  const counted = before === undefined ? question : { items: 0, names: 0 }
  const left = admit(history, epoch.quota, counted, now)
  if (!left.ok) return left
  if (await isBlocked(world, asker, question)) return hitRefusal('hit-case-blocked')
  if (before === undefined) {
    const kept = await putQuestion(world, asker, question, packet, history, epoch, now)
    if (!kept.ok) return kept
  }
  const key = epochKey(group, seed, { owner: world.id, asker, purpose, epoch: question.epoch })
  const made = answerQuestion(
    group,
    key,
    epoch.announced,
    question,
    packet,
    left.value,
    now,
    world.random,
  )
  return done(sealed(world, asker, made.answer, made.elements))
}

/** Fail-closed: what is not on record is not evaluated. The packet stays, for an opening by lot. */
async function putQuestion(
  world: World,
  partner: string,
  question: Question,
  packet: Packet,
  history: readonly Asked[],
  epoch: OwnEpoch,
  at: Instant,
): Promise<Outcome<void>> {
  const { id, purpose, items, names, standing, commitment, officer, basis } = question
  const caseDigest = digest(Buffer.from(`${partner}\n${question.case}`))
  const rung = alarms(history, { at, items, names, case: caseDigest }, epoch.quota)
  const written = write(world, nodeHand(world, 'node'), {
    ...note(streamOf(partner, purpose), 'hit.evaluated', at, {
      partner,
      purpose,
      epoch: question.epoch,
      version: epoch.announced.version,
      question: digest(packet.statement),
      commitment,
      items,
      names,
      case: caseDigest,
      instrument: basis.instrument,
      article: basis.article,
      consent: question.consent,
      standing: standing !== null,
      alarms: rung.map((alarm) => alarm.name),
    }),
    document: documentBytes({
      statement: base64(packet.statement),
      elements: base64(Buffer.concat(packet.elements)),
    }),
  })
  const row: AskedRow = {
    id,
    partner,
    purpose,
    epoch: question.epoch,
    at,
    officer,
    case: question.case,
    basis: `${basis.article}`,
    items,
    names,
    standing,
    question: digest(packet.statement),
    record: written.event.id,
    alarms: rung,
    opening: null,
  }
  const committed = await world.store.commit({
    events: [written.event],
    bodies: written.body === undefined ? [] : [written.body],
    rows: [{ kind: 'hit-asked', key: id, data: plain(row), sort: at }],
  })
  return committed.ok ? done(undefined) : committed
}

/** What this partner asked for this purpose in the last month, from our own log alone. */
export async function historyOf(
  world: World,
  partner: string,
  purpose: string,
  now: Instant,
): Promise<readonly Asked[]> {
  const since = instant(millis(now) - historyDays * 86_400_000)
  const found: Asked[] = []
  let after = -1
  for (;;) {
    const page = await world.store.events({
      stream: streamOf(partner, purpose),
      types: ['hit.evaluated'],
      after,
      limit: 500,
    })
    for (const event of page) {
      if (event.record === null || event.at < since) continue
      const { data } = JSON.parse(Buffer.from(event.record).toString('utf8')) as {
        data: { items: number; names: number; case: string }
      }
      found.push({ at: event.at, items: data.items, names: data.names, case: data.case })
    }
    const last = page.at(-1)
    if (last === undefined || page.length < 500) return found
    after = last.index
  }
}

/** An item opened under this case stood in no file: the case is answered no more. */
async function isBlocked(world: World, partner: string, question: Question): Promise<boolean> {
  const key = `${partner}|${digest(Buffer.from(question.case))}`
  return (await world.store.row('hit-block', key)) !== undefined
}

async function partnerOf(
  world: World,
  bytes: Uint8Array,
): Promise<Outcome<{ readonly packet: Packet; readonly asker: string; readonly purpose: string }>> {
  const claim = claims(bytes)
  if (!claim.ok) return claim
  const { asker, purpose } = claim.value
  if (world.federation.card(asker) === undefined) return hitDeskRefusal('hit-partner-unknown')
  const packet = unsealed(world, asker, bytes)
  return packet.ok ? done({ packet: packet.value, asker, purpose }) : packet
}

function pairOf(world: World, asker: string, now: Instant) {
  return partiesOf(world, asker, world.id, now)
}

export function partiesOf(world: World, from: string, to: string, now: Instant) {
  const party = (id: string) => {
    const card = world.federation.card(id)
    return {
      authority: id,
      country: card?.country ?? '',
      kind: card?.kind ?? ('government' as const),
    }
  }
  return { from: party(from), to: party(to), on: now.slice(0, 10) as Day }
}

async function ownEpoch(
  world: World,
  partner: string,
  purpose: string,
): Promise<OwnEpoch | undefined> {
  const row = await world.store.row('hit-epoch', `${partner}|${purpose}`)
  return row === undefined ? undefined : rowData<OwnEpoch>(row)
}

async function putEpoch(world: World, epoch: OwnEpoch): Promise<void> {
  const { asker, purpose } = epoch.announced
  await world.store.commit({
    events: [],
    rows: [{ kind: 'hit-epoch', key: `${asker}|${purpose}`, data: plain(epoch) }],
  })
}

async function eraseSeed(world: World, hand: Hand, epoch: OwnEpoch): Promise<void> {
  const { asker: partner, purpose, epoch: name } = epoch.announced
  const written = write(
    world,
    hand,
    note(streamOf(partner, purpose), 'hit.epoch-closed', world.clock.now(), {
      partner,
      purpose,
      epoch: name,
    }),
  )
  await world.store.commit({ events: [written.event], erase: [epoch.seed] })
  await world.store.blobs.remove(epoch.announced.file.digest)
}

async function seedOf(world: World, epoch: OwnEpoch): Promise<Uint8Array | undefined> {
  const body = await readDocument(world, epoch.seed)
  return typeof body?.seed === 'string' ? fromBase64(body.seed) : undefined
}

async function indexOf(world: World, announced: Announcement): Promise<TokenSet | undefined> {
  const blob = await world.store.blobs.get(announced.file.digest)
  const set = blob === undefined ? undefined : unpackTokens(blob.bytes)
  return set?.ok === true ? set.value : undefined
}

async function putRefusal(
  world: World,
  partner: string,
  purpose: string,
  name: string,
): Promise<void> {
  const written = write(
    world,
    nodeHand(world, 'node'),
    note(streamOf(partner, purpose), 'hit.refused', world.clock.now(), {
      partner,
      purpose: purpose.slice(0, 40),
      name,
    }),
  )
  await world.store.commit({ events: [written.event] })
  world.observe({ what: 'refused', name, kind: 'hit', in: 'hit' })
}

/** Everything between this node and a partner for a purpose, in the order of the log. */
export function streamOf(partner: string, purpose: string): string {
  return `hit/${partner}/${purpose.slice(0, 40)}`
}

function placeOf(partner: string, purpose: string): string {
  return `hit/${partner}/${purpose}`
}
