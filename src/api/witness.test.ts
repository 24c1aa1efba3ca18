import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { verifyCard } from '#directory'
import { makeNode, type Node, openNode, witnessPolicyText, writeWitnessPolicy } from '#node'
import {
  composeAddCheckpoint,
  cosignaturesOn,
  isQuorum,
  parseCheckpoint,
  parseNoteLines,
  parseWitnessPolicy,
} from '#store'
import { serve } from './app.ts'

const ids = ['XV-FIU', 'XN-FIU', 'XS-FIU'] as const
const base = mkdtempSync(join(tmpdir(), 'comity-witness-'))
const addresses: Record<string, string> = {}
const nodes = new Map<string, Node>()
const closing: (() => Promise<void>)[] = []
const policies = new Map<string, string>()

beforeAll(async () => {
  for (const id of ids)
    must(
      await makeNode({
        dir: join(base, id),
        id,
        name: `unit ${id}`,
        country: id.slice(0, 2),
        kind: 'FIU',
        address: '',
        officers: [{ id: 'head', name: 'Hedda Desk', role: 'head-of-desk' }],
      }),
    )
  const { readFileSync } = await import('node:fs')
  const cards = ids.map((id) =>
    must(verifyCard(JSON.parse(readFileSync(join(base, id, 'node.json'), 'utf8')).card)),
  )
  const at = cards
    .map((c) => c.issuedAt)
    .sort()
    .at(-1)!
  for (const own of cards) {
    const partners = cards.filter((c) => c.id !== own.id)
    // The policy of the first asks each partner for both keys.
    const second = own.id === 'XV-FIU'
    const text = witnessPolicyText({ atLeast: 2, partners, second, at })
    policies.set(own.id, text)
    writeWitnessPolicy(join(base, own.id), text)
    const node = await openNode({ dir: join(base, own.id), storage: 'memory', addresses })
    const served = await serve({ node, host: '127.0.0.1', port: 0 })
    addresses[own.id] = served.address
    nodes.set(own.id, node)
    closing.push(async () => {
      await served.close()
      await node.close()
    })
  }
  for (const node of nodes.values())
    for (const other of nodes.values())
      if (node !== other) must(await node.enrol(other.read.card()))
})
afterAll(async () => {
  for (const close of closing) await close()
  rmSync(base, { recursive: true })
})

const origin = 'comity.invalid/xv-fiu'
const handIn = (body: string | Uint8Array, type?: string) =>
  fetch(`${addresses['XN-FIU']}/witness/add-checkpoint`, {
    method: 'POST',
    body: typeof body === 'string' ? Buffer.from(body) : (body as Uint8Array<ArrayBuffer>),
    headers: type === undefined ? {} : { 'content-type': type },
  })

describe('a witness over HTTP (C2SP tlog-witness)', () => {
  it('answers 200 with its lines, to whatever type of body', async () => {
    const note = await nodes.get('XV-FIU')!.log.newest()
    for (const type of [
      'application/octet-stream',
      'text/plain',
      'text/plain; charset=utf-8',
      undefined,
    ]) {
      const answer = await handIn(composeAddCheckpoint(0, [], note), type)
      // The first is cosigned; those after it learn the size of it.
      if (answer.status === 409) {
        expect(answer.headers.get('content-type')).toBe('text/x.tlog.size')
        expect(await answer.text()).toBe(`${parseCheckpoint(note)!.size}\n`)
      } else {
        expect(answer.status).toBe(200)
        expect(parseNoteLines(await answer.text())?.map((l) => l.name)).toEqual([
          'comity.invalid/xn-fiu/witness',
          'comity.invalid/xn-fiu/witness',
        ])
      }
    }
    const same = await handIn(composeAddCheckpoint(parseCheckpoint(note)!.size, [], note))
    expect(same.status).toBe(200)
  })

  it('answers 404, 403, 409, 422 and 400 as the specification says', async () => {
    const note = await nodes.get('XV-FIU')!.log.newest()
    const { size } = parseCheckpoint(note)!
    const foreign = note.replaceAll(origin, 'elsewhere.example/log')
    expect((await handIn(`old 0\n\n${foreign}`)).status).toBe(404)
    const unsigned = `${note.split('\n\n')[0]}\n\n— ${origin} ${Buffer.alloc(68).toString('base64')}\n`
    expect((await handIn(`old ${size}\n\n${unsigned}`)).status).toBe(403)
    expect((await handIn(`old ${size - 1}\n\n${note}`)).status).toBe(409)
    expect(
      (await handIn(`old ${size}\n${Buffer.alloc(32).toString('base64')}\n\n${note}`)).status,
    ).toBe(422)
    expect((await handIn('old x\n\nnothing')).status).toBe(400)
    expect((await handIn(new Uint8Array(70_000))).status).toBe(400)
    const held = await fetch(`${addresses['XN-FIU']}/witness/checkpoint?origin=${origin}`)
    expect(await held.text()).toBe(note)
    expect((await fetch(`${addresses['XN-FIU']}/witness/checkpoint?origin=other`)).status).toBe(404)
  })

  it('is asked by the log itself, and both keys of each partner stand under the head', async () => {
    for (const node of nodes.values()) await node.tick()
    const note = await (await fetch(`${addresses['XV-FIU']}/log/checkpoint`)).text()
    const policy = must(parseWitnessPolicy(policies.get('XV-FIU')!))
    const cosigned = cosignaturesOn(policy, parseCheckpoint(note)!)
    expect([...cosigned.keys()].sort()).toEqual([
      'XN-FIU',
      'XN-FIU/second',
      'XS-FIU',
      'XS-FIU/second',
    ])
    expect(isQuorum(policy, new Set(cosigned.keys()))).toBe(true)
    expect(isQuorum(policy, new Set(['XN-FIU', 'XN-FIU/second', 'XS-FIU']))).toBe(false)
  })

  it('takes bodies of other types nowhere else', async () => {
    const answer = await fetch(`${addresses['XN-FIU']}/exchange/envelopes`, {
      method: 'POST',
      body: 'x',
    })
    expect(answer.status).toBe(400)
  })
})
