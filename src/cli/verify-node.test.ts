import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '#api'
import { must } from '#base'
import { type Node, openNode } from '#node'
import { forkEvidence, keepStore, memoryBackend, memoryBlobs, parseCheckpoint } from '#store'
import type { NodeOptions } from '../node/open-node.ts'
import { sendRequest, type TestFederation, testFederation } from '../node/testing.ts'
import { run } from './run.ts'
import type { Terminal } from './terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'comity-verify-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Part {
  readonly what: string
  readonly ok: boolean
  readonly findings: readonly string[]
  readonly unchecked: readonly string[]
  readonly checked: Readonly<Record<string, unknown>>
}

async function comity(
  ...argv: string[]
): Promise<{ code: number; parts: readonly Part[]; text: string }> {
  const said: string[] = []
  const documents: (Part & { parts?: readonly Part[] })[] = []
  const terminal: Terminal = {
    out: (text) => said.push(text),
    json: (value) => documents.push(value as Part),
    say: (text) => said.push(text),
    progress: () => ({ step() {}, end() {} }),
  }
  const code = await run([...argv, '--json'], {}, terminal)
  const [document] = documents
  return { code, parts: document?.parts ?? (document ? [document] : []), text: said.join('\n') }
}

describe('comity verify of two folders', () => {
  let federation: TestFederation
  beforeAll(async () => {
    federation = await testFederation(
      ['XV-FIU', 'XN-FIU'],
      '2025-01-20T09:10:00.000Z',
      { durable: false },
      { storage: 'disk' },
    )
    await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
    await federation.settle()
    for (const id of ['XV-FIU', 'XN-FIU']) await federation.node(id).close()
  }, 120_000)

  it('checks both, and that each letter is on record on both sides', async () => {
    const { code, parts } = await comity(
      'verify',
      federation.dir('XV-FIU'),
      federation.dir('XN-FIU'),
    )
    expect(parts.flatMap((p) => p.findings)).toEqual([])
    expect(code).toBe(0)
    expect(parts.at(-1)).toMatchObject({
      what: 'letters between XV-FIU and XN-FIU',
      checked: { letters: expect.any(Number) },
    })
  }, 60_000)

  it('is where the witnesses are chosen, by those who have its cards', async () => {
    const dir = federation.dir('XV-FIU')
    const chosen = await comity('witness', dir, 'XN-FIU', '--second')
    expect(chosen.code).toBe(0)
    const policy = readFileSync(join(dir, 'witness-policy'), 'utf8')
    expect(policy).toMatch(/^witness XN-FIU comity\.invalid\/xn-fiu\/witness\+/m)
    expect(policy).toMatch(/^group XN-FIU\/both all XN-FIU XN-FIU\/second$/m)
    const stranger = await comity('witness', dir, 'XZ-FIU')
    expect(stranger.text).toContain('XZ-FIU is no partner whose card lists a key for witnessing')
    expect(stranger.code).not.toBe(0)
  }, 60_000)
})

