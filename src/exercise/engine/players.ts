import { instant } from '#base'
import { procedures } from '#procedure'
import { Draws } from '../simulate/draws.ts'
import { documentOf, inOrder } from '../story.ts'
import type { Clone } from './clone.ts'
import type { RefusedMove } from './conduct.ts'
import type { PlayedEvent } from './grade.ts'
import type { Hearing } from './hearing.ts'
import type { Inject, Move, Play, Receipt, Scenario } from './scenario.ts'

/**
 * The players whose moves stand in the scenario. What was done so far they know from the signed logs alone, so that it
 * makes no difference to them whether another seat is played by this script or by a person.
 */
export class Players {
  readonly refused: RefusedMove[] = []
  readonly #ids = new Map<string, string>()
  readonly #draws: Draws | undefined
  readonly #shared = new Map<string, number | undefined>()

  readonly #scenario: Scenario
  readonly #clone: Clone
  readonly #hearing: Hearing
  /** The moment of a second of the play. */
  readonly #moment: (second: number) => number

  constructor(
    scenario: Scenario,
    stage: {
      readonly clone: Clone
      readonly hearing: Hearing
      readonly moment: (second: number) => number
    },
    seed?: number,
  ) {
    this.#scenario = scenario
    this.#clone = stage.clone
    this.#hearing = stage.hearing
    this.#moment = stage.moment
    this.#draws = seed === undefined ? undefined : new Draws(seed, `players of ${scenario.id}`)
  }

