import type { Observation } from '#node'
import type { Change } from '#store'
import { Adversary } from './adversary.ts'
import { Agenda } from './agenda.ts'
import { checkLanded } from './check-landed.ts'
import { askBlind, type Blind, showsSubject } from './desk-blind.ts'
import { correct, passOn } from './desk-corrections.ts'
import { believe, changeKey, knownVersion, type NewCard } from './desk-keys.ts'
import { fileToMatter, letGo, suspend } from './desk-work.ts'
import type { Answer } from './door.ts'
import { Draws } from './draws.ts'
import { type Broken, broken } from './invariants.ts'
import { begins, type Member, membersOf } from './members.ts'
import { canary, intentAt } from './officers.ts'
import { type Act, type Fault, isWireFault, type Plan } from './plan.ts'
import { type Stamper, Stamps } from './stamps.ts'
import { type Around, Station } from './station.ts'
import { Names, type TraceLine } from './trace.ts'
import { Wire, type WireFault } from './wire.ts'

/** What happened in one simulation, in figures. */
export interface Figures {
  readonly steps: number
  readonly acts: number
  readonly refused: number
  readonly letters: number
  readonly starts: number
  readonly alarms: number
  readonly records: number
}

/** Days of undisturbed time within which everything must have arrived. */
const calmDays = 3

/** Several nodes in one process, and everything between them. Made by a plan and by nothing else. */
export class Simulation {
  readonly plan: Plan
  readonly agenda = new Agenda()
  readonly names = new Names()
  readonly lines: TraceLine[] = []
  readonly stations = new Map<string, Station>()
  readonly wire: Wire
  readonly counts = { acts: 0, refused: 0, letters: 0, starts: 0, alarms: 0 }
  /** Nodes whose own account does not count any more: hostile ones, and those that were set back. */
  readonly suspects = new Set<string>()
  /** Items of partners that went into documents for somebody else, by the station that passed them on. */
  readonly onward = new Map<string, { readonly item: string; readonly stream: string }[]>()
  /** Corrections of which a station said that it could not pass them on. */
  readonly byHand = new Map<string, number>()
  /** Blind questions that were asked. */
  readonly blind: Blind[] = []
  blindly = false
  /** Cards that honest stations do not know yet, once nothing fails any more. */
  cardsUnknown = 0
  /** Later versions of cards, oldest first, by authority. */
  readonly cards = new Map<string, readonly NewCard[]>()
  broken: Broken | undefined
  /** Nodes that were set back to a backup, with the size of the log that a witness had cosigned by then. */
  readonly setBack = new Map<
    string,
    { readonly cosigned: number; readonly left: number; noticed: boolean }
  >()
  readonly #adversary: Adversary | undefined
  readonly #cosigned = new Map<string, number>()

  /** Who stamps the heads of the logs; nobody where none is given. */
  readonly stamper: Stamper | undefined
  readonly #stamps: Stamps | undefined

  private constructor(plan: Plan, members: readonly Member[], stamper: Stamper | undefined) {
    this.plan = plan
    this.stamper = stamper
    if (stamper !== undefined)
      this.#stamps = new Stamps(this.agenda, stamper, plan.seed, () => begins + this.agenda.now)
    for (const member of members)
      this.stations.set(member.id, new Station(member, this.#around(member)))
    const last = this.#at(plan.nodes - 1)
    if (plan.faults.some((f) => f.kind === 'hostile')) {
      this.suspects.add(last.id)
      this.#adversary = new Adversary(last, {
        seed: plan.seed,
        stations: this.stations,
        tell: (where, what) => this.tell(where, what),
        breaks: (found) => this.breaks(found),
      })
    }
    this.wire = new Wire(this.agenda, new Draws(plan.seed, 'wire'), this.stations, {
      tell: (where, what) => this.tell(where, what),
      arrived: (to, from, bytes) => {
        if (bytes === undefined) return
        this.counts.letters++
        if (this.blindly && showsSubject(bytes))
          this.breaks(broken('blind-same', from, 'the wire shows who is asked about'))
        if (isLetter(bytes)) this.#adversary?.hears({ from, to: to.id, bytes })
      },
      answers: (from, to, request, answer) => this.#answers(from, to, request, answer),
    })
  }