describe('comity verify of an address', () => {
  let federation: TestFederation
  let twin: Node
  let address: string
  let twinAddress: string
  const closing: (() => Promise<void>)[] = []
  const state = join(folder, 'heads.json')
  let policy: string

  beforeAll(async () => {
    let first: ReturnType<typeof memoryBackend> | undefined
    const storage: NodeOptions['storage'] = (options) => {
      const backend = memoryBackend()
      if (options.origin.endsWith('/xv-fiu')) first ??= backend
      return keepStore(backend, memoryBlobs(), options)
    }
    federation = await testFederation(
      ['XV-FIU', 'XN-FIU', 'XS-FIU'],
      '2025-01-20T09:10:00.000Z',
      { storage },
      { witnesses: 2 },
    )
    await federation.settle()
    const backend = memoryBackend(first!.tables)
    twin = await openNode({
      dir: federation.dir('XV-FIU'),
      clock: federation.clock,
      storage: (options) => keepStore(backend, memoryBlobs(), options),
      get: async () => {
        throw new Error('alone')
      },
    })
    closing.push(() => twin.close())
    const xv = federation.node('XV-FIU')
    for (const [node, times] of [
      [xv, 300],
      [twin, 320],
    ] as const)
      for (let i = 0; i < times; i++)
        must(await node.signIn({ link: must(node.signInLink('XV-FIU/head')) }))
    await federation.settle()
    const serveOn = async (node: Node) => {
      const served = await serve({ node, host: '127.0.0.1', port: 0 })
      closing.unshift(() => served.close())
      return served.address
    }
    address = await serveOn(xv)
    twinAddress = await serveOn(twin)
    policy = join(federation.dir('XV-FIU'), 'witness-policy')
  }, 120_000)
  afterAll(async () => {
    for (const close of closing) await close()
    await federation.close()
  })

  it('follows head, entries and tiles of two levels, with the cosignatures of the quorum', async () => {
    const { code, parts } = await comity('verify', address, '--policy', policy, '--state', state)
    expect(parts[0]?.findings).toEqual([])
    expect(code).toBe(0)
    expect(parts[0]?.checked).toMatchObject({ authority: 'XV-FIU', cosigned_by: 'XN-FIU, XS-FIU' })
    expect(Number(parts[0]?.checked.entries)).toBeGreaterThan(256)
    expect(JSON.parse(readFileSync(state, 'utf8'))['comity.invalid/xv-fiu']).toContain(
      'xn-fiu/witness',
    )
  })

  it('finds another history at the same name by the head seen before, and keeps that head', async () => {
    const before = readFileSync(state, 'utf8')
    const { code, parts } = await comity('verify', twinAddress, '--state', state)
    expect(code).toBe(1)
    expect(parts[0]?.findings.join('\n')).toMatch(
      /one log has told two histories|an older history is served/,
    )
    expect(readFileSync(state, 'utf8')).toBe(before)
  })

  it('does not accept a head that the quorum has not cosigned', async () => {
    const strict = join(federation.dir('XN-FIU'), 'witness-policy')
    const { code, parts } = await comity('verify', address, '--policy', strict)
    expect(code).toBe(1)
    expect(parts[0]?.findings).toEqual([
      'the head is cosigned by XS-FIU, the quorum is 2 of XV-FIU, XS-FIU',
    ])
  })

  it('and evidence of the fork decides it without either of them', async () => {
    const heads = await Promise.all(
      [federation.node('XV-FIU'), twin].map(async (node) => {
        // Two heads of one size: the twin of before, and the log as it grew.
        const note = await node.log.newest()
        return { ...parseCheckpoint(note)!, note }
      }),
    )
    const [a, b] = heads as [(typeof heads)[0], (typeof heads)[0]]
    const file = join(folder, 'fork.json')
    const card = federation.node('XV-FIU').read.card()
    writeFileSync(file, JSON.stringify({ ...forkEvidence([a, b], null), card }))
    const unproven = await comity('verify', file)
    // Of two sizes, heads alone show nothing.
    expect(a.size).not.toBe(b.size)
    expect(unproven.parts[0]?.findings[0]).toMatch(/the path does not lead to the head/)
    expect(unproven.code).toBe(1)
    while (
      (await twin.read.node()).log.size !== (await federation.node('XV-FIU').read.node()).log.size
    ) {
      const behind =
        (await twin.read.node()).log.size < (await federation.node('XV-FIU').read.node()).log.size
          ? twin
          : federation.node('XV-FIU')
      must(await behind.signIn({ link: must(behind.signInLink('XV-FIU/head')) }))
    }
    const notes = await Promise.all(
      [federation.node('XV-FIU'), twin].map((node) => node.log.newest()),
    )
    const pair = notes.map((note) => ({ ...parseCheckpoint(note)!, note })) as [typeof a, typeof b]
    writeFileSync(file, JSON.stringify({ ...forkEvidence(pair, null), card }))
    const { code, parts } = await comity('verify', file)
    expect(parts[0]?.findings).toEqual([])
    expect(code).toBe(0)
    expect(String(parts[0]?.checked.shows)).toMatch(
      /with different roots: one log has told two histories$/,
    )
    const other = federation.node('XN-FIU').read.card()
    writeFileSync(file, JSON.stringify({ ...forkEvidence(pair, null), card: other }))
    expect((await comity('verify', file)).parts[0]?.findings[0]).toMatch(/the card is of XN-FIU/)
  })
})
