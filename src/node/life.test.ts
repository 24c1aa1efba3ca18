import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import {
  fullRequest,
  goodReply,
  sendRequest,
  type TestFederation,
  testFederation,
} from './testing.ts'

let federation: TestFederation

beforeAll(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z')
})
afterAll(() => federation.close())

describe('the life of a request', () => {
  it('goes from draft to answer, and both logs hold the same records', async () => {
    const [xv, xn] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
    const id = await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const there = must(await xn.read.request('XN-FIU/analyst', id))
    expect(there.state).toBe('SENT')
    expect(there.document).toEqual(fullRequest)
    federation.clock.set('2025-01-20T10:02:00.000Z')
    must(
      await xn.handle('XN-FIU/analyst', {
        do: 'act',
        id,
        action: 'acknowledge',
        document: { class: 'normal' },
      }),
    )
    await federation.settle()
    federation.clock.set('2025-01-24T14:10:00.000Z')
    must(await xn.handle('XN-FIU/analyst', { do: 'act', id, action: 'reply', document: goodReply }))
    await federation.settle()
    const here = must(await xv.read.request('XV-FIU/analyst', id))
    expect(here.state).toBe('ANSWERED')
  })
})
