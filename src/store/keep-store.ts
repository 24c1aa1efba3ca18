import type { Digest, Id, Instant } from '#base'
import { type Backend, noNeeds } from './backend.ts'
import { moment, text } from './check-act.ts'
import { isKeyName, parseCheckpoint, signCheckpoint, signedBy } from './checkpoint.ts'
import {
  type Act,
  type Blobs,
  type OutgoingEnvelope,
  type OutgoingState,
  type Row,
  type RowPage,
  type RowQuery,
  type Store,
  type StoredBody,
  type StoredEvent,
  StoreFault,
  type StoreOptions,
} from './contract.ts'
import { emptyRoot, leafHash, rootOf, same } from './merkle.ts'
import { frontierOf, type PlanTools } from './plan.ts'
import { consistency, inclusion, plain, rootAt, type Tree, tile } from './proofs.ts'
import { bringUnderKey } from './rewrap.ts'
import { withRowCache } from './row-cache.ts'
import { openRowSeal, type RowSeal } from './row-seal.ts'
import { openSeals, tallyFrom } from './seals.ts'
import { headOf, Sequencer } from './sequencer.ts'
import { keyOf, type RowOf } from './tables.ts'
import { kekMark, openVault, type Vault } from './vault.ts'

export type Keeping = Pick<
  StoreOptions,
  'origin' | 'signHead' | 'headKey' | 'kek' | 'clock' | 'random'
>

/** The store above any backend: plans, seals, proofs, and the one writer. */
export async function keepStore(below: Backend, blobs: Blobs, options: Keeping): Promise<Store> {
  const backend = below.kind === 'memory' ? below : withRowCache(below)
  const tools = toolsOf(options)
  const found = (await backend.head()) ?? (await begin(backend, tools))
  checkHead(found, options)
  const mark = kekMark(options.kek)
  if ((await backend.mark()) !== mark) await blobs.rewrap()
  const head = await bringUnderKey(backend, found, tools, mark)
  const sequencer = new Sequencer(backend, head, tools)
  const { vault, seals, rowSeal } = tools
  const tree = (): Tree => ({
    size: sequencer.head.size,
    read: async (level, from, to) =>
      level === 0 ? (await backend.leaves(from, to)).map(leafHash) : backend.nodes(level, from, to),
  })
  const one = async <K extends 'events' | 'bodies' | 'rows' | 'outbox' | 'inbox'>(
    table: K,
    need: never[] | readonly unknown[],
  ) => (await backend.lookup({ ...noNeeds, [table]: need }))[table][0] as RowOf<K> | undefined
  const commit = (act: Act) => sequencer.commit(act)

  return {
    origin: options.origin,
    durable: backend.durable,
    kind: backend.kind,
    blobs,
    resurrected: () => ({ bodies: [], records: [] }),
    commit,
    head: async () => headOf(sequencer.head),
    events: async (query) => (await backend.events(query)).map(eventOf),
    async event(id) {
      const row = await one('events', [id])
      return row && eventOf(row)
    },
    async eventAt(index) {
      const [row] = await backend.events({ after: index - 1, limit: 1 })
      return row?.index === index ? eventOf(row) : undefined
    },
    async streamVersion(stream) {
      const facts = await backend.lookup({ ...noNeeds, streams: [stream] })
      return facts.versions.get(stream) ?? 0
    },
    async body(id) {
      const row = await one('bodies', [id])
      return row && bodyOf(vault, row)
    },
    async row(kind, key) {
      const row = await one('rows', [{ kind, key }])
      return row && rowOf(rowSeal, row)
    },
    rows: (query) => readRows(backend, rowSeal, query),
    async claimOutgoing(request) {
      moment('now', request.now)
      moment('leaseUntil', request.leaseUntil)
      const rows = await backend.claim(request, ({ seal: _, state_seal: __, ...row }) =>
        seals.sealed('outbox', {
          ...row,
          state: 'claimed',
          attempt: row.attempt + 1,
          not_before: request.leaseUntil,
        }),
      )
      return rows.map((row) => ({
        id: row.id,
        to: row.recipient,
        bytes: plain(row.bytes),
        priority: row.priority,
        attempt: row.attempt,
        index: row.event_index,
      }))
    },
    async settleOutgoing(settlement) {
      const outcome = await commit({ events: [], settle: [settlement] })
      return outcome.ok ? { ok: true, value: undefined } : outcome
    },
    async outgoing(id) {
      const row = await one('outbox', [id])
      return row && outgoingOf(row)
    },
    outgoingCounts: () => backend.outgoingCounts(),
    async received(sender, id) {
      const row = await one('inbox', [{ sender, id }])
      return (
        row && {
          sender,
          id,
          digest: row.digest as Digest,
          index: row.event_index,
          ...(row.answer ? { answer: plain(row.answer) } : {}),
        }
      )
    },
    async answerReceived(sender, id, answer) {
      const outcome = await commit({ events: [], answers: [{ sender, id, answer }] })
      return outcome.ok ? { ok: true, value: undefined } : outcome
    },
    inclusion: (index, size) => inclusion(tree(), index, size),
    consistency: (from, to) => consistency(tree(), from, to),
    rootAt: (size) => rootAt(tree(), size),
    tile: (level, index, width) => tile(tree(), level, index, width),
    async entries(index, width) {
      const hashes = await tile(tree(), 0, index, width)
      if (!hashes.ok) return hashes
      const leaves = await backend.leaves(index * 256, index * 256 + width)
      // tlog-tiles, "Log Entries": big-endian uint16 length, then the entry; ours have 32 bytes.
      const bundle = leaves.flatMap((leaf) => [Uint8Array.of(0, leaf.length), leaf])
      return { ok: true, value: plain(Buffer.concat(bundle)) }
    },
    async scan(table, after, limit) {
      const rows = await backend.scan(table, after, limit)
      const last = rows.at(-1)
      return last && rows.length === limit ? { rows, next: keyOf(table, last) } : { rows }
    },
    pause: (work) => sequencer.pause(work),
    damage: async () => (await backend.damage?.()) ?? [],
    maintain: () => backend.maintain(),
    async close() {
      await sequencer.stop()
      await backend.close()
    },
  }
}

