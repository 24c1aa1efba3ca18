import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalRows } from '#procedure'
import { adaptations, modelLaws } from './data/model-laws.ts'
import { type Adaptation, diffOfLaws, diffOfWords, faultsOfAdaptation } from './model-law.ts'

const model = modelLaws[0]!
const of = (country: string) => adaptations.find((a) => a.country === country)!

describe('the model law on an execution desk', () => {
  it('every clause names its source, and refusals that the system really says', () => {
    const known = Object.keys(refusalRows)
    for (const clause of model.clauses) {
      expect(clause.source.length).toBeGreaterThan(8)
      expect(clause.prevents.filter((name) => !known.includes(name))).toEqual([])
      expect(clause.prevents.length).toBeGreaterThan(0)
    }
  })

  it('Port Sable took it over, with one clause changed and one added', () => {
    const diff = diffOfLaws(model, of('XS'))
    expect(diff.map((d) => d.kind)).toEqual(['same', 'changed', 'same', 'same', 'same', 'added'])
    const changed = diff[1]!.words.filter((w) => w.kind !== 'same')
    expect(changed.map((w) => `${w.kind}: ${w.text}`)).toEqual([
      'gone: officer',
      'new: prosecutor',
      'gone: 72',
      'new: 48',
    ])
    expect(diff.flatMap((d) => d.stillPossible)).toEqual([])
  })

  it('the bill of Carrow leaves the power out, and says which refusals stay', () => {
    const left = diffOfLaws(model, of('XC')).find((d) => d.kind === 'left out')
    expect(left).toMatchObject({
      clause: 'C2',
      stillPossible: ['power-unknown', 'role-not-entitled'],
    })
    expect(left!.reason).not.toBe('')
  })

  it('adaptations of the repository have no faults', () => {
    for (const adaptation of adaptations) expect(faultsOfAdaptation(model, adaptation)).toEqual([])
  })

  it('a clause that nobody speaks of is left out, and a change without a reason is a fault', () => {
    const silent: Adaptation = { ...of('XS'), clauses: of('XS').clauses.slice(1) }
    expect(diffOfLaws(model, silent)[0]!.kind).toBe('left out')
    expect(faultsOfAdaptation(model, silent)).toEqual(['C1 is left out, and no reason is given'])
    const other: Adaptation = { ...of('XS'), version: 2 }
    expect(faultsOfAdaptation(model, other)[0]).toContain('version 2')
  })
})

it('both texts can be read out of the words of a diff', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd')
  const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((w) => w.join(' '))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const read = (skip: string) =>
        diffOfWords(before, after)
          .filter((w) => w.kind !== skip)
          .map((w) => w.text)
          .join(' ')
      expect(read('new')).toBe(before)
      expect(read('gone')).toBe(after)
    }),
  )
})
