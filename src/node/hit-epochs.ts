import { digest, done, type Instant, instant, millis, type Outcome } from '#base'
import {
  type Announcement,
  type BuiltIndex,
  hitRefusal,
  type Quota,
  type ReleaseRule,
  releaseRules,
} from '#hit'
import { normaliser } from '#resolve'
import { readDocument } from './bodies.ts'
import { documentBytes } from './deliver.ts'
import { build } from './hit-building.ts'
import { placeOf, streamOf } from './hit-parties.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import type { OwnEpoch } from './hit-shapes.ts'
import { base64, fromBase64, sealed } from './hit-wire.ts'
import { note, write } from './records.ts'
import { plain, rowData } from './row-data.ts'
import type { Hand, World } from './world.ts'

const longestEpochDays = 90

export interface EpochTerms {
  readonly partner: string
  readonly purpose: string
  readonly days: number
  readonly quota: Quota
  /** Which questions officers release one by one. */
  readonly release: ReleaseRule
}

/** What an epoch is, apart from its index. */
interface Plan {
  readonly partner: string
  readonly purpose: string
  readonly epoch: string
  readonly version: number
  readonly from: Instant
  readonly to: Instant
  readonly consent: string
  readonly quota: Quota
  readonly release: ReleaseRule
}

/** The agreement to be asked: a key and an index for one partner and purpose, committed to on record, then announced. */
export async function openEpoch(
  world: World,
  hand: Hand,
  terms: EpochTerms,
): Promise<Outcome<OwnEpoch>> {
  const { partner, purpose, days, quota, release } = terms
  if (world.federation.card(partner) === undefined || partner === world.id)
    return hitDeskRefusal('hit-partner-unknown')
  if (days < 1 || days > longestEpochDays) return hitDeskRefusal('hit-term')
  if (!releaseRules.some((rule) => rule.id === release)) return hitDeskRefusal('hit-unknown')
  const seed = world.random.bytes(32)
  const epoch: string = world.ids.next()
  const name = { owner: world.id, asker: partner, purpose, epoch }
  return build(world, hand.id, partner, { name, seed }, (built, subjects) =>
    world.locks.run([placeOf(partner, purpose)], async () => {
      const before = await ownEpoch(world, partner, purpose)
      const from = world.clock.now()
      const to = instant(millis(from) + days * 86_400_000)
      const consent: string = world.ids.next()
      const plan = { partner, purpose, epoch, version: 1, from, to, consent, quota, release }
      const opened = await commitIndex(world, hand, plan, built, subjects, { seed })
      // The key of the epoch before is gone with the new one: who keeps its tokens can ask nothing more with them.
      if (opened.ok && before?.state === 'open') await eraseSeed(world, hand, before)
      return opened
    }),
  )
}

/** The index again, with the subjects of today: under the same key it only grows. */
export async function growEpoch(
  world: World,
  hand: Hand,
  partner: string,
  purpose: string,
): Promise<Outcome<OwnEpoch>> {
  const runs = (epoch: OwnEpoch | undefined) =>
    epoch?.state === 'open' && world.clock.now() < epoch.announced.to ? epoch : undefined
  const before = runs(await ownEpoch(world, partner, purpose))
  const seed = before === undefined ? undefined : await seedOf(world, before)
  const file = before && (await world.store.blobs.get(before.announced.file.digest))
  if (before === undefined || seed === undefined || file === undefined)
    return hitRefusal('hit-epoch-over')
  const { epoch, version, from, to, consent, release } = before.announced
  const name = { owner: world.id, asker: partner, purpose, epoch }
  return build(world, hand.id, partner, { name, seed, before: file.bytes }, (built, subjects) =>
    world.locks.run([placeOf(partner, purpose)], async () => {
      const now = runs(await ownEpoch(world, partner, purpose))
      // Closed, or replaced, while the index was made: nothing is committed to under a key that is gone.
      if (now?.announced.root !== before.announced.root) return hitRefusal('hit-epoch-over')
      const { quota } = now
      const next = version + 1
      const plan = { partner, purpose, epoch, version: next, from, to, consent, quota, release }
      const grown = await commitIndex(world, hand, plan, built, subjects, { record: now.seed })
      if (grown.ok) await world.store.blobs.remove(before.announced.file.digest)
      return grown
    }),
  )
}

