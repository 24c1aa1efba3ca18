import { describe, expect, it } from 'vitest'
import { lanternCards } from '#directory'
import { shipped } from '#law'
import { admit } from './admit.ts'
import { recoverySamples as doc } from './samples-recovery.ts'
import type { Event } from './state.ts'
import { Matter, officer } from './testing.ts'

const arma = officer('XV-ARMA', 'case-officer')
const highCourt = officer('XV-HC', 'judge')
const central = officer('XV-CA', 'registrar')
const judge = officer('XN-DC', 'judge')
const manager = officer('XN-CA', 'case-officer')

function managed(): Matter {
  return new Matter('cf', 'XN-CA', 'P5')
    .play('plan', arma, '2025-03-20 09:00', doc['management-plan'])
    .play(
      'approve-plan',
      officer('XV-ARMA', 'head-of-desk'),
      '2025-03-20 10:00',
      doc['management-approval'],
    )
    .play('open-management', arma, '2025-03-20 11:00', doc['management-plan'])
}

function recognised(): Matter {
  return managed()
    .play('order', highCourt, '2026-02-20 10:00', doc['confiscation-order'])
    .play('transmit', central, '2026-02-24 09:00', doc['confiscation-certificate'])
    .play('recognise', judge, '2026-03-01 09:00', doc.recognition)
}

const leg = (id: string, amount: string) => ({
  ...doc['leg-result'],
  leg: id,
  amount: { amount, currency: 'EUR' },
})

const cleared = (id: string, amount: string) => ({
  ...doc['leg-clearance'],
  leg: id,
  amount: { amount, currency: 'EUR' },
})

const name = (outcome: { ok: boolean; refusal?: { name: string } }) => outcome.refusal?.name ?? 'ok'

/** What the issuing node makes of a letter of the executing one, changed on the way out. */
function letter(before: Matter, event: Event, data: Partial<Event['data']>) {
  return admit(
    before.state,
    { ...event, data: { ...event.data, ...data } },
    {
      now: event.at,
      directory: lanternCards,
      law: shipped,
      self: lanternCards.filter((c) => c.country === 'XV').map((c) => c.id),
    },
  )
}

describe('safeguards are counted for each row of the matrix', () => {
  it('what was filled for a sale does not count for the confiscation', () => {
    const matter = managed()
      .play('propose-sale', manager, '2025-04-01 09:00', doc['sale-proposal'])
      .play('hear-owner', judge, '2025-04-05 09:00', doc['sale-hearing'])
      .play('order-sale', judge, '2025-04-06 09:00', doc['sale-order'])
    expect(matter.state!.filled.confiscation).toBeUndefined()
    expect(Object.keys(matter.state!.filled['interlocutory-sale']!)).toHaveLength(8)
  })

  it('what was said of one leg does not count for the next', () => {
    const matter = recognised()
      .play('clear-leg', arma, '2026-03-02 09:00', cleared('AS-12', '1000.00'))
      .play('clear-leg', arma, '2026-03-02 09:01', cleared('AS-13', '1000.00'))
      .play('enforce-leg', manager, '2026-03-03 09:00', leg('AS-12', '1000.00'))
    const { thirdParties: _, ...silent } = leg('AS-13', '1000.00')
    const next = matter.attempt('enforce-leg', manager, '2026-03-03 09:10', silent)
    expect(['safeguard-empty', 'form-incomplete']).toContain(name(next))
  })

  it('a letter cannot say that a column was filled which no step at home fills', () => {
    // The appeal was left out of the order, and the executing side claims that somebody filled it.
    const before = recognised().play(
      'clear-leg',
      arma,
      '2026-03-02 09:00',
      cleared('AS-12', '1000.00'),
    )
    const { remedy: _, ...short } = before.state!.filled.confiscation!
    const bare = new Matter('cf', 'XN-CA', 'P5')
    bare.state = { ...before.state!, filled: { confiscation: short } }
    const event = before
      .play('enforce-leg', manager, '2026-03-03 09:00', leg('AS-12', '1000.00'))
      .events.at(-1)!
    expect(event.data.filled?.confiscation).toContain('remedy')
    expect(name(letter(bare, event, {}))).toBe('peer-event-false')
  })
})
