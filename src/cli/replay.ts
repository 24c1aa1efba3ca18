import { refuse } from '#base'
import { replayLantern } from '#exercise'
import { shorten } from './args.ts'
import type { Call, ExitCode } from './command.ts'
import { exitCode, tell } from './refusal.ts'
import { table } from './table.ts'

type Replayed = ReturnType<typeof replayLantern>
type Standing = Replayed['matters'][number]

/**
 * Plays a story through the procedures without keys, disks and wires, and tells how each matter stands on its last day.
 * Exit 0 when all stand as the story says.
 */
export async function replay({ args, terminal }: Call): Promise<ExitCode> {
  const story = args.positionals[0] ?? ''
  if (story !== 'lantern') {
    const refused = refuse({
      kind: 'malformed',
      name: 'arguments-unusable',
      ground: `there is no story "${shorten(story)}"`,
      remedy: 'write: comity replay lantern',
    })
    terminal.say(tell(refused.refusal))
    return exitCode(refused.refusal)
  }
  const played = replayLantern()
  if (args.flag('json')) terminal.json(played)
  else terminal.out(asText(played))
  return played.unlike.length === 0 ? 0 : 1
}

function asText({ asOf, matters, unlike }: Replayed): string {
  const events = matters.reduce((sum, m) => sum + m.events, 0)
  return [
    table(
      [
        { title: 'reference' },
        { title: 'procedure' },
        { title: 'state' },
        { title: 'limit' },
        { title: 'due (UTC)' },
        { title: 'kept' },
      ],
      matters.flatMap(rowsOf),
    ),
    '',
    `${matters.length} matters, ${events} events in four logs, as of ${asOf.slice(0, 16).replace('T', ' ')}`,
    unlike.length === 0
      ? 'all stand as the story says, and every log agrees with the others'
      : `not as the story says: ${unlike.join(', ')}`,
  ].join('\n')
}

/** A matter on its own line with its first limit; further limits below. A matter without limits has one line. */
function rowsOf(matter: Standing): readonly (readonly string[])[] {
  const { reference, procedure, states, limits, unlike } = matter
  const state = unlike === undefined ? (states.main ?? '') : `${states.main}  (!) ${unlike}`
  const told = limits.filter((l) => l.clock !== 'retention')
  if (told.length === 0) return [[reference, procedure, state]]
  return told.map((l, i) => [
    ...(i === 0 ? [reference, procedure, state] : ['', '', '']),
    l.name,
    l.due.slice(0, 16).replace('T', ' '),
    l.late === undefined
      ? l.status === 'met'
        ? 'in time'
        : l.status
      : `late by ${lasting(l.late)}${l.status === 'overdue' ? ' so far' : ''}`,
  ])
}

/** `13 d 0 h`, `59 min`: whole days and hours, as far as they are over. */
function lasting(ms: number): string {
  const hours = Math.floor(ms / 3_600_000)
  if (hours < 1) return `${Math.floor(ms / 60_000)} min`
  return hours < 24 ? `${hours} h` : `${Math.floor(hours / 24)} d ${hours % 24} h`
}
