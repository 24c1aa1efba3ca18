import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digest, type Id, type Instant, instant, must, type Refusal, systemRandom } from '#base'
import { type AuthorityCard, keyFor } from '#directory'
import { composeLetter, packRecords, readReceipt, signRecord } from '#exchange'
import { type Pack, shipped, shippedPacks } from '#law'
import { makeNode, type Node, openNode } from '#node'
import { type ExchangeRefusalName, exchangeRefusals } from '../../src/exchange/refusals.ts'
import { keySecret, readKeyring } from '../../src/node/keyring.ts'
import {
  fullRequest,
  officersOf,
  sendRequest,
  type TestFederation,
  testFederation,
} from '../../src/node/testing.ts'
import { type Gallery, thrown } from './gallery.ts'

const analyst = 'XV-FIU/analyst'
const head = 'XV-FIU/head'
const delegate = 'XV-CA/delegate'
const start = '2025-02-03T09:00:00.000Z'

/** The nodes of two countries, with the authorities that they serve. */
export interface Shared {
  readonly federation: TestFederation
  readonly xv: Node
  readonly xn: Node
  /** A request of XV-FIU that has reached XN-FIU. */
  readonly request: string
}

let opened: Promise<Shared> | undefined
const folders: string[] = []

export function shared(): Promise<Shared> {
  opened ??= open()
  return opened
}

async function open(): Promise<Shared> {
  const federation = await testFederation(['XV-FIU', 'XN-FIU'], start, {}, { served: true })
  const [xv, xn] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
  const request = await sendRequest(xv, 'XN-FIU')
  await federation.settle()
  return { federation, xv, xn, request }
}

export async function closeNodes(): Promise<void> {
  await (await opened)?.federation.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'comity-gallery-'))
  folders.push(made)
  return made
}

const ownRule = {
  id: 'XV-own-limit',
  citation: 'Veldania, Act on Mutual Assistance 2025, art. 7',
  text: 'A question about a pending request is answered within three days.',
  from: '2025-02-01' as Pack['from'],
  status: 'to-verify',
  source: 'Official Gazette of Veldania',
  terms: [
    {
      id: 'XV-own-limit',
      when: 'from the question',
      count: 3,
      unit: 'calendar-days',
      ends: 'end-of-day',
      roll: 'none',
    },
  ],
} as const

const pack: Pack = {
  id: 'XV-OWN',
  name: 'Veldania, rules of its own',
  layer: 'national',
  version: 1,
  from: '2025-02-01' as Pack['from'],
  rows: { rules: [ownRule] },
}

function newNode(dir: string, id: string, address: string) {
  return makeNode({
    dir,
    id,
    name: `unit ${id}`,
    country: id.slice(0, 2),
    kind: 'FIU',
    address,
    officers: officersOf,
    from: '2024-12-01T00:00:00.000Z' as Instant,
  })
}

/** What the receiving node says in its signed receipt. */
async function answerTo(node: Node, bytes: Uint8Array): Promise<Refusal> {
  const reply = must(await node.receive(bytes))
  const card = JSON.parse(Buffer.from(node.read.card().card, 'base64url').toString('utf8'))
  const receipt = must(
    readReceipt(reply.receipt, {
      from: node.id,
      to: 'XV-FIU',
      envelope: digest(bytes),
      knownKey: (_by, slot, id) => {
        const key = (card as AuthorityCard).keys.find((k) => k.use === slot && k.id === id)
        return key && ({ ...key, publicKey: Buffer.from(key.publicKey, 'base64url') } as never)
      },
    }),
  )
  const { name, ground, citation, remedy } = receipt.body.reason!
  const { kind } = exchangeRefusals[name as ExchangeRefusalName]
  return { kind, name, ground, remedy, ...(citation === null ? {} : { citation }) }
}

/** A record that the officer named in it has not signed, under the seals of XV-FIU. */
export const letterOfAStranger = () => letterOf(1)

/** The same without any officer: whoever has the seals of a node signs with them in an officer's place. */
export const letterOfASealAlone = () => letterOf(1, true)

/** The same from a node whose clock is a day ahead. */
const letterOfTomorrow = () => letterOf(1, false, 24 * 60)

