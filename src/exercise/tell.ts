import { type Instant, instant, must } from '#base'
import { lanternCards } from '#directory'
import type { Node } from '#node'
import type { Interlude } from './across.ts'
import { asMatters } from './plain.ts'
import { moments, replay } from './replay.ts'
import { handInAndTakeUp, lookAgain, mustStand, wordOf } from './rights-told.ts'
import {
  type Chapter,
  documentOf,
  inOrder,
  type MatterChapter,
  type MatterStep,
  type StoryFile,
} from './story.ts'
import { passTipOn, putExhibit, type TipSource, tellTipStep } from './tip-told.ts'

/** The wheels of the telling: nodes by id, a clock to set, and the wire to let run after each step. */
export interface Stage {
  readonly node: (id: string) => Node
  readonly setClock: (at: string) => void
  /** At these nodes letters go out, receipts come back, and clocks that ran out go on record. */
  readonly settle: (nodes: readonly string[]) => Promise<void>
  /** What officers do between the steps of the chapters, each at its moment. */
  readonly interludes?: readonly Interlude[]
}

/**
 * Tells chapters through the same door that every officer uses: each step is a command at its instant, each letter is
 * sealed, sent, checked and answered. Between the steps the nodes look at their clocks when one of them has something
 * to say. Ends at `until`. Returns the ids of the matters by reference.
 */
export async function tell(
  chapters: readonly (Chapter | MatterChapter)[],
  stage: Stage,
  until: Instant,
  said: (done: number, total: number) => void = () => {},
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  const sources = new Map<string, TipSource>()
  const nodes = new Set<string>()
  const clocks = [...moments(replay(chapters, until))]
  const between = [...(stage.interludes ?? [])].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const passTime = async (to: Instant) => {
    for (; between[0] !== undefined && Date.parse(between[0].at) <= Date.parse(to); ) {
      const { at, act } = between.shift()!
      await passClocks(instant(Date.parse(at)))
      await act()
    }
    await passClocks(to)
  }
  const passClocks = async (to: Instant) => {
    for (; clocks[0] !== undefined && clocks[0].at <= to; clocks.shift()) {
      stage.setClock(clocks[0].at)
      await stage.settle(clocks[0].nodes)
    }
    stage.setClock(to)
  }
  const all = inOrder(asMatters(chapters))
  for (const [i, { chapter, step, first }] of all.entries()) {
    await passTime(instant(Date.parse(step.at)))
    if (chapter.procedure === 'P15') await tipStep(chapter, step, stage, ids, sources)
    else if (chapter.procedure === 'P10' && step.actor.endsWith('/node'))
      await hearPeer(chapter, step, stage, ids)
    else await takeStep(chapter, step, first, stage, ids)
    const home = nodeServing(authorityOf(step))
    nodes.add(home)
    await stage.settle([home])
    said(i + 1, all.length)
  }
  await passTime(until)
  await stage.settle([...nodes])
  return ids
}

/** The peer's node answers, ours puts it on record, and it says what the story says. */
async function hearPeer(
  chapter: MatterChapter,
  step: MatterStep,
  stage: Stage,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const document = documentOf(step, (reference) => ids.get(reference))
  const peer = wordOf(document) ?? ''
  const [home, there] = [nodeServing(authorityOf(step)), nodeServing(peer)]
  if (step.step === 'note-rerun') await lookAgain(stage.node(there), peer)
  // Ours leaves, theirs is made and leaves, and ours takes it in.
  for (const id of [home, there, there, home]) await stage.settle([id])
  await mustStand(stage.node(home), ids.get(chapter.reference) ?? '', step, document)
}

/** A tip goes through the box; what is none of the box's business goes through the door of every act. */
async function tipStep(
  chapter: MatterChapter,
  step: MatterStep,
  stage: Stage,
  ids: Map<string, string>,
  sources: Map<string, TipSource>,
): Promise<void> {
  const home = nodeServing(authorityOf(step))
  const source = sources.get(chapter.reference) ?? {}
  sources.set(chapter.reference, source)
  const node = stage.node(home)
  const document = documentOf(step, (reference) => ids.get(reference))
  const round = () => stage.settle([home])
  const id = await tellTipStep({ node, step, document, source, round })
  if (id !== undefined) ids.set(chapter.reference, id)
  else await takeStep(chapter, step, false, stage, ids)
  if (step.step === 'triage' && document.outcome === 'lead')
    await passTipOn(node, step.actor, ids.get(chapter.reference) ?? '')
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
  const node = stage.node(nodeServing(authorityOf(step)))
  const document = documentOf(step, (reference) => ids.get(reference))
  const id = ids.get(chapter.reference)
  const ofPerson = ['P10/receive', 'P11/file'].includes(`${chapter.procedure}/${step.step}`)
  if (first && ofPerson) {
    const to = chapter.to ?? ''
    ids.set(chapter.reference, await handInAndTakeUp({ node, step, document, to }))
    return
  }
  if (!first && id === undefined) throw new Error(`${chapter.reference} was not opened`)
  if (step.file !== undefined && id !== undefined) await putFile(node, id, actor, step.file)
  if (step.reads === true && id !== undefined) await openFiles(chapter, stage, id, actor)
  if (step.exhibit !== undefined && id !== undefined)
    await putExhibit(node, actor, id, step.exhibit)
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

/** Two officers stand behind a file: who adds it, and who lets it go. */
async function putFile(
  node: Node,
  id: string,
  actor: string,
  { title, text, releasedBy }: StoryFile,
): Promise<void> {
  const parts = (async function* () {
    yield Buffer.from(text)
  })()
  const added = must(await node.attachments.add(actor, id, { title, type: 'text/plain' }, parts))
  must(await node.attachments.release(releasedBy, id, added.id))
}

/** Everything that came with the matter is read before it is assessed. */
async function openFiles(
  { steps }: MatterChapter,
  stage: Stage,
  id: string,
  actor: string,
): Promise<void> {
  const home = nodeServing(actor.slice(0, actor.indexOf('/')))
  const owner = steps[0] === undefined ? home : nodeServing(authorityOf(steps[0]))
  // Files come after the letter that names them.
  await stage.settle([owner, home])
  await stage.settle([owner, home])
  const node = stage.node(home)
  for (const file of must(await node.attachments.list(actor, id))) {
    const { content } = must(await node.attachments.read(actor, id, file.id))
    for await (const _ of content);
  }
}

function authorityOf({ actor }: MatterStep): string {
  return actor.slice(0, actor.indexOf('/'))
}

function nodeServing(authority: string): string {
  return lanternCards.find((card) => card.id === authority)?.servedBy ?? authority
}
