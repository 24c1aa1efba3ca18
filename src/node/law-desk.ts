import { type Day, digestOf, done, type Json, type Outcome, type Refusal, refuse } from '#base'
import { privateKeyObject } from '#directory'
import {
  checkPack,
  type Law,
  layUnsigned,
  type Pack,
  type PackSignature,
  packRoles,
  shippedPacks,
  signPack,
} from '#law'
import { faultsOf, procedures } from '#procedure'
import type { RowChange } from '#store'
import { draftUnknown, ownDraft, packUnknown, stranger } from './law-desk-refusals.ts'
import { type Draft, diffOf, later, ownPacks, viewOf } from './law-desk-view.ts'
import { type KeptPack, type Laws, nameOf, trustOf } from './laws.ts'
import { note, write } from './records.ts'
import { plain, rowData } from './row-data.ts'
import type { LawDiff, LawView } from './views-law.ts'
import { type Hand, handOf, nodeHand, type World } from './world.ts'

/** Where the law of a node is changed: one person drafts, another approves, and both signatures stand on the pack. */
export interface LawDesk {
  view(actor: string): Promise<Outcome<LawView>>
  /** Keeps a draft that compiles; a pack that does not is refused, and the law stays as it is. */
  draft(actor: string, pack: unknown): Promise<Outcome<{ readonly id: string }>>
  /** The second person signs; from its first day on the pack is law. */
  approve(actor: string, id: string, reasons: string): Promise<Outcome<LawView>>
  withdraw(actor: string, id: string): Promise<Outcome<void>>
  diff(id: string): Promise<Outcome<LawDiff>>
  /** A pack as a file that can be edited and put forward again. */
  pack(id: string): Outcome<Json>
  /** The law of the day, when the day has changed it. */
  tick(): Promise<void>
}

/** The treaty desk of a node. What was drafted or approved is on record before it is answered. */
export function openLawDesk(world: World, laws: Laws): LawDesk {
  const today = () => world.clock.now().slice(0, 10) as Day
  const turn = async () => {
    const turned = laws.turnTo(today())
    if (turned === undefined) return
    const { law, rows, kept } = turned
    const written = write(
      world,
      nodeHand(world, 'clock'),
      note('law/in-force', 'law.in_force', world.clock.now(), {
        version: law.version,
        packs: law.packs.map(nameOf),
      }),
    )
    const committed = await world.store.commit({ events: [written.event], rows })
    if (committed.ok) kept()
    world.observe({ what: 'law-changed', version: law.version })
  }
  return {
    view: async (actor) => {
      const hand = handOf(world, actor)
      return hand === undefined ? refuse(stranger) : done(await viewOf(world, laws, hand, today()))
    },
    draft: (actor, pack) =>
      world.locks.run(['law'], () => draft(world, laws, actor, pack, today())),
    approve: (actor, id, reasons) =>
      world.locks.run(['law'], async () => {
        const approved = await approve(world, laws, actor, id, reasons, today())
        if (!approved.ok) return approved
        await turn()
        return done(await viewOf(world, laws, approved.value, today()))
      }),
    withdraw: (actor, id) => world.locks.run(['law'], () => withdraw(world, actor, id)),
    diff: async (id) => {
      const found = await draftOf(world, id)
      return found === undefined ? refuse(draftUnknown) : done(diffOf(laws, found.pack, today()))
    },
    pack: (id) => {
      const own = laws
        .packs()
        .map((p) => p.signed.pack)
        .filter((p) => p.id === id)
        .sort((a, b) => b.version - a.version)[0]
      const pack = own ?? shippedPacks.find((p) => p.id === id)
      return pack === undefined ? refuse(packUnknown) : done(plain(pack))
    },
    tick: () => world.locks.run(['law'], turn),
  }
}

async function draft(
  world: World,
  laws: Laws,
  actor: string,
  value: unknown,
  today: Day,
): Promise<Outcome<{ readonly id: string }>> {
  const hand = deskHand(world, actor)
  if (!hand.ok) return hand
  const pack = checkPack(value)
  if (!pack.ok) return putRefusalOnRecord(world, hand.value, 'pack', pack.refusal)
  const laid = layUnsigned([...ownPacks(laws), pack.value], later(today, pack.value.from))
  if (!laid.ok) return putRefusalOnRecord(world, hand.value, nameOf(pack.value), laid.refusal)
  const higher = notTaken(laws, pack.value)
  if (higher !== undefined) return putRefusalOnRecord(world, hand.value, nameOf(pack.value), higher)
  const stopped = stops(laid.value, laws.now())
  if (stopped !== undefined)
    return putRefusalOnRecord(world, hand.value, nameOf(pack.value), stopped)
  const now = world.clock.now()
  const id = world.ids.next()
  const kept: Draft = {
    id,
    pack: pack.value,
    by: hand.value.id,
    at: now,
    signatures: [sign(hand.value, pack.value, now)],
  }
  const committed = await put(world, hand.value, 'law.drafted', kept.pack, { draft: id }, [
    draftRow(kept),
  ])
  return committed.ok ? done({ id }) : committed
}

