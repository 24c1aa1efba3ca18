import { done, type Outcome } from '#base'
import { defaultQuota, hitPurposes, mostPacketBytes } from '#hit'
import { answer } from './hit-answers.ts'
import { carryOut, takeQuestion, unfinished } from './hit-asker.ts'
import { stopBuilding, stopEveryBuilding } from './hit-building.ts'
import type { HitPath } from './hit-call.ts'
import type { HitDesk } from './hit-desk.ts'
import { drawItems, fetchOpening, liftBlock } from './hit-draw.ts'
import { type HitDuty, handFor, hitRoles } from './hit-duties.ts'
import { closeEpoch, growEpoch, openEpoch } from './hit-epochs.ts'
import { greet } from './hit-greet.ts'
import { answerNo } from './hit-no.ts'
import { attest, challenged, openedItems } from './hit-opening.ts'
import { type Received, received } from './hit-parties.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import { clearWaiting, decideRelease, takenBack } from './hit-release.ts'
import { preparedRequest } from './hit-request.ts'
import { foundIn, runOf } from './hit-runs.ts'
import type { AskedRow, RunRow } from './hit-shapes.ts'
import { askStanding, countLate, grantStanding, runStanding } from './hit-standing.ts'
import { dropList, keepList } from './hit-subjects.ts'
import { deskView, runView } from './hit-views.ts'
import { tellWithdrawn, untold, withdrawRun } from './hit-withdraw.ts'
import { note, write } from './records.ts'
import { rowData } from './row-data.ts'
import type { Hand, World } from './world.ts'

export type { HitDesk } from './hit-desk.ts'

/** Who speaks at each door, and who answers. */
const doors: Readonly<
  Record<
    HitPath,
    {
      readonly side: 'asker' | 'owner'
      readonly answer: (world: World, from: Received) => Promise<Outcome<Uint8Array>>
    }
  >
> = {
  epoch: { side: 'asker', answer: greet },
  ask: { side: 'asker', answer },
  withdraw: { side: 'asker', answer: takenBack },
  challenge: { side: 'owner', answer: challenged },
}

const lookAgainMs = 3_600_000
const tickEveryMs = 60_000

export function openHitDesk(world: World): HitDesk {
  const running = new Set<Promise<void>>()
  const looked = new Map<string, number>()
  let ticked = Number.NEGATIVE_INFINITY

  /** Runs that are asked at this moment: none is asked twice at once. */
  const inHand = new Set<string>()
  const begin = (id: string, refusedToo = true) => {
    if (inHand.has(id)) return
    inHand.add(id)
    const work = carryOut(world, id, refusedToo)
      .then(() => countLate(world, id))
      // A disk that fails in the middle is heard of; the question goes on after the next start.
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error)
        world.observe({ what: 'fault', in: 'hit', message })
      })
      .finally(() => {
        inHand.delete(id)
        running.delete(work)
      })
    running.add(work)
  }
  /**
   * What a stopped process left half asked goes on where it was, once; what waits for officers of a partner is asked for
   * again and again. Items that were answered are not asked again.
   */
  let takenUp = false
  const takeUp = async () => {
    for (const id of await unfinished(world, takenUp ? 'held' : 'all')) begin(id, false)
    takenUp = true
    for (const id of await untold(world)) await tellWithdrawn(world, id)
    await clearWaiting(world)
  }
  const as = async <T>(
    actor: string,
    duty: HitDuty | 'look',
    act: (hand: Hand) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const by = handFor(world, actor, duty)
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

    withdraw: (actor, id) => as(actor, 'ask', (by) => withdrawRun(world, by, id)),

    prepare: (actor, id, tokens) =>
      as(actor, 'ask', async (by) => {
        const run = await runOf(world, id)
        const found = run === undefined ? [] : await foundIn(world, run)
        // Keys of one name may lead to several tokens; each stands once.
        const hits = found.filter((f) => tokens.includes(f.pointer.token))
        const [first, ...others] = hits
        const owner = first?.pointer.owner
        const whole = new Set(hits.map((f) => f.pointer.token)).size === new Set(tokens).size
        if (run === undefined || first === undefined || !whole) return hitDeskRefusal('hit-unknown')
        if (others.some((f) => f.pointer.owner !== owner))
          return hitDeskRefusal(
            'hit-unknown',
            'the pointers are of several partners',
            'prepare a request for each',
          )
        const written = write(
          world,
          by,
          note('hit/questions', 'hit.request-prepared', world.clock.now(), {
            run: run.id,
            owner: first.pointer.owner,
            tokens: hits.map((f) => f.pointer.token),
          }),
        )
        const committed = await world.store.commit({ events: [written.event] })
        return committed.ok ? done(preparedRequest(run, [first, ...others])) : committed
      }),

    keepList: (actor, name, text) =>
      as(actor, 'keep', async (by) => {
        const kept = await keepList(world, by, name, text)
        return kept.ok ? done({ id: kept.value.id }) : kept
      }),
    dropList: (actor, id) => as(actor, 'keep', (by) => dropList(world, by, id)),

    openEpoch: (actor, { partner, purpose, days, quota, release }) =>
      as(actor, 'open', async (by) => {
        if (!hitPurposes.some((p) => p.id === purpose)) return hitDeskRefusal('hit-unknown')
        const chosen = { quota: quota ?? defaultQuota, release: release ?? 'none' }
        return nothing(await openEpoch(world, by, { partner, purpose, days, ...chosen }))
      }),
    growEpoch: (actor, partner, purpose) =>
      as(actor, 'open', async (by) => nothing(await growEpoch(world, by, partner, purpose))),
    closeEpoch: (actor, partner, purpose) =>
      as(actor, 'open', (by) => closeEpoch(world, by, partner, purpose)),

    stopBuilding: (actor, partner, purpose) =>
      as(actor, 'open', async () =>
        stopBuilding(world, partner, purpose) ? done(undefined) : hitDeskRefusal('hit-unknown'),
      ),
    release: (actor, question, grant, reason) =>
      as(actor, 'release', (by) => decideRelease(world, by, question, grant, reason)),

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

    async receive(what, bytes) {
      const { side, answer } = doors[what]
      const from = received(world, bytes, side)
      if (!from.ok) return from
      const said = await answer(world, from.value)
      return said.ok ? said : done(await answerNo(world, from.value, said.refusal))
    },

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
    async stop() {
      await stopEveryBuilding(world)
      await this.settled()
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
