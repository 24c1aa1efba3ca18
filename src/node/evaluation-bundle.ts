import { done, type Json, type Outcome } from '#base'
import type { StoredEvent } from '#store'
import { evaluationFormat } from './evaluation-file.ts'
import { everyEvent } from './every-event.ts'
import { figuresOf } from './figures.ts'
import { isCounted } from './figures-log.ts'
import { headView } from './reads.ts'
import { unsuppressedOf } from './release-count.ts'
import { releaseState } from './release-state.ts'
import { publicFigures } from './release-views.ts'
import { allRows, plain } from './row-data.ts'
import { witnessPolicyLines } from './witness-policy.ts'
import type { World } from './world.ts'

/** Which figures are handed over for recounting: a quarter as it is published, or days as staff see them. */
export type EvaluatedFigures =
  | { readonly seenBy: 'public'; readonly quarter: string }
  | { readonly seenBy: 'staff'; readonly from: string; readonly to: string }

/** A file of an evaluation that is made while it is read: of a log of any length never more than one line is held. */
export interface EvaluationFile {
  /** Entries of the log in it. */
  readonly entries: number
  /** Its bytes; they can be read again, and are the same as long as nothing is erased in between. */
  readonly lines: () => AsyncIterable<Uint8Array>
}

/**
 * Everything that the recount of a set of figures needs and nothing else: the signed head, the cards with the keys, the
 * figures as they were given out, and one line for every entry of the log: the signed header where the figures read it,
 * its commitment alone where they do not. Bodies are never in it. Lines, so that a log of any length can be read.
 */
export async function bundleOf(
  world: World,
  which: EvaluatedFigures,
): Promise<Outcome<EvaluationFile>> {
  const { store } = world
  for (;;) {
    const head = await store.head()
    const claimed =
      which.seenBy === 'public'
        ? await publicFigures(world, which.quarter)
        : done(await figuresOf(world, which, false))
    if (!claimed.ok) return claimed
    // What was written in between is not in these figures; they are asked again.
    if ((await store.head()).size !== head.size) continue
    const { policy } = world.witnessing
    const first = line({
      format: evaluationFormat,
      node: world.id,
      madeAt: world.clock.now(),
      law: world.laws.now().version,
      head: headView(head),
      policy: policy === undefined ? null : witnessPolicyLines(policy),
      cards: await cardsOf(world),
      seenBy: which.seenBy,
      releases: which.seenBy === 'public' ? await releaseLines(world) : [],
      figures: claimed.value,
    })
    return done({
      entries: head.size,
      lines: async function* () {
        yield first
        for await (const event of everyEvent(store)) {
          if (event.index >= head.size) break
          yield line(isCounted(event.stream) ? shown(event) : [base64(event.leaf)])
        }
      },
    })
  }
}

/** Record, signature and salt: with them the commitment can be made again. Of what was erased only that is left. */
function shown({ record, signature, salt, leaf }: StoredEvent): Json {
  return record === null || signature === null || salt === null
    ? [base64(leaf), 'erased']
    : [base64(record), base64(signature), base64(salt)]
}

/** Releases in the order in which they came out: a later one holds back what an earlier one would give away. */
async function releaseLines(world: World): Promise<Json[]> {
  const lines: Json[] = []
  for (const { period, version, prepared } of (await releaseState(world)).released) {
    const kept = await unsuppressedOf(world, prepared)
    if (kept !== undefined) lines.push({ period, version, asOf: kept.release.asOf })
  }
  return lines
}

async function cardsOf(world: World): Promise<Json[]> {
  const rows = await allRows<Json>(world.store, 'card')
  const own = [world.federation.ownSigned, ...world.federation.served].map(plain)
  return [...own, ...rows.map((row) => row.data)]
}

function line(value: Json): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`)
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