  /** Seconds after the inject until this move; undefined where nobody makes it. Asked once for each move, in their order. */
  after({ id }: Inject, move: Move): number | undefined {
    const { as } = move.after
    if (as === undefined) return this.#after(move)
    const key = `${id} ${as}`
    if (!this.#shared.has(key)) this.#shared.set(key, this.#after(move))
    return this.#shared.get(key)
  }

  #after({ after }: Move): number | undefined {
    if (this.#draws === undefined || after.drawn === undefined)
      return after.played === 'never' ? undefined : after.played
    const forgotten = this.#draws.oneIn(16)
    const drawn = this.#draws.between(...after.drawn)
    return forgotten && after.forgettable === true ? undefined : drawn
  }

  /** Orders and whatever else lies ready before the first minute; a step that is refused here is a fault of the scenario. */
  async prepare(): Promise<void> {
    for (const { chapter, step, first } of inOrder(this.#scenario.prepared)) {
      this.#clone.setClock(Date.parse(step.at))
      const document = documentOf(step, (reference) => this.#ids.get(reference))
      const opens = first
        ? { procedure: chapter.procedure, ...(chapter.to === undefined ? {} : { to: chapter.to }) }
        : undefined
      const done = await this.#act(chapter.reference, step.actor, step.step, document, opens)
      if (done !== undefined)
        throw new Error(`${chapter.reference}: ${step.actor}, ${step.step}: ${done}`)
      await this.#clone.settle()
    }
  }

  /** Whether the move has nothing to wait for: the step it needs was taken, and its matter is there or is opened by it. */
  ready(move: Move): boolean {
    if (
      move.needs !== undefined &&
      !this.#hearing.events.some((e) => e.transition === move.needs && !this.#before(e))
    )
      return false
    return move.opens !== undefined || this.matterOf(move.matter) !== undefined
  }

  /** Somebody has made it already: a person who sits there, or sat there before. */
  made(move: Move): boolean {
    const id = this.matterOf(move.matter)
    if (id === undefined) return false
    if (move.opens !== undefined) return true
    const own = this.#hearing
      .of(`matter/${id}`)
      .filter((e) => e.transition === move.step && authorityOf(e.actor) === authorityOf(move.actor))
    // Votes and receipts of several legs are steps of one name: each has its own leg.
    const leg = (move.document(this.#play()) as { readonly leg?: string }).leg
    return own.some((e) => leg === undefined || tallyOf(e)?.key === leg)
  }

  /** Takes the step through the same door as every act. @returns the name of the refusal, which is kept as well */
  async take(inject: Inject, move: Move): Promise<string | undefined> {
    await this.#hearing.listen()
    const document = move.document(this.#play())
    const { actor, step } = move
    const id = this.matterOf(move.matter)
    const opens = id === undefined ? move.opens : undefined
    const refusal =
      opens === undefined && id === undefined
        ? 'not-opened'
        : await this.#act(move.matter, actor, step, document, opens)
    if (refusal !== undefined)
      this.refused.push({
        inject: inject.id,
        actor,
        step,
        refusal,
        at: instant(this.#clone.now()),
      })
    return refusal
  }

  /**
   * Id of the matter that the scenario calls by this reference. Where a person opened it, it is the last one of that
   * procedure that their authority opened in the play; one that was sent comes before a draft.
   */
  matterOf(reference: string): string | undefined {
    const known = this.#ids.get(reference)
    if (known !== undefined) return known
    const opening = this.#scenario.injects
      .flatMap((i) => i.moves)
      .find((m) => m.matter === reference && m.opens !== undefined)
    const type = procedures
      .find((p) => p.id === opening?.opens?.procedure)
      ?.transitions.find((t) => t.id === opening?.step)?.event
    if (opening === undefined || type === undefined) return undefined
    const taken = new Set(this.#ids.values())
    const opened = this.#hearing.events.filter(
      (e) =>
        e.type === type &&
        e.transition === opening.step &&
        authorityOf(e.actor) === authorityOf(opening.actor) &&
        !this.#before(e) &&
        !taken.has(e.stream.slice('matter/'.length)),
    )
    const sent = opened.filter((e) => this.#hearing.of(e.stream).some((x) => x.crosses === true))
    return (sent.at(-1) ?? opened.at(-1))?.stream.slice('matter/'.length)
  }

  #before(event: PlayedEvent): boolean {
    return Date.parse(event.at) < Date.parse(this.#scenario.begins)
  }

  #play(): Play {
    const inPlay = this.#hearing.events.filter((e) => !this.#before(e))
    return {
      now: instant(this.#clone.now()),
      minute: (minute) => instant(this.#moment(minute * 60)),
      matter: (reference) => this.matterOf(reference) ?? '',
      receipts: inPlay.flatMap((e) => (e.type === 'freeze.receipt' ? receiptOf(e) : [])),
      leaks: inPlay.flatMap((e) =>
        e.type === 'leak.reported' ? [tallyOf(e)?.value as { readonly amount: string }] : [],
      ),
    }
  }

  /** @returns the name of the refusal and its ground */
  async #act(
    reference: string,
    actor: string,
    step: string,
    document: Readonly<Record<string, unknown>>,
    opens: Move['opens'],
  ): Promise<string | undefined> {
    const node = this.#clone.nodeOf(authorityOf(actor))
    const id = this.matterOf(reference) ?? ''
    const done = await node.handle(
      actor,
      opens === undefined
        ? { do: 'act', id, action: step, document }
        : { do: 'open', ...opens, step, document },
    )
    if (!done.ok) return `${done.refusal.name}: ${done.refusal.ground}`
    if (opens !== undefined) this.#ids.set(reference, done.value.id)
    return undefined
  }
}

/** What a step added to a list of its matter, as its signed event has it. */
function tallyOf({ data }: PlayedEvent) {
  return (data as { readonly tally?: { readonly key: string; readonly value: unknown } }).tally
}

function receiptOf(event: PlayedEvent): readonly Receipt[] {
  const tally = tallyOf(event)
  const { executed, amount } = (tally?.value ?? {}) as Partial<{
    readonly executed: Receipt['executed']
    readonly amount: { readonly amount: string }
  }>
  return tally === undefined || executed === undefined || amount === undefined
    ? []
    : [{ leg: tally.key, executed, amount: amount.amount }]
}

export function authorityOf(actor: string): string {
  return actor.slice(0, actor.indexOf('/'))
}
