import {
  accessRefusal,
  cedarOf,
  type GlassFinding,
  isOpen,
  leastReason,
  purposeOf,
  purposes,
} from '#access'
import { digest, done, type Outcome, refuse } from '#base'
import { claim, claimOf, decideAccess, hasGlass } from './access.ts'
import { accessLogOf } from './access-log.ts'
import { statementFor } from './act-access.ts'
import { readDocument } from './bodies.ts'
import { breakTheGlass, glassesFor, mayReview, reviewTheGlass } from './break-glass.ts'
import { matterOfOthers, type NodeCommand, unknownMatter } from './command.ts'
import { load } from './matter.ts'
import { noticeFor, noticesFor } from './notices.ts'
import {
  allPasskeys,
  confirmPasskey,
  type Passkey,
  type Registration,
  register,
  registrationOptions,
  relyingParty,
  revokePasskey,
  signInOptions,
} from './passkeys.ts'
import { standingOf } from './standing.ts'
import type {
  AccessLogView,
  GlassView,
  NoticeView,
  PasskeyView,
  PoliciesView,
  PurposesView,
  StatementView,
} from './views-access.ts'
import { actorName } from './words.ts'
import { type Hand, handOf, type World } from './world.ts'

/** Everything about who may look and act, for the api: purposes, the log of looks, broken glasses, passkeys. */
export interface AccessDesk {
  policies(): PoliciesView
  purposes(actor: string, id: string): Promise<Outcome<PurposesView>>
  /** Says why a matter is opened; good for an hour. */
  claim(actor: string, id: string, purpose: string, reason: string): Promise<Outcome<PurposesView>>
  log(actor: string, id: string): Promise<Outcome<AccessLogView>>
  breakGlass(actor: string, id: string, reason: string): Promise<Outcome<GlassView>>
  glasses(actor: string): Promise<readonly GlassView[]>
  review(
    actor: string,
    id: string,
    finding: GlassFinding,
    words: string,
  ): Promise<Outcome<GlassView>>
  notices(actor: string): Promise<readonly NoticeView[]>
  seeNotices(actor: string): Promise<void>
  passkeys(actor: string): Promise<readonly PasskeyView[]>
  registrationOptions(actor: string): Promise<Outcome<Readonly<Record<string, unknown>>>>
  register(actor: string, registration: Registration): Promise<Outcome<PasskeyView>>
  confirm(actor: string, id: string): Promise<Outcome<PasskeyView>>
  revoke(actor: string, id: string): Promise<Outcome<PasskeyView>>
  signInOptions(): Outcome<Readonly<Record<string, unknown>>>
  /** What the officer's passkey is asked to sign before a step. */
  statement(actor: string, command: NodeCommand): Promise<Outcome<StatementView>>
}

export function openAccessDesk(world: World): AccessDesk {
  const shown = (actor: string) => (key: Passkey) => passkeyView(world, actor, key)
  const view = async <T, V>(outcome: Outcome<T>, how: (value: T) => V | Promise<V>) =>
    outcome.ok ? done(await how(outcome.value)) : outcome
  return {
    policies: () => policiesView(world),
    purposes: (actor, id) => purposesView(world, actor, id),
    claim: (actor, id, purpose, reason) => claimPurpose(world, actor, id, purpose, reason),
    log: (actor, id) => accessLogOf(world, actor, id),
    breakGlass: async (actor, id, reason) =>
      view(await breakTheGlass(world, actor, id, reason), (g) => glassView(world, actor, g)),
    glasses: async (actor) =>
      Promise.all((await glassesFor(world, actor)).map((g) => glassView(world, actor, g))),
    review: async (actor, id, finding, words) =>
      view(await reviewTheGlass(world, actor, id, finding, words), (g) =>
        glassView(world, actor, g),
      ),
    notices: async (actor) =>
      (await noticesFor(world, actor)).map(({ id, at, kind, text, about, seenAt }) => ({
        id,
        at,
        kind,
        text,
        about,
        seen: seenAt !== undefined,
      })),
    async seeNotices(actor) {
      const unseen = (await noticesFor(world, actor)).filter((n) => n.seenAt === undefined)
      const rows = unseen.map((n) => noticeFor({ ...n, seenAt: world.clock.now() }))
      if (rows.length > 0) await world.store.commit({ events: [], rows })
    },
    passkeys: async (actor) =>
      (await allPasskeys(world)).filter(seenBy(world, actor)).map(shown(actor)),
    registrationOptions: (actor) => registrationOptions(world, actor),
    register: async (actor, given) => view(await register(world, actor, given), shown(actor)),
    confirm: async (actor, id) => view(await confirmPasskey(world, actor, id), shown(actor)),
    revoke: async (actor, id) => view(await revokePasskey(world, actor, id), shown(actor)),
    signInOptions: () => signInOptions(world),
    async statement(actor, command) {
      const made = await statementFor(world, actor, command)
      if (!made.ok) return made
      const site = relyingParty(world)
      return done({
        statement: { ...made.value.statement },
        challenge: made.value.challenge,
        credentials: [...made.value.credentials],
        rpId: site.ok ? site.value.rpId : null,
      })
    },
  }
}

