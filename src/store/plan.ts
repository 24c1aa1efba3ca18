import { type Clock, canonical, done, type Json, type Outcome, type Random } from '#base'
import type { Change, Facts, Needs } from './backend.ts'
import { rowText } from './check-act.ts'
import { conflicts } from './conflicts.ts'
import type { Act, NewReceived, RowChange, Settlement } from './contract.ts'
import { leafData } from './leaf.ts'
import { append, type Frontier, leafHash, rootOf, type TileNode } from './merkle.ts'
import type { RowSeal } from './row-seal.ts'
import { type Seals, type Tallied, type Tally, tallyFrom } from './seals.ts'
import { type AnyRow, keyOf, type RowOf } from './tables.ts'
import type { Vault } from './vault.ts'

/** What a plan is made with: no database among it, so planning is the same for each of them. */
export interface PlanTools {
  readonly vault: Vault
  readonly seals: Seals
  readonly rowSeal: RowSeal
  readonly clock: Clock
  readonly random: Random
  /** The signed note for a tree of this size and root. */
  readonly sign: (size: number, root: Uint8Array) => string
}

export function needsOf(acts: readonly Act[]): Needs {
  return {
    streams: unique(
      acts.flatMap((act) => [...act.events, ...(act.expect ?? [])].map((item) => item.stream)),
    ),
    events: unique(acts.flatMap((act) => [...act.events.map((e) => e.id), ...(act.redact ?? [])])),
    bodies: unique(
      acts.flatMap((act) => [...(act.bodies ?? []).map((b) => b.id), ...(act.erase ?? [])]),
    ),
    rows: acts
      .flatMap((act) => [...(act.rows ?? []), ...(act.expectRows ?? [])])
      .map(({ kind, key }) => ({ kind, key })),
    outbox: unique(
      acts.flatMap((act) =>
        [...(act.outgoing ?? []), ...(act.settle ?? [])].map((item) => item.id),
      ),
    ),
    inbox: acts
      .flatMap((act) => [...receivedOf(act), ...(act.answers ?? [])])
      .map(({ sender, id }) => ({ sender, id })),
  }
}

const saltsAtOnce = 16

/** Keys of the rows to write. */
type Touched = Readonly<Record<Exclude<Tallied | 'events', 'rows'>, Set<string>>>

