import { describe, expect, it } from 'vitest'
import { gallery } from './gallery.ts'
import { refusalRows } from './refuse.ts'

describe('every refusal, brought about', () => {
  it.each(Object.entries(gallery))('%s', (name, { example }) => {
    const outcome = example()
    expect(outcome.ok).toBe(false)
    if (outcome.ok) return
    const { refusal } = outcome
    expect(refusal.name).toBe(name)
    expect(refusal.kind).toBe(refusalRows[name as keyof typeof refusalRows].kind)
    // Says what happened, on what ground, and what to do now; in lower case, without a full stop.
    for (const text of [refusal.ground, refusal.remedy]) {
      expect(text).not.toMatch(/\.$/)
      expect(text.length).toBeGreaterThan(10)
    }
    expect(refusal.citation).toBeTruthy()
  })

  it('has an example for every row, and no row is without one', () => {
    expect(Object.keys(gallery).sort()).toEqual(Object.keys(refusalRows).sort())
  })

  it('dual criminality is closed between units by article 35', () => {
    const outcome = gallery['ground-not-open']!.example()
    expect(!outcome.ok && outcome.refusal.citation).toContain('DL-06')
    expect(!outcome.ok && outcome.refusal.remedy).toContain('G-07')
  })

  it('a misspelt step is answered with the step that was meant', () => {
    const outcome = gallery['transition-unknown']!.example()
    expect(!outcome.ok && outcome.refusal.remedy).toBe('did you mean "approve"?')
  })
})
