import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Json, must } from '#base'
import { vkeyOf } from '#store'
import { startTsa, type Tsa } from '../../test/tsa.ts'
import { run } from '../cli/run.ts'
import type { Terminal } from '../cli/terminal.ts'
import { goodReply, sendRequest, type TestFederation, testFederation } from '../node/testing.ts'

/**
 * A judge has the files and nothing else. Whatever is changed in one of them is found, with a sentence that says where;
 * the cases follow those of the conformance suites for signature bundles: missing origin, size, root, another key id,
 * the proof of another log, a token about other bytes, and so on.
 */

let federation: TestFederation
let tsa: Tsa
let folder: string
let id: string
/** Proofs of both sides, and of another matter of the first. */
let mine: Proof
let theirs: Proof
let otherMatter: Proof

interface Proof {
  node: string
  matter: string
  head: { size: number; root: string; checkpoint: string }
  policy: string | null
  timestamps: { authority: string; note: string; token: string; roots: string[]; path: string[] }[]
  cards: { card: string; signatures: { key: string; signature: string }[] }[]
  records: {
    index: number
    record: string | null
    signature: string | null
    salt: string | null
    leaf: string
    inclusion: string[]
    body: { bytes: string; salt: string } | null
  }[]
  receipts: {
    record: string
    to: string
    letter: string | null
    envelope: string | null
    receipt: string | null
  }[]
  [more: string]: unknown
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'comity-bundle-'))
  tsa = await startTsa(() => new Date('2025-01-20T09:10:00.000Z'))
  const roots = tsa.root.split(/(?<=-----END CERTIFICATE-----\n)/)
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU', 'XS-FIU', 'XH-FIU'],
    '2025-01-20T09:10:00.000Z',
    { timestampAuthorities: [{ name: 'Northern Clock', url: tsa.address, roots }] },
    { witnesses: 2 },
  )
  const [xv, xn] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
  await federation.settle()
  id = await sendRequest(xv, 'XN-FIU')
  const other = await sendRequest(xv, 'XN-FIU')
  await federation.settle()
  for (const [action, document] of [
    ['acknowledge', { class: 'normal' }],
    ['reply', goodReply],
  ] as const) {
    must(await xn.handle('XN-FIU/analyst', { do: 'act', id, action, document }))
    await federation.settle()
  }
  const proof = async (node: string, matter: string) =>
    must(
      await federation.node(node).read.proof(`${node}/analyst`, matter, true),
    ) as unknown as Proof
  mine = structuredClone(await proof('XV-FIU', id))
  theirs = structuredClone(await proof('XN-FIU', id))
  otherMatter = structuredClone(await proof('XV-FIU', other))
}, 60_000)
afterAll(async () => {
  await federation.close()
  await tsa.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Said {
  readonly code: number
  readonly findings: readonly string[]
  readonly text: string
  readonly json: Json
}

async function verify(files: readonly (Proof | string)[], ...options: string[]): Promise<Said> {
  const paths = files.map((file, i) => {
    const path = join(folder, `file-${i}.json`)
    writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file))
    return path
  })
  const documents: { findings?: string[]; parts?: { findings: string[] }[] }[] = []
  const words: string[] = []
  const terminal: Terminal = {
    out: (text) => words.push(text),
    json: (value) => documents.push(value as (typeof documents)[number]),
    say: (text) => words.push(text),
    progress: () => ({ step() {}, end() {} }),
  }
  const code = await run(['verify', ...paths, '--json', ...options], {}, terminal)
  const [document] = documents
  const findings = document?.findings ?? document?.parts?.flatMap((p) => p.findings) ?? []
  return { code, findings, text: words.join('\n'), json: document as unknown as Json }
}