/** A letter under the seals of XV-FIU that the node did not write, and the answer to it. */
async function letterOf(sequence: number, sealAlone = false, ahead = 0): Promise<Refusal> {
  const federation = await testFederation(['XV-FIU', 'XN-FIU'], start)
  const dir = federation.dir('XV-FIU')
  const keys = readKeyring(dir, keySecret(dir, undefined, systemRandom))
  const to = federation.node('XN-FIU')
  const card = JSON.parse(Buffer.from(to.read.card().card, 'base64url').toString('utf8'))
  const open = keyFor(card as AuthorityCard, 'open', start as Instant)!
  const at = instant(Date.parse(federation.clock.now()) + ahead * 60_000)
  const [ana, hedda] = [keys.officers[analyst]!, keys.officers[head]!]
  const hand = sealAlone
    ? { actor: 'XV-FIU/node', names: keys.seal, signs: keys.seal }
    : { actor: head, names: hedda, signs: ana }
  const record = signRecord(
    {
      v: 1,
      id: '01948291-1e40-7000-8000-00000000000a' as Id,
      node: 'XV-FIU',
      actor: hand.actor,
      key: hand.names.id,
      at,
      stream: 'matter/forged',
      type: 'request.sent',
      procedure: 'P1',
      transition: 'send',
      data: {},
      crosses: true,
      body: null,
      previous: null,
      pack: 'x',
    },
    hand.signs,
  )
  const payload = packRecords([
    { record: record.bytes, signature: record.signature, body: null, salt: null },
  ])
  const { bytes } = composeLetter(
    {
      v: 1,
      id: '01948291-1e40-7000-8000-00000000000b' as Id,
      kind: 'act',
      conversation: 'matter/forged',
      channel: { sequence, previous: sequence === 1 ? null : digest(payload) },
      sender: { node: 'XV-FIU', key: keys.seal.id },
      recipients: [{ node: 'XN-FIU', key: open.id }],
      created: at,
      expires: '2025-02-20T00:00:00.000Z' as Instant,
      basis: null,
      purposes: [],
      conditions: { handling: 'TLP:RED', evidence: 'no', onward: 'no' },
      payload: {
        digest: digest(payload),
        bytes: payload.length,
        type: 'application/vnd.comity.records+json',
      },
      approvals: [],
    },
    payload,
    [
      sealAlone
        ? { slot: 'officer', by: hand.actor, key: keys.seal }
        : { slot: 'officer', by: analyst, key: ana },
      { slot: 'seal', by: 'XV-FIU', key: keys.seal },
      { slot: 'second-seal', by: 'XV-FIU', key: keys.secondSeal! },
    ],
    { ...open, publicKey: Buffer.from(open.publicKey, 'base64url') } as never,
    systemRandom,
  )
  const answer = await answerTo(to, bytes)
  await federation.close()
  return answer
}

