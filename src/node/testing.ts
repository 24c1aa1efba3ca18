import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, done, type Instant, instant, must, type Outcome } from '#base'
import { type AuthorityCard, lanternCards, verifyCard } from '#directory'
import { makeNode, type ServedAuthority } from './make-node.ts'
import type { Observation } from './observe.ts'
import { type Node, type NodeOptions, openNode } from './open-node.ts'
import { witnessPolicyText, writeWitnessPolicy } from './witness-policy.ts'
import type { Get, Post, Pull } from './world.ts'

/** A clock that stands where it is put. */
interface TestClock extends Clock {
  set(at: string): void
  forward(minutes: number): void
}

function testClock(start: string): TestClock {
  let now = Date.parse(start)
  return {
    now: () => instant(now),
    set: (at) => {
      now = Date.parse(at)
    },
    forward: (minutes) => {
      now += minutes * 60_000
    },
  }
}

export interface TestFederation {
  readonly nodes: ReadonlyMap<string, Node>
  readonly clock: TestClock
  readonly observed: { readonly node: string; readonly observation: Observation }[]
  node(id: string): Node
  /** Letters go out and answers come back until nothing is left to send. */
  settle(): Promise<void>
  /** What the wire does; a test may put its own in its place. */
  wire: { post: Post; get: Get; pull: Pull }
  dir(id: string): string
  reopen(id: string): Promise<Node>
  close(): Promise<void>
}

export const officersOf = [
  { id: 'analyst', name: 'Ana Lyst', role: 'analyst' },
  { id: 'head', name: 'Hedda Desk', role: 'head-of-desk' },
] as const

/** Authorities of the LANTERN world that the node serves, each with one officer of every role. */
function servedIn(node: string, inspectors: number): readonly ServedAuthority[] {
  const staff = [
    'case-officer',
    'registrar',
    'prosecutor',
    'judge',
    'delegate',
    'inspector',
    'asset-manager',
    'head-of-desk',
  ] as const
  const more = Array.from({ length: inspectors - 1 }, (_, i) => ({
    id: `inspector-${i + 2}`,
    name: `inspector ${i + 2}`,
    role: 'inspector' as const,
  }))
  return lanternCards
    .filter((card) => card.servedBy === node || card.outside === true)
    .map(({ id, name, country, kind, competences, outside }) => ({
      id,
      name,
      country,
      kind,
      competences,
      ...(outside === true ? { outside } : {}),
      officers:
        outside === true ? [] : [...staff.map((role) => ({ id: role, name: role, role })), ...more],
    }))
}

