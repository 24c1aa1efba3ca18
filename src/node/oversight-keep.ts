import { done, type Json, type Outcome } from '#base'
import { documentBytes } from './deliver.ts'
import { noticeFor } from './notices.ts'
import { note, write } from './records.ts'
import { plain } from './row-data.ts'
import type { Hand, World } from './world.ts'

/** One act of oversight that changes one thing. */
export interface Kept<T extends object> {
  /** Kind of the row; its stream is `oversight/KIND/KEY`. */
  readonly kind: OversightKind
  readonly key: string
  readonly type: string
  /** The thing as it is now: stands in the event and in the row, so that the one can be held against the other. */
  readonly state: T
  /** Further facts for whoever counts. */
  readonly facts?: { readonly [name: string]: Json }
  /** Words beside it; kept in the vault. */
  readonly reason?: string
  /** Officers who are told, and in which words. */
  readonly tell?: {
    readonly officers: readonly string[]
    readonly kind: string
    readonly text: string
  }
}

export const oversightKinds = [
  'account-hold',
  'recusal',
  'declaration-round',
  'alarm',
  'red-line',
] as const
export type OversightKind = (typeof oversightKinds)[number]

export function oversightStream(kind: string, key: string): string {
  return `oversight/${kind}/${key}`
}

/** What the log says of a state: everything but marks of persons, which stay in the row. */
export function stateInLog(state: object): Json {
  const { group: _group, marks: _marks, ...rest } = state as Readonly<Record<string, unknown>>
  return plain(rest)
}

/** Event, row, words and notices in one transaction. */
export async function keepState<T extends object>(
  world: World,
  hand: Hand,
  kept: Kept<T>,
): Promise<Outcome<T>> {
  const { kind, key, type, state, facts = {}, reason = '', tell } = kept
  const at = world.clock.now()
  const written = write(world, hand, {
    ...note(oversightStream(kind, key), type, at, { ...facts, state: stateInLog(state) }),
    ...(reason === '' ? {} : { document: documentBytes({ reason }) }),
  })
  const committed = await world.store.commit({
    events: [written.event],
    ...(written.body === undefined ? {} : { bodies: [written.body] }),
    rows: [
      { kind, key, data: plain(state) },
      ...(tell?.officers ?? []).map((officer) =>
        noticeFor({
          id: world.ids.next(),
          officer,
          at,
          about: key,
          kind: tell!.kind,
          text: tell!.text,
        }),
      ),
    ],
  })
  return committed.ok ? done(state) : committed
}
