/**
 * Part of `comity bench exchange`: the blind question. 10,000 identifiers against 100,000, everything signed, proved and
 * checked, in one process; and one batch of 256 by the same protocol code over the other library (@noble/curves), which
 * is where it is installed, as in the tests.
 */
import { must, systemRandom } from '#base'
import { type Group, ristretto255 } from '#hit'
import { readIdentifierList } from '#resolve'
import { type BlindMatch, blindMatch } from '../src/cli/hit-protocol.ts'
import type { Terminal } from '../src/cli/terminal.ts'
import { batchHolds, blindInput, deriveKeyPair, evaluateBatch, finalize } from '../src/hit/oprf.ts'
import { machine, measure } from './measure-rounds.ts'

/** Figures that the design sets for this class of machine. */
const targets = { cpuSeconds: 55, megabytes: 2.2, overPeer: 4 } as const

export interface HitFigures {
  readonly match: Pick<BlindMatch, 'bytes' | 'cpuSeconds'> & { readonly hits: number }
  /** Items a CPU-second, blinded, evaluated with one proof, checked and unblinded, in a batch of 256. */
  readonly batch: {
    readonly ours: number
    readonly peer: number | null
    readonly ratio: number | null
  }
  readonly targets: typeof targets
}

const silent: Terminal = {
  out() {},
  json() {},
  say() {},
  progress: () => ({ step() {}, end() {} }),
}

export async function hitFigures(peer = true): Promise<HitFigures> {
  const [asked, held, common] = [10_000, 100_000, 1_000]
  const list = (from: number, count: number) =>
    must(
      readIdentifierList(
        Array.from({ length: count }, (_, i) => `natid:XV:${100_000_000 + from + i}`).join('\n'),
        'made',
      ),
    )
  const match = must(await blindMatch(list(0, asked), list(asked - common, held), silent))
  if (match.hits.length !== common) throw new Error(`${match.hits.length} hits, not ${common}`)
  const ours = await perCpuSecond(await ristretto255(), 5)
  const other = peer ? await nobleRistretto() : undefined
  const theirs = other === undefined ? null : await perCpuSecond(other, 3)
  return {
    match: { hits: match.hits.length, bytes: match.bytes, cpuSeconds: match.cpuSeconds },
    batch: { ours, peer: theirs, ratio: theirs === null ? null : ours / theirs },
    targets,
  }
}

async function perCpuSecond(group: Group, rounds: number): Promise<number> {
  const size = 256
  const key = deriveKeyPair(group, 'voprf', systemRandom.bytes(32), Buffer.from('bench'))
  const inputs = Array.from({ length: size }, (_, i) => Buffer.from(`natid:XV:${i}`))
  const { timing } = await measure(
    () => {
      const blinded = inputs.map((input) => blindInput(group, 'voprf', input, systemRandom))
      const sent = blinded.map((b) => b.element)
      const answer = evaluateBatch(group, key, sent, systemRandom)
      if (!batchHolds(group, key.public, sent, answer)) throw new Error('the proof fails')
      return inputs.map((input, i) =>
        finalize(group, input, blinded[i]!.blind, answer.elements[i]!),
      )
    },
    { rounds, warmUp: 1 },
  )
  return size / timing.cpu.median
}

/** Absent where the library is not installed. */
async function nobleRistretto(): Promise<Group | undefined> {
  try {
    const { nobleGroups } = await import('../test/vectors/noble-groups.ts')
    return nobleGroups.find((group) => group.identifier === 'ristretto255-SHA512')
  } catch {
    return undefined
  }
}

export async function run(args: {
  readonly json: boolean
  readonly peer?: boolean
}): Promise<void> {
  const where = machine()
  const figures = await hitFigures(args.peer ?? true)
  if (args.json) {
    console.log(JSON.stringify({ benchmark: 'exchange-hit', machine: where, ...figures }))
    return
  }
  const { match, batch } = figures
  const { cpuSeconds: cpu, bytes } = match
  const ratio = batch.ratio === null ? '' : `, ${batch.ratio.toFixed(1)} times the other library`
  console.log(
    [
      `blind question, 10,000 against 100,000, ${match.hits} hits`,
      `  ${cpu.total.toFixed(1)} CPU-seconds (target ${targets.cpuSeconds}): index ${cpu.index.toFixed(1)}, ask ${cpu.ask.toFixed(1)}, answer ${cpu.answer.toFixed(1)}, check ${cpu.check.toFixed(1)}`,
      `  ${(bytes.total / 1e6).toFixed(2)} MB on the wire (target ${targets.megabytes})`,
      `  batch of 256, proved and checked: ${batch.ours.toFixed(0)} items a CPU-second${ratio} (target ${targets.overPeer})`,
    ].join('\n'),
  )
}
