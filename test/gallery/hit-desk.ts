import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Instant, must, type Refusal, systemRandom } from '#base'
import { sign } from '#exchange'
import { packPacket, readStatement, statementBytes, unpackPacket } from '#hit'
import { makeApp } from '../../src/api/app.ts'
import { readTextFile } from '../../src/cli/hit-file.ts'
import { keySecret, readKeyring } from '../../src/node/keyring.ts'
import { type TestFederation, testFederation } from '../../src/node/testing.ts'
import type { Gallery } from './gallery.ts'
import { folder } from './node.ts'

const start = '2026-11-22T09:00:00.000Z'
const [head, analyst] = ['XV-FIU/head', 'XV-FIU/analyst']

let opened: Promise<TestFederation> | undefined
function units(): Promise<TestFederation> {
  opened ??= open()
  return opened
}

/** What comes back over the wire; an example may put something else in its place. */
let back: (what: string, answer: Uint8Array) => Uint8Array = (_, answer) => answer
let asked: Uint8Array | undefined

/** Three units; the node of the third is away. */
async function open(): Promise<TestFederation> {
  const federation = await testFederation(['XV-FIU', 'XN-FIU', 'XS-FIU'], start)
  federation.wire.post = async (url, bytes) => {
    const [, to = '', what = ''] = /^test:\/\/([^/]+)\/exchange\/hit\/(.+)$/.exec(url) ?? []
    if (to === 'XS-FIU') throw new Error('away')
    if (what === 'ask') asked = bytes
    const answer = await federation.node(to).hit.receive(what as 'ask', bytes)
    if (answer.ok) return { status: 200, bytes: back(what, answer.value) }
    const { ground: detail, ...rest } = answer.refusal
    return { status: 400, bytes: Buffer.from(JSON.stringify({ ...rest, detail })) }
  }
  const { hit } = federation.node('XN-FIU')
  must(await hit.openEpoch('XN-FIU/head', { partner: 'XV-FIU', purpose: 'analysis', days: 30 }))
  return federation
}

export async function closeHitDesk(): Promise<void> {
  await (await opened)?.close()
}

const terms = {
  partners: ['XN-FIU'],
  purpose: 'analysis',
  case: 'CASE-2024-0417',
  text: 'account:XN:A33',
}

/** Under the seals of XV-FIU, as its node would sign. */
async function sealedByUs(said: object, elements: readonly Uint8Array[] = []): Promise<Uint8Array> {
  const dir = (await units()).dir('XV-FIU')
  const keys = readKeyring(dir, keySecret(dir, undefined, systemRandom))
  const statement = statementBytes(said)
  const message = Buffer.concat([Buffer.from('comity/hit/v1\n'), statement])
  const seals = [keys.seal, ...(keys.secondSeal === undefined ? [] : [keys.secondSeal])]
  const signatures = seals.map((key) => ({ key: key.id, signature: sign(key, message) }))
  return packPacket({ statement, signatures, elements })
}

function greeting(created: string): Promise<Uint8Array> {
  return sealedByUs({
    v: 1,
    kind: 'hit-hello',
    asker: 'XV-FIU',
    owner: 'XN-FIU',
    purpose: 'analysis',
    file: null,
    offset: 0,
    created,
  })
}

/** A question of the analyst under that case, and its id at the owner. */
async function questionUnder(reference: string): Promise<string> {
  const federation = await units()
  const { hit } = federation.node('XV-FIU')
  const { id } = must(await hit.ask(analyst, { ...terms, case: reference }))
  await hit.settled()
  must(await hit.run(analyst, id))
  const { asked: all } = must(await federation.node('XN-FIU').hit.view('XN-FIU/head'))
  return all.find((one) => one.case === reference)!.id
}

async function runBy(actor: string): Promise<string> {
  const { hit } = (await units()).node('XV-FIU')
  const { id } = must(await hit.ask(actor, terms))
  await hit.settled()
  return id
}

/** Why a partner gave no answer, as the run keeps it. */
async function partnersNo(over: object): Promise<Refusal> {
  const { hit } = (await units()).node('XV-FIU')
  const { id } = must(await hit.ask(analyst, { ...terms, ...over }))
  await hit.settled()
  const run = must(await hit.run(analyst, id))
  const { name, ground, citation, remedy } = run.partners[0]!.refusal!
  return { kind: 'conflict', name, ground, remedy, ...(citation === null ? {} : { citation }) }
}

const until = '2027-01-31T00:00:00.000Z' as Instant

