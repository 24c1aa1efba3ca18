import { deflateSync } from 'node:zlib'
import { cleanJpeg } from './jpeg.ts'
import { type Pdf, type PdfDict, PdfName, PdfRef, PdfStream, PdfText } from './pdf-objects.ts'
import { PdfFile } from './pdf-read.ts'
import { need } from './reader.ts'

/** Members of dictionaries that say who, when and with what, or that act by themselves; wherever they stand. */
const gone: ReadonlySet<string> = new Set([
  'Metadata',
  'PieceInfo',
  'LastModified',
  'Info',
  'ID',
  'AA',
  'OpenAction',
  'JS',
  'JavaScript',
  'EmbeddedFiles',
  'AF',
  'Collection',
  'OutputIntents',
  'Perms',
  'DSS',
  'XFA',
  'SpiderInfo',
  'StructTreeRoot',
  'StructParents',
  'StructParent',
  'MarkInfo',
  'Thumb',
  'URI',
  'Alternates',
  'OPI',
  'Ref',
  'Measure',
  'PtData',
  'Renditions',
  'Legal',
  'Requirements',
  'Extensions',
])
/** Of a note on a page: who wrote it and when. */
const ofNotes: ReadonlySet<string> = new Set(['T', 'M', 'NM', 'CreationDate', 'RC', 'Popup', 'IRT'])
/** What of the notes on a page stays: marks and fields, which are seen; no files, sounds, films or windows. */
const keptNotes: ReadonlySet<string> = new Set([
  'Link',
  'Widget',
  'FreeText',
  'Highlight',
  'Underline',
  'StrikeOut',
  'Squiggly',
  'Square',
  'Circle',
  'Line',
  'Polygon',
  'PolyLine',
  'Ink',
  'Stamp',
  'Text',
])

/**
 * A PDF written anew from its pages: every object that they reach, and none of the earlier revisions, properties,
 * identifiers, attached files, scripts and thumbnails. Colour profiles give way to plain colours, pictures in it are
 * cleaned as pictures. What a page shows stays, words in headers and footers too.
 *
 * @throws Broken
 */
