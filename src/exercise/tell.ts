import { type Instant, instant, must } from '#base'
import { lanternCards } from '#directory'
import type { Node } from '#node'
import type { Interlude } from './across.ts'
import { asMatters } from './plain.ts'
import { moments, replay } from './replay.ts'
import {
  type Chapter,
  documentOf,
  inOrder,
  type MatterChapter,
  type MatterStep,
  type StoryFile,
} from './story.ts'

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
    await takeStep(chapter, step, first, stage, ids)
    const home = nodeServing(authorityOf(step))
    nodes.add(home)
    await stage.settle([home])
    said(i + 1, all.length)
  }
  await passTime(until)
  await stage.settle([...nodes])
  return ids
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
  if (!first && id === undefined) throw new Error(`${chapter.reference} was not opened`)
  if (step.file !== undefined && id !== undefined) await putFile(node, id, actor, step.file)
  if (step.reads === true && id !== undefined) await openFiles(chapter, stage, id, actor)
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
