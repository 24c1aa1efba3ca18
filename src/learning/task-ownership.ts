import { add, type Fraction, fraction, times, zero } from '#money'
import type { Made, Making } from './module.ts'

const names = [
  'Blue Harbour Ltd',
  'Lark Holding',
  'Quay Nominees',
  'Salt Marine',
  'Tern Trust Co',
] as const

/**
 * A diamond of companies: two persons hold three companies, and those hold the target. Asked is what each holds in the
 * end: shares multiplied along each way and added over the ways, and who is over 25 per cent (FATF R.24).
 */
export function ownershipTask({ draw }: Making): Made {
  const [target, ...middle] = draw.mixed(names).slice(0, 4) as [string, string, string, string]
  const inTarget = parts(draw, 3)
  const ofFirst = middle.map(() => draw.between(1, 19) * 5)
  const direct = draw.between(1, 3) * 5
  const scaled = inTarget.map((p) => (p * (100 - direct)) / 100)
  const first = ofFirst.reduce<Fraction>(
    (sum, share, i) => add(sum, times(percent(share), percent(scaled[i] as number))),
    percent(direct),
  )
  const second = ofFirst.reduce<Fraction>(
    (sum, share, i) => add(sum, times(percent(100 - share), percent(scaled[i] as number))),
    zero,
  )
  const over = [first, second].map((f) => Number(f.n) / Number(f.d) > 0.25)
  return {
    task: {
      text: `Who owns ${target} in the end? Multiply along each way, add the ways, and round to two decimals.`,
      table: {
        head: ['owner', 'of', 'per cent'],
        rows: [
          ...middle.map((m, i) => [m, target, String(scaled[i])]),
          ['person A', target, String(direct)],
          ...middle.flatMap((m, i) => [
            ['person A', m, String(ofFirst[i])],
            ['person B', m, String(100 - (ofFirst[i] as number))],
          ]),
        ],
      },
      asks: [
        { name: 'a', label: `per cent of ${target} that person A holds`, kind: 'percent' },
        { name: 'b', label: `per cent of ${target} that person B holds`, kind: 'percent' },
        {
          name: 'over',
          label: 'who holds more than 25 per cent: letters, such as AB',
          kind: 'letters',
        },
      ],
    },
    golden: {
      a: twoDecimals(first),
      b: twoDecimals(second),
      over: ['A', 'B'].filter((_, i) => over[i]).join(''),
    },
    because: 'FATF R.24; shares multiply along a chain and add over chains',
  }
}

/** Whole tens that add up to a hundred, none of them nothing. */
function parts(draw: { between(a: number, b: number): number }, count: number): readonly number[] {
  const cut = draw.between(1, 8)
  const rest = 10 - cut
  const second = count === 2 ? rest : draw.between(1, rest - 1)
  return [cut * 10, second * 10, (rest - second) * 10].slice(0, count)
}

function percent(whole: number): Fraction {
  return fraction(BigInt(Math.round(whole * 100)), 10_000n)
}

/** Half up, as a court would round. */
function twoDecimals({ n, d }: Fraction): string {
  const hundredths = (n * 20_000n + d) / (2n * d)
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`
}
