import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { done, type Outcome, refuse } from '#base'
import { type ReleasePeriod, releasePeriod } from '#indicators'
import type { Call, ExitCode } from './command.ts'
import type { Config } from './config.ts'
import { fetched, jsonOf } from './fetched.ts'
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
}

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
  readonly indicators: readonly Indicator[]
}

/** The indicators of a node, or of a folder of nodes, from signed events; `--public` after the small-count rule. */
export async function figures({ args, terminal, config }: Call): Promise<ExitCode> {
  const period = periodOf(args.text('quarter'))
  const read = period.ok
    ? await figuresFrom(args.positionals[0]!, {
        period: period.value,
        publicly: args.flag('public'),
        config,
      })
    : period
  if (!read.ok) {
    terminal.say(tell(read.refusal))
    return exitCode(read.refusal)
  }
  if (args.flag('json')) terminal.json(read.value)
  else terminal.out(asText(read.value as Figures, args.flag('parts')))
  return 0
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

async function figuresFrom(target: string, asked: Asked): Promise<Outcome<unknown>> {
  const { period, publicly, config } = asked
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
  return counted([target], { period, publicly, config })
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
    return asked.publicly
      ? await first.read.publicFigures(asked.period?.id, true)
      : done(await first.read.figures(daysOf(asked.period), false))
  } finally {
    for (const node of others) await node.close()
  }
}

/** Figures as they are published: `13 (2)`, `2.50 h`, `11/13 = 84.6 %`; --json has the numbers behind them. */
function asText({ asOf, from, to, nodes, indicators }: Figures, parts: boolean): string {
  return [
    `from ${from} to ${to}, as of ${asOf}, counted from ${nodes.join(', ')}`,
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
  ].join('\n')
}
