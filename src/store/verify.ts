import { isDigest } from '#base'
import { type Checkpoint, parseCheckpoint, signedBy } from './checkpoint.ts'
import type { Store } from './contract.ts'
import { bodyCommitment, leafData } from './leaf.ts'
import { append, emptyFrontier, type Frontier, leafHash, rootOf, same } from './merkle.ts'
import { openSeals, type Seals, type Tallied, type Tally, tallied, tallyFrom } from './seals.ts'
import { type AnyRow, keyOf, type RowOf, type TableName } from './tables.ts'
import { type Kek, openVault, type Vault } from './vault.ts'

export interface VerifyOptions {
  readonly origin: string
  readonly headKey: Uint8Array
  /** Without it seals and bodies stay unchecked, and the report says so: an outsider has no such key. */
  readonly kek?: Kek
  /** What a record says of itself, to be compared with the columns beside it; undefined: it cannot be read. */
  readonly describe?: (record: Uint8Array) => Partial<Described> | undefined
  /** The bodies a record commits to; see `bodyCommitment`. */
  readonly commitments?: (
    record: Uint8Array,
  ) => readonly { readonly body: string; readonly commitment: Uint8Array }[]
  /** What is wrong with the signature of a record, in a few words, or undefined. */
  readonly signature?: (event: {
    readonly actor: string
    readonly at: string
    readonly record: Uint8Array
    readonly signature: Uint8Array
  }) => string | undefined
  readonly progress?: (done: number, total: number) => void
}

export interface Described {
  readonly id: string
  readonly stream: string
  readonly type: string
  readonly at: string
  readonly actor: string
}

export interface Finding {
  readonly table: TableName | 'blobs' | 'database'
  /** Index of an event, id or key of anything else; absent when the table as a whole is meant. */
  readonly id?: string | number
  /** A sentence that says where and what. */
  readonly text: string
}

export interface Verification {
  /** Recomputed from the records, whatever the head says. */
  readonly size: number
  readonly root: Uint8Array
  /** Rows looked at, per table. */
  readonly checked: Readonly<Record<TableName, number>>
  /** Files of large content, opened to the end. */
  readonly files: number
  readonly redacted: number
  readonly erased: number
  readonly findings: readonly Finding[]
  /** What could not be checked, and why. */
  readonly unchecked: readonly string[]
}

/**
 * Re-hashes every record, recomputes every leaf, derives the root again and holds everything stored against
 * it: consistency proofs alone would say nothing about the data. The node may go on writing: only for the
 * last part (events since the start, tables) its writer is held back.
 */
export async function verify(store: Store, options: VerifyOptions): Promise<Verification> {
  const check = new Check(store, options)
  await check.events((await store.head()).size)
  await store.pause(async () => {
    await check.head()
    await check.events()
    await check.tree()
    for (const table of tallied) await check.table(table)
    check.tally()
    await check.database()
  })
  await check.files()
  return check.report()
}

