import { expect, it } from 'vitest'
import { procedures } from './procedures.ts'
import { at } from './testing.ts'
import { warnsOf } from './warns.ts'

it.each([
  ['a retention of five years', '2025-01-01 00:00', '2030-01-01 00:00', '14 calendar-days'],
  [
    'a confiscation to recognise, 45 days',
    '2025-01-01 00:00',
    '2025-02-15 00:00',
    '2 calendar-days',
  ],
  ['an answer, 7 days', '2025-01-01 00:00', '2025-01-08 00:00', '2 calendar-days'],
  ['a freeze to decide, 48 hours', '2025-01-01 00:00', '2025-01-03 00:00', '6 hours'],
  ['an emergency, 8 hours', '2025-01-01 00:00', '2025-01-01 08:00', '1 hours'],
  ['half an hour', '2025-01-01 00:00', '2025-01-01 00:30', undefined],
])('%s warns', (_, start, due, warns) => {
  const [first] = warnsOf(undefined, at(start), at(due))
  expect(first === undefined ? undefined : `${first.count} ${first.unit}`).toBe(warns)
})

it('what a row says counts, and the warning comes after the start', () => {
  const row = procedures.find((p) => p.id === 'P4')?.clocks.find((c) => c.id === 'term')
  expect(warnsOf(row, at('2025-03-18 09:00'), at('2025-09-18 23:59'))).toEqual(row?.warns)
})
