import { digest, done, instant, millis, type Outcome, refuse } from '#base'
import {
  type AuthorityCard,
  type Council,
  changesOf,
  checkCouncil,
  cosignatureMessage,
  rotationDue,
  type SignedCard,
  sealPrint,
  withCosignature,
} from '#directory'
import { sign } from '#exchange'
import type { RowChange } from '#store'
import { type Cardfile, newlyRevoked } from './federation.ts'
import {
  aheadOfTime,
  mayNotKeepCards,
  needsTwoOfficers,
  noHead,
  ownCardElsewhere,
  printDiffers,
  sameOfficer,
  waitingUnknown,
} from './key-desk-refusals.ts'
import { note, write } from './records.ts'
import { plain, rowData } from './row-data.ts'
import type { KeyDeskView, WaitingCard } from './views-keys.ts'
import { type Hand, handOf, nodeHand, type World } from './world.ts'

/** Where it is decided whom this node believes: one officer puts a partner's new card forward, another confirms it. */
export interface KeyDesk {
  view(): Promise<KeyDeskView>
  /** @param print of the new seal, compared by voice, where the old seal can no longer vouch for it */
  propose(actor: string, signed: SignedCard, print?: string): Promise<Outcome<WaitingCard>>
  /** The second officer; from now on the card counts. */
  confirm(actor: string, id: string, print?: string): Promise<Outcome<AuthorityCard>>
  decline(actor: string, id: string): Promise<Outcome<void>>
  /** Puts the seal of this node under a card, as a member of the council. */
  cosign(actor: string, signed: SignedCard): Promise<Outcome<SignedCard>>
  /** The first version of a card; a later one needs two officers. */
  enrol(signed: SignedCard): Promise<Outcome<AuthorityCard>>
}

interface WaitingRow extends WaitingCard {
  readonly signed: SignedCard
}

/** The world, and how the officers of a call have shown who they are. */
type DeskWorld = World & { readonly through?: 'session' | 'operator' }

const keepers = ['analyst', 'duty-officer', 'registrar', 'head-of-desk']
const clockSkewMilliseconds = 5 * 60_000

/**
 * @param through `session`: each officer has signed in; `operator`: the operator of the machine acts in their names, which
 * the record says
 */
export function openKeyDesk(
  node: World,
  cardfile: Cardfile,
  council: Council | undefined,
  through: 'session' | 'operator',
): KeyDesk {
  const world: DeskWorld = { ...node, through }
  const held = <T>(act: () => Promise<T>) => node.locks.run(['directory'], act)
  return {
    view: () => view(world, council),
    propose: (actor, signed, print) => held(() => propose(world, cardfile, actor, signed, print)),
    confirm: (actor, id, print) => held(() => confirm(world, cardfile, council, actor, id, print)),
    decline: (actor, id) => held(() => decline(world, actor, id)),
    cosign: (actor, signed) => held(() => cosign(world, cardfile, actor, signed)),
    enrol: (signed) => held(() => enrol(world, cardfile, signed)),
  }
}

async function view(world: World, council: Council | undefined): Promise<KeyDeskView> {
  const { own } = world.federation
  const waiting = (await world.store.rows({ kind: 'card-waiting', order: 'key', limit: 1000 })).rows
  return {
    own: own.keys.map((k) => ({
      id: k.id,
      use: k.use,
      algorithm: k.algorithm,
      from: k.from,
      to: k.to ?? null,
      revoked: k.revoked?.at ?? null,
      due: rotationDue(k) ?? null,
    })),
    waiting: waiting.map((row) => {
      const { signed: _, ...shown } = rowData<WaitingRow>(row)
      return shown
    }),
    council: council === undefined ? null : { ...council, members: [...council.members] },
  }
}

/** A later version of the own card, once: the log then proves when a key of ours began, ended or was taken back. */
export async function putOwnCardOnRecord(world: World): Promise<void> {
  const { own, ownSigned } = world.federation
  const key = `${own.id}/${own.version}`
  if (own.version === 1 || (await world.store.row('card-version', key)) !== undefined) return
  const revoked = own.keys.filter((k) => k.revoked !== undefined).map((k) => k.id)
  const rows = [{ kind: 'card-version', key, data: plain(ownSigned) }]
  await put(world, nodeHand(world, 'node'), 'card.issued', own, ownSigned, rows, revoked)
}

async function propose(
  world: DeskWorld,
  cardfile: Cardfile,
  actor: string,
  signed: SignedCard,
  print: string | undefined,
): Promise<Outcome<WaitingCard>> {
  const hand = keeperOf(world, actor)
  if (!hand.ok) return hand
  const anew = print !== undefined
  const checked = checkedCard(world, cardfile, signed, anew)
  if (!checked.ok) return checked
  const card = checked.value
  if (anew && !samePrint(print, card)) return refuse(printDiffers)
  const before = world.federation.card(card.id)
  const now = world.clock.now()
  const waiting: WaitingCard = {
    id: `${card.id}/${card.version}/${digest(Buffer.from(signed.card, 'base64url')).slice(7, 15)}`,
    authority: card.id,
    version: card.version,
    changes: [...changesOf(before, card)],
    print: sealPrint(card),
    by: hand.value.id,
    at: now,
    anew,
  }
  const committed = await put(world, hand.value, 'card.proposed', card, signed, [
    { kind: 'card-waiting', key: waiting.id, data: plain({ ...waiting, signed }) },
  ])
  return committed.ok ? done(waiting) : committed
}

