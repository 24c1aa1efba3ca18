import { canonical, digest, must } from '#base'
import { frame, open, readHeader, seal } from '#exchange'
import { asksAgain, contraryOf, pairsIn, wordIn } from './contrary.ts'
import type { Answer } from './door.ts'
import { Draws } from './draws.ts'
import { forgedLetter, openingKeyOf, type Wrong } from './forged.ts'
import { type Broken, broken } from './invariants.ts'
import type { Station } from './station.ts'

/** What a hostile partner does, and what the honest node that it meets must do. */
const tricks = {
  'replays a letter': 'nothing',
  'changes a letter on its way': 'refuses',
  'sends noise': 'refuses',
  'sends more than a letter can hold': 'refuses',
  'writes in the name of another node': 'refuses',
  'writes in the name of a node that nobody knows': 'refuses',
  'sends a letter that was sealed to it on to a third': 'refuses',
  'seals to a key of somebody else': 'refuses',
  'leaves out numbers': 'refuses',
  'uses an id again': 'alarm',
  'tells another history of its channel': 'alarm',
  'writes into a matter of others': 'refuses',
  'asks for a letter again, to say the contrary': 'nothing',
} as const

type Trick = keyof typeof tricks

/** A letter that was heard on a wire. */
export interface Heard {
  readonly from: string
  readonly to: string
  readonly bytes: Uint8Array
}

/** Lies that a hostile partner tells instead of an answer. */
const lies = [
  'another receipt',
  'noise',
  'nothing of it',
  'its own receipt, cut',
  'the contrary',
  'the contrary',
] as const

/**
 * A partner with valid keys and a place in every directory, who hears all wires and keeps to no rule. Its own node runs as
 * any other; this is what it does beside it.
 */
export class Adversary {
  readonly #self: Station
  readonly #stations: ReadonlyMap<string, Station>
  readonly #draws: Draws
  readonly #heard: Heard[] = []
  readonly #answers: Answer[] = []
  readonly #tell: (where: string, what: string) => void
  readonly #breaks: (found: Broken | undefined) => void
  /** Answers that are still to be lies. */
  lies = 0
  /** What it said and signed about each envelope, by digest. */
  readonly said = new Map<string, Set<string>>()

  constructor(
    self: Station,
    around: {
      readonly seed: number
      readonly stations: ReadonlyMap<string, Station>
      tell(where: string, what: string): void
      breaks(found: Broken | undefined): void
    },
  ) {
    this.#self = self
    this.#stations = around.stations
    this.#draws = new Draws(around.seed, `adversary ${self.id}`)
    this.#tell = around.tell
    this.#breaks = around.breaks
  }

  get id(): string {
    return this.#self.id
  }

  hears(letter: Heard): void {
    this.#heard.push(letter)
  }

