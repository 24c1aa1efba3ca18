import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { must } from '#base'
import { makeNode } from '#node'
import { fullRequest, goodApproval, goodReply, officersOf } from '../../src/node/testing.ts'

/** What a transfer with both sides killed in the middle came to. */
export interface Transfer {
  readonly bytes: number
  readonly uploadSeconds: number
  readonly transferSeconds: number
  /** Mebibytes of memory a process had before the file came, and the most it had then; one line for each process. */
  readonly memory: readonly {
    readonly node: string
    readonly ready: number
    readonly most: number
  }[]
  /** How far the file was when each side was killed, in parts of a thousand; 1000: the kill came too late. */
  readonly cuts: readonly number[]
  readonly state: string
  readonly digest: string
  readonly expected: string
}

/** A file of `bytes` goes from one node to another, and each is killed (SIGKILL) once while it is on its way. */
export async function transfer(bytes: number, databaseUrl = ''): Promise<Transfer> {
  const base = await mkdtemp(join(tmpdir(), 'comity-transfer-'))
  const ports = { 'XN-FIU': await freePort(), 'XV-FIU': await freePort() }
  const addresses = Object.fromEntries(
    Object.entries(ports).map(([id, port]) => [id, `http://127.0.0.1:${port}`]),
  )
  const start = async (id: keyof typeof ports) => {
    const other = id === 'XN-FIU' ? 'XV-FIU' : 'XN-FIU'
    const args = [
      join(base, id),
      String(ports[id]),
      join(base, `${other}.card`),
      JSON.stringify(addresses),
    ]
    return Hosted.start(id, addresses[id]!, [...args, databaseUrl])
  }
  const memory: { node: string; ready: number; most: number }[] = []
  const running: Hosted[] = []
  const cuts: number[] = []
  /** Waits until so much is at XV-FIU; an answer without a share means that it is all there. */
  const arrived = (at: Hosted, matter: string, file: string, share: number) =>
    until(async () => {
      const here = (await view(at, matter, file))?.arrived ?? 1000
      return here >= share ? here : undefined
    })
  try {
    for (const id of Object.keys(ports) as (keyof typeof ports)[]) {
      const made = must(
        await makeNode({
          dir: join(base, id),
          id,
          name: `unit ${id}`,
          country: id.slice(0, 2),
          kind: 'FIU',
          address: addresses[id]!,
          officers: officersOf,
        }),
      )
      writeFileSync(join(base, `${id}.card`), JSON.stringify(made))
    }
    let [xn, xv] = await Promise.all([start('XN-FIU'), start('XV-FIU')])
    running.push(xn, xv)
    const matter = await taken(xn, xv)
    xn.measure()
    xv.measure()
    const begun = performance.now()
    const { id: file, digest } = await upload(xn, matter, bytes)
    const uploadSeconds = (performance.now() - begun) / 1000
    await xn.call('head', 'POST', `/api/requests/${matter}/attachments/${file}/release`)
    await xn.act('head', { do: 'act', id: matter, action: 'reply', document: goodReply })
    const sent = performance.now()
    const part = await until(async () => (await view(xv, matter, file))?.state ?? undefined)
    if (part === undefined) throw new Error('the letter did not arrive')
    cuts.push(await arrived(xv, matter, file, 250))
    memory.push(await xn.kill())
    xn = await start('XN-FIU')
    running.push(xn)
    await arrived(xv, matter, file, 400)
    xn.measure()
    cuts.push(await arrived(xv, matter, file, 600))
    memory.push(await xv.kill())
    xv = await start('XV-FIU')
    running.push(xv)
    await arrived(xv, matter, file, 650)
    xv.measure()
    await until(async () => (await view(xv, matter, file))?.state === 'verified', 3600)
    const transferSeconds = (performance.now() - sent) / 1000
    await until(async () => (await view(xn, matter, file))?.to[0]?.verifiedAt ?? undefined)
    const { state } = (await view(xv, matter, file))!
    const saved = await download(xv, matter, file)
    memory.push(await xn.kill(), await xv.kill())
    return {
      bytes,
      uploadSeconds,
      transferSeconds,
      memory,
      cuts,
      state,
      digest: saved,
      expected: digest,
    }
  } finally {
    for (const hosted of running) hosted.process.kill('SIGKILL')
    await rm(base, { recursive: true, force: true })
  }
}

class Hosted {
  readonly id: string
  readonly address: string
  readonly process: ChildProcessWithoutNullStreams
  readonly #lines: AsyncIterator<string>
  readonly #cookies = new Map<string, string>()
  #ready = 0
  #errors = ''

  private constructor(id: string, address: string, child: ChildProcessWithoutNullStreams) {
    this.id = id
    this.address = address
    this.process = child
    this.#lines = (createInterface(child.stdout) as Interface)[Symbol.asyncIterator]()
  }

