import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Instant, must, type Refusal, systemRandom } from '#base'
import { sign } from '#exchange'
import { packPacket, statementBytes } from '#hit'
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
  opened ??= testFederation(['XV-FIU', 'XN-FIU'], start)
  return opened
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

/** A greeting under the seals of XV-FIU, made when the test says. */
async function greeting(created: string): Promise<Uint8Array> {
  const federation = await units()
  const dir = federation.dir('XV-FIU')
  const keys = readKeyring(dir, keySecret(dir, undefined, systemRandom))
  const statement = statementBytes({
    v: 1,
    kind: 'hit-hello',
    asker: 'XV-FIU',
    owner: 'XN-FIU',
    purpose: 'analysis',
    file: null,
    offset: 0,
    created,
  })
  const message = Buffer.concat([Buffer.from('comity/hit/v1\n'), statement])
  const seals = [keys.seal, ...(keys.secondSeal === undefined ? [] : [keys.secondSeal])]
  const signatures = seals.map((key) => ({ key: key.id, signature: sign(key, message) }))
  return packPacket({ statement, signatures, elements: [] })
}

async function runBy(actor: string): Promise<string> {
  const { hit } = (await units()).node('XV-FIU')
  const { id } = must(await hit.ask(actor, terms))
  await hit.settled()
  return id
}

/** Why a partner gave no answer, as the run keeps it. */
async function partnersNo(): Promise<Refusal> {
  const { hit } = (await units()).node('XV-FIU')
  const run = must(await hit.run(analyst, await runBy(analyst)))
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
    situation: 'the node of the partner answers with something else',
    example: partnersNo,
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
