import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digest } from '#base'
import { type Detector, detectors } from './data/detectors.ts'
import { incidentSets } from './data/incident-sets.ts'
import type { IncidentPayment } from './incident.ts'
import { measure } from './measure.ts'
import { testSet, testSetLines } from './test-set.ts'

const row = incidentSets[0]!
const set = testSet(row)

/** Payments of one account `a`, written as `hour from>to euros`. */
function payments(...lines: readonly string[]): readonly IncidentPayment[] {
  return lines.map((line, i) => {
    const [hour, way, euros, what, unit] = line.split(' ')
    const [from, to] = way!.split('>')
    return {
      id: `p${i + 1}`,
      hour: Number(hour),
      from: from!,
      to: to!,
      cents: Math.round(Number(euros) * 100),
      ...(what === undefined ? {} : { goods: what, unitCents: Math.round(Number(unit) * 100) }),
    }
  })
}
const named = (id: string, ...lines: readonly string[]) =>
  detectors
    .find((d) => d.id === id)!
    .find(payments(...lines))
    .map((a) => `${a.account}: ${a.because.join(' ')}`)

describe('IR-01, the public set of invented incidents', () => {
  it('is measured with a precision of 0.81 and a recall of 0.74 by its four detectors', () => {
    const { together, each } = measure(set)
    expect(detectors).toHaveLength(4)
    expect(together).toMatchObject({ named: 183, right: 148, used: 200 })
    expect(together.precision!.toFixed(2)).toBe('0.81')
    expect(together.recall!.toFixed(2)).toBe('0.74')
    expect(each.map((e) => e.right).reduce((a, b) => a + b)).toBeGreaterThanOrEqual(148)
    for (const e of each) expect(e.right).toBeGreaterThan(20)
  })

  it('is the same for everybody, and another set is another one', () => {
    const { text, digest: print } = testSetLines(set)
    expect(testSetLines(testSet(row)).text).toBe(text)
    expect(digest(Buffer.from(text))).toBe(print)
    expect(testSetLines(testSet({ ...row, seed: '94' })).digest).not.toBe(print)
    expect(text.split('\n').filter((l) => l.includes('"used"'))).toHaveLength(200)
  })

  it('gains a detector by a row, and a worthless one costs precision', () => {
    const everybody: Detector = {
      id: 'DT-99',
      name: 'everybody',
      says: 'every account that was ever paid',
      citation: 'none',
      find: (all) =>
        [...new Set(all.map((p) => p.to))].map((account) => ({ account, because: [] })),
    }
    const { together } = measure(set, [...detectors, everybody])
    expect(together.recall).toBe(1)
    expect(together.precision!).toBeLessThan(measure(set).together.precision!)
  })

  it('says nothing of a share of nothing', () => {
    const none = measure({ id: 'x', payments: [], used: new Map() })
    expect(none.together).toMatchObject({ precision: null, recall: null, precisionBetween: null })
  })
})

describe('the detectors, at their thresholds', () => {
  it('name who passes a large credit on within 72 hours, and nobody who waits an hour longer', () => {
    expect(named('DT-01', '0 x>a 60000', '72 a>y 51000')).toEqual(['a: p1 p2'])
    expect(named('DT-01', '0 x>a 60000', '73 a>y 51000')).toEqual([])
    expect(named('DT-01', '0 x>a 60000', '10 a>y 50999')).toEqual([])
    expect(named('DT-01', '0 x>a 49999', '10 a>y 49999')).toEqual([])
  })

  it('name a completion by three payers, not by two', () => {
    const three = ['0 x>a 30000', '1 y>a 30000', '2 z>a 30000', '90 a>s 80000'] as const
    expect(named('DT-02', ...three)).toEqual(['a: p1 p2 p3 p4'])
    expect(named('DT-02', ...three.slice(0, 2), '90 a>s 58000')).toEqual([])
    expect(named('DT-02', ...three.slice(0, 3), '123 a>s 80000')).toEqual([])
  })

  it('name a price of more than three times the median', () => {
    const usual = ['0 x>b 100 pump 100', '1 x>c 110 pump 110', '2 x>d 90 pump 90'] as const
    expect(named('DT-03', ...usual, '3 x>a 320 pump 320')).toEqual(['a: p4'])
    expect(named('DT-03', ...usual, '3 x>a 300 pump 300')).toEqual([])
  })

  it('name four credits just below a report, not three, and not four in a month', () => {
    const days = (step: number, count: number) =>
      Array.from({ length: count }, (_, i) => `${i * step} x${i}>a 9500`)
    expect(named('DT-04', ...days(48, 4))).toEqual(['a: p1 p2 p3 p4'])
    expect(named('DT-04', ...days(48, 3))).toEqual([])
    expect(named('DT-04', ...days(200, 4))).toEqual([])
  })

  it('find the same in whatever order the payments come', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...set.payments], { minLength: set.payments.length }),
        (mixed) => {
          for (const { find } of detectors)
            expect(new Set(find(mixed).map((a) => a.account))).toEqual(
              new Set(find(set.payments).map((a) => a.account)),
            )
        },
      ),
      { numRuns: 10 },
    )
  })
})
