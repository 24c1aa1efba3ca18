import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { must, readJson, refuse } from '#base'
import { type Council, isCouncil } from '#directory'

/**
 * The council of the directory, `DIR/council.json`: `{"members": ["XN-FIU", "XC-FIU", "XS-FIU"], "needed": 2}`. Without
 * the file two officers of this authority are enough.
 *
 * @throws RefusedError when the file is none: a node that was told to ask others must not forget it
 */
export function readCouncil(dir: string): Council | undefined {
  const path = join(dir, 'council.json')
  if (dir === '' || !existsSync(path)) return undefined
  const read = readJson(readFileSync(path), { maxBytes: 64 * 1024, maxDepth: 3 })
  if (read.ok && isCouncil(read.value)) return read.value as unknown as Council
  return must<never>(
    refuse({
      kind: 'conflict',
      name: 'node-unusable',
      ground: `${path} does not name distinct members and how many of them are needed, fewer than all`,
      remedy: 'write {"members": ["XN-FIU", "XC-FIU", "XS-FIU"], "needed": 2}',
    }),
  )
}
