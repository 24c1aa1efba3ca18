import { type Digest, digest, NumbersFrom } from '#base'
import type { IncidentPayment } from './incident.ts'

/** The patterns that are planted in the set, each with the way in which some who follow it are careful. */
export const plantedPatterns = ['paid-through', 'completed', 'priced', 'below'] as const
export type PlantedPattern = (typeof plantedPatterns)[number]

/** Synthetic incidents with the truth beside them: which accounts were used, and in which pattern. */
export interface TestSet {
  readonly id: string
  readonly payments: readonly IncidentPayment[]
  /** Accounts through which money was moved. Every other one is lawful. */
  readonly used: ReadonlyMap<string, PlantedPattern>
}

/** How a set is made: the same row gives the same set, on every machine. */
export interface TestSetRow {
  readonly id: string
  readonly says: string
  readonly seed: string
  /** Incidents, the patterns in turn. */
  readonly incidents: number
  /** Lawful accounts, some of which look like an incident: a factor, a notary, a maker of special tools, a market stall. */
  readonly lawful: number
  /** Of a hundred incidents, those whose people know the thresholds and stay under them. */
  readonly careful: number
  /** Of a hundred lawful accounts, those that look like an incident. */
  readonly alike: number
}

const hours = 90 * 24
const goods = ['pump', 'valve', 'scanner', 'cable', 'filter'] as const
/** What one of them costs at a maker, in cents. */
const listPrice: Readonly<Record<(typeof goods)[number], number>> = {
  pump: 480_000,
  valve: 62_000,
  scanner: 1_950_000,
  cable: 9_400,
  filter: 27_500,
}

/** The set of a row. All accounts, amounts and goods are invented. */
export function testSet(row: TestSetRow): TestSet {
  const draw = new NumbersFrom(`comity incidents ${row.id}\n${row.seed}`)
  const payments: IncidentPayment[] = []
  const used = new Map<string, PlantedPattern>()
  let count = 0
  const pay = (hour: number, from: string, to: string, cents: number, priced?: object) => {
    count += 1
    payments.push({ id: `p${count}`, hour, from, to, cents, ...priced })
  }
  const kinds = plantedPatterns.length
  for (let i = 0; i < row.incidents; i++) {
    const pattern = plantedPatterns[i % kinds] as PlantedPattern
    const account = `a${i + 1}`
    used.set(account, pattern)
    plant(draw, pattern, account, draw.below(100) < row.careful, pay)
  }
  for (let i = 0; i < row.lawful; i++) {
    const account = `l${i + 1}`
    const pattern = plantedPatterns[i % kinds] as PlantedPattern
    if (draw.below(100) < row.alike) plant(draw, pattern, account, false, pay)
    else ordinary(draw, account, pay)
  }
  payments.sort((a, b) => a.hour - b.hour || (a.id < b.id ? -1 : 1))
  return { id: row.id, payments, used }
}

type Pay = (hour: number, from: string, to: string, cents: number, priced?: object) => void

function plant(
  draw: NumbersFrom,
  pattern: PlantedPattern,
  account: string,
  isCareful: boolean,
  pay: Pay,
): void {
  const hour = draw.below(hours)
  const other = () => `x${draw.between(1, 9999)}`
  switch (pattern) {
    case 'paid-through': {
      const cents = draw.between(6_000_000, 90_000_000)
      pay(hour, other(), account, cents)
      // Who is careful waits a week, or leaves a fifth behind.
      const later = isCareful && draw.below(2) === 0 ? draw.between(100, 240) : draw.between(2, 60)
      const share = isCareful && later <= 60 ? draw.between(60, 80) : draw.between(88, 98)
      const half = Math.floor((cents * share) / 200)
      pay(hour + later, account, other(), half)
      pay(hour + later + draw.below(8), account, other(), half)
      return
    }
    case 'completed': {
      const payers = isCareful ? 2 : draw.between(3, 6)
      const parts = Array.from({ length: payers }, () => draw.between(2_500_000, 20_000_000))
      for (const [i, cents] of parts.entries())
        pay(hour + draw.below(70), `${other()}-${i}`, account, cents)
      const all = parts.reduce((s, cents) => s + cents, 0)
      pay(hour + 70 + draw.below(20), account, other(), Math.floor(all * 0.95))
      return
    }
    case 'priced': {
      const what = draw.pick(goods)
      const times = isCareful ? draw.between(130, 240) : draw.between(380, 900)
      const unitCents = Math.floor((listPrice[what] * times) / 100)
      const pieces = draw.between(2, 12)
      pay(hour, other(), account, unitCents * pieces, { goods: what, unitCents })
      return
    }
    case 'below': {
      // Who is careful goes to the counter with less, and less often.
      const times = isCareful ? draw.between(2, 3) : draw.between(4, 8)
      for (let i = 0; i < times; i++)
        pay(hour + i * draw.between(4, 20), other(), account, draw.between(905_000, 999_900))
      return
    }
  }
}

/** Wages, rent, goods at their price: what most accounts do. */
function ordinary(draw: NumbersFrom, account: string, pay: Pay): void {
  const other = () => `x${draw.between(1, 9999)}`
  const hour = draw.below(hours)
  for (let i = 0; i < draw.between(2, 5); i++)
    pay(hour + draw.below(600), other(), account, draw.between(20_000, 850_000))
  const what = draw.pick(goods)
  const unitCents = Math.floor((listPrice[what] * draw.between(85, 125)) / 100)
  pay(hour + draw.below(600), other(), account, unitCents * draw.between(1, 6), {
    goods: what,
    unitCents,
  })
  pay(hour + draw.below(900), account, other(), draw.between(10_000, 700_000))
}

/** The set as it is downloaded: one JSON object for each line, the truth on the lines of the accounts. */
export function testSetLines(set: TestSet): { readonly text: string; readonly digest: Digest } {
  const lines = [
    { set: set.id, says: 'invented; amounts in cents, hours from the first payment' },
    ...set.payments.map(({ id, hour, from, to, cents, goods: what, unitCents }) => ({
      payment: id,
      hour,
      from,
      to,
      cents,
      ...(what === undefined ? {} : { goods: what, unitCents }),
    })),
    ...[...set.used].map(([account, pattern]) => ({ account, used: pattern })),
  ]
  const text = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`
  return { text, digest: digest(Buffer.from(text)) }
}
