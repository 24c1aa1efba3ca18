import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, systemRandom } from '#base'
import { sign } from '#exchange'
import {
  checkBundle,
  checkBundleFrom,
  type Evaluation,
  type EvaluatorKey,
  evaluate,
  openSealedEvaluation,
  readEvaluation,
  readEvaluationSample,
  readSealedEvaluation,
  whole,
} from '#node'
import { append, emptyFrontier, leafHash, rootOf, signCheckpoint } from '#store'
import { keySecret, readKeyring } from '../node/keyring.ts'
import {
  answerWithFile,
  sendRequest,
  type TestFederation,
  testFederation,
} from '../node/testing.ts'
import { makeEvaluatorKey, readEvaluatorKey, readEvaluatorSecret } from './evaluate-key.ts'

/**
 * An evaluator has files and nothing else, and counts the figures again. Whoever keeps the log is the one who would
 * like them to be better: every way to make them so has to show.
 */

const folder = mkdtempSync(join(tmpdir(), 'comity-evaluate-'))
const keyFile = join(folder, 'evaluator.json')
let federation: TestFederation
let key: EvaluatorKey
/** Opened: lines of the bundle of XV-FIU, its digest, and the sample of what it withheld. */
let bundle: Buffer
let sample: Buffer
let other: Buffer

const staff = { seenBy: 'staff', from: '2025-01-01', to: '2025-03-31' } as const
const open = (sealed: Uint8Array) =>
  Buffer.from(must(readSealedEvaluation(sealed, must(readEvaluatorSecret(keyFile)))))
const judged = (bundles: readonly Uint8Array[], samples: readonly Uint8Array[] = []): Evaluation =>
  must(evaluate({ bundles, samples, published: [], policy: undefined }))

beforeAll(async () => {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU', 'XS-FIU'],
    '2025-01-20T09:10:00.000Z',
    {},
    { witnesses: 1 },
  )
  makeEvaluatorKey(keyFile)
  key = must(readEvaluatorKey(`${keyFile}.pub.json`))
  for (let i = 0; i < 3; i++) {
    const id = await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
    await federation.settle()
    federation.clock.forward(60)
    if (i < 2) await answerWithFile(federation.node('XN-FIU'), id, Buffer.from('statement'))
    await federation.settle()
  }
  federation.clock.set('2025-04-02T08:00:00.000Z')
  const node = federation.node('XV-FIU')
  const made = must(await node.evaluation.bundle('XV-FIU/head', staff, key))
  bundle = open(await whole(made.file))
  const early = await node.evaluation.sample('XV-FIU/head', made.bundle, 5, key)
  expect(!early.ok && early.refusal.name).toBe('sample-too-early')
  await federation.settle()
  sample = open(must(await node.evaluation.sample('XV-FIU/head', made.bundle, 5, key)).bytes)
  const there = await federation.node('XN-FIU').evaluation.bundle('XN-FIU/head', staff, key)
  other = open(await whole(must(there).file))
}, 60_000)

afterAll(async () => {
  await federation.close()
  rmSync(folder, { recursive: true, force: true })
})

const lines = () => bundle.toString('utf8').trimEnd().split('\n')
const joined = (list: readonly string[]) => Buffer.from(`${list.join('\n')}\n`)
/** The first line with one figure changed. */
function withFigure(change: (figure: { text: string; n: number; value: number }) => void): Buffer {
  const [first = '', ...rest] = lines()
  const head = JSON.parse(first)
  change(head.figures.indicators[0])
  return joined([JSON.stringify(head), ...rest])
}

const decoded = (line: string) =>
  Buffer.from((JSON.parse(line) as string[])[0]!, 'base64').toString('latin1')
const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest()

/** What only whoever keeps the log can do: a head of its own over other lines. */
function signedAnew(list: readonly string[]): string[] {
  const [first = '', ...rest] = list
  const leaves = rest.map((line) => {
    const parts = (JSON.parse(line) as string[]).map((text) => Buffer.from(text, 'base64'))
    const [record, signature, salt] = parts
    const leaf =
      signature === undefined || salt === undefined
        ? record!
        : sha(Buffer.from('comity/leaf/v1'), salt, sha(record!), sha(signature))
    return leafHash(leaf)
  })
  const root = rootOf(append(emptyFrontier, leaves).frontier)
  const dir = federation.dir('XV-FIU')
  const { log } = readKeyring(dir, keySecret(dir, undefined, systemRandom))
  const head = JSON.parse(first)
  const checkpoint = signCheckpoint({
    origin: head.head.checkpoint.split('\n')[0],
    size: leaves.length,
    root,
    publicKey: log.publicKey,
    sign: (note) => sign(log, note),
  })
  head.head = { size: leaves.length, root: Buffer.from(root).toString('base64'), checkpoint }
  return [JSON.stringify(head), ...rest]
}

