import { reconcile } from '#node'
import { placeKey } from './proof-receipts.ts'
import type { Verdict } from './verify.ts'
import type { AuditedNode } from './verify-folder.ts'
import type { CheckedProof, Held } from './verify-proof.ts'

/** Each two nodes among these, letter by letter. */
export async function reconcileNodes(nodes: readonly AuditedNode[]): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = []
  for (const [i, a] of nodes.entries())
    for (const b of nodes.slice(i + 1)) {
      const found = await reconcile(a.exchanged, b.exchanged, async (node, size) =>
        (node === a.exchanged.node ? a : b).rootAt(size),
      )
      verdicts.push({
        what: `letters between ${a.exchanged.node} and ${b.exchanged.node}`,
        checked: { letters: found.letters },
        findings: found.findings,
        unchecked: found.waiting,
      })
    }
  return verdicts
}

/** Proofs of one matter from both sides: what crossed stands in both logs, as the same bytes. */
export function reconcileProofs(a: CheckedProof, b: CheckedProof): Verdict {
  const findings: string[] = []
  if (a.proof.matter !== b.proof.matter)
    findings.push(`they are of two matters, ${a.proof.matter} and ${b.proof.matter}`)
  if (a.proof.node === b.proof.node) findings.push(`both are of ${a.proof.node}`)
  let crossed = 0
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const there = new Map(other.records.map((r) => [r.digest as string, r]))
    for (const record of one.records.filter((r) => crossedTo(one, r, other.proof.node))) {
      crossed++
      const found = there.get(record.digest)
      const place = one.places.get(placeKey(record.header.id, other.proof.node))
      if (found === undefined)
        findings.push(`${nameOf(record)} is not in the proof of ${other.proof.node}`)
      else if (place !== undefined && found.index < place)
        findings.push(
          `${nameOf(record)}: its receipt names entry ${place} or later at ${other.proof.node}, it stands there as entry ${found.index}`,
        )
    }
    for (const record of other.records.filter((r) => r.header.node === one.proof.node))
      if (!one.records.some((r) => r.digest === record.digest))
        findings.push(
          `${nameOf(record)}, which ${other.proof.node} holds as entry ${record.index}, is not in the proof of ${one.proof.node}`,
        )
  }
  return {
    what: `both sides of ${a.proof.matter}`,
    checked: { records_that_crossed: crossed },
    findings: [...new Set(findings)],
    unchecked: [],
  }
}

/** What was written at this node and has a receipt of the other one. */
function crossedTo(proof: CheckedProof, record: Held, to: string): boolean {
  return (
    record.header.crosses &&
    record.header.node === proof.proof.node &&
    proof.proof.receipts.some(
      (r) => r.record === record.header.id && r.to === to && r.receipt !== null,
    )
  )
}

function nameOf({ index, header }: Held): string {
  return `record ${index} of ${header.node} (${header.type}, ${header.at})`
}
