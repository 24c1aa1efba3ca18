import { checksUnderway, type NodeOptions, verifyToken } from '#node'
import type { Agenda } from './agenda.ts'
import { asked } from './asked.ts'
import { Draws } from './draws.ts'
import { type Broken, broken } from './invariants.ts'
import type { Simulation } from './simulation.ts'

/** A timestamp authority outside of the federation (RFC 3161), with everything that one can do wrong. */
export interface Stamper {
  /** Certificate of its root, in PEM. */
  readonly root: string
  /** What it does wrong, by name. */
  readonly faults: readonly string[]
  /** Answers a request, rightly or with that fault. */
  answer(request: Uint8Array, at: Date, fault: string | undefined): Promise<Uint8Array>
}

/** Milliseconds that a node waits for an authority. */
const patience = 15_000

/** The stamper at the end of a wire that loses calls and answers late. Until the calm it is right one time in three. */
export class Stamps {
  readonly #agenda: Agenda
  readonly #stamper: Stamper
  readonly #draws: Draws
  readonly #now: () => number
  /** From here on it is right. */
  calm = false

  constructor(agenda: Agenda, stamper: Stamper, seed: number, now: () => number) {
    this.#agenda = agenda
    this.#stamper = stamper
    this.#draws = new Draws(seed, 'timestamps')
    this.#now = now
    agenda.outside = checksUnderway
  }

  get options(): Pick<NodeOptions, 'timestampAuthorities' | 'askAuthority'> {
    const { root } = this.#stamper
    return {
      timestampAuthorities: [
        { name: 'Northern Clock', url: 'http://clock.example/', roots: [root] },
      ],
      askAuthority: (_, bytes) => this.#ask(bytes),
    }
  }

  #ask(bytes: Uint8Array): Promise<{ readonly status: number; readonly bytes: Uint8Array }> {
    const draws = this.#draws
    const how = this.calm ? 2 : draws.below(3)
    const fault = how === 1 ? draws.pick(this.#stamper.faults) : undefined
    return new Promise((resolve, reject) => {
      if (how === 0) {
        const after = draws.pick([20, patience])
        this.#agenda.after(after, () => reject(new Error('it did not answer in time')))
        return
      }
      this.#agenda.after(draws.between(20, patience - 1), () => {
        const answering = this.#stamper.answer(bytes, new Date(this.#now()), fault)
        this.#agenda.hold(answering)
        answering.then((said) => resolve({ status: 200, bytes: said }), reject)
      })
    })
  }
}

/** Every token that a node keeps holds for the head it is kept with, at the time that is shown. */
export async function trueStamps({
  honest,
  agenda,
  stamper,
}: Simulation): Promise<Broken | undefined> {
  if (stamper === undefined) return undefined
  for (const { id, node } of honest) {
    if (node === undefined) continue
    for (const kept of await asked(agenda, node.log.tokens())) {
      if (kept.token === null) continue
      const token = Buffer.from(kept.token, 'base64')
      const verified = await verifyToken(token, {
        bytes: Buffer.from(kept.note),
        roots: [stamper.root],
      })
      if (!verified.ok || verified.value.time !== kept.timestamp?.time)
        return broken('true-stamp', id, `the token for ${kept.size} entries does not hold`)
    }
  }
  return undefined
}
