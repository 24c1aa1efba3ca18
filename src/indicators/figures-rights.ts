import { type Ask, byLabel, good, more, valuesOf } from './ask.ts'
import {
  type Counted,
  countPart,
  medianPart,
  type Part,
  shareOf,
  sharePart,
  valueShare,
  valueSharePart,
} from './figure.ts'
import type { Observation } from './observation.ts'

const hour = 3_600_000
const minute = 60_000

/** IN-24, IN-31 to IN-37, IN-39 and IN-40. */
export function rightsFigures(ask: Ask): readonly Counted[] {
  return [
    victims(ask),
    attribution(ask),
    notices(ask),
    audited(ask),
    subjects(ask),
    complaints(ask),
    commitments(ask),
    lessons(ask),
    tips(ask),
    friction(ask),
  ]
}

function victims(ask: Ask): Counted {
  const claims = ask.within('claim').filter((o) => o.yes === true)
  const share = (some: readonly Observation[]) => ({
    numerator: more(some, 'allowed'),
    denominator: valuesOf(some).reduce((a, b) => a + b, 0),
    n: more(some, 'lines'),
    largest: Math.max(0, ...some.map((o) => o.more?.allowed ?? 0)),
    jurisdictions: new Set(some.flatMap((o) => o.country ?? [])).size,
  })
  const served = more(claims, 'served')
  // A claim is paid once its decision is final; then how much was allowed harms no case any more.
  const settled = claims.every((o) => (o.more?.paid ?? 0) > 0 || o.more?.allowed === 0)
  return {
    id: 'IN-24',
    ...valueShare(share(claims)),
    ...(claims.length > 0 && settled ? { finalCase: true } : {}),
    parts: [
      ...byLabel(claims, 'line').map(([kind, some]) =>
        valueSharePart('claimant', kind, share(some)),
      ),
      sharePart('variant', 'persons paid', more(claims, 'persons'), more(claims, 'lines') - served),
      countPart('variant', 'served by a project', served, 'count'),
      valueSharePart('variant', 'paid / allowed', {
        ...share(claims),
        numerator: more(claims, 'paid'),
        denominator: more(claims, 'allowed'),
      }),
      medianPart(
        'variant',
        'claim to payment',
        claims.flatMap((o) => o.more?.days ?? []),
        'days',
      ),
    ],
  }
}

function attribution(ask: Ask): Counted {
  const errors = ask.within('dsr.attribution')
  return {
    id: 'IN-31',
    value: errors.length,
    n: errors.length,
    text: `${errors.length}`,
    parts: [
      medianPart(
        'variant',
        'to the last copy',
        valuesOf(errors).map((v) => v / hour),
        'hours',
      ),
    ],
  }
}

function notices(ask: Ask): Counted {
  const all = ask.within('freeze.notice')
  return shareOf('IN-32', good(all), all.length, [
    sharePart('variant', 'postponed by a judge', more(all, 'postponed'), all.length),
  ])
}

function audited(ask: Ask): Counted {
  const samples = ask.within('audit.sample')
  const n = valuesOf(samples).reduce((a, b) => a + b, 0)
  return shareOf('IN-33', more(samples, 'compliant'), n)
}

function subjects(ask: Ask): Counted {
  const due = ask.within('dsr.due')
  return shareOf('IN-34', good(due), due.length, [
    ...byLabel(due, 'line').map(([outcome, some]) =>
      sharePart('outcome', outcome, some.length, due.length),
    ),
  ])
}

function complaints(ask: Ask): Counted {
  const decided = ask.within('complaint.decided')
  const flags = decided.filter((o) => o.line === 'flag')
  const stops = flags.flatMap((o) => o.more?.stopped ?? [])
  return shareOf('IN-35', good(decided), decided.length, [
    medianPart('variant', 'to the finding', valuesOf(decided), 'days'),
    sharePart('variant', 'flags confirmed', good(flags), flags.length),
    medianPart(
      'variant',
      'flag to stop',
      stops.map((v) => v / minute),
      'minutes',
    ),
  ])
}

function commitments(ask: Ask): Counted {
  const due = ask.within('commitment.due')
  const coded = ask.within('commitment.coded')
  return shareOf('IN-36', good(due), due.length, [
    sharePart('variant', 'substantial or complete', good(coded), coded.length),
    ...byLabel(coded, 'line').map(
      ([code, some]): Part => sharePart('code', code, some.length, coded.length),
    ),
  ])
}

function lessons(ask: Ask): Counted {
  const due = ask.within('lesson')
  return shareOf('IN-37', good(due), due.length)
}

function tips(ask: Ask): Counted {
  const all = ask.within('tip')
  const feedback = ask.within('tip.feedback')
  const triaged = ask.within('tip.triaged')
  const asked = ask.within('protection.asked')
  return shareOf('IN-39', good(all), all.length, [
    sharePart('variant', 'feedback in time', good(feedback), feedback.length),
    sharePart('variant', 'became a lead', good(triaged), triaged.length),
    sharePart('variant', 'retaliation reports resolved', good(asked), asked.length),
  ])
}

function friction(ask: Ask): Counted {
  const asked = ask.within('carve-out').filter((o) => o.yes !== undefined)
  const alarms = ask.within('alarm.feedback')
  return shareOf('IN-40', good(asked), asked.length, [
    medianPart(
      'variant',
      'to the decision',
      valuesOf(asked).map((v) => v / hour),
      'hours',
    ),
    sharePart(
      'variant',
      'false alarms',
      more(alarms, 'wrong'),
      valuesOf(alarms).reduce((a, b) => a + b, 0),
    ),
  ])
}
