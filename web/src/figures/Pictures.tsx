import type { Indicator } from '../api/types.ts'
import { sentence } from '../text/words.ts'

const million = 100_000_000

interface Bar {
  readonly label: string
  readonly cents: number
}

/** The five stages of the money, each at its value on the day of the stage. */
export function Funnel({ indicators }: { indicators: readonly Indicator[] }) {
  const of = (id: string) => indicators.find((i) => i.id === id)
  const stage = (key: string) => of('IN-16')?.parts?.find((p) => p.key === key)?.value
  const bars = [
    ['identified', of('IN-13')?.value],
    ['frozen', of('IN-14')?.value],
    ['confiscated', of('IN-15')?.value],
    ['realised', of('IN-16')?.value],
    ['left after costs', stage('distributable')],
    ['paid to victims and public purposes', of('IN-17')?.value],
  ].flatMap(([label, cents]): readonly Bar[] =>
    typeof label === 'string' && typeof cents === 'number' ? [{ label, cents }] : [],
  )
  if (bars.length < 2) return null
  const most = Math.max(...bars.map((b) => b.cents))
  return (
    <figure className="card" aria-labelledby="picture-funnel">
      <h2 id="picture-funnel">Where the money went</h2>
      <ol className="bars">
        {bars.map(({ label, cents }) => (
          <li key={label}>
            <span>{sentence(label)}</span>
            <span className="bar-value">{(cents / million).toFixed(1)} m €</span>
            <span className="bar-track" aria-hidden="true">
              <span className="bar-fill" style={{ width: `${(100 * cents) / most}%` }} />
            </span>
          </li>
        ))}
      </ol>
      <figcaption className="under">
        In millions of euro. Each stage counts at its value on its own day (IN-13 to IN-17).
      </figcaption>
    </figure>
  )
}

/** Shares of cases with what the number of cases leaves open. */
export function Shares({ indicators }: { indicators: readonly Indicator[] }) {
  const shares = indicators.flatMap(({ id, name, value, interval, n }) =>
    interval !== undefined && typeof value === 'number' ? [{ id, name, value, interval, n }] : [],
  )
  if (shares.length === 0) return null
  return (
    <figure className="card" aria-labelledby="picture-shares">
      <h2 id="picture-shares">Shares and what they leave open</h2>
      <ol className="bars">
        {shares.map(({ id, name, value, interval: [least, most] }) => (
          <li key={id}>
            <a href={`#figure-${id}`}>{sentence(name)}</a>
            <span className="bar-value">{percent(value)}</span>
            <span className="bar-track" aria-hidden="true">
              <span
                className="bar-interval"
                style={{ left: `${least * 100}%`, width: `${(most - least) * 100}%` }}
              />
              <span className="bar-point" style={{ left: `${value * 100}%` }} />
            </span>
          </li>
        ))}
      </ol>
      <figcaption className="under">
        From 0 to 100 %. The band is the 95 % interval: the fewer cases, the wider.
      </figcaption>
    </figure>
  )
}

const inHours: Readonly<Record<string, number>> = { hours: 1, days: 24, minutes: 1 / 60 }
const scale = [
  { hours: 1, label: '1 hour' },
  { hours: 24, label: '1 day' },
  { hours: 168, label: '1 week' },
  { hours: 720, label: '1 month' },
  { hours: 8_760, label: '1 year' },
]
const longest = Math.log(8_760)

/** Place on a scale from an hour to a year on which each step is a multiple, in percent. */
function place(hours: number): number {
  return (100 * Math.log(Math.min(8_760, Math.max(1, hours)))) / longest
}

/** Medians of times on one scale, from an hour to a year. */
export function Times({ indicators }: { indicators: readonly Indicator[] }) {
  const times = indicators.flatMap(({ id, name, unit, value, text }) => {
    const hours = inHours[unit]
    return hours !== undefined && typeof value === 'number'
      ? [{ id, name, text, hours: value * hours }]
      : []
  })
  if (times.length === 0) return null
  return (
    <figure className="card" aria-labelledby="picture-times">
      <h2 id="picture-times">How long it takes</h2>
      <ol className="bars">
        {times.map(({ id, name, text, hours }) => (
          <li key={id}>
            <a href={`#figure-${id}`}>{sentence(name)}</a>
            <span className="bar-value">{text}</span>
            <span className="bar-track" aria-hidden="true">
              {scale.map((mark) => (
                <span
                  key={mark.label}
                  className="bar-mark"
                  style={{ left: `${place(mark.hours)}%` }}
                />
              ))}
              <span className="bar-point" style={{ left: `${place(hours)}%` }} />
            </span>
          </li>
        ))}
      </ol>
      <figcaption className="under">
        Medians. The marks stand for {scale.map((m) => m.label).join(', ')}; each is a multiple of
        the one before.
      </figcaption>
    </figure>
  )
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}\u00a0%`
}
