import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import { readXml, type XmlElement, xmlLimits } from './xml.ts'

const utf8 = (text: string) => Buffer.from(text)
const nameOf = (outcome: Outcome<XmlElement>) => (outcome.ok ? 'read' : outcome.refusal.name)

describe('a document of data', () => {
  it('is read with namespaces, attributes and text in order', () => {
    const text =
      '<?xml version="1.0" encoding="UTF-8"?>\n<!-- a statement -->\n' +
      '<Doc xmlns="urn:x" xmlns:b="urn:b"><b:Amt Ccy="EUR">10.00</b:Amt>a&amp;b<![CDATA[<c>]]><E/></Doc>'
    expect(must(readXml(utf8(text)))).toEqual({
      namespace: 'urn:x',
      name: 'Doc',
      attributes: [],
      line: 3,
      children: [
        {
          namespace: 'urn:b',
          name: 'Amt',
          attributes: [{ namespace: '', name: 'Ccy', value: 'EUR' }],
          children: ['10.00'],
          line: 3,
        },
        'a&b<c>',
        { namespace: 'urn:x', name: 'E', attributes: [], children: [], line: 3 },
      ],
    })
  })

  it('is read in UTF-16 with its mark', () => {
    const text = '\ufeff<?xml version="1.0" encoding="UTF-16"?><a>é</a>'
    expect(must(readXml(Buffer.from(text, 'utf16le'))).children).toEqual(['é'])
  })
})

const deep = '<a>'.repeat(100_000)
const bombs: readonly (readonly [string, Uint8Array, string])[] = [
  [
    'a billion laughs',
    utf8('<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'),
    'xml-document-type',
  ],
  [
    'a document type in UTF-16, which a search for bytes does not see',
    Buffer.from('\ufeff<!DOCTYPE l SYSTEM "file:///etc/passwd"><l/>', 'utf16le'),
    'xml-document-type',
  ],
  [
    'a document type behind a comment',
    utf8('<?xml version="1.0"?><!-- x --><!DOCTYPE l><l/>'),
    'xml-document-type',
  ],
  ['an entity nobody has defined', utf8('<l>&file;</l>'), 'xml-malformed'],
  ['elements in elements', utf8(deep), 'xml-too-large'],
  ['too many elements', utf8(`<a>${'<b/>'.repeat(100_001)}</a>`), 'xml-too-large'],
  [
    'too many attributes',
    utf8(`<a ${Array.from({ length: 65 }, (_, i) => `b${i}="1"`).join(' ')}/>`),
    'xml-too-large',
  ],
  ['an endless name', utf8(`<${'a'.repeat(1000)}/>`), 'xml-too-large'],
  ['an endless value', utf8(`<a b="${'c'.repeat(100_000)}"/>`), 'xml-too-large'],
  ['more bytes than are taken', new Uint8Array(xmlLimits.bytes + 1).fill(0x20), 'xml-too-large'],
  ['an instruction', utf8('<?xml-stylesheet href="http://x/"?><a/>'), 'xml-instruction'],
  [
    'another encoding than it says',
    utf8('<?xml version="1.0" encoding="UTF-7"?><a/>'),
    'xml-encoding',
  ],
  ['bytes of another encoding', Buffer.from('<a>\xe9</a>', 'latin1'), 'xml-encoding'],
  ['two roots', utf8('<a/><b/>'), 'xml-malformed'],
  ['no end', utf8('<a><b>'), 'xml-malformed'],
  ['one attribute twice', utf8('<a b="1" b="2"/>'), 'xml-malformed'],
  ['a prefix without a namespace', utf8('<x:a/>'), 'xml-malformed'],
  ['nothing', utf8(''), 'xml-malformed'],
]

describe('a document that is none, or is made to do harm', () => {
  it.each(bombs)('%s is refused by name', (_what, bytes, name) => {
    expect(nameOf(readXml(bytes))).toBe(name)
  })

  it('never makes the reader throw, whatever comes', () => {
    const word = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      ' ',
      '="',
      '"',
      '&',
      ';',
      '<!',
      '<?',
      '--',
      ']]>',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        readXml(utf8(words.join('')))
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        readXml(bytes)
      }),
    )
  })
})

const folder = join(import.meta.dirname, '../../../shared/data/crypto/xml/xmltestdata')
/** What is no bomb. The instruction in one of them is refused all the same: a document of data has none. */
const others: Readonly<Record<string, string>> = {
  'simple.xml': 'read',
  'schema-include.xsd': 'read',
  'simple-ns.xml': 'xml-instruction',
}

describe.skipIf(!existsSync(folder))(
  'published XML bombs (skipped where the data is absent)',
  () => {
    const files = existsSync(folder) ? readdirSync(folder) : []

    // How long it takes and what it costs in memory is measured by `comity bench hostile`.
    it.each(files)('%s is refused, or read when it does no harm', (file) => {
      const outcome = readXml(readFileSync(join(folder, file)))
      expect(nameOf(outcome)).toBe(others[file] ?? 'xml-document-type')
    })

    it('are all there', () => expect(files.length).toBeGreaterThanOrEqual(11))
  },
)
