import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { testDisks } from './power-testing.ts'
import type { TestFederation } from './testing.ts'
import {
  addition,
  first,
  handIn,
  paid,
  passphrases,
  sessionOf,
  tip,
  tipBox,
  unlock,
  words,
} from './tips-testing.ts'

let federation: TestFederation
const disks = testDisks()
afterEach(() => federation.close())

async function box() {
  const made = await tipBox({ storage: disks.storage })
  federation = made.federation
  return made
}

async function powerOn() {
  const { node } = { node: federation.node('XV-FIU') }
  await node.close().catch(() => {})
  disks.mend(federation.dir('XV-FIU'))
  const { tips } = await federation.reopen('XV-FIU')
  return tips
}

const hourLater = () => federation.clock.forward(60)

describe('when the machine of the box goes off', () => {
  it('somebody who hands in is told that nothing was kept, and nothing half of it is there', async () => {
    const { tips } = await box()
    const price = await paid(tips)
    disks.cutAfter(federation.dir('XV-FIU'), 0)
    expect(await tips.submit(price, tip)).toMatchObject({ refusal: { name: 'tip-not-kept' } })
    const again = await powerOn()
    const receipt = await handIn(again)
    hourLater()
    await federation.node('XV-FIU').tick()
    await unlock(again, first)
    const { tips: lines } = must(await again.desk(first, sessionOf(first)))
    expect(lines).toHaveLength(1)
    expect(must(await again.status(receipt)).state).toBe('SUBMITTED')
  })

  it('in the middle of an hour’s round, everything that waits goes on record, and once', async () => {
    const { tips } = await box()
    const receipts = [await handIn(tips), await handIn(tips)]
    must(await tips.add(await paid(tips), receipts[0]!, addition('in October')))
    hourLater()
    let now = tips
    let cuts = 0
    for (let cut = 0; cut < 8; cut++) {
      // Each time the machine goes off one transaction further on, and the hour after it is tried again.
      disks.cutAfter(federation.dir('XV-FIU'), cut)
      await federation
        .node('XV-FIU')
        .tick()
        .catch(() => {})
      const wasCut = disks.isOff(federation.dir('XV-FIU'))
      now = await powerOn()
      hourLater()
      if (wasCut) cuts++
    }
    await federation.node('XV-FIU').tick()
    await unlock(now, first)
    const { tips: lines } = must(await now.desk(first, sessionOf(first)))
    expect(lines.map(({ pieces }) => pieces).sort()).toEqual([1, 2])
    const read = await Promise.all(lines.map(({ id }) => now.view(first, sessionOf(first), id)))
    const texts = read.flatMap((view) => must(view).pieces.map((piece) => piece.text))
    expect(texts.sort()).toEqual(['in October', words, words])
    for (const receipt of receipts)
      expect(must(await now.status(receipt))).toMatchObject({ state: 'SUBMITTED', waiting: 0 })
    expect(cuts).toBeGreaterThan(1)
    expect((await federation.node('XV-FIU').audit()).findings).toEqual([])
  })

  it('while the box is sealed anew to the successor of its key, every word is read as before', async () => {
    const { tips, round } = await box()
    await handIn(tips)
    await handIn(tips)
    await round()
    let now = tips
    let cuts = 0
    for (let cut = 1; cut < 9; cut++) {
      disks.cutAfter(federation.dir('XV-FIU'), cut)
      await now.keys.succeed(first, passphrases[first]).catch(() => {})
      if (disks.isOff(federation.dir('XV-FIU'))) cuts++
      now = await powerOn()
      await unlock(now, first)
      const { tips: lines } = must(await now.desk(first, sessionOf(first)))
      for (const { id } of lines)
        expect(must(await now.view(first, sessionOf(first), id)).pieces[0]?.text).toBe(words)
    }
    expect(cuts).toBeGreaterThan(3)
    expect((await federation.node('XV-FIU').audit()).findings).toEqual([])
  })
})
