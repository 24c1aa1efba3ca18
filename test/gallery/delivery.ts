import { Readable } from 'node:stream'
import { digest, must, type Outcome, type Refusal, refuse } from '#base'
import { noticeType, packNotice, readNotice, readReceipt, type StatusNotice } from '#exchange'
import type { Node } from '#node'
import { channelRoutes } from '../../src/api/channel-routes.ts'
import { exchangeRoutes } from '../../src/api/exchange-routes.ts'
import { exchangeRefusals } from '../../src/exchange/refusals.ts'
import { fullRequest, testFederation } from '../../src/node/testing.ts'
import { freshId, type Partner, partnerOf } from '../delivery/partner.ts'
import type { Gallery } from './gallery.ts'
import { shared } from './node.ts'

const start = '2025-02-03T09:00:00.000Z'
const analyst = 'XV-FIU/analyst'
const head = 'XV-FIU/head'
const none = digest(Buffer.from('no letter'))
const asked = {
  instrument: 'any',
  measure: 'any',
  until: '2025-04-01T00:00:00.000Z',
  ground: 'a court has stayed the treaty',
}

/** Two nodes of their own, one partner who holds the keys of the first. */
async function between<T>(work: (xv: Node, xn: Node, partner: Partner) => Promise<T>): Promise<T> {
  const federation = await testFederation(['XV-FIU', 'XN-FIU'], start)
  try {
    const [xv, xn] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
    return await work(xv, xn, partnerOf(federation, 'XV-FIU'))
  } finally {
    await federation.close()
  }
}

/** The nodes that other examples share: what these leave there holds nothing up. */
async function among<T>(work: (xv: Node) => Promise<T>): Promise<T> {
  return work((await shared()).xv)
}

/** The refusal in the signed receipt to a letter. */
async function answerTo(xv: Node, xn: Node, bytes: Uint8Array): Promise<Outcome<never>> {
  const reply = must(await xn.receive(bytes))
  const card = JSON.parse(Buffer.from(xn.read.card().card, 'base64url').toString()) as {
    keys: { id: string; use: string; algorithm: 'Ed25519'; publicKey: string }[]
  }
  const receipt = must(
    readReceipt(reply.receipt, {
      from: xn.id,
      to: xv.id,
      envelope: digest(bytes),
      knownKey: (_by, slot, id) => {
        const key = card.keys.find((k) => k.use === slot && k.id === id)
        return key && { ...key, publicKey: Buffer.from(key.publicKey, 'base64url') }
      },
    }),
  )
  const reason = receipt.body.reason!
  const { kind } = exchangeRefusals[reason.name as keyof typeof exchangeRefusals]
  const { name, ground, remedy, citation } = reason
  return refuse({
    kind,
    name,
    ground,
    remedy,
    ...(citation === null ? {} : { citation }),
  } as Refusal)
}

/** Suspends everything between XV and its peer, by two officers. */
async function suspend(xv: Node): Promise<string> {
  const { key } = must(await xv.suspensions.propose(analyst, 'XN-FIU', asked))
  must(await xv.suspensions.confirm(head, 'XN-FIU', key))
  return key
}

const status: StatusNotice = {
  v: 1,
  notice: 'status',
  letters: [{ letter: 'a', envelope: none, index: 0 }],
  head: { size: 1, root: 'AA', checkpoint: 'x' },
  message: 'XV2025XN0001',
  verdict: 'rejected',
  fileCodes: [1],
  items: [],
}

