import { type Instant, instant } from '#base'
import { dueBy, type Rule } from '#law'
import type { Made, Making } from './module.ts'

/**
 * A time limit of the register and a day on which it starts. Asked is the last day in time; the golden day is the one
 * that the clocks of the procedures would show, with every step of the reckoning beside it.
 */
export function deadlineTask({ draw, law }: Making): Made {
  const usable = law.rules.flatMap((rule) =>
    rule.terms
      .filter((t) => ['calendar-days', 'working-days', 'months'].includes(t.unit) && t.count > 1)
      .map((term) => ({ rule, term })),
  )
  for (let tries = 0; tries < 500; tries++) {
    const { rule, term } = draw.pick(usable)
    const calendar = rule.calendar ?? draw.pick(law.calendars).id
    const start = instant(
      Date.UTC(2025, draw.below(12), draw.between(1, 28), draw.between(8, 15)),
    ) as Instant
    const due = dueBy(term.id, start, { calendar }, law)
    if (!due.ok) continue
    const { dueDay, steps } = due.value
    return {
      task: {
        text: `${nameOf(rule)}: ${term.count} ${term.unit.replace('-', ' ')}, ${term.when} (${rule.citation}). It starts at ${start.slice(0, 16).replace('T', ' ')} UTC; the calendar of ${calendar} counts. Which is the last day in time?`,
        asks: [{ name: 'day', label: 'last day in time, such as 2025-04-17', kind: 'day' }],
      },
      golden: { day: dueDay },
      because: steps.map((s) => s.text).join('; '),
    }
  }
  throw new Error('the law has no time limit that could be asked for')
}

function nameOf(rule: Rule): string {
  return `${rule.id} ${'name' in rule ? String(rule.name) : ''}`.trim()
}