function policiesView(world: World): PoliciesView {
  const { policies, digest: of } = world.access.decider.set
  return {
    digest: of,
    policies: policies.map((p) => ({
      id: p.id,
      effect: p.effect,
      floor: p.floor,
      sentence: p.sentence,
      citation: p.citation,
      text: cedarOf(p),
    })),
  }
}

/** Which purposes would open the matter to this officer, each tried against the policies. */
async function purposesView(
  world: World,
  actor: string,
  id: string,
): Promise<Outcome<PurposesView>> {
  const known = await toBeOpened(world, actor, id)
  if (!known.ok) return known
  const { hand, matter } = known.value
  const { works } = standingOf(world, matter, hand)
  const current = claimOf(world, hand, matter.stream, works, hasGlass(world, hand, matter.stream))
  const opens = purposes.filter(
    (purpose) =>
      decideAccess(
        world,
        hand,
        'read',
        { kind: 'matter', matter },
        {
          purpose: purpose.id,
          reasoned: true,
        },
      ).allowed,
  )
  return done({ purposes: [...opens], current: current?.purpose ?? null, leastReason })
}

async function claimPurpose(
  world: World,
  actor: string,
  id: string,
  purpose: string,
  reason: string,
): Promise<Outcome<PurposesView>> {
  const known = await toBeOpened(world, actor, id)
  if (!known.ok) return known
  const { hand, matter } = known.value
  const row = purposeOf(purpose)
  const words = reason.trim()
  const verdict = decideAccess(
    world,
    hand,
    'read',
    { kind: 'matter', matter },
    {
      purpose: row?.id ?? '',
      reasoned: words.length >= leastReason,
    },
  )
  if (row === undefined || !verdict.allowed) return refuse(accessRefusal(verdict))
  claim(world, hand, matter.stream, row.id as Parameters<typeof claim>[3], words, world.clock.now())
  return purposesView(world, actor, id)
}

async function toBeOpened(world: World, actor: string, id: string) {
  const hand = handOf(world, actor)
  const matter = await load(world, `matter/${id}`)
  if (hand === undefined || matter === undefined) return refuse(unknownMatter(id))
  return decideAccess(world, hand, 'list', { kind: 'matter', matter }).allowed
    ? done({ hand, matter })
    : refuse(matterOfOthers(matter, hand))
}

async function glassView(
  world: World,
  actor: string,
  glass: Awaited<ReturnType<typeof glassesFor>>[number],
): Promise<GlassView> {
  const hand = handOf(world, actor)
  const events = await world.store.events({
    stream: `glass/${glass.id}`,
    types: ['glass.broken'],
    limit: 1,
  })
  const words = events[0] === undefined ? undefined : await readDocument(world, events[0].id)
  return {
    id: glass.id,
    officer: glass.officer,
    officerName: actorName(world, glass.officer),
    subject: glass.subject.slice('matter/'.length),
    at: glass.at,
    until: glass.until,
    reviewBy: glass.reviewBy,
    open: isOpen(glass, world.clock.now()),
    late: glass.late === true,
    reason: typeof words?.reason === 'string' ? words.reason : '',
    told: [...glass.told],
    mayReview:
      hand !== undefined && glass.review === undefined && mayReview(world, hand, glass).allowed,
    review: glass.review ?? null,
  }
}

function passkeyView(world: World, actor: string, key: Passkey): PasskeyView {
  const hand = handOf(world, actor)
  const waiting = key.confirmed === undefined && key.revoked === undefined
  return {
    id: key.id,
    officer: key.officer,
    officerName: actorName(world, key.officer),
    print: digest(Buffer.from(key.publicKey, 'base64url')).slice('sha256:'.length).slice(0, 16),
    registeredAt: key.registeredAt,
    state: key.revoked !== undefined ? 'withdrawn' : waiting ? 'waiting' : 'confirmed',
    confirmedBy: key.confirmed?.by ?? null,
    own: key.officer === actor,
    mayConfirm: waiting && hand !== undefined && mayAdminister(world, hand, key),
  }
}

function seenBy(world: World, actor: string): (key: Passkey) => boolean {
  const hand = handOf(world, actor)
  return (key) => hand !== undefined && (key.officer === actor || mayAdminister(world, hand, key))
}

function mayAdminister(world: World, hand: Hand, key: Passkey): boolean {
  const subject = { kind: 'officer', authority: key.officer.split('/')[0] ?? '' } as const
  return decideAccess(world, hand, 'administer', subject, {
    selfMade: key.officer === hand.id,
    assurance: 'passkey',
  }).allowed
}
