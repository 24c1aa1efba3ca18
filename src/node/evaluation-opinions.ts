import { z } from 'zod'
import { type Digest, digest, done, fromBase64, type Outcome, readJson, refuse } from '#base'
import { readRecord, verifyRecord } from '#exchange'
import { consistent, type GivenOpinion, type Opinion, opinionShape } from '#review'
import { everyEvent } from './every-event.ts'
import { actorKey } from './known-keys.ts'
import { note, write } from './records.ts'
import { headerOf } from './request-view.ts'
import { plain } from './row-data.ts'
import { handWrong } from './signing-hand.ts'
import { type Hand, handOf, type World } from './world.ts'

export const opinionFormat = 'comity-opinion/1'

const stream = 'evaluation'
const given = 'evaluation.opinion'
const published = 'evaluation.opinion_published'

const fileShape = z.strictObject({
  format: z.literal(opinionFormat),
  record: z.string().max(100_000),
  signature: z.string().max(2000),
})

/** Kinds of authority that evaluate, and roles that sign for them. */
const evaluators: readonly string[] = ['evaluator']
const mayOpine: readonly string[] = ['monitor', 'inspector']

/**
 * An officer of the evaluator signs an opinion at the node that serves it. The signed record is the file: whoever has the
 * card of the evaluator can check it, without either node.
 */
export async function giveOpinion(
  world: World,
  actor: string,
  opinion: Opinion,
): Promise<Outcome<{ readonly file: string }>> {
  const hand = handOf(world, actor)
  const card = hand === undefined ? undefined : world.federation.card(hand.authority)
  if (hand === undefined || !mayOpine.includes(hand.role) || !evaluators.includes(card?.kind ?? ''))
    return refuse(notEvaluator)
  const judged = consistent(opinion)
  if (!judged.ok) return judged
  const written = write(
    world,
    hand,
    note(stream, given, world.clock.now(), { opinion: plain(judged.value) }),
  )
  const committed = await world.store.commit({ events: [written.event] })
  if (!committed.ok) return committed
  const { record, signature } = written.event
  return done({
    file: JSON.stringify({
      format: opinionFormat,
      record: base64(record),
      signature: base64(signature),
    }),
  })
}

/**
 * The evaluated authority puts an opinion on its own record, so that it stands beside the figures: whatever it says. Only
 * the signature counts and that it speaks of a file that was handed over here.
 */
export async function publishOpinion(
  world: World,
  hand: Hand,
  bytes: Uint8Array,
  handedOver: (bundle: Digest) => Promise<boolean>,
): Promise<Outcome<GivenOpinion>> {
  const read = readOpinion(world, bytes)
  if (!read.ok) return read
  const opinion = read.value
  const ours = await Promise.all(opinion.bundles.map((bundle) => handedOver(bundle as Digest)))
  if (!ours.includes(true))
    return refuse({
      kind: 'unknown',
      name: 'opinion-elsewhere',
      ground: 'the opinion speaks of no file that this node handed over',
      remedy: 'publish it at a node whose figures it is about',
    })
  const known = (await opinionsOf(world)).find((o) => o.id === opinion.id)
  if (known !== undefined) return done(known)
  const { id, evaluator, by, at, ...said } = opinion
  const written = write(
    world,
    hand,
    note(stream, published, world.clock.now(), {
      record: id,
      evaluator,
      by,
      given: at,
      opinion: plain(said),
    }),
  )
  const committed = await world.store.commit({ events: [written.event] })
  return committed.ok ? done(opinion) : committed
}

/** Opinions given here or put on record here, newest first; each once. */
export async function opinionsOf(world: World): Promise<readonly GivenOpinion[]> {
  const found = new Map<string, GivenOpinion>()
  for await (const event of everyEvent(world.store, { stream })) {
    const header = headerOf(event)
    if (header === undefined || event.record === null) continue
    const { data, actor, at } = header
    const shaped = opinionShape.safeParse(data.opinion)
    if (!shaped.success) continue
    if (header.type === given) {
      const id = digest(event.record)
      found.set(id, { ...shaped.data, id, evaluator: authorityOf(actor), by: actor, at })
    }
    if (header.type === published) {
      const id = String(data.record)
      const [evaluator, by] = [String(data.evaluator), String(data.by)]
      found.set(id, { ...shaped.data, id, evaluator, by, at: String(data.given) })
    }
  }
  return [...found.values()].sort((a, b) => b.at.localeCompare(a.at))
}

/** The file as an opinion, if an evaluator of the directory signed it. */
export function readOpinion(
  world: Pick<World, 'federation'>,
  bytes: Uint8Array,
): Outcome<GivenOpinion> {
  const read = readJson(bytes, { maxBytes: 256 * 1024, maxDepth: 3 })
  const shaped = read.ok ? fileShape.safeParse(read.value) : undefined
  const record = shaped?.success ? fromBase64(shaped.data.record) : undefined
  const signature = shaped?.success ? fromBase64(shaped.data.signature) : undefined
  if (record === undefined || signature === undefined)
    return refuse(unsigned('it has another form'))
  const header = readRecord(record)
  if (!header.ok) return refuse(unsigned(header.refusal.ground))
  const { node, actor, key, at, type, data } = header.value
  const authority = authorityOf(actor)
  const card = world.federation.card(authority)
  const known = actorKey(world.federation, node, actor, key, at)
  if (card === undefined || !evaluators.includes(card.kind) || known === undefined)
    return refuse(unsigned('no card of an evaluator lists the key'))
  if (!verifyRecord(record, signature, known)) return refuse(unsigned('the signature is another'))
  const wrong = handWrong(world.federation, header.value, undefined)
  if (wrong !== undefined) return refuse(unsigned(wrong))
  const opinion = opinionShape.safeParse(data.opinion)
  if (type !== given || !opinion.success) return refuse(unsigned('the record is no opinion'))
  const judged = consistent(opinion.data)
  if (!judged.ok) return judged
  return done({ ...judged.value, id: digest(record), evaluator: authority, by: actor, at })
}

function authorityOf(actor: string): string {
  return actor.split('/')[0] ?? ''
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

function unsigned(why: string) {
  return {
    kind: 'forbidden',
    name: 'opinion-unsigned',
    ground: `the file is no opinion that an evaluator of the network has signed: ${why}`,
    citation: 'Comity protocol, evaluation',
    remedy: 'ask the evaluator for the file as its node gave it out',
  } as const
}

const notEvaluator = {
  kind: 'forbidden',
  name: 'opinion-not-yours',
  ground: 'an opinion on figures is signed by a monitor or an inspector of an evaluator',
  citation: 'Comity protocol, evaluation; ISSAI 10, independence',
  remedy: 'ask the evaluator panel of the federation',
} as const
