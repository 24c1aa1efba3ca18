import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instant, must, systemRandom } from '#base'
import type { AuthorityCard, RevocationReason, SignedCard } from '#directory'
import { openNode } from '#node'
import { keepStore, memoryBackend, memoryBlobs } from '#store'
import { run } from '../cli/run.ts'
import type { Terminal } from '../cli/terminal.ts'
import { keySecret, readKeyring } from '../node/keyring.ts'
import { readNodeFile } from '../node/make-node.ts'
import type { NodeOptions } from '../node/open-node.ts'
import { revokeKey } from '../node/rotate-keys.ts'
import { sendRequest, type TestFederation, testFederation } from '../node/testing.ts'

/**
 * A network without timestamp authorities. Somebody has the key of an officer and the whole machine of the node, and dates
 * an act back to a day before the key was taken back. The witnesses cosigned the log of that day.
 */

interface Proof {
  cards: SignedCard[]
  heads: { note: string; path: string[] }[]
  records: { index: number }[]
  [more: string]: unknown
}

const cardIn = (signed: SignedCard): AuthorityCard =>
  JSON.parse(Buffer.from(signed.card, 'base64url').toString())
const analyst = 'XV-FIU/analyst'
let federation: TestFederation
let folder: string
let honest: Proof
let backDated: Proof

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'comity-back-dated-'))
  const kept = new Map<string, [ReturnType<typeof memoryBackend>, ReturnType<typeof memoryBlobs>]>()
  const storage: NodeOptions['storage'] = async (options) => {
    const known = kept.get(options.origin) ?? [memoryBackend(), memoryBlobs()]
    kept.set(options.origin, known)
    return keepStore(...known, options)
  }
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU', 'XS-FIU', 'XH-FIU'],
    '2025-01-20T09:10:00.000Z',
    { storage },
    { witnesses: 2 },
  )
  const before = federation.node('XV-FIU')
  await federation.settle()
  const old = await sendRequest(before, 'XN-FIU')
  await federation.settle()
  federation.clock.forward(3 * 24 * 60)
  await federation.settle()

  const dir = federation.dir('XV-FIU')
  const secret = keySecret(dir, undefined, { bytes: () => new Uint8Array() })
  const stolen = { file: readNodeFile(dir), keys: readKeyring(dir, secret) }
  await before.close()
  const named = cardIn(stolen.file.card).officers.find((o) => o.id === analyst)!.key
  must(revokeKey({ dir, now: federation.clock.now(), random: systemRandom }, named, 'stolen'))
  await federation.reopen('XV-FIU')
  await federation.settle()

  // The thief writes on the same log with the keys and the card of before, and with the clock of that day.
  await federation.node('XV-FIU').close()
  const now = federation.clock.now()
  federation.clock.set('2025-01-20T10:00:00.000Z')
  const thief = await openNode({
    dir,
    made: stolen,
    clock: federation.clock,
    storage,
    post: async () => {
      throw new Error('alone')
    },
    get: async () => {
      throw new Error('alone')
    },
  })
  const forged = await sendRequest(thief, 'XN-FIU')
  await thief.close()
  federation.clock.set(now)

  const again = await federation.reopen('XV-FIU')
  await federation.settle()
  federation.clock.forward(1)
  await federation.settle()
  const proof = async (id: string) =>
    structuredClone(must(await again.read.proof('XV-FIU/head', id, true))) as unknown as Proof
  honest = await proof(old)
  backDated = await proof(forged)
}, 120_000)
afterAll(async () => {
  await federation.close()
  rmSync(folder, { recursive: true, force: true })
})

async function verify(proof: Proof) {
  const path = join(folder, 'proof.json')
  writeFileSync(path, JSON.stringify(proof))
  const said: { findings: string[]; unchecked: string[]; checked: object }[] = []
  const terminal: Terminal = {
    out: () => {},
    json: (value) => said.push(value as (typeof said)[number]),
    say: () => {},
    progress: () => ({ step() {}, end() {} }),
  }
  const policy = join(federation.dir('XV-FIU'), 'witness-policy')
  const code = await run(['verify', path, '--policy', policy, '--json'], {}, terminal)
  return { code, ...said[0]! }
}

