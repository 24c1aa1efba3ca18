import type { Clone } from './clone.ts'
import type { PlayedEvent } from './grade.ts'

/** What the signed logs of an exercise say so far: every event once, from the log of the node that made it. */
export class Hearing {
  readonly #clone: Clone
  readonly #upTo = new Map<string, number>()
  #events: readonly PlayedEvent[] = []

  constructor(clone: Clone) {
    this.#clone = clone
  }

  /** In the order of their instants. */
  get events(): readonly PlayedEvent[] {
    return this.#events
  }

  /** Reads on from where it stopped. @returns whether there was anything new */
  async listen(): Promise<boolean> {
    const fresh: PlayedEvent[] = []
    for (const node of this.#clone.nodes.values()) {
      const behind = await node.read.signedEvents(this.#upTo.get(node.id) ?? -1)
      for (const event of behind) if (event.node === node.id) fresh.push(event)
      const { index } = (behind.at(-1) ?? {}) as { readonly index?: number }
      if (index !== undefined) this.#upTo.set(node.id, index)
    }
    if (fresh.length === 0) return false
    this.#events = [...this.#events, ...fresh].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    return true
  }

  /** Events of one stream. */
  of(stream: string): readonly PlayedEvent[] {
    return this.#events.filter((e) => e.stream === stream)
  }
}
