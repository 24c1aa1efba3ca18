import {
  type AccessAction,
  type AccessQuestion,
  accessRefusal,
  isOpen,
  type PurposeId,
  plainQuestion,
  type SubjectKind,
  type Verdict,
} from '#access'
import { done, type Instant, millis, type Outcome, refuse } from '#base'
import { oversightRefusal } from '#oversight'
import type { Claim } from './access-state.ts'
import { matterOfOthers, unknownMatter } from './command.ts'
import { ethicsOf } from './credentials.ts'
import { documentBytes } from './deliver.ts'
import { load, type Matter } from './matter.ts'
import { isSuspended } from './oversight-accounts.ts'
import { owesDeclaration, recusedFrom, recuseOnContact } from './oversight-recusal.ts'
import { note, write } from './records.ts'
import { standingOf } from './standing.ts'
import { type Hand, handOf, type World } from './world.ts'

/** What an officer wants to look at or change. */
export type Subject =
  /** Without one: a matter that the officer is about to open. */
  | { readonly kind: 'matter'; readonly matter: Matter | undefined }
  /** Made by one authority of this node for itself. */
  | { readonly kind: Exclude<SubjectKind, 'matter'>; readonly authority: string }

/**
 * The one decision point of a node: may this officer do this to that? Every read, list, export and act asks here, and
 * the policies answer (`src/access`). Answers from memory, so that lists of thousands may ask for each row.
 */
export function decideAccess(
  world: World,
  hand: Hand,
  action: AccessAction,
  subject: Subject,
  more: Partial<AccessQuestion> = {},
): Verdict {
  return world.access.decider.decide({
    ...plainQuestion,
    ...(subject.kind === 'matter'
      ? matterValues(world, hand, subject.matter)
      : {
          subject: { kind: subject.kind, circle: false, handling: '', uses: [] },
          relation: subject.authority === hand.authority ? ('own' as const) : ('none' as const),
          works: subject.authority === hand.authority,
        }),
    officer: {
      role: hand.role,
      kind: world.federation.card(hand.authority)?.kind ?? '',
      // A hand is given to those alone who work here today; two persons may have held up the account.
      active: !isSuspended(world, hand.id),
      hasPasskey: (world.access.passkeys.get(hand.id)?.length ?? 0) > 0,
    },
    action,
    undeclared: owesDeclaration(world, hand),
    ethics: ethicsOf(world, hand.id),
    ...more,
  })
}

function matterValues(
  world: World,
  hand: Hand,
  matter: Matter | undefined,
): Pick<
  AccessQuestion,
  'subject' | 'relation' | 'works' | 'purpose' | 'reasoned' | 'glass' | 'recused'
> {
  if (matter === undefined)
    return { ...plainQuestion, relation: 'party', works: true, purpose: 'matter' }
  const { relation, works, circle } = standingOf(world, matter, hand)
  const glass = hasGlass(world, hand, matter.stream)
  const claim = claimOf(world, hand, matter.stream, works, glass)
  return {
    subject: {
      kind: 'matter',
      circle,
      handling: matter.terms?.conditions.handling ?? '',
      uses: matter.terms?.purposes ?? [],
    },
    relation,
    works,
    purpose: claim?.purpose ?? '',
    reasoned: (claim?.reason ?? '') !== '' || claim?.purpose === 'emergency',
    glass,
    recused: recusedFrom(world, hand.id, matter.stream),
  }
}

/** May this officer know that the matter is there? */
export function maySee(world: World, matter: Matter, hand: Hand): boolean {
  return decideAccess(world, hand, 'list', { kind: 'matter', matter }).allowed
}

export function hasGlass(world: World, hand: Pick<Hand, 'id'>, stream: string): boolean {
  const now = world.clock.now()
  for (const glass of world.access.glasses.values())
    if (glass.officer === hand.id && glass.subject === stream && isOpen(glass, now)) return true
  return false
}

/**
 * The purpose under which an officer opens a matter: the one that was said within the hour; else the matter's own, for
 * those who work on it; else oversight, for those whose task it is; else none, and the page asks.
 */
export function claimOf(
  world: World,
  hand: Hand,
  stream: string,
  works: boolean,
  glass: boolean,
): Pick<Claim, 'purpose' | 'reason'> | undefined {
  const said = world.access.claims.get(`${hand.id} ${stream}`)
  if (said !== undefined && millis(world.clock.now()) < said.until) return said
  if (works) return { purpose: 'matter', reason: '' }
  if (hand.role === 'auditor' || world.federation.card(hand.authority)?.kind === 'oversight')
    return { purpose: 'oversight', reason: '' }
  return glass ? { purpose: 'emergency', reason: '' } : undefined
}

/** What becomes of a look, and the type of its event (LED art. 25(1)). */
const eventOf = {
  read: 'access.viewed',
  print: 'access.printed',
  export: 'access.exported',
  combine: 'access.combined',
  'read-audit': 'access.log-read',
  /** Tried after having been taken off it. */
  refused: 'access.refused',
} as const
export type Look = Exclude<keyof typeof eventOf, 'refused'>