export async function closeEpoch(
  world: World,
  hand: Hand,
  partner: string,
  purpose: string,
): Promise<Outcome<void>> {
  return world.locks.run([placeOf(partner, purpose)], async () => {
    const epoch = await ownEpoch(world, partner, purpose)
    if (epoch?.state !== 'open') return hitDeskRefusal('hit-unknown')
    await eraseSeed(world, hand, epoch)
    const closed: OwnEpoch = { ...epoch, state: 'closed' }
    await putEpoch(world, closed)
    return done(undefined)
  })
}

/** Key and root go on record first; only what is on record is announced. */
async function commitIndex(
  world: World,
  hand: Hand,
  plan: Plan,
  built: BuiltIndex,
  subjects: number,
  secret: { readonly seed: Uint8Array } | { readonly record: string },
): Promise<Outcome<OwnEpoch>> {
  const { partner, purpose, epoch, version, from, to, consent, quota, release } = plan
  const { key, root, tokens, file } = built
  const place = await world.store.blobs.put(file, { kind: 'hit-index' })
  const type = version === 1 ? 'hit.epoch-opened' : 'hit.index-grown'
  const terms = { from, to, consent, release, items: quota.items, names: quota.names }
  const committed = write(world, hand, {
    ...note(streamOf(partner, purpose), type, world.clock.now(), {
      partner,
      purpose,
      epoch,
      version,
      key: digest(key),
      root,
      tokens,
      ...terms,
    }),
    ...('seed' in secret ? { document: documentBytes({ seed: base64(secret.seed) }) } : {}),
  })
  const first = await world.store.commit({
    events: [committed.event],
    bodies: committed.body === undefined ? [] : [committed.body],
  })
  if (!first.ok) return first
  const announced: Announcement = {
    v: 1,
    kind: 'hit-epoch',
    owner: world.id,
    asker: partner,
    purpose,
    epoch,
    version,
    from,
    to,
    suite: 'ristretto255-SHA512',
    normaliser,
    key: Buffer.from(key).toString('hex'),
    root,
    tokens,
    file: { digest: place, bytes: file.length },
    consent,
    limits: quota,
    release,
    logged: first.value.head.size,
  }
  const own: OwnEpoch = {
    announced,
    packet: base64(sealed(world, partner, announced)),
    seed: 'record' in secret ? secret.record : committed.event.id,
    state: 'open',
    quota,
    subjects,
  }
  await putEpoch(world, own)
  return done(own)
}

export async function ownEpoch(
  world: World,
  partner: string,
  purpose: string,
): Promise<OwnEpoch | undefined> {
  const row = await world.store.row('hit-epoch', `${partner}|${purpose}`)
  return row === undefined ? undefined : rowData<OwnEpoch>(row)
}

async function putEpoch(world: World, epoch: OwnEpoch): Promise<void> {
  const { asker, purpose } = epoch.announced
  await world.store.commit({
    events: [],
    rows: [{ kind: 'hit-epoch', key: `${asker}|${purpose}`, data: plain(epoch) }],
  })
}

async function eraseSeed(world: World, hand: Hand, epoch: OwnEpoch): Promise<void> {
  const { asker: partner, purpose, epoch: name } = epoch.announced
  const about = { partner, purpose, epoch: name }
  const entry = note(streamOf(partner, purpose), 'hit.epoch-closed', world.clock.now(), about)
  const written = write(world, hand, entry)
  await world.store.commit({ events: [written.event], erase: [epoch.seed] })
  await world.store.blobs.remove(epoch.announced.file.digest)
}

export async function seedOf(world: World, epoch: OwnEpoch): Promise<Uint8Array | undefined> {
  const body = await readDocument(world, epoch.seed)
  return typeof body?.seed === 'string' ? fromBase64(body.seed) : undefined
}
