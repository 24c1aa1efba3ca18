/**
 * What is on its way to each peer: one flight at a time, one after the other, and no peer waits for another. A peer that
 * hangs holds up its own letters alone.
 */
export interface Flights {
  /** Begins when the flight before it to that peer is over. */
  start(peer: string, flight: (signal: AbortSignal) => Promise<void>): void
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>
  /** Breaks off what is on its way; the letters go out again after the next start. */
  stop(): Promise<void>
}

export function makeFlights(fault: (error: unknown) => void): Flights {
  const last = new Map<string, Promise<void>>()
  const stopping = new AbortController()
  const settled = async () => {
    while (last.size > 0) await Promise.all(last.values())
  }
  return {
    start(peer, flight) {
      if (stopping.signal.aborted) return
      const mine = (last.get(peer) ?? Promise.resolve())
        .then(() => (stopping.signal.aborted ? undefined : flight(stopping.signal)))
        .catch(fault)
        .then(() => {
          if (last.get(peer) === mine) last.delete(peer)
        })
      last.set(peer, mine)
    },
    settled,
    async stop() {
      stopping.abort()
      await settled()
    },
  }
}
