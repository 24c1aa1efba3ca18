import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'

/** A call made to hurt, as the bytes of HTTP. */
export interface Bomb {
  readonly name: string
  /** What it is sent to: every address, those that take a body, or those that take JSON. */
  readonly to: 'all' | 'body' | 'json'
  readonly bytes: (method: string, path: string, headers: string) => Buffer
  /** More of it, for as long as the node takes it; at most so many pieces. */
  readonly more?: { readonly piece: Buffer; readonly most: number }
  /** The caller says that it has nothing more to say, and waits. */
  readonly half?: true
}

const mebibyte = 1024 * 1024

function head(method: string, path: string, headers: string, more: string): string {
  return `${method} ${path} HTTP/1.1\r\n${headers}${more}\r\n`
}

function json(name: string, body: () => string | Buffer): Bomb {
  let made: Buffer | undefined
  return {
    name,
    to: 'json',
    bytes(method, path, headers) {
      made ??= Buffer.from(body() as string)
      const length = `content-type: application/json\r\ncontent-length: ${made.length}\r\n`
      return Buffer.concat([Buffer.from(head(method, path, headers, length)), made])
    },
  }
}

const fill = (piece: string, length: number) =>
  piece.repeat(Math.floor(length / piece.length)).slice(0, length)
const under = mebibyte - 100

/** Made once: what it costs to make is not what it costs to refuse. */
let packed: Buffer | undefined

/** JSON that is small on the wire and large in memory, or that two readers read in two ways. */
const jsonBombs: readonly Bomb[] = [
  json('lists in lists', () => fill('[', under)),
  json('objects in objects', () => fill('{"a":', under)),
  json('a wide list of lists', () => `[${'[],'.repeat(under / 3 - 2)}[]]`),
  json('a wide list of numbers', () => `[${'0,'.repeat(under / 2 - 2)}0]`),
  json('one name again and again', () => `{${'"a":1,'.repeat(under / 6 - 2)}"a":1}`),
  json(
    'a hundred thousand names',
    () => `{${Array.from({ length: 90_000 }, (_, i) => `"k${i}":0`).join()}}`,
  ),
  json('names that look alike', () => '{"actor":"XV-FIU/analyst","act\\u006fr":"XV-FIU/head"}'),
  json('a number of a million digits', () => fill('7', under)),
  json('a string of a mebibyte', () => `"${fill('x', under)}"`),
  json('a string of escapes', () => `"${fill('\\u0000', under - 10)}"`),
  json('half a character', () => '{"actor":"\\ud800"}'),
  json('a prototype', () => '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}'),
  json('bytes that are no text', () => Buffer.alloc(under, 0xff)),
  {
    name: 'packed JSON',
    to: 'json',
    bytes(method, path, headers) {
      packed ??= gzipSync(Buffer.alloc(64 * mebibyte, 0x20))
      const more = `content-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: ${packed.length}\r\n`
      return Buffer.concat([Buffer.from(head(method, path, headers, more)), packed])
    },
  },
]

const octets = 'content-type: application/octet-stream\r\n'

const bodyBombs: readonly Bomb[] = [
  {
    name: 'a gigabyte announced and sent',
    to: 'body',
    bytes: (method, path, headers) =>
      Buffer.from(head(method, path, headers, `${octets}content-length: 1000000000\r\n`)),
    more: { piece: Buffer.alloc(mebibyte, 0x78), most: 64 },
  },
  {
    name: 'chunks without end',
    to: 'body',
    bytes: (method, path, headers) =>
      Buffer.from(head(method, path, headers, `${octets}transfer-encoding: chunked\r\n`)),
    more: {
      piece: Buffer.concat([
        Buffer.from('100000\r\n'),
        Buffer.alloc(mebibyte),
        Buffer.from('\r\n'),
      ]),
      most: 64,
    },
  },
  {
    name: 'a chunk of one byte with a long remark',
    to: 'body',
    bytes: (method, path, headers) =>
      Buffer.from(
        `${head(method, path, headers, `${octets}transfer-encoding: chunked\r\n`)}1;${'x'.repeat(64 * 1024)}\r\nx\r\n`,
      ),
  },
  {
    name: 'less than it says, and then nothing',
    to: 'body',
    bytes: (method, path, headers) =>
      Buffer.from(`${head(method, path, headers, `${octets}content-length: 1000\r\n`)}short`),
    half: true,
  },
  {
    name: 'more than it says',
    to: 'body',
    bytes: (method, path, headers) =>
      Buffer.from(
        `${head(method, path, headers, `${octets}content-length: 2\r\n`)}{}${'x'.repeat(5000)}`,
      ),
  },
  {
    name: 'two lengths',
    to: 'body',
    bytes: (method, path, headers) =>
      Buffer.from(
        `${head(method, path, headers, `${octets}content-length: 2\r\ncontent-length: 3\r\n`)}{}`,
      ),
  },
  {
    name: 'a length and chunks',
    to: 'body',
    bytes: (method, path, headers) =>
      Buffer.from(
        `${head(method, path, headers, `${octets}content-length: 2\r\ntransfer-encoding: chunked\r\n`)}0\r\n\r\n`,
      ),
  },
  {
    name: 'a type of its own',
    to: 'body',
    bytes: (method, path, headers) =>
      Buffer.from(
        `${head(method, path, headers, `content-type: ${'a/'.repeat(4000)}\r\ncontent-length: 2\r\n`)}{}`,
      ),
  },
  {
    name: 'a body in parts',
    to: 'body',
    bytes: (method, path, headers) =>
      Buffer.from(
        `${head(method, path, headers, 'content-type: multipart/form-data; boundary=x\r\ncontent-length: 5\r\n')}--x--`,
      ),
  },
]

