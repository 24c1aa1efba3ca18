import { describe, expect, it } from 'vitest'
import type { Day } from '#base'
import { lanternCards } from '#directory'
import { type Law, shipped } from '#law'
import { admit } from './admit.ts'
import { dueOf } from './clocks.ts'
import { fieldsOf, readForm } from './read-form.ts'
import { recoverySamples as doc } from './samples-recovery.ts'
import type { Event } from './state.ts'
import { at, Matter, officer, sentRequest } from './testing.ts'

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

describe('amounts', () => {
  const today = '2026-03-03 09:00'

  it.each([
    [
      'finer than a cent, so that nobody could hold it against the ceiling',
      '99999999.001',
      'form-incomplete',
    ],
    ['negative', '-5.00', 'form-incomplete'],
    ['of nineteen digits', '1000000000000000000', 'form-incomplete'],
    ['of eighteen digits', '999999999999999999.00', 'over-recovery'],
    ['in powers of ten', '1e9', 'form-incomplete'],
  ])('%s', (_, amount, refused) => {
    const tried = recognised().attempt('clear-leg', arma, today, cleared('AS-12', amount))
    expect(name(tried)).toBe(refused)
  })

  it('in another currency than the ceiling', () => {
    const document = { leg: 'AS-12', amount: { amount: '1.00', currency: 'USD' } }
    expect(name(recognised().attempt('clear-leg', arma, today, document))).toBe('currencies-differ')
  })

  it('of a leg that is done is not lowered, to make room for another', () => {
    const matter = recognised()
      .play('clear-leg', arma, today, cleared('AS-12', '1000.00'))
      .play('enforce-leg', manager, today, leg('AS-12', '1000.00'))
    const again = matter.attempt('enforce-leg', manager, today, leg('AS-12', '0.00'))
    expect(name(again)).toBe('clearance-lowered')
    const elsewhere = { ...doc['leg-elsewhere'], ...cleared('AS-12', '0.00') }
    expect(name(matter.attempt('record-leg', arma, today, elsewhere))).toBe('clearance-lowered')
  })
})

describe('names that every object has', () => {
  it('are keys like any other', () => {
    for (const id of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const matter = recognised()
      const early = matter.attempt('enforce-leg', manager, '2026-03-03 09:00', leg(id, '1.00'))
      expect(name(early), id).toBe('leg-not-cleared')
      matter
        .play('clear-leg', arma, '2026-03-03 09:00', cleared(id, '47000000.00'))
        .play('enforce-leg', manager, '2026-03-03 10:00', leg(id, '47000000.00'))
      const more = cleared('AS-13', '2000000.00')
      expect(name(matter.attempt('clear-leg', arma, '2026-03-03 11:00', more)), id).toBe(
        'over-recovery',
      )
      expect(JSON.parse(JSON.stringify(matter.state))).toEqual(matter.state)
    }
  })

  it('are no fields of a form', () => {
    for (const text of ['{"__proto__":{"ground":"G-01"},"reasons":"x"}', '{"constructor":"x"}']) {
      const tried = recognised().attempt(
        'report-cost',
        manager,
        '2026-03-03 09:00',
        JSON.parse(text),
      )
      expect(name(tried)).not.toBe('ok')
      const read = readForm('reason', JSON.parse(text))
      expect(read.ok).toBe(false)
    }
    expect(fieldsOf('constructor')).toEqual([])
  })
})

describe('texts that read otherwise than they are', () => {
  it.each([
    ['turned around', 'release the account \u202eton od'],
    ['hidden in an isolate', 'pay \u2066IBAN\u2069'],
    ['with an end for other programs', 'a\u0000b'],
    ['with half of a character', 'a\ud800b'],
    ['with an escape sequence', '\u001b[2Jreleased'],
    ['of a hundred thousand characters', 'a'.repeat(100_000)],
  ])('are refused: %s', (_, reasons) => {
    expect(readForm('reason', { reasons }).ok).toBe(false)
  })

  it.each(['رسالة من النائب العام', 'מכתב מהתובע', 'ligne une\nligne deux\tfin', 'naïve 🏛️'])(
    'but a letter in any writing is none of them: %s',
    (reasons) => expect(readForm('reason', { reasons }).ok).toBe(true),
  )
})

