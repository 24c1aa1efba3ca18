import { type Json, readJson } from '#base'
import type { World } from './world.ts'

/** Of the body of one record. */
export const bodyLimits = { maxBytes: 4 * 1024 * 1024, maxDepth: 32 } as const

/** The document behind a record, or undefined when it has none or it was erased. */
export async function readDocument(
  world: World,
  record: string,
): Promise<Readonly<Record<string, Json>> | undefined> {
  const body = await world.store.body(record)
  if (body?.state !== 'present') return undefined
  const json = readJson(body.bytes, bodyLimits)
  return json.ok ? (json.value as Readonly<Record<string, Json>>) : undefined
}
