import { parseArgs } from 'node:util'
import { done, nearest, type Outcome, refuse } from '#base'
import type { Args, Command, Option } from './command.ts'

/** Options that every command understands. */
export const common: readonly Option[] = [
  { name: 'json', summary: 'print one JSON document on stdout and nothing else there' },
  { name: 'help', summary: 'print this text' },
]

/** What was typed after the command's name, or a refusal that names the nearest thing that would do. */
export function readArgs(command: Command, argv: readonly string[]): Outcome<Args> {
  const known = [...command.options, ...common]
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      known.map((o) => [o.name, { type: o.value ? ('string' as const) : ('boolean' as const) }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const positionals: string[] = []
  const flags = new Set<string>()
  const values = new Map<string, string[]>()
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const option = known.find((o) => o.name === token.name)
    if (!option) return unknownOption(command, token.rawName, known)
    if (!option.value) {
      if (token.value !== undefined)
        return bad(command, `--${option.name} takes no value`, `write --${option.name} alone`)
      flags.add(option.name)
      continue
    }
    const checked = checkValue(command, option, token.value)
    if (!checked.ok) return checked
    const before = values.get(option.name) ?? []
    if (before.length > 0 && !option.many)
      return bad(command, `--${option.name} is given twice`, 'give it once')
    values.set(option.name, [...before, checked.value])
  }
  const count = checkCount(command, positionals, flags.has('help'))
  if (count) return count
  return done({
    positionals,
    flag: (name) => flags.has(name),
    text: (name) => values.get(name)?.[0],
    texts: (name) => values.get(name) ?? [],
  })
}

function checkValue(command: Command, option: Option, value: string | undefined): Outcome<string> {
  if (value === undefined || value === '')
    return bad(command, `--${option.name} needs a value`, `write --${option.name} ${option.value}`)
  if (option.oneOf && !option.oneOf.includes(value)) {
    const near = nearest(value, option.oneOf)
    return bad(
      command,
      `"${shorten(value)}" is not a value of --${option.name}${near ? `, did you mean "${near}"` : ''}`,
      `choose one of: ${option.oneOf.join(', ')}`,
    )
  }
  return done(value)
}

function checkCount(command: Command, positionals: readonly string[], help: boolean) {
  const [least, most] = command.takes
  if (help) return undefined
  if (positionals.length < least)
    return bad(
      command,
      `comity ${command.name} needs ${command.usage.split(' ')[positionals.length] ?? 'more arguments'}`,
      usage(command),
    )
  if (positionals.length > most)
    return bad(command, `"${shorten(positionals[most]!)}" is one argument too many`, usage(command))
  return undefined
}

function unknownOption(command: Command, typed: string, known: readonly Option[]) {
  const near = nearest(
    typed.replace(/^-+/, ''),
    known.map((o) => o.name),
  )
  return bad(
    command,
    `${shorten(typed)} is not an option of comity ${command.name}${near ? `, did you mean --${near}` : ''}`,
    `comity help ${command.name} lists its options`,
  )
}

function bad(_command: Command, ground: string, remedy: string) {
  return refuse({ kind: 'malformed', name: 'arguments-unusable', ground, remedy })
}

export function usage(command: Command): string {
  return `comity ${command.name} ${command.usage}`.trim()
}

/** A piece of input short enough to print back. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text
}