describe('a judge with the files of both sides', () => {
  it('accepts each of them, with words, cosignatures and a time from outside', async () => {
    for (const proof of [mine, theirs]) {
      const said = await verify([proof], '--policy', policyOf(proof))
      expect(said.findings).toEqual([])
      expect(said.code).toBe(0)
      expect(said.json).toMatchObject({
        checked: {
          records: proof.records.length,
          words: proof.records.filter((r) => r.body !== null).length,
          cosignatures: 3,
          existed_at: expect.stringContaining('2025-01-20T09:10:00.000Z'),
        },
      })
    }
    expect(mine.records.some((r) => r.body !== null)).toBe(true)
  })

  it('hears from one side alone that only the other can say what a sealed letter carried', async () => {
    expect(JSON.stringify((await verify([mine])).json)).toMatch(
      /the file of the other side shows it/,
    )
    expect(JSON.stringify((await verify([mine, theirs])).json)).not.toMatch(/the file of the other/)
  })

  it('accepts both together: what crossed stands in both logs', async () => {
    const said = await verify([mine, theirs])
    expect(said.findings).toEqual([])
    expect(said.code).toBe(0)
    expect(said.text + JSON.stringify(said.json)).toContain('records_that_crossed')
  })

  it('does not accept two that are not of one matter, or of one side alone', async () => {
    expect((await verify([mine, otherMatter])).findings.join('\n')).toMatch(/of two matters/)
    expect((await verify([mine, mine])).findings.join('\n')).toMatch(/both are of XV-FIU/)
  })

  it('names the record that one side holds and the other leaves out', async () => {
    const without = structuredClone(mine)
    const crossed = without.records.findLastIndex((r) =>
      JSON.stringify(headerOf(r)).includes('"crosses":true'),
    )
    const [gone] = without.records.splice(crossed, 1)
    without.receipts = without.receipts.filter((r) => r.record !== headerOf(gone!).id)
    const said = await verify([without, theirs])
    expect(said.code).toBe(1)
    expect(said.findings.join('\n')).toMatch(
      /record \d+ of X[VN]-FIU \(.+\).*is not in the proof of XV-FIU/,
    )
  })

  it('does not accept the quorum of the file where the reader knows another', async () => {
    const own = join(folder, 'stricter')
    writeFileSync(own, mine.policy!.replace('group partners 2', 'group partners 3'))
    expect((await verify([mine], '--policy', own)).code).toBe(0)
    // The three cosigned: with one line less the stricter quorum fails, the looser one holds.
    const less = structuredClone(mine)
    less.head.checkpoint = withoutLine(mine.head.checkpoint, 'xh-fiu/witness')
    expect((await verify([less])).code).toBe(0)
    expect((await verify([less], '--policy', own)).findings.join('\n')).toMatch(
      /the quorum is 3 of/,
    )
  })
})

function policyOf(proof: Proof): string {
  const path = join(folder, `policy-${proof.node}`)
  writeFileSync(path, proof.policy!)
  return path
}

function headerOf(record: Proof['records'][number]): { id: string; [field: string]: unknown } {
  return JSON.parse(Buffer.from(record.record!, 'base64').toString('utf8'))
}

function withoutLine(note: string, name: string): string {
  return note
    .split('\n')
    .filter((line) => !line.includes(name))
    .join('\n')
}

/** One bit of the middle byte. */
function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  bytes[bytes.length >> 1]! ^= 1
  return bytes.toString('base64')
}

const own = (p: Proof) => p.records.find((r) => headerOf(r).node === p.node)!
const lines = (note: string) => note.split('\n')

