import { describe, expect, it } from 'vitest'
import { seedOf } from '#base'
import { learningSamples as doc } from './samples-learning.ts'
import { Matter, officer } from './testing.ts'

const carrow = officer('XC-AG', 'delegate')
const panel = officer('NET-EVAL', 'inspector')
const lot = { ...doc['review-lot'], peers: ['XV', 'XN'] }

/** What the panel is told when it draws with this document. */
function drawn(change: object): string {
  const answer = new Matter('pv-01', 'NET-EVAL', 'P12')
    .play('open-review', carrow, '2026-01-10 09:00', doc['review-opening'])
    .attempt('draw-lot', panel, '2026-01-15 09:00', { ...lot, ...change })
  return answer.ok ? 'drawn' : answer.refusal.name
}

const headOf = (log: string, size: number) =>
  `${log}\n${size}\nq3fYlQ1x0m0Jc9w3WmX0y4V2u2mJt9yq0yqP3b8XH5M=`
const from = (head: string) => ({ head, draw: seedOf([`${head}\n`]) })

describe('the lot of a review', () => {
  it('draws Veldania and Norrhavn as peers of Carrow', () => expect(drawn({})).toBe('drawn'))

  it('a friendlier peer, another order or a third one is refused', () => {
    for (const peers of [
      ['XV', 'XS'],
      ['XN', 'XV'],
      ['XV', 'XC'],
    ])
      expect(['lot-not-followed', 'peers-not-drawn']).toContain(drawn({ peers }))
    expect(drawn({ peers: ['XV', 'XN', 'XS'] })).toBe('peers-not-drawn')
  })

  it('a pot out of which somebody was taken, or into which somebody was put, is none', () => {
    expect(drawn({ pot: ['XC', 'XN', 'XS'] })).toBe('lot-pot-other')
    // Left out where it changes nothing: the peers drawn would be the same.
    expect(drawn({ pot: ['XN', 'XS', 'XV'] })).toBe('lot-pot-other')
    expect(drawn({ pot: ['XC', 'XN', 'XS', 'XV', 'XZ'] })).toBe('lot-pot-other')
    expect(drawn({ pot: ['XV', 'XS', 'XN', 'XC'] })).toBe('drawn')
  })

  it('a head from before the announcement, or of another log, is refused', () => {
    expect(drawn(from(headOf('comity.example/xv-fiu', 4099)))).toBe('lot-head-other')
    expect(drawn(from(headOf('comity.example/xc-fiu', 4113)))).toBe('lot-head-other')
    expect(drawn(from('no head at all'))).toBe('lot-head-other')
  })

  it('a seed that is not the digest of the head is refused', () => {
    expect(drawn({ draw: `sha256:${'00'.repeat(32)}` })).toBe('lot-not-followed')
  })
})