export function cleanPdf(bytes: Uint8Array): Uint8Array {
  const file = new PdfFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  const numbers = new Map<number, number>()
  const order: number[] = []
  const numberOf = (old: number): number => {
    const known = numbers.get(old)
    if (known !== undefined) return known
    numbers.set(old, order.length + 1)
    order.push(old)
    return order.length
  }
  numberOf(file.root.number)
  const out: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const places: number[] = []
  let at = out[0]!.length
  // The list grows while it is walked: each object names further ones.
  for (let i = 0; i < order.length; i++) {
    need(order.length <= 200_000)
    const value = cleaned(file, file.object(order[i]!))
    const written = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      writtenAs(value, numberOf),
      Buffer.from('\nendobj\n'),
    ])
    places.push(at)
    at += written.length
    out.push(written)
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  out.push(
    Buffer.from(
      `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${places.length + 1}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(out)
}

/** One object without what must go; a stream is unpacked and packed anew where that can be done. */
function cleaned(file: PdfFile, value: Pdf): Pdf {
  if (value instanceof PdfStream) return cleanedStream(file, value)
  if (Array.isArray(value)) return cleanedArray(file, value)
  if (value instanceof Map) return cleanedDict(file, value)
  return value
}

function cleanedArray(file: PdfFile, values: readonly Pdf[]): Pdf {
  const [first, second] = values
  // A colour profile may say on which device it was measured; the plain colours of as many channels stand for it.
  if (first instanceof PdfName && first.name === 'ICCBased') {
    const profile = file.follow(second)
    const channels = profile instanceof PdfStream ? file.follow(profile.dict.get('N')) : undefined
    const plain = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' }[channels as number]
    need(plain !== undefined)
    return new PdfName(plain)
  }
  return values.map((one) => cleaned(file, one))
}

function cleanedDict(file: PdfFile, dict: PdfDict): PdfDict {
  const subtype = file.follow(dict.get('Subtype'))
  const kind = subtype instanceof PdfName ? subtype.name : ''
  const isNote = dict.has('Rect') && keptNotes.has(kind)
  const left: PdfDict = new Map()
  for (const [name, value] of dict) {
    if (gone.has(name)) continue
    if (isNote && ofNotes.has(name) && !(kind === 'Widget' && name === 'T')) continue
    if (name === 'A' && isAction(file, value)) continue
    if (name === 'Annots') left.set(name, keptAnnots(file, value))
    else left.set(name, cleaned(file, value))
  }
  return left
}

/** A link may lead to a page of the document, and nowhere else. */
function isAction(file: PdfFile, value: Pdf): boolean {
  const action = file.follow(value)
  if (!(action instanceof Map) || !action.has('S')) return false
  const does = file.follow(action.get('S'))
  return !(does instanceof PdfName && (does.name === 'GoTo' || does.name === 'Named'))
}

function keptAnnots(file: PdfFile, value: Pdf): Pdf {
  const all = file.follow(value)
  need(Array.isArray(all) || all === null)
  return ((all ?? []) as readonly Pdf[]).filter((one) => {
    const note = file.follow(one)
    const kind = note instanceof Map ? file.follow(note.get('Subtype')) : undefined
    return kind instanceof PdfName && keptNotes.has(kind.name)
  })
}

function cleanedStream(file: PdfFile, stream: PdfStream): PdfStream {
  const dict = cleanedDict(file, stream.dict)
  dict.delete('Length')
  // Content that lies in another file is no content of this one.
  for (const name of ['F', 'FFilter', 'FDecodeParms', 'DL']) dict.delete(name)
  const type = file.follow(stream.dict.get('Type'))
  need(!(type instanceof PdfName && ['EmbeddedFile', 'Metadata', 'XRef'].includes(type.name)))
  const filter = file.follow(stream.dict.get('Filter'))
  const names = (Array.isArray(filter) ? filter : [filter ?? null])
    .map((one) => file.follow(one))
    .map((one) => (one instanceof PdfName ? one.name : ''))
  if (names.length === 1 && names[0] === 'DCTDecode')
    return new PdfStream(dict, picture(stream.raw))
  const plain = file.inflated(stream)
  if (plain === undefined) {
    // Fax and JBIG2 hold dots alone; JPEG 2000 may hold anything, and so may what is packed twice around a picture.
    need(names.every((name) => allowed.has(name)))
    return new PdfStream(dict, stream.raw)
  }
  dict.set('Filter', new PdfName('FlateDecode'))
  return new PdfStream(dict, deflateSync(plain))
}

const allowed: ReadonlySet<string> = new Set([
  'FlateDecode',
  'ASCII85Decode',
  'ASCIIHexDecode',
  'LZWDecode',
  'RunLengthDecode',
  'CCITTFaxDecode',
  'JBIG2Decode',
])

function picture(raw: Buffer): Buffer {
  // Some writers leave a line end behind the picture; it goes with everything behind the end.
  return Buffer.from(cleanJpeg(raw))
}

function writtenAs(value: Pdf, numberOf: (old: number) => number): Buffer {
  if (value instanceof PdfStream) {
    const dict: PdfDict = new Map([...value.dict, ['Length', value.raw.length]])
    return Buffer.concat([
      Buffer.from(textOf(dict, numberOf), 'latin1'),
      Buffer.from('\nstream\n'),
      value.raw,
      Buffer.from('\nendstream'),
    ])
  }
  return Buffer.from(textOf(value, numberOf), 'latin1')
}

function textOf(value: Pdf, numberOf: (old: number) => number): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value) : value.toFixed(8).replace(/\.?0+$/, '')
  if (value instanceof PdfRef) return `${numberOf(value.number)} 0 R`
  if (value instanceof PdfName) return nameText(value.name)
  if (value instanceof PdfText) return `<${value.bytes.toString('hex')}>`
  if (value instanceof Map)
    return `<<${[...value].map(([name, one]) => `${nameText(name)} ${textOf(one, numberOf)}`).join('')}>>`
  need(Array.isArray(value))
  return `[${value.map((one) => textOf(one, numberOf)).join(' ')}]`
}

function nameText(name: string): string {
  const plain = [...name].map((c) =>
    /[!-~]/.test(c) && !'()<>[]{}/%#'.includes(c)
      ? c
      : `#${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  return `/${plain.join('')}`
}
