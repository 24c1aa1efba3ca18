import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instant } from '#base'
import { shipped } from '#law'
import { procedures } from '#procedure'
import { type Figure, figures, figuresOfFold } from './figures.ts'
import { emptyFold, isWithoutEvents, observations, take, takeAgain } from './fold.ts'
import { changedPieces, keptFold } from './kept.ts'
import type { SignedEvent } from './signed-event.ts'

const types = [
  ...new Set(procedures.flatMap((p) => p.transitions.map((t) => `${t.event} ${t.id}`))),
].map((both) => both.split(' ') as [string, string])

const from = '2025-01-01T00:00:00.000Z' as Instant
const period = { from, to: '2025-04-01T00:00:00.000Z' as Instant }
const nodes = ['XV-FIU', 'XN-FIU', 'XC-FIU']

const money = fc.record({
  amount: fc.oneof(
    fc.integer({ min: 0, max: 99_999_999 }).map((n) => (n / 100).toFixed(2)),
    fc.constantFrom('', '-1.00', '1.001', '1e9', '9'.repeat(40)),
  ),
  currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD', ''),
})
const instants = fc
  .integer({ min: 0, max: 200 * 86_400 })
  .map((s) => new Date(Date.parse(from) + s * 1000).toISOString() as Instant)
/** What an event may say, and what it should never say but might. */
const value = fc.oneof(
  money,
  fc.constantFrom(
    'evidence',
    'useful',
    'state',
    'G-07',
    'wages',
    'OP-1',
    'AS-01',
    'attribution',
    '',
  ),
  fc.integer({ min: -5, max: 500 }),
  instants,
  fc.constant(null),
  fc.array(fc.constantFrom('M1 2025-02-01: done', 'M2 2025-13-41: never', 'x', '__proto__'), {
    maxLength: 3,
  }),
  fc.record({ executed: instants, amount: money }),
)
const noteNames = [
  'reference',
  'operation',
  'assetReference',
  'assetClass',
  'asset',
  'value',
  'rate',
  'alleged',
  'amount',
  'released',
  'basis',
  'cost',
  'expenses',
  'claimed',
  'allowed',
  'lines',
  'paidTo',
  'claimant',
  'variant',
  'ground',
  'decided',
  'executed',
  'told',
  'until',
  'cause',
  'sampled',
  'compliant',
  'milestones',
  'code',
  'usefulness',
  'assistance',
  'missing',
  'records',
  'matched',
  'hits',
  'falseAlarms',
  't0',
  'outcome',
  'stoppedAt',
  'decision',
  'how',
] as const
const data = fc.record(
  {
    parties: fc.constantFrom(
      {
        requesting: { authority: 'XV-FIU', country: 'XV' },
        requested: { authority: 'XN-FIU', country: 'XN' },
      },
      { requesting: { authority: 'XC-FIU' }, requested: { authority: 'XV-FIU' } },
    ),
    thread: fc.constantFrom('matter/0', 'matter/1'),
    notes: fc.dictionary(fc.constantFrom(...noteNames), value, { maxKeys: 8 }),
    tally: fc.record({ as: fc.constant('t'), key: fc.constantFrom('AS-01', 'AS-02', 'M1'), value }),
    pause: fc.constantFrom('begin', 'end'),
    due: instants,
    clocks: fc.array(
      fc.record({
        do: fc.constantFrom('start', 'meet'),
        clock: fc.constantFrom('answer', 'decide', 'execute', 'reply', 'ack'),
        due: instants,
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
)

const log: fc.Arbitrary<readonly SignedEvent[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom(...types),
      at: instants,
      stream: fc.integer({ min: 0, max: 5 }).map((n) => `matter/${n}`),
      held: fc.subarray(nodes, { minLength: 1 }),
      data,
    }),
    { maxLength: 60 },
  )
  .map((rows) =>
    rows.flatMap(({ type, held, ...row }, i) =>
      held.map(
        (node): SignedEvent => ({
          ...row,
          type: type[0],
          transition: type[1],
          node: held[0]!,
          actor: `${held[0]}/officer`,
          crosses: held.length > 1,
          digest: `sha256:${i.toString(16).padStart(64, '0')}`,
          held: node,
        }),
      ),
    ),
  )

/** Everything that was counted, without the words of the definitions. */
function lines(found: readonly Figure[]): readonly string[] {
  return found.map(({ definition: _, ...figure }) => JSON.stringify(figure))
}

describe('the fold behind the figures', () => {
  it('reading on from where it was left comes to the same as counting everything anew', () => {
    fc.assert(
      fc.property(
        log,
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 }),
        (events, steps) => {
          const fold = emptyFold(shipped)
          let at = 0
          for (const step of [...steps, events.length]) {
            for (const event of events.slice(at, at + step)) take(fold, event)
            at += step
            // Figures are asked for in between, as people do, and what was kept for them must not go stale.
            figuresOfFold(fold, period)
            if (at >= events.length) break
          }
          expect(lines(figuresOfFold(fold, period))).toEqual(
            lines(figures(events, period, shipped)),
          )
        },
      ),
      { numRuns: 150 },
    )
  })

  it('comes to the same from what was kept of one log, wherever it was cut', () => {
    fc.assert(
      fc.property(log, fc.nat(60), (all, cut) => {
        const events = all.filter((e) => e.held === nodes[0])
        const first = emptyFold(shipped)
        for (const event of events.slice(0, cut)) take(first, event)
        const pieces = [...changedPieces(first)].map(([, text]) => text)
        const fold = keptFold(shipped, nodes[0]!, [...first.words], pieces)!
        if (cut === 0) fold.held.clear()
        events.slice(cut).forEach((event, i) => {
          if (isWithoutEvents(fold, event.stream)) {
            expect(() => take(fold, event)).toThrow(/must be read again/)
            const before = events.slice(0, cut + i).filter((e) => e.stream === event.stream)
            takeAgain(fold, event.stream, before)
          }
          take(fold, event)
        })
        if (events.length === 0) fold.held.clear()
        expect(lines(figuresOfFold(fold, period))).toEqual(lines(figures(events, period, shipped)))
      }),
      { numRuns: 150 },
    )
  })

  it('takes over no text that is not its own', () => {
    for (const text of ['', '{}', '[1]', '[["matter/1"]]', '[["matter/1", {}]]', '[[1, []]]'])
      expect(keptFold(shipped, 'XV-FIU', [], [text])).toBeUndefined()
  })

  it('does not depend on which log is read first, nor on reading one twice', () => {
    fc.assert(
      fc.property(log, (events) => {
        const byNode = nodes.flatMap((node) => events.filter((e) => e.held === node))
        const told = lines(figures(byNode, period, shipped))
        expect(lines(figures([...byNode].reverse(), period, shipped))).toEqual(told)
        expect(lines(figures([...byNode, ...byNode], period, shipped))).toEqual(told)
      }),
      { numRuns: 150 },
    )
  })

  it('counts whatever events say without failing, and never tells a number that is none', () => {
    fc.assert(
      fc.property(log, (events) => {
        const found = figures(events, period, shipped)
        expect(found).toHaveLength(42)
        const numbers = found.flatMap((f) => [f, ...f.parts])
        for (const { value, n, text } of numbers) {
          expect(value === null || Number.isFinite(value)).toBe(true)
          expect(Number.isFinite(n)).toBe(true)
          expect(text).not.toMatch(/NaN|Infinity|undefined/)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('adds no amount of another currency, and says how many there are', () => {
    const frozen = (i: number, currency: string): SignedEvent => ({
      type: 'freeze.executed',
      at: '2025-02-01T09:00:00.000Z' as Instant,
      stream: `matter/${i}`,
      node: 'XN-FIU',
      actor: 'XN-CA/case-officer',
      transition: 'execute',
      digest: `sha256:${i}`,
      held: 'XN-FIU',
      crosses: true,
      data: { notes: { amount: { amount: '100.00', currency } } },
    })
    const found = figures([frozen(1, 'EUR'), frozen(2, 'USD'), frozen(3, 'EUR')], period, shipped)
    expect(found.find((f) => f.id === 'IN-14')).toMatchObject({
      value: 20_000,
      n: 2,
      leftOut: 1,
      text: '200.00',
    })
  })

  it('looks again at the one matter that changed', () => {
    const fold = emptyFold(shipped)
    const event = (stream: string, type: string, digest: string): SignedEvent => ({
      type,
      at: '2025-01-10T09:00:00.000Z' as Instant,
      stream,
      node: 'XV-FIU',
      actor: 'XV-FIU/analyst',
      transition: null,
      digest,
      held: 'XV-FIU',
      crosses: true,
      data: {
        parties: { requesting: { authority: 'XV-FIU' }, requested: { authority: 'XN-FIU' } },
      },
    })
    for (let i = 0; i < 100; i += 1) take(fold, event(`matter/${i}`, 'request.sent', `d${i}`))
    expect([...observations(fold)].length).toBe(100)
    const kept = new Map(fold.read)
    take(fold, event('matter/7', 'request.ack', 'more'))
    expect(fold.read.size).toBe(99)
    expect([...observations(fold)].length).toBe(101)
    const again = [...fold.read].filter(([stream, found]) => kept.get(stream) !== found)
    expect(again.map(([stream]) => stream)).toEqual(['matter/7'])
  })
})
