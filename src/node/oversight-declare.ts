import { asDay, canonical, type Digest, digest, done, type Instant, type Outcome } from '#base'
import { type Declaration, declare, oversightRefusal, type Round } from '#oversight'
import { keepState } from './oversight-keep.ts'
import { marksOfLines } from './oversight-marks.ts'
import { owesDeclaration } from './oversight-recusal.ts'
import { openConsole } from './oversight-who.ts'
import { note, write } from './records.ts'
import { plain } from './row-data.ts'
import { handOf, type World } from './world.ts'

/** Lines that one declaration may have. */
export const mostLines = 200

/** What an officer is shown of the own declaration: that it was made, and until when. Never what it says. */
export interface DeclarationView {
  readonly made: boolean
  readonly at: string
  readonly until: string
  readonly names: number
  readonly owed: boolean
  /** From when on the authority asks for it, or empty. */
  readonly roundFrom: string
}

export async function declarationOf(
  world: World,
  actor: string,
): Promise<Outcome<DeclarationView>> {
  const hand = handOf(world, actor)
  if (hand === undefined) return oversightRefusal('not-overseer')
  return done(viewOf(world, hand))
}

/**
 * The yearly declaration: persons, companies and numbers with which a decision could be a conflict. Only their marks are
 * kept, in a row; the log says that a declaration was made, and no number of lines. Nobody, the officer included, can
 * read it back.
 */
export async function makeDeclaration(
  world: World,
  actor: string,
  lines: readonly string[],
): Promise<Outcome<DeclarationView>> {
  const hand = handOf(world, actor)
  if (hand === undefined) return oversightRefusal('not-overseer')
  const written = lines.map((line) => line.trim()).filter((line) => line !== '')
  if (written.length > mostLines)
    return oversightRefusal('declaration-malformed', `more than ${mostLines} lines`)
  const marks = await marksOfLines(world, written)
  if (!marks.ok) return marks
  const now = world.clock.now()
  const declaration = declare(hand.id, marks.value, now)
  const committed = await world.store.commit({
    events: [
      write(
        world,
        hand,
        note(declarationStream(hand.id), 'declaration.made', now, inRecord(declaration)),
      ).event,
    ],
    rows: [{ kind: 'declaration', key: hand.id, data: plain(declaration) }],
  })
  if (!committed.ok) return committed
  world.oversight.declarations.set(hand.id, declaration)
  return done(viewOf(world, hand))
}

export function declarationStream(officer: string): string {
  return `oversight/declaration/${officer}`
}

/**
 * What the log says of a declaration: until when it counts, and one digest of its marks, so that nobody takes a line out of
 * the row afterwards. Marks are keyed: the digest tells neither a name nor how many there are.
 */
export function inRecord({ until, marks }: Declaration): {
  readonly until: Instant
  readonly marks: Digest
} {
  return { until, marks: digest(canonical([...marks])) }
}

/** The head of an authority says from which day on everybody there must have declared. */
export async function openRound(world: World, actor: string, day: string): Promise<Outcome<Round>> {
  const authority = handOf(world, actor)?.authority ?? ''
  const hand = await openConsole(world, actor, 'decide', authority)
  if (!hand.ok) return hand
  const from = asDay(day)
  if (from === undefined || hand.value.role !== 'head-of-desk')
    return oversightRefusal('not-overseer')
  const round: Round = { authority, from: `${from}T00:00:00.000Z` as Instant }
  const officers = world.officers.filter((o) => o.authority === authority).map((o) => o.id)
  const kept = await keepState(world, hand.value, {
    kind: 'declaration-round',
    key: authority,
    type: 'declaration.round-opened',
    state: round,
    tell: {
      officers,
      kind: 'declaration-round',
      text: `declarations of interests are due by ${from}; after it nobody decides without one`,
    },
  })
  if (kept.ok) world.oversight.rounds.set(authority, round)
  return kept
}

function viewOf(world: World, hand: { id: string; authority: string }): DeclarationView {
  const made: Declaration | undefined = world.oversight.declarations.get(hand.id)
  return {
    made: made !== undefined,
    at: made?.at ?? '',
    until: made?.until ?? '',
    names: made?.marks.length ?? 0,
    owed: owesDeclaration(world, hand),
    roundFrom: world.oversight.rounds.get(hand.authority)?.from ?? '',
  }
}
