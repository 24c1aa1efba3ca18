import { describe, expect, it } from 'vitest'
import type { Day, Json } from '#base'
import { shipped } from '#law'
import { completeness, defaultsFrom } from './completeness.ts'
import { forms } from './data/forms.ts'
import { prompts } from './data/prompts.ts'
import { fieldsOf } from './read-form.ts'
import { samples } from './samples.ts'

const on = '2025-02-18' as Day
type Doc = Readonly<Record<string, Json>>
const whole = samples['mla-request'] as Doc
const without = (...names: readonly string[]): Doc =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name)))

describe('the live score of an assistance request', () => {
  it('is fourteen of fourteen for a whole request, and asks nothing more', () => {
    expect(completeness('mla-request', whole, { on, law: shipped })).toMatchObject({
      have: 14,
      of: 14,
      missing: [],
    })
  })

  it('names the three that ML-01 lacks, period and measure being one element', () => {
    const score = completeness('mla-request', without('dualCriminality', 'translation', 'period'), {
      on,
      law: shipped,
    })
    expect([score.have, score.of]).toEqual([11, 14])
    expect(score.missing.map((m) => m.fields)).toEqual([
      ['dualCriminality'],
      ['period'],
      ['translation'],
    ])
    for (const { citation } of score.missing) expect(citation).toContain('UNCAC')
  })

  it('counts an empty text and an empty list as missing', () => {
    const score = completeness(
      'mla-request',
      { ...whole, facts: '  ', persons: [] },
      { on, law: shipped },
    )
    expect(score.missing.map((m) => m.fields[0])).toEqual(['facts', 'persons'])
  })

  it('counts the five elements between units and the sections A to N of a certificate', () => {
    expect(completeness('fiu-request', {}, { on, law: shipped }).of).toBe(5)
    const certificate = samples['freezing-certificate'] as Doc
    expect(completeness('freezing-certificate', certificate, { on, law: shipped })).toMatchObject({
      have: 14,
      of: 14,
    })
    expect(
      fieldsOf('freezing-certificate')
        .flatMap((f) => f.section ?? [])
        .join(''),
    ).toBe('ABCDEFGHIJKLMN')
  })

  it('counts required fields where the law counts nothing', () => {
    expect(completeness('freezing-order', { order: '1' }, { on, law: shipped })).toMatchObject({
      have: 1,
      of: 3,
    })
  })
})

describe('prompts on proportion', () => {
  const ids = (changes: Doc, form = 'mla-request') =>
    completeness(form, { ...(samples[form] as Doc), ...changes }, { on, law: shipped }).prompts.map(
      (p) => p.id,
    )

  it.each([
    ['2018-01-01/2024-12-31', ['period-long']],
    ['2020-01-01/2025-01-01', []],
    ['2023-01-01/', ['period-open']],
    ['from 2019 until now', ['period-open']],
    ['the last years', ['period-inexact']],
  ])('period %s', (period, expected) => {
    expect(ids({ period }).filter((id) => id.startsWith('period'))).toEqual(expected)
  })

  it('on persons, on everything, on days and on urgency', () => {
    const many = Array.from({ length: 11 }, (_, i) => ({ name: `P. Example ${i}` }))
    expect(ids({ persons: many })).toContain('persons-many')
    expect(ids({ measure: 'all bank accounts of the family' })).toContain('all-accounts')
    expect(ids({ measure: 'records of accounts A31 and A32' })).not.toContain('all-accounts')
    expect(ids({ urgency: 'as soon as possible' })).toContain('urgency-day')
    expect(ids({ class: 'direct' }, 'fiu-request')).toContain('urgency-reason')
    expect(ids({ impact: 'none' }, 'freeze-proposal')).toEqual(['impact'])
  })

  it.each(prompts)('$id looks at a field that its forms have', ({ forms: names, field }) => {
    const found = names.filter((n) => forms[n]?.some((f) => f.name === field))
    expect(found.length).toBeGreaterThan(0)
  })
})

describe('a draft begun from the case', () => {
  it('takes facts, persons and link, and leaves reference, period, measure and urgency to the officer', () => {
    const request = samples['fiu-request'] as Doc
    const persons = [{ name: 'P. Example', country: 'XV' }]
    const draft = defaultsFrom('mla-request', [{ ...request, persons }])
    expect(draft).toMatchObject({ facts: request.facts, nexus: request.link, persons })
    for (const name of ['reference', 'period', 'measure', 'urgency'])
      expect(draft[name]).toBeUndefined()
  })

  it('prefers the nearest matter, and takes nothing that does not fit the form', () => {
    const draft = defaultsFrom('freezing-certificate', [
      { persons: 'everybody', reasons: 'from the nearest' },
      { persons: [{ name: 'P. Example' }], reasons: 'from an older one' },
    ])
    expect(draft).toEqual({ persons: [{ name: 'P. Example' }], reasons: 'from the nearest' })
  })
})