/** A few authorities in one process, with a wire between them that a test can cut. */
export async function testFederation(
  ids: readonly string[],
  start: string,
  options: Partial<NodeOptions> = {},
  more: {
    readonly served?: boolean
    /** Inspectors of each served authority; one when absent. */
    readonly inspectors?: number
    readonly storage?: 'disk'
    /** Each node has so many of the others for witnesses. */
    readonly witnesses?: number
  } = {},
): Promise<TestFederation> {
  const base = mkdtempSync(join(tmpdir(), 'comity-node-'))
  const clock = testClock(start)
  const nodes = new Map<string, Node>()
  const cards: AuthorityCard[] = []
  const observed: { node: string; observation: Observation }[] = []
  const wire = {
    post: (async (url, bytes) => {
      const to = [...nodes.values()].find((n) => url.startsWith(`test://${n.id}/`))
      if (to === undefined) throw new Error('no such peer')
      if (url.endsWith('/witness/add-checkpoint')) {
        const { status, text } = await to.log.addCheckpoint(bytes)
        return { status, bytes: Buffer.from(text) }
      }
      const reply = must(await to.receive(bytes))
      return { status: reply.status, bytes: reply.receipt }
    }) as Post,
    pull: (async (url, headers) => {
      const to = [...nodes.values()].find((n) => url.startsWith(`test://${n.id}/`))
      if (to === undefined) throw new Error('no such peer')
      const id = new URL(url).pathname.split('/').at(-1) as string
      const served = await to.attachments.serve(id, headers)
      return served.ok
        ? { status: 206, body: served.value.body }
        : { status: 404, body: (async function* () {})() }
    }) as Pull,
    get: (async (url) => {
      const to = [...nodes.values()].find((n) => url.startsWith(`test://${n.id}/`))
      if (to === undefined) throw new Error('no such peer')
      const { pathname, searchParams } = new URL(url)
      const answer = (outcome: Outcome<string | Uint8Array>) =>
        outcome.ok
          ? { status: 200, bytes: Buffer.from(outcome.value as string) }
          : { status: 404, bytes: new Uint8Array() }
      if (pathname === '/witness/checkpoint')
        return answer(await to.log.cosigned(searchParams.get('origin') ?? ''))
      const place = /^\/log\/tile\/(\d)\/(\d{3})(?:\.p\/(\d+))?$/.exec(pathname)
      if (place === null) return answer(done(await to.read.checkpoint()))
      const [, level, index, width = 256] = place
      return answer(await to.read.tile(Number(level), Number(index), Number(width)))
    }) as Get,
  }
  const open = (id: string) =>
    openNode({
      dir: join(base, id),
      clock,
      storage: more.storage ?? 'memory',
      post: (url, bytes, signal) => wire.post(url, bytes, signal),
      get: (url, signal) => wire.get(url, signal),
      pull: (url, headers, signal) => wire.pull(url, headers, signal),
      observe: (observation) => observed.push({ node: id, observation }),
      ...options,
    })
  for (const id of ids) {
    const made = await makeNode({
      dir: join(base, id),
      id,
      name: `unit ${id}`,
      country: id.slice(0, 2),
      kind: 'FIU',
      address: `test://${id}`,
      officers: officersOf,
      ...(more.served === true ? { served: servedIn(id, more.inspectors ?? 1) } : {}),
      from: '2024-12-01T00:00:00.000Z' as Instant,
    })
    cards.push(must(verifyCard(must(made))))
  }
  for (const id of ids) {
    const partners = cards.filter((card) => card.id !== id)
    const at = '2024-12-01T00:00:00.000Z' as Instant
    if (more.witnesses !== undefined)
      writeWitnessPolicy(
        join(base, id),
        witnessPolicyText({ atLeast: more.witnesses, partners, at }),
      )
    nodes.set(id, await open(id))
  }
  for (const node of nodes.values())
    for (const other of nodes.values())
      if (other !== node) for (const card of other.read.ownCards()) must(await node.enrol(card))
  return {
    nodes,
    clock,
    observed,
    wire,
    node: (id) => nodes.get(id) as Node,
    dir: (id) => join(base, id),
    async settle() {
      for (let round = 0; round < 4; round++) for (const node of nodes.values()) await node.tick()
    },
    async reopen(id) {
      await nodes.get(id)?.close()
      const again = await open(id)
      nodes.set(id, again)
      return again
    },
    async close() {
      for (const node of nodes.values()) await node.close()
      rmSync(base, { recursive: true, force: true })
    },
  }
}

/** A complete request, as XV-FIU writes it in the LANTERN story. */
export const fullRequest = {
  reference: 'RQ-01',
  subject: 'accounts, property and policies of two persons',
  class: 'normal',
  facts: 'payments for imaging units went to accounts abroad',
  background: 'the units were never delivered to eleven clinics',
  reasons: 'the accounts receive more than the declared income explains',
  link: 'a correspondent of Norrhavn Privatbank booked the payments',
  use: 'analysis by the unit',
  questions: ['which accounts do the two persons hold', 'who may sign on them'],
  deconfliction: 'no-hit',
  handling: 'TLP:AMBER',
  purposes: ['analysis'],
  evidence: 'with-consent',
  onward: 'with-consent',
} as const

export const goodReply = {
  result: 'found',
  answer: 'two accounts, statements attached in the next letter',
  grade: 'A1',
  handling: 'TLP:AMBER',
  purposes: ['analysis'],
  evidence: 'with-consent',
  onward: 'with-consent',
} as const

export const goodApproval = {
  necessity: 'the accounts are the only lead to the money',
  redLines: true,
} as const

/** Draft, approve, send: the way of every request. Returns its id. */
export async function sendRequest(
  node: Node,
  to: string,
  document: Readonly<Record<string, unknown>> = fullRequest,
): Promise<string> {
  const analyst = `${node.id}/analyst`
  const { id } = must(await node.handle(analyst, { do: 'open', kind: 'request', to, document }))
  must(
    await node.handle(`${node.id}/head`, {
      do: 'act',
      id,
      action: 'approve',
      document: goodApproval,
    }),
  )
  must(await node.handle(analyst, { do: 'act', id, action: 'send', document: {} }))
  return id
}

/** XN-FIU acknowledges the request and answers it with a file; the answer leaves when the federation settles. */
export async function answerWithFile(xn: Node, id: string, content: Uint8Array): Promise<void> {
  const [analyst, head] = ['XN-FIU/analyst', 'XN-FIU/head']
  must(
    await xn.handle(analyst, {
      do: 'act',
      id,
      action: 'acknowledge',
      document: { class: 'normal' },
    }),
  )
  async function* once() {
    yield content
  }
  const about = { title: 'statement', type: 'text/plain' }
  const { id: file } = must(await xn.attachments.add(analyst, id, about, once()))
  must(await xn.attachments.release(head, id, file))
  must(await xn.handle(head, { do: 'act', id, action: 'reply', document: goodReply }))
}
