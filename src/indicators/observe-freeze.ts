import { type Instant, instant, millis } from '#base'
import type { Observation } from './observation.ts'
import { everyOf, firstOf, lastOf, noteOf, type Stream } from './stream.ts'
import { dayMillis, daysBetween, euroCents, instantOf, later, textOf } from './values.ts'

/** Days within which an affected person is told. */
const noticeDays = 5
/** Within how many milliseconds of the release a leg counts as simultaneous. */
const together = 60_000

/** One order: traced, executed, told, reviewed. */
export function observeFreeze(stream: Stream): readonly Observation[] {
  const of = labels(stream)
  const traced = firstOf(stream, 'asset.traced')
  const value = euroCents(traced?.data.notes?.value, traced?.data.notes?.rate)
  const found: Observation[] =
    traced === undefined
      ? []
      : [{ ...of, what: 'asset.traced', at: traced.at, ...(value === undefined ? {} : { value }) }]
  const executed = firstOf(stream, 'freeze.executed')
  if (executed === undefined) return found
  const at = instantOf(executed.data.notes?.executed) ?? executed.at
  const { rate } = executed.data.notes ?? {}
  const frozen = euroCents(executed.data.notes?.amount, rate)
  const ends = everyOf(stream, 'freeze.varied', 'freeze.lifted').filter(
    (f) => f.word === 'freeze.lifted' || (euroCents(f.data.notes?.released, rate) ?? 1) > 0,
  )
  const released = ends.reduce((sum, f) => sum + (euroCents(f.data.notes?.released, rate) ?? 0), 0)
  return [
    ...found,
    {
      ...of,
      what: 'freeze.executed',
      at,
      ...(frozen === undefined ? {} : { value: frozen }),
      yes: ends.length > 0,
      more: { released, expired: everyOf(stream, 'freeze.expired').length > 0 ? 1 : 0 },
    },
    ...reviewed(stream, at, of),
    notice(stream, at, of),
  ]
}

type Of = Pick<Observation, 'stream' | 'asset' | 'line' | 'operation' | 'country'>

function labels(stream: Stream): Of {
  const asset = textOf(noteOf(stream, 'assetReference'))
  const operation = textOf(noteOf(stream, 'operation'))
  const country = stream.parties?.requested.country
  return {
    stream: stream.id,
    line: textOf(noteOf(stream, 'assetClass')) ?? 'other',
    ...(asset === undefined ? {} : { asset }),
    ...(operation === undefined ? {} : { operation }),
    ...(country === undefined ? {} : { country }),
  }
}

/** The first decision on an application; reviews of the court's own motion answer none. */
function reviewed(stream: Stream, executedAt: Instant, of: Of): readonly Observation[] {
  const filed = firstOf(stream, 'freeze.review_filed')
  const decided = stream.facts.find(
    (f) =>
      filed !== undefined &&
      f.at >= filed.at &&
      ['freeze.reviewed', 'freeze.varied', 'freeze.lifted'].includes(f.word),
  )
  return decided === undefined
    ? []
    : [
        {
          ...of,
          what: 'freeze.decided-on',
          at: executedAt,
          value: daysBetween(executedAt, decided.at),
        },
      ]
}

function notice(stream: Stream, executedAt: Instant, of: Of): Observation {
  const told = firstOf(stream, 'freeze.notified')
  const on = textOf(told?.data.notes?.told) ?? told?.at
  const until = everyOf(stream, 'freeze.notice_postponed')
    .flatMap((f) => textOf(f.data.notes?.until) ?? [])
    .sort()
    .at(-1)
  const soon = later(executedAt, noticeDays).slice(0, 10)
  const last = until !== undefined && until > soon ? until : soon
  const judgedFrom = instant(Date.parse(`${last}T00:00:00Z`) + dayMillis)
  const yes = on !== undefined && on.slice(0, 10) <= last
  return {
    ...of,
    what: 'freeze.notice',
    at: executedAt,
    yes,
    more: { postponed: until === undefined ? 0 : 1 },
    ...(yes ? {} : { judgedFrom }),
  }
}

function operationOf(stream: Stream): Pick<Observation, 'operation'> {
  const operation = textOf(noteOf(stream, 'operation'))
  return operation === undefined ? {} : { operation }
}

/** Several freezes on one release: what the receipts of the legs add up to. */
export function observeConductor(stream: Stream): readonly Observation[] {
  return [...alleged(stream), ...conducted(stream)]
}

/** What the case is said to be about, as the plan of the freeze says it last. */
function alleged(stream: Stream): readonly Observation[] {
  const planned = lastOf(stream, 'freeze.planned')
  const value = euroCents(planned?.data.notes?.alleged)
  return planned === undefined || value === undefined
    ? []
    : [
        {
          what: 'proceeds.alleged',
          at: planned.at,
          stream: stream.id,
          ...operationOf(stream),
          value,
        },
      ]
}

function conducted(stream: Stream): readonly Observation[] {
  const receipts = new Map<string, { at: number; value: number }>()
  for (const fact of everyOf(stream, 'freeze.receipt')) {
    const { key, value } = fact.data.tally ?? { key: '', value: undefined }
    const { executed, amount } = (value ?? {}) as { executed?: unknown; amount?: unknown }
    const at = instantOf(executed)
    const cents = euroCents(amount)
    if (at !== undefined && cents !== undefined) receipts.set(key, { at: millis(at), value: cents })
  }
  const released = firstOf(stream, 'freeze.released')
  if (receipts.size === 0 || released === undefined) return []
  const begins = millis(instantOf(noteOf(stream, 't0')) ?? released.at)
  const legs = [...receipts.values()]
  const times = legs.map((leg) => leg.at)
  const within = legs.filter((leg) => leg.at - begins <= together)
  const sum = (some: typeof legs) => some.reduce((all, leg) => all + leg.value, 0)
  const leaked = new Map(
    everyOf(stream, 'leak.reported').flatMap(({ data: { tally } }) =>
      tally === undefined ? [] : [[tally.key, euroCents(tally.value) ?? 0] as const],
    ),
  )
  return [
    {
      what: 'freeze.conducted',
      at: released.at,
      stream: stream.id,
      ...operationOf(stream),
      value: Math.max(...times) - Math.min(...times),
      more: {
        legs: legs.length,
        within: within.length,
        withinValue: sum(within),
        frozen: sum(legs),
        leaked: [...leaked.values()].reduce((a, b) => a + b, 0),
      },
    },
  ]
}
