import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { done, drawLot, type Outcome, seedOf } from '#base'
import type { Node } from '#node'
import { verifyProof } from './verify-proof.ts'

/** What came of holding a sample of crossing records against both logs. */
export interface TwoSided {
  /** Digest of the heads of all logs, from which the lot was drawn. */
  readonly seed: string
  readonly heads: Readonly<Record<string, string>>
  /** Records that any side claims. */
  readonly claimed: number
  readonly drawn: readonly Drawn[]
  /** Drawn records that are proven in at least two logs. */
  readonly proven: number
  /** What the proofs do not bear out, in words; none where they all hold. */
  readonly findings: readonly string[]
}

export interface Drawn {
  readonly digest: string
  /** Place in each log in which it is proven, by node. */
  readonly places: Readonly<Record<string, number>>
}

/**
 * Draws records that crossed a border by a lot that anybody can repeat, asks every log for its proof of them, and checks
 * each proof as a stranger would: signature, place and path to the signed head. Whoever keeps one log alone can choose
 * neither the lot nor the answer.
 */
export async function sampleBothSides(
  nodes: readonly Node[],
  days: { readonly from: string; readonly to: string },
  count: number,
  out: string | undefined,
): Promise<Outcome<TwoSided>> {
  const heads: Record<string, string> = {}
  const tickets = new Set<string>()
  for (const node of nodes) {
    heads[node.id] = (await node.read.log({ limit: 1 })).head.checkpoint
    for (const digest of await node.read.crossingDigests(days)) tickets.add(digest)
  }
  const seed = seedOf(Object.values(heads))
  const drawn = drawLot({ name: 'two-sided sample', seed, tickets, count })
  const places = new Map(drawn.map((digest) => [digest, {} as Record<string, number>]))
  const findings: string[] = []
  for (const node of nodes) {
    const proof = await node.read.proofOfDrawn(drawn)
    if (!proof.ok) return proof
    const bytes = Buffer.from(JSON.stringify(proof.value))
    if (out !== undefined) writeFileSync(join(out, `${node.id}.proof.json`), bytes)
    const checked = await verifyProof(bytes, {})
    if (!checked.ok) return checked
    const { records, verdict } = checked.value
    const wrong = verdict.findings.filter((f) => !isEmpty(f))
    findings.push(...wrong.map((f) => `${node.id}: ${f}`))
    for (const { digest, index } of records) {
      if (wrong.some((finding) => concerns(finding, index))) continue
      const of = places.get(digest)
      if (of !== undefined) of[node.id] = index
    }
  }
  const all = drawn.map((digest): Drawn => ({ digest, places: places.get(digest)! }))
  const proven = all.filter((d) => Object.keys(d.places).length > 1).length
  return done({ seed, heads, claimed: tickets.size, drawn: all, proven, findings })
}

/** Of a finding that names no record nobody knows which it concerns: it concerns all. */
function concerns(finding: string, index: number): boolean {
  const named = /^record (\d+):/.exec(finding)
  return named === null || Number(named[1]) === index
}

/** A log that holds none of the drawn records has nothing to prove. */
function isEmpty(finding: string): boolean {
  return finding === 'records: there is none'
}

export function sampleText({ seed, claimed, drawn, proven, findings }: TwoSided): string {
  const alone = drawn.filter((d) => Object.keys(d.places).length < 2)
  return [
    `two-sided sample: ${proven} of ${drawn.length} drawn records are proven in two logs (of ${claimed} claimed)`,
    `drawn from ${seed}`,
    ...alone.map((d) => `not proven in two logs: ${d.digest}`),
    ...findings.map((f) => `finding: ${f}`),
  ].join('\n')
}
