import type { AccessAction } from '#access'
import { done, type Instant, type Outcome } from '#base'
import type { Role } from '#directory'
import { defaultQuota, hitPurposes, mostPacketBytes, type Quota } from '#hit'
import { decideAccess } from './access.ts'
import { type AskTerms, carryOut, takeQuestion, unfinished } from './hit-asker.ts'
import {
  attest,
  challenged,
  drawItems,
  fetchOpening,
  liftBlock,
  type OpenedItem,
  openedItems,
} from './hit-opening.ts'
import { answer, closeEpoch, greet, growEpoch, openEpoch } from './hit-owner.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import { type PreparedRequest, preparedRequest } from './hit-request.ts'
import { foundIn, runOf } from './hit-runs.ts'
import type { AskedRow, RunRow } from './hit-shapes.ts'
import { askStanding, grantStanding, runStanding } from './hit-standing.ts'
import { dropList, keepList } from './hit-subjects.ts'
import { deskView, runView } from './hit-views.ts'
import { note, write } from './records.ts'
import { rowData } from './row-data.ts'
import type { HitDeskView, HitFoundView } from './views-hit.ts'
import { type Hand, handOf, type World } from './world.ts'

/** Who does what at the desk; of the node's own authority alone, for the keys are of pairs of nodes. */
export const hitRoles = {
  ask: ['analyst', 'head-of-desk', 'case-officer', 'prosecutor'],
  keep: ['analyst', 'head-of-desk'],
  open: ['head-of-desk'],
  grant: ['head-of-desk'],
  oversee: ['head-of-desk', 'auditor', 'inspector'],
} as const satisfies Record<string, readonly Role[]>
export type HitDuty = keyof typeof hitRoles

/** What each duty is to the policies; they decide, the table above is what a page shows. */
export const hitActions = {
  look: 'list',
  ask: 'decide',
  keep: 'draft',
  open: 'release',
  grant: 'release',
  oversee: 'audit',
} as const satisfies Record<HitDuty | 'look', AccessAction>

/** The desk of blind questions: asking, being asked, and looking after both. */
export interface HitDesk {
  view(actor: string): Promise<Outcome<HitDeskView>>
  /** Takes the question down and begins to ask; the run tells how far it is. */
  ask(actor: string, terms: AskTerms): Promise<Outcome<{ readonly id: string }>>
  run(actor: string, id: string): Promise<Outcome<HitFoundView>>
  /** Asks again those who did not answer. */
  resume(actor: string, id: string): Promise<Outcome<{ readonly id: string }>>
  /** What is known of a formal request (P1) about one shared subject; officers complete, approve and send it. */
  prepare(actor: string, id: string, token: string): Promise<Outcome<PreparedRequest>>
  keepList(actor: string, name: string, text: string): Promise<Outcome<{ readonly id: string }>>
  dropList(actor: string, id: string): Promise<Outcome<void>>
  openEpoch(
    actor: string,
    terms: {
      readonly partner: string
      readonly purpose: string
      readonly days: number
      readonly quota?: Quota | undefined
    },
  ): Promise<Outcome<void>>
  growEpoch(actor: string, partner: string, purpose: string): Promise<Outcome<void>>
  closeEpoch(actor: string, partner: string, purpose: string): Promise<Outcome<void>>
  draw(
    actor: string,
    question: string,
    count: number,
  ): Promise<Outcome<{ readonly chance: number }>>
  lift(actor: string, question: string): Promise<Outcome<void>>
  openings(
    actor: string,
    id: string,
  ): Promise<
    Outcome<{
      readonly case: string
      readonly officer: string
      readonly items: readonly OpenedItem[]
    }>
  >
  attest(actor: string, id: string, inCase: number): Promise<Outcome<void>>
  askStanding(
    actor: string,
    run: string,
    reason: string,
    until: Instant,
  ): Promise<Outcome<{ readonly id: string }>>
  grantStanding(actor: string, id: string, grant: boolean): Promise<Outcome<void>>
  /** Bytes of the longest message that partners may send. */
  readonly mostBytes: number
  /** What partners send: a greeting, a question, a challenge. Answers bytes or a refusal. */
  receive(what: 'epoch' | 'ask' | 'challenge', bytes: Uint8Array): Promise<Outcome<Uint8Array>>
  /** Standing questions and openings that wait, at most once a minute, beside everything else. */
  tick(): void
  /** When nothing is on its way. */
  settled(): Promise<void>
}

const lookAgainMs = 3_600_000
const tickEveryMs = 60_000