export const hitDeskGallery: Gallery = {
  'hit-role': {
    situation: 'an analyst agrees for the authority to be asked',
    example: async () =>
      (await units())
        .node('XV-FIU')
        .hit.openEpoch(analyst, { partner: 'XN-FIU', purpose: 'analysis', days: 30 }),
  },
  'hit-four-eyes': {
    situation: 'the head of the desk grants a standing question to herself',
    example: async () => {
      const { hit } = (await units()).node('XV-FIU')
      const run = await runBy(head)
      const { id } = must(await hit.askStanding(head, run, 'the inquiry goes on', until))
      return hit.grantStanding(head, id, true)
    },
  },
  'hit-unknown': {
    situation: 'a question is opened that nobody asked',
    example: async () => (await units()).node('XV-FIU').hit.run(analyst, 'nothing'),
  },
  'hit-partner-unknown': {
    situation: 'an authority is to be asked that has no card here',
    example: async () =>
      (await units()).node('XV-FIU').hit.ask(analyst, { ...terms, partners: ['XZ-FIU'] }),
  },
  'hit-nothing-to-ask': {
    situation: 'a question is sent with an empty list',
    example: async () => (await units()).node('XV-FIU').hit.ask(analyst, { ...terms, text: '\n' }),
  },
  'hit-no-answer': {
    situation: 'the node of the partner is away',
    example: () => partnersNo({ partners: ['XS-FIU'] }),
  },
  'hit-not-signed': {
    situation: 'a greeting comes whose signature was made over other bytes',
    example: async () => {
      const bytes = Buffer.from(await greeting(start))
      // One sign of the day inside the statement.
      bytes.write('8', bytes.indexOf('2026-11-22') + 9)
      return (await units()).node('XN-FIU').hit.receive('epoch', bytes)
    },
  },
  'hit-stale': {
    situation: 'a greeting of this morning is sent again in the afternoon',
    example: async () =>
      (await units())
        .node('XN-FIU')
        .hit.receive('epoch', await greeting('2026-11-22T02:00:00.000Z')),
  },
  'hit-question-changed': {
    situation: 'a partner sends another question under an id that it has used',
    example: async () => {
      const federation = await units()
      await questionUnder('CASE-2024-0500')
      const { statement, elements } = must(unpackPacket(asked!))
      const said = must(readStatement('hit-question', statement))
      const other = await sealedByUs({ ...said, case: 'CASE-2024-0501' }, elements)
      return federation.node('XN-FIU').hit.receive('ask', other)
    },
  },
  'hit-case-blocked': {
    situation: 'a partner asks again under a case in whose file a drawn item did not stand',
    example: async () => {
      const federation = await units()
      const owner = federation.node('XN-FIU').hit
      const id = await questionUnder('CASE-2024-0600')
      must(await owner.draw('XN-FIU/head', id, 5))
      must(await federation.node('XV-FIU').hit.attest(head, id, 0))
      must(await owner.draw('XN-FIU/head', id, 5))
      return partnersNo({ case: 'CASE-2024-0600' })
    },
  },
  'hit-opening-fails': {
    situation: 'the overseer’s word about another question is sent back',
    example: async () => {
      const federation = await units()
      const owner = federation.node('XN-FIU').hit
      const ids = [await questionUnder('CASE-2024-0700'), await questionUnder('CASE-2024-0701')]
      let first: Uint8Array | undefined
      back = (what, answer) => {
        if (what === 'challenge' && answer.length > 0) first ??= answer
        return what === 'challenge' && answer.length > 0 ? first! : answer
      }
      try {
        for (const id of ids) {
          must(await owner.draw('XN-FIU/head', id, 5))
          must(await federation.node('XV-FIU').hit.attest(head, id, 1))
        }
        must(await owner.draw('XN-FIU/head', ids[0]!, 5))
        return await owner.draw('XN-FIU/head', ids[1]!, 5)
      } finally {
        back = (_, answer) => answer
      }
    },
  },
  'hit-standing-over': {
    situation: 'a standing question is to be granted whose term is over',
    example: async () => {
      const federation = await units()
      const { hit } = federation.node('XV-FIU')
      const until = '2026-11-23T00:00:00.000Z' as Instant
      const { id } = must(await hit.askStanding(analyst, await runBy(analyst), 'it goes on', until))
      federation.clock.set('2026-11-23T00:00:01.000Z')
      try {
        return await hit.grantStanding(head, id, true)
      } finally {
        federation.clock.set(start)
      }
    },
  },
  'hit-term': {
    situation: 'an epoch is to be opened for more than a year',
    example: async () =>
      (await units())
        .node('XV-FIU')
        .hit.openEpoch(head, { partner: 'XN-FIU', purpose: 'analysis', days: 400 }),
  },
  'hit-too-large': {
    situation: 'a partner sends a message of a megabyte as a question',
    example: async () => {
      const app = await makeApp({ node: (await units()).node('XV-FIU') })
      const answer = await app.inject({
        method: 'POST',
        url: '/exchange/hit/ask',
        headers: { 'content-type': 'application/octet-stream' },
        payload: Buffer.alloc(1024 * 1024),
      })
      const { kind, name, detail, remedy } = answer.json()
      return { kind, name, ground: detail, remedy } as Refusal
    },
  },
  'list-unreadable': {
    situation: 'the file with the identifiers is not there',
    example: () => readTextFile(join(folder(), 'case.csv')),
  },
  'list-too-large': {
    situation: 'a small packed file unpacks to more than anybody would type',
    example: () => {
      const path = join(folder(), 'case.csv.gz')
      writeFileSync(path, gzipSync(Buffer.alloc(129 * 1024 * 1024), { level: 1 }))
      return readTextFile(path)
    },
  },
}