describe('an evaluator with the files alone', () => {
  it('counts the same digits', () => {
    const { recounted, findings, files } = judged([bundle])
    expect(findings).toEqual([])
    expect(recounted[0]!.figures.find((f) => f.id === 'IN-01')).toMatchObject({
      claimed: '3 (0)',
      same: true,
    })
    expect(recounted[0]!.figures.every((f) => f.same)).toBe(true)
    expect(files[0]!.counted).toBeGreaterThan(12)
    expect(files[0]!.withheld).toBeGreaterThan(5)
  })

  it('counts the network from the files of its nodes, each event once', () => {
    expect(judged([bundle, other]).findings).toEqual([])
  })

  it('finds nothing behind the entries that the lot opens, and says how many could hide', () => {
    const { findings, files } = judged([bundle], [sample])
    expect(findings).toEqual([])
    expect(files[0]!.sampled).toMatchObject({ opened: 5 })
    expect(files[0]!.sampled!.hiddenAtMost).toBeLessThan(files[0]!.withheld)
  })

  it('says what it cannot know', () => {
    const { unchecked } = judged([bundle])
    expect(unchecked.join('\n')).toContain('ask for a sample')
    expect(judged([bundle], [sample]).unchecked.join('\n')).toContain(
      'ask the witnesses for the first one',
    )
  })
})

describe('a figure that is changed by one', () => {
  it.each([
    [
      'its text',
      (f: { text: string }) => {
        f.text = '4 (0)'
      },
    ],
    [
      'its value',
      (f: { value: number }) => {
        f.value += 1
      },
    ],
    [
      'its number of cases',
      (f: { n: number }) => {
        f.n -= 1
      },
    ],
  ])('is found in %s, with both digits', (_, change) => {
    const { findings } = judged([withFigure(change as never)])
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatch(/IN-01, (text|value|n): said .+, counted /)
  })
})

describe('a log that is shortened or bent', () => {
  const sent = () =>
    lines().findIndex((line) => line.startsWith('["ey') && line.split('","').length === 3)

  it('an entry left out breaks the root', () => {
    const list = lines()
    list.splice(sent(), 1)
    expect(judged([joined(list)]).findings.join('\n')).toContain('do not make the root')
  })

  it('the lot opens what was withheld and nothing else', () => {
    const opened = JSON.parse(sample.toString()).openings as { index: number }[]
    expect(opened.length).toBe(5)
    const shown = lines().slice(1)
    const withheld = shown.flatMap((line, i) => (line.includes('","') ? [] : [i]))
    expect(opened.every(({ index }) => withheld.includes(index))).toBe(true)
  })

  it('a record in the middle of a matter cannot be withheld: the next one follows it', () => {
    const list = lines()
    const records = list.flatMap((line, i) => (i > 0 && line.split('","').length === 3 ? [i] : []))
    const first = records[0]!
    const [record, signature, salt] = JSON.parse(list[first]!) as [string, string, string]
    const bytes = (text: string) => Buffer.from(text, 'base64')
    const leaf = sha(
      Buffer.from('comity/leaf/v1'),
      bytes(salt),
      sha(bytes(record)),
      sha(bytes(signature)),
    )
    list[first] = JSON.stringify([leaf.toString('base64')])
    const { findings } = judged([joined(list)])
    expect(findings.join('\n')).toContain('follows a record that the file does not show')
    expect(findings.join('\n')).not.toContain('do not make the root')
  })

  it('a record that the node wrote in the name of a partner is found, though its log and its head hold', () => {
    const list = lines()
    const place = list.findIndex((line, i) => i > 0 && decoded(line).includes('"node":"XN-FIU"'))
    const [record = '', signature = '', salt = ''] = JSON.parse(list[place]!) as string[]
    const forged = Buffer.from(record, 'base64')
      .toString('utf8')
      .replace(/"at":"2025-01-20T(\d\d)/, '"at":"2025-01-20T00')
    expect(forged).not.toBe(Buffer.from(record, 'base64').toString('utf8'))
    list[place] = JSON.stringify([Buffer.from(forged).toString('base64'), signature, salt])
    const { findings } = judged([joined(signedAnew(list))])
    expect(findings.join('\n')).not.toContain('root of its head')
    expect(findings.join('\n')).toContain('it is not the signature of XN-FIU/')
  })

  it('an opening that says something else than the log commits to is found', () => {
    const file = JSON.parse(sample.toString())
    const [one, two] = file.openings
    file.openings[0] = { ...two, index: one.index }
    const { findings } = judged([bundle], [Buffer.from(JSON.stringify(file))])
    expect(findings.join('\n')).toContain(`entry ${one.index}: the log commits to something else`)
  })

  it('a sample of other places than the lot draws is found', () => {
    const file = JSON.parse(sample.toString())
    const spare = lines()
      .slice(1)
      .findIndex(
        (line, i) =>
          !line.includes('","') && !file.openings.some((o: { index: number }) => o.index === i),
      )
    file.openings[0] = { ...file.openings[0], index: spare }
    file.openings.sort((a: { index: number }, b: { index: number }) => a.index - b.index)
    const { findings } = judged([bundle], [Buffer.from(JSON.stringify(file))])
    expect(findings.join('\n')).toContain('not those that the lot draws')
  })

  it('a sample for another file is found', () => {
    expect(judged([other], [sample]).findings.join('\n')).toContain('belongs to none of the files')
  })
})

describe('bytes of strangers', () => {
  it('a changed byte never throws and never passes', () => {
    fc.assert(
      fc.property(fc.nat(bundle.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bent = Buffer.from(bundle)
        bent[at] = (bent[at]! + by) % 256
        const found = evaluate({ bundles: [bent], samples: [], published: [], policy: undefined })
        if (!found.ok) return
        const { findings, recounted } = found.value
        // When it was made and what else the first line tells of the figures is nobody's signature.
        const said = JSON.stringify(recounted) !== JSON.stringify(judged([bundle]).recounted)
        const untold = bent
          .subarray(0, bent.indexOf(10))
          .equals(bundle.subarray(0, bundle.indexOf(10)))
        expect(findings.length > 0 || said || !untold).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('no bytes make a reader throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(typeof readEvaluation(bytes).ok).toBe('boolean')
        expect(typeof readEvaluationSample(bytes).ok).toBe('boolean')
      }),
      { numRuns: 300 },
    )
  })
})

describe('a file that is read piece by piece', () => {
  async function* pieces(bytes: Uint8Array, size: number) {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const secret = () => must(readEvaluatorSecret(keyFile))
  const sealed = async () =>
    whole(must(await federation.node('XV-FIU').evaluation.bundle('XV-FIU/head', staff, key)).file)

  it.each([7, 16 * 1024, 100_003])('says the same in pieces of %i bytes', async (size) => {
    const bytes = await sealed()
    const plain = must(await openSealedEvaluation(pieces(bytes, size), secret()))
    const streamed = must(await checkBundleFrom(plain))
    const atOnce = must(checkBundle(must(readSealedEvaluation(bytes, secret()))))
    expect(streamed.digest).toBe(atOnce.digest)
    expect(streamed.events).toEqual(atOnce.events)
    expect([...streamed.withheld]).toEqual([...atOnce.withheld])
    expect(streamed.report.findings).toEqual([])
  })

  it('is refused where it was cut off, at whatever place, or changed', async () => {
    const bytes = await sealed()
    const end = bytes.indexOf(10) + 1
    const read = async (bent: Uint8Array) => {
      const plain = await openSealedEvaluation(pieces(bent, 4096), secret())
      const checked = plain.ok ? await checkBundleFrom(plain.value) : plain
      return checked.ok ? 'taken' : checked.refusal.name
    }
    expect(await read(bytes)).toBe('taken')
    const chunk = end + 56 + 16 * 1024 + 16
    for (const cut of [end, end + 10, end + 56, chunk, chunk + 5, bytes.length - 1])
      expect(await read(bytes.subarray(0, cut)), `cut at ${cut}`).toBe('evaluation-unreadable')
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        const bent = Buffer.from(bytes)
        bent[at] = bent[at]! ^ (1 << bit)
        expect(await read(bent)).not.toBe('taken')
      }),
      { numRuns: 60 },
    )
  })
})

