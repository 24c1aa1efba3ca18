import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import { markedJpeg, markedPng, markedWebp, marks } from '../../../test/found/tip-files.ts'
import { cleanFiles } from './clean.ts'
import { cleanXml } from './office-xml.ts'
import { readZip, writeZip } from './zip.ts'

function clean(bytes: Uint8Array): Buffer {
  return Buffer.from(must(cleanFiles([bytes]))[0]!.bytes)
}

function refusalOf(bytes: Uint8Array): string {
  const cleaned = cleanFiles([bytes])
  return cleaned.ok ? 'taken' : cleaned.refusal.name
}

function shows(bytes: Buffer, mark: string): boolean {
  return bytes.includes(mark) || bytes.includes(Buffer.from(mark, 'utf16le'))
}

const names = ['Ada Marker', 'Marker Ltd', 'C:/Users/ada.marker', 'ada@marker.example']

/** A PDF of two revisions: properties, XMP, identifiers, an attached file, a script, and an earlier page. */
function markedPdf(): Buffer {
  const xmp = `<x:xmpmeta><dc:creator>${names[0]}</dc:creator></x:xmpmeta>`
  const page = deflateSync(Buffer.from('BT /F1 12 Tf 72 720 Td (price labels) Tj ET'))
  const objects: (string | Buffer)[] = [
    '<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R/OpenAction 8 0 R/Names<</EmbeddedFiles<</Names[(x) 9 0 R]>>>>/Lang(en)>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</I 11 0 R>>>>/PieceInfo<</App<</LastModified(D:2025)/Private(${names[1]})>>>>/LastModified(D:20250214)/Annots[12 0 R 13 0 R]>>`,
    stream('/Filter/FlateDecode', page),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    stream('/Type/Metadata/Subtype/XML', Buffer.from(xmp)),
    `<</Author(${names[0]})/Producer(${marks.program})/CreationDate(D:20250214)>>`,
    `<</S/JavaScript/JS(app.alert\\("${names[2]}"\\))>>`,
    `<</Type/Filespec/F(${names[2]})/EF<</F 10 0 R>>>>`,
    stream('/Type/EmbeddedFile', Buffer.from(names[1]!)),
    stream(
      '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode',
      Buffer.from(markedJpeg()),
    ),
    `<</Type/Annot/Subtype/Highlight/Rect[0 0 9 9]/T(${names[0]})/M(D:2025)/NM(${marks.owner}-1)/Contents(see page 2)>>`,
    `<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 9 0 R>>`,
  ]
  return withTable(objects, `/Info 7 0 R/ID[<${Buffer.from(marks.owner).toString('hex')}><00>]`)
}

function stream(entries: string, raw: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<<${entries}/Length ${raw.length}>>\nstream\n`),
    raw,
    Buffer.from('\nendstream'),
  ])
}

function withTable(objects: readonly (string | Buffer)[], trailer: string): Buffer {
  let whole = Buffer.from('%PDF-1.4\n')
  const places = objects.map((object, i) => {
    const at = whole.length
    whole = Buffer.concat([
      whole,
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.from(object as never),
      Buffer.from('\nendobj\n'),
    ])
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const first = whole.length
  whole = Buffer.concat([
    whole,
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${first}\n%%EOF\n`,
    ),
  ])
  // The second revision replaces the font by itself; the first stays in the file, as writers leave it.
  const at = whole.length
  const again = `5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Courier>>\nendobj\n`
  return Buffer.concat([
    whole,
    Buffer.from(
      `${again}xref\n5 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer\n<</Size ${objects.length + 1}/Root 1 0 R/Prev ${first}${trailer}>>\nstartxref\n${at + again.length}\n%%EOF\n`,
    ),
  ])
}

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="r"'

