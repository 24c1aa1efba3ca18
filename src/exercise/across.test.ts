import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { type TestFederation, testFederation } from '../node/testing.ts'
import { acrossTheBorder } from './across.ts'

let federation: TestFederation

beforeAll(async () => {
  const ids = ['XV-FIU', 'XN-FIU', 'XC-FIU', 'XS-FIU']
  federation = await testFederation(ids, '2026-09-01T08:00:00.000Z', {}, { served: true })
  const { post } = federation.wire
  federation.wire.post = async (url, bytes, signal) => {
    const what = /\/exchange\/hit\/(.+)$/.exec(url)?.[1]
    if (what === undefined) return post(url, bytes, signal)
    const to = federation.node(new URL(url).host.toUpperCase())
    return { status: 200, bytes: must(await to.hit.receive(what as 'ask', bytes)) }
  }
  for (const { at, act } of acrossTheBorder(federation.node, federation.settle)) {
    federation.clock.set(new Date(at).toISOString())
    await act()
    await federation.settle()
  }
}, 60_000)
afterAll(() => federation.close())

async function matter(node: string, reference: string): Promise<string> {
  const inbox = await federation.node(node).read.inbox({ show: 'all', q: reference })
  return inbox[0]!.id
}

async function items(node: string, reference: string) {
  const id = await matter(node, reference)
  return must(await federation.node(node).read.items(`${node}/analyst`, id))
}

describe('what the demonstration shows across the border', () => {
  it('a file that arrived whole, at whom it was for', async () => {
    const id = await matter('XV-FIU', 'RQ-27')
    const files = must(await federation.node('XV-FIU').attachments.list('XV-FIU/analyst', id))
    expect(files).toMatchObject([{ direction: 'theirs', state: 'verified' }])
  })

  it('a consent that was asked for and given', async () => {
    const { consents } = await items('XV-FIU', 'RQ-27')
    expect(consents).toMatchObject([{ state: 'given', use: 'onward', recipients: ['XS-FIU'] }])
  })

  it('a correction that reached the asker, and through the asker the third', async () => {
    const told = async (node: string, reference: string) =>
      (await items(node, reference)).items.flatMap((item) => item.corrections)
    expect(await told('XV-FIU', 'RQ-27')).toMatchObject([{ right: 'EUR 16,000' }])
    expect(await told('XS-FIU', 'RQ-28')).toMatchObject([{ right: 'EUR 16,000' }])
  })

  it('a blind question with two pointers', async () => {
    const desk = must(await federation.node('XV-FIU').hit.view('XV-FIU/analyst'))
    const run = must(await federation.node('XV-FIU').hit.run('XV-FIU/analyst', desk.runs[0]!.id))
    expect(run.partners).toMatchObject([{ owner: 'XC-FIU', state: 'done', same: 2 }])
  })

  it('a glass that was broken and found justified', async () => {
    const [glass] = await federation.node('XV-FIU').access.glasses('XV-TAX/head-of-desk')
    expect(glass).toMatchObject({ review: { finding: 'justified' } })
  })

  it('a suspension that is over, on record from its beginning to its end', async () => {
    const { entries } = await federation.node('XV-FIU').read.log({ after: -1, limit: 500 })
    const types = entries.map((e) => e.type).filter((t) => t.startsWith('peer.'))
    expect(types).toEqual(['peer.suspension-proposed', 'peer.suspended', 'peer.resumed'])
  })

  it('a call that was confirmed in writing', async () => {
    const id = await matter('XV-FIU', 'CALL-01')
    const request = must(await federation.node('XV-FIU').read.request('XV-FIU/analyst', id))
    expect(request.state).toBe('CONFIRMED')
  })

  it('and logs in which the auditor finds nothing', async () => {
    for (const node of ['XV-FIU', 'XN-FIU', 'XC-FIU', 'XS-FIU'])
      expect((await federation.node(node).audit()).findings).toEqual([])
  })
})
