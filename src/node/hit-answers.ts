import { digest, done, type Instant, type Outcome } from '#base'
import {
  type Asked,
  admit,
  alarms,
  epochKey,
  hitRefusal,
  mayBeAsked,
  officersToRelease,
  type Packet,
  type Question,
  readQuestion,
  readStatement,
  ristretto255,
} from '#hit'
import { documentBytes } from './deliver.ts'
import { ownEpoch, seedOf } from './hit-epochs.ts'
import { historyOf } from './hit-history.ts'
import { keepAnswer, keptAnswer } from './hit-noticed.ts'
import { partiesOf, placeOf, type Received, streamOf } from './hit-parties.ts'
import { answeredNow, askedRow, mayWait, waitingRow, whatWaits } from './hit-release.ts'
import type { AskedRow, OwnEpoch } from './hit-shapes.ts'
import { base64, sealed } from './hit-wire.ts'
import { hitWork } from './hit-work-thread.ts'
import { note, write } from './records.ts'
import { plain } from './row-data.ts'
import { suspendedAsk } from './suspension.ts'
import { nodeHand, type World } from './world.ts'

/**
 * A partner's question: within the epoch, lawful, within the quota; then on record; then, where the owner wants that,
 * released by its officers; then evaluated. The same question again is answered again and counted once.
 */
export async function answer(world: World, from: Received): Promise<Outcome<Uint8Array>> {
  const { peer, purpose, packet } = from
  return world.locks.run([placeOf(peer, purpose)], async () => {
    const words = digest(Buffer.concat([packet.statement, ...packet.elements]))
    const name = `answer ${peer} ${words}`
    const kept = keptAnswer(world, name)
    if (kept !== undefined) return done(kept)
    const answered = await answerAlone(world, peer, purpose, packet)
    if (!answered.ok) return answered
    if (answered.value.last) keepAnswer(world, name, answered.value.bytes)
    return done(answered.value.bytes)
  })
}

/** `last`: nothing else will be said to this question. */
interface Said {
  readonly bytes: Uint8Array
  readonly last: boolean
}

async function answerAlone(
  world: World,
  asker: string,
  purpose: string,
  packet: Packet,
): Promise<Outcome<Said>> {
  const now = world.clock.now()
  const epoch = await ownEpoch(world, asker, purpose)
  if (epoch?.state !== 'open') return hitRefusal('hit-no-consent')
  const group = await ristretto255()
  const read = readQuestion(group, epoch.announced, packet, now)
  if (!read.ok) return (await ranOut(world, packet, now)) ? hitRefusal('hit-not-released') : read
  const question = read.value
  const seed = await seedOf(world, epoch)
  if (seed === undefined) return hitRefusal('hit-epoch-over')
  const before = await askedRow(world, question.id)
  if (before !== undefined && before.question !== digest(packet.statement))
    return hitRefusal('hit-question-changed')
  const lawful = mayBeAsked(question, partiesOf(world, asker, world.id, now), world.laws.now())
  if (!lawful.ok) return lawful
  const suspended = await suspendedAsk(world, asker, question.basis.instrument, 'here')
  if (suspended !== undefined) return suspended
  const history = await historyOf(world, asker, purpose, now)
  const counted = before === undefined ? question : { items: 0, names: 0 }
  const left = admit(history, epoch.quota, counted, now)
  if (!left.ok) return left
  if (await isBlocked(world, asker, question)) return hitRefusal('hit-case-blocked')
  const row =
    before === undefined
      ? await putQuestion(world, asker, question, packet, history, epoch, now)
      : done(before)
  if (!row.ok) return row
  const waits = whatWaits(world, row.value)
  if (!waits.ok) return waits
  if (waits.value !== undefined) return done({ bytes: waits.value, last: false })
  const put = await answeredNow(world, row.value)
  if (!put.ok) return put
  const key = epochKey(group, seed, { owner: world.id, asker, purpose, epoch: question.epoch })
  const { announced } = epoch
  const batch = { key, announced, question, packet, left: left.value, now }
  const made = await hitWork(world, 'answer', question.items, batch)
  return done({ bytes: sealed(world, asker, made.answer, made.elements), last: true })
}

/** Its term ended while it waited for an officer here. */
async function ranOut(world: World, packet: Packet, now: Instant): Promise<boolean> {
  const question = readStatement('hit-question', packet.statement)
  if (!question.ok || now < question.value.expires) return false
  const row = await askedRow(world, question.value.id)
  return row?.release?.state === 'waits' && row.question === digest(packet.statement)
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
): Promise<Outcome<AskedRow>> {
  const { id, purpose, items, names, standing, commitment, officer, basis, category } = question
  const caseDigest = digest(Buffer.from(`${partner}\n${question.case}`))
  const asked = { at, items, names, case: caseDigest, standing: standing !== null }
  const rung = alarms(history, asked, epoch.quota)
  const rule = epoch.announced.release
  const officers = officersToRelease(rule, { names, alarms: rung })
  const room = officers === 0 ? done(undefined) : await mayWait(world, partner)
  if (!room.ok) return room
  const written = write(world, nodeHand(world, 'node'), {
    ...note(streamOf(partner, purpose), officers > 0 ? 'hit.held' : 'hit.evaluated', at, {
      partner,
      purpose,
      epoch: question.epoch,
      version: epoch.announced.version,
      question: digest(packet.statement),
      commitment,
      items,
      names,
      case: caseDigest,
      category,
      instrument: basis.instrument,
      article: basis.article,
      consent: question.consent,
      standing: standing !== null,
      alarms: rung.map((alarm) => alarm.name),
      ...(officers > 0 ? { release: rule, officers } : {}),
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
    basis: basis.article,
    category,
    items,
    names,
    standing,
    question: digest(packet.statement),
    expires: question.expires,
    release:
      officers === 0 ? null : { rule, officers, state: 'waits', by: [], at: null, reason: null },
    answered: officers === 0 ? at : null,
    record: written.event.id,
    alarms: rung,
    opening: null,
  }
  const committed = await world.store.commit({
    events: [written.event],
    bodies: written.body === undefined ? [] : [written.body],
    rows: [
      { kind: 'hit-asked', key: id, data: plain(row), sort: at },
      ...(officers === 0 ? [] : [waitingRow(row)]),
    ],
  })
  return committed.ok ? done(row) : committed
}

/** An item opened under this case stood in no file: the case is answered no more. */
async function isBlocked(world: World, partner: string, question: Question): Promise<boolean> {
  const key = `${partner}|${digest(Buffer.from(question.case))}`
  return (await world.store.row('hit-block', key)) !== undefined
}