describe('who gets what', () => {
  it('an analyst hands nothing over', async () => {
    const no = await federation.node('XV-FIU').evaluation.bundle('XV-FIU/analyst', staff, key)
    expect(!no.ok && no.refusal.name).toBe('evaluation-not-yours')
  })

  it('another key does not open it', async () => {
    const second = join(folder, 'second.json')
    makeEvaluatorKey(second)
    const made = must(await federation.node('XV-FIU').evaluation.bundle('XV-FIU/head', staff, key))
    const no = readSealedEvaluation(await whole(made.file), must(readEvaluatorSecret(second)))
    expect(!no.ok && no.refusal.name).toBe('evaluation-sealed')
  })

  it('the hand-over is on record, with the digest of what left and the key it was sealed to', async () => {
    const log = await federation.node('XV-FIU').read.log({ limit: 500 })
    const types = log.entries.map((e) => e.type)
    expect(types).toContain('evaluation.handed_over')
    expect(types).toContain('evaluation.sampled')
    expect((await federation.node('XV-FIU').audit()).findings).toEqual([])
  })

  it('the words of no document are in it', () => {
    expect(bundle.toString('latin1')).not.toContain('imaging')
    const records = lines()
      .slice(1)
      .flatMap((line) => (JSON.parse(line) as string[]).slice(0, 1))
    const all = records.map((r) => Buffer.from(r, 'base64').toString('latin1')).join('\n')
    expect(all).not.toContain('imaging units')
    expect(all).toContain('request.sent')
  })
})

it('the secret key is never written over another one, and nobody else reads it', () => {
  expect(() => makeEvaluatorKey(keyFile)).toThrow()
  writeFileSync(
    join(folder, 'bent.json'),
    readFileSync(keyFile, 'utf8').replace('"secret"', '"secrets"'),
  )
  const no = readEvaluatorSecret(join(folder, 'bent.json'))
  expect(!no.ok && no.refusal.name).toBe('evaluator-key-unusable')
})
