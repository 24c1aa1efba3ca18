import { asInstant, digest, type Instant, type Json, must } from '#base'
import { lanternCards } from '#directory'
import { shipped } from '#law'
import {
  admit,
  authorityOf,
  decide,
  dueEvents,
  type Event,
  evolve,
  type MatterFile,
  nextDue,
  nodeFor,
  peersOf,
  type State,
} from '#procedure'
import { actorOf, servedAt } from './people.ts'
import { asMatters } from './plain.ts'
import { type Chapter, documentOf, inOrder, type MatterChapter, type MatterStep } from './story.ts'

/** One node's log of one matter, and the state that it makes. */
export interface Log {
  readonly node: string
  readonly events: readonly Event[]
  readonly state: State
}

/** A matter of the story, as every node that holds it knows it; the log of the node that opened it comes first. */
export interface Told {
  readonly chapter: MatterChapter
  readonly logs: readonly Log[]
  /** Names of the refusals that the story met on purpose. */
  readonly refused: readonly string[]
}

interface Copy {
  readonly node: string
  readonly events: Event[]
  state: State | undefined
  due: Instant | undefined
}

interface Thread {
  readonly chapter: MatterChapter
  readonly stream: string
  readonly copies: Map<string, Copy>
  /** Put to the matter so far. */
  readonly files: MatterFile[]
  readonly refused: string[]
}

/**
 * The story without keys, disks and wires: every step is decided at the node of its officer, every crossing event is
 * admitted by the others at the same instant, and every clock runs out when its time has come. Pure: the same chapters
 * and the same last instant give the same logs.
 *
 * @throws Error when a step is refused that the story does not expect to be, or a letter is not admitted
 */
export function replay(
  chapters: readonly (Chapter | MatterChapter)[],
  until: Instant,
): ReadonlyMap<string, Told> {
  const threads = new Map<string, Thread>()
  for (const { chapter, step, first } of inOrder(asMatters(chapters))) {
    const now = asInstant(step.at)
    if (now === undefined) throw new Error(`${chapter.reference}: ${step.at} is no instant`)
    passTime(threads, now)
    const thread = first ? begin(threads, chapter) : threads.get(chapter.reference)
    if (thread === undefined) throw new Error(`${chapter.reference} was not opened`)
    takeStep(thread, step, now, threads)
  }
  passTime(threads, until)
  return new Map([...threads].map(([reference, thread]) => [reference, toldOf(thread)]))
}

function begin(threads: Map<string, Thread>, chapter: MatterChapter): Thread {
  const { reference } = chapter
  if (threads.has(reference)) throw new Error(`${reference} is opened twice`)
  const stream = reference.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const thread: Thread = { chapter, stream, copies: new Map(), files: [], refused: [] }
  threads.set(reference, thread)
  return thread
}

/** The instants at which clocks of the story speak up by themselves, in their order, with the nodes that hear them. */
export function moments(
  told: ReadonlyMap<string, Told>,
): readonly { readonly at: Instant; readonly nodes: readonly string[] }[] {
  const at = new Map<Instant, Set<string>>()
  for (const { logs } of told.values())
    for (const { node, events } of logs)
      for (const event of events.filter((e) => e.actor.endsWith('/clock')))
        at.set(event.at, (at.get(event.at) ?? new Set()).add(node))
  return [...at.keys()].sort().map((i) => ({ at: i, nodes: [...at.get(i)!] }))
}

function toldOf({ chapter, copies, refused }: Thread): Told {
  const logs = [...copies.values()].flatMap(({ node, events, state }) =>
    state === undefined ? [] : [{ node, events, state }],
  )
  return { chapter, logs, refused }
}

/** Clocks of all nodes up to an instant, each told at the moment at which it runs out or warns. */
function passTime(threads: ReadonlyMap<string, Thread>, now: Instant): void {
  for (const { copies } of threads.values())
    for (const copy of copies.values())
      while (copy.state !== undefined && copy.due !== undefined && copy.due <= now) {
        const at = copy.due
        const events = dueEvents(copy.state, at, servedAt(copy.node), shipped)
        for (const event of events) copy.state = keep(copy, event)
        copy.due = nextDue(copy.state, at, shipped)
        if (events.length === 0 && copy.due === at) break
      }
}

function takeStep(
  thread: Thread,
  step: MatterStep,
  now: Instant,
  threads: ReadonlyMap<string, Thread>,
): void {
  const { chapter, stream } = thread
  const actor = actorOf(step.actor)
  takeFiles(thread, step)
  const home = copyAt(thread, nodeFor(lanternCards, actor.authority) ?? actor.authority)
  const document = documentOf(step, (reference) => threads.get(reference)?.stream)
  const decided = decide(
    home.state,
    {
      procedure: chapter.procedure as Parameters<typeof decide>[1]['procedure'],
      transition: step.step,
      stream,
      document: document as Readonly<Record<string, Json>>,
      ...(chapter.to === undefined ? {} : { to: chapter.to }),
    },
    { now, actor, directory: lanternCards, law: shipped, files: thread.files },
  )
  const told = `${chapter.reference}: ${step.actor}, ${step.step}, ${step.at}`
  if (step.refused !== undefined) {
    const name = decided.ok ? 'nothing' : decided.refusal.name
    if (name !== step.refused)
      throw new Error(`${told}: ${step.refused} was to refuse it, and ${name} did`)
    thread.refused.push(name)
    return
  }
  if (!decided.ok) throw new Error(`${told}: ${decided.refusal.name}: ${decided.refusal.ground}`)
  for (const event of decided.value) happen(thread, home, event, now)
}

/** A file comes with its step; who assesses has opened them all. */
function takeFiles({ files }: Thread, { actor, file, reads }: MatterStep): void {
  if (file !== undefined)
    files.push({
      digest: digest(Buffer.from(file.text)),
      authority: actor.slice(0, actor.indexOf('/')),
      released: file.releasedBy !== actor,
      whole: true,
      openedBy: [],
    })
  if (reads !== true) return
  for (const [i, known] of files.entries())
    files[i] = { ...known, openedBy: [...known.openedBy, actor] }
}

/** An event goes into the log of its node and, where it crosses, into those of the others. */
function happen(thread: Thread, home: Copy, event: Event, now: Instant): void {
  home.state = keep(home, event)
  home.due = nextDue(home.state, now, shipped)
  if (!event.crosses) return
  for (const node of peersOf(home.state.parties, authorityOf(event), lanternCards)) {
    const there = copyAt(thread, node)
    const facts = { now, directory: lanternCards, law: shipped, self: servedAt(node) }
    const admitted = admit(there.state, event, facts)
    if (!admitted.ok) {
      const { name, ground } = admitted.refusal
      throw new Error(
        `${thread.chapter.reference}: ${node} did not admit ${event.transition}: ${name}: ${ground}`,
      )
    }
    there.state = keep(there, must(admitted))
    there.due = nextDue(there.state, now, shipped)
  }
}

function keep(copy: Copy, event: Event): State {
  copy.events.push(event)
  return evolve(copy.state, event)
}

function copyAt({ copies }: Thread, node: string): Copy {
  const known = copies.get(node)
  if (known !== undefined) return known
  const made: Copy = { node, events: [], state: undefined, due: undefined }
  copies.set(node, made)
  return made
}
