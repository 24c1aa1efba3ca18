import { canonical, type Digest, digest, done, type Json, type Outcome, refuse } from '#base'
import type { Golden, Module } from './module.ts'

/** What a learner hands in: by task, by the name of what is asked. */
export type Answers = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface Graded {
  /** 0 to 100: every thing that is asked counts the same. */
  readonly score: number
  readonly passed: boolean
  readonly right: number
  readonly of: number
  /** Where the answers differ from the golden numbers, with the source of the right ones. */
  readonly differs: readonly {
    readonly task: string
    readonly name: string
    readonly given: string
    readonly golden: string
    readonly because: string
  }[]
  readonly answers: Digest
  readonly golden: Digest
}

const most = { tasks: 100, names: 20, length: 40 }

/** Answers of somebody else, as they came: short texts by task and name. */
export function readAnswers(value: unknown): Outcome<Answers> {
  const isTable = (v: unknown, size: number): v is Record<string, unknown> =>
    typeof v === 'object' && v !== null && !Array.isArray(v) && Object.keys(v).length <= size
  const sound =
    isTable(value, most.tasks) &&
    Object.values(value).every(
      (task) =>
        isTable(task, most.names) &&
        Object.values(task).every((a) => typeof a === 'string' && a.length <= most.length),
    )
  return sound
    ? done(value as Answers)
    : refuse({
        kind: 'malformed',
        name: 'answers-malformed',
        ground: 'these are not answers to the tasks of a course',
        remedy: 'give one short text for each thing that is asked, by task and name',
      })
}

/**
 * Grades by the machine, the same for everybody: an answer is right where it is the golden number, to the cent, to the
 * day, to the letter. Thousands separators, a decimal comma and the order of letters do not count.
 */
export function gradeModule(module: Module, golden: Golden, answers: Answers): Graded {
  const all = module.tasks.flatMap((task) => {
    const right = golden.tasks.find((g) => g.id === task.id)
    return task.asks.map(({ name, kind }) => ({
      task: task.id,
      name,
      given: answers[task.id]?.[name] ?? '',
      golden: right?.answers[name] ?? '',
      because: right?.because ?? '',
      same: plain(answers[task.id]?.[name] ?? '', kind) === plain(right?.answers[name] ?? '', kind),
    }))
  })
  const right = all.filter((a) => a.same).length
  const score = all.length === 0 ? 0 : Math.floor((100 * right) / all.length)
  return {
    score,
    passed: score >= module.passMark,
    right,
    of: all.length,
    differs: all.filter((a) => !a.same).map(({ same: _, ...rest }) => rest),
    answers: digest(canonical(answers as unknown as Json)),
    golden: golden.digest,
  }
}

function plain(text: string, kind: Module['tasks'][number]['asks'][number]['kind']): string {
  const short = text.trim()
  switch (kind) {
    case 'money':
    case 'percent': {
      const number = /^\d{1,3}(?:[ ’,]\d{3})*(?:[.,]\d{1,2})?$|^\d+(?:[.,]\d{1,2})?$/.exec(short)
      if (number === null) return `? ${short}`
      const [, whole = '', part = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(short) ?? []
      return `${whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '')}.${part.padEnd(2, '0')}`
    }
    case 'letters':
      return short.toLowerCase() === 'none'
        ? 'none'
        : [...new Set(short.toUpperCase().replace(/[^A-Z]/g, ''))].sort().join('')
    case 'option':
      return short.toUpperCase()
    default:
      return short
  }
}
