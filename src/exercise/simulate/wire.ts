import { isBatch, unpackBatch } from '#exchange'
import type { Agenda } from './agenda.ts'
import { type Answer, knock } from './door.ts'
import type { Draws } from './draws.ts'
import type { Pull, Station } from './station.ts'

/** What goes wrong on a wire, from one end to the other, between two moments. */
export interface WireFault {
  readonly kind: WireFaultKind
  /** Ids of the two ends; the order says who asks. */
  readonly from: string
  readonly to: string
  readonly begins: number
  readonly ends: number
}

export const wireFaultKinds = [
  'request-lost',
  'answer-lost',
  'duplicated',
  'delayed',
  'cut',
  'garbled',
  'reordered',
] as const
export type WireFaultKind = (typeof wireFaultKinds)[number]

/** Milliseconds after which a caller gives up (`patienceMilliseconds` of the outbox). */
const patience = 30_000

export interface WireEvents {
  tell(where: string, what: string): void
  /** Bytes have reached a node. */
  arrived(to: Station, from: string, bytes: Uint8Array | undefined): void
  /** What the node at the other end answers, before the wire has it. May be replaced by a hostile one. */
  answers(from: Station, to: Station, request: Uint8Array | undefined, answer: Answer): Answer
}

/** The wires between the stations. A call is a request that may arrive, and an answer that may come back. */
export class Wire {
  faults: readonly WireFault[] = []
  readonly #agenda: Agenda
  readonly #draws: Draws
  readonly #stations: ReadonlyMap<string, Station>
  readonly #events: WireEvents
  /** The newest answer of each wire, which may come back in the place of another. */
  readonly #last = new Map<string, Answer>()

  constructor(
    agenda: Agenda,
    draws: Draws,
    stations: ReadonlyMap<string, Station>,
    events: WireEvents,
  ) {
    this.#agenda = agenda
    this.#draws = draws
    this.#stations = stations
    this.#events = events
  }

