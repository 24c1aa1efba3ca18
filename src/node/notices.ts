import type { Instant } from '#base'
import type { RowChange } from '#store'
import { plain, rowData } from './row-data.ts'
import type { World } from './world.ts'

/** A line in one officer's inbox that is no matter: somebody broke the glass, a passkey waits to be confirmed. */
export interface Notice {
  readonly id: string
  readonly officer: string
  readonly at: Instant
  readonly kind: string
  /** Names rules and officers' numbers, never persons of a case. */
  readonly text: string
  /** What it is about: the id of a broken glass. */
  readonly about: string
  readonly seenAt?: Instant
}

const mostShown = 100

export function noticeFor(notice: Notice): RowChange {
  return {
    kind: 'notice',
    key: `${notice.officer}/${notice.id}`,
    data: plain(notice),
  }
}

/** Newest first; those that were seen a week ago or earlier are left out. */
export async function noticesFor(world: World, officer: string): Promise<readonly Notice[]> {
  const page = await world.store.rows({
    kind: 'notice',
    prefix: `${officer}/`,
    order: 'key',
    descending: true,
    limit: mostShown,
  })
  const weekAgo = Date.parse(world.clock.now()) - 7 * 86_400_000
  return page.rows
    .map((row) => rowData<Notice>(row))
    .filter((n) => n.seenAt === undefined || Date.parse(n.seenAt) > weekAgo)
}
