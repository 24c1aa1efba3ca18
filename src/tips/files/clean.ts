import { done, type Outcome, refuse } from '#base'
import type { CleanFile } from '../content.ts'
import { contentLimits } from '../content.ts'
import { tipRefusal } from '../refusals.ts'
import { cleanJpeg } from './jpeg.ts'
import { cleanOffice, officeKind } from './office.ts'
import { cleanPdf } from './pdf.ts'
import { cleanPng } from './png.ts'
import { Broken } from './reader.ts'
import { cleanWebp } from './webp.ts'

interface Kind {
  readonly ending: string
  readonly type: string
  is(bytes: Buffer): boolean
  clean(bytes: Uint8Array): Uint8Array
}

const officeTypes = {
  docx: 'wordprocessingml.document',
  xlsx: 'spreadsheetml.sheet',
  pptx: 'presentationml.presentation',
} as const

/** By their first bytes; what somebody called a file, or said that it is, counts for nothing. */
const kinds: readonly Kind[] = [
  { ending: 'jpg', type: 'image/jpeg', is: begins(0xff, 0xd8, 0xff), clean: cleanJpeg },
  { ending: 'png', type: 'image/png', is: begins(0x89, 0x50, 0x4e, 0x47), clean: cleanPng },
  {
    ending: 'webp',
    type: 'image/webp',
    is: (bytes) =>
      bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
    clean: cleanWebp,
  },
  { ending: 'pdf', type: 'application/pdf', is: begins(0x25, 0x50, 0x44, 0x46), clean: cleanPdf },
  ...(['docx', 'xlsx', 'pptx'] as const).map((ending) => ({
    ending,
    type: `application/vnd.openxmlformats-officedocument.${officeTypes[ending]}`,
    is: (bytes: Buffer) => officeKind(bytes) === ending,
    clean: cleanOffice,
  })),
  { ending: 'txt', type: 'text/plain', is: isText, clean: (bytes) => bytes },
]

/** Every file written anew under a name that says nothing, or the first reason why one cannot be. */
export function cleanFiles(files: readonly Uint8Array[]): Outcome<readonly CleanFile[]> {
  const size = files.reduce((sum, bytes) => sum + bytes.length, 0)
  if (files.length > contentLimits.files || size > contentLimits.bytes)
    return refuse(tipRefusal('tip-too-large'))
  const cleaned: CleanFile[] = []
  for (const [i, bytes] of files.entries()) {
    const kind = kinds.find((k) => k.is(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)))
    if (kind === undefined) return refuse(tipRefusal(whyNot(bytes)))
    try {
      const plain = new Uint8Array(kind.clean(bytes))
      cleaned.push({ name: `file-${i + 1}.${kind.ending}`, type: kind.type, bytes: plain })
    } catch (error) {
      if (error instanceof Broken) return refuse(tipRefusal(`file-${error.why}`))
      throw error
    }
  }
  return done(cleaned)
}

/** Brands of pictures in the container of films (ISO/IEC 23008-12, AVIF): what telephones take. */
const pictureBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1', 'avif', 'avis']

/** What a file is that the box does not take, so that the refusal says what to do about it. */
function whyNot(file: Uint8Array): 'file-heic' | 'file-sound' | 'file-unknown' {
  const head = Buffer.from(file.buffer, file.byteOffset, Math.min(16, file.length))
  const at = (from: number, text: string) =>
    head.toString('latin1', from, from + text.length) === text
  if (at(4, 'ftyp')) return pictureBrands.some((brand) => at(8, brand)) ? 'file-heic' : 'file-sound'
  const isRiff = at(0, 'RIFF') && (at(8, 'WAVE') || at(8, 'AVI '))
  // Ogg, FLAC, AMR, AIFF, Core Audio, MP3 with a tag and without one, ADTS, Matroska.
  const names = ['OggS', 'fLaC', '#!AMR', 'FORM', 'caff', 'ID3', '\x1aE\xdf\xa3']
  const second = head[1] ?? 0
  // Not FF FE, with which text of two bytes a letter begins.
  const isFrame = head[0] === 0xff && second >= 0xf0 && second < 0xfe
  return isRiff || isFrame || names.some((name) => at(0, name)) ? 'file-sound' : 'file-unknown'
}

function begins(...first: readonly number[]): (bytes: Buffer) => boolean {
  return (bytes) => first.every((byte, i) => bytes[i] === byte)
}

/** UTF-8 of letters, line ends and tabs: what an editor of plain text writes. */
function isText(bytes: Buffer): boolean {
  const isLetter = (byte: number) => (byte >= 0x20 && byte !== 0x7f) || [9, 10, 13].includes(byte)
  if (!bytes.every(isLetter)) return false
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) !== ''
  } catch {
    return false
  }
}