  /** What it says in the place of the answer that its node gave. */
  says(to: string, request: Uint8Array | undefined, answer: Answer): Answer {
    const said = this.#lies(to, request, answer)
    if (request === undefined) return said
    for (const [letter, word] of pairsIn(request, said.bytes)) {
      const receipt = wordIn(this.#self, to, letter, word)
      if (receipt === undefined) continue
      const { envelope, status } = receipt.body
      this.said.set(envelope, (this.said.get(envelope) ?? new Set()).add(status))
    }
    return said
  }

  #lies(to: string, request: Uint8Array | undefined, answer: Answer): Answer {
    this.#answers.push(answer)
    if (this.lies === 0) return answer
    this.lies--
    const lie = this.#draws.pick(lies)
    this.#tell(this.id, `lies: ${lie}`)
    if (lie === 'the contrary') {
      const word = request === undefined ? undefined : wordIn(this.#self, to, request, answer.bytes)
      return word === undefined
        ? answer
        : { status: 200, bytes: contraryOf(this.#self, word, this.#draws) }
    }
    if (lie === 'another receipt') return this.#draws.pick(this.#answers)
    if (lie === 'noise') return { status: 200, bytes: this.#draws.bytes(300) }
    if (lie === 'nothing of it') return { status: 200, bytes: new Uint8Array() }
    return { status: 200, bytes: answer.bytes.subarray(0, answer.bytes.length - 1) }
  }

  /** One trick on one honest node, and whether that node did what it must. */
  async strikes(): Promise<void> {
    const victim = this.#draws.pick([...this.#stations.values()].filter((s) => s.id !== this.id))
    const trick = this.#draws.pick(Object.keys(tricks) as Trick[])
    const bytes = this.#bytesFor(trick, victim)
    const { node, machine } = victim
    if (bytes === undefined || node === undefined) return
    this.#tell(this.id, `${trick}, ${victim.id}`)
    const known = victim.book.holds(this.id, bytes)
    const alarms = alarmsOf(victim)
    if (bytes.length > node.letterLimit + 4096) return
    let status: number
    try {
      status = must(await node.receive(bytes)).status
    } catch (error) {
      if (machine === victim.machine) await victim.fault('a call was not answered', error)
      return
    }
    if (machine !== victim.machine) return
    this.#tell(victim.id, `answers ${status}`)
    this.#judge(trick, victim, bytes, known, alarms, status)
  }

  #judge(
    trick: Trick,
    victim: Station,
    bytes: Uint8Array,
    known: boolean,
    alarms: number,
    status: number,
  ): void {
    const must = tricks[trick]
    if (must === 'nothing') return
    const envelope = digest(bytes)
    const taken = victim.book.entries.some(
      (e) => e.type === 'envelope.received' && e.data.envelope === envelope,
    )
    if (!known && (taken || status === 200))
      this.#breaks(broken('noticed', victim.id, `${this.id} ${trick}, and it was taken in`))
    else if (must === 'alarm' && alarmsOf(victim) === alarms)
      this.#breaks(broken('noticed', victim.id, `${this.id} ${trick}, and there was no alarm`))
  }

  #bytesFor(trick: Trick, victim: Station): Uint8Array | undefined {
    const draws = this.#draws
    const toVictim = this.#heard.filter((h) => h.to === victim.id)
    const others = [...this.#stations.keys()].filter((id) => id !== victim.id && id !== this.id)
    const mine = victim.book.taken.get(this.id) ?? []
    const first = { sequence: mine.length + 1, previous: null }
    switch (trick) {
      case 'replays a letter':
        return toVictim.length === 0 ? undefined : draws.pick(toVictim).bytes
      case 'changes a letter on its way': {
        if (toVictim.length === 0) return undefined
        const changed = Uint8Array.from(draws.pick(toVictim).bytes)
        changed[draws.below(changed.length)]! ^= 1 << draws.below(8)
        return changed
      }
      case 'sends noise':
        return Buffer.concat([
          Buffer.from(
            draws.pick(['', 'comity-letter/1\n', 'comity-letters/1\n', 'comity-query/1\n']),
          ),
          draws.bytes(draws.below(2000)),
        ])
      case 'sends more than a letter can hold':
        return new Uint8Array((victim.node?.letterLimit ?? 0) + 1)
      case 'writes in the name of another node':
        return others.length === 0
          ? undefined
          : this.#letter(victim, { as: draws.pick(others), channel: first })
      case 'writes in the name of a node that nobody knows':
        return this.#letter(victim, { as: 'XQ-FIU', channel: first })
      case 'sends a letter that was sealed to it on to a third':
        return this.#resealed(victim)
      case 'seals to a key of somebody else':
        return others.length === 0
          ? undefined
          : this.#letter(victim, {
              sealedTo: this.#stations.get(draws.pick(others))!,
              channel: first,
            })
      case 'leaves out numbers':
        return this.#letter(victim, {
          channel: { ...first, sequence: mine.length + 1 + draws.between(1, 9) },
        })
      case 'uses an id again':
        return mine.length === 0
          ? undefined
          : this.#letter(victim, { id: draws.pick(mine).letter, channel: first })
      case 'tells another history of its channel':
        return mine.length === 0
          ? undefined
          : this.#letter(victim, {
              channel: { sequence: draws.between(1, mine.length), previous: null },
            })
      case 'writes into a matter of others': {
        const theirs = [...victim.book.matters.values()].find(
          (m) => ![m.parties.requesting.authority, m.parties.requested.authority].includes(this.id),
        )
        if (theirs === undefined || mine.length > 0) return undefined
        return this.#letter(victim, { stream: theirs.stream, channel: first })
      }
      case 'asks for a letter again, to say the contrary': {
        const had = victim.book.sent.get(this.id)?.length ?? 0
        if (had === 0) return undefined
        this.lies += draws.between(1, 2)
        return asksAgain(this.#self, victim, draws.between(1, had))
      }
    }
  }

  #letter(victim: Station, wrong: Wrong): Uint8Array {
    const { id, made } = this.#self
    return forgedLetter({ id, keys: made.keys }, victim, this.#draws, wrong)
  }

  /** A letter of somebody else to this node, as it was signed, in a new seal for the victim. */
  #resealed(victim: Station): Uint8Array | undefined {
    const own = this.#heard.filter((h) => h.to === this.id && h.from !== victim.id)
    if (own.length === 0) return undefined
    const outer = readHeader(this.#draws.pick(own).bytes)
    const key = this.#self.made.keys.opening[0]
    if (!outer.ok || key === undefined) return undefined
    const { header, raw, sealed } = outer.value
    const plain = open(key, sealed, { from: header.from, to: header.to, header: raw })
    if (plain === undefined) return undefined
    const to = openingKeyOf(victim)
    const again = canonical({ ...header, to: victim.id, key: to.id })
    const context = { from: header.from, to: victim.id, header: again }
    const parts = frame([again, seal(to, plain, context, this.#draws)])
    return Buffer.concat([Buffer.from('comity-letter/1\n'), parts])
  }
}

function alarmsOf({ book }: Station): number {
  return book.entries.filter((e) => e.type === 'envelope.alarm').length
}
