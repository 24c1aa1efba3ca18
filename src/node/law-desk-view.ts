import type { Day } from '#base'
import { layUnsigned, type Pack, type PackSignature, packRoles } from '#law'
import { ownDraft } from './law-desk-refusals.ts'
import { diffView } from './law-diff.ts'
import { type Laws, nameOf } from './laws.ts'
import { allRows } from './row-data.ts'
import type { LawDiff, LawDraft, LawView } from './views-law.ts'
import { actorName } from './words.ts'
import type { Hand, World } from './world.ts'

/** A pack that one person of the treaty desk signed and a second has not. */
export interface Draft {
  readonly id: string
  readonly pack: Pack
  readonly by: string
  readonly at: string
  readonly signatures: readonly PackSignature[]
}

/** What the treaty desk shows: packs in force, packs that wait for their first day, drafts and what they would change. */
export async function viewOf(world: World, laws: Laws, hand: Hand, today: Day): Promise<LawView> {
  const law = laws.now()
  const own = new Map(laws.packs().map((p) => [nameOf(p.signed.pack), p]))
  const entitled = packRoles.includes(hand.role)
  const drafts = (await allRows<Draft>(world.store, 'law-draft')).map(({ data }) => data)
  const waiting = [...own.values()].filter(({ signed }) => signed.pack.from > today)
  return {
    version: law.version,
    packs: [
      ...law.packs.map((p) => ({
        id: p.id,
        name: p.name,
        layer: p.layer,
        version: p.version,
        from: p.from,
        signers: p.signers.map((s) => actorName(world, s)),
        rows: p.rows,
        toVerify: p.toVerify,
        shipped: !own.has(nameOf(p)),
        status: 'in-force',
      })),
      ...waiting.map(({ signed: { pack, signatures } }) => ({
        id: pack.id,
        name: pack.name,
        layer: pack.layer,
        version: pack.version,
        from: pack.from,
        signers: signatures.map((s) => actorName(world, s.signer)),
        rows: Object.values(pack.rows).flat().length,
        toVerify: Object.values(pack.rows)
          .flat()
          .filter((r) => (r as { status?: string }).status === 'to-verify').length,
        shipped: false,
        status: 'waits',
      })),
    ],
    drafts: drafts.map((d) => draftView(world, laws, d, hand, today)),
    mayDraft: entitled,
    mayApprove: entitled,
  }
}

function draftView(world: World, laws: Laws, d: Draft, hand: Hand, today: Day): LawDraft {
  const laid = layUnsigned([...ownPacks(laws), d.pack], later(today, d.pack.from))
  const entitled = packRoles.includes(hand.role)
  const why = !entitled
    ? 'packs are signed by a delegate or a head of desk'
    : d.by === hand.id
      ? ownDraft(d.by).ground
      : undefined
  const { id, name, layer, version, from } = d.pack
  return {
    id: d.id,
    pack: { id, name, layer, version, from },
    by: d.by,
    byName: actorName(world, d.by),
    at: d.at,
    approvals: d.signatures.map((s) => ({
      by: s.signer,
      name: actorName(world, s.signer),
      at: s.at,
    })),
    faults: laid.ok
      ? []
      : [
          {
            name: laid.refusal.name,
            ground: laid.refusal.ground,
            remedy: laid.refusal.remedy,
          },
        ],
    mayApprove: why === undefined,
    ...(why === undefined ? {} : { why }),
    diff: diffOf(laws, d.pack, today),
  }
}

/** What the draft would change; nothing, where it does not compile. */
export function diffOf(laws: Laws, pack: Pack, today: Day): LawDiff {
  const laid = layUnsigned([...ownPacks(laws), pack], later(today, pack.from))
  return laid.ok ? diffView(laws.now(), laid.value) : { rows: [] }
}

/** Packs of the node itself, without those that come with the program. */
export function ownPacks(laws: Laws): readonly Pack[] {
  return laws.packs().map((p) => p.signed.pack)
}

/** The day on which a pack is tried: its first, or today. */
export function later(a: Day, b: Day): Day {
  return a > b ? a : b
}
