import { must } from '#base'
import type { Node } from '#node'
import type { Chapter, Step } from './story.ts'

/** The wheels of the telling: nodes by id, a clock to set, and the wire to let run after each step. */
export interface Stage {
  readonly node: (id: string) => Node
  readonly setClock: (at: string) => void
  /** Letters go out, receipts come back, clocks that ran out go on record. */
  readonly settle: () => Promise<void>
}

/**
 * Tells chapters through the same door that every officer uses: each step is a command at its instant, each letter is
 * sealed, sent, checked and answered. Returns the ids of the matters by reference.
 */
export async function tell(
  chapters: readonly Chapter[],
  stage: Stage,
  said: (done: number, total: number) => void = () => {},
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  const all = chapters
    .flatMap((chapter) => chapter.steps.map((step) => ({ chapter, step })))
    .sort((a, b) => Date.parse(a.step.at) - Date.parse(b.step.at))
  for (const [i, { chapter, step }] of all.entries()) {
    stage.setClock(step.at)
    await stage.settle()
    await take(chapter, step, stage, ids, chapters)
    await stage.settle()
    said(i + 1, all.length)
  }
  return ids
}

async function take(
  chapter: Chapter,
  step: Step,
  stage: Stage,
  ids: Map<string, string>,
  chapters: readonly Chapter[],
): Promise<void> {
  const side = sideOf(chapter, step)
  const node = stage.node(side === 'requesting' ? chapter.from : chapter.to)
  const actor = `${node.id}/${who(step)}`
  if (step.do === 'draft') {
    const opened = await node.handle(actor, {
      do: 'open',
      kind: chapter.kind,
      to: chapter.to,
      document: textOf(chapter, ids),
    })
    ids.set(chapter.reference, must(opened).id)
    return
  }
  const id = ids.get(chapter.reference)
  if (id === undefined) throw new Error(`${chapter.reference} has no draft`)
  const successor = chapters.find((c) => c.amends === chapter.reference)
  const document = wordsOf(chapter, step, successor && ids.get(successor.reference))
  must(await node.handle(actor, { do: 'act', id, action: step.do, document }))
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

function textOf(chapter: Chapter, ids: ReadonlyMap<string, string>): Record<string, unknown> {
  const amends = chapter.amends === undefined ? undefined : ids.get(chapter.amends)
  const shared = {
    reference: chapter.reference,
    subject: chapter.subject,
    facts: chapter.facts,
    reasons: chapter.reasons,
    link: chapter.link,
    ...(chapter.persons === undefined ? {} : { persons: chapter.persons }),
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
    ...(amends === undefined ? {} : { amends: `matter/${amends}` }),
  }
}

function wordsOf(
  chapter: Chapter,
  step: Step,
  successor: string | undefined,
): Record<string, unknown> {
  const says = step.says ?? ''
  switch (step.do) {
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
      return { successor: `matter/${successor}` }
    case 'give-feedback':
      return { usefulness: 'useful', outcome: says }
    default:
      return {}
  }
}
