import { asInstant, type Outcome, refuse } from '#base'
import {
  dueBy,
  type Extension,
  type Pause,
  type Reckoning,
  type Rule,
  ruleOf,
  shipped,
  type Unit,
  units,
} from '#law'
import { shorten } from './args.ts'
import type { Args, Call, ExitCode } from './command.ts'
import { dueRules, rulesOf } from './due-rules.ts'
import { exitCode, tell } from './refusal.ts'

/**
 * When a time limit falls due, with every step of the reckoning, so that it can be checked with a pencil. Without a rule it
 * lists the register; a rule that only demands something shows what it demands.
 */
export async function due({ args, terminal }: Call): Promise<ExitCode> {
  const id = args.positionals[0]
  if (id === undefined) return dueRules(rulesOf(args.text('search')), args, terminal)
  if (args.text('start') === undefined) {
    const found = ruleOf(id, shipped)
    if (found.ok && found.value.id === id && found.value.terms.length !== 1)
      return dueRules([found.value], args, terminal)
  }
  const reckoned = reckon(id, args)
  if (!reckoned.ok) {
    terminal.say(tell(reckoned.refusal))
    return exitCode(reckoned.refusal)
  }
  if (args.flag('json')) terminal.json(asJson(reckoned.value))
  else terminal.out(asText(reckoned.value))
  return 0
}

function reckon(rule: string, args: Args): Outcome<Reckoning> {
  const startText = args.text('start')
  if (startText === undefined)
    return unusable('--start is missing', 'write --start 2026-03-06T18:00:00+02:00')
  const start = asInstant(startText)
  if (!start) return notAnInstant('--start', startText)
  const pauses: Pause[] = []
  for (const text of args.texts('pause')) {
    const pause = readPause(text)
    if (!pause) return notAnInstant('--pause A/B', text)
    pauses.push(pause)
  }
  const extensions: Extension[] = []
  for (const text of args.texts('extend')) {
    const extension = readExtension(text)
    if (!extension)
      return unusable(
        `"${shorten(text)}" is not usable as --extend`,
        `write a number, a unit and the reason: --extend "30 calendar-days: a witness is abroad"; units: ${units.join(', ')}`,
      )
    extensions.push(extension)
  }
  const calendar = args.text('calendar')
  return dueBy(
    rule,
    start,
    { ...(calendar === undefined ? {} : { calendar }), pauses, extensions },
    shipped,
  )
}

function readPause(text: string): Pause | undefined {
  const [a, b, more] = text.split('/')
  const from = asInstant(a ?? '')
  const to = asInstant(b ?? '')
  return from && to && more === undefined ? { from, to } : undefined
}

/** `30 calendar-days: a witness is abroad`. */
function readExtension(text: string): Extension | undefined {
  const [, count, unit, reason] = /^\s*(\d{1,4})\s+([a-z-]+)\s*:\s*(\S.*)$/.exec(text) ?? []
  const known = units.find((u): u is Unit => u === unit || u === `${unit}s`)
  return count === undefined || reason === undefined || known === undefined
    ? undefined
    : { count: Number(count), unit: known, reason: reason.trim() }
}

function notAnInstant(option: string, text: string) {
  return unusable(
    `"${shorten(text)}" is not usable as ${option}`,
    'write instants in ISO 8601 with an offset, for example 2026-03-06T18:00:00+02:00',
  )
}

function unusable(ground: string, remedy: string) {
  return refuse({ kind: 'malformed', name: 'arguments-unusable', ground, remedy })
}

function asJson({ rule, term, start, due, dueDay, steps }: Reckoning) {
  return {
    rule: rule.id,
    term: term.id,
    when: term.when,
    citation: rule.citation,
    status: rule.status,
    start,
    due,
    due_day: dueDay,
    steps: steps.map((s) => ({
      text: s.text,
      ...(s.at === undefined ? {} : { at: s.at }),
      ...(s.day === undefined ? {} : { day: s.day }),
    })),
  }
}

function asText({ rule, term, due, dueDay, steps }: Reckoning): string {
  return [
    `${term.id} is due ${due} (${dueDay})`,
    '',
    ...steps.map((s, i) => `  ${i + 1}. ${s.text}`),
    '',
    `${rule.text}`,
    source(rule),
  ].join('\n')
}

function source(rule: Rule): string {
  return `source: ${rule.citation}${rule.status === 'verified' ? '' : ' (to verify)'}`
}
