import { expect, test } from 'vitest'
import { inLayers } from './layers.ts'

const states = ['DRAFT', 'SENT', 'RETURNED', 'ACCEPTED', 'REFUSED']
const steps = [
  { from: [null], to: 'DRAFT' },
  { from: ['DRAFT'], to: 'SENT' },
  { from: ['SENT'], to: 'RETURNED' },
  { from: ['RETURNED'], to: 'SENT' },
  { from: ['SENT'], to: 'ACCEPTED' },
  { from: ['SENT', 'RETURNED'], to: 'REFUSED' },
  { from: ['SENT'], to: 'same' },
]

test('a draft stands above what is sent, and what follows stands below', () => {
  const { states: placed, layers, widest } = inLayers(states, steps)
  const layer = (id: string) => placed.find((state) => state.id === id)?.layer
  expect(['DRAFT', 'SENT', 'RETURNED', 'ACCEPTED', 'REFUSED'].map(layer)).toEqual([0, 1, 2, 2, 2])
  expect(layers).toBe(3)
  expect(widest).toBe(3)
})

test('the way back is marked, and a step that stays draws no line', () => {
  const { edges } = inLayers(states, steps)
  expect(edges.find((edge) => edge.from === 'RETURNED' && edge.to === 'SENT')?.back).toBe(true)
  expect(edges.find((edge) => edge.from === 'DRAFT')?.back).toBe(false)
  expect(edges).toHaveLength(6)
})

test('a state that nothing leads to is still drawn', () => {
  const { states: placed } = inLayers(['A', 'B'], [{ from: [null], to: 'A' }])
  expect(placed.map((state) => state.id)).toEqual(['A', 'B'])
})
