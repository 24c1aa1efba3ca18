import { type Digest, digest, done, type Json, type Outcome } from '#base'
import type { AuthorityCard, SignedCard } from '#directory'
import type { SignedEvent } from '#indicators'
import type { RouteAnswer } from '#law'
import type { GivenOpinion } from '#review'
import type { Head, StoredEvent } from '#store'
import { maySee } from './access.ts'
import { channelsOf, deliveriesOf } from './delivery-views.ts'
import { maySeeTracing } from './desk-door.ts'
import { type DocumentBytes, type DocumentQuery, documentOf } from './documents.ts'
import { type DueQuery, dueView, rulesView } from './due-views.ts'
import { opinionsOf } from './evaluation-opinions.ts'
import { type FiguresQuery, figuresOf, signedEvents } from './figures.ts'
import { crossingDigests, proofOfDrawn } from './figures-sample.ts'
import { type Harmony, harmonyOf } from './harmony.ts'
import { type InboxQuery, inbox } from './inbox.ts'
import { consentLedger, itemsView } from './items-view.ts'
import { type LawRowsQuery, lawRows } from './law-rows.ts'
import { load } from './matter.ts'
import { looksOn } from './outsiders.ts'
import { isServedHere, servedHere } from './parties.ts'
import { procedureItems, procedureView, refusalsView } from './procedure-views.ts'
import { type Promises, promisesOf } from './promises.ts'
import { proofOf } from './proof.ts'
import { type PublicReads, publicReads } from './public-reads.ts'
import { type Register, registerOf } from './register.ts'
import { publicFigures, releaseOf, releaseProofOf, releasesOf } from './release-views.ts'
import { headerOf, requestView } from './request-view.ts'
import { gapsView, type RouteQuery, routeChoices, routeView } from './route-views.ts'
import { rowData } from './row-data.ts'
import { basesBetween, checkForm, formDefaults, startForm } from './start-form.ts'
import { boxAuthority } from './tips-box.ts'
import { isOpenLead } from './tips-lead.ts'
import type {
  AuthorityView,
  Completeness,
  InboxItem,
  LogView,
  NodeView,
  RequestView,
  StartForm,
} from './views.ts'
import type { ChannelsView, DeliveryView } from './views-delivery.ts'
import type { ConsentView, ItemsView } from './views-items.ts'
import type { DueView, LawRows, RulesView } from './views-law.ts'
import type { ProcedureItem, ProcedureView, RefusalsView } from './views-procedures.ts'
import type { GapsView, RouteChoices } from './views-route.ts'
import { countryName } from './words.ts'
import { type Hand, handOf, type World } from './world.ts'

