/**
 * Runs work one after the other per name. An act takes its stream and its channel, so two acts on different
 * requests to different peers still share one database transaction.
 */
export interface Locks {
  run<T>(names: readonly string[], work: () => Promise<T>): Promise<T>
}

export function makeLocks(): Locks {
  const tails = new Map<string, Promise<void>>()
  return {
    async run(names, work) {
      let release = () => {}
      const mine = new Promise<void>((resolve) => {
        release = resolve
      })
      // All places in the queues are taken in one go, so no two callers can wait for each other.
      const before = [...new Set(names)].map((name) => {
        const tail = tails.get(name) ?? Promise.resolve()
        const next = tail.then(() => mine)
        tails.set(name, next)
        void next.then(() => {
          if (tails.get(name) === next) tails.delete(name)
        })
        return tail
      })
      await Promise.all(before)
      try {
        return await work()
      } finally {
        release()
      }
    },
  }
}
