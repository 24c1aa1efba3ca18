import { z } from 'zod'
import type { Json } from '#base'
import { levels, type Publication, readableBy } from '#knowledge'
import { clocks } from '#procedure'
import { inbox } from './inbox.ts'
import { load, type Matter } from './matter.ts'
import { publicationsOf } from './publications.ts'
import { authorityName } from './words.ts'
import type { World } from './world.ts'

const pattern = z.object({
  reference: z.string(),
  pattern: z.string(),
  text: z.string(),
  redFlags: z.array(z.string()).readonly(),
  detector: z.string(),
  handling: z.string(),
  version: z.string(),
  state: z.enum(['released', 'withdrawn', 'expired']),
  casesAtLeast: z.number(),
  jurisdictionsAtLeast: z.number(),
  falsePositives: z.number().nullable(),
  hits: z.number(),
  falseAlarms: z.number(),
  releasedAt: z.string(),
  until: z.string().nullable(),
})

const alert = z.object({
  matter: z.string(),
  reference: z.string(),
  subject: z.string(),
  from: z.string(),
  to: z.string(),
  layer: z.string(),
  handling: z.string(),
  issuedAt: z.string(),
  /** What came of it: `used`, `known`, `false`; null while nobody said. */
  result: z.string().nullable(),
  feedbackAt: z.string().nullable(),
  due: z.string().nullable(),
  /** Feedback came within its time; null while the time runs. */
  isInTime: z.boolean().nullable(),
  proposals: z.array(z.object({ at: z.string(), rule: z.string() })),
  stands: z.string(),
})

const statement = z.object({
  matter: z.string(),
  reference: z.string(),
  subject: z.string(),
  /** SHA-256 of the text that all sign. */
  digest: z.string(),
  stands: z.string(),
  embargo: z.string(),
  victims: z.string(),
  victimsToldAt: z.string().nullable(),
  releasedAt: z.string().nullable(),
  signatures: z.array(
    z.object({
      authority: z.string(),
      name: z.string(),
      signed: z.boolean(),
      /** The digest under this signature is the one of the text. */
      isSame: z.boolean(),
    }),
  ),
})

export const libraryView = z.object({
  circle: z.enum(['public', 'partnership', 'authorities']),
  patterns: z.array(pattern),
  alerts: z.array(alert),
  statements: z.array(statement),
  rule: z.object({ cases: z.number(), jurisdictions: z.number() }),
})
export type LibraryView = z.output<typeof libraryView>

/** What an officer works with of what the network knows: patterns of their circle; alerts and statements they take part in. */
export async function libraryOf(
  world: World,
  actor: string,
  at: Pick<LibraryView, 'circle' | 'rule'>,
): Promise<LibraryView> {
  const own = async (procedure: string) => {
    const items = await inbox(world, { show: 'all', q: '', procedure }, actor)
    const matters = await Promise.all(items.map(({ id }) => load(world, `matter/${id}`)))
    return matters.flatMap((matter, i) =>
      matter === undefined ? [] : [{ matter, stands: items[i]!.stateName }],
    )
  }
  const newest = <T extends { readonly matter: Matter }>(all: readonly T[]) =>
    [...all].sort((a, b) => (a.matter.state.openedAt < b.matter.state.openedAt ? 1 : -1))
  return {
    ...at,
    patterns: readableBy(await publicationsOf(world), at.circle).map(patternView),
    alerts: newest(await own('P19')).map(({ matter, stands }) => alertView(world, matter, stands)),
    statements: newest(await own('P18')).map(({ matter, stands }) =>
      statementView(world, matter, stands),
    ),
  }
}

function patternView(p: Publication): LibraryView['patterns'][number] {
  const { changedAt: _, level, ...rest } = p
  return { ...rest, handling: levels[level] }
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

function alertView(
  world: World,
  { stream, state, words }: Matter,
  stands: string,
): LibraryView['alerts'][number] {
  const clock = clocks(state, world.clock.now(), world.laws.now()).find(
    (c) => c.id === 'alert-feedback',
  )
  const isLate = clock?.status === 'overdue' || clock?.status === 'breached-then-met'
  return {
    matter: stream.slice('matter/'.length),
    reference: words.reference,
    subject: words.subject,
    from: authorityName(world, state.parties.requesting.authority),
    to: authorityName(world, state.parties.requested.authority),
    layer: text(state.notes.layer),
    handling: text(state.notes.handling),
    issuedAt: state.openedAt,
    result: text(state.notes.result) || null,
    feedbackAt: state.stamps['give-alert-feedback'] ?? null,
    due: clock?.due ?? null,
    isInTime: isLate ? false : clock?.status === 'met' ? true : null,
    proposals: Object.entries(state.tallies.proposals ?? {}).map(([at, rule]) => ({
      at,
      rule: text(rule),
    })),
    stands,
  }
}

function statementView(
  world: World,
  { stream, state, words }: Matter,
  stands: string,
): LibraryView['statements'][number] {
  const { requesting, requested, others = [] } = state.parties
  const digest = text(state.notes.digest)
  const signed = state.tallies.signatures ?? {}
  return {
    matter: stream.slice('matter/'.length),
    reference: words.reference,
    subject: words.subject,
    digest,
    stands,
    embargo: text(state.notes.embargo),
    victims: text(state.notes.victims),
    victimsToldAt: Object.keys(state.tallies.told ?? {}).sort()[0] ?? null,
    releasedAt: state.stamps['release-statement'] ?? null,
    signatures: [requesting, requested, ...others].map(({ authority }) => ({
      authority,
      name: authorityName(world, authority),
      signed: signed[authority] !== undefined,
      isSame: signed[authority] === digest,
    })),
  }
}
