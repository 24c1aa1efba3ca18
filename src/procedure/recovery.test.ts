import { describe, expect, it } from 'vitest'
import type { Json } from '#base'
import { shipped } from '#law'
import { formatMinor } from '#money'
import { headroom, proRata, shares, sumOf } from './amounts.ts'
import { clocks } from './clocks.ts'
import { dueEvents } from './due-events.ts'
import { recoverySamples as doc, someDigest } from './samples-recovery.ts'
import { at, Matter, officer } from './testing.ts'

const eur = (amount: string) => ({ amount, currency: 'EUR' })

const arma = officer('XV-ARMA', 'case-officer')
const armaHead = officer('XV-ARMA', 'head-of-desk')
const armaDelegate = officer('XV-ARMA', 'delegate')
const highCourt = officer('XV-HC', 'judge')
const central = officer('XV-CA', 'registrar')
const monitor = officer('CSO-1', 'monitor')

/** A recovery between Veldania and another State, up to the final order. */
function ordered(to: string): Matter {
  return managed(to).play('order', highCourt, '2026-02-20 10:00', doc['confiscation-order'])
}

function managed(to: string): Matter {
  return new Matter('cf', to, 'P5')
    .play('plan', arma, '2025-03-20 09:00', doc['management-plan'])
    .play('approve-plan', armaHead, '2025-03-20 10:00', doc['management-approval'])
    .play('open-management', arma, '2025-03-20 11:00', doc['management-plan'])
}

function transmitted(to: string): Matter {
  return ordered(to).play('transmit', central, '2026-02-24 09:00', doc['confiscation-certificate'])
}

const judges = {
  'XN-CA': officer('XN-DC', 'judge'),
  'XS-PP': officer('XS-CC', 'judge'),
  'XC-AG': officer('XC-GC', 'judge'),
} as const

function clockOf(matter: Matter, id: string, now: string) {
  return clocks(matter.state!, at(now), shipped).find((c) => c.id === id)
}

function name(outcome: ReturnType<Matter['attempt']>): string {
  return outcome.ok ? 'ok' : outcome.refusal.name
}

describe('recognition of CO-1', () => {
  it.each([
    ['ML-11', 'XN-CA', '2026-04-02 12:00', 37, 'met'],
    ['ML-12', 'XS-PP', '2026-04-15 12:00', 50, 'breached-then-met'],
    ['ML-13', 'XC-AG', '2026-03-31 12:00', 35, 'met'],
  ] as const)('%s: decided after some days of 45', (_, to, day, days, status) => {
    const matter = transmitted(to)
    expect(clockOf(matter, 'recognition', day)?.due.slice(0, 10)).toBe('2026-04-10')
    const sent = new Date(at('2026-02-24 12:00')).getTime()
    expect((new Date(at(day)).getTime() - sent) / 86_400_000).toBe(days)
    matter.play('recognise', judges[to], day, doc.recognition)
    expect(matter.main).toBe('RECOGNISED')
    expect(clockOf(matter, 'recognition', '2026-05-01 09:00')?.status).toBe(status)
  })

  it('is refused only after a consultation, on a ground of article 19', () => {
    const matter = transmitted('XN-CA')
    expect(
      name(matter.attempt('refuse', judges['XN-CA'], '2026-03-01 09:00', doc['recovery-refusal'])),
    ).toBe('not-open-now')
    matter.play('consult', judges['XN-CA'], '2026-03-01 09:00', doc['recovery-consultation'])
    const other = officer('XN-DC', 'judge', 2)
    expect(name(matter.attempt('refuse', other, '2026-03-02 09:00', doc['recovery-refusal']))).toBe(
      'consultation-open',
    )
    matter.play('answer-consultation', central, '2026-03-03 09:00', doc['recovery-answer'])
    expect(
      name(matter.attempt('refuse', judges['XN-CA'], '2026-03-04 09:00', doc['recovery-refusal'])),
    ).toBe('approver-is-author')
    matter.play('refuse', other, '2026-03-04 09:00', doc['recovery-refusal'])
    expect(matter.main).toBe('REFUSED')
  })

  it('is postponed on a listed ground, and taken up where it stood', () => {
    const matter = transmitted('XN-CA').play('postpone', judges['XN-CA'], '2026-03-01 09:00', {
      ...doc['recovery-postponement'],
      ground: 'PO-05',
      expectedEnd: '2026-04-01',
    })
    matter.play('resume', judges['XN-CA'], '2026-04-01 09:00', doc['recovery-reason'])
    expect(matter.main).toBe('TRANSMITTED')
  })
})

