import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { builtWorkbench, serve } from '#api'
import { type Clock, type Instant, instant, must } from '#base'
import { verifyCard } from '#directory'
import {
  type ActorView,
  makeNode,
  type Node,
  type Observe,
  openNode,
  witnessPolicyText,
  writeWitnessPolicy,
} from '#node'
import { acrossTheBorder } from './across.ts'
import { publishCase } from './case-page.ts'
import { lanternStory } from './data/all.ts'
import { demoAuthorities } from './data/authorities.ts'
import { todaysChapters } from './data/today.ts'
import { figuresEvaluated } from './evaluated.ts'
import { importLedger } from './ledger.ts'
import { misuse } from './misuse.ts'
import { newKeys } from './new-keys.ts'
import { personsAtTheDesk } from './persons.ts'
import { figuresReleased } from './releases.ts'
import { servedLog } from './served-log.ts'
import { tell } from './tell.ts'
import { openTipBox } from './tip-keys.ts'
import { watched } from './watched.ts'

export interface DemoOptions {
  /** Where the federation is kept. */
  readonly dir: string
  /** First of four ports in a row. */
  readonly port: number
  readonly host?: string
  /** Forgets what was done in it and tells the story anew. */
  readonly fresh?: boolean
  /** Progress, one short line at a time. */
  readonly say?: (line: string) => void
  readonly observe?: (node: string) => Observe
}

export interface Demo {
  readonly nodes: readonly {
    readonly id: string
    readonly name: string
    readonly address: string
    readonly actors: readonly ActorView[]
    readonly node: Node
  }[]
  close(): Promise<void>
}

/** "Today" of the LANTERN world, when the demonstration is made; from then on its clock runs with the real one. */
export const demoBegins = '2026-09-30T08:00:00.000Z' as Instant
/** The quarter of Operation LANTERN, for which its figures are known. */
export const lanternPeriod = { from: '2025-01-01', to: '2025-03-31' } as const
/** First instant of the keys, before the first collection of account data. */
const keysFrom = '2024-06-01T00:00:00.000Z' as Instant

/** When the units make new the keys that are due: a first look at the demonstration finds none that are overdue. */
const keysMadeNew = '2026-08-31T06:00:00.000Z'

/** A demonstration that an older version told is told anew. */
const telling = 31

interface DemoFile {
  readonly v: number
  /** Real time at which the demonstration's clock stood at `demoBegins`. */
  readonly madeAt: number
}

/** Four authorities in one process: own folders, own keys, own databases, own ports, letters between them over HTTP. */
export async function openDemo(options: DemoOptions): Promise<Demo> {
  const { dir } = options
  const say = options.say ?? (() => {})
  if (options.fresh === true) forget(dir)
  if (tellingOf(dir) !== telling) await makeDemo(dir, options.port, say)
  const file = JSON.parse(readFileSync(join(dir, 'demo.json'), 'utf8')) as DemoFile
  const clock: Clock = {
    now: () => instant(Date.parse(demoBegins) + Math.max(0, Date.now() - file.madeAt)),
  }
  const host = options.host ?? '127.0.0.1'
  const addresses = addressesFrom(options.port)
  const web = builtWorkbench()
  const nodes: Demo['nodes'][number][] = []
  const closing: (() => Promise<void>)[] = []
  try {
    await Promise.all(
      demoAuthorities.map(async (authority, i) => {
        const observe = options.observe?.(authority.id)
        const node = await openNode({
          dir: join(dir, authority.id),
          clock,
          demo: true,
          addresses,
          figuresPeriod: lanternPeriod,
          // Who tries the box out does not wait for a full hour.
          tipRoundMinutes: 1,
          figuresWith: demoAuthorities
            .filter((other) => other.id !== authority.id)
            .map((other) => ({
              node: other.id,
              events: async (after?: number) =>
                (await nodes.find((n) => n.id === other.id)?.node.read.signedEvents(after)) ?? [],
            })),
          ...(observe === undefined ? {} : { observe }),
        })
        closing.push(() => node.close())
        const server = await serve({
          node,
          host,
          port: options.port + i,
          ...(web === undefined ? {} : { web }),
        })
        closing.unshift(() => server.close())
        nodes[i] = {
          id: node.id,
          name: authority.name,
          address: addresses[authority.id]!,
          actors: node.actors(),
          node,
        }
      }),
    )
  } catch (error) {
    for (const close of closing) await close()
    throw error
  }
  for (const { node } of nodes) node.start()
  await Promise.all(nodes.map(({ node }) => heard(node)))
  await Promise.all(nodes.map(({ node }) => openTipBox(node)))
  return {
    nodes,
    async close() {
      for (const close of closing) await close()
    },
  }
}

/** After a start letters wait until the witnesses have spoken: whoever looks first shall not meet that. */
async function heard(node: Node): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await node.log.page()).own.state !== 'stopped') return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/**
 * Removes a demonstration, and nothing that is not one.
 *
 * @throws Error when the folder holds something else
 */
function forget(dir: string): void {
  if (!existsSync(dir)) return
  if (!existsSync(join(dir, 'demo.json')) && readdirSync(dir).length > 0)
    throw new Error(`${dir} holds something that is not a demonstration; choose an empty folder`)
  rmSync(dir, { recursive: true, force: true })
}

/** Every node enrols the cards of the others, and of the authorities that those serve. */
export async function meet(nodes: readonly Node[]): Promise<void> {
  for (const node of nodes)
    for (const other of nodes)
      if (other.id !== node.id)
        for (const card of other.read.ownCards()) must(await node.enrol(card))
}