/** Everything a node answers without changing anything but the record of who looked. */
export interface Reads {
  node(): Promise<NodeView>
  /** With an officer, what the officer may see; without one, everything the node keeps. */
  inbox(query: InboxQuery, actor?: string): Promise<InboxItem[]>
  request(actor: string, id: string): Promise<Outcome<RequestView>>
  /** What is known of each letter of a matter. */
  deliveries(actor: string, id: string): Promise<Outcome<DeliveryView>>
  /** Where the channels to the peers stand. */
  channels(actor: string): Promise<ChannelsView>
  startForm(actor: string, query: Parameters<typeof startForm>[2]): Promise<Outcome<StartForm>>
  /** The live score of a draft that is kept nowhere yet. */
  checkForm(actor: string, query: Parameters<typeof checkForm>[2]): Promise<Outcome<Completeness>>
  /** What an earlier matter of the case lets us fill in. */
  formDefaults(
    actor: string,
    query: Parameters<typeof formDefaults>[2],
  ): ReturnType<typeof formDefaults>
  procedures(actor: string): { procedures: ProcedureItem[] }
  procedure(id: string): Outcome<ProcedureView>
  refusals(): RefusalsView
  document(
    actor: string,
    id: string,
    record: string,
    query: DocumentQuery,
  ): Promise<Outcome<DocumentBytes>>
  due(query: DueQuery): Outcome<DueView>
  rules(q: string): RulesView
  lawRows(query: LawRowsQuery): Outcome<LawRows>
  route(query: RouteQuery): Promise<Outcome<RouteAnswer>>
  routeChoices(): RouteChoices
  gaps(): Promise<GapsView>
  /** With `words`, the documents themselves are in it. */
  /** What was exchanged in a matter, with conditions, consents and corrections. */
  items(actor: string, id: string): Promise<Outcome<ItemsView>>
  consents(actor: string): Promise<ConsentView[]>
  proof(actor: string, id: string, words?: boolean): Promise<Outcome<Json>>
  authorities(): Promise<AuthorityView[]>
  /** With an officer, entries of matters that the officer may not see are there without who and what. */
  log(
    query: { readonly after?: number | undefined; readonly limit: number },
    actor?: string,
  ): Promise<LogView>
  figures(query: FiguresQuery, publicly: boolean): Promise<Json>
  /** As staff sees them; who looks on from outside the cases gets what was released, whatever days are asked. */
  figuresFor(actor: string, query: FiguresQuery): Promise<Outcome<Json>>
  /** By whole quarters that are over, `2025-Q1`; without one, the period this node publishes. */
  publicFigures(quarter?: string, preview?: boolean): Promise<Outcome<Json>>
  /** What the public pages show besides. */
  readonly public: PublicReads
  /** Commitments and peer reviews; for an officer all, without one what is public. */
  promises(actor?: string): Promise<Promises>
  /** Observations from outside with their answers, and documents in force, as anybody may read them. */
  register(): Promise<Register>
  /** Every release that ever came out, newest first; see `release-desk.ts`. */
  releases(): ReturnType<typeof releasesOf>
  release(period: string, version?: number): ReturnType<typeof releaseOf>
  releaseProof(period: string, version?: number): Promise<Outcome<Json>>
  /** Levels of adoption, model laws with their adaptations, early warnings: from counts alone. */
  harmony(actor: string): Promise<Harmony>
  /** What evaluators said of the figures of this node, or gave out at it; newest first. */
  opinions(): Promise<readonly GivenOpinion[]>
  /** What the figures read, for nodes that are counted together. */
  signedEvents(after?: number): Promise<readonly SignedEvent[]>
  /** Records of those days that crossed a border, by digest; and the proof of the drawn ones that stand in this log. */
  crossingDigests(days: { readonly from: string; readonly to: string }): Promise<readonly Digest[]>
  proofOfDrawn(digests: readonly string[]): Promise<Outcome<Json>>
  card(): SignedCard
  /** Own card first, then those of the authorities that this node serves: what a partner enrols. */
  cards(): readonly SignedCard[]
  /** Cards that this node signs and others enrol: its own first, then those of the authorities it serves. */
  ownCards(): readonly SignedCard[]
  /** The newest head that a quorum of witnesses cosigned, with their lines; without a policy, the newest head. */
  checkpoint(): Promise<string>
  tile(level: number, index: number, width: number): Promise<Outcome<Uint8Array>>
  entries(index: number, width: number): Promise<Outcome<Uint8Array>>
}

export function reads(world: World): Reads {
  const { store, federation } = world
  return {
    node: () => nodeView(world),
    inbox: (query, actor) => inbox(world, query, actor),
    request: (actor, id) => requestView(world, actor, id),
    deliveries: (actor, id) => deliveriesOf(world, actor, id),
    channels: (actor) => channelsOf(world, actor),
    startForm: async (actor, query) => startForm(world, actor, query),
    checkForm: (actor, query) => checkForm(world, actor, query),
    formDefaults: (actor, query) => formDefaults(world, actor, query),
    procedures: (actor) => procedureItems(world, actor),
    procedure: (id) => procedureView(world, id),
    refusals: refusalsView,
    document: (actor, id, record, query) => documentOf(world, actor, id, record, query),
    due: (query) => dueView(world, query),
    rules: (q) => rulesView(world, q),
    route: (query) => routeView(world, query),
    routeChoices: () => routeChoices(world),
    gaps: () => gapsView(world),
    lawRows: (query) => lawRows(world.laws.now(), query),
    items: (actor, id) => itemsView(world, actor, id),
    consents: (actor) => consentLedger(world, actor),
    proof: (actor, id, words) => proofOf(world, actor, id, words),
    authorities: async () => federation.cards().map((card) => authorityView(world, card)),
    log: (query, actor) => logView(world, query, actor),
    figures: (query, publicly) => figuresOf(world, query, publicly),
    figuresFor: async (actor, query) =>
      looksOn(world, actor) ? publicFigures(world) : done(await figuresOf(world, query, false)),
    publicFigures: (quarter, preview) => publicFigures(world, quarter, preview),
    releases: () => releasesOf(world),
    release: (period, version) => releaseOf(world, period, version),
    releaseProof: (period, version) => releaseProofOf(world, period, version),
    public: publicReads(world),
    promises: (actor) => promisesOf(world, actor),
    register: () => registerOf(world),
    opinions: () => opinionsOf(world),
    harmony: (actor) => harmonyOf(world, actor),
    signedEvents: (after) => signedEvents(world, after),
    crossingDigests: (days) => crossingDigests(world, days),
    proofOfDrawn: (digests) => proofOfDrawn(world, digests),
    card: () => federation.ownSigned,
    cards: () => [federation.ownSigned, ...federation.served.filter(isOfNode)],
    ownCards: () => [
      federation.ownSigned,
      ...federation.served.filter((signed) => !isOutside(signed)),
    ],
    checkpoint: async () => world.witnessing.published() ?? (await store.head()).checkpoint,
    tile: (level, index, width) => store.tile(level, index, width),
    entries: (index, width) => store.entries(index, width),
  }
}

