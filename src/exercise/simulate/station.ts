import { instant, type Outcome } from '#base'
import { type Node, type NodeCommand, type NodeOptions, type Observation, openNode } from '#node'
import { type Change, keepStore, type MemoryTables, type WitnessPolicy, withErasures } from '#store'
import type { Agenda } from './agenda.ts'
import { Book, nextDueOf } from './book.ts'
import { Disk } from './disk.ts'
import type { Answer } from './door.ts'
import { Draws } from './draws.ts'
import { begins, type Member } from './members.ts'

/** How files of partners are drawn in. */
export type Pull = NonNullable<NodeOptions['pull']>

/** What a station asks of the simulation around it. */
export interface Around {
  readonly seed: number
  readonly agenda: Agenda
  tell(where: string, what: string): void
  landed(station: Station, change: Change): void
  observed(station: Station, observation: Observation): void
  /** Whose cosignatures a log needs before letters leave; undefined: nobody's. */
  witnesses(of: string): WitnessPolicy | undefined
  /** Who stamps the heads of its log; undefined: nobody. */
  stamps(): Pick<NodeOptions, 'timestampAuthorities' | 'askAuthority'> | undefined
  call(from: Station, url: string, bytes?: Uint8Array): Promise<Answer>
  pull(from: Station, ...asked: Parameters<Pull>): ReturnType<Pull>
}

type Standing = 'off' | 'starting' | 'on'

/** Seconds between a failure and the moment at which somebody switches the node on again. */
const repair = { least: 5, most: 600 } as const

/**
 * One authority: a machine, its disk and its clock. The node on it is the real one. A machine that goes off leaves every
 * promise of its node where it stands; what comes after is a new node on the same disk.
 */
export class Station {
  readonly member: Member
  readonly disk: Disk
  readonly draws: Draws
  /** The file and the keys of its node, as its operator changed them. */
  made: Member['made']
  readonly #around: Around
  standing: Standing = 'off'
  node: Node | undefined
  /** Counts the times the machine was switched on. */
  machine = 0
  /** Milliseconds by which its clock is wrong. */
  skew = 0
  /** Somebody has seen that its disk is not the newest: it stays off until it has a better one. */
  retired = false
  book: Book
  /** Bodies that were erased here, by their ids; with the ledger they are erased for ever. */
  readonly erased = new Set<string>()
  readonly #erasing = new Set<string>()
  /** Until then it has something to do of which no row tells: its next tick does it. */
  stirredUntil = 0
  /** Partners that were let to ask blindly. */
  readonly opened = new Set<string>()
  #ticking = false
  /** Ticks since the log grew. */
  #still = 0
  #tickAt = Number.POSITIVE_INFINITY

