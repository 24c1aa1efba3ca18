import { asInstant, done, type Outcome, refuse } from '#base'
import { dueBy, type Extension, type Pause, termInWords, termOf } from '#law'
import type { DueView, RulesView } from './views-law.ts'
import { countryName } from './words.ts'
import type { World } from './world.ts'

export interface DueQuery {
  readonly rule: string
  readonly start: string
  readonly calendar?: string | undefined
  /** `A/B`, several with commas between them. */
  readonly pause?: string | undefined
  /** By so many times the extension that the rule allows. */
  readonly extend?: number | undefined
}

/** When a limit falls due, with every step of the reckoning, under the law of this node today. */
export function dueView(world: World, query: DueQuery): Outcome<DueView> {
  const law = world.laws.now()
  const start = asInstant(query.start)
  if (start === undefined) return notAnInstant('start', query.start)
  const pauses = pausesOf(query.pause)
  if (!pauses.ok) return pauses
  const term = termOf(query.rule, law)
  if (!term.ok) return term
  const extensions = extensionsOf(term.value, query.extend)
  if (!extensions.ok) return extensions
  const reckoned = dueBy(
    query.rule,
    start,
    {
      ...(query.calendar === undefined ? {} : { calendar: query.calendar }),
      pauses: pauses.value,
      extensions: extensions.value,
    },
    law,
  )
  if (!reckoned.ok) return reckoned
  const { rule, due, dueDay, steps } = reckoned.value
  return done({
    rule: rule.id,
    term: reckoned.value.term.id,
    text: rule.text,
    citation: rule.citation,
    status: rule.status,
    start,
    due,
    dueDay,
    inTime: world.clock.now() <= due,
    steps: steps.map((s) => ({
      text: s.text,
      ...(s.at === undefined ? {} : { at: s.at }),
      ...(s.day === undefined ? {} : { day: s.day }),
    })),
  })
}

function pausesOf(text: string | undefined): Outcome<readonly Pause[]> {
  const pauses: Pause[] = []
  for (const part of text === undefined || text === '' ? [] : text.split(',')) {
    const [a = '', b = ''] = part.split('/')
    const [from, to] = [asInstant(a), asInstant(b)]
    if (from === undefined || to === undefined || from > to) return notAnInstant('pause A/B', part)
    pauses.push({ from, to })
  }
  return done(pauses.sort((a, b) => (a.from < b.from ? -1 : 1)))
}

type Chosen = Extract<ReturnType<typeof termOf>, { ok: true }>['value']

function extensionsOf(
  { rule, term: { extension: allowed } }: Chosen,
  times: number | undefined,
): Outcome<readonly Extension[]> {
  if (times === undefined || times === 0) return done([])
  if (allowed === undefined)
    return refuse({
      kind: 'unlawful',
      name: 'no-extension',
      ground: `rule ${rule.id} allows no extension`,
      citation: rule.citation,
      remedy: 'leave the extension out, or look at the other limits of the rule',
    })
  const { count, unit, citation } = allowed
  return done(Array.from({ length: times }, () => ({ count, unit, reason: citation })))
}

/** Rules of the register by words, with their limits and the calendars to reckon in. */
export function rulesView(world: World, q: string): RulesView {
  const words = q.toLowerCase().trim()
  const law = world.laws.now()
  return {
    rules: law.rules
      .filter((r) => `${r.id} ${r.citation} ${r.text}`.toLowerCase().includes(words))
      .map((r) => ({
        id: r.id,
        citation: r.citation,
        text: r.text,
        status: r.status,
        from: r.from,
        to: r.to ?? null,
        source: r.source,
        calendar: r.calendar ?? null,
        terms: r.terms.map((t) => ({
          id: t.id,
          when: t.when,
          text: termInWords(t),
          extendable: t.extension === undefined ? 0 : t.extension.times,
        })),
      })),
    calendars: [...law.calendars]
      .map((c) => ({ id: c.id, name: countryName(c.id) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

function notAnInstant(what: string, text: string): Outcome<never> {
  return refuse({
    kind: 'malformed',
    name: 'instant-unusable',
    ground: `"${text.slice(0, 60)}" is not usable as ${what}`,
    remedy:
      'write instants in ISO 8601 with an offset, for example 2026-03-06T18:00:00+02:00, and a pause as one instant, a slash and a later one',
  })
}
