import { existsSync, readdirSync } from 'node:fs'
import type { Call, ExitCode } from './command.ts'

const folder = new URL('../../bench/', import.meta.url)

interface Benchmark {
  run(args: {
    size: string
    json: boolean
    peer: boolean
    part: string | undefined
  }): Promise<unknown>
}

/** Runs `bench/NAME.ts`; without a name it lists which there are. */
export async function bench({ args, terminal }: Call): Promise<ExitCode> {
  const name = args.positionals[0]
  const names = benchmarks()
  if (name === undefined || !names.includes(name)) {
    terminal.say(
      `comity: ${name === undefined ? 'no benchmark is named' : `there is no benchmark "${name.slice(0, 40)}"`}\n` +
        `  what to do: choose one of: ${names.join(', ') || 'none is installed'}`,
    )
    return 2
  }
  const file = new URL(`${name}.ts`, folder)
  const { run } = (await import(file.href)) as Benchmark
  await run({
    size: args.text('size') ?? '1M',
    json: args.flag('json'),
    peer: args.flag('peer'),
    part: args.positionals[1],
  })
  return 0
}

/** Files of the folder that are named by one word; helpers carry a hyphen. */
function benchmarks(): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => /^[a-z]+\.ts$/.test(file))
    .map((file) => file.slice(0, -3))
    .sort()
}
