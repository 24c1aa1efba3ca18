import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { done, type Outcome, refuse } from '#base'
import type { Call, ExitCode } from './command.ts'
import type { Config } from './config.ts'
import { fetched, jsonOf } from './fetched.ts'
import { signedIn } from './node-client.ts'
import { keptIn } from './node-options.ts'
import { askNode } from './operator-line.ts'
import { exitCode, tell } from './refusal.ts'
import { table } from './table.ts'
import { notRunning } from './verify.ts'

interface Period {
  readonly from?: string
  readonly to?: string
}

interface Indicator {
  readonly id: string
  readonly name: string
  readonly text: string
  readonly n?: number | string | null
  readonly note?: string
}

interface Figures {
  readonly asOf: string
  readonly indicators: readonly Indicator[]
}

/** The indicators of a node from its signed events; `--public` after the small-count rule. */
export async function figures({ args, terminal, config }: Call): Promise<ExitCode> {
  const period = quarter(args.text('quarter'))
  const read = period.ok
    ? await figuresFrom(
        args.positionals[0]!,
        period.value,
        args.text('quarter'),
        args.flag('public'),
        config,
      )
    : period
  if (!read.ok) {
    terminal.say(tell(read.refusal))
    return exitCode(read.refusal)
  }
  if (args.flag('json')) terminal.json(read.value)
  else terminal.out(asText(read.value as Figures))
  return 0
}

/** First and last day of `2025-Q1`. */
function quarter(text: string | undefined): Outcome<Period> {
  if (text === undefined) return done({})
  const match = /^(\d{4})-Q([1-4])$/.exec(text)
  if (!match)
    return refuse({
      kind: 'malformed',
      name: 'arguments-unusable',
      ground: `"${text.slice(0, 20)}" is not a quarter`,
      remedy: 'write --quarter 2025-Q1',
    })
  const last = Number(match[2]) * 3
  const end = new Date(Date.UTC(Number(match[1]), last, 0)).toISOString().slice(0, 10)
  return done({ from: `${match[1]}-${String(last - 2).padStart(2, '0')}-01`, to: end })
}

async function figuresFrom(
  target: string,
  period: Period,
  quarterText: string | undefined,
  publicly: boolean,
  config: Config,
): Promise<Outcome<unknown>> {
  const query = new URLSearchParams(period as Record<string, string>).toString()
  if (/^https?:\/\//.test(target)) {
    const chosen = quarterText === undefined ? '' : `?quarter=${quarterText}`
    const url = new URL(`/public/figures${chosen}`, target)
    return done(jsonOf(await fetched(url), 'the figures'))
  }
  if (!existsSync(join(target, 'node.json'))) return notRunning(target)
  const running = await askNode(target, null)
  if (running?.ok) {
    if (publicly) return figuresFrom(running.value.address, period, quarterText, true, config)
    const officer = running.value.officers[0]
    const said = officer === undefined ? undefined : await askNode(target, officer)
    if (!said?.ok) return said ?? notRunning(target)
    const client = await signedIn(said.value.address, said.value.link ?? '')
    return client.ok ? client.value.call('GET', `/api/figures?${query}`) : client
  }
  const { openNode } = await import('#node')
  const node = await openNode(keptIn(target, config))
  try {
    return publicly
      ? await node.read.publicFigures(quarterText)
      : done(await node.read.figures(period, false))
  } finally {
    await node.close()
  }
}

/** Figures as they are published: `13 (2)`, `2.50 h`, `11/13 = 84.6 %`; --json has the numbers behind them. */
function asText({ asOf, indicators }: Figures): string {
  return [
    `as of ${asOf}`,
    '',
    table(
      [
        { title: 'Id' },
        { title: 'Indicator' },
        { title: 'Value', align: 'right' },
        { title: 'n', align: 'right' },
        { title: 'Note' },
      ],
      indicators.map((i) => [
        i.id,
        i.name,
        i.text,
        i.n === undefined || i.n === null ? '' : String(i.n),
        i.note ?? '',
      ]),
    ),
  ].join('\n')
}
