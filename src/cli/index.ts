export type { Command, ExitCode } from './command.ts'
export { commands } from './commands.ts'
export { run } from './run.ts'
