import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { done, type Outcome, refuse } from '#base'
import { type ReleasePeriod, releasePeriod } from '#indicators'
import type { Call, ExitCode } from './command.ts'
import type { Config } from './config.ts'
import { fetched, jsonOf } from './fetched.ts'
import { sampleBothSides, sampleText, type TwoSided } from './figures-sample.ts'
import { signedIn } from './node-client.ts'
import { keptIn } from './node-options.ts'
import { askNode } from './operator-line.ts'
import { exitCode, tell } from './refusal.ts'
import { table } from './table.ts'
import { notRunning } from './verify.ts'

interface Asked {
  /** Absent: the period that the node was started with. */
  readonly period: ReleasePeriod | undefined
  readonly publicly: boolean
  readonly config: Config
  /** How many crossing records are held against both logs. */
  readonly sample: number | undefined
  /** Folder for the proofs of the sample. */
  readonly out: string | undefined
}

/** Most records of one sample: a proof holds no more. */
const mostDrawn = 10_000

interface Part {
  readonly by: string
  readonly key: string
  readonly text: string
  readonly n?: number
  readonly note?: string
}

interface Indicator {
  readonly id: string
  readonly name: string
  readonly text: string
  readonly n?: number | string | null
  readonly note?: string
  readonly parts: readonly Part[]
}

interface Figures {
  readonly asOf: string
  readonly from: string
  readonly to: string
  readonly nodes: readonly string[]
  /** Members with a log of their own that was not counted. */
  readonly absent?: readonly string[]
  readonly indicators: readonly Indicator[]
  readonly twoSided?: TwoSided
}

/** The indicators of a node, or of a folder of nodes, from signed events; `--public` after the small-count rule. */
export async function figures({ args, terminal, config }: Call): Promise<ExitCode> {
  const period = periodOf(args.text('quarter'))
  const sample = countOf(args.text('sample'))
  if (!sample.ok) {
    terminal.say(tell(sample.refusal))
    return exitCode(sample.refusal)
  }
  const read = period.ok
    ? await figuresFrom(args.positionals[0]!, {
        period: period.value,
        publicly: args.flag('public'),
        config,
        sample: sample.value,
        out: args.text('out'),
      })
    : period
  if (!read.ok) {
    terminal.say(tell(read.refusal))
    return exitCode(read.refusal)
  }
  if (args.flag('json')) terminal.json(read.value)
  else terminal.out(asText(read.value as Figures, args.flag('parts')))
  const { twoSided } = read.value as Figures
  // A drawn record that one side does not hold is an answer of no, not a fault.
  return twoSided !== undefined && twoSided.proven < twoSided.drawn.length ? 1 : 0
}

/** `2025-Q1`, `2025`, `2025-Q1_2026-Q3`. */
function periodOf(text: string | undefined): Outcome<ReleasePeriod | undefined> {
  if (text === undefined) return done(undefined)
  const period = releasePeriod(text)
  return period === undefined
    ? refuse({
        kind: 'malformed',
        name: 'arguments-unusable',
        ground: `"${text.slice(0, 20)}" is no quarter, no year and no run of quarters`,
        remedy: 'write --quarter 2025-Q1, --quarter 2025 or --quarter 2025-Q1_2026-Q3',
      })
    : done(period)
}

function countOf(text: string | undefined): Outcome<number | undefined> {
  if (text === undefined) return done(undefined)
  const count = Number(text)
  return Number.isInteger(count) && count > 0 && count <= mostDrawn
    ? done(count)
    : refuse({
        kind: 'malformed',
        name: 'arguments-unusable',
        ground: `"${text.slice(0, 20)}" is no number of records`,
        remedy: `write --sample 40, at most ${mostDrawn}`,
      })
}

