import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { startTsa, type Tsa } from '../../test/tsa.ts'
import { openNode } from './open-node.ts'
import { sendRequest, type TestFederation, testFederation } from './testing.ts'
import { verifyToken } from './timestamp-token.ts'

let tsa: Tsa
let federation: TestFederation
let elapsed = 0
beforeEach(async () => {
  elapsed = 0
  tsa = await startTsa(() => new Date(federation?.clock.now() ?? '2026-11-22T08:00:00Z'))
  const roots = tsa.root.split(/(?<=-----END CERTIFICATE-----\n)/)
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2026-11-22T08:00:00.000Z', {
    elapsed: () => elapsed,
    timestampAuthorities: [{ name: 'Northern Clock', url: tsa.address, roots }],
  })
})
afterEach(async () => {
  await federation.close()
  await tsa.close()
})

const stamps = async () => (await federation.node('XV-FIU').log.page()).timestamps

describe('a timestamp authority', () => {
  it('is asked once a day for the newest head, over HTTP', async () => {
    await federation.settle()
    expect(await stamps()).toMatchObject([
      { authority: 'Northern Clock', time: '2026-11-22T08:00:00.000Z', failing: null },
    ])
    const { asked } = tsa
    await federation.settle()
    expect(tsa.asked).toBe(asked)
    federation.clock.forward(24 * 60)
    await federation.settle()
    // Nothing was written since: the same head needs no second stamp.
    expect(tsa.asked).toBe(asked)
    await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
    await federation.settle()
    const [newest, before] = await stamps()
    expect(newest).toMatchObject({ time: '2026-11-23T08:00:00.000Z' })
    expect(newest!.size).toBeGreaterThan(before!.size)
  })

  it('that is down stops nothing, and what it missed is made good when it is back', async () => {
    tsa.fault = 'down'
    await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
    await federation.settle()
    expect(await federation.node('XN-FIU').read.inbox({ show: 'all', q: '' })).toHaveLength(1)
    expect(await stamps()).toMatchObject([
      { time: null, failing: 'the authority answered with status 503' },
    ])
    const { asked } = tsa
    await federation.settle()
    expect(tsa.asked).toBe(asked)
    tsa.fault = undefined
    elapsed += 11 * 60_000
    await federation.settle()
    expect(await stamps()).toMatchObject([{ time: '2026-11-22T08:00:00.000Z', failing: null }])
  })

  it('that lies is not believed, and stops nothing either', async () => {
    tsa.fault = 'other-imprint'
    await federation.settle()
    expect(await stamps()).toMatchObject([
      { time: null, failing: 'the token is about other bytes' },
    ])
  })

  it('may be asked at any time, and its token holds without it', async () => {
    await federation.settle()
    await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
    federation.clock.forward(60)
    const [outcome] = await federation.node('XV-FIU').log.stamp()
    expect(must(outcome!).time).toBe('2026-11-22T09:00:00.000Z')
    const [kept] = await federation.node('XV-FIU').log.tokens()
    await tsa.close()
    const { note, token, roots } = kept!
    const held = await verifyToken(Buffer.from(token!, 'base64'), {
      bytes: Buffer.from(note),
      roots,
    })
    expect(must(held)).toEqual(must(outcome!))
    tsa = await startTsa(() => new Date())
  })
})

describe('a list of authorities that cannot be read', () => {
  it('keeps the node from starting with none', async () => {
    const { writeFileSync } = await import('node:fs')
    const { join } = await import('node:path')
    writeFileSync(join(federation.dir('XV-FIU'), 'timestamp-authorities'), '[{"name": "x"}]')
    await expect(openNode({ dir: federation.dir('XV-FIU'), storage: 'memory' })).rejects.toThrow(
      /is not a list of names/,
    )
  })
})
