import { definitionOf } from '../../src/indicators/definitions.ts'
import {
  type Counted,
  countPart,
  type Figure,
  shareOf,
  sharePart,
  sumOf,
  valueShare,
  valueSharePart,
} from '../../src/indicators/figure.ts'
import { numbers, type Random } from './random-grids.ts'

/** Figures of several indicators counted from the same random cases; a later release has more cases. */
export interface Publications {
  readonly kind: string
  readonly first: readonly Figure[]
  readonly second: readonly Figure[]
}

export function randomPublications(seed: number): Publications {
  const random = numbers(seed)
  const kinds = [exchange, assistance, funnel, commitments]
  const make = kinds[seed % kinds.length]!
  const size = 6 + random(random(3) === 0 ? 120 : 40)
  const one = make(random)
  const cases = Array.from({ length: size + random(12) }, () => one.draw())
  const figures = (some: readonly unknown[]) =>
    one.count(some as never).map((f): Figure => ({ ...f, definition: definitionOf(f.id) }))
  return { kind: make.name, first: figures(cases.slice(0, size)), second: figures(cases) }
}

interface Kind<T> {
  draw(): T
  count(cases: readonly T[]): readonly Counted[]
}

const lines = <T>(cases: readonly T[], of: (one: T) => string | undefined) =>
  [
    ...Map.groupBy(
      cases.filter((one) => of(one) !== undefined),
      (one) => of(one)!,
    ),
  ].sort()

function exchange(random: Random): Kind<{
  pair: string
  replied: boolean
  good: boolean
  ground?: string
  saved: boolean
}> {
  const [pairs, some, bad] = [1 + random(4), 4 + random(6), 1 + random(9)]
  return {
    draw: () => ({
      pair: `X${random(pairs)}-FIU→XZ-FIU`,
      replied: random(10) < some,
      good: random(10) < some,
      ...(random(10) < bad ? { ground: `G-0${1 + random(4)}` } : {}),
      saved: random(2) === 0,
    }),
    count(cases) {
      const replied = cases.filter((c) => c.replied)
      const refused = replied.filter((c) => c.ground !== undefined)
      return [
        {
          id: 'IN-01',
          value: cases.length,
          n: cases.length,
          text: `${cases.length} (0)`,
          parts: lines(cases, (c) => c.pair).map(([key, of]) => countPart('pair', key, of.length)),
        },
        shareOf(
          'IN-04',
          cases.filter((c) => c.good).length,
          cases.length,
          lines(cases, (c) => c.pair).map(([key, of]) =>
            sharePart('pair', key, of.filter((c) => c.good).length, of.length),
          ),
        ),
        shareOf('IN-05', refused.length, replied.length, [
          ...lines(refused, (c) => c.ground).map(([key, of]) =>
            sharePart('ground', key, of.length, replied.length),
          ),
          sharePart(
            'amended',
            'answered after amendment',
            refused.filter((c) => c.saved).length,
            refused.length,
          ),
        ]),
      ]
    },
  }
}

function assistance(random: Random): Kind<{ ground?: string; consulted: boolean; good: boolean }> {
  const [bad, some] = [1 + random(9), random(10)]
  return {
    draw: () => ({
      ...(random(10) < bad ? { ground: `G-0${1 + random(4)}` } : {}),
      consulted: random(10) < some,
      good: random(10) < some,
    }),
    count(cases) {
      const refused = cases.filter((c) => c.ground !== undefined)
      const good = cases.filter((c) => c.good)
      return [
        shareOf('IN-07', refused.length, cases.length, [
          ...lines(refused, (c) => c.ground).map(([key, of]) =>
            sharePart('ground', key, of.length, cases.length),
          ),
          sharePart(
            'step',
            'consulted before',
            refused.filter((c) => c.consulted).length,
            refused.length,
          ),
        ]),
        shareOf('IN-09', good.filter((c) => c.consulted).length, cases.length, [
          sharePart('step', 'decided by the limit', good.length, cases.length),
        ]),
      ]
    },
  }
}

interface Asset {
  readonly line: string
  readonly country: string
  readonly value: number
  readonly stage: number
  readonly kept: number
  readonly cost: number
  readonly victim: boolean
}

