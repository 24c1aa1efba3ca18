import { done, type Instant, type Outcome } from '#base'
import {
  type Evidence,
  exchangeRefusal,
  inTerm,
  type Letter,
  type LetterRef,
  laneFor,
  type Notice,
  type NoticeHead,
  noticeType,
  readNotice,
  type Saying,
} from '#exchange'
import type { Act, RowChange } from '#store'
import { toldRows } from './attachments-tell.ts'
import { dispatchNotice, noticeCovering } from './deliver.ts'
import {
  isOurs,
  type LetterInRow,
  lanesExpected,
  letterRow,
  readChannel,
  withWords,
} from './delivery-rows.ts'
import { sealAndCommit } from './delivery-seals.ts'
import type { Admitted } from './receive-keep.ts'
import { note, write } from './records.ts'
import { changeNoticeRows } from './rights-changes.ts'
import { searchNoticeRows } from './rights-search.ts'
import { plain, rowData } from './row-data.ts'
import { nodeHand, type World } from './world.ts'

/** Where a notice belongs, and what is committed with it. */
export interface NoticeMore {
  /** The matter it is about; absent for what is about the channel. */
  readonly conversation?: string
  /** 0 takes the emergency lane. */
  readonly priority?: number
  readonly rows?: readonly RowChange[]
  /** What the notice tells of, where it goes on record with it: told and done are one transaction. */
  readonly events?: Act['events']
}

/**
 * A node's own later word to a peer: on record here, sealed, numbered and sent like every letter. Answers when it is on
 * record; the outbox does the rest. Must not be called while the channel to the peer is held.
 */
export async function sendNotice(
  world: World,
  peer: string,
  notice: Notice,
  more: NoticeMore = {},
): Promise<Outcome<{ readonly letter: string }>> {
  const { conversation = `channel/${world.id}`, priority = 5 } = more
  const queued = await world.locks.run([`to:${peer}`], async () => {
    const now = world.clock.now()
    const stream = `channel/${peer}`
    const lane = laneFor(priority)
    const channel = await readChannel(world, 'out', peer, lane)
    const covering = noticeCovering(peer, conversation, now, channel, priority)
    const dispatched = dispatchNotice(world, notice, covering, stream)
    if (!dispatched.ok) return dispatched
    const { letter, rows } = dispatched.value
    const written = write(
      world,
      nodeHand(world, 'node'),
      note(stream, 'notice.sent', now, {
        letter: letter.id,
        notice: notice.notice,
        sequence: channel.sequence + 1,
        ...('letters' in notice ? { about: notice.letters.map((l) => l.letter) } : {}),
      }),
    )
    const act = {
      events: [written.event, ...(more.events ?? [])],
      expectRows: [lanesExpected(peer, lane, channel)],
      rows: [...rows, ...(more.rows ?? [])],
    }
    return done({ id: letter.id, committing: sealAndCommit(world, { act, letters: [letter] }) })
  })
  if (!queued.ok) return queued
  const { id, committing } = queued.value
  const committed = await committing
  if (!committed.ok) return committed
  world.wake()
  return done({ letter: id })
}

/** The signed head as a notice carries it. */
export async function headNow(world: World): Promise<NoticeHead> {
  const { size, root, checkpoint } = await world.store.head()
  return { size, root: Buffer.from(root).toString('base64'), checkpoint }
}

/** Letters of a matter that this node took in from that peer, which have not been told of under that word. */
export async function letterRefs(
  world: World,
  stream: string,
  word?: string,
): Promise<
  readonly {
    readonly from: string
    readonly key: string
    readonly row: LetterInRow
    readonly ref: LetterRef
  }[]
> {
  const prefix = `${stream}/`
  const page = await world.store.rows({ kind: 'letter-in', prefix, order: 'key', limit: 256 })
  const found = []
  for (const { key, data } of page.rows) {
    const row = rowData<LetterInRow>({ data })
    if (word !== undefined && row.told.includes(word)) continue
    const letter = key.slice(prefix.length)
    const index = (await world.store.received(row.from, letter))?.index ?? 0
    found.push({ from: row.from, key, row, ref: { letter, envelope: row.envelope, index } })
  }
  return found
}

