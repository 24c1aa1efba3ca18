/** Work that waits for its moment. */
interface Entry {
  readonly at: number
  /** Of two entries of one moment, the one that was put down first. */
  readonly order: number
  /** False when nothing followed from it. */
  readonly run: () => unknown
}

/** Milliseconds of which nothing waits its turn of the event loop: a disk takes longer. */
const leap = 50

/**
 * Time, and everything that will happen in it. Nothing in a simulation waits for the machine's own clock: whoever waits
 * has an entry here, and time is the moment of the entry that is run. One entry is run at a time, and the next not before
 * everything that followed from it at once has come to rest.
 */
export class Agenda {
  /** Milliseconds since the simulation began. */
  now = 0
  /** Entries run so far. */
  steps = 0
  /** What other threads have in hand; nothing goes on before they have answered. */
  outside: () => Promise<unknown> | undefined = () => undefined
  #held: Promise<unknown> | undefined
  #order = 0
  readonly #heap: Entry[] = []

  /** Puts work down for so many milliseconds from now. */
  after(milliseconds: number, run: () => unknown): void {
    const entry = { at: this.now + Math.max(0, milliseconds), order: this.#order++, run }
    const heap = this.#heap
    let i = heap.push(entry) - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!before(entry, heap[parent]!)) break
      heap[i] = heap[parent]!
      i = parent
    }
    heap[i] = entry
  }

  /** The moment of the next entry, or undefined when there is none. */
  get next(): number | undefined {
    return this.#heap[0]?.at
  }

  /** Runs one entry and what follows from it at once. False when there is none left. */
  async step(): Promise<boolean> {
    // Before time makes a leap: somebody may still be about to put an earlier entry down.
    if ((this.next ?? Number.POSITIVE_INFINITY) > this.now + leap) {
      await atRest()
      await atRest()
    }
    const entry = this.#take()
    if (entry === undefined) return false
    this.now = Math.max(this.now, entry.at)
    this.steps++
    if (entry.run() !== false) await atRest()
    for (let more = this.#taken(); more !== undefined; more = this.#taken()) {
      await more.catch(() => {})
      await atRest()
    }
    return true
  }

  /** Time stands still until this has settled. */
  hold(work: Promise<unknown>): void {
    this.#held = work
  }

  #taken(): Promise<unknown> | undefined {
    const held = this.#held
    this.#held = undefined
    return held ?? this.outside()
  }

  #take(): Entry | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++
      if (!before(heap[child]!, last)) break
      heap[i] = heap[child]!
      i = child
    }
    heap[i] = last
    return first
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}

/**
 * When every promise that could go on has gone on. What waits one turn of the event loop for company, as the store does
 * before it writes, goes on with the next entry; always in the same order.
 */
export function atRest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
