import { done, millis, type Outcome, type Random, type Refusal } from '#base'
import type { ActorView, ExerciseAct, ExerciseDesk, ExerciseView, Node } from '#node'
import { procedures } from '#procedure'
import { type AfterAction, afterAction } from './after-action.ts'
import { type Clone, cloneFederation } from './clone.ts'
import { headsOf } from './conduct.ts'
import { type ControlLog, controlLog, controllers, reported } from './control.ts'
import { type Grade, givenIn, grade, pausesOf, stoppedIn } from './grade.ts'
import { Hearing } from './hearing.ts'
import { exerciseNo, exerciseView, stageOf } from './live-view.ts'
import { type Papers, papersOf } from './papers.ts'
import { authorityOf, Players } from './players.ts'
import type { Inject, Move, Scenario } from './scenario.ts'

export interface LiveOptions {
  readonly random: Random
  /** Authorities at whose desks people sit; all others are played as the scenario has it. */
  readonly people: readonly string[]
  /** Seconds of the exercise in one of the machine; 1 unless somebody tries it out. */
  readonly speed?: number
  /** Milliseconds since some moment; the runtime's own when absent. */
  readonly machine?: () => number
  readonly say?: (line: string) => void
  /** How the report is put on paper. */
  readonly print: (
    report: AfterAction,
    form: 'page' | 'pdf' | 'data',
  ) => { readonly type: string; readonly bytes: Uint8Array }
}

/** An exercise with people at its desks. */
export interface Live {
  readonly nodes: readonly Node[]
  /** One look at the clock: injects that are due are given, and empty seats move. */
  beat(): Promise<void>
  /** Whether the play was ended, and can be reported. */
  readonly isOver: boolean
  report(): Promise<AfterAction>
  close(): Promise<void>
}

/** One move of the script, and how often it was tried. */
interface Planned {
  readonly inject: Inject
  readonly move: Move
  readonly after: number
  tries: number
  isOver: boolean
  /** How many events there were at the last try: without a new one nothing is tried again. */
  heard: number
}

const mostTries = 4

/**
 * Makes the federation of an exercise and waits for whoever leads it to begin. Where the play stands follows from the
 * signed events of its matter (P14) alone; who sits where is all that is kept beside them.
 */
export async function openLive(scenario: Scenario, options: LiveOptions): Promise<Live> {
  const { random, say = () => {} } = options
  const late: { live?: PlayedLive } = {}
  const desk: ExerciseDesk = {
    view: (actor) => late.live!.view(actor),
    run: (actor, act) => late.live!.run(actor, act),
    report: (actor, form) => late.live!.print(actor, form),
  }
  const start = Date.parse(scenario.begins)
  say(`${scenario.id}: making a federation of its own`)
  const clone = await cloneFederation(scenario.id, start - 60 * 86_400_000, random, { desk })
  try {
    const hearing = new Hearing(clone)
    const control = await controlLog(scenario, clone)
    await control.prepare()
    const live = new PlayedLive(scenario, { clone, hearing, control }, options)
    await live.prepare()
    late.live = live
    return live
  } catch (error) {
    await clone.close()
    throw error
  }
}