async function figuresFrom(target: string, asked: Asked): Promise<Outcome<unknown>> {
  const { period, publicly, sample } = asked
  const alone = sample === undefined ? undefined : onlyOne(target)
  if (alone !== undefined) return alone
  if (/^https?:\/\//.test(target)) {
    const chosen = period === undefined ? '' : `?quarter=${period.id}`
    const url = new URL(`/public/figures${chosen}`, target)
    return done(jsonOf(await fetched(url), 'the figures'))
  }
  if (!existsSync(join(target, 'node.json'))) {
    const members = nodesIn(target)
    return members.length === 0 ? notRunning(target) : counted(members, asked)
  }
  const running = await askNode(target, null)
  if (running?.ok) {
    if (publicly) return figuresFrom(running.value.address, asked)
    const officer = running.value.officers[0]
    const said = officer === undefined ? undefined : await askNode(target, officer)
    if (!said?.ok) return said ?? notRunning(target)
    const client = await signedIn(said.value.address, said.value.link ?? '')
    const query = new URLSearchParams(daysOf(period)).toString()
    return client.ok ? client.value.call('GET', `/api/figures?${query}`) : client
  }
  return counted([target], asked)
}

function daysOf(period: ReleasePeriod | undefined): Record<string, string> {
  return period === undefined ? {} : { from: period.from, to: period.to }
}

/** Folders of nodes within this one, such as a demonstration's. */
function nodesIn(dir: string): readonly string[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(dir, entry.name, 'node.json')))
    .map((entry) => join(dir, entry.name))
    .sort()
}

/** Nodes that are not running, opened and counted together: the first one answers for all. */
async function counted(dirs: readonly string[], asked: Asked): Promise<Outcome<unknown>> {
  const { openNode } = await import('#node')
  type Opened = Awaited<ReturnType<typeof openNode>>
  const others: Opened[] = []
  try {
    for (const dir of dirs.slice(1)) others.push(await openNode(keptIn(dir, asked.config)))
    const first = await openNode({
      ...keptIn(dirs[0]!, asked.config),
      figuresWith: others.map((node) => ({
        node: node.id,
        events: (after?: number) => node.read.signedEvents(after),
      })),
    })
    others.push(first)
    const found = asked.publicly
      ? await first.read.publicFigures(asked.period?.id, true)
      : done(await first.read.figures(daysOf(asked.period), false))
    if (!found.ok || asked.sample === undefined) return found
    const figures = found.value as unknown as Figures
    const twoSided = await sampleBothSides(others, figures, asked.sample, asked.out)
    return twoSided.ok ? done({ ...figures, twoSided: twoSided.value }) : twoSided
  } finally {
    for (const node of others) await node.close()
  }
}

/** Both sides are needed to hold a sample against both. */
function onlyOne(target: string): Outcome<never> | undefined {
  if (nodesIn(target).length > 1) return undefined
  return refuse({
    kind: 'malformed',
    name: 'arguments-unusable',
    ground: `${target} is not a folder of several nodes, and a sample is held against both sides`,
    remedy: 'name the folder in which their folders are; of one node the evaluator has the bundle',
  })
}

/** Figures as they are published: `13 (2)`, `2.50 h`, `11/13 = 84.6 %`; --json has the numbers behind them. */
function asText(
  { asOf, from, to, nodes, absent = [], indicators, twoSided }: Figures,
  parts: boolean,
): string {
  return [
    `from ${from} to ${to}, as of ${asOf}, counted from ${nodes.join(', ')}`,
    ...(absent.length === 0 ? [] : [`not counted: the logs of ${absent.join(', ')}`]),
    '',
    table(
      [
        { title: 'Id' },
        { title: 'Indicator' },
        { title: 'Value', align: 'right' },
        { title: 'n', align: 'right' },
        { title: 'Note' },
      ],
      indicators.flatMap((i) => [
        [i.id, i.name, i.text, i.n === undefined || i.n === null ? '' : String(i.n), i.note ?? ''],
        ...(parts ? i.parts : []).map((p) => [
          '',
          `  ${p.by}: ${p.key}`,
          p.text,
          p.n === undefined ? '' : String(p.n),
          p.note ?? '',
        ]),
      ]),
    ),
    ...(twoSided === undefined ? [] : ['', sampleText(twoSided)]),
  ].join('\n')
}
