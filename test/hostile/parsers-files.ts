import { generateKeyPairSync, sign } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { canonical, type Day, type Instant, type Json } from '#base'
import {
  cardOf,
  checkCouncil,
  checkPublicKey,
  cosignatureMessage,
  lanternCards,
  readCard,
  signCard,
  verifyCard,
} from '#directory'
import {
  checkMap,
  loadColumns,
  readLedger,
  readMap,
  readOpenings,
  readRates,
  readXml,
  saveColumns,
} from '#intake'
import { checkPack, readPack } from '#law'
import { currencies } from '#money'
import { checkDocument, checkExhibit, documentAsPage, documentJson } from '#paper'
import { parse, readForm, samples } from '#procedure'
import { readIdentifier, readIdentifierList } from '#resolve'
import { examplePack, exampleSigned, exampleTrust } from '../../src/law/pack-gallery.ts'
import { checkSignatures } from '../../src/law/pack-sign.ts'
import { sampleDocument } from '../../src/paper/sample-document.ts'
import { jsonOr } from './parsers-exchange.ts'
import { type Parser, said, text, utf8 } from './row.ts'

const seal = generateKeyPairSync('ed25519')
const publicKey = seal.publicKey.export({ format: 'jwk' }).x as string
const card = {
  ...cardOf(lanternCards, 'XV-FIU')!,
  version: 1,
  issuedAt: '2025-01-01T00:00:00.000Z' as Instant,
  keys: [
    {
      id: 'XV-FIU/seal/1',
      use: 'seal' as const,
      algorithm: 'Ed25519' as const,
      publicKey,
      from: '2024-12-01T00:00:00.000Z' as Instant,
      to: '2026-01-01T00:00:00.000Z' as Instant,
    },
  ],
}
const signedCard = signCard(card, [{ key: 'XV-FIU/seal/1', privateKey: seal.privateKey }])

const cosigned = sign(null, cosignatureMessage(signedCard), seal.privateKey).toString('base64url')

const pack = exampleSigned(
  examplePack({
    rules: [
      {
        id: 'XC-NEW',
        citation: 'Carrow ordinance s. 1 (fictional)',
        text: 'A rule of the example.',
        from: '2026-01-01' as Day,
        status: 'to-verify',
        source: 'fictional instrument of the LANTERN world',
        terms: [
          {
            id: 'XC-NEW',
            when: 'from receipt',
            count: 5,
            unit: 'calendar-days',
            ends: 'end-of-day',
            roll: 'none',
          },
        ],
      },
    ],
  }),
)

const ledger = [
  'id;time;from;to;amount;currency;purpose',
  'T1;2025-01-02T10:00:00Z;A01;B01;1.500,00;EUR;"invoice; 7"',
  'T2;2025-01-03T10:00:00Z;B01;C01;900,50;EUR;loan',
  '',
].join('\r\n')
const map = '{"columns":{"amount":"Betrag"},"constants":{"currency":"EUR"},"decimal":","}'
const input = (bytes: Uint8Array) => ({ name: 'table.csv', bytes })
const loaded = await readLedger(input(utf8(ledger)))
if (!loaded.ok) throw new Error(loaded.refusal.ground)
const columns = saveColumns(loaded.value.payments)

const documentBytes = Buffer.from(documentJson(sampleDocument).json)
const filed = (bytes: Uint8Array) => said(checkDocument(bytes), (d) => [d.digest, d.findings])
const command = {
  procedure: 'P3',
  transition: 'send',
  stream: 'matter/1',
  to: 'XN-CA',
  document: samples['mla-request'],
}
const xml =
  '<?xml version="1.0" encoding="UTF-8"?><m:File xmlns:m="urn:example:file"><m:MessageRefId>XV2025XN0001</m:MessageRefId><!-- a --><m:Doc at="1">text &amp; more<![CDATA[<raw>]]></m:Doc></m:File>'

