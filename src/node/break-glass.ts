import {
  accessRefusal,
  breakGlass,
  type Glass,
  type GlassFinding,
  isOpen,
  isReviewLate,
  leastReason,
  reviewGlass,
} from '#access'
import { type Day, done, type Instant, type Outcome, refuse } from '#base'
import { decideAccess } from './access.ts'
import { unknownMatter } from './command.ts'
import { documentBytes } from './deliver.ts'
import { load, type Matter } from './matter.ts'
import { noticeFor } from './notices.ts'
import { partiesOf } from './parties.ts'
import { note, type Written, write } from './records.ts'
import { plain, rowData } from './row-data.ts'
import { standingOf } from './standing.ts'
import { type Hand, handOf, nodeHand, type World } from './world.ts'

/**
 * Opens one matter to one officer for four hours. Heads, inspectors, auditors and oversight bodies are told in the same
 * act; somebody else reviews it within a day. The reason lies in the vault, the act in the log.
 */
export async function breakTheGlass(
  world: World,
  actor: string,
  id: string,
  reason: string,
): Promise<Outcome<Glass>> {
  const stream = `matter/${id}`
  const matter = await load(world, stream)
  const hand = handOf(world, actor)
  if (matter === undefined || hand === undefined) return refuse(unknownMatter(id))
  const reasoned = reason.trim().length >= leastReason
  const subject = { kind: 'matter', matter } as const
  const verdict = decideAccess(world, hand, 'break-glass', subject, {
    purpose: 'emergency',
    reasoned: true,
    glass: false,
  })
  // That a tip, or a draft of the other side, is there is told to nobody, in an emergency neither.
  if (verdict.by.includes('closed-circle') || verdict.by.includes('not-put-yet'))
    return refuse(unknownMatter(id))
  if (!verdict.allowed) return refuse(accessRefusal(verdict))
  const broken = breakGlass({
    id: world.ids.next(),
    officer: hand.id,
    authority: hand.authority,
    subject: stream,
    at: world.clock.now(),
    told: witnesses(world, hand, matter),
    reasoned,
  })
  if (!broken.ok) return broken
  const { value: glass } = broken
  const written = write(world, hand, {
    ...note(`glass/${glass.id}`, 'glass.broken', glass.at, {
      subject: stream,
      until: glass.until,
      reviewBy: glass.reviewBy,
      told: [...glass.told],
      policy: verdict.policy,
      by: [...verdict.by],
    }),
    document: documentBytes({ reason }),
  })
  const kept = await keep(world, glass, [written], glass.told, {
    kind: 'glass-broken',
    text: `${hand.id} broke the glass for a matter`,
  })
  return kept.ok ? done(glass) : kept
}

/**
 * Those whose task it is to see that it was needed: of the officer's authority, of the matter's as far as it was put to
 * them, and of oversight.
 */
function witnesses(world: World, hand: Hand, matter: Matter): readonly string[] {
  const stands = (authority: string) =>
    standingOf(world, matter, { id: authority, authority, role: 'head-of-desk' }).relation
  const parties = new Set([
    hand.authority,
    ...partiesOf(matter.state)
      .map((p) => p.id)
      .filter((id) => stands(id) === 'party'),
  ])
  const today = world.clock.now().slice(0, 10) as Day
  return world.officers
    .filter((o) => o.id !== hand.id && o.from <= today && (o.to === undefined || today <= o.to))
    .filter((o) =>
      parties.has(o.authority)
        ? ['head-of-desk', 'inspector', 'auditor'].includes(o.role)
        : world.federation.card(o.authority)?.kind === 'oversight' && o.role === 'inspector',
    )
    .map((o) => o.id)
}

