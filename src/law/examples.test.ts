import { describe, expect, it } from 'vitest'
import { type Instant, instant, must } from '#base'
import { examine } from './asks.ts'
import { rules } from './data/rules.ts'
import { deadlineExamples } from './examples/deadlines.ts'
import { demandExamples } from './examples/demands.ts'
import { shipped } from './law.ts'
import { dueBy } from './reckoning.ts'

const at = (text: string): Instant => instant(Date.parse(text))
/** 24:00 is the last moment of the day, not the first of the next. */
const lastMoment = (text: string): Instant =>
  text.includes('T24:00') ? instant(Date.parse(text) - 1) : at(text)

describe('time limits worked out by hand', () => {
  it.each(deadlineExamples)('$rule in $calendar from $start: $why', (example) => {
    const { rule, calendar, start, pause, extension, due } = example
    const reckoned = must(
      dueBy(
        rule,
        at(start),
        {
          calendar,
          ...(pause === undefined ? {} : { pauses: [{ from: at(pause[0]), to: at(pause[1]) }] }),
          ...(extension === undefined
            ? {}
            : { extensions: [{ ...extension, reason: 'as decided' }] }),
        },
        shipped,
      ),
    )
    expect(reckoned.due).toBe(lastMoment(due))
  })
})

describe('demands worked out by hand', () => {
  it.each(demandExamples)('$rule: $why', ({ rule, given, holds, missing, foreign, amount }) => {
    expect(must(examine(rule, given, shipped))).toMatchObject({
      holds,
      missing: missing ?? [],
      foreign: foreign ?? [],
      ...(amount === undefined ? {} : { amount }),
    })
  })
})

describe('the register is whole', () => {
  const examples = [...deadlineExamples, ...demandExamples].map((e) => e.rule)
  const numbered = Array.from({ length: 54 }, (_, i) => `DL-${String(i + 1).padStart(2, '0')}`)

  it.each(numbered)('%s is in the register with three examples or more', (id) => {
    expect(rules.some((rule) => rule.id === id)).toBe(true)
    expect(examples.filter((e) => e === id || e.startsWith(`${id}.`)).length).toBeGreaterThan(2)
  })

  it.each(rules.map((r) => [r.id, r] as const))(
    '%s sets a limit or demands something',
    (_, rule) => {
      expect(rule.terms.length + (rule.asks?.length ?? 0)).toBeGreaterThan(0)
    },
  )

  it('no two limits or demands share a name', () => {
    const ids = rules.flatMap((rule) => rule.terms.map((t) => t.id))
    const asks = rules.flatMap((rule) => (rule.asks ?? []).map((a) => a.id))
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(asks).size).toBe(asks.length)
  })
})

describe('a demand is asked for by its name', () => {
  it.each([
    ['DL-35', { points: [] }, 'demand-not-chosen'],
    ['DL-01', { points: [] }, 'nothing-to-examine'],
    ['DL-99', { points: [] }, 'rule-unknown'],
    ['DL-04', { number: 5 }, 'nothing-given'],
  ])('%s with %o: %s', (id, given, name) => {
    expect(examine(id, given, shipped)).toMatchObject({ ok: false, refusal: { name } })
  })
})
