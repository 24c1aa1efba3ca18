import { createHash } from 'node:crypto'
import { type Digest, done, type Json, type Outcome, type Refusal, refuse, seedOf } from '#base'
import { type GivenOpinion, type Opinion, sampleOf } from '#review'
import { inclusions, parseCheckpoint, type StoredEvent } from '#store'
import { headsCovering } from './cosigned-heads.ts'
import { bundleOf, type EvaluatedFigures } from './evaluation-bundle.ts'
import { evaluationSampleFormat, mostSampled } from './evaluation-file.ts'
import { giveOpinion, opinionsOf, publishOpinion } from './evaluation-opinions.ts'
import { type EvaluatorKey, sealForEvaluator, sealingKey, whole } from './evaluation-seal.ts'
import { everyEvent } from './every-event.ts'
import { isCounted } from './figures-log.ts'
import { headView } from './reads.ts'
import { note, write } from './records.ts'
import { headerOf } from './request-view.ts'
import { ownTree } from './tile-client.ts'
import type { EvaluationView, Handed } from './views-opinions.ts'
import { type Hand, handOf, type World } from './world.ts'

/** What this authority hands to an evaluator who stands outside; each hand-over is on record before it leaves. */
export interface EvaluationDesk {
  /** The figures and everything to count them again, sealed to the evaluator. */
  bundle(
    actor: string,
    which: EvaluatedFigures,
    to: EvaluatorKey,
  ): Promise<Outcome<{ readonly bundle: Digest; readonly file: AsyncIterable<Uint8Array> }>>
  /** Entries that the bundle withheld, drawn by a lot that neither side could choose, sealed to the same evaluator. */
  sample(
    actor: string,
    bundle: Digest,
    count: number,
    to: EvaluatorKey,
  ): Promise<Outcome<{ readonly bytes: Uint8Array }>>
  /** What was handed over, newest first, and what was said of it. */
  view(): Promise<EvaluationView>
  /** An officer of the evaluator signs what was found; the file can be checked by anybody with the card. */
  opine(actor: string, opinion: Opinion): Promise<Outcome<{ readonly file: string }>>
  /** The evaluated authority puts an opinion beside its figures, whatever it says. */
  publish(actor: string, file: Uint8Array): Promise<Outcome<GivenOpinion>>
}

const stream = 'evaluation'
const handedOver = 'evaluation.handed_over'

export function openEvaluationDesk(world: World): EvaluationDesk {
  return {
    async bundle(actor, which, to) {
      const hand = handFor(world, actor)
      if (!hand.ok) return hand
      const key = sealingKey(to)
      if (!key.ok) return key
      const made = await bundleOf(world, which)
      if (!made.ok) return made
      const { entries, lines } = made.value
      const bundle = await digestOfLines(lines())
      const file = sealForEvaluator(world.id, key.value, unchanged(lines(), bundle), world.random)
      if (!file.ok) return file
      const period = which.seenBy === 'public' ? which.quarter : `${which.from}/${which.to}`
      await putOnRecord(world, hand.value, handedOver, {
        bundle,
        entries,
        period,
        seenBy: which.seenBy,
        evaluator: to.id,
      })
      return done({ bundle, file: file.value })
    },
    async sample(actor, bundle, count, to) {
      const hand = handFor(world, actor)
      if (!hand.ok) return hand
      const key = sealingKey(to)
      if (!key.ok) return key
      const handover = await handoverOf(world, bundle)
      if (handover === undefined) return refuse(bundleUnknown)
      const file = await sampleFile(world, handover, bundle, count)
      if (!file.ok) return file
      const sealed = sealForEvaluator(world.id, key.value, [file.value.bytes], world.random)
      if (!sealed.ok) return sealed
      await putOnRecord(world, hand.value, 'evaluation.sampled', {
        bundle,
        seed: file.value.seed,
        opened: file.value.opened,
        evaluator: to.id,
      })
      return done({ bytes: await whole(sealed.value) })
    },
    view: () => viewOf(world),
    opine: (actor, opinion) => giveOpinion(world, actor, opinion),
    async publish(actor, file) {
      const hand = handFor(world, actor)
      if (!hand.ok) return hand
      return publishOpinion(
        world,
        hand.value,
        file,
        async (bundle) => (await handoverOf(world, bundle)) !== undefined,
      )
    },
  }
}

async function digestOfLines(lines: AsyncIterable<Uint8Array>): Promise<Digest> {
  const hash = createHash('sha256')
  for await (const line of lines) hash.update(line)
  return `sha256:${hash.digest('hex')}` as Digest
}

/**
 * The lines as they leave. They were read once for the digest that went on record; where something was erased since, the
 * file breaks off and is none.
 */
async function* unchanged(
  lines: AsyncIterable<Uint8Array>,
  bundle: Digest,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const line of lines) {
    hash.update(line)
    yield line
  }
  if (`sha256:${hash.digest('hex')}` !== bundle)
    throw new Error('something was erased while the file left; hand it over again')
}

