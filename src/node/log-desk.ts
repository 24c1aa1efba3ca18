import { done, type Json, type Outcome, refuse } from '#base'
import { parseWitnessPolicy } from '#store'
import { collect } from './cosign.ts'
import { gossip } from './gossip.ts'
import { forkKind } from './heads.ts'
import { type Exchanged, exchangedBy } from './reconcile.ts'
import { rowData } from './row-data.ts'
import type { Timestamp } from './timestamp-token.ts'
import { type KeptTimestamp, stampHead, timestampsOf } from './timestamps.ts'
import type { WitnessPageView } from './views-witness.ts'
import {
  addCheckpoint,
  heldHead,
  type WitnessAnswer,
  type Witnessed,
  witnessAnswer,
  witnessedKind,
  witnessKeysOf,
} from './witness.ts'
import { witnessPolicyText } from './witness-policy.ts'
import type { World } from './world.ts'

/** The log among its witnesses: what partners ask of this node, what this node asks of them, and what came to light. */
export interface LogDesk {
  /** As a witness: see `addCheckpoint`. */
  addCheckpoint(bytes: Uint8Array): Promise<WitnessAnswer>
  /** The head of that origin that this node cosigned last, as it was signed. */
  cosigned(origin: string): Promise<Outcome<string>>
  /** The newest signed head, which the witnesses may not have seen yet. */
  newest(): Promise<string>
  /** A partner's head from elsewhere, by the node it is of; compared with what is held. */
  saw(node: string, note: string): Promise<void>
  page(): Promise<WitnessPageView>
  /** Evidence of a fork as a file for a court. */
  fork(id: string): Promise<Outcome<Json>>
  /** The text of a policy by which so many of these partners, and all of `always`, must have cosigned. */
  policyOf(choice: {
    readonly least: number
    readonly partners: readonly string[]
    readonly always: readonly string[]
    readonly second: boolean
  }): Outcome<string>
  /** The newest head to every timestamp authority, now. */
  stamp(): Promise<readonly Outcome<Timestamp>[]>
  /** What was sent and received, for reconciling with the other side. */
  exchanged(): Promise<Exchanged>
  /** Root of the first entries, derived again, in base64; undefined beyond the end. */
  rootAt(size: number): Promise<string | undefined>
  /** What the authorities said, newest first. */
  tokens(): Promise<readonly KeptTimestamp[]>
  /** Why the node may not write, or undefined while it may. */
  stopped(): string | undefined
}

export function openLogDesk(world: World, stopped: () => string | undefined): LogDesk {
  return {
    stopped,
    policyOf: (choice) => policyFrom(world, choice),
    exchanged: () => exchangedBy(world),
    async rootAt(size) {
      const root = await world.store.rootAt(size)
      return root.ok ? Buffer.from(root.value).toString('base64') : undefined
    },
    tokens: () => timestampsOf(world),
    stamp: () => stampHead(world, AbortSignal.timeout(60_000), true),
    addCheckpoint: async (bytes) => witnessAnswer(await addCheckpoint(world, bytes)),
    async cosigned(origin) {
      const head = await heldHead(world, origin)
      return head === undefined ? refuse(notCosigned(origin)) : done(head.note)
    },
    newest: async () => (await world.store.head()).checkpoint,
    saw: (node, note) => world.heads.saw(node, note),
    page: () => pageOf(world),
    async fork(id) {
      const row = await world.store.row(forkKind, id)
      if (row === undefined) return refuse(noSuchFork)
      const { evidence, node, at } = rowData<{
        evidence: { readonly [field: string]: Json }
        node: string
        at: string
      }>(row)
      const card = await world.store.row('card', node)
      return done({ ...evidence, foundBy: world.id, foundAt: at, card: card?.data ?? null })
    },
  }
}

/**
 * One round of care, beside the tick and never in its way: the head goes to the witnesses, heads of partners are
 * compared. `stop` is called when a witness shows that this history is not the newest.
 */
export function makeLogCare(world: World, stop: (sentence: string) => void): () => void {
  let busy = false
  return () => {
    if (busy) return
    busy = true
    world.flights.start('log', async (signal) => {
      try {
        const older = await collect(world, signal)
        if (older !== undefined) {
          stop(older)
          world.observe({ what: 'log-older', sentence: older })
          return
        }
        await gossip(world, signal)
        await world.heads.compare()
        await stampHead(world, signal)
      } finally {
        busy = false
      }
    })
  }
}

function policyFrom(world: World, choice: Parameters<LogDesk['policyOf']>[0]): Outcome<string> {
  const { least, partners, always, second } = choice
  const at = world.clock.now()
  for (const id of [...partners, ...always]) {
    const card = world.federation.card(id)
    if (card === undefined || id === world.id || witnessKeysOf(card, at).length === 0)
      return refuse({
        kind: 'unknown',
        name: 'no-such-witness',
        ground: `${id} is no partner whose card lists a key for witnessing`,
        citation: 'C2SP tlog-witness',
        remedy: 'enrol its newest card first, and choose among the partners alone',
      })
  }
  const cards = (ids: readonly string[]) => ids.map((id) => world.federation.card(id)!)
  const text = witnessPolicyText({
    atLeast: least,
    partners: cards(partners),
    always: cards(always),
    second,
    at,
  })
  const read = parseWitnessPolicy(text)
  return read.ok ? done(text) : read
}

async function pageOf(world: World): Promise<WitnessPageView> {
  const [stamps, cosigned, forks, head] = await Promise.all([
    timestampsOf(world),
    world.store.rows({ kind: witnessedKind, order: 'key', limit: 200 }),
    world.store.rows({ kind: forkKind, order: 'sort', descending: true, limit: 200 }),
    world.store.head(),
  ])
  return {
    own: world.witnessing.view(head.size),
    cosigned: cosigned.rows.map((row) => {
      const { origin, size, at } = rowData<Witnessed>(row)
      return { origin, size, at }
    }),
    forks: forks.rows.map((row) => {
      const { node, at, sizes, evidence } = rowData<{
        node: string
        at: string
        sizes: number[]
        evidence: { origin: string }
      }>(row)
      return { id: row.key, origin: evidence.origin, node, at, sizes }
    }),
    timestamps: stamps.map(({ authority, size, timestamp, askedAt, failing }) => ({
      authority,
      size,
      time: timestamp?.time ?? null,
      askedAt,
      failing,
    })),
  }
}

const noSuchFork = {
  kind: 'unknown',
  name: 'fork-unknown',
  ground: 'no evidence of a fork is kept under this name',
  remedy: 'open it from the list on the log page',
} as const

function notCosigned(origin: string) {
  return {
    kind: 'unknown',
    name: 'head-not-cosigned',
    ground: `this node has cosigned no head of ${origin}`,
    citation: 'C2SP tlog-witness',
    remedy: 'hand one in first, at /witness/add-checkpoint',
  } as const
}