/** The tables as they will stand after the acts admitted so far; each act sees those before it. */
export class Plan {
  readonly versions: Map<string, number>
  readonly eventsById: Map<string, RowOf<'events'>>
  readonly bodies: Map<string, RowOf<'bodies'>>
  readonly #rows: ReadonlyMap<string, RowOf<'rows'>>
  /** Rows as the acts want them; sealed when all acts are in, because many change the same one. */
  readonly #changed = new Map<string, RowChange>()
  readonly outbox: Map<string, RowOf<'outbox'>>
  readonly inbox: Map<string, RowOf<'inbox'>>
  readonly #head: RowOf<'head'>
  readonly #tools: PlanTools
  readonly #tally: Tally
  readonly #touched: Touched = {
    events: new Set<string>(),
    bodies: new Set<string>(),
    outbox: new Set<string>(),
    inbox: new Set<string>(),
  }
  #leaves: Uint8Array[] = []
  #salts: Uint8Array = new Uint8Array()

  constructor(head: RowOf<'head'>, facts: Facts, tools: PlanTools) {
    this.#head = head
    this.#tools = tools
    this.#tally = tallyFrom(head.tally)
    this.versions = new Map(facts.versions)
    this.eventsById = new Map(facts.events.map((row) => [row.id, row]))
    this.bodies = new Map(facts.bodies.map((row) => [row.id, row]))
    this.#rows = new Map(facts.rows.map((row) => [rowKey(row), row]))
    this.outbox = new Map(facts.outbox.map((row) => [row.id, row]))
    this.inbox = new Map(facts.inbox.map((row) => [keyOf('inbox', row), row]))
  }

  /** Takes the act in whole and answers with the index of each of its events, or says why not and takes nothing. */
  admit(act: Act): Outcome<readonly number[]> {
    const conflict = conflicts(this, act)
    if (conflict) return conflict
    const first = this.#head.size + this.#leaves.length
    const indexes = act.events.map((event) => this.#addEvent(event))
    for (const body of act.bodies ?? []) this.#addBody(body, first)
    for (const change of act.rows ?? []) this.#changed.set(rowKey(change), change)
    for (const envelope of act.outgoing ?? []) this.#addOutgoing(envelope, first)
    for (const settlement of act.settle ?? []) this.#settle(settlement)
    for (const received of receivedOf(act))
      this.#addReceived(received, indexes[received.event ?? 0] ?? first)
    for (const answer of act.answers ?? []) this.#answer(answer)
    for (const id of act.erase ?? []) this.#erase(id, first)
    for (const id of act.redact ?? []) this.#redact(id, first)
    return done(indexes)
  }

  /** The data of a row as it stands after the acts admitted so far, as canonical text; undefined where there is none. */
  rowText(place: { readonly kind: string; readonly key: string }): string | undefined {
    const key = rowKey(place)
    const changed = this.#changed.get(key)
    if (changed) return changed.data === null ? undefined : rowText(changed)
    const row = this.#rows.get(key)
    return row && this.#textOf(row)
  }

  /** What is to be written; the head is signed here, once for all admitted acts. */
  change(): Change {
    const grown = append(frontierOf(this.#head), this.#leaves.map(leafHash))
    const put = {
      events: this.#touchedRows('events', this.eventsById),
      nodes: grown.nodes.map((node: TileNode) => ({ ...node })),
      bodies: this.#touchedRows('bodies', this.bodies),
      rows: [...this.#changed.values()].flatMap((change) => this.#sealedRow(change) ?? []),
      outbox: this.#touchedRows('outbox', this.outbox),
      inbox: this.#touchedRows('inbox', this.inbox),
    }
    const drop = [...this.#changed.values()]
      .filter((change) => change.data === null)
      .map(({ kind, key }) => ({ kind, key }))
    return { before: this.#head.seal, head: this.#nextHead(grown.frontier), put, drop }
  }

  #nextHead(frontier: Frontier): RowOf<'head'> {
    const grown = frontier.size > this.#head.size
    const root = grown ? rootOf(frontier) : this.#head.root
    return this.#tools.seals.sealed('head', {
      one: 1,
      size: frontier.size,
      root,
      checkpoint: grown ? this.#tools.sign(frontier.size, root) : this.#head.checkpoint,
      frontier: Buffer.concat(frontier.hashes),
      tally: this.#tally.bytes(),
    })
  }

  #addEvent(event: Act['events'][number]): number {
    const index = this.#head.size + this.#leaves.length
    const version = (this.versions.get(event.stream) ?? 0) + 1
    const salt = this.#salt()
    const leaf = leafData({ salt, record: event.record, signature: event.signature })
    const { id, stream, type, at, actor, record, signature } = event
    this.#put('events', this.eventsById, id, {
      ...{ index, id, stream, version, type, at, actor, record, signature, salt, leaf },
      redacted_at: null,
      redacted_by: null,
    })
    this.versions.set(stream, version)
    this.#leaves.push(leaf)
    return index
  }

  /** One question for randomness serves many: each costs as much as two hashes. */
  #salt(): Uint8Array {
    if (this.#salts.length === 0) this.#salts = this.#tools.random.bytes(32 * saltsAtOnce)
    const salt = this.#salts.slice(0, 32)
    this.#salts = this.#salts.subarray(32)
    return salt
  }

  #addBody(body: NonNullable<Act['bodies']>[number], index: number): void {
    const salt = body.salt ?? this.#tools.random.bytes(32)
    const sealed = this.#tools.vault.seal(body.id, Buffer.concat([salt, body.bytes]))
    const row = { id: body.id, event_index: index, ...sealed, erased_at: null, erased_by: null }
    this.#tally.add('bodies', this.#put('bodies', this.bodies, body.id, row).seal)
  }

  /** Canonical, also where the row was written plain by an early version. */
  #textOf(row: RowOf<'rows'>): string {
    const text = this.#tools.rowSeal.text(row) ?? 'null'
    return row.data === text ? Buffer.from(canonical(JSON.parse(text) as Json)).toString() : text
  }

  #sealedRow(change: RowChange): RowOf<'rows'> | undefined {
    const before = this.#rows.get(rowKey(change))
    if (before) this.#tally.remove('rows', before.seal)
    if (change.data === null) return undefined
    const text = rowText(change)
    const row = this.#tools.seals.sealed('rows', {
      kind: change.kind,
      key: change.key,
      data: this.#tools.rowSeal.sealText(change, Buffer.from(text)),
      due: change.due ?? null,
      sort: change.sort ?? null,
    })
    this.#tools.rowSeal.remember(row, text)
    this.#tally.add('rows', row.seal)
    return row
  }

  #addOutgoing(envelope: NonNullable<Act['outgoing']>[number], index: number): void {
    const row = this.#put('outbox', this.outbox, envelope.id, {
      id: envelope.id,
      recipient: envelope.to,
      bytes: envelope.bytes,
      priority: envelope.priority,
      event_index: index,
      state: 'waiting',
      attempt: 0,
      not_before: envelope.notBefore,
      answer: null,
      error: null,
    })
    this.#tally.add('outbox', row.seal)
  }

  #settle(settlement: Settlement): void {
    const row = this.outbox.get(settlement.id)!
    const { seal: _, state_seal: __, ...plain } = row
    this.#put('outbox', this.outbox, row.id, { ...plain, ...settled(row, settlement) })
  }

  #addReceived(received: NewReceived, index: number): void {
    const { sender, id, digest, answer } = received
    const row = { sender, id, digest, event_index: index, answer: answer ?? null }
    const key = keyOf('inbox', row as AnyRow)
    this.#tally.add('inbox', this.#put('inbox', this.inbox, key, row).seal)
  }

  #answer({ sender, id, answer }: NonNullable<Act['answers']>[number]): void {
    const key = keyOf('inbox', { sender, id })
    const { digest, event_index } = this.inbox.get(key)!
    this.#put('inbox', this.inbox, key, { sender, id, digest, event_index, answer })
  }

  #erase(id: string, by: number): void {
    const row = this.bodies.get(id)!
    if (row.erased_at !== null) return
    this.#tally.remove('bodies', row.seal)
    const erased = this.#put('bodies', this.bodies, id, {
      id,
      event_index: row.event_index,
      cipher: null,
      wrapped: null,
      erased_at: this.#tools.clock.now(),
      erased_by: by,
    })
    this.#tally.add('bodies', erased.seal)
  }

  #redact(id: string, by: number): void {
    const { seal: _, ...row } = this.eventsById.get(id)!
    if (row.redacted_at !== null) return
    this.#put('events', this.eventsById, id, {
      ...row,
      record: null,
      signature: null,
      salt: null,
      redacted_at: this.#tools.clock.now(),
      redacted_by: by,
    })
  }

  #put<N extends keyof Touched>(
    table: N,
    into: Map<string, RowOf<N>>,
    key: string,
    row: Omit<RowOf<N>, 'seal' | 'state_seal'>,
  ): RowOf<N> {
    const sealed = this.#tools.seals.sealed(table, row)
    into.set(key, sealed)
    this.#touched[table].add(key)
    return sealed
  }

  #touchedRows<R>(table: keyof Touched, from: ReadonlyMap<string, R>): R[] {
    return [...this.#touched[table]].map((key) => from.get(key)!)
  }
}

/** The columns of an outgoing envelope after the report. */
export function settled(
  row: Pick<RowOf<'outbox'>, 'not_before'>,
  settlement: Settlement,
): Pick<RowOf<'outbox'>, 'state' | 'not_before' | 'answer' | 'error'> {
  if ('answer' in settlement)
    return { state: 'answered', not_before: row.not_before, answer: settlement.answer, error: null }
  return {
    state: settlement.retryAt === null ? 'given-up' : 'waiting',
    not_before: settlement.retryAt ?? row.not_before,
    answer: null,
    error: settlement.error,
  }
}

export function frontierOf(head: Pick<RowOf<'head'>, 'size' | 'frontier'>): Frontier {
  const hashes: Uint8Array[] = []
  for (let at = 0; at < head.frontier.length; at += 32)
    hashes.push(head.frontier.subarray(at, at + 32))
  return { size: head.size, hashes }
}

/** The envelopes an act receives: none, one or several. */
export function receivedOf({ received }: Act): readonly NewReceived[] {
  if (received === undefined) return []
  return Array.isArray(received) ? received : [received as NewReceived]
}

export function rowKey(row: { readonly kind: string; readonly key: string }): string {
  return JSON.stringify([row.kind, row.key])
}

function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)]
}
