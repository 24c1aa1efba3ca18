import { done, type Outcome, oneOf } from '#base'
import { type AuthorityCard, cardOf } from '#directory'
import type { AuthorityKind, Party } from '#law'
import type { Document } from './read-form.ts'
import { no } from './refuse.ts'
import type { Procedure, Side, Transition } from './rows.ts'
import { other, sideOf } from './situation.ts'
import type { Actor, Event, Parties } from './state.ts'

type Cards = readonly AuthorityCard[]

const indexes = new WeakMap<Cards, Map<string, AuthorityCard | undefined>>()

/** The card of an authority, looked up once for each directory. */
export function card(cards: Cards, id: string): AuthorityCard | undefined {
  let index = indexes.get(cards)
  if (index === undefined) {
    index = new Map()
    indexes.set(cards, index)
  }
  if (!index.has(id)) index.set(id, cardOf(cards, id))
  return index.get(id)
}

/** The authority in whose name an officer acted: `XV-HC` of `XV-HC/judge-1`. */
export function authorityOf(event: Pick<Event, 'actor'>): string {
  return event.actor.slice(0, event.actor.lastIndexOf('/'))
}

/** Everybody who takes part; a matter of one authority names it on both sides. */
export function allParties(parties: Parties): readonly Party[] {
  return [parties.requesting, parties.requested, ...(parties.others ?? [])]
}

/** Every party on a side. */
export function partiesOn(parties: Parties, side: Side | 'either'): readonly Party[] {
  if (side === 'requesting') return [parties.requesting]
  const requested = [parties.requested, ...(parties.others ?? [])]
  return side === 'requested' ? requested : [parties.requesting, ...requested]
}

/**
 * The party for which an authority may act on a side: itself, or, where the procedure works with teams, the party of
 * its country for a step that names its kind.
 */
function partyFor(
  procedure: Procedure,
  row: Transition,
  parties: Parties,
  side: Side,
  authority: string,
  cards: Cards,
): Party | undefined {
  const own = partiesOn(parties, side).find((p) => p.authority === authority)
  if (own !== undefined) return own
  if (procedure.team !== 'country' || row.kinds === undefined) return undefined
  const found = card(cards, authority)
  if (found === undefined || !row.kinds.includes(found.kind)) return undefined
  return partiesOn(parties, side).find((p) => p.country === found.country)
}

/** For which side an actor takes a step, for which party of it, and whether it only writes down what happened outside. */
export interface Standing {
  readonly side: Side
  readonly party: Party
  readonly recorded?: true
}

/** In which side and for whom the authority may take a step; a refusal names who may. */
export function standingOf(
  procedure: Procedure,
  row: Transition,
  parties: Parties,
  authority: string,
  cards: Cards,
): Outcome<Standing> {
  const wanted: readonly Side[] =
    row.side === 'either' ? eitherSide(parties, authority) : [row.side]
  for (const side of wanted) {
    const party = partyFor(procedure, row, parties, side, authority, cards)
    if (party === undefined) continue
    const kind = card(cards, authority)?.kind ?? party.kind
    if (row.kinds !== undefined && !row.kinds.includes(kind))
      return no(
        'not-competent',
        `"${row.name}" is for ${kindsOf(row.kinds)}, ${authority} is ${kindsOf([kind])}`,
        { citation: row.citation },
      )
    return done({ side, party })
  }
  for (const side of wanted) {
    const outside = partiesOn(parties, side).find((p) => card(cards, p.authority)?.outside === true)
    const scribe = partiesOn(parties, other(side)).some((p) => p.authority === authority)
    if (outside !== undefined && scribe) return done({ side, party: outside, recorded: true })
  }
  return stranger(procedure, row, parties, authority, cards)
}

/** A domestic matter gives an authority both sides; its own comes first. */
function eitherSide(parties: Parties, authority: string): readonly Side[] {
  return sideOf(parties, authority) === 'requested'
    ? ['requested', 'requesting']
    : ['requesting', 'requested']
}

