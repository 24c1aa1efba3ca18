import { type Instant, millis } from '#base'
import { fonts } from './fonts.ts'
import { codePoint, visible } from './markup.ts'
import { type Typesetter, typesetter } from './typesetter.ts'

/** Archivable with attachments and with tagged structure (ISO 19005-3, level A). */
const standard = 'a-3a'

/** The compiler's world is in memory; this folder need not exist. */
const workspace = '/comity-paper'

let compiler: Typesetter | undefined

/**
 * Sets a template as PDF/A-3a. `files` is all that it can read. The date in the file is the document's own, so the same
 * input gives the same bytes.
 *
 * @throws Error when the template cannot be set, or where this platform has no typesetter.
 */
export function typeset(
  template: string,
  at: Instant,
  files: Readonly<Record<string, Buffer>>,
): Uint8Array {
  compiler ??= typesetter(
    workspace,
    fonts().map((f) => f.bytes),
  )
  compiler.resetShadow()
  for (const [name, bytes] of Object.entries(files))
    compiler.mapShadow(`${workspace}/${name}`, bytes)
  const result = compiler.compile({ mainFileContent: template })
  const document = result.result
  if (!document)
    throw new Error(`typesetting failed: ${faults(compiler, result.takeDiagnostics())}`)
  const bytes = compiler.pdf(document, {
    pdfStandard: standard,
    creationTimestamp: Math.floor(millis(at) / 1000),
  })
  compiler.resetShadow()
  compiler.evictCache(2)
  return bytes
}

function faults(from: Typesetter, diagnostics: unknown): string {
  if (!diagnostics) return 'no diagnostics'
  return from
    .fetchDiagnostics(diagnostics)
    .map((d) => d.message ?? JSON.stringify(d))
    .join('; ')
}

let covered: Set<number> | undefined

/** Every text in a value as the shipped fonts can draw it. */
export function drawable(value: unknown): unknown {
  if (typeof value === 'string') return breakable(drawableText(value))
  if (Array.isArray(value)) return value.map(drawable)
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, drawable(v)]))
  return value
}

/**
 * A character that no shipped font covers is set as its code point, `[U+4E2D]`: PDF/A forbids a missing glyph,
 * and a silent box would hide a name. The attached data has the character itself.
 */
export function drawableText(text: string): string {
  covered ??= new Set(fonts().flatMap((f) => [...f.covers]))
  let out = ''
  for (const c of visible(text.replaceAll('\n', ' ')))
    out += covered.has(c.codePointAt(0)!) ? c : codePoint(c)
  return out
}

/** Lets long references break anywhere, so that an account number never runs over the next column. */
function breakable(text: string): string {
  return text.replace(/\S{13,}/g, (word) => word.replace(/(.{6})(?=.)/gu, '$1\u200b'))
}
