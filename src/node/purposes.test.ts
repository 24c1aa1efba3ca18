import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import { samples } from '../procedure/samples.ts'
import type { Node } from './open-node.ts'
import { type TestFederation, testFederation } from './testing.ts'

/** Of the prosecution, and without a step in a suspension. */
const colleague = 'XV-SACP/delegate'
const prosecutor = 'XV-SACP/prosecutor'
const why = 'the same account stands in the file of the clinics'

let federation: TestFederation
let xv: Node
let id: string
beforeAll(async () => {
  federation = await testFederation(['XV-FIU'], '2025-02-14T09:00:00.000Z', {}, { served: true })
  xv = federation.node('XV-FIU')
  const { class: _, ...document } = samples['suspension-request']!
  id = must(await xv.handle(prosecutor, { do: 'open', procedure: 'P2', to: 'XV-FIU', document })).id
})
afterAll(() => federation.close())

function named(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'accepted' : outcome.refusal.name
}

describe('a matter of the own authority', () => {
  it('is opened by those who work on it without a word, and by others under a purpose with a reason', async () => {
    expect(named(await xv.read.request(prosecutor, id))).toBe('accepted')
    const list = await xv.read.inbox({ show: 'all', q: '' }, colleague)
    expect(list.map((item) => item.id)).toContain(id)
    for (const way of [
      await xv.read.request(colleague, id),
      await xv.read.proof(colleague, id),
      await xv.read.formDefaults(colleague, { procedure: 'P3', from: id }),
    ])
      expect(named(way)).toBe('purpose-missing')
    const open = must(await xv.access.purposes(colleague, id))
    expect(open.current).toBeNull()
    expect(open.purposes.map((p) => p.id)).toEqual([
      'supervision',
      'other-matter',
      'proceedings',
      'person-asks',
    ])
    const claim = (purpose: string, reason: string) =>
      xv.access.claim(colleague, id, purpose, reason)
    expect(named(await claim('matter', why))).toBe('purpose-not-open')
    expect(named(await claim('oversight', why))).toBe('purpose-not-open')
    expect(named(await claim('emergency', why))).toBe('purpose-not-open')
    expect(named(await claim('curiosity', why))).toBe('purpose-missing')
    expect(named(await claim('other-matter', 'so'))).toBe('reason-missing')
    must(await claim('other-matter', why))
    expect(named(await xv.read.request(colleague, id))).toBe('accepted')
    const log = must(await xv.access.log('XV-SACP/head-of-desk', id))
    expect(log.entries.find((e) => e.officer === colleague)).toMatchObject({
      kind: 'consultation',
      purpose: 'other-matter',
      reason: why,
    })
  })

  it('is closed again after an hour, for this officer and no other', async () => {
    must(await xv.access.claim(colleague, id, 'supervision', why))
    expect(named(await xv.read.request('XV-SACP/monitor', id))).not.toBe('accepted')
    federation.clock.forward(59)
    expect(named(await xv.read.request(colleague, id))).toBe('accepted')
    federation.clock.forward(1)
    expect(named(await xv.read.request(colleague, id))).toBe('purpose-missing')
  })
})
