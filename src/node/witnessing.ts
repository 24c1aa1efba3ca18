import { type Clock, done, type Instant, millis, type Outcome, type Refusal, refuse } from '#base'
import {
  type CosignerKey,
  cosignaturesOn,
  isQuorum,
  type NoteSignature,
  parseCheckpoint,
  quorumWords,
  type RowChange,
  type Store,
  type WitnessPolicy,
  withLines,
} from '#store'
import { openCosignedHeads } from './cosigned-heads.ts'
import type { Observe } from './observe.ts'
import { rowData } from './row-data.ts'
import type { WitnessingView } from './views-witness.ts'

/** How long the witnesses may lag behind the log before it is shown, and before letters wait. Seconds. */
export interface WitnessLimits {
  readonly bannerAfter: number
  readonly stopAfter: number
}

export const defaultLimits: WitnessLimits = { bannerAfter: 60, stopAfter: 900 }

/** What became of the last question to one witness of the policy. */
export interface AskedWitness {
  /** Entries of the newest head it cosigned for us; 0: none yet. */
  readonly size: number
  readonly cosignedAt: Instant | null
  /** Since when it has not answered as it should, and how; null while it does. */
  readonly failing: { readonly since: Instant; readonly why: string } | null
}

/** Kept as one row, so that a restart knows what the last run knew. */
interface Kept {
  /** The newest head that a quorum cosigned, with their lines. */
  readonly published: string | null
  /** The head that is out for cosignatures, with the lines that came back. */
  readonly round: string | null
  /** Since when entries stand in the log that no quorum has cosigned. */
  readonly behindSince: Instant | null
  readonly witnesses: Readonly<Record<string, AskedWitness>>
}

/**
 * Where this log stands with its witnesses. Decides from what is kept and the time alone; `cosign.ts` asks the witnesses
 * and tells it what came back.
 */
export interface Witnessing {
  readonly policy: WitnessPolicy | undefined
  readonly limits: WitnessLimits
  /** Whether letters may leave. Never open by silence: after a start the quorum is heard first. */
  gate(): Outcome<void>
  /** Whether a quorum has spoken since the start. */
  heard(): boolean
  /** The newest head with its quorum of cosignatures, or undefined while there is none. */
  published(): string | undefined
  /** The head that is out, with the lines so far. */
  round(): string | undefined
  asked(name: string): AskedWitness
  /** A head of this size stands: from now on it is behind where no quorum has cosigned it. */
  stands(size: number): Promise<void>
  /** The answers of one round about that head; `at` is when the head was read. */
  answered(
    note: string,
    at: Instant,
    lines: readonly NoteSignature[],
    witnesses: Readonly<Record<string, AskedWitness>>,
  ): Promise<void>
  view(size: number): WitnessingView
}

const kind = 'witnessing'
const key = 'log'

