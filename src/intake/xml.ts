import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes'
import { done, type Outcome, type RefusalKind, refuse } from '#base'
import { detectEncoding, type Encoding } from './encoding.ts'

/** An element with its namespace, its attributes and what stands in it, in order. */
export interface XmlElement {
  /** Namespace name, or empty. */
  readonly namespace: string
  readonly name: string
  readonly attributes: readonly {
    readonly namespace: string
    readonly name: string
    readonly value: string
  }[]
  readonly children: readonly (XmlElement | string)[]
  /** Line in the file, from 1. */
  readonly line: number
}

export interface XmlLimits {
  readonly bytes: number
  /** Elements within elements. */
  readonly depth: number
  readonly elements: number
  /** Of one element. */
  readonly attributes: number
  /** Characters of one name, and of one value of an attribute. */
  readonly nameLength: number
  readonly valueLength: number
}

export const xmlLimits: XmlLimits = {
  bytes: 8 * 1024 * 1024,
  depth: 64,
  elements: 100_000,
  attributes: 64,
  nameLength: 200,
  valueLength: 16 * 1024,
}

const chunk = 32 * 1024

/** Leaves the parser from inside of one of its events. */
class Stop extends Error {
  readonly outcome: ReturnType<typeof refuse>

  constructor(outcome: ReturnType<typeof refuse>) {
    super()
    this.outcome = outcome
  }
}

/**
 * The tree of one XML 1.0 document (namespaces included), or a named refusal. Takes less than the language allows, by
 * purpose: no document type and so no entity but the five that XML itself has, nothing is ever fetched, no processing
 * instruction, UTF-8 or UTF-16 alone, and every size is bounded before anything is built from it.
 */
export function readXml(bytes: Uint8Array, limits: XmlLimits = xmlLimits): Outcome<XmlElement> {
  if (bytes.length > limits.bytes)
    return no('too-large', 'xml-too-large', `the document has more than ${limits.bytes} bytes`)
  const text = decoded(bytes)
  if (text === undefined)
    return no('malformed', 'xml-encoding', 'the document is neither UTF-8 nor UTF-16 with its mark')
  // Before the parser sees a byte: a document type stands before the first element or nowhere.
  if (hasDocumentType(text)) return no('forbidden', 'xml-document-type', noTypes)
  try {
    return done(parsed(text, limits))
  } catch (stop) {
    if (stop instanceof Stop) return stop.outcome
    throw stop
  }
}

const noTypes = 'the document brings a document type of its own, in which bombs and file names hide'

/** The text, when the encoding that the bytes have is one of the two and the declaration does not say another. */
function decoded(bytes: Uint8Array): string | undefined {
  const encoding: Encoding = detectEncoding(bytes)
  if (encoding === 'windows-1252') return undefined
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    const declared = /^<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']/.exec(text)?.[1]
    const family = encoding === 'utf-8' ? /^(utf-?8|us-ascii|ascii)$/i : /^utf-?16(le|be)?$/i
    return declared === undefined || family.test(declared) ? text : undefined
  } catch {
    return undefined
  }
}

/** Looks at the prolog alone: spaces, the declaration, instructions and comments, until the first element. */
function hasDocumentType(text: string): boolean {
  let at = 0
  for (;;) {
    const next = text.indexOf('<', at)
    if (next === -1) return false
    if (text.startsWith('<!--', next)) at = text.indexOf('-->', next + 4)
    else if (text.startsWith('<?', next)) at = text.indexOf('?>', next + 2)
    else return text.startsWith('<!', next)
    if (at === -1) return false
  }
}

interface Open {
  readonly element: XmlElement
  readonly children: (XmlElement | string)[]
}

function parsed(text: string, limits: XmlLimits): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const stack: Open[] = []
  let root: XmlElement | undefined
  let count = 0
  const stop = (kind: RefusalKind, name: string, why: string): never => {
    throw new Stop(no(kind, name, `${why}, in line ${parser.line}`))
  }
  const tooLarge = (why: string) => stop('too-large', 'xml-too-large', why)
  parser.on('error', (error) => stop('malformed', 'xml-malformed', reasonOf(error)))
  parser.on('doctype', () => stop('forbidden', 'xml-document-type', noTypes))
  parser.on('processinginstruction', () =>
    stop('malformed', 'xml-instruction', 'the document gives an instruction to a program'),
  )
  // The names are seen while the tag is still being read, so that nobody fills memory with one tag.
  let attributes = 0
  parser.on('opentagstart', ({ name }) => {
    attributes = 0
    if (name.length > limits.nameLength) tooLarge('a name is longer than a name is')
    if (stack.length >= limits.depth) tooLarge(`elements stand in each other ${limits.depth} deep`)
    if (++count > limits.elements) tooLarge(`there are more than ${limits.elements} elements`)
  })
  parser.on('attribute', ({ name, value }) => {
    if (++attributes > limits.attributes) tooLarge('an element has too many attributes')
    if (name.length > limits.nameLength) tooLarge('a name is longer than a name is')
    if (value.length > limits.valueLength) tooLarge('the value of an attribute is too long')
  })
  parser.on('opentag', (tag) => {
    const open = elementOf(tag, parser.line)
    stack.at(-1)?.children.push(open.element)
    root ??= open.element
    stack.push(open)
  })
  parser.on('closetag', () => stack.pop())
  const words = (piece: string) => {
    const children = stack.at(-1)?.children
    if (children === undefined) return
    const last = children.at(-1)
    if (typeof last === 'string') children[children.length - 1] = last + piece
    else children.push(piece)
  }
  parser.on('text', words)
  parser.on('cdata', words)
  for (let at = 0; at < text.length; at += chunk) parser.write(text.slice(at, at + chunk))
  parser.close()
  return root ?? stop('malformed', 'xml-malformed', 'there is no element')
}

function elementOf(tag: SaxesTagNS, line: number): Open {
  const children: (XmlElement | string)[] = []
  const attributes = (Object.values(tag.attributes) as SaxesAttributeNS[])
    .filter((a) => a.prefix !== 'xmlns' && a.name !== 'xmlns')
    .map((a) => ({ namespace: a.uri, name: a.local, value: a.value }))
  return { element: { namespace: tag.uri, name: tag.local, attributes, children, line }, children }
}

/** Without the place, which the refusal names itself, and without what stands in the document. */
function reasonOf(error: Error): string {
  const text = error.message.replace(/^[^:]*:?\d+:\d+: /, '').replace(/[.!]+$/, '')
  return `the document is not well-formed: ${text.slice(0, 100)}`
}

const remedies: Readonly<Record<string, string>> = {
  'xml-too-large': 'send it in smaller parts, each a document of its own',
  'xml-encoding': 'save it as UTF-8 and say so in its first line, or say nothing',
  'xml-document-type': 'remove the document type; send what it defined in full',
  'xml-instruction': 'remove the instruction; a document of data has none',
  'xml-malformed': 'have the program that wrote it write well-formed XML',
}

function no(kind: RefusalKind, name: string, ground: string) {
  return refuse({
    kind,
    name,
    ground,
    citation: 'XML 1.0 (Fifth Edition); RFC 7303, 10',
    remedy: remedies[name] ?? 'send well-formed XML',
  })
}
