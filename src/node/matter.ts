import type { Digest, Json } from '#base'
import type { Approval, Conditions } from '#exchange'
import {
  type Event,
  evolve,
  nextDue,
  procedureOf,
  type State,
  type Transition,
  transitionOf,
} from '#procedure'
import type { RowChange } from '#store'
import { plain, rowData } from './row-data.ts'
import type { World } from './world.ts'

/**
 * A matter as the node keeps it: the fold of its events, and the few words the inbox shows. It can be thrown away and
 * made again from the log; `audit` does exactly that and compares.
 */
export interface Matter {
  readonly stream: string
  /** Events of the stream in the log. */
  readonly version: number
  readonly state: State
  /** Digest of the last record of the stream. */
  readonly previous: Digest
  readonly words: Words
  /** Record whose body is the text of the request or disclosure as it stands. */
  readonly text: string | null
  /** How the text may be used, as its author set it; letters that set nothing new travel under the same terms. */
  readonly terms: Terms | null
  /** Who approved the text that may go out; a changed text needs a new approval. */
  readonly approval: Approval | null
}

export interface Terms {
  readonly conditions: Conditions
  readonly purposes: readonly string[]
}

/** What a list shows without opening a body. The form asks for a subject without names of persons. */
export interface Words {
  readonly reference: string
  readonly subject: string
}

const noWords: Words = { reference: '', subject: '' }

export async function load(world: World, stream: string): Promise<Matter | undefined> {
  const row = await world.store.row('matter', stream)
  return row === undefined ? undefined : rowData<Matter>(row)
}

/** The matter after one more event. */
export function after(
  matter: Matter | undefined,
  event: Event,
  record: { readonly id: string; readonly digest: Digest },
): Matter {
  const state = evolve(matter?.state, event)
  return {
    stream: event.stream,
    version: (matter?.version ?? 0) + 1,
    state,
    previous: record.digest,
    words: wordsOf(event.document, matter?.words ?? noWords),
    text: isText(event) ? record.id : (matter?.text ?? null),
    terms: (isText(event) ? termsOf(event.document) : undefined) ?? matter?.terms ?? null,
    approval: approvalAfter(event, record.digest, matter?.approval ?? null),
  }
}

/** The row of a matter: due when its next clock runs out or warns, so the ticking node asks for nothing else. */
export function matterRow(world: World, matter: Matter): RowChange {
  const due = nextDue(matter.state, world.clock.now(), world.laws.now())
  return {
    kind: 'matter',
    key: matter.stream,
    data: plain(matter),
    sort: matter.state.changedAt,
    ...(due === undefined ? {} : { due }),
  }
}

function approvalAfter(event: Event, record: Digest, before: Approval | null): Approval | null {
  const row = rowOf(event)
  if (row?.approvesText === true || event.transition === 'approve')
    return { actor: event.actor, role: event.data.role, at: event.at, record }
  return row?.draft === true || event.transition === 'return' ? null : before
}

/** Use conditions of a document, or undefined when it states none. */
export function termsOf(document: Event['document']): Terms | undefined {
  const { handling, onward, retainUntil, purposes } = document ?? {}
  const evidence = isUse(document?.evidence) ? document.evidence : document?.asEvidence
  if (typeof handling !== 'string' || !isUse(evidence) || !isUse(onward)) return undefined
  return {
    conditions: {
      handling,
      evidence,
      onward,
      ...(typeof retainUntil === 'string' ? { retainUntil } : {}),
    },
    purposes: Array.isArray(purposes) ? purposes.filter((p) => typeof p === 'string') : [],
  }
}

function isUse(value: Json | undefined): value is 'yes' | 'with-consent' | 'no' {
  return value === 'yes' || value === 'with-consent' || value === 'no'
}

/** Events that carry the text of the matter itself: drafts of it, and the step that brings it to the other side. */
export function isText(event: Event): boolean {
  if (event.document === undefined) return false
  const row = rowOf(event)
  const procedure = procedureOf(event.procedure)
  const form = procedure.ok ? procedure.value.form : undefined
  return row?.draft === true || row?.opensPeer === true || (row !== undefined && row.form === form)
}

function rowOf(event: Event): Transition | undefined {
  const procedure = procedureOf(event.procedure)
  if (!procedure.ok || event.transition === null) return undefined
  const row = transitionOf(procedure.value, event.transition)
  return row.ok ? row.value : undefined
}

function wordsOf(document: Event['document'], before: Words): Words {
  if (document === undefined) return before
  const word = (name: string, old: string) =>
    typeof document[name] === 'string' ? (document[name] as string) : old
  return {
    reference: word('reference', before.reference),
    subject: word('subject', before.subject),
  }
}
