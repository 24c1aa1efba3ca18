import { must } from '#base'
import type { Store } from '#store'
import type { Get } from './world.ts'

/** A log as its tiles give it (C2SP tlog-tiles); what is asked for twice is fetched once. */
export interface TiledTree {
  readonly size: number
  readonly read: (level: number, from: number, to: number) => Promise<readonly Uint8Array[]>
}

const width = 256

/**
 * @param base address of the node, without a final slash
 * @param size entries of the head that is read; tiles of that head are asked for
 */
export function remoteTree(get: Get, base: string, size: number, signal?: AbortSignal): TiledTree {
  return tiledTree(size, async (level, index, hashes) => {
    const path = `/log/tile/${level}/${tilePath(index)}${hashes < width ? `.p/${hashes}` : ''}`
    const { status, bytes } = await get(`${base}${path}`, signal)
    if (status !== 200 || bytes.length !== hashes * 32)
      throw new Error(`${path} is not served as the head says (status ${status})`)
    return Buffer.from(bytes)
  })
}

/** The own log, for whoever needs many of its hashes at once. */
export function ownTree(store: Pick<Store, 'tile'>, size: number): TiledTree {
  return tiledTree(size, async (level, index, hashes) =>
    Buffer.from(must(await store.tile(level, index, hashes))),
  )
}

function tiledTree(
  size: number,
  ask: (level: number, index: number, hashes: number) => Promise<Buffer>,
): TiledTree {
  const tiles = new Map<string, Promise<Buffer>>()
  const tile = (level: number, index: number): Promise<Buffer> => {
    const name = `${level} ${index}`
    const known = tiles.get(name)
    if (known !== undefined) return known
    const all = Math.floor(size / width ** level)
    const asked = ask(level, index, Math.min(width, all - index * width))
    tiles.set(name, asked)
    return asked
  }
  return {
    size,
    async read(level, from, to) {
      const hashes: Uint8Array[] = []
      for (let at = from; at < to; at++) {
        const bytes = await tile(level, Math.floor(at / width))
        hashes.push(bytes.subarray((at % width) * 32, (at % width) * 32 + 32))
      }
      return hashes
    },
  }
}

/** Tile 1,234,067 is `x001/x234/067` (C2SP tlog-tiles). */
export function tilePath(tile: number): string {
  const digits = String(tile)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!
  return groups.map((g, i) => (i < groups.length - 1 ? `x${g}` : g)).join('/')
}
