import { canonical, type Refusal, refuse } from '#base'
import type { Act } from './contract.ts'
import { same } from './merkle.ts'
import { type Plan, receivedOf } from './plan.ts'
import { keyOf, type RowOf } from './tables.ts'

type No = ReturnType<typeof refuse>

/** Why the act cannot be taken as things stand, or undefined. The first reason is enough. */
export function conflicts(plan: Plan, act: Act): No | undefined {
  for (const { stream, version } of act.expect ?? []) {
    const now = plan.versions.get(stream) ?? 0
    if (now !== version) return streamMoved(stream, version, now)
  }
  for (const expected of act.expectRows ?? [])
    if (!standsSo(plan, expected)) return rowMoved(expected)
  return (
    taken('event', plan.eventsById, ids(act.events)) ??
    taken('body', plan.bodies, ids(act.bodies)) ??
    taken('outgoing', plan.outbox, ids(act.outgoing)) ??
    repeated(plan, act) ??
    answered(plan, act) ??
    claimsLost(plan, act) ??
    missing('body', plan.bodies, act.erase, ids(act.bodies)) ??
    missing('event', plan.eventsById, act.redact)
  )
}

function standsSo(plan: Plan, expected: NonNullable<Act['expectRows']>[number]): boolean {
  const text = plan.rowText(expected)
  if (expected.data === null) return text === undefined
  return text === Buffer.from(canonical(expected.data)).toString()
}

function rowMoved({ kind, key }: { readonly kind: string; readonly key: string }): No {
  return no('conflict', {
    name: 'row-moved',
    ground: `the row ${kind} ${key} does not stand as the act was decided on it`,
    remedy: 'load it again, decide again, send the act again',
  })
}

function ids(items: readonly { readonly id: string }[] | undefined): readonly string[] {
  return items?.map((item) => item.id) ?? []
}

function streamMoved(stream: string, expected: number, now: number): No {
  return no('conflict', {
    name: 'stream-moved',
    ground: `${stream} stands at version ${now}, the act was decided on version ${expected}`,
    remedy: 'load it again, decide again, send the act again',
  })
}

function taken(
  what: 'event' | 'body' | 'outgoing',
  known: ReadonlyMap<string, unknown>,
  wanted: readonly string[],
): No | undefined {
  const seen = new Set<string>()
  for (const id of wanted) {
    if (known.has(id) || seen.has(id))
      return no('conflict', {
        name: `${what}-exists`,
        ground: `there already is ${what === 'outgoing' ? 'an outgoing envelope' : `a stored ${what}`} with id ${id}`,
        remedy: 'when this is a repetition, read what is stored; otherwise use a new id',
      })
    seen.add(id)
  }
  return undefined
}

/** Replay protection: an envelope counts once per (sender, id); other bytes under one id are worth an alarm. */
function repeated(plan: Plan, act: Act): No | undefined {
  const seen = new Set<string>()
  for (const { sender, id, digest } of receivedOf(act)) {
    const key = keyOf('inbox', { sender, id })
    const row = plan.inbox.get(key)
    if (row === undefined && !seen.has(key)) {
      seen.add(key)
      continue
    }
    if (row === undefined || row.digest === digest)
      return no('conflict', {
        name: 'already-received',
        ground: `the envelope ${id} of ${sender} was received before, with the same content`,
        remedy: 'return the stored answer',
      })
    return no('conflict', {
      name: 'received-differs',
      ground: `the envelope ${id} of ${sender} was received before with other content (${row.digest})`,
      remedy: 'refuse it, record it and ask the sender which of the two stands',
    })
  }
  return undefined
}

function answered(plan: Plan, act: Act): No | undefined {
  for (const { sender, id, answer } of act.answers ?? []) {
    const row = plan.inbox.get(keyOf('inbox', { sender, id }))
    if (!row)
      return no('unknown', {
        name: 'received-unknown',
        ground: `no envelope ${id} of ${sender} was received`,
        remedy: 'commit what was received before answering it',
      })
    if (row.answer && !same(row.answer, answer))
      return no('conflict', {
        name: 'already-answered',
        ground: `the envelope ${id} of ${sender} was answered before, with other bytes`,
        remedy: 'return the stored answer',
      })
  }
  return undefined
}

function claimsLost(plan: Plan, act: Act): No | undefined {
  for (const settlement of act.settle ?? []) {
    const lost = claimLost(plan.outbox.get(settlement.id), settlement)
    if (lost) return lost
  }
  return undefined
}

/** Only the holder of the present claim may report on an envelope. */
function claimLost(
  row: RowOf<'outbox'> | undefined,
  settlement: { readonly id: string; readonly attempt: number },
): No | undefined {
  if (!row)
    return no('unknown', {
      name: 'outgoing-unknown',
      ground: `there is no outgoing envelope with id ${settlement.id}`,
      remedy: 'settle only what was claimed',
    })
  if (row.state === 'claimed' && row.attempt === settlement.attempt) return undefined
  return no('conflict', {
    name: 'claim-lost',
    ground: `attempt ${settlement.attempt} at ${settlement.id} is over: it is ${row.state}, attempt ${row.attempt}`,
    remedy: 'drop the report; the recipient answers a repetition with the same answer',
  })
}

function missing(
  what: 'body' | 'event',
  known: ReadonlyMap<string, unknown>,
  wanted: readonly string[] | undefined,
  arriving: readonly string[] = [],
): No | undefined {
  const id = wanted?.find((item) => !known.has(item) && !arriving.includes(item))
  if (id === undefined) return undefined
  return no('unknown', {
    name: `${what}-unknown`,
    ground: `there is no ${what} with id ${id} to erase`,
    remedy: 'check the id; nothing was erased',
  })
}

function no(kind: 'conflict' | 'unknown', refusal: Omit<Refusal, 'kind'>): No {
  return refuse({ kind, ...refusal })
}