/** Section 7 of the case: what every leg gave, in the State that realised it. */
const legs: readonly (readonly [string, string, string])[] = [
  ['AS-01', 'XV', '5480000.00'],
  ['AS-02', 'XV', '1870000.00'],
  ['AS-03', 'XV', '1350000.00'],
  ['AS-04', 'XV', '1220000.00'],
  ['AS-05', 'XV', '240000.00'],
  ['AS-06', 'XS', '2363512.75'],
  ['AS-07', 'XS', '3808800.00'],
  ['AS-08', 'XS', '1453600.00'],
  ['AS-09', 'XC', '1242000.00'],
  ['AS-11', 'XC', '460000.00'],
  ['AS-12', 'XN', '7820000.00'],
  ['AS-13', 'XN', '600000.00'],
  ['AS-14', 'XN', '135000.00'],
  ['AS-15', 'XN', '7005000.00'],
  ['AS-16', 'XN', '2150000.00'],
  ['AS-17', 'XN', '760000.00'],
  ['AS-18', 'XN', '380000.00'],
  ['AS-19', 'XN', '1000000.00'],
  ['AS-20', 'XN', '3450000.00'],
  ['AS-21', 'XN', '1380000.00'],
  ['AS-22', 'XN', '2208000.00'],
]

/** The matter with Carrow: its own legs carried out there, all others told by the issuing State. */
function carrow(): Matter {
  const matter = transmitted('XC-AG').play(
    'recognise',
    judges['XC-AG'],
    '2026-04-20 09:00',
    doc.recognition,
  )
  for (const [leg, state, amount] of legs) enforce(matter, leg, state, amount)
  return matter
}

function enforce(matter: Matter, leg: string, state: string, amount: string): void {
  const now = '2026-07-01 09:00'
  if (state !== 'XC') {
    matter.play('record-leg', arma, now, { leg, state, amount: eur(amount) })
    return
  }
  matter.play('clear-leg', arma, now, { leg, amount: eur(amount) })
  matter.play('enforce-leg', officer('XC-AG', 'prosecutor'), now, {
    leg,
    amount: eur(amount),
    thirdParties: 'none',
    how: 'cash',
    receipt: someDigest,
  })
}

function recovered(matter: Matter): bigint {
  return Object.values(matter.state?.tallies.recovered ?? {}).reduce<bigint>(
    (sum, value) => sum + (sumOf(value as Json)?.minor ?? 0n),
    0n,
  )
}

