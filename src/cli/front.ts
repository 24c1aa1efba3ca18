import { readFileSync } from 'node:fs'
import { readFront } from '#tips'
import type { Call, ExitCode } from './command.ts'
import { exitCode, tell } from './refusal.ts'
import { table } from './table.ts'

/**
 * Holds settings of nginx, Caddy or Tor against what the tip box needs of what stands in front of a node. Exit 0 when
 * nothing betrays a caller, 1 when something does.
 */
export async function front({ args, terminal }: Call): Promise<ExitCode> {
  const files = args.positionals
  const text = files.map((file) => readFileSync(file === '-' ? 0 : file, 'utf8')).join('\n')
  const read = readFront(text)
  if (!read.ok) {
    terminal.say(tell(read.refusal))
    return exitCode(read.refusal)
  }
  const { kind, findings } = read.value
  if (args.flag('json')) terminal.json({ kind, findings })
  else if (findings.length === 0)
    terminal.out(`${kind}: nothing found that tells who calls the tip box`)
  else
    terminal.out(
      table(
        ['code', 'line', 'about', 'what', 'what to do'].map((title) => ({ title })),
        findings.map((f) => [f.code, String(f.line), f.about, f.ground, f.remedy]),
      ),
    )
  return findings.length === 0 ? 0 : 1
}
