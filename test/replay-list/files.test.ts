import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { readXml } from '#intake'
import { sendRequest } from '../../src/node/testing.ts'
import { openWire, type Wire } from './wire.ts'

const nameOf = (text: string | Uint8Array) => {
  const read = readXml(typeof text === 'string' ? Buffer.from(text) : text)
  return read.ok ? 'read' : read.refusal.name
}

describe('messages that are no messages', () => {
  const good = '<Doc xmlns="urn:iso:std:iso:20022:tech:xsd:auth.001.001.01"><InfReqOpng/></Doc>'

  it('malformed samples: each of eleven kinds is refused by name and never half read (Finnish Customs samples)', () => {
    expect(nameOf(good)).toBe('read')
    const malformed = [
      good.replace('</Doc>', ''),
      good.replace('<InfReqOpng/>', '<InfReqOpng>'),
      good.replace('</Doc>', '</Document>'),
      good.replace('xmlns="', 'xmlns=').replace('01">', '01>'),
      `${good}${good}`,
      good.replace('<InfReqOpng/>', '<InfReqOpng Id="1" Id="2"/>'),
      good.replace('<InfReqOpng/>', '<f:InfReqOpng/>'),
      good.replace('<InfReqOpng/>', 'A & B'),
      good.replace('<InfReqOpng/>', 'a < b'),
      good.replace('<InfReqOpng/>', '<!-- a -- b -->'),
      good.replace('<InfReqOpng/>', '<1InfReqOpng/>'),
    ]
    expect(malformed.map(nameOf)).toEqual(Array(11).fill('xml-malformed'))
  })

  it('UTF-16 DOCTYPE, outer entities and billion laughs: refused before a parser sees them (crs-lint)', () => {
    const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${'&a;'.repeat(10)}">`).join('')}]><l>&a8;</l>`
    const outer = '<!DOCTYPE l [<!ENTITY f SYSTEM "file:///etc/passwd">]><l>&f;</l>'
    for (const text of [laughs, outer]) {
      expect(nameOf(text)).toBe('xml-document-type')
      expect(nameOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe('xml-document-type')
      expect(nameOf(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toBe('xml-document-type')
    }
  })
})

interface Spec {
  readonly id: string
  readonly kind: string
  readonly corrects?: string
}

function bulk(message: string, to: string, specs: readonly Spec[]): Buffer {
  const records = specs.map(
    ({ id, kind, corrects }) =>
      `<AccountReport><DocSpec><DocTypeIndic>${kind}</DocTypeIndic><DocRefId>${id}</DocRefId>${
        corrects === undefined ? '' : `<CorrDocRefId>${corrects}</CorrDocRefId>`
      }</DocSpec></AccountReport>`,
  )
  return Buffer.from(
    `<CRS_OECD xmlns="urn:oecd:ties:crs:v2"><MessageSpec><MessageRefId>${message}</MessageRefId><ReceivingCountry>${to}</ReceivingCountry></MessageSpec>${records.join('')}</CRS_OECD>`,
  )
}

describe('files of bulk data, and the status message that answers them', () => {
  let wire: Wire
  let id: string
  beforeEach(async () => {
    wire = await openWire()
    id = await sendRequest(wire.xv, 'XN-FIU')
    await wire.federation.settle()
  })
  afterEach(() => wire.close())

  /** The file over HTTP at the node that received the letter, and what its sender then knows. */
  async function check(file: Uint8Array) {
    const found = must(await wire.xn.checkFile('XN-FIU/analyst', id, file))
    await wire.federation.settle()
    const letters = must(await wire.xv.read.deliveries('XV-FIU/analyst', id)).letters
    return { found, evidence: letters[0]!.evidence }
  }
  const fresh: Spec = { id: 'XV2025-1', kind: 'OECD1' }

  it('reused message id: 50009, told to the sender under seal (OECD status message)', async () => {
    expect((await check(bulk('XV2025XN1', 'XN', [fresh]))).found.verdict).toBe('accepted')
    const { found, evidence } = await check(bulk('XV2025XN1', 'XN', [{ ...fresh, id: 'XV2025-2' }]))
    expect(found).toMatchObject({ verdict: 'rejected', fileCodes: [50009] })
    expect(evidence.map((e) => [e.says, e.reason])).toContainEqual([
      'not-understood',
      'codes 50009',
    ])
    expect(evidence.map((e) => e.says)).toContain('understood')
  })

  it('correction of an unknown record is 80002, of one already corrected 80003 (OECD status message)', async () => {
    must({ ok: true, value: await check(bulk('XV2025XN1', 'XN', [fresh])) })
    const unknown = await check(
      bulk('XV2025XN2', 'XN', [{ id: 'XV2025-2', kind: 'OECD2', corrects: 'XV2025-9' }]),
    )
    expect(unknown.found.items).toEqual([{ ref: 'XV2025-2', codes: [80002] }])
    const first = await check(
      bulk('XV2025XN3', 'XN', [{ id: 'XV2025-3', kind: 'OECD2', corrects: 'XV2025-1' }]),
    )
    expect(first.found.verdict).toBe('accepted')
    const second = await check(
      bulk('XV2025XN4', 'XN', [{ id: 'XV2025-4', kind: 'OECD2', corrects: 'XV2025-1' }]),
    )
    expect(second.found.items).toEqual([{ ref: 'XV2025-4', codes: [80003] }])
  })

  it('test data in production: 50010, and nothing of it is remembered as data (OECD status message)', async () => {
    const { found } = await check(bulk('XV2025XN1', 'XN', [{ id: 'T-1', kind: 'OECD11' }]))
    expect(found).toMatchObject({ verdict: 'rejected', fileCodes: [50010], items: [] })
    const after = await check(
      bulk('XV2025XN2', 'XN', [{ id: 'XV2025-2', kind: 'OECD2', corrects: 'T-1' }]),
    )
    expect(after.found.items).toEqual([{ ref: 'XV2025-2', codes: [80002] }])
  })

  it('wrong addressee: 50012, and the id may still be used with the right one (OECD status message)', async () => {
    const { found } = await check(bulk('XV2025XS1', 'XS', [fresh]))
    expect(found).toMatchObject({ verdict: 'rejected', fileCodes: [50012] })
    expect((await check(bulk('XV2025XS1', 'XN', [fresh]))).found.verdict).toBe('accepted')
  })

  it('a file that cannot be read: 50007, whatever it tried (OECD status message)', async () => {
    const { found } = await check(Buffer.from('<!DOCTYPE l [<!ENTITY a "ha">]><l>&a;</l>'))
    expect(found).toMatchObject({ verdict: 'rejected', fileCodes: [50007] })
  })
})
