import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { verifyCard } from '#directory'
import {
  composeAddCheckpoint,
  consistency,
  cosignaturesOn,
  forkEvidence,
  isQuorum,
  keepStore,
  memoryBackend,
  memoryBlobs,
  parseCheckpoint,
  parseWitnessPolicy,
  readForkEvidence,
  showsFork,
} from '#store'
import { type Node, type NodeOptions, openNode } from './open-node.ts'
import { sendRequest, type TestFederation, testFederation } from './testing.ts'
import { remoteTree } from './tile-client.ts'

const start = '2025-02-03T09:00:00.000Z'
const four = ['XV-FIU', 'XN-FIU', 'XS-FIU', 'XH-FIU']

let federation: TestFederation
const backends = new Map<string, ReturnType<typeof memoryBackend>>()
afterEach(async () => {
  await federation?.close()
  backends.clear()
})

/** Four nodes, each with two of the other three as its quorum; their tables outlive a restart. */
async function open() {
  const storage: NodeOptions['storage'] = (options) => {
    const id = options.origin.slice('comity.invalid/'.length).toUpperCase()
    const backend = backends.get(id) ?? memoryBackend()
    backends.set(id, backend)
    return keepStore(backend, memoryBlobs(), options)
  }
  federation = await testFederation(four, start, { storage }, { witnesses: 2 })
}

const all = { show: 'all', q: '' } as const
const page = (id: string) => federation.node(id).log.page()
const policyOf = (id: string) =>
  must(parseWitnessPolicy(readFileSync(join(federation.dir(id), 'witness-policy'), 'utf8')))

/** Cuts these nodes off as witnesses; letters still go through. */
function silence(...ids: string[]) {
  const { post, get } = federation.wire
  const down = (url: string) =>
    url.includes('/witness/') && ids.some((id) => url.startsWith(`test://${id}/`))
  federation.wire.post = async (url, ...rest) => {
    if (down(url)) throw new Error('no route')
    return post(url, ...rest)
  }
  federation.wire.get = async (url, ...rest) => {
    if (down(url)) throw new Error('no route')
    return get(url, ...rest)
  }
  return () => Object.assign(federation.wire, { post, get })
}

