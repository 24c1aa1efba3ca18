import { type Instant, instant, type Random } from '#base'
import { Draws } from '../simulate/draws.ts'
import { documentOf, inOrder } from '../story.ts'
import { type Clone, cloneFederation } from './clone.ts'
import { controlLog } from './control.ts'
import { type Grade, grade, type PlayedEvent } from './grade.ts'
import type { Inject, Move, Play, Receipt, Scenario } from './scenario.ts'

/** How an exercise is run. */
export interface Run {
  /** Absent: as it was played on its day. A seed draws how fast everybody is, and who does not act at all. */
  readonly seed?: number
  readonly random: Random
  readonly say?: (line: string) => void
}

/** A step that the procedures refused in the play: players learn from it, and the exercise goes on. */
export interface RefusedMove {
  readonly inject: string
  readonly actor: string
  readonly step: string
  readonly refusal: string
  readonly at: Instant
}

export interface Conducted {
  readonly scenario: Scenario
  readonly seed: number | null
  readonly grade: Grade
  readonly refused: readonly RefusedMove[]
  /** Digests of the cards of the exercise. */
  readonly prints: readonly string[]
  /** Where each log of the exercise stands, so that the report can be held against it. */
  readonly heads: readonly { readonly node: string; readonly size: number; readonly root: string }[]
}

/** Plays a scenario on a federation that is made for it, grades it from the signed events, and ends with its report. */
export async function conduct(scenario: Scenario, run: Run): Promise<Conducted> {
  const say = run.say ?? (() => {})
  const start = Date.parse(scenario.begins)
  say(`${scenario.id}: making a federation of its own`)
  const clone = await cloneFederation(scenario.id, start - 60 * 86_400_000, run.random)
  try {
    const play = new PlayOf(scenario, clone, run.seed)
    const control = await controlLog(scenario, clone)
    await control.prepare()
    await play.prepare()
    await control.begin(play.moment(0))
    for (const entry of play.agenda()) {
      clone.setClock(entry.at)
      if ('inject' in entry) {
        await control.give(entry.inject)
        say(`${instant(entry.at).slice(11, 16)} ${entry.inject.id} ${entry.inject.text}`)
      } else if ('pause' in entry) await control.pause(entry.pause)
      else await play.take(entry.of, entry.move)
      await clone.settle()
    }
    const graded = grade(scenario, await eventsOf(clone), control.stream)
    clone.setClock(play.moment(scenario.minutes * 60))
    await control.end(graded, run.seed === undefined)
    return {
      scenario,
      seed: run.seed ?? null,
      grade: graded,
      refused: play.refused,
      prints: clone.prints,
      heads: await headsOf(clone),
    }
  } finally {
    await clone.close()
  }
}

type Entry =
  | { readonly at: number; readonly inject: Inject }
  | { readonly at: number; readonly pause: string }
  | { readonly at: number; readonly of: Inject; readonly move: Move }

/** The play itself: its clock, its matters, and what was done in it. */
class PlayOf {
  readonly refused: RefusedMove[] = []
  readonly #ids = new Map<string, string>()
  readonly #taken = new Set<string>()
  readonly #receipts: Receipt[] = []
  readonly #leaks: { readonly amount: string }[] = []
  readonly #draws: Draws | undefined
  readonly #shared = new Map<string, number | undefined>()

  readonly scenario: Scenario
  readonly clone: Clone

  constructor(scenario: Scenario, clone: Clone, seed: number | undefined) {
    this.scenario = scenario
    this.clone = clone
    this.#draws = seed === undefined ? undefined : new Draws(seed, `players of ${scenario.id}`)
  }

  /** The moment of a second of the play: pauses before it are added. */
  moment(second: number): number {
    const paused = this.scenario.pauses
      .filter((p) => p.minute * 60 <= second)
      .reduce((sum, p) => sum + p.seconds, 0)
    return Date.parse(this.scenario.begins) + (second + paused) * 1000
  }

