import { canonical, done, type Json, type Outcome, refuse } from '#base'
import {
  completeShare,
  hasShare,
  keyOf,
  type OfficerKey,
  offerShare,
  type SealedIdentity,
  type SealedShare,
  type ShareOffer,
  tipRefusal,
  withShare,
} from '#tips'
import { load } from './matter.ts'
import { allRows } from './row-data.ts'
import {
  type Box,
  sealedRecord,
  type TipRow,
  tipChange,
  tipJson,
  unitHand,
  withTip,
} from './tips-box.ts'
import { forget, unitKeysOf } from './tips-unit-key.ts'
import type { Hand, World } from './world.ts'

/** The envelope of a tip with every share that was given since it was sealed; undefined where there is none. */
export async function envelopeOf(world: World, tip: TipRow): Promise<SealedIdentity | undefined> {
  const body = tip.identity === undefined ? undefined : await world.store.body(tip.identity)
  let identity = body?.state === 'present' ? tipJson<SealedIdentity>(body.bytes) : undefined
  for (const { body: id } of tip.shares ?? []) {
    const given = await world.store.body(id)
    const share = given?.state === 'present' ? tipJson<SealedShare>(given.bytes) : undefined
    if (identity !== undefined && share !== undefined) identity = withShare(identity, share)
  }
  return identity
}

/** How many envelopes there are, and in how many of them each officer has a part. */
export async function partsOf(
  world: World,
  box: Box,
): Promise<{ readonly envelopes: number; readonly of: ReadonlyMap<string, number> }> {
  const of = new Map<string, number>()
  let envelopes = 0
  for (const { data } of await allRows<TipRow>(world.store, 'tip')) {
    const identity = await envelopeOf(world, data)
    if (identity === undefined) continue
    envelopes++
    for (const officer of box.officers)
      if (hasShare(identity, officer)) of.set(officer.officer, (of.get(officer.officer) ?? 0) + 1)
  }
  return { envelopes, of }
}

/**
 * Gives a colleague whose key is newer than an envelope a part in it, in every envelope in which the officer has one:
 * offers it, or completes what another has offered. Nobody opens an envelope with that.
 */
export async function shareOut(
  world: World,
  actor: string,
  passphrase: string,
  colleague: string,
): Promise<Outcome<{ readonly offered: number; readonly given: number }>> {
  const hand = unitHand(world, actor)
  if (!hand.ok) return hand
  const own = await unitKeysOf(world, actor, passphrase)
  if (!own.ok) return own
  const { box, key, unit } = own.value
  forget(unit)
  const newcomer = box.officers.find(({ officer }) => officer === colleague)
  const isIn = box.letIn.some(({ officer }) => officer === colleague)
  if (newcomer === undefined || !isIn || colleague === actor)
    return refuse(tipRefusal('unit-key-unmade'))
  const count = { offered: 0, given: 0 }
  const holder = { officer: actor, key }
  for (const { key: matter } of await allRows<TipRow>(world.store, 'tip')) {
    const put = await withTip(world, matter, (tip) =>
      shareOne(world, hand.value, tip, { box, holder, newcomer }),
    )
    if (!put.ok) return put
    if (put.value !== undefined) count[put.value]++
  }
  forget([key])
  return count.offered + count.given === 0 ? refuse(tipRefusal('shares-none')) : done(count)
}

interface Sharing {
  readonly box: Box
  readonly holder: Parameters<typeof offerShare>[1]
  readonly newcomer: OfficerKey
}

async function shareOne(
  world: World,
  hand: Hand,
  tip: TipRow,
  { box, holder, newcomer }: Sharing,
): Promise<Outcome<'offered' | 'given' | undefined>> {
  const identity = await envelopeOf(world, tip)
  const matter = await load(world, `matter/${tip.matter}`)
  const recused = matter?.state.doers.recuse ?? []
  if (identity === undefined || hasShare(identity, newcomer)) return done(undefined)
  if (recused.includes(holder.officer) || recused.includes(newcomer.officer)) return done(undefined)
  const offers = tip.offers ?? []
  const open = offers.filter(({ to, key }) => to === newcomer.officer && key === keyOf(newcomer))
  if (open.some(({ from }) => from === holder.officer)) return done(undefined)
  const said = { for: newcomer.officer }
  for (const offer of open) {
    const body = await world.store.body(offer.body)
    const made = body?.state === 'present' ? tipJson<ShareOffer>(body.bytes) : undefined
    const share = made && completeShare(identity, made, holder, newcomer, world.random)
    if (share === undefined) continue
    const bytes = canonical(share as unknown as Json)
    const record = sealedRecord(world, hand, tip.matter, 'tip.share_given', bytes, said)
    const rest = (tip.shares ?? []).filter(({ officer }) => officer !== newcomer.officer)
    const row: TipRow = {
      ...tip,
      shares: [...rest, { officer: newcomer.officer, body: record.event.id }],
      offers: offers.filter(({ to }) => to !== newcomer.officer),
    }
    return put(world, record, row, 'given')
  }
  if (open.length > 0) return done(undefined)
  const taken = offers.map(({ place }) => place)
  const offer = offerShare(identity, holder, newcomer, box.officers, taken, world.random)
  if (offer === undefined) return done(undefined)
  const bytes = canonical(offer as unknown as Json)
  const record = sealedRecord(world, hand, tip.matter, 'tip.share_offered', bytes, said)
  const { from, to, key, place } = offer
  const one = { from, to, key, place, body: record.event.id }
  const others = offers.filter((o) => o.to !== newcomer.officer)
  return put(world, record, { ...tip, offers: [...others, one] }, 'offered')
}

async function put<T extends string>(
  world: World,
  { event, body }: ReturnType<typeof sealedRecord>,
  row: TipRow,
  what: T,
): Promise<Outcome<T>> {
  const kept = await world.store.commit({
    events: [event],
    bodies: [body!],
    rows: [tipChange(row)],
  })
  return kept.ok ? done(what) : kept
}
