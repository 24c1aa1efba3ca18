import { canonical, type Json } from '#base'
import type { Audit, Declaration } from '#oversight'
import { everyEvent } from './every-event.ts'
import { declarationStream, inRecord } from './oversight-declare.ts'
import { oversightKinds, oversightStream, stateInLog } from './oversight-keep.ts'
import { auditsAgain } from './oversight-samples.ts'
import { headerOf } from './request-view.ts'
import { everyRow, plain } from './row-data.ts'
import type { World } from './world.ts'

interface Found {
  readonly where: string
  readonly text: string
}

/**
 * Is what oversight decided what the log says? A row that was taken away or changed would give an account back, or close
 * an alarm, without anybody having signed it.
 */
export async function oversightUnsound(world: World): Promise<Found[]> {
  const found: Found[] = []
  for (const kind of oversightKinds) {
    const last = await lastStates(world, kind)
    for await (const { key, data } of everyRow<object>(world.store, { kind })) {
      const stream = oversightStream(kind, key)
      const said = last.get(stream)
      last.delete(stream)
      if (said === undefined || !equal(said, stateInLog(data)))
        found.push({ where: stream, text: 'the row is not what the last signed record of it says' })
    }
    for (const stream of last.keys()) found.push({ where: stream, text: gone })
  }
  return [...found, ...(await samplesUnsound(world)), ...(await declarationsUnsound(world))]
}

/** Samples folded again from their records. */
async function samplesUnsound(world: World): Promise<Found[]> {
  const again = new Map(await auditsAgain(world))
  const found: Found[] = []
  for await (const { key, data } of everyRow<Audit>(world.store, { kind: 'audit' })) {
    const folded = again.get(key)
    again.delete(key)
    if (folded === undefined || !equal(plain(folded), plain(data)))
      found.push({
        where: oversightStream('audit', key),
        text: 'the row is not what the records of the sample fold to',
      })
  }
  for (const key of again.keys()) found.push({ where: oversightStream('audit', key), text: gone })
  return found
}

/** Each declaration that counts is the one that its officer last made, with every line of it. */
async function declarationsUnsound(world: World): Promise<Found[]> {
  const last = new Map<string, Json>()
  for await (const event of everyEvent(world.store, { types: ['declaration.made'] }))
    last.set(event.stream, headerOf(event)?.data as Json)
  const found: Found[] = []
  for await (const { key, data } of everyRow<Declaration>(world.store, { kind: 'declaration' })) {
    const stream = declarationStream(key)
    const said = last.get(stream)
    last.delete(stream)
    if (said === undefined || data.officer !== key || !equal(said, plain(inRecord(data))))
      found.push({ where: stream, text: 'the row is not what the officer declared' })
  }
  for (const where of last.keys()) found.push({ where, text: gone })
  return found
}

const gone = 'the log holds records of this, the tables do not'

const typesOf: Readonly<Record<(typeof oversightKinds)[number], readonly string[]>> = {
  'account-hold': [
    'account.proposed',
    'account.signed',
    'account.suspended',
    'account.declined',
    'account.lifted',
    'account.heard',
    'account.stop-ordered',
    'account.ended',
    'account.proposal-late',
  ],
  recusal: ['oversight.recused', 'oversight.recusal-told', 'oversight.recusal-lifted'],
  'declaration-round': ['declaration.round-opened'],
  alarm: ['oversight.alarmed', 'oversight.alarm-late', 'oversight.alarm-settled'],
  'red-line': ['oversight.line-touched', 'oversight.line-signed', 'oversight.line-passed'],
}

async function lastStates(
  world: World,
  kind: (typeof oversightKinds)[number],
): Promise<Map<string, Json>> {
  const last = new Map<string, Json>()
  for await (const event of everyEvent(world.store, { types: typesOf[kind] })) {
    const state = (headerOf(event)?.data as { readonly state?: Json } | undefined)?.state
    if (state !== undefined) last.set(event.stream, state)
  }
  return last
}

function equal(a: Json, b: Json): boolean {
  return Buffer.compare(canonical(a), canonical(b)) === 0
}