describe('partners are the witnesses of a log', () => {
  it('their cosignatures stand under the head that strangers read', async () => {
    await open()
    await federation.settle()
    const xv = federation.node('XV-FIU')
    const served = parseCheckpoint(await xv.read.checkpoint())!
    const policy = policyOf('XV-FIU')
    const cosigned = cosignaturesOn(policy, served)
    expect([...cosigned.keys()].sort()).toEqual(['XH-FIU', 'XN-FIU', 'XS-FIU'])
    expect(isQuorum(policy, new Set(cosigned.keys()))).toBe(true)
    expect(served.size).toBe((await xv.read.node()).log.size)
    expect((await page('XV-FIU')).own).toMatchObject({
      state: 'current',
      lag: 0,
      quorum: '2 of XN-FIU, XS-FIU, XH-FIU',
    })
    expect((await page('XN-FIU')).cosigned.map((c) => c.origin)).toContain('comity.invalid/xv-fiu')
  })

  it('one of them may be down', async () => {
    await open()
    silence('XH-FIU')
    await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
    await federation.settle()
    const { own } = await page('XV-FIU')
    expect(own.state).toBe('current')
    expect(own.cosignedSize).toBe(own.size)
    expect(own.witnesses.find((w) => w.name === 'XH-FIU')?.failing?.why).toContain('no route')
  })

  it('are asked after every start, also where the whole log was cosigned before', async () => {
    await open()
    // Until nothing more is written anywhere.
    for (let round = 0; round < 3; round++) await federation.settle()
    const { size } = (await page('XV-FIU')).own
    await federation.node('XV-FIU').close()
    const again = await federation.reopen('XV-FIU')
    expect((await again.log.page()).own).toMatchObject({ state: 'stopped', cosignedSize: size })
    await federation.settle()
    expect((await again.log.page()).own).toMatchObject({ state: 'current', size })
  })

  it('a lag is a banner after a minute, stops letters after fifteen, and letters leave by themselves once it is over', async () => {
    await open()
    await federation.settle()
    const heard = silence('XN-FIU', 'XH-FIU')
    const xv = federation.node('XV-FIU')
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    expect((await page('XV-FIU')).own.state).toBe('current')
    const delivered = () =>
      federation
        .node('XN-FIU')
        .read.inbox(all)
        .then((list) => list.length)
    expect(await delivered()).toBe(1)

    federation.clock.forward(2)
    await federation.settle()
    expect((await page('XV-FIU')).own).toMatchObject({ state: 'late', lag: 120 })
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    expect(await delivered()).toBe(2)

    federation.clock.forward(14)
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const stopped = (await page('XV-FIU')).own
    expect(stopped.state).toBe('stopped')
    expect(stopped.refusal?.name).toBe('witness-quorum-lost')
    expect(await delivered()).toBe(2)

    heard()
    await federation.settle()
    expect((await page('XV-FIU')).own.state).toBe('current')
    expect(await delivered()).toBe(3)
    const states = federation.observed
      .filter((o) => o.node === 'XV-FIU' && o.observation.what === 'witnesses')
      .map((o) => (o.observation as { state: string }).state)
    expect(states.filter((state, i) => state !== states[i - 1])).toEqual([
      'stopped',
      'current',
      'late',
      'stopped',
      'current',
    ])
  })

  it('a witness keeps the head before it answers, and never goes back', async () => {
    await open()
    await federation.settle()
    const xn = federation.node('XN-FIU')
    const xv = federation.node('XV-FIU')
    const early = await xv.log.newest()
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const held = parseCheckpoint(must(await xn.log.cosigned('comity.invalid/xv-fiu')))!
    const old = parseCheckpoint(early)!
    expect(held.size).toBeGreaterThan(old.size)
    const answer = await xn.log.addCheckpoint(Buffer.from(`old ${old.size}\n\n${early}`))
    expect(answer).toEqual({ status: 409, type: 'text/x.tlog.size', text: `${held.size}\n` })
    const after = parseCheckpoint(must(await xn.log.cosigned('comity.invalid/xv-fiu')))!
    expect(after.size).toBe(held.size)
  })

  it('two requests at once roll nothing back', async () => {
    await open()
    await federation.settle()
    const [xv, xn] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
    const done = silence('XN-FIU')
    const first = must(await xn.log.cosigned('comity.invalid/xv-fiu'))
    const size = parseCheckpoint(first)!.size
    const asked: Buffer[] = []
    for (let i = 0; i < 3; i++) {
      await sendRequest(xv, 'XN-FIU')
      // The same first size each time: only one of the three can be the next.
      const head = parseCheckpoint(await xv.log.newest())!
      const tree = remoteTree(federation.wire.get, 'test://XV-FIU', head.size)
      asked.push(
        Buffer.from(
          composeAddCheckpoint(
            size,
            must(await consistency(tree, size, head.size)),
            await xv.log.newest(),
          ),
        ),
      )
    }
    const answers = await Promise.all(asked.map((bytes) => xn.log.addCheckpoint(bytes)))
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409])
    done()
  })
})

