import { closeSync, createReadStream, openSync, readFileSync, readSync } from 'node:fs'
import { done, type Outcome, refuse } from '#base'
import {
  type CheckedBundle,
  checkBundleFrom,
  draftOf,
  type Evaluation,
  isSealedEvaluation,
  evaluate as judge,
  openSealedEvaluation,
  readPublishedFigures,
  readSealedEvaluation,
} from '#node'
import type { ClaimedFigures } from '#review'
import { parseWitnessPolicy } from '#store'
import type { Call, ExitCode } from './command.ts'
import { readEvaluatorSecret } from './evaluate-key.ts'
import { evaluationVerbs, missing } from './evaluate-verbs.ts'
import { exitCode, tell } from './refusal.ts'
import { table } from './table.ts'
import { writeWhole } from './write-file.ts'

/**
 * The evaluator's command: figures counted again from the files that nodes handed over, and the files themselves: a key
 * that they are sealed to, the bundle of a node, the sample of what it withheld.
 */
export async function evaluate(call: Call): Promise<ExitCode> {
  const [first = ''] = call.args.positionals
  const made = await (evaluationVerbs[first] ?? recount)(call)
  if (made.ok) return made.value
  call.terminal.say(tell(made.refusal))
  return exitCode(made.refusal)
}

/** Counts again what the files say. */
async function recount({ args, terminal }: Call): Promise<Outcome<ExitCode>> {
  const { selfTest } = await import('#node')
  await selfTest()
  const policyFile = args.text('policy')
  const policy =
    policyFile === undefined ? undefined : parseWitnessPolicy(readFileSync(policyFile, 'utf8'))
  if (policy?.ok === false) return policy
  const bundles: CheckedBundle[] = []
  for (const path of args.positionals) {
    const bundle = await checked(path, args.text('key'))
    if (!bundle.ok) return bundle
    bundles.push(bundle.value)
  }
  const samples = opened(args.texts('sample'), args.text('key'))
  if (!samples.ok) return samples
  const published: ClaimedFigures[] = []
  for (const path of args.texts('published')) {
    const read = readPublishedFigures(readFileSync(path))
    if (!read.ok) return read
    published.push(read.value)
  }
  const evaluated = judge({
    bundles,
    samples: samples.value,
    published,
    policy: policy?.value,
  })
  if (!evaluated.ok) return evaluated
  const draft = args.text('draft')
  if (draft !== undefined)
    writeWhole(draft, Buffer.from(`${JSON.stringify(draftOf(evaluated.value), null, 2)}\n`))
  const ok = evaluated.value.findings.length === 0
  if (args.flag('json')) terminal.json({ ok, ...evaluated.value })
  else terminal.out(asText(evaluated.value))
  return done(ok ? 0 : 1)
}

/** A file of a node, opened and checked while it is read: a long log never stands in memory. */
async function checked(path: string, keyFile: string | undefined): Promise<Outcome<CheckedBundle>> {
  const source = createReadStream(path, { highWaterMark: 256 * 1024 })
  if (!isSealedEvaluation(beginning(path))) return checkBundleFrom(source)
  if (keyFile === undefined)
    return refuse(missing('--key', `${path} is sealed: give the key that opens it`))
  const key = readEvaluatorSecret(keyFile)
  if (!key.ok) return key
  const plain = await openSealedEvaluation(source, key.value)
  return plain.ok ? checkBundleFrom(plain.value) : plain
}

function beginning(path: string): Uint8Array {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(200)
    return bytes.subarray(0, readSync(file, bytes))
  } finally {
    closeSync(file)
  }
}

/** The files as they were before they were sealed; what is not sealed is taken as it is. */
function opened(
  paths: readonly string[],
  keyFile: string | undefined,
): Outcome<readonly Uint8Array[]> {
  const key = keyFile === undefined ? undefined : readEvaluatorSecret(keyFile)
  if (key?.ok === false) return key
  const files: Uint8Array[] = []
  for (const path of paths) {
    const bytes = readFileSync(path)
    if (!isSealedEvaluation(bytes)) {
      files.push(bytes)
      continue
    }
    if (key === undefined)
      return refuse(missing('--key', `${path} is sealed: give the key that opens it`))
    const plain = readSealedEvaluation(bytes, key.value)
    if (!plain.ok) return plain
    files.push(plain.value)
  }
  return done(files)
}

function asText({ files, recounted, findings, unchecked }: Evaluation): string {
  return [
    ...files.map(
      (f) =>
        `${f.node}: ${f.entries} entries, ${f.counted} counted, ${f.withheld} withheld${
          f.sampled === undefined
            ? ''
            : `; of these ${f.sampled.opened} opened by lot: at most ${f.sampled.hiddenAtMost} could hide (95 %)`
        }`,
    ),
    ...recounted.flatMap((r) => [
      '',
      `figures of ${r.node}, ${r.from} to ${r.to}: ${
        r.differences.length === 0 ? 'the same digits' : 'not the same digits'
      }`,
      table(
        [{ title: 'Id' }, { title: 'as given out', align: 'right' }, { title: 'counted again' }],
        r.figures.map((f) => [f.id, f.claimed, f.same ? 'same' : 'different']),
      ),
    ]),
    '',
    ...findings.map((f) => `wrong: ${f}`),
    ...unchecked.map((u) => `not checked: ${u}`),
  ].join('\n')
}
