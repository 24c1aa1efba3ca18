import { generateKeyPairSync, type KeyObject, sign as signRaw } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import { composeAddCheckpoint, parseAddCheckpoint, weigh } from './add-checkpoint.ts'
import {
  type Checkpoint,
  parseCheckpoint,
  parseNoteLines,
  signCheckpoint,
  withLines,
} from './checkpoint.ts'
import {
  type CosignerKey,
  cosign,
  cosignedBy,
  cosignedMessage,
  parseVkey,
  vkeyOf,
} from './cosignature.ts'
import { forkEvidence, readForkEvidence, showsFork } from './fork-evidence.ts'
import { append, emptyFrontier, leafHash, rootOf } from './merkle.ts'
import { consistency, type Tree } from './proofs.ts'
import { cosignaturesOn, isQuorum, parseWitnessPolicy, quorumWords } from './witness-policy.ts'

interface Pair {
  readonly key: CosignerKey
  readonly sign: (message: Uint8Array) => Uint8Array
}

function pair(name: string, type: CosignerKey['type'] = 'Ed25519 cosignature'): Pair {
  const made: { publicKey: KeyObject; privateKey: KeyObject } =
    type === 'ML-DSA-44' ? generateKeyPairSync('ml-dsa-44') : generateKeyPairSync('ed25519')
  const jwk = made.publicKey.export({ format: 'jwk' }) as Record<string, string>
  const publicKey = Buffer.from((jwk.x ?? jwk.pub)!, 'base64url')
  return { key: { name, type, publicKey }, sign: (m) => signRaw(null, m, made.privateKey) }
}

const origin = 'log.example/one'
const log = pair(origin)

function headOf(size: number, of = 'entry'): { note: string; checkpoint: Checkpoint; tree: Tree } {
  const leaves = Array.from({ length: size }, (_, i) => leafHash(Buffer.from(`${of} ${i}`)))
  const root = rootOf(append(emptyFrontier, leaves).frontier)
  const note = signCheckpoint({ origin, size, root, publicKey: log.key.publicKey, sign: log.sign })
  const tree: Tree = {
    size,
    read: async (level, from, to) => (level === 0 ? leaves.slice(from, to) : []),
  }
  return { note, checkpoint: parseCheckpoint(note)!, tree }
}

const cosigned = (
  head: { checkpoint: Checkpoint; note: string },
  by: readonly Pair[],
  at = 1_700_000_000,
) =>
  parseCheckpoint(head.note + by.map((w) => cosign(head.checkpoint, w.key, at, w.sign)).join(''))!

describe('a cosignature (C2SP tlog-cosignature)', () => {
  it('signs the text of the specification', () => {
    const checkpoint = parseCheckpoint(
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
        '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n',
    )!
    const key = { name: 'witness.example.com/w1', type: 'Ed25519 cosignature' } as const
    expect(Buffer.from(cosignedMessage(checkpoint, key, 1_679_315_147)).toString('utf8')).toBe(
      'cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
    )
    const structure = Buffer.from(cosignedMessage(checkpoint, { ...key, type: 'ML-DSA-44' }, 5))
    expect(structure.subarray(0, 12).toString('latin1')).toBe('subtree/v1\n\0')
    // label, name behind its length, time, origin behind its length, start, end, root
    expect(structure.length).toBe(12 + 1 + 22 + 8 + 1 + 27 + 8 + 8 + 32)
    expect(structure.readBigUInt64BE(12 + 1 + 22)).toBe(5n)
    expect(structure.readBigUInt64BE(structure.length - 40)).toBe(20_852_163n)
  })

  it.each(['Ed25519 cosignature', 'ML-DSA-44'] as const)(
    'by %s holds for one head, one name, one key, one time',
    (type) => {
      const witness = pair('w.example', type)
      const head = headOf(5)
      const checkpoint = cosigned(head, [witness])
      expect(cosignedBy(checkpoint, witness.key)).toBe(1_700_000_000)
      expect(cosignedBy(checkpoint, { ...witness.key, name: 'x.example' })).toBeUndefined()
      expect(cosignedBy(checkpoint, pair('w.example', type).key)).toBeUndefined()
      const moved = withLines(headOf(6).checkpoint, checkpoint.signatures)
      expect(cosignedBy(parseCheckpoint(moved)!, witness.key)).toBeUndefined()
    },
  )

  it('with one bit changed never holds and never throws', () => {
    const witness = pair('w.example')
    const line = cosign(headOf(5).checkpoint, witness.key, 1, witness.sign)
    const [signature] = parseNoteLines(line)!
    fc.assert(
      fc.property(fc.nat({ max: signature!.signature.length * 8 - 1 }), (bit) => {
        const changed = Uint8Array.from(signature!.signature)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        const lines = [{ ...signature!, signature: changed }]
        const checkpoint = parseCheckpoint(withLines(headOf(5).checkpoint, lines))!
        expect(cosignedBy(checkpoint, witness.key)).toBeUndefined()
      }),
    )
  })

  it('has a key that is written in one line, and read back in that form alone', () => {
    for (const type of ['Ed25519 cosignature', 'ML-DSA-44'] as const) {
      const { key } = pair('w.example/1', type)
      expect(parseVkey(vkeyOf(key))).toEqual({ ...key, publicKey: Buffer.from(key.publicKey) })
      expect(parseVkey(vkeyOf(key).replace('+', '+0'))).toBeUndefined()
      expect(parseVkey(`${vkeyOf(key)}A`)).toBeUndefined()
    }
  })
})

