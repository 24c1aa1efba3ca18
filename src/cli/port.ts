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
