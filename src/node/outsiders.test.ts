import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { sendRequest, type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
afterEach(() => federation.close())

const days = { from: '2025-04-01', to: '2025-06-30' }

interface Told {
  readonly from: string
  readonly release?: null
  readonly indicators: readonly {
    readonly id: string
    readonly n?: number
    readonly text: string
  }[]
}

describe('who looks on from outside the cases', () => {
  it.each([
    ['XV-FIU/analyst', false],
    ['NET-EVAL/monitor', false],
    ['CSO-1/monitor', true],
    ['XV-PAR/monitor', true],
    ['PPP-1/analyst', true],
  ])('%s: whole figures are kept from it: %s', async (actor, outside) => {
    federation = await testFederation(
      ['XV-FIU', 'XN-FIU'],
      '2025-06-11T10:00:00.000Z',
      { demo: true },
      { served: true },
    )
    const node = federation.node('XV-FIU')
    await sendRequest(node, 'XN-FIU')
    const told = must(await node.read.figuresFor(actor, days)) as never as Told
    // Of free days nothing is told outside: two answers could be subtracted (small-count rule, step 5).
    expect('release' in told).toBe(outside)
    expect(told.from === days.from).toBe(!outside)
    expect(told.indicators.some((i) => i.n !== undefined)).toBe(!outside)
    const harmony = await node.read.harmony(actor)
    expect(harmony.warnings.length === 0).toBe(outside)
    expect(harmony.laws.length).toBeGreaterThan(0)
  })

  it('hears that nothing was released where nothing was', async () => {
    federation = await testFederation(
      ['XV-FIU', 'XN-FIU'],
      '2025-06-11T10:00:00.000Z',
      {},
      { served: true },
    )
    const told = await federation.node('XV-FIU').read.figuresFor('CSO-1/monitor', days)
    expect(!told.ok && told.refusal.name).toBe('figures-not-released')
  })
})
