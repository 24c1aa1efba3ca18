/**
 * `comity bench engine`: how many commands the engine decides in a second on one core, for a matter that has a thousand
 * events behind it. The commands are those that an officer could give at that moment, each with its document: read
 * against its form, held against the table and the law, with the event that follows.
 */
import { type Instant, instant, type Json, millis, must } from '#base'
import { lanternCards } from '#directory'
import { shipped } from '#law'
import { type Actor, type Command, decide, type Event, evolve, type State } from '#procedure'
import { documents, officer } from '../src/procedure/testing.ts'
import { machine, measure, type Timing, textTable, thousands } from './measure-rounds.ts'

const history = 1000
const decisions = 20_000

interface Task {
  readonly name: string
  readonly count: number
  readonly timing: Timing
}

export async function run(args: { readonly json: boolean }): Promise<void> {
  const { state, now } = aged()
  if (state.events !== history) throw new Error(`the matter has ${state.events} events`)
  const commands = asked(state)
  const mixed = await measure(() => {
    for (let i = 0; i < decisions; i++) {
      const { command, actor } = commands[i % commands.length]!
      must(decide(state, command, { now, actor, directory: lanternCards, law: shipped }))
    }
  }, rounds)
  const first = await measure(() => {
    for (let i = 0; i < decisions; i++) must(decide(undefined, opening, opener(now)))
  }, rounds)
  const tasks: readonly Task[] = [
    { name: 'commands on a matter of 1,000 events', count: decisions, timing: mixed.timing },
    { name: 'drafts that open a matter', count: decisions, timing: first.timing },
  ]
  if (args.json) console.log(JSON.stringify({ benchmark: 'engine', machine: machine(), tasks }))
  else print(tasks)
}

const rounds = { rounds: 5, warmUp: 1 }
const theirs = officer('XN-FIU', 'analyst')
const ours = officer('XV-FIU', 'analyst')

const opening: Command = {
  procedure: 'P1',
  transition: 'draft',
  stream: 'bench',
  to: 'XN-FIU',
  document: documents['fiu-request'],
}

function opener(now: Instant) {
  return { now, actor: ours, directory: lanternCards, law: shipped }
}

/** A request that was asked about, answered in part and asked about again, until it has a thousand events. */
function aged(): { readonly state: State; readonly now: Instant } {
  let now = instant(Date.parse('2025-01-20T09:00:00Z'))
  let state: State | undefined
  const play = (transition: string, actor: Actor, document: Command['document'] = {}) => {
    const command: Command = {
      procedure: 'P1',
      transition,
      stream: 'bench',
      to: 'XN-FIU',
      document,
    }
    const facts = { now, actor, directory: lanternCards, law: shipped }
    for (const event of must(decide(state, command, facts)) as readonly Event[])
      state = evolve(state, event)
    now = instant(millis(now) + 1000)
  }
  play('draft', ours, documents['fiu-request'])
  play('approve', officer('XV-FIU', 'head-of-desk'), documents.approval)
  play('send', officer('XV-FIU', 'node'), documents['fiu-request'])
  play('acknowledge', theirs, documents.acknowledgement)
  while (state!.events < history - 1) {
    play('clarify', theirs, documents.questions)
    play('answer-questions', ours, documents.answers)
  }
  while (state!.events < history) play('reclass', theirs, documents['class-change'])
  return { state: state!, now }
}

/** What the officers of both sides could ask for at that moment. */
function asked(state: State): readonly { readonly command: Command; readonly actor: Actor }[] {
  const steps: readonly (readonly [string, Actor, Readonly<Record<string, Json>>])[] = [
    ['reply-in-part', theirs, documents['partial-reply']],
    ['reply', theirs, documents['final-reply']],
    ['consult', theirs, documents.consultation],
    ['clarify', theirs, documents.questions],
    ['withdraw', ours, documents.reason],
  ]
  return steps.map(([transition, actor, document]) => ({
    command: { procedure: state.procedure, transition, stream: state.stream, document },
    actor,
  }))
}

function print(tasks: readonly Task[]): void {
  console.log(`engine, one core: ${JSON.stringify(machine())}`)
  console.log(
    textTable([
      ['task (median of 5)', 'a second', 'microseconds each'],
      ...tasks.map(({ name, count, timing }) => [
        name,
        thousands(Math.round(count / timing.cpu.median)),
        ((timing.cpu.median / count) * 1e6).toFixed(1),
      ]),
    ]),
  )
}