export function openHitDesk(world: World): HitDesk {
  const running = new Set<Promise<void>>()
  const looked = new Map<string, number>()
  let ticked = Number.NEGATIVE_INFINITY

  const hand = (actor: string, duty: HitDuty | 'look'): Outcome<Hand> => {
    const found = handOf(world, actor)
    if (found === undefined) return hitDeskRefusal('hit-role')
    if (found.authority !== world.id)
      return hitDeskRefusal(
        'hit-role',
        `blind questions are put between nodes, here by ${world.id}; ${found.authority} is served by it`,
      )
    const desk = { kind: 'hit', authority: world.id } as const
    const { allowed } = decideAccess(world, found, hitActions[duty], desk)
    return allowed ? done(found) : hitDeskRefusal('hit-role')
  }
  const begun = new Set<string>()
  const begin = (id: string, refusedToo = true) => {
    begun.add(id)
    const work = carryOut(world, id, refusedToo).finally(() => running.delete(work))
    running.add(work)
  }
  let takenUp = false
  /** What a stopped process left half asked goes on where it was; items that were answered are not asked again. */
  const takeUp = async () => {
    if (takenUp) return
    takenUp = true
    for (const id of await unfinished(world)) if (!begun.has(id)) begin(id, false)
  }
  const as = async <T>(
    actor: string,
    duty: HitDuty | 'look',
    act: (hand: Hand) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const by = hand(actor, duty)
    return by.ok ? act(by.value) : by
  }

  return {
    mostBytes: mostPacketBytes,
    view: (actor) => as(actor, 'look', async (by) => done(await deskView(world, by, hitRoles))),

    ask: (actor, terms) =>
      as(actor, 'ask', async (by) => {
        if (!hitPurposes.some((p) => p.id === terms.purpose)) return hitDeskRefusal('hit-unknown')
        const taken = await takeQuestion(world, by, terms)
        if (!taken.ok) return taken
        begin(taken.value.id)
        return done({ id: taken.value.id })
      }),

    run: (actor, id) =>
      as(actor, 'look', async (by) => {
        const run = await runOf(world, id)
        if (run === undefined) return hitDeskRefusal('hit-unknown')
        const found = await foundIn(world, run)
        if (found.length > 0) await putLook(by, run)
        return done({ ...runView(run), found: [...found] })
      }),

    resume: (actor, id) =>
      as(actor, 'ask', async () => {
        if ((await runOf(world, id)) === undefined) return hitDeskRefusal('hit-unknown')
        begin(id)
        return done({ id })
      }),

    prepare: (actor, id, token) =>
      as(actor, 'ask', async (by) => {
        const run = await runOf(world, id)
        const found = run === undefined ? [] : await foundIn(world, run)
        const hit = found.find((f) => f.pointer.token === token)
        if (run === undefined || hit === undefined) return hitDeskRefusal('hit-unknown')
        const written = write(
          world,
          by,
          note('hit/questions', 'hit.request-prepared', world.clock.now(), {
            run: run.id,
            owner: hit.pointer.owner,
            token: hit.pointer.token,
          }),
        )
        const committed = await world.store.commit({ events: [written.event] })
        return committed.ok ? done(preparedRequest(run, hit)) : committed
      }),

    keepList: (actor, name, text) =>
      as(actor, 'keep', async (by) => {
        const kept = await keepList(world, by, name, text)
        return kept.ok ? done({ id: kept.value.id }) : kept
      }),
    dropList: (actor, id) => as(actor, 'keep', (by) => dropList(world, by, id)),

    openEpoch: (actor, { partner, purpose, days, quota }) =>
      as(actor, 'open', async (by) => {
        if (!hitPurposes.some((p) => p.id === purpose)) return hitDeskRefusal('hit-unknown')
        const terms = { partner, purpose, days, quota: quota ?? defaultQuota }
        return nothing(await openEpoch(world, by, terms))
      }),
    growEpoch: (actor, partner, purpose) =>
      as(actor, 'open', async (by) => nothing(await growEpoch(world, by, partner, purpose))),
    closeEpoch: (actor, partner, purpose) =>
      as(actor, 'open', (by) => closeEpoch(world, by, partner, purpose)),

    draw: (actor, question, count) =>
      as(actor, 'oversee', (by) => drawItems(world, by, question, count)),
    lift: (actor, question) => as(actor, 'open', (by) => liftBlock(world, by, question)),
    openings: (actor, id) =>
      as(actor, 'oversee', async (by) => {
        const opened = await openedItems(world, by, id)
        if (!opened.ok) return opened
        const { run, items } = opened.value
        return done({ case: run.case, officer: run.officer, items })
      }),
    attest: (actor, id, inCase) => as(actor, 'oversee', (by) => attest(world, by, id, inCase)),

    askStanding: (actor, id, reason, until) =>
      as(actor, 'ask', async (by) => {
        const run = await runOf(world, id)
        if (run === undefined) return hitDeskRefusal('hit-unknown')
        const asked = await askStanding(world, by, run, reason, until)
        return asked.ok ? done({ id: asked.value.id }) : asked
      }),
    grantStanding: (actor, id, grant) =>
      as(actor, 'grant', async (by) => nothing(await grantStanding(world, by, id, grant))),

    receive: (what, bytes) =>
      ({ epoch: greet, ask: answer, challenge: challenged })[what](world, bytes),

    tick() {
      const now = world.elapsed()
      if (now - ticked < tickEveryMs) return
      ticked = now
      const work = takeUp()
        .then(() => lookAround(world))
        .catch((error: unknown) => {
          const message = error instanceof Error ? error.message : String(error)
          world.observe({ what: 'fault', in: 'hit', message })
        })
        .finally(() => running.delete(work))
      running.add(work)
    },
    async settled() {
      while (running.size > 0) await Promise.all(running)
    },
  }

  /** One record an hour for each officer and question: shared subjects are personal data of the highest kind. */
  async function putLook(by: Hand, run: RunRow): Promise<void> {
    const key = `${by.id} ${run.id}`
    const before = looked.get(key)
    if (before !== undefined && world.elapsed() - before < lookAgainMs) return
    looked.set(key, world.elapsed())
    const written = write(
      world,
      by,
      note('hit/questions', 'hit.found-read', world.clock.now(), { run: run.id }),
    )
    await world.store.commit({ events: [written.event] })
  }
}

/** Standing questions whose index or epoch is new; openings of which no answer has come. */
async function lookAround(world: World): Promise<void> {
  await runStanding(world)
  const page = await world.store.rows({
    kind: 'hit-asked',
    order: 'sort',
    descending: true,
    limit: 200,
  })
  for (const row of page.rows) {
    const asked = rowData<AskedRow>(row)
    if (asked.opening?.state === 'waiting') await fetchOpening(world, asked.id)
  }
}

function nothing(outcome: Outcome<unknown>): Outcome<void> {
  return outcome.ok ? done(undefined) : outcome
}
