import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { fullRequest, sendRequest, type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
afterEach(() => federation.close())

const member = 'XV-PAR/delegate'

describe('a committee of parliament', () => {
  it('sees how the watching works and what a year came to, no officer and no matter', async () => {
    federation = await testFederation(
      ['XV-FIU', 'XN-FIU'],
      '2025-06-11T10:00:00.000Z',
      { demo: true },
      { served: true },
    )
    const node = federation.node('XV-FIU')
    const persons = [{ name: 'Davor Lindqvane', kind: 'person', country: 'XV' }]
    for (let i = 0; i < 9; i++) {
      const document = { ...fullRequest, reference: `PL-${i}`, persons }
      const draft = { do: 'open', kind: 'request', to: 'XN-FIU', document } as const
      const { id } = must(await node.handle('XV-FIU/head', draft))
      must(await node.read.request('XV-FIU/analyst', id))
    }
    await node.tick()
    const id = await sendRequest(node, 'XN-FIU')
    const view = must(await node.oversight.console(member))
    expect(view).toMatchObject({ watches: true, sumsOnly: true, oversees: false })
    expect(view.rows.length).toBe(9)
    expect(must(await node.oversight.console('XV-OMB/inspector')).alarms.length).toBeGreaterThan(0)
    const { alarms, accounts, officers, lines, recusals, erasures, samples } = view
    expect([alarms, accounts, officers, lines, recusals, erasures, samples].flat()).toEqual([])
    expect(JSON.stringify(view)).not.toMatch(/XV-FIU\/|PL-|Davor/)
    expect((await node.oversight.report(2025)).sections.length).toBeGreaterThan(3)

    const why = 'to see what is behind the number'
    const tries = [
      await node.oversight.search(member, { officer: 'XV-FIU/analyst' }),
      await node.oversight.propose(member, 'XV-FIU/analyst', why),
      await node.oversight.givePot(member, '2025-06-01', '2025-06-30'),
      await node.oversight.disparity(member, 'role', { detector: 'looks' }),
      await node.read.request(member, id),
      await node.read.proof(member, id),
    ]
    expect(tries.filter((t) => t.ok)).toEqual([])
    expect(await node.read.inbox({ show: 'all', q: '' }, member)).toEqual([])
    expect(await node.access.notices(member)).toEqual([])
  })
})
