import type { MatterFile } from '#procedure'
import { type AttachmentRow, attachmentsOf } from './attachments.ts'
import { everyEvent } from './every-event.ts'
import { headerOf } from './request-view.ts'
import type { World } from './world.ts'

/** Files of a matter as a guard sees them: whose each is, whether it may leave, whether it is whole, who opened it. */
export async function filesOf(world: World, stream: string): Promise<readonly MatterFile[]> {
  const rows = await attachmentsOf(world, stream)
  const openers = await openersOf(world, stream)
  return rows.map((row) => ({
    digest: row.digest,
    authority: row.authority,
    released: row.state === 'released' || row.state === 'sent',
    whole: isWhole(row),
    openedBy: openers.get(row.id) ?? [],
  }))
}

function isWhole({ state }: AttachmentRow): boolean {
  return state === 'kept' || state === 'released' || state === 'sent' || state === 'verified'
}

/** Officers by the file that they opened: each look is an entry of the log. */
async function openersOf(
  world: World,
  stream: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  for await (const event of everyEvent(world.store, { stream: `access/${stream}` })) {
    if (event.type !== 'access.exported') continue
    const file = String(headerOf(event)?.data.what ?? '')
    found.set(file, [...(found.get(file) ?? []), event.actor])
  }
  return found
}