class PlayedLive implements Live {
  readonly nodes: readonly Node[]
  readonly #scenario: Scenario
  readonly #clone: Clone
  readonly #hearing: Hearing
  readonly #control: ControlLog
  readonly #options: LiveOptions
  readonly #players: Players
  readonly #people: Set<string>
  /** Those at whose desks people sat at any time. */
  readonly #sat: Set<string>
  readonly #plan: Planned[]
  #running = false
  #papers: Papers = { upTo: -1, notes: [], lessons: [], pauses: [] }
  /** One thing after the other: a beat and an act never cross. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(
    scenario: Scenario,
    { clone, hearing, control }: { clone: Clone; hearing: Hearing; control: ControlLog },
    options: LiveOptions,
  ) {
    this.#scenario = scenario
    this.#clone = clone
    this.#hearing = hearing
    this.#control = control
    this.#options = options
    this.#people = new Set(options.people)
    this.#sat = new Set(options.people)
    this.nodes = [...clone.nodes.values()]
    const moment = (second: number) => this.#momentOf(second)
    this.#players = new Players(scenario, { clone, hearing, moment })
    this.#plan = scenario.injects.flatMap((inject) =>
      inject.moves.flatMap((move) => {
        const after = this.#players.after(inject, move)
        return after === undefined
          ? []
          : [{ inject, move, after, tries: 0, isOver: false, heard: -1 }]
      }),
    )
  }

  async prepare(): Promise<void> {
    await this.#players.prepare()
    this.#clone.setClock(Date.parse(this.#scenario.begins) - 60_000)
    await this.#hearing.listen()
  }

  get #own() {
    return this.#hearing.of(this.#control.stream)
  }

  /** When the play began; undefined before. */
  get #begun(): number | undefined {
    const live = this.#own.find((e) => e.type === 'exercise.live')
    return live === undefined ? undefined : millis(live.at)
  }

  get #ended(): number | undefined {
    const over = this.#own.find((e) => e.type === 'exercise.ended')
    return over === undefined ? undefined : millis(over.at)
  }

  get isOver(): boolean {
    return this.#ended !== undefined
  }

  /** Seconds of the play at a moment, pauses left out. */
  #secondAt(at: number): number {
    const begun = this.#begun
    if (begun === undefined) return 0
    const until = Math.min(at, this.#ended ?? Number.POSITIVE_INFINITY)
    return Math.floor((until - begun - stoppedIn(pausesOf(this.#own), begun, until)) / 1000)
  }

  #momentOf(second: number): number {
    const begun = this.#begun ?? Date.parse(this.#scenario.begins)
    return begun + second * 1000 + stoppedIn(pausesOf(this.#own), begun, this.#clone.now())
  }

  /** What happened after the end counts no more. */
  #grade(): Grade {
    const ended = this.#ended ?? Number.POSITIVE_INFINITY
    const events = this.#hearing.events.filter((e) => millis(e.at) <= ended)
    return grade(this.#scenario, events, this.#control.stream, Math.min(ended, this.#clone.now()))
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work)
    this.#turn = next.catch(() => {})
    return next
  }

  beat(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#clone.settle()
      await this.#hearing.listen()
      if (stageOf(this.#own) !== 'running') return
      if (!this.#running) {
        this.#running = true
        this.#clone.letRun(this.#options.speed ?? 1, this.#options.machine ?? Date.now)
      }
      const second = this.#secondAt(this.#clone.now())
      if (second > this.#scenario.minutes * 60) return
      await this.#giveDue(second)
      await this.#moveDue(second)
    })
  }

  async #giveDue(second: number): Promise<void> {
    for (const inject of this.#scenario.injects) {
      if (second < inject.minute * 60 || givenIn(this.#own).has(inject.id)) continue
      await this.#control.give(inject)
      this.#options.say?.(`minute ${Math.floor(second / 60)}: ${inject.id} ${inject.text}`)
      await this.#hearing.listen()
    }
  }

  async #moveDue(second: number): Promise<void> {
    const given = givenIn(this.#own)
    const due = this.#plan
      .flatMap((planned) => {
        const at = given.get(planned.inject.id)
        if (planned.isOver || at === undefined) return []
        const when = this.#secondAt(millis(at)) + planned.after
        return when <= second ? [{ planned, when }] : []
      })
      .sort((a, b) => a.when - b.when)
    for (const { planned } of due) await this.#try(planned)
  }

  async #try(planned: Planned): Promise<void> {
    const { inject, move } = planned
    if (this.#people.has(authorityOf(move.actor))) return
    if (this.#players.made(move)) {
      planned.isOver = true
      return
    }
    if (!this.#players.ready(move) || planned.heard === this.#hearing.events.length) return
    planned.tries += 1
    const refusal = await this.#players.take(inject, move)
    planned.isOver = refusal === undefined || planned.tries >= mostTries
    await this.#clone.settle()
    await this.#hearing.listen()
    planned.heard = this.#hearing.events.length
  }

  async view(actor: ActorView): Promise<ExerciseView> {
    const own = this.#own
    if (this.#papers.upTo !== own.length && actor.authority === controllers)
      this.#papers = await papersOf(this.#clone, this.#control.id, own.length)
    return exerciseView({
      scenario: this.#scenario,
      actor,
      own,
      matter: this.#control.id,
      second: this.#secondAt(this.#clone.now()),
      now: this.#clone.now(),
      grade: this.#grade(),
      refused: this.#players.refused,
      people: this.#people,
      papers: this.#papers,
    })
  }

  run(actor: ActorView, act: ExerciseAct): Promise<Outcome<ExerciseView>> {
    return this.#inTurn(async () => {
      if (actor.authority !== controllers) return exerciseNo('not-a-controller')
      await this.#hearing.listen()
      const refusal = await this.#run(actor, act)
      if (refusal !== undefined) return { ok: false, refusal }
      await this.#hearing.listen()
      return done(await this.view(actor))
    })
  }

  async #run(actor: ActorView, act: ExerciseAct): Promise<Refusal | undefined> {
    const stage = stageOf(this.#own)
    const take = async (action: string, document: Readonly<Record<string, unknown>>) => {
      const node = this.#clone.nodeOf(controllers)
      const id = this.#control.id
      const taken = await node.handle(actor.id, { do: 'act', id, action, document })
      return taken.ok ? undefined : taken.refusal
    }
    switch (act.do) {
      case 'begin':
        this.#clone.setClock(Date.parse(this.#scenario.begins))
        return take('go-live', {
          watermark: true,
          keysApart: true,
          keys: [...this.#clone.prints],
        })
      case 'pause':
        return stage === 'paused' ? undefined : take('pause', { reasons: act.reasons })
      case 'go-on':
        return stage === 'paused' ? take('pause', { reasons: act.reasons }) : undefined
      case 'give': {
        const inject = this.#scenario.injects.find((i) => i.id === act.inject)
        if (inject === undefined || givenIn(this.#own).has(act.inject))
          return exerciseNo('inject-not-waiting').refusal
        const { id, to, text, expected } = inject
        return take('give-inject', { inject: id, to: [...to], text, expected })
      }
      case 'note': {
        const at = givenIn(this.#own).get(act.inject)
        if (at === undefined) return exerciseNo('inject-not-given').refusal
        const seconds = this.#secondAt(this.#clone.now()) - this.#secondAt(millis(at))
        return take('observe', { inject: act.inject, seconds, decision: act.text })
      }
      case 'seat':
        if (!this.#scenario.authorities.includes(act.authority))
          return exerciseNo('seat-unknown').refusal
        if (act.by === 'people') {
          this.#people.add(act.authority)
          this.#sat.add(act.authority)
        } else this.#people.delete(act.authority)
        return undefined
      case 'end': {
        const graded = this.#grade()
        // Who may not end it leaves no measure either: those go on record first, while the play runs.
        if (stage !== 'waiting' && mayEnd(actor)) await this.#control.observe(graded)
        return take('end-play', {
          spread: graded.spread?.seconds ?? 0,
          injects: graded.injects.length,
        })
      }
      case 'talk-over':
        return take('hot-wash', { notes: act.notes })
      case 'lesson': {
        const { do: _, owner, function: who, inject, ...rest } = act
        return take('add-lesson', {
          ...rest,
          owner: `${owner}, ${who}`,
          ...(inject === '' ? {} : { inject }),
        })
      }
      case 'report':
        return take('report', {
          text: reported(this.#scenario, this.#grade()),
          lessons: this.#own.filter((e) => e.type === 'lesson.written').length,
        })
    }
  }

  async print(actor: ActorView, form: 'page' | 'pdf' | 'data') {
    if (actor.authority !== controllers) return exerciseNo('not-a-controller')
    if (this.#ended === undefined) return exerciseNo('exercise-not-ended')
    return done(this.#options.print(await this.report(), form))
  }

  async report(): Promise<AfterAction> {
    await this.#hearing.listen()
    const papers = await papersOf(this.#clone, this.#control.id, this.#own.length)
    return afterAction({
      scenario: this.#scenario,
      seed: null,
      grade: this.#grade(),
      refused: this.#players.refused,
      prints: this.#clone.prints,
      heads: await headsOf(this.#clone),
      live: {
        people: [...this.#sat].sort(),
        notes: papers.notes,
        lessons: papers.lessons,
        pauses: pausesOf(this.#own).map(({ from, to }, i) => ({
          minute: Math.floor(this.#secondAt(from) / 60),
          seconds: Math.round((Math.min(to, this.#ended ?? this.#clone.now()) - from) / 1000),
          why: papers.pauses[2 * i] ?? '',
        })),
      },
    })
  }

  async close(): Promise<void> {
    await this.#turn
    await this.#clone.close()
  }
}

function mayEnd({ role }: ActorView): boolean {
  const row = procedures.find((p) => p.id === 'P14')?.transitions.find((t) => t.id === 'end-play')
  return row?.roles.some((r) => r === role) ?? false
}