function toolsOf(options: Keeping): PlanTools {
  if (!isKeyName(options.origin))
    throw new TypeError('the origin of a log is a name without white space or plus sign')
  if (options.headKey.length !== 32)
    throw new TypeError('the head key is an Ed25519 public key, 32 bytes')
  return {
    vault: openVault(options.kek, options.random),
    seals: openSeals(options.kek),
    rowSeal: openRowSeal(options.kek, options.random),
    clock: options.clock,
    random: options.random,
    sign: (size, root) =>
      signCheckpoint({
        origin: options.origin,
        size,
        root,
        publicKey: options.headKey,
        sign: options.signHead,
      }),
  }
}

/** A log begins with the signed head of the empty tree, so that its first entry can be proved to be the first. */
async function begin(backend: Backend, tools: PlanTools): Promise<RowOf<'head'>> {
  const head = tools.seals.sealed('head', {
    one: 1,
    size: 0,
    root: emptyRoot,
    checkpoint: tools.sign(0, emptyRoot),
    frontier: new Uint8Array(),
    tally: tallyFrom(undefined).bytes(),
  })
  const nothing = { events: [], nodes: [], bodies: [], rows: [], outbox: [], inbox: [] }
  await backend.apply({ before: undefined, head, put: nothing, drop: [] })
  return head
}