describe('the guard against recovering too much', () => {
  it('cuts the last of 22 legs to the headroom under the ceiling of 48,000,000', () => {
    const matter = carrow()
    expect(formatMinor(recovered(matter), 2)).toBe('46375912.75')
    const { cleared = {}, recovered: done = {} } = matter.state!.tallies
    const room = headroom(sumOf(eur('48000000.00'))!, cleared, done)
    expect(formatMinor(room, 2)).toBe('1624087.25')
    const whole = matter.attempt('clear-leg', arma, '2026-07-20 09:00', {
      leg: 'AS-23',
      amount: eur('1656000.00'),
    })
    expect(name(whole)).toBe('over-recovery')
    expect(!whole.ok && whole.refusal.remedy).toBe(
      'cut the leg to 1624087.25 EUR; the surplus of 31912.75 EUR stays blocked',
    )
    enforce(matter, 'AS-23', 'XC', '1624087.25')
    matter.play('block-surplus', judges['XC-AG'], '2026-07-20 12:00', doc.surplus)
    expect(formatMinor(recovered(matter), 2)).toBe('48000000.00')
    expect(Object.keys(matter.state!.tallies.recovered!)).toHaveLength(22)
    expect(
      name(
        matter.attempt('clear-leg', arma, '2026-07-21 09:00', {
          leg: 'AS-26',
          amount: eur('0.01'),
        }),
      ),
    ).toBe('over-recovery')
    // Nobody claims the surplus: it is free after a year, without anybody's hand.
    const lapsed = dueEvents(matter.state!, at('2027-07-21 12:00'), ['XC-AG'], shipped)
    expect(lapsed.find((e) => e.transition === 'surplus-lapses')?.data.due?.slice(0, 10)).toBe(
      '2027-07-20',
    )
  })

  it('counts what was cleared and is still on its way', () => {
    const cleared = { 'AS-12': eur('30.00') }
    expect(headroom(sumOf(eur('48.00'))!, cleared, { 'AS-01': eur('10.00') })).toBe(800n)
    expect(headroom(sumOf(eur('48.00'))!, cleared, { 'AS-12': eur('25.00') })).toBe(2300n)
  })

  it('lets nobody carry out a leg before the order has every safeguard', () => {
    const matter = managed('XC-AG')
    expect(
      name(
        matter.attempt(
          'enforce-leg',
          officer('XC-AG', 'prosecutor'),
          '2025-06-01 09:00',
          doc['leg-result'],
        ),
      ),
    ).toBe('not-open-now')
  })
})

describe('the sale of the yacht before judgment', () => {
  const amo = officer('XN-AMO', 'asset-manager')
  const court = officer('XN-DC', 'judge')
  const motion = () =>
    managed('XN-CA')
      .play('take-custody', amo, '2025-03-25 09:00', doc.custody)
      .play('report-cost', amo, '2025-04-25 09:00', { ...doc['cost-report'], period: '2025-04' })
      .play('propose-sale', amo, '2025-07-01 09:00', doc['sale-proposal'])

  it('is proposed, heard, ordered and done on the days of the case', () => {
    const matter = motion()
    expect(clockOf(matter, 'sale-hearing', '2025-07-02 09:00')?.due.slice(0, 10)).toBe('2025-07-31')
    matter.play('hear-owner', court, '2025-07-29 09:00', doc['sale-hearing'])
    expect(clockOf(matter, 'sale-hearing', '2025-08-02 09:00')?.status).toBe('met')
    matter.play('order-sale', court, '2025-08-14 09:00', doc['sale-order'])
    matter.play('sell', amo, '2025-09-26 09:00', doc['sale-result'])
    expect(matter.state?.states.sale).toBe('SOLD')
    expect(matter.state?.tallies.sales).toEqual({
      'AS-12': { amount: '8500000.00', currency: 'USD' },
    })
    expect(matter.main).toBe('MANAGED')
  })

  it('is not ordered before the owner was heard, nor by the office that manages', () => {
    const matter = motion()
    expect(name(matter.attempt('order-sale', court, '2025-07-02 09:00', doc['sale-order']))).toBe(
      'not-open-now',
    )
    matter.play('hear-owner', court, '2025-07-29 09:00', doc['sale-hearing'])
    expect(
      name(
        matter.attempt(
          'order-sale',
          officer('XN-AMO', 'judge'),
          '2025-08-14 09:00',
          doc['sale-order'],
        ),
      ),
    ).toBe('not-competent')
  })

  it('is not proposed where the cost is small against the value', () => {
    const matter = managed('XN-CA').play('take-custody', amo, '2025-03-25 09:00', doc.custody)
    const usd = (amount: string) => ({ amount, currency: 'USD' })
    const refused = matter.attempt('propose-sale', amo, '2025-07-01 09:00', {
      ...doc['sale-proposal'],
      value: usd('300000000.00'),
      monthlyCost: usd('743750.00'),
      monthlyLoss: 0,
    })
    expect(name(refused)).toBe('sale-not-justified')
  })

  it('asks for a report on the cost every month', () => {
    const matter = motion()
    expect(clockOf(matter, 'cost-report', '2025-05-01 09:00')?.due.slice(0, 10)).toBe('2025-05-25')
    expect(clockOf(matter, 'cost-report', '2025-06-01 09:00')?.status).toBe('overdue')
  })
})