async function viewOf(world: World): Promise<EvaluationView> {
  const handovers: Handed[] = []
  const sampled: Record<string, number> = {}
  for await (const event of everyEvent(world.store, { stream })) {
    const { at, actor, type, data } = headerOf(event) ?? {}
    if (at === undefined || actor === undefined || data === undefined) continue
    const bundle = String(data.bundle)
    if (type === 'evaluation.sampled') sampled[bundle] = Number(data.opened)
    if (type === handedOver)
      handovers.push({
        at,
        by: actor,
        bundle,
        period: String(data.period),
        seenBy: data.seenBy === 'public' ? 'public' : 'staff',
        evaluator: String(data.evaluator),
        entries: Number(data.entries),
        sampled: 0,
      })
  }
  return {
    handovers: handovers.reverse().map((h) => ({ ...h, sampled: sampled[h.bundle] ?? 0 })),
    opinions: [...(await opinionsOf(world))],
  }
}

/** Those who answer for the figures and those who check the house; nobody who works on cases. */
const mayHandOver: readonly string[] = ['auditor', 'head-of-desk', 'delegate', 'inspector']

function handFor(world: World, actor: string): Outcome<Hand> {
  const hand = handOf(world, actor)
  return hand !== undefined && mayHandOver.includes(hand.role)
    ? done(hand)
    : refuse({
        kind: 'forbidden',
        name: 'evaluation-not-yours',
        ground:
          'handing the log to an evaluator is for the auditor, the head of the desk, a delegate or an inspector',
        citation: 'Comity protocol, evaluation; ISSAI 100 on access to information',
        remedy: 'ask one of them to hand it over',
      } satisfies Refusal)
}

async function putOnRecord(
  world: World,
  hand: Hand,
  type: string,
  data: { readonly [key: string]: Json },
): Promise<void> {
  const written = write(world, hand, note(stream, type, world.clock.now(), data))
  const committed = await world.store.commit({ events: [written.event] })
  // Nothing leaves that is not on record; a store that failed has thrown already.
  if (!committed.ok)
    throw new Error(`a hand-over could not be put on record: ${committed.refusal.name}`)
}

interface Handover {
  readonly event: StoredEvent
  /** Entries that the bundle was made of. */
  readonly entries: number
}

/** The first time that the file was handed over: what came later must not move the seed. */
async function handoverOf(world: World, bundle: Digest): Promise<Handover | undefined> {
  for await (const event of everyEvent(world.store, { stream })) {
    const data = headerOf(event)?.data
    if (event.type === handedOver && data?.bundle === bundle)
      return { event, entries: Number(data.entries) }
  }
  return undefined
}

async function sampleFile(
  world: World,
  { event, entries }: Handover,
  bundle: Digest,
  count: number,
): Promise<
  Outcome<{ readonly bytes: Uint8Array; readonly seed: Digest; readonly opened: number }>
> {
  const { store } = world
  const head = await seedHead(world, event.index)
  if (head === undefined) return refuse(seedMissing)
  const seed = seedOf([head.checkpoint])
  const withheld: number[] = []
  for await (const entry of everyEvent(store)) {
    if (entry.index >= entries) break
    if (!isCounted(entry.stream)) withheld.push(entry.index)
  }
  const drawn = sampleOf({ bundle, seed, withheld, count: Math.min(count, mostSampled) })
  const openings: Json[] = []
  for (const index of drawn) {
    const entry = await store.eventAt(index)
    openings.push({ index, ...openingOf(entry) })
  }
  const consistency = await store.consistency(entries, head.size)
  if (!consistency.ok) return consistency
  const paths = await inclusions(ownTree(store, head.size), [event.index], head.size)
  if (!paths.ok) return paths
  const file = {
    format: evaluationSampleFormat,
    node: world.id,
    bundle,
    head,
    path: consistency.value.map(base64),
    handedOver: {
      index: event.index,
      ...openingOf(event),
      inclusion: paths.value[0]!.map(base64),
    },
    count: Math.min(count, mostSampled),
    openings,
  }
  return done({ bytes: Buffer.from(JSON.stringify(file)), seed, opened: openings.length })
}

/** The first head behind the hand-over: cosigned, where this log has witnesses. */
async function seedHead(world: World, index: number) {
  const newest = await world.store.head()
  if (world.witnessing.policy === undefined)
    return newest.size > index ? headView(newest) : undefined
  const [first] = await headsCovering(world.store, [index], newest.size)
  const read = first === undefined ? undefined : parseCheckpoint(first.note)
  return read === undefined || first === undefined
    ? undefined
    : { size: read.size, root: base64(read.root), checkpoint: first.note }
}

function openingOf(event: StoredEvent | undefined) {
  const text = (bytes: Uint8Array | null | undefined) => (bytes ? base64(bytes) : null)
  return {
    record: text(event?.record),
    signature: text(event?.signature),
    salt: text(event?.salt),
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

const bundleUnknown = {
  kind: 'unknown',
  name: 'evaluation-unknown',
  ground: 'no file of that digest was handed over by this node',
  remedy: 'name the digest that comity evaluate bundle has printed',
} as const satisfies Refusal

const seedMissing = {
  kind: 'too-early',
  name: 'sample-too-early',
  ground:
    'the witnesses have not cosigned a head behind the hand-over, and the lot is drawn from that head',
  citation: 'Comity protocol, evaluation: the seed comes after the pot is closed',
  remedy: 'ask again when the witnesses have answered, which takes minutes',
} as const satisfies Refusal
