import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import { shipped } from '#law'
import { courses } from './courses.ts'
import { type Answers, gradeModule, readAnswers } from './grade.ts'
import { type Module, makeModule } from './module.ts'

const course = (id: string) => courses.find((c) => c.id === id)!
const goldenOf = (made: ReturnType<typeof makeModule>): Answers =>
  Object.fromEntries(made.golden.tasks.map((t) => [t.id, t.answers]))

/** An account as lots in order; the oracle of this test, with nothing of the tracing engine in it. */
function byHand(rule: string, opening: number, rows: Module['tasks'][number]['table']) {
  let lots: { stolen: boolean; cents: bigint }[] = [{ stolen: false, cents: BigInt(opening) }]
  const at: Record<string, bigint> = {}
  for (const [, from, to, euros] of rows!.rows as [string, string, string, string][]) {
    const cents = BigInt(euros.replace('.', ''))
    if (to === 'MIX') {
      lots.push({ stolen: from === 'VICTIM', cents })
      continue
    }
    let rest = cents
    let stolen = 0n
    const order = rule === 'fifo' ? lots : [...lots].reverse()
    for (const lot of order) {
      const taken = lot.cents < rest ? lot.cents : rest
      lot.cents -= taken
      rest -= taken
      if (lot.stolen) stolen += taken
    }
    at[to] = (at[to] ?? 0n) + stolen
    lots = lots.filter((lot) => lot.cents > 0n)
  }
  at.MIX = lots.filter((l) => l.stolen).reduce((s, l) => s + l.cents, 0n)
  return at
}

describe('courses graded against golden numbers', () => {
  it.each(courses.map((c) => [c.id, c] as const))(
    '%s: the golden answers score a hundred, none score nothing, and no task shows its answer',
    (_, each) => {
      const made = makeModule(each, 'seed', shipped)
      expect(made.module.tasks).toHaveLength(each.tasks)
      expect(gradeModule(made.module, made.golden, goldenOf(made))).toMatchObject({
        score: 100,
        passed: true,
        differs: [],
      })
      expect(gradeModule(made.module, made.golden, {})).toMatchObject({ score: 0, passed: false })
      expect(JSON.stringify(made.module)).not.toContain(made.golden.digest)
      expect(Object.keys(made.module)).not.toContain('golden')
    },
  )

  it('gives every learner other numbers, and the same learner the same', () => {
    for (const each of courses) {
      const [a, again, b] = ['a', 'a', 'b'].map((seed) => makeModule(each, seed, shipped))
      expect(again).toEqual(a)
      expect(b!.golden.digest).not.toBe(a!.golden.digest)
    }
  })

  it('never fails to make a module, whatever the seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...courses), (seed, each) => {
        const made = makeModule(each, seed, shipped)
        return gradeModule(made.module, made.golden, goldenOf(made)).score === 100
      }),
      { numRuns: 150 },
    )
  })

  it('asks no question twice in one module', () => {
    for (const id of ['TR-02', 'TR-03'])
      for (const seed of ['a', 'b', 'c', 'd']) {
        const texts = makeModule(course(id), seed, shipped).module.tasks.map((t) => t.text)
        expect(new Set(texts).size).toBe(texts.length)
      }
  })
})

