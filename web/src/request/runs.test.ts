import { describe, expect, it } from 'vitest'
import { runsOf } from './runs.ts'

const lengths = (types: string) => runsOf([...types].map((type) => ({ type }))).map((r) => r.length)

describe('acts of one kind in a row', () => {
  it('stand together from four on', () => {
    expect(lengths('avvvvb')).toEqual([1, 4, 1])
  })
  it('stand alone when they are three', () => {
    expect(lengths('vvvb')).toEqual([1, 1, 1, 1])
  })
  it('keep their place: others between them part them', () => {
    expect(lengths('vvvvbvvvv')).toEqual([4, 1, 4])
  })
  it('are none where nothing happened', () => {
    expect(lengths('')).toEqual([])
  })
})
