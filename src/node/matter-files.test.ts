import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digest, must } from '#base'
import { samples } from '#procedure'
import type { NodeCommand } from './command.ts'
import { type TestFederation, testFederation } from './testing.ts'

/** A milestone rests on a file that two officers of the owner stand behind, and a code on files that its signer opened. */

let federation: TestFederation
const node = (id: string) => federation.node(id)
const panel = 'NET-EVAL/inspector'

beforeAll(async () => {
  federation = await testFederation(
    ['XC-FIU', 'XN-FIU'],
    '2026-01-20T09:00:00.000Z',
    {},
    { served: true },
  )
}, 60_000)
afterAll(() => federation.close())

const name = (outcome: { ok: boolean; refusal?: { name: string } }) =>
  outcome.ok ? 'done' : outcome.refusal?.name

/** A commitment of an authority, adopted, with the panel as its reviewer. */
async function adopted(home: string, owner: string): Promise<string> {
  const command = { do: 'open', procedure: 'P12', step: 'propose', to: 'NET-EVAL' } as const
  const document = { ...samples.commitment, reference: `CM of ${owner}` }
  const { id } = must(await node(home).handle(owner, { ...command, document } as NodeCommand))
  must(await act(home, owner, id, 'co-create', samples['consultation-record']))
  must(await act(home, owner, id, 'adopt', document))
  await federation.settle()
  return id
}

function act(home: string, who: string, id: string, action: string, document: object = {}) {
  return node(home).handle(who, { do: 'act', id, action, document: { ...document } } as NodeCommand)
}

describe.each([
  ['another node', 'XC-FIU', 'XC-AG/delegate', 'XC-AG/head-of-desk'],
  ['the same node', 'XN-FIU', 'XN-CA/delegate', 'XN-CA/head-of-desk'],
])('evidence that an assessor at %s has to see', (_, home, owner, second) => {
  it('is refused before it is there and released, and a code before it was opened', async () => {
    const id = await adopted(home, owner)
    const bytes = Buffer.from(`signed count of ${owner}: 80 %\n`)
    const evidence = digest(bytes)
    const milestone = { milestone: 'M1', evidence, reached: '80 % verified' }
    const coding = { code: 'limited', reasons: '1 of 3', sample: '20 files', evidence: [evidence] }
    const report = () => act(home, owner, id, 'report-milestone', milestone)
    expect(name(await report())).toBe('evidence-not-attached')
    const parts = (async function* () {
      yield bytes
    })()
    const about = { title: 'count', type: 'text/plain' }
    const added = must(await node(home).attachments.add(owner, id, about, parts))
    expect(name(await report())).toBe('evidence-not-attached')
    expect(name(await node(home).attachments.release(owner, id, added.id))).not.toBe('done')
    must(await node(home).attachments.release(second, id, added.id))
    must(await report())
    await federation.settle()
    await federation.settle()
    const code = () => act('XN-FIU', panel, id, 'code', coding)
    expect(name(await code())).toBe('evidence-unseen')
    const [file] = must(await node('XN-FIU').attachments.list(panel, id))
    const { content } = must(await node('XN-FIU').attachments.read(panel, id, file!.id))
    const seen: Uint8Array[] = []
    for await (const part of content) seen.push(part)
    expect(Buffer.concat(seen).equals(bytes)).toBe(true)
    must(await code())
  }, 60_000)
})
