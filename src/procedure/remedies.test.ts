import { describe, expect, it } from 'vitest'
import { procedures } from './procedures.ts'
import { fieldsOf } from './read-form.ts'

/**
 * Words of events that decide about a person, or tell somebody of a measure against them. What is added to the tables is
 * found by these words, or stands among the exceptions with the reason.
 */
const decides =
  /[._](decided|reviewed|varied|ordered|denied|found|not_found|refused|notified|checked|suspended|ended|executed|recognised|judged|judgment|dismissed)$/

const ofStates =
  'between States: grounds and consultation are named; the person is told by a step of its own'
const done = 'says that something decided before was done'
const inside = 'work inside an authority or a team, before anybody is affected'
const judgment = 'a judgment of a court, recorded by its reference; the remedy stands in it'

/** Steps whose words say no remedy, and why none belongs there. */
const exceptions: Readonly<Record<string, string>> = {
  'P1 request.refused': ofStates,
  'P2 suspension.refused': ofStates,
  'P3 mla.refused': ofStates,
  'P4 freeze.refused': ofStates,
  'P4 freeze.recognised': ofStates,
  'P5 confiscation.refused': ofStates,
  'P2 suspension.ended': 'the measure ends; nothing is decided against anybody',
  'P4 freeze.executed': done,
  'P3 mla.executed': done,
  'P5 confiscation.executed': done,
  'P4 freeze.reviewed review':
    'a look of the court’s own motion, after which the same remedies stand open',
  'P4 freeze.attribution_checked': inside,
  'P5 return.suspended': ofStates,
  'P8 jit.ended': inside,
  'P8 jit.reviewed': inside,
  'P8 prosecution.judgment': judgment,
  'P9 aeoi.checked': inside,
  'P9 aeoi.use_denied': ofStates,
  'P10 dsr.judged': judgment,
  'P11 complaint.judged': judgment,
  'P12 commitment.appeal_dismissed': 'about a government, and the last word of its peers',
  'P13 publication.reviewed': inside,
  'P14 exercise.ended': inside,
}

/** One authority answers another on its terms, in every procedure that has items: nobody is told, nothing is done yet. */
const betweenAuthorities = ['rights.decided', 'consent.denied', 'retention.reviewed']

describe('a decision about a person, in every procedure', () => {
  const steps = procedures.flatMap(({ id, transitions }) =>
    transitions
      .filter(({ event, form }) => decides.test(event) && form !== 'nothing')
      .map((t) => [id, t.id, t.event, t.form] as const),
  )

  it.each(steps)('%s %s (%s) names a remedy', (id, step, event, form) => {
    const remedy = fieldsOf(form).filter(({ name }) =>
      /^(court|remedy|remedies|appeal)$/.test(name),
    )
    const excepted = exceptions[`${id} ${event}`] ?? exceptions[`${id} ${event} ${step}`]
    const between = betweenAuthorities.includes(event)
    // P10 asks for both by the guard `remedies-named`: an answer that grants everything needs none.
    const guarded = form === 'dsr-decision'
    expect(remedy.some((f) => f.required) || guarded || between || excepted !== undefined).toBe(
      true,
    )
  })

  it('is excepted for a reason alone, and only where the step is there', () => {
    const known = new Set(
      steps.flatMap(([id, step, event]) => [`${id} ${event}`, `${id} ${event} ${step}`]),
    )
    expect(Object.keys(exceptions).filter((name) => !known.has(name))).toEqual([])
  })
})
