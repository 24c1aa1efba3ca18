import { describe, expect, it } from 'vitest'
import { requiredElements, safeguardsOf, shipped } from '#law'
import { forms } from './data/forms.ts'
import { vocabulary } from './data/vocabulary.ts'
import { loan, loanTables } from './loan.ts'
import { procedures } from './procedures.ts'
import { fieldsOf, jsonSchemaOf, readForm } from './read-form.ts'
import type { Procedure, Transition } from './rows.ts'
import { samples } from './samples.ts'
import { faultsOf } from './structure.ts'

describe.each(procedures)('the table of $id', (procedure) => {
  it('has no fault', () => {
    expect(faultsOf(procedure, shipped)).toEqual([])
  })

  it.each(procedure.transitions)('step $id fills safeguards with fields of its form', (row) => {
    const fields = fieldsOf(row.form).map((f) => f.name)
    for (const [column, how] of Object.entries(row.safeguards ?? {})) {
      const id = row.coercive ?? procedure.safeguards
      if (id !== null)
        expect(
          safeguardsOf(id, shipped)[column as keyof ReturnType<typeof safeguardsOf>],
          column,
        ).not.toBeNull()
      if (how === 'role' || how === 'log' || how.startsWith('clock:')) continue
      expect(fields, how).toContain(how)
    }
  })

  it('records only events of the vocabulary', () => {
    for (const { event } of procedure.transitions) expect(Object.keys(vocabulary)).toContain(event)
  })

  it('keeps no personal data in the state', () => {
    const personal = ['persons', 'facts', 'answer', 'subject', 'useCase', 'name', 'identity']
    for (const row of procedure.transitions)
      for (const kept of row.keeps ?? []) expect(personal).not.toContain(kept)
  })
})

describe.each(procedures.filter((p) => p.id === 'P1' || p.id === 'P1b'))(
  'the table of $id, between units',
  (procedure) => {
    it('fills every column of the safeguard matrix that is not left to another authority', () => {
      const filled = new Set(procedure.transitions.flatMap((t) => Object.keys(t.safeguards ?? {})))
      const outside = ['remedy', 'audit'] // the supervisory authority, and the log itself
      for (const [column, text] of Object.entries(safeguardsOf(procedure.safeguards!, shipped)))
        if (text !== null && !outside.includes(column)) expect(filled, column).toContain(column)
    })

    it('has approval by a second person before anything leaves', () => {
      const send = procedure.transitions.find((t) => t.opensPeer === true)!
      const approve = procedure.transitions.find((t) => t.approvesText === true)!
      expect(send.from).toEqual([approve.to])
      expect(approve.fourEyes).toEqual(['draft', 'revise'])
      expect(approve.roles).toEqual(['head-of-desk'])
    })
  },
)

describe('a table that is wrong is told so', () => {
  const step = (id: string, change: Partial<Transition>): Procedure => ({
    ...loan,
    transitions: loan.transitions.map((t) => (t.id === id ? { ...t, ...change } : t)),
  })
  const clock = (id: string, change: object): Procedure => ({
    ...loan,
    clocks: loan.clocks.map((c) => (c.id === id ? { ...c, ...change } : c)),
  })
  const faults = (p: Procedure) => faultsOf(p, shipped, loanTables)

  it('the loan itself has no fault', () => expect(faults(loan)).toEqual([]))

  it.each([
    [
      'a state nobody leaves',
      step('close', { from: ['REFUSED', 'LENT'] }),
      'state main/LAPSED has no way out and is no end',
    ],
    [
      'a state nobody reaches',
      step('refuse', { to: 'CLOSED' }),
      'state main/REFUSED cannot be reached',
    ],
    [
      'a state that is not there',
      step('close', { to: 'ENDED' }),
      'step close names the state main/ENDED',
    ],
    [
      'a guard nobody wrote',
      step('close', { guards: ['all-well'] }),
      'step close names the guard all-well',
    ],
    [
      'a form nobody wrote',
      step('close', { form: 'goodbye' }),
      'step close names the form goodbye',
    ],
    [
      'four eyes with nobody',
      step('ask', { fourEyes: ['approve'] }),
      'step ask names the step approve',
    ],
    [
      'a refusal out of the blue',
      step('refuse', { from: ['ASKED'] }),
      'step refuse refuses from ASKED without consultation',
    ],
    [
      'a clock without a consequence',
      clock('decide', { consequence: '' }),
      'clock decide has no consequence',
    ],
    ['a clock that opens nothing', clock('decide', { opens: [] }), 'clock decide opens no step'],
    [
      'a limit without a rule',
      clock('decide', { rule: 'CP-NOTHING' }),
      'clock decide names the rule CP-NOTHING, which sets no limit',
    ],
    ['a step of no clock', clock('term', { then: undefined }), 'no clock takes the step lapse'],
    [
      'a clock that acts without a warning',
      clock('term', { warns: [] }),
      'clock term acts by itself and warns nobody before',
    ],
    [
      'warnings out of order',
      clock('term', { warns: [...loan.clocks[1]!.warns!].reverse() }),
      'clock term warns in the wrong order: the longest first',
    ],
    [
      'an empty safeguard',
      step('ask', { safeguards: { legalBasis: 'basis' } }),
      'step bind from LENT: nothing fills reasons on every way to it',
    ],
  ])('%s', (_, table, fault) => expect(faults(table)).toContain(fault))
})

describe.each(Object.keys(forms))('the form %s', (form) => {
  it('is published as JSON Schema, closed, with what it requires', () => {
    const schema = jsonSchemaOf(form)
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false })
    const required = fieldsOf(form)
      .filter((f) => f.required)
      .map((f) => f.name)
    expect([...((schema.required as string[] | undefined) ?? [])].sort()).toEqual(required.sort())
  })

  it('has a whole sample', () => {
    const sample = samples[form]
    expect(sample, 'a sample in samples-<family>.ts').toBeDefined()
    const read = readForm(form, sample)
    expect(read.ok ? '' : `${read.refusal.ground} ${read.refusal.where?.pointer}`).toBe('')
  })
})

it('the form of a request asks for the five elements of article 31', () => {
  const elements = requiredElements('fiu-request', '2025-01-20' as never, shipped)
  expect(elements.map((e) => e.field)).toEqual(['facts', 'background', 'reasons', 'link', 'use'])
  for (const { field } of elements)
    expect(fieldsOf('fiu-request').find((f) => f.name === field)?.required).toBe(true)
})
