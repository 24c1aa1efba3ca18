import { generateKeyPairSync, sign as signRaw } from 'node:crypto'
import { must } from '#base'
import {
  type CosignerKey,
  composeAddCheckpoint,
  consistency,
  continues,
  cosign,
  cosignaturesOn,
  forkEvidence,
  includes,
  leafHash,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNoteLines,
  parseVkey,
  parseWitnessPolicy,
  readForkEvidence,
  rootAt,
  showsFork,
  signCheckpoint,
  signedBy,
  type Tree,
  vkeyOf,
  withLines,
} from '#store'
import { weigh } from '../../src/store/add-checkpoint.ts'
import {
  chunkBytes,
  chunkHeaderBytes,
  chunkKeyOf,
  newChunkKey,
  openChunk,
  plainLength,
  sealChunk,
  sealedChunkBytes,
} from '../../src/store/chunked.ts'
import { type Parser, said, text, utf8 } from './row.ts'

const origin = 'log.example/one'
const pair = (type: 'ed25519' | 'ml-dsa-44') => {
  const made =
    type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ml-dsa-44')
  const jwk = made.publicKey.export({ format: 'jwk' }) as Record<string, string>
  return {
    publicKey: Buffer.from((jwk.x ?? jwk.pub)!, 'base64url'),
    sign: (message: Uint8Array) => signRaw(null, message, made.privateKey),
  }
}
const log = pair('ed25519')
const one = pair('ed25519')
const two = pair('ml-dsa-44')
const witnesses: readonly { key: CosignerKey; sign: (m: Uint8Array) => Uint8Array }[] = [
  { key: { name: 'one', type: 'Ed25519 cosignature', publicKey: one.publicKey }, sign: one.sign },
  { key: { name: 'two', type: 'ML-DSA-44', publicKey: two.publicKey }, sign: two.sign },
]

async function headOf(size: number, of: string) {
  const leaves = Array.from({ length: size }, (_, i) => leafHash(utf8(`${of} ${i}`)))
  const tree: Tree = {
    size,
    read: async (level, from, to) => (level === 0 ? leaves.slice(from, to) : []),
  }
  const root = must(await rootAt(tree, size))
  const note = signCheckpoint({ origin, size, root, publicKey: log.publicKey, sign: log.sign })
  return { note, checkpoint: parseCheckpoint(note)!, tree, leaves }
}

const [small, large, other] = [
  await headOf(5, 'entry'),
  await headOf(11, 'entry'),
  await headOf(11, 'another'),
]
const proof = must(await consistency(large.tree, 5, 11))
const cosigned =
  large.note + witnesses.map((w) => cosign(large.checkpoint, w.key, 1_700_000_000, w.sign)).join('')
const policyText = [
  '# agreed in the memorandum',
  ...witnesses.map(({ key }) => `witness ${key.name} ${vkeyOf(key)} https://${key.name}.example/w`),
  'group both all one two',
  'quorum both',
  '',
].join('\n')
const policy = parseWitnessPolicy(policyText)
if (!policy.ok) throw new Error(policy.refusal.ground)

const fork = forkEvidence(
  [
    { ...large.checkpoint, note: large.note },
    { ...other.checkpoint, note: other.note },
  ],
  null,
)
const chunkContext = utf8('of the table')
const fileKey = new Uint8Array(32).fill(7)
const chunks = newChunkKey(fileKey, new Uint8Array(24).fill(9), chunkContext)
const file = Buffer.concat([
  chunks.header,
  sealChunk(chunks, 0, new Uint8Array(chunkBytes).fill(1)),
  sealChunk(chunks, 1, utf8('the end')),
])

/** The file as a reader opens it: header, then chunk by chunk, none left over. */
function openFile(bytes: Uint8Array): string | undefined {
  const length = plainLength(bytes.length)
  const key = chunkKeyOf(fileKey, bytes.subarray(0, chunkHeaderBytes), chunkContext)
  if (length === undefined || key === undefined) return undefined
  const parts: Uint8Array[] = []
  for (let n = 0, from = chunkHeaderBytes; from < bytes.length; n++, from += sealedChunkBytes) {
    const plain = openChunk(key, n, bytes.subarray(from, from + sealedChunkBytes))
    if (plain === undefined) return undefined
    parts.push(plain)
  }
  return Buffer.concat(parts).toString('hex')
}

