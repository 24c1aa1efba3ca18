import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digest, must } from '#base'
import { goodReply, sendRequest, type TestFederation, testFederation } from './testing.ts'
import type { Pull } from './world.ts'

let fed: TestFederation
beforeEach(async () => {
  fed = await testFederation(['XV-FIU', 'XN-FIU', 'XS-FIU'], '2025-01-20T09:10:00.000Z')
})
afterEach(() => fed.close())

const statement = Buffer.alloc(300_000, 'account 4711, booked, balance\n')
async function* inParts(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 60_000) yield bytes.subarray(at, at + 60_000)
}
const pdf = { title: 'statements of two accounts', type: 'application/pdf' }

/** A request from XV-FIU that XN-FIU has taken up, so that XN-FIU can answer. */
async function taken(): Promise<string> {
  const id = await sendRequest(fed.node('XV-FIU'), 'XN-FIU')
  await fed.settle()
  must(
    await fed.node('XN-FIU').handle('XN-FIU/analyst', {
      do: 'act',
      id,
      action: 'acknowledge',
      document: { class: 'normal' },
    }),
  )
  await fed.settle()
  return id
}

async function enclose(id: string, bytes = statement): Promise<string> {
  const node = fed.node('XN-FIU')
  const added = must(await node.attachments.add('XN-FIU/analyst', id, pdf, inParts(bytes)))
  must(await node.attachments.release('XN-FIU/head', id, added.id))
  return added.id
}

async function reply(id: string): Promise<void> {
  must(
    await fed
      .node('XN-FIU')
      .handle('XN-FIU/head', { do: 'act', id, action: 'reply', document: goodReply }),
  )
}

async function here(node: string, id: string, file: string) {
  const list = must(await fed.node(node).attachments.list(`${node}/analyst`, id))
  return list.find((row) => row.id === file)
}

async function content(node: string, id: string, file: string): Promise<Buffer> {
  const { content } = must(await fed.node(node).attachments.read(`${node}/analyst`, id, file))
  const parts: Uint8Array[] = []
  for await (const part of content) parts.push(part)
  return Buffer.concat(parts)
}

describe('a file of a matter', () => {
  it('goes with the next step that crosses, is fetched, checked, and its arrival is told', async () => {
    const id = await taken()
    const file = await enclose(id)
    expect(await here('XV-FIU', id, file)).toBeUndefined()
    await reply(id)
    expect(await here('XN-FIU', id, file)).toMatchObject({ state: 'sent' })
    await fed.settle()
    await fed.settle()
    expect(await here('XV-FIU', id, file)).toMatchObject({
      state: 'verified',
      digest: digest(statement),
      title: pdf.title,
      direction: 'theirs',
      strip: expect.arrayContaining([expect.objectContaining({ short: 'TLP:AMBER' })]),
    })
    expect((await content('XV-FIU', id, file)).equals(statement)).toBe(true)
    expect((await here('XN-FIU', id, file))?.to).toMatchObject([
      { node: 'XV-FIU', verifiedAt: expect.any(String) },
    ])
    for (const node of ['XV-FIU', 'XN-FIU'])
      expect((await fed.node(node).audit()).findings).toEqual([])
  })

  it('goes nowhere before a second officer has released it', async () => {
    const id = await taken()
    const node = fed.node('XN-FIU')
    const { id: file } = must(
      await node.attachments.add('XN-FIU/analyst', id, pdf, inParts(statement)),
    )
    expect(await node.attachments.release('XN-FIU/analyst', id, file)).toMatchObject({
      ok: false,
      refusal: { name: 'attachment-own-release' },
    })
    await reply(id)
    await fed.settle()
    expect(await here('XV-FIU', id, file)).toBeUndefined()
    expect(await here('XN-FIU', id, file)).toMatchObject({ state: 'kept' })
  })

  it('arrives after any number of cuts, and every time from the last whole chunk on', async () => {
    const id = await taken()
    const asked: number[] = []
    const whole = fed.wire.pull
    const cutting: Pull = async (url, headers) => {
      const answer = await whole(url, headers)
      asked.push(Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1]))
      async function* some() {
        let left = 70_000
        for await (const part of answer.body) {
          yield part.subarray(0, left)
          left -= part.length
          if (left <= 0) throw new Error('cut')
        }
      }
      return { ...answer, body: some() }
    }
    fed.wire.pull = cutting
    const file = await enclose(id)
    await reply(id)
    for (let round = 0; round < 12; round++) {
      await fed.settle()
      fed.clock.forward(20)
    }
    expect(await here('XV-FIU', id, file)).toMatchObject({ state: 'verified' })
    expect(asked.length).toBeGreaterThan(3)
    for (const [i, from] of asked.entries()) {
      expect(from === 0 || (from - 56) % 16_400 === 0).toBe(true)
      if (i > 0) expect(from).toBeGreaterThan(asked[i - 1]!)
    }
  })

  it('whose bytes are not what the letter announced is refused in the end, and both sides know', async () => {
    const id = await taken()
    const whole = fed.wire.pull
    fed.wire.pull = async (url, headers) => {
      const answer = await whole(url, headers)
      async function* wrong() {
        for await (const part of answer.body) {
          const changed = Buffer.from(part)
          changed[100]! ^= 1
          yield changed
        }
      }
      return { ...answer, body: wrong() }
    }
    const file = await enclose(id)
    await reply(id)
    for (let round = 0; round < 12; round++) {
      await fed.settle()
      fed.clock.forward(20)
    }
    expect(await here('XV-FIU', id, file)).toMatchObject({ state: 'refused' })
    expect((await here('XN-FIU', id, file))?.reason).toContain('XV-FIU')
    expect(await fed.node('XV-FIU').attachments.read('XV-FIU/analyst', id, file)).toMatchObject({
      refusal: { name: 'attachment-not-whole' },
    })
  })

  it('is given to the node that the letter named, and to nobody else', async () => {
    const id = await taken()
    const seen: Record<string, string>[] = []
    const whole = fed.wire.pull
    fed.wire.pull = async (url, headers) => {
      seen.push({ ...headers })
      return whole(url, headers)
    }
    const file = await enclose(id)
    await reply(id)
    await fed.settle()
    const [good] = seen
    const ask = (headers: Record<string, string>) =>
      fed.node('XN-FIU').attachments.serve(file, headers)
    expect((await ask(good!)).ok).toBe(true)
    for (const changed of [
      { ...good, 'comity-node': 'XS-FIU' },
      { ...good, range: 'bytes=100-' },
      { ...good, signature: `comity=:${Buffer.alloc(64).toString('base64')}:` },
      { ...good, signature: '' },
      {},
    ])
      expect(await ask(changed as Record<string, string>)).toMatchObject({
        ok: false,
        refusal: { name: 'request-unsigned' },
      })
    fed.clock.forward(10)
    expect(await ask(good!)).toMatchObject({ refusal: { name: 'request-unsigned' } })
    expect(await fed.node('XS-FIU').attachments.list('XS-FIU/analyst', id)).toMatchObject({
      ok: false,
    })
  })
})