describe('TR-01, to the cent', () => {
  it('says of first in first out and last in first out what a reckoning by hand says', () => {
    let compared = 0
    for (let seed = 0; seed < 40; seed++) {
      const { module, golden } = makeModule(course('TR-01'), String(seed), shipped)
      for (const [i, rule] of (['fifo', 'lifo'] as const).entries()) {
        const task = module.tasks[i]!
        const opening = Number(/MIX held (\d+)\.(\d\d)/.exec(task.text)!.slice(1).join(''))
        const hand = byHand(rule, opening, task.table)
        for (const [place, euros] of Object.entries(golden.tasks[i]!.answers)) {
          expect(euros.replace('.', '').replace(/^0+(?=\d)/, ''), `${seed} ${rule} ${place}`).toBe(
            String(hand[place] ?? 0n),
          )
          compared++
        }
      }
    }
    expect(compared).toBe(320)
  })

  it('asks under six rules, and conserves the stolen money under each', () => {
    for (let seed = 0; seed < 30; seed++) {
      const { module, golden } = makeModule(course('TR-01'), String(seed), shipped)
      expect(
        new Set(module.tasks.map((t) => /under the rule “([^”]+)”/i.exec(t.text)![1])).size,
      ).toBe(6)
      for (const [i, { answers }] of golden.tasks.entries()) {
        const stolen = module.tasks[i]!.table!.rows.filter((r) => r[1] === 'VICTIM').reduce(
          (s, r) => s + Number(r[3]),
          0,
        )
        const found = Object.values(answers).reduce((s, a) => s + Number(a), 0)
        expect(found, module.tasks[i]!.text).toBeLessThanOrEqual(stolen + 0.03)
        expect(found, module.tasks[i]!.text).toBeGreaterThanOrEqual(stolen - 0.03)
      }
    }
  })

  it('does not take an answer that is a cent beside', () => {
    const made = makeModule(course('TR-01'), 'x', shipped)
    const right = goldenOf(made)
    const cents = BigInt(right['1']!.MIX!.replace('.', '')) + 1n
    const digits = String(cents).padStart(3, '0')
    const beside = {
      ...right,
      1: { ...right['1'], MIX: `${digits.slice(0, -2)}.${digits.slice(-2)}` },
    }
    const graded = gradeModule(made.module, made.golden, beside)
    expect(graded.right).toBe(graded.of - 1)
    expect(graded.differs[0]).toMatchObject({ task: '1', name: 'MIX' })
  })
})

describe('TR-06, shares through chains', () => {
  it('adds up to a hundred per cent, and names whoever is over the line', () => {
    for (let seed = 0; seed < 60; seed++)
      for (const { answers } of makeModule(course('TR-06'), String(seed), shipped).golden.tasks) {
        const { a, b, over } = answers as { a: string; b: string; over: string }
        expect(Math.abs(Number(a) + Number(b) - 100)).toBeLessThan(0.011)
        expect(over).toBe((Number(a) > 25 ? 'A' : '') + (Number(b) > 25 ? 'B' : ''))
      }
  })
})

describe('TR-05, fourteen of fourteen', () => {
  it('names nothing as missing in a whole request, and what was taken out in others', () => {
    const answers = Array.from({ length: 20 }, (_, seed) =>
      makeModule(course('TR-05'), String(seed), shipped).golden.tasks.map((t) => t.answers.missing),
    ).flat()
    expect(answers).toContain('none')
    expect(answers.filter((a) => a !== 'none').length).toBeGreaterThan(20)
    expect(makeModule(course('TR-05'), '1', shipped).module.tasks[0]!.options).toHaveLength(14)
  })
})

describe('answers of a stranger', () => {
  it('are read strictly, never throw, and a wrong shape is refused', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = readAnswers(value)
        return read.ok || read.refusal.name === 'answers-malformed'
      }),
    )
    expect(readAnswers({ 1: { answer: 'x'.repeat(41) } }).ok).toBe(false)
    expect(readAnswers([]).ok).toBe(false)
    expect(must(readAnswers({ 1: { answer: 'A' } }))).toEqual({ 1: { answer: 'A' } })
  })

  it('count with separators and commas, and not with other digits', () => {
    const made = makeModule(course('TR-01'), 'q', shipped)
    const right = goldenOf(made)
    const [whole, part] = right['2']!.MIX!.split('.') as [string, string]
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ' ')
    const spelt = { ...right, 2: { ...right['2'], MIX: `${grouped},${part}` } }
    expect(gradeModule(made.module, made.golden, spelt).score).toBe(100)
  })
})
