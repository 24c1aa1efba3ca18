/**
 * Long work that many may ask for: it runs once at a time. Whoever asks while it runs gets the next run, one for all who
 * wait, so that every answer is about a moment after the question.
 */
export function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  let next: Promise<T> | undefined
  function begin(): Promise<T> {
    const run = work().finally(() => {
      if (running === run) running = undefined
    })
    running = run
    return run
  }
  function after(run: Promise<T>): Promise<T> {
    const again = () => {
      next = undefined
      return begin()
    }
    return run.then(again, again)
  }
  return () => {
    if (next !== undefined) return next
    if (running === undefined) return begin()
    next = after(running)
    return next
  }
}
