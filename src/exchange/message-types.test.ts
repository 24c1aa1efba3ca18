import { describe, expect, it } from 'vitest'
import { procedures } from '#procedure'
import { carriers } from './message-carriers.ts'
import {
  carriersOf,
  type MessageType,
  messageTypeOf,
  messageTypes,
  outsideProcedures,
  stepsOf,
} from './message-types.ts'

const all = Object.keys(messageTypes) as MessageType[]
const steps = procedures.flatMap((procedure) =>
  stepsOf(procedure).map((row) => ({ procedure: procedure.id, row })),
)

describe('every step that one authority tells another', () => {
  it.each(steps.map(({ procedure, row }) => [procedure, row.id]))(
    '%s %s is one type of message',
    (procedure, step) => {
      const types = all.filter((type) =>
        carriersOf(type).some((c) => c.procedure === procedure && c.step === step),
      )
      expect(types).toHaveLength(1)
      expect(messageTypeOf(procedure, step)).toBe(types[0])
    },
  )
})

describe.each(all)('%s', (type) => {
  it('is carried by a real step, unless it is asked blind', () => {
    expect(carriersOf(type).length > 0).toBe(!outsideProcedures.includes(type))
  })

  it('names crossing steps alone', () => {
    for (const { procedure, step } of carriersOf(type))
      expect(
        steps.some((s) => s.procedure === procedure && s.row.id === step),
        `${procedure} ${step}`,
      ).toBe(true)
  })

  it('goes the way that its row says', () => {
    const { direction } = messageTypes[type]
    if (direction === 'both') return
    const from = direction === 'to-requested' ? 'requesting' : 'requested'
    for (const { procedure, step } of carriersOf(type)) {
      const found = steps.find((s) => s.procedure === procedure && s.row.id === step)
      expect([from, 'either'], `${procedure} ${step}`).toContain(found?.row.side)
    }
  })
})

it('no step is named twice, and no type without a row', () => {
  const named = Object.values(carriers).flatMap((c) =>
    Object.entries(c).flatMap(([p, list]) => list.split(' ').map((s) => `${p}/${s}`)),
  )
  expect(named).toHaveLength(new Set(named).size)
  for (const type of Object.keys(carriers)) expect(all).toContain(type)
})

it('what opens a matter on a measure of the law is on a legal basis', () => {
  for (const type of all) {
    const opens = carriersOf(type).some(({ procedure, step }) => {
      const row = procedures.find((p) => p.id === procedure)?.transitions.find((t) => t.id === step)
      return row?.opensPeer === true && row.guards.includes('permitted')
    })
    if (opens) expect(messageTypes[type].basis, type).toBe(true)
  }
})