  static async of(plan: Plan, stamper?: Stamper): Promise<Simulation> {
    return new Simulation(plan, await membersOf(plan.nodes, plan.wide), stamper)
  }

  #around({ policy }: Member): Around {
    return {
      seed: this.plan.seed,
      agenda: this.agenda,
      tell: (where, what) => this.tell(where, what),
      landed: (station, change) => this.#landed(station, change),
      observed: (station, observation) => this.#observed(station, observation),
      call: (from, url, bytes) => this.wire.call(from, url, bytes),
      pull: (from, ...asked) => this.wire.pull(from, ...asked),
      stamps: () => this.#stamps?.options,
      witnesses: () => (this.plan.witnesses ? policy : undefined),
    }
  }

  /** The node that wrote a record. */
  nodeOf(record: string): string | undefined {
    for (const { book } of this.stations.values()) {
      const found = book.ids.get(record)
      if (found !== undefined) return found.node
    }
    return undefined
  }

  get hostile(): string | undefined {
    return this.#adversary?.id
  }

  /** What the hostile partner said and signed about each envelope. */
  get said(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#adversary?.said ?? new Map()
  }

  tell(where: string, what: string): void {
    this.lines.push({ at: this.agenda.now, where, what })
  }

  get honest(): readonly Station[] {
    return [...this.stations.values()].filter((s) => !this.suspects.has(s.id))
  }

  get figures(): Figures {
    const records = [...this.stations.values()].reduce((sum, s) => sum + s.book.size, 0)
    return { steps: this.agenda.steps, ...this.counts, records }
  }

  breaks(found: Broken | undefined): void {
    if (found === undefined || this.broken !== undefined) return
    this.broken = found
    this.tell(found.where, `BROKEN ${found.invariant}: ${found.why}`)
  }

  /** Runs the whole plan; `broken` says afterwards what did not hold. */
  async run(): Promise<void> {
    for (const station of this.stations.values()) station.on()
    this.wire.faults = this.plan.faults.flatMap((fault) => this.#wireFaults(fault))
    for (const fault of this.plan.faults) this.#schedule(fault)
    for (const act of this.plan.acts) this.agenda.after(act.at + 1000, () => void this.#act(act))
    const end = this.plan.hours * 3_600_000 + 60_000
    this.agenda.after(end, () => {})
    await this.#until(() => this.agenda.now >= end)
    if (this.broken !== undefined) return
    this.#calm()
    this.agenda.after(60_000, () => {})
    const calm = this.agenda.now
    await this.#until(
      () =>
        this.agenda.now >= calm + 60_000 &&
        ((this.#allOn() && this.#quiet()) || this.#tooLong(calm)),
    )
  }

  async #until(over: () => boolean): Promise<void> {
    while (this.broken === undefined && !over()) if (!(await this.agenda.step())) return
  }

  /** All faults end, all clocks are put right, all machines are on. */
  #calm(): void {
    this.tell('all', 'from here on nothing fails')
    this.wire.faults = []
    if (this.#stamps !== undefined) this.#stamps.calm = true
    for (const station of this.stations.values()) {
      station.skew = 0
      station.disk.faults.length = 0
      station.disk.readFaults = 0
      station.disk.fullUntil = -1
      if (station.standing === 'off') station.on()
      else station.tickIn(0)
    }
    this.#spreadCards()
  }

  /** People tell every partner of the newest cards, until all of them know. */
  #spreadCards(): void {
    const waiting = [...this.stations.values()].flatMap((at) =>
      [...this.cards].flatMap(([of, versions]) =>
        at.id !== of && !at.retired && knownVersion(at, of) < versions.at(-1)!.version
          ? [{ at, of }]
          : [],
      ),
    )
    this.cardsUnknown = waiting.filter(({ at }) => !this.suspects.has(at.id)).length
    if (waiting.length === 0) return
    for (const { at, of } of waiting) void believe(this, at, of)
    this.agenda.after(20_000, () => this.#spreadCards())
  }

  /** A disk that is replaced in the calm keeps its machine off for a minute. */
  #allOn(): boolean {
    return [...this.stations.values()].every((station) => station.standing === 'on')
  }

  #tooLong(calm: number): boolean {
    return this.agenda.now > calm + calmDays * 86_400_000
  }

  /** Every node is open and no letter between honest nodes is on its way. */
  #quiet(): boolean {
    return this.honest.every(
      (s) =>
        s.standing === 'on' &&
        this.#waiting(s).length === 0 &&
        this.filesUnderway(s) === 0 &&
        this.cardsUnknown === 0 &&
        this.agenda.now >= s.stirredUntil &&
        s.isIdle,
    )
  }

  #waiting(station: Station): readonly string[] {
    return [...(station.disk.tables.get('outbox')?.values() ?? [])]
      .filter((row) => row.state === 'waiting' || row.state === 'claimed')
      .map((row) => row.recipient as string)
      .filter((to) => !this.suspects.has(to))
  }

  /** Files that a letter announced and that are not whole here, or of which the sender was not told. */
  filesUnderway({ disk }: Station): number {
    // A liar sends no file, or another one, for ever; the rows do not say plainly whose file it is.
    if (this.suspects.size > 0) return 0
    return [...(disk.tables.get('rows')?.values() ?? [])].filter(
      ({ kind, due }) =>
        /^(attachment|attachment-untold|erasure-untold)$/.test(String(kind)) && due !== null,
    ).length
  }

  /** Letters that are still on their way between honest nodes, as `XV-FIU>XN-FIU`. */
  get undelivered(): readonly string[] {
    return this.honest.flatMap((s) => this.#waiting(s).map((to) => `${s.id}>${to}`))
  }

  async #act(act: Act, only?: string): Promise<void> {
    const station = this.#at(act.node)
    if (station.node === undefined) return
    const peers = [...this.stations.keys()].filter((id) => id !== station.id)
    const { desk, ...step } = act
    if (desk === 'suspension') return suspend(this, station, act, peers)
    if (desk === 'onward') return passOn(this, act)
    if (desk === 'blind') return askBlind(this, station, act, peers)
    if (desk === 'keys') return changeKey(this, station, act)
    if (desk === 'correction') return correct(this, station, act)
    if (desk === 'erasure') return letGo(this, act)
    if (desk === 'file') {
      const stream = await fileToMatter(this, station, act)
      return this.#act(step, stream)
    }
    const intent = intentAt(station, act.pick, peers, only)
    if (intent === undefined) return
    this.counts.acts++
    const who = intent.actor.slice(intent.actor.indexOf('/') + 1)
    const { machine } = station
    const handled = await station.handle(intent.actor, intent.command)
    if (handled === undefined || machine !== station.machine) return
    if (!handled.ok) {
      this.counts.refused++
      this.tell(station.id, `${who}, ${intent.step}: refused, ${handled.refusal.name}`)
      this.#noNames(station, JSON.stringify(handled.refusal))
      return
    }
    const { id, index } = handled.value
    this.tell(station.id, `${who}, ${intent.step} in ${this.names.matter(id)}: entry ${index}`)
    if (station.book.entries[index]?.stream !== `matter/${id}`)
      this.breaks(
        broken('kept-before-said', station.id, `entry ${index} was promised and is not in the log`),
      )
    if (act.further === 0) return
    const next = { ...act, further: act.further - 1, pick: act.pick + 1 }
    this.agenda.after(act.pick % 2000, () => void this.#act(next, `matter/${id}`))
  }

  #landed(station: Station, change: Change): void {
    const before = station.book.entries.length
    station.book.take(change)
    const added = station.book.entries.slice(before)
    if (this.onward.has(station.id) && added.some(isCorrection)) station.stir()
    for (const entry of added)
      if (entry.stream.startsWith('channel/') || entry.type.startsWith('clock.'))
        this.tell(station.id, `entry ${entry.index}: ${this.#said(entry.type, entry)}`)
    if (this.suspects.has(station.id)) return
    this.breaks(
      checkLanded(station.book, change, before, {
        book: (id) => this.stations.get(id)?.book,
        honest: (id) => !this.suspects.has(id),
      }),
    )
  }

  #said(type: string, { stream, data }: Station['book']['entries'][number]): string {
    if (type.startsWith('clock.'))
      return `${type} ${String(data.clock)} in ${this.names.matter(stream)}`
    const peer = stream.slice('channel/'.length)
    const number = typeof data.sequence === 'number' ? ` ${data.sequence}` : ''
    const reason = typeof data.reason === 'string' ? `, ${data.reason}` : ''
    return `${type.replace('envelope.', 'letter')}${number} ${peer}${reason}`.replace(
      'letter',
      'letter ',
    )
  }

  #observed(station: Station, observation: Observation): void {
    this.#noNames(station, JSON.stringify(observation))
    switch (observation.what) {
      case 'node-opened':
        this.counts.starts++
        break
      case 'log-older':
        this.#noticed(station)
        this.counts.alarms++
        station.retired = true
        this.tell(station.id, 'a witness knows a newer history of this log; nothing is written')
        break
      case 'log-forked':
        this.counts.alarms++
        for (const id of this.stations.keys())
          if (observation.origin.endsWith(`/${id.toLowerCase()}`)) this.#noticed(station, id)
        this.tell(station.id, `alarm: two heads of ${observation.origin} cannot both be true`)
        break
      case 'letter-alarm':
        this.#noticed(station, observation.from)
        this.counts.alarms++
        this.tell(station.id, `alarm: a letter of ${observation.from}, ${observation.name}`)
        break
      case 'letter-missing':
        this.tell(
          station.id,
          `letter ${observation.got} of ${observation.from} came before letter ${observation.expected}`,
        )
        break
      case 'refused':
        if (observation.in === 'passing a correction on')
          this.byHand.set(station.id, (this.byHand.get(station.id) ?? 0) + 1)
        break
      case 'letter-failed':
        this.tell(
          station.id,
          `a letter to ${observation.to} did not get through: ${observation.reason}`,
        )
        break
      case 'fault':
        if (/older history|two histories/.test(observation.message)) {
          this.#noticed(station)
          station.retired = true
        }
        this.tell(station.id, `fault in ${observation.in}: ${observation.message}`)
        void station.fault(observation.in, new Error(observation.message))
        break
      default:
    }
  }

  /** Takes a backup now, and puts it in the place of the disk when the time of the fault is over. */
  #setBackLater(station: Station, fault: Fault): void {
    const backup = station.disk.backup()
    this.agenda.after(fault.lasts, async () => {
      await station.off('its disk is replaced', 60)
      const cosigned = this.#cosigned.get(station.id) ?? 0
      station.restore(backup)
      this.suspects.add(station.id)
      this.setBack.set(station.id, { cosigned, left: station.book.size, noticed: false })
      this.tell(station.id, `set back to a backup, log of ${station.book.size}`)
    })
  }

  /** Somebody says that two histories do not go together. */
  #noticed(station: Station, from?: string): void {
    for (const id of [station.id, from ?? '']) {
      const one = this.setBack.get(id)
      if (one !== undefined) one.noticed = true
    }
  }

  #noNames(station: Station, text: string): void {
    if (text.includes(canary))
      this.breaks(broken('no-names', station.id, 'a name from a document was told outside of it'))
  }

  #answers(from: Station, to: Station, request: Uint8Array | undefined, answer: Answer): Answer {
    const head = request === undefined || answer.status !== 200 ? undefined : headIn(request)
    if (head !== undefined)
      this.#cosigned.set(from.id, Math.max(head, this.#cosigned.get(from.id) ?? 0))
    const one = request !== undefined && isLetter(request)
    if (
      one &&
      answer.status === 200 &&
      !this.suspects.has(to.id) &&
      !to.book.holds(from.id, request)
    )
      this.breaks(
        broken(
          'kept-before-said',
          to.id,
          `a letter of ${from.id} was answered and is not on record`,
        ),
      )
    if (to.id === this.#adversary?.id) return this.#adversary.says(from.id, request, answer)
    return answer
  }

  #at(place: number): Station {
    return [...this.stations.values()][place % this.stations.size] as Station
  }

  #wireFaults(fault: Fault): readonly WireFault[] {
    const from = this.#at(fault.node).id
    const to = this.#at(fault.other).id
    const span = { begins: fault.at, ends: fault.at + fault.lasts }
    const cut = (a: string, b: string): WireFault => ({ kind: 'cut', from: a, to: b, ...span })
    if (fault.kind === 'cut') return [cut(from, to), cut(to, from)]
    if (fault.kind === 'partition') {
      const ids = [...this.stations.keys()]
      const side = (id: string) => (fault.pick >> ids.indexOf(id)) & 1
      return ids.flatMap((a) => ids.filter((b) => side(a) !== side(b)).map((b) => cut(a, b)))
    }
    return isWireFault(fault.kind) ? [{ kind: fault.kind, from, to, ...span }] : []
  }

  #schedule(fault: Fault): void {
    const station = this.#at(fault.node)
    const { disk } = station
    const times = 1 + (fault.pick % 3)
    const say = (what: string) => this.tell(station.id, what)
    const work: Partial<Record<Fault['kind'], () => void>> = {
      power: () => void station.off('the power went', Math.ceil(fault.lasts / 1000)),
      'power-before-write': () => void disk.faults.push('off-before'),
      'power-after-write': () => void disk.faults.push('off-after'),
      'write-fails': () => void disk.faults.push(...Array<'fails'>(times).fill('fails')),
      'write-lies': () => void disk.faults.push('lies'),
      'read-fails': () => {
        disk.readFaults += times
      },
      'disk-full': () => {
        disk.fullUntil = this.agenda.now + Math.min(fault.lasts, 86_400_000)
      },
      backup: () => this.#setBackLater(station, fault),
      hostile: () => {
        const adversary = this.#adversary
        if (adversary === undefined) return
        if (fault.pick % 4 === 0) adversary.lies += times
        else for (let i = 0; i < times * 2; i++) void adversary.strikes()
      },
      clock: () => {
        const by = (fault.pick % 7200) * 1000 * (fault.pick % 2 === 0 ? 1 : -1)
        station.skew = by
        say(
          `its clock is ${by < 0 ? 'slow' : 'fast'} by ${Math.abs(by / 1000)} seconds from now on`,
        )
        station.tickIn(0)
      },
    }
    const at = work[fault.kind]
    if (at !== undefined) this.agenda.after(fault.at + 1000, at)
    if (isWireFault(fault.kind) || fault.kind === 'partition')
      this.agenda.after(fault.at, () =>
        this.tell(
          'wire',
          `${fault.kind} ${this.#at(fault.node).id} ${this.#at(fault.other).id}, for ${fault.lasts} ms`,
        ),
      )
  }
}

function isCorrection({ transition }: Station['book']['entries'][number]): boolean {
  return /^(correct|retract)-item/.test(transition ?? '')
}

function isLetter(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 16)).toString() === 'comity-letter/1\n'
}

/** Size of the head that is handed to a witness (C2SP tlog-witness, add-checkpoint). */
function headIn(bytes: Uint8Array): number | undefined {
  if (Buffer.from(bytes.subarray(0, 4)).toString() !== 'old ') return undefined
  const size = /\n\n[^\n]+\n(\d+)\n/.exec(Buffer.from(bytes).toString('utf8'))?.[1]
  return size === undefined ? undefined : Number(size)
}
