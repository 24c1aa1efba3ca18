import { describe, expect, it } from 'vitest'
import { layPolicies, makeDecider, plainQuestion } from '#access'
import { must } from '#base'
import { roles } from '#directory'
import { type HitDuty, hitActions, hitRoles } from './hit-duties.ts'
import { testFederation } from './testing.ts'

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

describe('what a blind question found', () => {
  it('is read on record: once an hour for each officer, and not at all where nothing was found', async () => {
    const federation = await testFederation(['XV-FIU', 'XN-FIU'], '2026-11-22T09:00:00.000Z')
    federation.wire.post = async (url, bytes) => {
      const what = url.slice(url.lastIndexOf('/') + 1) as 'ask'
      const answer = must(await federation.node('XN-FIU').hit.receive(what, bytes))
      return { status: 200, bytes: answer }
    }
    const [xv, xn] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
    const epoch = { partner: 'XV-FIU', purpose: 'deconfliction', days: 30 }
    must(await xn.hit.keepList('XN-FIU/analyst', 'own', 'account:XN:100001'))
    must(await xn.hit.openEpoch('XN-FIU/head', epoch))
    const ask = async (text: string) => {
      const terms = {
        partners: ['XN-FIU'],
        purpose: 'deconfliction',
        category: 'corruption',
        case: 'C-1',
        text,
      }
      const { id } = must(await xv.hit.ask('XV-FIU/analyst', terms))
      await xv.hit.settled()
      return id
    }
    const looks = async () =>
      (await xv.read.log({ after: -1, limit: 500 })).entries.filter(
        (e) => e.type === 'hit.found-read',
      ).length
    const [known, unknown] = [await ask('account:XN:100001'), await ask('account:XN:999999')]
    expect(must(await xv.hit.run('XV-FIU/analyst', unknown)).found).toEqual([])
    expect(await looks()).toBe(0)
    for (let i = 0; i < 3; i++)
      expect(must(await xv.hit.run('XV-FIU/analyst', known)).found).toHaveLength(1)
    expect(await looks()).toBe(1)
    must(await xv.hit.run('XV-FIU/head', known))
    expect(await looks()).toBe(2)
    await federation.close()
  })
})
