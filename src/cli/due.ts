import { asInstant, type Instant, type Outcome, refuse } from '#base'
import { dueBy, type Pause, type Reckoning } from '#law'
import { shorten } from './args.ts'
import type { Call, ExitCode } from './command.ts'
import { exitCode, tell } from './refusal.ts'

/** When a time limit falls due, with every step of the reckoning, so that it can be checked with a pencil. */
export async function due({ args, terminal }: Call): Promise<ExitCode> {
  const reckoned = reckon(
    args.positionals[0]!,
    args.text('start'),
    args.text('calendar'),
    args.texts('pause'),
  )
  if (!reckoned.ok) {
    terminal.say(tell(reckoned.refusal))
    return exitCode(reckoned.refusal)
  }
  if (args.flag('json')) terminal.json(asJson(reckoned.value))
  else terminal.out(asText(reckoned.value))
  return 0
}

function reckon(
  rule: string,
  startText: string | undefined,
  calendar: string | undefined,
  pauseTexts: readonly string[],
): Outcome<Reckoning> {
  if (startText === undefined)
    return unusable('--start is missing', 'write --start 2026-03-06T18:00:00+02:00')
  const start = asInstant(startText)
  if (!start) return notAnInstant('--start', startText)
  const pauses: Pause[] = []
  for (const text of pauseTexts) {
    const [a, b, more] = text.split('/')
    const from = asInstant(a ?? '')
    const to = asInstant(b ?? '')
    if (!from || !to || more !== undefined) return notAnInstant('--pause A/B', text)
    pauses.push({ from, to })
  }
  return dueBy(rule, start, { ...(calendar === undefined ? {} : { calendar }), pauses })
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
    due: due satisfies Instant,
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
    `source: ${rule.citation}${rule.status === 'verified' ? '' : ' (to verify)'}`,
  ].join('\n')
}