  /** Everything that happens, in its order; what falls on one moment keeps the order of the scenario. */
  agenda(): readonly Entry[] {
    const { injects, pauses, minutes } = this.scenario
    const all: Entry[] = injects.flatMap((inject) => [
      { at: this.moment(inject.minute * 60), inject },
      ...inject.moves.flatMap((move): readonly Entry[] => {
        const after = this.#afterOf(inject, move)
        const second = inject.minute * 60 + (after ?? 0)
        return after === undefined || second > minutes * 60
          ? []
          : [{ at: this.moment(second), of: inject, move }]
      }),
    ])
    const stops = pauses.flatMap(({ minute, seconds, why }): readonly Entry[] => {
      const at = Date.parse(this.scenario.begins) + minute * 60_000
      return [
        { at, pause: why },
        { at: at + seconds * 1000, pause: `goes on after: ${why}` },
      ]
    })
    return [...all, ...stops].sort((a, b) => a.at - b.at)
  }

  #afterOf({ id }: Inject, move: Move): number | undefined {
    const { as } = move.after
    if (as === undefined) return this.#after(move)
    const key = `${id} ${as}`
    if (!this.#shared.has(key)) this.#shared.set(key, this.#after(move))
    return this.#shared.get(key)
  }

  /** Seconds until somebody moves; undefined where nobody does. */
  #after({ after }: Move): number | undefined {
    if (this.#draws === undefined || after.drawn === undefined)
      return after.played === 'never' ? undefined : after.played
    const forgotten = this.#draws.oneIn(16)
    const drawn = this.#draws.between(...after.drawn)
    return forgotten && after.forgettable === true ? undefined : drawn
  }

  /** Orders and whatever else lies ready before the first minute; a step that is refused here is a fault of the scenario. */
  async prepare(): Promise<void> {
    for (const { chapter, step, first } of inOrder(this.scenario.prepared)) {
      this.clone.setClock(Date.parse(step.at))
      const document = documentOf(step, (reference) => this.#ids.get(reference))
      const opens = first
        ? { procedure: chapter.procedure, ...(chapter.to === undefined ? {} : { to: chapter.to }) }
        : undefined
      const done = await this.#act(chapter.reference, step.actor, step.step, document, opens)
      if (done !== undefined)
        throw new Error(`${chapter.reference}: ${step.actor}, ${step.step}: ${done}`)
      await this.clone.settle()
    }
  }

  async take(inject: Inject, move: Move): Promise<void> {
    if (move.needs !== undefined && !this.#taken.has(move.needs)) return
    const now = instant(this.clone.now())
    const play: Play = {
      now,
      minute: (minute) => instant(this.moment(minute * 60)),
      matter: (reference) => this.#ids.get(reference) ?? '',
      receipts: this.#receipts,
      leaks: this.#leaks,
    }
    const document = move.document(play)
    const opens = this.#ids.has(move.matter) ? undefined : move.opens
    const { actor, step } = move
    const refusal =
      opens === undefined && !this.#ids.has(move.matter)
        ? 'not-opened'
        : await this.#act(move.matter, actor, step, document, opens)
    if (refusal !== undefined) {
      this.refused.push({ inject: inject.id, actor, step, refusal, at: now })
      return
    }
    this.#taken.add(step)
    if (step === 'give-receipt')
      this.#receipts.push({
        leg: String(document.leg),
        executed: now,
        amount: (document.amount as { amount: string }).amount,
      })
    if (step === 'report-leak') this.#leaks.push(document.amount as { amount: string })
  }

  /** Through the same door as every act. @returns the name of the refusal */
  async #act(
    reference: string,
    actor: string,
    step: string,
    document: Readonly<Record<string, unknown>>,
    opens: Move['opens'],
  ): Promise<string | undefined> {
    const node = this.clone.nodeOf(actor.slice(0, actor.indexOf('/')))
    const id = this.#ids.get(reference) ?? ''
    const done = await node.handle(
      actor,
      opens === undefined
        ? { do: 'act', id, action: step, document }
        : { do: 'open', ...opens, step, document },
    )
    if (!done.ok) return `${done.refusal.name}: ${done.refusal.ground}`
    if (opens !== undefined) this.#ids.set(reference, done.value.id)
    return undefined
  }
}

/** Every event of the matters, from the log of the node that made it. */
async function eventsOf(clone: Clone): Promise<readonly PlayedEvent[]> {
  const all = await Promise.all(
    [...clone.nodes.values()].map(async (node) =>
      (await node.read.signedEvents()).filter((event) => event.node === node.id),
    ),
  )
  return all.flat().sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

async function headsOf(clone: Clone): Promise<Conducted['heads']> {
  return Promise.all(
    [...clone.nodes.values()].map(async (node) => {
      const { log } = await node.read.node()
      return { node: node.id, size: log.size, root: log.root }
    }),
  )
}
