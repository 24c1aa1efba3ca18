import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import type { Node } from './open-node.ts'
import {
  fullRequest,
  goodApproval,
  sendRequest,
  type TestFederation,
  testFederation,
} from './testing.ts'

let federation: TestFederation
let node: Node
afterEach(() => federation.close())

const inspector = 'XV-OMB/inspector'
const analyst = 'XV-FIU/analyst'
const head = 'XV-FIU/head'

async function open(): Promise<void> {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-06-11T10:00:00.000Z',
    { demo: true },
    { served: true },
  )
  node = federation.node('XV-FIU')
}

const test = async (attribute: string, detector: string, row?: string) =>
  node.oversight.disparity(inspector, attribute, {
    detector,
    ...(row === undefined ? {} : { row }),
  })

describe('the disparity test, fed from what a node has on record', () => {
  it('counts looks that led to alarms, each once, of all rows or of one', async () => {
    await open()
    const persons = [{ name: 'Davor Lindqvane', kind: 'person', country: 'XV' }]
    for (let i = 0; i < 9; i++) {
      const document = { ...fullRequest, reference: `PL-${i}`, persons }
      const draft = { do: 'open', kind: 'request', to: 'XN-FIU', document } as const
      const { id } = must(await node.handle(head, draft))
      must(await node.read.request(analyst, id))
      must(await node.read.request(head, id))
    }
    await node.tick()
    const alarms = must(await node.oversight.console(inspector)).alarms
    expect(alarms.map((a) => a.row).sort()).toEqual(['AR-01', 'AR-03'])
    const all = must(await test('role', 'looks'))
    expect(all.map(({ group, flagged, total }) => [group, flagged, total])).toEqual([
      ['analyst', 8, 9],
      ['head-of-desk', 0, 9],
    ])
    // Nine looks are too few to say anything, and that is said.
    expect(all.map((g) => g.says)).toEqual(['too-few', 'too-few'])
    const one = must(await test('role', 'looks', 'AR-03'))
    expect(one.map((g) => g.flagged)).toEqual([5, 0])
  })

  it('counts requests that a red line has stopped, by the country that asks', async () => {
    await open()
    for (const reference of ['RQ-01', 'RQ-02'])
      await sendRequest(node, 'XN-FIU', { ...fullRequest, reference })
    await sendRequest(federation.node('XN-FIU'), 'XV-FIU', { ...fullRequest, reference: 'RQ-03' })
    await federation.settle()
    const document = { ...fullRequest, reference: 'RQ-04', offenceKind: 'military' }
    const drafted = { do: 'open', kind: 'request', to: 'XN-FIU', document } as const
    const { id } = must(await node.handle(analyst, drafted))
    const approve = { do: 'act', id, action: 'approve', document: goodApproval } as const
    expect((await node.handle(head, approve)).ok).toBe(false)
    const groups = must(await test('country', 'red-lines'))
    expect(groups.map(({ group, flagged, total }) => [group, flagged, total])).toEqual([
      ['XN', 0, 1],
      ['XV', 1, 3],
    ])
  })

  it('tests by no attribute that the records do not hold, and by none that may not be held', async () => {
    await open()
    const nameOf = async (attribute: string, detector: string) => {
      const tried = await test(attribute, detector)
      return tried.ok ? 'yes' : tried.refusal.name
    }
    expect(await nameOf('role', 'red-lines')).toBe('disparity-malformed')
    expect(await nameOf('role', 'crystal-ball')).toBe('disparity-malformed')
    expect(await nameOf('religion', 'looks')).toBe('attribute-unlawful')
    expect(await nameOf('country', 'match')).toBe('yes')
    expect(await nameOf('sector', 'red-flags')).toBe('yes')
    const stranger = await node.oversight.disparity(analyst, 'role', { detector: 'looks' })
    expect(stranger.ok ? '' : stranger.refusal.name).toBe('not-overseer')
  })
})
