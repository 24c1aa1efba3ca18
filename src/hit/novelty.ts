import { type Instant, millis } from '#base'
import type { Asked, Quota } from './quota.ts'

/** Something unlike the partner's own past. It stops nothing: a person looks. */
export interface Alarm {
  readonly name: 'jump' | 'quota-days' | 'one-case' | 'again' | 'first'
  /** For the officer who looks. */
  readonly text: string
}

/** Lists whose counts differ by no more than this may be one list, with a subject more or less. */
const nearly = 2
/** Below this many items a day nothing is remarkable. */
const ordinary = 200
const dayMs = 86_400_000

/**
 * What is new about a question, held against the thirty days before it. Seen are counts, days and cases. What cannot be
 * seen: which items were asked about, so neither an ascending series nor the same item twice; against these stand the
 * quota and the opening of items drawn by lot. Lists that differ by a subject show in their counts alone.
 */
export function alarms(history: readonly Asked[], question: Asked, quota: Quota): readonly Alarm[] {
  const since = millis(question.at) - 30 * dayMs
  const past = history.filter((asked) => millis(asked.at) >= since)
  const byDay = Map.groupBy([...past, question], (asked) => asked.at.slice(0, 10))
  const total = (day: string) => (byDay.get(day) ?? []).reduce((sum, asked) => sum + asked.items, 0)
  const today = question.at.slice(0, 10)
  const before = [...byDay.keys()].filter((day) => day < today).map(total)
  const found: Alarm[] = []
  const now = total(today)
  const earlier = now - question.items
  if (before.length === 0) {
    if (now >= ordinary && earlier < ordinary)
      found.push({
        name: 'first',
        text: `${now} items on the first day on which this partner asks`,
      })
  } else {
    const line = Math.max(ordinary, 5 * median(before))
    if (now >= line && earlier < line)
      found.push({
        name: 'jump',
        text: `${now} items today; on its days before, this partner asked ${median(before)} at the median`,
      })
  }
  const full = (count: number) => count >= 0.9 * quota.items
  const row = [1, 2].map((back) => total(dayBefore(question.at, back)))
  if (full(now) && !full(earlier) && row.every(full))
    found.push({ name: 'quota-days', text: 'the quota was used up on three days in a row' })
  const ofCase = [...past, question].filter((asked) => asked.case === question.case)
  const inCase = ofCase.reduce((sum, asked) => sum + asked.items, 0)
  if (inCase > quota.items / 2 && inCase - question.items <= quota.items / 2)
    found.push({
      name: 'one-case',
      text: `${inCase} items in thirty days under one case reference`,
    })
  const days = new Set(
    ofCase
      .filter((asked) => !asked.standing && Math.abs(asked.items - question.items) <= nearly)
      .map((asked) => asked.at.slice(0, 10)),
  )
  if (!question.standing && days.size >= 3)
    found.push({
      name: 'again',
      text: `on ${days.size} days in thirty this case asked about ${question.items} items, give or take ${nearly}: perhaps the same list, to see who comes in; for that there are standing questions`,
    })
  return found
}

function dayBefore(at: Instant, days: number): string {
  return new Date(millis(at) - days * dayMs).toISOString().slice(0, 10)
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[(sorted.length - 1) >> 1] ?? 0
}
