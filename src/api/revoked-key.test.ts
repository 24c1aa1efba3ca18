import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, systemRandom } from '#base'
import type { AuthorityCard, RevocationReason, SignedCard } from '#directory'
import { startTsa, type Tsa } from '../../test/tsa.ts'
import { run } from '../cli/run.ts'
import type { Terminal } from '../cli/terminal.ts'
import { revokeKey } from '../node/rotate-keys.ts'
import { sendRequest, type TestFederation, testFederation } from '../node/testing.ts'

interface Proof {
  timestamps: unknown[]
  cards: SignedCard[]
}

let federation: TestFederation
let tsa: Tsa
let folder: string
let proof: Proof

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'comity-revoked-'))
  tsa = await startTsa(() => new Date('2025-01-20T09:10:00.000Z'))
  const roots = tsa.root.split(/(?<=-----END CERTIFICATE-----\n)/)
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z', {
    timestampAuthorities: [{ name: 'Northern Clock', url: tsa.address, roots }],
  })
  const xv = federation.node('XV-FIU')
  const id = await sendRequest(xv, 'XN-FIU')
  await federation.settle()
  // The stamp of the next day covers the request.
  federation.clock.forward(24 * 60)
  await federation.settle()
  proof = structuredClone(must(await xv.read.proof('XV-FIU/analyst', id, true))) as unknown as Proof
}, 60_000)
afterAll(async () => {
  await federation.close()
  await tsa.close()
  rmSync(folder, { recursive: true, force: true })
})

const cardOf = (signed: SignedCard): AuthorityCard =>
  JSON.parse(Buffer.from(signed.card, 'base64url').toString())

/** What a judge hears of the proof once the first officer's key was taken back, so many minutes from now. */
async function judged(reason: RevocationReason, minutes: number, stamped: boolean) {
  const own = proof.cards.find((c) => cardOf(c).id === 'XV-FIU')!
  const now = new Date(Date.parse(federation.clock.now()) + minutes * 60_000).toISOString() as never
  const { key } = cardOf(own).officers.find((o) => o.id === 'XV-FIU/analyst')!
  const dir = federation.dir('XV-FIU')
  const file = join(folder, 'node')
  rmSync(file, { recursive: true, force: true })
  cpSync(dir, file, { recursive: true })
  const card = must(revokeKey({ dir: file, now, random: systemRandom }, key, reason))
  const copy = {
    ...proof,
    cards: proof.cards.map((c) => (c === own ? card : c)),
    ...(stamped ? {} : { timestamps: [] }),
  }
  const path = join(folder, 'proof.json')
  writeFileSync(path, JSON.stringify(copy))
  const said: { findings: string[]; unchecked: string[] }[] = []
  const terminal: Terminal = {
    out: () => {},
    json: (value) => said.push(value as (typeof said)[number]),
    say: () => {},
    progress: () => ({ step() {}, end() {} }),
  }
  const code = await run(['verify', path, '--json'], {}, terminal)
  const about = /was taken back at/
  return {
    code,
    findings: said[0]!.findings,
    doubts: said[0]!.unchecked.filter((u) => about.test(u)).length,
  }
}

describe('a proof of what was signed with a key that was taken back', () => {
  it('holds where a stamp shows that it was there before', async () => {
    expect(proof.timestamps.length).toBeGreaterThan(0)
    expect(await judged('stolen', 60, true)).toEqual({ code: 0, findings: [], doubts: 0 })
  })

  it('does not hold on the word of the node alone, for a thief writes any date', async () => {
    const said = await judged('stolen', 60, false)
    expect(said.code).toBe(1)
    expect(said.findings).not.toEqual([])
    for (const finding of said.findings)
      expect(finding).toMatch(
        /^record \d+: its key .+ was taken back at .+ \(stolen\), and nothing/,
      )
  })

  it('is in doubt, and no more, where its holder has left', async () => {
    const said = await judged('ceased', 60, false)
    expect(said).toMatchObject({ code: 0, findings: [] })
    expect(said.doubts).toBeGreaterThan(0)
  })

  it.each([[{}], [{ card: 7, signatures: [] }], [{ card: 'x' }]])(
    'is no proof with %j among its cards',
    async (none) => {
      const path = join(folder, 'proof.json')
      writeFileSync(path, JSON.stringify({ ...proof, cards: [...proof.cards, none] }))
      const words: string[] = []
      const said = (text: unknown) => void words.push(String(text))
      const terminal: Terminal = {
        out: said,
        json: said,
        say: said,
        progress: () => ({ step() {}, end() {} }),
      }
      expect(await run(['verify', path], {}, terminal)).toBe(2)
      expect(words.join()).toContain('the file is not a proof of the form')
    },
  )

  it('does not hold where the record itself is of a later day', async () => {
    const said = await judged('ceased', -3 * 24 * 60, true)
    expect(said.code).toBe(1)
    expect(said.findings.join('\n')).toMatch(/no card lists the key/)
  })
})
