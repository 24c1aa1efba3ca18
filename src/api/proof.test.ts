import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { run } from '../cli/run.ts'
import type { Terminal } from '../cli/terminal.ts'
import { goodReply, sendRequest, type TestFederation, testFederation } from '../node/testing.ts'
import { makeApp } from './app.ts'

let federation: TestFederation
let folder: string
let id: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'comity-proof-'))
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z', {
    demo: true,
  })
  const [xv, xn] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
  id = await sendRequest(xv, 'XN-FIU')
  await federation.settle()
  for (const [action, document] of [
    ['acknowledge', { class: 'normal' }],
    ['reply', goodReply],
  ] as const) {
    must(await xn.handle('XN-FIU/analyst', { do: 'act', id, action, document }))
    await federation.settle()
  }
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await federation.close()
})

interface Proof {
  node: string
  records: { index: number; record: string }[]
  receipts: { receipt: string | null }[]
  head: { checkpoint: string }
}

/** The proof as the node hands it out to a signed-in officer. */
async function downloaded(node: string): Promise<{ text: string; proof: Proof; file: string }> {
  const app = await makeApp({ node: federation.node(node) })
  const mine = { 'x-comity': '1' }
  const [cookie] = (
    await app.inject({
      method: 'POST',
      url: '/api/session',
      headers: mine,
      payload: { actor: `${node}/analyst` },
    })
  ).cookies
  const answer = await app.inject({
    method: 'GET',
    url: `/api/requests/${id}/proof`,
    headers: { ...mine, cookie: `${cookie!.name}=${cookie!.value}` },
  })
  await app.close()
  return {
    text: answer.body,
    proof: answer.json() as Proof,
    file: String(answer.headers['content-disposition']),
  }
}

/** What the auditor's command says of the file. */
async function verify(text: string) {
  const path = join(folder, 'proof.json')
  writeFileSync(path, text)
  const said: unknown[] = []
  const terminal: Terminal = {
    out: () => {},
    json: (value) => said.push(value),
    say: () => {},
    progress: () => ({ step() {}, end() {} }),
  }
  const status = await run(['verify', path, '--json'], {}, terminal)
  const verdict = said[0] as { ok: boolean; findings: string[]; checked: object }
  return { status, ...verdict }
}

describe('the proof of a request', () => {
  it.each(['XV-FIU', 'XN-FIU'])('that %s hands out is accepted by comity verify', async (node) => {
    const { text, proof, file } = await downloaded(node)
    expect(file).toBe(`attachment; filename="comity-proof-${id}.json"`)
    expect(proof.node).toBe(node)
    expect(proof.receipts.every((r) => r.receipt !== null)).toBe(true)
    for (const written of [text, `${JSON.stringify(proof, null, 2)}\n`])
      expect(await verify(written)).toMatchObject({
        status: 0,
        ok: true,
        findings: [],
        checked: { records: proof.records.length, receipts: proof.receipts.length },
      })
  })

  it('is not accepted when a record, its place, a receipt or the head was changed', async () => {
    const { proof } = await downloaded('XV-FIU')
    const changes: readonly ((copy: Proof) => void)[] = [
      (copy) => {
        const record = Buffer.from(copy.records[1]!.record, 'base64')
        record[record.length - 3]! ^= 1
        copy.records[1]!.record = record.toString('base64')
      },
      (copy) => {
        copy.records[1]!.index += 1
      },
      (copy) => {
        const receipt = Buffer.from(copy.receipts[0]!.receipt!, 'base64')
        receipt[receipt.length - 3]! ^= 1
        copy.receipts[0]!.receipt = receipt.toString('base64')
      },
      (copy) => {
        // The receipt of another letter, however well signed.
        copy.receipts[0]!.receipt =
          copy.receipts.at(-1)!.receipt === copy.receipts[0]!.receipt
            ? 'AAAA'
            : copy.receipts.at(-1)!.receipt
      },
      (copy) => {
        copy.head.checkpoint = copy.head.checkpoint.replace(/\n\d+\n/, '\n4\n')
      },
    ]
    for (const change of changes) {
      const copy = structuredClone(proof)
      change(copy)
      const said = await verify(JSON.stringify(copy))
      expect(said.status).toBe(1)
      expect(said.findings.length).toBeGreaterThan(0)
    }
  })
})
