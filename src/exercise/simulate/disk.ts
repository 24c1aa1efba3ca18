import {
  type AnyRow,
  type Backend,
  type Blobs,
  type Change,
  type LedgerFile,
  type MemoryTables,
  memoryBackend,
  memoryBlobs,
  type TableName,
} from '#store'
import type { Agenda } from './agenda.ts'
import type { Draws } from './draws.ts'

/** What becomes of the next write. */
export type WriteFault =
  /** An error, and nothing was written. */
  | 'fails'
  /** An error, and all of it was written. */
  | 'lies'
  /** The machine goes off before the write. */
  | 'off-before'
  /** The machine goes off after the write and before anybody hears of it. */
  | 'off-after'

export interface DiskEvents {
  /** A transaction is on the disk. Called at that very moment, before anybody hears of it. */
  landed(change: Change): void
  /** The erasure ledger has grown to these words. */
  ledgered(text: string): void
  /** What a fault did, for the trace. */
  told(what: string): void
  /** The machine must go off now. */
  off(): void
}

/**
 * The disk of one machine: tables in memory behind a door at which every call waits for its moment. A transaction is
 * on it whole or not at all. What the machine knows of it dies with the machine; the disk stays.
 */
export class Disk {
  readonly blobs: Blobs = memoryBlobs()
  /** The erasure ledger: a file of its own, outside of every backup. */
  erasures = ''
  /** Faults that wait for a write, the first for the next one. */
  readonly faults: WriteFault[] = []
  /** No write succeeds before this moment. */
  fullUntil = -1
  /** Reads that fail, one after the other. */
  readFaults = 0
  readonly #agenda: Agenda
  readonly #draws: Draws
  readonly #events: DiskEvents
  #tables: ReturnType<typeof memoryBackend>
  /** Writes handed over and not yet on the disk, of the machine that runs now. */
  #under: Set<() => Promise<void>> = new Set()
  #machine = 0

  constructor(from: MemoryTables, agenda: Agenda, draws: Draws, events: DiskEvents) {
    this.#tables = memoryBackend(from)
    this.#agenda = agenda
    this.#draws = draws
    this.#events = events
  }

  get tables(): ReadonlyMap<TableName, ReadonlyMap<string, AnyRow>> {
    return this.#tables.tables
  }

  /** What is on it now, as a backup takes it. */
  backup(): MemoryTables {
    return new Map([...this.#tables.tables].map(([name, rows]) => [name, new Map(rows)]))
  }

  /** Puts a backup in the place of what is on it. */
  restore(backup: MemoryTables): void {
    this.#tables = memoryBackend(backup)
  }

  /** The machine loses its power. Of the writes that were under way each one reached the disk or did not. */
  async powerLost(): Promise<void> {
    this.#machine++
    const under = [...this.#under]
    this.#under = new Set()
    // They were handed over in this order, and the disk takes none before the one that it builds upon.
    for (const write of under) {
      if (this.#draws.oneIn(2)) return
      await write()
    }
  }

  /** The disk as the machine that is switched on now sees it. */
  attach(): Backend {
    const machine = this.#machine
    const on = () => machine === this.#machine
    return new Proxy(this.#tables, {
      get: (tables, name, receiver) => {
        const value: unknown = Reflect.get(tables, name, receiver)
        if (typeof value !== 'function' || name === 'close') return value
        const call = value as (...args: unknown[]) => Promise<unknown>
        if (name === 'apply' || name === 'claim')
          return (...args: unknown[]) =>
            this.#write(on, () => call.apply(tables, args), name === 'apply' ? args[0] : undefined)
        return (...args: unknown[]) => this.#read(on, () => call.apply(tables, args))
      },
    })
  }

  /** The file of the erasure ledger as the machine that is switched on now sees it. */
  ledger(): LedgerFile {
    const machine = this.#machine
    const on = () => machine === this.#machine
    return {
      path: 'erasures',
      read: async () => (await this.#read(on, async () => this.erasures)) as string,
      write: async (text, from) => {
        const land = async () => {
          this.erasures = this.erasures.slice(0, from) + text
          this.#events.ledgered(this.erasures)
        }
        await this.#write(on, land, undefined)
      },
    }
  }

  #read(on: () => boolean, work: () => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#agenda.after(this.#draws.below(3), () => {
        if (!on()) return
        if (this.readFaults > 0) {
          this.readFaults--
          this.#events.told('the disk could not be read')
          reject(new Error('input/output error'))
          return
        }
        work().then(resolve, reject)
      })
    })
  }

  #write(on: () => boolean, work: () => Promise<unknown>, change: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const land = async () => {
        const value = await work()
        if (change !== undefined) this.#events.landed(change as Change)
        return value
      }
      const late = async () => {
        await land().catch(() => {})
      }
      this.#under.add(late)
      const lands = () => {
        if (!on()) return
        this.#under.delete(late)
        const fault = this.faults.shift()
        const full = this.#agenda.now < this.fullUntil
        if (fault === 'off-before') {
          this.#events.told('the power went before the write')
          this.#events.off()
        } else if (full || fault === 'fails') {
          this.#events.told(full ? 'the disk is full' : 'the write failed')
          reject(new Error(full ? 'no space left on device' : 'input/output error'))
        } else
          land().then((value) => {
            if (fault === 'off-after') {
              this.#events.told('the power went after the write')
              this.#events.off()
            } else if (fault === 'lies') {
              this.#events.told('the write was kept and reported as failed')
              reject(new Error('input/output error'))
            } else
              this.#agenda.after(this.#draws.below(3), () => {
                if (on()) resolve(value)
              })
          }, reject)
      }
      this.#agenda.after(this.#draws.between(1, 20), lands)
    })
  }
}