export const nodeGallery: Gallery = {
  'actor-unknown': {
    situation: 'somebody acts who is no officer of this node',
    example: async () =>
      (await shared()).xv.handle('XN-FIU/analyst', {
        do: 'open',
        kind: 'request',
        to: 'XN-FIU',
        document: fullRequest,
      }),
  },
  'matter-unknown': {
    situation: 'a matter is opened by an id that the node does not have',
    example: async () => (await shared()).xv.read.request(analyst, 'no-such-matter'),
  },
  'matter-of-others': {
    situation: 'a prosecutor looks into a request between two units',
    example: async () => {
      const { xv, request } = await shared()
      return xv.read.request('XV-SACP/prosecutor', request)
    },
  },
  'peer-unreachable': {
    situation: 'a request is sent to an authority whose card has no address',
    example: async () => {
      const { xv } = await shared()
      must(await xv.enrol(must(await newNode(folder(), 'XS-FIU', ''))))
      const { class: _, ...document } = fullRequest
      const text = { ...document, class: 'normal' }
      const opened = await xv.handle(analyst, {
        do: 'open',
        kind: 'request',
        to: 'XS-FIU',
        document: text,
      })
      const { id } = must(opened)
      const approval = { necessity: 'the accounts are the only lead', redLines: true }
      must(await xv.handle(head, { do: 'act', id, action: 'approve', document: approval }))
      return xv.handle(analyst, { do: 'act', id, action: 'send', document: {} })
    },
  },
  'record-invalid': {
    situation: 'a record in a letter is signed by another officer than it names',
    example: letterOfAStranger,
  },
  'not-yet': {
    situation: 'a letter arrives that was written tomorrow, by the clock of its sender',
    example: letterOfTomorrow,
  },
  'hand-not-entitled': {
    situation: 'a request arrives under the seals of a node, without any officer',
    example: letterOfASealAlone,
  },
  'sequence-gap': {
    situation: 'the second letter of a node arrives before the first',
    example: () => letterOf(2),
  },
  'language-unknown': {
    situation: 'a document is asked for in a language that it is not made in',
    example: async () => {
      const { xv, request } = await shared()
      return xv.read.document(analyst, request, 'any', { as: 'html', second: 'la' })
    },
  },
  'document-unknown': {
    situation: 'a matter is asked for a document that it does not have',
    example: async () => {
      const { xv, request } = await shared()
      return xv.read.document(analyst, request, 'no-such-record', { as: 'html' })
    },
  },
  'addressee-unknown': {
    situation: 'a request is begun to an authority that is not in the directory',
    example: async () =>
      (await shared()).xv.read.startForm(analyst, { procedure: 'P1', to: 'XZ-FIU' }),
  },
  'addressee-not-competent': {
    situation: 'a unit looks for whom it may ask, and a court is not among them',
    example: async () => {
      const { closed } = must(
        await (await shared()).xv.read.startForm(analyst, { procedure: 'P1' }),
      )
      const { why, remedy, citation } = closed.find((c) => c.kind === 'court')!
      return {
        kind: 'unlawful',
        name: 'addressee-not-competent',
        ground: why,
        remedy,
        ...(citation === undefined ? {} : { citation }),
      }
    },
  },
  'sender-in-network': {
    situation: 'a central authority records a paper and looks who can have sent it',
    example: async () => {
      const form = await (await shared()).xv.read.startForm('XV-CA/registrar', {
        procedure: 'P3',
        step: 'record-paper',
      })
      const { why, remedy, citation } = must(form).closed.find((c) => c.id === 'XN-FIU')!
      return {
        kind: 'forbidden',
        name: 'sender-in-network',
        ground: why,
        remedy,
        ...(citation === undefined ? {} : { citation }),
      }
    },
  },
  'may-not-open': {
    situation: 'an analyst looks which procedures can be begun',
    example: async () => {
      const { procedures } = (await shared()).xv.read.procedures(analyst)
      const { why, remedy, citation } = procedures.find((p) => p.why !== undefined)!
      return { kind: 'forbidden', name: 'may-not-open', ground: why!, remedy: remedy!, citation }
    },
  },
  'form-unknown': {
    situation: 'a draft is to be checked against a form that the procedure does not have',
    example: async () =>
      (await shared()).xv.read.checkForm(analyst, {
        procedure: 'P1',
        form: 'visa-application',
        document: {},
      }),
  },
  'instant-unusable': {
    situation: 'a time limit is to start at an instant without its distance from universal time',
    example: async () => (await shared()).xv.read.due({ rule: 'DL-01', start: 'Friday 18:00' }),
  },
  'no-extension': {
    situation: 'a limit is to be extended that the rule does not extend',
    example: async () => (await shared()).xv.read.due({ rule: 'DL-01', start, extend: 1 }),
  },
  'choice-unknown': {
    situation: 'a route is asked for to a measure that does not exist',
    example: async () =>
      (await shared()).xv.read.route({ from: 'XV', to: 'XN', measure: 'wiretap' }),
  },
  'table-unknown': {
    situation: 'the law is asked for a table that it does not have',
    example: async () => (await shared()).xv.read.lawRows({ table: 'opinions' }),
  },
  'quarter-malformed': {
    situation: 'public figures are asked for by month',
    example: async () => (await shared()).xv.read.publicFigures('2025-02'),
  },
  'quarter-not-over': {
    situation: 'public figures are asked for before the quarter has ended',
    example: async () => (await shared()).xv.read.publicFigures('2025-Q1'),
  },
  'treaty-desk-only': {
    situation: 'an analyst drafts a pack of law',
    example: async () => (await shared()).xv.law.draft(analyst, pack),
  },
  'approver-is-author': {
    situation: 'the delegate who drafted a pack approves it',
    example: async () => {
      const { law } = (await shared()).xv
      const { id } = must(await law.draft(delegate, pack))
      const approved = await law.approve(delegate, id, 'it is mine')
      must(await law.withdraw(delegate, id))
      return approved
    },
  },
  'version-not-higher': {
    situation: 'a text of law is changed and keeps its version number',
    example: async () =>
      (await shared()).xv.law.draft(delegate, { ...shippedPacks[0]!, name: 'another text' }),
  },
  'procedure-stopped': {
    situation: 'a pack takes the time limit out of a rule on which a clock of a procedure stands',
    example: async () => {
      const rule = shipped.rules.find((r) => r.id === 'CP-CONSULTATION')!
      const rules = [{ ...rule, terms: [], replaces: rule.id }]
      return (await shared()).xv.law.draft(delegate, { ...pack, over: ['CP'], rows: { rules } })
    },
  },
  'draft-unknown': {
    situation: 'a draft is approved that was withdrawn',
    example: async () => {
      const { law } = (await shared()).xv
      const { id } = must(await law.draft(delegate, pack))
      must(await law.withdraw(delegate, id))
      return law.approve(head, id, 'too late')
    },
  },
  'pack-unknown': {
    situation: 'a pack is asked for that the node does not have',
    example: async () => (await shared()).xv.law.pack('TREATY-OF-NOWHERE'),
  },
  'demo-only': {
    situation: 'somebody signs in by choosing a role, and this is no demonstration',
    example: async () => (await shared()).xv.signIn({ actor: analyst }),
  },
  'sign-in-failed': {
    situation: 'a sign-in link is used a second time',
    example: async () => {
      const { xv } = await shared()
      const link = must(xv.signInLink(analyst))
      must(await xv.signIn({ link }))
      return xv.signIn({ link })
    },
  },
  'node-exists': {
    situation: 'a node is to be made where there is one',
    example: async () => newNode((await shared()).federation.dir('XV-FIU'), 'XV-FIU', ''),
  },
  'no-node-here': {
    situation: 'a node is started in an empty folder',
    example: () => thrown(() => openNode({ dir: folder() })),
  },
  'node-unusable': {
    situation: 'the file of a node is damaged',
    example: () => {
      const dir = folder()
      writeFileSync(join(dir, 'node.json'), '{"v": 1, "card"')
      return thrown(() => openNode({ dir }))
    },
  },
}
