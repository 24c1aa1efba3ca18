import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import type { Node } from '#node'
import {
  answerWithFile,
  sendRequest,
  type TestFederation,
  testFederation,
} from '../node/testing.ts'
import { sampleBothSides, sampleText } from './figures-sample.ts'
import { verifyProof } from './verify-proof.ts'

/** Two-sided counts: what crossed a border is drawn by lot and proven in both logs, or it is said that it is not. */

const days = { from: '2025-01-01', to: '2025-03-31' } as const
const folder = mkdtempSync(join(tmpdir(), 'comity-figures-'))
let federation: TestFederation

beforeAll(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU', 'XS-FIU'], '2025-01-20T09:10:00.000Z')
  for (let i = 0; i < 3; i++) {
    const id = await sendRequest(federation.node('XV-FIU'), i < 2 ? 'XN-FIU' : 'XS-FIU')
    await federation.settle()
    federation.clock.forward(60)
    if (i < 2) await answerWithFile(federation.node('XN-FIU'), id, Buffer.from('statement'))
    await federation.settle()
  }
}, 60_000)

afterAll(async () => {
  await federation.close()
  rmSync(folder, { recursive: true, force: true })
})

const nodes = () => ['XV-FIU', 'XN-FIU', 'XS-FIU'].map((id) => federation.node(id))

/** A node whose keeper answers the lot with something else. */
function lying(node: Node, answer: (proof: string) => string): Node {
  return {
    ...node,
    id: node.id,
    read: {
      ...node.read,
      proofOfDrawn: async (digests: readonly string[]) => ({
        ok: true,
        value: JSON.parse(answer(JSON.stringify(must(await node.read.proofOfDrawn(digests))))),
      }),
    },
  } as Node
}

describe('a sample of what crossed a border', () => {
  it('is proven in the logs of both sides, and the lot is the same for whoever draws again', async () => {
    const sample = must(await sampleBothSides(nodes(), days, 100, folder))
    expect(sample.claimed).toBeGreaterThan(5)
    expect(sample.drawn).toHaveLength(sample.claimed)
    expect(sample.proven).toBe(sample.claimed)
    expect(sample.findings).toEqual([])
    for (const { places } of sample.drawn) expect(Object.keys(places)).toHaveLength(2)
    expect(must(await sampleBothSides(nodes(), days, 100, undefined))).toEqual(sample)
    const few = must(await sampleBothSides(nodes(), days, 3, undefined))
    expect(few.drawn).toEqual(sample.drawn.slice(0, 3))
  })

  it('gives out a proof that a stranger checks alone, and that says it is a sample', async () => {
    const proof = readFileSync(join(folder, 'XN-FIU.proof.json'))
    const { verdict } = must(await verifyProof(proof, {}))
    expect(verdict.findings).toEqual([])
    expect(verdict.unchecked.join()).toMatch(/drawn from many matters/)
    // Under the name of a matter the same records are no proof of it: what is left out must show.
    const renamed = Buffer.from(proof.toString().replace('figures/sample', 'matter/1'))
    expect(must(await verifyProof(renamed, {})).verdict.findings.length).toBeGreaterThan(0)
  })

  it('shows a record that one side has lost', async () => {
    const [xv, xn, xs] = nodes() as [Node, Node, Node]
    const drop = (proof: string) => {
      const read = JSON.parse(proof)
      read.records.pop()
      return JSON.stringify(read)
    }
    const sample = must(await sampleBothSides([xv, lying(xn, drop), xs], days, 100, undefined))
    expect(sample.proven).toBe(sample.claimed - 1)
    expect(sampleText(sample)).toMatch(/not proven in two logs: sha256:/)
  })

  it('does not take a record whose place is not proven', async () => {
    const [xv, xn, xs] = nodes() as [Node, Node, Node]
    const bent = (proof: string) => {
      const read = JSON.parse(proof)
      read.records[0].inclusion[0] = Buffer.alloc(32, 7).toString('base64')
      return JSON.stringify(read)
    }
    const sample = must(await sampleBothSides([xv, lying(xn, bent), xs], days, 100, undefined))
    expect(sample.proven).toBeLessThan(sample.claimed)
    expect(sample.findings.join()).toMatch(/XN-FIU: record/)
  })

  it('counts in IN-29 what stands in two logs, and nothing where there is one log only', async () => {
    const alone = (await federation.node('XV-FIU').read.figures(days, false)) as never as {
      indicators: { id: string; value: number | null; coverage: { nodes: string[] } }[]
    }
    const rate = alone.indicators.find((i) => i.id === 'IN-29')!
    expect(rate.value).toBe(null)
    expect(rate.coverage.nodes).toEqual(['XV-FIU'])
  })
})
