import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, must, systemRandom } from '#base'
import { testFederation } from '../../node/testing.ts'
import { learningChapters } from '../data/lantern-learning.ts'
import { adoptLessons, commitmentFrom } from './adopt.ts'
import { type AfterAction, afterAction, afterActionJson } from './after-action.ts'
import { type Clone, cloneFederation } from './clone.ts'
import { type Conducted, conduct } from './conduct.ts'
import { grade, type PlayedEvent, spreadOf } from './grade.ts'
import { readAfterAction } from './read-after-action.ts'
import { silentHarbour } from './silent-harbour.ts'
import { requestDocument } from './testing.ts'

const play = (seed?: number) =>
  conduct(silentHarbour, { random: systemRandom, ...(seed === undefined ? {} : { seed }) })

let played: Conducted
let report: AfterAction

beforeAll(async () => {
  played = await play()
  report = afterAction(played)
}, 60_000)

describe('EX-01 SILENT HARBOUR as it was played', () => {
  it('has twelve injects for five authorities, and each is graded', () => {
    expect(silentHarbour.injects).toHaveLength(12)
    expect(silentHarbour.authorities).toHaveLength(5)
    expect(report.injects.map((i) => [i.id, i.mark, i.seconds])).toEqual([
      ['I01', 'in-time', 780],
      ['I02', 'in-time', 480],
      ['I03', 'in-time', 540],
      ['I04', 'in-time', 1020],
      ['I05', 'in-time', 320],
      ['I06', 'late', 810],
      ['I07', 'in-time', 130],
      ['I08', 'in-time', 47],
      ['I09', 'in-time', 330],
      ['I10', 'in-time', 700],
      ['I11', 'missing', null],
      ['I12', 'in-time', 620],
    ])
    expect(report.score).toBe(88)
    expect(played.refused).toEqual([])
  })

  it('measures a spread of 41 seconds from the signed events of the legs', () => {
    expect(report.spread).toMatchObject({ legs: 8, seconds: 41 })
  })

  it('is what the LANTERN story says that the observers wrote down', () => {
    const story = learningChapters.find((c) => c.reference === 'EX-01')!
    const documents = (step: string) =>
      story.steps.filter((s) => s.step === step).map((s) => s.document as Record<string, unknown>)
    expect(documents('observe').map((d) => [d.inject, d.seconds])).toEqual(
      report.injects.map((i) => [i.id, i.seconds ?? i.within]),
    )
    const given = story.steps.filter((s) => s.step === 'give-inject').map((s) => Date.parse(s.at))
    expect(given).toEqual(report.injects.map((i) => Date.parse(i.at)))
    expect(documents('end-play')[0]).toMatchObject({
      spread: report.spread!.seconds,
      injects: report.injects.length,
    })
  })

  it('ends with nine lessons, nine with an owner and a day, seven closed by the end of September', () => {
    expect(report.lessons).toHaveLength(9)
    for (const lesson of report.lessons) {
      expect(lesson.owner).toMatch(/^X[VNCS]-[A-Z]+$/)
      expect(silentHarbour.injects.some((i) => i.id === lesson.inject)).toBe(true)
    }
    const closed = report.lessons.filter((l) => l.state === 'closed')
    expect(closed).toHaveLength(7)
    for (const { closedOn } of closed) expect(closedOn! <= '2026-09-30').toBe(true)
  })

  it('counts no second of a pause, and every second beside it', () => {
    const stop = silentHarbour.pauses[0]!
    expect(stop.minute * 60).toBeGreaterThan(80 * 60 + 810)
    const at = (type: string, second: number, actor = 'NET-SEC/delegate'): PlayedEvent => ({
      type,
      at: new Date(second * 1000).toISOString() as PlayedEvent['at'],
      stream: 'matter/x',
      node: 'XN-FIU',
      actor,
      data: type === 'exercise.inject_given' ? { tally: { as: 'injects', key: 'I01' } } : {},
    })
    const events = [
      at('exercise.live', 0),
      at('exercise.inject_given', 10),
      at('exercise.paused', 100),
      at('exercise.paused', 700),
      at('request.sent', 1000, 'XV-FIU/analyst'),
    ]
    const [first] = grade(silentHarbour, events, 'matter/x').injects
    expect(first).toMatchObject({ id: 'I01', seconds: 390, mark: 'in-time' })
  })
})

describe('a play with players drawn from a seed', () => {
  it('is the same for the same seed, and another for another one', async () => {
    const [one, again, other] = await Promise.all([play(7), play(7), play(8)])
    expect(again.grade).toEqual(one.grade)
    expect(other.grade).not.toEqual(one.grade)
  }, 60_000)

  it('drafts a lesson with an owner for everything that was not in time', async () => {
    const drawn = afterAction(await play(2))
    const wrong = drawn.injects.filter((i) => i.mark !== 'in-time')
    expect(wrong.length).toBeGreaterThan(0)
    for (const inject of wrong)
      expect(drawn.lessons.some((l) => l.inject === inject.id && l.owner !== '')).toBe(true)
    expect(drawn.lessons.some((l) => !wrong.some((i) => i.id === l.inject))).toBe(false)
  }, 60_000)

  it('has no spread where nothing was carried out', () => {
    expect(spreadOf([])).toBeUndefined()
  })
})

