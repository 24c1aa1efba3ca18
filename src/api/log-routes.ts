import { z } from 'zod'
import { done, type Outcome, type Refusal, refuse } from '#base'
import { type Answer, type Route, route } from './route.ts'

const tileSize = 256

/**
 * The log as C2SP tlog-tiles: a signed checkpoint, tiles of 256 hashes, and bundles of leaf data. Leaves are salted
 * commitments, so whoever follows the log learns how much happened and when, not what.
 */
export const logRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/log/checkpoint',
    who: 'anybody',
    limit: 'read',
    what: 'the signed head of the log (C2SP tlog-checkpoint)',
    run: async ({ node }) =>
      done({ bytes: await node.read.checkpoint(), type: 'text/plain; charset=utf-8' }),
  }),
  route({
    method: 'GET',
    path: '/log/tile/entries/*',
    who: 'anybody',
    limit: 'read',
    what: 'a bundle of leaf data (C2SP tlog-tiles)',
    params: z.object({ '*': z.string().max(100) }),
    run: async ({ node, params }) => {
      const place = readPlace(params['*'])
      if (place === undefined) return refuse(notATile)
      return hashes(await node.read.entries(place.index, place.width), place.width)
    },
  }),
  route({
    method: 'GET',
    path: '/log/tile/:level/*',
    who: 'anybody',
    limit: 'read',
    what: 'a tile of hashes (C2SP tlog-tiles)',
    params: z.object({ level: z.string().regex(/^\d{1,2}$/), '*': z.string().max(100) }),
    run: async ({ node, params }) => {
      const place = readPlace(params['*'])
      if (place === undefined) return refuse(notATile)
      return hashes(
        await node.read.tile(Number(params.level), place.index, place.width),
        place.width,
      )
    },
  }),
]

/** Full tiles never change; partial ones are replaced by fuller ones. */
function hashes(tile: Outcome<Uint8Array>, width: number): Outcome<Answer> {
  if (!tile.ok) return tile
  return done({
    bytes: tile.value,
    ...(width === tileSize ? { cacheSeconds: 31_536_000 } : {}),
  })
}

const notATile = {
  kind: 'unknown',
  name: 'no-such-tile',
  ground: 'the path is not a tile',
  citation: 'C2SP tlog-tiles',
  remedy:
    'ask for tile/LEVEL/N or tile/LEVEL/N.p/WIDTH, with N in groups of three digits such as x001/234',
} as const satisfies Refusal

/** `x001/x234/067.p/12` is tile 1,234,067 with 12 hashes. */
export function readPlace(path: string): { index: number; width: number } | undefined {
  const match = /^((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path)
  if (match === null) return undefined
  const index = Number(match[1]!.replaceAll(/[x/]/g, ''))
  const width = match[2] === undefined ? tileSize : Number(match[2])
  return Number.isSafeInteger(index) && width >= 1 && width <= tileSize
    ? { index, width }
    : undefined
}