  constructor(member: Member, around: Around) {
    this.member = member
    this.made = member.made
    this.#around = around
    this.draws = new Draws(around.seed, `station ${member.id}`)
    this.book = Book.of(member.id, member.tables)
    this.disk = new Disk(
      member.tables,
      around.agenda,
      new Draws(around.seed, `disk ${member.id}`),
      {
        landed: (change) => {
          around.landed(this, change)
          for (const { id, erased_at } of change.put.bodies)
            if (erased_at !== null) this.#erasing.add(id)
          if (change.put.events.length > 0) this.#still = 0
          this.plan()
        },
        ledgered: () => {
          for (const id of this.#erasing) this.erased.add(id)
        },
        told: (what) => around.tell(this.id, what),
        off: () => void this.off('the power went'),
      },
    )
  }

  get id(): string {
    return this.member.id
  }

  /** Nobody waits for its node at this moment. */
  get isIdle(): boolean {
    return !this.#ticking
  }

  /** Its own idea of the time. */
  get clockNow(): number {
    return begins + this.#around.agenda.now + this.skew
  }

  /** Switches the machine on; the node answers once it has read its disk. */
  on(): void {
    if (this.standing !== 'off' || this.retired) return
    this.standing = 'starting'
    const machine = ++this.machine
    const mine = () => this.machine === machine && this.standing !== 'off'
    const { agenda } = this.#around
    const backend = this.disk.attach()
    const ledger = this.disk.ledger()
    const witnessPolicy = this.#around.witnesses(this.id)
    openNode({
      dir: '',
      made: this.made,
      clock: { now: () => instant(this.clockNow) },
      random: new Draws(this.#around.seed, `randomness of ${this.id}, start ${machine}`),
      elapsed: () => agenda.now,
      storage: async (options) =>
        withErasures(
          await keepStore(backend, this.disk.blobs, options),
          backend,
          ledger,
          options.kek,
        ),
      post: (url, bytes) => this.#around.call(this, url, bytes),
      get: (url) => this.#around.call(this, url),
      pull: (url, headers) => this.#around.pull(this, url, headers),
      ...this.#around.stamps(),
      ...(witnessPolicy === undefined ? {} : { witnessPolicy }),
      observe: (observation) => {
        if (mine()) this.#around.observed(this, observation)
      },
    }).then(
      (node) => {
        if (!mine()) return
        this.node = node
        this.standing = 'on'
        this.#around.tell(this.id, `the node is open, log of ${this.book.size}`)
        this.tickIn(0)
      },
      (error: unknown) => {
        if (mine()) void this.fault('could not be opened', error)
      },
    )
  }

  /** The machine goes off, wherever the node stands, and on again after so many seconds. */
  async off(why: string, seconds?: number): Promise<void> {
    if (this.standing === 'off') return
    this.standing = 'off'
    this.node = undefined
    this.#ticking = false
    this.#tickAt = Number.POSITIVE_INFINITY
    this.#around.tell(this.id, `off: ${why}`)
    await this.disk.powerLost()
    const pause = seconds ?? this.draws.between(repair.least, repair.most)
    this.#around.agenda.after(pause * 1000, () => this.on())
  }

  /** A node that met a fault of its disk writes no more; its operator switches it off and on. */
  async fault(where: string, error: unknown): Promise<void> {
    await this.off(`${where}: ${error instanceof Error ? error.message : String(error)}`)
  }

  /** An officer's act. Undefined when the machine went off before there was an answer, or met a fault. */
  async handle(
    actor: string,
    command: NodeCommand,
  ): Promise<Outcome<{ readonly id: string; readonly index: number }> | undefined> {
    return this.tries('an act was not kept', (node) => node.handle(actor, command))
  }

  /** Work on the node. Undefined when the machine went off before there was an answer, or met a fault. */
  async tries<T>(what: string, work: (node: Node) => Promise<T>): Promise<T | undefined> {
    const { node, machine } = this
    if (node === undefined) return undefined
    try {
      const done = await work(node)
      return machine === this.machine ? done : undefined
    } catch (error) {
      if (machine === this.machine) await this.fault(what, error)
      return undefined
    }
  }

  /** Something came of which the next tick makes more, as a correction that is to be passed on. */
  stir(): void {
    this.stirredUntil = this.#around.agenda.now + 20_000
    this.tickIn(5000)
  }

  /** Ticks after so many milliseconds, or earlier when it was going to. */
  tickIn(milliseconds: number): void {
    const at = this.#around.agenda.now + milliseconds
    if (at >= this.#tickAt) return
    this.#tickAt = at
    const { machine } = this
    this.#around.agenda.after(milliseconds, () => {
      if (this.#tickAt !== at || machine !== this.machine) return
      this.#tickAt = Number.POSITIVE_INFINITY
      this.#tick()
    })
  }

  #tick(): void {
    const { node, machine } = this
    if (node === undefined) return
    if (this.#ticking) {
      this.tickIn(1000)
      return
    }
    this.#ticking = true
    this.#still++
    node.tick().then(
      () => {
        if (machine !== this.machine) return
        this.#ticking = false
        this.plan()
      },
      (error: unknown) => {
        if (machine === this.machine) void this.fault('a tick', error)
      },
    )
  }

  /**
   * A running node ticks every five seconds. Most of these ticks find nothing to do, so the simulation leaves them out:
   * the next one is at the moment at which something on the disk falls due, by the node's own clock.
   */
  plan(): void {
    if (this.standing !== 'on') return
    const due = nextDueOf(this.disk.tables, instant(this.clockNow))
    // Where ticks bring nothing about (a partner is down), they become rarer, as far as once in a minute.
    const soon = Math.min(60_000, 1000 * 2 ** Math.min(10, this.#still))
    if (due !== undefined) this.tickIn(Math.max(soon, Date.parse(due) - this.clockNow + 1000))
    // A head that has grown goes to the witnesses with one of the next ticks.
    if (this.#around.witnesses(this.id) !== undefined && this.#still < 8) this.tickIn(soon)
  }

  /** Yesterday's backup in the place of the disk; the machine must be off. */
  restore(backup: MemoryTables): void {
    this.disk.restore(backup)
    this.book = Book.of(this.id, backup)
  }
}
