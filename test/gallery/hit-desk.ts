import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Instant, must, type Refusal } from '#base'
import { readStatement, unpackPacket } from '#hit'
import { makeApp } from '../../src/api/app.ts'
import { readTextFile } from '../../src/cli/hit-file.ts'
import { hitWire, noIn, sealedBy } from '../../src/node/hit-testing.ts'
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
  const post = hitWire(
    () => federation,
    (what, answer) => back(what, answer),
    (url, bytes) => {
      if (url.endsWith('/ask')) asked = bytes
    },
  )
  federation.wire.post = async (url, bytes, signal) => {
    if (url.includes('XS-FIU')) throw new Error('away')
    return post(url, bytes, signal)
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
  category: 'corruption',
  case: 'CASE-2024-0417',
  text: 'account:XN:A33',
}

/** Under the seals of XV-FIU, as its node would sign. */
async function sealedByUs(said: object, elements: readonly Uint8Array[] = []): Promise<Uint8Array> {
  return sealedBy(await units(), 'XV-FIU', said, elements)
}

/** What XN-FIU refuses to XV-FIU, under its seals or not. */
async function refusedByThem(
  what: 'epoch' | 'ask' | 'withdraw',
  bytes: Uint8Array,
): Promise<Refusal> {
  return noIn(await (await units()).node('XN-FIU').hit.receive(what, bytes))!
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

/** A question that waits for officers of XN-FIU: its run here, and its id there. */
async function waitingThere(
  reference: string,
): Promise<{ readonly run: string; readonly id: string }> {
  const federation = await units()
  const owner = federation.node('XN-FIU').hit
  const epoch = { partner: 'XV-FIU', purpose: 'recovery', days: 30, release: 'each-two' } as const
  must(await owner.openEpoch('XN-FIU/head', epoch))
  const { hit } = federation.node('XV-FIU')
  const { id: run } = must(
    await hit.ask(analyst, { ...terms, purpose: 'recovery', case: reference }),
  )
  await hit.settled()
  const { asked: all } = must(await owner.view('XN-FIU/head'))
  return { run, id: all.find((one) => one.case === reference)!.id }
}

/** What the asker is told when it asks again about a question that waited. */
async function toldAgain(run: string): Promise<Refusal> {
  const { hit } = (await units()).node('XV-FIU')
  must(await hit.resume(analyst, run))
  await hit.settled()
  const { name, ground, citation, remedy } = must(await hit.run(analyst, run)).partners[0]!.refusal!
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
  'hit-served': {
    situation: 'an officer of a tax authority that the node serves opens the desk',
    example: async () => {
      const served = await testFederation(['XV-FIU'], start, {}, { served: true })
      try {
        return await served.node('XV-FIU').hit.view('XV-TAX/case-officer')
      } finally {
        await served.close()
      }
    },
  },
  'hit-declined': {
    situation: 'an officer of the partner declines a question',
    example: async () => {
      const { run, id } = await waitingThere('CASE-2024-0800')
      const owner = (await units()).node('XN-FIU').hit
      must(await owner.release('XN-FIU/head', id, false, 'the case is closed here since March'))
      return toldAgain(run)
    },
  },
  'hit-not-released': {
    situation: 'nobody of the partner looks at a question for five days',
    example: async () => {
      const federation = await units()
      const { run } = await waitingThere('CASE-2024-0801')
      federation.clock.set('2026-11-27T09:00:00.000Z')
      try {
        return await toldAgain(run)
      } finally {
        federation.clock.set(start)
      }
    },
  },
  'hit-withdrawn': {
    situation: 'a question that was taken back is sent again',
    example: async () => {
      const { run } = await waitingThere('CASE-2024-0802')
      const question = asked!
      must(await (await units()).node('XV-FIU').hit.withdraw(analyst, run))
      return refusedByThem('ask', question)
    },
  },
  'hit-answered': {
    situation: 'a question is taken back that was answered',
    example: async () => (await units()).node('XV-FIU').hit.withdraw(analyst, await runBy(analyst)),
  },
  'hit-reason-missing': {
    situation: 'a question is declined with one word',
    example: async () => {
      const { id } = await waitingThere('CASE-2024-0803')
      return (await units()).node('XN-FIU').hit.release('XN-FIU/head', id, false, 'no')
    },
  },
  'hit-building': {
    situation: 'two heads make an index for the same partner and purpose at once',
    example: async () => {
      const { hit } = (await units()).node('XN-FIU')
      const epoch = { partner: 'XS-FIU', purpose: 'analysis', days: 30 }
      const [, second] = await Promise.all([
        hit.openEpoch('XN-FIU/head', epoch),
        hit.openEpoch('XN-FIU/head', epoch),
      ])
      return second
    },
  },
  'hit-building-stopped': {
    situation: 'the head of the desk stops the making of an index',
    example: async () => {
      const { hit } = (await units()).node('XN-FIU')
      const epoch = { partner: 'XS-FIU', purpose: 'recovery', days: 30 }
      const opened = hit.openEpoch('XN-FIU/head', epoch)
      must(await hit.stopBuilding('XN-FIU/head', 'XS-FIU', 'recovery'))
      return opened
    },
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
      return refusedByThem('epoch', bytes)
    },
  },
  'hit-stale': {
    situation: 'a greeting of this morning is sent again in the afternoon',
    example: async () => refusedByThem('epoch', await greeting('2026-11-22T02:00:00.000Z')),
  },
  'hit-question-changed': {
    situation: 'a partner sends another question under an id that it has used',
    example: async () => {
      await questionUnder('CASE-2024-0500')
      const { statement, elements } = must(unpackPacket(asked!))
      const said = must(readStatement('hit-question', statement))
      const other = await sealedByUs({ ...said, case: 'CASE-2024-0501' }, elements)
      return refusedByThem('ask', other)
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
