import { describe, expect, it } from 'vitest'
import { procedures, vocabulary } from '#procedure'
import { definitions } from './definitions.ts'
import { countedAs, countedWords, passedOver, readBesides, wordOf } from './words.ts'

const steps = procedures.flatMap((p) => p.transitions)

describe('the words that figures are counted in', () => {
  it('has a place for every event of every procedure: counted, read besides, or passed over with a reason', () => {
    const homeless = Object.keys(vocabulary).filter(
      (event) => wordOf(event) === undefined && !passedOver.some((row) => row.events.test(event)),
    )
    expect(homeless).toEqual([])
  })

  it('passes over no event that the register counts', () => {
    const counted = new Set([...countedWords, ...readBesides])
    const both = Object.keys(vocabulary).filter(
      (event) => counted.has(event) && wordOf(event) === undefined,
    )
    expect(both).toEqual([])
  })

  it('renames only events and steps that exist', () => {
    for (const row of countedAs) {
      expect(vocabulary[row.event as keyof typeof vocabulary], row.event).toBeDefined()
      if (row.step !== undefined)
        expect(steps.some((t) => t.id === row.step && t.event === row.event)).toBe(true)
    }
  })

  it('gives every definition sources that some step signs', () => {
    const made = new Set(steps.map((t) => wordOf(t.event, t.id)).filter((w) => w !== undefined))
    const unsigned = definitions.filter((d) => d.sources.every((s) => s !== '*' && !made.has(s)))
    expect(unsigned.map((d) => d.id)).toEqual([])
  })

  it('has all forty-two, once, in order', () => {
    expect(definitions.map((d) => d.id)).toEqual(
      Array.from({ length: 42 }, (_, i) => `IN-${String(i + 1).padStart(2, '0')}`),
    )
  })

  it('tells a review on application from one of the court’s own motion', () => {
    expect(wordOf('freeze.reviewed', 'review')).toBe('freeze.own_motion')
    expect(wordOf('freeze.reviewed', 'decide-merits')).toBe('freeze.reviewed')
    expect(wordOf('request.drafted')).toBeUndefined()
  })
})
