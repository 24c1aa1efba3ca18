import { inflateSync } from 'node:zlib'
import { documentFormat, exhibitFormat } from '#paper'

/** The data attached to an exhibit or a document in PDF, or undefined for anything else. */
export function attachedData(pdf: Buffer): Uint8Array | undefined {
  if (pdf.subarray(0, 5).toString('latin1') !== '%PDF-') return undefined
  const mark = Buffer.from('stream')
  const wanted = [exhibitFormat, documentFormat].map((f) => Buffer.from(`"format":"${f}"`))
  for (let at = pdf.indexOf(mark); at !== -1; at = pdf.indexOf(mark, at + 6)) {
    const start = at + 6 + (pdf[at + 6] === 0x0d ? 2 : 1)
    if (pdf[start] !== 0x78 && pdf[start] !== 0x7b) continue
    const text = pdf[start] === 0x7b ? upToEnd(pdf, start) : inflated(pdf.subarray(start))
    if (text?.[0] === 0x7b && wanted.some((format) => text.includes(format))) return text
  }
  return undefined
}

function upToEnd(pdf: Buffer, start: number): Buffer {
  const end = pdf.indexOf('endstream', start)
  return Buffer.from(pdf.subarray(start, end).toString('utf8').trimEnd())
}

/** Bytes after the end of the deflated data are the rest of the file and are left alone. */
function inflated(bytes: Buffer): Buffer | undefined {
  try {
    return inflateSync(bytes)
  } catch {
    return undefined
  }
}