describe('the return of RA-LANTERN', () => {
  /** An agreement of 22 May 2026 with a State that has recognised the order. */
  function agreed(to: keyof typeof judges, payer: string): Matter {
    const matter = transmitted(to).play(
      'recognise',
      judges[to],
      '2026-04-02 09:00',
      doc.recognition,
    )
    if (to === 'XN-CA')
      matter.play('open-victim-case', arma, '2026-05-01 09:00', doc['victim-case'])
    return matter
      .play('propose-agreement', arma, '2026-05-04 09:00', doc['return-agreement'])
      .play(
        'sign-agreement',
        officer(payer, 'delegate'),
        '2026-05-22 09:00',
        doc['agreement-signature'],
      )
  }

  function pay(
    matter: Matter,
    payer: string,
    day: string,
    tranche: string,
    amount: string,
  ): Matter {
    return matter
      .play('pay-tranche', officer(payer, 'delegate'), day, {
        ...doc.tranche,
        tranche,
        amount: eur(amount),
      })
      .play('countersign-tranche', armaDelegate, day, { tranche, amount: eur(amount) })
  }

  it('pays four tranches that come to 36,031,741.83', () => {
    const norrhavn = agreed('XN-CA', 'XN-CA')
    pay(norrhavn, 'XN-CA', '2026-06-15 09:00', 'RT-1', '9108234.00')
    const sable = pay(agreed('XS-PP', 'XS-PP'), 'XS-PP', '2026-07-10 09:00', 'RT-2', '7426868.75')
    const carrowSide = pay(
      agreed('XC-AG', 'XC-AG'),
      'XC-AG',
      '2026-08-05 09:00',
      'RT-3',
      '3062839.08',
    )
    pay(norrhavn, 'XN-CA', '2026-09-01 09:00', 'RT-4', '16433800.00')
    const all = [norrhavn, sable, carrowSide].flatMap((m) =>
      Object.values(m.state!.tallies.countersigned!),
    )
    const total = all.reduce<bigint>((sum, v) => sum + sumOf(v as Json)!.minor, 0n)
    expect(all).toHaveLength(4)
    expect(formatMinor(total, 2)).toBe('36031741.83')
    expect(clockOf(norrhavn, 'agreement-target', '2026-06-01 09:00')?.status).toBe('met')
  })

  it('disposes of nothing while a victim case is pending', () => {
    const matter = agreed('XN-CA', 'XN-CA')
    const pay = matter.attempt('pay-tranche', officer('XN-CA', 'delegate'), '2026-06-15 09:00', {
      ...doc.tranche,
      destination: 'use',
    })
    expect(name(pay)).toBe('victim-case-pending')
    const judge = judges['XN-CA']
    expect(name(matter.attempt('share', judge, '2026-06-15 09:00', doc.sharing))).toBe(
      'victim-case-pending',
    )
    matter.play('serve-victims', highCourt, '2026-08-20 09:00', doc['victims-served'])
    matter.play('share', judge, '2026-08-21 09:00', doc.sharing)
    expect(matter.state?.states.sharing).toBe('SHARED')
  })

  it('is watched to the end: misuse stops the next tranche', () => {
    const matter = pay(agreed('XC-AG', 'XC-AG'), 'XC-AG', '2026-08-05 09:00', 'RT-3', '3062839.08')
    expect(clockOf(matter, 'end-use', '2026-08-06 09:00')?.due.slice(0, 10)).toBe('2026-11-05')
    matter.play('report-milestone', armaDelegate, '2026-09-18 09:00', doc.milestone)
    expect(
      name(matter.attempt('finish-use', armaDelegate, '2026-09-19 09:00', doc['recovery-closing'])),
    ).toBe('milestone-unverified')
    matter.play('verify-milestone', monitor, '2026-09-20 09:00', doc.verification)
    matter.play('report-misuse', monitor, '2026-10-01 09:00', doc['misuse-report'])
    expect(
      name(
        matter.attempt(
          'pay-tranche',
          officer('XC-AG', 'delegate'),
          '2026-10-02 09:00',
          doc.tranche,
        ),
      ),
    ).toBe('misuse-open')
    matter.play(
      'suspend-tranches',
      officer('XC-AG', 'delegate'),
      '2026-10-02 09:00',
      doc.suspension,
    )
    matter.play('clear-misuse', monitor, '2026-11-01 09:00', doc['misuse-report'])
    matter.play('resume-tranches', officer('XC-AG', 'delegate'), '2026-11-02 09:00', doc.suspension)
    matter.play(
      'finish-return',
      officer('XC-AG', 'delegate'),
      '2026-11-03 09:00',
      doc['recovery-closing'],
    )
    matter.play('finish-use', armaDelegate, '2027-02-01 09:00', doc['recovery-closing'])
    expect(matter.state?.states).toMatchObject({ return: 'RETURNED', use: 'USE-ENDED' })
  })
})

