import { describe, expect, test } from 'vitest'
import { splitCircles } from './cycles.ts'

const arc = (from: string, to: string, size: number, returns = false) => ({
  from,
  to,
  size,
  returns,
})

const names = (arcs: readonly { from: string; to: string }[]) =>
  arcs.map((a) => `${a.from}>${a.to}`).sort()

describe('a flow is drawn without circles', () => {
  test('a chain has nothing that returns', () => {
    const { onward, returning } = splitCircles([arc('A', 'B', 3), arc('B', 'C', 2)])
    expect(names(onward)).toEqual(['A>B', 'B>C'])
    expect(returning).toEqual([])
  })

  test('a round trip is cut where least comes back', () => {
    const { returning } = splitCircles([arc('A', 'B', 10), arc('B', 'C', 9), arc('C', 'A', 1)])
    expect(names(returning)).toEqual(['C>A'])
  })

  test('a payment of an account to itself returns', () => {
    expect(names(splitCircles([arc('A', 'A', 5)]).returning)).toEqual(['A>A'])
  })

  test('what the trace calls returning is believed', () => {
    const { onward, returning } = splitCircles([arc('A', 'B', 1), arc('B', 'A', 9, true)])
    expect(names(onward)).toEqual(['A>B'])
    expect(names(returning)).toEqual(['B>A'])
  })

  test('no link is lost, and what goes onward has no circle', () => {
    const arcs = Array.from({ length: 60 }, (_, i) =>
      arc(`N${i % 9}`, `N${(i * 7 + 3) % 9}`, (i * 13) % 17),
    )
    const { onward, returning } = splitCircles(arcs)
    expect(onward.length + returning.length).toBe(arcs.length)
    expect(layers(onward)).toBe(true)
  })
})

/** True when the arcs can be put in order, each leading forwards. */
function layers(arcs: readonly { from: string; to: string }[]): boolean {
  let left = [...arcs]
  for (;;) {
    const into = new Set(left.map((a) => a.to))
    const next = left.filter((a) => into.has(a.from))
    if (next.length === left.length) return left.length === 0
    left = next
  }
}
