import type { Day, Outcome } from '#base'
import {
  compile,
  type Law,
  layOver,
  nextChange,
  type Pack,
  packRoles,
  type SignedPack,
  shipped,
  shippedPacks,
  type Trust,
} from '#law'
import type { RowChange, Store } from '#store'
import type { Observe } from './observe.ts'
import { allRows, plain } from './row-data.ts'
import type { Federation, LawBook } from './world.ts'

/** A pack of the node's own, signed by two persons. */
export interface KeptPack {
  readonly signed: SignedPack
  readonly approvedAt: string
  /** The signers as their cards knew them that day: a pack stays law when its signers have gone. */
  readonly trust?: Trust
}

/** A law that held here, so that a decision can be made again from it. */
interface KeptLaw {
  readonly version: string
  /** First day on which this node decided under it. */
  readonly since: Day
  /** Own packs it was laid from, `id/version`. */
  readonly packs: readonly string[]
  /** Version of the shipped law under them. */
  readonly base: string
}

/** A day on which every shipped pack had begun; each row has days of its own. */
const shippedDay = '2024-01-01' as Day

/** The law of a node: the shipped packs, and over them its own. Swapped whole, and only for one that compiles. */
export interface Laws extends LawBook {
  /** Own packs, in force or waiting for their first day. */
  packs(): readonly KeptPack[]
  /** What the law would be on that day with one pack more. */
  tried(pack: SignedPack, on: Day): Outcome<Law>
  /** A pack that two persons signed, from now on among the others. */
  add(pack: KeptPack): void
  /**
   * The law of that day takes the place of the one before; what to keep, where it is not on record yet. `kept` is called
   * once it is: a node that stopped in between, or whose disk failed, tells it again.
   */
  turnTo(
    on: Day,
  ):
    | { readonly law: Law; readonly rows: readonly RowChange[]; readonly kept: () => void }
    | undefined
}

export async function openLaws(
  store: Store,
  federation: Federation,
  today: Day,
  observe: Observe,
): Promise<Laws> {
  const packs = (await allRows<KeptPack>(store, 'law-pack')).map(({ data }) => data)
  const known = new Map<string, Law>([[shipped.version, shipped]])
  const trust = () => trustOf(federation)
  const lawOf = (which: readonly KeptPack[], on: Day) =>
    which.length === 0 && nothingChanges(on)
      ? { ok: true as const, value: shipped }
      : compile(
          which.map((p) => p.signed),
          [...trust(), ...which.flatMap((p) => p.trust ?? [])],
          on,
          shipped,
        )
  /** A pack that no longer fits under newer shipped rows is left out, the latest first, and the operator told. */
  const soundLaw = (on: Day): Law => {
    const left = [...packs].sort((a, b) => (a.approvedAt < b.approvedAt ? -1 : 1))
    for (;;) {
      const law = lawOf(left, on)
      if (law.ok) return law.value
      const dropped = left.pop()
      observe({ what: 'refused', name: law.refusal.name, kind: law.refusal.kind, in: 'law' })
      if (dropped === undefined) return shipped
    }
  }
  let current = soundLaw(today)
  known.set(current.version, current)
  const bases = await keptBases(store)
  for (const [version, { packs: base }] of bases) {
    if (known.has(version)) continue
    const law = layOver(base, shippedDay)
    if (law.ok && law.value.version === version) known.set(version, law.value)
  }
  const recorded = new Set([shipped.version])
  for (const { key: version, data: kept } of await allRows<KeptLaw>(store, 'law-version')) {
    recorded.add(version)
    const own = packs.map((p) => p.signed.pack).filter((p) => kept.packs.includes(nameOf(p)))
    const law = layOver([...(bases.get(kept.base)?.packs ?? shippedPacks), ...own], kept.since)
    if (law.ok && law.value.version === version) known.set(version, law.value)
  }
  return {
    now: () => current,
    version: (version) => known.get(version),
    packs: () => packs,
    tried: (pack, on) =>
      compile(
        [...packs.map((p) => p.signed), pack],
        [...trust(), ...packs.flatMap((p) => p.trust ?? [])],
        on,
        current,
      ),
    add: (pack) => void packs.push(pack),
    turnTo(on) {
      const law = soundLaw(on)
      if (law.version === current.version && recorded.has(law.version)) return undefined
      current = law
      known.set(law.version, law)
      const kept: KeptLaw = {
        version: law.version,
        since: on,
        packs: packs
          .map((p) => p.signed.pack)
          .filter((p) => law.packs.some((q) => q.id === p.id && q.version === p.version))
          .map(nameOf),
        base: shipped.version,
      }
      return {
        law,
        kept: () => void recorded.add(law.version),
        rows: [{ kind: 'law-version', key: law.version, data: plain(kept) }],
      }
    },
  }
}

interface KeptBase {
  readonly packs: readonly Pack[]
}

/**
 * The shipped packs of every version of the program that this node has run: a newer program brings other rows, and an
 * old decision is made again from the old ones.
 */
async function keptBases(store: Store): Promise<ReadonlyMap<string, KeptBase>> {
  const names = (await allRows<true>(store, 'law-base')).map(({ key }) => key)
  // A whole law is long, and the one that is shipped now is at hand.
  if (names.length === 1 && names[0] === shipped.version) return new Map()
  const shippedBefore = await allRows<KeptBase>(store, 'law-shipped')
  const kept = new Map(shippedBefore.map(({ key, data }) => [key, data]))
  const base: KeptBase = { packs: shippedPacks }
  const missing = kept.has(shipped.version)
    ? []
    : [{ kind: 'law-shipped', key: shipped.version, data: plain(base) }]
  kept.set(shipped.version, base)
  const unnamed = [...kept.keys()].filter((version) => !names.includes(version))
  if (unnamed.length > 0)
    await store.commit({
      events: [],
      rows: [...missing, ...unnamed.map((key) => ({ kind: 'law-base', key, data: true }))],
    })
  return kept
}

/** Nothing in the shipped packs begins or ends up to that day, so the shipped law is the law of the day. */
function nothingChanges(on: Day): boolean {
  const next = nextChange([], shippedDay)
  return next === undefined || on < next
}

export function nameOf(pack: Pick<Pack, 'id' | 'version'>): string {
  return `${pack.id}/${pack.version}`
}

/** Whose signature makes law here: officers of the treaty desk of the authorities that this node serves. */
export function trustOf(federation: Federation): Trust {
  return federation
    .cards()
    .filter((card) => (card.servedBy ?? card.id) === federation.own.id)
    .flatMap((card) => card.officers)
    .filter((officer) => packRoles.includes(officer.role))
    .map((officer) => ({
      signer: officer.id,
      key: officer.key,
      publicKey: officer.publicKey,
      role: officer.role,
      from: officer.from.slice(0, 10) as Day,
      ...(officer.to === undefined ? {} : { to: officer.to.slice(0, 10) as Day }),
    }))
}