describe('a law that changes a limit', () => {
  it('changes none that runs, even where the clock stood still', () => {
    const { state } = sentRequest('rq', 'XV-FIU', 'XN-FIU', '2025-02-03 09:00')
    const paused = {
      ...state!,
      pauses: [{ from: at('2025-02-04 09:00'), to: at('2025-02-06 09:00') }],
    }
    const halved: Law = {
      ...shipped,
      rules: shipped.rules.map((r) => ({
        ...r,
        terms: r.terms.map((t) => ({ ...t, count: Math.floor(t.count / 2) })),
      })),
    }
    // A new text of every rule, in force only from today.
    const newer: Law = {
      ...shipped,
      rules: shipped.rules.map((r) => ({ ...r, from: '2025-02-07' as Day })),
    }
    const now = at('2025-02-07 09:00')
    let pausable = 0
    for (const clock of state!.clocks) {
      const due = dueOf(paused, clock, now, shipped)
      if (due === clock.due) continue
      pausable++
      for (const law of [halved, newer]) expect(dueOf(paused, clock, now, law)).toBe(due)
    }
    expect(pausable).toBeGreaterThan(0)
  })
})

describe('a letter that is nothing like an event', () => {
  const sent = sentRequest('rq', 'XV-FIU', 'XN-FIU', '2025-02-03 09:00').events.at(-1)!
  const here = {
    now: sent.at,
    directory: lanternCards,
    law: shipped,
    self: ['XN-FIU'],
  }
  const junk: readonly unknown[] = [
    null,
    [],
    {},
    'x',
    -1,
    true,
    [null],
    [{}],
    { freeze: 'remedy' },
    JSON.parse('{"__proto__":["x"]}'),
    '2025-13-45T99:99:99.999Z',
  ]

  it('is refused, and never breaks anything', () => {
    expect(admit(undefined, sent, here).ok).toBe(true)
    for (const value of junk) {
      for (const key of Object.keys(sent))
        expect(() => admit(undefined, { ...sent, [key]: value } as Event, here), key).not.toThrow()
      for (const key of [
        ...Object.keys(sent.data),
        'filled',
        'joined',
        'tally',
        'recorded',
        'due',
      ]) {
        const changed = { ...sent, data: { ...sent.data, [key]: value } } as Event
        expect(() => admit(undefined, changed, here), key).not.toThrow()
      }
    }
    for (const key of ['type', 'at', 'actor', 'data', 'procedure', 'node'] as const)
      for (const value of junk)
        expect(admit(undefined, { ...sent, [key]: value } as Event, here).ok, key).toBe(false)
  })

  it('does not say in which state the matter begins here', () => {
    for (const to of ['CLOSED', 'ANSWERED', 'ERASED', 'nowhere']) {
      const changed = { ...sent, data: { ...sent.data, to } }
      expect(name(admit(undefined, changed, here)), to).toBe('peer-event-false')
    }
  })

  it('names no day that nobody lives in', () => {
    for (const day of ['9999-12-31', '0001-01-01'])
      expect(readForm('delay', { reasons: 'x', expected: day }).ok, day).toBe(false)
  })
})

