import { nearest, RefusedError } from '#base'
import { readArgs } from './args.ts'
import type { ExitCode } from './command.ts'
import { commands } from './commands.ts'
import { type Config, readConfig } from './config.ts'
import { helpFor, overview, version } from './help.ts'
import { exitCode, tell } from './refusal.ts'
import { type Terminal, terminal } from './terminal.ts'

const reportTo = 'the issue tracker of the repository, section "bug"'

/** One call of the program: from what was typed to the exit code. Never throws. */
export async function run(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  to: Terminal = terminal(),
): Promise<ExitCode> {
  const config = readConfig(env)
  try {
    return await dispatch(argv, config, to)
  } catch (error) {
    return failed(error, config, to)
  }
}

async function dispatch(argv: readonly string[], config: Config, to: Terminal): Promise<ExitCode> {
  const [name, ...rest] = argv
  if (name === '--version' || name === 'version') {
    to.out(version())
    return 0
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help')
    return help(
      rest.find((word) => !word.startsWith('-')),
      to,
      name === undefined ? 2 : 0,
    )
  const command = commands.find((c) => c.name === name)
  if (!command) return unknownCommand(name, to)
  const args = readArgs(command, rest)
  if (!args.ok) {
    to.say(tell(args.refusal))
    return exitCode(args.refusal)
  }
  if (args.value.flag('help')) {
    to.out(helpFor(command))
    return 0
  }
  const run = await command.load()
  return await run({ args: args.value, terminal: to, config })
}

function help(name: string | undefined, to: Terminal, code: ExitCode): ExitCode {
  if (name === undefined) {
    if (code === 0) to.out(overview(commands))
    else to.say(overview(commands))
    return code
  }
  const command = commands.find((c) => c.name === name)
  if (!command) return unknownCommand(name, to)
  to.out(helpFor(command))
  return 0
}

function unknownCommand(name: string, to: Terminal): ExitCode {
  const near = nearest(
    name,
    commands.map((c) => c.name),
  )
  to.say(
    `comity: there is no command "${name.slice(0, 40)}"${near ? `, did you mean "${near}"` : ''}\n` +
      '  what to do: comity help lists the commands',
  )
  return 2
}

/** A refusal that travelled as an error is still a refusal; a missing file is bad input; the rest is a bug. */
function failed(error: unknown, config: Config, to: Terminal): ExitCode {
  if (error instanceof RefusedError) {
    to.say(tell(error.refusal))
    return exitCode(error.refusal)
  }
  const known = systemFault(error)
  if (known) {
    to.say(known)
    return 2
  }
  const kind = error instanceof Error ? error.name : typeof error
  if (error instanceof Error && (kind === 'StoreFault' || kind === 'SelfTestFault')) {
    to.say(`comity: ${error.message}`)
    return 3
  }
  to.say(
    `comity: a fault in the program stopped this command (${kind})\n` +
      `  what to do: report it to ${reportTo}, with the command and the version ${version()}, without case data\n` +
      '  COMITY_DEBUG=1 prints the place in the code; look through it before you pass it on',
  )
  if (config.debug) to.say(error instanceof Error ? (error.stack ?? String(error)) : String(error))
  return 70
}

const faults: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['does not exist', 'check the spelling and the folder you are in'],
  EACCES: ['may not be opened by this user', 'check the permissions of the file and its folder'],
  EPERM: ['may not be changed by this user', 'check the permissions of the file and its folder'],
  EISDIR: ['is a folder, a file was expected', 'name a file inside it'],
  ENOTDIR: ['is a file, a folder was expected', 'name the folder'],
  ENOSPC: ['could not be written, the disk is full', 'free some space and run the command again'],
  EROFS: ['is on a read-only disk', 'choose another folder'],
  EADDRINUSE: ['the port is taken', 'stop the other program or choose another port'],
}

function systemFault(error: unknown): string | undefined {
  const { code, path, port } = error as NodeJS.ErrnoException & { port?: number }
  const text = code === undefined ? undefined : faults[code]
  if (!text || (path === undefined && port === undefined)) return undefined
  return `comity: ${path ?? `port ${port}`}: ${text[0]}\n  what to do: ${text[1]}`
}
