import { instant } from '#base'
import { begins } from './members.ts'

/** One thing that happened: when, at which node or on which wire, and what. */
export interface TraceLine {
  /** Milliseconds since the simulation began, by the true time and nobody's clock. */
  readonly at: number
  readonly where: string
  readonly what: string
}

/** Names that are short and the same in every run: matters m1, m2 in the order in which they were opened. */
export class Names {
  readonly #names = new Map<string, string>()
  #count = 0

  matter(stream: string): string {
    const id = stream.slice(stream.indexOf('/') + 1)
    const known = this.#names.get(id)
    if (known !== undefined) return known
    const name = `m${++this.#count}`
    this.#names.set(id, name)
    return name
  }
}

/** `2025-09-01 08:00:03.120  XV-FIU   what`. */
export function asText(lines: readonly TraceLine[]): string {
  const width = Math.max(6, ...lines.map((l) => l.where.length))
  return lines
    .map(({ at, where, what }) => {
      const time = instant(begins + at)
        .replace('T', ' ')
        .slice(0, 23)
      return `${time}  ${where.padEnd(width)}  ${what}`
    })
    .join('\n')
}

/** One JSON document on each line. */
export function asJsonLines(lines: readonly TraceLine[]): string {
  return lines
    .map(({ at, where, what }) => JSON.stringify({ at: instant(begins + at), where, what }))
    .join('\n')
}
