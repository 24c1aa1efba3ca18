import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '#api'
import { must } from '#base'
import { asLine, type Node } from '#node'
import { openStore, type Store } from '#store'
import { solves } from '#tips'
import { type TestFederation, testFederation } from '../../src/node/testing.ts'
import { markedJpeg, markedPng, markedWebp, marks } from './tip-files.ts'

/**
 * Somebody writes to the box of a real node over real HTTP, from an address, with a browser and with files that can be
 * told from all others; the unit reads and answers, and the source comes back. Afterwards every byte that the node wrote
 * anywhere is searched.
 */
const address = '127.77.31.9'
const agent = 'MarkedBrowser/77.31 (marked machine)'
const cookie = 'marked_cookie=7731'
const fileNames = [
  'ada-marker-contract.jpg',
  'Marker_home_scan.png',
  'C:\\Users\\ada.marker\\x.webp',
]
const identity = 'Ada Marker, +00 77 31 99'
const words = 'the units in hall seventy-seven carry price labels of a tenth'
const answer = 'which month were the labels of hall seventy-seven put on?'
const passphrases = ['seven grey herons by the weir', 'a kettle sings in the old harbour']
const officers = ['XV-OMB/inspector', 'XV-OMB/inspector-2']

let federation: TestFederation
let node: Node
let store: Store
let url: string
let close: () => Promise<void>
let said = ''
let receipt = ''
let kept: { readonly file: string; readonly bytes: Buffer }[] = []

/** What the process writes to its standard streams while the run lasts. */
function listen(): () => void {
  const streams = [process.stdout, process.stderr]
  const before = streams.map((stream) => stream.write)
  for (const [i, stream] of streams.entries())
    stream.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
      said += Buffer.from(chunk as never).toString('latin1')
      return before[i]!.call(stream, chunk as never, ...rest)
    }) as typeof stream.write
  return () => {
    for (const [i, stream] of streams.entries()) stream.write = before[i]!
  }
}

const headers = {
  'user-agent': agent,
  'x-forwarded-for': address,
  forwarded: `for=${address}`,
  cookie,
  referer: 'http://marked-employer.example/intranet',
  'accept-language': 'xx-MARKED',
}