describe('the wall between an exercise and real work', () => {
  let clone: Clone
  beforeAll(async () => {
    clone = await cloneFederation('EX-01', Date.parse('2025-03-01T00:00:00Z'), systemRandom)
  })
  afterAll(() => clone.close())

  it('refuses the cards of an exercise in a directory of real work, and the other way round', async () => {
    const real = await testFederation(['XN-FIU'], '2025-03-20T09:00:00.000Z')
    const xn = real.node('XN-FIU')
    const played = clone.nodes.get('XV-FIU')!
    const into = await xn.enrol(played.read.card())
    expect(!into.ok && into.refusal.name).toBe('exercise-wall')
    const out = await clone.nodes.get('XC-FIU')!.enrol(xn.read.card())
    expect(!out.ok && out.refusal.name).toBe('exercise-wall')
    await real.close()
  })

  it('lets no letter of an exercise into real work', async () => {
    const real = await testFederation(['XV-FIU', 'XN-FIU'], '2025-03-20T09:00:00.000Z')
    const letters: Uint8Array[] = []
    const other = await cloneFederation('EX-02', Date.parse('2025-03-20T08:00:00Z'), systemRandom, {
      sent: (bytes) => letters.push(bytes),
    })
    const xv = other.nodes.get('XV-FIU')!
    const { id } = must(
      await xv.handle('XV-FIU/analyst', {
        do: 'open',
        procedure: 'P1',
        to: 'XN-FIU',
        document: requestDocument,
      }),
    )
    const approval = { necessity: 'no milder way', redLines: true }
    must(await xv.handle('XV-FIU/head', { do: 'act', id, action: 'approve', document: approval }))
    must(await xv.handle('XV-FIU/analyst', { do: 'act', id, action: 'send', document: {} }))
    await other.settle()
    expect(letters.length).toBeGreaterThan(0)
    const xn = real.node('XN-FIU')
    const before = (await xn.read.node()).log.size
    for (const letter of letters) {
      const answered = await xn.receive(letter)
      expect(answered.ok && answered.value.status).not.toBe(200)
    }
    expect((await xn.read.inbox({ show: 'all', q: '' })).length).toBe(0)
    expect((await xn.read.node()).log.size).toBe(before)
    await real.close()
    await other.close()
  })

  it('says EXERCISE to every screen, and makes keys that were never made before', async () => {
    for (const node of clone.nodes.values()) expect((await node.read.node()).exercise).toBe('EX-01')
    const again = await cloneFederation('EX-01', Date.parse('2025-03-01T00:00:00Z'), systemRandom)
    expect(again.prints.some((print) => clone.prints.includes(print))).toBe(false)
    await again.close()
  })
})

describe('lessons that become commitments', () => {
  it('are proposed by the delegate of their owner, each with the report it rests on', async () => {
    const federation = await testFederation(
      ['XV-FIU', 'XN-FIU'],
      '2026-10-01T09:00:00.000Z',
      {},
      { served: true },
    )
    const node = federation.node('XV-FIU')
    const propose = async (document: Readonly<Record<string, unknown>>) => {
      const opened = await node.handle('XV-CA/delegate', {
        do: 'open',
        procedure: 'P12',
        step: 'propose',
        to: 'NET-EVAL',
        document,
      })
      return opened.ok ? done(opened.value.id as string) : opened
    }
    const known = async (reference: string) =>
      (await node.read.inbox({ show: 'all', q: reference }, 'XV-CA/delegate')).length > 0
    const adopted = must(await adoptLessons(report, 'XV-CA/delegate', { known, propose }))
    const twice = await adoptLessons(report, 'XV-CA/delegate', { known, propose })
    expect(!twice.ok && twice.refusal.name).toBe('lessons-adopted')
    expect(adopted.map((a) => a.lesson)).toEqual(['L8'])
    const view = must(await node.read.request('XV-CA/delegate', adopted[0]!.matter))
    expect(JSON.stringify(view)).toContain(afterActionJson(report).digest)
    expect(view.procedure).toBe('P12')
    const nobody = await adoptLessons(report, 'XN-DC/delegate', { known, propose })
    expect(!nobody.ok && nobody.refusal.name).toBe('no-lesson-open')
    await federation.close()
  })

  it('can be checked by somebody else, all nine', () => {
    const { digest } = afterActionJson(report)
    for (const lesson of report.lessons) {
      const document = commitmentFrom(report, lesson, digest)
      for (const milestone of document.milestones as string[])
        expect(milestone).toMatch(/^\S+ \d{4}-\d{2}-\d{2}: .{5,}/)
    }
  })
})

describe('the report as it is read again', () => {
  it('is what was written', () => {
    expect(must(readAfterAction(afterActionJson(report).json))).toEqual(report)
  })

  it('never throws at a changed byte, and passes nothing as another report', () => {
    const { json } = afterActionJson(report)
    fc.assert(
      fc.property(fc.nat(json.length - 1), fc.nat(255), (at, byte) => {
        const bytes = Uint8Array.from(json)
        bytes[at] = byte
        const read = readAfterAction(bytes)
        if (!read.ok) return read.refusal.name !== ''
        return (
          bytes[at] === json[at] ||
          afterActionJson(read.value).digest !== afterActionJson(report).digest
        )
      }),
      { numRuns: 300 },
    )
  })
})