function funnel(random: Random): Kind<Asset> {
  const [lost, countries] = [random(4), 2 + random(3)]
  return {
    draw: () => ({
      line: ['account', 'estate', 'vehicle'][random(3)]!,
      country: `X${random(countries)}`,
      value: 1_000_000 + random(2_000_000_000) * (random(8) === 0 ? 30 : 1),
      stage: Math.max(0, random(5) - random(1 + lost)),
      kept: 50 + random(50),
      cost: random(10),
      victim: random(3) > 0,
    }),
    count(cases) {
      const at = (stage: number, share: (c: Asset) => number = () => 100) =>
        cases
          .filter((c) => c.stage >= stage)
          .map((c) => ({ ...c, value: Math.round((c.value * share(c)) / 100) }))
      const [identified, frozen, confiscated] = [at(0), at(1, (c) => c.kept), at(2, (c) => c.kept)]
      const enforced = at(2, (c) => c.kept - 5)
      const paid = at(3, (c) => c.kept - 20)
      const [victims, state] = [paid.filter((c) => c.victim), paid.filter((c) => !c.victim)]
      const total = (some: readonly Asset[]) => sumOf(some).value ?? 0
      const gross = total(enforced)
      const net = gross - enforced.reduce((sum, c) => sum + Math.round((c.value * c.cost) / 100), 0)
      const left = net - Math.round(net / 20)
      const by = (some: readonly Asset[], ...labels: ('line' | 'country')[]) =>
        labels.flatMap((label) =>
          lines(some, (c) => c[label]).map(([key, of]) => ({
            by: label === 'line' ? 'asset-class' : 'country',
            key,
            ...sumOf(of),
          })),
        )
      const stage = (key: string, value: number) => ({
        ...{ by: 'stage', key },
        ...sumOf(enforced),
        value: enforced.length === 0 ? null : value,
      })
      const ratio = (key: string, k: number, n: number, behind: readonly Asset[]) => {
        const { largest, jurisdictions } = sumOf(behind)
        const of = { numerator: k, denominator: n, n: behind.length, largest, jurisdictions }
        return valueSharePart('stage', key, of)
      }
      const head = ratio('', left, total(identified), enforced)
      const costs = ratio('', gross - net, gross, enforced)
      return [
        { id: 'IN-13', ...sumOf(identified), parts: by(identified, 'line') },
        { id: 'IN-14', ...sumOf(frozen), parts: by(frozen, 'line', 'country') },
        { id: 'IN-15', ...sumOf(confiscated), parts: by(confiscated, 'line', 'country') },
        {
          ...{ id: 'IN-16', ...sumOf(enforced) },
          parts: [
            stage('gross', gross),
            stage('net of management', net),
            stage('distributable', left),
            ...by(enforced, 'country'),
          ],
        },
        {
          ...{ id: 'IN-17', ...sumOf(paid) },
          parts: [
            { by: 'stage', key: 'to victims', ...sumOf(victims) },
            { by: 'stage', key: 'for public purposes', ...sumOf(state) },
          ],
        },
        {
          ...{ id: 'IN-18', ...head },
          ...valueShare({ ...head, numerator: left, denominator: total(identified) }),
          parts: [
            ratio('frozen / identified', total(frozen), total(identified), frozen),
            ratio('confiscated / frozen', total(confiscated), total(frozen), confiscated),
            ratio('realised / confiscated', gross, total(confiscated), enforced),
            ratio('net / gross', net, gross, enforced),
            ratio('to victims / identified', total(victims), total(identified), victims),
          ],
        },
        { ...{ id: 'IN-23', ...costs }, parts: [] },
      ]
    },
  }
}

function commitments(random: Random): Kind<{
  due: boolean
  good: boolean
  code?: string
  upheld: boolean
  flag: boolean
}> {
  const [codes, some] = [2 + random(3), 2 + random(8)]
  const names = ['complete', 'substantial', 'limited', 'not started']
  return {
    draw: () => ({
      due: random(10) < some,
      good: random(10) < some,
      ...(random(10) < some ? { code: names[random(codes)]! } : {}),
      upheld: random(10) < some,
      flag: random(3) === 0,
    }),
    count(cases) {
      const due = cases.filter((c) => c.due)
      const coded = cases.filter((c) => c.code !== undefined)
      const high = coded.filter((c) => c.code === 'complete' || c.code === 'substantial')
      const upheld = cases.filter((c) => c.upheld)
      const flags = cases.filter((c) => c.flag)
      return [
        shareOf('IN-35', upheld.length, cases.length, [
          sharePart(
            'variant',
            'flags confirmed',
            flags.filter((c) => c.upheld).length,
            flags.length,
          ),
        ]),
        shareOf('IN-36', due.filter((c) => c.good).length, due.length, [
          sharePart('variant', 'substantial or complete', high.length, coded.length),
          ...lines(coded, (c) => c.code).map(([key, of]) =>
            sharePart('code', key, of.length, coded.length),
          ),
        ]),
      ]
    },
  }
}
