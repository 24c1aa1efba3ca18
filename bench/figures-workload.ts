import { type Instant, instant, type Json, millis } from '#base'
import type { RecordHeader } from '#exchange'
import { demoBegins, lanternStory, replay } from '#exercise'

/** What the header of a record says, before somebody signs it. */
export type Unsigned = Omit<RecordHeader, 'id' | 'node' | 'actor' | 'key' | 'previous'>

interface Template {
  readonly matter: number
  readonly header: { readonly [key: string]: Json | undefined }
  readonly text: string
}

/** The one officer who signs the log of the bench. */
export const role = 'analyst'

/** First instant and length of the quarter into which everything is moved. */
const begins = millis('2026-01-01T00:00:00.000Z' as Instant)
const quarter = 90 * 86_400_000

/**
 * A log of any length that looks like practice: the matters of the LANTERN story again and again, each time with its own
 * number, begun at an instant of the quarter that the seed draws. The story itself takes two years; of a matter that is
 * begun in the quarter the rest lies behind it, as in life.
 *
 * @param mark tells the matters of one call from those of another
 */
export function* loggedRecords(count: number, seed: number, mark = ''): Generator<Unsigned> {
  const templates = storyTemplates()
  const draw = generator(seed)
  for (let round = 0, made = 0; made < count; round += 1) {
    const shifts = new Map<number, number>()
    for (const template of templates) {
      if (made === count) return
      let shift = shifts.get(template.matter)
      if (shift === undefined) {
        const opened = millis(
          templates.find((t) => t.matter === template.matter)!.header.at as Instant,
        )
        shift = begins + Math.floor(draw() * quarter) - opened
        shifts.set(template.matter, shift)
      }
      yield moved(template, shift, `${round}${mark}`)
      made += 1
    }
  }
}

/** Instants and numbers of a record as it would have been then; the words of the step stay. */
function moved({ text }: Template, shift: number, round: string): Unsigned {
  const later = text
    .replace(/"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z)"/g, (_, at: string) =>
      JSON.stringify(instant(Date.parse(at) + shift)),
    )
    .replace(/"(\d{4}-\d\d-\d\d)"/g, (_, day: string) =>
      JSON.stringify(instant(Date.parse(day) + shift).slice(0, 10)),
    )
    .replaceAll('~', round)
  return JSON.parse(later) as Unsigned
}

function storyTemplates(): readonly Template[] {
  return [...replay(lanternStory, demoBegins).values()].flatMap(({ logs }, matter) =>
    logs.slice(0, 1).flatMap(({ events }) =>
      events.map(({ document: _, ...event }): Template => {
        const header = {
          v: 1,
          body: null,
          pack: 'lantern',
          type: event.type,
          at: event.at,
          procedure: event.procedure,
          transition: event.transition,
          crosses: event.crosses,
          stream: `matter/${event.stream}-~`,
          // One officer signs all of them here.
          data: { ...(numbered(event.data as unknown as Record<string, Json>) as object), role },
        } as unknown as Template['header']
        return { matter, header, text: JSON.stringify(header) }
      }),
    ),
  )
}

/** Assets and operations of one round are not those of another. */
function numbered(data: Readonly<Record<string, Json>>): Json {
  const notes = data.notes as Record<string, Json> | undefined
  const tally = data.tally as Record<string, Json> | undefined
  const mark = (value: Json | undefined) => (typeof value === 'string' ? `${value}-~` : value)
  return {
    ...data,
    ...(notes === undefined
      ? {}
      : {
          notes: {
            ...notes,
            ...(notes.assetReference === undefined
              ? {}
              : { assetReference: mark(notes.assetReference)! }),
            ...(notes.asset === undefined ? {} : { asset: mark(notes.asset)! }),
            ...(notes.operation === undefined ? {} : { operation: mark(notes.operation)! }),
          },
        }),
    ...(tally?.as === 'recovered' ? { tally: { ...tally, key: mark(tally.key)! } } : {}),
  } as Json
}

/** Numbers between 0 and 1 from a seed (mulberry32): the same seed, the same logs. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
