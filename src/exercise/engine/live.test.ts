import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, systemRandom } from '#base'
import type { ActorView, ExerciseAct, ExerciseView } from '#node'
import { type AfterAction, afterActionJson } from './after-action.ts'
import { type Live, openLive } from './live.ts'
import { readAfterAction } from './read-after-action.ts'
import { silentHarbour } from './silent-harbour.ts'
import { requestDocument } from './testing.ts'

/** One exercise, played once from its first minute to its report: each test is a moment of it, in this order. */
describe('an exercise at whose desks people sit', () => {
  let live: Live
  let seconds = 0
  beforeAll(async () => {
    live = await openLive(silentHarbour, {
      random: systemRandom,
      people: ['XV-FIU', 'XS-PP'],
      machine: () => seconds * 1000,
      print: (report, form) => ({ type: form, bytes: afterActionJson(report).json }),
    })
  }, 60_000)
  afterAll(() => live.close())

  const nodeOf = (authority: string) =>
    live.nodes.find((n) => n.actors().some((a) => a.authority === authority))!
  const officer = (id: string): ActorView => nodeOf(id.slice(0, id.indexOf('/'))).actor(id)!
  const view = (id: string) => nodeOf('NET-SEC').exercise!.view(officer(id))
  const run = async (act: ExerciseAct, id = 'NET-SEC/delegate') =>
    must(await nodeOf('NET-SEC').exercise!.run(officer(id), act))
  const mark = async (inject: string) =>
    (await view('NET-SEC/delegate')).control!.injects.find((i) => i.id === inject)!
  const until = async (second: number, step = 60) => {
    while (seconds < second) {
      seconds = Math.min(second, seconds + step)
      await live.beat()
    }
  }
  const act = async (actor: string, id: string, action: string, document: object) =>
    must(
      await nodeOf(actor.slice(0, actor.indexOf('/'))).handle(actor, {
        do: 'act',
        id,
        action,
        document: document as Readonly<Record<string, unknown>>,
      }),
    )

  it('stands still until a second person begins it', async () => {
    await live.beat()
    expect(await view('XV-FIU/analyst')).toMatchObject({ stage: 'waiting', second: 0, told: [] })
    const same = await nodeOf('NET-SEC').exercise!.run(officer('NET-SEC/delegate'), { do: 'begin' })
    expect(!same.ok && same.refusal.name).toBe('approver-is-author')
    expect((await run({ do: 'begin' }, 'NET-SEC/delegate-2')).stage).toBe('running')
  })

  it('tells an inject to those it is for, and what is expected to those alone who lead', async () => {
    await live.beat()
    const told = await view('XV-FIU/analyst')
    expect(told.told.map((t) => t.inject)).toEqual(['I01'])
    expect(told.control).toBeNull()
    expect(JSON.stringify(told)).not.toContain(silentHarbour.injects[0]!.expected)
    expect((await view('XN-CA/case-officer')).told).toEqual([])
    expect(await mark('I01')).toMatchObject({ mark: 'open', minute: 0 })
    expect(await mark('I02')).toMatchObject({ mark: 'waiting', at: null })
  })

  it('grades what a person does by the clock of the exercise, whatever they call the matter', async () => {
    await until(200)
    const xv = nodeOf('XV-FIU')
    const { id } = must(
      await xv.handle('XV-FIU/analyst', {
        do: 'open',
        procedure: 'P1',
        to: 'XN-FIU',
        document: { ...requestDocument, reference: 'our own name for it' },
      }),
    )
    await act('XV-FIU/head', id, 'approve', { necessity: 'no milder way', redLines: true })
    await until(300)
    await act('XV-FIU/analyst', id, 'send', {})
    await live.beat()
    expect(await mark('I01')).toMatchObject({ mark: 'in-time', seconds: 300 })
  })

  it('counts no second of a pause, and gives no inject in it', async () => {
    await until(600)
    expect((await run({ do: 'pause', reasons: 'the line is down' })).stage).toBe('paused')
    const stood = (await view('NET-SEC/delegate')).second
    await until(1500)
    const after = await view('NET-SEC/delegate')
    expect(after.second).toBe(stood)
    expect(await mark('I02')).toMatchObject({ mark: 'waiting' })
    await run({ do: 'go-on', reasons: 'the line is back' })
    await until(1500 + 600)
    expect(await mark('I02')).toMatchObject({ mark: 'open' })
    expect((await view('NET-SEC/delegate')).second).toBe(1200)
  })

  it('keeps the notes of observers with their time, and lets nobody else lead', async () => {
    const noted = await run(
      { do: 'note', inject: 'I02', text: 'the desk looks for the second officer' },
      'NET-SEC/head-of-desk',
    )
    expect(noted.control!.notes.map((n) => [n.inject, n.text])).toEqual([
      ['I02', 'the desk looks for the second officer'],
    ])
    const desk = nodeOf('XV-FIU').exercise!
    const player = await desk.run(officer('XV-FIU/head'), { do: 'end' })
    expect(!player.ok && player.refusal.name).toBe('not-a-controller')
    const early = await desk.report(officer('NET-SEC/delegate'), 'page')
    expect(!early.ok && early.refusal.name).toBe('exercise-not-ended')
  })

  it('moves for a seat from the moment it is empty, and goes on where the person stopped', async () => {
    await until(2160)
    expect((await mark('I02')).mark).toBe('open')
    await run({ do: 'seat', authority: 'XV-FIU', by: 'script' })
    await until(2600)
    expect(await mark('I02')).toMatchObject({ mark: 'in-time' })
  })

  it('plays the freeze with the empty seats, and finds what the people left undone', async () => {
    const begins = 900
    await until(begins + 104 * 60)
    await until(begins + 108 * 60, 2)
    const { injects } = (await view('NET-SEC/delegate')).control!
    const marks = Object.fromEntries(injects.map((i) => [i.id, i.mark]))
    expect(marks).toMatchObject({ I03: 'in-time', I04: 'in-time', I05: 'in-time', I06: 'missing' })
    // Nobody voted in Port Sable, so nothing could be armed: the legs stay sealed.
    expect(marks).toMatchObject({ I07: 'missing', I08: 'missing' })
  })

  let report: AfterAction
  it('ends with measures, lessons with owners, and a report', async () => {
    const ended = await run({ do: 'end' })
    expect(ended.stage).toBe('played')
    const drafts = ended.control!.drafts
    expect(drafts.some((d) => d.inject === 'I06' && d.owner === 'XS-PP')).toBe(true)
    await run({ do: 'talk-over', notes: 'the vote of one desk was missing' })
    for (const { id, ...draft } of drafts.slice(0, 2))
      await run({ do: 'lesson', lesson: id, ...draft })
    await run({
      do: 'lesson',
      lesson: 'H1',
      inject: 'I02',
      text: 'nobody knew who signs second at noon',
      owner: 'XV-FIU',
      function: 'head of desk',
      due: '2026-11-30',
      action: 'the roster names the second officer of each hour',
    })
    expect((await run({ do: 'report' })).stage).toBe('reported')
    const printed = must(
      await nodeOf('NET-SEC').exercise!.report(officer('NET-SEC/delegate'), 'data'),
    )
    report = must(readAfterAction(printed.bytes))
    expect(report.people).toEqual(['XS-PP', 'XV-FIU'])
    expect(report.pauses).toEqual([{ minute: 10, seconds: 900, why: 'the line is down' }])
    expect(report.lessons.map((l) => l.id)).toEqual([...drafts.slice(0, 2).map((d) => d.id), 'H1'])
    expect(report.lessons.at(-1)).toMatchObject({ owner: 'XV-FIU', function: 'head of desk' })
    expect(report.notes.some((n) => n.text.includes('second officer'))).toBe(true)
    expect(report.injects.map((i) => i.id)).not.toContain('I12')
  })

  it('shows the same to everybody who asks again', async () => {
    const again: ExerciseView = await view('NET-SEC/delegate')
    expect(again.control!.score).toBe(report.score)
    expect(await live.report()).toEqual(report)
  })
})