async function approve(
  world: World,
  laws: Laws,
  actor: string,
  id: string,
  reasons: string,
  today: Day,
): Promise<Outcome<Hand>> {
  const hand = deskHand(world, actor)
  if (!hand.ok) return hand
  const found = await draftOf(world, id)
  if (found === undefined) return refuse(draftUnknown)
  if (found.by === hand.value.id) return refuse(ownDraft(found.by))
  const now = world.clock.now()
  const signed = {
    pack: found.pack,
    signatures: [...found.signatures, sign(hand.value, found.pack, now)],
  }
  const law = laws.tried(signed, later(today, found.pack.from))
  if (!law.ok) return putRefusalOnRecord(world, hand.value, nameOf(found.pack), law.refusal)
  const stopped = stops(law.value, laws.now())
  if (stopped !== undefined)
    return putRefusalOnRecord(world, hand.value, nameOf(found.pack), stopped)
  const signers = trustOf(world.federation).filter((t) =>
    signed.signatures.some((s) => s.signer === t.signer && s.key === t.key),
  )
  const kept: KeptPack = { signed, approvedAt: now, trust: signers }
  const committed = await put(
    world,
    hand.value,
    'law.approved',
    found.pack,
    { draft: id, reasons },
    [
      { kind: 'law-pack', key: nameOf(found.pack), data: plain(kept) },
      { kind: 'law-draft', key: id, data: null },
    ],
  )
  if (!committed.ok) return committed
  laws.add(kept)
  return hand
}

async function withdraw(world: World, actor: string, id: string): Promise<Outcome<void>> {
  const hand = deskHand(world, actor)
  if (!hand.ok) return hand
  const found = await draftOf(world, id)
  if (found === undefined) return refuse(draftUnknown)
  const committed = await put(world, hand.value, 'law.withdrawn', found.pack, { draft: id }, [
    { kind: 'law-draft', key: id, data: null },
  ])
  return committed.ok ? done(undefined) : committed
}

async function put(
  world: World,
  hand: Hand,
  type: string,
  pack: Pack,
  data: Readonly<Record<string, Json>>,
  rows: readonly RowChange[],
): Promise<Outcome<unknown>> {
  const written = write(
    world,
    hand,
    note(`law/${pack.id}`, type, world.clock.now(), {
      pack: pack.id,
      version: pack.version,
      from: pack.from,
      digest: packDigest(pack),
      ...data,
    }),
  )
  return world.store.commit({ events: [written.event], rows })
}

/** A pack whose rows leave a clock of a procedure without its limit would stop matters that run. */
function stops(law: Law, before: Law): Refusal | undefined {
  const faults = (l: Law) => procedures.flatMap((p) => faultsOf(p, l).map((t) => `${p.id}: ${t}`))
  const known = new Set(faults(before))
  const fault = faults(law).find((text) => !known.has(text))
  if (fault === undefined) return undefined
  return {
    kind: 'unlawful',
    name: 'procedure-stopped',
    ground: `under this law ${fault}`,
    citation: 'every clock of a procedure needs its limit',
    remedy: 'leave the row, or give it a limit that can be reckoned',
  }
}

/** Of the text that was signed; fractions count as their text, as in the signature. */
function packDigest(pack: Pack): string {
  const plain = JSON.stringify(pack, (_, v) =>
    typeof v === 'number' && !Number.isSafeInteger(v) ? String(v) : v,
  )
  return digestOf(JSON.parse(plain) as Json)
}

/** A pack that was refused leaves its name and the ground, not its text. */
async function putRefusalOnRecord(
  world: World,
  hand: Hand,
  pack: string,
  refusal: Refusal,
): Promise<Outcome<never>> {
  const written = write(
    world,
    nodeHand(world, 'node'),
    note('law/refused', 'law.refused', world.clock.now(), {
      actor: hand.id,
      pack: pack.slice(0, 100),
      name: refusal.name,
      citation: refusal.citation ?? null,
    }),
  )
  await world.store.commit({ events: [written.event] })
  world.observe({ what: 'refused', name: refusal.name, kind: refusal.kind, in: 'law' })
  return refuse(refusal)
}

function sign(hand: Hand, pack: Pack, at: PackSignature['at']): PackSignature {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
  const { key } = hand
  return signPack(
    pack,
    { signer: hand.id, key: key.id, role: hand.role, at },
    privateKeyObject(text(key.seed), text(key.publicKey)),
  )
}

function draftRow(d: Draft): RowChange {
  return { kind: 'law-draft', key: d.id, data: plain(d) }
}

async function draftOf(world: World, id: string): Promise<Draft | undefined> {
  const row = await world.store.row('law-draft', id)
  return row === undefined ? undefined : rowData<Draft>(row)
}

/** A version that stands has its text for ever. */
function notTaken(laws: Laws, pack: Pack): Refusal | undefined {
  const highest = Math.max(
    0,
    ...[...ownPacks(laws), ...shippedPacks].filter((p) => p.id === pack.id).map((p) => p.version),
  )
  if (pack.version > highest) return undefined
  return {
    kind: 'conflict',
    name: 'version-not-higher',
    ground: `pack ${pack.id} is here as version ${highest}, the new text calls itself version ${pack.version}`,
    citation: 'a text of law is replaced, never rewritten',
    remedy: `call it version ${highest + 1}`,
  }
}

function deskHand(world: World, actor: string): Outcome<Hand> {
  const hand = handOf(world, actor)
  if (hand === undefined) return refuse(stranger)
  if (packRoles.includes(hand.role)) return done(hand)
  return refuse({
    kind: 'forbidden',
    name: 'treaty-desk-only',
    ground: `packs are drafted and signed by a delegate or a head of desk, ${hand.id} is ${hand.role.replaceAll('-', ' ')}`,
    citation: 'four eyes on the law of a node',
    remedy: 'ask the treaty desk',
  })
}
