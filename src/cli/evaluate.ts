import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Digest, done, isDigest, type Outcome, refuse } from '#base'
import { type EvaluatedFigures, isSealedEvaluation, readSealedEvaluation } from '#node'
import type { ClaimedFigures } from '#review'
import { parseWitnessPolicy } from '#store'
import type { Call, ExitCode } from './command.ts'
import { readPublishedFigures } from './evaluate-file.ts'
import { type Evaluation, evaluate as judge } from './evaluate-judge.ts'
import { makeEvaluatorKey, readEvaluatorKey, readEvaluatorSecret } from './evaluate-key.ts'
import { type NodeClient, signedIn } from './node-client.ts'
import { keptIn, silent } from './node-options.ts'
import { askNode } from './operator-line.ts'
import { exitCode, tell } from './refusal.ts'
import { table } from './table.ts'
import { notRunning } from './verify.ts'
import { writeWhole } from './write-file.ts'

/**
 * The evaluator's command: figures counted again from the files that nodes handed over, and the files themselves: a key
 * that they are sealed to, the bundle of a node, the sample of what it withheld.
 */
export async function evaluate(call: Call): Promise<ExitCode> {
  const [first = ''] = call.args.positionals
  const made = await (verbs[first] ?? recount)(call)
  if (made.ok) return made.value
  call.terminal.say(tell(made.refusal))
  return exitCode(made.refusal)
}

const verbs: Readonly<Record<string, (call: Call) => Promise<Outcome<ExitCode>>>> = {
  key: async ({ args, terminal }) => {
    const path = args.positionals[1]
    if (path === undefined)
      return refuse(missing('the file of the key', 'comity evaluate key FILE'))
    const { id, publicFile } = makeEvaluatorKey(path)
    terminal.out(`${id}\nopens: ${path}\nseals: ${publicFile}`)
    return done(0)
  },
  bundle: async (call) => {
    const { args } = call
    const which = figuresAsked(args)
    if (!which.ok) return which
    return handedOver(call, async (to, at) => {
      const answer = await at(
        (node, officer) => node.evaluation.bundle(officer, which.value, to),
        (client) => client.call('POST', '/api/evaluation/bundle', { figures: which.value, to }),
      )
      return answer.ok ? done(answer.value as Handed) : answer
    })
  },
  sample: async (call) => {
    const bundle = call.args.positionals[2]
    if (!isDigest(bundle))
      return refuse(missing('the digest of the bundle', 'comity evaluate sample DIR sha256:...'))
    const count = Number(call.args.text('count') ?? '40')
    return handedOver(call, async (to, at) => {
      const answer = await at(
        (node, officer) => node.evaluation.sample(officer, bundle as Digest, count, to),
        (client) => client.call('POST', '/api/evaluation/sample', { bundle, count, to }),
      )
      return answer.ok ? done(answer.value as Handed) : answer
    })
  },
}

/** As the node answers it in this process, or over HTTP. */
interface Handed {
  readonly bundle?: string
  readonly bytes?: Uint8Array
  readonly file?: string
}

type Node = Awaited<ReturnType<typeof import('#node')['openNode']>>
type At = (
  here: (node: Node, officer: string) => Promise<Outcome<unknown>>,
  there: (client: NodeClient) => Promise<Outcome<unknown>>,
) => Promise<Outcome<unknown>>
type EvaluatorKey = Parameters<Node['evaluation']['bundle']>[2]

/** Has a node make a file as the named officer, whether it runs or not, and writes it. */
async function handedOver(
  { args, terminal, config }: Call,
  make: (to: EvaluatorKey, at: At) => Promise<Outcome<Handed>>,
): Promise<Outcome<ExitCode>> {
  const dir = args.positionals[1]
  const [officer, keyFile, out] = [args.text('officer'), args.text('to'), args.text('out')]
  if (dir === undefined) return refuse(missing('the folder of a node', 'name it behind the verb'))
  if (officer === undefined)
    return refuse(
      missing('--officer', 'every act in a node is signed by somebody: --officer XV-FIU/auditor'),
    )
  if (keyFile === undefined)
    return refuse(missing('--to', 'give the public key of the evaluator: --to FILE.pub.json'))
  if (out === undefined) return refuse(missing('--out', 'say where the file goes: --out FILE'))
  if (!existsSync(join(dir, 'node.json'))) return notRunning(dir)
  const to = readEvaluatorKey(keyFile)
  if (!to.ok) return to
  const made = await make(to.value, async (here, there) => {
    const running = await askNode(dir, officer)
    if (running !== undefined) {
      if (!running.ok) return running
      const client = await signedIn(running.value.address, running.value.link ?? '')
      return client.ok ? there(client.value) : client
    }
    const { openNode } = await import('#node')
    const node = await openNode({ ...keptIn(dir, config), ...silent })
    try {
      return await here(node, officer)
    } finally {
      await node.close()
    }
  })
  if (!made.ok) return made
  const { bundle, bytes, file } = made.value
  writeWhole(out, bytes ?? Buffer.from(file ?? ''))
  if (args.flag('json')) terminal.json({ file: out, ...(bundle === undefined ? {} : { bundle }) })
  else terminal.out([out, ...(bundle === undefined ? [] : [bundle])].join('\n'))
  return done(0)
}

function figuresAsked(args: Call['args']): Outcome<EvaluatedFigures> {
  const [quarter, from, to] = [args.text('quarter'), args.text('from'), args.text('until')]
  if (quarter !== undefined) return done({ seenBy: 'public', quarter })
  if (from !== undefined && to !== undefined) return done({ seenBy: 'staff', from, to })
  return refuse(
    missing(
      'a period',
      'give --quarter 2025-Q1 as published, or --from DAY --until DAY as staff see it',
    ),
  )
}

/** Counts again what the files say. */
async function recount({ args, terminal }: Call): Promise<Outcome<ExitCode>> {
  const { selfTest } = await import('#node')
  await selfTest()
  const policyFile = args.text('policy')
  const policy =
    policyFile === undefined ? undefined : parseWitnessPolicy(readFileSync(policyFile, 'utf8'))
  if (policy?.ok === false) return policy
  const bundles = opened(args.positionals, args.text('key'))
  if (!bundles.ok) return bundles
  const samples = opened(args.texts('sample'), args.text('key'))
  if (!samples.ok) return samples
  const published: ClaimedFigures[] = []
  for (const path of args.texts('published')) {
    const read = readPublishedFigures(readFileSync(path))
    if (!read.ok) return read
    published.push(read.value)
  }
  const evaluated = judge({
    bundles: bundles.value,
    samples: samples.value,
    published,
    policy: policy?.value,
  })
  if (!evaluated.ok) return evaluated
  const ok = evaluated.value.findings.length === 0
  if (args.flag('json')) terminal.json({ ok, ...evaluated.value })
  else terminal.out(asText(evaluated.value))
  return done(ok ? 0 : 1)
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

function missing(what: string, remedy: string) {
  return {
    kind: 'malformed',
    name: 'arguments-unusable',
    ground: `comity evaluate needs ${what}`,
    remedy,
  } as const
}
