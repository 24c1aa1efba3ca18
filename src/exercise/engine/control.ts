import { digest } from '#base'
import type { Clone } from './clone.ts'
import type { Grade, GradedInject } from './grade.ts'
import type { Inject, Scenario } from './scenario.ts'

/** The authority whose people lead exercises. */
export const controllers = 'NET-SEC'
const lead = `${controllers}/delegate`
const second = `${controllers}/delegate-2`
const observer = `${controllers}/head-of-desk`
const day = 86_400_000

/** The log of the exercise itself: procedure P14 at the Secretariat of the exercise. */
export interface ControlLog {
  /** Id of the matter. */
  readonly id: string
  /** Its stream, `matter/…`. */
  readonly stream: string
  prepare(): Promise<void>
  begin(at: number): Promise<void>
  give(inject: Inject): Promise<void>
  /** Stops the clock of the exercise, or lets it go on. */
  pause(why: string): Promise<void>
  /** What was measured, for each inject that was given. */
  observe(grade: Grade): Promise<void>
  /** Observations, hot wash, lessons, report; as it was played also what was closed since. */
  end(grade: Grade, asPlayed: boolean): Promise<void>
}

export async function controlLog(scenario: Scenario, clone: Clone): Promise<ControlLog> {
  const node = clone.nodeOf(controllers)
  let id = ''
  const act = async (
    actor: string,
    action: string,
    document: Readonly<Record<string, unknown>>,
  ) => {
    const done = await node.handle(actor, { do: 'act', id, action, document })
    if (!done.ok)
      throw new Error(`${scenario.id}: ${action}: ${done.refusal.name}: ${done.refusal.ground}`)
  }
  const start = Date.parse(scenario.begins)
  clone.setClock(start - 49 * day)
  const designed = await node.handle(lead, {
    do: 'open',
    procedure: 'P14',
    step: 'design',
    document: {
      reference: scenario.id,
      objectives: scenario.objectives,
      roles: scenario.roles.map((r) => `${r.role}: ${r.who}, ${r.task}`),
      injects: scenario.injects.length,
      expected: scenario.injects.map((i) => `${i.id}: ${i.expected}`).join('\n'),
      data: 'invented',
    },
  })
  if (!designed.ok) throw new Error(`${scenario.id}: ${designed.refusal.ground}`)
  id = designed.value.id
  const observe = async (grade: Grade) => {
    for (const inject of grade.injects) await act(observer, 'observe', observation(inject))
  }
  return {
    id,
    stream: `matter/${id}`,
    async prepare() {
      clone.setClock(start - 10 * day)
      await act(lead, 'dry-run', { found: 'every order, officer and inject of the play was there' })
    },
    async begin(at) {
      clone.setClock(at)
      await act(second, 'go-live', { watermark: true, keysApart: true, keys: [...clone.prints] })
    },
    give: ({ id: inject, to, text, expected }) =>
      act(lead, 'give-inject', { inject, to: [...to], text, expected }),
    pause: (reasons) => act(lead, 'pause', { reasons }),
    observe,
    async end(grade, asPlayed) {
      await observe(grade)
      await act(lead, 'end-play', {
        spread: grade.spread?.seconds ?? 0,
        injects: grade.injects.length,
      })
      clone.setClock(clone.now() + 3_600_000)
      await act(lead, 'hot-wash', { notes: washed(grade) })
      const lessons = asPlayed ? scenario.lessons : []
      for (const { id: lesson, text, owner, function: who, due } of lessons)
        await act(lead, 'add-lesson', { lesson, text, owner: `${owner}, ${who}`, due })
      clone.setClock(start + 21 * day)
      await act(lead, 'report', { text: reported(scenario, grade), lessons: lessons.length })
      for (const { id: lesson, closed } of lessons) {
        if (closed === undefined) continue
        clone.setClock(Date.parse(`${closed.on}T09:00:00Z`))
        const proof = digest(Buffer.from(closed.change))
        await act(lead, 'close-lesson', { lesson, change: closed.change, proof })
      }
    },
  }
}

/** Seconds of the slowest answer; what did not come was waited for until the end of its time. */
function observation({ id: inject, met, mark, seconds }: GradedInject) {
  const missed = met.filter((m) => m.mark === 'missing').map((m) => m.by)
  const longest = Math.max(...met.map((m) => m.within))
  return {
    inject,
    seconds: seconds ?? longest,
    decision:
      mark === 'in-time'
        ? 'the expected action came in time'
        : mark === 'open'
          ? 'the play ended before its time'
          : missed.length > 0
            ? `nothing came from ${[...new Set(missed)].join(', ')}`
            : `the expected action came after its time of ${longest} seconds`,
  }
}

export function washed(grade: Grade): string {
  return `${grade.inTime} injects answered in time, ${grade.late} late, ${grade.missing} not at all; nobody is named`
}

export function reported({ name }: Scenario, grade: Grade): string {
  const spread =
    grade.spread === undefined
      ? 'no leg was carried out'
      : `${grade.spread.legs} legs within ${grade.spread.seconds} seconds`
  return `${name}: ${grade.score} of 100; ${washed(grade)}; ${spread}`
}