/** What was done to the file, and what the sentence must say. */
const cases: readonly (readonly [string, (p: Proof) => void, RegExp])[] = [
  [
    'another format',
    (p) => {
      p.format = 'comity-proof/9'
    },
    /not a proof of the form/,
  ],
  [
    'a field more',
    (p) => {
      p.note = 'x'
    },
    /not a proof of the form/,
  ],
  [
    'a field less',
    (p) => {
      delete p.madeAt
    },
    /not a proof of the form.*madeAt/,
  ],
  [
    'a number for a text',
    (p) => {
      ;(p as { node: unknown }).node = 7
    },
    /not a proof of the form.*node/,
  ],
  [
    'a hash that is too short',
    (p) => {
      p.records[0]!.leaf = 'AAAA'
    },
    /not a proof of the form.*records\/0\/leaf/,
  ],
  [
    'text that is not base64',
    (p) => {
      p.records[0]!.salt = '?'
    },
    /not a proof of the form.*records\/0\/salt/,
  ],
  [
    'no head',
    (p) => {
      p.head.checkpoint = ''
    },
    /^head: it is not a checkpoint/,
  ],
  [
    'a head without an origin',
    (p) => {
      p.head.checkpoint = lines(p.head.checkpoint).slice(1).join('\n')
    },
    /^head: it is not a checkpoint/,
  ],
  [
    'a head without a size',
    (p) => {
      p.head.checkpoint = lines(p.head.checkpoint).toSpliced(1, 1).join('\n')
    },
    /^head: it is not a checkpoint/,
  ],
  [
    'a head without a root',
    (p) => {
      p.head.checkpoint = lines(p.head.checkpoint).toSpliced(2, 1).join('\n')
    },
    /^head: it is not a checkpoint/,
  ],
  [
    'a head without its last newline',
    (p) => {
      p.head.checkpoint = p.head.checkpoint.slice(0, -1)
    },
    /^head: it is not a checkpoint/,
  ],
  [
    'a head with another size',
    (p) => {
      p.head.checkpoint = lines(p.head.checkpoint).with(1, '999').join('\n')
    },
    /^head: it says 999 entries/,
  ],
  [
    'a head with another root',
    (p) => {
      p.head.checkpoint = lines(p.head.checkpoint)
        .with(2, Buffer.alloc(32).toString('base64'))
        .join('\n')
    },
    /^head: its root is not/,
  ],
  [
    'a head of another log',
    (p) => {
      p.head = theirs.head
    },
    /^head: it is of the log comity.invalid\/xn-fiu/,
  ],
  [
    'a head whose size the file tells otherwise',
    (p) => {
      p.head.size += 1
    },
    /^head: it says \d+ entries, the proof says/,
  ],
  [
    'a head whose root the file tells otherwise',
    (p) => {
      p.head.root = Buffer.alloc(32, 1).toString('base64')
    },
    /^head: its root is not/,
  ],
  [
    'a head without the signature of its log',
    (p) => {
      p.head.checkpoint = p.head.checkpoint.replace(/^— comity\.invalid\/xv-fiu .*\n/m, '')
    },
    /^head: it is not signed by the log key/,
  ],
  [
    'a head under another key id',
    (p) => {
      p.head.checkpoint = p.head.checkpoint.replace(
        /^(— comity\.invalid\/xv-fiu )(\S+)/m,
        (_a, name: string, line: string) => name + withKeyId(line),
      )
    },
    /^head: it is not signed by the log key/,
  ],
  [
    'a signature with one bit changed',
    (p) => {
      p.head.checkpoint = p.head.checkpoint.replace(
        /^(— comity\.invalid\/xv-fiu )(\S+)/m,
        (_a, name: string, line: string) => name + flipped(line),
      )
    },
    /^head: it is not signed by the log key/,
  ],
  [
    'cosignatures left out',
    (p) => {
      p.head.checkpoint = withoutLine(p.head.checkpoint, '/witness')
    },
    /^head: cosigned by nobody, the quorum is 2 of/,
  ],
  [
    'a cosignature fewer than the quorum',
    (p) => {
      p.head.checkpoint = withoutLine(
        withoutLine(p.head.checkpoint, 'xn-fiu/witness'),
        'xs-fiu/witness',
      )
    },
    /^head: cosigned by XH-FIU, the quorum is 2 of/,
  ],
  [
    'cosignatures with one bit changed',
    (p) => {
      p.head.checkpoint = p.head.checkpoint.replaceAll(
        /^(— \S+\/witness )(\S+)/gm,
        (_a, name: string, line: string) => name + flipped(line),
      )
    },
    /^head: cosigned by nobody/,
  ],
  [
    'cosignatures of another head',
    (p) => {
      p.head.checkpoint = `${p.head.checkpoint.split('\n\n')[0]}\n\n${lines(otherHead)
        .filter((l) => l.startsWith('—'))
        .join('\n')}\n`
    },
    /^head: /,
  ],
  [
    'a policy that cannot be read',
    (p) => {
      p.policy = 'quorum nobody-known\n'
    },
    /^policy: /,
  ],
  [
    'a policy with a witness of its own',
    (p) => {
      p.policy = selfPolicy
    },
    /^policy: the node names itself as the witness/,
  ],
  [
    'a policy with a witness from nowhere',
    (p) => {
      p.policy = p.policy!.replace(/^witness XH-FIU \S+/m, `witness XH-FIU ${foreignVkey}`)
    },
    /^policy: the key of the witness XH-FIU is on no card/,
  ],
  [
    'the own card left out',
    (p) => {
      p.cards = p.cards.filter((c) => cardId(c) !== 'XV-FIU')
    },
    /^card XV-FIU: the card of the node itself is missing/,
  ],
  [
    'a card with one bit changed',
    (p) => {
      p.cards[0]!.card = Buffer.from(
        Buffer.from(p.cards[0]!.card, 'base64url').toString('utf8').replace('unit', 'unjt'),
      ).toString('base64url')
    },
    /^card .*: .*not signed/,
  ],
  [
    'a card twice',
    (p) => {
      p.cards.push(p.cards[0]!)
    },
    /^card XV-FIU: it is there twice/,
  ],
  [
    'the card of the other side left out',
    (p) => {
      p.cards = p.cards.filter((c) => cardId(c) !== 'XN-FIU')
    },
    /no card lists the key|receipt for letter/,
  ],
  [
    'no records',
    (p) => {
      p.records = []
    },
    /^records: there is none/,
  ],
  [
    'a record with one bit changed',
    (p) => {
      own(p).record = flipped(own(p).record!)
    },
    /^record \d+: the log commits to something else/,
  ],
  [
    'a signature of a record with one bit changed',
    (p) => {
      own(p).signature = flipped(own(p).signature!)
    },
    /^record \d+: the log commits to something else/,
  ],
  [
    'a salt with one bit changed',
    (p) => {
      own(p).salt = flipped(own(p).salt!)
    },
    /^record \d+: the log commits to something else/,
  ],
  [
    'a leaf with one bit changed',
    (p) => {
      own(p).leaf = flipped(own(p).leaf)
    },
    /^record \d+: it is not in the log under this head/,
  ],
  [
    'a record at another place',
    (p) => {
      own(p).index += 1
    },
    /^record \d+: it is not in the log under this head/,
  ],
  [
    'a hash of a path changed',
    (p) => {
      own(p).inclusion[0] = flipped(own(p).inclusion[0]!)
    },
    /^record \d+: it is not in the log under this head/,
  ],
  [
    'a path cut short',
    (p) => {
      own(p).inclusion.pop()
    },
    /^record \d+: it is not in the log under this head/,
  ],
  [
    'a path with a hash more',
    (p) => {
      own(p).inclusion.push(own(p).leaf)
    },
    /^record \d+: it is not in the log under this head/,
  ],
  [
    'the path of another log',
    (p) => {
      own(p).inclusion = theirs.records[0]!.inclusion
    },
    /^record \d+: it is not in the log under this head/,
  ],
  [
    'a record without its salt',
    (p) => {
      own(p).salt = null
    },
    /^record \d+: a part of it is missing/,
  ],
  [
    'a record left out',
    (p) => {
      p.records.splice(0, 1)
    },
    /^record \d+: it follows a record that is not in the proof/,
  ],
  [
    'a record twice',
    (p) => {
      p.records.push(p.records[0]!)
    },
    /^record \d+: it stands after record/,
  ],
  [
    'records in another order',
    (p) => {
      p.records.reverse()
    },
    /^record \d+: it stands after record/,
  ],
  [
    'a record of another matter',
    (p) => {
      p.records[0] = otherMatter.records[0]!
    },
    /^record \d+: it belongs to matter/,
  ],
  [
    'words that were changed',
    (p) => {
      const r = p.records.find((x) => x.body !== null)!
      r.body!.bytes = flipped(r.body!.bytes)
    },
    /^record \d+: its words are not those that it commits to/,
  ],
  [
    'words under another salt',
    (p) => {
      const r = p.records.find((x) => x.body !== null)!
      r.body!.salt = flipped(r.body!.salt)
    },
    /^record \d+: its words are not those that it commits to/,
  ],
  [
    'words of another record',
    (p) => {
      const [a, b] = p.records.filter((x) => x.body !== null)
      a!.body = b!.body
    },
    /^record \d+: its words are not those that it commits to/,
  ],
  [
    'a receipt with one bit changed',
    (p) => {
      p.receipts[0]!.receipt = flipped(p.receipts[0]!.receipt!)
    },
    /^receipt for letter .*: /,
  ],
  [
    'a receipt about another letter',
    (p) => {
      p.receipts[0]!.receipt = otherMatter.receipts[0]!.receipt
    },
    /^receipt for letter .*: the receipt names another envelope/,
  ],
  [
    'a receipt of somebody else',
    (p) => {
      p.receipts[0]!.to = 'XS-FIU'
    },
    /^receipt for letter .*: the receipt is between other nodes/,
  ],
  [
    'a receipt cut short',
    (p) => {
      p.receipts[0]!.receipt = Buffer.from(p.receipts[0]!.receipt!, 'base64')
        .subarray(0, -9)
        .toString('base64')
    },
    /^receipt for letter .*: /,
  ],
  [
    'a receipt about no letter',
    (p) => {
      p.receipts[0]!.envelope = null
    },
    /^receipt for letter .*: the letter it answers is not named/,
  ],
  [
    'one receipt for two records',
    (p) => {
      const [first] = p.receipts
      const other = p.records.find(
        (r) => headerOf(r).crosses === true && headerOf(r).id !== first!.record,
      )
      p.receipts.push({ ...first!, record: headerOf(other!).id })
    },
    /^receipt for letter .*: the same answer is given for the record .* as well/,
  ],
  [
    'a receipt for a record that is not there',
    (p) => {
      p.receipts[0]!.record = otherMatter.receipts[0]!.record
    },
    /^receipt for letter .*: the record .* is not in the proof/,
  ],
  [
    'a receipt for a record that stayed at home',
    (p) => {
      p.receipts[0]!.record = headerOf(p.records.find((r) => headerOf(r).crosses === false)!).id
    },
    /^receipt for letter .*: its record never crossed a border/,
  ],
  [
    'a token with one bit changed',
    (p) => {
      const t = p.timestamps[0]!
      const b = Buffer.from(t.token, 'base64')
      b[b.length - 5]! ^= 1
      t.token = b.toString('base64')
    },
    /^timestamp of Northern Clock: its signature does not hold/,
  ],
  [
    'a token about another head',
    (p) => {
      p.timestamps[0]!.token = theirs.timestamps[0]!.token
    },
    /^timestamp of Northern Clock: the token is about other bytes/,
  ],
  [
    'a token under roots of somebody else',
    (p) => {
      p.timestamps[0]!.roots = [p.timestamps[0]!.roots[1]!]
    },
    /^timestamp of Northern Clock: its signature does not hold/,
  ],
  [
    'a token that is no token',
    (p) => {
      p.timestamps[0]!.token = 'AAAA'
    },
    /^timestamp of Northern Clock: the token is not signed data/,
  ],
  [
    'a timestamp about the head of another log',
    (p) => {
      p.timestamps[0]!.note = theirs.timestamps[0]!.note
    },
    /^timestamp of Northern Clock: the head in it is not signed/,
  ],
  [
    'a timestamp without the way to this head',
    (p) => {
      p.timestamps[0]!.path = []
    },
    /^timestamp of Northern Clock: its head of \d+ entries is not the beginning/,
  ],
  [
    'a timestamp with another way to this head',
    (p) => {
      p.timestamps[0]!.path = p.timestamps[0]!.path.map(flipped)
    },
    /^timestamp of Northern Clock: its head of \d+ entries is not the beginning/,
  ],
]

