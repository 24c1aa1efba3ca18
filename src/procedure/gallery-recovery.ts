import type { Gallery } from './refusals.ts'
import { recoverySamples as doc } from './samples-recovery.ts'
import { Matter, officer } from './testing.ts'

const eur = (amount: string) => ({ amount, currency: 'EUR' })
const arma = officer('XV-ARMA', 'case-officer')
const manager = officer('XN-AMO', 'asset-manager')
const judge = officer('XN-DC', 'judge')
const payer = officer('XN-CA', 'delegate')
const treasury = officer('XV-ARMA', 'delegate')
const monitor = officer('CSO-1', 'monitor')
const desk = officer('XV-VSU', 'registrar')
const clerk = officer('XV-HC', 'registrar')
const bench = officer('XV-HC', 'judge')

function managed(): Matter {
  return new Matter('cf-1', 'XN-CA', 'P5')
    .play('plan', arma, '2025-03-20 09:00', doc['management-plan'])
    .play(
      'approve-plan',
      officer('XV-ARMA', 'head-of-desk'),
      '2025-03-20 10:00',
      doc['management-approval'],
    )
    .play('open-management', arma, '2025-03-20 11:00', doc['management-plan'])
    .play('take-custody', manager, '2025-03-25 09:00', doc.custody)
}

function certified(): Matter {
  return managed()
    .play('order', officer('XV-HC', 'judge'), '2026-02-20 10:00', doc['confiscation-order'])
    .play(
      'transmit',
      officer('XV-CA', 'registrar'),
      '2026-02-24 09:00',
      doc['confiscation-certificate'],
    )
}

function recognised(): Matter {
  return certified().play('recognise', judge, '2026-04-02 09:00', doc.recognition)
}

function cleared(amount = '7820000.00'): Matter {
  return recognised().play('clear-leg', arma, '2026-05-01 09:00', {
    leg: 'AS-12',
    amount: eur(amount),
  })
}

function agreed(): Matter {
  return recognised()
    .play('propose-agreement', arma, '2026-05-04 09:00', doc['return-agreement'])
    .play('sign-agreement', payer, '2026-05-22 09:00', doc['agreement-signature'])
}

function paid(): Matter {
  return agreed()
    .play('pay-tranche', payer, '2026-06-15 09:00', doc.tranche)
    .play('countersign-tranche', treasury, '2026-06-16 09:00', doc['tranche-receipt'])
}

function used(): Matter {
  return paid().play('report-milestone', treasury, '2026-09-18 09:00', doc.milestone)
}

function noticed(): Matter {
  return new Matter('v-1', 'XV-HC', 'P6')
    .play('draft-notice', desk, '2026-02-26 09:00', doc['claim-notice'])
    .play(
      'approve-notice',
      officer('XV-VSU', 'prosecutor'),
      '2026-02-26 10:00',
      doc['notice-approval'],
    )
}

/** A notice with something changed. */
function notice(change: object) {
  return new Matter('v-1', 'XV-HC', 'P6').attempt('draft-notice', desk, '2026-02-27 09:00', {
    ...doc['claim-notice'],
    ...change,
  })
}

function published(): Matter {
  return noticed().play('publish-notice', desk, '2026-02-27 09:00', doc['claim-notice'])
}

function filed(): Matter {
  return published().play('file', desk, '2026-05-04 09:00', doc.claim)
}

function acknowledged(): Matter {
  return filed().play('acknowledge-claim', clerk, '2026-05-08 09:00', doc['claim-acknowledgement'])
}

function heard(linked = 'no'): Matter {
  return acknowledged()
    .play('screen', clerk, '2026-05-29 09:00', { ...doc.screening, linked })
    .play('hear', bench, '2026-06-15 09:00', doc['claim-hearing'])
}

function partly(): Matter {
  return heard().play('allow-in-part', bench, '2026-07-03 09:00', doc['claim-partly'])
}

function final(): Matter {
  return partly().play('accept-decision', desk, '2026-07-10 09:00', doc['claim-acceptance'])
}

function nothingAllowed(): Matter {
  return heard('yes')
    .play('refuse-claim', bench, '2026-07-03 09:00', doc['claim-refused'])
    .play('accept-decision', desk, '2026-07-10 09:00', doc['claim-acceptance'])
}

function pledge(): Matter {
  return new Matter('rv-06', 'XV-HC', 'P7')
    .play('file', desk, '2025-06-02 09:00', {
      ...doc['third-party-claim'],
      claimed: eur('140000.00'),
    })
    .play('acknowledge-claim', clerk, '2025-06-04 09:00', doc['claim-acknowledgement'])
    .play('screen', clerk, '2025-06-20 09:00', { ...doc.screening, linked: 'no' })
    .play('hear', bench, '2025-07-30 09:00', doc['claim-hearing'])
    .play('allow', bench, '2025-08-20 09:00', {
      ...doc['claim-allowed'],
      allowed: eur('140000.00'),
    })
    .play('accept-decision', desk, '2025-08-21 09:00', doc['claim-acceptance'])
}