/** Cheap checks before the first write; `verify` does the rest. Writing on top of a wrong head would sign it. */
function checkHead(head: RowOf<'head'>, options: Keeping): void {
  const note = parseCheckpoint(head.checkpoint)
  const wrong =
    openSeals(options.kek).broken('head', head).length > 0
      ? 'its seal does not fit this key-encryption key'
      : note?.origin !== options.origin
        ? `it belongs to ${note?.origin ?? 'no readable checkpoint'}`
        : note.size !== head.size || !same(note.root, head.root)
          ? 'its checkpoint says something else'
          : !same(rootOf(frontierOf(head)), head.root)
            ? 'its frontier does not lead to its root'
            : !signedBy(note, options.origin, options.headKey)
              ? 'it is not signed by the key of this node'
              : undefined
  if (wrong)
    throw new StoreFault(
      `the head of ${options.origin} cannot be built upon: ${wrong}; nothing was written, check keys and folder, then verify or restore`,
    )
}

async function readRows(backend: Backend, rowSeal: RowSeal, query: RowQuery): Promise<RowPage> {
  if (query.prefix) text('prefix', query.prefix)
  const cursor = query.after === undefined ? undefined : parseCursor(query.after)
  const rows = await backend.rows({
    kind: query.kind,
    order: query.order,
    descending: query.descending ?? false,
    limit: query.limit + 1,
    ...(query.prefix === undefined ? {} : { prefix: query.prefix }),
    ...(query.dueBefore === undefined ? {} : { dueBefore: query.dueBefore }),
    ...(cursor ? { after: cursor } : {}),
  })
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const more = rows.length > query.limit && last
  const at = (row: RowOf<'rows'>) => (query.order === 'key' ? '' : (row[query.order] ?? ''))
  return {
    rows: page.map((row) => rowOf(rowSeal, row)),
    ...(more ? { next: JSON.stringify([at(last), last.key]) } : {}),
  }
}

function parseCursor(cursor: string): { at: string; key: string } {
  const [at, key] = JSON.parse(cursor) as [unknown, unknown]
  if (typeof at !== 'string' || typeof key !== 'string')
    throw new TypeError('the cursor is not one that this store gave')
  return { at, key }
}

function eventOf(row: RowOf<'events'>): StoredEvent {
  return {
    index: row.index,
    id: row.id as Id,
    stream: row.stream,
    version: row.version,
    type: row.type,
    at: row.at as Instant,
    actor: row.actor,
    record: row.record && plain(row.record),
    signature: row.signature && plain(row.signature),
    salt: row.salt && plain(row.salt),
    leaf: plain(row.leaf),
  }
}

function bodyOf(vault: Vault, row: RowOf<'bodies'>): StoredBody {
  if (row.erased_at !== null)
    return { state: 'erased', at: row.erased_at as Instant, by: row.erased_by! }
  const { cipher, wrapped } = row
  const opened = cipher && wrapped && vault.open(row.id, { cipher, wrapped })
  if (!opened || opened.length < 32)
    throw new StoreFault(
      `the body ${row.id} cannot be opened: it was changed on disk or sealed under another key`,
    )
  return {
    state: 'present',
    salt: plain(opened.subarray(0, 32)),
    bytes: plain(opened.subarray(32)),
  }
}

function rowOf(rowSeal: RowSeal, row: RowOf<'rows'>): Row {
  const data = rowSeal.open(row)
  if (data === undefined)
    throw new StoreFault(
      `the row ${row.kind} ${row.key} cannot be opened: it was changed on disk or sealed under another key`,
    )
  return {
    kind: row.kind,
    key: row.key,
    data,
    ...(row.due === null ? {} : { due: row.due as Instant }),
    ...(row.sort === null ? {} : { sort: row.sort }),
  }
}

function outgoingOf(row: RowOf<'outbox'>): OutgoingEnvelope {
  return {
    id: row.id,
    to: row.recipient,
    bytes: plain(row.bytes),
    priority: row.priority,
    state: row.state as OutgoingState,
    attempt: row.attempt,
    notBefore: row.not_before as Instant,
    index: row.event_index,
    ...(row.answer ? { answer: plain(row.answer) } : {}),
    ...(row.error === null ? {} : { error: row.error }),
  }
}
