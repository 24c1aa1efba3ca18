import { cleanJpeg } from './jpeg.ts'
import { cleanXml } from './office-xml.ts'
import { cleanPng } from './png.ts'
import { Broken, need } from './reader.ts'
import { type Part, readZip, writeZip } from './zip.ts'

export type Office = 'docx' | 'xlsx' | 'pptx'

const folders: Readonly<Record<Office, string>> = { docx: 'word/', xlsx: 'xl/', pptx: 'ppt/' }

/** Parts that say who, when and where, or carry what nobody sees; the document opens without them. */
const left =
  /^(docProps\/|customXml\/|customUI\/|_xmlsignatures\/|word\/people|word\/comments(Ids|Extensible|Extended)|xl\/persons\/|xl\/threadedComments\/|xl\/revisions\/|xl\/printerSettings\/|xl\/calcChain|xl\/connections|xl\/queryTables\/|ppt\/printerSettings\/|ppt\/authors|ppt\/changesInfos\/|ppt\/revisionInfo|ppt\/tags\/|\w+\/webextensions\/|\w+\/fonts\/|word\/glossary\/|xl\/externalLinks\/|\[trash\]\/)|\/printerSettings\/|thumbnail/i

const programs = /vbaProject|\.bin$|activeX|embeddings\/|macros/i

/** Which kind of document a ZIP is, by its parts; undefined for any other ZIP. */
export function officeKind(bytes: Buffer): Office | undefined {
  if (bytes.toString('latin1', 0, 4) !== 'PK\x03\x04') return undefined
  try {
    const names = readZip(bytes).map(({ name }) => name)
    if (!names.includes('[Content_Types].xml')) return undefined
    const found = Object.entries(folders).filter(([, folder]) =>
      names.some((name) => name.startsWith(folder)),
    )
    return found.length === 1 ? (found[0]![0] as Office) : undefined
  } catch {
    return undefined
  }
}

/**
 * A document of Office Open XML (ECMA-376) without properties, authors, revision marks' owners and times, templates,
 * paths, printers and thumbnails; its pictures are cleaned as pictures. Programs and embedded files are refused.
 *
 * @throws Broken
 */
export function cleanOffice(bytes: Uint8Array): Uint8Array {
  const parts: Part[] = []
  const all = readZip(bytes)
  const kept = all.filter(({ name }) => !left.test(name))
  const gone = new Set(all.filter((p) => !kept.includes(p)).map(({ name }) => name))
  for (const { name, bytes: content } of kept) {
    need(!programs.test(name), 'locked')
    parts.push({ name, bytes: cleanPart(name, content, gone) })
  }
  parts.sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1))
  return writeZip(parts)
}

function rank(name: string): number {
  return name === '[Content_Types].xml' ? 0 : name === '_rels/.rels' ? 1 : 2
}

function cleanPart(name: string, bytes: Buffer, gone: ReadonlySet<string>): Buffer {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (name === '[Content_Types].xml') {
    const text = xmlText(bytes)
    need(!/macroEnabled|vnd\.ms-office\.activeX/i.test(text), 'locked')
    return Buffer.from(
      cleanXml(text, (tag, at) => tag === 'Override' && gone.has((at.PartName ?? '').slice(1))),
    )
  }
  if (ending === 'rels') {
    const folder = name.replace(/_rels\/[^/]*$/, '')
    return Buffer.from(
      cleanXml(
        xmlText(bytes),
        (tag, at) => tag === 'Relationship' && leaves(folder, at, gone),
        (_, at) => (isShownFromElsewhere(at) ? { ...at, Target: 'NULL' } : at),
      ),
    )
  }
  if (ending === 'xml' || ending === 'vml') return Buffer.from(cleanXml(xmlText(bytes)))
  if (ending === 'png') return Buffer.from(cleanPng(bytes))
  if (ending === 'jpg' || ending === 'jpeg') return Buffer.from(cleanJpeg(bytes))
  // Pictures of other kinds cannot be cleaned; without them the document would not be whole.
  throw new Broken('unknown')
}

/** A link that a reader follows, or leaves. */
function isLink({ Type = '', Target = '' }: Readonly<Record<string, string>>): boolean {
  return /\/hyperlink$/.test(Type) && /^(https?:|mailto:)/i.test(Target)
}

/**
 * A picture or a film that is fetched from elsewhere when the document is opened: whoever is asked for it learns that it
 * was, and a document may have been given out for just that. `NULL` is what programs write for one that is missing.
 */
function isShownFromElsewhere(at: Readonly<Record<string, string>>): boolean {
  return at.TargetMode === 'External' && /\/(image|video|audio|media)$/.test(at.Type ?? '')
}

/** A relation to a part that is left out, or to a place on somebody's machine or network, or that is fetched by itself. */
function leaves(
  folder: string,
  at: Readonly<Record<string, string>>,
  gone: ReadonlySet<string>,
): boolean {
  const target = at.Target ?? ''
  if (at.TargetMode === 'External') return !isLink(at) && !isShownFromElsewhere(at)
  const path = target.startsWith('/') ? target.slice(1) : joined(folder, target)
  return gone.has(path)
}

function joined(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of `${folder}${target}`.split('/'))
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  return steps.join('/')
}

function xmlText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Broken('broken')
  }
}
