import {
  type Chapter,
  isMatterChapter,
  type MatterChapter,
  type MatterStep,
  type Step,
  type StepDocument,
} from './story.ts'

type Named = (reference: string) => string

/** Requests and disclosures of the story as matters like all others: every step by its transition and its actor. */
export function asMatters(
  chapters: readonly (Chapter | MatterChapter)[],
): readonly MatterChapter[] {
  const requests = chapters.filter((c): c is Chapter => !isMatterChapter(c))
  return chapters.map((c) => (isMatterChapter(c) ? c : asMatter(c, requests)))
}

function asMatter(chapter: Chapter, all: readonly Chapter[]): MatterChapter {
  const successor = all.find((c) => c.amends === chapter.reference)?.reference
  return {
    procedure: chapter.kind === 'request' ? 'P1' : 'P1b',
    reference: chapter.reference,
    to: chapter.to,
    steps: chapter.steps.map((step): MatterStep => {
      const authority = sideOf(chapter, step) === 'requesting' ? chapter.from : chapter.to
      return {
        at: step.at,
        actor: `${authority}/${who(step)}`,
        step: step.do,
        document: (named) => wordsOf(chapter, step, successor, named),
      }
    }),
    ...(chapter.expect === undefined ? {} : { expect: chapter.expect }),
  }
}

/** Requests are drafted, answered in consultation, judged and closed by who asked; the rest is the other side's. */
function sideOf(chapter: Chapter, step: Step): 'requesting' | 'requested' {
  if (step.do === 'give-feedback') return chapter.kind === 'request' ? 'requesting' : 'requested'
  const requesting: readonly Step['do'][] = [
    'draft',
    'approve',
    'send',
    'answer-consultation',
    'amend',
    'close',
  ]
  return requesting.includes(step.do) ? 'requesting' : 'requested'
}

function who(step: Step): 'analyst' | 'head' {
  return step.do === 'approve' || step.do === 'refuse' ? 'head' : 'analyst'
}

const terms = {
  handling: 'TLP:AMBER',
  purposes: ['analysis', 'investigation'],
  evidence: 'with-consent',
  onward: 'with-consent',
} as const

function textOf(chapter: Chapter, named: Named): StepDocument {
  const shared = {
    reference: chapter.reference,
    subject: chapter.subject,
    facts: chapter.facts,
    reasons: chapter.reasons,
    link: chapter.link,
    ...(chapter.persons === undefined ? {} : { persons: chapter.persons }),
    ...(chapter.operation === undefined ? {} : { operation: chapter.operation }),
    ...terms,
  }
  if (chapter.kind === 'spontaneous') return shared
  return {
    ...shared,
    class: chapter.class,
    ...(chapter.urgencyReason === undefined ? {} : { urgencyReason: chapter.urgencyReason }),
    background: chapter.background,
    use: 'analysis by the unit; any other use will be asked for',
    questions: chapter.questions,
    deconfliction: 'no-hit',
    ...(chapter.amends === undefined ? {} : { amends: named(chapter.amends) }),
  }
}

function wordsOf(
  chapter: Chapter,
  step: Step,
  successor: string | undefined,
  named: Named,
): StepDocument {
  const says = step.says ?? ''
  switch (step.do) {
    case 'draft':
    case 'send':
      return textOf(chapter, named)
    case 'approve':
      return { necessity: `${chapter.reasons} No milder way leads there.`, redLines: true }
    case 'acknowledge':
      return chapter.kind === 'request' ? { class: chapter.class } : {}
    case 'clarify':
      return { questions: [says] }
    case 'reply-in-part':
      return { answer: says, outstanding: 'the rest of the questions', grade: 'A2', ...terms }
    case 'reply':
      return { result: 'found', answer: says, grade: 'A1', ...terms }
    case 'consult':
    case 'refuse':
      return { ground: 'G-07', reasons: says }
    case 'answer-consultation':
      return { answer: says }
    case 'amend':
      return { successor: named(successor ?? '') }
    case 'give-feedback':
      return { usefulness: 'useful', outcome: says }
    default:
      return {}
  }
}
