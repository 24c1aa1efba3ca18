import { must } from '#base'
import { lanternCards } from '#directory'
import type { Node } from '#node'
import {
  type Chapter,
  isMatterChapter,
  type MatterChapter,
  type MatterStep,
  type Step,
  type StepDocument,
} from './story.ts'

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
  chapters: readonly (Chapter | MatterChapter)[],
  stage: Stage,
  said: (done: number, total: number) => void = () => {},
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  const all = chapters
    .flatMap((chapter) => actsOf(chapter, stage, ids, chapters))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  for (const [i, act] of all.entries()) {
    stage.setClock(act.at)
    await stage.settle()
    await act.take()
    await stage.settle()
    said(i + 1, all.length)
  }
  return ids
}

interface Act {
  readonly at: string
  readonly take: () => Promise<void>
}

function actsOf(
  chapter: Chapter | MatterChapter,
  stage: Stage,
  ids: Map<string, string>,
  chapters: readonly (Chapter | MatterChapter)[],
): readonly Act[] {
  if (isMatterChapter(chapter))
    return chapter.steps.map((step, i) => ({
      at: step.at,
      take: () => takeStep(chapter, step, i === 0, stage, ids),
    }))
  const requests = chapters.filter((c): c is Chapter => !isMatterChapter(c))
  return chapter.steps.map((step) => ({
    at: step.at,
    take: () => take(chapter, step, stage, ids, requests),
  }))
}

/** One step of a matter of any procedure, at the node that serves the authority of the actor. */
async function takeStep(
  chapter: MatterChapter,
  step: MatterStep,
  first: boolean,
  stage: Stage,
  ids: Map<string, string>,
): Promise<void> {
  const { actor } = step
  const node = stage.node(nodeServing(actor.slice(0, actor.indexOf('/'))))
  const document = documentOf(step, ids)
  const id = ids.get(chapter.reference)
  if (!first && id === undefined) throw new Error(`${chapter.reference} was not opened`)
  const done = await node.handle(
    actor,
    first
      ? {
          do: 'open',
          procedure: chapter.procedure,
          step: step.step,
          ...(chapter.to === undefined ? {} : { to: chapter.to }),
          document,
        }
      : { do: 'act', id: id ?? '', action: step.step, document },
  )
  const told = `${chapter.reference}: ${actor}, ${step.step}, ${step.at}`
  if (step.refused !== undefined) {
    const name = done.ok ? 'nothing' : done.refusal.name
    if (name !== step.refused)
      throw new Error(`${told}: ${step.refused} was to refuse it, and ${name} did`)
    return
  }
  if (!done.ok) throw new Error(`${told}: ${done.refusal.name}: ${done.refusal.ground}`)
  if (first) ids.set(chapter.reference, done.value.id)
}

function documentOf(step: MatterStep, ids: ReadonlyMap<string, string>): StepDocument {
  const { document = {} } = step
  if (typeof document !== 'function') return document
  return document((reference) => {
    const id = ids.get(reference)
    if (id === undefined) throw new Error(`the story names ${reference} before it is opened`)
    return `matter/${id}`
  })
}

function nodeServing(authority: string): string {
  return lanternCards.find((card) => card.id === authority)?.servedBy ?? authority
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
