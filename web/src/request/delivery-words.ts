import { plural } from '../text/words.ts'

export interface Letter {
  readonly id: string
  readonly record: string
  readonly to: string
  readonly toName: string
  readonly lane: 'routine' | 'emergency'
  readonly number: number
  readonly sentAt: string
  readonly expires: string
  readonly rung: 'none' | 'admitted' | 'retrieved' | 'understood' | 'answered'
  readonly refused: boolean
  readonly contradicted: boolean
  readonly late: boolean
  readonly words: string
  readonly waiting: string
  readonly attempts: number
  readonly evidence: readonly {
    readonly says: string
    readonly by: string
    readonly at: string
    readonly digest: string
    readonly reason: string
    readonly index: number
  }[]
}

const rungs = {
  none: { text: 'no evidence yet', tone: 'chip-amber' },
  admitted: { text: 'admitted', tone: 'chip-line' },
  retrieved: { text: 'opened by an officer', tone: 'chip-blue' },
  understood: { text: 'understood', tone: 'chip-blue' },
  answered: { text: 'answered', tone: 'chip-green' },
} as const

/** The state of a letter as a chip says it; what contradicts itself says so before anything else. */
export function stateOf({ rung, refused, contradicted, late, evidence }: Letter): {
  readonly text: string
  readonly tone: string
} {
  if (contradicted) return { text: 'contradicted: both are on record', tone: 'chip-red' }
  if (refused) return { text: 'refused', tone: 'chip-red' }
  const { text, tone } = rungs[rung]
  const asks = rung === 'retrieved' && evidence.some((e) => e.says === 'not-understood')
  if (asks) return { text: 'questions asked', tone: 'chip-amber' }
  return { text: late ? `${text}, late` : text, tone }
}

const sayings: Readonly<Record<string, string>> = {
  deferred: 'put off',
  'not-understood': 'not understood as it stands',
  retrieved: 'opened by an officer',
}

export function saidOf(says: string): string {
  return sayings[says] ?? says
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the other node does not answer',
  ETIMEDOUT: 'the other node does not answer',
  ENOTFOUND: 'the address of the other node is not known',
  'sequence-gap': 'the other node waits for an earlier letter',
  busy: 'the other node has its hands full',
  'the node was started again': 'this node was started again',
}

/** Why a letter has not left, in words; what the machine said stays readable behind it. */
export function whyWaiting(reason: string): string {
  return reasons[reason] ?? `not delivered yet (${reason})`
}

const told: Readonly<Record<string, string>> = {
  retrieved: 'that it was opened',
  understood: 'that it was understood',
  incomplete: 'that it cannot be worked on as it stands',
  answered: 'that it was answered',
}

/** What the sender of a letter has been told of it since its receipt. */
export function toldWords(words: readonly string[]): string {
  if (words.length === 0) return 'its sender has a receipt and no later word'
  return `its sender was told ${words.map((w) => told[w] ?? w).join(', ')}`
}

/** `3 letters`, `1 letter`. */
export function counted(n: number, one: string): string {
  return `${n} ${plural(n, one)}`
}