describe('what a step needs is needed of a letter too', () => {
  const transmitted = () =>
    managed()
      .play('order', highCourt, '2026-02-20 10:00', doc['confiscation-order'])
      .play('transmit', central, '2026-02-24 09:00', doc['confiscation-certificate'])

  /** The refusal as the executing node would have sent it after a proper consultation. */
  function refusedAfterAll(): Event {
    return transmitted()
      .play('consult', judge, '2026-03-01 09:00', doc['recovery-consultation'])
      .play('answer-consultation', central, '2026-03-02 09:00', doc['recovery-answer'])
      .play('refuse', officer('XN-DC', 'judge', 2), '2026-03-04 09:00', doc['recovery-refusal'])
      .events.at(-1)!
  }

  it('no refusal without a consultation', () => {
    expect(name(letter(transmitted(), refusedAfterAll(), {}))).toBe('not-open-now')
  })

  it('no refusal while the consultation is open, on another ground, or by who consulted', () => {
    const asked = transmitted().play(
      'consult',
      judge,
      '2026-03-01 09:00',
      doc['recovery-consultation'],
    )
    const event = refusedAfterAll()
    expect(name(letter(asked, event, {}))).toBe('consultation-open')
    const answered = asked.play(
      'answer-consultation',
      central,
      '2026-03-02 09:00',
      doc['recovery-answer'],
    )
    expect(name(letter(answered, event, {}))).toBe('ok')
    expect(name(letter(answered, { ...event, actor: judge.id }, {}))).toBe('approver-is-author')
    const document = {
      ...event.document,
      ground: event.document?.ground === 'G-04' ? 'G-03' : 'G-04',
    }
    expect(name(letter(answered, { ...event, document }, {}))).toBe('ground-not-consulted')
  })

  it('no leg is enforced that was never cleared, and none without the rights of third parties', () => {
    const before = recognised()
    const event = recognised()
      .play('clear-leg', arma, '2026-03-02 09:00', cleared('AS-12', '1000.00'))
      .play('enforce-leg', manager, '2026-03-03 09:00', leg('AS-12', '1000.00'))
      .events.at(-1)!
    expect(name(letter(before, event, {}))).toBe('leg-not-cleared')
    before.play('clear-leg', arma, '2026-03-02 09:00', cleared('AS-12', '1000.00'))
    expect(name(letter(before, event, {}))).toBe('ok')
    const { thirdParties: _, ...silent } = event.document!
    expect(name(letter(before, { ...event, document: silent }, {}))).toBe('form-incomplete')
    expect(name(letter(before, event, { filled: {} }))).not.toBe('ok')
  })

  it('nobody records a step for a party that is in the network', () => {
    const matter = transmitted()
    for (const by of [central, arma, officer('XV-SACP', 'prosecutor'), highCourt])
      expect(name(matter.attempt('recognise', by, '2026-03-01 09:00', doc.recognition))).toMatch(
        /other-side|not-competent/,
      )
    const event = recognised().events.at(-1)!
    expect(name(letter(transmitted(), event, { recorded: true }))).toBe('other-side')
    const ours = { ...event, actor: 'XV-CA/registrar-1', node: 'XV-FIU' }
    expect(name(letter(transmitted(), ours, { recorded: true }))).toBe('not-a-party')
  })

  it('an authority of another country has no part in a team, whatever its kind', () => {
    for (const court of ['XC-GC', 'XS-CC', 'XV-HC'])
      expect(
        name(
          transmitted().attempt(
            'recognise',
            officer(court, 'judge'),
            '2026-03-01 09:00',
            doc.recognition,
          ),
        ),
      ).toMatch(/not-a-party|other-side/)
  })
})

it('a letter reckoned under another law is refused with what to do about it', () => {
  const sent = sentRequest('rq', 'XV-FIU', 'XN-FIU', '2025-02-03 09:00').events.at(-1)!
  const law: Law = {
    ...shipped,
    version: 'another',
    rules: shipped.rules.map((r) => ({
      ...r,
      terms: r.terms.map((t) => ({ ...t, count: t.count + 1 })),
    })),
  }
  const taken = admit(undefined, sent, {
    now: sent.at,
    directory: lanternCards,
    law,
    self: 'XN-FIU',
  })
  expect(taken.ok ? '' : taken.refusal.remedy).toContain('compare the packs')
})
