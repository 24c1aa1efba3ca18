import { must } from '#base'
import { parseWitnessPolicy } from '#store'
import { readProof } from '../../src/cli/proof-file.ts'
import { verifyProof } from '../../src/cli/verify-proof.ts'
import { sendRequest, testFederation } from '../../src/node/testing.ts'
import type { Parser } from './row.ts'

/** A matter between two nodes with witnesses, as one of them hands it to a court. */
async function made(): Promise<{ proof: Uint8Array; policy: string }> {
  const ids = ['XV-FIU', 'XN-FIU', 'XS-FIU']
  const federation = await testFederation(ids, '2025-01-20T09:10:00.000Z', {}, { witnesses: 1 })
  try {
    const id = await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
    await federation.settle()
    const read = federation.node('XV-FIU').read.proof('XV-FIU/analyst', id, true)
    const proof = must(await read) as { policy: string }
    return { proof: Buffer.from(JSON.stringify(proof)), policy: proof.policy }
  } finally {
    await federation.close()
  }
}

const { proof, policy } = await made()
const trust = { policy: must(parseWitnessPolicy(policy)) }

/** How many vouched for the head in the sample itself, which is read first. */
let most: number | undefined

/** What a judge opens. */
export const proofParsers: readonly Parser[] = [
  {
    name: 'the proof of a matter, as its form is read',
    covers: [],
    sample: proof,
    read(bytes) {
      const read = readProof(bytes)
      return read.ok ? JSON.stringify(read.value) : undefined
    },
    holds: 'any',
    runs: 200,
  },
  {
    name: 'the proof of a matter, judged',
    covers: [],
    sample: proof,
    async read(bytes) {
      const judged = await verifyProof(bytes, trust)
      if (!judged.ok || judged.value.verdict.findings.length > 0) return undefined
      const { records, places, proof: said, verdict } = judged.value
      // What a judge takes from it: the records, their words, where the other side has them, under which head.
      const words = said.records.map((record) => record.body)
      const { digest: _, cosignatures, ...checked } = verdict.checked
      // A witness whose name was changed is one that nobody knows: fewer vouch for the head, which is said; never more.
      most ??= Number(cosignatures)
      const more = Number(cosignatures) > most
      return JSON.stringify([records, words, [...places], said.node, said.matter, checked, more])
    },
    holds: 'signed',
    runs: 100,
  },
]
