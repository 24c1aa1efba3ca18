import { describe, expect, it } from 'vitest'
import { layPolicies, makeDecider, plainQuestion } from '#access'
import { must } from '#base'
import { roles } from '#directory'
import { type HitDuty, hitActions, hitRoles } from './hit.ts'

const decider = makeDecider(must(layPolicies()))

/** Which roles the policies let do a duty at the desk of blind questions. */
function allowedTo(duty: HitDuty | 'look', relation: 'own' | 'none'): string[] {
  return roles.filter(
    (role) =>
      decider.decide({
        ...plainQuestion,
        officer: { ...plainQuestion.officer, role },
        action: hitActions[duty],
        subject: { ...plainQuestion.subject, kind: 'hit' },
        relation,
      }).allowed,
  )
}

describe('the desk of blind questions', () => {
  it.each(Object.keys(hitRoles) as HitDuty[])('is open to %s as its page says', (duty) => {
    expect(allowedTo(duty, 'own').sort()).toEqual([...hitRoles[duty]].sort())
  })

  it('is seen by whoever has a duty there, and by nobody of another authority', () => {
    expect(allowedTo('look', 'own').sort()).toEqual(
      [...new Set(Object.values(hitRoles).flat())].sort(),
    )
    for (const duty of Object.keys(hitActions) as (HitDuty | 'look')[])
      expect(allowedTo(duty, 'none')).toEqual([])
  })
})
