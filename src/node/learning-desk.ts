import { createHash } from 'node:crypto'
import { done, type Outcome, refuse } from '#base'
import {
  type Course,
  type CredentialState,
  courseNamed,
  courses,
  type Golden,
  type Graded,
  gradeModule,
  type Module,
  makeModule,
  readAnswers,
  standingAt,
} from '#learning'
import { openMatter } from './access.ts'
import {
  type CertificateView,
  certificateOf,
  type RosterView,
  rosterOf,
} from './credential-roster.ts'
import { handleAs } from './handle.ts'
import { load, type Matter } from './matter.ts'
import { nodeHand, type World } from './world.ts'

/** Courses at this node: the tasks of an enrolment, and the machine that grades them. */
export interface LearningDesk {
  readonly courses: readonly Course[]
  /** Who of the officer's authority has which credential; for those who answer for the desk. */
  roster(actor: string): Outcome<RosterView>
  /** What a certificate of this course says, for whoever passed it. */
  certificate(actor: string, id: string): Promise<Outcome<CertificateView>>
  /** Courses in which the officer has enrolled, by their matters. */
  mine(actor: string): Promise<readonly Sitting[]>
  /** The tasks of whoever enrolled; the golden numbers stay here. */
  module(actor: string, id: string): Promise<Outcome<Module>>
  /** Grades, and issues the credential or notes where the answers differ. */
  submit(actor: string, id: string, answers: unknown): Promise<Outcome<Graded>>
}

/** One enrolment of an officer. */
export interface Sitting {
  readonly matter: string
  readonly course: string
  /** State of the matter: `ENROLLED`, `CREDENTIAL` ... */
  readonly stands: string
  readonly credential: CredentialState
  readonly until: string | null
}

export function openLearningDesk(world: World): LearningDesk {
  return {
    courses,
    roster: (actor) => rosterOf(world, actor),
    certificate: (actor, id) => certificateOf(world, actor, id),
    async mine(actor) {
      const found: Sitting[] = []
      for (const [stream, credential] of world.credentials) {
        if (credential.officer !== actor) continue
        const matter = await load(world, stream)
        found.push({
          matter: stream.slice('matter/'.length),
          course: credential.course,
          stands: String(matter?.state.states.main ?? ''),
          credential: standingAt(credential, world.clock.now()),
          until: credential.until,
        })
      }
      return found
    },
    async module(actor, id) {
      const found = await enrolment(world, actor, id)
      return found.ok ? done(found.value.module) : found
    },
    submit: (actor, id, answers) => submit(world, actor, id, answers),
  }
}

interface Enrolment {
  readonly matter: Matter
  readonly course: Course
  readonly module: Module
  readonly golden: Golden
}

/** The course of a matter, made for the one who enrolled and for nobody else. */
async function enrolment(world: World, actor: string, id: string): Promise<Outcome<Enrolment>> {
  const opened = await openMatter(world, actor, id, 'read')
  if (!opened.ok) return opened
  const { matter } = opened.value
  const course = courseNamed(matter.state.notes.course)
  if (matter.state.procedure !== 'P14' || course === undefined)
    return refuse({
      kind: 'unknown',
      name: 'course-unknown',
      ground: 'the matter is no enrolment in a course of the catalogue',
      remedy: 'enrol in a course by its name',
    })
  if (!(matter.state.doers.enrol ?? []).includes(actor))
    return refuse({
      kind: 'forbidden',
      name: 'not-the-learner',
      ground: 'the tasks of a course are for the officer who enrolled',
      remedy: 'enrol yourself',
    })
  return done({ matter, course, ...makeModule(course, seedOf(world, matter), world.laws.now()) })
}

/**
 * Follows from the enrolment and from a key of this node: each sitting has numbers of its own, and nobody without the key
 * can make the golden numbers of a module beforehand.
 */
function seedOf(world: World, { stream, state }: Matter): string {
  return createHash('sha256')
    .update('comity course seed v1\n')
    .update(world.keys.seal.seed)
    .update(`\n${stream}\n${state.counts['try-again'] ?? 0}`)
    .digest('hex')
}

async function submit(
  world: World,
  actor: string,
  id: string,
  given: unknown,
): Promise<Outcome<Graded>> {
  const found = await enrolment(world, actor, id)
  if (!found.ok) return found
  const answers = readAnswers(given)
  if (!answers.ok) return answers
  const { matter, module, golden } = found.value
  const graded = gradeModule(module, golden, answers.value)
  // The machine of the node grades for the authority whose officer learns.
  const { authority } = matter.state.parties.requesting
  const machine = { ...nodeHand(world, 'node'), id: `${authority}/node`, authority }
  const minutes = Math.round(
    (Date.parse(world.clock.now()) - Date.parse(matter.state.changedAt)) / 60_000,
  )
  const act = (action: string, document: Readonly<Record<string, unknown>>) =>
    handleAs(world, machine, { do: 'act', id, action, document })
  const assessed = await act('assess', {
    score: graded.score,
    minutes: Math.min(100_000, Math.max(0, minutes)),
    answers: graded.answers,
    golden: graded.golden,
  })
  if (!assessed.ok) return assessed
  const ended = graded.passed
    ? await act('certify', {})
    : await act('fail', { where: where(graded) })
  return ended.ok ? done(graded) : ended
}

function where({ right, of, differs }: Graded): string {
  const tasks = [...new Set(differs.map((d) => d.task))]
  return `${right} of ${of} right; tasks ${tasks.join(', ')} differ from the golden numbers`
}
