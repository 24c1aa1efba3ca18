import { readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { AttachmentRow } from './attachments.ts'
import { everyRow } from './row-data.ts'
import type { World } from './world.ts'

/**
 * At a start: what a machine that went off has left on the disk and nobody can read any more. Uploads that were cut have
 * no key; files that were erased have none either, and their content goes after the act that erased them.
 */
export async function tidyFiles(world: World): Promise<void> {
  if (world.dir !== '')
    for (const folder of [join(world.dir, 'blobs'), join(world.dir, 'blobs', 'sealed')])
      for (const name of await readdir(folder).catch(() => []))
        if (/^[0-9a-f]{24}\.new$/.test(name)) await unlink(join(folder, name)).catch(() => {})
  for await (const { data } of everyRow<AttachmentRow>(world.store, { kind: 'attachment' }))
    if (data.state === 'erased') await world.store.blobs.sealed.remove(data.id)
}
