import { describe, expect, it } from 'vitest'
import { type Day, type Instant, instant, millis, must } from '#base'
import { plusDays } from './days.ts'
import { assistanceExamples, requestExamples } from './examples/lantern.ts'
import { shipped } from './law.ts'
import { dueBy } from './reckoning.ts'

const at = (text: string): Instant => instant(Date.parse(`${text.replace(' ', 'T')}Z`))
const between = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

describe('requests between financial intelligence units', () => {
  it.each(requestExamples)('$id: in time $inTime', ({ rule, sent, answered, due, inTime }) => {
    const reckoned = must(dueBy(rule, at(sent), {}, shipped))
    expect(reckoned.due).toBe(at(due))
    expect(at(answered) <= reckoned.due).toBe(inTime)
  })

  it('a disclosure without request and a request without an answer owed have no limit', () => {
    // SD-01 and SD-02 are disclosures; ML-09 went to a country without a node by pouch: no row, no limit.
    expect(dueBy('XZ.answer', at('2025-03-20 00:00'), {}, shipped)).toMatchObject({
      ok: false,
      refusal: { name: 'rule-unknown' },
    })
  })
})

describe('legal assistance, recognition, a tip and a peer review', () => {
  it.each(assistanceExamples)('$id: $daysLate days late', ({ rule, from, done, due, daysLate }) => {
    const { dueDay } = must(dueBy(rule, at(`${from} 00:00`), {}, shipped))
    expect(dueDay).toBe(due)
    expect(Math.max(0, between(dueDay, done))).toBe(daysLate)
  })
})

describe('orders of the synchronised freeze', () => {
  const t0 = at('2025-03-18 09:00')

  it('the suspension of RQ-12 lasts ten working days, to the end of 28 March', () => {
    const order = must(
      dueBy('XN-suspension-transaction', at('2025-03-16 16:20'), { calendar: 'XN' }, shipped),
    )
    expect(order.dueDay).toBe('2025-03-28')
  })

  it('the restraint of Carrow lasts to 18 September 24:00 UTC, with warnings 30 and 7 days before', () => {
    const order = must(dueBy('XC-freeze-term', t0, { calendar: 'XC' }, shipped))
    expect(order.due).toBe('2025-09-18T23:59:59.999Z')
    expect(order.dueDay).toBe('2025-09-18')
    const warning = (days: number): Day => plusDays(order.dueDay, -days)
    expect([warning(30), warning(7)]).toEqual(['2025-08-19', '2025-09-11'])
  })

  it('two renewals of six months end on 18 September 2026', () => {
    const renewal = { count: 6, unit: 'months', reason: 'the case in Veldania goes on' } as const
    const order = must(
      dueBy('XC-freeze-term', t0, { calendar: 'XC', extensions: [renewal, renewal] }, shipped),
    )
    expect(order.due).toBe('2026-09-18T23:59:59.999Z')
  })

  it('the attachment of the prosecutor of Port Sable was confirmed on the sixth of seven days', () => {
    const attachment = must(dueBy('XS-prosecutor-attachment', t0, { calendar: 'XS' }, shipped))
    expect(attachment.dueDay).toBe('2025-03-25')
    expect(at('2025-03-24 12:00') < attachment.due).toBe(true)
  })

  it('the summary of PV-01 came on the last of 181 days', () => {
    expect(between('2026-01-15', '2026-07-15')).toBe(181)
  })

  it('the tip was answered after 81 days', () => {
    expect(between('2024-12-28', '2025-03-19')).toBe(81)
    const feedback = must(
      dueBy('DL-46.feedback', at('2024-12-29 10:00'), { calendar: 'XV' }, shipped),
    )
    expect(millis(feedback.due)).toBeGreaterThan(millis(at('2025-03-19 10:00')))
  })
})