export async function openWitnessing(options: {
  readonly policy: WitnessPolicy | undefined
  readonly limits: WitnessLimits
  readonly store: Store
  readonly clock: Clock
  readonly observe: Observe
  /** Whether a cosignature of that second by this key counts now; see `witnessKeyWrong`. */
  readonly counts: (key: CosignerKey, seconds: number) => boolean
}): Promise<Witnessing> {
  const { policy, limits, store, clock, observe, counts } = options
  const row = await store.row(kind, key)
  let kept: Kept =
    row === undefined
      ? { published: null, round: null, behindSince: null, witnesses: {} }
      : rowData<Kept>(row)
  // A history put back from yesterday would pass for the newest until the witnesses have spoken.
  let heard = policy === undefined || policy.quorum === 'none'
  let told: WitnessingView['state'] | undefined

  const heads = openCosignedHeads(store, clock)
  const keep = async (next: Kept, more: readonly RowChange[] = []) => {
    if (more.length === 0 && JSON.stringify(next) === JSON.stringify(kept)) return
    kept = next
    const row = { kind, key, data: { ...next } as never }
    await store.commit({ events: [], rows: [row, ...more] })
  }
  const lag = () =>
    kept.behindSince === null
      ? 0
      : Math.max(0, Math.floor((millis(clock.now()) - millis(kept.behindSince)) / 1000))
  const state = (): WitnessingView['state'] => {
    if (policy === undefined || policy.quorum === 'none') return 'none'
    if (!heard || lag() > limits.stopAfter) return 'stopped'
    return lag() > limits.bannerAfter ? 'late' : 'current'
  }
  const tellChange = () => {
    const now = state()
    if (now !== told && now !== 'none') observe({ what: 'witnesses', state: now, seconds: lag() })
    told = now
  }
  const refusal = (): Refusal => (heard ? quorumLost(policy!, lag(), limits) : notHeard(policy!))

  return {
    policy,
    limits,
    heard: () => heard,
    gate() {
      tellChange()
      return state() === 'stopped' ? refuse(refusal()) : done(undefined)
    },
    published: () => kept.published ?? undefined,
    round: () => kept.round ?? undefined,
    asked: (name) => kept.witnesses[name] ?? { size: 0, cosignedAt: null, failing: null },
    async stands(size) {
      if (policy === undefined) return
      if (sizeOf(kept.published) < size && kept.behindSince === null)
        await keep({ ...kept, behindSince: clock.now() })
    },
    async answered(note, at, lines, witnesses) {
      if (policy === undefined) return
      const head = parseCheckpoint(note)!
      const before = parseCheckpoint(kept.round ?? '')
      const earlier =
        before && Buffer.compare(before.text, head.text) === 0 ? before.signatures : []
      const round = withLines(head, merged(earlier.length > 0 ? earlier : head.signatures, lines))
      const cosigned = cosignaturesOn(policy, parseCheckpoint(round)!, counts)
      const quorum = isQuorum(policy, new Set(cosigned.keys()))
      if (quorum) heard = true
      const size = (await store.head()).size
      const behind = quorum ? (size > head.size ? at : null) : kept.behindSince
      const cosignedAnew = quorum && policy.quorum !== 'none' && round !== kept.published
      await keep(
        {
          published: quorum ? round : kept.published,
          round,
          behindSince: behind,
          witnesses: { ...kept.witnesses, ...witnesses },
        },
        cosignedAnew ? await heads.rowsFor({ size: head.size, at, note: round }) : [],
      )
      tellChange()
    },
    view: (size) => ({
      state: state(),
      quorum: policy === undefined ? '' : quorumWords(policy),
      limits,
      lag: lag(),
      behindSince: kept.behindSince,
      size,
      cosignedSize: sizeOf(kept.published),
      witnesses: (policy?.witnesses ?? []).map((w) => {
        const asked = kept.witnesses[w.name]
        return {
          name: w.name,
          key: w.key.name,
          algorithm: w.key.type === 'ML-DSA-44' ? 'ML-DSA-44' : 'Ed25519',
          size: asked?.size ?? 0,
          cosignedAt: asked?.cosignedAt ?? null,
          failing: asked?.failing ?? null,
        }
      }),
      refusal: state() === 'stopped' ? plainRefusal(refusal()) : null,
    }),
  }
}

/** Lines of one note, each key once, the newest first kept. */
function merged(
  before: readonly NoteSignature[],
  more: readonly NoteSignature[],
): readonly NoteSignature[] {
  const idOf = (line: NoteSignature) => `${line.name} ${Buffer.from(line.keyId).toString('hex')}`
  const fresh = new Set(more.map(idOf))
  return [...before.filter((line) => !fresh.has(idOf(line))), ...more]
}

function sizeOf(note: string | null): number {
  return note === null ? 0 : (parseCheckpoint(note)?.size ?? 0)
}

function plainRefusal({ name, ground, citation = '', remedy }: Refusal) {
  return { name, ground, citation, remedy }
}

function quorumLost(policy: WitnessPolicy, seconds: number, limits: WitnessLimits): Refusal {
  return {
    kind: 'conflict',
    name: 'witness-quorum-lost',
    ground: `the newest entries of the log have waited ${seconds} seconds for the cosignatures of ${quorumWords(policy)}; after ${limits.stopAfter} seconds no letter leaves`,
    citation: 'C2SP tlog-policy; quorum of this node, file witness-policy',
    remedy:
      'bring the witnesses back, or choose others in the policy with the consent of the partners; letters leave by themselves once the quorum has cosigned',
  }
}

function notHeard(policy: WitnessPolicy): Refusal {
  return {
    kind: 'conflict',
    name: 'witnesses-not-heard',
    ground: `since the node was started, ${quorumWords(policy)} have not yet said that they know this history of the log as the newest`,
    citation: 'C2SP tlog-policy; quorum of this node, file witness-policy',
    remedy: 'wait until the witnesses answer; letters leave by themselves then',
  }
}