async function confirm(
  world: DeskWorld,
  cardfile: Cardfile,
  council: Council | undefined,
  actor: string,
  id: string,
  print: string | undefined,
): Promise<Outcome<AuthorityCard>> {
  const hand = keeperOf(world, actor)
  if (!hand.ok) return hand
  const row = await world.store.row('card-waiting', id)
  if (row === undefined) return refuse(waitingUnknown)
  const waiting = rowData<WaitingRow>(row)
  if (waiting.by === hand.value.id) return refuse(sameOfficer)
  const first = world.officers.find((o) => o.id === waiting.by)
  if (hand.value.role !== 'head-of-desk' && first?.role !== 'head-of-desk') return refuse(noHead)
  const checked = checkedCard(world, cardfile, waiting.signed, waiting.anew)
  if (!checked.ok) return checked
  const card = checked.value
  if (waiting.anew && (print === undefined || !samePrint(print, card))) return refuse(printDiffers)
  if (council !== undefined) {
    const { card: cardOf } = world.federation
    const behind = checkCouncil(waiting.signed, card.id, council, cardOf, world.clock.now())
    if (!behind.ok) return behind
  }
  return take(world, cardfile, hand.value, 'card.accepted', card, waiting.signed, [
    { kind: 'card-waiting', key: id, data: null },
  ])
}

async function decline(world: DeskWorld, actor: string, id: string): Promise<Outcome<void>> {
  const hand = keeperOf(world, actor)
  if (!hand.ok) return hand
  const row = await world.store.row('card-waiting', id)
  if (row === undefined) return refuse(waitingUnknown)
  const { signed, authority, version } = rowData<WaitingRow>(row)
  return put(world, hand.value, 'card.declined', { id: authority, version }, signed, [
    { kind: 'card-waiting', key: id, data: null },
  ])
}

async function cosign(
  world: DeskWorld,
  cardfile: Cardfile,
  actor: string,
  signed: SignedCard,
): Promise<Outcome<SignedCard>> {
  const hand = keeperOf(world, actor)
  if (!hand.ok) return hand
  if (hand.value.role !== 'head-of-desk') return refuse(noHead)
  // Also a card that the old seal cannot vouch for: to stand in for it is what a council is for.
  const checked = checkedCard(world, cardfile, signed, true)
  if (!checked.ok) return checked
  const { seal } = world.keys
  const signature = Buffer.from(sign(seal, cosignatureMessage(signed))).toString('base64url')
  const committed = await put(world, hand.value, 'card.cosigned', checked.value, signed, [])
  if (!committed.ok) return committed
  return done(withCosignature(signed, { by: world.id, key: seal.id, signature }))
}

async function enrol(
  world: DeskWorld,
  cardfile: Cardfile,
  signed: SignedCard,
): Promise<Outcome<AuthorityCard>> {
  const card = cardfile.check(signed)
  if (!card.ok) return card
  if (world.federation.card(card.value.id) !== undefined) return refuse(needsTwoOfficers)
  return take(world, cardfile, nodeHand(world, 'node'), 'card.enrolled', card.value, signed, [])
}

/** On record first; then it counts. */
async function take(
  world: DeskWorld,
  cardfile: Cardfile,
  hand: Hand,
  type: string,
  card: AuthorityCard,
  signed: SignedCard,
  rows: readonly RowChange[],
): Promise<Outcome<AuthorityCard>> {
  const now = world.clock.now()
  const heard = newlyRevoked(world.federation.card(card.id), card)
  const committed = await put(
    world,
    hand,
    type,
    card,
    signed,
    [
      ...rows,
      { kind: 'card', key: card.id, data: plain(signed) },
      { kind: 'card-version', key: `${card.id}/${card.version}`, data: plain(signed) },
      ...heard.map((key) => ({
        kind: 'revocation',
        key: `${card.id} ${key}`,
        data: plain({ authority: card.id, key, at: now }),
      })),
    ],
    heard,
  )
  if (!committed.ok) return committed
  cardfile.take(card, now)
  return done(card)
}

/** Every step of a card is an event with the digest of its bytes, so the log proves when a key or a revocation was known. */
async function put(
  world: DeskWorld,
  hand: Hand,
  type: string,
  card: Pick<AuthorityCard, 'id' | 'version'>,
  signed: SignedCard,
  rows: readonly RowChange[],
  revoked: readonly string[] = [],
): Promise<Outcome<void>> {
  const written = write(
    world,
    hand,
    note(`card/${card.id}`, type, world.clock.now(), {
      authority: card.id,
      version: card.version,
      card: digest(Buffer.from(signed.card, 'base64url')),
      ...(revoked.length === 0 ? {} : { revoked }),
      ...(world.through === 'operator' ? { through: 'operator' } : {}),
    }),
  )
  const committed = await world.store.commit({ events: [written.event], rows })
  return committed.ok ? done(undefined) : committed
}

/** The card of a partner that may follow the one that is known, and is not of tomorrow. */
function checkedCard(
  world: World,
  cardfile: Cardfile,
  signed: SignedCard,
  anew: boolean,
): Outcome<AuthorityCard> {
  const { id, servedBy } = cardfile.claims(signed)
  if (id === world.id || servedBy === world.id) return refuse(ownCardElsewhere)
  const card = cardfile.check(signed, { anew })
  if (!card.ok) return card
  const latest = instant(millis(world.clock.now()) + clockSkewMilliseconds)
  return card.value.issuedAt > latest ? refuse(aheadOfTime) : card
}

function keeperOf(world: World, actor: string): Outcome<Hand> {
  const hand = handOf(world, actor)
  if (hand === undefined || hand.authority !== world.id || !keepers.includes(hand.role))
    return refuse(mayNotKeepCards)
  return done(hand)
}

/** Prints are read out in groups; spaces and case do not count. */
function samePrint(print: string, card: AuthorityCard): boolean {
  const plainPrint = (text: string) => text.replaceAll(/\s/g, '').toLowerCase()
  return plainPrint(print) === plainPrint(sealPrint(card))
}
