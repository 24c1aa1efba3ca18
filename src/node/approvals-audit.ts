import { type ApprovalEvidence, type PasskeyKey, verifyApproval } from '#access'
import { digest } from '#base'
import { readRecord } from '#exchange'
import { procedureOf } from '#procedure'
import type { StoredEvent } from '#store'
import { isApproval } from './act-access.ts'
import type { World } from './world.ts'

interface Found {
  readonly where: string
  readonly text: string
}

/** A passkey as the log tells of it: whose it is, from which entry on, and until which. */
interface KnownKey extends PasskeyKey {
  readonly officer: string
  confirmedAt?: number
  revokedAt?: number
}

/**
 * Every approval by passkey, checked again from the log alone: the statement is that of the record that was approved,
 * the key was registered and confirmed before it and not yet withdrawn, and the assertion is one over the statement.
 */
export async function approvalsUnproven(world: World): Promise<readonly Found[]> {
  const keys = await keysInLog(world)
  if (keys.size === 0) return []
  const found: Found[] = []
  const proven = new Set<string>()
  for await (const event of all(world, ['passkey.approved'])) {
    const wrong = await approvalWrong(world, event, keys)
    if (wrong === undefined) proven.add(String(dataOf(event)?.record))
    else found.push({ where: `approval ${event.id}`, text: wrong })
  }
  for await (const event of all(world))
    if (!proven.has(event.id) && isOwedPasskey(world, event, keys))
      found.push({
        where: `${event.stream} ${event.id}`,
        text: 'an officer who had a passkey approved without it',
      })
  return found
}

/** An approval at this node by somebody who had a confirmed passkey at that moment. */
function isOwedPasskey(
  world: World,
  event: StoredEvent,
  keys: ReadonlyMap<string, KnownKey>,
): boolean {
  if (!event.stream.startsWith('matter/') || event.record === null) return false
  const had = [...keys.values()].some(
    (key) =>
      key.officer === event.actor &&
      key.confirmedAt !== undefined &&
      key.confirmedAt < event.index &&
      (key.revokedAt === undefined || key.revokedAt > event.index),
  )
  if (!had) return false
  const read = readRecord(event.record)
  if (!read.ok || read.value.node !== world.id || read.value.procedure === null) return false
  const { procedure, transition } = read.value
  const table = procedureOf(procedure)
  const row = table.ok ? table.value.transitions.find((t) => t.id === transition) : undefined
  return row !== undefined && isApproval(row)
}

/** Records of a matter beside which the evidence of a passkey lies; the audit checks it, a page shows that it is there. */
export async function provenApprovals(world: World, stream: string): Promise<ReadonlySet<string>> {
  const events = await world.store.events({
    stream: `approval/${stream}`,
    types: ['passkey.approved'],
    limit: 500,
  })
  return new Set(events.map((event) => String(dataOf(event)?.record)))
}

async function keysInLog(world: World): Promise<ReadonlyMap<string, KnownKey>> {
  const keys = new Map<string, KnownKey>()
  for await (const event of all(world, [
    'passkey.registered',
    'passkey.confirmed',
    'passkey.revoked',
  ])) {
    const data = dataOf(event)
    const id = String(data?.credential)
    const known = keys.get(id)
    if (event.type === 'passkey.registered' && known === undefined)
      keys.set(id, {
        id,
        publicKey: String(data?.publicKey),
        officer: event.stream.slice('officer/'.length),
      })
    // Its owner cannot be the one who confirms it, whatever the row says.
    if (event.type === 'passkey.confirmed' && known !== undefined && event.actor !== known.officer)
      known.confirmedAt ??= event.index
    if (event.type === 'passkey.revoked' && known !== undefined) known.revokedAt ??= event.index
  }
  return keys
}

async function approvalWrong(
  world: World,
  event: StoredEvent,
  keys: ReadonlyMap<string, KnownKey>,
): Promise<string | undefined> {
  const evidence = evidenceIn(event)
  if (evidence === undefined) return 'the evidence of the approval cannot be read'
  const { statement, assertion } = evidence
  const key = keys.get(assertion.id)
  if (key === undefined || key.officer !== statement.actor || event.actor !== statement.actor)
    return 'the passkey is not one that was registered for this officer'
  if (key.confirmedAt === undefined || key.confirmedAt > event.index)
    return 'the passkey had not been confirmed by another officer'
  if (key.revokedAt !== undefined && key.revokedAt < event.index)
    return 'the passkey had been withdrawn before'
  const record = await world.store.event(String(dataOf(event)?.record))
  const differs = recordDiffers(record, statement)
  if (differs !== undefined) return differs
  const wrong = await verifyApproval(evidence, key)
  return wrong === undefined ? undefined : `the passkey does not prove it: ${wrong}`
}

/** What was signed against what was done: actor, step, matter, the record before it and the words of the step. */
function recordDiffers(
  event: StoredEvent | undefined,
  statement: ApprovalEvidence['statement'],
): string | undefined {
  if (event?.record == null) return 'the record that was approved is not in the log'
  const read = readRecord(event.record)
  if (!read.ok) return `the record ${digest(event.record)} that was approved cannot be read`
  const { actor, stream, transition, type, previous, data, node } = read.value
  const same =
    actor === statement.actor &&
    stream === statement.matter &&
    (transition ?? type) === statement.does &&
    previous === statement.previous &&
    node === statement.node &&
    (data.document ?? null) === statement.document
  return same ? undefined : 'what the passkey signed is not what the record says'
}

function evidenceIn(event: StoredEvent): ApprovalEvidence | undefined {
  const { statement, assertion, rpId, origin } = dataOf(event) ?? {}
  const isObject = (value: unknown) => typeof value === 'object' && value !== null
  return isObject(statement) && isObject(assertion) && typeof rpId === 'string'
    ? ({ statement, assertion, rpId, origin } as unknown as ApprovalEvidence)
    : undefined
}

function dataOf(event: StoredEvent): Readonly<Record<string, unknown>> | undefined {
  const read = event.record === null ? undefined : readRecord(event.record)
  return read?.ok ? read.value.data : undefined
}

async function* all(world: World, types?: readonly string[]): AsyncGenerator<StoredEvent> {
  let after = -1
  for (;;) {
    const page = await world.store.events({
      ...(types === undefined ? {} : { types }),
      after,
      limit: 500,
    })
    yield* page
    if (page.length < 500) return
    after = page.at(-1)!.index
  }
}
