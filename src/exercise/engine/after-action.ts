import { canonical, type Digest, digest, type Json } from '#base'
import type { Conducted } from './conduct.ts'
import { foundIn, type Grade, type GradedInject } from './grade.ts'
import type { WrittenLesson } from './papers.ts'
import type { Lesson } from './scenario.ts'

/** A lesson in the report: written in the hot wash, or drafted from an inject that was not answered in time. */
export interface ReportedLesson {
  readonly id: string
  readonly inject: string
  readonly text: string
  readonly owner: string
  readonly function: string
  readonly due: string
  readonly state: 'open' | 'closed'
  readonly closedOn: string | null
  readonly change: string | null
  readonly action: string
  readonly milestones: readonly string[]
  readonly indicator: string
}

export const afterActionFormat = 'comity-after-action/1'

/** The report after an exercise, as data: page, PDF and commitments are made from this and nothing else. */
export interface AfterAction {
  readonly format: typeof afterActionFormat
  readonly exercise: string
  readonly name: string
  readonly objectives: string
  readonly begins: string
  readonly minutes: number
  /** Absent players were drawn from it; null: as it was played on its day. */
  readonly seed: number | null
  /** Authorities at whose desks people sat; all others were played by the scenario. */
  readonly people: readonly string[]
  readonly authorities: readonly {
    readonly id: string
    readonly asked: number
    readonly inTime: number
  }[]
  readonly roles: readonly { readonly role: string; readonly who: string; readonly task: string }[]
  readonly score: number
  readonly inTime: number
  readonly late: number
  readonly missing: number
  readonly injects: readonly {
    readonly id: string
    readonly at: string
    readonly to: readonly string[]
    readonly text: string
    readonly expected: string
    readonly mark: string
    readonly seconds: number | null
    readonly within: number
    /** What the observers wrote down, without blame. */
    readonly found: string
  }[]
  readonly pauses: readonly {
    readonly minute: number
    readonly seconds: number
    readonly why: string
  }[]
  /** What observers wrote down while people played. */
  readonly notes: readonly { readonly at: string; readonly inject: string; readonly text: string }[]
  readonly spread: {
    readonly legs: number
    readonly first: string
    readonly last: string
    readonly seconds: number
  } | null
  readonly refused: readonly {
    readonly inject: string
    readonly actor: string
    readonly step: string
    readonly refusal: string
  }[]
  readonly lessons: readonly ReportedLesson[]
  /** Where each log of the exercise stood at its end. */
  readonly heads: readonly { readonly node: string; readonly size: number; readonly root: string }[]
  /** Digests of the cards of the exercise; none of them counts anywhere else. */
  readonly cards: readonly string[]
}

/** The report of what was conducted. */
export function afterAction(conducted: Conducted): AfterAction {
  const { scenario, seed, grade, refused, heads, prints, live } = conducted
  return {
    format: afterActionFormat,
    exercise: scenario.id,
    name: scenario.name,
    objectives: scenario.objectives,
    begins: scenario.begins,
    minutes: scenario.minutes,
    seed,
    people: live?.people ?? [],
    authorities: grade.authorities,
    roles: scenario.roles,
    score: grade.score,
    inTime: grade.inTime,
    late: grade.late,
    missing: grade.missing,
    injects: grade.injects.map((inject) => ({
      id: inject.id,
      at: inject.at,
      to: inject.to,
      text: inject.text,
      expected: inject.expected,
      mark: inject.mark,
      seconds: inject.seconds ?? null,
      within: Math.max(...inject.met.map((m) => m.within)),
      found: foundIn(inject),
    })),
    pauses: live?.pauses ?? scenario.pauses,
    notes: live?.notes ?? [],
    spread: grade.spread ?? null,
    refused: refused.map(({ inject, actor, step, refusal }) => ({ inject, actor, step, refusal })),
    lessons:
      live !== undefined
        ? live.lessons.map((lesson) => taught(lesson, drafted(grade, scenario.begins)))
        : seed === null
          ? scenario.lessons.map(written)
          : drafted(grade, scenario.begins),
    heads,
    cards: prints,
  }
}

/** Canonical bytes of a report (RFC 8785), and their digest: by it a commitment names what it rests on. */
export function afterActionJson(report: AfterAction): {
  readonly json: Uint8Array
  readonly digest: Digest
} {
  const json = canonical(report as unknown as Json)
  return { json, digest: digest(json) }
}

function written(lesson: Lesson): ReportedLesson {
  const { closed, ...rest } = lesson
  return {
    ...rest,
    state: closed === undefined ? 'open' : 'closed',
    closedOn: closed?.on ?? null,
    change: closed?.change ?? null,
  }
}

/** Lessons that follow from the grade: one for each authority that was late or did not act. */
export function drafted(grade: Grade, begins: string): readonly ReportedLesson[] {
  return grade.injects.flatMap((inject, i) => draftedFrom(inject, i, begins))
}

/** As people wrote it down; what was drafted for it stays where they left it out. */
function taught(lesson: WrittenLesson, drafts: readonly ReportedLesson[]): ReportedLesson {
  const draft = drafts.find((d) => d.id === lesson.id)
  return {
    ...lesson,
    inject: lesson.inject || (draft?.inject ?? ''),
    state: 'open',
    closedOn: null,
    change: null,
    milestones: draft?.milestones ?? [`M1 ${lesson.due}: ${lesson.action}`],
    indicator: draft?.indicator ?? 'the change, shown in the next exercise',
  }
}

function draftedFrom(
  inject: GradedInject,
  index: number,
  begins: string,
): readonly ReportedLesson[] {
  const due = new Date(Date.parse(begins) + 180 * 86_400_000).toISOString().slice(0, 10)
  return inject.met
    .filter((m) => m.mark === 'late' || m.mark === 'missing')
    .map(({ by, event, within, seconds, times, found }, i) => ({
      id: `L${index + 1}${i === 0 ? '' : `.${i + 1}`}`,
      inject: inject.id,
      text:
        seconds === undefined
          ? `${by} did not do what was expected: ${inject.expected}`
          : `${by} needed ${seconds} seconds, and had ${within}: ${inject.expected}`,
      owner: by,
      function: 'head of desk',
      due,
      state: 'open',
      closedOn: null,
      change: null,
      action: `meet the expected action of inject ${inject.id} within its time in the next exercise`,
      milestones: [`M1 ${due}: ${event} ${times} of ${times} within ${within} seconds`],
      indicator: `seconds from the inject to ${event}, from the signed log; this time ${seconds ?? `${found} of ${times}`}`,
    }))
}
