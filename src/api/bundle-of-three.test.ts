import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { run } from '../cli/run.ts'
import type { Terminal } from '../cli/terminal.ts'
import { type TestFederation, testFederation } from '../node/testing.ts'
import { samples } from '../procedure/samples.ts'

/** A matter of three countries: one record goes to two nodes, and each of them answers for itself. */

interface Proof {
  records: { record: string | null; index: number }[]
  receipts: { record: string; to: string; receipt: string | null }[]
  [more: string]: unknown
}

const nodes = ['XV-FIU', 'XN-FIU', 'XS-FIU'] as const
const officers = {
  'XV-FIU': 'XV-SACP/prosecutor',
  'XN-FIU': 'XN-EPP/prosecutor',
  'XS-FIU': 'XS-PP/prosecutor',
} as const
let federation: TestFederation
let folder: string
const proofs = new Map<string, Proof>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'comity-three-'))
  federation = await testFederation(nodes, '2025-03-20T09:00:00.000Z', {}, { served: true })
  const xv = federation.node('XV-FIU')
  const document = { ...samples['team-suggestion']!, others: ['XS-PP'] }
  const { id } = must(
    await xv.handle(officers['XV-FIU'], { do: 'open', procedure: 'P8', to: 'XN-EPP', document }),
  )
  await federation.settle()
  const act = async (node: (typeof nodes)[number], action: string, form: string) => {
    const command = { do: 'act', id, action, document: samples[form]! } as const
    must(await federation.node(node).handle(officers[node], command))
    await federation.settle()
  }
  await act('XV-FIU', 'draft-agreement', 'team-agreement')
  for (const node of ['XN-FIU', 'XS-FIU', 'XV-FIU'] as const)
    await act(node, 'sign-agreement', 'team-signature')
  for (const node of nodes) {
    const read = federation.node(node).read.proof(officers[node], id, true)
    proofs.set(node, structuredClone(must(await read)) as unknown as Proof)
  }
}, 60_000)
afterAll(async () => {
  await federation.close()
  rmSync(folder, { recursive: true, force: true })
})

async function verify(...files: readonly Proof[]) {
  const paths = files.map((file, i) => {
    const path = join(folder, `file-${i}.json`)
    writeFileSync(path, JSON.stringify(file))
    return path
  })
  const said: { findings?: string[]; parts?: { findings: string[] }[] }[] = []
  const terminal: Terminal = {
    out: () => {},
    json: (value) => said.push(value as (typeof said)[number]),
    say: (text) => said.push({ findings: [text] }),
    progress: () => ({ step() {}, end() {} }),
  }
  const code = await run(['verify', ...paths, '--json'], {}, terminal)
  const findings = said.flatMap((s) => s.findings ?? s.parts?.flatMap((p) => p.findings) ?? [])
  return { code, findings }
}

const of = (node: (typeof nodes)[number]) => proofs.get(node)!

describe('the proof of a matter of three', () => {
  it.each(nodes)(
    'of %s holds alone, with a receipt of each other side for each record',
    async (node) => {
      expect(await verify(of(node))).toEqual({ code: 0, findings: [] })
      const others = nodes.filter((n) => n !== node)
      const own = Map.groupBy(of(node).receipts, (r) => r.record)
      expect(own.size).toBeGreaterThan(0)
      for (const [, receipts] of own)
        expect(receipts.map((r) => r.to).sort()).toEqual([...others].sort())
    },
  )

  it.each([
    ['XV-FIU', 'XN-FIU'],
    ['XV-FIU', 'XS-FIU'],
    ['XN-FIU', 'XS-FIU'],
  ] as const)('of %s agrees with that of %s', async (one, other) => {
    expect(await verify(of(one), of(other))).toEqual({ code: 0, findings: [] })
  })

  it('does not hold when one side answers in the place of the other', async () => {
    const proof = structuredClone(of('XV-FIU'))
    for (const receipt of proof.receipts) receipt.to = receipt.to === 'XN-FIU' ? 'XS-FIU' : 'XN-FIU'
    const { code, findings } = await verify(proof)
    expect(code).toBe(1)
    expect(findings.length).toBeGreaterThanOrEqual(proof.receipts.length)
  })

  it('names what one of them left out, to the one that has it', async () => {
    const proof = structuredClone(of('XS-FIU'))
    const last = proof.records.pop()!
    const { code, findings } = await verify(of('XV-FIU'), proof)
    expect(code).toBe(1)
    expect(findings.join('\n')).toMatch(/is not in the proof of XS-FIU/)
    expect(last.record).not.toBeNull()
  })
})
