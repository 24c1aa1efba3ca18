import { type Instant, instant, type Random } from '#base'
import type { AfterAction } from './after-action.ts'
import { type Clone, cloneFederation } from './clone.ts'
import { controlLog } from './control.ts'
import { type Grade, grade } from './grade.ts'
import { Hearing } from './hearing.ts'
import type { WrittenLesson } from './papers.ts'
import { Players } from './players.ts'
import type { Inject, Move, Scenario } from './scenario.ts'

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
  /** Present where people played. */
  readonly live?: Pick<AfterAction, 'people' | 'notes' | 'pauses'> & {
    readonly lessons: readonly WrittenLesson[]
  }
}

/** Plays a scenario on a federation that is made for it, grades it from the signed events, and ends with its report. */
export async function conduct(scenario: Scenario, run: Run): Promise<Conducted> {
  const say = run.say ?? (() => {})
  const start = Date.parse(scenario.begins)
  say(`${scenario.id}: making a federation of its own`)
  const clone = await cloneFederation(scenario.id, start - 60 * 86_400_000, run.random)
  try {
    const hearing = new Hearing(clone)
    const moment = plannedMoment(scenario)
    const players = new Players(scenario, { clone, hearing, moment }, run.seed)
    const control = await controlLog(scenario, clone)
    await control.prepare()
    await players.prepare()
    await control.begin(moment(0))
    for (const entry of agendaOf(scenario, players, moment)) {
      clone.setClock(entry.at)
      if ('inject' in entry) {
        await control.give(entry.inject)
        say(`${instant(entry.at).slice(11, 16)} ${entry.inject.id} ${entry.inject.text}`)
      } else if ('pause' in entry) await control.pause(entry.pause)
      else {
        await hearing.listen()
        const { needs } = entry.move
        if (needs === undefined || players.ready(entry.move))
          await players.take(entry.of, entry.move)
      }
      await clone.settle()
    }
    await hearing.listen()
    const graded = grade(scenario, hearing.events, control.stream)
    clone.setClock(moment(scenario.minutes * 60))
    await control.end(graded, run.seed === undefined)
    return {
      scenario,
      seed: run.seed ?? null,
      grade: graded,
      refused: players.refused,
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

/** Everything that happens, in its order; what falls on one moment keeps the order of the scenario. */
function agendaOf(
  { begins, injects, pauses, minutes }: Scenario,
  players: Players,
  moment: (second: number) => number,
): readonly Entry[] {
  const all: Entry[] = injects.flatMap((inject) => [
    { at: moment(inject.minute * 60), inject },
    ...inject.moves.flatMap((move): readonly Entry[] => {
      const after = players.after(inject, move)
      const second = inject.minute * 60 + (after ?? 0)
      return after === undefined || second > minutes * 60
        ? []
        : [{ at: moment(second), of: inject, move }]
    }),
  ])
  const stops = pauses.flatMap(({ minute, seconds, why }): readonly Entry[] => {
    const at = Date.parse(begins) + minute * 60_000
    return [
      { at, pause: why },
      { at: at + seconds * 1000, pause: `goes on after: ${why}` },
    ]
  })
  return [...all, ...stops].sort((a, b) => a.at - b.at)
}

/** The moment of a second of the play, where the pauses stand in the scenario: those before it are added. */
function plannedMoment({ begins, pauses }: Scenario): (second: number) => number {
  return (second) => {
    const paused = pauses
      .filter((p) => p.minute * 60 <= second)
      .reduce((sum, p) => sum + p.seconds, 0)
    return Date.parse(begins) + (second + paused) * 1000
  }
}

export async function headsOf(clone: Clone): Promise<Conducted['heads']> {
  return Promise.all(
    [...clone.nodes.values()].map(async (node) => {
      const { log } = await node.read.node()
      return { node: node.id, size: log.size, root: log.root }
    }),
  )
}