async function call(
  method: string,
  path: string,
  body?: Buffer,
  type?: string,
): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(url)
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        localAddress: address,
        headers: {
          ...headers,
          ...(type === undefined ? {} : { 'content-type': type, 'content-length': body!.length }),
        },
      },
      (answered) => {
        const parts: Buffer[] = []
        answered.on('data', (part) => parts.push(part))
        answered.on('end', () =>
          resolve({
            status: answered.statusCode ?? 0,
            text: Buffer.concat(parts).toString(),
            headers: answered.headers,
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

const boundary = '----MarkedBoundary7731'

function upload(fields: Record<string, string>, files: readonly (readonly [string, Uint8Array])[]) {
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    ),
  )
  for (const [name, bytes] of files)
    parts.push(
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: application/x-marked\r\n\r\n`,
      ),
      Buffer.from(bytes),
      Buffer.from('\r\n'),
    )
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
}

const uploadType = `multipart/form-data; boundary=${boundary}`

/** The ticket of a page and the answer to its puzzle, as its script finds it. */
function pricedBy(page: string): { ticket: string; answer: string } {
  const ticket = /name="ticket" value="([^"]+)"/.exec(page)![1]!
  const bits = Number(/data-bits="(\d+)"/.exec(page)![1])
  for (let n = 0; ; n++) if (solves(ticket, String(n), bits)) return { ticket, answer: String(n) }
}

async function handIn() {
  const form = await call('GET', '/public/en/tips/new')
  const files = [markedJpeg(), markedPng(), markedWebp()].map(
    (bytes, i) => [fileNames[i]!, bytes] as const,
  )
  return call(
    'POST',
    '/public/en/tips/new',
    upload({ ...pricedBy(form.text), text: words, happened: '', place: '', identity }, files),
    uploadType,
  )
}

function everyFile(folder: string): { file: string; bytes: Buffer }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? everyFile(path) : [{ file: path, bytes: readFileSync(path) }]
  })
}

async function round() {
  federation.clock.forward(60)
  await node.tick()
}

beforeAll(async () => {
  const hush = listen()
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-02-14T09:10:00.000Z',
    {
      storage: async (options) => {
        const opened = await openStore(options)
        store ??= opened
        return opened
      },
    },
    { served: true, inspectors: 2, storage: 'disk' },
  )
  node = federation.node('XV-FIU')
  const served = await serve({ node, host: '127.0.0.1', port: 0 })
  url = served.address
  close = served.close
  const { keys } = node.tips
  for (const [i, officer] of officers.entries()) must(await keys.make(officer, passphrases[i]!))
  must(await keys.unlock(officers[0]!, 's0', passphrases[0]!))
  must(await keys.letIn(officers[0]!, 's0', officers[1]!))
  const handed = await handIn()
  expect(handed.status, handed.text.slice(0, 3000)).toBe(200)
  expect(handed.headers['set-cookie']).toBeUndefined()
  receipt = /class="receipt" dir="ltr">([\d ]{19})</.exec(handed.text)![1]!
  // While it waits for the hour, and while the journal of the database is still there.
  kept = everyFile(federation.dir('XV-FIU'))
  await round()
  must(await keys.unlock(officers[0]!, 's0', passphrases[0]!))
  const desk = must(await node.tips.desk(officers[0]!, 's0'))
  const { id } = desk.tips[0]!
  must(await node.tips.say(officers[0]!, id, { step: 'acknowledge', message: 'thank you' }))
  must(await node.tips.say(officers[0]!, id, { step: 'ask-source', message: answer }))
  const type = 'application/x-www-form-urlencoded'
  const looked = await call(
    'POST',
    '/public/en/tips/receipt',
    Buffer.from(`receipt=${receipt.replaceAll(' ', '+')}`),
    type,
  )
  expect(looked.text).toContain(answer)
  // What goes wrong leaves nothing either: a broken form, wrong digits, an address that is not there.
  await call('POST', '/public/en/tips/receipt', Buffer.from('receipt=7731773177317731'), type)
  await call('POST', '/public/en/tips/new', Buffer.from(`${identity} broken`), uploadType)
  await call('GET', `/public/en/tips/${encodeURIComponent(identity)}`)
  await round()
  kept = [...kept, ...everyFile(federation.dir('XV-FIU')), ...everyFile(federation.dir('XN-FIU'))]
  hush()
}, 120_000)
afterAll(async () => {
  await close()
  await federation.close()
})

/** Every spelling in which a text could lie in a file. */
function spellings(text: string): Buffer[] {
  const utf8 = Buffer.from(text)
  const inBase64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64')
    // Without the letters at the ends, which depend on what stands beside them.
    return Buffer.from(encoded.slice(shift === 0 ? 0 : 4, -4).replace(/=+$/, ''))
  })
  return [
    utf8,
    Buffer.from(text.toLowerCase()),
    Buffer.from(text, 'utf16le'),
    Buffer.from(utf8.toString('hex')),
    Buffer.from(encodeURIComponent(text)),
    ...inBase64.filter((bytes) => bytes.length >= 8),
  ]
}

const secrets = {
  address,
  agent,
  cookie: 'marked_cookie',
  referrer: 'marked-employer.example',
  language: 'xx-MARKED',
  boundary,
  'first file name': fileNames[0]!,
  'second file name': fileNames[1]!,
  'third file name': 'ada.marker',
  identity,
  name: 'Ada Marker',
  words: 'price labels of a tenth',
  answer: 'labels of hall seventy-seven',
  'first passphrase': passphrases[0]!,
  'second passphrase': passphrases[1]!,
  ...marks,
}

describe('after somebody wrote to the box', () => {
  it('no byte on disk, in the database, its journal or a blob shows who, from where, or with what', () => {
    expect(kept.length).toBeGreaterThan(10)
    expect(kept.some(({ file }) => file.endsWith('-wal'))).toBe(true)
    for (const [what, secret] of Object.entries({ ...secrets, receipt }))
      for (const spelling of spellings(secret))
        for (const { file, bytes } of kept)
          expect(bytes.includes(spelling), `${what} in ${file}`).toBe(false)
    // The search finds what is there: the name of an officer stands in the file of the node.
    expect(kept.some(({ bytes }) => bytes.includes('Hedda Desk'))).toBe(true)
  })

  it('nothing of it is in what the node reports or prints', () => {
    const reported = federation.observed
      .map(({ node: id, observation }) => asLine(id, node.clock.now(), observation))
      .join('\n')
    expect(reported).toContain('"type":"tip.submitted"')
    for (const [what, secret] of Object.entries({ ...secrets, receipt }))
      for (const text of [
        secret,
        secret.replaceAll(' ', ''),
        JSON.stringify(secret).slice(1, -1),
      ]) {
        expect(reported.includes(text), `${what} in the reports`).toBe(false)
        expect(said.includes(text), `${what} in the output`).toBe(false)
      }
  })

  it('nor behind the encryption of the database, in any row, record or body', async () => {
    const opened: string[] = []
    const kinds = new Set<string>()
    for (let after: string | undefined; ; ) {
      const page = await store.scan('rows', after, 500)
      for (const row of page.rows) kinds.add(String(row.kind))
      if (page.next === undefined) break
      after = page.next
    }
    expect(kinds).toContain('tip')
    for (const kind of kinds) {
      const page = await store.rows({ kind, order: 'key', limit: 500 })
      opened.push(...page.rows.map((row) => `${row.key} ${JSON.stringify(row.data)}`))
    }
    const { size } = await store.head()
    for (const event of await store.events({ after: -1, limit: size })) {
      if (event.record !== null) opened.push(Buffer.from(event.record).toString('latin1'))
      const body = await store.body(event.id)
      if (body?.state === 'present') opened.push(Buffer.from(body.bytes).toString('latin1'))
    }
    const all = Buffer.from(opened.join('\n'), 'latin1')
    expect(all.includes('tip.content')).toBe(true)
    for (const [what, secret] of Object.entries({ ...secrets, receipt }))
      for (const spelling of spellings(secret))
        expect(all.includes(spelling), `${what} in the open database`).toBe(false)
  })

  it('the unit reads the words, and files whose marks are gone', async () => {
    must(await node.tips.keys.unlock(officers[1]!, 's1', passphrases[1]!))
    const desk = must(await node.tips.desk(officers[1]!, 's1'))
    const view = must(await node.tips.view(officers[1]!, 's1', desk.tips[0]!.id))
    expect(view.pieces[0]!.text).toBe(words)
    expect(view.pieces[0]!.files.map((f) => f.name)).toEqual([
      'file-1.jpg',
      'file-2.png',
      'file-3.webp',
    ])
    for (const { name } of view.pieces[0]!.files) {
      const at = { id: view.id, piece: 0, name }
      const { bytes } = must(await node.tips.file(officers[1]!, 's1', at))
      for (const [what, mark] of Object.entries(marks))
        expect(Buffer.from(bytes).includes(mark), `${what} in ${name}`).toBe(false)
    }
    // What was sent did carry them.
    for (const sent of [markedJpeg(), markedPng(), markedWebp()])
      expect(Buffer.from(sent).includes(marks.owner)).toBe(true)
  })
})
