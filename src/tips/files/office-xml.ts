import { SaxesParser } from 'saxes'
import { Broken, need } from './reader.ts'

/** Attributes that say who wrote, when, on which machine or in which session; by the part of the name after the colon. */
const gone =
  /^(rsid\w*|paraId|textId|durableId|date|dateUtc|dt|created|modified|initials|userId|providerId|personId|uid|lastEdited|lowestEdited|rupBuild|appName|codeName|userName|accountName|lastIdx|clrIdx|id_user)$/
/** Attributes that must be there and name a person. */
const renamed: ReadonlySet<string> = new Set(['author', 'lastEditedBy', 'displayName'])
/** Elements that go with all that is in them. */
const dropped: ReadonlySet<string> = new Set([
  'rsids',
  'rsid',
  'docId',
  'docVars',
  'attachedTemplate',
  'absPath',
  'fileSharing',
  'fileVersion',
  'revisionPtr',
  'documentProtection',
  'writeProtection',
  'documentId',
  'creationId',
  'modId',
  'proofErr',
  'cNvPrExt',
  'custDataLst',
  'custData',
  'smartTagPr',
  'saveThroughXslt',
  // They point to parts that are left out.
  'embedRegular',
  'embedBold',
  'embedItalic',
  'embedBoldItalic',
  'externalReferences',
])
/** What a field of a text document may do; others fetch pictures and texts from elsewhere, and tell that place so. */
const quietFields = /^\s*(PAGE|NUMPAGES|SECTIONPAGES|SECTION)?\s*$/i
/** Formulas that ask something outside of the sheet; the value that they had stays. */
const callsOut =
  /[[|]|\b(WEBSERVICE|IMAGE|HYPERLINK|RTD|CALL|REGISTER(\.ID)?|EXEC|STOCKHISTORY)\s*\(/i
/** Inside of them, names of persons are text. */
const listsAuthors = /^authors$/

type Attributes = Readonly<Record<string, string>>

const limits = { depth: 200, characters: 64 * 1024 * 1024 } as const

/**
 * One XML part written anew: no comments, no instructions, no document type; without what says who and when. What a
 * reader sees of the document stays.
 *
 * @param drops further elements that go, by their attributes
 * @param puts other attributes in their place
 * @throws Broken
 */
export function cleanXml(
  text: string,
  drops: (name: string, attributes: Readonly<Record<string, string>>) => boolean = () => false,
  puts: (name: string, attributes: Attributes) => Attributes = (_, attributes) => attributes,
): string {
  need(text.length <= limits.characters)
  const out: string[] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
  const open: string[] = []
  let skipping = 0
  /** Where the formula that is open begins in `out`, and what it says. */
  let formula: { readonly at: number; text: string } | undefined
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('error', () => {
    throw new Broken('broken')
  })
  parser.on('doctype', () => {
    throw new Broken('broken')
  })
  parser.on('opentag', ({ name, attributes }) => {
    need(open.length < limits.depth)
    open.push(name)
    const all = attributes as Readonly<Record<string, string>>
    if (skipping > 0 || dropped.has(localOf(name)) || drops(localOf(name), all)) {
      skipping++
      return
    }
    if (localOf(name) === 'f') formula = { at: out.length, text: '' }
    out.push(`<${name}`)
    for (const [attribute, value] of Object.entries(puts(localOf(name), all))) {
      const local = localOf(attribute)
      const isName = attribute === 'xmlns' || attribute.startsWith('xmlns:')
      if (!isName && gone.test(local)) continue
      // The settings of the printer are left out.
      if (attribute === 'r:id' && localOf(name) === 'pageSetup') continue
      if (local === 'instr' && !quietFields.test(value)) continue
      const said =
        !isName && (renamed.has(local) || (local === 'name' && localOf(name) === 'cmAuthor'))
          ? 'author'
          : value
      out.push(` ${attribute}="${escaped(said)}"`)
    }
    out.push('>')
  })
  const onText = (said: string) => {
    if (skipping > 0 || open.length === 0) return
    if (/^(del)?instrText$/i.test(localOf(open.at(-1)!)) && !quietFields.test(said)) return
    if (formula !== undefined) formula.text += said
    const person = open.some((name) => listsAuthors.test(localOf(name)))
    out.push(person && said.trim() !== '' ? 'author' : escaped(said))
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('closetag', ({ name }) => {
    open.pop()
    if (skipping > 0) skipping--
    else out.push(`</${name}>`)
    if (formula === undefined || localOf(name) !== 'f') return
    if (callsOut.test(formula.text)) out.length = formula.at
    formula = undefined
  })
  try {
    parser.write(text).close()
  } catch {
    throw new Broken('broken')
  }
  return out.join('')
}

export function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
}
