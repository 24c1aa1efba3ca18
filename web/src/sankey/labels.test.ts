import { expect, test } from 'vitest'
import { sidesOf } from './labels.ts'

const box = (id: string, x: number, y: number, words = 60) => ({
  id,
  x,
  y,
  width: 14,
  height: 20,
  words,
  lines: 1 as const,
})

test('words stand on the right where there is room', () => {
  expect(sidesOf([box('A', 0, 0), box('B', 300, 0)], 400).get('A')).toBe('right')
})

test('words of the last column stand on the left', () => {
  expect(sidesOf([box('A', 0, 0), box('B', 380, 0)], 400).get('B')).toBe('left')
})

test('words move to the left rather than over the words of the last column', () => {
  const sides = sidesOf([box('A', 240, 0), box('B', 380, 0)], 400)
  expect(sides.get('A')).toBe('left')
})
