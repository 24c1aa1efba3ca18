import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGzip } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bounded } from '../../src/cli/bounded.ts'
import { fetched } from '../../src/cli/fetched.ts'
import { refusalOf } from '../../src/cli/node-client.ts'
import { fetchPull } from '../../src/node/attachments-fetch.ts'
import { fetchGet } from '../../src/node/fetch-get.ts'
import { fetchPost } from '../../src/node/fetch-post.ts'
import { askAuthority } from '../../src/node/timestamps.ts'

/** A partner, a witness or a website that answers to hurt whoever asks. Counts the plain bytes that it got rid of. */
let told = 0
let address = ''
const piece = Buffer.alloc(256 * 1024)
const server = createServer((request, response) => {
  request.resume()
  told = 0
  const way = new URL(request.url!, 'http://a').pathname.slice(1)
  answers[way as keyof typeof answers](response)
})
const most = 512 * 1024 * 1024

function pour(into: NodeJS.WritableStream, response: ServerResponse): void {
  const next = () => {
    while (!response.destroyed && told < most) {
      told += piece.length
      if (!into.write(piece)) return
    }
    into.end()
  }
  into.on('drain', next)
  into.on('error', () => {})
  next()
}

const answers = {
  endless: (response: ServerResponse) => pour(response.writeHead(200), response),
  packed(response: ServerResponse) {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    const packing = createGzip()
    packing.pipe(response)
    pour(packing, response)
  },
  elsewhere: (response: ServerResponse) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end(),
  cut: (response: ServerResponse) => {
    response.writeHead(200, { 'content-length': '5000' })
    response.write('short')
    setTimeout(() => response.destroy(), 20)
  },
  heads: (response: ServerResponse) => {
    response.socket!.end(`HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(50_000)}\r\n`)
  },
} as const

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const nothing = new Uint8Array()
/** Everything by which bytes of others come in over a call of our own, with the most that it reads. */
const callers: readonly (readonly [string, (url: string) => Promise<unknown>, number])[] = [
  ['the post of letters', (url) => fetchPost(url, nothing), 64 * 1024],
  ['checkpoints and tiles', (url) => fetchGet(url), 1024 * 1024],
  ['a timestamp authority', (url) => askAuthority(url, nothing), 64 * 1024],
  ['what a command asks an address', (url) => fetched(new URL(url)), 64 * 1024 * 1024],
  [
    'the refusal of an address',
    async (url) => {
      const read = await refusalOf(new Response((await fetch(url)).body, { status: 404 }))
      if (read.refusal.name === 'refused-by-node') throw new Error('nothing was read')
      return read
    },
    64 * 1024,
  ],
]

describe.each(callers)('%s', (_, ask, limit) => {
  it('reads no more than it takes of an answer without end', async () => {
    await expect(ask(`${address}/endless`)).rejects.toThrow()
    // Beside the limit lies what the buffers of two sockets hold.
    expect(told).toBeLessThan(limit + 32 * 1024 * 1024)
  }, 30_000)

  it('counts a packed answer as it comes out, and stops there', async () => {
    await expect(ask(`${address}/packed`)).rejects.toThrow(/longer|more than|nothing was read/)
  }, 30_000)

  it.each(['cut', 'heads'] as const)('is not hurt by an answer: %s', async (way) => {
    await expect(ask(`${address}/${way}`)).rejects.toThrow()
  })
})

describe('what is fetched in pieces', () => {
  it('comes no faster than it is taken', async () => {
    const { body } = await fetchPull(`${address}/endless`, {})
    let size = 0
    for await (const part of body) {
      size += part.length
      if (size > 1024 * 1024) break
    }
    expect(told).toBeLessThan(32 * 1024 * 1024)
  })
})

describe('an answer that is bounded', () => {
  it('is pulled piece by piece until it is too long, and let go', async () => {
    let [pulled, letGo] = [0, false]
    const stream = new ReadableStream<Uint8Array>(
      {
        pull: (to) => {
          pulled++
          to.enqueue(new Uint8Array(1024))
        },
        cancel: () => {
          letGo = true
        },
      },
      { highWaterMark: 0 },
    )
    expect(await bounded(new Response(stream), 10 * 1024)).toBeUndefined()
    expect([pulled, letGo]).toEqual([11, true])
  })
})

describe('a node', () => {
  it.each([
    ['post', (url: string) => fetchPost(url, nothing)],
    ['get', (url: string) => fetchGet(url)],
    ['pull', (url: string) => fetchPull(url, {})],
    ['stamp', (url: string) => askAuthority(url, nothing)],
  ] as const)('is sent nowhere else by an answer: %s', async (_, ask) => {
    await expect(ask(`${address}/elsewhere`)).rejects.toThrow()
  })
})