/** Heads of logs and what witnesses, courts and partners hand in about them. */
export const logParsers: readonly Parser[] = [
  {
    name: 'a signed head',
    covers: ['store/parseCheckpoint'],
    sample: utf8(large.note),
    read(bytes) {
      const head = parseCheckpoint(text(bytes))
      if (head === undefined || !signedBy(head, origin, log.publicKey)) return undefined
      return `${head.origin} ${head.size} ${Buffer.from(head.root).toString('hex')}`
    },
    holds: 'signed',
  },
  {
    name: 'a head with cosignatures',
    covers: ['store/parseCheckpoint'],
    sample: utf8(cosigned),
    read(bytes) {
      const head = parseCheckpoint(text(bytes))
      if (head === undefined) return undefined
      const found = cosignaturesOn(policy.value, head)
      return found.size === 2 ? JSON.stringify([head.size, head.origin, ...found]) : undefined
    },
    holds: 'signed',
    runs: 200,
  },
  {
    name: 'a head that nobody has verified yet',
    covers: ['store/parseCheckpoint'],
    sample: utf8(cosigned),
    read(bytes) {
      const head = parseCheckpoint(text(bytes))
      if (head === undefined || !Buffer.from(text(bytes)).equals(bytes)) return undefined
      return Buffer.from(withLines(head, head.signatures)).toString('latin1')
    },
    holds: 'one spelling',
  },
  {
    name: 'cosignature lines of a witness',
    covers: ['store/parseNoteLines'],
    sample: utf8(cosigned.slice(cosigned.indexOf('\n\n') + 2)),
    read: (bytes) =>
      parseNoteLines(text(bytes))
        ?.map((line) => line.name)
        .join(),
    holds: 'any',
  },
  {
    name: 'a head handed to a witness',
    covers: ['store/parseAddCheckpoint'],
    sample: utf8(composeAddCheckpoint(5, proof, large.note)),
    read(bytes) {
      const asked = parseAddCheckpoint(bytes)
      if (!asked.ok) return undefined
      const weighed = weigh(asked.value, log.publicKey, small.checkpoint)
      return weighed.ok ? said(asked, (a) => [a.old, a.checkpoint.text]) : undefined
    },
    holds: 'signed',
  },
  {
    name: 'hashes that prove that a head goes on from another, or holds a leaf',
    covers: [],
    sample: Buffer.concat(proof),
    read(bytes) {
      const path = Array.from({ length: Math.ceil(bytes.length / 32) }, (_, i) =>
        bytes.subarray(i * 32, i * 32 + 32),
      )
      const [first, second] = [small.checkpoint, large.checkpoint]
      includes({ leafHash: large.leaves[3]!, index: 3, size: 11, root: second.root, path })
      const goesOn = continues({
        first: 5,
        second: 11,
        firstRoot: first.root,
        secondRoot: second.root,
        path,
      })
      return goesOn ? Buffer.from(bytes).toString('latin1') : undefined
    },
    holds: 'signed',
  },
  {
    name: 'the key of a log or a witness',
    covers: ['store/parseVkey'],
    sample: utf8(vkeyOf({ name: origin, type: 'Ed25519', publicKey: log.publicKey })),
    read(bytes) {
      const key = parseVkey(text(bytes))
      return key === undefined ? undefined : Buffer.from(vkeyOf(key)).toString('latin1')
    },
    holds: 'one spelling',
  },
  {
    name: 'a policy of witnesses',
    covers: ['store/parseWitnessPolicy'],
    sample: utf8(policyText),
    read: (bytes) => said(parseWitnessPolicy(text(bytes))),
    holds: 'any',
  },
  {
    name: 'evidence of a fork',
    covers: ['store/readForkEvidence'],
    sample: utf8(JSON.stringify(fork)),
    read(bytes) {
      const read = readForkEvidence(bytes)
      return read.ok ? said(showsFork(read.value, log.publicKey)) : undefined
    },
    holds: 'signed',
  },
  {
    name: 'a file in chunks',
    covers: [],
    sample: file,
    read: openFile,
    holds: 'signed',
  },
]