describe('a head is handed to a witness (C2SP tlog-witness)', () => {
  const ask = async (from: number, to: number) => {
    const { tree, note } = headOf(to)
    const proof = from === 0 ? [] : must(await consistency(tree, from, to))
    return must(parseAddCheckpoint(Buffer.from(composeAddCheckpoint(from, proof, note))))
  }
  const held = (size: number) => headOf(size).checkpoint
  const key = log.key.publicKey

  it.each([
    ['the first', 0, 5],
    ['a later one', 5, 9],
    ['the same again', 9, 9],
    ['the first, still empty', 0, 0],
  ])('and %s is cosigned', async (_what, from, to) => {
    const request = await ask(from, to)
    expect(weigh(request, key, from === 0 ? undefined : held(from)).ok).toBe(true)
  })

  it('and is refused by name', async () => {
    const request = await ask(5, 9)
    const name = (outcome: ReturnType<typeof weigh>) =>
      outcome.ok ? 'cosigned' : outcome.refusal.name
    expect(name(weigh(request, undefined, held(5)))).toBe('log-unknown')
    expect(name(weigh(request, pair('other').key.publicKey, held(5)))).toBe('head-not-signed')
    expect(name(weigh(request, key, held(6)))).toBe('head-moved')
    expect(name(weigh(request, key, undefined))).toBe('head-moved')
    expect(name(weigh({ ...request, proof: request.proof.slice(1) }, key, held(5)))).toBe(
      'head-inconsistent',
    )
    expect(name(weigh(await ask(9, 9), key, headOf(9, 'other').checkpoint))).toBe('head-forked')
    expect(name(weigh({ ...(await ask(0, 9)), proof: [new Uint8Array(32)] }, key, undefined))).toBe(
      'head-inconsistent',
    )
  })

  it('and is read in one form alone', () => {
    const { note } = headOf(3)
    const refused = [
      '',
      'old 1',
      `old 01\n\n${note}`,
      `old -1\n\n${note}`,
      `old 4\n\n${note}`,
      `old 1\nAAAA\n\n${note}`,
      `old 1\n${'A'.repeat(43)}=\n${note}`,
      `old 1\n${`${'A'.repeat(43)}=\n`.repeat(64)}\n${note}`,
      `size 1\n\n${note}`,
      `old 1\n\n${note.slice(0, -1)}`,
      `old 1\n\n${'x'.repeat(70_000)}`,
      `old 9007199254740993\n\n${note}`,
    ]
    for (const text of refused) expect(parseAddCheckpoint(Buffer.from(text)).ok).toBe(false)
    expect(parseAddCheckpoint(Buffer.from(`old 1\n\n${note}`)).ok).toBe(true)
    expect(
      parseAddCheckpoint(Buffer.concat([Buffer.from(`old 1\n\n${note}`), Uint8Array.of(0xff)])).ok,
    ).toBe(false)
  })

  it('and a changed byte never throws and is never cosigned as another head', async () => {
    const { tree, note } = headOf(9)
    const proof = must(await consistency(tree, 5, 9))
    const bytes = Buffer.from(composeAddCheckpoint(5, proof, note))
    fc.assert(
      fc.property(
        fc.nat({ max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, flip) => {
          const changed = Buffer.from(bytes)
          changed[at]! ^= flip
          const parsed = parseAddCheckpoint(changed)
          if (!parsed.ok || !weigh(parsed.value, key, held(5)).ok) return
          // Only what is signed counts: a line of a key nobody knows may differ, the head may not.
          expect(Buffer.from(parsed.value.checkpoint.text)).toEqual(
            Buffer.from(headOf(9).checkpoint.text),
          )
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('evidence of a fork', () => {
  const two = () => {
    const heads = [headOf(5), headOf(5, 'other')].map((h) => ({ ...h.checkpoint, note: h.note }))
    return JSON.stringify(forkEvidence([heads[0]!, heads[1]!], null))
  }
  const key = log.key.publicKey

  it('shows the fork, with nothing but the file and the key', () => {
    const shown = showsFork(must(readForkEvidence(Buffer.from(two()))), key)
    expect(must(shown)).toContain('one log has told two histories')
  })

  it('with a byte changed never throws, and shows nothing that was not signed', () => {
    const text = two()
    const signed = new Set([headOf(5), headOf(5, 'other')].map((h) => String(h.checkpoint.text)))
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), fc.integer({ min: 32, max: 126 }), (at, to) => {
        const changed = `${text.slice(0, at)}${String.fromCharCode(to)}${text.slice(at + 1)}`
        const read = readForkEvidence(Buffer.from(changed))
        if (!read.ok || !showsFork(read.value, key).ok) return
        for (const head of read.value.heads)
          expect(signed.has(String(parseCheckpoint(head)!.text))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('and policies, whatever bytes they are made of, are read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        readForkEvidence(bytes)
        parseWitnessPolicy(Buffer.from(bytes).toString('utf8'))
        parseVkey(Buffer.from(bytes).toString('latin1'))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a policy of witnesses (C2SP tlog-policy)', () => {
  const [a, b, c] = [pair('a.example'), pair('b.example'), pair('c.example')]
  const auditor = pair('audit.example', 'ML-DSA-44')
  const text = [
    '# two of the partners and the auditor',
    `witness A ${vkeyOf(a.key)} https://a.example/witness`,
    `witness B ${vkeyOf(b.key)}`,
    `witness C ${vkeyOf(c.key)}`,
    `witness auditor ${vkeyOf(auditor.key)}`,
    'group partners 2 A B C',
    'group everybody all partners auditor',
    'quorum everybody',
    '',
  ].join('\n')
  const policy = must(parseWitnessPolicy(text))

  it('counts whose cosignatures hold, group by group', () => {
    const head = headOf(5)
    const by = (...pairs: Pair[]) => {
      const found = cosignaturesOn(policy, cosigned(head, pairs))
      return isQuorum(policy, new Set(found.keys()))
    }
    expect(by(a, b, auditor)).toBe(true)
    expect(by(a, b, c, auditor)).toBe(true)
    expect(by(a, auditor)).toBe(false)
    expect(by(a, b, c)).toBe(false)
    // One witness that signs twice is one witness.
    expect(by(a, a, auditor)).toBe(false)
    expect(quorumWords(policy)).toBe('2 of (2 of A, B, C), auditor')
  })

  it('may ask for nobody, in so many words', () => {
    expect(isQuorum(must(parseWitnessPolicy('quorum none\n')), new Set())).toBe(true)
  })

  it.each([
    ['no quorum', 'witness A KEY'],
    ['two quorums', 'witness A KEY\nquorum A\nquorum A'],
    ['an unknown member', 'witness A KEY\ngroup G 1 A X\nquorum G'],
    ['a member twice', 'witness A KEY\ngroup G 1 A\ngroup H 1 A\nquorum G'],
    ['one key under two names', 'witness A KEY\nwitness B KEY\nquorum A'],
    ['a threshold of none', 'witness A KEY\ngroup G 0 A\nquorum G'],
    ['a threshold beyond the members', 'witness A KEY\ngroup G 2 A\nquorum G'],
    ['a group before its members', 'group G any A\nwitness A KEY\nquorum G'],
    ['the key of a log as a witness', 'witness A LOG\nquorum A'],
    ['a key with another id', 'witness A BAD\nquorum A'],
    ['another word', 'trust A KEY\nquorum none'],
    ['a control sign', 'witness A KEY\u0007\nquorum A'],
  ])('with %s is refused', (_what, lines) => {
    const vkey = vkeyOf(a.key)
    const logKey = vkeyOf({ ...log.key, type: 'Ed25519' })
    const filled = lines
      .replaceAll('KEY', vkey)
      .replaceAll('LOG', logKey)
      .replaceAll('BAD', vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))
    expect(parseWitnessPolicy(filled)).toMatchObject({
      refusal: { name: 'witness-policy-unreadable' },
    })
  })
})