/** Files that people hand in: cards, packs of law, tables, documents. */
export const fileParsers: readonly Parser[] = [
  {
    name: 'a signed card',
    covers: ['directory/verifyCard', 'directory/readCard', 'directory/checkPublicKey'],
    sample: utf8(JSON.stringify(signedCard)),
    read: (bytes) => said(verifyCard(jsonOr(bytes) as never)),
    holds: 'signed',
  },
  {
    name: 'a card under which nobody has signed yet',
    covers: ['directory/readCard', 'directory/checkPublicKey'],
    sample: canonical(card as unknown as Json),
    read(bytes) {
      const read = readCard(jsonOr(bytes) as Json)
      if (read.ok) for (const key of read.value.keys) checkPublicKey(key.algorithm, key.publicKey)
      return said(read)
    },
    holds: 'any',
  },
  {
    name: 'a card with the seals of a council',
    covers: ['directory/checkCouncil'],
    sample: utf8(
      JSON.stringify({
        ...signedCard,
        cosignatures: [{ by: 'XN-FIU', key: 'XV-FIU/seal/1', signature: cosigned }],
      }),
    ),
    read(bytes) {
      const signed = jsonOr(bytes) as typeof signedCard
      if (!verifyCard(signed).ok) return undefined
      const council = { members: ['XV-FIU', 'XN-FIU', 'XS-FIU'], needed: 1 }
      const at = '2025-06-01T00:00:00.000Z' as Instant
      return said(checkCouncil(signed, 'XV-FIU', council, () => card, at))
    },
    holds: 'any',
  },
  {
    name: 'a pack of law',
    covers: ['law/readPack'],
    sample: utf8(JSON.stringify(pack)),
    read(bytes) {
      const read = readPack(bytes)
      if (!read.ok) return undefined
      return said(checkSignatures(read.value, exampleTrust, '2026-06-01' as Day), (s) =>
        Buffer.from(canonical(s.pack as unknown as Json)).toString('utf8'),
      )
    },
    holds: 'signed',
  },
  {
    name: 'a pack of law without signatures',
    covers: ['law/checkPack'],
    sample: utf8(JSON.stringify(pack.pack)),
    read: (bytes) => said(checkPack(jsonOr(bytes))),
    holds: 'any',
  },
  {
    name: 'a list of identifiers',
    covers: ['resolve/readIdentifierList', 'resolve/readIdentifier'],
    sample: utf8('kind,value,country\nnatid,19684711,XV\niban,XV85DEMO00004711,\n'),
    read: (bytes) => {
      readIdentifier(text(bytes))
      return said(readIdentifierList(text(bytes), 'list.csv', { skipBad: true }))
    },
    holds: 'any',
  },
  {
    name: 'a ledger of payments',
    covers: ['intake/readLedger'],
    sample: utf8(ledger),
    read: async (bytes) => said(await readLedger(input(bytes)), (l) => l.payments.count),
    holds: 'any',
    runs: 150,
  },
  {
    name: 'a packed ledger of payments',
    covers: ['intake/readLedger'],
    sample: gzipSync(utf8(ledger)),
    read: async (bytes) => said(await readLedger(input(bytes)), (l) => l.payments.count),
    holds: 'any',
    runs: 150,
  },
  {
    name: 'the columns of payments as they are kept',
    covers: ['intake/loadColumns'],
    sample: columns,
    read: (bytes) => said(loadColumns(bytes), (p) => Buffer.from(saveColumns(p)).toString('hex')),
    holds: 'signed',
  },
  {
    name: 'the map of a ledger',
    covers: ['intake/readMap', 'intake/checkMap'],
    sample: utf8(map),
    read: async (bytes) => {
      checkMap(jsonOr(bytes))
      return said(await readMap({ name: 'map.json', bytes }))
    },
    holds: 'any',
  },
  {
    name: 'opening balances',
    covers: ['intake/readOpenings'],
    sample: utf8('account;currency;amount;claim\nA01;eur;1,000.50;\nA01;EUR;7;Clinics\n'),
    read: async (bytes) => said(await readOpenings(input(bytes))),
    holds: 'any',
    runs: 150,
  },
  {
    name: 'rates of exchange',
    covers: ['intake/readRates'],
    sample: utf8('currency,rate,from,digits\nVLD,0.05,2023-01-01,\nUSD,23/25,2023-01-01,2\n'),
    read: async (bytes) =>
      said(await readRates(input(bytes), { base: 'EUR', known: currencies() })),
    holds: 'any',
    runs: 150,
  },
  {
    name: 'a document in XML',
    covers: ['intake/readXml'],
    sample: utf8(xml),
    read: (bytes) => said(readXml(bytes)),
    holds: 'any',
  },
  {
    name: 'a document as a page',
    covers: ['paper/checkDocument'],
    sample: utf8(documentAsPage(sampleDocument, null)),
    read: filed,
    holds: 'any',
  },
  {
    name: 'the data of a document',
    covers: ['paper/checkDocument', 'paper/checkExhibit'],
    sample: documentBytes,
    read: (bytes) => {
      checkExhibit(bytes)
      return filed(bytes)
    },
    holds: 'any',
  },
  {
    name: 'a command with its document',
    covers: ['procedure/parse', 'procedure/readForm'],
    sample: canonical(command as unknown as Json),
    read: (bytes) => {
      readForm('mla-request' as never, jsonOr(bytes))
      return said(parse(bytes))
    },
    holds: 'any',
  },
]
