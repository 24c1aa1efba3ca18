import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, type Digest, digest, type Instant, must, systemRandom, uuid7 } from '#base'
import { signRecord } from '#exchange'
import { makeNode, type Node, openNode } from '#node'
import { type NewEvent, openStore, type Store } from '#store'
import { readMade } from '../src/node/rotate-keys.ts'
import { loggedRecords, role } from './figures-workload.ts'

/** When the bench looks: behind the quarter and whatever began in it. */
const now = '2028-12-31T00:00:00.000Z' as Instant
const clock: Clock = { now: () => now }
const eventsOfAct = 2_000
const signer = `XV-FIU/${role}`

/** A node in a folder of its own whose log is as long as is asked; nothing of it stays in memory. */
export interface LongLog {
  readonly dir: string
  readonly open: () => Promise<Node>
  /** Writes so many events more, behind those that are there. */
  readonly more: (count: number) => Promise<void>
  readonly remove: () => void
}

export async function longLog(count: number, seed: number): Promise<LongLog> {
  const dir = mkdtempSync(join(tmpdir(), 'comity-figures-'))
  must(
    await makeNode({
      dir,
      id: 'XV-FIU',
      name: 'Financial Intelligence Unit of Veldania',
      country: 'XV',
      kind: 'FIU',
      address: 'http://127.0.0.1:9',
      officers: [
        { id: signer, name: role, role },
        { id: 'XV-FIU/auditor', name: 'auditor', role: 'auditor' },
      ],
      from: '2024-01-01T00:00:00.000Z' as Instant,
      clock,
    }),
  )
  const ids = uuid7(clock, systemRandom)
  let store: Store | undefined
  const open = () =>
    openNode({
      dir,
      clock,
      durable: false,
      storage: async (options) => {
        store = await openStore({ ...options, durable: false })
        return store
      },
    })
  const key = readMade({ dir, secret: undefined, random: systemRandom }).keys.officers[signer]!
  const previous = new Map<string, Digest>()
  const write = async (records: ReturnType<typeof loggedRecords>) => {
    const node = await open()
    try {
      let act: NewEvent[] = []
      for (const unsigned of records) {
        const { stream, type, at } = unsigned
        const id = ids.next()
        const header = {
          ...unsigned,
          id,
          node: 'XV-FIU',
          actor: signer,
          key: key.id,
          previous: previous.get(stream) ?? null,
        }
        const { bytes, signature } = signRecord(header, key)
        previous.set(stream, digest(bytes))
        act.push({ id, stream, type, at, actor: signer, record: bytes, signature })
        if (act.length < eventsOfAct) continue
        must(await store!.commit({ events: act }))
        act = []
      }
      if (act.length > 0) must(await store!.commit({ events: act }))
    } finally {
      await node.close()
    }
  }
  await write(loggedRecords(count, seed))
  return {
    dir,
    open,
    more: (some) => write(loggedRecords(some, seed + 1, 'later')),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}
