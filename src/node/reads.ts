import { digest, done, type Json, type Outcome, refuse } from '#base'
import type { AuthorityCard, SignedCard } from '#directory'
import type { SignedEvent } from '#indicators'
import { type Permission, routes } from '#law'
import { fieldsOf, procedureOf } from '#procedure'
import type { Head, StoredEvent } from '#store'
import { procedureOfKind } from './command.ts'
import { type FiguresQuery, figuresOf, publicFiguresOf, signedEvents } from './figures.ts'
import { inbox } from './inbox.ts'
import { proofOf } from './proof.ts'
import { fieldView, headerOf, requestView } from './request-view.ts'
import type {
  AuthorityView,
  InboxItem,
  LogView,
  NodeView,
  RequestView,
  StartForm,
} from './views.ts'
import { countryName } from './words.ts'
import { handOf, type World } from './world.ts'

/** Everything a node answers without changing anything but the record of who looked. */
export interface Reads {
  node(): Promise<NodeView>
  inbox(query: {
    readonly show: 'open' | 'closed' | 'all'
    readonly q: string
  }): Promise<InboxItem[]>
  request(actor: string, id: string): Promise<Outcome<RequestView>>
  startForm(actor: string, to: string, kind: 'request' | 'spontaneous'): Promise<Outcome<StartForm>>
  proof(actor: string, id: string): Promise<Outcome<Json>>
  authorities(): Promise<AuthorityView[]>
  log(query: { readonly after?: number | undefined; readonly limit: number }): Promise<LogView>
  figures(query: FiguresQuery, publicly: boolean): Promise<Json>
  /** By whole quarters that are over, `2025-Q1`; without one, the period this node publishes. */
  publicFigures(quarter?: string): Promise<Outcome<Json>>
  /** What the figures read, for nodes that are counted together. */
  signedEvents(): Promise<readonly SignedEvent[]>
  card(): SignedCard
  checkpoint(): Promise<string>
  tile(level: number, index: number, width: number): Promise<Outcome<Uint8Array>>
  entries(index: number, width: number): Promise<Outcome<Uint8Array>>
}

export function reads(world: World): Reads {
  const { store, federation } = world
  return {
    node: () => nodeView(world),
    inbox: (query) => inbox(world, query),
    request: (actor, id) => requestView(world, actor, id),
    startForm: async (actor, to, kind) => startForm(world, actor, to, kind),
    proof: (actor, id) => proofOf(world, actor, id),
    authorities: async () => federation.cards().map((card) => authorityView(world, card)),
    log: (query) => logView(world, query),
    figures: (query, publicly) => figuresOf(world, query, publicly),
    publicFigures: (quarter) => publicFiguresOf(world, quarter),
    signedEvents: () => signedEvents(world),
    card: () => federation.ownSigned,
    checkpoint: async () => (await store.head()).checkpoint,
    tile: (level, index, width) => store.tile(level, index, width),
    entries: (index, width) => store.entries(index, width),
  }
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

function startForm(
  world: World,
  actor: string,
  to: string,
  kind: 'request' | 'spontaneous',
): Outcome<StartForm> {
  const hand = handOf(world, actor)
  const peer = world.federation.card(to)
  if (hand === undefined || peer === undefined || to === world.id)
    return refuse({
      kind: 'unknown',
      name: 'addressee-unknown',
      ground: `${to.slice(0, 40)} is not a partner in the directory`,
      remedy: 'choose an authority from the directory',
    })
  const procedure = procedureOf(procedureOfKind[kind])
  if (!procedure.ok) return procedure
  const bases = basesBetween(world, peer, [procedure.value.measure])
  const classes = new Set(bases.flatMap((b) => Object.keys(b.basis.answer)))
  return done({
    form: fieldsOf(procedure.value.form).map((field) => {
      const view = fieldView(field)
      if (field.name !== 'class' || view.options === undefined) return view
      return { ...view, options: view.options.filter((o) => classes.has(o.value)) }
    }),
    bases: bases.map(({ basis, instrument }) => ({
      id: basis.id,
      name: instrument.name,
      citation: basis.citation,
      clocks: Object.entries(basis.answer).map(([name, rule]) => `${name}: ${rule}`),
    })),
  })
}

function basesBetween(
  world: World,
  peer: AuthorityCard,
  wanted: readonly AuthorityCard['competences'][number][],
): readonly Permission[] {
  const { own } = world.federation
  const on = world.clock.now().slice(0, 10) as never
  return wanted.flatMap((measure) =>
    routes({
      measure,
      from: { authority: own.id, country: own.country, kind: own.kind },
      to: { authority: peer.id, country: peer.country, kind: peer.kind },
      on,
    }),
  )
}

function authorityView(world: World, card: AuthorityCard): AuthorityView {
  const bases = card.id === world.id ? [] : basesBetween(world, card, card.competences)
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
    bases: bases.map(({ basis, instrument }) => ({
      id: basis.id,
      name: instrument.name,
      citation: basis.citation,
    })),
  }
}

async function logView(
  world: World,
  query: { readonly after?: number | undefined; readonly limit: number },
): Promise<LogView> {
  const head = await world.store.head()
  const after = query.after ?? Math.max(-1, head.size - query.limit - 1)
  const events = await world.store.events({ after, limit: query.limit })
  return {
    head: headView(head),
    entries: events.map((event) => entryView(world, event)),
  }
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
