import { readFileSync } from 'node:fs'
import { common, usage } from './args.ts'
import type { Command, Option } from './command.ts'
import { table } from './table.ts'

const exitCodes = [
  '0   done, and the answer is yes',
  '1   done, and the answer is no, or something was found',
  '2   the arguments or the input cannot be used; the message says what to do',
  '3   refused on a legal or safety ground, which is named',
  '70  a fault in the program',
]

export function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

export function overview(commands: readonly Command[]): string {
  return [
    `Comity ${version()}: authorities against illicit finance, together and lawfully.`,
    '',
    'usage: comity COMMAND [arguments] [options]',
    '',
    rows(commands.map((c) => [c.name, c.summary])),
    '',
    'comity help COMMAND shows the options and examples of one command.',
    'Results go to stdout, messages to stderr; --json prints one JSON document.',
    '',
    'exit codes',
    ...exitCodes.map((line) => `  ${line}`),
  ].join('\n')
}

export function helpFor(command: Command): string {
  return [
    `comity ${command.name}: ${command.summary}`,
    '',
    `usage: ${usage(command)}`,
    '',
    rows([...command.options, ...common].map((o) => [spelled(o), o.summary])),
    ...(command.examples.length > 0
      ? ['', 'examples', ...command.examples.map((e) => `  ${e}`)]
      : []),
  ].join('\n')
}

function spelled(option: Option): string {
  return `--${option.name}${option.value ? ` ${option.value}` : ''}${option.many ? ' ...' : ''}`
}

function rows(pairs: readonly (readonly [string, string])[]): string {
  return table([{ title: '' }, { title: '' }], pairs)
    .split('\n')
    .slice(2)
    .map((line) => `  ${line}`)
    .join('\n')
}
