/** A scale of time from one day to another, as parts of 1. */
export interface Span {
  readonly from: number
  readonly to: number
  at(instant: string): number
  /** First days of quarters or years inside, so that about six stand on the scale. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
}

const day = 86_400_000

/** The whole months around all instants. */
export function spanOf(instants: readonly string[]): Span {
  const times = instants.map((i) => Date.parse(i)).filter((t) => !Number.isNaN(t))
  const [first, last] = [new Date(Math.min(...times)), new Date(Math.max(...times))]
  const from = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1)
  const to = Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 1)
  const place = (time: number) => (time - from) / Math.max(day, to - from)
  const months = Math.round((to - from) / (30.4 * day))
  const step = months > 30 ? 12 : months > 12 ? 6 : months > 5 ? 3 : 1
  const ticks: { at: number; text: string }[] = []
  for (let m = Math.ceil(first.getUTCMonth() / step) * step; ; m += step) {
    const time = Date.UTC(first.getUTCFullYear(), m, 1)
    if (time > to) break
    const date = new Date(time)
    const text =
      step === 12
        ? String(date.getUTCFullYear())
        : `${date.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' })} ${date.getUTCFullYear()}`
    ticks.push({ at: place(time), text })
  }
  return { from, to, ticks, at: (instant) => place(Date.parse(instant)) }
}