/** Opened: the matter, and who looks. */
export interface Opened {
  readonly matter: Matter
  readonly hand: Hand
}

/**
 * Opens a matter for an officer, or says why not, and puts on record who looked, when and why: one event for one
 * subject. The same screen again within the hour is the same look; what is printed, taken out or joined with another
 * matter is an event each time. Every read of a matter goes through here.
 *
 * @param mark handling of what is taken out, where that has its own: a file
 */
export async function openMatter(
  world: World,
  actor: string,
  id: string,
  look: Look,
  about: { readonly what?: string; readonly with?: string } = {},
  mark?: string,
): Promise<Outcome<Opened>> {
  const stream = `matter/${id}`
  const matter = await load(world, stream)
  const hand = handOf(world, actor)
  if (matter === undefined || hand === undefined) return refuse(unknownMatter(id))
  if (isSuspended(world, actor)) return oversightRefusal('account-suspended')
  const subject = { kind: 'matter', matter } as const
  if (!decideAccess(world, hand, 'list', subject).allowed)
    return refuse(matterOfOthers(matter, hand))
  const firstContact = await recuseOnContact(world, hand, matter)
  const verdict = mayLook(world, hand, look, {
    kind: 'matter',
    matter: mark === undefined ? matter : underMark(matter, mark),
  })
  if (!verdict.allowed) {
    const refusal = accessRefusal(verdict)
    if (
      refusal.name === 'recused' &&
      !firstContact &&
      !wasSeen(world, `${hand.id} ${stream} recused`)
    )
      await putAccessOnRecord(world, hand, stream, 'refused', verdict, { purpose: '' })
    return refuse(refusal)
  }
  await putLookOnRecord(world, hand, stream, look, verdict, about, matter)
  return done({ matter, hand })
}

function underMark(matter: Matter, handling: string): Matter {
  const { conditions, purposes } = matter.terms ?? {
    conditions: { evidence: 'no', onward: 'no' } as const,
    purposes: [],
  }
  return { ...matter, terms: { conditions: { ...conditions, handling }, purposes } }
}

function mayLook(
  world: World,
  hand: Hand,
  look: Look,
  subject: { readonly kind: 'matter'; readonly matter: Matter },
): Verdict {
  if (look !== 'read-audit')
    return decideAccess(world, hand, look === 'combine' ? 'read' : look, subject)
  const { relation, circle, works } = standingOf(world, subject.matter, hand)
  return decideAccess(
    world,
    hand,
    'read-audit',
    { kind: 'access-log', authority: '' },
    {
      subject: { kind: 'access-log', circle, handling: '', uses: [] },
      relation,
      works,
    },
  )
}

/** One record for one look at one subject. */
async function putLookOnRecord(
  world: World,
  hand: Hand,
  stream: string,
  look: Look,
  verdict: Verdict,
  about: { readonly what?: string; readonly with?: string },
  matter: Matter,
): Promise<void> {
  const { works } = standingOf(world, matter, hand)
  const claim = claimOf(world, hand, stream, works, hasGlass(world, hand, stream))
  const purpose = look === 'read-audit' ? 'oversight' : (claim?.purpose ?? '')
  if (look === 'read' && wasSeen(world, `${hand.id} ${stream} ${purpose}`)) return
  const reason = claim?.reason ?? ''
  await putAccessOnRecord(world, hand, stream, look, verdict, { ...about, purpose }, reason)
}

/** Looks at the same screen within an hour are one. */
export function wasSeen(world: World, key: string): boolean {
  const { seen } = world.access
  const now = millis(world.clock.now())
  const last = seen.get(key)
  if (last !== undefined && now >= last && now - last < 3_600_000) return true
  seen.set(key, now)
  return false
}

/** Who, when, what was done, under which purpose, by which policies; the words of a reason go to the vault. */
export async function putAccessOnRecord(
  world: World,
  hand: Hand,
  stream: string,
  look: keyof typeof eventOf,
  verdict: Verdict,
  about: { readonly purpose: string; readonly what?: string; readonly with?: string },
  reason = '',
): Promise<void> {
  const written = write(world, hand, {
    ...note(`access/${stream}`, eventOf[look], world.clock.now(), {
      subject: stream,
      ...about,
      policy: verdict.policy,
      by: [...verdict.by],
    }),
    ...(reason === '' ? {} : { document: documentBytes({ reason }) }),
  })
  const committed = await world.store.commit({
    events: [written.event],
    ...(written.body === undefined ? {} : { bodies: [written.body] }),
  })
  // Nothing is shown that is not on record; a store that failed has thrown already.
  if (!committed.ok) throw new Error(`a look could not be put on record: ${committed.refusal.name}`)
}

/** Says why a matter is opened; good for an hour. */
export function claim(
  world: World,
  hand: Hand,
  stream: string,
  purpose: PurposeId,
  reason: string,
  now: Instant,
): void {
  world.access.claims.set(`${hand.id} ${stream}`, {
    purpose,
    reason,
    until: millis(now) + 3_600_000,
  })
}
