import { must, systemRandom } from '#base'
import {
  boxKey,
  cleanFiles,
  makeOfficerKey,
  openOfficerKey,
  openSealed,
  packContent,
  readContent,
  readFront,
  readReceipt,
  sealTo,
} from '#tips'
import { multipartBody } from '../../src/api/multipart-body.ts'
import { markedJpeg } from '../found/tip-files.ts'
import { type Parser, said, text, utf8 } from './row.ts'

const key = boxKey(new Uint8Array(32).fill(7))
const passphrase = 'seven grey herons by the weir'
const officerKey = must(await makeOfficerKey('XV-OMB/inspector', passphrase, systemRandom))
const upload = [
  '--x',
  'content-disposition: form-data; name="text"',
  '',
  'price labels',
  '--x',
  'content-disposition: form-data; name="files"; filename="a.txt"',
  'content-type: text/plain',
  '',
  'invoice',
  '--x--',
  '',
].join('\r\n')

/** What somebody who must not be known sends to the box, and what lies in it. */
export const tipsParsers: readonly Parser[] = [
  {
    name: 'a receipt that somebody typed',
    covers: ['tips/readReceipt'],
    sample: utf8('1234 5678 9012 3456'),
    read: (bytes) => said(readReceipt(text(bytes))),
    holds: 'any',
  },
  {
    name: 'a form with files',
    covers: [],
    sample: utf8(upload),
    read: (bytes) => said(multipartBody(bytes, 'multipart/form-data; boundary=x')),
    holds: 'any',
  },
  {
    name: 'a file of a source',
    covers: [],
    sample: markedJpeg(),
    read: (bytes) => said(cleanFiles([bytes])),
    holds: 'any',
  },
  {
    name: 'settings of what stands in front of a node',
    covers: ['tips/readFront'],
    sample: utf8('server { access_log off; location ~ tips { gzip off; } }'),
    read: (bytes) => said(readFront(text(bytes))),
    holds: 'any',
  },
  {
    name: 'what was sealed to the unit',
    covers: ['tips/openSealed'],
    sample: sealTo(key.publicKey, utf8('words'), systemRandom),
    async read(bytes) {
      const opened = openSealed(key, bytes)
      return opened && text(opened)
    },
    holds: 'signed',
  },
  {
    name: 'content out of the box',
    covers: ['tips/readContent'],
    sample: packContent({ kind: 'tip', text: 'price labels', files: [] }),
    read(bytes) {
      const content = readContent(bytes)
      return content && Buffer.from(packContent(content)).toString('latin1')
    },
    holds: 'one spelling',
  },
  {
    name: 'the key of an officer of the unit',
    covers: ['tips/openOfficerKey'],
    sample: Buffer.from(officerKey.sealed, 'base64'),
    async read(bytes) {
      const sealed = Buffer.from(bytes).toString('base64')
      const opened = await openOfficerKey({ ...officerKey, sealed }, passphrase)
      return opened.ok ? Buffer.from(opened.value.publicKey).toString('hex') : undefined
    },
    holds: 'signed',
    runs: 12,
  },
]
