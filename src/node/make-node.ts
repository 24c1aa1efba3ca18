import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Clock,
  done,
  type Instant,
  must,
  type Outcome,
  type Random,
  refuse,
  systemClock,
  systemRandom,
} from '#base'
import {
  type AuthorityCard,
  type AuthorityKey,
  type Officer,
  privateKeyObject,
  type Role,
  type SignedCard,
  type Suite,
  signCard,
  verifyCard,
} from '#directory'
import { bestSealAlgorithm, type SigningKey } from '#exchange'
import { type AuthorityKind, type Measure, measures } from '#law'
import { type Keyring, keySecret, makeKeyring, writeKeyring } from './keyring.ts'
import { selfTest } from './self-test.ts'

/** What a new node is told about the authority it stands for. */
export interface NewNode {
  readonly dir: string
  /** `XV-FIU`. */
  readonly id: string
  readonly name: string
  /** ISO 3166 code. */
  readonly country: string
  readonly kind: AuthorityKind
  /** Where the others reach it, `https://…` without a final slash. */
  readonly address: string
  readonly officers: readonly { readonly id: string; readonly name: string; readonly role: Role }[]
  readonly competences?: readonly Measure[]
  readonly languages?: readonly string[]
  /** Authorities of the country that act through this node, each with its own officers. */
  readonly served?: readonly ServedAuthority[]
  /** Opens the key file; absent: a random one is made in `DIR/secret`. */
  readonly secret?: string
  /** First instant of the keys. The demonstration begins before it was made. */
  readonly from?: Instant
  readonly clock?: Clock
  readonly random?: Random
  /** `classical`: the curve alone, said on the card from the first day; holds with partners whose cards say so too. */
  readonly suite?: Suite
  /** The exercise that the node is made for; its cards say so, and every screen and page. */
  readonly exercise?: string
}

/** An authority without a node of its own. */
export interface ServedAuthority {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly kind: AuthorityKind
  readonly competences?: readonly Measure[]
  readonly languages?: readonly string[]
  /** It is reached on paper alone; its card stands in this node's directory and in no other. */
  readonly outside?: true
  readonly officers: readonly { readonly id: string; readonly name: string; readonly role: Role }[]
}

/** The node's own page of facts, `DIR/node.json`. Public except for the officers' names. */
export interface NodeFile {
  readonly v: 1
  readonly card: SignedCard
  /** Officers of the node's own authority and of those it serves. */
  readonly officers: readonly Officer[]
  readonly served?: readonly SignedCard[]
}

/** Makes the folder of a node: its keys, its signed card, its officers. The log begins when it is first opened. */
export async function makeNode(options: NewNode): Promise<Outcome<SignedCard>> {
  await selfTest()
  const { dir } = options
  const clock = options.clock ?? systemClock
  const random = options.random ?? systemRandom
  if (existsSync(join(dir, 'node.json')) || existsSync(join(dir, 'keyring.json')))
    return refuse({
      kind: 'conflict',
      name: 'node-exists',
      ground: `there is a node in ${dir} already`,
      remedy: 'choose another folder; the keys of a node are never overwritten',
    })
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const from = options.from ?? clock.now()
  const served = options.served ?? []
  const officers = [options, ...served].flatMap((a) => officersOf(a, from))
  const keys = makeKeyring(
    officers.map((o) => o.id),
    random,
    options.suite ?? bestSuite(),
  )
  writeKeyring(dir, keys, keySecret(dir, options.secret, random), random)
  const file = nodeFile(options, keys, from)
  writeNodeFile(dir, file)
  return done(file.card)
}

/** Lattices where the runtime has them, from Node 24.7 on. */
function bestSuite(): Suite {
  return bestSealAlgorithm() === 'X25519' ? 'classical' : 'hybrid'
}

/** What stands in the file of a node with these keys, which begin at `from`. */
export function nodeFile(options: NewNode, keys: Keyring, from: Instant): NodeFile {
  const served = options.served ?? []
  const officers = [options, ...served].flatMap((a) => officersOf(a, from))
  const privateKey = privateKeyObject(text(keys.seal.seed), text(keys.seal.publicKey))
  const signedBySeal = (card: AuthorityCard) => signCard(card, [{ key: keys.seal.id, privateKey }])
  const signed = signedBySeal(makeCard(options, keys, officers, from))
  const cards = served.map((a) => signedBySeal(servedCard(options, a, keys, officers, from)))
  return { v: 1, card: signed, officers, served: cards }
}

function officersOf(
  { id, officers }: Pick<ServedAuthority, 'id' | 'officers'>,
  from: Instant,
): readonly Officer[] {
  return officers.map((o) => ({
    id: o.id.startsWith(`${id}/`) ? o.id : `${id}/${o.id}`,
    authority: id,
    name: o.name,
    role: o.role,
    from: from.slice(0, 10) as Officer['from'],
  }))
}

