import { type Digest, done, type Outcome, refuse } from '#base'
import { type AfterAction, afterActionJson, type ReportedLesson } from './after-action.ts'

/** A commitment that was made from a lesson. */
export interface Adopted {
  readonly lesson: string
  /** Matter of procedure P12. */
  readonly matter: string
}

/**
 * The document of the commitment that a lesson becomes: the problem with the digest of the report that shows it, the
 * action, milestones with days, an indicator. P12 refuses wording that nobody can check.
 */
export function commitmentFrom(
  report: AfterAction,
  lesson: ReportedLesson,
  digest: Digest,
): Readonly<Record<string, unknown>> {
  return {
    reference: `${report.exercise}/${lesson.id}`,
    problem: `${lesson.text} (${report.exercise} ${report.name}, inject ${lesson.inject}, report ${digest})`,
    action: lesson.action,
    milestones: [...lesson.milestones],
    due: lesson.due,
    indicator: lesson.indicator,
  }
}

/**
 * Lessons become commitments in the real network: the one thing of an exercise that crosses its wall, as words in a
 * report. Each authority takes its own lessons; its delegate proposes them, and P12 goes on from there.
 *
 * @param officer `XS-PP/delegate`, of the authority whose lessons are taken
 * @param known whether the node has a commitment of that reference already: a lesson is taken once
 * @param propose opens a matter of P12 with the document, in the officer's name, and gives its id
 */
export async function adoptLessons(
  report: AfterAction,
  officer: string,
  {
    known,
    propose,
  }: {
    readonly known: (reference: string) => Promise<boolean>
    readonly propose: (document: Readonly<Record<string, unknown>>) => Promise<Outcome<string>>
  },
): Promise<Outcome<readonly Adopted[]>> {
  const authority = officer.slice(0, officer.indexOf('/'))
  const own = report.lessons.filter((l) => l.owner === authority && l.state === 'open')
  if (own.length === 0)
    return refuse({
      kind: 'conflict',
      name: 'no-lesson-open',
      ground: `${authority || officer} owns no open lesson of ${report.exercise}`,
      remedy: `owners of open lessons: ${[...new Set(report.lessons.filter((l) => l.state === 'open').map((l) => l.owner))].join(', ') || 'nobody'}`,
    })
  const { digest } = afterActionJson(report)
  const adopted: Adopted[] = []
  for (const lesson of own) {
    if (await known(`${report.exercise}/${lesson.id}`)) continue
    const opened = await propose(commitmentFrom(report, lesson, digest))
    if (!opened.ok) return opened
    adopted.push({ lesson: lesson.id, matter: opened.value })
  }
  return adopted.length > 0
    ? done(adopted)
    : refuse({
        kind: 'conflict',
        name: 'lessons-adopted',
        ground: `every open lesson of ${authority} from ${report.exercise} is a commitment here already`,
        remedy: 'find them in the inbox by the reference of the exercise',
      })
}
