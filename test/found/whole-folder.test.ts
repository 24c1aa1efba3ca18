import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { type Node, openNode } from '#node'
import { bytes, harbour, openings, run } from '../../src/node/desk-testing.ts'
import {
  fullRequest,
  goodReply,
  sendRequest,
  type TestFederation,
  testFederation,
} from '../../src/node/testing.ts'
import { startTsa, type Tsa } from '../tsa.ts'

/**
 * The folder of a node that has done all that a node does, file by file: whatever byte is changed, and whichever file is
 * taken away, is found with a sentence, or a reason stands here why nobody can find it from the folder alone.
 */

/** Places tried in each file; more by COMITY_BYTES=50. */
const runs = Number(process.env.COMITY_BYTES ?? 3)
const me = 'XN-FIU'
const start = '2025-01-20T09:10:00.000Z'
const lastDay = '2025-03-31'

/** Each file of the folder belongs to one of these. */
const classes = [
  { name: 'keyring.json', of: /^keyring\.json$/ },
  { name: 'secret', of: /^secret$/ },
  { name: 'node.json', of: /^node\.json$/ },
  { name: 'last-head', of: /^last-head$/ },
  { name: 'erasures', of: /^erasures$/ },
  { name: 'the database', of: /^db\// },
  { name: 'ledgers', of: /^desk\// },
  { name: 'files of matters', of: /^blobs\/sealed\// },
  { name: 'other content', of: /^blobs\/[0-9a-f]{2}\// },
  {
    name: 'what the operator writes',
    of: /^(witness-policy|timestamp-authorities|council\.json)$/,
  },
] as const
type ClassName = (typeof classes)[number]['name']

/** What is not found, and why. */
const exceptions: Partial<
  Record<ClassName, { readonly changed?: string; readonly gone?: string }>
> = {
  'last-head': {
    gone: 'whoever goes on with a database that was put back deletes it, as its sentence says; the witnesses find an older history',
  },
  erasures: {
    changed: 'a line that lost its end is written again from the database',
    gone: 'it is written again from the database; beside one of yesterday it would lack what was erased since, see SECURITY.md',
  },
  'other content': {
    changed: 'the place of the next key in its head holds chance until a key is put there',
  },
  'node.json': { changed: 'the names of officers are words, on no card and under no signature' },
  'the database': { changed: 'a page that holds nothing tells nothing' },
  'what the operator writes': {
    changed:
      'not signed, as SECURITY.md says: another quorum, address or number is one the operator may have written',
    gone: 'the same: a node without them asks nobody',
  },
}

let federation: TestFederation
let tsa: Tsa
let folder: string
let before: string
const dirs: string[] = []

async function finished(node: Node, job: string): Promise<string> {
  for (;;) {
    const view = must(node.desk.job(`${me}/analyst`, job))
    if (view.state === 'failed') throw new Error(JSON.stringify(view))
    if (view.state !== 'running') return (view as { result?: { id?: string } }).result?.id ?? ''
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** A ledger that was dropped in, followed, and made into an exhibit. */
async function traced(node: Node): Promise<void> {
  const who = `${me}/analyst`
  const { id } = must(await node.desk.create(who, 'Harbour'))
  must(await node.desk.putFile(who, id, 'ledger', 'harbour.csv', bytes(harbour)))
  must(await node.desk.putFile(who, id, 'openings', 'openings.csv', bytes(openings)))
  await finished(node, must(await node.desk.import(who, id, {})).job)
  const followed = await finished(
    node,
    must(await node.desk.run(who, id, { ...run, rule: 'fifo' })).job,
  )
  must(await node.desk.makeExhibit(who, id, followed, { title: 'Harbour', caseReference: 'C-1' }))
}

/** Letters both ways, a file, an erasure, a tracing, an epoch for blind questions, heads cosigned and stamped. */
async function aLife(): Promise<void> {
  const [xv, node] = [federation.node('XV-FIU'), federation.node(me)]
  await federation.settle()
  const gone = { ...fullRequest, reference: 'RQ-00', evidence: 'no', retainUntil: lastDay }
  await sendRequest(xv, me, gone)
  const id = await sendRequest(xv, me)
  await federation.settle()
  const act = async (action: string, document: object) =>
    must(await node.handle(`${me}/head`, { do: 'act', id, action, document: document as never }))
  await act('acknowledge', { class: 'normal' })
  const about = { title: 'statements of two accounts', type: 'application/pdf' }
  const statement = bytes(Buffer.alloc(70_000, 'account 4711, booked, balance\n'))
  const file = must(await node.attachments.add(`${me}/analyst`, id, about, statement))
  must(await node.attachments.release(`${me}/head`, id, file.id))
  await act('reply', goodReply)
  await federation.settle()
  await traced(node)
  must(await node.hit.keepList(`${me}/analyst`, 'own', 'account:XN:100990\naccount:XN:100991'))
  const epoch = { partner: 'XV-FIU', purpose: 'deconfliction', days: 30 }
  must(await node.hit.openEpoch(`${me}/head`, epoch))
  federation.clock.set('2025-04-01T00:00:00.000Z')
  await federation.settle()
  await federation.settle()
}

beforeAll(async () => {
  tsa = await startTsa(() => new Date(start))
  const roots = tsa.root.split(/(?<=-----END CERTIFICATE-----\n)/)
  const timestampAuthorities = [{ name: 'Northern Clock', url: tsa.address, roots }]
  federation = await testFederation(
    ['XV-FIU', me, 'XS-FIU'],
    start,
    { durable: false, timestampAuthorities },
    { storage: 'disk', witnesses: 1 },
  )
  await aLife()
  await federation.node(me).close()
  folder = federation.dir(me)
  writeFileSync(join(folder, 'timestamp-authorities'), JSON.stringify(timestampAuthorities))
  writeFileSync(
    join(folder, 'council.json'),
    JSON.stringify({ members: ['XV-FIU', me, 'XS-FIU'], needed: 2 }),
  )
  before = await told(folder)
}, 120_000)
afterAll(async () => {
  await federation?.close()
  await tsa?.close()
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
})

/** What the folder says: what the audit finds, else every entry of the log. */
async function told(dir: string): Promise<string> {
  const alone = async () => {
    throw new Error('alone')
  }
  try {
    const node = await openNode({
      dir,
      clock: federation.clock,
      durable: false,
      post: alone,
      get: alone,
      askAuthority: alone,
    })
    try {
      const { findings } = await node.audit()
      if (findings.length > 0) return `found: ${findings[0]!.where}: ${findings[0]!.text}`
      return JSON.stringify(await node.read.log({ after: -1, limit: 500 }))
    } finally {
      await node.close()
    }
  } catch (error) {
    return `found: ${error instanceof Error ? error.message : String(error)}`
  }
}

const filesIn = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(dir, name)).isFile() && !name.endsWith('.lock'))
    .sort()

interface Said {
  readonly said: string
  /** The file after the node was opened and closed. */
  readonly after: Buffer | undefined
}

async function withChange(file: string, change: (path: string) => void): Promise<Said> {
  const copy = mkdtempSync(join(tmpdir(), 'comity-folder-'))
  dirs.push(copy)
  cpSync(folder, copy, { recursive: true })
  const path = join(copy, file)
  change(path)
  const said = await told(copy)
  const after = existsSync(path) ? readFileSync(path) : undefined
  rmSync(copy, { recursive: true, force: true })
  return { said, after }
}

/** The file of the node with the names of its officers blanked. */
const withoutNames = (content: Buffer) =>
  JSON.stringify(JSON.parse(content.toString('utf8')), (key, value) =>
    key === 'name' ? '' : value,
  )

/** Within the second of the two slots of a file of the store: 14 bytes of name, then two slots of 92. */
const nextKeyAt = (at: number) => at >= 14 + 92 && at < 14 + 2 * 92

describe('the folder of a node that has done all that a node does', () => {
  it('holds files of every class, and none that belongs to no class', () => {
    const files = filesIn(folder)
    expect(files.filter((name) => !classes.some((c) => c.of.test(name)))).toEqual([])
    for (const { name, of } of classes)
      expect(files.filter((file) => of.test(file)).length, name).toBeGreaterThan(0)
    expect(before).not.toMatch(/^found/)
  })

  it.each(classes.map((c) => [c.name, c.of] as const))(
    '%s: with any byte changed',
    async (name, of) => {
      const files = filesIn(folder).filter(
        (file) => of.test(file) && statSync(join(folder, file)).size > 0,
      )
      for (const [i, file] of files.slice(0, Math.max(4, runs)).entries())
        for (let n = 0; n < runs; n++) {
          const { size } = statSync(join(folder, file))
          // The first byte, the last, and places in between that are others in each file.
          const at = n === 0 ? 0 : n === 1 ? size - 1 : ((i + 1) * n * 104_729 + 4096) % size
          const whole = readFileSync(join(folder, file))
          const changed = Buffer.from(whole)
          changed[at]! ^= 1 << (at % 7)
          const { said, after } = await withChange(file, (path) => writeFileSync(path, changed))
          const where = `${file} at ${at}`
          if (said.startsWith('found: ')) {
            expect(said.length, where).toBeGreaterThan(27)
            continue
          }
          expect(exceptions[name]?.changed, `${where} is not found`).toBeDefined()
          if (name === 'the database') expect(said, where).toBe(before)
          if (name === 'erasures') expect(after?.equals(whole), where).toBe(true)
          if (name === 'other content') expect(nextKeyAt(at), where).toBe(true)
          if (name === 'node.json') expect(withoutNames(changed)).toBe(withoutNames(whole))
        }
    },
    300_000,
  )

  it.each(classes.map((c) => [c.name, c.of] as const))(
    '%s: taken away',
    async (name, of) => {
      for (const file of filesIn(folder)
        .filter((f) => of.test(f))
        .slice(0, Math.max(4, runs))) {
        const { said, after } = await withChange(file, (path) => rmSync(path))
        if (exceptions[name]?.gone === undefined) expect(said, file).toMatch(/^found: .{20}/)
        if (name === 'erasures') expect(after?.equals(readFileSync(join(folder, file)))).toBe(true)
      }
    },
    300_000,
  )
})
