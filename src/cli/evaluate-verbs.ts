import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Digest, done, isDigest, type Outcome, refuse } from '#base'
import type { EvaluatedFigures } from '#node'
import type { GivenOpinion } from '#review'
import type { Call, ExitCode } from './command.ts'
import { makeEvaluatorKey, readEvaluatorKey } from './evaluate-key.ts'
import { opinionInWords, readOpinionFile } from './evaluate-opinion.ts'
import { type NodeClient, signedIn } from './node-client.ts'
import { keptIn, silent } from './node-options.ts'
import { askNode } from './operator-line.ts'
import { notRunning } from './verify.ts'
import { writeWhole, writeWholeFrom } from './write-file.ts'

/** What is made at a node for an evaluation, or at it by the evaluator: each an act of a named officer. */
type Verbs = Readonly<Record<string, (call: Call) => Promise<Outcome<ExitCode>>>>

const fileVerbs: Verbs = {
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
    return handedOver(call, (to, out) =>
      asOfficer(
        call,
        async (node, officer) => out(await node.evaluation.bundle(officer, which.value, to)),
        async (client) =>
          out(await leaving(client, '/api/evaluation/bundle', { figures: which.value, to })),
      ),
    )
  },
  sample: async (call) => {
    const bundle = call.args.positionals[2]
    if (!isDigest(bundle))
      return refuse(missing('the digest of the bundle', 'comity evaluate sample DIR sha256:...'))
    const count = Number(call.args.text('count') ?? '40')
    return handedOver(call, (to, out) =>
      asOfficer(
        call,
        async (node, officer) => {
          const made = await node.evaluation.sample(officer, bundle as Digest, count, to)
          return out(made.ok ? done({ file: once(made.value.bytes) }) : made)
        },
        async (client) =>
          out(await leaving(client, '/api/evaluation/sample', { bundle, count, to })),
      ),
    )
  },
}

/** What leaves a node: the sealed file as it comes, and of a bundle its digest before it was sealed. */
interface Leaving {
  readonly bundle?: string
  readonly file: AsyncIterable<Uint8Array>
}

async function leaving(client: NodeClient, path: string, body: object): Promise<Outcome<Leaving>> {
  const got = await client.download(path, body)
  if (!got.ok) return got
  const bundle = got.value.headers.get('x-comity-bundle')
  return done({ file: got.value.bytes, ...(bundle === null ? {} : { bundle }) })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Signs an opinion at the node that serves the evaluator; puts one beside the figures it is about. */
const opinionVerbs: Verbs = {
  opinion: async (call) => {
    const path = call.args.positionals[2]
    if (path === undefined)
      return refuse(missing('the file of the opinion', 'comity evaluate opinion DIR FILE'))
    const opinion = readOpinionFile(path)
    if (!opinion.ok) return opinion
    const out = call.args.text('out')
    if (out === undefined) return refuse(missing('--out', 'say where the file goes: --out FILE'))
    const signed = await asOfficer(
      call,
      (node, officer) => node.evaluation.opine(officer, opinion.value),
      (client) => client.call('POST', '/api/evaluation/opinions', opinion.value),
    )
    if (!signed.ok) return signed
    writeWhole(out, Buffer.from((signed.value as { file: string }).file))
    call.terminal.out(out)
    return done(0)
  },
  publish: async (call) => {
    const path = call.args.positionals[2]
    if (path === undefined)
      return refuse(missing('the signed opinion', 'comity evaluate publish DIR FILE'))
    const file = readFileSync(path)
    const published = await asOfficer(
      call,
      (node, officer) => node.evaluation.publish(officer, file),
      (client) =>
        client.call('POST', '/api/evaluation/opinions/publish', { file: file.toString('utf8') }),
    )
    if (!published.ok) return published
    call.terminal.out(opinionInWords(published.value as GivenOpinion))
    return done(0)
  },
}

type Node = Awaited<ReturnType<typeof import('#node')['openNode']>>
type EvaluatorKey = Parameters<Node['evaluation']['bundle']>[2]

/** Does something as the named officer of a node, whether it runs or not. */
async function asOfficer(
  { args, config }: Call,
  here: (node: Node, officer: string) => Promise<Outcome<unknown>>,
  there: (client: NodeClient) => Promise<Outcome<unknown>>,
): Promise<Outcome<unknown>> {
  const dir = args.positionals[1]
  const officer = args.text('officer')
  if (dir === undefined) return refuse(missing('the folder of a node', 'name it behind the verb'))
  if (officer === undefined)
    return refuse(
      missing('--officer', 'every act in a node is signed by somebody: --officer XV-FIU/auditor'),
    )
  if (!existsSync(join(dir, 'node.json'))) return notRunning(dir)
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
}

/** Has a node make a file that is sealed to an evaluator, and writes it as it comes, while the node is there. */
async function handedOver(
  call: Call,
  make: (
    to: EvaluatorKey,
    out: (made: Outcome<Leaving>) => Promise<Outcome<string | undefined>>,
  ) => Promise<Outcome<unknown>>,
): Promise<Outcome<ExitCode>> {
  const { args, terminal } = call
  const [keyFile, out] = [args.text('to'), args.text('out')]
  if (keyFile === undefined)
    return refuse(missing('--to', 'give the public key of the evaluator: --to FILE.pub.json'))
  if (out === undefined) return refuse(missing('--out', 'say where the file goes: --out FILE'))
  const to = readEvaluatorKey(keyFile)
  if (!to.ok) return to
  const made = await make(to.value, async (leaves) => {
    if (!leaves.ok) return leaves
    await writeWholeFrom(out, leaves.value.file)
    return done(leaves.value.bundle)
  })
  if (!made.ok) return made
  const bundle = made.value as string | undefined
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

export function missing(what: string, remedy: string) {
  return {
    kind: 'malformed',
    name: 'arguments-unusable',
    ground: `comity evaluate needs ${what}`,
    remedy,
  } as const
}

/** Everything that `comity evaluate` does beside counting again. */
export const evaluationVerbs: Verbs = { ...fileVerbs, ...opinionVerbs }