function stranger(
  procedure: Procedure,
  row: Transition,
  parties: Parties,
  authority: string,
  cards: Cards,
): Outcome<never> {
  const country = card(cards, authority)?.country
  const mate =
    procedure.team === 'country' && allParties(parties).some((p) => p.country === country)
  if (sideOf(parties, authority) === undefined && !mate)
    return no(
      'not-a-party',
      `${authority} is neither ${parties.requesting.authority} nor ${parties.requested.authority}`,
    )
  if (row.side === 'either')
    return no('not-competent', `"${row.name}" is a step of the parties themselves`, {
      citation: row.citation,
    })
  if (
    mate &&
    row.kinds !== undefined &&
    partiesOn(parties, row.side).some((p) => p.country === country)
  )
    return no('not-competent', `"${row.name}" is for ${kindsOf(row.kinds)}, not for ${authority}`, {
      citation: row.citation,
    })
  if (
    mate &&
    row.kinds === undefined &&
    partiesOn(parties, row.side).some((p) => p.country === country)
  )
    return no(
      'not-competent',
      `"${row.name}" is for ${oneOf(partiesOn(parties, row.side).map((p) => p.authority))} itself, not for ${authority}`,
      { citation: row.citation },
    )
  return no(
    'other-side',
    `"${row.name}" belongs to the ${procedure.sides[row.side]} (${parties[row.side].authority})`,
  )
}

/** Both sides of a new matter, from the directory. */
export function meet(
  procedure: Procedure,
  row: Transition,
  actor: Actor,
  to: string | undefined,
  document: Document,
  cards: Cards,
): Outcome<Parties> {
  if (row.paper === true) return byPaper(procedure, actor, to, cards)
  const requesting = opener(procedure, row, actor, cards)
  if (!requesting.ok) return requesting
  if (procedure.between === 'one') {
    if (to !== undefined && to !== requesting.value.authority)
      return no('addressee-unknown', `${procedure.name} has no addressee`, pointTo)
    return done(
      withOthers(
        { requesting: requesting.value, requested: requesting.value },
        invited(procedure, row, document, cards),
      ),
    )
  }
  if (to === undefined) return no('addressee-unknown', 'the command names no addressee', pointTo)
  const requested = partyOf(procedure, 'requested', cards, to)
  if (!requested.ok) return requested
  const parties = { requesting: requesting.value, requested: requested.value }
  const apart = bothSides(procedure, parties)
  return apart.ok ? done(withOthers(parties, invited(procedure, row, document, cards))) : apart
}

/** Both sides of a matter that came on paper: who sent it stands outside the network, who records it is addressed. */
function byPaper(
  procedure: Procedure,
  actor: Actor,
  from: string | undefined,
  cards: Cards,
): Outcome<Parties> {
  if (from === undefined) return no('addressee-unknown', 'the command names no sender', pointTo)
  // A State without a node writes through the authority that is written to: who can be asked can ask.
  const requesting = partyOf(procedure, 'requested', cards, from)
  if (!requesting.ok) return requesting
  if (card(cards, from)?.outside !== true)
    return no(
      'sender-in-network',
      `${from} is a member of the network and sends for itself`,
      pointTo,
    )
  const requested = partyOf(procedure, 'requested', cards, actor.authority)
  if (!requested.ok) return requested
  const parties = { requesting: requesting.value, requested: requested.value }
  const apart = bothSides(procedure, parties)
  return apart.ok ? done(parties) : apart
}

/** May these two hold the two sides? */
export function bothSides(procedure: Procedure, { requesting, requested }: Parties): Outcome<true> {
  if (procedure.between === 'one')
    return requesting.authority === requested.authority
      ? done(true)
      : no('addressee-unknown', `${procedure.name} has no addressee`, pointTo)
  if (requesting.authority === requested.authority)
    return no('addressee-unknown', `${requested.authority} cannot address itself`, pointTo)
  if (procedure.between !== 'any' && requesting.country === requested.country)
    return no(
      'addressee-unknown',
      `${requested.authority} is of the same country; ${procedure.name} goes to another one`,
      { ...pointTo, citation: procedure.citation },
    )
  return done(true)
}