  /** One call; without bytes it is a GET. */
  call(
    from: Station,
    url: string,
    bytes?: Uint8Array,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const [id = '', path] = url.replace('sim://', '').split(/\/(.*)/)
    const to = this.#stations.get(id)
    const { machine } = from
    return new Promise((resolve, reject) => {
      let over = false
      const settle = (work: () => void) => {
        if (over || machine !== from.machine || from.standing === 'off') return false
        over = true
        work()
        return true
      }
      const fails = (why: string) => settle(() => reject(new Error(why)))
      this.#agenda.after(patience, () => fails('no answer within thirty seconds'))
      const wire = `${from.id}>${id}`
      if (to === undefined || this.#bad('cut', from.id, id)) {
        this.#agenda.after(this.#draws.between(5, 500), () => fails('ECONNREFUSED'))
        return
      }
      if (this.#bad('request-lost', from.id, id)) {
        this.#events.tell(wire, 'a request was lost')
        return
      }
      const letters = bytes !== undefined && path?.startsWith('exchange/envelopes') === true
      if (letters && this.#bad('reordered', from.id, id)) this.#scatter(from, to, bytes)
      const again = this.#bad('duplicated', from.id, id) ? this.#draws.between(1, 4) : 1
      for (let copy = 0; copy < again; copy++) {
        if (copy > 0) this.#events.tell(wire, 'a request was doubled')
        const slow = this.#slow(from.id, id) + (copy > 0 ? this.#draws.below(3_600_000) : 0)
        this.#agenda.after(slow, () => {
          if (to.node === undefined) {
            if (copy === 0) fails('ECONNREFUSED')
            return
          }
          const running = to.machine
          this.#events.arrived(to, from.id, bytes)
          answer(to, path ?? '', bytes, headers).then((answer) => {
            if (running !== to.machine || answer === undefined) return
            const said = this.#events.answers(from, to, bytes, answer)
            if (copy > 0) return
            this.#back(from, to, said, (a) => settle(() => resolve(a)))
          })
        })
      }
    })
  }

  /** A file that comes in parts; what struck the wire strikes each part of it. */
  async pull(from: Station, ...[url, headers]: Parameters<Pull>): ReturnType<Pull> {
    const to = url.replace('sim://', '').split('/')[0] ?? ''
    const { status, bytes } = await this.call(from, url, undefined, headers)
    const parts = this.#draws.between(1, 3)
    const length = Math.ceil(bytes.length / parts)
    const arrives = () => this.#partArrives(from, to)
    async function* body() {
      for (let at = 0; at < bytes.length; at += length) {
        await arrives()
        yield bytes.subarray(at, at + length)
      }
    }
    return { status, body: body() }
  }

  #partArrives(from: Station, to: string): Promise<void> {
    const { machine } = from
    const broken = this.#bad('cut', from.id, to) || this.#bad('answer-lost', from.id, to)
    return new Promise((resolve, reject) =>
      this.#agenda.after(this.#slow(from.id, to), () => {
        if (machine !== from.machine || from.standing === 'off') return
        if (!broken) return resolve()
        this.#events.tell(`${to}>${from.id}`, 'a file was broken off')
        reject(new Error('the connection broke'))
      }),
    )
  }

  #back(from: Station, to: Station, answer: Answer, arrives: (answer: Answer) => void): void {
    const wire = `${to.id}>${from.id}`
    if (this.#bad('answer-lost', from.id, to.id) || this.#bad('cut', from.id, to.id)) {
      this.#events.tell(wire, 'an answer was lost')
      return
    }
    const before = this.#last.get(wire)
    this.#last.set(wire, answer)
    if (before !== undefined && this.#bad('reordered', from.id, to.id)) {
      this.#events.tell(wire, 'an answer came back in the place of another')
      this.#agenda.after(this.#slow(from.id, to.id), () => arrives(before))
      return
    }
    const garbled = this.#bad('garbled', from.id, to.id)
    if (garbled) this.#events.tell(wire, 'an answer was garbled')
    const said = garbled ? garble(answer, this.#draws) : answer
    this.#agenda.after(this.#slow(from.id, to.id), () => arrives(said))
  }

  /** The letters of a call arrive each on its own too, the last one first or in any order; nobody hears the answers. */
  #scatter(from: Station, to: Station, bytes: Uint8Array): void {
    const parts = isBatch(bytes) ? unpackBatch('letters', bytes) : undefined
    const letters = parts?.ok === true ? parts.value : [bytes]
    const late = this.#draws.pick([0, 500, 60_000])
    this.#events.tell(`${from.id}>${to.id}`, `${letters.length} letters were taken apart`)
    for (const letter of letters)
      this.#agenda.after(late + this.#draws.below(2000), () => {
        const { node, machine } = to
        if (node === undefined) return
        this.#events.arrived(to, from.id, letter)
        answer(to, 'exchange/envelopes', letter, undefined).then((said) => {
          if (said !== undefined && machine === to.machine)
            this.#events.answers(from, to, letter, said)
        })
      })
  }

  /** Within the time of a fault it strikes two calls of three; a cut wire is cut for all. */
  #bad(kind: WireFaultKind, from: string, to: string): boolean {
    const { now } = this.#agenda
    const struck = this.faults.some(
      (f) => f.kind === kind && f.from === from && f.to === to && f.begins <= now && now < f.ends,
    )
    return struck && (kind === 'cut' || !this.#draws.oneIn(3))
  }

  #slow(from: string, to: string): number {
    const usual = this.#draws.between(5, 400)
    return this.#bad('delayed', from, to) ? usual + this.#draws.below(120_000) : usual
  }
}

/** What the node says, and a plain 500 when it met a fault. */
async function answer(
  to: Station,
  path: string,
  bytes: Uint8Array | undefined,
  headers: Readonly<Record<string, string>> | undefined,
): Promise<Answer | undefined> {
  const { node, machine } = to
  if (node === undefined) return undefined
  try {
    return await knock(node, path, bytes, headers)
  } catch (error) {
    if (machine === to.machine) await to.fault('a call was not answered', error)
    return { status: 500, bytes: Buffer.from('{"name":"internal"}') }
  }
}

function garble(answer: Answer, draws: Draws): Answer {
  const bytes = Uint8Array.from(answer.bytes)
  switch (draws.below(4)) {
    case 0:
      return { status: 502, bytes: Buffer.from('<html>bad gateway</html>') }
    case 1:
      return { status: 200, bytes: bytes.subarray(0, draws.below(bytes.length + 1)) }
    case 2:
      return { status: 200, bytes: draws.bytes(draws.below(5000)) }
    default:
      if (bytes.length > 0) bytes[draws.below(bytes.length)]! ^= 1 << draws.below(8)
      return { status: answer.status, bytes }
  }
}
