import type { Config } from './config.ts'
import type { Terminal } from './terminal.ts'

/**
 * What a script sees: 0 done and the answer is yes, 1 done and the answer is no or something was found,
 * 2 unusable arguments or unreadable input, 3 refused on a legal or safety ground, 70 a bug
 * (EX_SOFTWARE of sysexits.h).
 */
export type ExitCode = 0 | 1 | 2 | 3 | 70

/** One option of a command. Without `value` it is a switch. */
export interface Option {
  readonly name: string
  /** Placeholder of the value in the usage text, `FILE` or `given|interval`. */
  readonly value?: string
  /** Closed list of values; anything else is refused with the nearest one. */
  readonly oneOf?: readonly string[]
  /** True when it may be given more than once. */
  readonly many?: true
  readonly summary: string
}

/** A command as the table in `commands.ts` lists it; the code behind it is loaded when it is called. */
export interface Command {
  readonly name: string
  /** What follows the name, `LEDGER --rule RULE [options]`. */
  readonly usage: string
  readonly summary: string
  /** How many positional arguments: least and most. */
  readonly takes: readonly [number, number]
  readonly options: readonly Option[]
  readonly examples: readonly string[]
  readonly load: () => Promise<Run>
}

export type Run = (call: Call) => Promise<ExitCode>

/** Everything a command may use: what was typed, where to print, what the environment says. */
export interface Call {
  readonly args: Args
  readonly terminal: Terminal
  readonly config: Config
}

export interface Args {
  readonly positionals: readonly string[]
  flag(name: string): boolean
  text(name: string): string | undefined
  texts(name: string): readonly string[]
}