  static async start(id: string, address: string, args: readonly string[]): Promise<Hosted> {
    const script = join(import.meta.dirname, 'node-child.ts')
    const child = spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
    const hosted = new Hosted(id, address, child)
    child.stderr.on('data', (text: Buffer) => {
      hosted.#errors += text.toString()
    })
    const first = await hosted.#lines.next()
    if (first.value !== 'ready') throw new Error(`${id} did not start: ${hosted.#errors}`)
    hosted.measure()
    return hosted
  }

  /** From here on the most memory there ever was is counted anew (proc(5), clear_refs). */
  measure(): void {
    this.#ready = memoryOf(this.process.pid!).now
    writeFileSync(`/proc/${this.process.pid}/clear_refs`, '5')
  }

  async act(actor: string, command: object): Promise<{ id: string }> {
    this.process.stdin.write(`${JSON.stringify({ actor: `${this.id}/${actor}`, command })}\n`)
    const line = (await this.#lines.next()).value as string | undefined
    if (line === undefined) throw new Error(`${this.id} is gone: ${this.#errors}`)
    return JSON.parse(line) as { id: string }
  }

  async call(
    actor: string,
    method: string,
    path: string,
    body?: ReadableStream,
  ): Promise<Response> {
    const cookie = this.#cookies.get(actor) ?? (await this.#signIn(actor))
    const answer = await fetch(`${this.address}${path}`, {
      method,
      headers: {
        cookie,
        'x-comity': '1',
        ...(body === undefined ? {} : { 'content-type': 'application/octet-stream' }),
      },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    } as RequestInit)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }

  async #signIn(actor: string): Promise<string> {
    const answer = await fetch(`${this.address}/api/session`, {
      method: 'POST',
      headers: { 'x-comity': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ actor: `${this.id}/${actor}` }),
    })
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0]!
    this.#cookies.set(actor, cookie)
    return cookie
  }

  async kill(): Promise<{ node: string; ready: number; most: number }> {
    const { most } = memoryOf(this.process.pid!)
    this.process.kill('SIGKILL')
    await new Promise((resolve) => this.process.once('exit', resolve))
    return { node: this.id, ready: this.#ready, most }
  }
}

/** Mebibytes: resident now, and the most there ever were. */
function memoryOf(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const of = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024)
  return { now: of('VmRSS'), most: of('VmHWM') }
}

/** A request from XV-FIU that XN-FIU has acknowledged, so that it can answer. */
async function taken(xn: Hosted, xv: Hosted): Promise<string> {
  const { id } = await xv.act('analyst', {
    do: 'open',
    kind: 'request',
    to: 'XN-FIU',
    document: fullRequest,
  })
  await xv.act('head', { do: 'act', id, action: 'approve', document: goodApproval })
  await xv.act('analyst', { do: 'act', id, action: 'send', document: {} })
  await until(async () => {
    const answer = await xn.call('analyst', 'GET', '/api/inbox')
    return ((await answer.json()) as { items: { id: string }[] }).items.some(
      (item) => item.id === id,
    )
  })
  await xn.act('analyst', { do: 'act', id, action: 'acknowledge', document: { class: 'normal' } })
  return id
}

async function upload(xn: Hosted, matter: string, bytes: number) {
  const hash = createHash('sha256')
  const part = Buffer.alloc(1024 * 1024, 'a line of a statement of account\n')
  let left = bytes
  const body = new ReadableStream({
    pull(controller) {
      if (left === 0) return controller.close()
      const next = Buffer.from(part.subarray(0, Math.min(left, part.length)))
      next.writeUIntBE(left, 0, 6)
      hash.update(next)
      left -= next.length
      controller.enqueue(next)
    },
  })
  const path = `/api/requests/${matter}/attachments?title=image&type=application/octet-stream`
  const answer = (await (await xn.call('analyst', 'POST', path, body)).json()) as {
    id: string
    digest: string
  }
  const expected = `sha256:${hash.digest('hex')}`
  if (answer.digest !== expected) throw new Error('the upload has another digest')
  return { id: answer.id, digest: expected }
}

async function download(xv: Hosted, matter: string, file: string): Promise<string> {
  const hash = createHash('sha256')
  const answer = await xv.call('analyst', 'GET', `/api/requests/${matter}/attachments/${file}`)
  for await (const part of answer.body ?? []) hash.update(part)
  return `sha256:${hash.digest('hex')}`
}

interface Seen {
  readonly id: string
  readonly state: string
  readonly arrived: number | null
  readonly to: readonly { readonly verifiedAt: string | null }[]
}

async function view(node: Hosted, matter: string, file: string): Promise<Seen | undefined> {
  const answer = await node.call('analyst', 'GET', `/api/requests/${matter}/attachments`)
  const { attachments } = (await answer.json()) as { attachments: Seen[] }
  return attachments.find((one) => one.id === file)
}

async function until<T>(look: () => Promise<T | undefined | false>, seconds = 600): Promise<T> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const found = await look().catch(() => undefined)
    if (found !== undefined && found !== false) return found
    if (performance.now() > end) throw new Error('it took too long')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
