import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openDemo } from '#exercise'
import type { Call, ExitCode } from './command.ts'
import { portOf, portsFree } from './port.ts'
import { exitCode, tell } from './refusal.ts'
import { untilStopped } from './until-stopped.ts'

/** Runs the LANTERN federation: four authorities in one process, each with its own keys, log and data. */
export async function demo({ args, terminal, config }: Call): Promise<ExitCode> {
  const port = portOf(args.text('port'), 4710)
  if (!port.ok) {
    terminal.say(tell(port.refusal))
    return exitCode(port.refusal)
  }
  const free = await portsFree(port.value, 4)
  if (!free.ok) {
    terminal.say(tell(free.refusal))
    return exitCode(free.refusal)
  }
  const dir = args.text('dir') ?? join(config.directory, 'demo')
  if (!existsSync(dir))
    terminal.say(`comity: making the demonstration in ${dir}; this is done once`)
  const federation = await openDemo({
    dir,
    port: port.value,
    fresh: args.flag('fresh'),
    say: (text) => terminal.say(text),
  })
  if (args.flag('json'))
    terminal.json({
      nodes: federation.nodes.map(({ id, name, address, actors }) => ({
        id,
        name,
        address,
        actors,
      })),
    })
  else
    terminal.out(
      [
        'LANTERN, a fictional case: four authorities, each at its own address',
        '',
        ...federation.nodes.flatMap((n) => [
          `${n.id}  ${n.name}  ${n.address}`,
          ...n.actors.map((a) => `    ${a.name}, ${a.roleName}`),
        ]),
        '',
        'open an address in a browser and choose a role to sign in; Ctrl-C stops the federation',
      ].join('\n'),
    )
  await untilStopped()
  terminal.say('comity: stopping')
  await federation.close()
  return 0
}