/** Each node has two of the other three for a quorum, from the next start on: the story is told at one stroke. */
function chooseWitnesses(dir: string, nodes: readonly Node[]): void {
  const cards = nodes.map((node) => must(verifyCard(node.read.card())))
  for (const own of cards) {
    const partners = cards.filter((card) => card.id !== own.id)
    writeWitnessPolicy(
      join(dir, own.id),
      witnessPolicyText({ atLeast: 2, partners, at: demoBegins }),
    )
  }
}

function tellingOf(dir: string): number | undefined {
  const path = join(dir, 'demo.json')
  if (!existsSync(path)) return undefined
  return (JSON.parse(readFileSync(path, 'utf8')) as DemoFile).v
}

function addressesFrom(port: number): Readonly<Record<string, string>> {
  return Object.fromEntries(demoAuthorities.map((a, i) => [a.id, `http://127.0.0.1:${port + i}`]))
}

/** Told into a folder beside it and moved into place at the end, so that a stopped telling leaves nothing behind. */
async function makeDemo(dir: string, port: number, say: (line: string) => void): Promise<void> {
  const building = `${dir}.new`
  rmSync(building, { recursive: true, force: true })
  forget(dir)
  mkdirSync(building, { recursive: true, mode: 0o700 })
  say('making four authorities: keys, cards, databases')
  let now = Date.parse(keysFrom)
  const clock: Clock = { now: () => instant(now) }
  const nodes = new Map<string, Node>()
  const addresses = addressesFrom(port)
  await Promise.all(
    demoAuthorities.map(async (a) =>
      must(
        await makeNode({
          dir: join(building, a.id),
          id: a.id,
          name: a.name,
          country: a.country,
          kind: 'FIU',
          languages: a.languages,
          address: addresses[a.id]!,
          officers: a.officers,
          served: a.served,
          from: keysFrom,
          clock,
        }),
      ),
    ),
  )
  const logs = { served: false }
  const start = async (id: string) => {
    const node = await openNode({
      dir: join(building, id),
      clock,
      demo: true,
      durable: false,
      tipRoundMinutes: 1,
      figuresWith: demoAuthorities
        .filter((other) => other.id !== id)
        .map((other) => ({
          node: other.id,
          events: async (after?: number) => (nodes.get(other.id) as Node).read.signedEvents(after),
        })),
      // Nobody listens before the story is told, but where a lot is drawn; partners compare each other's logs from the
      // start on.
      get: async (url) => {
        const from = demoAuthorities.find((b) => url.startsWith(`${addresses[b.id]}/`))
        return logs.served && from !== undefined
          ? servedLog(nodes.get(from.id) as Node, new URL(url).pathname)
          : { status: 503, bytes: new Uint8Array() }
      },
      post: async (url, bytes) => {
        const to = demoAuthorities.find((b) => url.startsWith(`${addresses[b.id]}/`))
        const node = nodes.get(to?.id ?? '') as Node
        const what = /\/exchange\/hit\/(epoch|ask|challenge)$/.exec(url)?.[1]
        if (what !== undefined)
          return { status: 200, bytes: must(await node.hit.receive(what as 'ask', bytes)) }
        const reply = must(await node.receive(bytes))
        return { status: reply.status, bytes: reply.receipt }
      },
      pull: async (url, headers) => {
        const from = demoAuthorities.find((b) => url.startsWith(`${addresses[b.id]}/`))
        const id = new URL(url).pathname.split('/').at(-1) as string
        const file = await (nodes.get(from?.id ?? '') as Node).attachments.serve(id, headers)
        return { status: 206, body: must(file).body }
      },
    })
    nodes.set(id, node)
  }
  const ids = demoAuthorities.map((a) => a.id)
  const node = (id: string) => nodes.get(id) as Node
  const settle = async () => {
    // There, back, and what came of it.
    for (let round = 0; round < 3; round++) for (const each of nodes.values()) await each.tick()
  }
  await Promise.all(ids.map(start))
  try {
    await meet([...nodes.values()])
    await tell(
      [...lanternStory, ...todaysChapters],
      {
        node,
        setClock: (at) => {
          now = Math.max(now, Date.parse(at))
        },
        settle: async (ids) => {
          await Promise.all(ids.map((id) => nodes.get(id)?.tick()))
        },
        interludes: [
          newKeys(keysMadeNew, {
            ids,
            node,
            dir: (id) => join(building, id),
            restart: async (id, meanwhile) => {
              await node(id).close()
              meanwhile()
              await start(id)
            },
            settle,
            clock,
          }),
          ...watched(node, settle, logs),
          ...misuse(() => node('XS-FIU'), settle),
          ...acrossTheBorder(node, settle),
          ...figuresReleased(() => node('XV-FIU')),
          ...figuresEvaluated(node),
          ...personsAtTheDesk(node),
        ],
      },
      demoBegins,
      (done, total) => {
        if (done === total || done % 100 === 0)
          say(`telling the LANTERN story: ${done} of ${total} steps`)
      },
    )
    say('following the LANTERN ledger under every rule')
    await importLedger(nodes.get('XV-FIU') as Node)
    await publishCase(nodes.get('XV-FIU') as Node)
    chooseWitnesses(building, [...nodes.values()])
  } finally {
    for (const node of nodes.values()) await node.close()
  }
  const file: DemoFile = { v: telling, madeAt: Date.now() }
  writeFileSync(join(building, 'demo.json'), JSON.stringify(file), { flush: true })
  renameSync(building, dir)
}