/** Tells every sender of a letter of the matter the same word, once each. */
export async function tellSenders(
  world: World,
  stream: string,
  word: 'retrieved' | 'understood' | 'incomplete' | 'answered',
  more: { readonly codes?: readonly string[]; readonly priority?: number } = {},
): Promise<void> {
  const untold = await letterRefs(world, stream, word)
  for (const [peer, letters] of Map.groupBy(untold, (l) => l.from)) {
    const sent = await sendNotice(
      world,
      peer,
      {
        v: 1,
        notice: word,
        letters: letters.map((l) => l.ref),
        head: await headNow(world),
        ...(more.codes === undefined ? {} : { codes: more.codes }),
      },
      {
        conversation: stream,
        priority: more.priority ?? 5,
        rows: letters.map(({ key, row }) => ({
          kind: 'letter-in',
          key,
          data: plain({ ...row, told: [...row.told, word] }),
        })),
      },
    )
    if (!sent.ok)
      world.observe({
        what: 'refused',
        name: sent.refusal.name,
        kind: sent.refusal.kind,
        in: 'notice',
      })
  }
}

const sayings: Readonly<Record<string, Saying>> = {
  retrieved: 'retrieved',
  understood: 'understood',
  incomplete: 'not-understood',
  answered: 'answered',
  corrected: 'corrected',
  erased: 'erased',
}

/** What a notice that came in changes here: each letter it speaks of gets one more piece of evidence. */
export async function readNoticeOf(world: World, letter: Letter): Promise<Outcome<Admitted>> {
  const { statement } = letter
  const from = statement.sender.node
  const now = world.clock.now()
  const term = inTerm(statement, now)
  if (!term.ok) return term
  if (statement.payload.type !== noticeType) return exchangeRefusal('kind-differs')
  const read = readNotice(letter.payload)
  if (!read.ok) return read
  const notice = read.value
  if ('head' in notice) void world.heads.saw(from, notice.head.checkpoint)
  const rows: RowChange[] = []
  for (const ref of 'letters' in notice ? notice.letters : []) {
    const found = (await isOurs(world, from, ref)) ? await letterRow(world, ref.letter) : undefined
    if (found === undefined)
      return exchangeRefusal(
        'letter-unknown',
        `the notice speaks of the letter ${ref.letter.slice(0, 40)}, which this node never sent to ${from}`,
      )
    if (notice.notice === 'attachments') continue
    rows.push(
      withWords(found.key, found.letter, [evidenceIn(letter, notice, ref, statement.created)]),
    )
  }
  return done({
    events: [],
    bodies: [],
    rows: [
      ...rows,
      ...channelRows(from, notice, now),
      ...searchNoticeRows(from, notice, now),
      ...changeNoticeRows(from, notice, now),
      ...(await toldRows(world, from, notice, statement.created)),
    ],
    expect: [],
    about: notice.notice,
    data: 'letters' in notice ? { about: notice.letters.map((l) => l.letter) } : {},
  })
}

function evidenceIn(letter: Letter, notice: Notice, ref: LetterRef, at: Instant): Evidence {
  const codes = 'codes' in notice ? notice.codes?.join(', ') : undefined
  const rejected = notice.notice === 'status' && notice.verdict === 'rejected'
  return {
    says:
      notice.notice === 'status'
        ? rejected
          ? 'not-understood'
          : 'understood'
        : sayings[notice.notice]!,
    by: letter.statement.sender.node,
    at,
    digest: letter.envelope,
    index: ref.index,
    ...(codes === undefined ? {} : { reason: codes.slice(0, 500) }),
    ...(notice.notice === 'erased' ? { reason: notice.ground.slice(0, 500) } : {}),
    ...(rejected ? { reason: `codes ${notice.fileCodes.join(', ')}`.slice(0, 500) } : {}),
  }
}

/** What the peer says of the channel itself: it takes no new acts of a kind, or takes them again. */
function channelRows(from: string, notice: Notice, now: Instant): readonly RowChange[] {
  if (notice.notice !== 'suspended' && notice.notice !== 'resumed') return []
  const { instrument, measure } = notice
  const key = `by:${from}/${instrument}/${measure}`
  if (notice.notice === 'resumed') return [{ kind: 'suspension', key, data: null }]
  const { until, ground } = notice
  return [
    {
      kind: 'suspension',
      key,
      data: plain({ peer: from, by: from, instrument, measure, until, ground, at: now }),
    },
  ]
}
