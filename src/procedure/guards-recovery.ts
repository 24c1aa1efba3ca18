import { groundsOpen, threshold } from '#law'
import { headroom, type Sum, shares, sumOf, told } from './amounts.ts'
import type { Guard } from './guard.ts'
import { claimGuards } from './guards-claims.ts'
import { refusal } from './refuse.ts'
import { dayOf, keptAs, type Situation, standing } from './situation.ts'

/** The sum in a field, and where it is. */
function sum(s: Situation, field: string): Sum | undefined {
  return sumOf(s.document?.[field])
}

function currenciesDiffer(field: string, a: Sum, b: Sum) {
  return refusal(
    'currencies-differ',
    `the amount is in ${a.currency}, what it is held against in ${b.currency}`,
    { where: { pointer: `/document/${field}` } },
  )
}

/** Guards of confiscation, management, return and claims. */
export const recoveryGuards: Readonly<Record<string, Guard>> = {
  ...claimGuards,
  'month-written': {
    text: 'the month is written as year and month',
    ofPeer: true,
    check: ({ document }) =>
      /^\d{4}-(0[1-9]|1[0-2])$/.test(String(document?.period))
        ? undefined
        : refusal('month-malformed', `"${String(document?.period).slice(0, 20)}" is not a month`, {
            where: { pointer: '/document/period' },
          }),
  },
  'sale-worth-it': {
    text: 'keeping the property costs too much for its value',
    ofPeer: true,
    check: (s) => {
      const [value, cost] = [sum(s, 'value'), sum(s, 'monthlyCost')]
      if (s.document?.perishable === true || value === undefined || cost === undefined)
        return undefined
      if (value.currency !== cost.currency) return currenciesDiffer('monthlyCost', cost, value)
      const loss = (value.minor * BigInt(Number(s.document?.monthlyLoss))) / 10_000n
      const month = cost.minor + loss
      const line = threshold('TH-SALE', s.law)
      // Hundredths of a per cent.
      const share = line === undefined ? undefined : BigInt(Math.round(Number(line.value) * 100))
      if (share !== undefined && month * 10_000n >= value.minor * share) return undefined
      return refusal(
        'sale-not-justified',
        line === undefined
          ? 'no row says how much of its value property must lose in a month'
          : `a month costs ${told({ ...value, minor: month })} against a value of ${told(value)}, less than ${line.value} percent`,
        { where: { pointer: '/document/memo' } },
      )
    },
  },
  'same-leg': {
    text: 'the property sold is the one the court ordered to be sold',
    ofPeer: true,
    check: ({ state, document }) =>
      document?.leg === state?.notes.leg
        ? undefined
        : refusal(
            'leg-differs',
            `the order is on ${state?.notes.leg}, the sale names ${document?.leg}`,
            { where: { pointer: '/document/leg' } },
          ),
  },
  'ground-of-kind': {
    text: 'the ground is on the closed list for this kind of answer',
    ofPeer: true,
    check: (s, with_) => {
      const kind = with_.value === 'impossibility' ? 'impossibility' : 'postponement'
      const open = groundsOpen(
        s.procedure.id,
        s.state?.basis?.instrument,
        dayOf(s.now),
        s.law,
        kind,
      )
      const id = String(s.document?.ground)
      if (open.some((g) => g.id === id)) return undefined
      return refusal('ground-not-listed', `${id.slice(0, 40)} is no ground of ${kind} here`, {
        remedy: `choose one of ${open.map((g) => `${g.id} ${g.name}`).join(', ')}`,
        where: { pointer: '/document/ground' },
      })
    },
  },
  'expected-end-ahead': {
    text: 'a postponement names an end that is still to come',
    ofPeer: true,
    check: (s) =>
      String(s.document?.expectedEnd) > dayOf(s.now)
        ? undefined
        : refusal('end-passed', `the expected end ${s.document?.expectedEnd} is not ahead`, {
            where: { pointer: '/document/expectedEnd' },
          }),
  },
  'under-ceiling': {
    text: 'all legs together stay under the ceiling of the order',
    ofPeer: true,
    check: (s) => {
      const ceiling = sumOf(s.state?.notes.ceiling)
      const amount = sum(s, 'amount')
      if (ceiling === undefined || amount === undefined) return undefined
      if (ceiling.currency !== amount.currency) return currenciesDiffer('amount', amount, ceiling)
      const { cleared = {}, recovered = {} } = s.state?.tallies ?? {}
      const left = headroom(ceiling, cleared, recovered, String(s.document?.leg))
      if (amount.minor <= left) return undefined
      const room = { minor: left < 0n ? 0n : left, currency: ceiling.currency }
      const surplus = { minor: amount.minor - room.minor, currency: ceiling.currency }
      return refusal(
        'over-recovery',
        `the order allows ${told(ceiling)} in all; ${told(room)} are left, the leg would take ${told(amount)}`,
        {
          remedy: `cut the leg to ${told(room)}; the surplus of ${told(surplus)} stays blocked`,
          where: { pointer: '/document/amount' },
        },
      )
    },
  },
  'leg-not-lowered': {
    text: 'a leg that was cleared or recovered never counts for less',
    ofPeer: true,
    check: (s, { tally = 'cleared' }) => {
      const before = sumOf(keptAs(s.state, tally, s.document?.leg))
      const amount = sum(s, 'amount')
      if (before === undefined || amount === undefined || amount.minor >= before.minor)
        return undefined
      return refusal(
        'clearance-lowered',
        tally === 'cleared'
          ? `the leg was cleared for ${told(before)} and may already be carried out`
          : `the leg stands with ${told(before)}; less would make room under the ceiling for what is not there`,
        { where: { pointer: '/document/amount' } },
      )
    },
  },
  'leg-cleared': {
    text: 'the issuing State has cleared the leg for this amount',
    ofPeer: true,
    check: (s) => {
      const leg = String(s.document?.leg)
      const cleared = sumOf(keptAs(s.state, 'cleared', leg))
      const amount = sum(s, 'amount')
      if (amount === undefined) return undefined
      if (cleared === undefined)
        return refusal('leg-not-cleared', `the issuing State has not cleared ${leg}`, {
          where: { pointer: '/document/leg' },
        })
      if (amount.minor <= cleared.minor && amount.currency === cleared.currency) return undefined
      return refusal(
        'leg-not-cleared',
        `${leg} is cleared for ${told(cleared)}, not for ${told(amount)}`,
        { where: { pointer: '/document/amount' } },
      )
    },
  },
  'victims-first': {
    text: 'no victim case is pending, or the money only goes to the account kept for victims',
    ofPeer: false,
    check: (s) =>
      standing(s.state, 'victims') !== 'VICTIMS-PENDING' ||
      s.document?.destination === 'ring-fenced'
        ? undefined
        : refusal('victim-case-pending', 'a victim case is pending; nothing is disposed of'),
  },
  'shares-right': {
    text: 'the two shares follow from the amount, after the victims',
    ofPeer: true,
    check: (s) => {
      const parts = ['recovered', 'victims', 'keeps', 'passes'].map((f) => sum(s, f))
      const [recovered, victims, keeps, passes] = parts
      const line = threshold('TH-SHARING', s.law)
      const percent = threshold('TH-SHARE', s.law)
      const limit = line && sumOf({ amount: line.value, currency: line.unit })
      if (!limit || !percent)
        return refusal('shares-wrong', 'no row says how two States share what was recovered')
      if (!recovered || !victims || !keeps || !passes) return undefined
      for (const part of [recovered, victims, keeps, passes])
        if (part.currency !== limit.currency) return currenciesDiffer('recovered', part, limit)
      const right = shares(
        recovered.minor,
        victims.minor,
        limit.minor,
        BigInt(percent.value.split('.')[0] ?? '0'),
      )
      if (keeps.minor === right.keeps && passes.minor === right.passes) return undefined
      const { currency } = recovered
      return refusal(
        'shares-wrong',
        `of ${told(recovered)}, after ${told(victims)} for victims, ${told({ minor: right.keeps, currency })} stay and ${told({ minor: right.passes, currency })} go to the issuing State`,
        { where: { pointer: '/document/passes' } },
      )
    },
  },
  'no-contingent-fees': {
    text: 'nobody is paid by a share of what comes back',
    ofPeer: true,
    check: ({ document }) =>
      document?.contingentFees === 'none'
        ? undefined
        : refusal('contingent-fees', 'the agreement pays somebody by a share of the return', {
            where: { pointer: '/document/contingentFees' },
          }),
  },
  'same-agreement': {
    text: 'what is signed is what was proposed',
    ofPeer: true,
    check: ({ state, document }) =>
      document?.agreement === state?.notes.agreement
        ? undefined
        : refusal(
            'agreement-differs',
            `proposed was ${state?.notes.agreement}, signed would be ${document?.agreement}`,
            { where: { pointer: '/document/agreement' } },
          ),
  },
  'no-misuse-open': {
    text: 'no report of misuse is open',
    ofPeer: false,
    gate: ({ state }) =>
      standing(state, 'use') === 'MISUSE'
        ? refusal('misuse-open', 'the monitor has reported misuse of an earlier tranche')
        : undefined,
  },
  'same-tranche': {
    text: 'the receipt is for the tranche and the amount that were sent',
    ofPeer: true,
    check: ({ state, document }) => {
      const sent = sumOf(keptAs(state, 'tranches', document?.tranche))
      const got = sumOf(document?.amount)
      if (
        document?.tranche === state?.notes.tranche &&
        sent !== undefined &&
        got !== undefined &&
        sent.minor === got.minor &&
        sent.currency === got.currency
      )
        return undefined
      return refusal(
        'tranche-differs',
        `sent was ${state?.notes.tranche} of ${sent === undefined ? 'nothing' : told(sent)}`,
        { where: { pointer: '/document/amount' } },
      )
    },
  },
  'tranche-received': {
    text: 'a tranche has been received',
    ofPeer: true,
    gate: ({ state }) =>
      Object.keys(state?.tallies.countersigned ?? {}).length > 0
        ? undefined
        : refusal('nothing-received', 'no tranche has been paid and countersigned'),
  },
  'counted-within': {
    text: 'no more are counted than were asked, and nothing is measured ahead of its day',
    ofPeer: true,
    check: ({ document, now }) =>
      Number(document?.counted) <= Number(document?.n) &&
      String(document?.measured) <= now.slice(0, 10)
        ? undefined
        : refusal(
            'counts-differ',
            `${document?.counted} of ${document?.n} on ${String(document?.measured).slice(0, 10)}`,
            { where: { pointer: '/document/counted' } },
          ),
  },
  'milestone-reported': {
    text: 'the milestone was reported before it is verified, and for no less',
    ofPeer: true,
    check: ({ state, document }) => {
      const reported = sumOf(keptAs(state, 'milestones', document?.line))
      const seen = sumOf(document?.amount)
      if (reported !== undefined && seen !== undefined && seen.minor <= reported.minor)
        return undefined
      return refusal(
        'milestone-unknown',
        `${document?.line} was reported with ${reported === undefined ? 'nothing' : told(reported)}`,
        { where: { pointer: '/document/line' } },
      )
    },
  },
  'milestones-verified': {
    text: 'the monitor has verified every line that was reported',
    ofPeer: true,
    gate: ({ state }) => {
      const open = Object.keys(state?.tallies.milestones ?? {}).filter(
        (line) => keptAs(state, 'verified', line) === undefined,
      )
      return open.length === 0
        ? undefined
        : refusal('milestone-unverified', `the monitor has not verified ${open.join(', ')}`)
    },
  },
  'recovery-settled': {
    text: 'victims, return and use are settled before the file is closed',
    ofPeer: false,
    gate: ({ state }) => {
      const open = [
        ['victims', 'VICTIMS-PENDING', 'a victim case is pending'],
        ['return', 'TRANCHE-SENT', 'a tranche is not countersigned'],
        ['return', 'AGREEMENT', 'the agreement is not carried out'],
        ['return', 'PAID', 'tranches are still to come'],
        ['return', 'TRANCHES-SUSPENDED', 'the tranches are suspended'],
        ['use', 'END-USE', 'the use of the money is not reported to the end'],
        ['use', 'MISUSE', 'a report of misuse is open'],
      ].find(([track, id]) => standing(state, String(track)) === id)
      return open === undefined ? undefined : refusal('recovery-open', String(open[2]))
    },
  },
}
