import { asDay, type Day, done, type Instant, type Outcome } from '#base'
import { clocks } from '#procedure'
import {
  type ComplaintFacts,
  type Decision,
  evolveFiling,
  type MatterFacts,
  remediesAgainst,
  remediesOfComplaint,
  rightsRefusal,
  type Told,
  termsOf,
  toldOf,
  type Wish,
} from '#rights'
import { load, type Matter } from './matter.ts'
import { noticeFor } from './notices.ts'
import { note, write } from './records.ts'
import { byReceipt, type FilingRow, filingChange, lookAgain, streamOf } from './rights-filings.ts'
import { authorityName } from './words.ts'
import { nodeHand, type World } from './world.ts'

/** What a person reads who comes with the receipt: by it alone, without an account. */
export interface ToldView extends Told {
  readonly toName: string
  readonly language: FilingRow['language']
  readonly terms: ReturnType<typeof termsOf>
}

/**
 * The same reads for every receipt that is one, in the same order: how long an answer takes says nothing of what is held.
 */
export async function toldBy(world: World, receipt: string): Promise<ToldView | undefined> {
  const filing = await byReceipt(world, receipt)
  return filing === undefined ? undefined : toldOfFiling(world, filing)
}

/** A letter for whoever does not come back with the receipt: it says what the page says at that moment, and no more. */
export interface RightsLetter extends ToldView {
  readonly name: string | null
  readonly address: string | null
  readonly deskName: string
  readonly writtenAt: Instant
}

export async function letterOf(
  world: World,
  filing: FilingRow,
  words: Readonly<Record<string, unknown>>,
): Promise<RightsLetter> {
  const text = (name: string) => (typeof words[name] === 'string' ? words[name] : null)
  return {
    ...(await toldOfFiling(world, filing)),
    // With a letter nobody asks for anything: that is done with the receipt, or at the desk.
    open: [],
    name: text('name'),
    address: text('address'),
    deskName: authorityName(world, filing.desk),
    writtenAt: world.clock.now(),
  }
}

async function toldOfFiling(world: World, filing: FilingRow): Promise<ToldView> {
  const matter = await load(world, `matter/${filing.matter ?? 'none'}`)
  const facts = matter === undefined ? undefined : factsOf(world, filing, matter)
  const controller = world.federation.card(filing.to)
  const desk = world.federation.card(filing.desk) ?? world.federation.own
  const all = remediesAgainst(controller ?? desk, desk, world.federation.cards())
  const remedies = filing.ask === 'complaint' ? remediesOfComplaint(all) : all
  const told = toldOf(filing, facts, remedies, world.clock.now())
  return {
    ...told,
    toName: authorityName(world, filing.to),
    language: filing.language,
    terms: termsOf(world.laws.now()),
  }
}

/**
 * The person asks, with the receipt, for the check or for the request back. The desk of the person does it: its registrars
 * are told, and it stands beside the filing.
 */
export async function wishBy(
  world: World,
  receipt: string,
  wish: Wish,
): Promise<Outcome<ToldView> | undefined> {
  const found = await byReceipt(world, receipt)
  if (found === undefined) return undefined
  return world.locks.run([streamOf(found.id)], async () => {
    const told = await toldBy(world, receipt)
    const row = await byReceipt(world, receipt)
    if (told === undefined || row === undefined || !told.open.includes(wish))
      return rightsRefusal('wish-not-open')
    const at = world.clock.now()
    const next: FilingRow = { ...row, ...evolveFiling(row, { type: 'rights.wished', wish, at }) }
    const written = write(
      world,
      nodeHand(world, 'node'),
      note(streamOf(row.id), 'rights.wished', at, { wish }),
    )
    const registrars = world.officers.filter(
      (o) => o.authority === row.desk && o.role === 'registrar',
    )
    const committed = await world.store.commit({
      events: [written.event],
      rows: [
        filingChange(next, next.wordsKept ? lookAgain(world) : undefined),
        ...registrars.map((officer) =>
          noticeFor({
            id: world.ids.next(),
            officer: officer.id,
            at,
            kind: 'person-wish',
            text: texts[wish],
            about: row.matter ?? row.id,
          }),
        ),
      ],
    })
    if (!committed.ok) return committed
    return done((await toldBy(world, receipt)) ?? told)
  })
}

const texts: Readonly<Record<Wish, string>> = {
  check: 'a person asks, with the receipt, for the check of the supervisory authority',
  withdraw: 'a person asks, with the receipt, to have the request back',
}

function factsOf(world: World, filing: FilingRow, matter: Matter): MatterFacts | ComplaintFacts {
  return filing.ask === 'complaint' ? complaintFacts(world, matter) : requestFacts(world, matter)
}

function requestFacts(world: World, { state }: Matter): MatterFacts {
  const { stamps, notes } = state
  const handedIn = startOfDay(asDay(String(notes.handedIn ?? '')))
  const by = dueOf(world, state, stamps.extend === undefined ? 'reply' : 'reply-extended')
  return {
    receivedAt: handedIn === undefined ? (stamps.receive ?? state.openedAt) : handedIn,
    replyBy: by,
    ...(stamps.acknowledge === undefined ? {} : { acknowledgedAt: stamps.acknowledge }),
    ...(stamps.decide === undefined
      ? {}
      : { decision: { is: String(notes.decision) as Decision, at: stamps.decide } }),
    ...(stamps.refer === undefined ? {} : { referredAt: stamps.refer }),
    ...(stamps.find === undefined ? {} : { checkedAt: stamps.find }),
    ...(stamps.withdraw === undefined ? {} : { withdrawn: true }),
  }
}

/** What is told counts days from the first second of one, as the pages name them. */
function startOfDay(day: Day | undefined): Instant | undefined {
  return day === undefined ? undefined : (`${day}T00:00:00.000Z` as Instant)
}

const stages: Readonly<Record<string, ComplaintFacts['stage']>> = {
  FILED: 'taken-in',
  DETECTED: 'taken-in',
  TRIAGED: 'looked-at',
  INVESTIGATING: 'looked-at',
  FOUND: 'upheld',
  'NOT-FOUND': 'not-upheld',
  REMEDIED: 'put-right',
  DECLINED: 'passed-on',
}

/** Published, closed and erased say nothing new to the complainant: what was found does. */
function complaintFacts(world: World, { state }: Matter): ComplaintFacts {
  const { stamps } = state
  const found =
    stamps.remedy !== undefined
      ? 'put-right'
      : stamps.uphold !== undefined
        ? 'upheld'
        : 'not-upheld'
  const urgent = state.clocks.some(({ clock }) => clock === 'investigation-urgent')
  const clock = urgent ? 'investigation-urgent' : 'investigation'
  return {
    filedAt: state.openedAt,
    stage: stages[state.states.main ?? ''] ?? found,
    decideBy: dueOf(world, state, state.clocks.some((c) => c.clock === clock) ? clock : 'triage'),
  }
}

function dueOf(world: World, state: Matter['state'], id: string): Instant {
  const found = clocks(state, world.clock.now(), world.laws.now()).find((c) => c.id === id)
  return found?.due ?? state.openedAt
}
