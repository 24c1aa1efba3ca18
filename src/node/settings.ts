import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Digest } from '#base'
import { readRecord } from '#exchange'
import { everyEvent } from './every-event.ts'
import { note, write } from './records.ts'
import { plain, rowData } from './row-data.ts'
import type { SettingsView } from './views.ts'
import { nodeHand, type World } from './world.ts'

/**
 * Files of the folder by which the operator of the machine decides something: who must agree to cards, who signs in
 * officers, what officers may do beyond the shipped policies, who stamps and who cosigns the log. Nobody signs them, so
 * the log says when they changed.
 */
const settingsFiles = [
  'council.json',
  'openid.json',
  'policies.json',
  'timestamp-authorities',
  'witness-policy',
] as const

type Digests = Readonly<Record<string, Digest | null>>

const stream = 'settings'
const type = 'settings.changed'
/** Changes that are shown, newest first. */
const mostShown = 20

/** SHA-256 of each file as `sha256sum` prints it; null where there is none. */
function digestsIn(dir: string): Digests {
  return Object.fromEntries(settingsFiles.map((name) => [name, digestOf(join(dir, name), dir)]))
}

function digestOf(path: string, dir: string): Digest | null {
  if (dir === '' || !existsSync(path)) return null
  return `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}` as Digest
}

function changedBetween(before: Digests, now: Digests): readonly string[] {
  return settingsFiles.filter((name) => (before[name] ?? null) !== (now[name] ?? null))
}

/**
 * At a start: what changed in the operator's files since the start before goes on record, by names and digests. The
 * node cannot know which person did it; their content is nowhere in the log.
 */
export async function putSettingsOnRecord(world: World): Promise<void> {
  const before = await recorded(world)
  const now = digestsIn(world.dir)
  const changed = changedBetween(before, now)
  if (changed.length === 0) return
  const written = write(
    world,
    nodeHand(world, 'node'),
    note(stream, type, world.clock.now(), {
      by: 'operator',
      changed: [...changed],
      before: plain(only(before, changed)),
      now: plain(only(now, changed)),
    }),
  )
  await world.store.commit({
    events: [written.event],
    rows: [{ kind: 'settings', key: 'last', data: plain(now) }],
  })
  world.observe({ what: 'settings-changed', files: [...changed] })
}

async function recorded(world: World): Promise<Digests> {
  const row = await world.store.row('settings', 'last')
  return row === undefined ? {} : rowData<Digests>(row)
}

function only(digests: Digests, names: readonly string[]): Digests {
  return Object.fromEntries(names.map((name) => [name, digests[name] ?? null]))
}

/** The changes on record, as the records say them, and what lies in the folder and no start has taken up yet. */
export async function settingsOf(world: World): Promise<SettingsView> {
  const changes: SettingsView['changes'][number][] = []
  let last: Digests = {}
  for await (const event of everyEvent(world.store, { stream, types: [type] })) {
    const header = event.record === null ? undefined : readRecord(event.record)
    if (!header?.ok) continue
    const { changed = [], now = {} } = header.value.data as unknown as {
      changed?: readonly string[]
      now?: Digests
    }
    last = { ...last, ...now }
    changes.push({
      index: event.index,
      at: event.at,
      changed: changed.map((name) => ({ name, digest: now[name] ?? null })),
    })
  }
  return {
    files: settingsFiles.flatMap((name) => {
      const digest = last[name] ?? null
      return digest === null ? [] : [{ name, digest }]
    }),
    changes: changes.reverse().slice(0, mostShown),
    notYet: [...changedBetween(last, digestsIn(world.dir))],
  }
}
