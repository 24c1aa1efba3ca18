/**
 * Waits for Ctrl-C, for the service manager, or for the end of `bin/comity`. A second signal after a while stops at
 * once.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined
    const stop = () => {
      const now = Date.now()
      if (first === undefined) {
        first = now
        // The line to bin/comity would keep this process alive.
        if (process.connected) process.disconnect()
        resolve()
      } else if (now - first > 1_000) process.exit(130)
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    process.on('SIGHUP', stop)
    // bin/comity was killed, and whoever killed it means this process.
    process.once('disconnect', stop)
  })
}
