import { type Instant, instant, millis, type Random } from '#base'
import { keysOf, rotatedKek, type Store, unexpired } from '#store'
import { resealed } from './desk-files.ts'
import { placesOf, type Tracing } from './desk-shapes.ts'
import { keySecret, readKeyring, writeKeyring } from './keyring.ts'
import { note, write } from './records.ts'
import type { Rotating } from './rotate-keys.ts'
import { plain, rowData } from './row-data.ts'
import { nodeHand, type World } from './world.ts'

/** Days for which the key of before still opens, unless the operator names another term: how long backups are kept. */
export const backupTermDays = 35

/**
 * A new key-encryption key for a node that stands still. It counts from the moment the key file is written; everything
 * in the folder is brought under it at the next opening, and again wherever that was cut off. The key of before stays
 * for as long as backups are kept, and is then forgotten: what was erased is then beyond every backup.
 */
export function rotateVault(
  rotating: Rotating,
  termDays = backupTermDays,
): { readonly until: Instant } {
  const { dir, random, now } = rotating
  const secret = keySecret(dir, rotating.secret, random)
  const keys = readKeyring(dir, secret)
  const until = instant(millis(now) + termDays * 86_400_000)
  writeKeyring(dir, { ...keys, kek: rotatedKek(keys.kek, random.bytes(32), until) }, secret, random)
  return { until }
}

/** After a start: the files of the tracing desk come under the key of now too, and the log says so. */
export async function bringDeskUnder(world: World): Promise<void> {
  const { kek } = world.keys
  if (keysOf(kek).former.length === 0) return
  let changed = 0
  let after: string | undefined
  do {
    const page = await world.store.rows({
      kind: 'tracing',
      order: 'key',
      limit: 100,
      ...(after === undefined ? {} : { after }),
    })
    for (const row of page.rows) {
      const tracing = rowData<Tracing>(row)
      const files = tracing.files.map((file) => ({
        ...file,
        ...resealed(file, kek, world.random),
      }))
      // Blobs of the first format move to the present one when they are read.
      for (const place of placesOf(tracing))
        if (place !== null) await world.store.blobs.get(place as never)
      if (files.every((file, i) => file.sealedKey === tracing.files[i]!.sealedKey)) continue
      changed++
      await world.store.commit({
        events: [],
        rows: [{ kind: 'tracing', key: row.key, data: plain({ ...tracing, files }) }],
      })
    }
    after = page.next
  } while (after !== undefined)
  const seen = await world.store.row('vault-rotation', 'last')
  const until = keysOf(kek).former[0]!.until
  if (seen !== undefined && rowData<{ until: string }>(seen).until === until) return
  const written = write(
    world,
    nodeHand(world, 'node'),
    note('vault', 'vault.rotated', world.clock.now(), { until, tracings: changed }),
  )
  await world.store.commit({
    events: [written.event],
    rows: [{ kind: 'vault-rotation', key: 'last', data: { until } }],
  })
}

/** Forgets the keys whose term is over. Only once the store was open under the newest: then nothing needs them any more. */
export function forgetFormerKeys(
  store: Store,
  of: { readonly dir: string; readonly secret?: string | undefined; readonly random: Random },
  now: Instant,
): number {
  if (store.kind === 'memory') return 0
  const secret = keySecret(of.dir, of.secret, of.random)
  const keys = readKeyring(of.dir, secret)
  const kek = unexpired(keys.kek, now)
  if (kek === keys.kek) return 0
  writeKeyring(of.dir, { ...keys, kek }, secret, of.random)
  return keysOf(keys.kek).former.length - keysOf(kek).former.length
}