/** Somebody else says whether it was needed, and in which words; the officer is told. */
export async function reviewTheGlass(
  world: World,
  actor: string,
  id: string,
  finding: GlassFinding,
  words: string,
): Promise<Outcome<Glass>> {
  return world.locks.run([`glass/${id}`], async () => {
    const hand = handOf(world, actor)
    const row = await world.store.row('glass', id)
    if (hand === undefined || row === undefined) return refuse(unknownGlass)
    const glass = rowData<Glass>(row)
    const verdict = mayReview(world, hand, glass)
    if (!verdict.allowed && !verdict.by.includes('self-approval')) return refuse(unknownGlass)
    const reviewed = reviewGlass(glass, hand.id, finding, world.clock.now())
    if (!reviewed.ok) return reviewed
    const written = write(world, hand, {
      ...note(`glass/${id}`, 'glass.reviewed', world.clock.now(), {
        subject: glass.subject,
        finding,
        policy: verdict.policy,
        by: [...verdict.by],
      }),
      ...(words.trim() === '' ? {} : { document: documentBytes({ words }) }),
    })
    return keep(world, reviewed.value, [written], [glass.officer], {
      kind: 'glass-reviewed',
      text: `${hand.id} reviewed a broken glass: ${finding}`,
    })
  })
}

/** The officer who broke it, those who were told, and whoever may review it. */
export async function glassesFor(world: World, actor: string): Promise<readonly Glass[]> {
  const hand = handOf(world, actor)
  if (hand === undefined) return []
  const page = await world.store.rows({
    kind: 'glass',
    order: 'key',
    descending: true,
    limit: 200,
  })
  return page.rows
    .map((row) => rowData<Glass>(row))
    .filter(
      (g) => g.officer === hand.id || g.told.includes(hand.id) || mayReview(world, hand, g).allowed,
    )
}

export function mayReview(world: World, hand: Hand, glass: Glass) {
  const subject = { kind: 'grant', authority: glass.authority } as const
  return decideAccess(world, hand, 'audit', subject, { selfMade: glass.officer === hand.id })
}

/** What time brings about: the end of the hours, and a review that did not come; each once, on record. */
export async function tickGlasses(world: World): Promise<void> {
  const now = world.clock.now()
  for (const { id } of world.access.glasses.values())
    await world.locks.run([`glass/${id}`], async () => {
      const glass = world.access.glasses.get(id)
      if (glass === undefined) return
      const ended = !isOpen(glass, now) && now >= glass.until && glass.ended !== true
      const late = isReviewLate(glass, now) && glass.late !== true
      if (!ended && !late) return
      const clock = nodeHand(world, 'clock')
      const about = { subject: glass.subject, officer: glass.officer }
      const events = [
        ...(ended
          ? [write(world, clock, note(`glass/${id}`, 'glass.ended', glass.until, about))]
          : []),
        ...(late
          ? [write(world, clock, note(`glass/${id}`, 'glass.review-late', now, about))]
          : []),
      ]
      const next: Glass = {
        ...glass,
        ...(ended ? { ended: true as const } : {}),
        ...(late ? { late: true as const } : {}),
      }
      await keep(world, next, events, late ? glass.told : [], {
        kind: 'glass-review-late',
        text: `the review of a glass that ${glass.officer} broke did not come within a day`,
      })
    })
}

async function keep(
  world: World,
  glass: Glass,
  written: readonly Written[],
  told: readonly string[],
  notice: { readonly kind: string; readonly text: string },
): Promise<Outcome<Glass>> {
  const at: Instant = world.clock.now()
  const committed = await world.store.commit({
    events: written.map((w) => w.event),
    bodies: written.flatMap((w) => (w.body === undefined ? [] : [w.body])),
    rows: [
      { kind: 'glass', key: glass.id, data: plain(glass) },
      ...told.map((officer) =>
        noticeFor({ id: world.ids.next(), officer, at, about: glass.id, ...notice }),
      ),
    ],
  })
  if (!committed.ok) return committed
  if (glass.review === undefined) world.access.glasses.set(glass.id, glass)
  else world.access.glasses.delete(glass.id)
  return done(glass)
}

const unknownGlass = {
  kind: 'unknown',
  name: 'glass-unknown',
  ground: 'there is no such broken glass that you could look at',
  remedy: 'open it from the page of access',
} as const
