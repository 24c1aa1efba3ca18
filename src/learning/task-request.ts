import type { Day } from '#base'
import { requiredElements } from '#law'
import { completeness, samples } from '#procedure'
import type { Made, Making } from './module.ts'
import { letters } from './task-choice.ts'

const form = 'mla-request'
const on = '2026-01-15' as Day

/**
 * A request for legal assistance from which elements were taken out. Asked is which of those that the law counts are
 * missing; the golden letters are what the gate of the procedure itself would name. Where nothing was taken out, the
 * answer is none of them: 14 of 14.
 */
export function requestTask({ draw, law }: Making): Made {
  const elements = requiredElements(form, on, law)
  const whole = samples[form]
  if (whole === undefined || elements.length === 0) throw new Error(`no elements of ${form}`)
  const gone = new Set(
    draw
      .mixed(elements)
      .slice(0, draw.below(4))
      .flatMap((e) => e.fields ?? [e.field]),
  )
  const draft = Object.fromEntries(Object.entries(whole).filter(([name]) => !gone.has(name)))
  const missing = new Set(completeness(form, draft, { on, law }).missing.map((m) => m.id))
  const lacking = elements.map((e) => missing.has(e.id))
  return {
    task: {
      text: `A draft of a request for legal assistance says the following. The law counts ${elements.length} elements. Which are missing? Give their letters in order, or “none”.`,
      table: {
        head: ['field', 'what the draft says'],
        rows: Object.entries(draft).map(([name, value]) => [
          name,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
      },
      options: elements.map((e) => e.label),
      asks: [
        { name: 'missing', label: 'letters of the missing elements, or none', kind: 'letters' },
      ],
    },
    golden: {
      missing: elements.map((_, i) => (lacking[i] ? letters[i] : '')).join('') || 'none',
    },
    because: elements.map((e) => e.citation)[0] ?? '',
  }
}
