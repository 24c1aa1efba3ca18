import { digest, done, fromBase64, must, type Outcome, refuse } from '#base'
import {
  type BoxKey,
  boxKey,
  kindOf,
  type OfficerKey,
  openOfficerKey,
  openSealed,
  tipRefusal,
} from '#tips'
import { documentBytes } from './deliver.ts'
import { note, write } from './records.ts'
import { plain } from './row-data.ts'
import { type Box, boxOf, unitHand } from './tips-box.ts'
import type { Hand, World } from './world.ts'

/** The key of the unit of today, and after it those before it, as long as something is sealed to them. */
export type UnitKeys = readonly [BoxKey, ...BoxKey[]]

export const bytesOf = (base64: string): Uint8Array => fromBase64(base64) ?? new Uint8Array()
export const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** Nobody reads them in memory any more. */
export function forget(keys: readonly BoxKey[]): void {
  for (const { secretKey } of keys) secretKey.fill(0)
}

/** The pair of an officer, opened for one act. */
export async function ownKey(
  world: World,
  actor: string,
  passphrase: string,
): Promise<Outcome<{ readonly box: Box; readonly key: BoxKey }>> {
  const hand = unitHand(world, actor)
  if (!hand.ok) return hand
  const box = await boxOf(world)
  const kept = box?.officers.find(({ officer }) => officer === actor)
  if (box === undefined || kept === undefined) return refuse(tipRefusal('passphrase-wrong'))
  const key = await openOfficerKey(kept, passphrase)
  return key.ok ? done({ box, key: key.value }) : key
}

/** The same with the keys of the unit, of an officer who was let in. */
export async function unitKeysOf(
  world: World,
  actor: string,
  passphrase: string,
): Promise<Outcome<{ readonly box: Box; readonly key: BoxKey; readonly unit: UnitKeys }>> {
  const own = await ownKey(world, actor, passphrase)
  if (!own.ok) return own
  const { box, key } = own.value
  const wrap = box.letIn.find(({ officer }) => officer === actor)
  const secret = wrap && openSealed(key, bytesOf(wrap.sealed))
  if (secret === undefined) return refuse(tipRefusal('unit-key-missing'))
  const current = boxKey(secret, kindOf(bytesOf(box.unit)))
  const earlier = (box.earlier ?? []).flatMap(({ publicKey, sealed }) => {
    const seed = openSealed(current, bytesOf(sealed))
    return seed === undefined ? [] : [boxKey(seed, kindOf(bytesOf(publicKey)))]
  })
  return done({ box, key, unit: [current, ...earlier] })
}

/** What stands on record of a key: whose it is, and its digest. */
export function about(key: OfficerKey) {
  return { officer: key.officer, key: digest(bytesOf(key.publicKey)) }
}

/** Who holds keys is on record by name of the officer and digest of the public half; what is sealed lies in the vault. */
export async function putBox(
  world: World,
  hand: Hand,
  type: string,
  box: Box,
  said: Readonly<Record<string, string | number>>,
): Promise<void> {
  const written = write(world, hand, {
    ...note(`tip-box/${box.authority}`, type, world.clock.now(), said),
    document: documentBytes(plain(box) as never),
  })
  must(
    await world.store.commit({
      events: [written.event],
      ...(written.body === undefined ? {} : { bodies: [written.body] }),
      rows: [{ kind: 'tip-box', key: box.authority, data: plain(box) }],
    }),
  )
}
