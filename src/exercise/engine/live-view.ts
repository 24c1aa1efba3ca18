import { type Instant, instant, type Refusal, refuse } from '#base'
import type { ActorView, ExerciseView } from '#node'
import { drafted } from './after-action.ts'
import type { RefusedMove } from './conduct.ts'
import { controllers } from './control.ts'
import { foundIn, type Grade, givenIn, type PlayedEvent, pausesOf } from './grade.ts'
import type { Papers } from './papers.ts'
import type { Scenario } from './scenario.ts'

type Stage = ExerciseView['stage']

/** Where an exercise stands, by the last of the signed events that change it. */
export function stageOf(own: readonly PlayedEvent[]): Stage {
  const types = new Set(own.map((e) => e.type))
  if (types.has('exercise.reported')) return 'reported'
  if (types.has('exercise.hot_washed')) return 'talked-over'
  if (types.has('exercise.ended')) return 'played'
  if (!types.has('exercise.live')) return 'waiting'
  return pausesOf(own).at(-1)?.to === Number.POSITIVE_INFINITY ? 'paused' : 'running'
}

/** What a view is made of. */
export interface Shown {
  readonly scenario: Scenario
  readonly actor: ActorView
  /** Events of the matter of the exercise. */
  readonly own: readonly PlayedEvent[]
  readonly matter: string
  readonly second: number
  readonly now: number
  readonly grade: Grade
  readonly refused: readonly RefusedMove[]
  readonly people: ReadonlySet<string>
  readonly papers: Papers
}

/** What one officer sees: players what they were told, those who lead also what comes and how it is graded. */
export function exerciseView(shown: Shown): ExerciseView {
  const { scenario, actor, own } = shown
  const given = givenIn(own)
  return {
    id: scenario.id,
    name: scenario.name,
    objectives: scenario.objectives,
    minutes: scenario.minutes,
    stage: stageOf(own),
    second: shown.second,
    now: instant(shown.now),
    task: scenario.roles.find((r) => r.who === actor.authority)?.task ?? null,
    told: scenario.injects
      .flatMap(({ id, to, text }) => {
        const at = given.get(id)
        return at !== undefined && to.includes(actor.authority) ? [{ inject: id, at, text }] : []
      })
      .sort((a, b) => (a.at < b.at ? 1 : -1)),
    control: actor.authority === controllers ? controlOf(shown, given) : null,
  }
}

function controlOf(
  shown: Shown,
  given: ReadonlyMap<string, Instant>,
): NonNullable<ExerciseView['control']> {
  const { scenario, grade, papers, people } = shown
  const isOver = ['played', 'talked-over', 'reported'].includes(stageOf(shown.own))
  const written = new Set(papers.lessons.map((l) => l.id))
  return {
    matter: shown.matter,
    injects: scenario.injects.map((inject) => {
      const at = given.get(inject.id) ?? null
      const graded = grade.injects.find((g) => g.id === inject.id)
      const within = Math.max(...inject.expectations.map((e) => e.within))
      return {
        id: inject.id,
        minute: inject.minute,
        to: [...inject.to],
        text: inject.text,
        expected: inject.expected,
        at,
        mark: graded?.mark ?? 'waiting',
        seconds: graded?.seconds ?? null,
        within,
        found: graded === undefined ? '' : foundIn(graded),
      }
    }),
    seats: scenario.authorities.map((authority) => ({
      authority,
      task: scenario.roles.find((r) => r.who === authority)?.task ?? '',
      by: people.has(authority) ? 'people' : 'script',
    })),
    notes: papers.notes.map((n) => ({ ...n })),
    refused: shown.refused.map(({ inject, actor, step, refusal }) => ({
      inject,
      actor,
      step,
      refusal,
    })),
    score: grade.score,
    spread: grade.spread?.seconds ?? null,
    drafts: isOver
      ? drafted(grade, scenario.begins)
          .filter((d) => !written.has(d.id))
          .map(({ id, inject, text, owner, function: who, due, action }) => ({
            id,
            inject,
            text,
            owner,
            function: who,
            due,
            action,
          }))
      : [],
    lessons: papers.lessons.map((l) => ({ ...l })),
  }
}

const refusals = {
  'not-a-controller': {
    kind: 'forbidden',
    ground: `an exercise is led by ${controllers}`,
    remedy: `sign in as an officer of ${controllers}, or tell those who lead what you need`,
  },
  'inject-not-waiting': {
    kind: 'conflict',
    ground: 'the scenario has no such inject, or it was given already',
    remedy: 'give one of those that wait',
  },
  'inject-not-given': {
    kind: 'too-early',
    ground: 'the inject was not given yet',
    remedy: 'write a note on an inject once somebody was told of it',
  },
  'seat-unknown': {
    kind: 'unknown',
    ground: 'no such authority is exercised',
    remedy: 'choose one of the seats of the scenario',
  },
  'exercise-not-ended': {
    kind: 'too-early',
    ground:
      'the play is not over, and a report of a part of it would grade what nobody had time to do',
    remedy: 'end the play first',
  },
} as const satisfies Readonly<Record<string, Omit<Refusal, 'name'>>>

/** A "no" of an exercise with people. */
export function exerciseNo(name: keyof typeof refusals) {
  return refuse({ name, ...refusals[name] })
}
