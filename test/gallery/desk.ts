import { type Digest, must, type Outcome, type Refusal, systemRandom } from '#base'
import { keepFile } from '../../src/node/desk-files.ts'
import {
  bytes,
  harbour,
  page,
  run,
  type TestDesk,
  testDesk,
  who,
} from '../../src/node/desk-testing.ts'
import type { Gallery } from './gallery.ts'
import { folder } from './node.ts'

let opened: Promise<TestDesk> | undefined
function at(): Promise<TestDesk> {
  opened ??= testDesk()
  return opened
}

export async function closeDesk(): Promise<void> {
  await (await opened)?.federation.close()
}

/** How a job ended that was refused. */
async function refused(started: Outcome<{ job: string }>): Promise<Refusal> {
  const view = await (await at()).finished(must(started).job)
  if (view.refusal === undefined) throw new Error(`the job is ${view.state}`)
  return view.refusal
}

async function draft(): Promise<string> {
  const { node } = await at()
  return must(await node.desk.create(who, 'an empty tracing')).id
}

/** A ledger that takes long enough to be stopped in the middle. */
const long = `${harbour}${Array.from(
  { length: 70_000 },
  (_, i) => `${i + 10},2025-03-04T09:00:00Z,A${i % 500},B${i % 499},1.00,EUR,\n`,
).join('')}`

const rates = 'currency,rate,from\nUSD,0.8,2025-01-01\n'

export const deskGallery: Gallery = {
  'actor-unknown': {
    situation: 'somebody starts a tracing who is no officer of this node',
    example: async () => (await at()).node.desk.create('XN-FIU/analyst', 'Harbour'),
  },
  'tracing-unknown': {
    situation: 'a tracing is opened that is not at this node',
    example: async () => (await at()).node.desk.view(who, 'no-such-tracing'),
  },
  'file-role-unknown': {
    situation: 'a photograph is dropped onto a tracing',
    example: async () =>
      (await at()).node.desk.putFile(who, await draft(), 'photo', 'x.jpg', bytes('')),
  },
  'file-too-large': {
    situation: 'a file is larger than the node takes',
    example: () =>
      keepFile(folder(), 'large', systemRandom.bytes(32), systemRandom, bytes('eleven bytes'), 10),
  },
  'file-unknown': {
    situation: 'a file is taken back that is not there',
    example: async () => (await at()).node.desk.dropFile(who, await draft(), 'openings'),
  },
  'ledger-missing': {
    situation: 'a tracing without a ledger is imported',
    example: async () => (await at()).node.desk.import(who, await draft(), {}),
  },
  'base-missing': {
    situation: 'rates are given and nobody says in which currency',
    example: async () => {
      const { node, tracing } = await at()
      const id = await tracing()
      must(await node.desk.putFile(who, id, 'rates', 'rates.csv', bytes(rates)))
      return refused(await node.desk.import(who, id, {}))
    },
  },
  'not-imported': {
    situation: 'money is to be followed before the ledger is imported',
    example: async () => (await at()).node.desk.run(who, await draft(), { ...run, rule: 'fifo' }),
  },
  'tracing-imported': {
    situation: 'a file is changed after the figures were made from it',
    example: async () => {
      const { node, imported } = await at()
      return node.desk.dropFile(who, await imported(), 'openings')
    },
  },
  'tracing-changed': {
    situation: 'a file is taken back while it is being read',
    example: async () => {
      const { node, tracing } = await at()
      const id = await tracing()
      const started = await node.desk.import(who, id, {})
      must(await node.desk.dropFile(who, id, 'openings'))
      return refused(started)
    },
  },
  cancelled: {
    situation: 'a trace is cancelled while it runs',
    example: async () => {
      const { node, tracing, finished } = await at()
      const id = await tracing(long)
      await finished(must(await node.desk.import(who, id, {})).job)
      const started = await node.desk.run(who, id, { ...run, rule: 'fifo' })
      must(node.desk.cancel(who, must(started).job))
      return refused(started)
    },
  },
  'base-differs': {
    situation: 'money is to be followed in dollars and the rates are of the euro',
    example: async () => {
      const { node, tracing, finished } = await at()
      const id = await tracing()
      must(await node.desk.putFile(who, id, 'rates', 'rates.csv', bytes(rates)))
      await finished(must(await node.desk.import(who, id, { base: 'EUR' })).job)
      return refused(await node.desk.run(who, id, { ...run, rule: 'fifo', base: 'USD' }))
    },
  },
  'run-unknown': {
    situation: 'the figures of a run are asked for that was never made',
    example: async () => {
      const { node, imported } = await at()
      return node.desk.result(who, await imported(), 'no-such-run', page)
    },
  },
  'exhibit-unknown': {
    situation: 'an exhibit is asked for that was never made',
    example: async () => (await at()).node.desk.exhibit(who, 'no-such-exhibit', 'html'),
  },
  'content-erased': {
    situation: 'the figures of a tracing are opened after they were removed from the disk',
    example: async () => {
      const { node, imported, store } = await at()
      const id = await imported()
      const row = await store.row('tracing', id)
      const { summary } = row!.data as { summary: Digest }
      await store.blobs.remove(summary)
      return node.desk.view(who, id)
    },
  },
  'job-unknown': {
    situation: 'a job is asked for after the node was started again',
    example: async () => (await at()).node.desk.job(who, 'no-such-job'),
  },
}
