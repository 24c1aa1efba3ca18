import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Instant, must } from '#base'
import type { Node } from '#node'
import { neverSuspended, type Suspension, suspensionOf } from '../../src/node/suspension.ts'
import {
  fullRequest,
  goodApproval,
  goodReply,
  sendRequest,
  type TestFederation,
  testFederation,
} from '../../src/node/testing.ts'

const until = '2025-06-01T00:00:00.000Z' as Instant
const now = '2025-02-03T09:00:00.000Z' as Instant

describe('which new acts a suspension holds up', () => {
  const base: Suspension = {
    peer: 'XN-FIU',
    by: 'XV-FIU',
    instrument: 'any',
    measure: 'freeze',
    until,
    ground: 'a court has stayed the treaty',
    at: now,
    proposedBy: 'a',
    confirmedBy: 'b',
  }
  const { confirmedBy: _, ...proposed } = base

  it.each([
    ['the measure it names', base, 'freeze', 'treaty', now, true],
    ['another measure', base, 'fiu-information', 'treaty', now, false],
    ['every measure', { ...base, measure: 'any' }, 'fiu-information', 'treaty', now, true],
    [
      'the rights of persons, never',
      { ...base, measure: 'any' },
      'data-subject',
      'treaty',
      now,
      false,
    ],
    ['money on its way back, never', { ...base, measure: 'any' }, 'return', 'treaty', now, false],
    ['another instrument', { ...base, instrument: 'other' }, 'freeze', 'treaty', now, false],
    [
      'an act without a basis under one instrument',
      { ...base, instrument: 'treaty' },
      'freeze',
      undefined,
      now,
      false,
    ],
    ['nothing after its end', base, 'freeze', 'treaty', until, false],
    ['nothing before a second person has confirmed it', proposed, 'freeze', 'treaty', now, false],
    ['what the peer has suspended', { ...proposed, by: 'XN-FIU' }, 'freeze', 'treaty', now, true],
  ] as const)('%s', (_what, suspension, measure, instrument, at, held) => {
    const found = suspensionOf([suspension], { instrument, measure }, at, 'XV-FIU')
    expect(found !== undefined).toBe(held)
  })

  it('names measures that the law has', async () => {
    const { measures } = await import('#law')
    for (const measure of neverSuspended) expect(measures).toContain(measure)
  })
})

describe('two nodes, one of which takes no new acts', () => {
  let federation: TestFederation
  let xv: Node
  let xn: Node

  beforeEach(async () => {
    federation = await testFederation(['XV-FIU', 'XN-FIU'], now)
    xv = federation.node('XV-FIU')
    xn = federation.node('XN-FIU')
  })
  afterEach(() => federation.close())

  async function suspendAtXn(): Promise<string> {
    const asked = {
      instrument: 'any',
      measure: 'fiu-information',
      until,
      ground: 'a court has stayed it',
    }
    const { key } = must(await xn.suspensions.propose('XN-FIU/analyst', 'XV-FIU', asked))
    must(await xn.suspensions.confirm('XN-FIU/head', 'XV-FIU', key))
    return key
  }

  async function types(node: Node): Promise<string[]> {
    return (await node.read.log({ after: -1, limit: 500 })).entries.map((e) => e.type)
  }

  /** The send of a new request, which the peer's notice holds up here already. */
  async function trySend() {
    const analyst = 'XV-FIU/analyst'
    const { id } = must(
      await xv.handle(analyst, {
        do: 'open',
        kind: 'request',
        to: 'XN-FIU',
        document: fullRequest,
      }),
    )
    must(
      await xv.handle('XV-FIU/head', { do: 'act', id, action: 'approve', document: goodApproval }),
    )
    return xv.handle(analyst, { do: 'act', id, action: 'send', document: {} })
  }

  it('a new request is refused by name here as soon as the peer has said so, with reason and end', async () => {
    await suspendAtXn()
    await federation.settle()
    const sent = await trySend()
    expect(sent.ok ? 'sent' : sent.refusal).toMatchObject({
      name: 'peer-suspended',
      ground: expect.stringContaining(`until ${until}: a court has stayed it`),
    })
    const view = await xv.read.channels('XV-FIU/head')
    expect(view.channels[0]!.suspensions).toMatchObject([{ by: 'XN-FIU', holds: true }])
  })

  it('a new request that was on its way is answered with a signed refusal, on record at both', async () => {
    const straight = federation.wire.post
    federation.wire.post = async () => {
      throw new Error('down')
    }
    await sendRequest(xv, 'XN-FIU')
    await xv.tick()
    await suspendAtXn()
    federation.wire.post = straight
    federation.clock.forward(1)
    await federation.settle()
    expect(await types(xn)).toContain('envelope.refused-by-us')
    expect(await types(xv)).toContain('envelope.refused')
    expect(await types(xn)).not.toContain('request.sent')
  })

  it('what has begun goes on: the answer to a request in hand passes both ways', async () => {
    const id = await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    await suspendAtXn()
    await federation.settle()
    const document = { class: 'normal' }
    must(await xn.handle('XN-FIU/analyst', { do: 'act', id, action: 'acknowledge', document }))
    must(await xn.handle('XN-FIU/head', { do: 'act', id, action: 'reply', document: goodReply }))
    await federation.settle()
    must(
      await xv
        .handle('XV-FIU/analyst', {
          do: 'act',
          id,
          action: 'give-feedback',
          document: { usefulness: 'useful', outcome: 'the accounts were traced' },
        })
        .catch((error) => {
          throw error
        }),
    )
    await federation.settle()
    expect(await types(xv)).toContain('request.final')
    expect(await types(xn)).toContain('feedback.given')
  })

  it('ends before its time by a head of desk, and by itself at its end', async () => {
    const key = await suspendAtXn()
    await federation.settle()
    must(await xn.suspensions.end('XN-FIU/head', 'XV-FIU', key))
    await federation.settle()
    must(await trySend())
    await suspendAtXn()
    await federation.settle()
    federation.clock.set('2025-06-01T00:00:01.000Z')
    await federation.settle()
    expect(await types(xn)).toContain('peer.suspension-ended')
    expect((await xn.read.channels('XN-FIU/head')).channels[0]!.suspensions).toEqual([])
    must(await trySend())
  })
})
