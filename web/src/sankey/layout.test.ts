import { expect, test } from 'vitest'
import { place } from './layout.ts'

const boxes = [
  { id: 'A', held: 0 },
  { id: 'B', held: 40 },
  { id: 'C', held: 60 },
]

test('every box and every link has its place, links that return as well', () => {
  const drawn = place(
    boxes,
    [
      { from: 'A', to: 'B', size: 100 },
      { from: 'B', to: 'C', size: 60 },
      { from: 'C', to: 'A', size: 5 },
    ],
    800,
    400,
  )
  expect(drawn.boxes.map((b) => b.box.id)).toEqual(['A', 'B', 'C'])
  expect(drawn.flows.filter((f) => f.returning).map((f) => f.flow.from)).toEqual(['C'])
  expect(drawn.flows.every((f) => !f.path.includes('NaN'))).toBe(true)
})

test('what an account still holds is shown as its share of what passed through', () => {
  const drawn = place(boxes, [{ from: 'A', to: 'B', size: 100 }], 800, 400)
  const b = drawn.boxes.find((p) => p.box.id === 'B')!
  expect(b.heldHeight / b.height).toBeCloseTo(0.4, 5)
})

test('no boxes, no picture', () => {
  expect(place([], [], 800, 400)).toEqual({ boxes: [], flows: [], height: 0 })
})