function officerKeys(
  id: string,
  keys: Keyring,
  officers: readonly Officer[],
  from: Instant,
): AuthorityCard['officers'] {
  return officers
    .filter((o) => o.authority === id)
    .map((o) => ({
      id: o.id,
      role: o.role,
      key: keys.officers[o.id]!.id,
      publicKey: text(keys.officers[o.id]!.publicKey),
      from,
    }))
}

/** No keys and no address: letters to it go to the node, and the node's seals stand on what it writes. */
function servedCard(
  node: Pick<NewNode, 'id' | 'exercise'>,
  authority: ServedAuthority,
  keys: Keyring,
  officers: readonly Officer[],
  from: Instant,
): AuthorityCard {
  const { id, name, country, kind } = authority
  return {
    id,
    version: 1,
    name,
    country,
    kind,
    competences: authority.competences ?? [],
    languages: authority.languages ?? ['en'],
    desk: { name: `${name}, desk`, hours: 'office hours' },
    ...(authority.outside === true ? { outside: true } : { servedBy: node.id }),
    ...(node.exercise === undefined ? {} : { exercise: node.exercise }),
    address: '',
    keys: [],
    officers: officerKeys(id, keys, officers, from),
    issuedAt: from,
  }
}

function makeCard(
  options: NewNode,
  keys: Keyring,
  officers: readonly Officer[],
  from: Instant,
): AuthorityCard {
  const key = (use: AuthorityKey['use'], k: SigningKey): AuthorityKey => ({
    id: k.id,
    use,
    algorithm: k.algorithm,
    publicKey: text(k.publicKey),
    from,
  })
  return {
    id: options.id,
    version: 1,
    name: options.name,
    country: options.country,
    kind: options.kind,
    competences:
      options.competences ?? measures.filter((m) => m.startsWith('fiu-') || m === 'onward-use'),
    languages: options.languages ?? ['en'],
    desk: { name: `${options.name}, duty desk`, hours: 'day and night' },
    ...(options.exercise === undefined ? {} : { exercise: options.exercise }),
    address: options.address,
    keys: [
      key('seal', keys.seal),
      ...(keys.secondSeal === undefined ? [] : [key('second-seal', keys.secondSeal)]),
      key('log', keys.log),
      ...(keys.witness === undefined ? [] : [key('witness', keys.witness)]),
      ...(keys.secondWitness === undefined ? [] : [key('second-witness', keys.secondWitness)]),
      ...keys.opening.map((k) => ({
        id: k.id,
        use: 'open' as const,
        algorithm: k.algorithm,
        publicKey: text(k.publicKey),
        from,
      })),
    ],
    ...(keys.secondSeal === undefined ? { suites: [{ suite: 'classical' as const, from }] } : {}),
    officers: officerKeys(options.id, keys, officers, from),
    issuedAt: from,
  }
}

/** @throws RefusedError when there is no node in the folder, or its file is damaged */
export function readNodeFile(dir: string): NodeFile {
  const path = join(dir, 'node.json')
  const none = {
    kind: 'unknown',
    name: 'no-node-here',
    ground: `there is no node in ${dir}`,
    remedy: `make one with: comity init ${dir}`,
  } as const
  if (!existsSync(path)) must<never>(refuse(none))
  const file = parsed(readFileSync(path, 'utf8'))
  const wrong = wrongWith(file)
  if (wrong === undefined) return file as NodeFile
  return must<never>(
    refuse({
      kind: 'conflict',
      name: 'node-unusable',
      ground: `${path} is damaged${wrong}`,
      remedy: 'restore it from a backup',
    }),
  )
}

/** The file of a node under another name, or undefined when it is not whole. */
export function nodeFileIn(path: string): NodeFile | undefined {
  const file = parsed(readFileSync(path, 'utf8'))
  return wrongWith(file) === undefined ? (file as NodeFile) : undefined
}

function wrongWith(file: Partial<NodeFile> | null): string | undefined {
  const card = file?.card === undefined ? undefined : verifyCard(file.card)
  if (card !== undefined && !card.ok) return `: ${card.refusal.ground}`
  if (file?.v !== 1 || card === undefined || !Array.isArray(file.officers)) return ''
  const cards = [card.value]
  for (const signed of file.served ?? []) {
    const served = verifyCard(signed, undefined, card.value)
    if (!served.ok) return `: ${served.refusal.ground}`
    cards.push(served.value)
  }
  // The list of officers has their names and is not signed; whom it lets act, and as what, stands on the signed cards.
  const stranger = (file.officers as readonly Officer[]).find(
    (officer) =>
      !cards.some(
        (c) =>
          c.id === officer.authority &&
          c.officers.some((o) => o.id === officer.id && o.role === officer.role),
      ),
  )
  return stranger === undefined
    ? undefined
    : `: ${stranger.id} is on no signed card of this node as ${stranger.role}`
}

function parsed(text: string): Partial<NodeFile> | null {
  try {
    return JSON.parse(text) as Partial<NodeFile> | null
  } catch {
    return null
  }
}

function writeNodeFile(dir: string, file: NodeFile): void {
  const path = join(dir, 'node.json')
  writeFileSync(`${path}.new`, JSON.stringify(file, null, 1), { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
