import { describe, expect, it } from 'vitest'
import type { CorrectionOfItem, ItemRow } from '../api/item-types.ts'
import type { TimelineEntry } from '../api/types.ts'
import { amendmentsIn, amendmentsOf } from './use-items.ts'

const correction = { record: 'c1', wrong: 'EUR 61,000', right: 'EUR 16,000' } as CorrectionOfItem
const found = {
  items: [
    { id: 'r1', corrections: [] as readonly CorrectionOfItem[] } as ItemRow,
    { id: 'r2', corrections: [correction] as readonly CorrectionOfItem[] } as ItemRow,
  ],
}
const timeline = [
  { id: 'r1', document: { answer: 'nothing was found' } },
  { id: 'r2', document: { answer: 'EUR 61,000 went on' } },
] as unknown as readonly TimelineEntry[]

describe('a document that was corrected', () => {
  it('is known by the record that brought it', () => {
    expect(amendmentsOf('r2', found)).toEqual([correction])
    expect(amendmentsOf('r1', found)).toEqual([])
    expect(amendmentsOf('r2', undefined)).toEqual([])
  })

  it('is known where it is shown by itself', () => {
    expect(amendmentsIn({ answer: 'EUR 61,000 went on' }, { timeline }, found)).toEqual([
      correction,
    ])
    expect(amendmentsIn({ answer: 'nothing was found' }, { timeline }, found)).toEqual([])
  })
})
