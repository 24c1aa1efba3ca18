import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Json, must, refuse } from '#base'
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
  const value = parsed(readFileSync(path, 'utf8'))
  if (isCouncil(value)) return value as unknown as Council
  return must<never>(
    refuse({
      kind: 'conflict',
      name: 'node-unusable',
      ground: `${path} does not name distinct members and how many of them are needed, fewer than all`,
      remedy: 'write {"members": ["XN-FIU", "XC-FIU", "XS-FIU"], "needed": 2}',
    }),
  )
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
