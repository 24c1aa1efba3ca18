import { createHmac } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StoreFault } from './contract.ts'
import { syncFolder } from './shelf.ts'
import { type FixedKeys, hiddenName } from './vault.ts'

/**
 * What was erased, beside the database and outside of its backup: one line for each body and each record, with its place
 * in the log, the place of the event that ordered it, the time, and a keyed digest in the place of its id. Nobody is
 * named in it. Each line carries a digest over itself and the line before, so that a line taken out or changed is found.
 *
 *     comity-erasures/1
 *     body 117 204 2026-11-22T07:00:00.000Z 5f0c... 81aa...
 */
export interface Erasure {
  readonly what: 'body' | 'record'
  /** Place in the log of the event that brought it. */
  readonly index: number
  /** Place of the event that ordered the erasure. */
  readonly by: number
  readonly at: string
  /** Stands for the id; see `hiddenId`. */
  readonly hidden: string
}

export interface ErasureLedger {
  readonly entries: readonly Erasure[]
  has(what: Erasure['what'], hidden: string): boolean
  hiddenId(what: Erasure['what'], id: string): string
  /** Returns when the disk has it. What is in it already is left out. */
  append(erasures: readonly Erasure[]): Promise<void>
}

const firstLine = 'comity-erasures/1'

/** Where the lines stand: a file beside the database, or the disk of a simulation. */
export interface LedgerFile {
  readonly path: string
  /** Empty when there is none yet. */
  read(): Promise<string>
  /** Puts the text in the place of everything from that byte on, and returns when the disk has it. */
  write(text: string, from: number): Promise<void>
}

export function ledgerFile(path: string): LedgerFile {
  return {
    path,
    read: () =>
      readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return ''
        throw error
      }),
    async write(text, from) {
      const file = await open(path, from === 0 ? 'w' : 'r+', 0o600)
      try {
        await file.truncate(from)
        await file.write(text, from)
        await file.sync()
      } finally {
        await file.close()
      }
      if (from === 0) await syncFolder(dirname(path))
    },
  }
}

/** @throws StoreFault when a line was changed or taken out */
export async function openErasureLedger(
  file: LedgerFile,
  fixed: FixedKeys,
): Promise<ErasureLedger> {
  const { path } = file
  const text = await file.read()
  const entries: Erasure[] = []
  const known = new Set<string>()
  // A line without its end was cut off while it was written, and its erasure is in the database.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const lines = whole.split('\n').slice(0, -1)
  if (lines.length > 0 && lines[0] !== firstLine) throw broken(path, 1)
  let last = firstLine
  for (const [i, line] of lines.slice(1).entries()) {
    const match = linePattern.exec(line)
    if (match === null || macOf(fixed, last, match[1]!) !== match[7]) throw broken(path, i + 2)
    const [, , what, index, by, at, hidden] = match
    entries.push({
      what: what as Erasure['what'],
      index: Number(index),
      by: Number(by),
      at: at!,
      hidden: hidden!.split(' ')[0]!,
    })
    known.add(`${what} ${hidden}`)
    last = line
  }
  let length = Buffer.byteLength(whole)
  let writing: Promise<void> = Promise.resolve()
  const write = async (fresh: readonly Erasure[]) => {
    let out = length === 0 ? `${firstLine}\n` : ''
    let end = last
    for (const { what, index, by, at, hidden } of fresh) {
      const said = `${what} ${index} ${by} ${at} ${hidden}`
      end = `${said} ${macOf(fixed, end, said)}`
      out += `${end}\n`
    }
    try {
      await file.write(out, length)
    } catch (cause) {
      throw new StoreFault(
        'the erasure ledger could not be written: free space or repair the disk, then open the store again, which writes it',
        { cause },
      )
    }
    length += Buffer.byteLength(out)
    last = end
    for (const entry of fresh) {
      entries.push(entry)
      known.add(`${entry.what} ${entry.hidden}`)
    }
  }
  return {
    entries,
    has: (what, hidden) => known.has(`${what} ${hidden}`),
    hiddenId: (what, id) => hiddenName(fixed, `comity/erasure/v1/${what}`, id),
    append(erasures) {
      const next = writing.then(async () => {
        const fresh = erasures.filter((e) => !known.has(`${e.what} ${e.hidden}`))
        if (fresh.length > 0) await write(fresh)
      })
      writing = next.catch(() => {})
      return next
    },
  }
}

const linePattern =
  /^((body|record) (\d{1,15}) (\d{1,15}) (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) ([0-9a-f]{64})) ([0-9a-f]{32})$/

function macOf(fixed: FixedKeys, before: string, line: string): string {
  return createHmac('sha256', fixed.names)
    .update(`comity/erasure-line/v1\n${before}\n${line}`)
    .digest('hex')
    .slice(0, 32)
}

function broken(path: string, line: number): StoreFault {
  return new StoreFault(
    `line ${line} of the erasure ledger ${path} is not one that this node wrote after the line before: put the newest copy of the ledger back, because without it what was erased could come back`,
  )
}