/** The party that opens: the actor's authority, or the one of its country that may hold the side. */
function opener(procedure: Procedure, row: Transition, actor: Actor, cards: Cards): Outcome<Party> {
  const own = partyOf(procedure, 'requesting', cards, actor.authority)
  const found = card(cards, actor.authority)
  const { team, measure, kinds } = procedure
  if (own.ok || found === undefined || team !== 'country' || !row.kinds?.includes(found.kind))
    return own
  const able = [...new Set(cards.map((c) => c.id))]
    .map((id) => card(cards, id)!)
    .filter((c) => c.country === found.country && kinds.includes(c.kind))
  const competent = able.filter((c) => c.competences.includes(measure))
  const one = competent.length === 1 ? competent[0] : able.length === 1 ? able[0] : undefined
  return one === undefined ? own : done({ authority: one.id, country: one.country, kind: one.kind })
}

/** An authority as a party on that side, or why it cannot be one. */
export function partyOf(
  procedure: Procedure,
  side: Side,
  cards: Cards,
  id: string,
): Outcome<Party> {
  const found = card(cards, id)
  if (found === undefined)
    return no('addressee-unknown', `${id.slice(0, 40)} is not in the directory`, pointTo)
  const kinds =
    side === 'requested' ? (procedure.requestedKinds ?? procedure.kinds) : procedure.kinds
  if (!kinds.includes(found.kind))
    return no('addressee-unknown', `${id} is not ${kindsOf(kinds)}`, {
      ...pointTo,
      citation: procedure.citation,
    })
  return done({ authority: found.id, country: found.country, kind: found.kind })
}

/** Authorities that the document invites, as parties. */
export function invited(
  procedure: Procedure,
  row: Transition,
  document: Document,
  cards: Cards,
): readonly Party[] {
  return invitedIds(row, document).flatMap((id) => {
    const party = partyOf(procedure, 'requested', cards, id)
    return party.ok ? [party.value] : []
  })
}

/** Ids of the authorities that a step invites; none where the row invites nobody. */
export function invitedIds(row: Transition, document: Document): readonly string[] {
  if (row.invites === undefined) return []
  const named = document[row.invites]
  return Array.isArray(named) ? named.map(String) : []
}

/** Parties with further ones on the requested side; each once, in the order of their ids. */
export function withOthers(parties: Parties, more: readonly Party[]): Parties {
  const known = [parties.requesting.authority, parties.requested.authority]
  const byId = new Map([...(parties.others ?? []), ...more].map((p) => [p.authority, p]))
  const others = [...byId.values()]
    .filter((p) => !known.includes(p.authority))
    .sort((a, b) => (a.authority < b.authority ? -1 : 1))
  const { requesting, requested } = parties
  return others.length === 0 ? { requesting, requested } : { requesting, requested, others }
}

/**
 * The nodes to which a step of this authority goes: those that serve the other parties. None for a matter that one
 * node holds alone, and none for a party that stands outside the network.
 */
export function peersOf(parties: Parties, authority: string, cards: Cards): readonly string[] {
  const home = nodeFor(cards, authority)
  const nodes = allParties(parties).map((p) => nodeFor(cards, p.authority))
  return [...new Set(nodes)].filter((n): n is string => n !== undefined && n !== home)
}

/** The node that serves an authority; undefined for one outside the network. */
export function nodeFor(cards: Cards, authority: string): string | undefined {
  const found = card(cards, authority)
  return found?.outside === true ? undefined : (found?.servedBy ?? authority)
}

function kindsOf(kinds: readonly AuthorityKind[]): string {
  return oneOf(kinds)
}

const pointTo = { where: { pointer: '/to' } } as const
