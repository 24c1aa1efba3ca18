import { z } from 'zod'
import { digest, done, type Instant, type Outcome, refuse } from '#base'
import { bestOf, type Credential, courseNamed, ethicsCourse, standingAt } from '#learning'
import { ethicsOf } from './credentials.ts'
import { load } from './matter.ts'
import { headerOf } from './request-view.ts'
import { actorName, authorityName } from './words.ts'
import type { World } from './world.ts'

const standing = z.enum(['none', 'valid', 'expired', 'suspended'])

/** Who of an authority has which credential, and whose runs out within sixty days. */
export const rosterView = z.object({
  authority: z.string(),
  /** The course without whose credential, once it was had, privileged acts are refused. */
  gate: z.string(),
  officers: z.array(
    z.object({
      officer: z.string(),
      name: z.string(),
      role: z.string(),
      ethics: standing,
      courses: z.array(
        z.object({
          course: z.string(),
          state: standing,
          until: z.string().nullable(),
          runsOutSoon: z.boolean(),
        }),
      ),
    }),
  ),
})
export type RosterView = z.output<typeof rosterView>

export const certificateView = z.object({
  name: z.string(),
  officer: z.string(),
  authority: z.string(),
  course: z.string(),
  courseName: z.string(),
  says: z.string(),
  citation: z.string(),
  score: z.number(),
  passMark: z.number(),
  issuedAt: z.string(),
  until: z.string(),
  state: standing,
  /** Place and digest of the record by which it was issued. */
  record: z.object({ index: z.number(), digest: z.string() }),
  node: z.string(),
})
export type CertificateView = z.output<typeof certificateView>

/** Those who answer for a desk see its credentials; everybody else sees their own. */
const heads = ['head-of-desk', 'delegate', 'registrar', 'auditor', 'inspector']
const soon = 60 * 86_400_000

export function rosterOf(world: World, actor: string): Outcome<RosterView> {
  const me = world.officers.find((o) => o.id === actor)
  if (me === undefined || !heads.includes(me.role))
    return refuse({
      kind: 'forbidden',
      name: 'roster-for-heads',
      ground: 'credentials of a whole desk are for those who answer for it',
      remedy: 'look at your own on the page of courses, or ask the head of desk',
    })
  const { authority } = me
  const now = world.clock.now()
  const all = [...world.credentials.values()]
  return done({
    authority: authorityName(world, authority),
    gate: ethicsCourse,
    officers: world.officers
      .filter((o) => o.authority === authority)
      .map((o) => ({
        officer: o.id,
        name: o.name,
        role: o.role,
        ethics: ethicsOf(world, o.id),
        courses: standings(
          all.filter((c) => c.officer === o.id),
          now,
        ),
      })),
  })
}

/** One line for each course, however often it was sat: a suspension outweighs all, then what is valid longest. */
function standings(
  sat: readonly Credential[],
  now: Instant,
): RosterView['officers'][number]['courses'] {
  return [...Map.groupBy(sat, (c) => c.course)]
    .map(([course, all]) => {
      const state = bestOf(all.map((c) => standingAt(c, now)))
      const last = all.map((c) => c.until ?? '').sort()
      const until = state === 'valid' ? (last.at(-1) ?? null) : null
      const left = until === null ? Infinity : Date.parse(until) - Date.parse(now)
      return { course, state, until, runsOutSoon: left <= soon }
    })
    .sort((a, b) => (a.course < b.course ? -1 : 1))
}

/** What a certificate says: from the matter of the course and the record by which it was issued. */
export async function certificateOf(
  world: World,
  actor: string,
  id: string,
): Promise<Outcome<CertificateView>> {
  const stream = `matter/${id}`
  const credential = world.credentials.get(stream)
  const matter = await load(world, stream)
  const course = courseNamed(matter?.state.notes.course)
  if (matter === undefined || credential?.officer !== actor || course === undefined) return none()
  const events = await world.store.events({ stream, limit: 500 })
  const issued = events.flatMap((event) => {
    const header = headerOf(event)
    return header?.transition === 'certify' || header?.transition === 'renew'
      ? [{ event, at: header.at }]
      : []
  })
  const last = issued.at(-1)
  if (last === undefined || credential.until === null) return none()
  const { notes } = matter.state
  return done({
    name: actorName(world, actor),
    officer: actor,
    authority: authorityName(world, actor.slice(0, actor.indexOf('/'))),
    course: course.id,
    courseName: course.name,
    says: course.says,
    citation: course.citation,
    score: Number(notes.score ?? 0),
    passMark: Number(notes.passMark ?? course.passMark),
    issuedAt: last.at,
    until: credential.until,
    state: standingAt(credential, world.clock.now()),
    record: { index: last.event.index, digest: digest(last.event.record ?? new Uint8Array()) },
    node: world.id,
  })
}

function none() {
  return refuse({
    kind: 'unknown',
    name: 'no-credential',
    ground: 'you hold no valid credential from this course',
    remedy: 'sit the course; the certificate can be printed from the day it was passed',
  })
}
