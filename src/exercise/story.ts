import type { ClockClass } from '#law'

/** One request or disclosure of the story: who asks whom for what, and when each step was taken (UTC). */
export interface Chapter {
  readonly reference: string
  readonly kind: 'request' | 'spontaneous'
  readonly from: string
  readonly to: string
  /** The number that all authorities of the case use. */
  readonly operation?: string
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
    readonly born?: string
    readonly country?: string
  }[]
  /** Reference of the refused request that this one amends. */
  readonly amends?: string
  readonly steps: readonly Step[]
  readonly expect?: Expected
}

/** How a matter stands on the last day of the story. */
export interface Expected {
  /** State of the main track. */
  readonly ends: string
  /** Limits that ran out before they were met, by the id of the clock; all others were kept. */
  readonly late?: readonly string[]
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

/** A matter of any procedure, told by its steps: who took which, when, with which document. */
export interface MatterChapter {
  readonly procedure: string
  /** By which the other chapters name it; the document has its own reference where its form has one. */
  readonly reference: string
  /** The authority to which it is put; absent where the matter has no addressee. */
  readonly to?: string
  /** In the order of their instants; the first one opens the matter. */
  readonly steps: readonly MatterStep[]
  readonly expect?: Expected
}

export interface MatterStep {
  readonly at: string
  /** `XN-CA/registrar`; the node that serves the authority takes the step. */
  readonly actor: string
  /** Id of the transition. */
  readonly step: string
  /** Its document; a function where it names another matter of the story, by that one's reference. */
  readonly document?: StepDocument | ((matter: (reference: string) => string) => StepDocument)
  /** A file that is put to the matter before, released by the second officer, and goes with the step. */
  readonly file?: StoryFile
  /** Files of the matter are opened before: what is assessed was read. */
  readonly reads?: true
  /** Files of a lead that the office was given are put to the matter before, under this number. */
  readonly exhibit?: string
  /** The step must be refused, under that name; the story goes on. */
  readonly refused?: string
}

/** What the story puts to a matter as a file. */
export interface StoryFile {
  readonly title: string
  readonly text: string
  /** Who lets it go: a second officer of the same authority. */
  readonly releasedBy: string
}

export type StepDocument = Readonly<Record<string, unknown>>

export function isMatterChapter(chapter: Chapter | MatterChapter): chapter is MatterChapter {
  return 'procedure' in chapter
}

/** All steps of all chapters in the order of their instants; steps of one instant keep the order in which they are told. */
export function inOrder(chapters: readonly MatterChapter[]): readonly {
  readonly chapter: MatterChapter
  readonly step: MatterStep
  readonly first: boolean
}[] {
  return chapters
    .flatMap((chapter) => chapter.steps.map((step, i) => ({ chapter, step, first: i === 0 })))
    .sort((a, b) => Date.parse(a.step.at) - Date.parse(b.step.at))
}

/**
 * The document of a step, with the matters that it names.
 *
 * @throws Error when it names one that the story has not opened yet
 */
export function documentOf(
  step: MatterStep,
  idOf: (reference: string) => string | undefined,
): StepDocument {
  const { document = {} } = step
  if (typeof document !== 'function') return document
  return document((reference) => {
    const id = idOf(reference)
    if (id === undefined) throw new Error(`the story names ${reference} before it is opened`)
    return `matter/${id}`
  })
}
