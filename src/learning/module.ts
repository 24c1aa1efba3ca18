import { canonical, type Digest, digest, type Json, NumbersFrom } from '#base'
import type { Law } from '#law'
import { type Course, courses, type TaskKind } from './courses.ts'
import { choiceTask } from './task-choice.ts'
import { deadlineTask } from './task-deadline.ts'
import { ownershipTask } from './task-ownership.ts'
import { requestTask } from './task-request.ts'
import { tracingTask } from './task-tracing.ts'

/** One thing that a task asks for. */
export interface Ask {
  readonly name: string
  readonly label: string
  /** `money`: to the cent, `1234.56`; `percent`: `12.5`; `day`: `2026-05-20`; `option`: letter; `letters`: `AC`. */
  readonly kind: 'money' | 'percent' | 'day' | 'option' | 'letters'
}

/** A task as the learner gets it. */
export interface Task {
  readonly id: string
  readonly kind: TaskKind
  /** Plain text; tables have their cells divided by semicolons. */
  readonly text: string
  readonly table?: {
    readonly head: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }
  readonly options?: readonly string[]
  readonly asks: readonly Ask[]
}

/** A task with what an engine says the answers are. */
export interface Made {
  readonly task: Omit<Task, 'id' | 'kind'>
  /** By the name of what is asked. */
  readonly golden: Readonly<Record<string, string>>
  /** What is shown beside the right answer after the grade. */
  readonly because: string
}

/** What an engine of tasks needs: the draws, the law of the day, and how many tasks came before. */
export interface Making {
  readonly draw: NumbersFrom
  readonly law: Law
  readonly course: Course
  readonly number: number
}

const makers: Readonly<Record<TaskKind, (making: Making) => Made>> = {
  tracing: tracingTask,
  ownership: ownershipTask,
  deadline: deadlineTask,
  request: requestTask,
  choice: choiceTask,
}

export const moduleFormat = 'comity-course-module/1'

/** A course made for one learner: the tasks, and apart from them the golden numbers. */
export interface Module {
  readonly format: typeof moduleFormat
  readonly course: string
  readonly name: string
  readonly passMark: number
  readonly tasks: readonly Task[]
}

export interface Golden {
  readonly tasks: readonly {
    readonly id: string
    readonly answers: Readonly<Record<string, string>>
    readonly because: string
  }[]
  readonly digest: Digest
}

/**
 * The module of a course for one enrolment. Every learner has other numbers, and each number comes from the engine that
 * the desks work with, so a course and the practice cannot drift apart.
 *
 * @param seed of the enrolment; kept by the machine that grades
 */
export function makeModule(
  course: Course,
  seed: string,
  law: Law,
): { readonly module: Module; readonly golden: Golden } {
  const draw = new NumbersFrom(`comity course ${course.id}\n${seed}`)
  const made = Array.from({ length: course.tasks }, (_, i) => {
    const kind = course.kinds[i % course.kinds.length] as TaskKind
    const { task, golden, because } = makers[kind]({ draw, law, course, number: i })
    const id = `${i + 1}`
    return { task: { id, kind, ...task }, answer: { id, answers: golden, because } }
  })
  const tasks = made.map((m) => m.answer)
  return {
    module: {
      format: moduleFormat,
      course: course.id,
      name: course.name,
      passMark: course.passMark,
      tasks: made.map((m) => m.task),
    },
    golden: {
      tasks,
      digest: digest(canonical(tasks as unknown as Json)),
    },
  }
}

/** The course under that name or id. */
export function courseNamed(text: unknown): Course | undefined {
  return courses.find((c) => c.id === text || c.name === text)
}