/** A text document with an author, revision marks, a template on somebody's disk, a thumbnail and a picture. */
function markedDocx(more: Readonly<Record<string, string>> = {}): Buffer {
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml':
      '<Types xmlns="t"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="c"/><Override PartName="/word/document.xml" ContentType="d"/></Types>',
    '_rels/.rels':
      '<Relationships xmlns="r"><Relationship Id="a" Type="x" Target="word/document.xml"/><Relationship Id="b" Type="y" Target="docProps/core.xml"/><Relationship Id="c" Type="z" Target="docProps/thumbnail.jpeg"/></Relationships>',
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>${names[0]}</dc:creator></cp:coreProperties>`,
    'docProps/app.xml': `<Properties xmlns="p"><Company>${names[1]}</Company></Properties>`,
    'docProps/thumbnail.jpeg': markedJpeg(),
    'word/document.xml': `<?xml version="1.0"?><!-- ${names[0]} --><w:document ${word}><w:body><w:p w:rsidR="00AD7731" w:rsidRDefault="00AD7731"><w:ins w:id="1" w:author="${names[0]}" w:date="2025-02-14T09:00:00Z"><w:r><w:t xml:space="preserve">price labels &amp; invoices</w:t></w:r></w:ins></w:p></w:body></w:document>`,
    'word/settings.xml': `<w:settings ${word}><w:attachedTemplate r:id="t"/><w:rsids><w:rsid w:val="00AD7731"/></w:rsids><w:zoom w:percent="100"/></w:settings>`,
    'word/_rels/settings.xml.rels': `<Relationships xmlns="r"><Relationship Id="t" Type="t" Target="file:///${names[2]}/x.dotm" TargetMode="External"/></Relationships>`,
    'word/people.xml': `<w:people ${word}><w:person w:author="${names[0]}"/></w:people>`,
    'word/comments.xml': `<w:comments ${word}><w:comment w:id="0" w:author="${names[0]}" w:initials="AM" w:date="2025"><w:p><w:r><w:t>is this right?</w:t></w:r></w:p></w:comment></w:comments>`,
    'word/media/image1.jpeg': markedJpeg(),
    ...more,
  }
  return writeZip(
    Object.entries(parts).map(([name, bytes]) => ({ name, bytes: Buffer.from(bytes as never) })),
  )
}

/** A PDF as text: the streams of the samples that carry marks are not packed. */
function pdfText(bytes: Buffer): string {
  return bytes.toString('latin1')
}

describe('a picture', () => {
  it.each([
    ['JPEG', markedJpeg(), 'jpg'],
    ['PNG', markedPng(), 'png'],
    ['WebP', markedWebp(), 'webp'],
  ])('%s keeps what it shows and nothing of who took it', (_, bytes, ending) => {
    for (const mark of Object.values(marks))
      if (Buffer.from(bytes).includes(mark)) expect(shows(clean(bytes), mark), mark).toBe(false)
    expect(must(cleanFiles([bytes]))[0]!.name).toBe(`file-1.${ending}`)
    // Clean is clean: once more changes nothing.
    expect(clean(clean(bytes)).equals(clean(bytes))).toBe(true)
  })

  it('keeps which side is up', () => {
    const cleaned = clean(markedJpeg())
    const at = cleaned.indexOf(Buffer.from([0x01, 0x12, 0, 3]))
    expect(cleaned.readUInt16BE(at + 8)).toBe(6)
  })

  it('has nothing behind its end and nothing beside its points', () => {
    const png = markedPng()
    const cleaned = clean(png)
    expect(cleaned.subarray(-12, -4).toString('latin1')).toContain('IEND')
    // The chunk of the picture carried bytes behind the packed points.
    expect(Buffer.from(png).includes(marks.thumbnail)).toBe(true)
    expect(cleaned.includes(marks.thumbnail)).toBe(false)
  })
})

describe('a PDF', () => {
  const cleaned = clean(markedPdf())

  it('keeps its pages and nothing of who made it, with what, and what stood in it before', () => {
    for (const mark of [...names, ...Object.values(marks), 'Helvetica', '2025', 'JavaScript'])
      expect(pdfText(cleaned).includes(mark), mark).toBe(false)
    expect(pdfText(markedPdf())).toContain('Ada Marker')
    const text = pdfText(cleaned)
    for (const kept of ['/Type/Page/', '/Courier', '/DCTDecode', '/Highlight', '595 842'].map((k) =>
      k.replaceAll('/', ' /').trim(),
    ))
      expect(
        text.replaceAll('/', ' /').replaceAll(/ +/g, ' ').includes(kept.replaceAll(/ +/g, ' ')),
        kept,
      ).toBe(true)
  })

  it('comes out the same when it is written anew once more', () => {
    expect(clean(cleaned).equals(cleaned)).toBe(true)
  })

  it('is refused with a password, and when its references lead in a circle', () => {
    const locked = markedPdf()
      .toString('latin1')
      .replaceAll('/Root 1 0 R', '/Encrypt 5 0 R/Root 1 0 R')
    expect(refusalOf(Buffer.from(locked, 'latin1'))).toMatch(/file-(locked|broken)/)
    const circle = markedPdf()
      .toString('latin1')
      .replace(/\/Prev \d+/, (prev) => `/Prev ${'9'.repeat(prev.length - 6)}`)
    expect(refusalOf(Buffer.from(circle, 'latin1'))).toBe('file-broken')
  })
})

describe('an office document', () => {
  const parts = new Map(
    readZip(clean(markedDocx())).map(({ name, bytes }) => [name, bytes.toString('latin1')]),
  )

  it('keeps its words and pictures and nothing of who wrote it, when, and on which machine', () => {
    const all = [...parts.values()].join('\n')
    for (const mark of [...names, ...Object.values(marks), '00AD7731', '2025', 'AM"'])
      expect(all.includes(mark), mark).toBe(false)
    expect(parts.get('word/document.xml')).toContain('price labels &amp; invoices')
    expect(parts.get('word/document.xml')).toContain('w:author="author"')
    expect(parts.get('word/comments.xml')).toContain('is this right?')
    expect(parts.has('word/media/image1.jpeg')).toBe(true)
  })

  it('names no part that was left out', () => {
    expect([...parts.keys()].filter((name) => /docProps|people/.test(name))).toEqual([])
    expect(parts.get('_rels/.rels')).not.toContain('docProps')
    expect(parts.get('[Content_Types].xml')).not.toContain('docProps')
    expect(parts.get('word/_rels/settings.xml.rels')).not.toContain('Target=')
  })

  it('fetches nothing from elsewhere when it is opened, and tells nobody that it was', () => {
    const relation = (id: string, type: string, target: string) =>
      `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/>`
    const beacon = 'https://marked-beacon.example/7731'
    const field = (code: string) =>
      `<w:r><w:instrText>${code}</w:instrText></w:r><w:fldSimple w:instr="${code}"><w:r><w:t>seen</w:t></w:r></w:fldSimple>`
    const told = new Map(
      readZip(
        clean(
          markedDocx({
            'word/_rels/document.xml.rels': `<Relationships xmlns="r">${[
              relation('a', 'image', `${beacon}.png`),
              relation('b', 'attachedTemplate', `${beacon}.dotm`),
              relation('c', 'subDocument', `${beacon}.docx`),
              relation('d', 'oleObject', `${beacon}.xlsx`),
              relation('e', 'hyperlink', 'https://law.example/page'),
            ].join('')}</Relationships>`,
            'word/footer1.xml': `<w:ftr ${word}>${field(` INCLUDEPICTURE &quot;${beacon}.gif&quot; \\d `)}${field('DDEAUTO cmd')}${field(' PAGE ')}</w:ftr>`,
          }),
        ),
      ).map(({ name, bytes }) => [name, bytes.toString('latin1')]),
    )
    expect([...told.values()].join('\n')).not.toContain('marked-beacon')
    expect([...told.values()].join('\n')).not.toContain('DDE')
    expect(told.get('word/footer1.xml')?.match(/ PAGE /g)).toHaveLength(2)
    expect(told.get('word/footer1.xml')?.match(/seen/g)).toHaveLength(3)
    const rels = told.get('word/_rels/document.xml.rels') ?? ''
    expect([...rels.matchAll(/Id="(.)"/g)].map(([, id]) => id)).toEqual(['a', 'e'])
    expect(rels).toContain('Target="NULL"')
    const sheet = (formula: string) =>
      cleanXml(`<c r="A1"><f>${formula}</f><v>7</v></c>`).replace(/^<\?[^>]*>\n/, '')
    for (const out of [
      `WEBSERVICE("${beacon}")`,
      "cmd|'/C calc'!A0",
      "'[1]Sheet'!A1",
      'IMAGE (A2)',
    ])
      expect(sheet(out), out).toBe('<c r="A1"><v>7</v></c>')
    expect(sheet('SUM(A2:A9)')).toContain('<f>SUM(A2:A9)</f>')
  })

  it('is whole as a package: every part is XML or a picture, has a type, and every relation inside leads to a part', () => {
    const package_ = new Map(readZip(clean(markedDocx())).map(({ name, bytes }) => [name, bytes]))
    const types = package_.get('[Content_Types].xml')!.toString()
    const known = [...types.matchAll(/Extension="([^"]+)"/g)].map(([, ending]) => ending)
    for (const [name, bytes] of package_) {
      if (/\.(xml|rels)$/.test(name))
        new SaxesParser({ xmlns: true }).write(bytes.toString()).close()
      if (!name.endsWith('.xml')) continue
      expect(known.includes('xml') || types.includes(`PartName="/${name}"`), name).toBe(true)
    }
    for (const [, part] of types.matchAll(/PartName="\/([^"]+)"/g))
      expect([...package_.keys()]).toContain(part)
    for (const [name, bytes] of package_)
      for (const [, target] of name.endsWith('.rels')
        ? bytes.toString().matchAll(/Target="([^"]+)"(?![^>]*External)/g)
        : [])
        expect([...package_.keys()]).toContain(
          `${name.replace(/_rels\/[^/]*$/, '')}${target}`.replace(/^\//, ''),
        )
  })

  it('has one time in all of it, and no names of the machine that packed it', () => {
    const packed = clean(markedDocx())
    expect(clean(packed).equals(packed)).toBe(true)
    for (let at = packed.indexOf('PK\x03\x04'); at >= 0; at = packed.indexOf('PK\x03\x04', at + 4))
      expect(packed.readUInt32LE(at + 10)).toBe(0x210000)
  })

  it('is refused with programs, embedded files, or a document type that reaches elsewhere', () => {
    expect(refusalOf(markedDocx({ 'word/vbaProject.bin': 'x' }))).toBe('file-locked')
    expect(refusalOf(markedDocx({ 'word/embeddings/a.xlsx': 'x' }))).toBe('file-locked')
    expect(refusalOf(markedDocx({ 'word/media/image2.emf': 'x' }))).toBe('file-unknown')
    const entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    expect(refusalOf(markedDocx({ 'word/more.xml': entity }))).toBe('file-broken')
  })
})

describe('any other file', () => {
  it('is refused when the box cannot clean it; plain text is taken as it stands', () => {
    expect(refusalOf(Buffer.from('GIF89a\0\0\0'))).toBe('file-unknown')
    expect(refusalOf(Buffer.from([0, 1, 2, 3]))).toBe('file-unknown')
    expect(refusalOf(writeZip([{ name: 'a.txt', bytes: Buffer.from('x') }]))).toBe('file-unknown')
    expect(must(cleanFiles([Buffer.from('date;amount\n1;2\n')]))[0]!.name).toBe('file-1.txt')
    expect(refusalOf(new Uint8Array())).toBe('file-unknown')
    expect(refusalOf(Buffer.from('\ufefftext', 'utf16le'))).toBe('file-unknown')
  })

  it('is refused with what to do instead, when a telephone took it as a picture of its own kind, as sound or as film', () => {
    const container = (brand: string) => Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1`, 'latin1')
    for (const brand of ['heic', 'mif1', 'avif'])
      expect(refusalOf(container(brand)), brand).toBe('file-heic')
    for (const brand of ['M4A ', 'isom', 'mp42', 'qt  ', '3gp4'])
      expect(refusalOf(container(brand)), brand).toBe('file-sound')
    for (const head of [
      'ID3\x04\0',
      '\xff\xfb\x90\x64',
      '\xff\xf1\x50\x80',
      'OggS\0\x02',
      'fLaC\0',
      '#!AMR\n\x3c\x91',
      'RIFF\x24\0\0\0WAVEfmt ',
      '\x1aE\xdf\xa3',
    ])
      expect(refusalOf(Buffer.from(head, 'latin1')), JSON.stringify(head)).toBe('file-sound')
  })

  it('with any byte changed is cleaned or refused, and never breaks anything', () => {
    const files = [markedJpeg(), markedPng(), markedWebp(), markedPdf(), markedDocx()]
    fc.assert(
      fc.property(
        fc.nat(files.length - 1),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (which, at, by) => {
          const bytes = Uint8Array.from(files[which]!)
          bytes[at % bytes.length]! ^= by
          const cleaned = cleanFiles([bytes])
          return cleaned.ok || /^file-(broken|unknown|locked|sound)$/.test(cleaned.refusal.name)
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('cut anywhere is refused or cleaned, and never breaks anything', () => {
    for (const file of [markedJpeg(), markedPng(), markedWebp(), markedPdf(), markedDocx()])
      for (let at = 0; at < file.length; at += 7)
        expect(refusalOf(file.slice(0, at))).toMatch(/^(taken|file-(broken|unknown|locked|sound))$/)
  })
})
