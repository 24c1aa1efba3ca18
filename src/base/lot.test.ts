import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawLot, seedOf } from './lot.ts'

const seed = seedOf(['comity.example/log\n1024\nhead\n'])

describe('a lot', () => {
  it('can be drawn again with nothing but SHA-256', () => {
    const tickets = ['XV', 'XN', 'XS', 'XC']
    const byHand = tickets
      .map((t) => [
        createHash('sha256').update(`comity/lot/v1\n${seed}\npeers\n${t}`).digest('hex'),
        t,
      ])
      .sort()
      .slice(0, 2)
      .map(([, t]) => t)
    expect(drawLot({ name: 'peers', seed, tickets, count: 2 })).toEqual(byHand)
  })

  it('does not depend on the order of the pot, nor on a ticket that lies in it twice', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 40 }), fc.nat(50), (tickets, count) => {
        const drawn = drawLot({ name: 'n', seed, tickets, count })
        expect(
          drawLot({ name: 'n', seed, tickets: [...tickets, ...tickets].reverse(), count }),
        ).toEqual(drawn)
        expect(new Set(drawn).size).toBe(drawn.length)
        expect(drawn.length).toBe(Math.min(count, new Set(tickets).size))
      }),
    )
  })

  it('another seed or another name draws others', () => {
    const tickets = Array.from({ length: 1000 }, (_, i) => `${i}`)
    const of = (name: string, s = seed) => drawLot({ name, seed: s, tickets, count: 40 }).join()
    expect(of('a')).not.toBe(of('b'))
    expect(of('a')).not.toBe(of('a', seedOf(['another head'])))
  })

  it('every ticket comes about equally often', () => {
    const hits = new Map<string, number>()
    for (let i = 0; i < 3000; i++)
      for (const t of drawLot({ name: `${i}`, seed, tickets: ['a', 'b', 'c', 'd', 'e'], count: 2 }))
        hits.set(t, (hits.get(t) ?? 0) + 1)
    // 1,200 each are expected; five standard deviations (27) to either side.
    for (const n of hits.values()) expect(Math.abs(n - 1200)).toBeLessThan(135)
  })

  it('the seed of several heads needs each of them, in any order', () => {
    expect(seedOf(['a', 'b'])).toBe(seedOf(['b', 'a']))
    expect(seedOf(['a', 'b'])).not.toBe(seedOf(['a', 'c']))
    expect(seedOf(['ab'])).not.toBe(seedOf(['a', 'b']))
  })
})
