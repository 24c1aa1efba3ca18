import { afterEach, describe, expect, it } from 'vitest'
import { digest, must } from '#base'
import { drawAgain, readLotFile } from '#oversight'
import type { Node } from './open-node.ts'
import { fullRequest, sendRequest, type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
afterEach(() => federation.close())

const dpa = 'XN-DPA/inspector'
const omb = 'XV-OMB/inspector'
const why = 'the purpose names no proceedings'
const secret = 'a sentence that the overseer wrote on paper'
const days = { from: '2025-01-01', to: '2025-01-31' }

async function open(): Promise<{ xv: Node; xn: Node }> {
  const start = '2025-01-20T09:10:00.000Z'
  federation = await testFederation(['XV-FIU', 'XN-FIU'], start, {}, { served: true })
  const [xv, xn] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
  for (let i = 0; i < 6; i++) {
    await sendRequest(xv, 'XN-FIU', { ...fullRequest, reference: `A-${i}` })
    await sendRequest(xn, 'XV-FIU', { ...fullRequest, reference: `B-${i}` })
  }
  await federation.settle()
  return { xv, xn }
}

async function announced(count = 4): Promise<{ xv: Node; xn: Node; id: string }> {
  const { xv, xn } = await open()
  const pot = must(await xv.oversight.givePot(omb, days.from, days.to))
  expect(pot.pot.leaves).toHaveLength(6)
  const asked = {
    ...days,
    name: 'OA-01',
    count,
    secretDigest: digest(Buffer.from(secret)),
    pots: [JSON.stringify(pot)],
  }
  const audit = must(await xn.oversight.announce(dpa, asked))
  expect(audit.plan.pots.map((p) => [p.node, p.leaves.length])).toEqual([
    ['XN-FIU', 6],
    ['XV-FIU', 6],
  ])
  return { xv, xn, id: audit.id }
}

describe('a sample of the releases of two nodes', () => {
  it('is announced, waits for both logs to grow, is drawn, judged, replied to, and is the same for a stranger', async () => {
    const { xn, id } = await announced()
    const early = await xn.oversight.draw(dpa, id, secret)
    expect(early.ok ? '' : early.refusal.name).toBe('lot-too-early')
    await sendRequest(federation.node('XV-FIU'), 'XN-FIU', { ...fullRequest, reference: 'C-1' })
    await sendRequest(xn, 'XV-FIU', { ...fullRequest, reference: 'C-2' })
    await federation.settle()
    const wrong = await xn.oversight.draw(dpa, id, 'another sentence')
    expect(wrong.ok ? '' : wrong.refusal.name).toBe('lot-secret-other')
    const drawn = must(await xn.oversight.draw(dpa, id, secret))
    expect(drawn.items).toHaveLength(4)

    const file = must(
      readLotFile(Buffer.from(JSON.stringify(must(await xn.oversight.lotFile(dpa, id))))),
    )
    expect(must(drawAgain(file)).same).toBe(true)
    const [first, ...rest] = drawn.items
    const bent = { ...file, drawn: [...file.drawn].reverse() }
    expect(must(drawAgain(bent)).same).toBe(false)

    for (const item of rest) must(await xn.oversight.judge(dpa, id, item.ticket, 'compliant', ''))
    const mute = await xn.oversight.judge(dpa, id, first!.ticket, 'LC-02', '')
    expect(mute.ok ? '' : mute.refusal.name).toBe('reason-too-short')
    const unready = await xn.oversight.tell(dpa, id)
    expect(unready.ok ? '' : unready.refusal.name).toBe('audit-not-now')
    must(await xn.oversight.judge(dpa, id, first!.ticket, 'LC-02', why))
    must(await xn.oversight.tell(dpa, id))
    const open_ = await xn.oversight.finish(dpa, id)
    expect(open_.ok ? '' : open_.refusal.name).toBe('audit-reply-open')
    must(await xn.oversight.reply(dpa, id, first!.node, 'the wording came from an old form'))
    must(await xn.oversight.finish(dpa, id))

    const { samples } = must(await xn.oversight.console(dpa))
    expect(samples[0]).toMatchObject({
      state: 'final',
      result: { sampled: 4, compliant: 3, findings: { 'LC-02': 1 } },
    })
    expect((await xn.audit()).findings).toEqual([])
  })

  it('takes no pot that its node did not seal, or of other days', async () => {
    const { xv, xn } = await open()
    const pot = must(await xv.oversight.givePot(omb, days.from, days.to))
    const announce = (text: string, more = {}) =>
      xn.oversight.announce(dpa, {
        ...days,
        name: 'x',
        count: 1,
        secretDigest: digest(Buffer.from(secret)),
        pots: [text],
        ...more,
      })
    const fewer = { ...pot, pot: { ...pot.pot, leaves: pot.pot.leaves.slice(1) } }
    for (const [text, more] of [
      [JSON.stringify(fewer), {}],
      [JSON.stringify(pot), { from: '2025-01-02' }],
      ['{}', {}],
      ['', {}],
    ] as const) {
      const made = await announce(text, more)
      expect(made.ok ? '' : made.refusal.name).toMatch(/^(lot-malformed|json-)/)
    }
  })

  it('is not for those whose releases are drawn', async () => {
    const { xn } = await open()
    const pot = await xn.oversight.givePot('XN-FIU/analyst', days.from, days.to)
    expect(pot.ok ? '' : pot.refusal.name).toBe('not-overseer')
    const head = await xn.oversight.givePot('XN-FIU/head', days.from, days.to)
    expect(head.ok ? '' : head.refusal.name).toBe('not-overseer')
  })
})
