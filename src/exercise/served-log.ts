import type { Node } from '#node'

interface Got {
  readonly status: number
  readonly bytes: Uint8Array
}

/**
 * What a node serves of its log to anybody (C2SP tlog-tiles), without a port: the head and hashes of the tree.
 *
 * @param path of the address, `/log/checkpoint` or `/log/tile/0/000.p/17`
 */
export async function servedLog(node: Node, path: string): Promise<Got> {
  const place = /^\/log\/tile\/(\d+)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d+))?$/.exec(path)
  if (path === '/log/checkpoint')
    return { status: 200, bytes: Buffer.from(await node.read.checkpoint()) }
  if (place === null) return { status: 404, bytes: new Uint8Array() }
  const [, level, groups = '', width = '256'] = place
  const index = Number(groups.replaceAll(/[x/]/g, ''))
  const tile = await node.read.tile(Number(level), index, Number(width))
  return tile.ok ? { status: 200, bytes: tile.value } : { status: 404, bytes: new Uint8Array() }
}
