import { done, type Outcome } from '#base'
import type { Term } from './deadlines.ts'
import type { Law } from './law.ts'
import { no } from './pack-refuse.ts'
import type { Basis } from './permits.ts'
import { overlap } from './rows.ts'

/** Does every row name only what is there, and does no row contradict another? */
export function checkReferences(law: Law): Outcome<true> {
  const checks = [checkRules, checkBases, checkGrounds, checkOffences, checkContradictions]
  for (const check of checks) {
    const outcome = check(law)
    if (!outcome.ok) return outcome
  }
  return done(true)
}

/** Units of a century. */
const most = {
  minutes: 100 * 525_960,
  hours: 100 * 8_766,
  'calendar-days': 36_525,
  'working-days': 36_525,
  'banking-days': 36_525,
  months: 1200,
  years: 100,
} as const satisfies Record<Term['unit'], number>

function checkRules(law: Law): Outcome<true> {
  const calendars = new Set(law.calendars.map((c) => c.id))
  for (const rule of law.rules) {
    if (rule.calendar !== undefined && !calendars.has(rule.calendar))
      return no('calendar-unknown', `rule ${rule.id} names calendar ${rule.calendar}`)
    const absurd = rule.terms.find((t) => !(t.count >= 0 && t.count <= most[t.unit]))
    if (absurd !== undefined)
      return no('count-absurd', `limit ${absurd.id} is ${absurd.count} ${absurd.unit}`)
  }
  return done(true)
}

function checkBases(law: Law): Outcome<true> {
  const instruments = new Set(law.instruments.map((i) => i.id))
  const limited = law.rules.filter((r) => r.terms.length > 0)
  const terms = new Set(limited.flatMap((r) => [r.id, ...r.terms.map((t) => t.id)]))
  for (const basis of law.bases) {
    if (!instruments.has(basis.instrument))
      return no('instrument-unknown', `basis ${basis.id} names instrument ${basis.instrument}`)
    const missing = limitsOf(basis).find((id) => !terms.has(id))
    if (missing !== undefined)
      return no('limit-unknown', `basis ${basis.id} names the limit ${missing}`)
    if (basis.safeguards !== null && !Object.hasOwn(law.safeguards, basis.safeguards))
      return no('safeguards-unknown', `basis ${basis.id} names the row ${basis.safeguards}`)
  }
  return done(true)
}

function limitsOf({ answer, limits, acknowledge, acknowledgeEmergency }: Basis): readonly string[] {
  return [
    ...Object.values(answer),
    ...Object.values(limits ?? {}),
    ...[acknowledge, acknowledgeEmergency].filter((id) => id !== undefined),
  ]
}

function checkGrounds(law: Law): Outcome<true> {
  const instruments = new Set(law.instruments.map((i) => i.id))
  for (const ground of law.grounds) {
    const unknown = ground.articles.find((a) => !instruments.has(a.instrument))
    if (unknown !== undefined)
      return no('instrument-unknown', `ground ${ground.id} names instrument ${unknown.instrument}`)
  }
  return done(true)
}

function checkOffences(law: Law): Outcome<true> {
  const offences = new Set(law.offences.map((o) => o.id))
  const unknown = law.criminality.find((row) => !offences.has(row.offence))
  if (unknown !== undefined)
    return no('offence-unknown', `row ${unknown.id} names offence ${unknown.offence}`)
  return done(true)
}

/** Two bases that answer the same question with different limits. */
function checkContradictions(law: Law): Outcome<true> {
  const seen = new Map<string, Basis[]>()
  for (const basis of law.bases) {
    const key = `${basis.instrument} ${basis.measure}`
    const others = seen.get(key) ?? []
    const rival = others.find((other) => meet(other, basis) && !agree(other, basis))
    if (rival !== undefined)
      return no(
        'bases-contradict',
        `${rival.id} and ${basis.id} are both in force for ${basis.measure} under ${basis.instrument} and set different limits`,
      )
    seen.set(key, [...others, basis])
  }
  return done(true)
}

function meet(a: Basis, b: Basis): boolean {
  return (
    overlap(a, b) &&
    a.fromKinds.some((k) => b.fromKinds.includes(k)) &&
    a.toKinds.some((k) => b.toKinds.includes(k))
  )
}

function agree(a: Basis, b: Basis): boolean {
  const limits = ({ answer, limits, acknowledge, acknowledgeEmergency }: Basis) =>
    JSON.stringify([
      Object.entries(answer).sort(),
      Object.entries(limits ?? {}).sort(),
      acknowledge ?? null,
      acknowledgeEmergency ?? null,
    ])
  return limits(a) === limits(b)
}
