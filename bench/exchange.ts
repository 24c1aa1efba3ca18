/**
 * `comity bench exchange [PART]`: what the exchange costs, each figure beside the bare work of the runtime or of a peer in
 * the same run. Without a part it runs all of them, one after the other.
 */
import type { Pair } from './measure-pairs.ts'
import { machine, textTable, thousands } from './measure-rounds.ts'

interface Args {
  readonly json: boolean
  readonly peer: boolean
  readonly part?: string | undefined
}

/** Each part lies in a file of its own, `bench/exchange-PART.ts`. */
const parts: Readonly<Record<string, (args: Args) => Promise<unknown>>> = {
  letters: async () => (await import('./exchange-letters.ts')).lettersPart(),
  log: async () => (await import('./exchange-log.ts')).run(),
  policy: async () => (await import('./exchange-policy.ts')).policyPart(),
}

export async function run(args: Args): Promise<void> {
  const chosen = args.part === undefined ? Object.keys(parts) : [args.part]
  const unknown = chosen.find((name) => parts[name] === undefined)
  if (unknown !== undefined)
    throw new Error(`there is no part "${unknown}"; parts: ${Object.keys(parts).join(', ')}`)
  const done: Record<string, unknown> = {}
  for (const name of chosen) {
    done[name] = await parts[name]!(args)
    if (!args.json) print(name, done[name])
  }
  if (args.json)
    console.log(JSON.stringify({ benchmark: 'exchange', machine: machine(), parts: done }))
}

function print(name: string, figures: unknown): void {
  const { processors, model, node, load } = machine()
  console.log(`\n${name}: ${processors} x ${model}, Node ${node}, load ${load}`)
  if (!isPairs(figures)) {
    console.log(JSON.stringify(figures, null, 1))
    return
  }
  const rows = figures.map((p) => [
    p.name,
    thousands(p.ours),
    thousands(p.floor),
    `${p.ratio.median} (${p.ratio.least}-${p.ratio.most})`,
    p.target === undefined ? '' : `${p.target}: ${p.ratio.median >= p.target ? 'met' : 'not met'}`,
  ])
  console.log(textTable([['per CPU second', 'ours', 'floor', 'ratio', 'target'], ...rows]))
}

function isPairs(value: unknown): value is readonly Pair[] {
  return Array.isArray(value) && value.every((p) => typeof p?.ratio?.median === 'number')
}
