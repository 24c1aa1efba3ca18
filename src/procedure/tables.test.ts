import { describe, expect, it } from 'vitest'
import { requiredElements, safeguardsOf, termOf } from '#law'
import { procedures } from './procedures.ts'
import { fieldsOf } from './read-form.ts'

describe.each(procedures)('the table of $id', (procedure) => {
  const states = new Set(procedure.states.map((s) => `${s.track}/${s.id}`))
  const steps = new Set(procedure.transitions.map((t) => t.id))
  const clocks = new Map(procedure.clocks.map((c) => [c.id, c]))

  it('names no state twice, no step twice, no clock twice', () => {
    expect(states.size).toBe(procedure.states.length)
    expect(steps.size).toBe(procedure.transitions.length)
    expect(clocks.size).toBe(procedure.clocks.length)
  })

  it.each(procedure.transitions)('step $id refers only to what exists', (row) => {
    for (const from of row.from) if (from !== null) expect(states).toContain(`${row.track}/${from}`)
    if (row.to !== 'same' && row.to !== 'before') expect(states).toContain(`${row.track}/${row.to}`)
    for (const during of row.during ?? []) expect(states).toContain(`main/${during}`)
    for (const { in: here, to } of row.crossed ?? []) {
      expect(states).toContain(`${row.track}/${here}`)
      expect(states).toContain(`${row.track}/${to}`)
    }
    for (const other of [
      ...(row.fourEyes ?? []),
      ...(row.replyTo === undefined ? [] : [row.replyTo]),
    ])
      expect(steps).toContain(other)
    const clockIds = [
      ...(row.meets ?? []),
      ...(row.ends === 'all' ? [] : (row.ends ?? [])),
      ...(row.starts ?? []).map((s) => s.clock),
    ]
    for (const clock of clockIds) expect([...clocks.keys()]).toContain(clock)
    const fields = fieldsOf(row.form).map((f) => f.name)
    for (const kept of row.keeps ?? []) expect(fields).toContain(kept)
    expect(row.citation.length).toBeGreaterThan(3)
  })

  it.each(procedure.transitions)('step $id fills safeguards with required fields', (row) => {
    const matrix = safeguardsOf(procedure.safeguards ?? 'fiu-exchange')
    for (const [column, field] of Object.entries(row.safeguards ?? {})) {
      expect(matrix[column as keyof typeof matrix], column).not.toBeNull()
      expect(fieldsOf(row.form).find((f) => f.name === field)?.required, field).toBe(true)
    }
  })

  it('fills every column of the safeguard matrix that is not left to another authority', () => {
    const filled = new Set(procedure.transitions.flatMap((t) => Object.keys(t.safeguards ?? {})))
    const outside = ['remedy', 'audit'] // the supervisory authority, and the log itself
    for (const [column, text] of Object.entries(
      safeguardsOf(procedure.safeguards ?? 'fiu-exchange'),
    ))
      if (text !== null && !outside.includes(column)) expect(filled, column).toContain(column)
  })

  it('keeps no personal data in the state', () => {
    const personal = ['persons', 'facts', 'answer', 'subject', 'useCase']
    for (const row of procedure.transitions)
      for (const kept of row.keeps ?? []) expect(personal).not.toContain(kept)
  })

  it('leaves every state but the last one', () => {
    for (const state of procedure.states) {
      if (state.track !== 'main' || state.id === 'ERASED') continue
      const exits = procedure.transitions.filter(
        (t) => t.track === 'main' && t.from.includes(state.id) && t.to !== 'same',
      )
      expect(exits, state.id).not.toEqual([])
    }
  })

  it('gives every clock a rule in the register, a consequence, and a step that it opens', () => {
    for (const clock of procedure.clocks) {
      if (typeof clock.rule === 'string') expect(termOf(clock.rule).ok, clock.rule).toBe(true)
      expect(clock.consequence).not.toBe('')
      expect(clock.opens.length).toBeGreaterThan(0)
      for (const step of clock.opens) expect(steps).toContain(step)
    }
  })

  it('has approval by a second person before anything leaves', () => {
    const send = procedure.transitions.find((t) => t.opensPeer === true)!
    const approve = procedure.transitions.find((t) => t.approvesText === true)!
    expect(send.from).toEqual([approve.to])
    expect(approve.fourEyes).toEqual(['draft', 'revise'])
    expect(approve.roles).toEqual(['head-of-desk'])
  })
})

it('the form of a request asks for the five elements of article 31', () => {
  const elements = requiredElements('fiu-request', '2025-01-20' as never)
  expect(elements.map((e) => e.field)).toEqual(['facts', 'background', 'reasons', 'link', 'use'])
  for (const { field } of elements)
    expect(fieldsOf('fiu-request').find((f) => f.name === field)?.required).toBe(true)
})
