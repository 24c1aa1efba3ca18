import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

/** A file is there whole or not at all: written beside its place, synced, then moved into it. */
export function writeWhole(path: string, bytes: Uint8Array): void {
  const beside = besides(path)
  try {
    const file = openSync(beside, 'wx')
    try {
      writeAll(file, bytes)
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

/** The same for bytes that come one after the other: what breaks off on the way leaves nothing. */
export async function writeWholeFrom(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  const beside = besides(path)
  try {
    const file = openSync(beside, 'wx')
    try {
      for await (const piece of pieces) writeAll(file, piece)
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

function besides(path: string): string {
  return `${path}.${randomBytes(4).toString('hex')}.part`
}

function writeAll(file: number, bytes: Uint8Array): void {
  let rest = bytes
  while (rest.length > 0) rest = rest.subarray(writeSync(file, rest))
}