describe('a node that was put back to yesterday', () => {
  it('is told so by its witnesses before it writes, and writes no more', async () => {
    await open()
    await federation.settle()
    const yesterday = memoryBackend(backends.get('XV-FIU')!.tables)
    await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
    await federation.settle()
    await federation.node('XV-FIU').close()
    backends.set('XV-FIU', yesterday)
    const again = await federation.reopen('XV-FIU')
    expect(again.log.stopped()).toMatch(/an older history was put in the place of the newer one/)
    await expect(sendRequest(again, 'XN-FIU')).rejects.toThrow(/nothing more is written/)
    expect(federation.observed.some((o) => o.observation.what === 'log-older')).toBe(true)
    // Whoever looks may still look.
    expect((await again.read.inbox(all)).length).toBe(0)
  })

  it('is told so later when nobody answered at the start, and no letter has left till then', async () => {
    await open()
    await federation.settle()
    const yesterday = memoryBackend(backends.get('XV-FIU')!.tables)
    await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
    await federation.settle()
    await federation.node('XV-FIU').close()
    backends.set('XV-FIU', yesterday)
    const heard = silence('XN-FIU', 'XS-FIU', 'XH-FIU')
    const again = await federation.reopen('XV-FIU')
    await sendRequest(again, 'XN-FIU')
    await federation.settle()
    expect(again.log.stopped()).toBeUndefined()
    expect((await again.log.page()).own.refusal?.name).toBe('witnesses-not-heard')
    expect(await federation.node('XN-FIU').read.inbox(all)).toHaveLength(1)
    heard()
    await federation.settle()
    expect(again.log.stopped()).toMatch(/older history|two histories/)
    await federation.settle()
    expect(await federation.node('XN-FIU').read.inbox(all)).toHaveLength(1)
  })

  it('is not stopped by the word of a witness alone', async () => {
    await open()
    await federation.settle()
    const { post } = federation.wire
    federation.wire.post = async (url, ...rest) =>
      url.startsWith('test://XN-FIU/witness/')
        ? { status: 409, bytes: Buffer.from('999999\n') }
        : post(url, ...rest)
    await sendRequest(federation.node('XV-FIU'), 'XS-FIU')
    await federation.settle()
    expect(federation.node('XV-FIU').log.stopped()).toBeUndefined()
    expect((await page('XV-FIU')).own.state).toBe('current')
  })
})

