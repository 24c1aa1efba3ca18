import { existsSync, readFileSync } from 'node:fs'
import { done, type Outcome, refuse, systemRandom } from '#base'
import {
  type AfterAction,
  adoptLessons,
  afterAction,
  afterActionJson,
  conduct,
  readAfterAction,
  scenarios,
} from '#exercise'
import { afterActionAsPage, afterActionAsPdf } from '#paper'
import { shorten } from './args.ts'
import { asOfficer } from './as-officer.ts'
import type { Args, Call, ExitCode } from './command.ts'
import { exerciseLive } from './exercise-live.ts'
import { exitCode, tell } from './refusal.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'
import { writeWhole } from './write-file.ts'

/**
 * Plays an exercise on a federation of its own and writes what came of it; or takes the lessons of a report into a node,
 * where each becomes a commitment of its owner. Exit 0 when every inject was answered in time, 1 when not.
 */
export async function exercise(call: Call): Promise<ExitCode> {
  const { args, terminal } = call
  const made = args.text('adopt') === undefined ? await played(args, terminal) : await adopted(call)
  if (made.ok) return made.value
  terminal.say(tell(made.refusal))
  return exitCode(made.refusal)
}

async function played(args: Args, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const name = args.positionals[0] ?? ''
  const scenario = scenarios.get(name)
  if (scenario === undefined)
    return unusable(
      `there is no exercise "${shorten(name)}"`,
      `choose one of ${[...scenarios.keys()].join(', ')}`,
    )
  if (args.flag('live')) return exerciseLive(scenario, args, terminal)
  const seed = args.text('seed')
  if (seed !== undefined && !/^\d{1,9}$/.test(seed))
    return unusable(`--seed ${shorten(seed)} is not a whole number`, 'give one up to 999999999')
  const report = afterAction(
    await conduct(scenario, {
      random: systemRandom,
      say: (line) => terminal.say(line),
      ...(seed === undefined ? {} : { seed: Number(seed) }),
    }),
  )
  const { json, digest } = afterActionJson(report)
  const written: string[] = []
  for (const [option, bytes] of [
    ['report', () => Buffer.from(afterActionAsPage(report, digest))],
    ['pdf', () => afterActionAsPdf(report, digest, json)],
    ['data', () => json],
  ] as const) {
    const path = args.text(option)
    if (path === undefined) continue
    writeWhole(path, bytes())
    written.push(path)
  }
  if (args.flag('json')) terminal.json({ digest, ...report })
  else terminal.out(asText(report, digest, written))
  return done(report.late + report.missing === 0 ? 0 : 1)
}

function asText(report: AfterAction, digest: string, written: readonly string[]): string {
  const { exercise: id, name, spread, lessons } = report
  const closed = lessons.filter((l) => l.state === 'closed').length
  const owned = lessons.filter((l) => l.owner !== '').length
  return [
    `EXERCISE ${id} ${name}${report.seed === null ? ', as it was played' : `, players drawn from seed ${report.seed}`}`,
    '',
    table(
      [
        { title: 'inject' },
        { title: 'told to' },
        { title: 'result' },
        { title: 'seconds', align: 'right' },
        { title: 'of', align: 'right' },
        { title: 'expected' },
      ],
      report.injects.map((i) => [
        i.id,
        i.to.join(', '),
        i.mark,
        i.seconds === null ? '' : String(i.seconds),
        String(i.within),
        i.expected,
      ]),
    ),
    '',
    `${report.injects.length} injects, ${report.authorities.length} authorities: ${report.inTime} in time, ${report.late} late, ${report.missing} missing; ${report.score} of 100`,
    spread === null
      ? 'no leg of the freeze was carried out'
      : `spread of the freeze: ${spread.seconds} s between the first and the last of ${spread.legs} legs, from their signed events`,
    `${lessons.length} lessons, ${owned} with an owner, ${closed} closed`,
    `report ${digest}`,
    ...written.map((path) => `written: ${path}`),
  ].join('\n')
}

async function adopted({ args, terminal, config }: Call): Promise<Outcome<ExitCode>> {
  const file = args.positionals[0] ?? ''
  const officer = args.text('officer')
  if (officer === undefined)
    return unusable('--adopt is given without --officer', 'add --officer XV-CA/delegate')
  if (!existsSync(file))
    return unusable(`there is no file ${shorten(file)}`, 'give the report that --data wrote')
  const report = readAfterAction(readFileSync(file))
  if (!report.ok) return report
  return asOfficer(args.text('adopt') as string, officer, config, async (client) => {
    const known = async (reference: string) => {
      const q = encodeURIComponent(reference)
      const found = await client.call('GET', `/api/inbox?show=all&procedure=P12&q=${q}`)
      const { items = [] } = (found.ok ? found.value : {}) as {
        readonly items?: readonly { readonly reference: string }[]
      }
      return items.some((item) => item.reference === reference)
    }
    const propose = async (document: Readonly<Record<string, unknown>>) => {
      const opened = await client.call('POST', '/api/requests', {
        procedure: 'P12',
        step: 'propose',
        to: 'NET-EVAL',
        document,
      })
      return opened.ok ? done((opened.value as { readonly id: string }).id) : opened
    }
    const taken = await adoptLessons(report.value, officer, { known, propose })
    if (!taken.ok) return taken
    if (args.flag('json')) terminal.json(taken.value)
    else
      terminal.out(
        taken.value.map((a) => `lesson ${a.lesson} is commitment ${a.matter}`).join('\n'),
      )
    return done(0)
  })
}

function unusable(ground: string, remedy: string): Outcome<never> {
  return refuse({ kind: 'malformed', name: 'arguments-unusable', ground, remedy })
}
