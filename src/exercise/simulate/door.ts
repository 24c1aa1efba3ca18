import type { Node } from '#node'

/** What comes back through the door of a node: a status for the machine, and bytes. */
export interface Answer {
  readonly status: number
  readonly bytes: Uint8Array
}

const nothing: Answer = { status: 404, bytes: new Uint8Array() }

/**
 * The door of a node, as the api keeps it for other nodes: letters, queries and heads come in by POST, what is served to
 * everybody goes out by GET.
 */
export async function knock(
  node: Node,
  path: string,
  body: Uint8Array | undefined,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  if (body === undefined) {
    const file = /^exchange\/attachments\/([0-9a-f-]{36})$/.exec(path)?.[1]
    return file === undefined ? serve(node, path) : serveFile(node, file, headers)
  }
  const blind = /^exchange\/hit\/(epoch|ask|challenge|withdraw)$/.exec(path)?.[1]
  if (blind !== undefined) {
    const said = await node.hit.receive(blind as Parameters<Node['hit']['receive']>[0], body)
    if (said.ok) return { status: 200, bytes: said.value }
    const { ground: detail, ...rest } = said.refusal
    return { status: 400, bytes: Buffer.from(JSON.stringify({ ...rest, detail })) }
  }
  if (path === 'witness/add-checkpoint') {
    const { status, text } = await node.log.addCheckpoint(body)
    return { status, bytes: Buffer.from(text) }
  }
  if (!/^exchange\/(envelopes(\/batch)?|queries)$/.test(path)) return nothing
  if (body.length > node.letterLimit + 4096) return { status: 413, bytes: new Uint8Array() }
  const reply = await node.receive(body)
  return reply.ok
    ? { status: reply.value.status, bytes: reply.value.receipt }
    : { status: 400, bytes: Buffer.from(JSON.stringify({ name: reply.refusal.name })) }
}

async function serve(node: Node, path: string): Promise<Answer> {
  const [where = '', query] = path.split('?')
  if (where === 'log/checkpoint') return text(await node.read.checkpoint())
  if (where === 'log/head') return text(await node.log.newest())
  if (where === 'witness/checkpoint') {
    const held = await node.log.cosigned(new URLSearchParams(query).get('origin') ?? '')
    return held.ok ? text(held.value) : nothing
  }
  const tile = /^log\/tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(where)
  if (tile === null) return nothing
  const index = Number(tile[2]!.replaceAll(/[x/]/g, ''))
  const width = Number(tile[3] ?? 256)
  const hashes =
    tile[1] === 'entries'
      ? await node.read.entries(index, width)
      : await node.read.tile(Number(tile[1]), index, width)
  return hashes.ok ? { status: 200, bytes: hashes.value } : nothing
}

async function serveFile(
  node: Node,
  id: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const served = await node.attachments.serve(id, headers)
  if (!served.ok) return nothing
  const parts: Uint8Array[] = []
  for await (const part of served.value.body) parts.push(part)
  return { status: 206, bytes: Buffer.concat(parts) }
}

function text(bytes: string): Answer {
  return { status: 200, bytes: Buffer.from(bytes) }
}
