import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

/** A file is there whole or not at all: written beside its place, synced, then moved into it. */
export function writeWhole(path: string, bytes: Uint8Array): void {
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`
  try {
    const file = openSync(beside, 'wx')
    try {
      let rest = bytes
      while (rest.length > 0) rest = rest.subarray(writeSync(file, rest))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}