const headBombs: readonly Bomb[] = [
  {
    name: 'ten thousand headers',
    to: 'all',
    bytes: (method, path, headers) =>
      Buffer.from(
        head(
          method,
          path,
          headers,
          Array.from({ length: 10_000 }, (_, i) => `x-${i}: a\r\n`).join(''),
        ),
      ),
  },
  {
    name: 'a header of a mebibyte',
    to: 'all',
    bytes: (method, path, headers) =>
      Buffer.from(head(method, path, headers, `x-long: ${'a'.repeat(mebibyte)}\r\n`)),
  },
  {
    name: 'a thousand cookies',
    to: 'all',
    bytes: (method, path, headers) =>
      Buffer.from(head(method, path, headers, `cookie: ${'a=b; '.repeat(2500)}\r\n`)),
  },
  {
    name: 'an address of a mebibyte',
    to: 'all',
    bytes: (method, path, headers) =>
      Buffer.from(head(method, `${path}?q=${'a'.repeat(mebibyte)}`, headers, '')),
  },
  {
    name: 'three thousand questions',
    to: 'all',
    bytes: (method, path, headers) =>
      Buffer.from(head(method, `${path}?${'a=1&'.repeat(3000)}`, headers, '')),
  },
  {
    name: 'questions that look like objects',
    to: 'all',
    bytes: (method, path, headers) =>
      Buffer.from(head(method, `${path}?__proto__[x]=1&constructor=2&q[]=3&q[]=4`, headers, '')),
  },
  {
    name: 'a range without end',
    to: 'all',
    bytes: (method, path, headers) =>
      Buffer.from(head(method, path, headers, `range: bytes=${'0-1,'.repeat(1000)}5-\r\n`)),
  },
  {
    name: 'a line broken in two',
    to: 'all',
    bytes: (method, path, headers) =>
      Buffer.from(head(method, path, headers, 'x-a: b\r\n c\n\nd\r\n')),
  },
  {
    name: 'a hundred calls in one breath',
    to: 'all',
    bytes: (method, path, headers) =>
      Buffer.from(head(method, path, headers, 'content-length: 0\r\n').repeat(100)),
  },
  {
    name: 'a call whose caller has hung up one way',
    to: 'all',
    bytes: (method, path, headers) =>
      Buffer.from(head(method, path, headers, 'content-length: 0\r\n')),
    half: true,
  },
]

export const bombs: readonly Bomb[] = [...headBombs, ...bodyBombs, ...jsonBombs]

/** What became of one call. */
export interface Told {
  /** Status of the first answer; 0 where the line was closed without one. */
  readonly status: number
  readonly text: string
  /** Bytes that left before the node answered or closed. */
  readonly sent: number
  readonly milliseconds: number
}

/** Sends a bomb to a port and waits for an answer or the end of the line; undefined when neither comes. */
export function send(
  bomb: Bomb,
  to: {
    readonly port: number
    readonly method: string
    readonly path: string
    readonly from?: string
  },
  headers: string,
  patience = 10_000,
): Promise<Told | undefined> {
  const bytes = bomb.bytes(to.method, to.path, headers)
  return new Promise((resolve) => {
    const socket = connect({
      port: to.port,
      host: '127.0.0.1',
      ...(to.from === undefined ? {} : { localAddress: to.from }),
    })
    const began = performance.now()
    let text = ''
    let over = false
    const end = (answer: boolean) => {
      if (over) return
      over = true
      clearTimeout(timer)
      const milliseconds = performance.now() - began
      const sent = socket.bytesWritten
      socket.destroy()
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)
      resolve(answer ? { status, text, sent, milliseconds } : undefined)
    }
    const timer = setTimeout(() => end(false), patience)
    socket.on('data', (part) => {
      text += part.toString('latin1')
      if (text.includes('\r\n\r\n')) end(true)
    })
    socket.on('error', () => {})
    socket.on('close', () => end(true))
    socket.on('connect', () => {
      socket.write(bytes)
      if (bomb.half) socket.end()
      else if (bomb.more !== undefined) void pour(bomb.more)
    })
    async function pour({ piece, most }: { piece: Buffer; most: number }) {
      for (let i = 0; i < most && !over; i++)
        if (!socket.write(piece))
          await new Promise<void>((go) => {
            socket.once('drain', go)
            socket.once('close', () => go())
          })
    }
  })
}
