import { type PGlite, protocol, types } from '@electric-sql/pglite'
import { rowsFrom } from './binary-rows.ts'
import type { Param, ResultRow, Statement } from './driver.ts'

/**
 * Statements for the embedded database in one message of the extended protocol, each text parsed once. Asked one
 * by one it takes five calls into WebAssembly for each statement, and parses every time; that was nine tenths of the
 * time of an act. Without `begin` the statements of one message are one transaction (PostgreSQL, "Pipelining").
 */
export interface Pipeline {
  run(statements: readonly Statement[]): Promise<readonly (readonly ResultRow[])[]>
  /** After the tables changed their shape. */
  forget(): Promise<void>
}

// 64-bit integers as numbers: sizes and indexes stay far below 2^53. JSON stays text, as it is sealed.
export const parsers = {
  ...types.parsers,
  [types.INT8]: Number,
  [types.JSON]: (text: string) => text,
}

/** Texts come from tables and fixed shapes, so there are few; whatever comes beyond is parsed each time. */
const mostPrepared = 200

export function pipelineOn(db: PGlite): Pipeline {
  const prepared = new Map<string, string>()
  let named = 0

  /** Under which name the text is prepared, with the message that does it where that is still to be done. */
  function prepare(text: string): { name: string; first: readonly Uint8Array[] } {
    const known = prepared.get(text)
    if (known !== undefined) return { name: known, first: [] }
    const name = prepared.size < mostPrepared ? `s${named++}` : ''
    if (name !== '') prepared.set(text, name)
    return { name, first: [protocol.serialize.parse({ name, text })] }
  }

  function messagesOf({ text, values }: Statement): readonly Uint8Array[] {
    const { name, first } = prepare(text)
    return [
      ...first,
      inBinary(protocol.serialize.bind({ statement: name, values: values.map(asSent) })),
      protocol.serialize.describe({ type: 'P' }),
      protocol.serialize.execute(),
    ]
  }

  return {
    async run(statements) {
      if (statements.length === 0) return []
      const messages = Buffer.concat([...statements.flatMap(messagesOf), protocol.serialize.sync()])
      try {
        const { data } = await db.execProtocol(messages)
        return rowsFrom(data)
      } catch (error) {
        // Which of these texts were prepared before it failed is not told; their names are not used again.
        for (const { text } of statements) prepared.delete(text)
        throw error
      }
    },
    async forget() {
      prepared.clear()
      await db.exec('deallocate all')
    },
  }
}

/** Asks for every column of the answer in binary: the message ends with one format code in place of none. */
function inBinary(bind: Uint8Array): Uint8Array {
  const asked = Buffer.alloc(bind.length + 2)
  asked.set(bind)
  asked.writeInt32BE(asked.readInt32BE(1) + 2, 1)
  asked.writeInt16BE(1, bind.length - 2)
  asked.writeInt16BE(1, bind.length)
  return asked
}

function asSent(value: Param): string | Uint8Array | null {
  if (value === null || typeof value === 'string' || value instanceof Uint8Array) return value
  return typeof value === 'number' ? String(value) : arrayText(value)
}

/** `{1,NULL,"a \"b\""}`: every text quoted, so that none is taken for NULL (PostgreSQL, "Array Value Input"). */
function arrayText(values: readonly (string | number | null)[]): string {
  const items = values.map((value) =>
    value === null
      ? 'NULL'
      : typeof value === 'number'
        ? String(value)
        : `"${value.replaceAll(/[\\"]/g, '\\$&')}"`,
  )
  return `{${items.join(',')}}`
}
