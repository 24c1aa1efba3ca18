/** Waits for Ctrl-C or for the service manager. A second signal after a while stops at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined
    const stop = () => {
      const now = Date.now()
      if (first === undefined) {
        first = now
        resolve()
      } else if (now - first > 1_000) process.exit(130)
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    process.on('SIGHUP', stop)
  })
}