describe('sharing between two States', () => {
  it.each([
    // recovered, victims, stays, goes: all in euro
    ['10000.00', '0.00', '10000.00', '0.00'],
    ['10000.01', '0.00', '5000.00', '5000.01'],
    ['10000.02', '0.00', '5000.01', '5000.01'],
    ['25000.00', '15000.00', '10000.00', '0.00'],
    ['25000.00', '14000.00', '5500.00', '5500.00'],
    ['25000.00', '30000.00', '0.00', '0.00'],
  ])('%s less %s for victims: %s stays, %s goes', (total, victims, keeps, passes) => {
    const minor = (text: string) => sumOf(eur(text))!.minor
    expect(shares(minor(total), minor(victims), 1_000_000n, 50n)).toEqual({
      keeps: minor(keeps),
      passes: minor(passes),
    })
  })
})

describe('claims from what was recovered', () => {
  const unit = officer('XV-VSU', 'registrar')
  const prosecutor = officer('XV-VSU', 'prosecutor')
  const clerk = officer('XV-HC', 'registrar')
  const judge = officer('XV-HC', 'judge')
  const treasury = officer('XV-ARMA', 'asset-manager')

  /** V-01 to V-06: lines, claimed, allowed, lines allowed. */
  const claims = [
    ['V-01', 1, '48000000.00', '41691941.83', 1],
    ['V-02', 1, '750000.00', '690000.00', 1],
    ['V-03', 214, '612000.00', '598400.00', 211],
    ['V-04', 1860, '3720000.00', '2400000.00', 1860],
    ['V-05', 37, '925000.00', '775000.00', 31],
    ['V-06', 6, '1900000.00', '0.00', 0],
  ] as const

  function published(): Matter {
    return new Matter('v', 'XV-HC', 'P6')
      .play('draft-notice', unit, '2026-02-26 09:00', doc['claim-notice'])
      .play('approve-notice', prosecutor, '2026-02-26 10:00', doc['notice-approval'])
      .play('publish-notice', unit, '2026-02-27 09:00', doc['claim-notice'])
  }

  function heard(reference: string, lines: number, claimed: string, linked = 'no'): Matter {
    return published()
      .play('file', unit, '2026-05-04 09:00', {
        ...doc.claim,
        reference,
        lines,
        claimed: eur(claimed),
      })
      .play('acknowledge-claim', clerk, '2026-05-08 09:00', doc['claim-acknowledgement'])
      .play('screen', clerk, '2026-05-29 09:00', { ...doc.screening, linked })
      .play('hear', judge, '2026-06-15 09:00', doc['claim-hearing'])
  }

  function decided([
    reference,
    lines,
    claimed,
    allowed,
    allowedLines,
  ]: (typeof claims)[number]): Matter {
    const matter = heard(reference, lines, claimed, allowed === '0.00' ? 'yes' : 'no')
    const now = '2026-07-03 09:00'
    if (allowed === '0.00') return matter.play('refuse-claim', judge, now, doc['claim-refused'])
    return matter.play('allow-in-part', judge, now, {
      ...doc['claim-partly'],
      allowed: eur(allowed),
      lines: allowedLines,
    })
  }

  it('opens a window of 91 days, told by radio and in three languages', () => {
    const matter = published()
    const { closes } = matter.state!.notes
    const days = (Date.parse(String(closes)) - Date.parse('2026-02-27')) / 86_400_000
    expect(days).toBe(91)
    // Ninety days from the beginning of the last day, in the time of Tarsk.
    expect(clockOf(matter, 'decision', '2026-03-01 09:00')?.due).toBe('2026-08-26T21:00:00.000Z')
  })

  it('takes 2,118 lines and decides them within the limit', () => {
    const all = claims.map(decided)
    // The claim of the State itself is not a line of the notice.
    const lines = all
      .slice(1)
      .reduce(
        (sum, m) => sum + Number(m.events.find((e) => e.type === 'claim.filed')?.data.notes?.lines),
        0,
      )
    expect(lines).toBe(2118)
    expect(all.map((m) => m.main)).toEqual([
      'PARTLY',
      'PARTLY',
      'PARTLY',
      'PARTLY',
      'PARTLY',
      'REFUSED',
    ])
    for (const m of all) expect(clockOf(m, 'decision', '2026-07-04 09:00')?.status).toBe('met')
    const victims = all
      .slice(1, 5)
      .reduce((sum, m) => sum + sumOf(m.state!.notes.allowed)!.minor, 0n)
    expect(formatMinor(victims, 2)).toBe('4463400.00')
  })

  it('refuses V-06 as wrongful, and only because the screening found the link', () => {
    expect(decided(claims[5]).state?.notes.ground).toBe('linked-to-suspect')
    const clean = heard('V-06', 6, '1900000.00', 'no')
    expect(
      name(clean.attempt('refuse-claim', judge, '2026-07-03 09:00', doc['claim-refused'])),
    ).toBe('link-not-found')
  })

  it('lets two of V-05 appeal within thirty days, decided by another judge', () => {
    const matter = decided(claims[4]).play('appeal', unit, '2026-07-20 09:00', doc['claim-appeal'])
    const decision = { ...doc['appeal-decision'], allowed: eur('775000.00') }
    expect(name(matter.attempt('decide-appeal', judge, '2026-08-10 09:00', decision))).toBe(
      'approver-is-author',
    )
    matter.play('decide-appeal', officer('XV-HC', 'judge', 2), '2026-08-10 09:00', decision)
    expect(matter.main).toBe('FINAL')
    matter.play('pay-claim', treasury, '2026-09-15 09:00', {
      ...doc['claim-payment'],
      amount: eur('775000.00'),
      paidTo: 31,
    })
    expect(clockOf(matter, 'payment', '2026-09-16 09:00')?.status).toBe('breached-then-met')
  })

  it('pays V-04 by a project of the community', () => {
    const matter = decided(claims[3])
      .play('accept-decision', unit, '2026-07-10 09:00', doc['claim-acceptance'])
      .play('start-project', treasury, '2026-07-30 09:00', {
        ...doc['collective-project'],
        amount: eur('2400000.00'),
      })
    expect(matter.main).toBe('COLLECTIVE')
  })

  it('splits a fund that is short to the last cent', () => {
    const allowed = ['690000.00', '598400.00', '2400000.00', '775000.00'].map(
      (a) => sumOf(eur(a))!.minor,
    )
    const paid = proRata(100_000_001n, allowed)
    expect(paid.reduce((a, b) => a + b, 0n)).toBe(100_000_001n)
    expect(proRata(446_340_000n, allowed)).toEqual(allowed)
    const matter = decided(claims[1]).play(
      'accept-decision',
      unit,
      '2026-07-10 09:00',
      doc['claim-acceptance'],
    )
    const short = { ...doc['claim-payment'], available: eur('1000000.01') }
    expect(name(matter.attempt('pay-claim', treasury, '2026-07-30 09:00', short))).toBe(
      'payment-wrong',
    )
    matter.play('pay-claim', treasury, '2026-07-30 09:00', {
      ...short,
      amount: eur(formatMinor(paid[0]!, 2)),
    })
    expect(matter.main).toBe('PAID')
  })

  it('RV-06: a pledge in good faith on a vehicle is released', () => {
    const matter = new Matter('rv-06', 'XV-HC', 'P7')
      .play('file', unit, '2025-06-02 09:00', {
        ...doc['third-party-claim'],
        claimed: eur('140000.00'),
      })
      .play('acknowledge-claim', clerk, '2025-06-04 09:00', doc['claim-acknowledgement'])
      .play('screen', clerk, '2025-06-20 09:00', { ...doc.screening, linked: 'no' })
      .play('hear', judge, '2025-07-30 09:00', doc['claim-hearing'])
      .play('allow', judge, '2025-08-20 09:00', {
        ...doc['claim-allowed'],
        allowed: eur('140000.00'),
      })
      .play('accept-decision', unit, '2025-08-21 09:00', doc['claim-acceptance'])
      .play('release-item', treasury, '2025-08-25 09:00', doc['claim-release'])
    expect(matter.main).toBe('RELEASED')
  })

  it('wages owed from a frozen account are paid month by month', () => {
    const matter = new Matter('rv-00', 'XV-HC', 'P7')
      .play('file', unit, '2025-03-19 09:00', {
        ...doc['third-party-claim'],
        reference: 'RV-00',
        circle: '214 workers',
        lines: 214,
        variant: 'wages',
      })
      .play('acknowledge-claim', clerk, '2025-03-19 15:00', doc['claim-acknowledgement'])
      .play('screen', clerk, '2025-03-20 09:00', { ...doc.screening, linked: 'no' })
      .play('hear', judge, '2025-03-24 09:00', doc['claim-hearing'])
      .play('allow', judge, '2025-03-25 09:00', doc['claim-allowed'])
      .play('accept-decision', unit, '2025-03-26 09:00', doc['claim-acceptance'])
      .play('carve-out', treasury, '2025-03-27 09:00', doc['claim-carve-out'])
    expect(matter.main).toBe('CARVED-OUT')
  })

  it('a decision that nobody challenges becomes final by itself, and the thing is given back', () => {
    const matter = decided(claims[1])
    const before = dueEvents(matter.state!, at('2026-08-02 08:00'), ['XV-HC'], shipped)
    expect(before.map((e) => e.transition)).not.toContain('become-final')
    for (const event of dueEvents(matter.state!, at('2026-08-03 09:00'), ['XV-HC'], shipped))
      matter.apply(event)
    expect(matter.main).toBe('FINAL')
    matter.play('give-in-kind', treasury, '2026-08-10 09:00', doc['claim-in-kind'])
    matter.play('close-claim', clerk, '2026-08-20 09:00', doc['claim-closing'])
    expect(matter.main).toBe('CLOSED')
  })

  it('RV-03: a mortgage is not released, its rank is recorded', () => {
    const desk = officer('XN-DC', 'registrar')
    const bench = officer('XN-DC', 'judge')
    const matter = new Matter('rv-03', 'XN-DC', 'P7')
      .play('file', officer('XN-ARO', 'registrar'), '2025-04-01 09:00', {
        ...doc['third-party-claim'],
        reference: 'RV-03',
        variant: 'security',
        asset: 'AS-15',
        claimed: eur('2250000.00'),
      })
      .play('acknowledge-claim', desk, '2025-04-02 09:00', doc['claim-acknowledgement'])
      .play('screen', desk, '2025-04-20 09:00', { ...doc.screening, linked: 'no' })
      .play('hear', bench, '2025-05-20 09:00', doc['claim-hearing'])
      .play('allow', bench, '2025-05-28 09:00', {
        ...doc['claim-allowed'],
        allowed: eur('2250000.00'),
      })
      .play(
        'accept-decision',
        officer('XN-ARO', 'registrar'),
        '2025-05-29 09:00',
        doc['claim-acceptance'],
      )
    expect(
      name(
        matter.attempt(
          'release-item',
          officer('XN-AMO', 'asset-manager'),
          '2025-06-01 09:00',
          doc['claim-release'],
        ),
      ),
    ).toBe('outcome-not-fitting')
    matter.play(
      'record-rank',
      officer('XN-AMO', 'asset-manager'),
      '2025-06-01 09:00',
      doc['claim-rank'],
    )
    expect(matter.main).toBe('RANKED')
  })
})
