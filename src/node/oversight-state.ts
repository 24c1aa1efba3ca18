import type { AccountHold, Declaration, Look, Recusal, Round } from '#oversight'
import type { Store } from '#store'
import type { Alarm } from './oversight-alarms.ts'
import { everyRow } from './row-data.ts'

/** What oversight has decided and what it watches, at hand for every decision. Rows are read when the node opens. */
export interface OversightState {
  /** Accounts that are proposed to be suspended, or are, by officer. */
  readonly holds: Map<string, AccountHold>
  /** By officer and subject. */
  readonly recusals: Map<string, Recusal>
  readonly declarations: Map<string, Declaration>
  /** By matter: its last record about a stop that accounts here follow. */
  readonly stops: Map<string, number>
  /** Last such record that was read. */
  stopsRead: number
  /** By authority: from when on nobody decides there without a declaration. */
  readonly rounds: Map<string, Round>
  /** Alarms that nobody has settled. */
  readonly alarms: Map<string, Alarm>
  /** Place up to which looks of a group led to an alarm. */
  readonly usedUp: Map<string, number>
  /** Looks that may still count, oldest first; undefined until they were read once. */
  looks: Look[] | undefined
  /** Last event of the log that was read for looks. */
  read: number
  /** Persons and numbers that a matter names, as of a version of it, and its last event that was read for them. */
  readonly marks: Map<
    string,
    { readonly version: number; readonly read: number; readonly marks: MatterMarks }
  >
  key: Uint8Array | undefined
}

/** What the documents of a matter name. */
export interface MatterMarks {
  readonly about: readonly string[]
  /** Words of names, to be compared with an officer's own family name; never kept anywhere. */
  readonly nameWords: ReadonlySet<string>
}

export async function openOversight(store: Store): Promise<OversightState> {
  const state: OversightState = {
    holds: new Map(),
    recusals: new Map(),
    declarations: new Map(),
    stops: new Map(),
    stopsRead: -1,
    rounds: new Map(),
    alarms: new Map(),
    usedUp: new Map(),
    looks: undefined,
    read: -1,
    marks: new Map(),
    key: undefined,
  }
  for await (const { data } of everyRow<AccountHold>(store, { kind: 'account-hold' })) {
    if (data.state === 'proposed' || data.state === 'suspended') state.holds.set(data.officer, data)
    if (data.stop === undefined) continue
    const { matter, last } = data.stop
    state.stops.set(matter, Math.max(last, state.stops.get(matter) ?? -1))
  }
  for await (const { data } of everyRow<Recusal>(store, { kind: 'recusal' }))
    state.recusals.set(recusalKey(data), data)
  for await (const { data } of everyRow<Declaration>(store, { kind: 'declaration' }))
    state.declarations.set(data.officer, data)
  for await (const { data } of everyRow<Round>(store, { kind: 'declaration-round' }))
    state.rounds.set(data.authority, data)
  for await (const { data } of everyRow<Alarm>(store, { kind: 'alarm' })) {
    if (data.settled === undefined) state.alarms.set(data.id, data)
    const last = data.looks.at(-1) ?? -1
    if (last > (state.usedUp.get(data.group) ?? -1)) state.usedUp.set(data.group, last)
  }
  return state
}

export function recusalKey({ officer, subject }: Pick<Recusal, 'officer' | 'subject'>): string {
  return `${officer} ${subject}`
}