const takenBack = /^record \d+: its key \S+ was taken back at \S+ \(stolen\), and nothing/

describe('an act that is dated back with a stolen key', () => {
  it('is found in its bundle, though it names a day before, and its head is cosigned', async () => {
    const { code, findings, checked } = await verify(backDated)
    expect(code).toBe(1)
    expect(checked).toMatchObject({ cosignatures: 3 })
    expect(findings.length).toBeGreaterThan(0)
    for (const finding of findings) expect(finding).toMatch(takenBack)
  })

  it('casts no doubt on what was signed before: an older head proves that it was there', async () => {
    expect(honest.heads.length).toBeGreaterThan(0)
    expect(await verify(honest)).toMatchObject({ code: 0, findings: [] })
    const { findings } = await verify({ ...honest, heads: [] })
    expect(findings.length).toBeGreaterThan(0)
    for (const finding of findings) expect(finding).toMatch(takenBack)
  })

  it('is not saved by the older head of another matter, nor by one that its log does not continue', async () => {
    const { findings } = await verify({ ...backDated, heads: honest.heads })
    expect(findings.join('\n')).toMatch(takenBack)
    const [first] = honest.heads
    const swapped = { ...backDated.heads[0]!, note: first!.note }
    expect((await verify({ ...backDated, heads: [swapped] })).findings.join('\n')).toMatch(
      /earlier head of \d+ entries: it is not the beginning of this log/,
    )
    const changed = { ...first!, note: first!.note.replace(/^\d+$/m, '9999') }
    expect((await verify({ ...honest, heads: [changed] })).findings.join('\n')).toMatch(
      /earlier head: it is not signed by the log key on the card of XV-FIU/,
    )
  })
})

describe('the cosignatures under a bundle', () => {
  /** The bundle with newer cards, on which these have taken the keys back with which they cosigned. */
  function without(ids: readonly string[], reason: RevocationReason, daysAgo = 0): Proof {
    const now = instant(Date.parse(federation.clock.now()) - daysAgo * 86_400_000)
    const anew = ids.map((id) => {
      const dir = join(folder, `copy-${id}`)
      rmSync(dir, { recursive: true, force: true })
      cpSync(federation.dir(id), dir, { recursive: true })
      const card = cardIn(readNodeFile(dir).card)
      const { id: key } = card.keys.find((k) => k.use === 'witness')!
      return must(revokeKey({ dir, now, random: systemRandom }, key, reason))
    })
    const newer = (old: SignedCard) => anew.find((c) => cardIn(c).id === cardIn(old).id) ?? old
    return { ...honest, cards: honest.cards.map(newer) }
  }

  it('still stand where the quorum has others whose keys nobody took back', async () => {
    const said = await verify(without(['XN-FIU'], 'stolen'))
    expect(said).toMatchObject({ code: 0, findings: [] })
    expect(said.unchecked.join('\n')).not.toMatch(/cosigned before the key was taken back/)
  })

  it('prove no time where it takes stolen keys to make the quorum', async () => {
    const said = await verify(without(['XN-FIU', 'XS-FIU'], 'stolen'))
    expect(said.code).toBe(1)
    expect(said.findings.join('\n')).toMatch(takenBack)
    expect(said.unchecked.join('\n')).toMatch(
      /that XN-FIU, XS-FIU cosigned before the key was taken back: the time beside/,
    )
    expect(await verify(without(['XN-FIU', 'XS-FIU'], 'ceased'))).toMatchObject({
      code: 0,
      findings: [],
    })
  })

  it('do not count from the time on that the key was taken back', async () => {
    const said = await verify(without(['XN-FIU', 'XS-FIU'], 'ceased', 2))
    expect(said.code).toBe(1)
    expect(said.findings.join('\n')).toMatch(
      /^head: cosigned by XH-FIU, the quorum is 2 of XN-FIU, XS-FIU, XH-FIU/m,
    )
    expect(said.unchecked.join('\n')).toMatch(
      /the cosignature of XN-FIU: its key was no longer good at that time/,
    )
  })
})
