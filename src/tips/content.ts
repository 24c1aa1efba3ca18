import { z } from 'zod'
import { canonical, done, type Json, type Outcome, readJson, refuse } from '#base'
import { padded, unpadded } from './padding.ts'
import { tipRefusal } from './refusals.ts'

/** What goes through the box in one piece, in either direction. */
export interface Content {
  readonly kind: 'tip' | 'addition' | 'retaliation' | 'message'
  readonly text: string
  /** When and where it happened, in the words of the source. */
  readonly happened?: string
  readonly place?: string
  /** Cleaned; their names are given by the box. */
  readonly files: readonly CleanFile[]
}

export interface CleanFile {
  /** `file-1.jpg`. */
  readonly name: string
  /** Media type. */
  readonly type: string
  readonly bytes: Uint8Array
}

export const contentLimits = {
  characters: 20_000,
  shortCharacters: 500,
  files: 8,
  bytes: 8 * 1024 * 1024,
} as const

const head = z.strictObject({
  v: z.literal(1),
  kind: z.enum(['tip', 'addition', 'retaliation', 'message']),
  text: z.string().max(contentLimits.characters),
  happened: z.string().max(contentLimits.shortCharacters).optional(),
  place: z.string().max(contentLimits.shortCharacters).optional(),
  files: z
    .array(
      z.strictObject({
        name: z.string().regex(/^file-[1-8]\.[a-z]{3,4}$/),
        type: z.string().max(100),
        bytes: z.int().min(0).max(contentLimits.bytes),
      }),
    )
    .max(contentLimits.files),
})

/** Why it cannot be taken, or undefined. */
export function contentWrong(content: Content): Outcome<undefined> {
  const size = content.files.reduce((sum, file) => sum + file.bytes.length, 0)
  if (content.text.trim() === '') return refuse(tipRefusal('tip-empty'))
  const short = [content.happened ?? '', content.place ?? '']
  const fits =
    content.text.length <= contentLimits.characters &&
    short.every((words) => words.length <= contentLimits.shortCharacters) &&
    content.files.length <= contentLimits.files &&
    size <= contentLimits.bytes
  return fits ? done(undefined) : refuse(tipRefusal('tip-too-large'))
}

/** Head and files in one piece, filled up to a class of sizes: `length of head (4 bytes) head files`. */
export function packContent({ files, ...words }: Content): Uint8Array {
  const first = canonical({
    v: 1,
    ...words,
    files: files.map(({ name, type, bytes }) => ({ name, type, bytes: bytes.length })),
  } as unknown as Json)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(first.length)
  return padded(Buffer.concat([length, first, ...files.map(({ bytes }) => bytes)]))
}

/** Undefined for anything that `packContent` does not make. */
export function readContent(packed: Uint8Array): Content | undefined {
  const whole = unpadded(packed)
  if (whole === undefined || whole.length < 4) return undefined
  const end = 4 + Buffer.from(whole.buffer, whole.byteOffset, 4).readUInt32BE()
  if (end > whole.length) return undefined
  const limits = { maxBytes: 256 * 1024, maxDepth: 4 }
  const json = readJson(whole.subarray(4, end), limits, true)
  const read = json.ok ? head.safeParse(json.value) : undefined
  if (read?.success !== true) return undefined
  const { v: _, files, happened, place, ...words } = read.data
  let at = end
  const cut = files.map(({ name, type, bytes }) => {
    at += bytes
    return { name, type, bytes: new Uint8Array(whole.subarray(at - bytes, at)) }
  })
  if (at !== whole.length) return undefined
  return {
    ...words,
    ...(happened === undefined ? {} : { happened }),
    ...(place === undefined ? {} : { place }),
    files: cut,
  }
}