/** The same line under a key id that nobody has. */
function withKeyId(line: string): string {
  const bytes = Buffer.from(line, 'base64')
  bytes[0]! ^= 1
  return bytes.toString('base64')
}

function cardId(signed: Proof['cards'][number]): string {
  return JSON.parse(Buffer.from(signed.card, 'base64url').toString('utf8')).id
}

let otherHead = ''
let selfPolicy = ''
const foreignVkey = vkeyOf({
  name: 'w.example',
  type: 'Ed25519 cosignature',
  publicKey: new Uint8Array(32).fill(7),
})

describe('a proof with something wrong in it', () => {
  beforeAll(async () => {
    otherHead = theirs.head.checkpoint
    selfPolicy = theirs.policy!.replaceAll('XV-FIU', 'XN-FIU')
  })

  it('is tried in more than forty ways', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40)
    expect(new Set(cases.map(([what]) => what)).size).toBe(cases.length)
  })

  it.each(cases)('%s', async (_what, change, sentence) => {
    const copy = structuredClone(mine)
    change(copy)
    const said = await verify([copy])
    expect([1, 2]).toContain(said.code)
    expect(said.findings.length > 0 || said.text.length > 0).toBe(true)
    const found = said.findings.some((f) => sentence.test(f)) || sentence.test(said.text)
    expect(found, [...said.findings, said.text].join('\n')).toBe(true)
  })

  it.each([
    ['nothing', ''],
    ['half a file', 'HALF'],
    ['a list', '["comity-proof/3"]'],
    ['the same name twice', '{"format":"comity-proof/3","format":"comity-proof/3"}'],
    ['very deep', `{"format":"comity-proof/3","a":${'['.repeat(200)}${']'.repeat(200)}}`],
  ])('%s', async (_what, text) => {
    const file = text === 'HALF' ? JSON.stringify(mine).slice(0, 5000) : text
    const said = await verify([file])
    expect(said.code).not.toBe(0)
    expect(said.text.length).toBeGreaterThan(20)
  })

  it('is never accepted with a byte changed in what is signed, and never breaks the program', async () => {
    const text = JSON.stringify({ ...mine, madeAt: '' })
    const step = Math.floor(text.length / 60)
    for (let at = 7; at < text.length; at += step) {
      const byte = text[at]!
      const changed = `${text.slice(0, at)}${byte === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
      const said = await verify([changed])
      expect([0, 1, 2]).toContain(said.code)
      if (said.code === 0) expect(decides(changed)).toBe(decides(text))
    }
  })
})

/** What a judge reads out of the file: everything but the base64 spelling and what proves nothing by itself. */
function decides(text: string): string {
  const { node, matter, head, records } = JSON.parse(text) as Proof
  return JSON.stringify({ node, matter, size: head.size, root: head.root, records })
}
