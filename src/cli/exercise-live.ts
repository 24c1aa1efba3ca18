import { isIP } from 'node:net'
import { builtWorkbench, serve } from '#api'
import { done, type Outcome, refuse, systemRandom } from '#base'
import { type AfterAction, afterActionJson, openLive, type Scenario } from '#exercise'
import { afterActionAsPage, afterActionAsPdf } from '#paper'
import { shorten } from './args.ts'
import type { Args, ExitCode } from './command.ts'
import { portOf, portsFree } from './port.ts'
import type { Terminal } from './terminal.ts'
import { untilStopped } from './until-stopped.ts'
import { writeWhole } from './write-file.ts'

/** How often the clock of the play is looked at. */
const beatMilliseconds = 500

/**
 * Opens the federation of an exercise to people: each authority at its own address, injects on time, empty seats moved as
 * the scenario has them. Ends with Ctrl-C; the report that was asked for is written then, if the play is over.
 */
export async function exerciseLive(
  scenario: Scenario,
  args: Args,
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  const port = portOf(args.text('port'), 4750)
  if (!port.ok) return port
  const people = (args.text('seats') ?? scenario.authorities.join(',')).split(',').filter(Boolean)
  const unknown = people.find((id) => !scenario.authorities.includes(id))
  if (unknown !== undefined)
    return unusable(
      `--seats: ${shorten(unknown)} is not exercised`,
      `seats of ${scenario.id}: ${scenario.authorities.join(', ')}`,
    )
  const speed = args.text('speed') ?? '1'
  if (!/^[1-9]\d{0,2}$/.test(speed))
    return unusable(`--speed ${shorten(speed)} is no whole number`, 'give one from 1 to 999')
  const host = args.text('host') ?? '127.0.0.1'
  if (isIP(host) === 0)
    return unusable(
      `--host ${shorten(host)} is not a numeric address`,
      'give the address of this machine in the room, such as 192.0.2.10',
    )
  const free = await portsFree(port.value, 4)
  if (!free.ok) return free
  const live = await openLive(scenario, {
    random: systemRandom,
    people,
    speed: Number(speed),
    say: (line) => terminal.say(line),
    print,
  })
  const web = builtWorkbench()
  const servers = await Promise.all(
    live.nodes.map((node, i) =>
      serve({
        node,
        host,
        port: port.value === 0 ? 0 : port.value + i,
        ...(web === undefined ? {} : { web }),
      }),
    ),
  )
  const nodes = live.nodes.map((node, i) => ({ id: node.id, address: servers[i]!.address, node }))
  const lead = nodes.find(({ node }) => node.actors().some((a) => a.authority === 'NET-SEC'))!
  if (args.flag('json'))
    terminal.json({
      exercise: scenario.id,
      lead: lead.address,
      seats: people,
      nodes: nodes.map(({ id, address }) => ({ id, address })),
    })
  else
    terminal.out(
      [
        `EXERCISE ${scenario.id} ${scenario.name}, ${scenario.minutes} minutes; nothing of it is kept once this stops`,
        '',
        `leads:  ${lead.address}/exercise   choose an officer of NET-SEC; a second delegate begins the play`,
        ...nodes.map(
          ({ node, address }) =>
            `plays:  ${address}/exercise   ${[...new Set(node.actors().map((a) => a.authority))]
              .filter((a) => people.includes(a))
              .join(', ')}`,
        ),
        '',
        `people sit at ${people.join(', ') || 'no desk'}; Ctrl-C ends it`,
      ].join('\n'),
    )
  const timer = setInterval(() => void live.beat(), beatMilliseconds)
  await untilStopped()
  clearInterval(timer)
  const over = await reportWritten(live, args, terminal)
  for (const server of servers) await server.close()
  await live.close()
  return done(over ? 0 : 1)
}

/** Writes what was asked for. @returns false where the play was never ended */
async function reportWritten(
  live: Awaited<ReturnType<typeof openLive>>,
  args: Args,
  terminal: Terminal,
): Promise<boolean> {
  if (!live.isOver) {
    terminal.say('comity: the play was not ended, so there is nothing to report')
    return false
  }
  const report = await live.report()
  for (const [option, form] of [
    ['report', 'page'],
    ['pdf', 'pdf'],
    ['data', 'data'],
  ] as const) {
    const path = args.text(option)
    if (path === undefined) continue
    writeWhole(path, print(report, form).bytes)
    terminal.say(`comity: written: ${path}`)
  }
  return true
}

function print(report: AfterAction, form: 'page' | 'pdf' | 'data') {
  const { json, digest } = afterActionJson(report)
  switch (form) {
    case 'page':
      return {
        type: 'text/html; charset=utf-8',
        bytes: Buffer.from(afterActionAsPage(report, digest)),
      }
    case 'pdf':
      return { type: 'application/pdf', bytes: afterActionAsPdf(report, digest, json) }
    case 'data':
      return { type: 'application/json', bytes: json }
  }
}

function unusable(ground: string, remedy: string): Outcome<never> {
  return refuse({ kind: 'malformed', name: 'arguments-unusable', ground, remedy })
}