/** One situation for every refusal of the family. */
export const recoveryGallery = {
  'currencies-differ': {
    situation: 'a leg is cleared in dollars under an order in euro',
    example: () =>
      recognised().attempt('clear-leg', arma, '2026-05-01 09:00', {
        leg: 'AS-12',
        amount: { amount: '8500000.00', currency: 'USD' },
      }),
  },
  'month-malformed': {
    situation: 'a report on costs is for "May"',
    example: () =>
      managed().attempt('report-cost', manager, '2025-05-25 09:00', {
        ...doc['cost-report'],
        period: 'May',
      }),
  },
  'sale-not-justified': {
    situation: 'a yacht worth 300 million is to be sold because it costs 743,750 a month',
    example: () =>
      managed().attempt('propose-sale', manager, '2025-07-01 09:00', {
        ...doc['sale-proposal'],
        value: { amount: '300000000.00', currency: 'USD' },
        monthlyCost: { amount: '743750.00', currency: 'USD' },
        monthlyLoss: 0,
      }),
  },
  'leg-differs': {
    situation: 'the court orders the sale of the yacht, and the painting is sold',
    example: () =>
      managed()
        .play('propose-sale', manager, '2025-07-01 09:00', doc['sale-proposal'])
        .play('hear-owner', judge, '2025-07-29 09:00', doc['sale-hearing'])
        .play('order-sale', judge, '2025-08-14 09:00', doc['sale-order'])
        .attempt('sell', manager, '2025-09-26 09:00', { ...doc['sale-result'], leg: 'AS-18' }),
  },
  'ground-not-listed': {
    situation: 'execution is postponed because an earlier order has priority',
    example: () =>
      certified().attempt('postpone', judge, '2026-03-01 09:00', {
        ...doc['recovery-postponement'],
        ground: 'PO-03',
      }),
  },
  'end-passed': {
    situation: 'a postponement is to end last month',
    example: () =>
      certified().attempt('postpone', judge, '2026-03-01 09:00', {
        ...doc['recovery-postponement'],
        expectedEnd: '2026-02-01',
      }),
  },
  'over-recovery': {
    situation: 'a last leg of 1,656,000 under an order with 1,624,087.25 left',
    example: () =>
      recognised()
        .play('record-leg', arma, '2026-07-01 09:00', {
          leg: 'all others',
          state: 'XV, XN, XS and XC',
          amount: eur('46375912.75'),
        })
        .attempt('clear-leg', arma, '2026-07-20 09:00', {
          leg: 'AS-23',
          amount: eur('1656000.00'),
        }),
  },
  'clearance-lowered': {
    situation: 'a clearance that may already be used is lowered',
    example: () =>
      cleared().attempt('clear-leg', arma, '2026-05-02 09:00', {
        leg: 'AS-12',
        amount: eur('7000000.00'),
      }),
  },
  'leg-not-cleared': {
    situation: 'more is recovered from a leg than was cleared',
    example: () =>
      cleared('7000000.00').attempt(
        'enforce-leg',
        payerOfLegs,
        '2026-06-12 09:00',
        doc['leg-result'],
      ),
  },
  'victim-case-pending': {
    situation: 'the sum is shared while a claim of victims is pending',
    example: () =>
      recognised()
        .play('open-victim-case', arma, '2026-05-01 09:00', doc['victim-case'])
        .attempt('share', judge, '2026-06-01 09:00', doc.sharing),
  },
  'shares-wrong': {
    situation: 'the executing State keeps more than half',
    example: () =>
      recognised().attempt('share', judge, '2026-06-01 09:00', {
        ...doc.sharing,
        keeps: eur('4000000.00'),
        passes: eur('3000000.00'),
      }),
  },
  'contingent-fees': {
    situation: 'an agreement pays a firm a share of the return',
    example: () =>
      recognised().attempt('propose-agreement', arma, '2026-05-04 09:00', {
        ...doc['return-agreement'],
        contingentFees: 'agreed',
      }),
  },
  'agreement-differs': {
    situation: 'another agreement is signed than was proposed',
    example: () =>
      recognised()
        .play('propose-agreement', arma, '2026-05-04 09:00', doc['return-agreement'])
        .attempt('sign-agreement', payer, '2026-05-22 09:00', { agreement: 'another text' }),
  },
  'misuse-open': {
    situation: 'a second tranche is paid after the monitor reported misuse of the first',
    example: () =>
      used()
        .play('report-misuse', monitor, '2026-10-01 09:00', doc['misuse-report'])
        .attempt('pay-tranche', payer, '2026-10-02 09:00', { ...doc.tranche, tranche: 'RT-2' }),
  },
  'tranche-differs': {
    situation: 'less arrives than was sent',
    example: () =>
      agreed()
        .play('pay-tranche', payer, '2026-06-15 09:00', doc.tranche)
        .attempt('countersign-tranche', treasury, '2026-06-16 09:00', {
          tranche: 'RT-1',
          amount: eur('9108233.00'),
        }),
  },
  'nothing-received': {
    situation: 'use is reported before any money came',
    example: () =>
      agreed().attempt('report-milestone', treasury, '2026-06-01 09:00', doc.milestone),
  },
  'milestone-unknown': {
    situation: 'the monitor verifies a line that nobody reported',
    example: () =>
      used().attempt('verify-milestone', monitor, '2026-09-20 09:00', {
        ...doc.verification,
        line: 'EU-3',
      }),
  },
  'milestone-unverified': {
    situation: 'the use is ended before the monitor came',
    example: () =>
      used().attempt('finish-use', treasury, '2026-12-01 09:00', doc['recovery-closing']),
  },
  'recovery-open': {
    situation: 'the file is closed while tranches are still to come',
    example: () =>
      cleared()
        .play('enforce-leg', payerOfLegs, '2026-06-12 09:00', doc['leg-result'])
        .play('complete-enforcement', judge, '2026-06-13 09:00', doc['enforcement-report'])
        .play('propose-agreement', arma, '2026-06-14 09:00', doc['return-agreement'])
        .play('sign-agreement', payer, '2026-06-15 09:00', doc['agreement-signature'])
        .attempt('close', arma, '2026-06-16 09:00', doc['recovery-closing']),
  },
  'window-too-short': {
    situation: 'victims would have a month to claim',
    example: () => notice({ closes: '2026-03-31' }),
  },
  'notice-internet-only': {
    situation: 'the notice stands on a web page alone',
    example: () => notice({ channels: ['internet'] }),
  },
  'claim-unacknowledged': {
    situation: 'the claimant is summoned without having had an acknowledgement',
    example: () =>
      filed()
        .play('screen', clerk, '2026-05-29 09:00', doc.screening)
        .attempt('hear', bench, '2026-06-15 09:00', doc['claim-hearing']),
  },
  'already-acknowledged': {
    situation: 'a claim is acknowledged twice',
    example: () =>
      acknowledged().attempt(
        'acknowledge-claim',
        clerk,
        '2026-05-09 09:00',
        doc['claim-acknowledgement'],
      ),
  },
  'asked-enough': {
    situation: 'evidence is asked for a third time',
    example: () => {
      const matter = acknowledged()
      for (const day of ['2026-05-10', '2026-05-14'])
        matter
          .play('ask-evidence', clerk, `${day} 09:00`, doc['evidence-question'])
          .play('supply-evidence', desk, `${day} 15:00`, doc['evidence-answer'])
      return matter.attempt('ask-evidence', clerk, '2026-05-18 09:00', doc['evidence-question'])
    },
  },
  'right-not-shown': {
    situation: 'a mortgage is claimed without its entry in the register',
    example: () => {
      const { register: _, ...claim } = doc['third-party-claim']
      return new Matter('rv-03', 'XV-HC', 'P7').attempt('file', desk, '2025-04-01 09:00', {
        ...claim,
        variant: 'security',
      })
    },
  },
  'outcome-not-fitting': {
    situation: 'a buyer in good faith is given a rank in place of the thing',
    example: () =>
      pledge().attempt(
        'record-rank',
        officer('XV-ARMA', 'asset-manager'),
        '2025-08-25 09:00',
        doc['claim-rank'],
      ),
  },
  'more-than-claimed': {
    situation: '800,000 are allowed on a claim of 750,000',
    example: () =>
      heard().attempt('allow', bench, '2026-07-03 09:00', {
        ...doc['claim-allowed'],
        allowed: eur('800000.00'),
      }),
  },
  'part-unexplained': {
    situation: '690,000 of 750,000 are allowed, and nothing is said about the rest',
    example: () =>
      heard().attempt('allow', bench, '2026-07-03 09:00', {
        ...doc['claim-allowed'],
        allowed: eur('690000.00'),
      }),
  },
  'not-a-part': {
    situation: 'a claim is allowed in part, for nothing',
    example: () =>
      heard().attempt('allow-in-part', bench, '2026-07-03 09:00', {
        ...doc['claim-partly'],
        allowed: eur('0.00'),
      }),
  },
  'link-not-found': {
    situation: 'a claimant is refused for a link that the screening did not find',
    example: () => heard().attempt('refuse-claim', bench, '2026-07-03 09:00', doc['claim-refused']),
  },
  'nothing-allowed': {
    situation: 'a claim that was refused is paid',
    example: () =>
      nothingAllowed().attempt(
        'pay-claim',
        officer('XV-ARMA', 'asset-manager'),
        '2026-08-01 09:00',
        doc['claim-payment'],
      ),
  },
  'claim-unpaid': {
    situation: 'a claim is closed before it is paid',
    example: () => final().attempt('close-claim', clerk, '2026-07-11 09:00', doc['claim-closing']),
  },
  'payment-wrong': {
    situation: 'a claim is paid in full although the funds of its rank are short',
    example: () =>
      final().attempt('pay-claim', officer('XV-ARMA', 'asset-manager'), '2026-08-01 09:00', {
        ...doc['claim-payment'],
        available: eur('1000000.00'),
      }),
  },
} as const satisfies Gallery

const payerOfLegs = officer('XN-AMO', 'asset-manager')
