import { asInstant, canonical, type Instant, isDigest } from '#base'
import type { Act, RowChange, Settlement } from './contract.ts'
import { receivedOf } from './plan.ts'

/**
 * What an act may not be, found before it is queued: one act that the database cannot store would take the
 * others of its transaction with it. These are mistakes of the calling code, so they are thrown.
 *
 * @throws TypeError that names the field.
 */
export function checkAct(act: Act): void {
  for (const event of act.events) {
    text('event id', event.id)
    text('stream', event.stream)
    text('event type', event.type)
    text('actor', event.actor)
    moment('event at', event.at)
    size('event record', event.record)
    if (event.record.length === 0) throw new TypeError('an event without a record says nothing')
  }
  for (const body of act.bodies ?? []) {
    text('body id', body.id)
    size('body', body.bytes)
    if (body.salt && body.salt.length !== 32) throw new TypeError('the salt of a body has 32 bytes')
  }
  for (const row of act.rows ?? []) {
    text('row kind', row.kind)
    text('row key', row.key)
    if (row.due !== undefined) moment('row due', row.due)
    if (row.sort !== undefined) text('row sort', row.sort)
    if (row.data !== null) rowText(row)
  }
  for (const envelope of act.outgoing ?? []) {
    text('envelope id', envelope.id)
    text('envelope to', envelope.to)
    size('envelope', envelope.bytes)
    moment('envelope notBefore', envelope.notBefore)
    if (!Number.isInteger(envelope.priority) || Math.abs(envelope.priority) > 1_000_000)
      throw new TypeError('envelope priority is a small integer')
  }
  for (const received of receivedOf(act)) {
    text('received sender', received.sender)
    text('received id', received.id)
    if (!isDigest(received.digest)) throw new TypeError('received digest is sha256:<64 hex>')
  }
  for (const answer of act.answers ?? []) {
    text('answered sender', answer.sender)
    text('answered id', answer.id)
  }
  for (const settlement of act.settle ?? []) checkSettlement(settlement)
  for (const expected of act.expect ?? []) {
    text('expected stream', expected.stream)
    if (!Number.isSafeInteger(expected.version) || expected.version < 0)
      throw new TypeError('an expected version is 0 or more')
  }
  for (const id of [...(act.erase ?? []), ...(act.redact ?? [])]) text('id to erase', id)
  if (act.events.length === 0 && needsEvent(act))
    throw new TypeError(
      'an act that keeps a body, sends, receives or erases carries the event that says so',
    )
}

const texts = new WeakMap<RowChange, string>()

/** What the row is to hold as canonical JSON, as it was when the act came. */
export function rowText(row: RowChange): string {
  const known = texts.get(row)
  if (known !== undefined) return known
  const text = Buffer.from(canonical(row.data)).toString()
  texts.set(row, text)
  return text
}

function needsEvent(act: Act): boolean {
  return Boolean(
    act.bodies?.length ||
      act.outgoing?.length ||
      receivedOf(act).length ||
      act.erase?.length ||
      act.redact?.length,
  )
}

function checkSettlement(settlement: Settlement): void {
  text('envelope id', settlement.id)
  if ('error' in settlement) {
    text('settlement error', settlement.error)
    if (settlement.retryAt !== null) moment('settlement retryAt', settlement.retryAt)
  }
}

/** Text that every database can hold and order: well-formed, no U+0000, at most 2,000 characters. */
export function text(name: string, value: string): void {
  if (value.length === 0 || value.length > 2000)
    throw new TypeError(`${name} has 1 to 2,000 characters, this one has ${value.length}`)
  if (value.includes('\u0000') || !value.isWellFormed())
    throw new TypeError(`${name} has a character that cannot be stored`)
}

/** One value of a table; what is larger belongs among the blobs. */
const maxBytes = 32 << 20

function size(name: string, bytes: Uint8Array): void {
  if (bytes.length > maxBytes)
    throw new TypeError(
      `${name} has ${bytes.length} bytes, more than ${maxBytes}: keep it as a blob`,
    )
}

/** Only one spelling, else byte order would not be the order of time. */
export function moment(name: string, value: Instant): void {
  // Acts of one moment come together.
  if (value === lastMoment) return
  if (asInstant(value) !== value)
    throw new TypeError(`${name} is an instant in UTC with milliseconds, not ${value}`)
  lastMoment = value
}

let lastMoment: Instant | undefined
