import type { ClockClass } from '#law'

/** One request or disclosure of the story: who asks whom for what, and when each step was taken (UTC). */
export interface Chapter {
  readonly reference: string
  readonly kind: 'request' | 'spontaneous'
  readonly from: string
  readonly to: string
  /** One line without names of persons. */
  readonly subject: string
  readonly class: ClockClass
  readonly urgencyReason?: string
  readonly facts: string
  readonly background: string
  readonly reasons: string
  readonly link: string
  readonly questions: readonly string[]
  readonly persons?: readonly {
    readonly name: string
    readonly kind: 'person' | 'company'
    readonly country?: string
  }[]
  /** Reference of the refused request that this one amends. */
  readonly amends?: string
  readonly steps: readonly Step[]
}

/** What was done, by the side that may do it, at that instant. */
export interface Step {
  readonly at: string
  readonly do:
    | 'draft'
    | 'approve'
    | 'send'
    | 'acknowledge'
    | 'clarify'
    | 'reply-in-part'
    | 'reply'
    | 'consult'
    | 'answer-consultation'
    | 'refuse'
    | 'amend'
    | 'give-feedback'
    | 'close'
  /** The words of the step: an answer, a question, a reason. */
  readonly says?: string
}

/** Minutes before sending at which a draft was written and approved. */
const ordinary = { draft: 95, approve: 30 } as const
const inHaste = { draft: 12, approve: 5 } as const

/** The steps up to the sending, at a pace that fits the urgency. */
export function sending(at: string, haste = false): readonly Step[] {
  const pace = haste ? inHaste : ordinary
  const before = (minutes: number) => new Date(Date.parse(at) - minutes * 60_000).toISOString()
  return [
    { at: before(pace.draft), do: 'draft' },
    { at: before(pace.approve), do: 'approve' },
    { at, do: 'send' },
  ]
}