class Check {
  readonly #store: Store
  readonly #options: VerifyOptions
  readonly #seals: Seals | undefined
  readonly #vault: Vault | undefined
  readonly #findings: Finding[] = []
  readonly #checked = {
    ...{ head: 0, events: 0, nodes: 0, bodies: 0, rows: 0, outbox: 0, inbox: 0 },
  }
  readonly #nodes = new Map<string, Uint8Array>()
  readonly #versions = new Map<string, number>()
  readonly #commitments = new Map<string, { commitment: Uint8Array; index: number }[]>()
  readonly #tally: Tally = tallyFrom(undefined)
  #frontier: Frontier = emptyFrontier
  readonly #redactions: { index: number; by: number | null }[] = []
  #lastEvent: string | undefined
  #head: RowOf<'head'> | undefined
  #files = 0
  #redacted = 0
  #erased = 0

  constructor(store: Store, options: VerifyOptions) {
    this.#store = store
    this.#options = options
    this.#seals = options.kek && openSeals(options.kek)
    // Nothing is sealed here, so nothing random is ever asked for.
    this.#vault = options.kek && openVault(options.kek, { bytes: () => new Uint8Array() })
  }

  async head(): Promise<void> {
    for await (const page of this.#pages('head')) for (const row of page) this.#head = row
    if (this.#checked.head !== 1)
      this.#find('head', undefined, `there are ${this.#checked.head} heads, a log has one`)
    if (!this.#head) return
    this.#sealOf('head', 'size', this.#head)
    const note = parseCheckpoint(this.#head.checkpoint)
    const wrong = note ? this.#noteWrong(note, this.#head) : 'is not a signed checkpoint'
    if (wrong) this.#find('head', undefined, `the checkpoint ${wrong}`)
  }

  #noteWrong(note: Checkpoint, head: RowOf<'head'>): string | undefined {
    const { origin, headKey } = this.#options
    if (note.origin !== origin) return `is of ${note.origin}, not of ${origin}`
    if (note.size !== head.size) return `says ${note.size} entries, the head says ${head.size}`
    if (!same(note.root, head.root)) return 'and the head give different roots'
    return signedBy(note, origin, headKey) ? undefined : `is not signed by the key of ${origin}`
  }

  /** Takes up where it stopped; without `until` to the end of the table. */
  async events(until = Number.POSITIVE_INFINITY): Promise<void> {
    let next = this.#frontier.size
    for await (const page of this.#pages('events', this.#lastEvent, until)) {
      for (const row of page) {
        if (row.index !== next)
          this.#find('events', row.index, `event ${row.index} stands where ${next} is expected`)
        next = row.index + 1
        this.#event(row)
      }
      this.#grow(page.map((row) => leafHash(row.leaf)))
      const last = page.at(-1)
      if (last) this.#lastEvent = keyOf('events', last)
    }
  }

  #grow(leaves: readonly Uint8Array[]): void {
    const { frontier, nodes } = append(this.#frontier, leaves)
    this.#frontier = frontier
    for (const node of nodes) this.#nodes.set(`${node.level}/${node.index}`, node.hash)
    this.#options.progress?.(frontier.size, Math.max(frontier.size, this.#head?.size ?? 0))
  }

  #event(row: RowOf<'events'>): void {
    const say = (text: string) => this.#find('events', row.index, `event ${row.index} ${text}`)
    this.#sealOf('events', row.index, row)
    const version = (this.#versions.get(row.stream) ?? 0) + 1
    if (row.version !== version)
      say(`is number ${row.version} of ${row.stream}, number ${version} is expected`)
    this.#versions.set(row.stream, row.version)
    if (row.redacted_at !== null) {
      this.#redacted++
      if (row.record || row.signature || row.salt) say('is marked redacted but still has content')
      this.#redactions.push({ index: row.index, by: row.redacted_by })
      return
    }
    const { record, signature, salt } = row
    if (!record || !signature || !salt) {
      say('lacks its record and is not marked redacted')
      return
    }
    if (salt.length !== 32 || !same(leafData({ record, signature, salt }), row.leaf))
      say(`(${row.id}) has a record that does not lead to its leaf`)
    try {
      this.#askAbout(row, record, signature)
    } catch {
      say(`(${row.id}) has a record that cannot be read`)
    }
  }

  /** The callbacks may throw on bytes that are no longer what they were. */
  #askAbout(row: RowOf<'events'>, record: Uint8Array, signature: Uint8Array): void {
    const { actor, at, id, index } = row
    this.#recordSays(row, record)
    const wrong = this.#options.signature?.({ actor, at, record, signature })
    if (wrong)
      this.#find(
        'events',
        index,
        `event ${index} (${id}) has a signature that does not hold: ${wrong}`,
      )
    for (const { body, commitment } of this.#options.commitments?.(record) ?? []) {
      const known = this.#commitments.get(body) ?? []
      this.#commitments.set(body, [...known, { commitment, index }])
    }
  }

  #recordSays(row: RowOf<'events'>, record: Uint8Array): void {
    if (!this.#options.describe) return
    const said = this.#options.describe(record)
    if (!said) throw new TypeError('the record cannot be read')
    for (const field of ['id', 'stream', 'type', 'at', 'actor'] as const)
      if (said[field] !== undefined && said[field] !== row[field])
        this.#find(
          'events',
          row.index,
          `event ${row.index} is filed with ${field} ${row[field]}, its record says ${said[field]}`,
        )
  }

  async tree(): Promise<void> {
    const head = this.#head
    for (const { index, by } of this.#redactions)
      if (!this.#follows(by, index))
        this.#find(
          'events',
          index,
          `event ${index} is marked redacted without an event that ordered it`,
        )
    if (head && head.size !== this.#frontier.size)
      this.#find(
        'events',
        undefined,
        `the log holds ${this.#frontier.size} events, its head was signed over ${head.size}`,
      )
    if (head && !same(head.root, rootOf(this.#frontier)))
      this.#find('head', undefined, 'the root of the records is not the root that was signed')
    if (head && !same(head.frontier, Buffer.concat(this.#frontier.hashes)))
      this.#find('head', undefined, 'the frontier of the head is not that of the records')
    for await (const page of this.#pages('nodes'))
      for (const { level, index, hash } of page) {
        const key = `${level}/${index}`
        const expected = this.#nodes.get(key)
        if (!expected || !same(expected, hash))
          this.#find('nodes', key, `the hash ${key} of the tree does not follow from the records`)
        this.#nodes.delete(key)
      }
    for (const key of this.#nodes.keys())
      this.#find('nodes', key, `the hash ${key} of the tree is missing`)
  }

  async table(table: Tallied): Promise<void> {
    for await (const page of this.#pages(table)) for (const row of page) this.#row(table, row)
    if (table !== 'bodies') return
    for (const [id, [first]] of this.#commitments)
      this.#find('bodies', id, `the body ${id}, committed to by event ${first!.index}, is missing`)
  }

  #row<N extends Tallied>(table: N, row: RowOf<N>): void {
    const { kind, key, id: ownId, event_index: index, digest } = row as AnyRow
    const id = table === 'rows' ? `${kind} ${key}` : String(ownId)
    this.#sealOf(table, id, row)
    this.#tally.add(table, row.seal)
    if (index !== undefined && Number(index) >= this.#frontier.size)
      this.#find(table, id, `${table} ${id} names event ${index}, which is not there`)
    if (table === 'bodies') this.#body(row as unknown as RowOf<'bodies'>)
    if (table === 'inbox' && !isDigest(digest))
      this.#find(table, id, `${table} ${id} has no readable digest`)
  }

  #body(row: RowOf<'bodies'>): void {
    const say = (text: string) => this.#find('bodies', row.id, `the body ${row.id} ${text}`)
    const commitments = this.#commitments.get(row.id) ?? []
    this.#commitments.delete(row.id)
    if (row.erased_at !== null) {
      this.#erased++
      if (row.cipher || row.wrapped) say('is marked erased but still has content')
      if (!this.#follows(row.erased_by, row.event_index))
        say('is marked erased without an event that ordered it')
      return
    }
    const { cipher, wrapped } = row
    if (!cipher || !wrapped) {
      say('lacks its content and is not marked erased')
      return
    }
    if (!this.#vault) return
    const opened = this.#vault.open(row.id, { cipher, wrapped })
    if (!opened || opened.length < 32) {
      say('cannot be opened')
      return
    }
    if (commitments.length === 0) return
    const commitment = bodyCommitment(opened.subarray(0, 32), opened.subarray(32))
    for (const committed of commitments)
      if (!same(committed.commitment, commitment))
        say(`is not the one that event ${committed.index} commits to`)
  }

  /** What a scan does not meet: the indexes, by which everything is looked up. */
  async database(): Promise<void> {
    for (const wrong of await this.#store.damage())
      this.#find('database', undefined, `the database is damaged: ${wrong}`)
  }

  /** Every file of large content opened to its last chunk. */
  async files(): Promise<void> {
    for await (const { file, wrong } of this.#store.blobs.check()) {
      this.#files++
      if (wrong !== undefined) this.#find('blobs', file, `the file ${file} ${wrong}`)
    }
  }

  tally(): void {
    if (!this.#seals || !this.#head) return
    const told = tallyFrom(this.#head.tally)
    for (const table of tallied) {
      if (told.count(table) !== this.#tally.count(table))
        this.#find(
          table,
          undefined,
          `${table} has ${this.#tally.count(table)} rows, the head counts ${told.count(table)}`,
        )
      else if (told.sum(table) !== this.#tally.sum(table))
        this.#find(table, undefined, `${table} has other rows than the head was sealed over`)
    }
  }

  report(): Verification {
    const { kek, describe, commitments, signature } = this.#options
    const unchecked = [
      kek ? undefined : 'seals of rows and content of bodies: no key-encryption key was given',
      signature ? undefined : 'signatures of the events: nobody said how to check them',
      describe ? undefined : 'what records say of themselves: nobody said how to read them',
      commitments ? undefined : 'commitments to bodies: nobody said how to read them',
    ]
    return {
      size: this.#frontier.size,
      root: new Uint8Array(rootOf(this.#frontier)),
      checked: this.#checked,
      files: this.#files,
      redacted: this.#redacted,
      erased: this.#erased,
      findings: this.#findings,
      unchecked: unchecked.filter((item) => item !== undefined),
    }
  }

  #follows(by: number | null, index: number): boolean {
    return by !== null && by >= index && by < this.#frontier.size
  }

  #sealOf(table: TableName, id: string | number, row: AnyRow): void {
    const broken = this.#seals?.broken(table, row) ?? []
    if (broken.length === 0) return
    const which = table === 'head' ? 'the head' : `${table} ${id}`
    this.#find(table, id, `${which} was changed after it was sealed (${broken.join(', ')})`)
  }

  #find(table: Finding['table'], id: string | number | undefined, text: string): void {
    this.#findings.push(id === undefined ? { table, text } : { table, id, text })
  }

  async *#pages<N extends TableName>(
    table: N,
    from?: string,
    until = Number.POSITIVE_INFINITY,
  ): AsyncGenerator<readonly RowOf<N>[]> {
    let after = from
    do {
      const left = until - this.#checked[table]
      if (left <= 0) return
      const page = await this.#store.scan(table, after, Math.min(500, left))
      this.#checked[table] += page.rows.length
      yield page.rows as unknown as readonly RowOf<N>[]
      after = page.next
    } while (after !== undefined)
  }
}