describe('a log that tells two histories', () => {
  /** The same keys and the same past, another present: what a second process on a copied folder does. */
  async function fork(id: string) {
    const backend = memoryBackend(backends.get(id)!.tables)
    const twin = await openNode({
      dir: federation.dir(id),
      clock: federation.clock,
      storage: (o) => keepStore(backend, memoryBlobs(), o),
      post: async () => {
        throw new Error('kept apart')
      },
      get: async () => {
        throw new Error('kept apart')
      },
    })
    return twin
  }
  const origin = 'comity.invalid/xv-fiu'
  const keyOf = (node: Node) => {
    const card = must(verifyCard(node.read.card()))
    return Buffer.from(card.keys.find((k) => k.use === 'log')!.publicKey, 'base64url')
  }
  async function grow(node: Node, to: number) {
    const link = async () =>
      must(await node.signIn({ link: must(node.signInLink(`${node.id}/head`)) }))
    while ((await node.read.node()).log.size < to) await link()
  }
  async function shown(at: Node, by: Node) {
    const { forks } = await at.log.page()
    const file = Buffer.from(JSON.stringify(must(await at.log.fork(forks[0]!.id))))
    return { forks, sentence: must(showsFork(must(readForkEvidence(file)), keyOf(by))) }
  }

  it('of one size is refused a cosignature, and the two heads convince a stranger', async () => {
    await open()
    await federation.settle()
    const twin = await fork('XV-FIU')
    const [xv, xn] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
    await grow(xv, 40)
    await federation.settle()
    const { size } = (await xv.read.node()).log
    await grow(twin, size)
    const answer = await xn.log.addCheckpoint(
      Buffer.from(`old ${size}\n\n${await twin.log.newest()}`),
    )
    expect(answer).toMatchObject({ status: 409, type: 'text/plain' })
    const { forks, sentence } = await shown(xn, xv)
    expect(forks).toMatchObject([{ origin, node: 'XV-FIU', sizes: [size, size] }])
    expect(sentence).toBe(
      `${origin} signed two heads of ${size} entries with different roots: one log has told two histories`,
    )
    expect(
      federation.observed.some((o) => o.node === 'XN-FIU' && o.observation.what === 'log-forked'),
    ).toBe(true)
    await twin.close()
  })

  it.each([
    ['the smaller head first', 40, 45],
    ['the larger head first', 45, 40],
    ['a power of two', 64, 70],
  ])('of two sizes is found from its tiles: %s', async (_what, ours, theirs) => {
    await open()
    await federation.settle()
    const twin = await fork('XV-FIU')
    const [xv, xn] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
    await grow(xv, ours)
    await federation.settle()
    await grow(twin, theirs)
    // Another partner heard of the other history, in a receipt, and the two talk.
    await xn.log.saw('XV-FIU', await twin.log.newest())
    const larger = (await twin.read.node()).log.size > (await xv.read.node()).log.size ? twin : xv
    const { get } = federation.wire
    federation.wire.get = async (url, ...rest) => {
      const place = /^test:\/\/XV-FIU\/log\/tile\/(\d)\/(\d{3})(?:\.p\/(\d+))?$/.exec(url)
      if (place === null) return get(url, ...rest)
      const [, level, index, width = 256] = place
      const tile = await larger.read.tile(Number(level), Number(index), Number(width))
      return tile.ok ? { status: 200, bytes: tile.value } : { status: 404, bytes: new Uint8Array() }
    }
    await federation.settle()
    const { sentence } = await shown(xn, xv)
    expect(sentence).toMatch(/that does not begin with them: one log has told two histories$/)
    await twin.close()
  })

  it('is found when two partners were told one each, and talk', async () => {
    await open()
    await federation.settle()
    const twin = await fork('XV-FIU')
    const [xv, xn, xs] = ['XV-FIU', 'XN-FIU', 'XS-FIU'].map((id) => federation.node(id)) as [
      Node,
      Node,
      Node,
    ]
    const { size } = (await xv.read.node()).log
    const before = parseCheckpoint(must(await xs.log.cosigned(origin)))!.size
    silence('XS-FIU')
    await grow(xv, size + 3)
    await federation.settle()
    const heads = (await xv.read.node()).log.size
    await grow(twin, heads)
    const tree = {
      size: heads,
      read: async (level: number, from: number, to: number) => {
        const tile = must(await twin.read.tile(level, 0, to))
        return Array.from({ length: to - from }, (_, i) =>
          tile.subarray((from + i) * 32, (from + i + 1) * 32),
        )
      },
    }
    const proof = must(await consistency(tree, before, heads))
    const handed = composeAddCheckpoint(before, proof, await twin.log.newest())
    expect((await xs.log.addCheckpoint(Buffer.from(handed))).status).toBe(200)
    expect((await xn.log.page()).forks).toEqual([])
    federation.clock.forward(2)
    silence()
    await federation.settle()
    const found = [...(await xn.log.page()).forks, ...(await xs.log.page()).forks]
    expect(found.length).toBeGreaterThan(0)
    expect(found[0]).toMatchObject({ origin, sizes: [heads, heads] })
    await twin.close()
  })

  it('is not shown by heads that a stranger wrote, nor by one history', async () => {
    await open()
    await federation.settle()
    const xv = federation.node('XV-FIU')
    const head = parseCheckpoint(await xv.log.newest())!
    const one = { ...head, note: await xv.log.newest() }
    const key = keyOf(xv)
    expect(showsFork(forkEvidence([one, one], null), key)).toMatchObject({
      refusal: { name: 'fork-not-shown' },
    })
    const forged = { ...one, note: one.note.replace(/^\d+$/m, '7') }
    expect(showsFork(forkEvidence([one, forged], null), key)).toMatchObject({
      refusal: { name: 'fork-not-shown' },
    })
    for (const text of [
      '',
      '{}',
      '[]',
      '{"format":"comity-fork-evidence/1","origin":"a","heads":[1,2],"path":null}',
    ])
      expect(readForkEvidence(Buffer.from(text)).ok).toBe(false)
  })
})
