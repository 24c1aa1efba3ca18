import { describe, expect, it } from 'vitest'
import type { Instant } from '#base'
import type { SignedEvent } from '#indicators'
import { commitmentsOf } from './commitments.ts'
import { peerReviewsOf } from './peer-reviews.ts'
import { publicCommitments, publicReviews } from './public-promises.ts'

const at = (day: string) => `${day}T09:00:00.000Z` as Instant
const event = (type: string, day: string, data: object = {}): SignedEvent =>
  ({
    type,
    at: at(day),
    stream: 'matter/cm',
    node: 'XC-REG',
    actor: 'XC-REG/delegate',
    data,
  }) as SignedEvent
const proposed = event('commitment.proposed', '2025-09-01', {
  notes: { reference: 'CM-01', milestones: [] },
})
const adopted = event('commitment.adopted', '2025-10-01', { notes: { reference: 'CM-01' } })
const coded = event('commitment.coded', '2026-07-20', { notes: { code: 'limited' } })
const replied = event('commitment.replied', '2026-07-25')
const published = event('commitment.published', '2026-08-12')
const shown = (...events: SignedEvent[]) =>
  publicCommitments(commitmentsOf([proposed, ...events], at('2026-09-30')))

describe('what anybody reads of a commitment', () => {
  it('nothing of a proposal', () => expect(shown()).toEqual([]))

  it('no code, and not that there is one, before the owner could reply and it was published', () => {
    const [before] = shown(adopted, coded, replied)
    expect(before).toMatchObject({ code: null, coded: null })
    expect(JSON.stringify(before)).not.toContain('limited')
    expect(before!.history.map((e) => e.what)).toEqual(['proposed', 'adopted'])
    expect(shown(adopted, coded, published)[0]).toMatchObject({ code: 'limited' })
  })

  it('a second code is not told by the publication of the first', () => {
    const again = event('commitment.coded', '2026-09-01', { notes: { code: 'substantial' } })
    expect(shown(adopted, coded, published, again)[0]!.code).toBeNull()
  })

  it('of the ladder the public statement and the restriction, never a notice or an appeal', () => {
    const noticed = event('commitment.noticed', '2026-08-01')
    const stated = event('commitment.stated', '2027-02-01')
    expect(shown(adopted, noticed)[0]!.ladder).toBeNull()
    expect(JSON.stringify(shown(adopted, noticed))).not.toContain('notice')
    expect(shown(adopted, noticed, stated)[0]!.ladder).toBe('public statement')
  })
})

describe('what anybody reads of a review', () => {
  const opened = event('review.opened', '2026-01-10', { notes: { reference: 'PV-01' } })
  const drawn = event('review.drawn', '2026-01-15', { notes: { peers: ['XV', 'XN'] } })
  const reported = event('review.reported', '2026-06-20', { notes: { recommendations: 5 } })
  const summary = event('review.summary_public', '2026-07-15')
  const reviews = (...events: SignedEvent[]) =>
    publicReviews(peerReviewsOf(events, at('2026-09-30')))

  it('is there from the lot on, and what was recommended once the summary is public', () => {
    expect(reviews(opened)).toEqual([])
    expect(reviews(opened, drawn, reported)[0]!.recommendations).toBeNull()
    expect(reviews(opened, drawn, reported, summary)[0]!.recommendations).toBe(5)
  })
})