export const deliveryGallery: Gallery = {
  'kind-differs': {
    situation: 'an act without its officer’s signature comes as a notice of the node',
    example: () =>
      between((xv, xn, partner) =>
        answerTo(
          xv,
          xn,
          partner.letter(xn, { kind: 'notice', payload: partner.records({}) }).bytes,
        ),
      ),
  },
  'code-unknown': {
    situation: 'a status message names a code that is in no list',
    example: () => readNotice(packNotice(status)),
  },
  'letter-unknown': {
    situation: 'a notice says that a letter was read which was never sent',
    example: () =>
      between((xv, xn, partner) => {
        const letters = [{ letter: freshId(), envelope: none, index: 0 }]
        const payload = packNotice({ v: 1, notice: 'retrieved', letters, head: status.head })
        const { bytes } = partner.letter(xn, { kind: 'notice', payload, type: noticeType })
        return answerTo(xv, xn, bytes)
      }),
  },
  'number-unknown': {
    situation: 'a partner asks for letters that this node has never written',
    example: () =>
      between(async (_xv, xn, partner) => {
        const { bytes } = partner.letter(xn, {
          payload: partner.records({}),
          channel: { sequence: 5, previous: none },
        })
        must(await xn.receive(bytes))
        await xn.tick()
        await xn.tick()
        const log = await xn.read.log({ after: -1, limit: 100 })
        const { final: _, ...row } = exchangeRefusals['number-unknown']
        const found = log.entries.some((e) => e.type === 'gap.alarm')
        return refuse({ ...row, name: found ? 'number-unknown' : 'no alarm' })
      }),
  },
  busy: {
    situation: 'forty letters of one peer come at once',
    example: () =>
      between(async (_xv, xn, partner) => {
        const all = Array.from(
          { length: 40 },
          () => partner.letter(xn, { payload: partner.records({}) }).bytes,
        )
        const replies = await Promise.all(all.map(async (bytes) => xn.receive(bytes)))
        const full = replies.findIndex((reply) => must(reply).status === 503)
        if (full === -1) return refuse({ kind: 'unknown', name: 'none', ground: 'x', remedy: 'x' })
        const text = Buffer.from(must(replies[full]!).receipt).toString('latin1')
        const ground = /"ground":"([^"]*)"/.exec(text)![1]!
        const { final: _, ...row } = exchangeRefusals.busy
        return refuse({ ...row, name: 'busy', ground })
      }),
  },
  'peer-suspended': {
    situation: 'a request is to be sent while new acts with the other side are suspended',
    example: () =>
      between(async (xv) => {
        await suspend(xv)
        const opened = must(
          await xv.handle(analyst, {
            do: 'open',
            kind: 'request',
            to: 'XN-FIU',
            document: fullRequest,
          }),
        )
        const document = {
          necessity: 'the accounts are the only lead to the money',
          redLines: true,
        }
        must(await xv.handle(head, { do: 'act', id: opened.id, action: 'approve', document }))
        return xv.handle(analyst, { do: 'act', id: opened.id, action: 'send', document: {} })
      }),
  },
  'suspension-malformed': {
    situation: 'a suspension is to last two years',
    example: () =>
      among((xv) =>
        xv.suspensions.propose(analyst, 'XN-FIU', { ...asked, until: '2027-02-03T00:00:00.000Z' }),
      ),
  },
  'suspension-second-person': {
    situation: 'the head who proposed a suspension confirms it',
    example: () =>
      among(async (xv) => {
        const { key } = must(await xv.suspensions.propose(head, 'XN-FIU', asked))
        return xv.suspensions.confirm(head, 'XN-FIU', key)
      }),
  },
  'suspension-not-yours': {
    situation: 'an analyst confirms a suspension',
    example: () =>
      among(async (xv) => {
        const { key } = must(await xv.suspensions.propose(head, 'XN-FIU', asked))
        return xv.suspensions.confirm(analyst, 'XN-FIU', key)
      }),
  },
  'suspension-unknown': {
    situation: 'a suspension is ended that is over',
    example: () => among((xv) => xv.suspensions.end(head, 'XN-FIU', 'with:XN-FIU/any/freeze')),
  },
  'peer-unknown': {
    situation: 'acts with an authority are to be suspended with which no letters are exchanged',
    example: () => among((xv) => xv.suspensions.propose(analyst, 'XH-FIU', asked)),
  },
  'file-without-sender': {
    situation: 'a file of bulk data is handed in where no letter has brought one',
    example: () =>
      among(async (xv) => {
        const opened = must(
          await xv.handle(analyst, {
            do: 'open',
            kind: 'request',
            to: 'XN-FIU',
            document: fullRequest,
          }),
        )
        return xv.checkFile(analyst, opened.id, Buffer.from('<CRS_OECD/>'))
      }),
  },
  'file-too-large': {
    situation: 'a file of bulk data is longer than one message may be',
    example: () =>
      among(async (xv) => {
        const row = channelRoutes.find((r) => r.path.endsWith('/file-check'))!
        const stream = Readable.from([new Uint8Array(xv.letterLimit + 1)])
        return row.run({
          node: xv,
          actor: xv.actor(analyst),
          params: { id: 'x' },
          stream,
        } as unknown as Parameters<typeof row.run>[0])
      }),
  },
  'node-busy': {
    situation: 'more nodes post at once than one node reads',
    example: () =>
      among(async (xv) => {
        const [row] = exchangeRoutes
        const post = (stream: Readable) =>
          row!.run({ node: xv, stream } as unknown as Parameters<NonNullable<typeof row>['run']>[0])
        const slow = Array.from({ length: 24 }, () => new Readable({ read() {} }))
        const held = slow.map((stream) => post(stream))
        const last = await post(Readable.from([Buffer.from('x')]))
        for (const stream of slow) stream.push(null)
        await Promise.all(held)
        return last
      }),
  },
}
