import { ethicsQuestions } from './data/ethics.ts'
import { tradeQuestions } from './data/trade.ts'
import type { Made, Making } from './module.ts'
import type { Question } from './question.ts'

const banks: Readonly<Record<string, readonly Question[]>> = {
  'TR-02': tradeQuestions,
  'TR-03': ethicsQuestions,
}

export const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** A question of the bank of the course, its options mixed; no question comes twice in one module. */
export function choiceTask({ draw, course, number }: Making): Made {
  const bank = banks[course.id] ?? []
  const start = number === 0 ? draw.below(bank.length) : (starts.get(draw) ?? 0)
  if (number === 0) starts.set(draw, start)
  const question = bank[(start + number) % bank.length]
  if (question === undefined) throw new Error(`course ${course.id} has no questions`)
  const mixed = draw.mixed(question.options)
  const right = mixed.indexOf(question.options[0] as string)
  return {
    task: {
      text: question.asks,
      options: mixed,
      asks: [{ name: 'answer', label: 'letter of the answer', kind: 'option' }],
    },
    golden: { answer: letters[right] as string },
    because: question.because,
  }
}

/** Where in the bank a module began. */
const starts = new WeakMap<object, number>()
