import type { Instant } from '#base'
import { type Backend, noNeeds } from './backend.ts'
import type { Act, Store, StoredBody, StoredEvent } from './contract.ts'
import {
  type Erasure,
  type ErasureLedger,
  type LedgerFile,
  openErasureLedger,
} from './erasure-ledger.ts'
import { type Kek, keysOf } from './vault.ts'

/**
 * A store that remembers its erasures outside of its database. At each opening the ledger is held against the tables:
 * what the ledger lacks is added, and what a backup brought back is not readable from the first moment on; `resurrected`
 * names it, so that the node erases it again with an event that says so.
 */
export async function withErasures(
  store: Store,
  backend: Backend,
  file: LedgerFile,
  kek: Kek,
): Promise<Store> {
  const ledger = await openErasureLedger(file, keysOf(kek).fixed)
  const { bodies, events } = await backend.erased()
  await ledger.append([
    ...bodies.map((row) => bodyErasure(ledger, row)),
    ...events.map((row) => recordErasure(ledger, row)),
  ])
  const back = await resurrected(backend, ledger, bodies.length + events.length)
  return {
    ...store,
    resurrected: () => ({
      bodies: [...back.bodies.keys()],
      records: [...back.records.keys()],
    }),
    async commit(act) {
      const outcome = await store.commit(act)
      if (outcome.ok) {
        await ledger.append(await erasuresOf(backend, ledger, act))
        for (const id of act.erase ?? []) back.bodies.delete(id)
        for (const id of act.redact ?? []) back.records.delete(id)
      }
      return outcome
    },
    async body(id) {
      const gone = back.bodies.get(id)
      return gone ? erasedBody(gone) : store.body(id)
    },
    events: async (query) => (await store.events(query)).map(masked),
    event: async (id) => optional(await store.event(id)),
    eventAt: async (index) => optional(await store.eventAt(index)),
  }

  function masked(event: StoredEvent): StoredEvent {
    return back.records.has(event.id)
      ? { ...event, record: null, signature: null, salt: null }
      : event
  }

  function optional(event: StoredEvent | undefined): StoredEvent | undefined {
    return event && masked(event)
  }
}

interface Back {
  readonly bodies: Map<string, Erasure>
  readonly records: Map<string, Erasure>
}

/** What the ledger says is erased and the tables hold all the same. */
async function resurrected(backend: Backend, ledger: ErasureLedger, erased: number): Promise<Back> {
  const back: Back = { bodies: new Map(), records: new Map() }
  // The ledger was just brought up to the tables: the same number is the same set.
  if (ledger.entries.length === erased) return back
  for (let from = 0; from < ledger.entries.length; from += 500) {
    const page = ledger.entries.slice(from, from + 500)
    const indexes = [...new Set(page.map((entry) => entry.index))]
    const known = new Map(page.map((entry) => [`${entry.what} ${entry.hidden}`, entry]))
    for (const row of await backend.bodiesAt(indexes)) {
      const entry = known.get(`body ${ledger.hiddenId('body', row.id)}`)
      if (entry && row.erased_at === null) back.bodies.set(row.id, entry)
    }
    for (const row of await backend.eventsAt(indexes)) {
      const entry = known.get(`record ${ledger.hiddenId('record', row.id)}`)
      if (entry && row.redacted_at === null) back.records.set(row.id, entry)
    }
  }
  return back
}

async function erasuresOf(backend: Backend, ledger: ErasureLedger, act: Act) {
  if ((act.erase ?? []).length + (act.redact ?? []).length === 0) return []
  const facts = await backend.lookup({
    ...noNeeds,
    bodies: act.erase ?? [],
    events: act.redact ?? [],
  })
  return [
    ...facts.bodies.map((row) => bodyErasure(ledger, row)),
    ...facts.events.map((row) => recordErasure(ledger, row)),
  ]
}

function bodyErasure(
  ledger: ErasureLedger,
  row: { id: string; event_index: number; erased_at: string | null; erased_by: number | null },
): Erasure {
  const hidden = ledger.hiddenId('body', row.id)
  return { what: 'body', index: row.event_index, by: row.erased_by!, at: row.erased_at!, hidden }
}

function recordErasure(
  ledger: ErasureLedger,
  row: { id: string; index: number; redacted_at: string | null; redacted_by: number | null },
): Erasure {
  const hidden = ledger.hiddenId('record', row.id)
  return { what: 'record', index: row.index, by: row.redacted_by!, at: row.redacted_at!, hidden }
}

function erasedBody({ at, by }: Erasure): StoredBody {
  return { state: 'erased', at: at as Instant, by }
}
