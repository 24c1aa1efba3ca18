import { createServer } from 'node:net'
import { done, type Outcome, refuse } from '#base'

/** A port number as typed, or the one that is used when nothing is typed. */
export function portOf(text: string | undefined, otherwise: number): Outcome<number> {
  if (text === undefined) return done(otherwise)
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return port >= 0 && port <= 65_535
    ? done(port)
    : refuse({
        kind: 'malformed',
        name: 'arguments-unusable',
        ground: `"${text.slice(0, 20)}" is not a port`,
        remedy: 'write a number from 0 to 65535; 0 takes any free port',
      })
}

/** That nobody listens on these ports of this machine yet; asked before long work whose result would need them. */
export async function portsFree(first: number, count: number): Promise<Outcome<null>> {
  for (let port = first; first !== 0 && port < first + count; port++) {
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer()
      probe.once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })
    if (!free)
      return refuse({
        kind: 'malformed',
        name: 'port-taken',
        ground: `port ${port} of this machine is taken`,
        remedy: 'stop the other program, or choose other ports with --port',
      })
  }
  return done(null)
}