/** Its card stands in the directory of the node that writes to it, and nowhere else. */
function isOutside(signed: SignedCard): boolean {
  const card = JSON.parse(Buffer.from(signed.card, 'base64url').toString('utf8')) as AuthorityCard
  return card.outside === true
}

async function nodeView(world: World): Promise<NodeView> {
  const { own } = world.federation
  const head = await world.store.head()
  return {
    id: own.id,
    name: own.name,
    country: own.country,
    countryName: countryName(own.country),
    demo: world.demo,
    exercise: own.exercise ?? null,
    tipBox: boxAuthority(world) ?? null,
    now: world.clock.now(),
    federation: world.federation.cards().map((card) => ({
      id: card.id,
      name: card.name,
      country: card.country,
      address: world.addressOf(card.id) ?? card.address,
      self: card.id === own.id,
    })),
    log: { size: head.size, root: base64(head.root) },
  }
}

function authorityView(world: World, card: AuthorityCard): AuthorityView {
  const bases = isServedHere(world, card.id)
    ? []
    : servedHere(world).flatMap((own) => basesBetween(world, own, card, card.competences))
  const each = bases.filter((b, i) => bases.findIndex((c) => c.basis.id === b.basis.id) === i)
  return {
    id: card.id,
    name: card.name,
    country: card.country,
    kind: card.kind,
    competences: [...card.competences],
    languages: [...card.languages],
    address: card.address,
    keys: card.keys.map((k) => ({
      use: k.use,
      id: k.id,
      fingerprint: digest(Buffer.from(k.publicKey, 'base64url')).slice('sha256:'.length),
      from: k.from,
      to: k.to ?? '',
    })),
    bases: each.map(({ basis, instrument }) => ({
      id: basis.id,
      name: instrument.name,
      citation: basis.citation,
    })),
  }
}

async function logView(
  world: World,
  query: { readonly after?: number | undefined; readonly limit: number },
  actor?: string,
): Promise<LogView> {
  const head = await world.store.head()
  const after = query.after ?? Math.max(-1, head.size - query.limit - 1)
  const events = await world.store.events({ after, limit: query.limit })
  return {
    head: headView(head),
    entries: await Promise.all(
      events.map(async (event) =>
        actor === undefined || (await isOpenTo(world, event.stream, actor))
          ? entryView(world, event)
          : { ...entryView(world, event), type: 'sealed', actor: '', stream: '', digest: null },
      ),
    ),
  }
}

/** Streams of a matter: its own, those of who looked at it and what was refused in it, and what is sealed of a tip. */
const ofMatter = /^(?:(?:access\/)?matter|refusals|tip)\/(.+)$/
const ofLead = /^lead\/(.+)$/
const ofTracing = /^(?:access\/)?tracing\/(.+)$/

async function isOpenTo(world: World, stream: string, actor: string): Promise<boolean> {
  const id = ofMatter.exec(stream)?.[1]
  const hand = handOf(world, actor)
  if (id === undefined) {
    const lead = ofLead.exec(stream)?.[1]
    if (lead !== undefined) return isOpenLead(world, lead, hand)
    const tracing = ofTracing.exec(stream)?.[1]
    return tracing === undefined || isOpenTracing(world, tracing, hand)
  }
  const matter = await load(world, `matter/${id}`)
  if (matter === undefined) return hand?.role === 'auditor'
  return hand !== undefined && maySee(world, matter, hand)
}

/** Of one that was erased nobody can say whose it was; its entries are the auditor's. */
async function isOpenTracing(world: World, id: string, hand: Hand | undefined): Promise<boolean> {
  const row = await world.store.row('tracing', id)
  if (hand === undefined || row === undefined) return hand?.role === 'auditor'
  return maySeeTracing(world, hand, rowData<{ createdBy: string }>(row).createdBy)
}

export function headView(head: Head): LogView['head'] {
  return { size: head.size, root: base64(head.root), checkpoint: head.checkpoint }
}

function entryView(world: World, event: StoredEvent): LogView['entries'][number] {
  const header = headerOf(event)
  return {
    index: event.index,
    at: event.at,
    type: event.type,
    actor: event.actor,
    stream: event.stream,
    digest: event.record === null ? null : digest(event.record),
    leaf: Buffer.from(event.leaf).toString('hex'),
    foreign: header !== undefined && header.node !== world.id,
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

/** An authority outside of the network stands in our directory alone; its card is nobody else's business. */
function isOfNode({ card }: SignedCard): boolean {
  const read = JSON.parse(Buffer.from(card, 'base64url').toString()) as Partial<AuthorityCard>
  return read.outside !== true
}
